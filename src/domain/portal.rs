//! What a partner's contact sees of their own company.

use super::auth::role::PortalRole;
use super::partners::colleague_request::{InviteOffer, RequestedColleague};
use super::partners::details::PartnerFacts;
use serde::{Deserialize, Serialize};

/// The partner portal, for the contact who is signed in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Portal {
    pub organisation: String,
    pub first_name: String,
    pub company: PartnerFacts,
    /// What staff want contacts to read first, as HTML; may be empty.
    pub welcome: String,
    /// Whom to turn to, by name.
    pub partner_manager: String,
    pub programs: Vec<PortalProgram>,
    pub team: Vec<TeamMember>,
    /// For managers whom a program allows it: to invite colleagues.
    pub invites: Option<InviteOffer>,
    /// For managers: colleagues who were asked for and are not approved.
    pub requests: Vec<RequestedColleague>,
}

/// A program of the contact's company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PortalProgram {
    pub name: String,
    /// What staff say of it, as HTML; may be empty.
    pub description: String,
}

/// A colleague in the same partner company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TeamMember {
    pub name: String,
    pub email: String,
    pub job_title: String,
    pub role: PortalRole,
    pub is_main: bool,
    pub is_you: bool,
    pub has_access: bool,
    pub is_active: bool,
}

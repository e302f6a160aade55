//! Members: who works for the organisation, and what they may do.

use super::auth::role::Role;
use super::email::{EmailAddress, Pasted};
use super::forms::FieldErrors;
use super::ids::PersonId;
use super::invitations::delivery::Delivery;
use super::invitations::invitation::{ContactAccess, Standing};
use super::text::{FirstName, Invalid, LastName};
use super::time::Timestamp;
use serde::{Deserialize, Serialize};

/// A member of the team, as the list of the team shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Member {
    pub id: PersonId,
    pub name: String,
    pub email: String,
    pub role: Role,
    pub is_you: bool,
    pub standing: Standing,
    /// When they were invited, as long as they are not active.
    pub invited_at: Option<Timestamp>,
    /// When they used Gangway last, within a few minutes.
    pub last_seen_at: Option<Timestamp>,
}

/// One colleague, and what bears on what can be done with them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberDetails {
    pub member: Member,
    pub access: ContactAccess,
    /// The role of the signed-in person.
    pub your_role: Role,
    /// Whether there is another active owner.
    pub has_other_owner: bool,
}

impl MemberDetails {
    /// Whether the signed-in person may change anything.
    pub fn you_may_edit(&self) -> bool {
        self.your_role.may_edit()
    }
}

/// Another colleague, as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct InviteForm {
    pub first_name: String,
    pub last_name: String,
    pub email: String,
    /// `admin` or `viewer`.
    pub role: String,
    /// `email` or `link`.
    pub delivery: String,
}

/// Another colleague, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewMember {
    pub first_name: FirstName,
    pub last_name: LastName,
    pub email: EmailAddress,
    pub role: Role,
    pub delivery: Delivery,
}

/// The roles one can be invited to. Only active members can become owners: the holder of a forwarded link must not own
/// everything.
pub const INVITED_ROLES: [Role; 2] = [Role::Admin, Role::Viewer];

impl InviteForm {
    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<NewMember, FieldErrors> {
        let mut errors = FieldErrors::default();
        let role = Role::parse(&self.role).filter(|role| INVITED_ROLES.contains(role));
        let pasted = Pasted::read(&self.email).unwrap_or_default();
        let (first_name, last_name) = pasted.names_for(&self.first_name, &self.last_name);
        let fields = (
            errors.check("first_name", FirstName::parse(&first_name)),
            errors.check("last_name", LastName::parse(&last_name)),
            errors.check("email", EmailAddress::parse(&self.email)),
            errors.check("role", role.ok_or_else(|| Invalid(t!(members::choose_a_role).to_owned()))),
            errors.check("delivery", delivery(&self.delivery)),
        );
        match fields {
            (Some(first_name), Some(last_name), Some(email), Some(role), Some(delivery)) => {
                Ok(NewMember { first_name, last_name, email, role, delivery })
            }
            _ => Err(errors),
        }
    }
}

fn delivery(raw: &str) -> Result<Delivery, Invalid> {
    Delivery::parse(raw).ok_or_else(|| Invalid(t!(members::choose_how_the_invitation_goes_out).to_owned()))
}

/// Names a colleague and the role they get.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct RoleForm {
    pub person: String,
    pub role: String,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_invited_as_an_owner_or_as_a_contact() {
        let form = |role: &str| InviteForm {
            first_name: "Vera".to_owned(),
            last_name: "Vogel".to_owned(),
            email: "vera@acme.example".to_owned(),
            role: role.to_owned(),
            delivery: String::new(),
        };
        assert_eq!(form("viewer").parse().unwrap().role, Role::Viewer);
        for role in ["", "owner", "contact", "Admin"] {
            assert!(form(role).parse().unwrap_err().get("role").is_some(), "{role}");
        }
    }
}

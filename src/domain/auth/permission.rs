//! Who may call a server function or see an address.

/// Those who may.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Permission {
    Anyone,
    SignedIn,
    /// To look at: viewers too.
    Staff,
    /// To change things: owners and admins.
    Editors,
    Owners,
    Contacts,
    /// Contacts who may bring in colleagues.
    Managers,
}

impl Permission {
    /// Whether only staff may, of whichever role.
    pub fn is_staff(self) -> bool {
        matches!(self, Self::Staff | Self::Editors | Self::Owners)
    }

    /// Whether only a partner's contacts may.
    pub fn is_portal(self) -> bool {
        matches!(self, Self::Contacts | Self::Managers)
    }
}

//! Who may call a server function.

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

//! Registry of server functions: who may call each, as `permit!` declares beside it.

use crate::domain::auth::permission::Permission;
use leptos::server_fn::ServerFn;

/// Who may call one server function.
pub struct Declaration {
    pub path: &'static str,
    pub permission: Permission,
}

impl Declaration {
    /// For the function that became the type `F`.
    pub const fn of<F: ServerFn>(permission: Permission) -> Self {
        Self { path: F::PATH, permission }
    }
}

inventory::collect!(Declaration);

/// Every declaration there is, in no particular order.
pub fn declarations() -> impl Iterator<Item = &'static Declaration> {
    inventory::iter::<Declaration>.into_iter()
}

/// Whether the function at `path` says who may call it.
pub fn is_declared(path: &str) -> bool {
    declarations().any(|declaration| declaration.path == path)
}

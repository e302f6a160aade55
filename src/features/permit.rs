//! Permissions of server functions, declared beside them.

/// Declares who may call a server function, beside it: `permit!(UpdatePartner: Editors);`. The function asks for
/// itself; a test calls each as everybody and holds it to its word, and what declares nothing is not served.
macro_rules! permit {
    ($function:ident: $permission:ident) => {
        #[cfg(feature = "ssr")]
        inventory::submit! {
            crate::request::permission::Declaration::of::<$function>(
                crate::domain::auth::permission::Permission::$permission,
            )
        }
    };
}

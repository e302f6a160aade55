//! Permissions of server functions, declared beside them.

/// Declares who may call a server function, beside it: `permit!(UpdatePartner: Editors);`. The function checks the
/// permission; a test calls each function in every role and compares, and a function that declares nothing is not
/// served.
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

//! What Gangway does, a folder a feature: pages beside the server functions they call.
//!
//! A feature may use the features named above it in this list, never those below.

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

pub mod audit;
pub mod auth;
pub mod catalog;
pub mod help;
pub mod imports;
pub mod invitations;
pub mod members;
pub mod onboarding;
pub mod organisation;
pub mod outbox;
pub mod partners;
pub mod people;
pub mod portal;
pub mod shell;
pub mod templates;

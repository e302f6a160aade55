mod account_page;
pub mod api;
mod confirm_address;
mod forgot_password;
mod new_password;
mod pending_email;
mod reset_password;
mod sessions;
mod sign_in;
mod typed_email;

pub use self::account_page::AccountPage;
pub use self::confirm_address::ConfirmAddressPage;
pub use self::forgot_password::ForgotPasswordPage;
pub use self::new_password::NewPasswordField;
pub use self::pending_email::PendingEmail;
pub use self::reset_password::ResetPasswordPage;
pub use self::sign_in::SignInPage;
pub use self::typed_email::provide_typed_email;

mod account_page;
pub mod api;
mod forgot_password;
mod rating;
mod reset_password;
mod sessions;
mod sign_in;

pub use account_page::AccountPage;
pub use forgot_password::ForgotPasswordPage;
pub use rating::Rating;
pub use reset_password::ResetPasswordPage;
pub use sign_in::SignInPage;

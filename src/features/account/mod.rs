mod account_page;
mod address_waits;
pub mod api;
mod confirm_address;
mod forgot_password;
mod rating;
mod reset_password;
mod sessions;
mod sign_in;

pub use account_page::AccountPage;
pub use address_waits::AddressWaits;
pub use confirm_address::ConfirmAddressPage;
pub use forgot_password::ForgotPasswordPage;
pub use rating::Rating;
pub use reset_password::ResetPasswordPage;
pub use sign_in::SignInPage;

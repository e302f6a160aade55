mod account_page;
mod address_waits;
pub mod api;
mod confirm_address;
mod forgot_password;
mod rating;
mod reset_password;
mod sessions;
mod sign_in;

pub use self::account_page::AccountPage;
pub use self::address_waits::AddressWaits;
pub use self::confirm_address::ConfirmAddressPage;
pub use self::forgot_password::ForgotPasswordPage;
pub use self::rating::Rating;
pub use self::reset_password::ResetPasswordPage;
pub use self::sign_in::SignInPage;

//! What is known of people before they are saved.

use crate::domain::email::PersonInAddress;
use crate::error::AppError;
use crate::reply::Reply;
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use crate::{request, server::people::recipient_domain};

permit!(ReadAddress: SignedIn);
/// The address in what was typed or pasted, and the name beside it. The rules and what people paste are many, so that
/// browsers ask instead of knowing them. What is no address is answered with what to say of it: it is no failure.
#[server(prefix = "/api", endpoint = "people/read-address", output = Reply)]
pub async fn read_address(text: String) -> Result<Result<PersonInAddress, String>, AppError> {
    request::signed_in()?;
    Ok(PersonInAddress::read(&text).map_err(|invalid| invalid.0))
}

permit!(CheckDomain: SignedIn);
/// What to say of an address whose domain takes no email; empty where it does, or where the DNS does not say.
#[server(prefix = "/api", endpoint = "people/check-domain", output = Reply)]
pub async fn check_domain(address: String) -> Result<String, AppError> {
    let (app, _) = request::signed_in()?;
    Ok(recipient_domain::warning(&app, &address).await.unwrap_or_default())
}

//! How answers of server functions travel: in Postcard. Reading JSON instead would be a tenth of the browser's
//! download.

use crate::error::AppError;
use leptos::server_fn::codec::Post;
use leptos::server_fn::error::{FromServerFnError, ServerFnErrorErr};
use leptos::server_fn::{Bytes, ContentType, Decodes, Encodes, Format, FormatType};
use serde::Serialize;
use serde::de::DeserializeOwned;

/// The media type that our own pages ask for; everyone else gets JSON.
pub const POSTCARD: &str = "application/postcard";

/// How every server function answers.
pub type Reply = Post<ReplyEncoding>;

/// Postcard, or JSON for clients that ask for it.
pub struct ReplyEncoding;

impl ContentType for ReplyEncoding {
    const CONTENT_TYPE: &'static str = POSTCARD;
}

impl FormatType for ReplyEncoding {
    const FORMAT_TYPE: Format = Format::Binary;
}

impl<T: Serialize> Encodes<T> for ReplyEncoding {
    type Error = AppError;

    fn encode(answer: &T) -> Result<Bytes, AppError> {
        as_json(answer).unwrap_or_else(|| encode(answer)).map(Bytes::from)
    }
}

impl<T: DeserializeOwned> Decodes<T> for ReplyEncoding {
    type Error = AppError;

    fn decode(answer: Bytes) -> Result<T, AppError> {
        decode(&answer)
    }
}

impl FromServerFnError for AppError {
    type Encoder = ReplyEncoding;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) | ServerFnErrorErr::Response(_) => Self::Offline,
            ServerFnErrorErr::Args(_)
            | ServerFnErrorErr::MissingArg(_)
            | ServerFnErrorErr::Deserialization(_)
            | ServerFnErrorErr::UnsupportedRequestMethod(_) => Self::Malformed,
            _ => Self::Internal { reference: "client".to_owned() },
        }
    }
}

/// The answer as JSON, unless the request asks for Postcard.
#[cfg(feature = "ssr")]
fn as_json(answer: &impl Serialize) -> Option<Result<Vec<u8>, AppError>> {
    use http::{header::ACCEPT, request::Parts};
    let asked = leptos::prelude::use_context::<Parts>();
    if asked.is_some_and(|request| request.headers.get(ACCEPT).is_some_and(|kind| kind == POSTCARD)) {
        return None;
    }
    Some(serde_json::to_vec(answer).map_err(|_| AppError::Malformed))
}

/// Browsers answer nothing.
#[cfg(not(feature = "ssr"))]
fn as_json(_answer: &impl Serialize) -> Option<Result<Vec<u8>, AppError>> {
    None
}

/// Reads an answer.
pub fn decode<T: DeserializeOwned>(answer: &[u8]) -> Result<T, AppError> {
    postcard::from_bytes(answer).map_err(|_| AppError::Malformed)
}

/// An answer as bytes.
pub fn encode(answer: &impl Serialize) -> Result<Vec<u8>, AppError> {
    postcard::to_allocvec(answer).map_err(|_| AppError::Malformed)
}

/// A multiple of 256, above which a character encodes a byte that is not plain.
const MOVED: u32 = 0x100;

/// Bytes as text: ASCII stays readable, the rest is moved to where no control characters are. So is `<`, which
/// leptos writes into pages as JSON has it (`hydration_context` 0.3.2, `ssr.rs`).
pub fn to_text(bytes: &[u8]) -> String {
    let moved = |byte: u8| char::from_u32(MOVED + u32::from(byte)).unwrap_or_default();
    let is_plain = |byte: u8| matches!(byte, b' '..=b'~') && byte != b'<';
    bytes.iter().map(|&byte| if is_plain(byte) { byte.into() } else { moved(byte) }).collect()
}

/// The bytes that [`to_text`] made `text` of.
pub fn from_text(text: &str) -> Vec<u8> {
    // The lowest eight bits are the byte, moved or not.
    text.chars().map(|char| u32::from(char) as u8).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_bytes_travel_as_text_without_control_characters() {
        let bytes: Vec<u8> = (0..=u8::MAX).collect();
        let text = to_text(&bytes);
        assert!(text.contains("ABC") && !text.contains('<') && !text.chars().any(char::is_control), "{text}");
        assert_eq!(from_text(&text), bytes);
    }
}

//! Server functions as pages call them.

use crate::error::AppError;
use crate::reply::{decode, encode, from_text, to_text};
use leptos::server_fn::ServerFn;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::str::FromStr;

/// A server function as pages know it.
pub trait Query:
    ServerFn<Error = AppError, Output: Serialize + DeserializeOwned> + Serialize + DeserializeOwned + 'static
{
}

impl<F> Query for F where
    F: ServerFn<Error = AppError, Output: Serialize + DeserializeOwned> + Serialize + DeserializeOwned + 'static
{
}

/// What a server function was asked and answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawResponse {
    /// The question's arguments, as a form sends them.
    pub arguments: String,
    /// An encoded answer, or why there is none.
    pub result: Result<Vec<u8>, AppError>,
}

/// An answer that is on its way.
pub type ResponseFuture = Pin<Box<dyn Future<Output = RawResponse> + Send>>;

impl fmt::Display for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let result = encode(&self.result).unwrap_or_default();
        write!(f, "{}\n{}", self.arguments, to_text(&result))
    }
}

impl FromStr for RawResponse {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let (arguments, result) = text.split_once('\n').unwrap_or_default();
        let result = decode(&from_text(result)).and_then(|result| result);
        Ok(Self { arguments: arguments.to_owned(), result })
    }
}

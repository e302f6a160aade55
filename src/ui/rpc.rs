//! Server functions as pages call them: a question that travels as a form, an answer that is JSON.

use crate::error::AppError;
use leptos::server_fn::ServerFn;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::convert::Infallible;
use std::fmt;
use std::pin::Pin;
use std::str::FromStr;

/// A server function as pages know it: arguments that travel as a form, an answer that travels as JSON.
pub trait Query:
    ServerFn<Error = AppError, Output: Serialize + DeserializeOwned> + Serialize + DeserializeOwned + 'static
{
}

impl<F> Query for F where
    F: ServerFn<Error = AppError, Output: Serialize + DeserializeOwned> + Serialize + DeserializeOwned + 'static
{
}

/// What a server function was asked and answered.
#[derive(Debug, Clone)]
pub struct RawResponse {
    /// The question's arguments, as a form sends them.
    pub arguments: String,
    /// JSON, or why there is none.
    pub result: Result<String, AppError>,
}

/// An answer that is on its way.
pub type ResponseFuture = Pin<Box<dyn Future<Output = RawResponse> + Send>>;

/// Stands before an error where an answer is written into a page, below its question; no JSON begins with it.
const FAILED: char = '!';

impl fmt::Display for RawResponse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{}", self.arguments)?;
        match &self.result {
            Ok(json) => f.write_str(json),
            Err(error) => write!(f, "{FAILED}{}", serde_json::to_string(error).unwrap_or_default()),
        }
    }
}

impl FromStr for RawResponse {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Infallible> {
        let (arguments, text) = text.split_once('\n').unwrap_or_default();
        let result = match text.strip_prefix(FAILED) {
            Some(error) => Err(serde_json::from_str(error).unwrap_or(AppError::Malformed)),
            None => Ok(text.to_owned()),
        };
        Ok(Self { arguments: arguments.to_owned(), result })
    }
}

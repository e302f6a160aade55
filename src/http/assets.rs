//! The files of the pages: scripts, styles and icons. They lie in this program, beside each the same compressed; those
//! that change with the program are in a folder named by a hash of all, so that browsers keep them for good.

use super::headers::IMMUTABLE;
use crate::app::Takeover;
use crate::routes;
use axum::extract::{Path, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::header::{self, HeaderMap, HeaderValue};
use http::{Method, StatusCode};
use rust_embed::EmbeddedFile;
use serde::Deserialize;
use std::borrow::Cow;
use std::collections::HashMap;
use std::iter;
use std::sync::Arc;

/// Finds a file of the pages by its path.
pub type Assets = fn(&str) -> Option<EmbeddedFile>;

/// Where the built files are, below the pages' own.
const BUILT: &str = "pkg";
/// Names the build and the files of each chunk; `scripts/chunks.mjs` makes it.
const CHUNKS: &str = "pkg/chunks.json";

/// Codings by their names in HTTP and in the files' names, the smallest first.
const CODINGS: [(&str, &str); 2] = [("br", ".br"), ("gzip", ".gz")];

/// Whether this program was built with its pages inside.
pub fn are_inside(assets: Assets) -> bool {
    ["js", "wasm", "css"].iter().all(|kind| assets(&format!("{BUILT}/gangway.{kind}")).is_some())
}

/// What was built, read once.
pub struct Built {
    assets: Assets,
    names: Names,
}

/// What [`CHUNKS`] says. In development there is no such file: names stay as the program changes.
#[derive(Default, Deserialize)]
struct Names {
    build: String,
    chunks: HashMap<String, Vec<String>>,
}

impl Built {
    /// The files that were built into `assets`.
    pub fn of(assets: Assets) -> Arc<Self> {
        let names = assets(CHUNKS).and_then(|file| serde_json::from_slice(&file.data).ok()).unwrap_or_default();
        Arc::new(Self { assets, names })
    }

    /// The addresses of what takes the page at `path` over.
    pub fn takeover(&self, path: &str) -> Takeover {
        let chunk = routes::find(path).and_then(|route| route.chunk).unwrap_or_default();
        let parts = self.names.chunks.get(chunk).into_iter().flatten().map(String::as_str);
        Takeover {
            script: self.address("gangway.js"),
            modules: iter::once("gangway.wasm").chain(parts).map(|file| self.address(file)).collect(),
            style: self.address("gangway.css"),
            chunk: chunk.to_owned(),
        }
    }

    fn address(&self, file: &str) -> String {
        let folder = if self.names.build.is_empty() { String::new() } else { format!("{}/", self.names.build) };
        format!("/{BUILT}/{folder}{file}")
    }
}

/// A built file, in the folder of its build.
pub async fn built(State(built): State<Arc<Built>>, Path(path): Path<String>, headers: HeaderMap) -> Response {
    let build = &built.names.build;
    let (folder, name) = path.split_once('/').unwrap_or(("", &path));
    // Of another build is another file: scripts and styles of two builds do not fit each other.
    let caching = if build.is_empty() { HeaderValue::from_static("no-cache") } else { IMMUTABLE };
    let file = (folder == build).then(|| answer(built.assets, &format!("{BUILT}/{name}"), &headers, caching)).flatten();
    file.unwrap_or(StatusCode::NOT_FOUND.into_response())
}

/// The files that keep their names, asked for again after an hour; `next` answers where there is none.
pub async fn named(State(assets): State<Assets>, request: Request, next: Next) -> Response {
    if ![Method::GET, Method::HEAD].contains(request.method()) {
        return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET,HEAD")]).into_response();
    }
    let path = request.uri().path().trim_start_matches('/');
    let caching = HeaderValue::from_static("public, max-age=3600");
    match answer(assets, path, request.headers(), caching).filter(|_| !path.starts_with(BUILT)) {
        Some(response) => response,
        None => next.run(request).await,
    }
}

fn answer(assets: Assets, path: &str, headers: &HeaderMap, caching: HeaderValue) -> Option<Response> {
    let content_type = content_type(path)?;
    let plain = assets(path)?;
    let coded = |(coding, ending): (&'static str, &str)| {
        accepts(headers, coding).then(|| assets(&format!("{path}{ending}")))?.map(|file| (Some(coding), file))
    };
    let (coding, file) = CODINGS.into_iter().find_map(coded).unwrap_or((None, plain));
    let etag = format!("\"{}\"", hash(&file));
    let mut response = match file.data {
        _ if has(headers, &etag) => StatusCode::NOT_MODIFIED.into_response(),
        Cow::Borrowed(bytes) => bytes.into_response(),
        Cow::Owned(bytes) => bytes.into_response(),
    };
    let about = response.headers_mut();
    about.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    about.insert(header::CACHE_CONTROL, caching);
    about.insert(header::ETAG, HeaderValue::try_from(etag).ok()?);
    about.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(coding) = coding {
        about.insert(header::CONTENT_ENCODING, HeaderValue::from_static(coding));
    }
    Some(response)
}

/// None of what is no file for browsers, such as another one compressed.
fn content_type(path: &str) -> Option<&'static str> {
    match path.rsplit('.').next()? {
        "css" => Some("text/css; charset=utf-8"),
        "js" => Some("text/javascript; charset=utf-8"),
        "svg" => Some("image/svg+xml"),
        "txt" => Some("text/plain; charset=utf-8"),
        "wasm" => Some("application/wasm"),
        _ => None,
    }
}

/// Short, and still different for different files.
fn hash(file: &EmbeddedFile) -> String {
    URL_SAFE_NO_PAD.encode(&file.metadata.sha256_hash()[..12])
}

/// Whether the browser has what `etag` names (RFC 9110 13.1.2).
pub fn has(headers: &HeaderMap, etag: &str) -> bool {
    let known = headers.get(header::IF_NONE_MATCH).and_then(|value| value.to_str().ok()).unwrap_or_default();
    known.split(',').any(|known| ["*", etag].contains(&known.trim().trim_start_matches("W/")))
}

/// Whether an answer may be coded as `coding` (RFC 9110 12.5.3).
pub fn accepts(headers: &HeaderMap, coding: &str) -> bool {
    let accepted = headers.get(header::ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    accepted.split(',').any(|accepted| {
        let (name, weight) = accepted.split_once(';').unwrap_or((accepted, ""));
        let is_refused = || weight.trim().strip_prefix("q=").is_some_and(|weight| weight.parse() == Ok(0.0));
        name.trim().eq_ignore_ascii_case(coding) && !is_refused()
    })
}

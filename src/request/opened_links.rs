//! The links that a browser opened: in one cookie for each purpose, the newest first. The address of a page says which of
//! them it is about, so that several links can be open in several tabs.

use super::cookies::{self, Purpose};
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use http::{HeaderMap, HeaderValue};

/// More links than anyone has open.
const MOST: usize = 10;
const BETWEEN: &str = ".";

/// What is in the address of a page.
const PARAMETER: &str = "link";
/// In its place where the link was too short to hold a token.
const CUT_SHORT: &str = "cut";

/// Which link a page is about.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Opened {
    Link(PlainToken),
    /// This browser does not hold it (any more).
    NotHere,
    /// A part of it was missing when it was opened.
    CutShort,
}

impl Opened {
    /// The link, if it is here.
    pub fn token(self) -> Option<PlainToken> {
        match self {
            Self::Link(token) => Some(token),
            Self::NotHere | Self::CutShort => None,
        }
    }
}

/// The link that the page at `address` is about: the one it names, else the newest.
pub fn find(app: &AppState, headers: &HeaderMap, purpose: Purpose, address: &str) -> Opened {
    let held = held(app, headers, purpose);
    let token = match named(address) {
        Some(CUT_SHORT) => return Opened::CutShort,
        Some(mark) => held.into_iter().find(|token| token.mark() == mark),
        None => held.into_iter().next(),
    };
    token.map_or(Opened::NotHere, Opened::Link)
}

fn named(address: &str) -> Option<&str> {
    let (_, query) = address.split_once('?')?;
    query.split('&').find_map(|pair| pair.strip_prefix(PARAMETER)?.strip_prefix('='))
}

fn held(app: &AppState, headers: &HeaderMap, purpose: Purpose) -> Vec<PlainToken> {
    let cookie = cookies::read(app, headers, purpose).unwrap_or_default();
    cookie.split(BETWEEN).filter_map(PlainToken::parse).take(MOST).collect()
}

/// The cookie of a browser that opens `token` as well.
pub fn with(app: &AppState, headers: &HeaderMap, purpose: Purpose, token: &PlainToken) -> HeaderValue {
    let mut held = held(app, headers, purpose);
    held.retain(|other| other != token);
    held.insert(0, token.clone());
    held.truncate(MOST);
    let tokens: Vec<&str> = held.iter().map(PlainToken::expose).collect();
    cookies::set(app, purpose, &tokens.join(BETWEEN))
}

/// The address of `page` about `token`; without one, about a link that was cut short.
pub fn address(page: &str, token: Option<&PlainToken>) -> String {
    let mark = token.map_or_else(|| CUT_SHORT.to_owned(), PlainToken::mark);
    [page, "?", PARAMETER, "=", &mark].concat()
}

/// The address of `page` about the link that `from`, another address of it, is about.
pub fn same(page: &str, from: &str) -> String {
    match named(from) {
        Some(mark) => [page, "?", PARAMETER, "=", mark].concat(),
        None => page.to_owned(),
    }
}

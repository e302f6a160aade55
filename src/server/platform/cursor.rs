//! Where a page of a list that is ordered by time ended, for the address of the next one.

use uuid::Uuid;

/// The position of a row in its list.
pub fn encode(at: i64, id: Uuid) -> String {
    format!("{at}-{id}")
}

/// Reads it back. Whatever was not ours starts at the top: it is only a bookmark.
pub fn decode(text: &str) -> Option<(i64, Uuid)> {
    let (at, id) = text.split_once('-')?;
    Some((at.parse().ok()?, Uuid::try_parse(id).ok()?))
}

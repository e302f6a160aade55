//! What columns and words of files were read as before, so that the next file of the same program needs no choice.

use super::cells::{FileChoices, UnknownWord, word_key};
use super::headings::key;
use crate::domain::imports::CREATE;
use crate::domain::partners::columns::Field;
use crate::server::platform::db::{Db, Tx, execute, read};
use crate::server::platform::error::Result;
use crate::server::state::AppState;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use sha2::{Digest, Sha256};
use std::collections::{BTreeMap, HashMap};

/// Begins the key of a column.
const COLUMN: &str = "column:";

/// The most bytes of a heading that is remembered.
const LONGEST: usize = 100;

/// The most choices that are remembered; what was chosen longest ago is forgotten.
const MOST: i64 = 10_000;

/// The same for files with the same headings, in any order.
fn fingerprint(head: &[String]) -> String {
    let mut keys: Vec<String> = head.iter().map(|heading| key(heading)).collect();
    keys.sort();
    URL_SAFE_NO_PAD.encode(&Sha256::digest(keys.join("\n"))[..9])
}

/// What was chosen before.
pub struct Memory {
    /// By heading.
    pub columns: HashMap<String, Option<Field>>,
    /// By field and word.
    pub words: BTreeMap<String, String>,
}

/// All that was chosen before: of columns, in files with the same headings, because a heading alone means something else
/// in the file of another program.
pub async fn read(db: &Db, head: &[String]) -> Result<Memory> {
    let all: Vec<(String, String)> =
        read!(db, c => sqlx::query_as("select name, choice from import_memory").fetch_all(c))?;
    let (columns, words): (Vec<_>, Vec<_>) = all.into_iter().partition(|(name, _)| name.starts_with(COLUMN));
    let of_this = [COLUMN, &fingerprint(head), ":"].concat();
    let columns = columns
        .into_iter()
        .filter_map(|(name, choice)| Some((name.strip_prefix(&of_this)?.to_owned(), Field::parse(&choice))));
    Ok(Memory { columns: columns.collect(), words: words.into_iter().collect() })
}

/// Keeps what was chosen for this file.
pub async fn keep(
    tx: &mut Tx,
    app: &AppState,
    head: &[String],
    chosen: &FileChoices,
    unknown: &[UnknownWord],
) -> Result<()> {
    const KEEP: &str = "
        insert into import_memory (name, choice, chosen_at)
        values ($1, $2, $3)
        on conflict (name) do update set choice = excluded.choice, chosen_at = excluded.chosen_at";
    const FORGET: &str = "
        delete from import_memory
        where name in (
            select name
            from import_memory
            order by chosen_at desc, name
            limit $2 offset $1
        )";
    let keys: Vec<String> = head.iter().map(|heading| key(heading)).collect();
    // Two columns of one name say nothing for the next file.
    let is_telling = |name: &str| !name.is_empty() && keys.iter().filter(|other| *other == name).count() == 1;
    let of_this = [COLUMN, &fingerprint(head), ":"].concat();
    let columns = keys.iter().zip(&chosen.fields).filter(|(name, _)| is_telling(name) && name.len() <= LONGEST);
    let mut all: BTreeMap<String, &str> =
        columns.map(|(name, field)| ([&*of_this, name].concat(), field.map_or("", Field::as_str))).collect();
    let words = unknown.iter().map(|word| word_key(word.field, &word.value));
    all.extend(
        words.filter_map(|word| chosen.words.get(&word).filter(|it| *it != CREATE).map(|it| (word, it.as_str()))),
    );
    for (name, choice) in all {
        execute!(&mut *tx, KEEP, name, choice, app.now().0)?;
    }
    execute!(tx, FORGET, MOST, i64::MAX)?;
    Ok(())
}

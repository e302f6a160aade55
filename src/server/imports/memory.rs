//! What columns and words of files were read as before, so that the next file of the same program needs no choice.

use super::cells::{FileChoices, Unknown, word_key};
use super::headings::key;
use super::table::Table;
use crate::domain::imports::CREATE;
use crate::domain::partners::columns::Field;
use crate::server::platform::db::{Tx, execute, run};
use crate::server::platform::error::Result;
use std::collections::{BTreeMap, HashMap};

/// Begins the key of a column.
const COLUMN: &str = "column:";

/// What was chosen before.
pub struct Memory {
    /// By heading.
    pub columns: HashMap<String, Option<Field>>,
    /// By field and word.
    pub words: BTreeMap<String, String>,
}

/// All that was chosen before.
pub async fn read(tx: &mut Tx) -> Result<Memory> {
    let all: Vec<(String, String)> =
        run!(tx, c => sqlx::query_as("select name, choice from import_memory").fetch_all(c))?;
    let (columns, words): (Vec<_>, Vec<_>) = all.into_iter().partition(|(name, _)| name.starts_with(COLUMN));
    let columns = columns.into_iter().map(|(name, choice)| (name[COLUMN.len()..].to_owned(), Field::parse(&choice)));
    Ok(Memory { columns: columns.collect(), words: words.into_iter().collect() })
}

/// Keeps what was chosen for this file.
pub async fn keep(tx: &mut Tx, table: &Table, chosen: &FileChoices, unknown: &Unknown) -> Result<()> {
    const KEEP: &str = "
        insert into import_memory (name, choice)
        values ($1, $2)
        on conflict (name) do update set choice = excluded.choice";
    let columns = table.head.iter().zip(&chosen.fields).filter(|(heading, _)| !heading.is_empty());
    let mut all: BTreeMap<String, &str> =
        columns.map(|(heading, field)| ([COLUMN, &key(heading)].concat(), field.map_or("", Field::as_str))).collect();
    // Two columns of one name say nothing for the next file.
    all.retain(|name, _| table.head.iter().filter(|heading| name[COLUMN.len()..] == key(heading)).count() == 1);
    let words = unknown.keys().map(|(field, word)| word_key(*field, word));
    all.extend(
        words.filter_map(|word| chosen.words.get(&word).filter(|it| *it != CREATE).map(|it| (word, it.as_str()))),
    );
    for (name, choice) in all {
        execute!(&mut *tx, KEEP, name, choice)?;
    }
    Ok(())
}

//! The words that a search for partners looks for, and the index that finds them.

use crate::domain::email;
use crate::server::platform::db::{Db, execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::{like_text, search_words};
use crate::server::platform::sql::Sql;
use crate::server::state::AppState;

/// How many letters the indexes keep together.
const GRAM: usize = 3;
/// How many pages a transaction merges.
const MERGED: i64 = 250;

/// Pieces of text, each of which must be in a partner's
/// [`search_key`](crate::server::platform::normalize::search_key).
#[derive(Debug, Clone)]
pub struct Words(Vec<String>);

impl Words {
    /// Those of `text`. One or two letters begin a word: `Quay 1` is not in `Quay 2, jo1@quay.example`.
    pub fn of(text: &str) -> Self {
        let text: String = text.chars().filter(|c| !c.is_control()).take(200).collect();
        let words = search_words(&email::in_letters(&text)).into_iter().filter(|word| !word.is_empty());
        let begins = |word: &str| word.chars().count() < GRAM && word.chars().all(char::is_alphanumeric);
        Self(words.map(|word| if begins(&word) { [" ", &word].concat() } else { word }).collect())
    }

    /// Whether it looks for nothing.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Appends ` and …` for the partner `p`.
    pub fn push_conditions(&self, sql: &mut Sql) {
        push_all(sql, self.0.iter());
    }

    /// The same for those that [`Words::list`] leaves out.
    pub fn push_unlisted(&self, sql: &mut Sql) {
        push_all(sql, self.0.iter().filter(|word| !is_listed(word)));
    }

    /// Appends the partners `p` that have them: what stands behind `from`, and the conditions.
    pub fn push_matches(&self, sql: &mut Sql, db: &Db) {
        match self.list(db) {
            Some(list) if matches!(db, Db::Sqlite { .. }) => {
                push_joined(sql, list);
                self.push_unlisted(sql);
            }
            _ => {
                sql.push("partner p where 1 = 1", []);
                self.push_conditions(sql);
            }
        }
    }

    /// The partners in the index that have them, as `id`, but for words that are too short for it; none where all are.
    pub fn list(&self, db: &Db) -> Option<Sql> {
        const SQLITE: &str = "
            select r.partner_id as id
            from partner_text t
            cross join partner_text_row r
            where t.partner_text match ? and r.number = t.rowid";
        const POSTGRES: &str = "select p.id from partner p where 1 = 1";
        let listed: Vec<&String> = self.0.iter().filter(|word| is_listed(word)).collect();
        if listed.is_empty() {
            return None;
        }
        Some(match db {
            Db::Sqlite { .. } => {
                let quoted = listed.into_iter().map(|word| format!("\"{}\"", spaced(word).replace('"', "\"\"")));
                Sql::new(SQLITE, [quoted.collect::<Vec<_>>().join(" AND ").as_str().into()])
            }
            Db::Postgres { .. } => {
                let mut sql = Sql::new(POSTGRES, []);
                push_all(&mut sql, listed.into_iter());
                sql
            }
        })
    }
}

/// Appends the partners `p` of a `list` that is read first: what stands behind `from`, and the condition that joins them.
pub fn push_joined(sql: &mut Sql, list: Sql) {
    // Without a limit PostgreSQL may begin with another table after all.
    sql.push("(", []).push_sql(list).push(" limit ?) k cross join partner p where p.id = k.id", [i64::MAX.into()]);
}

/// Rewrites the index without what was changed or erased, a few pages at a time, so that others get to write in between.
/// PostgreSQL needs no such thing.
pub async fn tidy_index(app: &AppState) -> Result<()> {
    const MERGE: &str = "insert into partner_text (partner_text, rank) values ('merge', $1)";
    const CHANGES: &str = "select total_changes()";
    if matches!(app.db, Db::Postgres { .. }) {
        return Ok(());
    }
    // A negative number begins with all of it; fewer than two changes are the end (sqlite.org/fts5.html).
    let mut pages = -MERGED;
    loop {
        let mut tx = app.db.begin().await?;
        let before: i64 = run!(&mut tx, c => sqlx::query_scalar(CHANGES).fetch_one(c))?;
        execute!(&mut tx, MERGE, pages)?;
        let after: i64 = run!(&mut tx, c => sqlx::query_scalar(CHANGES).fetch_one(c))?;
        tx.commit().await?;
        if after - before < 2 {
            return Ok(());
        }
        pages = MERGED;
    }
}

fn push_all<'a>(sql: &mut Sql, words: impl Iterator<Item = &'a String>) {
    for word in words {
        let pattern = ["%", &like_text(word), "%"].concat();
        sql.push(" and p.search_key like ? escape '\\'", [pattern.as_str().into()]);
    }
}

/// Whether the index has it.
fn is_listed(word: &str) -> bool {
    spaced(word).chars().count() >= GRAM
}

/// With two blanks before each word, as the index has it: so a single letter that begins a word makes three.
fn spaced(text: &str) -> String {
    text.replace(' ', "  ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::platform::normalize::search_key;

    #[test]
    fn one_or_two_letters_begin_a_word_and_more_are_found_anywhere() {
        for (listed, searched, is_found) in [
            ("Alder Analytics", "alder", true),
            ("Alder Analytics", "nalyt", true),
            ("Alder Analytics", "al an", true),
            ("Alder Analytics", "a", true),
            ("Alder Analytics", "de", false),
            ("Alder Analytics", "y", false),
            ("Ärzte AG", "är ag", true),
            ("Alder AG & Co. KG", "kg", true),
            ("Acme Widgets (UK) Ltd", "Acme UK", true),
            ("[Br] Ltd", "[Br] Ltd", true),
            ("Quay 2 jo1@quay.example", "Quay 1", false),
            ("Quay 2 jo1@quay.example", "@q", true),
            ("Quay 2 jo1@quay.example", "2", true),
            ("Ямал Софт", "со", true),
            ("Ямал Софт", "фт", false),
            ("鈴木一郎商店", "鈴木", true),
            ("鈴木一郎商店", "一郎", true),
            ("鈴木一郎商店", "商", true),
            ("鈴木一郎商店", "木郎", false),
            ("鈴木一郎商店", "木一郎", true),
            ("김민준", "민준", true),
            ("บริษัท", "ษั", true),
            ("100% Öko", "%", true),
            ("100 Öko", "%", false),
        ] {
            let (key, Words(words)) = (search_key(listed), Words::of(searched));
            assert_eq!(
                words.iter().all(|word| key.contains(word)),
                is_found,
                "{listed} by {searched}: {key} {words:?}"
            );
        }
        assert!(Words::of(" \u{0} ").is_empty());
    }

    #[test]
    fn what_is_too_short_for_the_index_is_looked_for_beside_it() {
        for (word, is_in_index) in
            [("alder", true), (" al", true), (" a", true), ("@al", true), ("@a", false), ("%", false)]
        {
            assert_eq!(is_listed(word), is_in_index, "{word}");
        }
    }
}

//! Statements put together from the parts that are asked for, so that the engine sees no filter that is not used.

use super::db::{Db, Tx, read, run};
use super::error::Result;
use futures_util::TryStreamExt;
use sqlx::postgres::PgRow;
use sqlx::sqlite::SqliteRow;
use sqlx::{AssertSqlSafe, FromRow};
use std::array::from_fn;
use std::fmt::{self, Display, Formatter};
use uuid::Uuid;

/// A value that a statement binds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    Text(String),
    Number(i64),
    Id(Uuid),
}

impl Display for Value {
    fn fmt(&self, f: &mut Formatter) -> fmt::Result {
        match self {
            Self::Text(text) => f.write_str(text),
            Self::Number(number) => number.fmt(f),
            Self::Id(id) => id.fmt(f),
        }
    }
}

impl From<i64> for Value {
    fn from(number: i64) -> Self {
        Self::Number(number)
    }
}

impl From<&str> for Value {
    fn from(text: &str) -> Self {
        Self::Text(text.to_owned())
    }
}

impl From<Uuid> for Value {
    fn from(id: Uuid) -> Self {
        Self::Id(id)
    }
}

/// Binds the values of a statement to a query of it.
macro_rules! bind {
    ($sql:expr, $query:expr) => {
        $sql.values.iter().fold($query, |query, value| match value {
            Value::Text(text) => query.bind(text),
            Value::Number(number) => query.bind(number),
            Value::Id(id) => query.bind(id),
        })
    };
}

/// A statement, or a part of one, with the values it binds. The text is written here, never typed by people.
#[derive(Debug, Clone, Default)]
pub struct Sql {
    text: String,
    values: Vec<Value>,
}

impl Sql {
    /// One that begins with `text` and binds `values` to its `?`, in order.
    pub fn new(text: &str, values: impl IntoIterator<Item = Value>) -> Self {
        let mut sql = Self::default();
        sql.push(text, values);
        sql
    }

    /// Whether it says nothing.
    pub fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends `text` and binds `values` to its `?`, in order.
    pub fn push(&mut self, text: &str, values: impl IntoIterator<Item = Value>) -> &mut Self {
        self.text.push_str(text);
        self.values.extend(values);
        debug_assert_eq!(self.text.matches('?').count(), self.values.len(), "{}", self.text);
        self
    }

    /// Appends another one.
    pub fn push_sql(&mut self, other: Self) -> &mut Self {
        self.push(&other.text, other.values)
    }

    /// Appends each of `values`, with commas between them.
    pub fn push_list(&mut self, values: impl IntoIterator<Item = Value>) -> &mut Self {
        let values: Vec<Value> = values.into_iter().collect();
        self.push(&vec!["?"; values.len()].join(", "), values)
    }

    /// As both engines read it.
    fn numbered(&self) -> String {
        let mut pieces = self.text.split('?');
        let first = pieces.next().unwrap_or_default().to_owned();
        (1..).zip(pieces).fold(first, |text, (number, piece)| format!("{text}${number}{piece}"))
    }

    /// How many rows it has, as far as `most`.
    pub async fn count(self, db: &Db, most: i64) -> Result<i64> {
        let [count] = Self::count_each([self], db, most).await?;
        Ok(count)
    }

    /// How many rows each of `lists` has, as far as `most`, by one statement.
    pub async fn count_each<const N: usize>(lists: [Self; N], db: &Db, most: i64) -> Result<[i64; N]> {
        let mut sql = Self::default();
        for (n, list) in (0_i64..).zip(lists) {
            sql.push(if n > 0 { " union all " } else { "" }, []);
            sql.push("select ? as n, count(*) as number from (select 1 from (", [n.into()]).push_sql(list);
            sql.push(") k limit ?) c", [most.into()]);
        }
        let counted: Vec<(i64, i64)> = sql.fetch_all(db).await?;
        Ok(from_fn(|n| counted.iter().find(|(list, _)| *list == n as i64).map_or(0, |(_, number)| *number)))
    }

    /// Its rows, outside any transaction.
    pub async fn fetch_all<T>(&self, db: &Db) -> Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        let mut rows = Vec::new();
        self.for_each(db, |row| rows.push(row)).await?;
        Ok(rows)
    }

    /// Its rows, inside a transaction.
    pub async fn fetch_all_in<T>(&self, tx: &mut Tx) -> Result<Vec<T>>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        Ok(run!(tx, c => bind!(self, sqlx::query_as(AssertSqlSafe(self.numbered()))).fetch_all(c))?)
    }

    /// Hands each of its rows to `take` as it is read, outside any transaction.
    pub async fn for_each<T>(&self, db: &Db, mut take: impl FnMut(T) + Send) -> Result<()>
    where
        T: for<'r> FromRow<'r, SqliteRow> + for<'r> FromRow<'r, PgRow> + Send + Unpin,
    {
        // PostgreSQL would plan a statement that it knows for any values: half the partners have some words, few others.
        let is_kept = matches!(db, Db::Sqlite { .. });
        read!(db, c => async {
            let asked = sqlx::query_as(AssertSqlSafe(self.numbered())).persistent(is_kept);
            let mut rows = bind!(self, asked).fetch(c);
            while let Some(row) = rows.try_next().await? {
                take(row);
            }
            Ok(())
        })
    }

    /// Carries it out, and returns how many rows it changed.
    pub async fn execute(&self, tx: &mut Tx) -> Result<u64> {
        run!(tx, c => async {
            let done = bind!(self, sqlx::query(AssertSqlSafe(self.numbered()))).execute(c).await?;
            Ok(done.rows_affected())
        })
    }
}

//! A file as a table: its lines of cells, and what the columns are called.

use crate::domain::imports::FURTHER;
use serde::{Deserialize, Serialize};

/// The most rows below the head.
pub const MAX_ROWS: usize = 5_000;
/// The most columns; those of address books have a hundred.
pub const MAX_COLUMNS: usize = 1_000;
/// How far down the line may be that names the columns: reports begin with a title.
pub const TITLE_LINES: usize = 30;

/// Cells, and where they stand in the file; beyond [`FURTHER`] for more people of a line.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Line {
    pub number: i64,
    pub cells: Vec<String>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Table {
    /// The headings; empty texts where no line has any.
    pub head: Vec<String>,
    pub rows: Vec<Line>,
    /// Other sheets of the workbook in which something stands.
    #[serde(default)]
    pub unread_sheets: Vec<String>,
}

impl Table {
    /// What stands in a column, without what is empty.
    pub fn column(&self, at: usize) -> impl Iterator<Item = &str> {
        self.rows
            .iter()
            .filter_map(move |row| row.cells.get(at))
            .map(|cell| cell.trim())
            .filter(|cell| !cell.is_empty())
    }

    /// Whether most cells of a column are such.
    pub fn is_mostly(&self, at: usize, is_such: impl Fn(&str) -> bool) -> bool {
        let (all, such) =
            self.column(at).take(200).fold((0, 0), |(all, such), cell| (all + 1, such + usize::from(is_such(cell))));
        all > 0 && such * 5 >= all * 3
    }

    /// Whether a row is none of the table: its head again, on each page of a report, or a sum.
    pub fn is_between(&self, row: &Line) -> bool {
        let filled: Vec<&str> = row.cells.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).collect();
        let is_head = filled.len() > 1 && row.cells.iter().zip(&self.head).all(|(cell, head)| same(cell, head));
        is_head
            || filled.split_first().is_some_and(|(first, rest)| is_sum(first) && rest.iter().all(|it| is_number(it)))
    }

    /// The number of the first line at the end of the file that no row of the table is: a report's name and copyright,
    /// each alone in its line.
    pub fn foot(&self) -> Option<i64> {
        let is_alone = |row: &&Line| {
            let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
            filled.clone().count() == 1 && !filled.clone().any(|cell| cell.contains('@'))
        };
        let is_none = |row: &&Line| is_alone(row) || self.is_between(row);
        let rows = self.rows.iter().rev().filter(|row| row.number < FURTHER);
        rows.take_while(|row| self.head.len() > 2 && is_none(row)).last().map(|row| row.number)
    }
}

fn same(cell: &str, head: &str) -> bool {
    cell.split_whitespace().eq(head.split_whitespace())
}

fn is_number(cell: &str) -> bool {
    cell.chars().any(|c| c.is_ascii_digit())
        && cell.chars().all(|c| c.is_ascii_digit() || " .,-%\u{a0}\u{20ac}$".contains(c))
}

/// `Total`, `Grand Totals (20 records)`, `Summe:`.
fn is_sum(cell: &str) -> bool {
    const WORDS: [&str; 17] = [
        "total",
        "totals",
        "grand total",
        "grand totals",
        "subtotal",
        "sub total",
        "sum",
        "count",
        "record count",
        "summe",
        "gesamt",
        "gesamtsumme",
        "zwischensumme",
        "anzahl",
        "totale",
        "totaal",
        "suma",
    ];
    let word: String = cell.chars().take_while(|c| c.is_alphabetic() || c.is_whitespace()).collect();
    let rest = &cell[word.len()..];
    WORDS.contains(&word.trim().to_lowercase().as_str())
        && (rest.is_empty() || rest.starts_with([':', '(', '=']) || is_number(rest))
}

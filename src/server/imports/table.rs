//! A file as a table: its lines of cells, and what the columns are called.

use serde::{Deserialize, Serialize};

/// The most rows below the head.
pub const MAX_ROWS: usize = 5_000;
/// The most columns; those of address books have a hundred.
pub const MAX_COLUMNS: usize = 1_000;
/// How far down the line may be that names the columns: reports begin with a title.
pub const TITLE_LINES: usize = 30;

/// Cells, and where they stand in the file.
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

    /// The number of the first line at the end of the file that no row of the table is: a report's name and copyright,
    /// each alone in its line.
    pub fn foot(&self) -> Option<i64> {
        let is_alone = |row: &&Line| {
            let filled = row.cells.iter().filter(|cell| !cell.trim().is_empty());
            filled.clone().count() == 1 && !filled.clone().any(|cell| cell.contains('@'))
        };
        self.rows.iter().rev().take_while(|row| self.head.len() > 2 && is_alone(row)).last().map(|row| row.number)
    }
}

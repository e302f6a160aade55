//! Workbooks that are written line by line into a file: one of a million lines takes no more memory than a short one.

use super::error::{Error, Result};
use rust_xlsxwriter::{Workbook, XlsxError};
use std::fs::File;
use std::io::{self, BufWriter, Seek};
use std::path::{Path, PathBuf};

/// How many rows a sheet has.
pub const ROWS: i64 = 1_048_576;

/// The widest that a column begins with, in letters.
const WIDEST: usize = 60;

/// A workbook in the making, with one sheet of texts.
pub struct XlsxFile {
    workbook: Workbook,
    folder: PathBuf,
    rows: u32,
    /// The longest text of each column, in letters.
    widths: Vec<usize>,
}

impl XlsxFile {
    /// An empty one, whose files have no name in `folder`, and are gone when it is.
    pub fn new(folder: &Path) -> Result<Self> {
        let mut workbook = Workbook::new();
        workbook.set_tempdir(folder)?.add_worksheet_with_constant_memory()?.set_freeze_panes(1, 0)?;
        Ok(Self { workbook, folder: folder.to_owned(), rows: 0, widths: Vec::new() })
    }

    /// Adds one line.
    ///
    /// # Errors
    /// The sheet is full, or a text is too long for a cell.
    pub fn add_line(&mut self, line: &[String]) -> Result<()> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        self.widths.resize(line.len().max(self.widths.len()), 0);
        for (column, (cell, width)) in (0..).zip(line.iter().zip(&mut self.widths)) {
            sheet.write_string(self.rows, column, cell)?;
            *width = cell.chars().count().clamp(*width, WIDEST);
        }
        self.rows += 1;
        Ok(())
    }

    /// Adds each of `lines`.
    pub fn with_lines(mut self, lines: &[Vec<String>]) -> Result<Self> {
        lines.iter().try_for_each(|line| self.add_line(line))?;
        Ok(self)
    }

    /// The whole workbook, from its beginning.
    pub fn finish(mut self) -> Result<File> {
        let sheet = self.workbook.worksheet_from_index(0)?;
        for (column, width) in (0..).zip(&self.widths) {
            sheet.set_column_width(column, *width as f64 + 1.0)?;
        }
        let mut file = BufWriter::new(tempfile::tempfile_in(&self.folder).map_err(failed)?);
        self.workbook.save_to_writer(&mut file)?;
        let mut file = file.into_inner().map_err(|error| failed(error.into_error()))?;
        file.rewind().map_err(failed)?;
        Ok(file)
    }
}

fn failed(error: io::Error) -> Error {
    Error::Internal(Box::new(error))
}

impl From<XlsxError> for Error {
    fn from(error: XlsxError) -> Self {
        Self::Internal(Box::new(error))
    }
}

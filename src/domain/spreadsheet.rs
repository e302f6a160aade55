//! Columns of a spreadsheet, said once for export and import.

/// The names of a column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Heading {
    /// What an export writes.
    pub name: &'static str,
    /// What an import knows, in lower case and without punctuation, the best first.
    pub known: &'static [&'static str],
}

/// A column that holds one text of a form's `Input`.
pub struct Column<Input> {
    pub heading: Heading,
    pub text: fn(&mut Input) -> &mut String,
}

impl<Input> Column<Input> {
    /// A column by its names.
    pub const fn new(name: &'static str, known: &'static [&'static str], text: fn(&mut Input) -> &mut String) -> Self {
        Self { heading: Heading { name, known }, text }
    }
}

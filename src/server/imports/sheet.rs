//! A spreadsheet as text becomes lines of cells: comma, semicolon or tab between them, UTF-8 or UTF-16,
//! nothing larger than it may be. Knows nothing of what is here already.

use crate::domain::partners::columns;
use crate::server::platform::csv::{UTF8_BOM, unescape_formulas};
use crate::server::platform::normalize::fold;
use csv::{Position, ReaderBuilder, StringRecord};
use serde::{Deserialize, Serialize};

/// The most bytes of a file, or of what is pasted.
pub const MAX_BYTES: usize = 4 * 1024 * 1024;
/// The most rows below the head.
pub const MAX_ROWS: usize = 5_000;
/// The most columns.
pub const MAX_COLUMNS: usize = 50;
/// The most characters of a cell; nothing that is imported may be as long, but notes are.
pub const MAX_CELL: usize = 10_000;

/// A row and where it begins.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct SheetRow {
    pub line: i64,
    pub cells: Vec<String>,
}

/// What was read.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Sheet {
    pub head: Vec<String>,
    pub rows: Vec<SheetRow>,
}

impl Sheet {
    /// Reads a whole file, or says why not and how to mend it.
    pub fn read(bytes: &[u8]) -> Result<Self, String> {
        let mut lines = lines(&text(bytes)?)?.into_iter();
        let head = lines.next().ok_or(t!(server::imports::there_is_nothing_in_it_the))?;
        let sheet = Self { head: head.cells, rows: lines.collect() };
        sheet.check_columns()?;
        if sheet.rows.is_empty() {
            return Err(t!(server::imports::there_are_no_rows_below_the).to_owned());
        }
        Ok(sheet)
    }

    /// Which columns there are, by the names of an export, and where.
    pub fn columns(&self) -> Vec<(&'static str, usize)> {
        let keys: Vec<String> = self.head.iter().map(|name| key(name)).collect();
        let mut found: Vec<(&'static str, usize)> = Vec::new();
        for heading in columns::exported().chain([columns::CONTACT]) {
            let place = heading.known.iter().find_map(|name| {
                let place = keys.iter().position(|key| key == name)?;
                found.iter().all(|(_, taken)| *taken != place).then_some(place)
            });
            found.extend(place.map(|place| (heading.name, place)));
        }
        found
    }

    /// The columns that nothing is taken from.
    pub fn ignored(&self) -> Vec<&str> {
        let columns = self.columns();
        let is_used = |place| columns.iter().any(|(_, used)| *used == place);
        let unused = self.head.iter().enumerate().filter(|(place, name)| !is_used(*place) && !name.is_empty());
        unused.map(|(_, name)| name.as_str()).collect()
    }

    fn check_columns(&self) -> Result<(), String> {
        let columns = self.columns();
        let has = |wanted| columns.iter().any(|(column, _)| *column == wanted);
        let mut missing = vec![t!(server::imports::columns_are_missing)];
        if !has("name") {
            missing.push(t!(server::imports::needs_partner_column));
        }
        let has_names = has(columns::CONTACT.name) || ["first name", "last name"].into_iter().all(has);
        if !has_names {
            missing.push(t!(server::imports::needs_contact_columns));
        }
        if !has("email") {
            missing.push(t!(server::imports::needs_email_column));
        }
        if missing.len() == 1 { Ok(()) } else { Err(missing.join(" ")) }
    }
}

/// A column's name as names are compared.
fn key(name: &str) -> String {
    let plain: String = fold(name).chars().map(|c| if c.is_alphanumeric() { c } else { ' ' }).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn text(bytes: &[u8]) -> Result<String, String> {
    if bytes.is_empty() {
        return Err(t!(server::imports::choose_a_file_or_paste_rows).to_owned());
    }
    if bytes.len() > MAX_BYTES {
        return Err(t!(server::imports::this_is_more_than_4_mb).to_owned());
    }
    if bytes.starts_with(b"PK\x03\x04") {
        return Err(t!(server::imports::this_is_a_workbook_save_it).to_owned());
    }
    let no_text = || t!(server::imports::this_is_no_utf_8_text);
    let text = match bytes {
        [0xFF, 0xFE, rest @ ..] => utf16(rest, u16::from_le_bytes).ok_or_else(no_text)?,
        [0xFE, 0xFF, rest @ ..] => utf16(rest, u16::from_be_bytes).ok_or_else(no_text)?,
        bytes => std::str::from_utf8(bytes).map_err(|_| no_text())?.trim_start_matches(UTF8_BOM).to_owned(),
    };
    if text.contains('\0') {
        return Err(t!(server::imports::the_file_contains_invalid_characters_export).to_owned());
    }
    Ok(text)
}

fn utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> Option<String> {
    let (units, rest) = bytes.as_chunks::<2>();
    let units: Vec<u16> = units.iter().map(|pair| unit(*pair)).collect();
    String::from_utf16(&units).ok().filter(|_| rest.is_empty())
}

/// Whichever of the three stands most often in the first line, outside quotation marks.
fn delimiter(text: &str) -> u8 {
    let mut counts = [(b'\t', 0), (b';', 0), (b',', 0)];
    let mut is_quoted = false;
    for byte in text.trim_start().bytes() {
        match byte {
            b'"' => is_quoted = !is_quoted,
            b'\n' | b'\r' if !is_quoted => break,
            _ if is_quoted => {}
            byte => counts.iter_mut().filter(|(mark, _)| *mark == byte).for_each(|(_, count)| *count += 1),
        }
    }
    counts.into_iter().max_by_key(|(_, count)| *count).map_or(b',', |(mark, _)| mark)
}

/// Cells without the apostrophe that protects them. Lines in which nothing stands are left out.
fn lines(text: &str) -> Result<Vec<SheetRow>, String> {
    /// Nobody types this; where a quotation mark is open at the end, it swallows this line too.
    const END: &str = "\u{1}";
    let unclosed = |line: i64| t!(server::imports::unclosed_quote, line = &line.to_string());
    let mark = delimiter(text);
    // So that not even reading a line takes more memory than the file.
    if text.bytes().filter(|byte| *byte == mark).count() > (MAX_ROWS + 1) * MAX_COLUMNS {
        return Err(t!(server::imports::there_are_more_than_50_columns).to_owned());
    }
    let whole = [text, "\n", END].concat();
    let mut reader =
        ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).from_reader(whole.as_bytes());
    let mut record = StringRecord::new();
    let mut rows = Vec::new();
    let mut has_ended = false;
    let mut last = 1;
    while reader.read_record(&mut record).map_err(|error| error.to_string())? {
        has_ended = record.len() == 1 && &record[0] == END;
        last = record.position().map_or(1, |position| line_of(&whole, position));
        if has_ended || record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        if record.len() > MAX_COLUMNS {
            return Err(t!(server::imports::too_many_columns, line = &last.to_string(), count = record.len() as i64));
        }
        if record.iter().any(|cell| cell.len() > MAX_CELL && cell.chars().count() > MAX_CELL) {
            if record.iter().any(|cell| cell.ends_with(END)) {
                return Err(unclosed(last));
            }
            return Err(t!(server::imports::cell_too_long, line = &last.to_string()));
        }
        if rows.len() > MAX_ROWS {
            return Err(t!(server::imports::there_are_more_than_5_000).to_owned());
        }
        rows.push(SheetRow { line: last, cells: record.iter().map(unescape_formulas).collect() });
    }
    if has_ended { Ok(rows) } else { Err(unclosed(last)) }
}

/// The line of what is read at `position`, which is before the empty lines that are passed over.
fn line_of(text: &str, position: &Position) -> i64 {
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let passed = rest.iter().take_while(|byte| matches!(byte, b'\r' | b'\n')).filter(|byte| **byte == b'\n').count();
    i64::try_from(position.line()).unwrap_or(i64::MAX) + i64::try_from(passed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    const HEAD: &str = "Company,Contact,Email\n";

    fn cells(text: &str) -> Vec<Vec<String>> {
        let sheet = Sheet::read(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"));
        sheet.rows.into_iter().map(|row| row.cells).collect()
    }

    fn refused(bytes: &[u8]) -> String {
        Sheet::read(bytes).unwrap_err()
    }

    #[test]
    fn the_three_marks_and_both_encodings_are_read_alike() {
        let csv = "Company,Contact,Email\r\n\"Alder, \"\"Finch\"\"\",Ana Ruiz,ana@alder.example\r\n\r\n ,,\r\n";
        let expected = [["Alder, \"Finch\"", "Ana Ruiz", "ana@alder.example"]];
        assert_eq!(cells(csv), expected);
        assert_eq!(cells(&format!("{UTF8_BOM}{csv}")), expected);
        assert_eq!(cells("Company;Contact;Email\n\"Alder, \"\"Finch\"\"\";Ana Ruiz;ana@alder.example"), expected);
        let tabs = "Company\tContact\tEmail\n\"Alder, \"\"Finch\"\"\"\tAna Ruiz\tana@alder.example";
        assert_eq!(cells(tabs), expected);
        let units = |order: fn(u16) -> [u8; 2]| -> Vec<u8> {
            [UTF8_BOM, tabs].concat().encode_utf16().flat_map(order).collect()
        };
        for bytes in [units(u16::to_le_bytes), units(u16::to_be_bytes)] {
            assert_eq!(
                Sheet::read(&bytes).map(|sheet| sheet.rows[0].cells.clone()),
                Ok(expected[0].map(str::to_owned).into())
            );
        }
    }

    #[test]
    fn rows_know_where_they_begin() {
        let sheet = Sheet::read(format!("{HEAD}\n\"a\nb\",c,d\ne,f,g\n").as_bytes()).unwrap();
        assert_eq!(sheet.rows.iter().map(|row| row.line).collect::<Vec<_>>(), [3, 5]);
    }

    #[test]
    fn columns_are_known_by_many_names() {
        let columns = |head: &str| {
            let head = head.split(',').map(str::to_owned).collect();
            let sheet = Sheet { head, rows: Vec::new() };
            let ignored = sheet.ignored().join(",");
            (sheet.columns(), ignored)
        };
        let (found, ignored) = columns("E-Mail,NAME,Company name,notes,");
        assert_eq!(found, [("name", 2), ("email", 0), ("contact", 1)]);
        assert_eq!(ignored, "notes");
        let (found, ignored) = columns("name,first_name,Last Name,email,Email");
        assert_eq!(found, [("name", 0), ("first name", 1), ("last name", 2), ("email", 3)]);
        assert_eq!(ignored, "Email");
    }

    #[test]
    fn a_missing_column_is_named_with_the_names_it_may_have() {
        for (head, words) in [
            ("Contact,Email", "for the partner: Partner, Company or Name"),
            ("Company,First name,Email", "for the main contact: First name and Last name"),
            ("Company,Contact", "for the contact's email address: Email"),
            ("a,b,c", "Partner, Company or Name. Add one for the main contact"),
        ] {
            assert!(refused(format!("{head}\n1,2,3").as_bytes()).contains(words), "{head}");
        }
    }

    #[test]
    fn what_is_no_text_is_told_with_the_mend() {
        for (bytes, words) in [
            (b"PK\x03\x04 anything".as_slice(), "This is a workbook."),
            (b"Company;Stra\xDFe", "The file isn't UTF-8."),
            (b"\xFF\xFEa", "The file isn't UTF-8."),
            (b"\xFF\xFE\x00\xD8", "The file isn't UTF-8."),
            (b"Company\0", "The file contains invalid characters."),
            (b"", "Choose a file, or paste rows"),
            (b"\n ,\n", "No data found."),
            (HEAD.as_bytes(), "There are no rows below the column names"),
        ] {
            assert!(refused(bytes).starts_with(words), "{}", refused(bytes));
        }
    }

    #[test]
    fn nothing_is_larger_than_it_may_be() {
        let filler = |start: &str, piece: &str, count: usize| [HEAD, start, &piece.repeat(count)].concat();
        for (text, words) in [
            (filler("", "a", MAX_BYTES), "This is more than 4 MB."),
            (filler("", "a", MAX_CELL + 1), "Line 2 has a cell with more than 10,000 characters."),
            (filler("a,b,\"", "c\n", 200_000), "A quotation mark in line 2 is never closed."),
            (filler("a,b,c\nd,\"e,", "f\n", 3), "A quotation mark in line 3 is never closed."),
            (filler("", ",a", MAX_COLUMNS), "Line 2 has 51 columns."),
            (filler("", ",a", 1_000_000), "There are more than 50 columns or 5,000 rows."),
            (filler("", "a,b,c\n", MAX_ROWS + 1), "There are more than 5,000 rows."),
            (",a".repeat(1_000_000), "There are more than 50 columns or 5,000 rows."),
        ] {
            assert!(refused(text.as_bytes()).starts_with(words), "{words} {}", refused(text.as_bytes()));
        }
        assert_eq!(cells(&filler("", "é", MAX_CELL)).len(), 1);
        assert_eq!(cells(&filler("", "a,b,c\n", MAX_ROWS)).len(), MAX_ROWS);
        assert_eq!(cells(&filler("\"a\",b,", "c", 3)), [["a", "b", "ccc"]]);
    }
}

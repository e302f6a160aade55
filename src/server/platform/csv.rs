//! Comma-separated values that are safe to open (RFC 4180; OWASP ASVS 5.0 1.2.10), and how to read back
//! what was made safe.

use std::borrow::Cow;

/// Tells spreadsheets that what follows is UTF-8.
pub const UTF8_BOM: &str = "\u{FEFF}";

/// What some spreadsheet takes for the end of a cell, or of a line: in many countries the semicolon separates cells,
/// and then quotes that do not begin a cell protect nothing.
const SEPARATORS: [char; 4] = [';', '\t', '\n', '\r'];

/// Whether a spreadsheet might take `cell` for a formula, or what protects such a cell is its own: then one
/// apostrophe more protects it, so that nothing is lost on the way back.
///
/// A phone number is left as it is (`+49 30 123456`): at worst a spreadsheet reads arithmetic, and every other program
/// would read the apostrophe.
fn looks_like_formula(cell: &str) -> bool {
    let end = cell.find(SEPARATORS).unwrap_or(cell.len());
    if cell[..end].strip_prefix('+').is_some_and(is_number) {
        return false;
    }
    const STARTS: [char; 12] = ['=', '+', '-', '@', '\t', '\r', '\n', '\0', '＝', '＋', '－', '＠'];
    cell.trim_start_matches(['\'', '"', ' ']).starts_with(STARTS)
}

/// Whether `rest` is that of a phone number, after its `+`.
fn is_number(rest: &str) -> bool {
    let digits = rest.chars().filter(char::is_ascii_digit).count();
    digits > 5 && rest.chars().all(|c| c.is_ascii_digit() || " ()./-".contains(c))
}

/// Whether a formula begins with `rest` of a field: at its start, or after what some spreadsheet takes for the end of a
/// cell.
fn is_at_risk(rest: &str, is_start: bool) -> bool {
    let begins_with_control = || rest.trim_start_matches(['\'', '"', ' ']).starts_with(char::is_control);
    looks_like_formula(rest) && (is_start || !begins_with_control())
}

/// The places in `field` where a cell might begin.
fn cells(field: &str) -> impl Iterator<Item = &str> {
    field.split_inclusive(SEPARATORS)
}

/// `field` with an apostrophe wherever a formula might begin (OWASP, CSV injection).
fn escape_formulas(field: &str) -> Cow<'_, str> {
    let mut rest = field;
    let mut escaped = String::new();
    for cell in cells(field) {
        if is_at_risk(rest, rest.len() == field.len()) {
            escaped.push('\'');
        }
        escaped.push_str(cell);
        rest = &rest[cell.len()..];
    }
    if escaped.len() == field.len() { Cow::from(field) } else { Cow::from(escaped) }
}

/// A file in the making: every field in quotes, and none that a spreadsheet would take for a formula.
pub struct CsvFile(csv::Writer<Vec<u8>>);

/// The rest of a file that has begun.
impl Default for CsvFile {
    fn default() -> Self {
        Self::after(&[])
    }
}

impl CsvFile {
    /// An empty file that begins with the byte order mark.
    pub fn with_bom() -> Self {
        Self::after(UTF8_BOM.as_bytes())
    }

    fn after(begin: &[u8]) -> Self {
        let writer = csv::WriterBuilder::new()
            .quote_style(csv::QuoteStyle::Always)
            .terminator(csv::Terminator::CRLF)
            .flexible(true)
            .from_writer(begin.to_vec());
        Self(writer)
    }

    /// Adds one line.
    pub fn add_line(&mut self, fields: &[impl AsRef<str>]) {
        for field in fields.iter().map(|field| escape_formulas(field.as_ref())) {
            self.0.write_field(&*field).expect("memory takes every field");
        }
        self.0.write_record(None::<&[u8]>).expect("memory takes every line");
    }

    /// The whole file.
    pub fn finish(self) -> String {
        let bytes = self.0.into_inner().expect("memory takes every line");
        String::from_utf8(bytes).expect("it was written from text")
    }
}

/// `field` without the apostrophes that protect it.
pub fn unescape_formulas(field: &str) -> String {
    let mut rest = field;
    let mut plain = String::with_capacity(field.len());
    for cell in cells(field) {
        match rest.strip_prefix('\'') {
            Some(protected) if is_at_risk(protected, rest.len() == field.len()) => plain.push_str(&cell[1..]),
            _ => plain.push_str(cell),
        }
        rest = &rest[cell.len()..];
    }
    plain
}

/// Several names in one field: `Reseller; Referral`. One with a semicolon or a quotation mark in it is
/// quoted.
pub fn list<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let quoted = |name: &str| match name.contains([';', '"']) {
        true => ["\"", &name.replace('"', "\"\""), "\""].concat(),
        false => name.to_owned(),
    };
    names.into_iter().map(quoted).collect::<Vec<_>>().join("; ")
}

/// The names of such a field.
pub fn items(field: &str) -> Vec<String> {
    let (mut items, mut item, mut is_quoted) = (Vec::new(), String::new(), false);
    let mut rest = field.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if is_quoted && rest.next_if_eq(&'"').is_some() => item.push('"'),
            '"' if is_quoted || item.trim().is_empty() => is_quoted = !is_quoted,
            ';' if !is_quoted => items.push(std::mem::take(&mut item)),
            c => item.push(c),
        }
    }
    items.push(item);
    items.iter().map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(lines: &[&[&str]]) -> String {
        let mut file = CsvFile::with_bom();
        for line in lines {
            file.add_line(line);
        }
        file.finish()
    }

    fn line(fields: &[&str]) -> String {
        file(&[fields]).trim_start_matches(UTF8_BOM).to_owned()
    }

    #[test]
    fn a_file_is_marked_and_its_lines_end_as_rfc_4180_says() {
        assert_eq!(file(&[]), "\u{FEFF}");
        assert_eq!(
            file(&[&["name", "q"], &["É", "", "1"], &[""], &["\r\n", "\""]]),
            "\u{FEFF}\"name\",\"q\"\r\n\"É\",\"\",\"1\"\r\n\"\"\r\n\"'\r\n\",\"\"\"\"\r\n"
        );
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_inside_their_field() {
        assert_eq!(line(&["a \"b\"", "c, d", "", "e\nf"]), "\"a \"\"b\"\"\",\"c, d\",\"\",\"e\nf\"\r\n");
    }

    #[test]
    fn no_field_is_a_formula() {
        for start in ["=", "+", "-", "@", "\t", "\r", "\0"] {
            let field = format!("{start}cmd|' /C calc'!A0");
            assert_eq!(line(&[&field]), format!("\"'{field}\"\r\n"), "{start:?}");
        }
        assert_eq!(line(&["a=b", "1+1"]), "\"a=b\",\"1+1\"\r\n");
    }

    #[test]
    fn no_cell_is_a_formula_whatever_separates_them() {
        for (field, escaped) in [
            ("x;=cmd|'/C calc'!A0;y", "x;'=cmd|'/C calc'!A0;y"),
            ("x\t=1", "x\t'=1"),
            ("x\n=1", "x\n'=1"),
            ("x\r\n@SUM(A1)", "x\r\n'@SUM(A1)"),
            ("\r\n", "'\r\n"),
            ("x;\"=1", "x;'\"=1"),
            ("x; =1", "x;' =1"),
            ("x;;+1", "x;;'+1"),
            ("x;＝1", "x;'＝1"),
            ("=1;-1", "'=1;'-1"),
            ("Müller; Söhne", "Müller; Söhne"),
            ("a;b", "a;b"),
        ] {
            assert_eq!(escape_formulas(field), escaped, "{field:?}");
        }
    }

    proptest::proptest! {
        #[test]
        fn what_is_protected_comes_back_as_it_was(field in "[a=+'\" ;\\t\\n\\r-]{0,12}") {
            proptest::prop_assert_eq!(unescape_formulas(&escape_formulas(&field)), field);
        }
    }

    /// C61: phone numbers are left as they are.
    #[test]
    fn an_apostrophe_that_protects_is_taken_off_and_no_other() {
        for (protected, field) in [
            ("'=1", "=1"),
            ("''=1", "'=1"),
            ("'+49 30 1234", "'+49 30 1234"),
            ("''+49 30 1234", "'+49 30 1234"),
            ("+49 (0)30 / 12-34", "+49 (0)30 / 12-34"),
            ("'+1+1", "+1+1"),
            ("'a", "'a"),
            ("'", "'"),
            ("''", "''"),
            ("=1", "=1"),
        ] {
            assert_eq!(unescape_formulas(protected), field);
        }
    }

    #[test]
    fn names_in_one_field_come_back_as_they_were() {
        for names in [vec![], vec!["Reseller"], vec!["Reseller", "A; B", "\"x\"", "5\" pipes", "a, b"]] {
            assert_eq!(items(&list(names.iter().copied())), names);
        }
        assert_eq!(list(["Reseller", "Referral"]), "Reseller; Referral");
        assert_eq!(items(" Reseller;Referral ;; \"A; B\" "), ["Reseller", "Referral", "A; B"]);
    }
}

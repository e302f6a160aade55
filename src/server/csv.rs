//! Comma-separated values that are safe to open (RFC 4180; OWASP ASVS 5.0 1.2.10).

/// Tells spreadsheets that what follows is UTF-8.
pub const MARK: &str = "\u{FEFF}";

/// Adds one line: every field in quotes, and none that a spreadsheet would take for a formula.
pub fn add_line(csv: &mut String, fields: &[&str]) {
    for (place, field) in fields.iter().enumerate() {
        csv.push_str(if place == 0 { "\"" } else { ",\"" });
        if field.starts_with(['=', '+', '-', '@', '\t', '\r', '\n']) {
            csv.push('\'');
        }
        csv.push_str(&field.replace('"', "\"\""));
        csv.push('"');
    }
    csv.push_str("\r\n");
}

#[cfg(test)]
mod tests {
    use super::add_line;

    fn line(fields: &[&str]) -> String {
        let mut csv = String::new();
        add_line(&mut csv, fields);
        csv
    }

    #[test]
    fn quotes_commas_and_line_breaks_stay_inside_their_field() {
        assert_eq!(line(&["a \"b\"", "c, d", "", "e\nf"]), "\"a \"\"b\"\"\",\"c, d\",\"\",\"e\nf\"\r\n");
    }

    #[test]
    fn no_field_is_a_formula() {
        for start in ["=", "+", "-", "@", "\t", "\r"] {
            let field = format!("{start}cmd|' /C calc'!A0");
            assert_eq!(line(&[&field]), format!("\"'{field}\"\r\n"), "{start:?}");
        }
        assert_eq!(line(&["a=b", "1+1"]), "\"a=b\",\"1+1\"\r\n");
    }
}

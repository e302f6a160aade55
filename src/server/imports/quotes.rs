//! Quotation marks of a table as RFC 4180 has them, whatever programs and people made of them.

use std::borrow::Cow;

/// `text` as a reader takes it, and with which sign before quotation marks that belong to a cell. What follows the
/// standard is left as it is.
pub fn standardised(text: &str, mark: u8) -> (Cow<'_, str>, Option<u8>) {
    if is_standard(text, mark) {
        return (Cow::from(text), None);
    }
    let tight = tight(text, mark);
    let escape = has_backslashes(&tight, mark).then_some(b'\\');
    (Cow::from(tight), escape)
}

/// `text` with quotation marks where it has single ones around its cells: `'Alder, Ltd','Ana Ruiz'`.
pub fn doubled(text: String) -> String {
    let find = |mark: &char| {
        let pairs = ["'", &mark.to_string(), "'"].concat();
        let is_start = |before: &str| before.is_empty() || before.ends_with([*mark, '\n']);
        let count = |is_there: &dyn Fn(usize) -> bool| text.match_indices('\'').filter(|(at, _)| is_there(*at)).count();
        let starts = count(&|at| is_start(&text[..at]));
        starts > 1 && text.contains(&pairs) && starts == count(&|at| is_cell_end(&text[at + 1..], *mark as u8))
    };
    let Some(mark) = [',', ';', '\t', '|'].into_iter().find(find).filter(|_| !text.contains('"')) else { return text };
    let (mut doubled, mut is_start, mut is_quoted) = (String::with_capacity(text.len()), true, false);
    let mut rest = text.as_str();
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let c = match c {
            '\'' if is_quoted && rest.starts_with('\'') && !is_cell_end(&rest[1..], mark as u8) => {
                rest = &rest[1..];
                c
            }
            '\'' if is_start || is_quoted && is_cell_end(rest, mark as u8) => {
                is_quoted = !is_quoted;
                '"'
            }
            _ => c,
        };
        doubled.push(c);
        is_start = !is_quoted && (c == mark || c == '\n');
    }
    doubled
}

/// Whether every quotation mark in `text` stands where RFC 4180 has it.
fn is_standard(text: &str, mark: u8) -> bool {
    let mut rest = text;
    let mut is_quoted = false;
    // Parts between quotation marks: outside of cells in quotes, and inside.
    while let Some((part, after)) = rest.split_once('"') {
        match is_quoted {
            false if !part.is_empty() && !part.ends_with([char::from(mark), '\r', '\n']) => return false,
            false => is_quoted = true,
            true if after.starts_with('"') => {
                rest = &after[1..];
                continue;
            }
            true if !is_cell_end(after, mark) => return false,
            true => is_quoted = false,
        }
        rest = after;
    }
    true
}

/// `text` without the blanks between a separator and the quotation mark of its cell (`"a", "b"`): with them the mark is
/// taken for a part of the cell. A mark inside of a cell in quotes is doubled where it was not (`"M12 "X" Ltd"`).
fn tight(text: &str, mark: u8) -> String {
    let (mut tight, mut blanks) = (String::with_capacity(text.len()), String::new());
    let (mut is_start, mut is_quoted, mut has_single) = (true, false, false);
    let is_escaped = has_backslashes(text, mark);
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let is_inside = c == '"' && is_quoted && !is_escaped;
        match c {
            ' ' if is_start && !is_quoted => {
                blanks.push(c);
                continue;
            }
            '"' if is_inside && rest.starts_with('"') && !(has_single && is_cell_end(&rest[1..], mark)) => {
                rest = &rest[1..];
                tight.push('"');
            }
            '"' if is_inside && !is_cell_end(rest.trim_start_matches(' '), mark) => {
                has_single = true;
                tight.push('"');
            }
            '"' if is_start || is_quoted => {
                blanks.clear();
                is_quoted = !is_quoted;
                has_single = false;
            }
            _ => {}
        }
        tight.push_str(&std::mem::take(&mut blanks));
        tight.push(c);
        is_start = !is_quoted && (c == char::from(mark) || c == '\n');
    }
    tight
}

/// Whether quotation marks inside of cells have a backslash before them (`"27\" Monitors"`) instead of being doubled.
fn has_backslashes(text: &str, mark: u8) -> bool {
    text.match_indices("\\\"").any(|(at, found)| !is_cell_end(&text[at + found.len()..], mark))
}

fn is_cell_end(rest: &str, mark: u8) -> bool {
    rest.is_empty() || rest.starts_with([char::from(mark), '\r', '\n'])
}

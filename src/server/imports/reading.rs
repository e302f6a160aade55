//! A file becomes a table: bytes become lines of cells, and one of them names the columns. Nothing larger than it may be.

use super::headings::{count_known, further_people, is_known};
use super::quotes::{doubled, standardised};
use super::several;
use super::table::{Line, MAX_COLUMNS, MAX_ROWS, TITLE_LINES, Table};
use super::text;
use super::workbook::{self, Content};
use crate::domain::imports::FURTHER;
use crate::server::platform::csv::unescape_formulas;
use crate::server::platform::error;
use crate::server::platform::workers::Workers;
use csv::{ReaderBuilder, StringRecord};
use html_escape::decode_html_entities;
use std::borrow::Cow;
use std::collections::HashSet;

/// The most bytes of a file, or of what is pasted.
pub const MAX_BYTES: usize = 64 * 1024 * 1024;
/// The most cells.
pub const MAX_CELLS: usize = 5_000_000;
/// The most characters of a cell that are kept; nothing that is imported may be as long, but notes are.
pub const MAX_CELL: usize = 10_000;

/// How archives begin: gzip, 7-Zip, RAR, bzip2.
const ARCHIVES: [&[u8]; 4] = [b"\x1F\x8B", b"7z\xBC\xAF", b"Rar!", b"BZh"];

impl Table {
    /// Reads a whole file, or says why not and how to fix it.
    pub async fn read(workers: &Workers, bytes: Vec<u8>) -> error::Result<Result<Self, String>> {
        if bytes.len() > MAX_BYTES || !workbook::is_workbook(&bytes) {
            return workers.run(move || Self::of_text(bytes)).await;
        }
        let _place = workers.place().await?;
        Ok(match workbook::read(&bytes).await {
            Content::Sheet { lines, others } => {
                check(lines).and_then(Self::of_lines).map(|table| Self { unread_sheets: others, ..table })
            }
            Content::Locked => Err(t!(server::imports::workbook_locked).to_owned()),
            Content::OtherArchive => Err(t!(server::imports::this_is_an_archive).to_owned()),
            Content::Unreadable => Err(t!(server::imports::workbook_unreadable).to_owned()),
        })
    }

    /// Reads text with commas, semicolons, tabs or bars between its cells.
    pub fn of_text(bytes: impl Into<Vec<u8>>) -> Result<Self, String> {
        let bytes: Vec<u8> = bytes.into();
        if bytes.is_empty() {
            return Err(t!(server::imports::choose_a_file_or_paste_rows).to_owned());
        }
        if bytes.len() > MAX_BYTES {
            return Err(t!(server::imports::too_large).to_owned());
        }
        if ARCHIVES.iter().any(|start| bytes.starts_with(start)) {
            return Err(t!(server::imports::this_is_an_archive).to_owned());
        }
        if let Some(kind) = other_kind(&bytes) {
            return Err(t!(server::imports::this_is_another_kind, kind = kind));
        }
        // Our own files hold texts as they are.
        let is_foreign = !bytes.starts_with(b"\xEF\xBB\xBF\"");
        let text = text::decode(bytes).ok_or_else(|| t!(server::imports::this_is_no_text).to_owned())?;
        let start = text.trim_start();
        if ["<!doctype", "<html", "<?xml", "<table"].iter().any(|mark| starts_like(start, mark)) {
            return Err(t!(server::imports::this_is_a_web_page).to_owned());
        }
        let text = if is_foreign { doubled(text) } else { text };
        Self::of_lines(unwrapped(lines(text, is_foreign)?)?)
    }

    fn of_lines(mut lines: Vec<Line>) -> Result<Self, String> {
        if lines.is_empty() {
            return Err(t!(server::imports::there_is_nothing_in_it_the).to_owned());
        }
        let head = match head(&lines) {
            Some(at) => {
                let mut above = lines.drain(..=at).rev();
                let head = above.next().map(|line| line.cells).unwrap_or_default();
                above.next().map(|groups| grouped(&groups.cells, &head)).unwrap_or(head)
            }
            None => Vec::new(),
        };
        if lines.is_empty() {
            return Err(t!(server::imports::there_are_no_rows_below_the).to_owned());
        }
        let width = lines.iter().map(|line| line.cells.len()).max().unwrap_or_default().max(head.len());
        let mut head: Vec<String> =
            head.iter().map(|name| name.split_whitespace().collect::<Vec<_>>().join(" ")).collect();
        head.resize(width, String::new());
        several::join_last_names(&head, &mut lines);
        add_further_people(&head, &mut lines);
        several::part_people(&head, &mut lines);
        several::name_companies(&head, &mut lines);
        if lines.len() > MAX_ROWS {
            return Err(t!(server::imports::too_many_rows).to_owned());
        }
        Ok(Self { head, rows: check(lines)?, unread_sheets: Vec::new() })
    }
}

/// Adds a line for each person that a line names beyond the first, as if they stood alone beside their company. Their lines
/// come last, so that what they belong to is known.
fn add_further_people(head: &[String], lines: &mut Vec<Line>) {
    let mut added = Vec::new();
    for (at, columns) in further_people(head).into_iter().enumerate() {
        for line in lines.iter() {
            // Too many already, which the caller says.
            if lines.len() + added.len() > MAX_ROWS {
                break;
            }
            let mut cells = line.cells.clone();
            cells.resize(head.len(), String::new());
            for (first, others) in &columns {
                let others = others.iter().filter_map(|other| line.cells.get(*other)).map(|cell| cell.trim());
                cells[*first] = others.filter(|cell| !cell.is_empty()).collect::<Vec<_>>().join(" ");
            }
            if columns.iter().any(|(first, _)| cells[*first].contains('@')) {
                added.push(Line { number: (at as i64 + 1) * FURTHER + line.number, cells });
            }
        }
    }
    lines.append(&mut added);
}

/// What a file is that holds contacts, too, but no table.
fn other_kind(bytes: &[u8]) -> Option<&'static str> {
    const KINDS: [(&str, &str); 5] =
        [("BEGIN:VCARD", "vCard"), ("%PDF", "PDF"), ("{\\rtf", "RTF"), ("{\"", "JSON"), ("[{", "JSON")];
    let start = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let start = String::from_utf8_lossy(&start[..start.len().min(20)]);
    KINDS.into_iter().find(|(mark, _)| starts_like(&start, mark)).map(|(_, kind)| kind)
}

/// The cells of lines of which each stands in quotes as a whole, as if it were one cell, in a file that was
/// opened and saved with another separator.
fn unwrapped(lines: Vec<Line>) -> Result<Vec<Line>, String> {
    let whole: Vec<&str> = lines.iter().flat_map(|line| &line.cells).map(String::as_str).collect();
    let (mark, _) = delimiter(&whole.join("\n"));
    let is_wrapped = whole.len() == lines.len() && whole.iter().all(|cell| cell.bytes().any(|byte| byte == mark));
    if !is_wrapped {
        return Ok(lines);
    }
    let part = |Line { number, cells }: Line| Line { number, cells: parted(&cells[0], mark) };
    check(lines.into_iter().map(part).collect())
}

/// The cells of a line that stands in quotes as a whole.
fn parted(line: &str, mark: u8) -> Vec<String> {
    let record = reader(line, mark, None).into_records().next().and_then(Result::ok).unwrap_or_default();
    record.iter().map(|written| cell(written, false)).collect()
}

fn starts_like(text: &str, mark: &str) -> bool {
    text.get(..mark.len()).is_some_and(|start| start.eq_ignore_ascii_case(mark))
}

/// Which line names the columns: the one whose words are known best, or else the first that is as wide as the table. None
/// where an address stands in the first line.
fn head(lines: &[Line]) -> Option<usize> {
    let known = |line: &Line| count_known(&line.cells);
    let best = lines.iter().take(TITLE_LINES).enumerate().map(|(at, line)| (known(line), at));
    if let Some((_, at)) = best.filter(|(known, _)| *known > 1).max_by_key(|(known, at)| (*known, usize::MAX - at)) {
        return Some(at);
    }
    let filled = |line: &Line| line.cells.iter().filter(|cell| !cell.trim().is_empty()).count();
    let width = lines.iter().take(TITLE_LINES).map(filled).max().unwrap_or_default();
    let at = lines.iter().take(TITLE_LINES).position(|line| filled(line) * 2 > width)?;
    let is_data = lines[at].cells.iter().any(|cell| cell.contains('@'));
    (!is_data).then_some(at)
}

/// Headings with the words of the line above them, where those name groups of columns: `Company,,Contact,,` above
/// `Name,Website,First name,Last name,Email`.
fn grouped(groups: &[String], head: &[String]) -> Vec<String> {
    let names = groups.iter().map(|cell| cell.trim()).filter(|cell| !cell.is_empty());
    if names.clone().count() < 2 || !names.clone().all(is_known) || names.count() * 2 > head.len() {
        return head.to_vec();
    }
    let mut group = "";
    let with_group = |(at, heading): (usize, &String)| {
        group = groups.get(at).map(|cell| cell.trim()).filter(|cell| !cell.is_empty()).unwrap_or(group);
        let whole = [group, " ", heading].concat();
        if is_known(&whole) && !heading.trim().is_empty() { whole } else { heading.clone() }
    };
    head.iter().enumerate().map(with_group).collect()
}

/// `;`, `,`, tab or bar, whichever makes the best table; the first line of Excel may say it (`sep=;`).
fn delimiter(text: &str) -> (u8, usize) {
    let first = text.lines().next().unwrap_or_default().trim_end_matches('\r');
    let announced = first.trim().trim_matches('"').get(..4).filter(|start| start.eq_ignore_ascii_case("sep="));
    if announced.is_some() {
        let mark = match first.trim_start_matches('"')[4..].trim_end_matches('"') {
            "\\t" | "\t" => b'\t',
            rest => rest.bytes().next().unwrap_or(b','),
        };
        return (mark, text.find('\n').map_or(text.len(), |end| end + 1));
    }
    let end = text.char_indices().nth(64 * 1024).map_or(text.len(), |(at, _)| text[..at].rfind('\n').unwrap_or(at));
    let score = |mark: u8| {
        let mut widths: Vec<usize> = Vec::new();
        let mut known = 0;
        let (part, escape) = standardised(&text[..end], mark);
        for record in reader(&part, mark, escape).into_records().take(TITLE_LINES + 20).flatten() {
            let cells: Vec<String> = record.iter().map(str::to_owned).collect();
            known = known.max(count_known(&cells));
            widths.push(cells.len());
        }
        let same = |width: usize| widths.iter().filter(|other| **other == width).count();
        let alike = widths.iter().filter(|width| **width > 1).map(|width| (same(*width), *width)).max();
        (known, alike.unwrap_or_default())
    };
    let mark = *b";,\t|".iter().max_by_key(|mark| score(**mark)).unwrap_or(&b',');
    (mark, 0)
}

fn reader(text: &str, mark: u8, escape: Option<u8>) -> csv::Reader<&[u8]> {
    ReaderBuilder::new().has_headers(false).flexible(true).delimiter(mark).escape(escape).from_reader(text.as_bytes())
}

/// Cells without the apostrophe that protects them. Lines in which nothing stands are left out.
fn lines(mut text: String, is_foreign: bool) -> Result<Vec<Line>, String> {
    /// No one types this; where a quotation mark is open at the end, it swallows this line too.
    const END: &str = "\u{1}";
    let unclosed = |line: i64| t!(server::imports::unclosed_quote, line = &line.to_string());
    let (mark, from) = delimiter(&text);
    // So that not even reading a line takes more memory than the file.
    if text.bytes().filter(|byte| *byte == mark).count() > MAX_CELLS {
        return Err(t!(server::imports::too_many_cells).to_owned());
    }
    text.drain(..from);
    let (standard, escape) = standardised(&text, mark);
    if let Cow::Owned(standard) = standard {
        text = standard;
    }
    text.extend(["\n", END]);
    let whole = text;
    let mut reader = reader(&whole, mark, escape);
    let mut record = StringRecord::new();
    let mut rows = Vec::new();
    let mut has_ended = false;
    let mut last = 1;
    // Lines of one cell, and how many cells others have.
    let (mut alone, mut widths) = (Vec::new(), HashSet::new());
    while reader.read_record(&mut record).map_err(|error| error.to_string())? {
        has_ended = record.len() == 1 && &record[0] == END;
        last = i64::from(from > 0) + record.position().map_or(1, |position| line_of(&whole, position));
        if has_ended || record.iter().all(|cell| cell.trim().is_empty()) {
            continue;
        }
        let is_unclosed = record.iter().any(|cell| cell.len() > MAX_CELL && cell.ends_with(END));
        if is_unclosed {
            return Err(unclosed(last));
        }
        match record.len() {
            1 if record[0].bytes().any(|byte| byte == mark) => alone.push(rows.len()),
            1 => {}
            width => {
                widths.insert(width);
            }
        }
        let width = (0..record.len()).rposition(|at| !record[at].is_empty()).map_or(0, |at| at + 1);
        rows.push(Line {
            number: last,
            cells: record.iter().take(width).map(|written| cell(cut(written), is_foreign)).collect(),
        });
        if rows.len() > MAX_ROWS + TITLE_LINES {
            return Err(t!(server::imports::too_many_rows).to_owned());
        }
    }
    if !has_ended {
        return Err(unclosed(last));
    }
    // Excel puts a line in quotes as a whole where one of its cells has the sign that separates lists in its country.
    for at in alone {
        let cells = parted(&rows[at].cells[0], mark);
        if widths.contains(&cells.len()) {
            rows[at].cells = cells;
        }
    }
    check(rows)
}

/// As much of a cell as can be kept of it, however it is written.
fn cut(written: &str) -> &str {
    written.char_indices().nth(4 * MAX_CELL).map_or(written, |(end, _)| &written[..end])
}

/// A cell as it was meant, before programs wrapped it: for a web page (`&amp;`), as a formula, or in other quotes.
fn cell(written: &str, is_foreign: bool) -> String {
    let text = inside(written, "=\"", '"').unwrap_or(written);
    if is_foreign { unescape_formulas(&decode_html_entities(&plain(text))) } else { unescape_formulas(text) }
}

/// What a program wrote for nothing (MySQL), as a link (`=HYPERLINK("mailto:ana@alder.example","Ana")`), or in apostrophes.
fn plain(cell: &str) -> Cow<'_, str> {
    if cell == "\\N" {
        return Cow::default();
    }
    if cell.get(..7).is_none_or(|start| !start.eq_ignore_ascii_case("=HYPERL")) {
        return Cow::from(inside(cell, "'", '\'').unwrap_or(cell));
    }
    match cell.split('"').collect::<Vec<_>>()[..] {
        [_, link, _, shown, ..] if link.starts_with("mailto:") && !shown.contains('@') => {
            Cow::from([shown, " <", link, ">"].concat())
        }
        [_, .., shown, _] => Cow::from(shown),
        _ => Cow::from(cell),
    }
}

/// What stands between `start` and a quotation mark at the end.
fn inside<'a>(cell: &'a str, start: &str, quote: char) -> Option<&'a str> {
    cell.strip_prefix(start)?.strip_suffix(quote).filter(|inside| !inside.contains(quote))
}

/// Refuses lines that are larger than they may be. A cell is cut: nothing that is imported is as long.
fn check(mut lines: Vec<Line>) -> Result<Vec<Line>, String> {
    let mut cells = 0;
    for Line { number, cells: line } in &mut lines {
        if line.len() > MAX_COLUMNS {
            return Err(t!(server::imports::too_many_columns, line = &number.to_string(), count = line.len() as i64));
        }
        for cell in line.iter_mut().filter(|cell| cell.len() > MAX_CELL) {
            *cell = cell.chars().take(MAX_CELL).collect();
        }
        cells += line.len();
    }
    if cells > MAX_CELLS { Err(t!(server::imports::too_many_cells).to_owned()) } else { Ok(lines) }
}

/// The line of what is read at `position`, which is before the empty lines that are passed over.
fn line_of(text: &str, position: &csv::Position) -> i64 {
    let at = usize::try_from(position.byte()).unwrap_or(usize::MAX);
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let passed = rest.iter().take_while(|byte| **byte == b'\n').count();
    i64::try_from(position.line()).unwrap_or(i64::MAX) + i64::try_from(passed).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::super::table::is_between;
    use super::*;

    const HEAD: &str = "Company,Contact,Email\n";

    fn table(text: &str) -> Table {
        Table::of_text(text.as_bytes()).unwrap_or_else(|error| panic!("{error}: {text}"))
    }

    fn cells(text: &str) -> Vec<Vec<String>> {
        table(text).rows.into_iter().map(|row| row.cells).collect()
    }

    fn refused(bytes: &[u8]) -> String {
        Table::of_text(bytes).unwrap_err()
    }

    /// C50, C60 and the title lines of "Found beside them".
    #[test]
    fn whatever_separates_cells_and_stands_above_them_they_are_read_alike() {
        let head = ["Company", "Contact", "Email"];
        let row = ["Alder, \"Finch\"; 27\" | Monitors", "Ana Ruiz", "ana@alder.example"];
        let quoted = |cell: &&str| format!("\"{}\"", cell.replace('"', "\"\""));
        for mark in [",", ";", "\t", "|"] {
            let line = |cells: &[&str]| cells.iter().map(quoted).collect::<Vec<_>>().join(mark);
            let body = [line(&head), line(&row)].join("\n");
            let told = if mark == "\t" { "\\t" } else { mark };
            for before in [
                String::new(),
                format!("sep={told}\n"),
                format!("SEP={mark}\n"),
                format!("\"sep={mark}\"\n"),
                "Partners of 2026\n\n".to_owned(),
                "Report: \"27\"\" monitors\", a; b\tc\nAs of,1 May 2026\n\n\n".to_owned(),
            ] {
                for ended in ["\n", "\r\n", "\r\r\n", "\r"] {
                    let text = [&before, &body].map(|part| part.replace('\n', ended)).concat();
                    assert_eq!(table(&text).head, head, "{text:?}");
                    assert_eq!(cells(&text), [row], "{text:?}");
                }
            }
        }
    }

    #[test]
    fn rows_know_where_they_begin() {
        let numbers = |text: &str| table(text).rows.iter().map(|row| row.number).collect::<Vec<_>>();
        assert_eq!(numbers(&[HEAD, "\n\"a\nb\",c,d\ne,f,g\n"].concat()), [3, 5]);
        assert_eq!(numbers(&["sep=,\n", HEAD, "a,b,c\nd,e,f"].concat()), [3, 4]);
        assert_eq!(numbers("Company,Contact,Email\ra,b,c\rd,e,f"), [2, 3], "of an old Mac");
    }

    #[test]
    fn a_table_without_names_of_columns_has_none() {
        let text = "Alder;Ana Ruiz;ana@alder.example\nBirch;Bo Berg;bo@birch.example";
        assert_eq!((table(text).head, cells(text).len()), (vec![String::new(); 3], 2));
        let unknown = "Ignoto;Quis;Ubi\nAlder;Ana Ruiz;ana@alder.example";
        assert_eq!(table(unknown).head, ["Ignoto", "Quis", "Ubi"]);
    }

    #[test]
    fn the_foot_of_a_report_is_no_row() {
        let text = [HEAD, "Alder,Ana Ruiz,ana@alder.example\n\nReport\nCopyright 2026\n"].concat();
        assert_eq!(table(&text).foot(), Some(4));
        for foot in ["Report generated by,Maya", "Date:,01/01/2026", "Erstellt am,1.5.2026\nSeite 1 von 2"] {
            let text = [HEAD, "Alder,Ana Ruiz,ana@alder.example\nBirch,Bo Berg,\n", foot].concat();
            assert_eq!(table(&text).foot(), Some(4), "{foot}");
        }
        assert_eq!(table(&[HEAD, "Alder,Ana Ruiz,ana@alder.example"].concat()).foot(), None);
    }

    /// As programs and people write them that follow no standard.
    #[test]
    fn quotation_marks_are_read_as_they_were_meant() {
        let row = ["Alder \"North\", Ltd", "Ana Ruiz", "ana@x.example"];
        for text in [
            r#""Alder ""North"", Ltd", "Ana Ruiz", "ana@x.example""#,
            r#""Alder ""North"", Ltd" ,"Ana Ruiz" ,  "ana@x.example""#,
            r#"  "Alder ""North"", Ltd","Ana Ruiz","ana@x.example""#,
            r#""Alder \"North\", Ltd","Ana Ruiz","ana@x.example""#,
            r#""Alder \"North\", Ltd", "Ana Ruiz", "ana@x.example""#,
        ] {
            let trimmed: Vec<String> =
                cells(&[HEAD, text].concat())[0].iter().map(|cell| cell.trim().to_owned()).collect();
            assert_eq!(trimmed, row, "{text}");
        }
        for (text, cell) in [
            (r#""M12 "X" Ltd",a,b"#, "M12 \"X\" Ltd"),
            (r#""Alder "X"",a,b"#, "Alder \"X\""),
            (r#""a "b" c ""d"" e",f,g"#, "a \"b\" c \"d\" e"),
            (r#"27" Monitors,a,b"#, "27\" Monitors"),
            (r#""C:\",a,b"#, "C:\\"),
            (r#""a, "" b",c,d"#, "a, \" b"),
            (r#""a, "", "" b",c,d"#, "a, \", \" b"),
        ] {
            assert_eq!(cells(&[HEAD, text].concat())[0][0], cell, "{text}");
        }
    }

    /// A file that was opened and saved by a spreadsheet of another country.
    #[test]
    fn lines_in_quotes_as_a_whole_are_opened() {
        for mark in [",", ";", "\t"] {
            let lines = [["Company", "Contact", "Email"], ["\"Alder, Ltd; North\"", "Ana Ruiz", "ana@x.example"]];
            let wrap = |cells: &[&str; 3]| ["\"", &cells.join(mark).replace('"', "\"\""), "\""].concat();
            let text = lines.each_ref().map(wrap).join("\n");
            assert_eq!(table(&text).head, ["Company", "Contact", "Email"], "{text}");
            assert_eq!(cells(&text), [["Alder, Ltd; North", "Ana Ruiz", "ana@x.example"]], "{text}");
        }
        assert_eq!(cells("Company\n\"Alder\"\n"), [["Alder"]]);
        // Some of them.
        let text = "Firma;Kontakt;E-Mail\n\"Alder, Inc.;Ana Ruiz;ana@x.example\"\nBirch;Bo Berg;bo@x.example\n";
        assert_eq!(cells(text)[0], ["Alder, Inc.", "Ana Ruiz", "ana@x.example"]);
        assert_eq!(cells("Company,Contact\n\"Alder, Inc.\",\nBirch,Bo Berg\n")[0], ["Alder, Inc."]);
    }

    #[test]
    fn more_people_in_one_line_get_lines_of_their_own() {
        for (head, further) in [
            ("Company,Contact,Email,Contact 2,Contact 2 Email", true),
            ("Firma,Ansprechpartner,E-Mail,Ansprechpartner 2,E-Mail Ansprechpartner 2", true),
            ("Company,Primary Contact,Primary Email,Secondary Contact,Secondary Contact Email", true),
            ("Company,Contact1 Name,Contact1 Email,Contact2 Name,Contact2 Email", true),
            ("Firma,Ansprechpartner,E-Mail,Zweiter Ansprechpartner,E-Mail zweiter Ansprechpartner", true),
            ("Firma,Ansprechpartner 1,E-Mail 1,Ansprechpartner 2,E-Mail 2", true),
            ("Company,Contact 1,Email 1,Contact 2,Email 2", true),
            ("Company,Name,Email,Name 2,Email 2", true),
            ("Firma,Kontaktperson,E-Mail,Kontaktperson 2,E-Mail 2", true),
            ("Company,Contact,Email,Backup Contact,Backup Email", true),
            ("Company,Contact A,Email A,Contact B,Email B", true),
            ("Company,Contact Name,Email,Second Contact Name,Second Email", true),
            ("Company,Contact,Email,Secondary Contact,Secondary Email", true),
            ("Société,Contact,E-mail,Contact secondaire,E-mail secondaire", true),
            ("Company,Billing Contact Name,Billing Contact Email,Technical Contact Name,Technical Contact Email", true),
            ("Company,Contact,Email,Billing Contact,Billing Email", true),
            // Other addresses of the same person, and one without a person.
            ("Company,Contact,Email,Sales Manager,Sales Email", false),
            ("Company,Contact,E-mail Address,Business Phone 2,E-mail 2 Address", false),
            ("Company,Contact,Email,Note,Email 2", false),
            ("Company,Contact,E-mail 1 - Value,E-mail 2 - Type,E-mail 2 - Value", false),
        ] {
            let text =
                [head, "\nAlder,Ana Ruiz,ana@x.example,Bo Berg,bo@x.example\nBirch,Co Dee,co@x.example,,\n"].concat();
            let lines = table(&text).rows;
            let added = lines.get(2).map(|line| (line.number, line.cells[..3].join(" ")));
            let bo = (FURTHER + 2, "Alder Bo Berg bo@x.example".to_owned());
            assert_eq!((added, lines.len()), if further { (Some(bo), 3) } else { (None, 2) }, "{head}");
        }
    }

    #[test]
    fn sums_and_heads_between_rows_are_none() {
        let table = table(&[HEAD, "Alder,Ana Ruiz,ana@x.example\n", HEAD, "Total,1,\nTotal Energies,Bo Berg,bo@x.example\nGrand Totals (2 records),,2\nSumme: 2,,\nCount 2,,\nTotal,Ed Falk,ed@x.example\n\
             Subtotal EMEA,1,\nTotale complessivo,,\nSeite 1 von 2,,\nPage Ltd,Ed Falk,\n"].concat());
        let between: Vec<i64> =
            table.rows.iter().filter(|row| is_between(&table.head, row)).map(|row| row.number).collect();
        assert_eq!(between, [3, 4, 6, 7, 8, 10, 11, 12]);
    }

    #[test]
    fn what_is_no_text_is_told_with_the_mend() {
        for (bytes, words) in [
            (b"\xFF\xFEa".as_slice(), "This file isn't text"),
            (b"Com\0pany", "This file isn't text"),
            (b"\x1F\x8B\x08\0\0", "This is an archive"),
            (b"7z\xBC\xAF\x27\x1C", "This is an archive"),
            (b"<html><table>", "This is a web page"),
            (b"<?xml version=\"1.0\"?><Workbook>", "This is a web page"),
            (b"", "Choose a file, or paste rows"),
            (b"\xEF\xBB\xBF", "No data found."),
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
            (filler("", "a", MAX_BYTES), "This is more than 64 MB."),
            (filler("a,b,\"", "c\n", 200_000), "A quotation mark in line 2 is never closed."),
            (filler("a,b,c\nd,\"e,", "f\n", 3), "A quotation mark in line 3 is never closed."),
            (filler("", ",a", MAX_COLUMNS), "Line 2 has 1,001 columns."),
            (filler("", ",a", 5_500_000), "There are more than 5,000,000 cells."),
            (filler("", "a,b,c\n", MAX_ROWS + 1), "There are more than 200,000 rows."),
            (",a".repeat(5_500_000), "There are more than 5,000,000 cells."),
        ] {
            assert!(refused(text.as_bytes()).starts_with(words), "{words} {}", refused(text.as_bytes()));
        }
        assert_eq!(cells(&filler("", "é", MAX_CELL + 1))[0][0].chars().count(), MAX_CELL, "cut");
        assert_eq!(cells(&filler("", "a,b,c\n", MAX_ROWS)).len(), MAX_ROWS);
        assert_eq!(cells(&filler("\"a\",b,", "c", 3)), [["a", "b", "ccc"]]);
    }
}

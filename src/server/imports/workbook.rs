//! Workbooks (`.xlsx`, `.xls`, `.ods`), read by a process of its own: a few kilobytes can claim to be billions of cells,
//! and then that process ends instead of this one.

use super::headings::count_known;
use super::table::{Line, MAX_COLUMNS, MAX_ROWS, TITLE_LINES};
use calamine::{Data, Dimensions, Range, Reader, SheetVisible, Sheets, open_workbook_auto_from_rs};
use rustix::process::{Resource, Rlimit, setrlimit};
use serde::{Deserialize, Serialize};
use std::io::{self, Cursor, Read, Write};
use std::process::Stdio;
use std::time::Duration;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::process::Command;
use tokio::time::timeout;

/// The hidden command of the program that reads one.
pub const COMMAND: &str = "read-workbook";
/// How much memory that process may take, in bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// How long it may take.
const DEADLINE: Duration = Duration::from_secs(60);
/// Begins the line that says what was read.
const ANSWER: &str = "workbook ";
/// The most bytes of that line.
const MAX_ANSWER: u64 = 160 * 1024 * 1024;

/// What is in a workbook.
#[derive(Debug, Serialize, Deserialize)]
pub enum Content {
    /// The lines of the sheet that holds the table, and the names of others in which something stands.
    Sheet {
        lines: Vec<Line>,
        others: Vec<String>,
    },
    /// It opens with a password only.
    Locked,
    /// A ZIP archive with something else in it.
    OtherArchive,
    Unreadable,
}

/// Whether `bytes` begin as workbooks do: a ZIP archive, or a compound file of old Excel.
pub fn is_workbook(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1")
}

/// Reads a workbook in a process of its own.
pub async fn read(bytes: &[u8]) -> Content {
    match timeout(DEADLINE, ask(bytes)).await {
        Ok(Ok(answer)) => answer,
        Ok(Err(error)) => {
            tracing::info!(%error, "workbook_unreadable");
            Content::Unreadable
        }
        Err(_) => Content::Unreadable,
    }
}

async fn ask(bytes: &[u8]) -> io::Result<Content> {
    let mut reader =
        reader()?.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null()).kill_on_drop(true).spawn()?;
    let (stdin, stdout) = (reader.stdin.take(), reader.stdout.take());
    let (Some(mut stdin), Some(stdout)) = (stdin, stdout) else { return Err(io::ErrorKind::BrokenPipe.into()) };
    let mut said = String::new();
    let tell = async move {
        // It may end before it has heard all.
        stdin.write_all(bytes).await.ok();
    };
    let mut stdout = stdout.take(MAX_ANSWER);
    let ((), heard) = tokio::join!(tell, stdout.read_to_string(&mut said));
    heard?;
    let answer = said.lines().find_map(|line| line.split_once(ANSWER)).ok_or(io::ErrorKind::UnexpectedEof)?;
    Ok(serde_json::from_str(answer.1)?)
}

/// This program, started again: also after an update has replaced its file.
#[cfg(not(test))]
fn reader() -> io::Result<Command> {
    let program = if cfg!(target_os = "linux") { "/proc/self/exe".into() } else { std::env::current_exe()? };
    let mut command = Command::new(program);
    command.arg(COMMAND).env_clear();
    Ok(command)
}

#[cfg(test)]
fn reader() -> io::Result<Command> {
    let mut command = Command::new(std::env::current_exe()?);
    command.args(["--exact", "server::imports::workbook::tests::reads_one", "--ignored", "--nocapture"]);
    Ok(command)
}

/// The process of its own: reads a workbook from its input, and says what is in it.
pub fn serve() -> io::Result<()> {
    let most = Some(MEMORY);
    setrlimit(Resource::As, Rlimit { current: most, maximum: most })?;
    let mut bytes = Vec::new();
    io::stdin().read_to_end(&mut bytes)?;
    let answer = serde_json::to_string(&content(bytes))?;
    writeln!(io::stdout(), "{ANSWER}{answer}")
}

fn content(bytes: Vec<u8>) -> Content {
    if is_locked(&bytes) {
        return Content::Locked;
    }
    if is_other_archive(&bytes) {
        return Content::OtherArchive;
    }
    let Ok(mut workbook) = open_workbook_auto_from_rs(Cursor::new(bytes)) else { return Content::Unreadable };
    let sheets: Vec<(String, bool)> = workbook
        .sheets_metadata()
        .iter()
        .map(|sheet| (sheet.name.clone(), sheet.visible == SheetVisible::Visible))
        .collect();
    // The first one in which something stands, unless another one names columns: covers come before data. What is
    // hidden is the last choice.
    let mut best: Option<((bool, bool), String, Vec<Line>)> = None;
    let mut others = Vec::new();
    for (name, is_visible) in sheets {
        let merged = merged(&mut workbook, &name);
        let lines = workbook.worksheet_range(&name).map_or_else(|_| Vec::new(), |range| lines_of(&range, &merged));
        let rank = (lines.iter().take(TITLE_LINES).any(|line| count_known(&line.cells) > 1), is_visible);
        if lines.is_empty() {
            continue;
        }
        if rank == (true, true) {
            others.push(name.clone());
        }
        if best.as_ref().is_none_or(|(other, ..)| rank > *other) {
            best = Some((rank, name, lines));
        }
    }
    let Some((_, name, lines)) = best else { return Content::Sheet { lines: Vec::new(), others: Vec::new() } };
    others.retain(|other| *other != name);
    Content::Sheet { lines, others }
}

/// Cells that are one: what stands in the first of them goes for all below it. A title across columns stays one.
fn merged(workbook: &mut Sheets<Cursor<Vec<u8>>>, name: &str) -> Vec<Dimensions> {
    let merged = match workbook {
        Sheets::Xlsx(workbook) => workbook.merge_cells_by_sheet_name(name).unwrap_or_default(),
        Sheets::Xls(workbook) => workbook.merge_cells_by_sheet_name(name).unwrap_or_default(),
        _ => Vec::new(),
    };
    merged.into_iter().filter(|cells| cells.start.1 == cells.end.1 && cells.start.0 < cells.end.0).collect()
}

fn lines_of(range: &Range<Data>, merged: &[Dimensions]) -> Vec<Line> {
    let (first, left) = range.start().unwrap_or_default();
    let line = |(at, cells): (usize, &[Data])| {
        // Beyond these nothing is read; one more of each, so that it is said.
        let width = cells.iter().rposition(|cell| !text(cell).trim().is_empty()).map_or(0, |last| last + 1);
        let mut cells: Vec<String> = cells[..width.min(MAX_COLUMNS + 1)].iter().map(text).collect();
        let row = first + at as u32;
        for one in merged.iter().filter(|one| (one.start.0 + 1..=one.end.0).contains(&row)) {
            let at = one.start.1.checked_sub(left).map_or(usize::MAX, |at| at as usize);
            // An empty row stays empty, but what was merged may be the last of its cells.
            if let Some(value) = range.get_value(one.start).filter(|_| width > 0 && at < MAX_COLUMNS) {
                cells.resize(cells.len().max(at + 1), String::new());
                cells[at] = text(value);
            }
        }
        Line { number: i64::from(row) + 1, cells }
    };
    let is_filled = |line: &Line| !line.cells.is_empty();
    range.rows().enumerate().map(line).filter(is_filled).take(MAX_ROWS + 100).collect()
}

/// Whether a ZIP archive holds something else than a workbook: a text, a document, a folder. Names of files stand in it as
/// they are.
fn is_other_archive(bytes: &[u8]) -> bool {
    const PARTS: [&[u8]; 3] = [b"xl/workbook", b"spreadsheet", b"EncryptedPackage"];
    let has = |part: &[u8]| bytes.windows(part.len()).any(|found| found == part);
    bytes.starts_with(b"PK") && !PARTS.into_iter().any(has)
}

/// What a workbook with a password has instead of sheets; compound files name their streams in UTF-16.
fn is_locked(bytes: &[u8]) -> bool {
    let name: Vec<u8> = b"EncryptedPackage".iter().flat_map(|letter| [*letter, 0]).collect();
    !bytes.starts_with(b"PK") && bytes.windows(name.len()).any(|part| part == name)
}

/// A cell as its sheet shows it, as far as that is known.
fn text(cell: &Data) -> String {
    match cell {
        Data::DateTime(at) if at.is_datetime() => {
            let (year, month, day, ..) = at.to_ymd_hms_milli();
            format!("{year:04}-{month:02}-{day:02}")
        }
        Data::DateTimeIso(at) => at.clone(),
        Data::Error(_) => String::new(),
        cell => cell.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Not a test: what [`reader`] starts.
    #[test]
    #[ignore]
    fn reads_one() {
        serve().unwrap();
    }
}

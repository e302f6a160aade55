//! Bytes of a file become text, in whichever encoding a program wrote them.

use crate::i18n;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of `bytes`, its lines ended by `\n` or `\r\n`; none where it is no text.
pub fn decode(bytes: &[u8]) -> Option<String> {
    let text = match Encoding::for_bom(bytes) {
        Some((encoding, _)) => exactly(encoding, bytes)?,
        None => match utf16(bytes) {
            Some(encoding) => exactly(encoding, bytes)?,
            None => unmarked(bytes),
        },
    };
    // Old programs of the Mac end lines so; elsewhere it stands inside a cell.
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    (!text.contains('\0')).then_some(text)
}

fn exactly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _, is_damaged) = encoding.decode(bytes);
    (!is_damaged).then(|| text.into_owned())
}

/// UTF-16 without its mark: of what people write in European scripts, every second byte is zero.
fn utf16(bytes: &[u8]) -> Option<&'static Encoding> {
    let zeros = |first: usize| bytes.iter().skip(first).step_by(2).take(1_000).filter(|byte| **byte == 0).count();
    let enough = (bytes.len() / 2).min(1_000) / 3;
    let (even, odd) = (zeros(0), zeros(1));
    match bytes.len().is_multiple_of(2) && enough > 0 {
        true if odd > enough && even < odd / 10 => Some(UTF_16LE),
        true if even > enough && odd < even / 10 => Some(UTF_16BE),
        _ => None,
    }
}

/// UTF-8, or line by line what is none in the encoding that the rest seems to have.
fn unmarked(bytes: &[u8]) -> String {
    let decode = |line, legacy: &'static Encoding| match std::str::from_utf8(line) {
        Ok(line) => repaired(line),
        Err(_) => legacy.decode_without_bom_handling(line).0,
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => text.split_inclusive('\n').map(repaired).collect(),
        Err(_) => {
            let legacy = legacy(bytes);
            bytes.split_inclusive(|byte| *byte == b'\n').map(|line| decode(line, legacy)).collect()
        }
    }
}

/// The encoding of one byte a character that `bytes` seem to be in.
fn legacy(bytes: &[u8]) -> &'static Encoding {
    if is_of_a_mac(bytes) {
        return MACINTOSH;
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // A few letters could be of many encodings; the language of the person who uploads them decides.
    let place = match i18n::current().code() {
        "en" => None,
        code => Some(code.as_bytes()),
    };
    detector.guess(place, Utf8Detection::Deny)
}

/// Whether the letters beyond ASCII are those of Mac OS Roman: what it has for `äéßü` are signs elsewhere, which stand in
/// the middle of no word.
fn is_of_a_mac(bytes: &[u8]) -> bool {
    const MAC: [u8; 14] = [0x80, 0x85, 0x86, 0x87, 0x88, 0x8A, 0x8D, 0x8E, 0x8F, 0x96, 0x97, 0x9A, 0x9F, 0xA7];
    let mut counts = (0, 0);
    for part in bytes.windows(3).filter(|part| part[0].is_ascii_alphabetic() || part[2].is_ascii_lowercase()) {
        match part[1] {
            byte if MAC.contains(&byte) && part[2].is_ascii_lowercase() => counts.0 += 1,
            0xC0.. => counts.1 += 1,
            _ => {}
        }
    }
    counts.0 > counts.1
}

/// A line that was read as Windows-1252 by a program before us and saved again, as it was meant: `MÃ¼ller`.
fn repaired(line: &str) -> Cow<'_, str> {
    if !line.contains(['Ã', 'Â', 'Å', 'â', 'Ä']) {
        return Cow::from(line);
    }
    let (bytes, _, is_lossy) = WINDOWS_1252.encode(line);
    match String::from_utf8(bytes.into_owned()) {
        Ok(meant) if !is_lossy => Cow::from(meant),
        _ => Cow::from(line),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::{WINDOWS_1250, WINDOWS_1251};

    const GERMAN: &str = "Firma;Stra\u{df}e\nM\u{fc}ller;Gr\u{f6}\u{df}e\nB\u{e4}cker;Caf\u{e9}\n";

    #[test]
    fn a_file_is_read_in_the_encoding_it_was_written_in() {
        let utf16 = |order: fn(u16) -> [u8; 2]| GERMAN.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        let mixed = [GERMAN.as_bytes(), &WINDOWS_1252.encode("J\u{fc}rgen\n").0].concat();
        for (name, bytes, text) in [
            ("UTF-8", GERMAN.into(), GERMAN),
            ("UTF-8 with its mark", marked(b"\xEF\xBB\xBF", GERMAN.into()), GERMAN),
            ("Windows-1252", WINDOWS_1252.encode(GERMAN).0.into_owned(), GERMAN),
            ("Mac OS Roman", MACINTOSH.encode(GERMAN).0.into_owned(), GERMAN),
            ("UTF-16LE", marked(b"\xFF\xFE", utf16(u16::to_le_bytes)), GERMAN),
            ("UTF-16BE", marked(b"\xFE\xFF", utf16(u16::to_be_bytes)), GERMAN),
            ("UTF-16LE unmarked", utf16(u16::to_le_bytes), GERMAN),
            ("UTF-16BE unmarked", utf16(u16::to_be_bytes), GERMAN),
            ("one line of another program", mixed, &[GERMAN, "J\u{fc}rgen\n"].concat()),
            ("lines of an old Mac", GERMAN.replace('\n', "\r").into(), GERMAN),
            ("read wrongly before", "M\u{c3}\u{bc}ller\n".into(), "M\u{fc}ller\n"),
            ("Polish", WINDOWS_1250.encode("Nazwa;Imi\u{119}\n\u{141}\u{f3}d\u{17a} Sp\u{f3}\u{142}ka;\u{17b}aneta\nWr\u{f3}bel;Ma\u{142}gorzata\n").0.into_owned(), "Nazwa;Imi\u{119}\n\u{141}\u{f3}d\u{17a} Sp\u{f3}\u{142}ka;\u{17b}aneta\nWr\u{f3}bel;Ma\u{142}gorzata\n"),
            ("Cyrillic", WINDOWS_1251.encode("\u{41f}\u{451}\u{442}\u{440};\u{418}\u{432}\u{430}\u{43d}\u{43e}\u{432}\n").0.into_owned(), "\u{41f}\u{451}\u{442}\u{440};\u{418}\u{432}\u{430}\u{43d}\u{43e}\u{432}\n"),
        ] {
            assert_eq!(decode(&bytes).as_deref(), Some(text), "{name}");
        }
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in [b"\xFF\xFEa".as_slice(), b"\xFF\xFE\x00\xD8", b"Company\0", b"\x89PNG\r\n\x1a\n\0\0"] {
            assert_eq!(decode(bytes), None, "{bytes:?}");
        }
    }
}

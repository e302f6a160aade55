//! Bytes of a file become text, in whichever encoding a program wrote them.

use crate::i18n;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, MACINTOSH, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;
use yore::code_pages::CP850;

/// An encoding of one byte a character.
enum Legacy {
    Known(&'static Encoding),
    /// Code page 850: *CSV (MS-DOS)* in Excel.
    Dos,
}

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
    let decode = |line, legacy: &Legacy| match (std::str::from_utf8(line), legacy) {
        (Ok(line), _) => repaired(line),
        (Err(_), Legacy::Known(encoding)) => encoding.decode_without_bom_handling(line).0,
        (Err(_), Legacy::Dos) => CP850.decode(line),
    };
    match std::str::from_utf8(bytes) {
        Ok(text) => text.split_inclusive('\n').map(repaired).collect(),
        Err(_) => {
            let legacy = legacy(bytes);
            bytes.split_inclusive(|byte| *byte == b'\n').map(|line| decode(line, &legacy)).collect()
        }
    }
}

/// The encoding of one byte a character that `bytes` seem to be in.
fn legacy(bytes: &[u8]) -> Legacy {
    let of = |encoding: &'static Encoding| fitness(bytes, |letter| encoding.decode_without_bom_handling(letter).0);
    let (mac, windows, dos) = (of(MACINTOSH), of(WINDOWS_1252), fitness(bytes, |letter| CP850.decode(letter)));
    match mac.max(dos) {
        best if best <= windows.max(0) || !stand_alone(bytes) => {}
        best if best == mac => return Legacy::Known(MACINTOSH),
        _ => return Legacy::Dos,
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    // A few letters could be of many encodings; the language of the person who uploads them decides.
    let place = match i18n::current().code() {
        "en" => None,
        code => Some(code.as_bytes()),
    };
    Legacy::Known(detector.guess(place, Utf8Detection::Deny))
}

/// Whether the letters beyond ASCII are single ones between others, as in the scripts of Western Europe; elsewhere they
/// make whole words.
fn stand_alone(bytes: &[u8]) -> bool {
    let runs = bytes.split(u8::is_ascii).map(<[u8]>::len).filter(|length| *length > 0);
    let (all, single) = runs.fold((0, 0), |(all, single), length| (all + 1, single + usize::from(length == 1)));
    single * 3 >= all * 2
}

/// How much the letters beyond ASCII in `bytes` look like those of words, read so: usual ones, and none in the middle of
/// a word that do not belong there.
fn fitness(bytes: &[u8], decode: impl Fn(&[u8]) -> Cow<'_, str>) -> i64 {
    const USUAL: &str = "\u{e4}\u{f6}\u{fc}\u{df}\u{e9}\u{e8}\u{e0}\u{e7}\u{f1}\u{f3}\u{ed}\u{e1}\u{fa}\u{e3}\u{f5}\u{ea}\u{f4}\u{ee}\u{f8}\u{e5}";
    let worth = |part: &[u8]| match decode(&part[1..2]).chars().next() {
        Some(letter) if USUAL.contains(letter) => 2,
        // `Ärzte`, `Über`: begins a word.
        Some(letter) if letter.is_uppercase() && !part[0].is_ascii_alphanumeric() => 1,
        Some(letter) if letter.is_lowercase() => 0,
        _ => -2,
    };
    let is_in_word =
        |part: &&[u8]| !part[1].is_ascii() && (part[0].is_ascii_alphabetic() || part[2].is_ascii_lowercase());
    bytes.windows(3).filter(is_in_word).take(10_000).map(worth).sum()
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
    use encoding_rs::{SHIFT_JIS, WINDOWS_1250, WINDOWS_1251};

    const GERMAN: &str = "Firma;Stra\u{df}e\nM\u{fc}ller;Gr\u{f6}\u{df}e\nB\u{e4}cker;Caf\u{e9}\n";

    #[test]
    fn a_file_is_read_in_the_encoding_it_was_written_in() {
        let utf16 = |order: fn(u16) -> [u8; 2]| GERMAN.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        let marked = |mark: &[u8], rest: Vec<u8>| [mark, &rest].concat();
        let dos = |text: &str| CP850.encode(text).unwrap().into_owned();
        let mac = |text: &str| MACINTOSH.encode(text).0.into_owned();
        const SPANISH: &str = "Compa\u{f1}\u{ed}a;Direcci\u{f3}n\nJos\u{e9};Ma\u{f1}ana\n";
        const FRENCH: &str = "Soci\u{e9}t\u{e9};Pr\u{e9}nom\nH\u{f4}tel;Fran\u{e7}ois\nCr\u{e8}me;\u{c9}lodie\n";
        const JAPANESE: &str = "Company,Email\n\u{682a}\u{5f0f}\u{4f1a}\u{793e}\u{30c8}\u{30e8}\u{30bf},a@b.example\n\u{30ab}\u{30bf}\u{30ab}\u{30ca},c@d.example\n";
        let mixed = [GERMAN.as_bytes(), &WINDOWS_1252.encode("J\u{fc}rgen\n").0].concat();
        for (name, bytes, text) in [
            ("UTF-8", GERMAN.into(), GERMAN),
            ("UTF-8 with its mark", marked(b"\xEF\xBB\xBF", GERMAN.into()), GERMAN),
            ("Windows-1252", WINDOWS_1252.encode(GERMAN).0.into_owned(), GERMAN),
            ("Mac OS Roman", MACINTOSH.encode(GERMAN).0.into_owned(), GERMAN),
            ("Mac OS Roman, Spanish", mac(SPANISH), SPANISH),
            ("Mac OS Roman, French", mac(FRENCH), FRENCH),
            ("CP850", dos(GERMAN), GERMAN),
            ("CP850, Spanish", dos(SPANISH), SPANISH),
            ("CP850, French", dos(FRENCH), FRENCH),
            ("CP850, one letter", dos("Firma\nM\u{fc}ller\n"), "Firma\nM\u{fc}ller\n"),
            ("Windows-1252, one letter", WINDOWS_1252.encode("Firma\nM\u{fc}ller\n").0.into_owned(), "Firma\nM\u{fc}ller\n"),
            ("Windows-1252, Spanish", WINDOWS_1252.encode(SPANISH).0.into_owned(), SPANISH),
            ("Windows-1252, French", WINDOWS_1252.encode(FRENCH).0.into_owned(), FRENCH),
            ("Shift_JIS", SHIFT_JIS.encode(JAPANESE).0.into_owned(), JAPANESE),
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

//! Bytes of a file become text, in whichever encoding a program wrote them.

use super::encodings;
use encoding_rs::{Encoding, ISO_2022_JP, UTF_16BE, UTF_16LE, WINDOWS_1252};
use std::borrow::Cow;

/// The text of `bytes`, its lines ended by `\n` or `\r\n`; none where it is no text.
pub fn decode(bytes: Vec<u8>) -> Option<String> {
    let mut text = decoded(bytes)?;
    // Some programs fill up a file, or mark its end as MS-DOS did.
    text.truncate(text.trim_end_matches(['\0', '\u{1A}']).len());
    // Old programs of the Mac end lines so; elsewhere it stands inside a cell.
    let text = if text.contains('\n') { text } else { text.replace('\r', "\n") };
    (!text.contains(['\0', '\u{1A}'])).then_some(text)
}

fn decoded(bytes: Vec<u8>) -> Option<String> {
    match Encoding::for_bom(&bytes) {
        _ if bytes.starts_with(b"\xFF\xFE\0\0") => utf32(&bytes, u32::from_le_bytes),
        _ if bytes.starts_with(b"\0\0\xFE\xFF") => utf32(&bytes, u32::from_be_bytes),
        // It begins other letters than plain ones with an escape.
        None if [b"\x1B$B", b"\x1B$@", b"\x1B(J"].iter().any(|mark| bytes.windows(3).any(|part| part == *mark)) => {
            exactly(ISO_2022_JP, &bytes)
        }
        Some((encoding, _)) => exactly(encoding, &bytes),
        None => match utf16(&bytes) {
            Some(encoding) => exactly(encoding, &bytes),
            None => Some(unmarked(bytes)),
        },
    }
}

fn exactly(encoding: &'static Encoding, bytes: &[u8]) -> Option<String> {
    let (text, _, is_damaged) = encoding.decode(bytes);
    (!is_damaged).then(|| text.into_owned())
}

fn utf32(bytes: &[u8], of: fn([u8; 4]) -> u32) -> Option<String> {
    bytes[4..].chunks(4).map(|part| char::from_u32(of(part.try_into().ok()?))).collect()
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
fn unmarked(bytes: Vec<u8>) -> String {
    match String::from_utf8(bytes) {
        Ok(text) if !text.contains(DAMAGED) => text,
        Ok(text) => text.split_inclusive('\n').map(repaired).collect(),
        Err(error) => {
            let bytes = error.as_bytes();
            let legacy = encodings::find(bytes);
            let read = |line| std::str::from_utf8(line).map_or_else(|_| legacy.decode(line), repaired);
            bytes.split_inclusive(|byte| *byte == b'\n').map(read).collect()
        }
    }
}

/// What UTF-8 becomes if it is read as Windows-1252.
const DAMAGED: [char; 5] = ['Ã', 'Â', 'Å', 'â', 'Ä'];

/// A line that was read as Windows-1252 by a program before us and saved again, as it was meant: `MÃ¼ller`.
fn repaired(line: &str) -> Cow<'_, str> {
    if !line.contains(DAMAGED) {
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
    use encoding_rs::{MACINTOSH, SHIFT_JIS, WINDOWS_1250, WINDOWS_1251, WINDOWS_1254, X_MAC_CYRILLIC};
    use yore::code_pages::{CP850, CP852};

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
            ("UTF-32LE", marked(b"\xFF\xFE\0\0", GERMAN.chars().flat_map(|c| u32::from(c).to_le_bytes()).collect()), GERMAN),
            ("UTF-32BE", marked(b"\0\0\xFE\xFF", GERMAN.chars().flat_map(|c| u32::from(c).to_be_bytes()).collect()), GERMAN),
            ("ISO-2022-JP", ISO_2022_JP.encode(JAPANESE).0.into_owned(), JAPANESE),
            ("filled up", [GERMAN.as_bytes(), b"\0\0\x1A\0"].concat(), GERMAN),
            ("Cyrillic", WINDOWS_1251.encode("\u{41f}\u{451}\u{442}\u{440};\u{418}\u{432}\u{430}\u{43d}\u{43e}\u{432}\n").0.into_owned(), "\u{41f}\u{451}\u{442}\u{440};\u{418}\u{432}\u{430}\u{43d}\u{43e}\u{432}\n"),
        ] {
            assert_eq!(decode(bytes).as_deref(), Some(text), "{name}");
        }
    }

    /// C57: each text in the encoding it names, alone in its file.
    #[test]
    fn few_letters_and_marks_are_enough() {
        let windows = [
            "Smith’s Garage,Ana O’Neil",
            "“Best” Ltd",
            "L’Atelier du Bois",
            "Sainsbury’s;Café Zoé",
            "Acme\u{a0}Corp",
            "Acme… Corp • X",
            "£ Store ½",
            "‘Alder’ & Sons – Berlin",
            "Alder—Finch",
            "„Gute“ Stube",
            "«Chez Jean»",
            "Acme™,Birch®",
            "Dell’Acqua,Sull’Onda",
            "We’re Open,Teachers’ Club",
            "06\u{a0}12\u{a0}34",
            "5 €;10 – 12",
            "Acme\u{a0};x",
            "Müller’s Bäckerei",
            "Señor “El Niño”",
            "Société Générale",
            "Søren Ågård",
            "Città di Forlì",
            "1.º andar,Sr.ª Ana",
            "Straße 5 § 3",
            "Zoë Brontë,Daniël Ruïne",
            "MÜLLER GMBH",
            "Muñoz",
            "François",
            "João",
            "Benoît Côté",
            "Ångström",
            "D’Angelo",
            "L’Oréal – Paris",
            "Rock ’n’ Roll",
            "Nº 5",
            "aujourd’hui",
            "IBÁÑEZ",
            "Où",
            "João Íñigo",
            "école",
            "être",
            "über",
            "Sáez",
            "Määttä",
            "SAÔNE",
            "Guðmundur Sigurðsson",
        ];
        let mac = [
            "MÜLLER",
            "Müller",
            "Größe",
            "Schröder",
            "Construções São João",
            "España Niño García",
            "Crème Brûlée Élodie",
            "Smith’s Café",
            "Åsa Malmö",
            "François",
        ];
        let dos = [
            "MÜLLER",
            "Müller",
            "Köhler",
            "Größe Straße",
            "Construções São João",
            "García Núñez",
            "Málaga González",
            "José",
            "Société Générale",
            "Società",
        ];
        let central = [
            "Małgorzata Wróbel",
            "Łódź",
            "Dvořák Růžička",
            "Żółw",
            "Kőrösi Győző",
            "Wałęsa",
            "Świętokrzyskie",
            "Škoda Plzeň",
        ];
        let encoded = |encoding: &'static encoding_rs::Encoding, text: &str| encoding.encode(text).0.into_owned();
        let mut cases: Vec<(&str, &str, Vec<u8>)> = Vec::new();
        cases.extend(windows.map(|text| ("Windows-1252", text, encoded(WINDOWS_1252, text))));
        cases.extend(mac.map(|text| ("Mac OS Roman", text, encoded(MACINTOSH, text))));
        cases.extend(dos.map(|text| ("CP850", text, CP850.encode(text).unwrap().into_owned())));
        cases.extend(["Dąbrowski", "Jabłoński"].map(|text| ("Windows-1250", text, encoded(WINDOWS_1250, text))));
        cases.extend(central.map(|text| ("Windows-1250", text, encoded(WINDOWS_1250, text))));
        cases.extend(central.map(|text| ("CP852", text, CP852.encode(text).unwrap().into_owned())));
        cases.extend(central.map(|text| ("Mac of Central Europe", text, encodings::tests::mac_central(text))));
        cases.extend(
            ["Şişli", "Işık Kadıköy", "Doğan İnşaat"].map(|text| ("Windows-1254", text, encoded(WINDOWS_1254, text))),
        );
        cases.extend(["Пётр Иванов", "Ромашка"].map(|text| ("Mac, Cyrillic", text, encoded(X_MAC_CYRILLIC, text))));
        cases.extend(["Пётр Иванов", "Ромашка"].map(|text| ("Windows-1251", text, encoded(WINDOWS_1251, text))));
        let wrong: Vec<String> = cases
            .iter()
            .filter(|(_, text, bytes)| decode(bytes.clone()).as_deref() != Some(text))
            .map(|(name, text, bytes)| format!("{name}: {text} is read as {:?}", decode(bytes.clone())))
            .collect();
        assert!(wrong.is_empty(), "C57 {wrong:#?}");
    }

    #[test]
    fn what_is_no_text_is_refused() {
        for bytes in
            [b"\xFF\xFEa".as_slice(), b"\xFF\xFE\x00\xD8", b"Com\0pany", b"\xFF\xFE\0\0ab", b"\x89PNG\r\n\x1a\n\0\0"]
        {
            assert_eq!(decode(bytes.to_vec()), None, "{bytes:?}");
        }
    }
}

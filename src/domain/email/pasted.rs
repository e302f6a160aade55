//! An address as people paste it: out of a mail program, a chat, a spreadsheet or a page.

use crate::domain::entities;
use crate::domain::names;
use crate::domain::text::Invalid;
use crate::domain::visible::clean;

/// What stands around an address and is never a part of it.
const OPENING: &[char] = &[
    '\'', '"', '(', '[', '{', '<', '>', '«', '‹', '„', '“', '”', '‘', '’', '‚', '`', '*', ':', ',', ';', '•', '·', '▪',
    '●', '○', '◦', '‣', '→', '–', '—',
];
const CLOSING: &[char] = &[
    '\'', '"', ')', ']', '}', '<', '>', '»', '›', '„', '“', '”', '‘', '’', '`', '*', ':', ',', ';', '.', '…', '!', '?',
    '#', '/', '\\', '|', '-', '–', '—',
];

/// No address with what stands around it has more bytes.
const LONGEST: usize = 4_000;

/// What programs write before an address.
const SCHEMES: [&str; 5] = ["mailto:", "smtp:", "e-mail:", "email:", "mail:"];

/// What is written beside an address and is no name, in the eight languages.
const LABELS: [&str; 59] = [
    "email",
    "e-mail",
    "mail",
    "mailto",
    "e-mail-adresse",
    "emailadresse",
    "mailadresse",
    "adresse",
    "address",
    "contact",
    "kontakt",
    "work",
    "home",
    "office",
    "private",
    "privat",
    "geschäftlich",
    "to:",
    "from:",
    "an:",
    "von:",
    "e:",
    "m:",
    // French
    "courriel",
    "mél",
    "mel",
    "à:",
    "de:",
    "adel",
    "professionnel",
    "personnel",
    // Spanish and Portuguese
    "correo",
    "correo-e",
    "electrónico",
    "correio",
    "eletrónico",
    "eletrônico",
    "dirección",
    "endereço",
    "para:",
    "contacto",
    "contato",
    "trabajo",
    "trabalho",
    // Italian
    "indirizzo",
    "posta",
    "elettronica",
    "contatto",
    "lavoro",
    "a:",
    "da:",
    // Dutch
    "e-mailadres",
    "emailadres",
    "mailadres",
    "adres",
    "werk",
    "aan:",
    // Polish
    "poczta",
    "elektroniczna",
];

/// The address after these is that of another person.
const OF_OTHERS: [&str; 2] = ["cc:", "bcc:"];

/// `@` and `.` as people write them where programs must not find them: in brackets.
const MASKS: [(&str, &str); 6] = [("at", "@"), ("ät", "@"), ("@", "@"), ("dot", "."), ("punkt", "."), (".", ".")];

/// An address and the name beside it, as pasted.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Pasted {
    /// Whose address it is; empty where nothing says so.
    pub name: String,
    /// Not checked yet.
    pub address: String,
}

impl Pasted {
    /// Takes apart what was pasted: `Ana Ruiz <ana@alder.example>`, `mailto:ana@alder.example?subject=…`,
    /// `ana@alder.example (Ana Ruiz);`, `Ana Ruiz: ana@alder.example` and their kind. What it cannot take apart is the
    /// address as it stands.
    ///
    /// # Errors
    /// There is more than one address in it.
    pub fn read(raw: &str) -> Result<Self, Invalid> {
        let text = clean(&entities::decoded(raw).chars().map(plain).collect::<String>());
        if text.len() > LONGEST {
            return Ok(Self { name: String::new(), address: text });
        }
        let text = linked(&unmasked(without_tag(&text).to_owned()));
        let text = joined(text.trim_matches(|c: char| c.is_whitespace() || c == ';' || c == ','));
        let pasted = bracketed(&text).or_else(|| quoted(&text)).unwrap_or_else(|| alone(&text));
        let others = [pasted.name.as_str(), &pasted.address].join(" ");
        let addresses = others.split(|c: char| c.is_whitespace() || ",;<>()[]\"|".contains(c));
        let mut addresses: Vec<String> = addresses.filter(|word| word.contains('@')).map(bare).collect();
        addresses.dedup_by(|one, other| one.eq_ignore_ascii_case(other));
        match addresses.len() {
            0 | 1 => Ok(pasted),
            _ => Err(Invalid::new(t!(forms::several_addresses))),
        }
    }

    fn new(name: &str, address: &str) -> Self {
        let address = bare(address);
        let is_around = |c: char| c.is_whitespace() || OPENING.contains(&c) || "-|/),]}>".contains(c);
        let name = name.trim_matches(is_around);
        // `To: Ana Ruiz`
        let name = name.rsplit_once(':').map_or(name, |(_, name)| name.trim_start());
        // Some programs repeat the address as the name.
        let is_name = !bare(name).eq_ignore_ascii_case(&address) && !name.split(' ').all(is_label);
        let name = if is_name { name } else { "" };
        Self { name: name.to_owned(), address }
    }

    /// First and last name as typed; where neither was, those of the pasted name.
    pub fn names_for(&self, first: &str, last: &str) -> (String, String) {
        match clean(first).is_empty() && clean(last).is_empty() {
            true => names::split(&self.name),
            false => (first.to_owned(), last.to_owned()),
        }
    }
}

/// `Ana Ruiz <ana@alder.example>`, `[Ana](mailto:ana@alder.example)` and `ana@alder.example (Ana Ruiz)`.
fn bracketed(text: &str) -> Option<Pasted> {
    for (open, close) in [('<', '>'), ('(', ')'), ('[', ']')] {
        let Some((before, rest)) = text.split_once(open) else { continue };
        let (inside, after) = rest.split_once(close).unwrap_or((rest, ""));
        if !after.chars().all(|c| CLOSING.contains(&c) || c.is_whitespace()) {
            continue;
        }
        match (before.contains('@'), inside.contains('@')) {
            (false, true) => return Some(Pasted::new(before, inside)),
            (true, false) => {
                let pasted = alone(before);
                let is_named = pasted.name.is_empty() && inside.split(' ').all(is_name);
                return Some(if is_named { Pasted::new(inside, &pasted.address) } else { pasted });
            }
            (true, true) if bare(before).eq_ignore_ascii_case(&bare(inside)) => return Some(Pasted::new("", inside)),
            _ => {}
        }
    }
    None
}

/// `"Ana" ana@alder.example`.
fn quoted(text: &str) -> Option<Pasted> {
    let (name, address) = text.strip_prefix('"')?.split_once('"')?;
    let is_beside = address.starts_with(char::is_whitespace) && address.contains('@') && !name.contains('@');
    is_beside.then(|| Pasted::new(name, address))
}

/// `ana @ alder.example`, which is nothing else.
fn joined(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    match words[..] {
        [one, "@", two] if two.contains('.') && !two.contains('@') => [one, "@", two].concat(),
        [one, two] if one.ends_with('@') && two.contains('.') && !two.contains('@') => [one, two].concat(),
        _ => text.to_owned(),
    }
}

/// An address with words beside it: `Ana Ruiz: ana@alder.example`, `• ana@alder.example`, `ana@alder.example, Ana`. Only
/// where it cannot be the rest of one with a blank in it: `ana ruiz@alder.example` is refused.
fn alone(text: &str) -> Pasted {
    let apart = [',', ';', '|'].into_iter().fold(text.to_owned(), |text, sign| text.replace(sign, &format!("{sign} ")));
    let words: Vec<&str> = apart.split_whitespace().collect();
    let as_it_stands = || Pasted::new("", text);
    let Some(at) = words.iter().position(|word| word.contains('@')).filter(|_| !is_quoted_local_part(text)) else {
        return as_it_stands();
    };
    let address = bare(words[at]);
    let is_other = |word: &&str| !bare(word).eq_ignore_ascii_case(&address);
    let before = &words[..at];
    let after: Vec<&str> = words[at..].iter().copied().filter(is_other).collect();
    let is_announced = before.last().is_some_and(|word| word.ends_with(':') || is_label(word));
    let is_apart = |word: &&str| is_sign(word) || word.ends_with([',', ';', '.', ')']);
    let is_beside = match before {
        _ if is_announced => true,
        [only] if after.is_empty() && !is_apart(only) => {
            is_name(only) && address.to_lowercase().starts_with(&only.to_lowercase())
        }
        _ => before.iter().all(|word| is_name(word) || is_aside(word)),
    };
    let is_of_others = before.iter().any(|word| OF_OTHERS.contains(&&*word.to_lowercase()));
    if !is_beside || is_of_others || !after.iter().all(|word| is_name(word) || is_aside(word)) {
        return as_it_stands();
    }
    let named = |words: &[&str]| {
        let is_named = words.iter().all(|word| is_name(word) || is_sign(word));
        if is_named { words.join(" ") } else { String::new() }
    };
    let name = if before.iter().any(|word| is_name(word) && !is_label(word)) { named(before) } else { named(&after) };
    Pasted::new(&name, &address)
}

/// Whether a word may be one of a name: it has a capital, if its script has them.
fn is_name(word: &str) -> bool {
    let word = word.trim_matches(|c| OPENING.contains(&c) || CLOSING.contains(&c));
    word.starts_with(|c: char| c.is_alphabetic() && !c.is_lowercase()) && !word.contains('@')
        || names::is_particle(word)
}

/// What is written beside names and addresses: labels, signs, phone numbers, the number in a list.
fn is_aside(word: &str) -> bool {
    is_label(word) || is_sign(word) || word.chars().all(|c| c.is_ascii_digit() || "+-/.():,;".contains(c))
}

fn is_label(word: &str) -> bool {
    let word = word.to_lowercase();
    LABELS.iter().any(|label| *label == word || *label == word.trim_end_matches(CLOSING))
}

fn is_sign(word: &str) -> bool {
    !word.contains(char::is_alphanumeric) && !word.contains('@')
}

/// `ana@alder.example` of `ana (at) alder [dot] example`.
fn unmasked(mut text: String) -> String {
    for (word, sign) in MASKS {
        for mask in ["(_)", "[_]", "( _ )", "[ _ ]"].map(|mask| mask.replace('_', word)) {
            while let Some(at) =
                text.to_ascii_lowercase().find(&mask).filter(|_| sign == "." || !has_sign(&text, &mask))
            {
                text = [text[..at].trim_end(), sign, text[at + mask.len()..].trim_start()].concat();
            }
        }
    }
    text
}

/// Whether there is an address in `text` without its `mask`.
fn has_sign(text: &str, mask: &str) -> bool {
    text.to_ascii_lowercase().replacen(mask, "", 1).contains('@')
}

/// `ana@alder.example` of `[EXTERNAL] ana@alder.example`.
fn without_tag(text: &str) -> &str {
    let tagged = text.strip_prefix('[').and_then(|rest| rest.split_once("] "));
    tagged.filter(|(tag, rest)| !tag.contains('@') && rest.contains('@')).map_or(text, |(_, rest)| rest)
}

/// `ana@alder.example#mailto:ana@alder.example#`, as Access and SharePoint write links, in words.
fn linked(text: &str) -> String {
    let lower = text.to_ascii_lowercase();
    if lower.contains("#mailto:") || lower.contains("#http://") {
        return text.replace("#http://", " ").replace('#', " ");
    }
    // What a link says besides the address ends with the link.
    let link = lower.find("mailto:").and_then(|at| Some((at, at + lower[at..].find('?')?)));
    match link {
        Some((at, query)) if !text[at..query].contains(['>', ')', '"']) => {
            let end = text[query..].find(['>', ')', '"']).map_or(text.len(), |end| query + end);
            [&text[..query], &text[end..]].concat()
        }
        _ => text.to_owned(),
    }
}

/// An address without what stands around it.
fn bare(text: &str) -> String {
    let mut text = text.trim();
    loop {
        let before = text;
        for scheme in SCHEMES {
            if text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme)) {
                text = text[scheme.len()..].split('?').next().unwrap_or_default().trim_start_matches('/').trim();
            }
        }
        // A quoted local part is no pair of quotes around an address.
        if !is_quoted_local_part(text) {
            text = text.trim_start_matches(OPENING);
        }
        text = text.trim_end_matches(CLOSING).trim();
        if text == before {
            break;
        }
    }
    match text.contains('%') && text.starts_with(|c: char| c != '%') {
        true => text.replace("%2B", "+").replace("%2b", "+").replace("%40", "@").replace("%20", " ").trim().to_owned(),
        false => text.to_owned(),
    }
}

fn is_quoted_local_part(text: &str) -> bool {
    text.starts_with('"') && text.contains("\"@")
}

/// Letters and signs of full width, as some keyboards write them, and other spaces.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{FE6B}' => '@',
        '\u{A0}' | '\u{3000}' => ' ',
        c => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::email::EmailAddress;

    /// What is pasted, the name in it and the address (C38 to C41).
    const PASTED: &[(&str, &str, &str, &str)] = &[
        ("C40", "Ana Ruiz <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana @ alder.example", "", "ana@alder.example"),
        ("C40", " ana@ alder.example;", "", "ana@alder.example"),
        ("C40", "Ana Ruiz<ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "\"Ruiz, Ana\" <ana@alder.example>", "Ruiz, Ana", "ana@alder.example"),
        ("C40", "'Ana Ruiz' <ana@alder.example>;", "Ana Ruiz", "ana@alder.example"),
        ("C40", "„Ana Ruiz“ <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "\"Ana\" ana@alder.example", "Ana", "ana@alder.example"),
        ("C40", "<ana@alder.example>", "", "ana@alder.example"),
        ("C40", "<ana@alder.example", "", "ana@alder.example"),
        ("C40", "<<ana@alder.example>>,", "", "ana@alder.example"),
        ("C40", "mailto:ana@alder.example", "", "ana@alder.example"),
        ("C40", "MAILTO:ana@alder.example?subject=Hello%20Ana&body=x", "", "ana@alder.example"),
        ("C40", "mailto:ana@alder.example?subject=Hello Ana&body=Dear Ana", "", "ana@alder.example"),
        ("C40", "Ana Ruiz <mailto:ana@alder.example?subject=Hello Ana>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "[EXTERNAL] Ana Ruiz <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "E: ana@alder.example", "", "ana@alder.example"),
        ("C40", "mailto:ana%2Bx@alder.example", "", "ana+x@alder.example"),
        ("C40", "mailto:ana%40alder.example", "", "ana@alder.example"),
        ("C40", "SMTP:ana@alder.example", "", "ana@alder.example"),
        ("C40", "Email: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Ana Ruiz <mailto:ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example<mailto:ana@alder.example>", "", "ana@alder.example"),
        ("C40", "ana@alder.example <Ana@alder.example>", "", "Ana@alder.example"),
        ("C40", "[ana@alder.example](mailto:ana@alder.example)", "", "ana@alder.example"),
        ("C40", "[Ana Ruiz](mailto:ana@alder.example)", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz [ana@alder.example]", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example (Ana Ruiz)", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz (ana@alder.example)", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example;", "", "ana@alder.example"),
        ("C40", ";ana@alder.example, ", "", "ana@alder.example"),
        ("C40", "\"ana@alder.example\"", "", "ana@alder.example"),
        ("C40", "'ana@alder.example", "", "ana@alder.example"),
        ("C40", "“ana@alder.example”", "", "ana@alder.example"),
        ("C40", "ana@alder.example\t\r\n", "", "ana@alder.example"),
        ("C40", "\u{A0}ana@alder.example\u{A0}", "", "ana@alder.example"),
        ("C40", "Ana Ruiz ana@alder.example", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana ana.ruiz@alder.example", "Ana", "ana.ruiz@alder.example"),
        ("C40", "Juan de la Cruz jc@alder.example", "Juan de la Cruz", "jc@alder.example"),
        ("C40", "李 明 li@alder.example", "李 明", "li@alder.example"),
        ("C40", "Ana Ruiz: ana@alder.example", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz, ana@alder.example", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana,Ruiz,ana@alder.example", "Ana, Ruiz", "ana@alder.example"),
        ("C40", "Ana; ana@alder.example", "Ana", "ana@alder.example"),
        ("C40", "Ana Ruiz - ana@alder.example", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz | ana@alder.example", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example Ana Ruiz", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example - Ana Ruiz", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Ana Ruiz ana@alder.example (Sales)", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example (work)", "", "ana@alder.example"),
        ("C40", "ana@alder.example (Privat)", "", "ana@alder.example"),
        ("C40", "ana@alder.example [Ana Ruiz]", "Ana Ruiz", "ana@alder.example"),
        ("C40", "To: Ana Ruiz <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "email ana@alder.example", "", "ana@alder.example"),
        ("C40", "E-Mail : ana@alder.example", "", "ana@alder.example"),
        ("C40", "E-Mail-Adresse: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Courriel : ana@alder.example", "", "ana@alder.example"),
        ("C40", "Courriel\u{a0}: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Adresse e-mail : ana@alder.example", "", "ana@alder.example"),
        ("C40", "Mél : ana@alder.example", "", "ana@alder.example"),
        ("C40", "Correo: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Correo electrónico: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Dirección de correo: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Correio eletrónico: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Endereço de e-mail: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Posta elettronica: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Indirizzo e-mail: ana@alder.example", "", "ana@alder.example"),
        ("C40", "E-mailadres: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Adres e-mail: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Poczta elektroniczna: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Para: Ana Ruiz <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "Courriel : Ana Ruiz ana@alder.example", "Ana Ruiz", "ana@alder.example"),
        ("C40", "My new address: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Tel: +49 30 123456, Mail: ana@alder.example", "", "ana@alder.example"),
        ("C40", "Ana Ruiz, +49 30 123456, ana@alder.example", "", "ana@alder.example"),
        ("C40", "• ana@alder.example", "", "ana@alder.example"),
        ("C40", "•ana@alder.example", "", "ana@alder.example"),
        ("C40", "- ana@alder.example", "", "ana@alder.example"),
        ("C40", "* ana@alder.example", "", "ana@alder.example"),
        ("C40", "– ana@alder.example", "", "ana@alder.example"),
        ("C40", "1. ana@alder.example", "", "ana@alder.example"),
        ("C40", "2) ana@alder.example", "", "ana@alder.example"),
        ("C40", "To: ana@alder.example", "", "ana@alder.example"),
        ("C40", "> ana@alder.example", "", "ana@alder.example"),
        ("C40", "• Ana Ruiz <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example…", "", "ana@alder.example"),
        ("C40", "ana@alder.example...", "", "ana@alder.example"),
        ("C40", "ana@alder.example/", "", "ana@alder.example"),
        ("C40", "ana@alder.example ana@alder.example", "", "ana@alder.example"),
        ("C40", "ana@alder.example, Ana@alder.example;", "", "ana@alder.example"),
        ("C40", "ana@alder.example <ana@alder.example>", "", "ana@alder.example"),
        ("C40", "Ana Ruiz ana@alder.example <ana@alder.example>", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana (at) alder.example", "", "ana@alder.example"),
        ("C40", "ana[at]alder[dot]example", "", "ana@alder.example"),
        ("C40", "ana(AT)alder(dot)co(dot)example", "", "ana@alder.co.example"),
        ("C40", "ana [ at ] alder (Punkt) example", "", "ana@alder.example"),
        ("C40", "ana(ät)alder.example", "", "ana@alder.example"),
        ("C40", "ana(@)alder.example", "", "ana@alder.example"),
        ("C40", "Ana Ruiz: ana (at) alder.example", "Ana Ruiz", "ana@alder.example"),
        ("C40", "&nbsp;ana@alder.example&nbsp;", "", "ana@alder.example"),
        ("C40", "&lt;ana@alder.example&gt;", "", "ana@alder.example"),
        ("C40", "Ana Ruiz &lt;ana&#64;alder.example&gt;", "Ana Ruiz", "ana@alder.example"),
        ("C40", "#mailto:ana@alder.example#", "", "ana@alder.example"),
        ("C40", "ana@alder.example#mailto:ana@alder.example#", "", "ana@alder.example"),
        ("C40", "Ana Ruiz#MAILTO:ana@alder.example#", "Ana Ruiz", "ana@alder.example"),
        ("C40", "ana@alder.example#http://ana@alder.example#", "", "ana@alder.example"),
        ("C41", "ana#1@alder.example", "", "ana#1@alder.example"),
        ("C41", "-ana@alder.example", "", "-ana@alder.example"),
        ("C41", "ana@alder.example.", "", "ana@alder.example"),
        ("C41", "O'Neil@Alder.Example", "", "O'Neil@Alder.Example"),
        ("C41", "ana+gangway@alder.example", "", "ana+gangway@alder.example"),
        ("C38", "ana＠alder.example", "", "ana@alder.example"),
        ("C38", "Ａｎａ＠ａｌｄｅｒ．ｅｘａｍｐｌｅ", "", "Ana@alder.example"),
        ("C38", "Ana ＜ana@alder.example＞", "Ana", "ana@alder.example"),
        ("C39", "ana@alder.example\u{200B}", "", "ana@alder.example"),
        ("C39", "\u{FEFF}ana@alder.example", "", "ana@alder.example"),
        ("C39", "\u{202A}ana@alder.example\u{202C}", "", "ana@alder.example"),
        ("C39", "\u{2068}ana@alder.example\u{2069}", "", "ana@alder.example"),
        ("C39", "ana@al\u{AD}der.example", "", "ana@alder.example"),
        ("C39", "an\0a@alder.example", "", "ana@alder.example"),
        ("C39", "an\u{200D}a@alder\u{200C}.example", "", "ana@alder.example"),
        ("C39", "\u{200E}Ana Ruiz\u{200F} <ana@alder.example\u{2060}>", "Ana Ruiz", "ana@alder.example"),
    ];

    #[test]
    fn the_address_is_taken_out_of_what_is_pasted() {
        for (case, raw, name, address) in PASTED {
            let pasted = Pasted::read(raw).unwrap();
            assert_eq!((pasted.name.as_str(), pasted.address.as_str()), (*name, *address), "{case} {raw:?}");
            assert_eq!(
                EmailAddress::parse(raw).map(|email| email.as_str().to_owned()).as_deref(),
                Ok(*address),
                "{raw:?}"
            );
        }
    }

    #[test]
    fn several_addresses_are_none() {
        for raw in [
            "a@x.example,b@x.example",
            "a@x.example; b@x.example",
            "a@x.example b@x.example",
            "Ana <a@x.example>, Ben <b@x.example>",
            "a@x.example <b@x.example>",
            "a@x.example(b@x.example)",
            "a@x.example\r\nBcc: b@x.example",
            "group: a@x.example, b@x.example;",
            "[\"a@x.example\",\"b@x.example\"]",
            "mailto:a@x.example,b@x.example",
            "a@x.example/b@x.example",
            "Ana Ruiz a@x.example b@x.example",
            "• a@x.example • b@x.example",
            "Email: a@x.example, Email: b@x.example",
            "a (at) x.example, b (at) x.example",
            "a@x.example#mailto:b@x.example#",
            "&lt;a@x.example&gt;&lt;b@x.example&gt;",
        ] {
            assert!(EmailAddress::parse(raw).is_err(), "{raw:?}");
        }
        for raw in ["a@x.example; b@x.example", "a@x.example b@x.example", "Ana a@x.example, Ben b@x.example"] {
            let why = EmailAddress::parse(raw).unwrap_err().0;
            assert!(why.contains("one email address"), "C40 {raw}: {why}");
        }
    }

    #[test]
    fn what_is_left_must_still_be_an_address() {
        for raw in [
            "Ana Ruiz",
            "ana ruiz@alder.example",
            "\"ana ruiz\"@alder.example",
            "Ana <ana>",
            "mailto:",
            "<>",
            "@alder.example",
            "a\r\n@x.example",
            "a@[192.0.2.1]",
            "ana@sub-.example",
            "ana..ruiz@alder.example",
            "\"a\r\nRCPT TO:<x>\"@y.example",
            // Broken at a blank: another's address would be left.
            "Ana ruiz@alder.example",
            "an a@alder.example",
            "1 a@alder.example",
            "a n a@alder.example",
            "ana - ruiz@alder.example",
            "ana@alder.co m",
            "ana@alder. example",
            "ana@alder.co,uk",
            "ana at alder.example",
            "ana at alder dot example",
        ] {
            assert!(EmailAddress::parse(raw).is_err(), "C41 {raw:?}");
        }
    }
}

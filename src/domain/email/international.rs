//! Domains beyond ASCII: IDNA, as browsers read it (UTS 46). Only the server has its tables: it decides, and they would be
//! a part of everyone's download.

/// The `xn--` form of a domain; none if it has none.
#[cfg(feature = "ssr")]
pub fn ascii(domain: &str) -> Option<String> {
    // Programs make dashes of hyphens; no domain has any.
    let domain = domain.replace(['\u{2010}', '\u{2011}', '\u{2012}', '\u{2013}', '\u{2014}', '\u{2212}'], "-");
    match domain.is_ascii() {
        true => Some(domain),
        // UTS 46 lets signs pass (`✉`), IDNA 2008 has letters and digits only.
        false => idna::domain_to_ascii(&domain).ok().filter(|ascii| !has_signs(ascii)),
    }
}

/// Whether there are arrows, symbols or emoji in a domain.
#[cfg(feature = "ssr")]
fn has_signs(ascii: &str) -> bool {
    idna::domain_to_unicode(ascii).0.contains(|c| matches!(c, '\u{2010}'..='\u{2BFF}' | '\u{1F000}'..='\u{1FAFF}'))
}

/// In the browser any letters make a domain.
#[cfg(not(feature = "ssr"))]
pub fn ascii(domain: &str) -> Option<String> {
    let plain = |c: char| match c {
        '\u{3002}' | '\u{FF0E}' | '\u{FF61}' => '.',
        c if c.is_ascii() => c,
        _ => 'x',
    };
    Some(domain.chars().map(plain).collect())
}

/// A domain as it is shown, of which `ascii` is the other form: as typed if it is of plain letters, in its own letters if
/// they imitate none, else in that form.
#[cfg(feature = "ssr")]
pub fn shown(domain: &str, ascii: &str) -> String {
    if domain.is_ascii() && !domain.to_ascii_lowercase().contains("xn--") {
        return domain.to_owned();
    }
    match idna::domain_to_unicode(ascii) {
        (unicode, Ok(())) if !imitates(&unicode) => unicode,
        _ => ascii.to_ascii_lowercase(),
    }
}

#[cfg(not(feature = "ssr"))]
pub fn shown(domain: &str, _: &str) -> String {
    domain.to_owned()
}

/// Cyrillic letters that look like Latin ones.
#[cfg(feature = "ssr")]
const LOOKALIKES: &str = "авеікмнорстухһјѕԁԛԝґь";

/// Whether a part mixes Latin letters with others, or consists of letters that look like Latin ones.
#[cfg(feature = "ssr")]
fn imitates(domain: &str) -> bool {
    let is_latin = |c: char| matches!(c, 'a'..='z' | '\u{DF}'..='\u{24F}' | '\u{1E00}'..='\u{1EFF}');
    let letters = |label: &str| label.chars().filter(|c| c.is_alphabetic()).collect::<Vec<_>>();
    // Where the last part is of that script, too, no one takes it for Latin.
    let ends_in_latin = domain.rsplit('.').next().is_some_and(|top| top.chars().any(is_latin));
    domain.split('.').map(letters).any(|letters| {
        let latin = letters.iter().filter(|c| is_latin(**c)).count();
        let is_mixed = latin > 0 && latin < letters.len() && !letters.iter().any(|c| is_east_asian(*c));
        let alike = !letters.is_empty() && letters.iter().all(|c| LOOKALIKES.contains(*c));
        is_mixed || alike && ends_in_latin
    })
}

/// Written together with Latin letters as a matter of course.
#[cfg(feature = "ssr")]
fn is_east_asian(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}')
}

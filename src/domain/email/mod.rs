//! The one policy for email addresses.
//!
//! - What people paste is understood: [`Pasted`] takes the address out of it.
//! - The local part is a dot-string of RFC 5321 in ASCII (no quotes, no comments), at most 64 characters: many mail
//!   servers cannot take others (RFC 6531). The domain has two labels or more; the whole has at most 254 characters as
//!   mail servers get it (RFC 3696 erratum 1690).
//! - An international domain is kept and shown in its letters, however it was typed, and compared and written to in its
//!   `xn--` form ([`international`]).
//! - Stored as typed, compared in lower case as a whole: people do not have two mailboxes that differ only in
//!   case, and a person who types a capital must still be found.

pub mod international;
mod pasted;

pub use self::pasted::Pasted;
use super::text::Invalid;
use serde::{Deserialize, Serialize};

/// An address that follows the policy above.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EmailAddress(String);

impl EmailAddress {
    /// The most characters an address may have.
    pub const MAX: usize = 254;

    /// Whatever surrounds the address is dropped; what is left must follow the policy.
    pub fn parse(raw: &str) -> Result<Self, Invalid> {
        Self::of(Pasted::read(raw)?.address)
    }

    fn of(text: String) -> Result<Self, Invalid> {
        if text.is_empty() {
            return Err(Invalid::new(t!(forms::enter_the_email_address)));
        }
        if text.len() > 4 * Self::MAX {
            return Err(Invalid::new(t!(forms::the_email_address_is_too_long)));
        }
        if text.contains(char::is_whitespace) {
            return Err(Invalid::new(t!(forms::enter_a_single_email_address_without)));
        }
        let malformed = || Invalid::new(t!(forms::enter_an_email_address_like_name));
        let (local, domain) = text.rsplit_once('@').ok_or_else(malformed)?;
        if !local.is_ascii() {
            return Err(Invalid::new(t!(forms::plain_letters_before_at)));
        }
        let ascii = international::ascii(domain).ok_or_else(malformed)?;
        if local.len() + 1 + ascii.len() > Self::MAX {
            return Err(Invalid::new(t!(forms::the_email_address_is_too_long)));
        }
        if !is_local_part(local) || !is_domain(&ascii) {
            return Err(malformed());
        }
        Ok(Self([local, "@", &international::shown(domain, &ascii)].concat()))
    }

    /// The address as it was typed, an international domain in its letters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The form in which addresses are compared and kept unique.
    pub fn key(&self) -> String {
        key(&self.0)
    }

    /// The form in which mailboxes are compared, for limits: many providers deliver `ana+anything@` to `ana@`, and
    /// Gmail ignores dots.
    pub fn mailbox(&self) -> String {
        let key = self.key();
        let Some((local, domain)) = key.rsplit_once('@') else { return key };
        let name = local.split('+').next().filter(|name| !name.is_empty()).unwrap_or(local);
        match domain {
            "gmail.com" | "googlemail.com" => [&name.replace('.', ""), "@gmail.com"].concat(),
            _ => [name, "@", domain].concat(),
        }
    }
}

/// Who is named beside an address, and the address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PersonInAddress {
    pub address: String,
    pub first_name: String,
    pub last_name: String,
}

impl PersonInAddress {
    /// Reads what was typed or pasted; the names are empty where none stand there.
    pub fn read(raw: &str) -> Result<Self, Invalid> {
        let pasted = Pasted::read(raw)?;
        let (first_name, last_name) = pasted.names_for("", "");
        Ok(Self { address: EmailAddress::of(pasted.address)?.0, first_name, last_name })
    }
}

/// The form in which a stored address is compared.
pub fn key(address: &str) -> String {
    delivered(address).to_ascii_lowercase()
}

/// A stored address as mail servers take it, an international domain in its `xn--` form.
pub fn delivered(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) if !domain.is_ascii() => {
            [local, "@", &international::ascii(domain).unwrap_or_else(|| domain.to_owned())].concat()
        }
        _ => address.to_owned(),
    }
}

/// What is searched for, with international domains in the letters in which they are kept.
pub fn in_letters(text: &str) -> String {
    let word = |word: &str| {
        let at = word.rfind('@').map_or(0, |at| at + 1);
        let (before, domain) = word.split_at(at);
        [before, &international::shown(domain, &domain.to_ascii_lowercase())].concat()
    };
    text.split(' ').map(word).collect::<Vec<_>>().join(" ")
}

fn is_local_part(local: &str) -> bool {
    let atext = |b: u8| b.is_ascii_alphanumeric() || b"!#$%&'*+-/=?^_`{|}~".contains(&b);
    local.len() <= 64 && local.split('.').all(|atom| !atom.is_empty() && atom.bytes().all(atext))
}

/// Whether an address may end so.
pub(super) fn is_domain(domain: &str) -> bool {
    let label = |l: &str| {
        (1..=63).contains(&l.len())
            && l.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-')
            && !l.starts_with('-')
            && !l.ends_with('-')
    };
    let labels: Vec<&str> = domain.split('.').collect();
    let top_is_a_name = labels.last().is_some_and(|top| !top.bytes().all(|b| b.is_ascii_digit()));
    labels.len() >= 2 && labels.iter().all(|l| label(l)) && top_is_a_name
}

/// `address` with all but its first letter and its domain hidden, for logs: `a***@alder.example`.
pub fn mask(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => format!("{}***@{domain}", local.chars().take(1).collect::<String>()),
        None => "***".to_owned(),
    }
}

/// `text` with every address in it hidden the same way: mail servers name whom they refuse.
pub fn mask_all(text: &str) -> String {
    let is_part = |c: char| c.is_alphanumeric() || "@.!#$%&'*+/=?^_`{|}~-".contains(c);
    let mut masked = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(begin) = rest.find(is_part) {
        let (before, from) = rest.split_at(begin);
        let (word, after) = from.split_at(from.find(|c| !is_part(c)).unwrap_or(from.len()));
        masked.push_str(before);
        masked.push_str(&if word.contains('@') { mask(word) } else { word.to_owned() });
        rest = after;
    }
    masked + rest
}

/// Enough of an address for its owner to know it, for pages: `a•••@alder.example`.
pub fn hint(address: &str) -> String {
    match address.rsplit_once('@') {
        Some((local, domain)) => [&local.chars().take(1).collect::<String>(), "•••@", domain].concat(),
        None => "•••".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_holds() {
        for good in
            ["ana@alder.example", " Ana.Ruiz+x@Alder-Finch.co.uk ", "o'brien@x.example", "a@xn--bcher-kva.example"]
        {
            assert!(EmailAddress::parse(good).is_ok(), "{good:?} was refused");
        }
        let long_local = format!("{}@x.example", "a".repeat(65));
        for bad in [
            "",
            "ana",
            "@x.example",
            "ana@",
            "ana@localhost",
            "a..b@x.example",
            ".a@x.example",
            "\"a b\"@x.example",
            "a@x.example,b@x.example",
            "a@x.example;b@x.example",
            "a b@x.example",
            "änna@x.example",
            "ana@bücher",
            "ana@bü cher.example",
            "ana@✉.example",
            "ana@i❤.example",
            "a@-x.example",
            "a@1.2.3.4",
            "a@[1.2.3.4]",
            "a\r\n@x.example",
            "a@b@x.example",
            "\"a\r\nRCPT TO:<x>\"@y.example",
            &long_local,
        ] {
            assert!(EmailAddress::parse(bad).is_err(), "{bad:?} was kept");
        }
    }

    #[test]
    fn addresses_are_stored_as_typed_and_compared_without_case() {
        let typed = EmailAddress::parse("Ana.Ruiz@Alder.Example").unwrap();
        assert_eq!(typed.as_str(), "Ana.Ruiz@Alder.Example");
        assert_eq!(typed.key(), "ana.ruiz@alder.example");
        assert_eq!(mask(typed.as_str()), "A***@Alder.Example");
        let reply = "550 5.1.1 <ana.ruiz+x@alder.example>: unknown (ana@alder.example, ünal@x.example)";
        assert_eq!(mask_all(reply), "550 5.1.1 <a***@alder.example>: unknown (a***@alder.example, ü***@x.example)");
        assert_eq!(mask_all(""), "");
    }

    /// C38: as typed, as kept and shown, as compared and delivered.
    const INTERNATIONAL: &[(&str, &str, &str)] = &[
        ("ana@münchen.example", "ana@münchen.example", "ana@xn--mnchen-3ya.example"),
        ("ana@xn--mnchen-3ya.example", "ana@münchen.example", "ana@xn--mnchen-3ya.example"),
        ("ana@MÜNCHEN.example", "ana@münchen.example", "ana@xn--mnchen-3ya.example"),
        ("ana@mu\u{308}nchen.example", "ana@münchen.example", "ana@xn--mnchen-3ya.example"),
        ("ana@straße.example", "ana@straße.example", "ana@xn--strae-oqa.example"),
        ("ana＠alder．example", "ana@alder.example", "ana@alder.example"),
        ("ana@alder。example", "ana@alder.example", "ana@alder.example"),
        ("Ana@Mail.Żółć.example", "Ana@mail.żółć.example", "ana@mail.xn--kda4b0koi.example"),
        ("ana@n–97.example", "ana@n-97.example", "ana@n-97.example"),
        ("ana@alder—finch.example", "ana@alder-finch.example", "ana@alder-finch.example"),
        ("ana@mün–chen.example", "ana@mün-chen.example", "ana@xn--mn-chen-n2a.example"),
        ("info@почта.рф", "info@почта.рф", "info@xn--80a1acny.xn--p1ai"),
        ("info@例え.みんな", "info@例え.みんな", "info@xn--r8jz45g.xn--q9jyb4c"),
        // What imitates another domain is shown as what it is.
        ("ana@\u{430}lder.example", "ana@xn--lder-43d.example", "ana@xn--lder-43d.example"),
        ("ana@\u{440}\u{430}\u{443}.example", "ana@xn--80a5ak.example", "ana@xn--80a5ak.example"),
        // No Punycode, but a domain may be called so.
        ("ana@xn--99999.example", "ana@xn--99999.example", "ana@xn--99999.example"),
    ];

    #[test]
    fn international_domains_are_shown_in_their_letters() {
        for (typed, shown, key) in INTERNATIONAL {
            let address = EmailAddress::parse(typed).unwrap_or_else(|why| panic!("C38 {typed}: {}", why.0));
            assert_eq!((address.as_str(), address.key().as_str()), (*shown, *key), "C38 {typed}");
            assert_eq!(EmailAddress::parse(key).map(|address| address.key()).as_deref(), Ok(*key), "C38 {typed}");
        }
        let before = EmailAddress::parse("müller@alder.example").unwrap_err().0;
        assert!(before.contains("Before the @"), "C38: {before}");
        assert_eq!(delivered("Ana@münchen.example"), "Ana@xn--mnchen-3ya.example");
        for (searched, found) in [
            ("ana@xn--mnchen-3ya.example", "ana@münchen.example"),
            ("xn--mnchen-3ya", "münchen"),
            ("Ana Ruiz", "Ana Ruiz"),
            ("Alder & Finch", "Alder & Finch"),
            ("xn--", "xn--"),
        ] {
            assert_eq!(in_letters(searched), found, "C38 {searched}");
        }
    }

    #[test]
    fn a_mailbox_has_many_addresses() {
        let mailbox = |email: &str| EmailAddress::parse(email).unwrap().mailbox();
        for (one, other, same) in [
            ("Ana@alder.example", "ana@ALDER.example", true),
            ("ana+1@alder.example", "ana+2+3@alder.example", true),
            ("a.na@gmail.com", "an.a+x@googlemail.com", true),
            ("a.na@alder.example", "ana@alder.example", false),
            ("ana@alder.example", "ana@sub.alder.example", false),
            ("+a@alder.example", "+b@alder.example", false),
        ] {
            assert_eq!(mailbox(one) == mailbox(other), same, "{one} and {other}");
        }
    }
}

//! Names of folders as IMAP writes them.

use base64::Engine;
use base64::prelude::BASE64_STANDARD_NO_PAD;

/// `name` in modified UTF-7 (RFC 3501, section 5.1.3).
pub fn encoded(name: &str) -> String {
    let mut encoded = String::new();
    let mut rest = name;
    while let Some(first) = rest.chars().next() {
        let is_plain = |c: char| (' '..='~').contains(&c);
        let end = rest.find(|c| is_plain(c) != is_plain(first)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        match is_plain(first) {
            true => encoded += &run.replace('&', "&-"),
            false => {
                let bytes: Vec<u8> = run.encode_utf16().flat_map(u16::to_be_bytes).collect();
                encoded.extend(["&", &BASE64_STANDARD_NO_PAD.encode(bytes).replace('/', ","), "-"]);
            }
        }
        rest = behind;
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_has_the_name_that_its_server_knows() {
        for (name, written) in [
            ("INBOX", "INBOX"),
            ("INBOX/Bounces & more", "INBOX/Bounces &- more"),
            ("Rückläufer", "R&APw-ckl&AOQ-ufer"),
            ("台北", "&U,BTFw-"),
            ("🦊", "&2D7dig-"),
            ("", ""),
        ] {
            assert_eq!(encoded(name), written, "{name}");
        }
    }
}

//! Replies of mail servers: three digits, and any text (RFC 5321, section 4.2). The digits decide. What servers of the
//! world write after them is read as it comes: in any encoding, at any length, or not at all.

use encoding_rs::WINDOWS_1252;

/// Of a longer line the rest is left out.
pub const LONGEST_LINE: usize = 2000;

/// What a mail server answered.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct Reply {
    /// Of its last line; none before the first one.
    pub code: u16,
    pub lines: Vec<String>,
}

impl Reply {
    /// Adds a line without its end; whether it is the last one. `None` where the first line is none of a mail server.
    pub fn add(&mut self, line: &[u8]) -> Option<bool> {
        let (text, is_last) = match line {
            [first @ b'2'..=b'5', second @ b'0'..=b'9', third @ b'0'..=b'9', rest @ ..]
                if !rest.first().is_some_and(u8::is_ascii_digit) =>
            {
                let digits = [first, second, third].map(|digit| u16::from(digit - b'0'));
                self.code = digits.iter().fold(0, |code, digit| code * 10 + digit);
                let text = rest.strip_prefix(b"-").unwrap_or(rest);
                (text, rest.len() == text.len())
            }
            _ if self.lines.is_empty() => return None,
            // A line that its writer broke.
            _ => (line, false),
        };
        self.lines.push(decoded(text).trim().to_owned());
        Some(is_last)
    }

    /// Whether it is a reply of this kind: 2 for a yes, 3 for "go on" (RFC 5321, section 4.2.1).
    pub fn is(&self, kind: u16) -> bool {
        self.code / 100 == kind
    }

    /// Whether it is a no.
    pub fn is_refusal(&self) -> bool {
        self.code >= 400
    }

    /// Its code and its lines in one, with an enhanced code that each repeats said once.
    pub fn in_words(&self) -> String {
        let first_word = self.lines.first().and_then(|line| line.split_whitespace().next());
        let repeated = first_word.filter(|word| word.bytes().all(|b| b.is_ascii_digit() || b == b'.'));
        let mut words = self.code.to_string();
        for (number, line) in self.lines.iter().enumerate() {
            let line = match repeated.and_then(|code| line.strip_prefix(code)) {
                Some(rest) if number > 0 && rest.starts_with(' ') => rest.trim_start(),
                _ => line,
            };
            words = format!("{words} {line}");
        }
        words
    }
}

/// `bytes` as UTF-8, else as what mail servers of the West wrote before that.
pub fn decoded(bytes: &[u8]) -> String {
    match str::from_utf8(bytes) {
        Ok(text) => text.to_owned(),
        // Cut within a character.
        Err(error) if error.error_len().is_none() && bytes.len() + 8 >= LONGEST_LINE => {
            String::from_utf8_lossy(bytes.get(..error.valid_up_to()).unwrap_or_default()).into_owned()
        }
        Err(_) => WINDOWS_1252.decode_without_bom_handling(bytes).0.into_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&[u8]]) -> Option<(u16, bool, String)> {
        let mut reply = Reply::default();
        let mut is_last = false;
        for line in lines {
            is_last = reply.add(line)?;
        }
        Some((reply.code, is_last, reply.in_words()))
    }

    #[test]
    fn a1_three_digits_decide_whatever_follows() {
        for (lines, code, words) in [
            (&[&b"250 2.0.0 Ok: queued as 4XyZ"[..]][..], 250, "250 2.0.0 Ok: queued as 4XyZ"),
            (&[b"250"], 250, "250 "),
            (&[b"250 "], 250, "250 "),
            (&[b"250\tOK"], 250, "250 OK"),
            (&[b"250OK"], 250, "250 OK"),
            (&[b"250 \r"], 250, "250 "),
            (&[b"250 Message accept\xe9"], 250, "250 Message accepté"),
            (&[b"250 angenommen f\xfcr Zustellung \x96 danke"], 250, "250 angenommen für Zustellung – danke"),
            (&["250 принято".as_bytes()], 250, "250 принято"),
            (&[b"298 odd"], 298, "298 odd"),
            (&[b"261"], 261, "261 "),
            (&[b"591 no"], 591, "591 no"),
            (&[b"334 VXNlcm5hbWU6"], 334, "334 VXNlcm5hbWU6"),
            (&[b"250-one", b"250-", b"250 two"], 250, "250 one  two"),
            (&[b"250-one", b"250"], 250, "250 one "),
            (&[b"250-one", b"354 two"], 354, "354 one two"),
            (&[b"250-one", b"broken", b"", b"250 two"], 250, "250 one broken  two"),
            (&[b"550-5.7.1 Blocked.", b"550 5.7.1 Ask us."], 550, "550 5.7.1 Blocked. Ask us."),
            (&[b"550-5.7.1 Blocked.", b"550 5.7.10 Ask us."], 550, "550 5.7.1 Blocked. 5.7.10 Ask us."),
            (&[b"550-Sorry", b"550 Sorry again"], 550, "550 Sorry Sorry again"),
        ] {
            assert_eq!(read(lines), Some((code, true, words.to_owned())), "{lines:?}");
        }
        let cut = ["250 ", &"я".repeat(LONGEST_LINE)].concat().into_bytes();
        let (_, _, words) = read(&[&cut[..LONGEST_LINE - 1]]).unwrap();
        assert!(words.ends_with("яя"), "{words}");
        assert_eq!(read(&[b"250-more"]), Some((250, false, "250 more".to_owned())));
    }

    #[test]
    fn a1_what_has_no_code_is_no_reply() {
        for line in [&b""[..], b"25", b"2500", b"199 x", b"600 x", b"000", b" 250", b"2 50", b"OK", b"\xff\xfe", b"+OK"]
        {
            assert_eq!(read(&[line]), None, "{line:?}");
        }
    }
}

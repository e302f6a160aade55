//! Characters as HTML writes them (`&lt;`): they come with what people copy out of the source of an email or a page.

/// `text` with characters in place of their entities.
pub fn decoded(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('&') {
        plain.push_str(before);
        let entity = after.split_once(';').and_then(|(name, left)| Some((character(name)?, left)));
        let (c, left) = entity.unwrap_or(('&', after));
        plain.push(c);
        rest = left;
    }
    plain + rest
}

fn character(name: &str) -> Option<char> {
    let number = |digits: &str, radix| u32::from_str_radix(digits, radix).ok().and_then(char::from_u32);
    let name = name.to_ascii_lowercase();
    Some(match name.as_str() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "commat" => '@',
        "period" => '.',
        "lowbar" => '_',
        "hyphen" | "dash" => '-',
        "nbsp" => '\u{A0}',
        "shy" => '\u{AD}',
        name => match name.strip_prefix('#')?.strip_prefix('x') {
            Some(digits) => number(digits, 16)?,
            None => number(&name[1..], 10)?,
        },
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities_are_read_and_all_else_is_kept() {
        for (written, read) in [
            ("&lt;ana&#64;x.example&gt;", "<ana@x.example>"),
            ("Alder &amp; Finch&nbsp;", "Alder & Finch\u{A0}"),
            ("a&#x2D;b&#X5f;c&shy;d", "a-b_c\u{AD}d"),
            ("R&D; A&B, &nothing; &#; &#xD800; & &", "R&D; A&B, &nothing; &#; &#xD800; & &"),
            ("", ""),
        ] {
            assert_eq!(decoded(written), read, "{written}");
        }
    }
}

//! What can be seen of a text: what people paste brings characters that no one sees or means.

/// Whether this character is invisible: marks of direction, joiners, fillers, tags and what else Unicode calls ignorable
/// (`Default_Ignorable_Code_Point`), and the annotations.
pub fn is_invisible(c: char) -> bool {
    matches!(c,
        '\u{AD}' | '\u{34F}' | '\u{61C}' | '\u{115F}' | '\u{1160}' | '\u{17B4}' | '\u{17B5}' | '\u{180B}'..='\u{180F}'
        | '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{206F}' | '\u{3164}'
        | '\u{FE00}'..='\u{FE0F}' | '\u{FEFF}' | '\u{FFA0}' | '\u{FFF0}'..='\u{FFFB}' | '\u{1BCA0}'..='\u{1BCA3}'
        | '\u{1D173}'..='\u{1D17A}' | '\u{E0000}'..='\u{E0FFF}')
}

/// White space, and the blank of Braille.
pub fn is_blank(c: char) -> bool {
    c.is_whitespace() || c == '\u{2800}'
}

/// Whether the joiners U+200C and U+200D change how words with this letter are written: in Arabic and Indic scripts, and
/// in emoji.
fn is_joined(c: char) -> bool {
    matches!(c,
        '\u{600}'..='\u{109F}' | '\u{1700}'..='\u{1CFF}' | '\u{2190}'..='\u{2BFF}' | '\u{A800}'..='\u{ABFF}'
        | '\u{FB50}'..='\u{FDFF}' | '\u{FE0F}' | '\u{FE70}'..='\u{FEFC}' | '\u{11000}'..='\u{11FFF}'
        | '\u{1E900}'..='\u{1E95F}' | '\u{1F000}'..='\u{1FAFF}')
}

/// Whether this letter is written in another way with a variation selector behind it: Han, symbols and emoji.
fn varies(c: char) -> bool {
    matches!(c, '\u{2190}'..='\u{2BFF}' | '\u{2E80}'..='\u{9FFF}' | '\u{1F000}'..='\u{1FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

/// `text` without what no one can see or mean: it comes with what people paste. Where a script needs a joiner or a
/// variation selector, it stays. Of controls only white space is left.
pub fn visible(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        let before = kept.chars().next_back();
        let stays = match c {
            '\u{200C}' | '\u{200D}' => before.is_some_and(is_joined) && rest.peek().copied().is_some_and(is_joined),
            '\u{FE00}'..='\u{FE0F}' | '\u{E0100}'..='\u{E01EF}' => before.is_some_and(varies),
            c => !is_invisible(c) && (!c.is_control() || c.is_whitespace()),
        };
        if stays {
            kept.push(c);
        }
    }
    kept
}

/// A text of one line as it is kept: what can be seen of it, with single spaces.
pub fn clean(raw: &str) -> String {
    visible(raw).split(is_blank).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" ")
}

//! What the rules look for in the words of a file.

use super::words::{Word, follows, inside, is_word, is_written};

/// `cfg(…feature = …)`, `cfg_attr`, `cfg!`.
pub fn parts_builds(words: &[Word], at: usize) -> bool {
    let is_condition = is_word(words, at, "cfg") || is_word(words, at, "cfg_attr");
    let open = if is_condition && is_written(words, at + 1, &["!"]) { at + 2 } else { at + 1 };
    is_condition && is_written(words, open, &["("]) && {
        let inside = inside(words, open);
        (0..inside.len()).any(|at| is_written(inside, at, &["feature", "="]))
    }
}

/// `<Title … text=…`
pub fn titles_raw(words: &[Word], at: usize) -> bool {
    let is_title = words[at].is_in_macro && is_written(words, at, &["<", "Title"]);
    is_title && {
        let end = (at..words.len()).find(|&at| is_written(words, at, &["/", ">"])).unwrap_or(words.len());
        (at..end).any(|at| is_written(words, at, &["text", "="]))
    }
}

/// ` style=…` and ` style:…=` in markup, `.style(…)` without it.
pub fn styles_inline(words: &[Word], at: usize) -> bool {
    let is_attribute = words[at].is_in_macro
        && ["let", "mut", ".", "<", "/"].iter().all(|before| !follows(words, at, before))
        && (is_written(words, at + 1, &["="]) || is_written(words, at + 1, &[":"]))
        && !is_written(words, at + 1, &["=", "="])
        && !is_written(words, at + 1, &[":", ":"]);
    is_word(words, at, "style") && (is_attribute || (follows(words, at, ".") && is_written(words, at + 1, &["("])))
}

/// `SignalSetter::map`, also where the type has another name or parameters.
pub fn maps_setter(words: &[Word], at: usize) -> bool {
    let is_path = is_word(words, at, "map") && follows(words, at, ":");
    is_path && (0..words.len()).any(|at| is_word(words, at, "SignalSetter"))
}

pub fn builds_under_lock(words: &[Word], at: usize) -> bool {
    let is_closure =
        ["with", "with_untracked", "with_value"].iter().any(|word| is_written(words, at, &[".", word, "("]));
    is_closure && {
        let inside = inside(words, at + 2);
        (0..inside.len()).any(|at| builds(inside, at))
    }
}

fn builds(words: &[Word], at: usize) -> bool {
    const PARTS: [&str; 6] = ["Signal", "Memo", "Callback", "StoredValue", "Effect", "Resource"];
    let makes = !words[at].is_literal && PARTS.iter().any(|part| words[at].text.contains(part));
    makes || is_written(words, at, &["view", "!"]) || is_written(words, at, &[".", "set", "("])
}

/// `name { … }` where that makes a value.
pub fn makes(words: &[Word], at: usize, name: &str) -> bool {
    let declares = ["struct", "enum", "impl", "for", "trait", ">"].iter().any(|before| follows(words, at, before));
    is_written(words, at, &[name, "{"]) && !declares
}

/// `.begin()` on anything but `db`, and `Pool::begin(…)`: `begin` of any type but `Db`.
pub fn begins_elsewhere(words: &[Word], at: usize) -> bool {
    let is_begin = is_written(words, at, &["begin", "("]) || is_written(words, at, &["begin_with", "("]);
    if !is_begin || at < 2 {
        return false;
    }
    let is_method = is_word(words, at - 1, ".") && !is_word(words, at - 2, "db");
    let owner = &words[at.saturating_sub(3)].text;
    let is_type = owner == ">" || owner.starts_with(char::is_uppercase);
    is_method || (is_word(words, at - 1, ":") && is_type && owner != "Db")
}

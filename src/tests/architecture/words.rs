//! The words of a file, for rules about what is written. Comments are left out, texts are never taken
//! for code, and the layout does not matter.

use super::check::matches;
use crate::tests::sources::Source;
use proc_macro2::{Delimiter, TokenStream, TokenTree};
use syn::ext::IdentExt;

/// Words that may stand before `!(…)` without calling a macro.
const KEYWORDS: [&str; 8] = ["else", "if", "in", "let", "match", "move", "return", "while"];

/// A word, a mark or a bracket.
pub struct Word {
    pub text: String,
    pub line: usize,
    /// A text, a comment that becomes documentation, or a number.
    pub is_literal: bool,
    /// Whether it is given to a macro: only there `<` and `=` may be markup.
    pub is_in_macro: bool,
}

/// Something that must not be written, and where.
pub struct Rule {
    pub name: &'static str,
    /// The only places it is about; everywhere if there are none.
    pub places: &'static [&'static str],
    /// Places where it may be written.
    pub allowed: &'static [&'static str],
    pub is_broken: fn(&[Word], usize) -> bool,
}

/// The places where `source` breaks one of `rules`.
pub fn broken(rules: &[Rule], source: &Source) -> Vec<String> {
    let is_at = |places: &[&str]| places.iter().any(|place| matches(&source.path, place));
    let here = |rule: &&Rule| (rule.places.is_empty() || is_at(rule.places)) && !is_at(rule.allowed);
    let rules: Vec<&Rule> = rules.iter().filter(here).collect();
    if rules.is_empty() {
        return Vec::new();
    }
    let words = words(&source.text);
    let broken_at = |rule: &&Rule| {
        let places = (0..words.len()).filter(|&at| (rule.is_broken)(&words, at));
        places.map(|at| format!("src/{}:{}: {}", source.path, words[at].line, rule.name)).collect::<Vec<_>>()
    };
    rules.iter().flat_map(broken_at).collect()
}

fn words(text: &str) -> Vec<Word> {
    let mut words = Vec::new();
    flatten(text.parse().unwrap(), false, &mut words);
    words
}

fn flatten(tokens: TokenStream, is_in_macro: bool, words: &mut Vec<Word>) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    for (at, token) in tokens.iter().enumerate() {
        let line = token.span().start().line;
        let mut add = |text: String, is_literal| words.push(Word { text, line, is_literal, is_in_macro });
        match token {
            TokenTree::Ident(word) => add(word.unraw().to_string(), false),
            TokenTree::Punct(mark) => add(mark.as_char().to_string(), false),
            TokenTree::Literal(literal) => add(literal.to_string(), true),
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                add(open.to_owned(), false);
                flatten(group.stream(), is_in_macro || is_macro_call(&tokens[..at]), words);
                words.push(Word { text: close.to_owned(), line, is_literal: false, is_in_macro });
            }
        }
    }
}

/// Whether what follows `before` is given to a macro.
fn is_macro_call(before: &[TokenTree]) -> bool {
    match before {
        [.., TokenTree::Ident(name), TokenTree::Punct(mark)] => {
            mark.as_char() == '!' && !KEYWORDS.contains(&name.to_string().as_str())
        }
        [.., TokenTree::Ident(rules), TokenTree::Punct(_), TokenTree::Ident(_)] => rules == "macro_rules",
        _ => false,
    }
}

/// Whether `wanted` is written at `at`.
pub fn is_written(words: &[Word], at: usize, wanted: &[&str]) -> bool {
    words[at..].len() >= wanted.len() && words[at..].iter().zip(wanted).all(|(word, wanted)| word.text == *wanted)
}

/// The words in the bracket that opens at `at`.
pub fn inside(words: &[Word], at: usize) -> &[Word] {
    let mut depth = 0;
    let end = words[at..].iter().position(|word| {
        let is_mark = |marks: [&str; 3]| marks.contains(&word.text.as_str());
        depth += i32::from(is_mark(["(", "[", "{"])) - i32::from(is_mark([")", "]", "}"]));
        depth == 0
    });
    &words[at + 1..at + end.unwrap_or(1).max(1)]
}

/// Whether `at` is the word `wanted`, however it is used.
pub fn is_word(words: &[Word], at: usize, wanted: &str) -> bool {
    is_written(words, at, &[wanted])
}

pub fn follows(words: &[Word], at: usize, wanted: &str) -> bool {
    at > 0 && is_word(words, at - 1, wanted)
}

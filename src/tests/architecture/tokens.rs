//! Finds paths in what the parser cannot read: the input of macros, their bodies, attributes.

use super::collect::Collector;
use super::modules::{Kind, Path};
use proc_macro2::{Delimiter, Group, Ident, Spacing, TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::visit::Visit;

/// Words after which `::` starts a path.
const KEYWORDS: [&str; 12] =
    ["as", "break", "dyn", "else", "for", "if", "impl", "in", "match", "mut", "return", "while"];

/// Where the build puts the messages.
const MESSAGES: [&str; 3] = ["crate", "i18n", "t"];

/// Mentions every path in `tokens`.
pub fn scan(collector: &mut Collector, tokens: TokenStream) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        at = step(collector, &tokens, at);
    }
}

/// Reads what starts at `at` and returns where to continue.
fn step(collector: &mut Collector, tokens: &[TokenTree], at: usize) -> usize {
    match &tokens[at] {
        TokenTree::Group(group) => {
            if !is_comment(tokens, at, group) && !is_visibility(tokens, at, group) {
                scan(collector, group.stream());
            }
            at + 1
        }
        TokenTree::Ident(word) if word == "use" => import(collector, tokens, at).unwrap_or(at + 1),
        TokenTree::Ident(word) if word == "mod" => module(collector, tokens, at).unwrap_or(at + 1),
        TokenTree::Ident(word) if starts_path(tokens, at) => path(collector, tokens, at, word, false),
        TokenTree::Punct(_) if starts_absolute_path(tokens, at) => match &tokens[at + 2] {
            TokenTree::Ident(word) => path(collector, tokens, at + 2, word, true),
            _ => at + 1,
        },
        TokenTree::Literal(literal) => {
            text(collector, literal);
            at + 1
        }
        _ => at + 1,
    }
}

/// `use …;`
fn import(collector: &mut Collector, tokens: &[TokenTree], at: usize) -> Option<usize> {
    let end = at + tokens[at..].iter().position(|token| is_punct(Some(token), ';'))?;
    let item = as_import(&tokens[at..=end])?;
    collector.visit_item_use(&item);
    Some(end + 1)
}

fn as_import(tokens: &[TokenTree]) -> Option<syn::ItemUse> {
    let plain = tokens.iter().filter(|token| !is_punct(Some(token), '$')).cloned();
    syn::parse2(plain.collect()).ok()
}

/// `mod name { … }`, where the name may be a macro's parameter.
fn module(collector: &mut Collector, tokens: &[TokenTree], at: usize) -> Option<usize> {
    let name_at = if is_punct(tokens.get(at + 1), '$') { at + 2 } else { at + 1 };
    let TokenTree::Ident(name) = tokens.get(name_at)? else { return None };
    if is_punct(tokens.get(name_at + 1), ';') {
        collector.problem(name.span().start().line, "a module that a macro declares cannot be followed");
    }
    let TokenTree::Group(body) = tokens.get(name_at + 1)? else { return None };
    let name = name.unraw().to_string();
    let folder = collector.folder_below(&name);
    collector.block_module(&name, folder, |inside| inside.tokens(body.stream()));
    Some(name_at + 2)
}

/// A path from its first word on.
fn path(collector: &mut Collector, tokens: &[TokenTree], at: usize, first: &Ident, is_absolute: bool) -> usize {
    let mut path = Path { is_absolute, segments: vec![first.unraw().to_string()] };
    let mut end = at + 1;
    while is_colons(tokens, end) {
        let Some(TokenTree::Ident(word)) = tokens.get(end + 2) else { break };
        path.segments.push(word.unraw().to_string());
        end += 3;
    }
    if is_colons(tokens, end) && is_braces(tokens.get(end + 2)) {
        let start = TokenTree::Ident(Ident::new("use", first.span()));
        let stop = TokenTree::Punct(proc_macro2::Punct::new(';', Spacing::Alone));
        let line: Vec<TokenTree> =
            [start].into_iter().chain(tokens[at..=end + 2].iter().cloned()).chain([stop]).collect();
        if let Some(item) = as_import(&line) {
            collector.visit_item_use(&item);
            return end + 3;
        }
    }
    // `Self::$variant` and `Permission::$permission` name a variant of a type, and lead to no other module.
    let names_a_type = path.segments.last().is_some_and(|name| name.starts_with(char::is_uppercase));
    let is_message = path.segments == MESSAGES;
    if is_colons(tokens, end) && is_punct(tokens.get(end + 2), '$') && !names_a_type && !is_message {
        collector.problem(first.span().start().line, "a path that a macro puts together cannot be followed");
    }
    let is_bang = is_punct(tokens.get(end), '!');
    let Some(TokenTree::Group(input)) = tokens.get(end + 1).filter(|_| is_bang) else {
        if !is_message {
            collector.mention(Kind::Path, path, first.span());
        }
        return end;
    };
    scan(collector, arguments(&path, input.stream()));
    collector.mention(Kind::MacroCall, path, first.span());
    end + 2
}

/// What a macro is called with. The first thing `t!` takes is the name of a message, which leads to no code.
pub fn arguments(call: &Path, input: TokenStream) -> TokenStream {
    if call.segments != ["t"] {
        return input;
    }
    input.into_iter().skip_while(|token| !is_punct(Some(token), ',')).collect()
}

/// A path in a text, as serde takes them: `#[serde(with = "crate::x")]`.
fn text(collector: &mut Collector, literal: &proc_macro2::Literal) {
    let Ok(syn::Lit::Str(text)) = syn::parse_str(&literal.to_string()) else { return };
    if !text.value().contains("::") {
        return;
    }
    if let Ok(path) = text.parse_with(syn::Path::parse_mod_style) {
        collector.mention(Kind::Path, super::collect::written(&path), literal.span());
    }
}

/// A doc comment: `#[doc = "…"]`.
fn is_comment(tokens: &[TokenTree], at: usize, group: &Group) -> bool {
    let inside: Vec<TokenTree> = group.stream().into_iter().collect();
    let is_doc = matches!(&inside[..], [TokenTree::Ident(name), _, TokenTree::Literal(_)] if name == "doc");
    let is_inner = at > 1 && is_punct(tokens.get(at - 1), '!') && is_punct(tokens.get(at - 2), '#');
    is_doc && at > 0 && (is_inner || is_punct(tokens.get(at - 1), '#'))
}

/// `pub(crate)`, which uses nothing.
fn is_visibility(tokens: &[TokenTree], at: usize, group: &Group) -> bool {
    let is_public = at > 0 && matches!(&tokens[at - 1], TokenTree::Ident(word) if word == "pub");
    is_public && group.delimiter() == Delimiter::Parenthesis
}

fn starts_path(tokens: &[TokenTree], at: usize) -> bool {
    let TokenTree::Ident(word) = &tokens[at] else { return false };
    let before = |back: usize| at.checked_sub(back).and_then(|at| tokens.get(at));
    let follows_colons = at >= 2 && is_colons(tokens, at - 2);
    let is_field = is_punct(before(1), '.') && !is_punct(before(2), '.');
    let is_lifetime = is_punct(before(1), '\'');
    let is_variable = is_punct(before(1), '$') && word != "crate";
    !follows_colons && !is_field && !is_lifetime && !is_variable
}

fn starts_absolute_path(tokens: &[TokenTree], at: usize) -> bool {
    if !is_colons(tokens, at) || tokens.len() <= at + 2 {
        return false;
    }
    match at.checked_sub(1).map(|before| &tokens[before]) {
        None => true,
        Some(TokenTree::Ident(word)) => KEYWORDS.contains(&word.to_string().as_str()),
        Some(TokenTree::Punct(mark)) if mark.as_char() == '>' => {
            let arrow = at.checked_sub(2).map(|before| &tokens[before]);
            is_punct(arrow, '-') || is_punct(arrow, '=')
        }
        Some(_) => true,
    }
}

fn is_colons(tokens: &[TokenTree], at: usize) -> bool {
    let is_first = matches!(tokens.get(at), Some(TokenTree::Punct(mark))
        if mark.as_char() == ':' && mark.spacing() == Spacing::Joint);
    is_first && is_punct(tokens.get(at + 1), ':')
}

fn is_punct(token: Option<&TokenTree>, mark: char) -> bool {
    matches!(token, Some(TokenTree::Punct(punct)) if punct.as_char() == mark)
}

fn is_braces(token: Option<&TokenTree>) -> bool {
    matches!(token, Some(TokenTree::Group(group)) if group.delimiter() == Delimiter::Brace)
}

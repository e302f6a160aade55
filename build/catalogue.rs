//! The texts of all languages, read and compared.
//!
//! `locales/<language>/` holds Fluent files (<https://projectfluent.org>). Of Fluent's syntax, messages use text,
//! `{ $value }`, `{ NUMBER($value) }`, `{ "literal" }` and choices; there are no terms, attributes or references.
//! A language without such files is none of the interface: it has emails only.

#[path = "emails.rs"]
mod emails;

pub use emails::Email;
use fluent_syntax::ast::{Entry, Expression, InlineExpression, Pattern, PatternElement, Variant, VariantKey};
use fluent_syntax::parser;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// The language that is complete by definition: the others are compared with it.
pub const SOURCE: &str = "en";
/// The folder of the texts that no browser needs.
const SERVER: &str = "server";
/// CLDR's plural categories (<https://cldr.unicode.org/index/cldr-spec/plural-rules>).
const CATEGORIES: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

/// The marks in a text that [`i18n`](../src/i18n/pattern.rs) fills in, all of the private use area: a value, by its
/// number; a choice, by the number of its value, then each case, its text, and an end.
pub const VALUE: char = '\u{E000}';
pub const CHOICE: char = '\u{E001}';
pub const CASE: char = '\u{E002}';
pub const END: char = '\u{E003}';

/// All messages and emails, in all languages.
pub struct Catalogue {
    /// Codes of those of the interface, [`SOURCE`] first.
    pub languages: Vec<String>,
    /// Those of the browser first, in the order of their files.
    pub messages: Vec<Message>,
    /// In more languages than the messages.
    pub emails: Vec<Email>,
}

/// One text that people read.
pub struct Message {
    /// Where it lies: `partners`, or `server` and `outbox`.
    pub path: Vec<String>,
    pub name: String,
    /// What it says, as a writer of code wants to see it.
    pub source: String,
    /// By name.
    pub values: BTreeMap<String, Kind>,
    /// One a language, in their order.
    pub texts: Vec<String>,
}

impl Message {
    /// Whether it stays on the server.
    pub fn is_server(&self) -> bool {
        self.path[0] == SERVER
    }
}

/// What a value is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    Text,
    Number,
}

/// What one language says, by file and name.
type Texts = BTreeMap<(Vec<String>, String), Text>;
type Values = BTreeMap<String, Kind>;

impl Catalogue {
    /// Reads all languages; else says all that is wrong.
    pub fn read(folder: &Path) -> Result<Self, Vec<String>> {
        let mut folders = names(folder).map_err(|problem| vec![problem])?;
        folders.sort_by_key(|code| (code != SOURCE, code.clone()));
        let mut problems = Vec::new();
        let (mut languages, mut read) = (Vec::new(), Vec::new());
        for language in &folders {
            match files(&folder.join(language)) {
                Ok(files) if files.is_empty() => {}
                Ok(files) => {
                    read.push(parse(language, &files, &mut problems));
                    languages.push(language.clone());
                }
                Err(problem) => problems.push(problem),
            }
        }
        let emails = emails::read(folder, &folders, &mut problems);
        if !problems.is_empty() {
            return Err(problems);
        }
        let messages = Self::compare(&languages, &read)?;
        Ok(Self { languages, messages, emails })
    }

    /// The messages of all languages together.
    fn compare(languages: &[String], read: &[Texts]) -> Result<Vec<Message>, Vec<String>> {
        let mut problems = Vec::new();
        let Some((source, others)) = read.split_first() else { return Err(vec!["there is no language".to_owned()]) };
        for (other, code) in others.iter().zip(&languages[1..]) {
            for (path, name) in source.keys().filter(|key| !other.contains_key(*key)) {
                problems.push(format!("{code}: {}.ftl lacks the message {name}", path.join("/")));
            }
            for (path, name) in other.keys().filter(|key| !source.contains_key(*key)) {
                problems.push(format!("{code}: {}.ftl has the message {name}, which {SOURCE} lacks", path.join("/")));
            }
        }
        let mut messages = Vec::new();
        for ((path, name), text) in source {
            let key = (path.clone(), name.clone());
            let texts: Vec<&Text> = read.iter().filter_map(|texts| texts.get(&key)).collect();
            let place = format!("{}.ftl: {name}", path.join("/"));
            let mut values = text.values.clone();
            for (other, code) in texts.iter().zip(languages) {
                if !other.values.keys().eq(values.keys()) {
                    let [mine, theirs] = [&values, &other.values].map(|it| it.keys().cloned().collect::<Vec<_>>());
                    problems.push(format!("{code}: {place} uses {theirs:?} and not {mine:?}"));
                }
                for (value, kind) in &other.values {
                    if *kind == Kind::Number {
                        values.insert(value.clone(), Kind::Number);
                    }
                }
            }
            let texts = texts.iter().map(|text| number(&text.coded, &values)).collect();
            messages.push(Message {
                path: path.clone(),
                name: name.clone(),
                source: text.shown.clone(),
                values,
                texts,
            });
        }
        messages.sort_by_key(Message::is_server);
        if problems.is_empty() { Ok(messages) } else { Err(problems) }
    }
}

struct Text {
    /// With marks, and the names of the values between them.
    coded: String,
    shown: String,
    values: Values,
}

/// Reads the files of a language, and notes what is wrong with them.
fn parse(code: &str, files: &[(Vec<String>, String)], problems: &mut Vec<String>) -> Texts {
    let mut texts = Texts::new();
    for (path, content) in files {
        let place = format!("{code}/{}.ftl", path.join("/"));
        let resource = match parser::parse(content.as_str()) {
            Ok(resource) => resource,
            Err((_, errors)) => {
                problems.extend(errors.iter().map(|error| format!("{place}: {error}")));
                continue;
            }
        };
        for entry in resource.body {
            let message = match entry {
                Entry::Message(message) => message,
                Entry::Comment(_) | Entry::GroupComment(_) | Entry::ResourceComment(_) => continue,
                Entry::Term(_) | Entry::Junk { .. } => {
                    problems.push(format!("{place}: only messages and comments are understood"));
                    continue;
                }
            };
            let name = message.id.name.replace('-', "_");
            let mut text = Text { coded: String::new(), shown: String::new(), values: Values::new() };
            let result = message.value.as_ref().ok_or("it says nothing").and_then(|it| text.pattern(it));
            if let Err(problem) = result {
                problems.push(format!("{place}: {name}: {problem}"));
            }
            if texts.insert((path.clone(), name.clone()), text).is_some() {
                problems.push(format!("{place}: {name} is there twice"));
            }
        }
    }
    texts
}

impl Text {
    fn pattern(&mut self, pattern: &Pattern<&str>) -> Result<(), &'static str> {
        for element in &pattern.elements {
            match element {
                PatternElement::TextElement { value } => self.say(value)?,
                PatternElement::Placeable { expression: Expression::Inline(inline) } => self.inline(inline)?,
                PatternElement::Placeable { expression: Expression::Select { selector, variants } } => {
                    self.choice(selector, variants)?;
                }
            }
        }
        Ok(())
    }

    /// A line break in the file is a space.
    fn say(&mut self, text: &str) -> Result<(), &'static str> {
        if text.chars().any(|c| matches!(c, VALUE..=END)) {
            return Err("it uses a character that is reserved");
        }
        let text = text.replace('\n', " ");
        self.coded.push_str(&text);
        self.shown.push_str(&text);
        Ok(())
    }

    fn inline(&mut self, inline: &InlineExpression<&str>) -> Result<(), &'static str> {
        match inline {
            InlineExpression::StringLiteral { value } => self.say(value),
            InlineExpression::Placeable { expression } => match &**expression {
                Expression::Inline(inline) => self.inline(inline),
                Expression::Select { selector, variants } => self.choice(selector, variants),
            },
            other => {
                let (name, kind) = value(other)?;
                self.note(name, kind);
                self.coded.push(VALUE);
                self.mention(name);
                self.shown.push_str(&["{", name, "}"].concat());
                Ok(())
            }
        }
    }

    fn choice(&mut self, selector: &InlineExpression<&str>, variants: &[Variant<&str>]) -> Result<(), &'static str> {
        let (name, kind) = value(selector)?;
        let is_number = |variant: &Variant<&str>| match variant.key {
            VariantKey::NumberLiteral { .. } => true,
            VariantKey::Identifier { name } => CATEGORIES.contains(&name),
        };
        let kind = if variants.iter().all(is_number) { Kind::Number } else { kind };
        self.note(name, kind);
        self.coded.push(CHOICE);
        self.mention(name);
        let shown = self.shown.clone();
        // The last case is the one for everything else.
        let (default, cases): (Vec<_>, Vec<_>) = variants.iter().partition(|variant| variant.default);
        for variant in cases.into_iter().chain(default) {
            let key = match variant.key {
                VariantKey::Identifier { name } => name,
                VariantKey::NumberLiteral { value } => value,
            };
            self.coded.push_str(key);
            self.coded.push(CASE);
            self.shown.clone_from(&shown);
            self.pattern(&variant.value)?;
            self.coded.push(CASE);
        }
        self.coded.push(END);
        Ok(())
    }

    fn note(&mut self, name: &str, kind: Kind) {
        let known = self.values.entry(name.to_owned()).or_insert(kind);
        if kind == Kind::Number {
            *known = kind;
        }
    }

    /// A value's name, until [`number`] knows them all.
    fn mention(&mut self, name: &str) {
        self.coded.push_str(name);
        self.coded.push(END);
    }
}

/// The value that an expression is about.
fn value<'a>(expression: &'a InlineExpression<&str>) -> Result<(&'a str, Kind), &'static str> {
    match expression {
        InlineExpression::VariableReference { id } => Ok((id.name, Kind::Text)),
        InlineExpression::FunctionReference { id, arguments } if id.name == "NUMBER" => {
            match arguments.positional.as_slice() {
                [InlineExpression::VariableReference { id }] => Ok((id.name, Kind::Number)),
                _ => Err("NUMBER takes one value"),
            }
        }
        _ => Err("only { $value }, { NUMBER($value) } and { \"text\" } are understood"),
    }
}

/// Replaces the names of values by their numbers, which are their places in the order of the names.
fn number(coded: &str, values: &Values) -> String {
    let mut numbered = coded.to_owned();
    for mark in [VALUE, CHOICE] {
        for (place, name) in values.keys().enumerate() {
            let digit = char::from(b'0' + place as u8);
            numbered = numbered.replace(&format!("{mark}{name}{END}"), &format!("{mark}{digit}"));
        }
    }
    numbered
}

/// The names in a folder, in order.
fn names(folder: &Path) -> Result<Vec<String>, String> {
    let problem = |error| format!("{}: {error}", folder.display());
    let entries = fs::read_dir(folder).map_err(problem)?;
    let names = entries.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
    let mut names: Vec<String> = names.collect::<Result<_, _>>().map_err(problem)?;
    names.sort();
    Ok(names)
}

/// The Fluent files of a language: where they lie, without the ending, and what they hold.
fn files(folder: &Path) -> Result<Vec<(Vec<String>, String)>, String> {
    let mut found = Vec::new();
    for (within, folder) in [(None, folder.to_owned()), (Some(SERVER), folder.join(SERVER))] {
        if !folder.is_dir() {
            continue;
        }
        for name in names(&folder)? {
            let Some(stem) = name.strip_suffix(".ftl") else { continue };
            let path = within.into_iter().chain([stem]).map(|part| part.replace('-', "_")).collect();
            let file = folder.join(&name);
            found.push((path, fs::read_to_string(&file).map_err(|error| format!("{}: {error}", file.display()))?));
        }
    }
    Ok(found)
}

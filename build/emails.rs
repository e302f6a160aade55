//! The emails that ship, read and compared.
//!
//! `locales/<language>/emails/` holds a file for each: a head, a line each of `name: text`, and after an empty line the
//! message, in which a paragraph is one line.

use super::{SOURCE, names};
use std::fs;
use std::path::Path;

/// One email in one language.
pub struct Email {
    pub language: String,
    pub name: String,
    /// Its lines: name and text.
    pub head: Vec<(String, String)>,
    pub body: String,
}

/// Reads the emails of all languages, the first of which has all of them, and notes what is wrong.
pub fn read(folder: &Path, languages: &[String], problems: &mut Vec<String>) -> Vec<Email> {
    let mut emails: Vec<Email> = Vec::new();
    for language in languages {
        match of_language(folder, language) {
            Ok(found) => emails.extend(found),
            Err(problem) => problems.push(problem),
        }
    }
    for language in languages {
        compare(&emails, language, problems);
    }
    emails
}

fn of_language(folder: &Path, language: &str) -> Result<Vec<Email>, String> {
    let folder = folder.join(language).join("emails");
    if !folder.is_dir() {
        return Ok(Vec::new());
    }
    let read = |file: String| {
        let problem = |what: &str| format!("{language}/emails/{file}: {what}");
        let name = file.strip_suffix(".md").ok_or_else(|| problem("it is no .md file"))?.replace('-', "_");
        let text = fs::read_to_string(folder.join(&file)).map_err(|error| problem(&error.to_string()))?;
        let (head, body) = text.split_once("\n\n").ok_or_else(|| problem("an empty line ends the head"))?;
        let line = |line: &str| line.split_once(": ").map(|(name, text)| (name.to_owned(), text.trim().to_owned()));
        let head: Option<Vec<_>> = head.lines().map(line).collect();
        let head = head.ok_or_else(|| problem("each line of the head is name: text"))?;
        let body = body.trim().to_owned();
        if body.is_empty() || head.iter().any(|(_, text)| text.is_empty()) {
            return Err(problem("it lacks a text"));
        }
        Ok(Email { language: language.to_owned(), name, head, body })
    };
    names(&folder)?.into_iter().map(read).collect()
}

/// Notes how a language differs from [`SOURCE`].
fn compare(emails: &[Email], language: &str, problems: &mut Vec<String>) {
    let of = |language: &str, name: &str| emails.iter().find(|email| email.language == language && email.name == name);
    for email in emails {
        let file = format!("emails/{}.md", email.name.replace('_', "-"));
        if email.language == SOURCE {
            match of(language, &email.name) {
                None => problems.push(format!("{language}: {file} is missing")),
                Some(other) if other.lines() != email.lines() => {
                    let [theirs, ours] = [other.lines(), email.lines()];
                    problems.push(format!("{language}/{file}: its head has {theirs:?} and not {ours:?}"));
                }
                Some(_) => {}
            }
        } else if email.language == language && of(SOURCE, &email.name).is_none() {
            problems.push(format!("{language}: there is {file}, which {SOURCE} lacks"));
        }
    }
}

impl Email {
    /// The names in its head.
    fn lines(&self) -> Vec<&str> {
        let mut lines: Vec<&str> = self.head.iter().map(|(name, _)| name.as_str()).collect();
        lines.sort_unstable();
        lines
    }
}

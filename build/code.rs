//! The catalogue as Rust.

use crate::catalogue::{Catalogue, Email, Kind, Message};
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;

/// What is known of each language, whichever is shown: a message of `format.ftl`, and what it is.
const OF_LOCALE: &[(&str, &str)] = &[
    ("name", "What it calls itself."),
    ("tag", "Its BCP 47 tag, for formats that come from elsewhere."),
    ("group_separator", "What it writes between thousands."),
];

fn is_of_locale(message: &Message) -> bool {
    message.path == ["format"] && OF_LOCALE.iter().any(|(name, _)| message.name == *name)
}

/// The languages as a type.
pub fn locale(catalogue: &Catalogue) -> String {
    let languages = &catalogue.languages;
    let names: Vec<String> = languages.iter().map(|language| camel(language)).collect();
    let mut code = format!(
        "/// The languages of the interface.\n#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]\n\
         pub enum Locale {{ #[default] {} }}\nimpl Locale {{\n\
         /// All of them.\npub const ALL: [Self; {}] = [Self::{}];\n",
        names.join(", "),
        names.len(),
        names.join(", Self::"),
    );
    constant(&mut code, &names, "code", "Its code (ISO 639-1).", languages);
    for (name, what) in OF_LOCALE {
        let message = catalogue.messages.iter().find(|message| is_of_locale(message) && message.name == *name);
        constant(&mut code, &names, name, what, message.map_or(languages, |message| &message.texts));
    }
    code.push('}');
    code
}

/// A function that gives one text for each language.
fn constant(code: &mut String, names: &[String], name: &str, what: &str, texts: &[String]) {
    let _ = write!(code, "/// {what}\npub fn {name}(self) -> &'static str {{ match self {{");
    for (language, text) in names.iter().zip(texts) {
        let _ = write!(code, "Self::{language} => {text:?},");
    }
    code.push_str("} }\n");
}

/// A function for each message, in a module for each file.
pub fn functions(catalogue: &Catalogue) -> String {
    let mut code = String::from("/// Every message, as [`t!`](crate::t) calls it.\npub mod t {\n");
    let mut open: Vec<String> = Vec::new();
    for (id, message) in catalogue.messages.iter().enumerate() {
        if open != message.path {
            let common = open.iter().zip(&message.path).take_while(|(one, other)| one == other).count();
            code.push_str(&"}\n".repeat(open.len() - common));
            for part in &message.path[common..] {
                if part == "server" {
                    code.push_str("#[cfg(feature = \"ssr\")]\n");
                }
                let _ = writeln!(code, "pub mod {part} {{");
            }
            open.clone_from(&message.path);
        }
        if !is_of_locale(message) {
            function(&mut code, id, message);
        }
    }
    code.push_str(&"}\n".repeat(open.len() + 1));
    code
}

fn function(code: &mut String, id: usize, message: &Message) {
    let Message { name, source, values, .. } = message;
    if values.is_empty() {
        let _ =
            writeln!(code, "#[doc = {source:?}]\npub(crate) fn {name}() -> &'static str {{ crate::i18n::text({id}) }}");
        return;
    }
    let lifetime = if values.values().any(|kind| *kind == Kind::Text) { "<'a>" } else { "" };
    let _ = write!(code, "pub(crate) mod {name} {{ pub(crate) struct Values{lifetime} {{");
    for (value, kind) in values {
        let kind = match kind {
            Kind::Text => "&'a str",
            Kind::Number => "i64",
        };
        let _ = write!(code, "pub(crate) {value}: {kind},");
    }
    let lifetime = if lifetime.is_empty() { "" } else { "<'_>" };
    let _ = write!(
        code,
        "}} }}\n#[doc = {source:?}]\npub(crate) fn {name}(values: {name}::Values{lifetime}) -> String {{ crate::i18n::fill({id}, &["
    );
    for (value, kind) in values {
        let _ = write!(code, "crate::i18n::Value::{kind:?}(values.{value}),");
    }
    code.push_str("]) }\n");
}

/// What all languages say, and the script a browser loads of each.
pub fn tables(catalogue: &Catalogue, out: &Path) -> io::Result<String> {
    let mut code = String::from("pub static TEXTS: &[&[&str]] = &[\n");
    for language in 0..catalogue.languages.len() {
        let texts: Vec<&str> = catalogue.messages.iter().map(|message| message.texts[language].as_str()).collect();
        let _ = writeln!(code, "&{texts:?},");
    }
    code.push_str("];\npub static HELP: &[&[(&str, &str)]] = &[\n");
    for language in &catalogue.languages {
        let folder = Path::new("locales").join(language).join("help");
        let _ = writeln!(code, "&{:?},", articles(&folder)?);
    }
    code.push_str("];\npub static EMAILS: &[Email] = &[\n");
    for Email { language, name, head, body } in &catalogue.emails {
        let _ = writeln!(code, "Email {{ language: {language:?}, name: {name:?}, head: &{head:?}, body: {body:?} }},");
    }
    code.push_str("];\npub static SCRIPTS: &[Script] = &[\n");
    for (place, language) in catalogue.languages.iter().enumerate() {
        let script = script(catalogue, place);
        let compressed = compress(script.as_bytes())?;
        let _ = writeln!(
            code,
            "Script {{ name: \"{language}.{:016x}.js\", plain: {script:?}.as_bytes(), brotli: include_bytes!({:?}) }},",
            digest(script.as_bytes()),
            write(out, language, &compressed)?,
        );
    }
    code.push_str("];\n");
    Ok(code)
}

/// The help articles of a language: name and text.
fn articles(folder: &Path) -> io::Result<Vec<(String, String)>> {
    let mut articles = Vec::new();
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        articles.push((name, fs::read_to_string(&path)?));
    }
    articles.sort();
    Ok(articles)
}

/// A line a text, after the language's code.
fn script(catalogue: &Catalogue, language: usize) -> String {
    let browser = catalogue.messages.iter().filter(|message| !message.is_server());
    let texts = browser.map(|message| message.texts[language].as_str());
    let lines: Vec<&str> = [catalogue.languages[language].as_str()].into_iter().chain(texts).collect();
    format!("gangwayMessages={:?}", lines.join("\n"))
}

fn compress(plain: &[u8]) -> io::Result<Vec<u8>> {
    let mut compressed = Vec::new();
    let mut writer = brotli::CompressorWriter::new(&mut compressed, 4096, 11, 22);
    writer.write_all(plain)?;
    drop(writer);
    Ok(compressed)
}

fn write(out: &Path, language: &str, content: &[u8]) -> io::Result<String> {
    let file = out.join(language).with_extension("js.br");
    fs::write(&file, content)?;
    Ok(file.to_string_lossy().into_owned())
}

/// FNV-1a, for a name that changes with the content.
fn digest(content: &[u8]) -> u64 {
    content.iter().fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x0100_0000_01b3))
}

fn camel(code: &str) -> String {
    let mut letters = code.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

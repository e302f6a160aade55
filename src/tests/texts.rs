//! Every text that people read comes from `locales/`.

use super::sources::{Source, read, root};
use proc_macro2::{Delimiter, Group, Ident, TokenStream, TokenTree};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::str::FromStr;
use std::sync::LazyLock;

/// What a view's attributes and a component's fields hold that is not read.
const TECHNICAL: &[&str] =
    &["class", "summary_class", "content", "d", "rel", "sizes", "autocomplete", "style", "accept", "allow", "sandbox"];

/// Macros whose words go to the log, to a developer, or to the catalogue.
const SILENT: &[&str] = &[
    "t",
    "recorded",
    "trace",
    "debug",
    "info",
    "warn",
    "error",
    "panic",
    "unreachable",
    "todo",
    "assert",
    "assert_eq",
    "assert_ne",
    "debug_assert",
    "permit",
    "hide",
    "server",
];

/// Functions whose words go there.
const SILENT_CALLS: &[&str] = &[
    "contains",
    "expect",
    "context",
    "debug_struct",
    "begun",
    "heard",
    "heard_for_now",
    "internal",
    "log_error",
    "said_of",
    "write_str",
];

/// Names of keys, as browsers call them.
const KEYS: &[&str] = &["ArrowDown", "ArrowUp", "Enter", "Escape"];

/// Names of products and formats, which are the same in every language.
const NAMES: &[&str] = &[
    "Android",
    "Auto-Submitted",
    "Chrome",
    "Edg",
    "Edge",
    "Etc",
    "Firefox",
    "Gangway",
    "Linux",
    "Mac OS X",
    "OOF, AutoReply",
    "Opera",
    "Safari",
    "SigIgn",
    "VmRSS",
    "Windows",
    "X-Auto-Response-Suppress",
];

/// Words of SQL.
const SQL: &str = "as asc begin case cast coalesce create delete desc drop exists from group insert join like limit \
                   null order pragma returning select union update vacuum values where";

/// How a statement, or a part of one, begins that has nothing but words.
const STATEMENTS: &[&str] = &[
    "+ case when",
    "begin immediate",
    "case attempts ",
    "delete from ",
    "drop table ",
    "for update",
    "group by ",
    "insert into ",
    "order by ",
    "release member",
    "rollback to ",
    "union all",
    "vacuum ",
];

/// Where literals are what mail servers and providers of email write or read.
const OTHERS_WORDS: &[&str] =
    &["server/bounces/mailbox/session.rs", "server/bounces/report/", "server/bounces/webhooks/", "tests/"];

#[test]
fn no_text_is_left_behind() {
    let sources = read(&root().join("src"));
    let ours = sources.iter().filter(|source| !OTHERS_WORDS.iter().any(|folder| source.path.starts_with(folder)));
    let left: Vec<String> = ours.flat_map(literals).collect();
    assert!(left.is_empty(), "{} texts are not in locales/:\n{}", left.len(), left.join("\n"));
}

/// The classes that the style sheets know.
static CLASSES: LazyLock<BTreeSet<String>> = LazyLock::new(|| {
    let classes = |text: String| -> Vec<String> {
        let words =
            text.split('.').skip(1).map(|rest| rest.split(|c: char| !c.is_ascii_lowercase() && c != '-').next());
        words.map(|word| word.unwrap_or_default().to_owned()).filter(|word| !word.is_empty()).collect()
    };
    style_sheets(&root().join("style")).into_iter().flat_map(classes).collect()
});

fn style_sheets(folder: &Path) -> Vec<String> {
    let mut texts = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() { texts.extend(style_sheets(&path)) } else { texts.push(fs::read_to_string(&path).unwrap()) }
    }
    texts
}

#[test]
fn no_style_depends_on_a_text() {
    for text in style_sheets(&root().join("style")) {
        for attribute in ["data-label", "aria-label", "title", "alt", "placeholder"] {
            for operator in ["=", "^=", "*=", "~=", "$=", "|="] {
                let selector = format!("[{attribute}{operator}");
                assert!(!text.contains(&selector), "{selector} is another one in another language");
            }
        }
    }
}

/// The literals of a file that people read.
fn literals(source: &Source) -> Vec<String> {
    let mut found = Vec::new();
    walk(TokenStream::from_str(&source.text).unwrap(), false, &mut |line, text| {
        found.push(format!("{}:{line}: {text:?}", source.path));
    });
    found
}

fn walk(tokens: TokenStream, in_view: bool, found: &mut dyn FnMut(usize, &str)) {
    let tokens: Vec<TokenTree> = tokens.into_iter().collect();
    let mut at = 0;
    while at < tokens.len() {
        at = match (&tokens[at], tokens.get(at + 1), tokens.get(at + 2)) {
            (TokenTree::Punct(hash), Some(TokenTree::Group(attribute)), _) if hash.as_char() == '#' => {
                let attribute = attribute.stream();
                let text = attribute.to_string();
                // The help of the command line.
                if ["arg", "command"].iter().any(|name| text.starts_with(name)) {
                    walk(attribute, false, found);
                }
                at + if text.contains("test") { item(&tokens[at..]) } else { 2 }
            }
            // `#![doc = "…"]`
            (TokenTree::Punct(hash), Some(TokenTree::Punct(bang)), Some(TokenTree::Group(_)))
                if hash.as_char() == '#' && bang.as_char() == '!' =>
            {
                at + 3
            }
            (TokenTree::Ident(name), Some(TokenTree::Punct(bang)), Some(TokenTree::Group(input)))
                if bang.as_char() == '!' =>
            {
                if !SILENT.contains(&name.to_string().as_str()) {
                    walk(input.stream(), name == "view", found);
                }
                at + 3
            }
            (TokenTree::Ident(name), Some(TokenTree::Group(_)), _)
                if SILENT_CALLS.contains(&name.to_string().as_str()) || is_column(&tokens[..at], name) =>
            {
                at + 2
            }
            // `["first name", "given name"]`: what people may write, not what they read.
            (TokenTree::Group(list), ..) if is_vocabulary(list) => at + 1,
            (TokenTree::Group(group), ..) => {
                walk(group.stream(), false, found);
                at + 1
            }
            (TokenTree::Literal(literal), ..) => {
                if let Ok(text) = syn::parse_str::<syn::LitStr>(&literal.to_string())
                    && is_read(&text.value(), &tokens[..at], in_view)
                {
                    found(literal.span().start().line, &text.value());
                }
                at + 1
            }
            _ => at + 1,
        };
    }
}

/// How many tokens an item has, with its attributes: up to its body or its semicolon.
fn item(tokens: &[TokenTree]) -> usize {
    let is_end = |token: &TokenTree| match token {
        TokenTree::Group(group) => group.delimiter() == Delimiter::Brace,
        TokenTree::Punct(mark) => mark.as_char() == ';',
        _ => false,
    };
    tokens.iter().position(is_end).map_or(tokens.len(), |end| end + 1)
}

/// A list of nothing but words in small letters.
fn is_vocabulary(list: &Group) -> bool {
    let is_small = |token: TokenTree| match token {
        TokenTree::Literal(literal) => !literal.to_string().chars().any(char::is_uppercase),
        TokenTree::Punct(mark) => mark.as_char() == ',',
        _ => false,
    };
    list.delimiter() == Delimiter::Bracket && list.stream().into_iter().all(is_small)
}

/// Whether a call makes the column of a spreadsheet, whose name is a part of the format.
fn is_column(before: &[TokenTree], name: &Ident) -> bool {
    let makes = before.len().checked_sub(3).and_then(|at| before.get(at));
    name == "new" && makes.is_some_and(|makes| makes.to_string() == "Column")
}

/// Whether a text is for people, by the token before it: in a view each child, elsewhere what looks like words.
fn is_read(text: &str, before: &[TokenTree], in_view: bool) -> bool {
    let is_mark = |back: usize, wanted: char| {
        let token = before.len().checked_sub(back).and_then(|at| before.get(at));
        matches!(token, Some(TokenTree::Punct(mark)) if mark.as_char() == wanted)
    };
    if in_view && is_mark(1, '=') {
        let attribute = before.len().checked_sub(2).and_then(|at| before.get(at)).map(ToString::to_string);
        return !TECHNICAL.contains(&attribute.unwrap_or_default().as_str()) && looks_like_words(text);
    }
    let is_child =
        in_view && (is_mark(1, '>') && !is_mark(2, '=') || !matches!(before.last(), Some(TokenTree::Punct(_))));
    if is_child { text.chars().any(char::is_alphabetic) } else { looks_like_words(text) }
}

/// A capital and small letters, or two words, that are neither classes, a selector nor a key.
fn looks_like_words(text: &str) -> bool {
    let is_class = |word: &str| CLASSES.contains(word);
    if KEYS.contains(&text) || NAMES.contains(&text.trim_end_matches(['/', ':'])) || text.split(' ').all(is_class) {
        return false;
    }
    if text.contains(['>', '[']) || is_sql(text) {
        return false;
    }
    let mut letters = text.chars();
    let is_capitalised =
        letters.next().is_some_and(char::is_uppercase) && letters.next().is_some_and(char::is_lowercase);
    let words: Vec<&str> = text.split(' ').collect();
    let is_word =
        |word: &str| word.len() > 1 && word.trim_end_matches([',', '.', ':', '?']).chars().all(char::is_alphabetic);
    is_capitalised || words.windows(2).any(|pair| is_word(pair[0]) && is_word(pair[1]))
}

/// A statement or a part of one: outside its quotes it has small letters only, a word of SQL, and what no sentence has.
fn is_sql(text: &str) -> bool {
    let bare: String = text.split('\'').step_by(2).collect();
    let bare = bare.trim();
    let is_letter = |c: char| c.is_alphanumeric() || c == '_';
    let mut words = bare.split(|c| !is_letter(c)).filter(|word| !word.is_empty());
    let letters: Vec<char> = bare.chars().collect();
    // `p.name`, `count(`, `$1`
    let is_joined = |marks: &[char]| match marks {
        [before, '.', after] => is_letter(*before) && is_letter(*after),
        [before, '(', _] => is_letter(*before),
        _ => false,
    };
    let has_marks = letters.windows(3).any(is_joined) || bare.contains(['=', '<', '*', '_']);
    let is_torn = bare.matches('(').count() != bare.matches(')').count();
    let is_statement = STATEMENTS.iter().any(|begin| bare.starts_with(begin))
        || bare.starts_with("select ") && bare.contains(" from ");
    let has_values = bare.split('$').skip(1).any(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    let is_sentence = bare.chars().any(char::is_uppercase) || bare.ends_with('.') || bare.contains(". ");
    !is_sentence
        && (is_statement
            || has_values
            || (has_marks || is_torn) && words.any(|word| SQL.split_whitespace().any(|known| known == word)))
}

#[test]
fn texts_are_told_from_everything_else() {
    let cases: &[(&str, &[&str])] = &[
        ("fn a() { view! { <p class=\"wide card\">\"Saved\"</p> } }", &["Saved"]),
        ("fn a() { view! { <p>{t!(a::b)} \" or \" {x}</p> } }", &[" or "]),
        ("fn a() { view! { <p title=\"Read this\" id=\"top\"></p> } }", &["Read this"]),
        ("fn a() { view! { <Head title=\"Team\" kind=\"small\"/> } }", &["Team"]),
        ("fn a() -> &'static str { \"Choose one from the list.\" }", &["Choose one from the list."]),
        ("fn a() { [\"Delete \", &name].concat() }", &["Delete "]),
        ("fn a() { info!(\"Sent it all\"); x.expect(\"it is there\") }", &[]),
        ("#[derive(Parser)] struct A { #[arg(long, help = \"Where it listens\")] b: u8 }", &["Where it listens"]),
        (
            "fn a() { debug!(\"A row\"); Error::Conflict(\"no such row: create it first\".to_owned()) }",
            &["no such row: create it first"],
        ),
        ("fn a() { name(\"Firefox/\", \"Firefox\", \"Unknown browser\") }", &["Unknown browser"]),
        (
            "/// Says hello.\nconst A: &str = \"/partners?q=a\";\n#[cfg(test)]\nmod tests { const B: &str = \"Say it\"; }",
            &[],
        ),
    ];
    for (code, texts) in cases {
        let mut found = Vec::new();
        walk(TokenStream::from_str(code).unwrap(), false, &mut |_, text| found.push(text.to_owned()));
        assert_eq!(&found, texts, "{code}");
    }
}

#[test]
fn sql_is_told_from_sentences() {
    for sql in [
        "select hash, kind, width, height from logo",
        "\n    select p.id, 'Not yet' as state\n    from person p",
        "insert into status (id, name) values ($1, $2) on conflict do nothing",
        "update person set name = $1",
        "delete from session",
        "begin immediate",
        "release member; savepoint member",
        "rollback to member",
        "vacuum into $1",
        "for update skip locked",
        "id = $1 and role = 'contact'",
        "c.tone, c.rule, '' as description",
        "p.id, s.id as status_id, ",
        ", p.name_key desc",
        " then 1 end) as requested",
        "count(case when {condition} then 1 end)",
        "create table if not exists gangway_restoring (since bigint)",
    ] {
        assert!(is_sql(sql), "{sql}");
    }
    for text in [
        "Select partners from the list",
        "the mail server's answer from before",
        "from {sender}",
        "as a file (saved by a former version)",
        "{name} cannot be read from gangway.db. Update it.",
        "unable to update: choose a value from the list where it is",
        "begin with the first one",
        "update many partners",
        "create a backup",
    ] {
        assert!(!is_sql(text), "{text}");
    }
}

/// The words that the style guide keeps out of texts, as it lists them.
fn refused_words() -> Vec<String> {
    let guide = fs::read_to_string(root().join("docs/style.md")).unwrap();
    let rule = guide.split("Not in the interface: *").nth(1).unwrap().split("*.").next().unwrap();
    let words = rule.split(',').map(|word| word.split_whitespace().collect::<Vec<_>>().join(" "));
    words.chain(["successfully", "oops"].map(str::to_owned)).collect()
}

/// The refused words in a text, which may break its lines anywhere.
fn refused<'a>(text: &str, words: &'a [String]) -> Vec<&'a String> {
    let plain: String =
        text.to_lowercase().chars().map(|c| if c.is_alphabetic() || c == '\'' { c } else { ' ' }).collect();
    let plain = format!(" {} ", plain.split_whitespace().collect::<Vec<_>>().join(" "));
    words.iter().filter(|word| plain.contains(&format!(" {word} "))).collect()
}

#[test]
fn english_is_as_the_style_guide_wants_it() {
    let words = refused_words();
    assert!(words.len() > 10, "{words:?}");
    let mut problems = Vec::new();
    for folder in
        ["locales/en", "locales/en/server", "locales/en/help", "locales/en/emails", "docs", "docs/decisions", "."]
    {
        for entry in fs::read_dir(root().join(folder)).unwrap() {
            let path = entry.unwrap().path();
            let name = path.strip_prefix(root()).unwrap().to_string_lossy().into_owned();
            // The guide names the words.
            if !name.ends_with(".ftl") && !name.ends_with(".md") || name == "docs/style.md" {
                continue;
            }
            let text = fs::read_to_string(&path).unwrap();
            let said = |line: &str| line.split_once(" = ").map_or(line, |(_, said)| said).to_owned();
            let text =
                if name.ends_with(".ftl") { text.lines().map(said).collect::<Vec<_>>().join("\n") } else { text };
            problems.extend(refused(&text, &words).into_iter().map(|word| format!("{name} says {word:?}")));
            if name.starts_with("locales/") && text.lines().any(|line| line.contains('!') && !line.starts_with("![")) {
                problems.push(format!("{name} has an exclamation mark"));
            }
        }
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn a_refused_word_is_found_wherever_it_is() {
    let words = ["any more".to_owned(), "mend".to_owned()];
    assert_eq!(refused("It is not offered any\n more.", &words), ["any more"]);
    assert_eq!(refused("To mend it:", &words), ["mend"]);
    assert!(refused("Recommend many mores", &words).is_empty());
}

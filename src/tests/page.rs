//! A page as its reader meets it: words, links and forms.

use reqwest::header::HeaderMap;
use scraper::{ElementRef, Html, Selector};

/// One answer, parsed on demand.
#[derive(Debug, Clone, Default)]
pub struct Page {
    /// Path and query it was asked for.
    pub path: String,
    pub status: u16,
    pub headers: HeaderMap,
    pub body: String,
}

impl Page {
    /// The path alone: a page behind a link names that in its query.
    pub fn at(&self) -> &str {
        self.path.split('?').next().unwrap_or_default()
    }

    /// Where a redirect leads.
    pub fn location(&self) -> Option<String> {
        self.headers.get("location").map(|value| value.to_str().unwrap().to_owned())
    }

    /// A header's text, or an empty one.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", |value| value.to_str().unwrap())
    }

    /// The heading.
    pub fn h1(&self) -> String {
        self.find("h1").into_iter().next().unwrap_or_default()
    }

    /// Everything in its main part that can be read, white space folded.
    pub fn text(&self) -> String {
        self.find("main").join(" ")
    }

    /// The texts of all elements that match `selector`.
    pub fn find(&self, selector: &str) -> Vec<String> {
        Html::parse_document(&self.body).select(&parse(selector)).map(words).collect()
    }

    /// An attribute of the first element that matches `selector`.
    pub fn attribute(&self, selector: &str, name: &str) -> Option<String> {
        let document = Html::parse_document(&self.body);
        let first = document.select(&parse(selector)).next()?;
        first.attr(name).map(str::to_owned)
    }

    /// An attribute of all elements that match `selector`.
    pub fn attributes(&self, selector: &str, name: &str) -> Vec<String> {
        let document = Html::parse_document(&self.body);
        document.select(&parse(selector)).filter_map(|element| element.attr(name).map(str::to_owned)).collect()
    }

    /// What the input, select or check box `id` holds.
    pub fn value(&self, id: &str) -> String {
        let document = Html::parse_document(&self.body);
        let Some(field) = document.select(&parse(&format!("[id='{id}']"))).next() else {
            panic!("no field {id}: {}", self.text())
        };
        held(field).unwrap_or_default()
    }

    /// The complaint beside the field `id`.
    pub fn complaint(&self, id: &str) -> String {
        self.find(&format!("[id='{id}-error']")).join(" ")
    }

    /// The target of the link with these words.
    pub fn link(&self, words_of_link: &str) -> String {
        let document = Html::parse_document(&self.body);
        let links = parse("a[href]");
        let found = document.select(&links).find(|link| words(*link).contains(words_of_link));
        let Some(link) = found else { panic!("no link {words_of_link:?}: {}", self.text()) };
        link.attr("href").unwrap().to_owned()
    }

    /// Whether there is a form that posts to `action`.
    pub fn has_form(&self, action: &str) -> bool {
        !self.find(&format!("form[action='{action}']")).is_empty()
    }

    /// What a browser sends for the form that posts to `action` once `fields` were filled in.
    pub fn fill_in(&self, action: &str, fields: &[(&str, &str)]) -> Vec<(String, String)> {
        let document = Html::parse_document(&self.body);
        let Some(form) = document.select(&parse(&format!("form[action='{action}']"))).next() else {
            panic!("{} has no form for {action}: {}", self.path, self.text())
        };
        let controls = parse("input[name], select[name], textarea[name], button[name]");
        let mut sent: Vec<(String, String)> = form
            .select(&controls)
            .filter(|control| control.value().name() != "button")
            .filter_map(|control| Some((control.attr("name")?.to_owned(), held(control)?)))
            .collect();
        for (short, value) in fields {
            let names = [(*short).to_owned(), format!("form[{short}]"), format!("form[{short}][]")];
            let exists =
                |name: &&String| form.select(&controls).any(|control| control.attr("name") == Some(name.as_str()));
            let Some(name) = names.iter().find(exists) else { panic!("the form for {action} has no field {short}") };
            if !name.ends_with("[]") {
                sent.retain(|(other, _)| other != name);
            }
            if !value.is_empty() || !is_box(form, name) {
                sent.push((name.clone(), (*value).to_owned()));
            }
        }
        sent
    }
}

fn is_box(form: ElementRef<'_>, name: &str) -> bool {
    let boxes = parse("input[type=checkbox], input[type=radio]");
    form.select(&boxes).any(|control| control.attr("name") == Some(name))
}

/// What a control sends unchanged; nothing for an unchecked box.
fn held(control: ElementRef<'_>) -> Option<String> {
    match (control.value().name(), control.attr("type").unwrap_or("text")) {
        ("select", _) => {
            let (options, selected) = (parse("option"), parse("option[selected]"));
            let chosen = control.select(&selected).next().or_else(|| control.select(&options).next())?;
            Some(chosen.attr("value").unwrap_or_default().to_owned())
        }
        ("textarea", _) => Some(control.text().collect()),
        (_, "checkbox" | "radio") => control.attr("checked").map(|_| control.attr("value").unwrap_or("on").to_owned()),
        _ => Some(control.attr("value").unwrap_or_default().to_owned()),
    }
}

fn parse(selector: &str) -> Selector {
    Selector::parse(selector).unwrap_or_else(|_| panic!("{selector} is no selector"))
}

fn words(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

//! The help pages: Markdown in `locales/`, kept by the server, so that browsers fetch only what is read.

use crate::domain::help::{HelpEntry, HelpPage, HelpSection};
use crate::i18n::{self, Locale};
use crate::server::authz::Staff;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::fold;
use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd, html};
use std::sync::LazyLock;

/// The articles, in the order in which they are listed.
const ORDER: [&str; 12] = [
    "invite-partners",
    "activation-links",
    "email-does-not-arrive",
    "access-over-time",
    "contacts",
    "import-partners",
    "find-partners",
    "email-templates",
    "programs-and-statuses",
    "team-and-roles",
    "organisation",
    "audit-log",
];

/// An article as its author wrote it: what is said of it, a line each, and after an empty line its body, in which a
/// heading with an id, `## Title {#id}`, is a section.
struct Source {
    slug: &'static str,
    title: &'static str,
    summary: &'static str,
    /// What readers may search for instead of its own words.
    search: &'static str,
    body: &'static str,
}

impl Source {
    fn read(slug: &'static str, text: &'static str) -> Self {
        let (head, body) = text.split_once("\n\n").unwrap_or(("", text));
        let said = |name: &str| head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": ")).unwrap_or("");
        Self { slug, title: said("title"), summary: said("summary"), search: said("search"), body }
    }
}

struct Article {
    page: HelpPage,
    /// All that can be read in it, folded, for the search.
    words: String,
}

/// All of them, by language.
static ARTICLES: LazyLock<Vec<Vec<Article>>> = LazyLock::new(|| {
    let read = |slug| i18n::help(slug).map(|text| article(&Source::read(slug, text)));
    let of = |locale| i18n::within(locale, || ORDER.into_iter().filter_map(read).collect());
    Locale::ALL.into_iter().map(of).collect()
});

fn articles() -> &'static [Article] {
    &ARTICLES[i18n::current() as usize]
}

/// The pages in which every word of `query` occurs, those with one in their title first; all of them
/// where nothing is asked for.
pub fn search(_: &Staff, query: &str) -> Vec<HelpEntry> {
    let query = fold(&query.chars().take(200).collect::<String>());
    let asked: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
    let found = articles().iter().filter(|article| asked.iter().all(|word| article.words.contains(word)));
    let mut entries: Vec<HelpEntry> = found.map(|article| article.page.entry.clone()).collect();
    entries.sort_by_key(|entry| {
        let title = fold(&entry.title);
        !asked.iter().any(|word| title.contains(word))
    });
    entries
}

/// The page with this slug.
pub fn get(_: &Staff, slug: &str) -> Result<HelpPage> {
    let found = articles().iter().find(|article| article.page.entry.slug == slug);
    found.map(|article| article.page.clone()).ok_or(Error::NotFound)
}

/// Slugs and titles of all pages, in their order.
pub fn titles() -> impl Iterator<Item = (&'static str, &'static str)> {
    articles().iter().map(|article| (article.page.entry.slug.as_str(), article.page.entry.title.as_str()))
}

fn article(source: &Source) -> Article {
    let mut words = [source.title, source.summary, source.search, ""].join(" ");
    let mut sections: Vec<HelpSection> = Vec::new();
    let mut in_heading = false;
    let events: Vec<Event<'_>> = Parser::new_ext(source.body, Options::ENABLE_HEADING_ATTRIBUTES).collect();
    for event in &events {
        match event {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id: Some(id), .. }) => {
                sections.push(HelpSection { anchor: id.to_string(), title: String::new() });
                in_heading = true;
            }
            Event::End(TagEnd::Heading(_)) => in_heading = false,
            Event::End(TagEnd::Paragraph | TagEnd::Item) | Event::SoftBreak => words.push(' '),
            Event::Text(text) | Event::Code(text) => {
                words.push_str(text);
                if let Some(section) = sections.last_mut().filter(|_| in_heading) {
                    section.title.push_str(text);
                }
            }
            _ => {}
        }
    }
    let mut page = String::new();
    html::push_html(&mut page, events.into_iter());
    let entry =
        HelpEntry { slug: source.slug.to_owned(), title: source.title.to_owned(), summary: source.summary.to_owned() };
    Article { page: HelpPage { entry, sections, html: page }, words: fold(&words) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_has_sections_that_can_be_led_to() {
        for Article { page, .. } in articles().iter() {
            assert!(page.sections.len() > 1, "{}", page.entry.slug);
            for section in &page.sections {
                assert!(page.html.contains(&format!("<h2 id=\"{}\">{}</h2>", section.anchor, section.title)));
            }
        }
    }

    #[test]
    fn each_language_has_every_article_with_the_same_anchors() {
        let anchors = |article: &Article| -> Vec<String> {
            let parts = article.page.html.split(" id=\"").skip(1);
            parts.filter_map(|part| Some(part.split_once('"')?.0.to_owned())).collect()
        };
        let english: Vec<_> = articles().iter().map(anchors).collect();
        for locale in Locale::ALL {
            i18n::within(locale, || {
                assert_eq!(articles().len(), ORDER.len(), "{locale:?}");
                assert_eq!(articles().iter().map(anchors).collect::<Vec<_>>(), english, "{locale:?}");
                for Article { page: HelpPage { entry, .. }, .. } in articles() {
                    assert!(!entry.title.is_empty() && !entry.summary.is_empty(), "{locale:?}: {}", entry.slug);
                }
            });
        }
    }

    #[test]
    fn the_contents_of_the_article_name_its_parts() {
        let article = &articles()[0].page;
        let titles: Vec<&str> = article.sections.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Add the partner",
                "Invite by email",
                "Invite by a link you share",
                "What your partner does",
                "Reminders",
                "Track the progress"
            ]
        );
    }
}

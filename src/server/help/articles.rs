//! The help pages: Markdown that ships with the server, so that browsers fetch only what is read.

use crate::domain::help::{HelpEntry, HelpPage, HelpSection};
use crate::server::authz::Staff;
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::fold;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd, html};
use std::sync::LazyLock;

/// A page as its author wrote it. In the body a heading with an id, `## Title {#id}`, is a section.
struct Source {
    slug: &'static str,
    title: &'static str,
    summary: &'static str,
    body: &'static str,
    /// What readers may search for instead of its own words.
    also: &'static str,
}

const SOURCES: [Source; 12] = [
    Source {
        slug: "invite-partners",
        title: "How to invite partners",
        summary: "From a new partner to an activated portal: by email, or by a link you pass on yourself.",
        body: include_str!("articles/invite-partners.md"),
        also: "onboard add send invitation",
    },
    Source {
        slug: "activation-links",
        title: "Activation links",
        summary: "What a link does, how long it works, and what its owner sees when it does not.",
        body: include_str!("articles/activation-links.md"),
        also: "resend expire token activate",
    },
    Source {
        slug: "email-does-not-arrive",
        title: "When an email does not arrive",
        summary: "Read what the mail server answered, fix the address, or share the link.",
        body: include_str!("articles/email-does-not-arrive.md"),
        also: "bounce bounced undeliverable undelivered resend spam junk failed refused",
    },
    Source {
        slug: "access-over-time",
        title: "Access over time",
        summary: "Give access later, remove it, and give it back.",
        body: include_str!("articles/access-over-time.md"),
        also: "revoke deactivate block offboard",
    },
    Source {
        slug: "contacts",
        title: "Contacts and their accounts",
        summary: "Several people of one partner: the main one, what each changes, and whom managers bring in.",
        body: include_str!("articles/contacts.md"),
        also: "user account colleague person",
    },
    Source {
        slug: "import-partners",
        title: "How to import partners",
        summary: "Bring in a list from a spreadsheet: what it needs, and what the report says.",
        body: include_str!("articles/import-partners.md"),
        also: "excel xlsx csv upload crm",
    },
    Source {
        slug: "find-partners",
        title: "Find partners",
        summary: "Search, filter and order the Partners page, and share the view.",
        body: include_str!("articles/find-partners.md"),
        also: "sort bulk column shortcut",
    },
    Source {
        slug: "email-templates",
        title: "Email templates",
        summary: "Write, translate and try the words of your emails, and choose the default.",
        body: include_str!("articles/email-templates.md"),
        also: "translate language placeholder wording",
    },
    Source {
        slug: "programs-and-statuses",
        title: "Programs and statuses",
        summary: "Set up the two lists by which you describe your partners.",
        body: include_str!("articles/programs-and-statuses.md"),
        also: "tier level stage",
    },
    Source {
        slug: "team-and-roles",
        title: "Team and roles",
        summary: "What owners, admins and viewers may do, and how colleagues come and go.",
        body: include_str!("articles/team-and-roles.md"),
        also: "admin permission member user",
    },
    Source {
        slug: "organisation",
        title: "Your organisation and its terms",
        summary: "Name, logo and colour, how emails go out, and what partners accept.",
        body: include_str!("articles/organisation.md"),
        also: "branding logo settings smtp time zone",
    },
    Source {
        slug: "audit-log",
        title: "Audit log",
        summary: "Who did what, when and from where: what is recorded, and how to find and export it.",
        body: include_str!("articles/audit-log.md"),
        also: "history activity",
    },
];

struct Article {
    page: HelpPage,
    /// All that can be read in it, folded, for the search.
    words: String,
}

static ARTICLES: LazyLock<Vec<Article>> = LazyLock::new(|| SOURCES.iter().map(article).collect());

/// The pages in which every word of `query` occurs, those with one in their title first; all of them
/// where nothing is asked for.
pub fn search(_: &Staff, query: &str) -> Vec<HelpEntry> {
    let query = fold(&query.chars().take(200).collect::<String>());
    let asked: Vec<&str> = query.split(' ').filter(|word| !word.is_empty()).collect();
    let found = ARTICLES.iter().filter(|article| asked.iter().all(|word| article.words.contains(word)));
    let mut entries: Vec<HelpEntry> = found.map(|article| article.page.entry.clone()).collect();
    entries.sort_by_key(|entry| {
        let title = fold(&entry.title);
        !asked.iter().any(|word| title.contains(word))
    });
    entries
}

/// The page with this slug.
pub fn get(_: &Staff, slug: &str) -> Result<HelpPage> {
    let found = ARTICLES.iter().find(|article| article.page.entry.slug == slug);
    found.map(|article| article.page.clone()).ok_or(Error::NotFound)
}

/// Slugs and titles of all pages, in their order.
pub fn titles() -> impl Iterator<Item = (&'static str, &'static str)> {
    SOURCES.iter().map(|source| (source.slug, source.title))
}

fn article(source: &Source) -> Article {
    let mut words = [source.title, source.summary, source.also, ""].join(" ");
    let mut sections: Vec<HelpSection> = Vec::new();
    let mut in_heading = false;
    let events: Vec<Event<'_>> = Parser::new_ext(source.body, Options::ENABLE_HEADING_ATTRIBUTES).collect();
    for event in &events {
        match event {
            Event::Start(Tag::Heading { id: Some(id), .. }) => {
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
        for Article { page, .. } in ARTICLES.iter() {
            assert!(page.sections.len() > 1, "{}", page.entry.slug);
            for section in &page.sections {
                assert!(page.html.contains(&format!("<h2 id=\"{}\">{}</h2>", section.anchor, section.title)));
            }
        }
    }

    #[test]
    fn the_contents_of_the_article_name_its_parts() {
        let article = &ARTICLES[0].page;
        let titles: Vec<&str> = article.sections.iter().map(|section| section.title.as_str()).collect();
        assert_eq!(
            titles,
            [
                "Add the partner",
                "Invite by email",
                "Invite by a link you share",
                "What your partner does",
                "Track the progress"
            ]
        );
    }
}

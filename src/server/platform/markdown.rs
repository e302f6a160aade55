//! Markdown written by staff, as HTML without active content. As plain text it is in [`plain_text`](super::plain_text).

use super::error::Result;
use super::workers::Workers;
use pulldown_cmark::{CodeBlockKind, Event, HeadingLevel, LinkType, Options, Parser, Tag, TagEnd, html};

/// `source` as HTML, where `address` says where each link leads.
pub fn html(source: &str, address: impl Fn(&str) -> String) -> String {
    let mut out = String::new();
    html::push_html(&mut out, events(source, address));
    out
}

/// The same below the heading of a page of ours.
pub fn page(source: &str) -> String {
    let events = events(source, safe_address).map(|event| match event {
        Event::Start(Tag::Heading { level, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: below(level), id, classes, attrs })
        }
        Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below(level))),
        other => other,
    });
    let mut out = String::new();
    html::push_html(&mut out, events);
    out
}

/// [`page()`] by `workers`.
pub async fn page_by(workers: &Workers, source: &str) -> Result<String> {
    let source = source.to_owned();
    workers.run(move || page(&source)).await
}

fn below(level: HeadingLevel) -> HeadingLevel {
    HeadingLevel::try_from(level as usize + 1).unwrap_or(level)
}

/// Raw HTML is text like any other; images would tell strangers who reads when; titles of links and
/// languages of code go, because nothing that was typed is to end up inside a tag, where it would need
/// another escaping.
pub(super) fn events(source: &str, address: impl Fn(&str) -> String) -> impl Iterator<Item = Event<'_>> {
    Parser::new_ext(source, Options::ENABLE_STRIKETHROUGH).filter_map(move |event| match event {
        Event::Html(raw) | Event::InlineHtml(raw) => Some(Event::Text(raw)),
        Event::Start(Tag::Image { .. }) | Event::End(TagEnd::Image) => None,
        Event::Start(Tag::CodeBlock(_)) => Some(Event::Start(Tag::CodeBlock(CodeBlockKind::Indented))),
        Event::Start(Tag::Link { link_type, dest_url, id, .. }) => {
            let dest_url = match link_type {
                LinkType::Email => address(&["mailto:", &dest_url].concat()),
                _ => address(&dest_url),
            };
            let link_type = LinkType::Inline;
            Some(Event::Start(Tag::Link { link_type, dest_url: dest_url.into(), title: "".into(), id }))
        }
        other => Some(other),
    })
}

/// Where a link of an author's may lead; anything else leads nowhere.
pub fn safe_address(address: &str) -> String {
    let is_safe = ["https://", "http://", "mailto:"].iter().any(|scheme| address.starts_with(scheme));
    if is_safe { address.to_owned() } else { "#".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_keeps_its_own_heading_and_runs_nothing() {
        let html = page(
            "# Scope\n\n###### Small print\n\n<script>alert(1)</script>\n\n![t](https://evil.example/p.png) \
             [a](javascript:alert(1)) [b](https://acme.example/full 'x') <legal@acme.example>",
        );
        assert!(html.starts_with("<h2>Scope</h2>\n<h6>Small print</h6>"), "{html}");
        assert!(html.contains("<a href=\"https://acme.example/full\">b</a>"), "{html}");
        assert!(html.contains("<a href=\"mailto:legal@acme.example\">"), "{html}");
        for bad in ["<script", "<img", "javascript:", "p.png"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }
}

//! From a template to a message: subject, HTML for mail clients, plain text, one link.
//!
//! Values are put in after the Markdown was parsed: a partner named `**x**` or
//! `<b>` is shown by that name, in the HTML part, in the text part and in the subject.

use super::default_templates;
use super::template::Template;
use crate::domain::language::Language;
use crate::domain::links::unlinked;
use crate::domain::organisation::accent::Accent;
use crate::domain::templates::text::{Placeholder, Segment, TemplateKind, parse};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::capitalised;
use crate::server::platform::{markdown, plain_text};
use form_urlencoded::byte_serialize;
use html_escape::{encode_double_quoted_attribute, encode_quoted_attribute, encode_text};
use mrml::prelude::render::RenderOptions;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// What the placeholders stand for in one message, and the colour of its button.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Values {
    pub contact_first_name: String,
    pub contact_last_name: String,
    pub partner_name: String,
    pub organisation_name: String,
    pub inviter_name: String,
    /// Who of the team looks after the partner.
    #[serde(default)]
    pub manager_name: String,
    /// Where the button leads.
    pub link: String,
    pub expires_on: String,
    pub accent: Accent,
    /// Plain words of whoever invites, above those of the template.
    #[serde(default)]
    pub note: String,
}

impl Values {
    fn get(&self, placeholder: Placeholder) -> &str {
        match placeholder {
            Placeholder::ContactFirstName => &self.contact_first_name,
            Placeholder::ContactLastName => &self.contact_last_name,
            Placeholder::PartnerName => &self.partner_name,
            Placeholder::OrganisationName => &self.organisation_name,
            Placeholder::InviterName => &self.inviter_name,
            Placeholder::ManagerName => &self.manager_name,
            Placeholder::ActivationLink | Placeholder::ResetLink | Placeholder::ConfirmationLink => &self.link,
            Placeholder::ExpiresOn => &self.expires_on,
        }
    }

    /// The same to be read: a name is text, also to mail programs that look for links in it.
    fn shown(&self, placeholder: Placeholder) -> String {
        let value = self.get(placeholder);
        match placeholder {
            Placeholder::ContactFirstName
            | Placeholder::ContactLastName
            | Placeholder::PartnerName
            | Placeholder::OrganisationName
            | Placeholder::InviterName
            | Placeholder::ManagerName => unlinked(value),
            _ => value.to_owned(),
        }
    }
}

/// A message ready for its envelope.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Message {
    pub subject: String,
    pub html: String,
    pub text: String,
}

/// Stands where a value goes while Markdown is parsed: a private use character pair, which no value
/// and no author can type into a template by accident without it being removed first.
const OPEN: char = '\u{E000}';
const CLOSE: char = '\u{E001}';

/// Renders `template` with `values`. The link is appended where the author forgot it, or wrote it so that it leads
/// nowhere.
///
/// # Errors
/// The template does not parse; saving refuses such templates, so this is ours to log.
pub fn render(template: &Template, values: &Values) -> Result<Message> {
    let (kind, language) = (template.kind, template.language);
    let segments = without_gaps(segments(&template.body, kind)?, values, kind.link());
    let subject = without_gaps(segments_of_subject(&template.subject, kind)?, values, kind.link());
    let subject = fill(&subject, values);
    let mut text = text_part(&segments, values, kind.link());
    let button = Button { link: kind.link(), words: default_templates::button(kind, language) };
    let mut body = markdown(&segments, values, &button);
    if !body.contains(&format!("href=\"{}\"", encode_double_quoted_attribute(&values.link))) {
        body += &["<p>", &link_button(&values.link, button.words, values.accent), "</p>"].concat();
        text += &["\n\n", &values.link].concat();
    }
    if !values.note.is_empty() {
        body = [note(&values.note), body].concat();
        text = [&values.note, "\n\n", &text].concat();
    }
    let html = document(&values.organisation_name, language, &body)?;
    let subject = if values.contact_first_name.is_empty() { without_address(&subject) } else { subject };
    Ok(Message { subject: one_line(&subject), html, text: text + "\n" })
}

/// A subject that began with a name, without one: "Your portal is ready" of ", your portal is ready".
fn without_address(subject: &str) -> String {
    capitalised(subject.trim_start_matches([' ', ',', ':', '、', '，', '-']))
}

/// Words that stand as they are typed, line by line.
fn note(words: &str) -> String {
    let paragraph = |words: &str| format!("<p>{}</p>", encode_text(words).replace('\n', "<br>"));
    words.split("\n\n").map(paragraph).collect()
}

/// The link of a mail: which placeholder it is, and what it says.
struct Button {
    link: Placeholder,
    words: &'static str,
}

fn segments(source: &str, kind: TemplateKind) -> Result<Vec<Segment<'_>>> {
    parse(source, kind).map_err(|error| Error::internal(format!("template: {}", error.message)))
}

/// The link has no place in a subject: it would be read by everybody who sees the list of mails.
fn segments_of_subject(source: &str, kind: TemplateKind) -> Result<Vec<Segment<'_>>> {
    Ok(segments(source, kind)?.into_iter().filter(|segment| !segment.is(kind.link())).collect())
}

/// Without what says nothing, and the space before it: "Hello," of "Hello {{ contact_first_name }},".
fn without_gaps<'a>(segments: Vec<Segment<'a>>, values: &Values, link: Placeholder) -> Vec<Segment<'a>> {
    let mut kept: Vec<Segment<'a>> = Vec::with_capacity(segments.len());
    for segment in segments {
        match segment {
            Segment::Value { placeholder, fallback: "" }
                if placeholder != link && values.get(placeholder).is_empty() =>
            {
                if let Some(Segment::Text(before)) = kept.last_mut() {
                    *before = before.trim_end_matches(' ');
                }
            }
            segment => kept.push(segment),
        }
    }
    kept
}

/// The plain text, without the marks of Markdown. White space surrounds the link, so that no mail program takes it for a
/// part of another address.
fn text_part(segments: &[Segment<'_>], values: &Values, link: Placeholder) -> String {
    let is_link = |to: &str| (0..segments.len()).any(|index| segments[index].is(link) && to == mark(index));
    let to = |to: &str| if is_link(to) { to.to_owned() } else { address(to, segments, values, link) };
    let mut is_after_link = false;
    let marked = plain_text::of_markdown(&marked(segments), to);
    let mut text = String::new();
    let mut add = |next: &str, is_link: bool| {
        // What says nothing parts nothing.
        if next.is_empty() {
            return;
        }
        let is_apart = text.ends_with(char::is_whitespace) || next.starts_with(char::is_whitespace);
        if (is_link || is_after_link) && !text.is_empty() && !is_apart {
            text.push(' ');
        }
        text.push_str(next);
        is_after_link = is_link;
    };
    for (authored, value) in pieces(&marked, segments) {
        add(authored, false);
        if let Some((placeholder, fallback)) = value {
            let shown = values.shown(placeholder);
            add(if shown.is_empty() { fallback } else { &shown }, placeholder == link);
        }
    }
    text
}

/// Puts the values in, for what is no Markdown.
fn fill(segments: &[Segment<'_>], values: &Values) -> String {
    segments
        .iter()
        .map(|segment| match segment {
            Segment::Text(text) => (*text).to_owned(),
            Segment::Value { placeholder, fallback } => match values.shown(*placeholder) {
                value if value.is_empty() => (*fallback).to_owned(),
                value => value,
            },
        })
        .collect()
}

/// A message of plain words, with a link to one of our pages.
pub fn plain(organisation: &str, language: Language, subject: &str, words: &str, link: &str) -> Result<Message> {
    let (href, shown) = (encode_double_quoted_attribute(link), encode_text(link));
    let words_and_link = format!("{}<p><a href=\"{href}\">{shown}</a></p>", note(words));
    let html = document(organisation, language, &words_and_link)?;
    Ok(Message { subject: one_line(subject), html, text: format!("{words}\n\n{link}\n") })
}

/// A message of plain lines, each with a link to one of our pages, and words below with a link of their own.
pub fn list(
    organisation: &str,
    language: Language,
    subject: &str,
    lines: &[(String, String)],
    below: (&str, &str),
) -> Result<Message> {
    let link = |(words, to): (&str, &str)| {
        format!("<a href=\"{}\">{}</a>", encode_double_quoted_attribute(to), encode_text(words))
    };
    let items: String = lines.iter().map(|(words, to)| format!("<p>{}</p>", link((words, to)))).collect();
    let html = document(organisation, language, &format!("{items}<p>{}</p>", link(below)))?;
    let text: String = lines.iter().map(|(words, to)| format!("{words}\n{to}\n\n")).collect();
    Ok(Message { subject: one_line(subject), html, text: format!("{text}{}\n{}\n", below.0, below.1) })
}

/// Markdown with marks instead of values becomes HTML; then each mark becomes its escaped value.
fn markdown(segments: &[Segment<'_>], values: &Values, button: &Button) -> String {
    let marked = markdown::html(&marked(segments), |to| address(to, segments, values, button.link));
    unmark(&marked, segments, |before, placeholder, fallback| match (placeholder, values.shown(placeholder).as_str()) {
        // Within a tag it would be no link.
        (placeholder, _) if placeholder == button.link && before.rfind('<') > before.rfind('>') => String::new(),
        (placeholder, link) if placeholder == button.link => link_button(link, button.words, values.accent),
        (_, "") => encode_text(fallback).into_owned(),
        (_, value) => encode_text(value).into_owned(),
    })
}

/// Where a link of the author's leads. A value in it is one word of the address, whatever it holds; the
/// mail's own link is a whole address, and is in no other: the owner of that one would get its secret.
fn address(marked: &str, segments: &[Segment<'_>], values: &Values, link: Placeholder) -> String {
    let links = (0..segments.len()).filter(|index| segments[*index].is(link)).map(mark);
    if let Some(mark) = links.into_iter().find(|mark| marked.contains(mark)) {
        return if marked == mark { values.get(link).to_owned() } else { "#".to_owned() };
    }
    let filled = unmark(marked, segments, |_, placeholder, fallback| match (placeholder, values.get(placeholder)) {
        (_, "") => byte_serialize(fallback.as_bytes()).collect(),
        (_, value) => byte_serialize(value.as_bytes()).collect(),
    });
    markdown::safe_address(&filled)
}

/// What the author wrote, with a mark for each value.
fn marked(segments: &[Segment<'_>]) -> String {
    let piece = |(index, segment): (usize, &Segment<'_>)| match segment {
        Segment::Text(text) => text.replace([OPEN, CLOSE], ""),
        Segment::Value { .. } => mark(index),
    };
    segments.iter().enumerate().map(piece).collect()
}

fn mark(index: usize) -> String {
    format!("{OPEN}{index}{CLOSE}")
}

/// Each mark becomes what `write` makes of what comes before it, its placeholder and its fallback.
fn unmark(marked: &str, segments: &[Segment<'_>], write: impl Fn(&str, Placeholder, &str) -> String) -> String {
    let mut out = String::new();
    for (authored, value) in pieces(marked, segments) {
        out.push_str(authored);
        if let Some((placeholder, fallback)) = value {
            let written = write(&out, placeholder, fallback);
            out.push_str(&written);
        }
    }
    out
}

/// What the author wrote up to each mark, with its placeholder and its fallback.
fn pieces<'a>(
    marked: &'a str,
    segments: &'a [Segment<'_>],
) -> impl Iterator<Item = (&'a str, Option<(Placeholder, &'a str)>)> {
    let value = |index: &str| match segments.get(index.parse::<usize>().ok()?)? {
        Segment::Value { placeholder, fallback } => Some((*placeholder, *fallback)),
        Segment::Text(_) => None,
    };
    let mut rest = Some(marked);
    std::iter::from_fn(move || {
        let (authored, after) = rest?.split_once(OPEN).map_or((rest?, None), |(before, after)| (before, Some(after)));
        let (index, tail) = after.map_or(("", None), |after| {
            let (index, tail) = after.split_once(CLOSE).unwrap_or((after, ""));
            (index, Some(tail))
        });
        rest = tail;
        Some((authored, value(index)))
    })
}

/// A link that every mail client draws as a button, with the address below for those who copy it.
fn link_button(link: &str, words: &str, accent: Accent) -> String {
    let href = encode_double_quoted_attribute(link);
    format!(
        "<a href=\"{href}\" style=\"display:inline-block;padding:12px 24px;border-radius:6px;background:{};\
         color:#ffffff;font-weight:600;text-decoration:none\">{}</a><br><span style=\"display:inline-block;\
         padding-top:12px;font-size:13px;color:#5b6470;word-break:break-all\">{}</span>",
        accent.hex(),
        encode_text(words),
        encode_text(link),
    )
}

/// The layout, in MJML: a format for mail that designers know and mail clients render alike. No font
/// is fetched: a mail that loads something tells a stranger when it is read.
fn document(organisation: &str, language: Language, body: &str) -> Result<String> {
    let source = format!(
        r##"<mjml lang="{language}"><mj-head><mj-title>{organisation}</mj-title><mj-attributes>
<mj-all font-family="-apple-system, 'Segoe UI', Helvetica, Arial, sans-serif" />
<mj-text font-size="16px" line-height="1.5" color="#1d232b" padding="0 32px" />
</mj-attributes>
<mj-style>
:root {{ color-scheme: light dark; }}
@media (prefers-color-scheme: dark) {{
  body, body > div:last-child {{ background-color: #14181d !important; }}
  .sheet, .sheet > table {{ background: #1d232b !important; background-color: #1d232b !important; }}
  .sheet div {{ color: #e8eaed !important; }}
  .sheet a:not([style]) {{ color: #8ab4f8 !important; }}
  .sheet span {{ color: #a8b0ba !important; }}
}}
</mj-style></mj-head>
<mj-body background-color="#f4f5f4" width="600px">
<mj-section padding="24px 0 0"><mj-column></mj-column></mj-section>
<mj-section css-class="sheet" background-color="#ffffff" border-radius="10px" padding="32px 0">
<mj-column>
<mj-text font-size="18px" font-weight="600">{organisation}</mj-text>
<mj-text><!-- body --></mj-text>
</mj-column></mj-section>
<mj-section padding="0 0 24px"><mj-column></mj-column></mj-section>
</mj-body></mjml>"##,
        language = language.code(),
        // The title comes back as an attribute too.
        organisation = encode_quoted_attribute(&unlinked(organisation)),
    );
    let parsed = mrml::parse(source).map_err(|error| Error::internal(format!("mail layout: {error}")))?;
    let html = parsed
        .element
        .render(&RenderOptions { fonts: HashMap::new(), ..Default::default() })
        .map_err(|error| Error::internal(format!("mail layout: {error}")))?;
    // The body goes in last: to the layout's parser, what people typed is no markup of its own.
    Ok(html.replacen("<!-- body -->", body, 1))
}

impl Message {
    /// The HTML part with the subject above it, as a list of mails and the mail itself would show both.
    pub fn preview(&self) -> String {
        let subject = format!(
            "<div style=\"padding:12px 16px;background:Canvas;border-bottom:1px solid rgb(128 128 128 / 30%);color:CanvasText;\
             font:15px system-ui,sans-serif\"><span style=\"opacity:0.7\">{}</span> {}</div>",
            encode_text(t!(server::mailer::subject_label)),
            encode_text(&self.subject)
        );
        match self.html.find("<body").and_then(|body| Some(body + self.html[body..].find('>')? + 1)) {
            Some(inside) => format!("{}{subject}{}", &self.html[..inside], &self.html[inside..]),
            None => self.html.clone(),
        }
    }
}

fn one_line(subject: &str) -> String {
    subject.split(|c: char| c.is_control() || c.is_whitespace()).filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn values(name: &str) -> Values {
        Values {
            contact_first_name: name.to_owned(),
            contact_last_name: name.to_owned(),
            partner_name: name.to_owned(),
            organisation_name: name.to_owned(),
            inviter_name: name.to_owned(),
            manager_name: name.to_owned(),
            link: "https://acme.example/activate/abc".to_owned(),
            expires_on: "29 Nov 2026".to_owned(),
            accent: Accent::Plum,
            note: String::new(),
        }
    }

    fn template(subject: &str, body: &str) -> Template {
        Template::shipped(TemplateKind::Invitation, Language::English, subject, body)
    }

    #[test]
    fn a_note_stands_above_the_words_as_it_is_typed() {
        let note = "Ana, as discussed:\n<b>no</b> {{ partner_name }} **stars**".to_owned();
        let message = render(&template("Hi", "Welcome."), &Values { note, ..values("Ana") }).unwrap();
        let shown = "Ana, as discussed:<br>&lt;b&gt;no&lt;/b&gt; {{ partner_name }} **stars**</p>";
        assert!(message.html.contains(shown), "{}", message.html);
        assert!(message.html.find(shown) < message.html.find("Welcome."));
        assert!(message.text.starts_with("Ana, as discussed:\n<b>no</b> {{ partner_name }} **stars**\n\nWelcome."));
    }

    /// Every element with its attributes; of `aria-label`, which holds a name, only that it is there.
    fn tags(html: &str) -> Vec<String> {
        let document = scraper::Html::parse_document(html);
        let attribute = |(name, value)| if name == "aria-label" { (name, "") } else { (name, value) };
        let elements = document.tree.values().filter_map(|node| node.as_element());
        elements.map(|e| format!("{:?} {:?}", e.name(), e.attrs().map(attribute).collect::<Vec<_>>())).collect()
    }

    const BODY: &str = "Hello {{ contact_first_name | there }} of *{{ partner_name }}*\n\n{{ activation_link }}";

    #[test]
    fn names_are_text_whatever_they_contain() {
        let plain = render(&template("Hi {{ contact_first_name }}", BODY), &values("Ana")).unwrap();
        for hostile in [
            "<script>alert(1)</script>",
            "**bold**",
            "[x](http://evil.example)",
            "\"><img src=x>",
            "&amp;",
            "<!-- body -->",
            "{{ activation_link }}",
            "\u{E000}0\u{E001}",
            "a & b",
        ] {
            let message = render(&template("Hi {{ contact_first_name }}", BODY), &values(hostile)).unwrap();
            assert_eq!(tags(&message.html), tags(&plain.html), "{hostile}");
            let subject = message.subject.replace('\u{2060}', "");
            assert!(subject.contains(hostile.trim()), "{hostile} in {}", message.subject);
        }
    }

    /// They were kept before names were checked.
    #[test]
    fn a_name_is_no_link_in_any_part() {
        for name in ["acme-payout.com", "Your payout is on hold, see https://acme-payout.com/x", "pay@acme-payout.com"]
        {
            let everywhere = "{{ contact_first_name }} {{ contact_last_name }} {{ partner_name }} {{ organisation_name }} {{ inviter_name }}";
            let message = render(&template(everywhere, everywhere), &values(name)).unwrap();
            for part in [&message.subject, &message.html, &message.text] {
                assert!(!part.contains("payout.com") && part.contains("payout.\u{2060}com"), "{part}");
                assert!(!part.contains("https://acme-payout") && !part.contains("pay@acme"), "{part}");
            }
        }
    }

    #[test]
    fn without_a_name_nothing_is_missing() {
        let body = "Hello {{ contact_first_name }} {{ contact_last_name }},\n\nwelcome.";
        let message = render(&template("{{ contact_first_name }}, welcome", body), &values("")).unwrap();
        assert_eq!(message.subject, "Welcome");
        assert!(
            message.text.starts_with("Hello,\n\nwelcome.") && message.html.contains("<p>Hello,</p>"),
            "{message:?}"
        );
    }

    #[test]
    fn the_link_is_there_even_where_the_author_forgot_it() {
        let message = render(&template("Hi", "Welcome."), &values("Ana")).unwrap();
        assert_eq!(message.html.matches("href=\"https://acme.example/activate/abc\"").count(), 1);
        assert_eq!(message.text.matches("https://acme.example/activate/abc").count(), 1);
        assert!(message.html.contains(&format!("background:{}", Accent::Plum.hex())), "{}", message.html);
    }

    #[test]
    fn values_stay_text_wherever_an_author_puts_them() {
        for body in [
            "[a](https://acme.example \"{{ partner_name }}\")",
            "[a](https://acme.example/{{ partner_name }})",
            "[a]({{ partner_name }})",
            "<https://acme.example/{{ partner_name }}>",
            "```{{ partner_name }}\ncode\n```",
            "~~~ a {{ partner_name }}\ncode\n~~~",
            "<b title=\"{{ partner_name }}\">x</b>",
            "![{{ partner_name }}](https://acme.example/{{ partner_name }}.png \"{{ partner_name }}\")",
            "[x]: https://acme.example '{{ partner_name }}'\n\n[x]",
            "# {{ partner_name }} {#{{ partner_name }}}",
            "`{{ partner_name }}`",
            "    {{ partner_name }}",
        ] {
            // The address of a link may differ, what it is made of may not.
            let shape = |name: &str| -> Vec<String> {
                let message = render(&template("Hi", body), &values(name)).unwrap();
                tags(&message.html)
                    .into_iter()
                    .map(|tag| tag.split("acme.example").next().unwrap().to_owned())
                    .collect()
            };
            for hostile in [
                "\" onmouseover=\"alert(1)",
                "'><script>alert(1)</script>",
                ") [x](javascript:alert(1)",
                "javascript:alert(1)",
            ] {
                assert_eq!(shape(hostile), shape("Ana"), "{hostile} in {body}");
            }
        }
    }

    #[test]
    fn the_link_may_be_where_a_link_leads() {
        let message = render(&template("Hi", "[Come in]({{ activation_link }})"), &values("Ana")).unwrap();
        assert!(message.html.contains("<a href=\"https://acme.example/activate/abc\">Come in</a>"), "{}", message.html);
    }

    /// What is stored is not what may be saved today: a mail keeps its secret whatever its template says.
    #[test]
    fn the_secret_is_only_in_the_exact_link() {
        for body in [
            "Come in.",
            "{{ activation_link }}",
            "[x]({{ activation_link }})",
            "[x](}}{{ activation_link }})",
            "[x](http://{{ activation_link }})",
            "[x](www.acme.example/{{ activation_link }})",
            "[x](mailto:ana@acme.example?body={{ activation_link }})",
            "[x](https://evil.example/?u={{ activation_link }})",
            "[x](<https://evil.example/?u= {{ activation_link }}>)",
            "[x]({{ activation_link }}@evil.example)",
            "[x]({{ activation_link }}{{ activation_link }})",
            "[x]({{ activation_link }}{{ partner_name }})",
            "[x](https://evil.example \"{{ activation_link }}\")",
            "[{{ activation_link }}](https://evil.example)",
            "![{{ activation_link }}](https://evil.example/{{ activation_link }})",
            "<https://evil.example/{{ activation_link }}>",
            "[x]\n\n[x]: https://evil.example/{{ activation_link }}",
            "https://evil.example/?{{ activation_link }}",
            "{{ activation_link }}.evil.example",
            "{{ partner_name }}{{ activation_link }}{{ partner_name }}",
            "`{{ activation_link }}`",
            "**{{ activation_link }}**{{ partner_name }}",
            "{{ activation_link }}{{ contact_last_name }}{{ partner_name }}",
            "{{ partner_name }}**{{ contact_last_name }}**{{ activation_link }}",
            "<a href=\"https://evil.example/{{ activation_link }}\">x</a>",
        ] {
            let link = "https://acme.example/activate/abc";
            let values = Values { contact_last_name: String::new(), ..values("Ana") };
            let message = render(&template("Hi", body), &values).unwrap();
            let whole = message.html.matches(&format!("\"{link}\"")).count()
                + message.html.matches(&format!(">{link}<")).count();
            assert_eq!(message.html.matches("abc").count(), whole, "{body}: {}", message.html);
            assert!(message.html.contains(&format!("<a href=\"{link}\"")), "{body}: {}", message.html);
            let words = message.text.split_whitespace().filter(|word| *word == link).count();
            assert_eq!(message.text.matches("abc").count(), words, "{body}: {}", message.text);
            assert!(words > 0, "{body}: {}", message.text);
        }
    }

    #[test]
    fn an_empty_value_gets_its_fallback_and_a_subject_stays_one_line() {
        let message = render(&template("Hi {{ contact_first_name | friend }}\r\nBcc: x", BODY), &values("")).unwrap();
        assert!(message.text.starts_with("Hello there of"));
        assert_eq!(message.subject, "Hi friend Bcc: x");
    }

    #[test]
    fn a_mail_fetches_nothing_and_its_preview_shows_the_subject() {
        let message = render(&template("Hi {{ contact_first_name }}", BODY), &values("<i>")).unwrap();
        for fetch in ["@import", "<link", "src=", "url("] {
            assert!(!message.html.contains(fetch), "{fetch}");
        }
        assert!(message.preview().contains("Subject:</span> Hi &lt;i&gt;</div>"));
    }

    #[test]
    fn templates_hold_no_markup_and_no_script() {
        let message = render(
            &template("x", "<script>alert(1)</script>\n\n![t](http://evil.example/pixel.png) [a](javascript:alert(1))"),
            &values("Ana"),
        )
        .unwrap();
        assert!(!message.html.contains("<script"));
        assert!(!message.html.contains("pixel.png"));
        assert!(!message.html.contains("javascript:"));
    }
}

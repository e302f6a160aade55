//! Markdown as plain text, for the part of an email that is read as it is.

use super::markdown::events;
use pulldown_cmark::{Event, Tag, TagEnd};

/// `source` without its marks. A link is its words and, behind them, where `address` says it leads: `our page:
/// https://acme.example/a`.
pub fn of_markdown(source: &str, address: impl Fn(&str) -> String) -> String {
    let mut page = Page { pause: Some(0), ..Page::default() };
    for event in events(source, address) {
        page.hear(event);
    }
    page.text
}

/// What was written so far.
#[derive(Default)]
struct Page {
    text: String,
    /// At the beginning of a line: how many line ends are before it.
    pause: Option<usize>,
    /// What each line begins with, for each list and quote around it.
    indents: Vec<String>,
    /// What the first line of an item begins with instead.
    mark: Option<String>,
    /// The lists that are open: the next number of those that count.
    lists: Vec<Option<u64>>,
    /// The links that are open: where each leads, and where its words begin.
    links: Vec<(String, usize)>,
}

impl Page {
    fn hear(&mut self, event: Event<'_>) {
        match event {
            Event::Text(words) | Event::Code(words) => self.write(&words),
            Event::SoftBreak | Event::HardBreak => self.rest(1),
            Event::Rule => self.rest(2),
            Event::Start(Tag::List(first)) => {
                self.rest(if self.lists.is_empty() { 2 } else { 1 });
                self.lists.push(first);
            }
            Event::Start(Tag::Item) => {
                self.rest(1);
                let mark = match self.lists.last_mut() {
                    Some(Some(number)) => {
                        *number += 1;
                        format!("{}. ", *number - 1)
                    }
                    _ => "- ".to_owned(),
                };
                self.indents.push(" ".repeat(mark.len()));
                self.mark = Some(mark);
            }
            Event::End(TagEnd::Item) => {
                self.indents.pop();
                self.mark = None;
                self.rest(1);
            }
            Event::End(TagEnd::List(_)) => {
                self.lists.pop();
                self.rest(if self.lists.is_empty() { 2 } else { 1 });
            }
            Event::Start(Tag::BlockQuote(_)) => {
                self.rest(2);
                self.indents.push("    ".to_owned());
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.indents.pop();
                self.rest(2);
            }
            Event::Start(Tag::Link { dest_url, .. }) => self.links.push((dest_url.into_string(), self.text.len())),
            Event::End(TagEnd::Link) => self.end_link(),
            Event::Start(Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::HtmlBlock)
            | Event::End(TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::CodeBlock | TagEnd::HtmlBlock) => {
                self.rest(2);
            }
            _ => {}
        }
    }

    fn end_link(&mut self) {
        let Some((to, begin)) = self.links.pop() else { return };
        let words = self.text[begin..].trim();
        let shown = to.strip_prefix("mailto:").unwrap_or(&to);
        // `<https://…>` is its own words, and `#` leads nowhere.
        if to == "#" || words == shown {
            return;
        }
        let colon = if words.is_empty() || words.ends_with(':') { "" } else { ":" };
        let space = if words.is_empty() { "" } else { " " };
        self.write(&[colon, space, shown].concat());
    }

    /// Ends the line, and leaves another one empty for 2.
    fn rest(&mut self, ends: usize) {
        self.pause = Some(self.pause.map_or(ends, |before| before.max(ends)));
    }

    fn write(&mut self, words: &str) {
        for (index, line) in words.split('\n').enumerate() {
            if index > 0 {
                // An empty line of code is one, too.
                self.pause = Some(self.pause.map_or(1, |before| (before + 1).min(2)));
            }
            if line.is_empty() {
                continue;
            }
            self.begin_line();
            self.text.push_str(line);
        }
    }

    fn begin_line(&mut self) {
        let Some(ends) = self.pause.take() else { return };
        if !self.text.is_empty() {
            self.text.push_str(&"\n".repeat(ends));
        }
        let mark = self.mark.take();
        let outer = self.indents.len() - usize::from(mark.is_some()).min(self.indents.len());
        self.text.extend(self.indents[..outer].iter().map(String::as_str));
        self.text.extend(mark);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::server::platform::markdown::safe_address;

    #[test]
    fn c18_no_mark_is_left_in_plain_text() {
        for (markdown, text) in [
            ("# Welcome\n\nAna", "Welcome\n\nAna"),
            ("Welcome\n===\nAna", "Welcome\n\nAna"),
            ("*soon* _soon_ **now** __now__ ~~never~~", "soon soon now now never"),
            ("See [our page](https://acme.example/a).", "See our page: https://acme.example/a."),
            ("[our page][1]\n\n[1]: https://acme.example/a 'A title'", "our page: https://acme.example/a"),
            ("[**our** `page`](https://acme.example)", "our page: https://acme.example"),
            ("[Here:](https://acme.example)", "Here: https://acme.example"),
            ("<https://acme.example> <li@acme.example>", "https://acme.example li@acme.example"),
            ("[write to Li](mailto:li@acme.example)", "write to Li: li@acme.example"),
            ("[li@acme.example](mailto:li@acme.example)", "li@acme.example"),
            ("[run](javascript:x)", "run"),
            ("- one\n- two\n  more\n\nEnd", "- one\n- two\n  more\n\nEnd"),
            ("* one\n    * inner\n* two", "- one\n  - inner\n- two"),
            ("3. one\n4. two\n\n   still two", "3. one\n\n4. two\n\n   still two"),
            ("Li says:\n\n> quote\n> more\n\nEnd", "Li says:\n\n    quote\n    more\n\nEnd"),
            ("Type `code` now", "Type code now"),
            ("```\na\n\n  b\n```\nEnd", "a\n\n  b\n\nEnd"),
            (r"2 \* 3 \# \_x\_", "2 * 3 # _x_"),
            ("one  \ntwo\\\nthree\nfour", "one\ntwo\nthree\nfour"),
            ("one\n\n---\n\ntwo\n\n***\n", "one\n\ntwo"),
            ("Fish &amp; chips &lt;3", "Fish & chips <3"),
            ("![a photo](https://acme.example/p.png)", "a photo"),
            ("2 * 3 * 4 and A*B_C", "2 * 3 * 4 and A*B_C"),
            ("<b>x</b>", "<b>x</b>"),
            ("", ""),
        ] {
            assert_eq!(of_markdown(markdown, safe_address), text, "{markdown}");
        }
    }
}

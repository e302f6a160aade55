//! Fills a template's placeholders.

use crate::domain::templates::form::TemplateText;
use crate::server::mailer::default_templates;
use crate::server::mailer::render::{self, Message, Values};
use crate::server::mailer::template::Template;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use uuid::Uuid;

/// `template` with its placeholders filled; a broken template must not hold the queue up, so then the
/// words that ship are used and the log says why.
pub async fn fill(app: &AppState, template: Template, values: Values) -> Result<(Message, Option<FilledText>)> {
    app.workers.run(move || fill_now(&template, &values)).await?
}

/// The same on this thread.
pub fn fill_now(template: &Template, values: &Values) -> Result<(Message, Option<FilledText>)> {
    match render_by_the_rules(template, values) {
        Ok(message) => {
            let filled = template.text_id.map(|text_id| FilledText::new(text_id, values));
            Ok((message, filled.transpose()?))
        }
        Err(error) => {
            let (kind, language) = (template.kind.as_str(), template.language.code());
            tracing::error!(error = %error, kind, language, "Invalid email template, default used");
            let shipped = default_templates::template(template.kind, template.language);
            Ok((render::render(&shipped, values)?, None))
        }
    }
}

/// A text that is kept may be older than a rule that keeps its link apart.
fn render_by_the_rules(template: &Template, values: &Values) -> Result<Message> {
    let Template { text_id, kind, subject, body, .. } = template;
    match text_id.and_then(|_| TemplateText::complaint(subject, body, *kind)) {
        Some(why) => Err(Error::internal(format!("template: {why}"))),
        None => render::render(template, values),
    }
}

/// What a message said: the words of a template, and what its placeholders stood for.
#[derive(Debug)]
pub struct FilledText {
    /// The row of the text.
    pub text_id: Uuid,
    /// The values, as JSON.
    pub filled: String,
}

impl FilledText {
    /// Without the link, which must not be stored.
    pub fn new(text_id: Uuid, values: &Values) -> Result<Self> {
        let filled = serde_json::to_string(&Values { link: String::new(), ..values.clone() });
        Ok(Self { text_id, filled: filled.map_err(|error| Error::Internal(Box::new(error)))? })
    }
}

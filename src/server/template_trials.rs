//! Templates on trial, before anybody is invited with them: previews, and tests to oneself.

use super::access::{Editor, Staff};
use super::db::read;
use super::failure::{Failure, Result};
use super::message::{Message, Values};
use super::state::App;
use super::templates::Template;
use super::{defaults, organisation, outbox, templates, test_mails};
use crate::domain::ids::{PersonId, TemplateId};
use crate::domain::template_form::{TemplateEditor, TemplateWords};
use crate::paths;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Recipient {
    id: Uuid,
    first_name: String,
    last_name: String,
    partner: String,
}

impl Recipient {
    /// Somebody made up, for whoever has no contacts yet.
    fn sample() -> Self {
        let name = |word: &str| word.to_owned();
        Self { id: Uuid::nil(), first_name: name("Ana"), last_name: name("Ruiz"), partner: name("Alder & Finch") }
    }
}

/// As whom a template can be previewed: the newest contacts, or somebody made up.
async fn recipients(app: &App) -> Result<Vec<(String, String)>> {
    const NEWEST: &str = "select p.id, p.first_name, p.last_name, c.name as partner
         from person p join partner c on c.id = p.partner_id order by p.created_at desc, p.id desc limit 20";
    let rows: Vec<Recipient> = read!(&app.db, c => sqlx::query_as(NEWEST).fetch_all(c))?;
    let words = |r: &Recipient| format!("{} {} of {}", r.first_name, r.last_name, r.partner);
    if rows.is_empty() {
        return Ok(vec![(String::new(), format!("{} (sample)", words(&Recipient::sample())))]);
    }
    Ok(rows.iter().map(|row| (row.id.to_string(), words(row))).collect())
}

/// What the editor shows; a new template starts with the words that ship.
pub async fn editor(app: &App, staff: &Editor, id: Option<TemplateId>) -> Result<TemplateEditor> {
    const EMAIL: &str = "select email from person where id = $1";
    let my_email: String = read!(&app.db, c => sqlx::query_scalar(EMAIL).bind(staff.id.0).fetch_one(c))?;
    let recipients = recipients(app).await?;
    let Some(id) = id else {
        let Template { subject, body } = defaults::invitation_template();
        let (version, name) = (0, String::new());
        return Ok(TemplateEditor {
            template: None,
            version,
            name,
            subject,
            body,
            is_default: false,
            recipients,
            my_email,
        });
    };
    let found = templates::find(app, staff, id).await?;
    Ok(TemplateEditor {
        template: Some(id),
        version: found.updated_at,
        name: found.name,
        subject: found.subject,
        body: found.body,
        is_default: found.is_default,
        recipients,
        my_email,
    })
}

/// The mail as it stands saved, the way `contact` would get it; none is somebody made up.
pub async fn saved(app: &App, staff: &Staff, id: Option<TemplateId>, contact: Option<PersonId>) -> Result<Message> {
    let template = match id {
        None => defaults::invitation_template(),
        Some(id) => {
            let found = templates::find(app, staff, id).await?;
            Template { subject: found.subject, body: found.body }
        }
    };
    render(app, staff, &template, contact).await
}

/// The same for what is typed right now.
pub async fn typed(app: &App, staff: &Staff, words: &TemplateWords, contact: Option<PersonId>) -> Result<Message> {
    let template = Template { subject: words.subject.as_str().to_owned(), body: words.body.as_str().to_owned() };
    render(app, staff, &template, contact).await
}

/// With a link that opens nothing.
async fn render(app: &App, staff: &Staff, template: &Template, contact: Option<PersonId>) -> Result<Message> {
    const FIND: &str = "select p.id, p.first_name, p.last_name, c.name as partner
         from person p join partner c on c.id = p.partner_id where p.id = $1";
    let recipient = match contact {
        None => Recipient::sample(),
        Some(id) => {
            let found: Option<Recipient> = read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
            found.ok_or_else(|| Failure::field("contact", "This contact does not exist any more. Choose another."))?
        }
    };
    let organisation = organisation::settings(app).await?;
    let values = Values {
        contact_first_name: recipient.first_name,
        contact_last_name: recipient.last_name,
        partner_name: recipient.partner,
        organisation_name: organisation.name,
        inviter_name: staff.name.clone(),
        activation_link: app.config.url(&paths::activation_link("unique-for-each-person")),
        expires_on: app.now().plus(organisation.lifetime.micros()).deadline_in_words(app.now()),
        accent: organisation.accent,
    };
    outbox::invitation_message(template, &values)
}

/// Sends what is typed to whoever asks; see [`test_mails::send`].
pub async fn send(app: &App, staff: &Editor, words: &TemplateWords, contact: Option<PersonId>) -> Result<String> {
    test_mails::send(app, staff, typed(app, staff, words, contact).await?).await
}

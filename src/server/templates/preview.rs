//! Previews of templates, and tests to oneself.

use super::store::{self, Managed};
use super::{fill, test_send};
use crate::domain::ids::{PersonId, TemplateId};
use crate::domain::language::Language;
use crate::domain::templates::form::{TemplateEditor, TemplateForm};
use crate::domain::templates::text::TemplateKind;
use crate::domain::text::{Invalid, PersonalNote};
use crate::paths;
use crate::server::authz::{Editor, Staff};
use crate::server::mailer::render::{Message, Values};
use crate::server::mailer::template::Template;
use crate::server::mailer::{dates, default_templates};
use crate::server::organisation::settings::{self, Settings};
use crate::server::platform::db::read;
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use sqlx::AssertSqlSafe;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Recipient {
    id: Uuid,
    first_name: String,
    last_name: String,
    partner: String,
    /// Who of the team looks after the partner.
    manager: Option<String>,
}

impl Recipient {
    fn select(which: &'static str) -> AssertSqlSafe<String> {
        AssertSqlSafe(format!(
            "
            select p.id, p.first_name, p.last_name, c.name as partner, h.name as manager
            from person p
            join partner c on c.id = p.partner_id
            left join partner_manager h on h.partner_id = c.id
            {which}"
        ))
    }

    fn name(&self) -> String {
        [&self.first_name, " ", &self.last_name].concat()
    }

    /// A sample person, where there are no contacts yet.
    fn sample() -> Self {
        let name = |word: &str| word.to_owned();
        Self {
            id: Uuid::nil(),
            first_name: name(t!(server::templates::ana)),
            last_name: name(t!(server::templates::ruiz)),
            partner: name(t!(server::templates::alder_finch)),
            manager: None,
        }
    }
}

/// For whom a template can be previewed: the newest contacts, or a sample person.
async fn recipients(app: &AppState) -> Result<Vec<(String, String)>> {
    let newest = Recipient::select("order by p.created_at desc, p.id desc limit 20");
    let rows: Vec<Recipient> = read!(&app.db, c => sqlx::query_as(newest).fetch_all(c))?;
    if rows.is_empty() {
        let sample = Recipient::sample();
        let label = t!(server::mailer::sample_recipient, name = &sample.name(), partner = &sample.partner);
        return Ok(vec![(String::new(), label)]);
    }
    let label = |row: &Recipient| t!(server::mailer::recipient, name = &row.name(), partner = &row.partner);
    Ok(rows.iter().map(|row| (row.id.to_string(), label(row))).collect())
}

/// What the editor shows, in `language` or else the organisation's. A new template and a new language start with the
/// words that ship.
pub async fn editor(
    app: &AppState,
    staff: &Editor,
    id: Option<TemplateId>,
    language: Option<Language>,
) -> Result<TemplateEditor> {
    const EMAIL: &str = "select email from person where id = $1";
    let my_email: String = read!(&app.db, c => sqlx::query_scalar(EMAIL).bind(staff.id.0).fetch_one(c))?;
    let recipients = recipients(app).await?;
    let own = settings::settings(app).await?.language;
    let Some(id) = id else {
        let language = language.unwrap_or(own);
        let Template { kind, subject, body, .. } = default_templates::template(TemplateKind::Invitation, language);
        return Ok(TemplateEditor {
            template: None,
            kind,
            version: 0,
            name: String::new(),
            language,
            written: Vec::new(),
            subject,
            body,
            is_default: false,
            recipients,
            my_email,
            read_only: false,
        });
    };
    let found = store::find(app, staff, id).await?;
    let written: Vec<Language> = found.texts.iter().map(|text| text.language).collect();
    let language = language.unwrap_or_else(|| if written.contains(&own) { own } else { written[0] });
    let Managed { kind, version, is_default, name, .. } = found;
    let text = found.texts.into_iter().find(|text| text.language == language);
    let Template { subject, body, .. } = text.unwrap_or_else(|| default_templates::template(kind, language));
    Ok(TemplateEditor {
        template: Some(id),
        kind,
        version,
        name,
        language,
        written,
        subject,
        body,
        is_default,
        recipients,
        my_email,
        read_only: false,
    })
}

/// The email as saved, the way `contact` would get it; none is a sample person.
pub async fn saved(
    app: &AppState,
    staff: &Staff,
    id: Option<TemplateId>,
    language: Language,
    contact: Option<PersonId>,
) -> Result<Message> {
    let template = match id {
        None => default_templates::template(TemplateKind::Invitation, language),
        Some(id) => {
            let found = store::find(app, staff, id).await?;
            found.in_one_of([language, language]).ok_or(Error::NotFound)?
        }
    };
    render(app, staff, &template, contact).await
}

/// The same for what is typed right now. What the form does not say of its template, the template does.
pub async fn typed(app: &AppState, staff: &Staff, form: &TemplateForm) -> Result<Message> {
    let kind = kind_of(app, staff, &form.template).await?;
    let text = form.text(kind)?;
    let language = form.language().unwrap_or_default();
    let contact = match form.contact.as_str() {
        "" => None,
        id => Some(id.parse().map_err(|_| Error::NotFound)?),
    };
    let template = Template::shipped(kind, language, text.subject.as_str(), text.body.as_str());
    render(app, staff, &template, contact).await
}

/// What the template with this id, as a form carries it, is for; a new one, without id, invites.
pub async fn kind_of(app: &AppState, staff: &Staff, id: &str) -> Result<TemplateKind> {
    match id {
        "" => Ok(TemplateKind::Invitation),
        id => Ok(store::find(app, staff, id.parse().map_err(|_| Error::NotFound)?).await?.kind),
    }
}

/// With a link that opens nothing.
async fn render(app: &AppState, staff: &Staff, template: &Template, contact: Option<PersonId>) -> Result<Message> {
    let recipient = match contact {
        None => Recipient::sample(),
        Some(id) => {
            let find = Recipient::select("where p.id = $1");
            let found: Option<Recipient> = read!(&app.db, c => sqlx::query_as(find).bind(id.0).fetch_optional(c))?;
            found.ok_or_else(|| Error::field("contact", t!(server::templates::this_contact_no_longer_exists_choose)))?
        }
    };
    let names = (recipient.first_name, recipient.last_name, recipient.partner);
    let organisation = settings::settings(app).await?;
    let values = sample_values(app, staff, organisation, names, recipient.manager, template.language);
    Ok(fill::fill(app, template.clone(), values).await?.0)
}

/// The values of the placeholders in an email to a person of this first name, last name and company, which `staff` look
/// after, sent by them now, with a link that opens nothing.
pub fn sample_values(
    app: &AppState,
    staff: &Staff,
    organisation: Settings,
    (contact_first_name, contact_last_name, partner_name): (String, String, String),
    manager: Option<String>,
    language: Language,
) -> Values {
    Values {
        contact_first_name,
        contact_last_name,
        partner_name,
        organisation_name: organisation.name,
        inviter_name: staff.name.clone(),
        manager_name: manager.unwrap_or_else(|| staff.name.clone()),
        link: app.config.url(&paths::activation_link("unique-for-each-person")),
        expires_on: dates::instant(app.now().plus(organisation.lifetime.micros()), &organisation.time_zone, language),
        accent: organisation.accent,
        note: String::new(),
    }
}

/// What an invitation would be, and to whom.
#[derive(Debug, Default)]
pub struct AskedInvitation {
    /// First name, last name and company.
    pub names: (String, String, String),
    /// Who of the team looks after the company, if that is not the sender.
    pub manager: Option<String>,
    /// A language's code; empty for the organisation's.
    pub language: String,
    /// None for the default template.
    pub template: Option<TemplateId>,
    pub note: String,
    /// Whether it follows an email of the same invitation.
    pub is_reminder: bool,
}

/// The email of an invitation that `staff` would send now.
pub async fn invitation(app: &AppState, staff: &Staff, asked: AskedInvitation) -> Result<Message> {
    let note = PersonalNote::parse(&asked.note).map_err(|Invalid(why)| Error::field("note", why))?;
    let organisation = settings::settings(app).await?;
    let language = Language::parse(&asked.language).unwrap_or(organisation.language);
    let languages = [language, organisation.language];
    let kind = if asked.is_reminder { TemplateKind::Reminder } else { TemplateKind::Invitation };
    let template = store::get(app, kind, asked.template, languages).await?;
    let values = sample_values(app, staff, organisation, asked.names, asked.manager, template.language);
    let values = Values { note: note.as_str().to_owned(), ..values };
    Ok(fill::fill(app, template, values).await?.0)
}

/// Sends what is typed to the signed-in person; see [`test_send::send`].
pub async fn send(app: &AppState, staff: &Editor, form: &TemplateForm) -> Result<String> {
    test_send::send(app, staff, typed(app, staff, form).await?).await
}

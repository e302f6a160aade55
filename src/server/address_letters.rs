//! The mails about another address to sign in with: the new one gets a link, the old one is told.

use super::db::read;
use super::failure::{Failure, Result};
use super::letters::{fill, languages, reply_to};
use super::mailer::Letter;
use super::mails::{Claim, Notice, Wording};
use super::message::{self, Values};
use super::state::App;
use super::{phrases, templates};
use crate::domain::accent::Accent;
use crate::domain::template::TemplateKind;
use crate::domain::time::Timestamp;
use crate::paths;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct Row {
    old_email: String,
    email: String,
    expires_at: i64,
    first_name: String,
    last_name: String,
    role: String,
    language: String,
    asker: Option<String>,
    organisation: String,
    organisation_language: String,
    reply_to: String,
    accent: String,
}

impl Row {
    async fn get(app: &App, id: Uuid) -> Result<Self> {
        const GET: &str = "select a.old_email, a.email, a.expires_at, p.first_name, p.last_name, p.role, p.language,
                    b.first_name || ' ' || b.last_name as asker, o.name as organisation,
                    o.language as organisation_language, o.reply_to, o.accent
             from address_change a join person p on p.id = a.person_id join organisation o on o.id = 1
             left join person b on b.id = a.asked_by where a.id = $1";
        let row: Option<Self> = read!(&app.db, c => sqlx::query_as(GET).bind(id).fetch_optional(c))?;
        row.ok_or_else(|| Failure::internal("the change of address went while its mail was being written"))
    }

    fn asker(&self) -> String {
        self.asker.clone().unwrap_or_else(|| self.organisation.clone())
    }

    fn letter(self, app: &App, claim: &Claim, to: String, message: message::Message) -> Letter {
        Letter {
            to_name: format!("{} {}", self.first_name, self.last_name),
            to,
            reply_to: reply_to(&self.organisation, self.reply_to),
            message_id: claim.message_id.clone(),
            date: app.now(),
            message,
        }
    }
}

/// To the new address: the link that confirms it.
pub async fn confirmation(app: &App, claim: &Claim, id: Uuid) -> Result<(Letter, Option<Wording>)> {
    let row = Row::get(app, id).await?;
    let languages = languages(&row.language, &row.organisation_language);
    let template = templates::get(app, TemplateKind::AddressChange, None, languages).await?;
    let values = Values {
        contact_first_name: row.first_name.clone(),
        contact_last_name: row.last_name.clone(),
        partner_name: String::new(),
        inviter_name: row.asker(),
        organisation_name: row.organisation.clone(),
        link: app.config.url(&paths::address_link(claim.token.expose())),
        expires_on: phrases::deadline(Timestamp(row.expires_at), app.now(), template.language),
        accent: Accent::parse(&row.accent).unwrap_or_default(),
    };
    let (message, wording) = fill(&template, &values)?;
    let to = row.email.clone();
    Ok((row.letter(app, claim, to, message), wording))
}

/// To the old address: that a change was asked for, or that it counts.
pub async fn notice(app: &App, claim: &Claim, id: Uuid, notice: Notice) -> Result<Letter> {
    let row = Row::get(app, id).await?;
    let (organisation, new, asker) = (&row.organisation, &row.email, row.asker());
    let account = paths::account(row.role != "contact");
    let (subject, words, page) = match notice {
        Notice::Asked => (
            format!("A new address was asked for at {organisation}"),
            format!(
                "{asker} asked that you sign in at {organisation} with {new} instead of this address. Nothing changes \
                 until {new} confirms it with your password. If this is wrong, cancel it in your account, change your \
                 password there, and tell {organisation}."
            ),
            account,
        ),
        Notice::Changed => (
            format!("Your address for signing in at {organisation} was changed"),
            format!(
                "You sign in at {organisation} with {new} from now on. This address signs in no longer, and every \
                 other session has ended. If this was not you, tell {organisation} at once."
            ),
            paths::SIGN_IN,
        ),
    };
    let message = message::plain(organisation, &subject, &words, &app.config.url(page))?;
    let to = row.old_email.clone();
    Ok(row.letter(app, claim, to, message))
}

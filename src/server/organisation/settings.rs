//! The organisation that runs this Gangway.

use super::{checklist, logo, partner_manager};
use crate::domain::auth::viewer::{Shell, SignedInAs};
use crate::domain::email::EmailAddress;
use crate::domain::language::Language;
use crate::domain::organisation::accent::Accent;
use crate::domain::organisation::cadence::Cadence;
use crate::domain::organisation::settings::{InvitationLifetime, Organisation, OrganisationDetails};
use crate::domain::text::OrganisationName;
use crate::server::audit::record::{self, Entry, field};
use crate::server::authz::{Owner, Staff};
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Context, Error, Result};
use crate::server::platform::{markdown, time_zone};
use crate::server::state::AppState;

const GET: &str = "
    select name, reply_to, invitation_hours, reminder_days, accent, language, time_zone, welcome, version
    from organisation";

#[derive(sqlx::FromRow)]
struct SettingsRow {
    name: String,
    reply_to: String,
    invitation_hours: i64,
    reminder_days: String,
    accent: String,
    language: String,
    time_zone: String,
    welcome: String,
    version: i64,
}

/// The settings of an organisation.
#[derive(Debug, Clone)]
pub struct Settings {
    pub name: String,
    /// Empty: replies go to the person who invites.
    pub reply_to: String,
    pub lifetime: InvitationLifetime,
    pub reminders: Cadence,
    pub accent: Accent,
    /// What people are written to in who have no language of their own.
    pub language: Language,
    /// The zone (IANA) in which times are chosen.
    pub time_zone: String,
    /// What contacts read first in the portal, in Markdown.
    pub welcome: String,
    version: i64,
}

impl From<Option<SettingsRow>> for Settings {
    /// Before it was set up it is called after the program.
    fn from(row: Option<SettingsRow>) -> Self {
        let row = row.unwrap_or_else(|| SettingsRow {
            name: "Gangway".to_owned(),
            reply_to: String::new(),
            invitation_hours: InvitationLifetime::DEFAULT.hours(),
            reminder_days: String::new(),
            accent: String::new(),
            language: String::new(),
            time_zone: "UTC".to_owned(),
            welcome: String::new(),
            version: 0,
        });
        Self {
            name: row.name,
            reply_to: row.reply_to,
            lifetime: InvitationLifetime::of_hours(row.invitation_hours),
            reminders: Cadence::parse(&row.reminder_days).unwrap_or_default(),
            accent: Accent::parse(&row.accent).unwrap_or_default(),
            language: Language::parse(&row.language).unwrap_or_default(),
            time_zone: row.time_zone,
            welcome: row.welcome,
            version: row.version,
        }
    }
}

/// The settings that count now.
pub async fn settings(app: &AppState) -> Result<Settings> {
    let row: Option<SettingsRow> =
        read!(&app.db, c => sqlx::query_as(GET).fetch_optional(c)).context("loading the organisation's settings")?;
    Ok(row.into())
}

/// The same inside a transaction, which may have made the organisation.
pub async fn settings_in(tx: &mut Tx) -> Result<Settings> {
    let row: Option<SettingsRow> = run!(tx, c => sqlx::query_as(GET).fetch_optional(c))?;
    Ok(row.into())
}

/// Its name, or "Gangway" before it was set up.
pub async fn name(app: &AppState) -> Result<String> {
    Ok(settings(app).await?.name)
}

/// Sets the name, or replaces it: demo data may have been added before the first owner set up.
pub async fn add(tx: &mut Tx, app: &AppState, name: &OrganisationName) -> Result<()> {
    const NAME: &str = "
        insert into organisation (id, name, created_at)
        values (1, $1, $2)
        on conflict (id) do update set name = excluded.name";
    execute!(tx, NAME, name.as_str(), app.now().0)?;
    Ok(())
}

/// A transaction that locks what the organisation has only one of, such as its team or its lists, so that what is read
/// first still holds when it is written. The update changes nothing but makes all others wait, on both engines.
pub async fn begin(app: &AppState) -> Result<Tx> {
    let mut tx = app.db.begin().await?;
    match execute!(&mut tx, "update organisation set created_at = created_at where id = 1")? {
        1 => Ok(tx),
        _ => Err(Error::internal("there is no organisation yet")),
    }
}

/// Everything on the organisation's page.
pub async fn get(app: &AppState, _: &Staff, you_may_save: bool) -> Result<Organisation> {
    let Settings { name, reply_to, lifetime, reminders, accent, language, time_zone, welcome, version } =
        settings(app).await?;
    let time_zones = if you_may_save { time_zone::zones() } else { Vec::new() };
    Ok(Organisation {
        version,
        name,
        reply_to,
        lifetime,
        reminders,
        accent,
        logo: logo::current(app).await?,
        language,
        time_zone,
        time_zones,
        welcome_html: markdown::page_by(&app.workers, &welcome).await?,
        welcome,
        public_url: app.config.url(""),
        you_may_save,
        checklist_is_closed: checklist::is_closed(app).await?,
    })
}

/// Changes the settings, unless another person changed them since `version` was shown.
pub async fn save(app: &AppState, owner: &Owner, version: i64, new: OrganisationDetails) -> Result<()> {
    const SAVE: &str = "
        update organisation
        set name = $2, reply_to = $3, invitation_hours = $4, accent = $5, language = $6, time_zone = $7, welcome = $8,
            reminder_days = $9, version = version + 1
        where id = 1 and version = $1";
    if !time_zone::zones().contains(&new.time_zone) {
        return Err(Error::field("time_zone", t!(server::organisation::choose_a_time_zone_from_the)));
    }
    let mut tx = app.db.begin().await?;
    let before = settings_in(&mut tx).await?;
    let (name, reply_to) = (new.name.as_str(), new.reply_to.as_ref().map_or("", EmailAddress::as_str));
    if execute!(
        &mut tx,
        SAVE,
        version,
        name,
        reply_to,
        new.lifetime.hours(),
        new.accent.as_str(),
        new.language.code(),
        &new.time_zone,
        new.welcome.as_str(),
        new.reminders.days()
    )? == 0
    {
        return Err(Error::Conflict(t!(server::organisation::changed_by_someone_else).to_owned()));
    }
    let changes = record::changes(|| {
        [
            field(t!(server::events::name), &before.name, name),
            field(t!(server::events::reply_to), &before.reply_to, reply_to),
            field(t!(server::events::lifetime), &before.lifetime.in_words(), &new.lifetime.in_words()),
            field(t!(server::events::reminders), &before.reminders.in_words(), &new.reminders.in_words()),
            field(t!(server::events::language), before.language.name(), new.language.name()),
            field(t!(server::events::time_zone), &before.time_zone, &new.time_zone),
            field(t!(server::events::accent), before.accent.label(), new.accent.label()),
            field(t!(server::events::welcome), &before.welcome, new.welcome.as_str()),
        ]
    });
    let what = recorded!(server::events::organisation_changed, actor = &owner.name);
    let entry = Entry::of(&**owner, "organisation_changed", what);
    record::write_change(&mut tx, app, entry, &changes).await?;
    tx.commit().await
}

/// What the frame around every page shows.
pub async fn shell(app: &AppState, person: Option<SignedInAs>) -> Result<Shell> {
    let is_staff = person.as_ref().is_some_and(SignedInAs::is_staff);
    let email_to_files = is_staff && app.mailer.saves_files();
    let Settings { name: organisation, accent, .. } = settings(app).await?;
    let logo = logo::current(app).await?;
    let partner_manager = match &person {
        Some(person) => partner_manager::of_contact(app, person.id).await?,
        None => None,
    };
    Ok(Shell { organisation, accent, logo, person, email_to_files, partner_manager })
}

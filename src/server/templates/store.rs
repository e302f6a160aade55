//! Email templates as they are kept: each in one or more languages, with its earlier words, to which
//! messages refer that were sent. Of every kind exactly one is the default.

use crate::domain::ids::TemplateId;
use crate::domain::language::Language;
use crate::domain::templates::form::{TemplateDetails, TemplateRow, TemplateText};
use crate::domain::templates::text::{TemplateChoice, TemplateKind};
use crate::domain::text::TemplateName;
use crate::domain::time::Timestamp;
use crate::i18n::Recorded;
use crate::server::audit::record::{self, Entry, field};
use crate::server::authz::{Editor, Staff};
use crate::server::mailer::template::Template;
use crate::server::organisation::settings;
use crate::server::platform::db::{Tx, execute, read, run};
use crate::server::platform::error::{Error, Result};
use crate::server::platform::normalize::fold;
use crate::server::state::AppState;
use uuid::Uuid;

#[derive(sqlx::FromRow)]
struct TextRow {
    id: Uuid,
    kind: String,
    language: String,
    subject: String,
    body: String,
}

impl From<TextRow> for Template {
    fn from(row: TextRow) -> Self {
        Self {
            text_id: Some(row.id),
            kind: TemplateKind::parse(&row.kind).unwrap_or(TemplateKind::Invitation),
            language: Language::parse(&row.language).unwrap_or_default(),
            subject: row.subject,
            body: row.body,
        }
    }
}

/// A template with what belongs to its management.
#[derive(Debug)]
pub struct Managed {
    pub kind: TemplateKind,
    pub name: String,
    pub is_default: bool,
    /// Counts its changes.
    pub version: i64,
    /// In each of its languages, in the order of [`Language::ALL`]; never empty.
    pub texts: Vec<Template>,
}

impl Managed {
    /// The text for a person who reads the first of `languages`, else the next one, else any.
    pub fn in_one_of(self, languages: [Language; 2]) -> Option<Template> {
        pick(self.texts, languages)
    }
}

fn pick(mut texts: Vec<Template>, languages: [Language; 2]) -> Option<Template> {
    let wanted = languages.iter().find_map(|language| texts.iter().position(|text| text.language == *language));
    (!texts.is_empty()).then(|| texts.swap_remove(wanted.unwrap_or(0)))
}

fn in_order(rows: Vec<TextRow>) -> Vec<Template> {
    let mut texts: Vec<Template> = rows.into_iter().map(Template::from).collect();
    texts.sort_by_key(|text| text.language as u8);
    texts
}

/// What the wizard offers, the default first.
pub async fn list(app: &AppState) -> Result<Vec<TemplateChoice>> {
    const LIST: &str = "
        select id, name, is_default
        from email_template
        where kind = 'invitation'
        order by is_default desc, name_key, id";
    let rows: Vec<(Uuid, String, bool)> = read!(&app.db, c => sqlx::query_as(LIST).fetch_all(c))?;
    let choice = |(id, name, is_default)| TemplateChoice { id: TemplateId(id), name, is_default };
    Ok(rows.into_iter().map(choice).collect())
}

/// The text of the template with this id, without one of the default of its `kind`, for a person who reads the first of
/// `languages`, else the next one.
pub async fn get(
    app: &AppState,
    kind: TemplateKind,
    id: Option<TemplateId>,
    languages: [Language; 2],
) -> Result<Template> {
    const GET: &str = "
        select w.id, w.kind, w.language, w.subject, w.body
        from email_template_text w
        join email_template t on t.id = w.template_id
        where w.is_current and t.kind = $1 and (t.id = $2 or ($3 and t.is_default))";
    let (chosen, by_default) = (id.map_or(Uuid::nil(), |id| id.0), id.is_none());
    let rows: Vec<TextRow> = read!(&app.db, c =>
        sqlx::query_as(GET).bind(kind.as_str()).bind(chosen).bind(by_default).fetch_all(c))?;
    pick(in_order(rows), languages)
        .ok_or_else(|| Error::field("template", t!(server::templates::this_template_no_longer_exists_choose)))
}

#[derive(sqlx::FromRow)]
struct TemplateRecord {
    id: Uuid,
    kind: String,
    name: String,
    is_default: bool,
    updated_at: i64,
    used_by: i64,
    open: i64,
    planned: i64,
}

/// All of them, by kind, the default first, with how many invitations they word. An invitation that
/// names no template goes out with the default one; those of colleagues have words of their own.
pub async fn rows(app: &AppState, _: &Staff) -> Result<Vec<TemplateRow>> {
    const ROWS: &str = "
        select t.id, t.kind, t.name, t.is_default, t.updated_at, count(i.id) as used_by,
            count(i.id) filter (where i.is_live) as open,
            (
                select count(*)
                from queued_email m
                join invitation s on s.id = m.invitation_id
                where m.state = 'queued' and m.scheduled_at is not null and s.template_id = t.id
            ) as planned
        from email_template t
        left join invitation i on i.purpose = 'activation' and t.kind = 'invitation'
            and (i.template_id = t.id or (t.is_default and i.template_id is null))
            and exists (select 1 from person p where p.id = i.person_id and p.role = 'contact')
        group by t.id, t.kind, t.name, t.name_key, t.is_default, t.updated_at
        order by t.is_default desc, t.name_key, t.id";
    const TEXTS: &str = "select template_id, language, subject from email_template_text where is_current";
    let refused = refused(app).await?;
    let rows: Vec<TemplateRecord> = read!(&app.db, c => sqlx::query_as(ROWS).fetch_all(c))?;
    let texts: Vec<(Uuid, String, String)> = read!(&app.db, c => sqlx::query_as(TEXTS).fetch_all(c))?;
    let own = settings::settings(app).await?.language;
    let view = |row: TemplateRecord| {
        let in_language =
            |language: Language| texts.iter().find(|(id, code, _)| *id == row.id && code == language.code());
        let languages: Vec<Language> =
            Language::ALL.into_iter().filter(|language| in_language(*language).is_some()).collect();
        let shown = in_language(own).or_else(|| in_language(*languages.first()?));
        TemplateRow {
            id: TemplateId(row.id),
            kind: TemplateKind::parse(&row.kind).unwrap_or(TemplateKind::Invitation),
            subject: shown.map(|(_, _, subject)| subject.clone()).unwrap_or_default(),
            refused: refused.iter().filter(|text| text.template == row.id).map(|text| text.language).collect(),
            languages,
            name: row.name,
            is_default: row.is_default,
            updated_at: Timestamp(row.updated_at),
            used_by: row.used_by,
            open: row.open,
            planned: row.planned,
        }
    };
    let mut list: Vec<TemplateRow> = rows.into_iter().map(view).collect();
    list.sort_by_key(|row| row.kind as u8);
    Ok(list)
}

/// A text in use that could not be saved today: the text that ships is sent instead.
#[derive(Debug)]
pub struct RefusedText {
    template: Uuid,
    /// The template's name.
    pub name: String,
    pub language: Language,
    /// What is wrong with it.
    pub why: String,
}

/// The texts in use that break a rule which saving keeps to now.
pub async fn refused(app: &AppState) -> Result<Vec<RefusedText>> {
    const TEXTS: &str = "
        select w.template_id, t.name, w.kind, w.language, w.subject, w.body
        from email_template_text w
        join email_template t on t.id = w.template_id
        where w.is_current
        order by t.name_key, w.language";
    type Row = (Uuid, String, String, String, String, String);
    let rows: Vec<Row> = read!(&app.db, c => sqlx::query_as(TEXTS).fetch_all(c))?;
    let refused = |(template, name, kind, language, subject, body): Row| {
        let why =
            TemplateText::complaint(&subject, &body, TemplateKind::parse(&kind).unwrap_or(TemplateKind::Invitation))?;
        Some(RefusedText { template, name, language: Language::parse(&language).unwrap_or_default(), why })
    };
    Ok(rows.into_iter().filter_map(refused).collect())
}

type ManagedRow = (String, String, bool, i64);
const FIND: &str = "select kind, name, is_default, version from email_template where id = $1";
const TEXTS: &str =
    "select id, kind, language, subject, body from email_template_text where template_id = $1 and is_current";

fn managed(row: Option<ManagedRow>, texts: Vec<TextRow>) -> Result<Managed> {
    let (kind, name, is_default, version) = row.ok_or(Error::NotFound)?;
    let kind = TemplateKind::parse(&kind).unwrap_or(TemplateKind::Invitation);
    Ok(Managed { kind, name, is_default, version, texts: in_order(texts) })
}

/// One template, to be changed.
pub async fn find(app: &AppState, _: &Staff, id: TemplateId) -> Result<Managed> {
    let row: Option<ManagedRow> = read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
    let texts: Vec<TextRow> = read!(&app.db, c => sqlx::query_as(TEXTS).bind(id.0).fetch_all(c))?;
    managed(row, texts)
}

async fn find_in(tx: &mut Tx, id: TemplateId) -> Result<Managed> {
    let row: Option<ManagedRow> = run!(tx, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
    let texts: Vec<TextRow> = run!(tx, c => sqlx::query_as(TEXTS).bind(id.0).fetch_all(c))?;
    managed(row, texts)
}

async fn note(tx: &mut Tx, app: &AppState, staff: &Editor, action: &'static str, what: Recorded) -> Result<()> {
    record::write(tx, app, Entry::of(staff, action, what)).await
}

async fn is_taken(tx: &mut Tx, name: &str, except: Option<TemplateId>) -> Result<bool> {
    const TAKEN: &str = "select 1 from email_template where name_key = $1 and id <> $2";
    let except = except.map_or(Uuid::nil(), |id| id.0);
    let taken: Option<i32> = run!(tx, c => sqlx::query_scalar(TAKEN).bind(fold(name)).bind(except).fetch_optional(c))?;
    Ok(taken.is_some())
}

fn taken_name() -> Error {
    Error::field("name", t!(server::templates::another_template_has_this_name_choose))
}

/// Adds a template in every language of `texts`.
pub async fn insert(
    tx: &mut Tx,
    app: &AppState,
    kind: TemplateKind,
    name: &str,
    is_default: bool,
    texts: &[Template],
) -> Result<TemplateId> {
    const ADD: &str = "
        insert into email_template (id, kind, name, name_key, is_default, version, created_at, updated_at)
        values ($1, $2, $3, $4, $5, 1, $6, $6)";
    let id = app.id();
    execute!(tx, ADD, id, kind.as_str(), name, fold(name), is_default, app.now().0)?;
    for text in texts {
        write(tx, app, TemplateId(id), name, 1, text).await?;
    }
    Ok(TemplateId(id))
}

/// Writes the words that are in use from now on in their language.
async fn write(tx: &mut Tx, app: &AppState, id: TemplateId, name: &str, version: i64, text: &Template) -> Result<()> {
    const ADD: &str = "
        insert into email_template_text (id, template_id, kind, name, version, language, subject, body, is_current)
        values ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    retire(tx, id, Some(text.language)).await?;
    let Template { kind, language, subject, body, .. } = text;
    execute!(tx, ADD, app.id(), id.0, kind.as_str(), name, version, language.code(), subject, body, true)?;
    Ok(())
}

/// Takes words out of use, in one language or in all. They are kept: messages refer to them.
async fn retire(tx: &mut Tx, id: TemplateId, language: Option<Language>) -> Result<()> {
    const RETIRE: &str = "
        update email_template_text
        set is_current = $3
        where template_id = $1 and is_current and (cast($2 as text) = '' or language = $2)";
    execute!(tx, RETIRE, id.0, language.map_or("", Language::code), false)?;
    Ok(())
}

/// Adds a template for invitations, in one language.
pub async fn add(app: &AppState, staff: &Editor, details: &TemplateDetails) -> Result<TemplateId> {
    let mut tx = settings::begin(app).await?;
    let name = details.name.as_str();
    if is_taken(&mut tx, name, None).await? {
        return Err(taken_name());
    }
    let texts = [typed(TemplateKind::Invitation, details)];
    let id = insert(&mut tx, app, TemplateKind::Invitation, name, false, &texts).await?;
    let what = recorded!(server::events::template_added, actor = &staff.name, template = name);
    note(&mut tx, app, staff, "template_added", what).await?;
    tx.commit().await?;
    Ok(id)
}

fn typed(kind: TemplateKind, details: &TemplateDetails) -> Template {
    let text = &details.text;
    Template::shipped(kind, details.language, text.subject.as_str(), text.body.as_str())
}

/// A transaction in which the template is as `version` knew it.
async fn begin_change(app: &AppState, id: TemplateId, version: i64) -> Result<(Tx, Managed)> {
    let mut tx = settings::begin(app).await?;
    let before = find_in(&mut tx, id).await?;
    if before.version == version {
        return Ok((tx, before));
    }
    Err(Error::Conflict(t!(server::templates::changed_by_someone_else).to_owned()))
}

/// Changes a template's name and its text in one language, or adds that language, unless another person changed it
/// since `version` was shown. Emails that are not sent yet use the new text.
pub async fn update(
    app: &AppState,
    staff: &Editor,
    id: TemplateId,
    version: i64,
    details: &TemplateDetails,
) -> Result<()> {
    const UPDATE: &str =
        "update email_template set name = $2, name_key = $3, version = version + 1, updated_at = $4 where id = $1";
    let (mut tx, before) = begin_change(app, id, version).await?;
    let name = details.name.as_str();
    if is_taken(&mut tx, name, Some(id)).await? {
        return Err(taken_name());
    }
    execute!(&mut tx, UPDATE, id.0, name, fold(name), app.now().0)?;
    let after = typed(before.kind, details);
    write(&mut tx, app, id, name, version + 1, &after).await?;
    let what = recorded!(server::events::template_changed, actor = &staff.name, template = &before.name);
    let former = before.texts.iter().find(|text| text.language == after.language);
    let (subject, body) = former.map_or(("", ""), |text| (&text.subject, &text.body));
    let changes = record::changes(|| {
        let language = after.language.name();
        [
            field(t!(server::events::name), &before.name, name),
            field(&t!(server::events::subject, language = language), subject, &after.subject),
            field(&t!(server::events::message, language = language), body, &after.body),
        ]
    });
    record::write_change(&mut tx, app, Entry::of(staff, "template_changed", what), &changes).await?;
    tx.commit().await
}

/// Takes a language out of a template, unless it is the only one. Who reads it is written to in the
/// organisation's language from then on.
pub async fn remove_language(
    app: &AppState,
    staff: &Editor,
    id: TemplateId,
    version: i64,
    language: Language,
) -> Result<()> {
    const UPDATE: &str = "update email_template set version = version + 1, updated_at = $2 where id = $1";
    let (mut tx, before) = begin_change(app, id, version).await?;
    if before.texts.iter().all(|text| text.language == language) {
        return Err(Error::Conflict(t!(server::templates::only_language, language = language.name())));
    }
    retire(&mut tx, id, Some(language)).await?;
    execute!(&mut tx, UPDATE, id.0, app.now().0)?;
    let what = recorded!(
        server::events::template_language_removed,
        actor = &staff.name,
        language = language.name(),
        template = &before.name,
    );
    note(&mut tx, app, staff, "template_changed", what).await?;
    tx.commit().await
}

/// Adds a template for invitations with the same words and a name of its own.
pub async fn duplicate(app: &AppState, staff: &Editor, id: TemplateId) -> Result<TemplateId> {
    let mut tx = settings::begin(app).await?;
    let original = find_in(&mut tx, id).await?;
    if original.kind != TemplateKind::Invitation {
        return Err(Error::Conflict(t!(server::templates::only_templates_for_invitations_can_be).to_owned()));
    }
    let mut copies = 1;
    let name = loop {
        let name = copy_name(&original.name, copies);
        if !is_taken(&mut tx, &name, None).await? {
            break name;
        }
        copies += 1;
    };
    let copy = insert(&mut tx, app, original.kind, &name, false, &original.texts).await?;
    let what =
        recorded!(server::events::template_duplicated, actor = &staff.name, template = &original.name, copy = &name,);
    note(&mut tx, app, staff, "template_added", what).await?;
    tx.commit().await?;
    Ok(copy)
}

/// `Copy of X`, `Copy 2 of X`: shortened where it would not fit.
fn copy_name(name: &str, copies: i64) -> String {
    let name = t!(server::templates::copy_name, copies = copies, template = name);
    let short: String = name.chars().take(TemplateName::MAX).collect();
    short.trim_end().to_owned()
}

/// Makes a template the default.
pub async fn make_default(app: &AppState, staff: &Editor, id: TemplateId) -> Result<()> {
    const DEFAULT: &str = "select name from email_template where is_default and kind = $1";
    const NO_MORE: &str = "update email_template set is_default = $2 where is_default and kind = $1";
    let mut tx = settings::begin(app).await?;
    let template = find_in(&mut tx, id).await?;
    if template.is_default {
        return Ok(());
    }
    let kind = template.kind.as_str();
    let before: Option<String> = run!(&mut tx, c => sqlx::query_scalar(DEFAULT).bind(kind).fetch_optional(c))?;
    execute!(&mut tx, NO_MORE, kind, false)?;
    execute!(&mut tx, "update email_template set is_default = $2 where id = $1", id.0, true)?;
    let what = recorded!(server::events::template_made_default, actor = &staff.name, template = &template.name);
    let changes =
        record::changes(|| [field(t!(server::events::default), before.as_deref().unwrap_or_default(), &template.name)]);
    record::write_change(&mut tx, app, Entry::of(staff, "template_made_default", what), &changes).await?;
    tx.commit().await
}

/// Deletes a template. Invitations that it worded forget it (by foreign key): what was sent is sent,
/// and what is still to be sent goes out with the default one. The default itself stays, and so there
/// is always one.
pub async fn remove(app: &AppState, staff: &Editor, id: TemplateId) -> Result<()> {
    const OTHERS: &str = "select count(*) from email_template where id <> $1 and kind = $2";
    let mut tx = settings::begin(app).await?;
    let template = find_in(&mut tx, id).await?;
    if template.is_default {
        let others: i64 =
            run!(&mut tx, c => sqlx::query_scalar(OTHERS).bind(id.0).bind(template.kind.as_str()).fetch_one(c))?;
        return Err(Error::Conflict(
            match others {
                0 => t!(server::templates::this_is_the_only_template_and),
                _ => t!(server::templates::this_is_the_default_template_make),
            }
            .to_owned(),
        ));
    }
    retire(&mut tx, id, None).await?;
    execute!(&mut tx, "delete from email_template where id = $1", id.0)?;
    let what = recorded!(server::events::template_deleted, actor = &staff.name, template = &template.name);
    note(&mut tx, app, staff, "template_deleted", what).await?;
    tx.commit().await
}

/// Refuses a template that was deleted in the meantime.
pub async fn check_template(tx: &mut Tx, template: Option<TemplateId>) -> Result<()> {
    const FIND: &str = "select 1 from email_template where id = $1 and kind = 'invitation'";
    let Some(id) = template else { return Ok(()) };
    let known: Option<i32> = run!(tx, c => sqlx::query_scalar(FIND).bind(id.0).fetch_optional(c))?;
    known
        .map(|_| ())
        .ok_or_else(|| Error::field("template", t!(server::templates::this_template_no_longer_exists_choose)))
}

#[cfg(test)]
mod tests {
    use super::copy_name;

    #[test]
    fn copies_have_names_that_fit() {
        assert_eq!(copy_name("Invitation", 1), "Copy of Invitation");
        assert_eq!(copy_name("Invitation", 3), "Copy 3 of Invitation");
        assert_eq!(copy_name(&"ü".repeat(80), 12).chars().count(), 80);
    }
}

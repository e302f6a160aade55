//! E-mail templates as they are kept. There is always one, and exactly one is the default.

use super::access::{Editor, Staff};
use super::audit::{self, Entry};
use super::db::{Tx, execute, read, run};
use super::failure::{Failure, Result};
use super::keys::fold;
use super::organisation;
use super::state::App;
use crate::domain::ids::TemplateId;
use crate::domain::template::TemplateChoice;
use crate::domain::template_form::{TemplateDetails, TemplateRow};
use crate::domain::text::TemplateName;
use crate::domain::time::Timestamp;
use uuid::Uuid;

/// A template's words.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Template {
    pub subject: String,
    pub body: String,
}

/// A template with what belongs to its management.
#[derive(Debug, Clone, sqlx::FromRow)]
pub struct Managed {
    pub name: String,
    pub subject: String,
    pub body: String,
    pub is_default: bool,
    /// The instant of the last change, which serves as its version.
    pub updated_at: i64,
}

/// What the wizard offers, the default first.
pub async fn list(app: &App) -> Result<Vec<TemplateChoice>> {
    const LIST: &str = "select id, name, is_default from email_template order by is_default desc, name_key, id";
    let rows: Vec<(Uuid, String, bool)> = read!(&app.db, c => sqlx::query_as(LIST).fetch_all(c))?;
    let choice = |(id, name, is_default)| TemplateChoice { id: TemplateId(id), name, is_default };
    Ok(rows.into_iter().map(choice).collect())
}

/// The template with this id; the default one without.
pub async fn get(app: &App, id: Option<TemplateId>) -> Result<Template> {
    const GET: &str = "select subject, body from email_template where id = $1";
    const DEFAULT: &str = "select subject, body from email_template where is_default";
    let found = match id {
        Some(id) => read!(&app.db, c => sqlx::query_as(GET).bind(id.0).fetch_optional(c))?,
        None => read!(&app.db, c => sqlx::query_as(DEFAULT).fetch_optional(c))?,
    };
    found.ok_or_else(|| Failure::field("template", "This template does not exist any more. Choose another."))
}

#[derive(sqlx::FromRow)]
struct Row {
    id: Uuid,
    name: String,
    subject: String,
    is_default: bool,
    updated_at: i64,
    used_by: i64,
    open: i64,
}

/// All of them, the default first, with how many invitations they word. An invitation that names no
/// template goes out with the default one; those of colleagues have words of their own.
pub async fn rows(app: &App, _: &Staff) -> Result<Vec<TemplateRow>> {
    const ROWS: &str = "select t.id, t.name, t.subject, t.is_default, t.updated_at, count(i.id) as used_by,
                count(i.id) filter (where i.accepted_at is null and i.revoked_at is null and i.superseded_at is null) as open
         from email_template t left join invitation i on i.purpose = 'activation'
             and (i.template_id = t.id or (t.is_default and i.template_id is null))
             and exists (select 1 from person p where p.id = i.person_id and p.role = 'contact')
         group by t.id, t.name, t.name_key, t.subject, t.is_default, t.updated_at
         order by t.is_default desc, t.name_key, t.id";
    let rows: Vec<Row> = read!(&app.db, c => sqlx::query_as(ROWS).fetch_all(c))?;
    let view = |row: Row| TemplateRow {
        id: TemplateId(row.id),
        name: row.name,
        subject: row.subject,
        is_default: row.is_default,
        updated_at: Timestamp(row.updated_at),
        used_by: row.used_by,
        open: row.open,
    };
    Ok(rows.into_iter().map(view).collect())
}

const FIND: &str = "select name, subject, body, is_default, updated_at from email_template where id = $1";

/// One template, to be changed.
pub async fn find(app: &App, _: &Staff, id: TemplateId) -> Result<Managed> {
    let found: Option<Managed> = read!(&app.db, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
    found.ok_or(Failure::NotFound)
}

async fn find_in(tx: &mut Tx, id: TemplateId) -> Result<Managed> {
    let found: Option<Managed> = run!(tx, c => sqlx::query_as(FIND).bind(id.0).fetch_optional(c))?;
    found.ok_or(Failure::NotFound)
}

async fn note(tx: &mut Tx, app: &App, staff: &Editor, action: &'static str, what: String) -> Result<()> {
    let what = format!("{} {what}", staff.name);
    audit::write(tx, app, Entry::of(staff, action, what)).await
}

async fn is_taken(tx: &mut Tx, name: &str, except: Option<TemplateId>) -> Result<bool> {
    const TAKEN: &str = "select 1 from email_template where name_key = $1 and id <> $2";
    let except = except.map_or(Uuid::nil(), |id| id.0);
    let taken: Option<i32> = run!(tx, c => sqlx::query_scalar(TAKEN).bind(fold(name)).bind(except).fetch_optional(c))?;
    Ok(taken.is_some())
}

fn taken_name() -> Failure {
    Failure::field("name", "Another template has this name. Choose one that tells them apart.")
}

async fn insert(tx: &mut Tx, app: &App, name: &str, subject: &str, body: &str) -> Result<TemplateId> {
    const ADD: &str =
        "insert into email_template (id, name, name_key, subject, body, is_default, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7)";
    let id = app.id();
    execute!(tx, ADD, id, name, fold(name), subject, body, false, app.now().0)?;
    Ok(TemplateId(id))
}

/// Adds a template to choose from.
pub async fn add(app: &App, staff: &Editor, details: &TemplateDetails) -> Result<TemplateId> {
    let mut tx = organisation::begin(app).await?;
    let name = details.name.as_str();
    if is_taken(&mut tx, name, None).await? {
        return Err(taken_name());
    }
    let id = insert(&mut tx, app, name, details.words.subject.as_str(), details.words.body.as_str()).await?;
    note(&mut tx, app, staff, "template_added", format!("added the email template {name}.")).await?;
    tx.commit().await?;
    Ok(id)
}

/// Changes a template, unless somebody else did since `version` was shown. Mails that are not sent yet
/// go out in the new words.
pub async fn update(app: &App, staff: &Editor, id: TemplateId, version: i64, details: &TemplateDetails) -> Result<()> {
    const UPDATE: &str =
        "update email_template set name = $2, name_key = $3, subject = $4, body = $5, updated_at = $6 where id = $1";
    let mut tx = organisation::begin(app).await?;
    let before = find_in(&mut tx, id).await?;
    if before.updated_at != version {
        return Err(Failure::Conflict(
            "Somebody changed this template while you were editing. Open it in another tab, compare, and save again from there.".to_owned(),
        ));
    }
    let name = details.name.as_str();
    if is_taken(&mut tx, name, Some(id)).await? {
        return Err(taken_name());
    }
    let (subject, body) = (details.words.subject.as_str(), details.words.body.as_str());
    // Two changes in one microsecond must not look like one.
    let version = app.now().0.max(before.updated_at + 1);
    execute!(&mut tx, UPDATE, id.0, name, fold(name), subject, body, version)?;
    let what = if before.name == name {
        format!("changed the email template {name}.")
    } else {
        format!("changed the email template {}, now named {name}.", before.name)
    };
    let what = format!("{} {what}", staff.name);
    let entry = Entry::of(staff, "template_changed", what);
    let changes =
        [("Name", before.name.as_str(), name), ("Subject", &before.subject, subject), ("Message", &before.body, body)];
    audit::write_change(&mut tx, app, entry, &changes).await?;
    tx.commit().await
}

/// Adds a template with the same words and a name of its own.
pub async fn duplicate(app: &App, staff: &Editor, id: TemplateId) -> Result<TemplateId> {
    let mut tx = organisation::begin(app).await?;
    let original = find_in(&mut tx, id).await?;
    let mut copies = 1;
    let name = loop {
        let name = copy_name(&original.name, copies);
        if !is_taken(&mut tx, &name, None).await? {
            break name;
        }
        copies += 1;
    };
    let copy = insert(&mut tx, app, &name, &original.subject, &original.body).await?;
    let what = format!("duplicated the email template {} as {name}.", original.name);
    note(&mut tx, app, staff, "template_added", what).await?;
    tx.commit().await?;
    Ok(copy)
}

/// `Copy of X`, `Copy 2 of X`: shortened where it would not fit.
fn copy_name(name: &str, copies: u32) -> String {
    let name = if copies == 1 { format!("Copy of {name}") } else { format!("Copy {copies} of {name}") };
    let short: String = name.chars().take(TemplateName::MAX).collect();
    short.trim_end().to_owned()
}

/// Makes a template the one that is used where nobody chooses.
pub async fn make_default(app: &App, staff: &Editor, id: TemplateId) -> Result<()> {
    let mut tx = organisation::begin(app).await?;
    let template = find_in(&mut tx, id).await?;
    if template.is_default {
        return Ok(());
    }
    execute!(&mut tx, "update email_template set is_default = $1 where is_default", false)?;
    execute!(&mut tx, "update email_template set is_default = $2 where id = $1", id.0, true)?;
    let what = format!("made {} the default email template.", template.name);
    note(&mut tx, app, staff, "template_made_default", what).await?;
    tx.commit().await
}

/// Deletes a template. Invitations that it worded forget it (by foreign key): what was sent is sent,
/// and what is still to be sent goes out with the default one. The default itself stays, and so there
/// is always one.
pub async fn remove(app: &App, staff: &Editor, id: TemplateId) -> Result<()> {
    const OTHERS: &str = "select count(*) from email_template where id <> $1";
    let mut tx = organisation::begin(app).await?;
    let template = find_in(&mut tx, id).await?;
    if template.is_default {
        let others: i64 = run!(&mut tx, c => sqlx::query_scalar(OTHERS).bind(id.0).fetch_one(c))?;
        return Err(Failure::Conflict(
            match others {
                0 => "This is the only template, and invitations need one. Add another and make it the default first.",
                _ => "This is the default template. Make another one the default first, then delete this one.",
            }
            .to_owned(),
        ));
    }
    execute!(&mut tx, "delete from email_template where id = $1", id.0)?;
    note(&mut tx, app, staff, "template_deleted", format!("deleted the email template {}.", template.name)).await?;
    tx.commit().await
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

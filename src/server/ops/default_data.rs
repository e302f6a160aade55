//! What ships with an empty database: statuses, programs and email templates.

use crate::domain::language::Language;
use crate::domain::templates::text::TemplateKind;
use crate::i18n::{self, Locale};
use crate::server::mailer::default_templates;
use crate::server::platform::db::{execute, run};
use crate::server::platform::error::Result;
use crate::server::platform::normalize::fold;
use crate::server::state::AppState;
use crate::server::templates::store;

/// A status: its name and tone, and whether new partners have it.
fn statuses() -> [(&'static str, &'static str, bool); 4] {
    [
        (t!(server::defaults::applicant), "info", false),
        (t!(server::defaults::prospect), "warning", true),
        (t!(server::defaults::signed), "success", false),
        (t!(server::defaults::declined), "neutral", false),
    ]
}

fn programs() -> [&'static str; 3] {
    [t!(server::defaults::reseller), t!(server::defaults::referral), t!(server::defaults::technology)]
}

/// Adds them once; an organisation that emptied its list of programs keeps it empty. Two instances may
/// start on an empty database at once: the second adds nothing.
pub async fn ensure(app: &AppState) -> Result<()> {
    // What is stored is in one language, whatever that of the console is.
    i18n::speaking(Locale::default(), insert(app)).await
}

async fn insert(app: &AppState) -> Result<()> {
    const STATUS: &str = "
        insert into status (id, name, name_key, tone, position, is_default)
        values ($1, $2, $3, $4, $5, $6)
        on conflict do nothing";
    const PROGRAM: &str =
        "insert into program (id, name, name_key, position) values ($1, $2, $3, $4) on conflict do nothing";
    let mut tx = app.db.begin().await?;
    let present: i64 = run!(&mut tx, c => sqlx::query_scalar("select count(*) from status").fetch_one(c))?;
    if present > 0 {
        return Ok(());
    }
    for (position, (name, tone, is_default)) in statuses().into_iter().enumerate() {
        if execute!(&mut tx, STATUS, app.id(), name, fold(name), tone, position as i64, is_default)? == 0 {
            return Ok(());
        }
    }
    for (position, name) in programs().into_iter().enumerate() {
        execute!(&mut tx, PROGRAM, app.id(), name, fold(name), position as i64)?;
    }
    for kind in TemplateKind::ALL {
        let texts = Language::ALL.map(|language| default_templates::template(kind, language));
        store::insert(&mut tx, app, kind, default_templates::name(kind), true, &texts).await?;
    }
    tx.commit().await
}

//! The setup checklist of a new organisation: what is done is read from what was done.

use crate::domain::organisation::checklist::{Checklist, Step};
use crate::paths;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Editor, Staff};
use crate::server::platform::db::{Tx, execute, read};
use crate::server::platform::error::Result;
use crate::server::state::AppState;

#[derive(sqlx::FromRow)]
struct Done {
    is_owner: bool,
    settings: bool,
    email: bool,
    programs: bool,
    partner: bool,
    colleague: bool,
}

/// The checklist, for owners and admins, until one of them hides it.
pub async fn open(app: &AppState, staff: &Staff) -> Result<Option<Checklist>> {
    const DONE: &str = "
        select
            p.role = 'owner' as is_owner,
            o.version > 1 as settings,
            exists (select 1 from audit where action = 'mail_test_accepted') as email,
            exists (
                select 1 from audit
                where action in ('program_added', 'program_changed', 'program_archived', 'program_deleted')
            ) or exists (select 1 from partner_program) as programs,
            exists (select 1 from partner) as partner,
            exists (
                select 1 from person c
                where c.partner_id is null and c.access_at is not null and c.id <> p.id
            ) as colleague
        from organisation o
        join person p on p.id = $1 and p.role in ('owner', 'admin')
        where o.checklist_closed_at is null";
    let done: Option<Done> = read!(&app.db, c => sqlx::query_as(DONE).bind(staff.id.0).fetch_optional(c))?;
    Ok(done.map(|done| checklist(&done, app.mailer.saves_files())))
}

fn checklist(done: &Done, is_without_server: bool) -> Checklist {
    let step = |title: &str, why: &str, href: &str, is_done: bool| Step {
        title: title.to_owned(),
        why: why.to_owned(),
        href: href.to_owned(),
        instead: None,
        is_done,
    };
    let settings = match done.is_owner {
        true => t!(server::organisation::scheduled_emails_follow_the_time_zone),
        false => t!(server::organisation::an_owner_does_this_you_can),
    };
    let (email, why, way) = match is_without_server {
        true => {
            let why = if done.is_owner { t!(server::organisation::no_mail_server_is_set_up) } else { settings };
            (t!(server::organisation::set_up_email), why, paths::MANAGE_MAIL_SERVER)
        }
        false => {
            let why = t!(server::organisation::see_that_invitations_can_reach_an);
            (t!(server::organisation::send_yourself_a_test_email), why, paths::MANAGE_MAIL)
        }
    };
    let programs = t!(server::organisation::a_few_examples_are_there_rename);
    let partner = t!(server::organisation::start_with_one_and_its_main);
    let colleague = t!(server::organisation::decide_who_can_make_changes_and);
    Checklist {
        steps: vec![
            step(
                t!(server::organisation::set_your_time_zone_and_logo),
                settings,
                paths::MANAGE_ORGANISATION,
                done.settings,
            ),
            step(email, why, way, done.email && !is_without_server),
            step(t!(server::organisation::create_your_programs), programs, paths::MANAGE_PROGRAMS, done.programs),
            Step {
                instead: Some((
                    t!(server::organisation::import_a_spreadsheet).to_owned(),
                    paths::PARTNERS_IMPORT.to_owned(),
                )),
                ..step(t!(server::organisation::add_or_import_a_partner), partner, paths::NEW_PARTNER, done.partner)
            },
            step(t!(server::organisation::invite_a_colleague), colleague, paths::NEW_MEMBER, done.colleague),
        ],
    }
}

/// Whether it is hidden, so that it can be shown again.
pub async fn is_closed(app: &AppState) -> Result<bool> {
    const CLOSED: &str = "select count(*) from organisation where checklist_closed_at is not null";
    let closed: i64 = read!(&app.db, c => sqlx::query_scalar(CLOSED).fetch_one(c))?;
    Ok(closed > 0)
}

/// Hides it from everyone, done or not.
pub async fn hide(app: &AppState, staff: &Editor) -> Result<()> {
    let mut tx = app.db.begin().await?;
    if close(&mut tx, app).await? {
        let what = recorded!(server::events::checklist_hidden, actor = &staff.name);
        record::write(&mut tx, app, Entry::of(staff, "checklist_hidden", what)).await?;
    }
    tx.commit().await
}

/// Shows it again to all who may do what it says.
pub async fn show(app: &AppState, staff: &Editor) -> Result<()> {
    const SHOW: &str =
        "update organisation set checklist_closed_at = null where id = 1 and checklist_closed_at is not null";
    let mut tx = app.db.begin().await?;
    if execute!(&mut tx, SHOW)? > 0 {
        let what = recorded!(server::events::checklist_shown, actor = &staff.name);
        record::write(&mut tx, app, Entry::of(staff, "checklist_shown", what)).await?;
    }
    tx.commit().await
}

/// Ends it; false where it has ended already.
pub async fn close(tx: &mut Tx, app: &AppState) -> Result<bool> {
    const CLOSE: &str = "update organisation set checklist_closed_at = $1 where id = 1 and checklist_closed_at is null";
    Ok(execute!(tx, CLOSE, app.now().0)? > 0)
}

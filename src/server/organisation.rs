//! The organisation that runs this Gangway.

use super::db::{Tx, execute, read};
use super::failure::Result;
use super::mail_pause;
use super::state::App;
use crate::domain::person::{Shell, SignedInAs};
use crate::domain::text::OrganisationName;

/// Its name, or "Gangway" before it was set up.
pub async fn name(app: &App) -> Result<String> {
    let name: Option<String> =
        read!(&app.db, c => sqlx::query_scalar("select name from organisation").fetch_optional(c))?;
    Ok(name.unwrap_or_else(|| "Gangway".to_owned()))
}

/// Names it, or names it anew: a demonstration may have been filled before the first owner set up.
pub async fn add(tx: &mut Tx, app: &App, name: &OrganisationName) -> Result<()> {
    const NAME: &str = "insert into organisation (id, name, created_at) values (1, $1, $2)
         on conflict (id) do update set name = excluded.name";
    execute!(tx, NAME, name.as_str(), app.now().0)?;
    Ok(())
}

/// What the frame around every page shows.
pub async fn shell(app: &App, person: Option<SignedInAs>) -> Result<Shell> {
    let is_staff = person.as_ref().is_some_and(SignedInAs::is_staff);
    let mail_to_files = is_staff && app.mailer.saves_files();
    let pause = if is_staff { mail_pause::current(app).await? } else { None };
    Ok(Shell { organisation: name(app).await?, person, mail_to_files, mail_paused: pause.map(|pause| pause.why) })
}

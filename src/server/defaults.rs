//! What ships with an empty database: statuses, programs and the invitation template.

use super::db::{execute, run};
use super::failure::Result;
use super::keys::fold;
use super::state::App;
use super::templates::Template;
use crate::domain::person::Role;

const STATUSES: [(&str, &str); 4] =
    [("Applicant", "note"), ("Prospect", "wait"), ("Active", "good"), ("Declined", "plain")];
const PROGRAMS: [&str; 3] = ["Reseller", "Referral", "Technology"];
const TEMPLATE_NAME: &str = "Invitation";
const SUBJECT: &str = "{{ contact_first_name }}, your {{ organisation_name }} partner portal is ready";
const BODY: &str = "\
Hello {{ contact_first_name | there }},

{{ inviter_name }} invites you to the partner portal of **{{ organisation_name }}**, where \
{{ partner_name }} finds its programs and its team.

{{ activation_link }}

The link is yours alone and works until {{ expires_on }}. Choose a password there, and sign in with \
this email address from then on.

If you did not expect this, you can ignore it: nothing happens until you choose a password.";

const COLLEAGUE_SUBJECT: &str = "{{ inviter_name }} invites you to run {{ organisation_name }}'s partner programme";
const COLLEAGUE_BODY: &str = "\
Hello {{ contact_first_name | there }},

{{ inviter_name }} invites you to the team that runs the partner programme of **{{ organisation_name }}** \
with Gangway. You join as [role], who can [may].

{{ activation_link }}

The link is yours alone and works until {{ expires_on }}. Choose a password there, and sign in with \
this email address from then on.

If you did not expect this, you can ignore it: nothing happens until you choose a password.";

const RESET_SUBJECT: &str = "Choose a new password for {{ organisation_name }}";
const RESET_BODY: &str = "\
Hello {{ contact_first_name | there }},

somebody, most likely you, asked to choose a new password for this address at {{ organisation_name }}.

{{ activation_link }}

The link works until {{ expires_on }}. If it was not you, ignore this: your password stays as it is.";

const ADDRESS_SUBJECT: &str = "Confirm this address for {{ organisation_name }}";
const ADDRESS_BODY: &str = "\
Hello {{ contact_first_name | there }},

{{ inviter_name }} asked that you sign in at {{ organisation_name }} with this address from now on.

{{ activation_link }}

The link works until {{ expires_on }}, and your current password confirms it. Until then nothing changes. \
If this is not about you, ignore it: without the password nothing happens.";

/// The invitation in the words that ship.
pub fn invitation_template() -> Template {
    Template { subject: SUBJECT.to_owned(), body: BODY.to_owned() }
}

/// What a colleague gets who is invited to this role. Organisations word what partners read, not this.
pub fn colleague_template(role: Role) -> Template {
    let body = COLLEAGUE_BODY.replace("[role]", role.in_words()).replace("[may]", role.may());
    Template { subject: COLLEAGUE_SUBJECT.to_owned(), body }
}

/// The password reset in the words that ship.
pub fn reset_template() -> Template {
    Template { subject: RESET_SUBJECT.to_owned(), body: RESET_BODY.to_owned() }
}

/// What a new address gets, in the words that ship.
pub fn address_template() -> Template {
    Template { subject: ADDRESS_SUBJECT.to_owned(), body: ADDRESS_BODY.to_owned() }
}

/// Adds them once; an organisation that emptied its list of programs keeps it empty. Two instances may
/// start on an empty database at once: whoever is second adds nothing.
pub async fn ensure(app: &App) -> Result<()> {
    const STATUS: &str =
        "insert into status (id, name, name_key, tone, position) values ($1, $2, $3, $4, $5) on conflict do nothing";
    const PROGRAM: &str =
        "insert into program (id, name, name_key, position) values ($1, $2, $3, $4) on conflict do nothing";
    const TEMPLATE: &str =
        "insert into email_template (id, name, name_key, subject, body, is_default, created_at, updated_at)
         values ($1, $2, $3, $4, $5, $6, $7, $7) on conflict do nothing";
    let mut tx = app.db.begin().await?;
    let present: i64 = run!(&mut tx, c => sqlx::query_scalar("select count(*) from status").fetch_one(c))?;
    if present > 0 {
        return Ok(());
    }
    for (position, (name, tone)) in STATUSES.into_iter().enumerate() {
        execute!(&mut tx, STATUS, app.id(), name, fold(name), tone, position as i64)?;
    }
    for (position, name) in PROGRAMS.into_iter().enumerate() {
        execute!(&mut tx, PROGRAM, app.id(), name, fold(name), position as i64)?;
    }
    execute!(&mut tx, TEMPLATE, app.id(), TEMPLATE_NAME, fold(TEMPLATE_NAME), SUBJECT, BODY, true, app.now().0)?;
    tx.commit().await
}

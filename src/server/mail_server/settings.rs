//! *Email > Mail > Mail server*: what is in use, and how an owner changes it.

use super::providers;
use super::stored::{self, Stored, refresh};
use crate::domain::forms::FieldErrors;
use crate::domain::mail_server::{Encryption, MailServerDetails, MailServerFields, MailServerForm, MailServerPage};
use crate::domain::text::Invalid;
use crate::server::audit::record::{self, Entry};
use crate::server::authz::{Confirmed, Owner, Staff};
use crate::server::mailer::transport::Mailer;
use crate::server::organisation::settings;
use crate::server::outbox::pause;
use crate::server::platform::config::smtp_url::{SetIn, SmtpUrl, Unfit};
use crate::server::platform::db::{Tx, execute, read};
use crate::server::platform::error::{Error, Result};
use crate::server::state::AppState;
use lettre::message::Mailbox;

/// The mail server in use and, for an owner, the form that changes it, filled for `provider` where one is named.
pub async fn page(app: &AppState, staff: &Staff, is_owner: bool, provider: &str) -> Result<MailServerPage> {
    let fixed = match why_fixed(app) {
        Some(why) => why,
        None if is_owner => String::new(),
        None => t!(server::mail_server::only_owners).to_owned(),
    };
    let unreachable = || (is_owner && app.mailer.has_server()).then(|| app.config.local_links_only()).flatten();
    Ok(MailServerPage {
        server: app.mailer.now().server(),
        sender: app.mailer.from(),
        problem: app.mailer.problem().map(|why| on_this_page(&why.words())).or_else(unreachable).unwrap_or_default(),
        fields: if fixed.is_empty() { Some(fields(app, staff, provider).await?) } else { None },
        fixed,
    })
}

/// `words` that lead to this page, as it shows them itself.
pub fn on_this_page(words: &str) -> String {
    words.replace(t!(server::mail_server::place), t!(server::mail_server::this_page))
}

/// Why the mail server cannot be changed here, if so.
fn why_fixed(app: &AppState) -> Option<String> {
    match &app.config.demo {
        Some(demo) => Some(t!(server::demo::cannot_be_set, emails = &demo.emails)),
        None => app.mailer.is_from_environment().then(|| t!(server::mail_server::set_by_environment).to_owned()),
    }
}

async fn fields(app: &AppState, staff: &Staff, provider: &str) -> Result<MailServerFields> {
    const MINE: &str = "select email from person where id = $1";
    let my_email: Option<String> = read!(&app.db, c => sqlx::query_scalar(MINE).bind(staff.id.0).fetch_optional(c))?;
    let stored = stored::find(app).await?;
    let preset = providers::find(provider);
    let my_email = my_email.unwrap_or_default();
    let organisation = settings::name(app).await?;
    // As good a guess as there is: the address exists, and its owner can answer a question about it.
    let (sender_name, sender) = match (&stored, &app.config.mail_from) {
        (Some(stored), _) => (stored.sender_name.clone(), stored.sender.clone()),
        (None, Some(_)) => {
            let from = app.mailer.now().from().clone();
            (from.name.unwrap_or_default(), from.email.to_string())
        }
        (None, None) => (organisation, my_email.clone()),
    };
    let mut fields = MailServerFields {
        version: stored.as_ref().map(|stored| stored.version.to_string()).unwrap_or_default(),
        host: stored.as_ref().map(|stored| stored.host.clone()).unwrap_or_default(),
        port: stored.as_ref().map(|stored| stored.port().to_string()).unwrap_or_default(),
        encryption: stored.as_ref().map_or(Encryption::Tls, Stored::encryption),
        user: stored.as_ref().map(Stored::user).unwrap_or_default(),
        has_password: false,
        sender_name,
        sender,
        providers: providers::all(),
        provider: String::new(),
        hint: String::new(),
        needs_sign_in: preset.is_some_and(|preset| preset.encryption != Encryption::None),
        my_email,
    };
    if let Some(Ok(Some((user, password)))) = stored.map(|stored| stored.credentials(app)) {
        fields.has_password = true;
        fields.user = if user == password { MailServerForm::SECRET_USER.to_owned() } else { user };
    }
    if let Some(preset) = preset {
        if fields.host != preset.host {
            fields.user = preset.user.to_owned();
            fields.has_password = false;
        }
        fields.host = preset.host.to_owned();
        fields.port = preset.encryption.usual_port().to_string();
        fields.encryption = preset.encryption;
        fields.provider = provider.to_owned();
        fields.hint = preset.hint();
    }
    Ok(fields)
}

/// Stores the mail server. What waited because of the one before is tried at once.
pub async fn save(app: &AppState, owner: &Confirmed<Owner>, version: &str, new: &MailServerDetails) -> Result<()> {
    refuse_fixed(app)?;
    let mut tx = begin(app, version).await?;
    let before = stored::find_in(&mut tx).await?;
    let (server, from, _) = complete(app, before.as_ref(), new)?;
    stored::store(&mut tx, app, &server, &from).await?;
    let name = server.in_words();
    let what =
        recorded!(server::events::mail_server_set, actor = &owner.name, server = &name, sender = &from.to_string());
    record::write(&mut tx, app, Entry::of(&***owner, "mail_server_set", what)).await?;
    pause::try_again(&mut tx, app).await?;
    tx.commit().await?;
    take_over(app).await
}

/// Forgets the mail server and its password: emails are saved as files again.
pub async fn remove(app: &AppState, owner: &Confirmed<Owner>, version: &str) -> Result<()> {
    refuse_fixed(app)?;
    let mut tx = begin(app, version).await?;
    if execute!(&mut tx, "delete from mail_server")? > 0 {
        let what = recorded!(server::events::mail_server_removed, actor = &owner.name);
        record::write(&mut tx, app, Entry::of(&***owner, "mail_server_removed", what)).await?;
    }
    tx.commit().await?;
    take_over(app).await
}

async fn take_over(app: &AppState) -> Result<()> {
    refresh(app).await?;
    app.outbox.notify_one();
    Ok(())
}

/// A transaction on the version that the page showed, and no other.
async fn begin(app: &AppState, version: &str) -> Result<Tx> {
    let mut tx = settings::begin(app).await?;
    let now = stored::find_in(&mut tx).await?.map(|stored| stored.version.to_string()).unwrap_or_default();
    if now != version {
        return Err(Error::Conflict(t!(server::organisation::changed_by_someone_else).to_owned()));
    }
    Ok(tx)
}

/// Refuses to change what the environment says, or to send anything from a demonstration.
pub fn refuse_fixed(app: &AppState) -> Result<()> {
    match why_fixed(app) {
        Some(why) => Err(Error::Conflict(why)),
        None => Ok(()),
    }
}

/// The mail server that was typed, with the stored password where none was typed, held to the rules of `SMTP_URL`.
pub fn complete(
    app: &AppState,
    stored: Option<&Stored>,
    new: &MailServerDetails,
) -> Result<(SmtpUrl, Mailbox, Mailer)> {
    let mut errors = FieldErrors::default();
    let server = SmtpUrl::new(SetIn::Page, &new.host, Some(new.port), new.encryption);
    let server = match server {
        Ok(server) => Some(server),
        Err(Unfit::Host) => errors.check("host", refused(t!(server::mail_server::host_invalid))),
        Err(Unfit::Unencrypted) => errors.check("encryption", refused(t!(server::mail_server::unencrypted))),
    };
    let kept = stored.filter(|stored| server.as_ref().is_some_and(|server| is_same(stored, server)));
    let kept = kept.and_then(|stored| stored.credentials(app).ok().flatten());
    let credentials = match (with_kept(&new.user, &new.password, kept), &server) {
        (Ok(credentials), _) => Some(credentials),
        // About a host that there is none of it would only confuse.
        (Err(_), None) => None,
        (Err((field, why)), _) => errors.check(field, refused(why)),
    };
    let from = match stored::sender("", &new.sender) {
        Ok(_) => {
            errors.check("sender_name", stored::sender(&new.sender_name, &new.sender).map_err(|no| Invalid(no.why)))
        }
        Err(no) => errors.check("sender", refused(&no.why)),
    };
    let (Some(server), Some(credentials), Some(from)) = (server, credentials, from) else {
        return Err(errors.into());
    };
    let server = SmtpUrl { credentials, ..server };
    let mailer = Mailer::through(server.clone(), from.clone(), &app.config).map_err(|no| match &*no.setting {
        "GANGWAY_SMTP_CA" => Error::field("encryption", no.to_string()),
        _ => Error::field("host", t!(server::mail_server::host_invalid)),
    })?;
    Ok((server, from, mailer))
}

fn refused<T>(why: &str) -> std::result::Result<T, Invalid> {
    Err(Invalid::new(why))
}

/// Whether the stored password goes where it went before: another server, or another program on this machine, must not
/// get it from someone who doesn't know it.
fn is_same(stored: &Stored, server: &SmtpUrl) -> bool {
    let host = SmtpUrl::new(SetIn::Page, &stored.host, None, stored.encryption()).ok().map(|stored| stored.host);
    let is_proven = server.encryption != Encryption::None && stored.encryption() != Encryption::None;
    host.as_ref() == Some(&server.host) && (is_proven || stored.port() == server.port)
}

type SignIn = Option<(String, String)>;

/// What was typed, with what was `kept` in place of what was left out; else the field that is missing, and why.
fn with_kept(user: &str, password: &str, kept: SignIn) -> std::result::Result<SignIn, (&'static str, &'static str)> {
    let known_user = match &kept {
        Some((known, _)) if user == MailServerForm::SECRET_USER => known,
        _ => user,
    };
    match (known_user, password) {
        ("", "") => Ok(None),
        ("", _) => Err(("user", t!(server::mail_server::enter_user))),
        (MailServerForm::SECRET_USER, _) => Err(("user", t!(server::mail_server::enter_user))),
        (user, "") => match kept {
            Some((known, password)) if known == user => Ok(Some((known, password))),
            _ => Err(("password", t!(server::mail_server::enter_password))),
        },
        (user, password) => Ok(Some((user.to_owned(), password.to_owned()))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_kept_for_its_user_alone() {
        let of = |user: &str, password: &str| Some((user.to_owned(), password.to_owned()));
        let kept = || of("ana", "s3cret");
        let secret = MailServerForm::SECRET_USER;
        for (user, password, kept, expected) in [
            ("", "", kept(), Ok(None)),
            ("", "", None, Ok(None)),
            ("ana", "", kept(), Ok(kept())),
            ("ana", "new", kept(), Ok(of("ana", "new"))),
            ("ben", "new", kept(), Ok(of("ben", "new"))),
            ("ben", "", kept(), Err("password")),
            ("Ana", "", kept(), Err("password")),
            ("ana", "", None, Err("password")),
            ("", "new", kept(), Err("user")),
            (secret, "", of("key", "key"), Ok(of("key", "key"))),
            (secret, "new", of("key", "key"), Ok(of("key", "new"))),
            (secret, "", None, Err("user")),
            (secret, "new", None, Err("user")),
        ] {
            let found = with_kept(user, password, kept).map_err(|(field, _)| field);
            assert_eq!(found, expected, "{user} {password}");
        }
    }
}

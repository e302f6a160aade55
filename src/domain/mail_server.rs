//! The mail server that an owner enters under *Email > Mail*.

use super::forms::FieldErrors;
use super::password::hide;
use super::text::Invalid;
use super::visible::clean;
use crate::i18n::Message;
use serde::{Deserialize, Serialize};

/// How a connection to the mail server is encrypted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Encryption {
    /// From the first byte on.
    Tls,
    /// From the greeting on, or nothing is sent.
    StartTls,
    /// From the greeting on, where the server offers it.
    IfOffered,
    None,
}

impl Encryption {
    /// What can be chosen.
    pub const CHOICES: [Self; 3] = [Self::Tls, Self::StartTls, Self::None];

    /// The word in forms and in the database.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Tls => "tls",
            Self::StartTls => "starttls",
            Self::IfOffered => "if_offered",
            Self::None => "none",
        }
    }

    /// Reads a choice back.
    pub fn parse(word: &str) -> Option<Self> {
        Self::CHOICES.into_iter().find(|choice| choice.as_str() == word)
    }

    /// The port where nothing else is said.
    pub fn usual_port(self) -> u16 {
        match self {
            Self::Tls => 465,
            Self::StartTls | Self::IfOffered => 587,
            Self::None => 25,
        }
    }
}

/// A mail server as typed.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct MailServerForm {
    /// The version that the page showed; empty where there was none.
    pub version: String,
    pub host: String,
    /// Empty: the usual one of the encryption.
    pub port: String,
    pub encryption: String,
    /// Empty, with the password: it asks for no sign-in.
    pub user: String,
    /// Empty: the stored one, where that is for the same server and user.
    pub password: String,
    /// May be empty.
    pub sender_name: String,
    pub sender: String,
}

hide!(MailServerForm);

/// A mail server whose fields are what they should be. What its host may be, and who may send, the server knows.
#[derive(Clone, PartialEq, Eq)]
pub struct MailServerDetails {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    pub user: String,
    pub password: String,
    pub sender_name: String,
    pub sender: String,
}

impl MailServerForm {
    /// Stands for a stored user that is a secret, because it is the password as well.
    pub const SECRET_USER: &str = "••••••••";
    /// The most characters of a host name (RFC 1035), and of all other fields.
    pub const MAX: usize = 255;

    /// Checks every field; all complaints at once.
    pub fn parse(&self) -> Result<MailServerDetails, FieldErrors> {
        let mut errors = FieldErrors::default();
        let encryption =
            Encryption::parse(&self.encryption).ok_or_else(|| Invalid::new(t!(mail_server::choose_an_encryption)));
        let usual_port = encryption.as_ref().map_or(0, |encryption| encryption.usual_port());
        let details = (
            errors.check("host", required(&self.host, || t!(mail_server::enter_host))),
            errors.check("port", parse_port(&self.port, usual_port)),
            errors.check("encryption", encryption),
            errors.check("user", line(&self.user)),
            errors.check("password", parse_password(&self.password)),
            errors.check("sender_name", line(&self.sender_name)),
            errors.check("sender", required(&self.sender, || t!(mail_server::enter_sender))),
        );
        match details {
            (Some(host), Some(port), Some(encryption), Some(user), Some(password), Some(sender_name), Some(sender)) => {
                Ok(MailServerDetails { host, port, encryption, user, password, sender_name, sender })
            }
            _ => Err(errors),
        }
    }
}

/// Keys of some providers are long.
const MAX_PASSWORD: usize = 1_000;

fn line(raw: &str) -> Result<String, Invalid> {
    let text = clean(raw);
    let length = text.chars().count();
    if length > MailServerForm::MAX { Err(Invalid::too_long(length, MailServerForm::MAX)) } else { Ok(text) }
}

fn required(raw: &str, missing: Message) -> Result<String, Invalid> {
    let text = line(raw)?;
    if text.is_empty() { Err(Invalid::new(missing())) } else { Ok(text) }
}

fn parse_port(raw: &str, usual: u16) -> Result<u16, Invalid> {
    match raw.trim() {
        "" => Ok(usual),
        port => match port.parse() {
            Ok(port @ 1..) => Ok(port),
            _ => Err(Invalid::new(t!(mail_server::port_invalid))),
        },
    }
}

/// What is pasted often has a blank or a line end around it, and no provider has a password with one.
fn parse_password(raw: &str) -> Result<String, Invalid> {
    let password = raw.trim();
    let length = password.chars().count();
    if length > MAX_PASSWORD {
        return Err(Invalid::too_long(length, MAX_PASSWORD));
    }
    if password.chars().any(char::is_control) {
        return Err(Invalid::new(t!(mail_server::password_invalid)));
    }
    Ok(password.to_owned())
}

/// A provider of email, and what its mail server is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    /// The word in the URL.
    pub word: String,
    pub name: String,
}

/// The mail server as an owner changes it. The password stays on the server.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailServerFields {
    pub version: String,
    pub host: String,
    pub port: String,
    pub encryption: Encryption,
    /// A mark in its place where it is the password as well.
    pub user: String,
    pub has_password: bool,
    pub sender_name: String,
    pub sender: String,
    pub providers: Vec<Provider>,
    /// The word of the provider that was chosen; may be empty.
    pub provider: String,
    /// Where user and password come from there; may be empty.
    pub hint: String,
    /// Whether the provider that was chosen asks for user and password.
    pub needs_sign_in: bool,
    /// Where a test goes.
    pub my_email: String,
}

/// *Email > Mail > Mail server*.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MailServerPage {
    /// In words; none where emails are saved as files.
    pub server: Option<String>,
    pub sender: String,
    /// Why nothing can be sent through it, with the way on; may be empty.
    pub problem: String,
    /// Why this visitor cannot change it; may be empty.
    pub fixed: String,
    /// For owners, where it can be changed.
    pub fields: Option<MailServerFields>,
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form() -> MailServerForm {
        MailServerForm {
            host: "mail.example".to_owned(),
            encryption: "tls".to_owned(),
            sender: "p@acme.example".to_owned(),
            ..Default::default()
        }
    }

    #[test]
    fn a_port_left_empty_is_the_usual_one() {
        for (encryption, port) in [("tls", 465), ("starttls", 587), ("none", 25)] {
            let form = MailServerForm { encryption: encryption.to_owned(), ..form() };
            assert_eq!(form.parse().ok().unwrap().port, port, "{encryption}");
        }
        let form = MailServerForm { port: " 2525 ".to_owned(), password: "\tkey \n".to_owned(), ..form() };
        let details = form.parse().ok().unwrap();
        assert_eq!((details.port, details.password.as_str()), (2525, "key"));
    }

    #[test]
    fn every_field_has_its_own_complaint() {
        let wrong = |change: fn(&mut MailServerForm)| {
            let mut form = form();
            change(&mut form);
            let errors = form.parse().err().unwrap_or_default();
            errors.iter().map(|(field, _)| field.to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(wrong(|_| {}), [""; 0]);
        assert_eq!(wrong(|form| *form = MailServerForm::default()), ["host", "encryption", "sender"]);
        assert_eq!(wrong(|form| form.port = "0".to_owned()), ["port"]);
        assert_eq!(wrong(|form| form.port = "65536".to_owned()), ["port"]);
        assert_eq!(wrong(|form| form.port = "smtp".to_owned()), ["port"]);
        assert_eq!(wrong(|form| form.encryption = "if_offered".to_owned()), ["encryption"]);
        assert_eq!(wrong(|form| form.user = "a".repeat(256)), ["user"]);
        assert_eq!(wrong(|form| form.password = "a\0b".to_owned()), ["password"]);
        assert_eq!(wrong(|form| form.password = "a".repeat(1_001)), ["password"]);
        assert_eq!(wrong(|form| form.sender_name = "a".repeat(256)), ["sender_name"]);
    }

    #[test]
    fn a_form_says_nothing_of_its_password() {
        let form = MailServerForm { password: "hunter2".to_owned(), ..form() };
        assert!(!format!("{form:?}").contains("hunter2"));
    }
}

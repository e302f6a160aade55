//! The environment, as people leave settings in it: `NAME`, or `NAME_FILE` with a file that holds the value.

use super::error::{ConfigError, refuse};
use super::value::clean;
use clap::Command;
use clap::builder::Resettable;
use clap::error::{ContextKind, ContextValue};
use std::collections::BTreeMap;
use std::env;
use std::error::Error;
use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};

/// No setting is longer, in bytes.
const MOST_IN_FILE: u64 = 64 * 1024;
const PREFIX: &str = "GANGWAY_";
const FILE: &str = "_FILE";
/// From here on two names are like each other.
const LIKE: f64 = 0.4;
/// What other programs call our settings, without the prefix.
const OTHER_NAMES: [(&str, &str); 12] = [
    ("ADDRESS", "GANGWAY_LISTEN"),
    ("BIND", "GANGWAY_LISTEN"),
    ("HOST", "GANGWAY_LISTEN"),
    ("PORT", "GANGWAY_LISTEN"),
    ("BASE_URL", "GANGWAY_PUBLIC_URL"),
    ("DOMAIN", "GANGWAY_PUBLIC_URL"),
    ("URL", "GANGWAY_PUBLIC_URL"),
    ("DB", "DATABASE_URL"),
    ("DATABASE", "DATABASE_URL"),
    ("FROM", "GANGWAY_MAIL_FROM"),
    ("SENDER", "GANGWAY_MAIL_FROM"),
    ("LOG_LEVEL", "RUST_LOG"),
];
/// The one setting that is no flag: the log begins before flags are read.
pub const LOG_FORMAT: &str = "GANGWAY_LOG_FORMAT";
/// What is logged where `RUST_LOG` says nothing else.
pub const LOG_LEVEL: &str = "gangway=info,warn";

/// What the environment says of the settings.
#[derive(Debug, Default)]
pub struct Environment {
    given: BTreeMap<String, Given>,
    /// What is no setting.
    pub unknown: Vec<Unknown>,
}

#[derive(Debug, PartialEq, Eq)]
struct Given {
    text: String,
    file: Option<PathBuf>,
}

/// A variable that looks like a setting and is none, and the setting that was meant, if one comes to mind.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown {
    pub name: String,
    pub nearest: Option<String>,
}

impl Unknown {
    /// What is said of it.
    pub fn words(&self) -> String {
        match &self.nearest {
            Some(nearest) => t!(server::config::unknown_variable, name = &self.name, nearest = nearest),
            None => t!(server::config::unknown_variable_alone, name = &self.name),
        }
    }
}

impl Environment {
    /// Reads the settings of `command` and of its commands.
    ///
    /// # Errors
    /// One is given twice, or its file cannot be read.
    pub fn of(command: &Command) -> Result<Self, ConfigError> {
        let text = |(name, text): (std::ffi::OsString, std::ffi::OsString)| {
            (name.to_string_lossy().into_owned(), text.to_string_lossy().into_owned())
        };
        Self::read(&known(command), env::vars_os().map(text))
    }

    fn read(known: &[String], variables: impl Iterator<Item = (String, String)>) -> Result<Self, ConfigError> {
        let variables: BTreeMap<String, String> = variables.collect();
        // Where systemd puts what its LoadCredential= reads.
        let folder = variables.get("CREDENTIALS_DIRECTORY").map_or(Path::new(""), Path::new);
        let mut given = BTreeMap::new();
        for name in known {
            let variable = |name: &str| variables.get(name).and_then(|text| clean(text)).map(str::to_owned);
            let from_file = format!("{name}{FILE}");
            let value = match (variable(name), variable(&from_file)) {
                (None, None) => continue,
                (Some(_), Some(_)) => return refuse(from_file, t!(server::config::given_twice, setting = name)),
                (Some(text), None) => Given { text, file: None },
                (None, Some(file)) => {
                    let file = folder.join(file);
                    Given { text: read_file(from_file, &file)?, file: Some(file) }
                }
            };
            given.insert(name.clone(), value);
        }
        Ok(Self { given, unknown: strangers(known, variables.into_keys()) })
    }

    /// The value of the setting `name`.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.given.get(name).map(|given| &*given.text)
    }

    /// The file that holds the value of `name`.
    pub fn file(&self, name: &str) -> Option<&Path> {
        self.given.get(name)?.file.as_deref()
    }

    /// All such files.
    pub fn files(&self) -> impl Iterator<Item = &Path> {
        self.given.values().filter_map(|given| given.file.as_deref())
    }

    /// What `error` says of a value that was given here, by the name that it has here and not by that of a flag of `command`.
    pub fn refusal(&self, error: &clap::Error, command: &Command) -> Option<ConfigError> {
        let text = |kind| match error.get(kind) {
            Some(ContextValue::String(text)) => Some(text.as_str()),
            _ => None,
        };
        let flag = text(ContextKind::InvalidArg)?.trim_start_matches('-').split([' ', '=']).next()?;
        let arg =
            command.get_subcommands().flat_map(Command::get_arguments).find(|arg| arg.get_long() == Some(flag))?;
        let setting = arg.get_env()?.to_string_lossy().into_owned();
        let is_given = self.get(&setting) == text(ContextKind::InvalidValue);
        is_given.then(|| ConfigError {
            setting: setting.into(),
            why: error.source().map_or_else(String::new, ToString::to_string),
        })
    }

    /// `command` with what is given here as the defaults of its flags.
    pub fn defaults(&self, command: Command) -> Command {
        command
            .mut_args(|arg| {
                let Some(name) = arg.get_env().map(|name| name.to_string_lossy().into_owned()) else { return arg };
                let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
                let arg = arg.env(Resettable::Reset).help([&help, " [", &name, "]"].concat());
                match self.get(&name) {
                    // It may hold a password, which `--help` is not to show.
                    Some(value) => arg.default_value(value.to_owned()).hide_default_value(true),
                    None => arg,
                }
            })
            .mut_subcommands(|command| self.defaults(command))
    }
}

/// The settings of `command` and of all its commands.
fn known(command: &Command) -> Vec<String> {
    let commands = command.get_subcommands().chain([command]);
    let flags = commands.flat_map(Command::get_arguments).filter_map(|arg| arg.get_env());
    let mut known: Vec<String> = flags.map(|name| name.to_string_lossy().into_owned()).collect();
    known.push(LOG_FORMAT.to_owned());
    known.sort_unstable();
    known.dedup();
    known
}

fn read_file(setting: String, file: &Path) -> Result<String, ConfigError> {
    let name = file.display().to_string();
    // A pipe or a device may give something without end, or nothing.
    if fs::metadata(file).is_ok_and(|found| !found.is_file()) {
        return refuse(setting, t!(server::config::file_not_regular, file = &name));
    }
    let mut text = String::new();
    match File::open(file).and_then(|file| file.take(MOST_IN_FILE + 1).read_to_string(&mut text)) {
        Ok(length) if length as u64 > MOST_IN_FILE => refuse(setting, t!(server::config::file_too_large, file = &name)),
        Err(error) => refuse(setting, t!(server::config::file_unreadable, file = &name, error = &error.to_string())),
        Ok(_) => match clean(&text) {
            None => refuse(setting, t!(server::config::file_empty, file = &name)),
            Some(text) => Ok(text.to_owned()),
        },
    }
}

fn strangers(known: &[String], set: impl Iterator<Item = String>) -> Vec<Unknown> {
    let is_known = |name: &String| known.contains(&name.strip_suffix(FILE).unwrap_or(name).to_owned());
    let stranger = |name: String| {
        // `GANGWAY_SMTP_URL_FILE` meant the file of `SMTP_URL`.
        let in_capitals = name.to_ascii_uppercase();
        let (bare, ending) = in_capitals.strip_suffix(FILE).map_or((&*in_capitals, ""), |bare| (bare, FILE));
        let bare = bare.trim_start_matches(PREFIX);
        let meant = OTHER_NAMES.iter().find(|(other, _)| *other == bare).map(|(_, meant)| *meant);
        let nearest = meant.or_else(|| nearest(bare, known)).map(|setting| [setting, ending].concat());
        Unknown { name, nearest }
    };
    set.filter(|name| name.to_ascii_uppercase().starts_with(PREFIX) && !is_known(name)).map(stranger).collect()
}

/// The setting whose name is most like `bare`, if it is like it at all.
fn nearest<'a>(bare: &str, known: &'a [String]) -> Option<&'a str> {
    let likeness = |setting: &str| strsim::normalized_levenshtein(bare, setting.trim_start_matches(PREFIX));
    let best = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?;
    (likeness(best) >= LIKE).then_some(best)
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: [&str; 5] = ["DATABASE_URL", "GANGWAY_LISTEN", "GANGWAY_MAIL_FROM", "GANGWAY_PUBLIC_URL", "SMTP_URL"];

    fn environment(variables: &[(&str, &str)]) -> Result<Environment, String> {
        let variables = variables.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned()));
        Environment::read(&KNOWN.map(str::to_owned), variables).map_err(|error| error.to_string())
    }

    #[test]
    fn c17_a_variable_that_is_no_setting_is_named_with_the_one_that_was_meant() {
        for (name, nearest) in [
            ("GANGWAY_MAILFROM", "GANGWAY_MAIL_FROM"),
            ("GANGWAY_FROM", "GANGWAY_MAIL_FROM"),
            ("GANGWAY_PUBLIC_URI", "GANGWAY_PUBLIC_URL"),
            ("GANGWAY_SMTP_URL", "SMTP_URL"),
            ("GANGWAY_SMTP_URL_FILE", "SMTP_URL_FILE"),
            ("GANGWAY_DATABASE_URL", "DATABASE_URL"),
            ("GANGWAY_LISTEN_ADDRESS", "GANGWAY_LISTEN"),
            ("GANGWAY_PORT", "GANGWAY_LISTEN"),
            ("GANGWAY_BASE_URL", "GANGWAY_PUBLIC_URL"),
            ("GANGWAY_LOG_LEVEL", "RUST_LOG"),
            ("gangway_mail_from", "GANGWAY_MAIL_FROM"),
            ("Gangway_Listen", "GANGWAY_LISTEN"),
            ("gangway_smtp_url_file", "SMTP_URL_FILE"),
        ] {
            let named = environment(&[(name, "x")]).unwrap().unknown;
            assert_eq!(named, [Unknown { name: name.to_owned(), nearest: Some(nearest.to_owned()) }]);
        }
        assert_eq!(environment(&[("GANGWAY_XYZZY", "x")]).unwrap().unknown[0].nearest, None);
        let ours = [("GANGWAY_LISTEN", "x"), ("SMTP_URL", ""), ("PATH", "/bin"), ("SMTP_HOST", "h")];
        assert_eq!(environment(&ours).unwrap().unknown, []);
    }

    #[test]
    fn every_setting_may_be_in_a_file_and_only_there() {
        let folder = tempfile::tempdir().unwrap();
        let file = |name: &str, text: &str| {
            let file = folder.path().join(name);
            fs::write(&file, text).unwrap();
            file.display().to_string()
        };
        let (url, address) = (file("url", "\u{FEFF}smtps://h\r\n"), file("address", "\"0.0.0.0:80\"\n"));
        let given = environment(&[("SMTP_URL_FILE", &url), ("GANGWAY_LISTEN_FILE", &address), ("SMTP_URL", "")]);
        let given = given.unwrap();
        assert_eq!([given.get("SMTP_URL"), given.get("GANGWAY_LISTEN")], [Some("smtps://h"), Some("0.0.0.0:80")]);
        assert_eq!(given.file("SMTP_URL"), Some(Path::new(&url)));
        assert_eq!((given.files().count(), given.unknown.len()), (2, 0));
        let place = folder.path().display().to_string();
        let given = environment(&[("SMTP_URL_FILE", "url"), ("CREDENTIALS_DIRECTORY", &place)]).unwrap();
        assert_eq!(given.get("SMTP_URL"), Some("smtps://h"), "a credential of systemd goes by its name");
        let large = file("large", &"x".repeat(64 * 1024 + 1));
        let missing = folder.path().join("missing").display().to_string();
        for (variables, said) in [
            ([("SMTP_URL_FILE", &*url), ("SMTP_URL", "smtps://h")], ["SMTP_URL_FILE: ", "SMTP_URL is set as well"]),
            ([("SMTP_URL_FILE", &*missing), ("PATH", "")], ["SMTP_URL_FILE: ", "cannot be read"]),
            ([("SMTP_URL_FILE", &*place), ("PATH", "")], ["SMTP_URL_FILE: ", "is not a file"]),
            ([("SMTP_URL_FILE", "/dev/zero"), ("PATH", "")], ["SMTP_URL_FILE: ", "is not a file"]),
            ([("SMTP_URL_FILE", &*large), ("PATH", "")], ["SMTP_URL_FILE: ", "larger than 64 kB"]),
            ([("GANGWAY_LISTEN_FILE", &*file("empty", " \n")), ("PATH", "")], ["GANGWAY_LISTEN_FILE: ", "is empty"]),
        ] {
            let refused = environment(&variables).unwrap_err();
            assert!(said.iter().all(|words| refused.contains(words)), "{refused}");
        }
        assert_eq!(environment(&[("SMTP_URL_FILE", "")]).unwrap().get("SMTP_URL"), None, "an empty one is not set");
    }
}

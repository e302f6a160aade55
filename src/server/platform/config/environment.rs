//! The environment, as people leave settings in it.

use super::value::clean;
use clap::Command;
use clap::builder::Resettable;
use std::env;

const PREFIX: &str = "GANGWAY_";

/// The variable `name` as it was meant.
pub fn variable(name: &str) -> Option<String> {
    clean(&env::var_os(name)?.to_string_lossy()).map(str::to_owned)
}

/// `command` with what the environment says as the defaults of its flags, cleaned.
pub fn with_variables(command: Command) -> Command {
    command
        .mut_args(|arg| {
            let Some(name) = arg.get_env().map(|name| name.to_string_lossy().into_owned()) else { return arg };
            let help = arg.get_help().map(ToString::to_string).unwrap_or_default();
            let arg = arg.env(Resettable::Reset).help([&help, " [", &name, "]"].concat());
            match variable(&name) {
                // It may hold a password, which `--help` is not to show.
                Some(value) => arg.default_value(value).hide_default_value(true),
                None => arg,
            }
        })
        .mut_subcommands(with_variables)
}

/// A variable that looks like a setting and is none, and the setting whose name is most like it.
#[derive(Debug, PartialEq, Eq)]
pub struct Unknown {
    pub name: String,
    pub nearest: String,
}

/// What is set and no setting of `command`.
pub fn unknown(command: &Command) -> Vec<Unknown> {
    let set = env::vars_os().map(|(name, _)| name.to_string_lossy().into_owned());
    strangers(&known(command), set)
}

fn known(command: &Command) -> Vec<String> {
    let flags = command.get_subcommands().flat_map(Command::get_arguments).filter_map(|arg| arg.get_env());
    let mut known: Vec<String> = flags.map(|name| name.to_string_lossy().into_owned()).collect();
    known.push("GANGWAY_LOG_FORMAT".to_owned());
    known.sort_unstable();
    known.dedup();
    known
}

fn strangers(known: &[String], set: impl Iterator<Item = String>) -> Vec<Unknown> {
    let mut strangers: Vec<Unknown> = set
        .filter(|name| name.starts_with(PREFIX) && !known.contains(name))
        .filter_map(|name| {
            let bare = &name[PREFIX.len()..];
            let likeness = |setting: &str| strsim::normalized_levenshtein(bare, setting.trim_start_matches(PREFIX));
            let nearest = known.iter().max_by(|a, b| likeness(a).total_cmp(&likeness(b)))?.clone();
            Some(Unknown { name, nearest })
        })
        .collect();
    strangers.sort_unstable_by(|a, b| a.name.cmp(&b.name));
    strangers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c17_a_variable_that_is_no_setting_is_named_with_the_one_that_was_meant() {
        let known =
            ["DATABASE_URL", "GANGWAY_LISTEN", "GANGWAY_MAIL_FROM", "GANGWAY_PUBLIC_URL", "SMTP_URL", "SMTP_URL_FILE"];
        let known = known.map(str::to_owned);
        for (name, nearest) in [
            ("GANGWAY_MAILFROM", "GANGWAY_MAIL_FROM"),
            ("GANGWAY_FROM", "GANGWAY_MAIL_FROM"),
            ("GANGWAY_PUBLIC_URI", "GANGWAY_PUBLIC_URL"),
            ("GANGWAY_SMTP_URL", "SMTP_URL"),
            ("GANGWAY_SMTP_URL_FILE", "SMTP_URL_FILE"),
            ("GANGWAY_DATABASE_URL", "DATABASE_URL"),
            ("GANGWAY_LISTEN_ADDRESS", "GANGWAY_LISTEN"),
        ] {
            let named = strangers(&known, [name.to_owned()].into_iter());
            assert_eq!(named, [Unknown { name: name.to_owned(), nearest: nearest.to_owned() }]);
        }
        let others = ["GANGWAY_LISTEN", "SMTP_URL", "PATH", "SMTP_HOST"].map(str::to_owned);
        assert!(strangers(&known, others.into_iter()).is_empty());
    }
}

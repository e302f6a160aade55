//! The settings as they count, with where each comes from, and without passwords.

use crate::server::platform::config::Config;
use crate::server::platform::config::environment::Environment;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};

/// A line for each setting of `command`, which was called with `matches`. `config` knows what is made of others.
pub fn lines(
    command: &Command,
    matches: &ArgMatches,
    environment: &Environment,
    config: Option<&Config>,
) -> Vec<String> {
    let settings = command.get_arguments().filter_map(|arg| Some((arg.get_id().as_str(), arg.get_env()?)));
    let lines: Vec<[String; 3]> = settings
        .map(|(id, name)| {
            let name = name.to_string_lossy().into_owned();
            let texts = matches.get_raw(id).into_iter().flatten();
            let given = texts.map(|text| text.to_string_lossy()).collect::<Vec<_>>().join(" ");
            let value = match (&*name, config) {
                ("GANGWAY_PUBLIC_URL", Some(config)) => config.origin().to_owned(),
                ("DATABASE_URL", Some(config)) => masked(&config.database_url()),
                ("DATABASE_URL" | "SMTP_URL", _) if !given.is_empty() => masked(&given),
                _ if given.is_empty() => t!(server::cli::not_set).to_owned(),
                _ => given,
            };
            let source = source(matches.value_source(id), environment, &name);
            [name, value, source]
        })
        .collect();
    let width = |column: usize| lines.iter().map(|line| line[column].chars().count()).max().unwrap_or_default();
    let (first, second) = (width(0), width(1).min(60));
    lines.iter().map(|[name, value, source]| format!("{name:first$}  {value:second$}  {source}")).collect()
}

fn source(source: Option<ValueSource>, environment: &Environment, name: &str) -> String {
    match (source, environment.file(name), environment.get(name)) {
        (Some(ValueSource::CommandLine), ..) => t!(server::cli::from_flag).to_owned(),
        (_, Some(file), _) => t!(server::cli::from_file, file = &file.display().to_string()),
        (_, _, Some(_)) => t!(server::cli::from_environment).to_owned(),
        _ => t!(server::cli::from_default).to_owned(),
    }
}

/// A URL without what may be a password in it, however it is written.
fn masked(url: &str) -> String {
    const HIDDEN: &str = "***";
    let Some((scheme, rest)) = url.split_once("://") else { return HIDDEN.to_owned() };
    // A password may hold any sign: the last `@` is before the host.
    let (user, place) = rest.rsplit_once('@').unwrap_or(("", rest));
    let user = match user.split_once(':') {
        Some((user, _)) => format!("{user}:{HIDDEN}@"),
        None if user.is_empty() => String::new(),
        None => format!("{user}@"),
    };
    let (place, query) = place.split_once('?').unwrap_or((place, ""));
    let part = |part: &str| match part.split_once('=') {
        Some((key, _)) if key.to_lowercase().contains("pass") => format!("{key}={HIDDEN}"),
        _ => part.to_owned(),
    };
    let query: Vec<String> = query.split('&').filter(|part| !part.is_empty()).map(part).collect();
    let mark = if query.is_empty() { "" } else { "?" };
    format!("{scheme}://{user}{place}{mark}{}", query.join("&"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_url_is_shown_without_its_password() {
        for (url, shown) in [
            ("smtps://ana:hunter2@h:465", "smtps://ana:***@h:465"),
            ("smtps://ana@acme.example:hunter2@h", "smtps://ana@acme.example:***@h"),
            ("smtp://ana:hunter2@hunter2/hunter2?hunter2#hunter2@h?tls=required", "smtp://ana:***@h?tls=required"),
            ("smtp://:hunter2@h", "smtp://:***@h"),
            ("postgres://u@h/d?password=hunter2&sslmode=require", "postgres://u@h/d?password=***&sslmode=require"),
            ("postgres:///d?host=/run", "postgres:///d?host=/run"),
            ("sqlite://./data/gangway.db", "sqlite://./data/gangway.db"),
            ("hunter2", "***"),
            ("smtps:ana:hunter2@h", "***"),
        ] {
            assert_eq!(masked(url), shown);
        }
    }
}

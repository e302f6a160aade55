//! The settings as they count, with where each comes from, and without passwords.

use crate::server::platform::config::Config;
use crate::server::platform::config::environment::{Environment, LOG_FORMAT, LOG_LEVEL};
use crate::server::platform::config::masked::masked;
use clap::parser::ValueSource;
use clap::{ArgMatches, Command};
use std::env;
use tracing_subscriber::EnvFilter;

/// A line for each setting of `command`, which was called with `matches`. `config` knows what is made of others.
pub fn lines(
    command: &Command,
    matches: &ArgMatches,
    environment: &Environment,
    config: Option<&Config>,
) -> Vec<String> {
    let settings = command.get_arguments().filter_map(|arg| Some((arg, arg.get_env()?)));
    let mut lines: Vec<[String; 3]> = settings
        .map(|(arg, name)| {
            let id = arg.get_id().as_str();
            let name = name.to_string_lossy().into_owned();
            let texts = matches.get_raw(id).into_iter().flatten();
            let given = texts.map(|text| text.to_string_lossy()).collect::<Vec<_>>().join(" ");
            let value = match (&*name, config) {
                ("GANGWAY_PUBLIC_URL", Some(config)) => config.origin().to_owned(),
                ("DATABASE_URL", Some(config)) => masked(&config.database_url()),
                _ if given.is_empty() => t!(server::cli::not_set).to_owned(),
                ("GANGWAY_PUBLIC_URL", _) => masked(&given),
                _ if arg.is_hide_env_values_set() => masked(&given),
                _ => given,
            };
            let source = source(matches.value_source(id), environment, &name);
            [name, value, source]
        })
        .collect();
    let format = environment.get(LOG_FORMAT).unwrap_or("text").to_owned();
    lines.push([LOG_FORMAT.to_owned(), format, source(None, environment, LOG_FORMAT)]);
    let (level, from) = match env::var(EnvFilter::DEFAULT_ENV) {
        Ok(level) if !level.is_empty() => (level, t!(server::cli::from_environment)),
        _ => (LOG_LEVEL.to_owned(), t!(server::cli::from_default)),
    };
    lines.push([EnvFilter::DEFAULT_ENV.to_owned(), level, from.to_owned()]);
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

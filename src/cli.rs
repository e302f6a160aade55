//! The command line. It speaks the language of its environment; the log stays English.

mod health;
mod manual;
mod settings;
mod supervisor;

use self::health::Health;
use crate::http;
use crate::http::assets::{self, Assets};
use crate::i18n::{self, Locale};
use crate::server::bounces::record::Kept;
use crate::server::bounces::{mailbox, message, report};
use crate::server::imports::{self, workbook};
use crate::server::invitations::{reminders, setup_link};
use crate::server::mail_server;
use crate::server::ops::doctor::{self, Severity};
use crate::server::ops::restore::Passwords;
use crate::server::ops::{backup, cleanup, default_data, demo, key_rebuild, restore, sample, startup, upgrade};
use crate::server::outbox;
use crate::server::partners::bulk;
use crate::server::platform::clock::Clock;
use crate::server::platform::commits;
use crate::server::platform::config::environment::{Environment, LOG_FORMAT, LOG_LEVEL, Unknown};
use crate::server::platform::config::{Config, ConfigError, Demo, parse_address};
use crate::server::platform::db::Db;
use crate::server::platform::error::Error;
use crate::server::platform::logging;
use crate::server::platform::postgres::Way;
use crate::server::platform::random::Random;
use crate::server::platform::token::PlainToken;
use crate::server::state::AppState;
use clap::builder::Resettable;
use clap::{Command, CommandFactory, FromArgMatches, Parser, Subcommand};
use rustix::fs::Mode;
use std::env;
use std::io::{Read, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::Duration;
use tempfile::TempDir;
use tokio::net::TcpListener;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tracing_subscriber::EnvFilter;

/// Says to a mail server that hands us a message to hand it over again (sysexits.h: EX_TEMPFAIL).
const TRY_LATER: u8 = 75;

type Result<T> = std::result::Result<T, Box<dyn std::error::Error>>;

#[derive(Parser)]
#[command(name = "gangway", about = t!(server::cli::about), long_about = long_about())]
struct Cli {
    #[command(subcommand)]
    action: Action,
}

#[derive(Subcommand)]
enum Action {
    #[command(about = t!(server::cli::serve))]
    Serve(Config),
    #[command(about = t!(server::cli::migrate))]
    Migrate(Config),
    #[command(about = t!(server::cli::owner_link))]
    OwnerLink {
        #[arg(long = "for", value_name = "EMAIL", help = t!(server::cli::owner_link_for))]
        email: Option<String>,
        #[command(flatten)]
        config: Config,
    },
    #[command(about = t!(server::cli::backup))]
    Backup {
        #[arg(help = t!(server::cli::backup_file))]
        file: PathBuf,
        #[command(flatten)]
        config: Config,
    },
    #[command(about = t!(server::cli::bounce))]
    Bounce(Config),
    #[command(about = t!(server::cli::doctor))]
    Doctor(Config),
    #[command(about = t!(server::cli::config))]
    Config(Config),
    #[command(about = t!(server::cli::health))]
    Health {
        #[arg(
            long, env = "GANGWAY_LISTEN", default_value = "127.0.0.1:3000", value_parser = parse_address,
            help = t!(server::cli::health_listen)
        )]
        listen: SocketAddr,
    },
    #[command(about = t!(server::cli::restore))]
    Restore {
        #[arg(help = t!(server::cli::restore_file))]
        file: PathBuf,
        #[arg(long, help = t!(server::cli::replace))]
        replace: bool,
        #[arg(long, help = t!(server::cli::new_passwords))]
        new_passwords: bool,
        #[command(flatten)]
        config: Config,
    },
    #[command(about = t!(server::cli::seed))]
    Seed {
        #[arg(long, hide = true, help = t!(server::cli::seed_partners))]
        partners: Option<i64>,
        #[command(flatten)]
        config: Config,
    },
    #[command(about = t!(server::cli::demo))]
    Demo(Config),
}

fn long_about() -> String {
    [t!(server::cli::about), t!(server::cli::about_settings)].join("\n\n")
}

/// Replaces what clap says of its own: headings, and the help of what it adds.
fn translated(command: Command) -> Command {
    let template = ["{about-with-newline}\n", t!(server::cli::usage), ": {usage}\n\n{all-args}{after-help}"].concat();
    command
        .help_template(template)
        .subcommand_help_heading(t!(server::cli::commands))
        .mut_args(|arg| {
            let is_named = arg.get_long().is_some();
            let arg = arg.help_heading(if is_named { t!(server::cli::options) } else { t!(server::cli::arguments) });
            match arg.get_id().as_str() {
                "help" => arg.help(t!(server::cli::print_help)).long_help(Resettable::Reset),
                "version" => arg.help(t!(server::cli::print_version)),
                _ => arg,
            }
        })
        .mut_subcommands(|command| match command.get_name() {
            "help" => command.about(t!(server::cli::help_command)),
            _ => translated(command),
        })
}

/// What only the program knows, and not the library.
pub struct Program {
    /// The files of its pages.
    pub assets: Assets,
    /// The commit that it was built from, where it was built by the scripts.
    pub commit: Option<&'static str>,
}

/// Runs the command that `program` was started with.
pub fn main(program: Program) -> ExitCode {
    // Database, backups and saved emails hold secrets: what this process makes is for its user alone.
    rustix::process::umask(Mode::RWXG | Mode::RWXO);
    let locale = i18n::of_environment(|name| env::var(name).ok());
    let failed = i18n::within(locale, || run(program).err().map(|error| in_words(&*error)));
    match failed {
        None => ExitCode::SUCCESS,
        Some(why) => {
            eprintln!("gangway: {why}");
            let is_bounce = env::args().nth(1).is_some_and(|name| name == "bounce");
            if is_bounce { ExitCode::from(TRY_LATER) } else { ExitCode::FAILURE }
        }
    }
}

fn command(commit: Option<&str>) -> Command {
    let version = env!("CARGO_PKG_VERSION");
    let version = commit.map_or_else(|| version.to_owned(), |commit| format!("{version} ({commit})"));
    let mut command = Cli::command().version(version);
    // Adds what clap adds.
    command.build();
    translated(command)
}

fn run(program: Program) -> Result<()> {
    // Started by the server, not by people: it is in no help.
    if env::args().nth(1).is_some_and(|argument| argument == workbook::COMMAND) {
        return Ok(workbook::serve()?);
    }
    let command = command(program.commit);
    if let Some(folder) = manual::asked_for() {
        return Ok(manual::write(command, &folder)?);
    }
    // Asked every some seconds, it needs no passwords.
    let asking = command.find_subcommand("health").filter(|_| env::args().nth(1).is_some_and(|name| name == "health"));
    let environment = match Environment::of(asking.map_or(&command, |health| health)) {
        Ok(environment) => environment,
        // Help needs no settings.
        Err(refused) => return command.try_get_matches().map_or_else(|help| help.exit(), |_| Err(refused.into())),
    };
    let matches = match environment.defaults(command.clone()).try_get_matches() {
        Ok(matches) => matches,
        Err(error) => match environment.refusal(&error, &command) {
            Some(refused) => return Err(refused.into()),
            None => error.exit(),
        },
    };
    let cli = Cli::from_arg_matches(&matches).unwrap_or_else(|error| error.exit());
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new(LOG_LEVEL));
    let (lines, unwritten) = logging::to_stderr();
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_ansi(logging::is_coloured()).with_writer(lines);
    match environment.get(LOG_FORMAT).map(str::to_ascii_lowercase).as_deref() {
        None | Some("text") => lines.init(),
        Some("json") => lines.json().flatten_event(true).with_span_list(false).init(),
        _ => return Err(wrong(LOG_FORMAT, t!(server::config::log_format_invalid))),
    }
    // Rendering waits for resources on other workers: one alone would wait for itself
    // (leptos-rs/leptos #4647).
    let workers = std::thread::available_parallelism().map_or(2, |n| n.get().max(2));
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build()?;
    let done = runtime.block_on(async {
        match cli.action {
            Action::Serve(config) => {
                for Unknown { name, nearest } in &environment.unknown {
                    tracing::warn!(setting = name, nearest = nearest.as_deref(), "Unknown setting");
                }
                // In development they are built beside the program.
                if !cfg!(debug_assertions) && !assets::are_inside(program.assets) {
                    return Err(t!(server::cli::no_pages).into());
                }
                let (app, shutdown) = (open(config).await?, shutdown_signal()?);
                let listener = listen("GANGWAY_LISTEN", app.config.listen).await?;
                serve(app, listener, shutdown, program.assets).await
            }
            Action::Migrate(config) => {
                open(config).await?.db.close().await;
                println!("{}", t!(server::cli::database_updated));
                Ok(())
            }
            Action::OwnerLink { email, config } => {
                upgrade::refuse_missing(&config.clone().checked()?)?;
                let app = open(config).await?;
                let link = match email {
                    Some(email) => Some(setup_link::for_owner(&app, &email).await?),
                    None => setup_link::mint(&app).await?,
                };
                match link {
                    Some(link) => println!("{link}"),
                    None => println!("{}", setup_link::has_owner(&app).await?),
                }
                Ok(())
            }
            Action::Backup { file, config } => {
                println!("{}", backup::back_up(&config.checked()?, &file).await?);
                Ok(())
            }
            Action::Bounce(config) => bounce(config).await,
            Action::Doctor(config) => doctor(config, &environment).await,
            Action::Config(config) => {
                let checked = config.checked();
                let asked = command.find_subcommand("config").zip(matches.subcommand_matches("config"));
                if let Some((command, matches)) = asked {
                    let lines = settings::lines(command, matches, &environment, checked.as_ref().ok());
                    println!("{}", lines.join("\n"));
                }
                Ok(checked.map(drop)?)
            }
            Action::Health { listen } => health(listen),
            Action::Restore { file, replace, new_passwords, config } => {
                let config = with_folder(config)?;
                let passwords = if new_passwords { Passwords::Renew } else { Passwords::Keep };
                println!("{}", restore::restore(config, Clock::System, &file, replace, passwords).await?);
                Ok(())
            }
            Action::Demo(config) => demo(config, program.assets).await,
            Action::Seed { partners, config } => {
                let app = open(config).await?;
                let said = match partners {
                    Some(count) => sample::fill(&app, count).await,
                    None => demo::fill(&app).await,
                };
                println!("{}", said?);
                Ok(())
            }
        }
    });
    logging::finish(unwritten);
    done
}

fn in_words(error: &(dyn std::error::Error + 'static)) -> String {
    error.downcast_ref::<Error>().map_or_else(|| error.to_string(), Error::in_words)
}

/// A problem with a setting.
fn wrong(setting: &'static str, why: impl Into<String>) -> Box<dyn std::error::Error> {
    ConfigError { setting: setting.into(), why: why.into() }.into()
}

fn with_folder(config: Config) -> Result<Config> {
    let config = config.checked()?;
    std::fs::create_dir_all(&config.data_dir).map_err(|error| {
        let folder = config.data_dir.display().to_string();
        let why = t!(server::config::data_dir_unusable, folder = &folder, error = &error.to_string());
        wrong("GANGWAY_DATA_DIR", why)
    })?;
    Ok(config)
}

async fn open(config: Config) -> Result<AppState> {
    let config = with_folder(config)?;
    let named = config.database_url.is_some();
    let db = upgrade::database(&config).await.map_err(|failure| match named {
        true => wrong("DATABASE_URL", failure.in_words()),
        false => failure.into(),
    })?;
    let app = AppState::new(config, db)?;
    default_data::ensure(&app).await?;
    key_rebuild::ensure(&app).await?;
    Ok(app)
}

async fn serve(
    app: AppState,
    listener: TcpListener,
    shutdown_signal: impl Future<Output = ()>,
    assets: Assets,
) -> Result<()> {
    app.config.check_proxies()?;
    if let Db::Postgres { .. } = app.db {
        let way = Way::to(&app.config.database_url())?;
        tracing::info!(server.address = way.host, sslmode = way.mode, "PostgreSQL connected");
    }
    startup::check_templates(&app).await?;
    mail_server::refresh(&app).await?;
    if let Some(address) = app.config.metrics_listen {
        let listener = listen("GANGWAY_METRICS_LISTEN", address).await?;
        // It ends with the process: Prometheus repeats a scrape that is cut off.
        tokio::spawn(http::serve::serve(listener, http::metrics::router(&app), std::future::pending()));
    }
    let (stop, stopped) = watch::channel(false);
    let worker = tokio::spawn(outbox::worker::run(app.clone(), stopped));
    let cleanup = tokio::spawn(clean_up(app.clone()));
    let mail_server = tokio::spawn(mail_server::watch(app.clone()));
    let announcer = tokio::spawn(commits::announce(app.db.clone()));
    let bulk_resumer = tokio::spawn(bulk::worker::run(app.clone()));
    let import_resumer = tokio::spawn(imports::worker::run(app.clone()));
    let reminders = tokio::spawn(reminders::run(app.clone()));
    let notifications = tokio::spawn(outbox::notifications::run(app.clone()));
    let mailbox = tokio::spawn(mailbox::run(app.clone()));
    let ready = match (&app.config.demo, setup_link::mint(&app).await?) {
        (Some(demo), _) => [
            t!(server::demo::open, link = &app.config.url(&demo.path())),
            t!(server::demo::its_emails, emails = &demo.emails),
            t!(server::demo::its_password, password = &demo.password),
            t!(server::demo::its_end).to_owned(),
        ]
        .join("\n"),
        (None, Some(link)) => t!(server::cli::become_owner, link = &link),
        (None, None) => t!(server::cli::ready, url = app.config.origin()),
    };
    // `println!` would end the server where standard output is closed.
    writeln!(std::io::stdout(), "{ready}").ok();
    supervisor::ready(&app);
    let stopping = app.stopping.clone();
    // Answers and emails in progress end side by side.
    let until = async {
        shutdown_signal.await;
        supervisor::stopping();
        stop.send_replace(true);
        stopping.cancel();
    };
    // Each request has a language of its own, and what is before it none of the console's.
    let serving = async { http::serve::serve(listener, http::router(&app, assets), until).await };
    i18n::speaking(Locale::default(), serving).await;
    cleanup.abort();
    mail_server.abort();
    announcer.abort();
    bulk_resumer.abort();
    import_resumer.abort();
    app.tasks.close();
    app.tasks.wait().await;
    worker.await?;
    reminders.await?;
    notifications.await?;
    mailbox.await?;
    app.db.close().await;
    Ok(())
}

async fn listen(setting: &'static str, address: SocketAddr) -> Result<TcpListener> {
    TcpListener::bind(address).await.map_err(|error| {
        let (address, error) = (address.to_string(), error.to_string());
        let flag = if setting == "GANGWAY_LISTEN" { "--listen" } else { "--metrics-listen" };
        wrong(setting, t!(server::config::address_unusable, address = &address, error = &error, flag = flag))
    })
}

/// Serves invented partners from a folder that is removed at the end, with a mailbox beside it: nothing is sent, and
/// nothing of what the settings name is touched.
async fn demo(config: Config, assets: Assets) -> Result<()> {
    // From here on every end removes the folder.
    let shutdown = shutdown_signal()?;
    let listener = listen("GANGWAY_LISTEN", config.listen).await?;
    let address = listener.local_addr()?;
    let folder = demo_folder(&config)?;
    let beside = SocketAddr::new(address.ip(), address.port().saturating_add(1));
    let inbox = match TcpListener::bind(beside).await {
        Ok(inbox) => inbox,
        Err(_) => listen("GANGWAY_LISTEN", SocketAddr::new(address.ip(), 0)).await?,
    };
    let config = Config {
        listen: address,
        public_url: config.public_url.filter(|_| !address.ip().is_loopback()),
        data_dir: folder.path().to_owned(),
        database_url: None,
        smtp_url: None,
        smtp_ca: None,
        bounce_address: None,
        bounce_webhooks: None,
        bounce_mailbox: None,
        mail_from: Some(t!(server::demo::sender).to_owned()),
        send_hold: 0,
        metrics_listen: None,
        ..config
    };
    let host = config.clone().checked()?.host();
    let [key, password] = [(); 2].map(|()| PlainToken::mint(&Random::System).expose().to_owned());
    let emails = format!("http://{host}:{}", inbox.local_addr()?.port());
    let app = open(Config { demo: Some(Demo { emails, key, password: password.clone() }), ..config }).await?;
    demo::fill(&app).await?;
    demo::hand_over(&app, &password).await?;
    tokio::spawn(http::serve::serve(inbox, http::demo::inbox(&app, assets), std::future::pending()));
    serve(app, listener, shutdown, assets).await
}

/// A temporary folder; in the data folder where there is no place for such, as in the image.
fn demo_folder(config: &Config) -> Result<TempDir> {
    let mut folder = tempfile::Builder::new();
    let folder = folder.prefix("gangway-demo-");
    folder.tempdir().or_else(|error| folder.tempdir_in(&config.data_dir).map_err(|_| error)).map_err(|error| {
        let (place, error) = (env::temp_dir().display().to_string(), error.to_string());
        wrong("TMPDIR", t!(server::demo::no_folder, folder = &place, error = &error))
    })
}

/// Says whether the server that listens at `address` is ready.
fn health(address: SocketAddr) -> Result<()> {
    let place = address.to_string();
    match health::ask(address) {
        Ok(Health::Ready) => {
            println!("{}", health::READY);
            Ok(())
        }
        Ok(Health::Unready(why)) => Err(why.into()),
        Ok(Health::Silent) => {
            let seconds = health::PATIENCE.as_secs();
            Err(t!(server::cli::silent, address = &place, seconds = seconds as i64).into())
        }
        Ok(Health::Foreign) => Err(t!(server::cli::not_gangway, address = &place).into()),
        Err(error) => Err(t!(server::cli::no_answer, address = &place, error = &error.to_string()).into()),
    }
}

/// Reads the message on standard input, says what it is and keeps what it says of an email of ours.
async fn bounce(config: Config) -> Result<()> {
    let mut bytes = Vec::new();
    let mut input = std::io::stdin();
    input.by_ref().take(report::LENGTH as u64).read_to_end(&mut bytes)?;
    // The mail server must see that all of it was taken.
    std::io::copy(&mut input, &mut std::io::sink())?;
    let report = report::read(&bytes);
    println!("{}", message::in_words(&report));
    upgrade::refuse_missing(&config.clone().checked()?)?;
    let app = open(config).await?;
    let said = match message::receive(&app, &report).await? {
        Some(Kept::New(_)) => t!(server::bounces::recorded),
        Some(Kept::Known) => t!(server::bounces::known),
        Some(Kept::Gone) | None => t!(server::bounces::not_ours),
    };
    println!("{said}");
    Ok(())
}

async fn doctor(config: Config, environment: &Environment) -> Result<()> {
    let findings = doctor::examine(config, environment).await;
    for finding in &findings {
        println!("{finding}");
    }
    match findings.iter().filter(|finding| finding.severity == Severity::Error).count() {
        0 => Ok(()),
        problems => Err(t!(server::cli::problems_found, count = problems as i64).into()),
    }
}

async fn clean_up(app: AppState) {
    const MINUTE: Duration = Duration::from_secs(60);
    let mut days = tokio::time::interval(24 * 60 * MINUTE);
    let mut hours = tokio::time::interval(60 * MINUTE);
    let mut minutes = tokio::time::interval(5 * MINUTE);
    loop {
        tokio::select! {
            _ = days.tick() => cleanup::tidy_logged(&app).await,
            // Sooner than what is in the database: other programs may read the folder.
            _ = hours.tick() => outbox::saved::tidy_logged(&app).await,
            _ = minutes.tick() => cleanup::forget_login_attempts(&app).await,
        }
    }
}

/// Listens from now on, and not only once it is awaited: a signal without a listener kills. The end of the terminal
/// counts, too, unless it was to be survived (`nohup`).
fn shutdown_signal() -> std::io::Result<impl Future<Output = ()>> {
    let (mut terminated, mut interrupted) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let mut hung_up = if survives_hangups() { None } else { Some(signal(SignalKind::hangup())?) };
    Ok(async move {
        let hung_up = async {
            match &mut hung_up {
                Some(hung_up) => drop(hung_up.recv().await),
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            _ = terminated.recv() => {}
            _ = interrupted.recv() => {}
            () = hung_up => {}
        }
    })
}

/// Whether this process was started to ignore the end of its terminal (proc(5): a mask, whose first bit is SIGHUP).
fn survives_hangups() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let ignored = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    ignored.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok()).is_some_and(|mask| mask & 1 == 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a command and its parts say of themselves.
    fn help(command: &Command, texts: &mut Vec<String>) {
        texts.extend(command.get_about().map(ToString::to_string));
        texts.extend(command.get_arguments().map(|arg| arg.get_help().map(ToString::to_string).unwrap_or_default()));
        // The help of the help repeats the commands.
        for command in command.get_subcommands().filter(|command| command.get_name() != "help") {
            help(command, texts);
        }
    }

    #[test]
    fn every_command_and_flag_is_explained_in_each_language() {
        let texts = |locale| {
            let mut texts = Vec::new();
            i18n::within(locale, || help(&command(None), &mut texts));
            texts
        };
        let (english, german) = (texts(Locale::En), texts(Locale::De));
        assert!(english.len() > 80, "{english:?}");
        for (english, german) in english.iter().zip(&german) {
            assert!(!german.is_empty() && english != german, "{english:?} is {german:?}");
        }
    }
}

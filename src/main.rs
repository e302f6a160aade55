//! The command line.

#[cfg(feature = "ssr")]
mod cli {
    use clap::{Parser, Subcommand};
    use gangway::http;
    use gangway::server::invitations::setup_link;
    use gangway::server::ops::doctor::{self, Severity};
    use gangway::server::ops::{backup, cleanup, default_data, demo, restore, startup};
    use gangway::server::outbox;
    use gangway::server::partners::bulk;
    use gangway::server::platform::config::Config;
    use gangway::server::platform::logging;
    use gangway::server::state::AppState;
    use leptos::prelude::LeptosOptions;
    use std::error::Error;
    use std::io::Write;
    use std::net::SocketAddr;
    use std::path::PathBuf;
    use std::time::Duration;
    use tokio::net::TcpListener;
    use tokio::signal::unix::{SignalKind, signal};
    use tokio::sync::watch;
    use tracing_subscriber::EnvFilter;

    type Result<T> = std::result::Result<T, Box<dyn Error>>;

    /// The self-hosted front door of a partner program.
    ///
    /// Every setting is an environment variable and a flag. Without any, Gangway keeps its data in
    /// ./data, listens on http://localhost:3000 and saves mails as files.
    #[derive(Parser)]
    #[command(name = "gangway", version)]
    struct Cli {
        #[command(subcommand)]
        command: Command,
    }

    #[derive(Subcommand)]
    enum Command {
        /// Bring the database up to date, answer requests and send mail, until stopped.
        Serve(Config),
        /// Bring the database up to date and exit.
        Migrate(Config),
        /// Print a fresh one-time link that makes the first owner. Earlier ones stop working.
        OwnerLink(Config),
        /// Copy the database to a new file, while Gangway runs.
        Backup {
            /// The file to make. It must not be there yet.
            file: PathBuf,
            #[command(flatten)]
            config: Config,
        },
        /// Look at the configuration, the database, the mail server and the queue, and say what is wrong
        /// and what mends it. Changes and sends nothing.
        Doctor(Config),
        /// Make a backup the database again. Links and sessions in it end, and no mail leaves before
        /// somebody resumes sending.
        Restore {
            /// The backup.
            file: PathBuf,
            /// Keep the database that is there aside, and put the backup in its place.
            #[arg(long)]
            replace: bool,
            #[command(flatten)]
            config: Config,
        },
        /// Fill the database with a demonstration: 40 partners in all states.
        Seed(Config),
    }

    pub fn run() -> Result<()> {
        let cli = Cli::parse();
        let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("gangway=info,warn"));
        let (lines, unwritten) = logging::to_stderr();
        let lines =
            tracing_subscriber::fmt().with_env_filter(filter).with_ansi(logging::is_coloured()).with_writer(lines);
        match std::env::var("GANGWAY_LOG_FORMAT").unwrap_or_default().as_str() {
            "" | "text" => lines.init(),
            "json" => lines.json().flatten_event(true).with_span_list(false).init(),
            _ => return Err("GANGWAY_LOG_FORMAT: use text or json.".into()),
        }
        // Rendering waits for resources on other workers: one alone would wait for itself
        // (leptos-rs/leptos #4647).
        let workers = std::thread::available_parallelism().map_or(2, |n| n.get().max(2));
        let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(workers).enable_all().build()?;
        let done = runtime.block_on(async {
            match cli.command {
                Command::Serve(config) => serve(open(config).await?).await,
                Command::Migrate(config) => {
                    open(config).await?.db.close().await;
                    println!("The database is up to date.");
                    Ok(())
                }
                Command::OwnerLink(config) => {
                    match setup_link::mint(&open(config).await?).await? {
                        Some(link) => println!("{link}"),
                        None => println!("There is an owner already: sign in, or use \"Forgot password?\"."),
                    }
                    Ok(())
                }
                Command::Backup { file, config } => {
                    println!("{}", backup::back_up(&config.checked()?, &file).await?);
                    Ok(())
                }
                Command::Doctor(config) => doctor(config).await,
                Command::Restore { file, replace, config } => {
                    let config = with_folder(config)?;
                    println!("{}", restore::restore(config, &file, replace).await?);
                    Ok(())
                }
                Command::Seed(config) => {
                    println!("{}", demo::fill(&open(config).await?).await?);
                    Ok(())
                }
            }
        });
        logging::finish(unwritten);
        done
    }

    fn with_folder(config: Config) -> Result<Config> {
        let config = config.checked()?;
        std::fs::create_dir_all(&config.data_dir)
            .map_err(|error| format!("GANGWAY_DATA_DIR: {} cannot be used: {error}", config.data_dir.display()))?;
        Ok(config)
    }

    async fn open(config: Config) -> Result<AppState> {
        let config = with_folder(config)?;
        let db = startup::database(&config).await.map_err(|failure| format!("DATABASE_URL: {failure}"))?;
        let app = AppState::new(config, db)?;
        default_data::ensure(&app).await?;
        Ok(app)
    }

    async fn serve(app: AppState) -> Result<()> {
        let shutdown_signal = shutdown_signal()?;
        let listener = listen("GANGWAY_LISTEN", app.config.listen).await?;
        if let Some(address) = app.config.metrics_listen {
            let listener = listen("GANGWAY_METRICS_LISTEN", address).await?;
            // It ends with the process: a scrape that is cut off is asked for again.
            tokio::spawn(http::serve::serve(listener, http::metrics::router(&app), std::future::pending()));
        }
        let options = LeptosOptions::builder()
            .output_name("gangway")
            .site_root(app.config.site_dir.to_string_lossy().into_owned())
            .hash_files(std::env::var("LEPTOS_HASH_FILES").map_or(true, |value| value != "false"))
            .build();
        let (stop, stopped) = watch::channel(false);
        let worker = tokio::spawn(outbox::worker::run(app.clone(), stopped));
        let cleanup = tokio::spawn(run_daily(app.clone()));
        let bulk_resumer = tokio::spawn(bulk::worker::run(app.clone()));
        let ready = match setup_link::mint(&app).await? {
            Some(link) => format!("Open this link to become the owner: {link}"),
            None => format!("Gangway is ready: {}", app.config.origin()),
        };
        // Nobody has to listen: `println!` would end the server then.
        writeln!(std::io::stdout(), "{ready}").ok();
        let stopping = app.stopping.clone();
        // Answers and mails that are under way end side by side.
        let told = async {
            shutdown_signal.await;
            stop.send_replace(true);
            stopping.cancel();
        };
        http::serve::serve(listener, http::router(&app, options), told).await;
        cleanup.abort();
        bulk_resumer.abort();
        app.tasks.close();
        app.tasks.wait().await;
        worker.await?;
        app.db.close().await;
        Ok(())
    }

    async fn listen(setting: &str, address: SocketAddr) -> Result<TcpListener> {
        let listener = TcpListener::bind(address).await;
        Ok(listener.map_err(|error| format!("{setting}: {address} cannot be used: {error}"))?)
    }

    async fn doctor(config: Config) -> Result<()> {
        let findings = doctor::examine(config).await;
        for finding in &findings {
            println!("{finding}");
        }
        match findings.iter().filter(|finding| finding.severity == Severity::Error).count() {
            0 => Ok(()),
            broken => Err(format!("{broken} of these must be mended.").into()),
        }
    }

    async fn run_daily(app: AppState) {
        let mut days = tokio::time::interval(Duration::from_secs(24 * 60 * 60));
        loop {
            days.tick().await;
            cleanup::tidy_logged(&app).await;
        }
    }

    /// Listens from now on, and not only once somebody waits: a signal that nobody listens for kills.
    fn shutdown_signal() -> std::io::Result<impl Future<Output = ()>> {
        let (mut terminated, mut interrupted) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
        Ok(async move {
            tokio::select! {
                _ = terminated.recv() => {}
                _ = interrupted.recv() => {}
            }
        })
    }
}

#[cfg(feature = "ssr")]
fn main() -> std::process::ExitCode {
    match cli::run() {
        Ok(()) => std::process::ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("gangway: {error}");
            std::process::ExitCode::FAILURE
        }
    }
}

#[cfg(not(feature = "ssr"))]
fn main() {}

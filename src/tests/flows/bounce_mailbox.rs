//! A mailbox that bounces come to and people read. `scripts/imap.sh` starts a Dovecot for it; without one only a server
//! of our own is asked.

use super::bounces::{bounce, failed, invited, report_to};
use crate::domain::mail_server::Encryption;
use crate::domain::time::SECOND;
use crate::paths;
use crate::server::bounces::mailbox;
use crate::server::bounces::mailbox::progress::Reader;
use crate::server::platform::config::Config;
use crate::server::platform::config::mailbox_url::MailboxUrl;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::captured_log;
use crate::tests::fake_imap::FakeImap;
use crate::tests::time_limits::scaled;
use std::fs::Permissions;
use std::os::unix::fs::PermissionsExt;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use std::{env, fs};
use tokio::task::JoinHandle;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

on_both_engines! {
    a_bounce_in_the_mailbox_is_seen_at_once_and_the_rest_stays_as_it_was,
    a_restart_continues_and_a_recreated_folder_starts_over,
    a_fault_of_the_mailbox_is_named,
    a_message_is_fetched_once,
    one_instance_at_a_time_reads,
}

const LETTER: &str = "From: jo@alder.example\r\nTo: partners@acme.example\r\nSubject: Hello\r\n\r\nCan we talk?\r\n";

/// A mailbox of the Dovecot that runs beside the tests.
struct Maildir {
    folder: PathBuf,
    url: String,
}

impl Maildir {
    /// One that no other test has; none where Dovecot does not run.
    fn new(app: &TestApp, name: &str) -> Option<Self> {
        let (port, folder) = (env::var("TEST_IMAP_PORT").ok()?, env::var("TEST_IMAP_FOLDER").ok()?);
        let user = format!("{}-{name}@acme.example", app.engine().name().to_lowercase());
        let folder = PathBuf::from(folder).join(&user).join("Maildir");
        for part in ["new", "cur", "tmp"] {
            fs::create_dir_all(folder.join(part)).unwrap();
        }
        // Dovecot reads it as another user.
        for part in ["..", ".", "new", "cur", "tmp"] {
            fs::set_permissions(folder.join(part), Permissions::from_mode(0o777)).unwrap();
        }
        Some(Self { folder, url: format!("imap://{user}:secret@127.0.0.1:{port}") })
    }

    /// Puts a message there, as mail servers do.
    fn deliver(&self, name: &str, message: &[u8]) {
        let unfinished = self.folder.join("tmp").join(name);
        fs::write(&unfinished, message).unwrap();
        fs::rename(unfinished, self.folder.join("new").join(name)).unwrap();
    }

    fn is_seen(&self, name: &str) -> bool {
        let files = fs::read_dir(self.folder.join("cur")).unwrap();
        let mut names = files.map(|file| file.unwrap().file_name().into_string().unwrap());
        names.any(|file| file.starts_with(name) && file.rsplit(',').next().is_some_and(|flags| flags.contains('S')))
    }

    /// Renumbers all messages.
    fn renumber(&self) {
        let files = fs::read_dir(&self.folder).unwrap().map(|file| file.unwrap().path());
        // What is left keeps one number from coming twice.
        for file in files.filter(|file| file.is_file() && !file.to_string_lossy().contains("uidvalidity")) {
            fs::remove_file(file).unwrap();
        }
    }
}

/// An instance that reads a mailbox.
struct Instance {
    stop: CancellationToken,
    done: JoinHandle<()>,
}

impl Instance {
    fn reading(app: &TestApp, url: &str) -> Self {
        let stop = CancellationToken::new();
        let config = Config { bounce_mailbox: Some(url.to_owned()), ..(*app.state.config).clone() };
        let state = AppState { config: Arc::new(config), stopping: stop.clone(), ..app.state.clone() };
        Self { stop, done: tokio::spawn(mailbox::run(state)) }
    }

    async fn stop(self) {
        self.stop.cancel();
        timeout(scaled(Duration::from_secs(5)), self.done).await.expect("it stops at once").unwrap();
    }
}

/// Waits until something `is` so: for less time than passes between two looks where nothing is announced.
async fn until(what: &str, is: impl AsyncFn() -> bool) {
    let wait = async {
        while !is().await {
            sleep(Duration::from_millis(20)).await;
        }
    };
    timeout(scaled(Duration::from_secs(5)), wait).await.unwrap_or_else(|_| panic!("{what}"));
}

async fn looked_at(app: &TestApp) -> i64 {
    app.number("select coalesce(max(uid), 0) from bounce_mailbox").await
}

async fn a_bounce_in_the_mailbox_is_seen_at_once_and_the_rest_stays_as_it_was(app: &TestApp) {
    let Some(maildir) = Maildir::new(app, "shared") else { return };
    let (alder, mut maya, address) = invited(app).await;
    let reply = format!(
        "From: ana@alder.example\r\nTo: {address}\r\nAuto-Submitted: auto-replied\r\nSubject: Out of office\r\n\r\n\
         Please ask Jo.\r\n"
    );
    maildir.deliver("letter", LETTER.as_bytes());
    maildir.deliver("reply", reply.as_bytes());
    let instance = Instance::reading(app, &maildir.url);
    until("both are looked at", async || looked_at(app).await == 2).await;

    let pictures = "A".repeat(3 << 20);
    let bounced =
        [bounce(&address), b"--b\r\nContent-Type: image/png\r\n\r\n".to_vec(), pictures.into_bytes()].concat();
    maildir.deliver("bounce", &bounced);
    until("the bounce is marked", async || maildir.is_seen("bounce")).await;
    assert!(maya.open(&paths::partner(alder.partner)).await.text().contains("Bounced"));
    assert_eq!(app.rows("delivery_report").await, 2, "the reply says that it arrived");
    assert!(!maildir.is_seen("letter") && !maildir.is_seen("reply"), "people read them");
    instance.stop().await;
}

async fn a_restart_continues_and_a_recreated_folder_starts_over(app: &TestApp) {
    let Some(maildir) = Maildir::new(app, "restart") else { return };
    let (_, _, address) = invited(app).await;
    maildir.deliver("letter", LETTER.as_bytes());
    let instance = Instance::reading(app, &maildir.url);
    until("the letter is looked at", async || looked_at(app).await == 1).await;
    instance.stop().await;

    maildir.deliver("bounce", &bounce(&address));
    let instance = Instance::reading(app, &maildir.url);
    until("the bounce is marked", async || maildir.is_seen("bounce")).await;
    instance.stop().await;

    maildir.renumber();
    let before = app.number("select uid_validity from bounce_mailbox").await;
    maildir.deliver("full", &report_to(&address, &failed("ana@alder.example", "5.2.2", "552 5.2.2 Mailbox full")));
    let instance = Instance::reading(app, &maildir.url);
    until("the next one is marked", async || maildir.is_seen("full")).await;
    instance.stop().await;
    assert_ne!(app.number("select uid_validity from bounce_mailbox").await, before);
    assert_eq!(app.rows("delivery_report").await, 2);
    assert!(!maildir.is_seen("letter"));
}

async fn a_fault_of_the_mailbox_is_named(app: &TestApp) {
    let Some(maildir) = Maildir::new(app, "password") else { return };
    let mut right = MailboxUrl::parse(&maildir.url).unwrap();
    mailbox::check(&right, &app.state.config).await.unwrap();
    let absent = MailboxUrl { folder: "Rückläufer".to_owned(), ..right.clone() };
    let why = mailbox::check(&absent, &app.state.config).await.unwrap_err();
    assert!(why.contains("The folder Rückläufer can't be opened"), "{why}");
    right.server.encryption = Encryption::StartTls;
    let why = mailbox::check(&right, &app.state.config).await.unwrap_err();
    assert!(why.contains("GANGWAY_SMTP_CA"), "{why}");
    let smtp_ca = Some(PathBuf::from(env::var("TEST_IMAP_CA").unwrap()));
    mailbox::check(&right, &Config { smtp_ca, ..(*app.state.config).clone() }).await.unwrap();

    let url = maildir.url.replace(":secret@", ":wrong@");
    let why = mailbox::check(&MailboxUrl::parse(&url).unwrap(), &app.state.config).await.unwrap_err();
    assert!(why.contains("refuses the user or password"), "{why}");
    let instance = Instance::reading(app, &url);
    until("the log says it", async || captured_log::text().contains("Bounce mailbox cannot be read")).await;
    assert!(!captured_log::text().contains("wrong@"));
    instance.stop().await;
}

async fn a_message_is_fetched_once(app: &TestApp) {
    let server = FakeImap::start("* OK ready", vec![LETTER.to_owned()]).await;
    let url = format!("imap://ana:secret@{}", server.address);
    for round in 1..=2 {
        let instance = Instance::reading(app, &url);
        until("it waits for the next one", async || server.heard("IDLE") == round).await;
        instance.stop().await;
    }
    assert_eq!((server.heard("UID SEARCH"), server.heard("UID FETCH"), server.heard("UID STORE")), (2, 1, 0));

    let mut foreign = MailboxUrl::parse(&url).unwrap();
    foreign.server.encryption = Encryption::StartTls;
    let said = server.heard("LOGIN");
    let why = mailbox::check(&foreign, &app.state.config).await.unwrap_err();
    assert!(why.contains("does not offer STARTTLS") && server.heard("LOGIN") == said, "{why}");
    for greeting in ["220 mail.example ESMTP", "* PREAUTH welcome", "* BYE too busy", "", "\u{0}"] {
        let other = FakeImap::start(greeting, Vec::new()).await;
        let mailbox = MailboxUrl::parse(&format!("imap://ana:secret@{}", other.address)).unwrap();
        assert!(mailbox::check(&mailbox, &app.state.config).await.is_err() && other.heard("") == 0, "{greeting}");
    }
}

async fn one_instance_at_a_time_reads(app: &TestApp) {
    let [one, other] = [(); 2].map(|()| Reader { mailbox: "imaps://h".to_owned(), id: app.state.id() });
    assert!(one.take(&app.state).await.unwrap().is_some());
    assert!(other.take(&app.state).await.unwrap().is_none());
    app.wait(40 * SECOND);
    assert!(one.take(&app.state).await.unwrap().is_some(), "it is still there");
    app.wait(40 * SECOND);
    assert!(other.take(&app.state).await.unwrap().is_none());
    app.wait(20 * SECOND);
    assert!(other.take(&app.state).await.unwrap().is_some(), "the first one is gone");
    other.leave(&app.state).await.unwrap();
    assert!(one.take(&app.state).await.unwrap().is_some());
}

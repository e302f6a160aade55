//! *Email > Mail > Mail server*: an owner gets email going without a shell.

use crate::domain::auth::role::Role;
use crate::domain::invitations::delivery::Delivery;
use crate::domain::mail_server::MailServerForm;
use crate::domain::time::{MINUTE, SECOND};
use crate::paths;
use crate::server::invitations::setup_link;
use crate::server::mail_server;
use crate::server::mailer::transport::Mailer;
use crate::server::outbox::{pause, worker};
use crate::server::platform::config::{Config, Demo};
use crate::server::platform::db::execute;
use crate::server::platform::random::Random;
use crate::server::platform::secret_key::{self, SecretKey};
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::browser::Browser;
use crate::tests::captured_log;
use crate::tests::fake_smtp::{Act, Play, Sink, Stage, sending_to};
use crate::tests::invariants;
use crate::tests::people::FIRST_OWNER;
use crate::tests::received_email::path_of;
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use std::fs;
use std::sync::Arc;

on_both_engines! {
    set_up_ends_with_the_mail_server_which_can_wait,
    without_a_mail_server_the_mail_page_leads_to_it,
    what_an_owner_enters_is_used_at_once_by_every_instance,
    the_password_is_never_shown_stored_in_clear_or_logged,
    a_password_left_empty_is_kept_for_the_same_server_and_user_alone,
    a_user_that_is_the_password_as_well_is_not_shown_either,
    email_that_waited_for_the_wrong_server_leaves_through_the_right_one,
    a_pause_by_a_person_and_saved_files_stay,
    a_test_goes_through_what_is_typed_and_says_what_the_server_answered,
    what_is_no_mail_server_is_not_quoted,
    tests_are_bounded,
    a_lost_key_is_said_and_the_password_entered_again,
    credentials_that_were_moved_to_another_host_are_not_opened,
    the_environment_comes_first,
    only_an_owner_who_just_gave_their_password_changes_it,
    a_provider_fills_in_the_form_by_a_link,
    a_wrong_field_is_named_and_nothing_is_stored,
    nobody_overwrites_a_colleague_unseen,
    removing_it_goes_back_to_files,
    the_set_up_goes_on_with_the_first_partner,
    what_is_pasted_as_host_is_understood_and_its_password_shown_nowhere,
    a_test_that_failed_is_no_reason_to_wait,
    links_that_open_on_this_machine_only_are_named_to_owners,
    a_demonstration_sends_nothing_whatever_is_entered,
}

const SAVE: &str = "/api/mail-server/save";
const TEST: &str = "/api/mail-server/send-test";
const REMOVE: &str = "/api/mail-server/remove";

/// An instance that has nothing but this folder to save emails in, and an owner who uses it.
async fn without_server(app: &TestApp) -> (AppState, Browser) {
    let (_, mut maya) = app.maya().await;
    let here = instance(app);
    maya.base = serve(app, &here).await;
    (here, maya)
}

fn instance(app: &TestApp) -> AppState {
    let folder = app.folder.path().join("outbox");
    let mailer = Mailer::Files { folder, from: "Gangway <gangway@localhost.localdomain>".parse().unwrap() };
    AppState { mailer: mailer.into(), ..app.state.clone() }
}

async fn serve(app: &TestApp, here: &AppState) -> String {
    let here = here.clone();
    app.second_instance(|state| {
        state.mailer = here.mailer;
        state.config = here.config;
    })
    .await
}

fn typed<'a>(port: &'a str, password: &'a str) -> Vec<(&'a str, &'a str)> {
    let sender = [("sender_name", "Acme Partners"), ("sender", "partners@acme.example")];
    let server = [("host", "localhost"), ("port", port), ("encryption", "none")];
    [&server[..], &[("user", "ana"), ("password", password)], &sender].concat()
}

fn port(sink: &Sink) -> String {
    sink.address.port().to_string()
}

async fn save(maya: &mut Browser, fields: &[(&str, &str)]) {
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    maya.submit(SAVE, fields).await;
    assert!(maya.page.text().contains("The mail server is saved and in use."), "{}", maya.page.text());
}

/// Whether this password was used to sign in.
fn signed_in_with(sink: &Sink, password: &str) -> bool {
    let plain = STANDARD.encode(format!("\0ana\0{password}"));
    sink.heard().iter().any(|command| command.contains(&plain))
}

async fn set_up_ends_with_the_mail_server_which_can_wait(app: &TestApp) {
    let here = instance(app);
    let link = setup_link::mint(&app.state).await.unwrap().unwrap();
    let mut olga = app.browser_at(&serve(app, &here).await);
    olga.open(&path_of(&link)).await;
    let page = olga.submit("/api/invitations/set-up", &FIRST_OWNER).await;
    assert_eq!((page.path.as_str(), page.h1().as_str()), (paths::SET_UP_MAIL, "Set up email"));
    assert_eq!(page.link("Later"), paths::PARTNERS);
    assert_eq!(page.link("Brevo"), paths::mail_server_of("brevo", true));
    let values = ["sender_name", "sender"].map(|field| page.value(field));
    assert_eq!(values, ["Acme", "olga@acme.example"], "a first guess");
    let page = olga.open(&paths::mail_server_of("brevo", true)).await;
    assert_eq!((page.h1().as_str(), page.value("host").as_str()), ("Set up email", "smtp-relay.brevo.com"));
    let page = olga.open(paths::PARTNERS).await;
    assert_eq!(page.link("Set up email"), paths::MANAGE_MAIL_SERVER, "the checklist goes on asking");
    let sink = Sink::start([]).await;
    save(&mut olga, &typed(&port(&sink), "s3cret")).await;
    olga.submit("/api/mail/send-test", &[]).await;
    assert!(olga.page.text().contains("The mail server accepted the test"), "{}", olga.page.text());
    assert_eq!(olga.open(paths::PARTNERS).await.link("Send yourself a test email"), paths::MANAGE_MAIL);
    assert!(olga.page.text().contains("1 of 5 done"), "{}", olga.page.text());
}

async fn without_a_mail_server_the_mail_page_leads_to_it(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    let page = maya.open(paths::MANAGE_MAIL).await;
    assert!(page.text().contains("None: emails are saved as files on the server."), "{}", page.text());
    assert_eq!(page.link("Set up email"), paths::MANAGE_MAIL_SERVER);
}

async fn what_an_owner_enters_is_used_at_once_by_every_instance(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let elsewhere = instance(app);
    let sink = Sink::start([]).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    let page = maya.open(paths::MANAGE_MAIL).await.text();
    let server = format!("localhost:{}, not encrypted", port(&sink));
    assert!(page.contains(&server) && page.contains("<partners@acme.example>"), "{page}");

    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&here).await.unwrap();
    let sent = String::from_utf8(sink.messages()[0].data.clone()).unwrap();
    assert!(sent.contains("Acme Partners") && sent.contains("<partners@acme.example>"), "{sent}");
    assert!(signed_in_with(&sink, "s3cret"), "{:?}", sink.heard());

    assert!(elsewhere.mailer.saves_files());
    let watching = tokio::spawn(mail_server::watch(elsewhere.clone()));
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    while elsewhere.mailer.saves_files() {
        tokio::task::yield_now().await;
    }
    watching.abort();
    worker::drain(&elsewhere).await.unwrap();
    assert_eq!(sink.messages().len(), 2);
    let told = maya.open(paths::MANAGE_AUDIT).await.text();
    assert!(told.contains(&format!("Maya Lindqvist set the mail server: {server}, sender")), "{told}");
}

async fn the_password_is_never_shown_stored_in_clear_or_logged(app: &TestApp) {
    const PASSWORD: &str = "Xk7-never-seen-again";
    let (here, mut maya) = without_server(app).await;
    let sink = Sink::start([Play::At(Stage::SignIn, Act::Say("535 5.7.8 no"))]).await;
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    let port = port(&sink);
    let wrong = [&typed(&port, PASSWORD)[..], &[("sender", "nobody")]].concat();
    assert!(!maya.submit(SAVE, &wrong).await.body.contains(PASSWORD));
    assert!(!maya.submit_by(SAVE, TEST, &typed(&port, PASSWORD)).await.body.contains(PASSWORD));
    app.wait(MINUTE);
    save(&mut maya, &typed(&port, PASSWORD)).await;
    worker::drain(&here).await.unwrap();
    for path in [paths::MANAGE_MAIL_SERVER, paths::MANAGE_MAIL, paths::MANAGE_AUDIT] {
        assert!(!maya.open(path).await.body.contains(PASSWORD), "{path}");
    }
    assert_eq!(maya.open(paths::MANAGE_MAIL_SERVER).await.value("user"), "ana");
    assert!(maya.page.text().contains("A password is stored."), "{}", maya.page.text());
    let encoded = STANDARD.encode(format!("\0ana\0{PASSWORD}"));
    for text in [invariants::at_rest(app).await, invariants::contents(app).await, captured_log::text()] {
        assert!(!text.contains(PASSWORD) && !text.contains(&encoded));
    }
}

async fn a_password_left_empty_is_kept_for_the_same_server_and_user_alone(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let (sink, other) = (Sink::start([]).await, Sink::start([]).await);
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    save(&mut maya, &[("password", ""), ("sender_name", "Acme")]).await;
    assert!(here.mailer.from().starts_with("Acme <"), "{}", here.mailer.from());
    let other_port = port(&other);
    for (field, value) in [("user", "ben"), ("host", "127.0.0.1"), ("port", &other_port)] {
        let change = [(field, value), ("password", "")];
        maya.open(paths::MANAGE_MAIL_SERVER).await;
        maya.submit(SAVE, &change).await;
        assert!(maya.page.complaint("password").contains("only for the same host and user"), "{field}");
        maya.open(paths::MANAGE_MAIL_SERVER).await;
        maya.submit_by(SAVE, TEST, &change).await;
        assert!(maya.page.complaint("password").contains("only for the same host and user"), "{field}");
    }
    assert_eq!(other.conversations(), 0, "nothing went elsewhere");
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&here).await.unwrap();
    assert!(signed_in_with(&sink, "s3cret"), "{:?}", sink.heard());

    save(&mut maya, &[("user", ""), ("password", "")]).await;
    assert_eq!(
        app.number("select count(*) from mail_server where credentials is null").await,
        1,
        "no sign-in any more"
    );
}

async fn a_user_that_is_the_password_as_well_is_not_shown_either(app: &TestApp) {
    const TOKEN: &str = "5d1f-server-token";
    let (here, mut maya) = without_server(app).await;
    let sink = Sink::start([]).await;
    save(&mut maya, &[&typed(&port(&sink), TOKEN)[..], &[("user", TOKEN)]].concat()).await;
    let page = maya.open(paths::MANAGE_MAIL_SERVER).await;
    assert!(!page.body.contains(TOKEN));
    assert_eq!(page.value("user"), MailServerForm::SECRET_USER);
    save(&mut maya, &[("sender_name", "Acme"), ("password", "")]).await;
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&here).await.unwrap();
    let plain = STANDARD.encode(format!("\0{TOKEN}\0{TOKEN}"));
    assert!(sink.heard().iter().any(|command| command.contains(&plain)), "{:?}", sink.heard());
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    maya.submit(SAVE, &[("host", "127.0.0.1"), ("password", "x")]).await;
    assert_eq!(maya.page.complaint("user"), "Enter the user.", "it goes to no other host");
    let at_rest = [invariants::at_rest(app).await, invariants::contents(app).await].concat();
    assert!(!at_rest.contains(TOKEN));
}

async fn email_that_waited_for_the_wrong_server_leaves_through_the_right_one(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let refusing = Sink::start([]).await;
    refusing.go_on([], Play::At(Stage::SignIn, Act::Say("535 5.7.8 wrong password")));
    save(&mut maya, &typed(&port(&refusing), "wrong")).await;
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    worker::drain(&here).await.unwrap();
    let page = maya.open(paths::PARTNERS).await;
    assert!(page.body.contains("Check the user and password under"), "every page says what to do: {}", page.body);
    assert_eq!((app.rows("email_pause").await, refusing.messages().len()), (1, 0));

    let right = Sink::start([]).await;
    save(&mut maya, &typed(&port(&right), "right")).await;
    assert_eq!(app.rows("email_pause").await, 0);
    worker::drain(&here).await.unwrap();
    assert_eq!((right.messages().len(), app.emails_in("accepted").await), (2, 2), "without a wait");
}

async fn a_pause_by_a_person_and_saved_files_stay(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&here).await.unwrap();
    app.add(&staff, app.details("Bluewater", "jo@blue.example").await, Some(Delivery::Email)).await;
    pause::pause(&here, &staff).await.unwrap();
    let sink = Sink::start([]).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    worker::drain(&here).await.unwrap();
    assert_eq!((app.emails_in("filed").await, app.emails_in("queued").await, sink.conversations()), (1, 1, 0));
    assert!(maya.open(paths::MANAGE_MAIL).await.text().contains("Paused by Maya Lindqvist."), "{}", maya.page.text());
    maya.submit("/api/mail/resume", &[]).await;
    worker::drain(&here).await.unwrap();
    assert_eq!((app.emails_in("filed").await, sink.messages().len()), (1, 1));
}

async fn a_test_goes_through_what_is_typed_and_says_what_the_server_answered(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let sink = Sink::start([Play::At(Stage::SignIn, Act::Say("535 5.7.8 Bad credentials")), Play::Accept]).await;
    let port = port(&sink);
    let fields = typed(&port, "s3cret");
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    let text = maya.submit_by(SAVE, TEST, &fields).await.text();
    assert!(text.contains("refused the sign-in. Check the user and password") && text.contains("535 5.7.8"), "{text}");
    assert_eq!((maya.page.value("host"), maya.page.value("user")), ("localhost".into(), "ana".into()), "typed once");
    app.wait(MINUTE);
    let text = maya.submit_by(SAVE, TEST, &fields).await.text();
    assert!(text.contains("accepted the test for maya@acme.example: 250 2.0.0 kept as 4711"), "{text}");
    let sent = String::from_utf8(sink.messages()[0].data.clone()).unwrap();
    assert!(sent.contains("<maya@acme.example>"), "{sent}");
    assert!(here.mailer.saves_files() && app.rows("mail_server").await == 0, "nothing is saved by it");
    let told = maya.open(paths::MANAGE_AUDIT).await.text();
    let what = format!("tried the mail server localhost:{}, not encrypted with a test to maya@", port);
    assert!(told.contains(&what), "{told}");

    save(&mut maya, &fields).await;
    app.wait(MINUTE);
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    let text = maya.submit_by(SAVE, TEST, &[("password", "")]).await.text();
    assert!(text.contains("accepted the test"), "with the stored password: {text}");
}

async fn what_is_no_mail_server_is_not_quoted(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    for banner in ["SSH-2.0-OpenSSH_9.2p1", "-ERR unknown command", "<html>secret</html>"] {
        let sink = Sink::start([Play::At(Stage::Greeting, Act::Say(banner))]).await;
        app.wait(MINUTE);
        maya.open(paths::MANAGE_MAIL_SERVER).await;
        let page = maya.submit_by(SAVE, TEST, &typed(&port(&sink), "s3cret")).await;
        assert!(page.text().contains("What answers "), "{banner}: {}", page.text());
        assert!(!page.text().contains(&banner[1..8]), "{banner}: {}", page.text());
    }
}

async fn tests_are_bounded(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    let sink = Sink::start([]).await;
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    maya.submit_by(SAVE, TEST, &typed(&port(&sink), "s3cret")).await;
    let text = maya.submit_by(SAVE, TEST, &typed(&port(&sink), "s3cret")).await.text();
    assert!(text.contains("A test was sent to you a moment ago."), "{text}");
    let mut tests = 1;
    loop {
        app.wait(11 * SECOND);
        app.confirm_passwords().await;
        let text = maya.submit_by(SAVE, TEST, &typed(&port(&sink), "s3cret")).await.text();
        if text.contains("as many tests as an hour allows") {
            break;
        }
        tests += 1;
        assert!(tests <= 60 && text.contains("accepted the test"), "{tests}: {text}");
    }
    assert_eq!((tests, sink.messages().len()), (60, 60));
}

async fn a_lost_key_is_said_and_the_password_entered_again(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let sink = Sink::start([]).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    let file = secret_key::file(&here.config.data_dir);
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;

    let kept = fs::read(&file).unwrap();
    for lost in ["missing", "another", "damaged"] {
        fs::remove_file(&file).unwrap();
        match lost {
            "another" => drop(SecretKey::read_or_make(&here.config.data_dir, &Random::System).ok()),
            "damaged" => fs::write(&file, "half").unwrap(),
            _ => {}
        }
        let after_restart = instance(app);
        mail_server::refresh(&after_restart).await.unwrap();
        maya.base = serve(app, &after_restart).await;
        for path in [paths::PARTNERS, paths::MANAGE_MAIL_SERVER] {
            let page = maya.open(path).await;
            assert!(page.body.contains("secret.key is missing or is another key"), "{lost} {path}: {}", page.body);
        }
        assert!(maya.page.text().contains("enter both again here."), "{}", maya.page.text());
        let page = &maya.page;
        assert_eq!((page.value("host"), page.value("user")), ("localhost".into(), "ana".into()), "the rest is there");
        let text = maya.open(paths::MANAGE_MAIL).await.text();
        assert!(text.contains("localhost:") && !text.contains("saved as files"), "{lost}: {text}");
        let (stop, stopped) = tokio::sync::watch::channel(false);
        let worker = tokio::spawn(worker::run(after_restart.clone(), stopped));
        while after_restart.outbox_looked().0 == 0 {
            tokio::task::yield_now().await;
        }
        stop.send(true).unwrap();
        worker.await.unwrap();
        assert_eq!(app.emails_in("queued").await, 1, "{lost}: others may be able to send it");
        if lost == "missing" {
            fs::write(&file, &kept).unwrap();
            mail_server::refresh(&after_restart).await.unwrap();
            assert!(after_restart.mailer.problem().is_none(), "the key is back");
        }
    }
    fs::remove_file(&file).unwrap();
    let after_restart = instance(app);
    mail_server::refresh(&after_restart).await.unwrap();
    maya.base = serve(app, &after_restart).await;
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    maya.submit(SAVE, &[("user", "ana"), ("password", "")]).await;
    assert!(maya.page.complaint("password").contains("Enter the password."), "{}", maya.page.text());
    save(&mut maya, &typed(&port(&sink), "again")).await;
    worker::drain(&after_restart).await.unwrap();
    assert!(signed_in_with(&sink, "again") && app.emails_in("accepted").await == 1, "{:?}", sink.heard());
}

async fn credentials_that_were_moved_to_another_host_are_not_opened(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let (sink, evil) = (Sink::start([]).await, Sink::start([]).await);
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    let mut tx = here.db.begin().await.unwrap();
    execute!(&mut tx, "update mail_server set port = $1", i64::from(evil.address.port())).unwrap();
    tx.commit().await.unwrap();
    let after_restart = instance(app);
    mail_server::refresh(&after_restart).await.unwrap();
    assert!(after_restart.mailer.problem().is_some());
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&after_restart).await.unwrap();
    assert_eq!(evil.conversations(), 0);
}

async fn the_environment_comes_first(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    let (entered, environment) = (Sink::start([]).await, Sink::start([]).await);
    save(&mut maya, &typed(&port(&entered), "s3cret")).await;
    let here = sending_to(app, format!("smtp://relay:hunter2@{}", environment.address), None);
    mail_server::refresh(&here).await.unwrap();
    maya.base = serve(app, &here).await;
    let page = maya.open(paths::MANAGE_MAIL_SERVER).await;
    let text = page.text();
    assert!(
        text.contains("Set in the environment: SMTP_URL") && text.contains(&environment.address.to_string()),
        "{text}"
    );
    assert!(!page.has_form(SAVE) && !page.has_form(REMOVE) && !page.body.contains("hunter2"), "{text}");
    for (call, fields) in [(SAVE, typed("25", "x")), (TEST, typed("25", "x"))] {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (format!("form[{name}]"), *value)).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let answer = maya.call(call, &fields).await;
        assert!(answer.status == 409 && answer.body.contains("SMTP_URL"), "{}: {}", answer.status, answer.body);
    }
    assert_eq!(maya.call(REMOVE, &[("version", "")]).await.status, 409);
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&here).await.unwrap();
    assert_eq!((entered.conversations(), environment.messages().len()), (0, 1));
}

async fn only_an_owner_who_just_gave_their_password_changes_it(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let sink = Sink::start([]).await;
    let user = "relay-user-7";
    save(&mut maya, &[&typed(&port(&sink), "s3cret")[..], &[("user", user)]].concat()).await;
    let fields: Vec<_> = typed("25", "x").into_iter().map(|(name, value)| (format!("form[{name}]"), value)).collect();
    let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
    for role in [Role::Admin, Role::Viewer] {
        let (_, mut browser) = app.colleague_as(role, role.as_str()).await;
        browser.base = serve(app, &here).await;
        let page = browser.open(paths::MANAGE_MAIL_SERVER).await;
        assert!(page.text().contains("Only owners can change the mail server."), "{}", page.text());
        assert!(page.text().contains("localhost:") && !page.body.contains(user) && !page.has_form(SAVE));
        for call in [SAVE, TEST] {
            assert_eq!(browser.call(call, &fields).await.status, 403);
        }
        assert_eq!(browser.call(REMOVE, &[("version", "")]).await.status, 403);
    }
    app.wait(11 * MINUTE);
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    for action in [SAVE, TEST] {
        maya.open(paths::MANAGE_MAIL_SERVER).await;
        match action {
            SAVE => maya.submit(SAVE, &[]).await,
            _ => maya.submit_by(SAVE, TEST, &[]).await,
        };
        assert!(maya.page.path.starts_with(paths::CONFIRM_PASSWORD), "{}", maya.page.path);
    }
    assert_eq!(sink.conversations(), 0);
}

async fn a_provider_fills_in_the_form_by_a_link(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    let link = maya.open(paths::MANAGE_MAIL_SERVER).await.link("SendGrid");
    let page = maya.open(&link).await;
    let values = ["host", "port", "encryption", "user"].map(|field| page.value(field));
    assert_eq!(values, ["smtp.sendgrid.net", "465", "tls", "apikey"]);
    assert!(page.text().contains("an API key with the permission Mail Send"), "{}", page.text());
    let sink = Sink::start([]).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    let page = maya.open(&paths::mail_server_of("gmail", false)).await;
    let values = ["host", "port", "user", "sender"].map(|field| page.value(field));
    assert_eq!(values, ["smtp.gmail.com", "465", "", "partners@acme.example"], "a user belongs to a server");
    assert!(!page.text().contains("A password is stored."));
    let page = maya.open(&paths::mail_server_of("nobody", false)).await;
    assert_eq!(page.value("host"), "localhost");
}

async fn a_wrong_field_is_named_and_nothing_is_stored(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    for (field, value, complaint) in [
        ("host", "", "Enter the mail server's host name."),
        ("host", "https://mail.example", "Enter a host name, for example"),
        ("host", "mail example", "Enter a host name, for example"),
        ("host", "smtps://", "Enter the mail server's host name."),
        ("encryption", "if_offered", "Choose an encryption"),
        ("port", "0", "Enter a number"),
        ("user", "", "Enter the user."),
        ("password", "", "Enter the password."),
        ("sender", "nobody", "Use an address"),
        ("sender_name", "a@b", "Use one address"),
    ] {
        maya.open(paths::MANAGE_MAIL_SERVER).await;
        maya.submit(SAVE, &[&typed("25", "s3cret")[..], &[(field, value)]].concat()).await;
        assert!(maya.page.complaint(field).contains(complaint), "{field} {value}: {}", maya.page.text());
    }
    for host in ["mail.example", "10.0.0.5", "mailpit", "[fd00::5]", "localhost.evil.example"] {
        maya.open(paths::MANAGE_MAIL_SERVER).await;
        maya.submit(SAVE, &[&typed("25", "s3cret")[..], &[("host", host)]].concat()).await;
        assert!(maya.page.complaint("encryption").contains("unencrypted"), "{host}: {}", maya.page.text());
    }
    assert_eq!(app.rows("mail_server").await, 0);
    save(&mut maya, &[&typed("", "s3cret")[..], &[("host", "[::1]"), ("encryption", "tls")]].concat()).await;
    let page = maya.open(paths::MANAGE_MAIL_SERVER).await;
    assert_eq!((page.value("host"), page.value("port")), ("[::1]".into(), "465".into()));
    save(&mut maya, &[("password", "")]).await;
}

async fn nobody_overwrites_a_colleague_unseen(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let (_, mut olga) = app.colleague_as(Role::Owner, "Olga").await;
    olga.base = serve(app, &here).await;
    let sink = Sink::start([]).await;
    olga.open(paths::MANAGE_MAIL_SERVER).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    olga.submit(SAVE, &typed(&port(&sink), "other")).await;
    assert!(olga.page.text().contains("Someone else saved changes"), "{}", olga.page.text());
}

async fn removing_it_goes_back_to_files(app: &TestApp) {
    let (here, mut maya) = without_server(app).await;
    let sink = Sink::start([]).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    maya.submit(REMOVE, &[]).await;
    assert!(maya.page.text().contains("The mail server and its password are removed."), "{}", maya.page.text());
    assert!(here.mailer.saves_files() && app.rows("mail_server").await == 0);
    assert!(maya.open(paths::MANAGE_AUDIT).await.text().contains("Maya Lindqvist removed the mail server."));
    let proposed = Config { mail_from: Some("Acme <p@acme.example>".to_owned()), ..(*here.config).clone() };
    let proposing = AppState { mailer: Mailer::new(&proposed).unwrap().into(), config: Arc::new(proposed), ..here };
    maya.base = serve(app, &proposing).await;
    let page = maya.open(paths::MANAGE_MAIL_SERVER).await;
    assert_eq!((page.value("sender_name"), page.value("sender")), ("Acme".into(), "p@acme.example".into()));
}

async fn the_set_up_goes_on_with_the_first_partner(app: &TestApp) {
    let here = instance(app);
    let link = setup_link::mint(&app.state).await.unwrap().unwrap();
    let mut olga = app.browser_at(&serve(app, &here).await);
    olga.open(&path_of(&link)).await;
    let page = olga.submit("/api/invitations/set-up", &FIRST_OWNER).await;
    assert_eq!(page.attribute(".frame-banner", "hidden").as_deref(), Some(""), "the page says it itself");
    let sink = Sink::start([]).await;
    olga.open(&paths::mail_server_of("local", true)).await;
    let page = olga.submit(SAVE, &typed(&port(&sink), "s3cret")).await;
    assert_eq!(page.path.split('?').next(), Some(paths::PARTNERS));
    assert!(page.text().contains("The mail server is saved and in use. Next: add a partner."), "{}", page.text());
    assert_eq!(page.link("Add or import a partner"), paths::NEW_PARTNER);
    assert!(!here.mailer.saves_files());
}

async fn what_is_pasted_as_host_is_understood_and_its_password_shown_nowhere(app: &TestApp) {
    const PASSWORD: &str = "pasted-s3cret";
    let (here, mut maya) = without_server(app).await;
    let sink = Sink::start([]).await;
    let url = format!("smtp://ana:{PASSWORD}@localhost:{}/", port(&sink));
    let pasted = |sender| {
        [("host", &*url), ("port", ""), ("encryption", "tls"), ("user", ""), ("password", ""), ("sender", sender)]
    };
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    let page = maya.submit(SAVE, &pasted("nobody")).await;
    assert!(page.complaint("sender").contains("Use an address") && !page.body.contains(PASSWORD), "{}", page.text());
    maya.open(paths::MANAGE_MAIL_SERVER).await;
    let page = maya.submit_by(SAVE, TEST, &pasted("partners@acme.example")).await;
    assert!(page.text().contains("accepted the test") && !page.body.contains(PASSWORD), "{}", page.text());
    save(&mut maya, &pasted("partners@acme.example")).await;
    let page = maya.open(paths::MANAGE_MAIL_SERVER).await;
    let values = ["host", "port", "encryption", "user"].map(|field| page.value(field));
    assert_eq!(values, ["localhost", &*port(&sink), "none", "ana"]);
    assert!(page.text().contains("A password is stored."), "{}", page.text());
    assert!(signed_in_with(&sink, PASSWORD), "{:?}", sink.heard());
    drop(here);
    for text in [invariants::at_rest(app).await, invariants::contents(app).await, captured_log::text()] {
        assert!(!text.contains(PASSWORD));
    }
}

async fn a_test_that_failed_is_no_reason_to_wait(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    let refused = || Play::At(Stage::SignIn, Act::Say("535 5.7.8 Bad credentials"));
    let sink = Sink::start([refused(), refused(), Play::Accept]).await;
    for (password, said) in
        [("one", "refused the sign-in"), ("two", "refused the sign-in"), ("three", "accepted the test")]
    {
        app.wait(2 * SECOND);
        maya.open(paths::MANAGE_MAIL_SERVER).await;
        let text = maya.submit_by(SAVE, TEST, &typed(&port(&sink), password)).await.text();
        assert!(text.contains(said), "{password}: {text}");
        assert!(!text.contains("under Email > Mail > Mail server"), "it is this page: {text}");
    }
    let text = maya.submit_by(SAVE, TEST, &typed(&port(&sink), "three")).await.text();
    assert!(text.contains("A test was sent to you a moment ago."), "{text}");
}

async fn links_that_open_on_this_machine_only_are_named_to_owners(app: &TestApp) {
    const NAMED: &str = "open on this machine only. Set GANGWAY_PUBLIC_URL";
    let (here, mut maya) = without_server(app).await;
    assert!(!maya.open(paths::PARTNERS).await.body.contains(NAMED), "no email leaves");
    let sink = Sink::start([]).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    assert!(maya.open(paths::PARTNERS).await.body.contains(NAMED), "{}", maya.page.body);
    assert!(maya.open(paths::MANAGE_MAIL_SERVER).await.text().contains(NAMED), "{}", maya.page.text());
    let (_, mut adam) = app.colleague_as(Role::Admin, "Adam").await;
    adam.base = serve(app, &here).await;
    for path in [paths::PARTNERS, paths::MANAGE_MAIL_SERVER] {
        assert!(!adam.open(path).await.body.contains(NAMED), "only owners know who runs it");
    }
    let reachable = Config { public_url: Some("https://partners.acme.example".to_owned()), ..(*here.config).clone() };
    assert_eq!(reachable.local_links_only(), None);
}

async fn a_demonstration_sends_nothing_whatever_is_entered(app: &TestApp) {
    let (_, mut maya) = without_server(app).await;
    let sink = Sink::start([]).await;
    save(&mut maya, &typed(&port(&sink), "s3cret")).await;
    let emails = "http://localhost:3001".to_owned();
    let demo = Demo { emails: emails.clone(), key: "key".to_owned(), password: "password".to_owned() };
    let config =
        Config { demo: Some(demo), smtp_url: Some("smtp://127.0.0.1:1".to_owned()), ..(*app.state.config).clone() };
    let mailer = Mailer::new(&config).unwrap().into();
    let here = AppState { config: Arc::new(config), mailer, ..app.state.clone() };
    mail_server::refresh(&here).await.unwrap();
    maya.base = serve(app, &here).await;
    let page = maya.open(paths::MANAGE_MAIL_SERVER).await;
    assert!(page.text().contains("This demo sends nothing, so no mail server can be set."), "{}", page.text());
    assert!(page.text().contains(&emails) && !page.has_form(SAVE));
    for (call, fields) in [(SAVE, typed(&port(&sink), "x")), (TEST, typed(&port(&sink), "x"))] {
        let fields: Vec<_> = fields.iter().map(|(name, value)| (format!("form[{name}]"), *value)).collect();
        let fields: Vec<_> = fields.iter().map(|(name, value)| (name.as_str(), *value)).collect();
        let answer = maya.call(call, &fields).await;
        assert!(answer.status == 409 && answer.body.contains("sends nothing"), "{}: {}", answer.status, answer.body);
    }
    let page = maya.open(paths::NEW_MEMBER).await;
    assert!(page.body.contains("This is a demo: nothing is sent") && page.link("Emails of the demo") == emails);
    assert!(!page.body.contains("No mail server"), "an email is the usual way here, too");
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    worker::drain(&here).await.unwrap();
    let saved = fs::read_dir(here.config.data_dir.join("outbox")).unwrap().count();
    assert_eq!((saved, sink.conversations(), app.emails_in("accepted").await), (1, 0, 1));
}

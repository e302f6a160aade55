//! A real mail server takes what we send, and it arrives as it was meant. `scripts/mta.sh` starts a postfix
//! for it; without one there is nothing to see.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::MINUTE;
use crate::paths;
use crate::server::mailer::outcome::SendOutcome;
use crate::server::mailer::render::Message;
use crate::server::mailer::smtp::SmtpSession;
use crate::server::mailer::transport::OutgoingEmail;
use crate::server::outbox::worker;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_smtp::sending_to;
use crate::tests::people::PASSWORD;
use crate::tests::received_email::ReceivedEmail;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;
use std::{env, fs};

on_both_engines! {
    f03_f04_a_real_mail_server_delivers_what_we_wrote,
}

const NAMES: [&str; 8] = [
    "Ålder \"&\" <Finch>, Inc.",
    "Издательство «Лес»",
    "株式会社こだま",
    "مؤسسة النخيل",
    "Σίγμα ΑΕ",
    "บริษัทดอกบัว",
    "Quay 🦊 Ltd.",
    "=?utf-8?q?not_encoded?=",
];

const NASTY: &str = ".\n..\n.hidden\nFrom here on\n\nMAIL FROM:<x@y.example>\nä = ö\n";

/// What arrived for `to`, once there is all of it.
async fn arrived(folder: &Path, to: &str) -> (PathBuf, Vec<u8>) {
    for _ in 0..400 {
        for entry in fs::read_dir(folder.join("new")).into_iter().flatten() {
            let path = entry.unwrap().path();
            let bytes = fs::read(&path).unwrap();
            if String::from_utf8_lossy(&bytes).contains(&format!("Delivered-To: {to}\n")) {
                return (path, bytes);
            }
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("nothing arrived for {to} in {}", folder.display())
}

/// Subject and text as another parser reads them; none where there is no Python.
fn read_by_python(path: &Path) -> Option<(String, String)> {
    const READ: &str = "import email, email.policy, json, sys
mail = email.message_from_file(open(sys.argv[1], newline='', encoding='ascii'), policy=email.policy.default)
assert not mail.defects, mail.defects
print(json.dumps([mail['subject'], mail.get_body(('plain',)).get_content()]))";
    let read = Command::new("python3").args(["-c", READ]).arg(path).output().ok()?;
    assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr));
    serde_json::from_slice(&read.stdout).unwrap()
}

async fn f03_f04_a_real_mail_server_delivers_what_we_wrote(app: &TestApp) {
    let (Ok(url), Ok(folder)) = (env::var("TEST_MTA_URL"), env::var("TEST_MTA_FOLDER")) else { return };
    let folder = PathBuf::from(folder);
    let (staff, mut maya) = app.maya().await;
    let sender = sending_to(app, url, None);
    // Both engines use one mail server.
    let own = app.engine().name().to_lowercase();
    for (n, name) in NAMES.iter().enumerate() {
        let domain = if n % 2 == 0 { "alder.example" } else { "xn--bcher-kva.example" };
        let email = format!("{own}{n}@{domain}");
        let mut details = app.details(name, &email).await;
        details.contact.first_name = name.chars().filter(|c| c.is_alphanumeric()).collect();
        app.add(&staff, details, Some(Delivery::Email)).await;
        assert_eq!(worker::drain(&sender).await.unwrap(), 1);
        let (path, bytes) = arrived(&folder, &email).await;
        let message = ReceivedEmail::read(&bytes, &app.secrets);
        assert!(message.to == email && message.text.contains(name), "{}", message.text);
        if let Some((subject, text)) = read_by_python(&path) {
            assert_eq!(
                (subject, text.trim_end().to_owned()),
                (message.subject.clone(), message.text.replace("\r\n", "\n").trim_end().to_owned())
            );
        }
        let mut ana = app.browser();
        ana.open(&message.link()).await;
        assert_eq!(ana.submit("/api/invitations/activate", &[("password", PASSWORD)]).await.path, paths::PORTAL);
    }
    assert_eq!(app.number("select count(*) from queued_email where state = 'accepted' and reply like '250%'").await, 8);

    let text = [NASTY, &"long ".repeat(400), "\n", &"x".repeat(3_000), "\n"].concat();
    let letter = OutgoingEmail {
        to_name: "Ana".to_owned(),
        to: format!("{own}.nasty@alder.example"),
        reply_to: None,
        return_path: None,
        message_id: format!("{own}-nasty@acme.example"),
        in_reply_to: None,
        date: app.state.now(),
        message: Message { subject: "x ".repeat(300), html: "<p>.</p>\n.\n".to_owned(), text: text.clone() },
    };
    let outcome = sender.mailer.deliver(&letter, &mut SmtpSession::default()).await;
    assert!(matches!(outcome, SendOutcome::Accepted(_)), "{outcome:?}");
    let (path, bytes) = arrived(&folder, &letter.to).await;
    let same = |read: &str| assert_eq!(read.replace("\r\n", "\n").trim_end(), text.trim_end());
    same(&ReceivedEmail::read(&bytes, &app.secrets).text);
    if let Some((_, text)) = read_by_python(&path) {
        same(&text);
    }

    // The script has it refuse one address and put another off.
    for (name, words, state) in
        [("refused", "nobody of that name", "Not delivered"), ("later", "come back later", "Retrying")]
    {
        let known =
            app.add(&staff, app.details(name, &format!("{name}@alder.example")).await, Some(Delivery::Email)).await;
        assert_eq!(worker::drain(&sender).await.unwrap(), 1);
        let text = maya.open(&paths::partner(known.partner)).await.text();
        assert!(text.contains(state) && text.contains(words), "{text}");
    }
    app.wait(10 * MINUTE);
    assert_eq!(worker::drain(&sender).await.unwrap(), 1, "it is asked again, and the refusal is final");
}

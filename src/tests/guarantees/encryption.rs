//! R31: the connection to the mail server is encrypted and verified, and cannot be downgraded.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::HOUR;
use crate::paths;
use crate::server::outbox::worker;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::fake_smtp::{Sink, sending_to};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};
use std::fs;
use std::path::PathBuf;
use tokio_rustls::rustls::ServerConfig;
use tokio_rustls::rustls::pki_types::PrivateKeyDer;

on_both_engines! {
    r31_a_mail_server_that_proves_who_it_is_gets_the_mail,
    r31_f11_no_other_hears_anything,
}

/// An authority, and the file that makes it trusted.
struct Authority {
    issuer: Issuer<'static, KeyPair>,
    file: PathBuf,
}

impl Authority {
    fn new(app: &TestApp, name: &str) -> Self {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new(Vec::new()).unwrap();
        parameters.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let file = app.folder.path().join(format!("{name}.pem"));
        fs::write(&file, parameters.self_signed(&key).unwrap().pem()).unwrap();
        Self { issuer: Issuer::new(parameters, key), file }
    }

    /// A certificate for `host`, good until `year`.
    fn vouches_for(&self, host: &str, year: i32) -> ServerConfig {
        let key = KeyPair::generate().unwrap();
        let mut parameters = CertificateParams::new([host.to_owned()]).unwrap();
        parameters.not_before = date_time_ymd(2020, 1, 1);
        parameters.not_after = date_time_ymd(year, 1, 1);
        let certificate = parameters.signed_by(&key, &self.issuer).unwrap();
        let key = PrivateKeyDer::try_from(key.serialize_der()).unwrap();
        ServerConfig::builder().with_no_client_auth().with_single_cert(vec![certificate.der().clone()], key).unwrap()
    }
}

async fn r31_a_mail_server_that_proves_who_it_is_gets_the_mail(app: &TestApp) {
    let authority = Authority::new(app, "trusted");
    let sink = Sink::secure(authority.vouches_for("localhost", 4000)).await;
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let url = format!("smtps://localhost:{}", sink.address.port());
    assert_eq!(worker::drain(&sending_to(app, url, Some(authority.file))).await.unwrap(), 1);
    assert_eq!(sink.deliveries().len(), 1);
    assert_eq!(app.emails_in("accepted").await, 1);
}

async fn r31_f11_no_other_hears_anything(app: &TestApp) {
    let (trusted, untrusted) = (Authority::new(app, "trusted"), Authority::new(app, "untrusted"));
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    for (what, certificate) in [
        ("another host", trusted.vouches_for("mail.example", 4000)),
        ("out of date", trusted.vouches_for("localhost", 2021)),
        ("an authority nobody trusts", untrusted.vouches_for("localhost", 4000)),
    ] {
        let sink = Sink::secure(certificate).await;
        let url = format!("smtps://ana:s3cret@localhost:{}", sink.address.port());
        refused(app, what, &sink, &sending_to(app, url, Some(trusted.file.clone()))).await;
    }
    // An attacker in between removed the word STARTTLS.
    let sink = Sink::start([]).await;
    let url = format!("smtp://ana:s3cret@localhost:{}?tls=required", sink.address.port());
    refused(app, "stripped", &sink, &sending_to(app, url, Some(trusted.file.clone()))).await;
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(text.contains("Retrying"), "{text}");
}

/// Nothing but a greeting was said to `sink`, and the message waits with a reason.
async fn refused(app: &TestApp, what: &str, sink: &Sink, sender: &AppState) {
    assert_eq!(worker::drain(sender).await.unwrap(), 1, "{what}");
    let heard: Vec<String> = sink.heard().into_iter().filter(|line| !line.starts_with("EHLO")).collect();
    assert!(heard.iter().all(|line| line.starts_with("QUIT")), "{what}: {heard:?}");
    let waits = "select count(*) from queued_email where state = 'queued' and reply <> ''";
    assert_eq!(app.number(waits).await, 1, "{what}");
    app.wait(5 * HOUR);
}

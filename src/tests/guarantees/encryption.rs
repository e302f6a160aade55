//! R31: the connection to the mail server is encrypted and verified, and cannot be downgraded. So is that to a
//! PostgreSQL on another machine.

use crate::domain::invitations::delivery::Delivery;
use crate::domain::time::HOUR;
use crate::paths;
use crate::server::outbox::{pause, worker};
use crate::server::platform::db::Db;
use crate::server::state::AppState;
use crate::tests::app::{TestApp, on_both_engines, on_postgres};
use crate::tests::authority::Authority;
use crate::tests::fake_smtp::{Sink, sending_to};
use crate::tests::time_limits::scaled;
use std::sync::Arc;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;
use tokio_rustls::rustls::ServerConfig;

on_both_engines! {
    r31_a_mail_server_that_proves_who_it_is_gets_the_mail,
    r31_c09_a_certificate_that_was_handed_over_is_trusted,
    r31_f11_no_other_hears_anything,
    r31_c11_the_wrong_encryption_for_a_port_is_named_within_seconds,
}

on_postgres! {
    an_eavesdropper_reads_nothing_on_the_way_to_postgresql,
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

async fn r31_c09_a_certificate_that_was_handed_over_is_trusted(app: &TestApp) {
    let staff = app.staff().await;
    for (n, (hosts, year)) in [(&["localhost"][..], 4000), (&[], 4000), (&["localhost"], 2021)].into_iter().enumerate()
    {
        let (file, certificate) = Authority::of_itself(app, hosts, year);
        let (sink, another) = (Sink::secure(certificate.clone()).await, Sink::secure(certificate).await);
        let details = app.details(&format!("Partner {n}"), &format!("jo@p{n}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        let url = format!("smtps://localhost:{}", sink.address.port());
        assert_eq!(worker::drain(&sending_to(app, url, Some(file))).await.unwrap(), 1);
        assert_eq!(sink.messages().len(), 1, "{hosts:?} {year}");
        // The same names with another key are another's.
        let why = if year == 2021 { "has expired" } else { "GANGWAY_SMTP_CA" };
        let (other, _) = Authority::of_itself(app, hosts, year);
        let details = app.details(&format!("Other {n}"), &format!("jo@o{n}.example")).await;
        app.add(&staff, details, Some(Delivery::Email)).await;
        let url = format!("smtps://localhost:{}", another.address.port());
        refused(app, "another's", &another, &sending_to(app, url, Some(other)), why).await;
        worker::drain(&app.state).await.unwrap();
    }
}

async fn r31_c11_the_wrong_encryption_for_a_port_is_named_within_seconds(app: &TestApp) {
    let staff = app.staff().await;
    app.alder(&staff, Some(Delivery::Email)).await;
    let authority = Authority::new(app, "trusted");
    let tls = Sink::secure(authority.vouches_for("localhost", 4000)).await;
    let plain = Sink::start([]).await;
    let (tls_port, plain_port) = (tls.address.port(), plain.address.port());
    for (url, sink, words) in [
        (
            format!("smtp://u:s3cret@localhost:{tls_port}?tls=required"),
            &tls,
            format!("smtps://USER:PASSWORD@HOST:{tls_port}"),
        ),
        (format!("smtp://u:s3cret@localhost:{tls_port}?tls=opportunistic"), &tls, "from the first byte".to_owned()),
        (format!("smtp://u:s3cret@localhost:{tls_port}"), &tls, "from the first byte".to_owned()),
        (format!("smtps://u:s3cret@localhost:{plain_port}"), &plain, "?tls=required".to_owned()),
        (format!("smtp://u:s3cret@localhost:{plain_port}?tls=required"), &plain, "STARTTLS".to_owned()),
    ] {
        let asked = Instant::now();
        refused(app, &url, sink, &sending_to(app, url.clone(), None), &words).await;
        assert!(asked.elapsed() < scaled(Duration::from_secs(8)), "{url}: {:?}", asked.elapsed());
    }
}

async fn r31_f11_no_other_hears_anything(app: &TestApp) {
    let (trusted, untrusted) = (Authority::new(app, "trusted"), Authority::new(app, "untrusted"));
    let (staff, mut maya) = app.maya().await;
    let known = app.alder(&staff, Some(Delivery::Email)).await;
    for (what, certificate) in [
        ("is not for localhost", trusted.vouches_for("mail.example", 4000)),
        ("has expired", trusted.vouches_for("localhost", 2021)),
        ("GANGWAY_SMTP_CA", untrusted.vouches_for("localhost", 4000)),
    ] {
        let sink = Sink::secure(certificate).await;
        let url = format!("smtps://ana:s3cret@localhost:{}", sink.address.port());
        refused(app, what, &sink, &sending_to(app, url, Some(trusted.file.clone())), what).await;
    }
    // An attacker in between removed the word STARTTLS.
    let sink = Sink::start([]).await;
    let url = format!("smtp://ana:s3cret@localhost:{}?tls=required", sink.address.port());
    refused(app, "stripped", &sink, &sending_to(app, url, Some(trusted.file.clone())), "does not offer STARTTLS").await;
    let text = maya.open(&paths::partner(known.partner)).await.text();
    assert!(text.contains("Retrying"), "{text}");
}

/// Nothing but a greeting was said to `sink`, and the message waits with a reason, which all see who can mend it.
async fn refused(app: &TestApp, what: &str, sink: &Sink, sender: &AppState, why: &str) {
    assert_eq!(worker::drain(sender).await.unwrap(), 1, "{what}");
    let heard = sink.heard();
    let told = |line: &String| ["AUTH", "MAIL", "RCPT", "DATA"].iter().any(|command| line.starts_with(command));
    assert!(!heard.iter().any(told), "{what}: {heard:?}");
    let waits = "select count(*) from queued_email where state = 'queued' and reply <> ''";
    assert_eq!(app.number(waits).await, 1, "{what}");
    let paused = pause::current(&app.state).await.unwrap().expect("the settings are to blame");
    assert!(paused.why.contains(why) && !paused.why.contains("s3cret"), "{what}: {}", paused.why);
    app.wait(5 * HOUR);
}

/// The PostgreSQL of `app` behind TLS with this certificate, or as one that knows no TLS. Returns its port.
async fn postgres_behind(app: &TestApp, certificate: Option<ServerConfig>) -> u16 {
    let url = app.state.config.database_url();
    let server = url.rsplit_once('@').unwrap().1.split('/').next().unwrap().to_owned();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let acceptor = certificate.map(|certificate| TlsAcceptor::from(Arc::new(certificate)));
    tokio::spawn(async move {
        while let Ok((mut client, _)) = listener.accept().await {
            let (acceptor, server) = (acceptor.clone(), server.clone());
            tokio::spawn(async move {
                // The request for TLS, which is answered with a letter.
                client.read_exact(&mut [0; 8]).await?;
                let Some(acceptor) = acceptor else { return client.write_all(b"N").await };
                client.write_all(b"S").await?;
                let mut client = acceptor.accept(client).await?;
                tokio::io::copy_bidirectional(&mut client, &mut TcpStream::connect(server).await?).await.map(|_| ())
            });
        }
    });
    port
}

async fn an_eavesdropper_reads_nothing_on_the_way_to_postgresql(app: &TestApp) {
    let (trusted, untrusted) = (Authority::new(app, "trusted"), Authority::new(app, "untrusted"));
    for (what, certificate, connects) in [
        ("the right one", Some(trusted.vouches_for("localhost", 4000)), true),
        ("another host", Some(trusted.vouches_for("db.example", 4000)), false),
        ("out of date", Some(trusted.vouches_for("localhost", 2021)), false),
        ("an authority no one trusts", Some(untrusted.vouches_for("localhost", 4000)), false),
        ("no TLS at all", None, false),
    ] {
        let port = postgres_behind(app, certificate).await;
        let url = app.state.config.database_url();
        let (user, rest) = url.rsplit_once('@').unwrap();
        let rest = rest.split_once('/').unwrap().1;
        let mark = if rest.contains('?') { '&' } else { '?' };
        let authority = trusted.file.display();
        let url = format!("{user}@localhost:{port}/{rest}{mark}sslmode=verify-full&sslrootcert={authority}");
        assert_eq!(Db::open(&url).await.is_ok(), connects, "{what}");
    }
}

//! Visitors who lie about what they send, take their time, or speak something else (F31 to F33).

use crate::paths;
use crate::tests::app::{Engine, TestApp, on_both_engines};
use crate::tests::time_limits::scaled;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpSocket, TcpStream};
use tokio::time::{sleep, timeout};

on_both_engines! {
    f31_a_body_that_lies_changes_nothing,
    f33_http_2_is_not_spoken,
}

fn host(app: &TestApp) -> &str {
    app.url.trim_start_matches("http://")
}

/// The beginning of a form that signs in.
fn head(app: &TestApp, more: &str) -> String {
    format!(
        "POST /api/account/sign-in HTTP/1.1\r\nhost: {}\r\norigin: {}\r\naccept: application/json\r\n\
         connection: close\r\ncontent-type: application/x-www-form-urlencoded\r\n{more}\r\n\r\n",
        host(app),
        app.url
    )
}

/// Sends `bytes`; returns all that is answered.
async fn say(app: &TestApp, bytes: &[u8]) -> String {
    let mut stream = TcpStream::connect(host(app)).await.unwrap();
    // A client that is refused early may find the connection closed.
    stream.write_all(bytes).await.ok();
    let mut answer = Vec::new();
    let _cut_off = timeout(scaled(Duration::from_secs(20)), stream.read_to_end(&mut answer)).await.expect("it ends");
    String::from_utf8_lossy(&answer).into_owned()
}

async fn f31_a_body_that_lies_changes_nothing(app: &TestApp) {
    app.staff().await;
    let form = "form[email]=maya@acme.example&form[password]=lighthouse+keeper+counts+gulls";
    let length = form.len();
    let many = "x".repeat(64 << 10);
    for (what, bytes, statuses) in [
        ("two lengths", [&head(app, "content-length: 5\r\ncontent-length: 500"), form].concat(), &["400"][..]),
        ("a negative length", [&head(app, "content-length: -1"), form].concat(), &["400"]),
        ("a gibibyte", [head(app, "content-length: 1073741824").as_str(), &many].concat(), &["413"]),
        ("chunks of nonsense", [&head(app, "transfer-encoding: chunked"), "zz\r\n", form].concat(), &["400", "413"]),
        (
            "an endless chunk",
            [&head(app, "transfer-encoding: chunked"), "ffffffffffffffff\r\n", &many].concat(),
            &["400", "413"],
        ),
        ("an unknown coding", [&head(app, "transfer-encoding: gzip"), form].concat(), &["400", "501"]),
        (
            "packed",
            [head(app, &format!("content-encoding: gzip\r\ncontent-length: {length}")), "\x1f".repeat(length)].concat(),
            &["400", "415", "422"],
        ),
    ] {
        let answer = say(app, bytes.as_bytes()).await;
        let status = answer.strip_prefix("HTTP/1.1 ").map(|rest| &rest[..3]);
        assert!(status.is_none_or(|status| statuses.contains(&status)), "{what}: {answer}");
    }
    // Half of what it says, and gone.
    let mut stream = TcpStream::connect(host(app)).await.unwrap();
    stream.write_all([&head(app, "content-length: 5000"), form].concat().as_bytes()).await.unwrap();
    drop(stream);
    assert_eq!(app.rows("session").await, 0);
    let honest = [&head(app, &format!("content-length: {length}")), form].concat();
    let answer = say(app, honest.as_bytes()).await;
    app.secrets.note(&answer);
    assert_eq!(app.rows("session").await, 1, "{answer}");
}

async fn f33_http_2_is_not_spoken(app: &TestApp) {
    // The preface, empty settings, and resets of streams that were never opened.
    let resets = [0, 0, 4, 3, 0, 0, 0, 0, 1, 0, 0, 0, 8].repeat(1_000);
    let rapid = [b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\0\0\0\x04\0\0\0\0\0".as_slice(), &resets].concat();
    let answer = say(app, &rapid).await;
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 4"), "{answer:?}");
    let upgrade = format!(
        "GET /healthz HTTP/1.1\r\nhost: {}\r\nconnection: close, upgrade, http2-settings\r\nupgrade: h2c\r\nhttp2-settings: AAMAAABkAAQAAP__\r\n\r\n",
        host(app)
    );
    assert!(say(app, upgrade.as_bytes()).await.starts_with("HTTP/1.1 200"), "it goes on as HTTP/1.1");
}

/// At the deadlines of production, all at once, because they are long.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f32_whoever_is_slow_is_hung_up_on_and_holds_nobody_up() {
    TestApp::run(Engine::Sqlite, slow).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn f32_forms_that_never_arrive_hold_no_place() {
    TestApp::run(Engine::Sqlite, begun).await;
}

async fn begun(app: &TestApp) {
    let begin = head(app, "content-length: 4000");
    let mut visitors = Vec::new();
    for number in 0..4_200 {
        let mut visitor = TcpStream::connect(host(app)).await.unwrap();
        visitor.write_all(begin.as_bytes()).await.unwrap();
        visitors.push(visitor);
        if number > 4_100 {
            let asked = timeout(scaled(HELD / 3), reqwest::get(format!("{}/healthz", app.url))).await;
            assert_eq!(asked.expect("while forms are awaited").unwrap().status(), 200);
        }
    }
}

/// The longest that production waits for a visitor, whatever the machine.
const HELD: Duration = Duration::from_secs(15);

async fn slow(app: &TestApp) {
    let health = async {
        let mut worst = Duration::ZERO;
        for _ in 0..60 {
            sleep(Duration::from_millis(200)).await;
            let asked = Instant::now();
            assert_eq!(reqwest::get(format!("{}/healthz", app.url)).await.unwrap().status(), 200);
            worst = worst.max(asked.elapsed());
        }
        assert!(worst < scaled(Duration::from_secs(2)), "others are served meanwhile: {worst:?}");
    };
    let request = format!("GET /healthz HTTP/1.1\r\nhost: {}\r\n", host(app));
    let whole = format!("{request}\r\n");
    let body = head(app, "content-length: 4000");
    tokio::join!(
        health,
        is_closed(app, "nothing at all", "", false),
        is_closed(app, "half a header", &request, false),
        is_closed(app, "a header byte by byte", &request, true),
        is_closed(app, "nothing after an answer", &whole, false),
        is_closed(app, "no body", &body, false),
        is_closed(app, "a body byte by byte", &body, true),
        stops_reading(app),
        idle(app),
    );
}

/// Says `begin` and then nothing, or a byte now and then.
async fn is_closed(app: &TestApp, what: &str, begin: &str, goes_on: bool) {
    let (mut reads, mut writes) = TcpStream::connect(host(app)).await.unwrap().into_split();
    writes.write_all(begin.as_bytes()).await.unwrap();
    let began = Instant::now();
    let drip = async {
        loop {
            sleep(Duration::from_secs(1)).await;
            if goes_on && writes.write_all(b"x").await.is_err() {
                return;
            }
        }
    };
    let mut heard = Vec::new();
    let closed = async { timeout(HELD + scaled(Duration::from_secs(3)), reads.read_to_end(&mut heard)).await };
    tokio::select! {
        closed = closed => assert!(closed.is_ok(), "{what}: it was still open after {:?}", began.elapsed()),
        () = drip => {}
    }
}

/// Asks for more than buffers hold, and never looks at an answer.
async fn stops_reading(app: &TestApp) {
    const ASKED: usize = 4_000;
    let socket = TcpSocket::new_v4().unwrap();
    socket.set_recv_buffer_size(4_096).unwrap();
    let (mut reads, mut writes) = socket.connect(host(app).parse().unwrap()).await.unwrap().into_split();
    let asked = format!("GET {} HTTP/1.1\r\nhost: {}\r\n\r\n", paths::SIGN_IN, host(app)).repeat(ASKED);
    let asking = async {
        // Continues until the other end is gone.
        writes.write_all(asked.as_bytes()).await?;
        loop {
            sleep(Duration::from_millis(200)).await;
            writes.write_all(b"x").await?;
        }
    };
    let closed: std::io::Result<()> = timeout(scaled(HELD * 3), asking).await.expect("it was closed");
    assert!(closed.is_err());
    let mut heard = Vec::new();
    let _reset = timeout(scaled(Duration::from_secs(5)), reads.read_to_end(&mut heard)).await.expect("it was closed");
    let answers = String::from_utf8_lossy(&heard).matches("HTTP/1.1 200").count();
    assert!(answers < ASKED, "all {answers} were answered");
}

async fn idle(app: &TestApp) {
    let mut streams = Vec::new();
    for _ in 0..200 {
        streams.push(TcpStream::connect(host(app)).await.unwrap());
    }
    sleep(HELD).await;
    for mut stream in streams {
        let mut heard = Vec::new();
        timeout(scaled(Duration::from_secs(3)), stream.read_to_end(&mut heard)).await.expect("it was closed").ok();
    }
}

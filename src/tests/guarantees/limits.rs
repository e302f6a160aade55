//! R47: no request may take more than its share.

use crate::paths;
use crate::tests::app::{TestApp, on_both_engines};
use crate::tests::people::PASSWORD;
use crate::tests::time_limits::scaled;
use std::time::{Duration, Instant};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

on_both_engines! {
    r47_f31_large_requests_are_refused_and_nothing_is_written,
    r47_f38_a_flood_of_sign_ins_waits_its_turn_or_is_turned_away,
    r47_f32_silent_connections_give_way_to_visitors,
    r47_f36_misshapen_forms_are_a_clear_no,
}

async fn r47_f31_large_requests_are_refused_and_nothing_is_written(app: &TestApp) {
    let (_, mut maya) = app.maya().await;
    let large = "x".repeat(20_000);
    for endpoint in ["/api/onboarding/keep", "/api/account/sign-in", "/api/partners/update"] {
        assert_eq!(maya.call(endpoint, &[("draft", "1"), ("form[name]", &large)]).await.status, 413, "{endpoint}");
    }
    // Endless, without saying how long.
    let host = app.url.trim_start_matches("http://");
    let mut stream = TcpStream::connect(host).await.unwrap();
    let head = format!(
        "POST /api/account/sign-in HTTP/1.1\r\nhost: {host}\r\norigin: {}\r\ncontent-type: application/x-www-form-urlencoded\r\ntransfer-encoding: chunked\r\n\r\n",
        app.url
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let chunk = format!("1000\r\n{}\r\n", "x".repeat(0x1000));
    for _ in 0..200 {
        if stream.write_all(chunk.as_bytes()).await.is_err() {
            break;
        }
    }
    let mut answer = vec![0; 12];
    if stream.read_exact(&mut answer).await.is_ok() {
        assert_eq!(answer, b"HTTP/1.1 413");
    }
    for (size, name) in [(30_000, "cookie"), (200_000, "x-large")] {
        let answer = reqwest::Client::new()
            .get(format!("{}{}", app.url, paths::SIGN_IN))
            .header(name, "x".repeat(size))
            .send()
            .await;
        // Beyond what is read at all, the connection may end before the answer was heard.
        if let Ok(answer) = answer {
            assert_eq!(answer.status(), 431, "{name}");
        }
    }
    assert_eq!(app.rows("draft").await, 0);
}

/// The most memory this process ever had, in bytes.
fn most_memory() -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap();
    line.trim().trim_end_matches(" kB").parse::<usize>().unwrap() << 10
}

async fn r47_f38_a_flood_of_sign_ins_waits_its_turn_or_is_turned_away(app: &TestApp) {
    app.staff().await;
    let before = most_memory();
    // Of other accounts each, because guesses of one end before they cost anything (R34).
    let flood: Vec<_> = (0..120)
        .map(|n| {
            let fields = [("form[email]", format!("p{n}@p.example")), ("form[password]", "wrong password".to_owned())]
                .map(|(name, value)| (name.to_owned(), value));
            tokio::spawn(
                app.browser().form_request("/api/account/sign-in", &fields).header("accept", "application/json").send(),
            )
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(50)).await;
    let asked = Instant::now();
    assert_eq!(reqwest::get(format!("{}/healthz", app.url)).await.unwrap().status(), 200);
    assert!(asked.elapsed() < scaled(Duration::from_secs(2)), "others are served meanwhile: {:?}", asked.elapsed());
    let mut answered = 0;
    for answer in flood {
        match answer.await.unwrap().unwrap().status().as_u16() {
            422 => answered += 1,
            503 => {}
            other => panic!("{other}"),
        }
    }
    assert!(answered > 0);
    let grown = most_memory() - before;
    assert!(grown < 256 << 20, "{grown} bytes more than before");
    let answer = app
        .browser()
        .call("/api/account/sign-in", &[("form[email]", "maya@acme.example"), ("form[password]", PASSWORD)])
        .await;
    assert!(answer.status < 400, "and then all is as before: {answer:?}");
}

/// Its own places are all taken by connections that say nothing, and there is room all the same.
async fn r47_f32_silent_connections_give_way_to_visitors(app: &TestApp) {
    let host = app.url.trim_start_matches("http://");
    let mut silent = Vec::new();
    for _ in 0..5_000 {
        silent.push(TcpStream::connect(host).await.unwrap());
    }
    let mut visitor = app.browser();
    assert_eq!(visitor.open(paths::SIGN_IN).await.h1(), "Sign in");
    let mut first = silent.swap_remove(0);
    assert_eq!(first.read(&mut [0; 1]).await.unwrap(), 0, "whoever was silent longest was sent away");
    let mut last = silent.pop().unwrap();
    last.write_all(b"GET /healthz HTTP/1.1\r\nhost: localhost\r\n\r\n").await.unwrap();
    let mut answer = [0; 12];
    last.read_exact(&mut answer).await.unwrap();
    assert_eq!(&answer, b"HTTP/1.1 200", "and nobody else");
}

async fn r47_f36_misshapen_forms_are_a_clear_no(app: &TestApp) {
    let (_, maya) = app.maya().await;
    let deep = format!("form{}=1", "[a]".repeat(5_000));
    let many = (0..2_000).map(|n| format!("a{n}=1")).collect::<Vec<_>>().join("&");
    let bodies = [
        "",
        "form=1",
        "form[name][]=a",
        "form[name][x]=a",
        "form[programs]=a",
        "form[name]=a&form[name]=b",
        "form[programs][a]=1",
        "%ff=%fe",
        "form%5Bname%5D=%00",
        "draft[]=1&form[name]=x",
        "&&&&",
        "=",
        "%",
        "%zz=%",
        "a=%e",
        "+",
        "draft=1&draft=2",
        &deep,
        &many,
    ];
    let endpoints: Vec<String> = leptos::server_fn::axum::server_fn_paths().map(|(path, _)| path.to_owned()).collect();
    for endpoint in endpoints.iter().filter(|endpoint| *endpoint != "/api/account/sign-out") {
        for body in bodies {
            let request = maya.form_request(endpoint, &[]).header("accept", "application/json").body(body.to_owned());
            let status = request.send().await.unwrap().status().as_u16();
            assert!(status < 500, "{endpoint} with {body:.60}: {status}");
        }
    }
    assert_eq!((app.rows("partner").await, app.rows("draft").await, app.rows("session").await), (0, 0, 1));
}

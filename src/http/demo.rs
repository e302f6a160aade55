//! What only a demonstration has: the address that signs its visitor in, and the mailbox with what would have been sent,
//! on a listener of its own. It is read from the files that are saved where there is no mail server; links in them work.

use super::assets::{self, Assets, Built};
use super::headers::{self, LIST, PREVIEW_WITH_LINKS};
use crate::error::AppError;
use crate::paths;
use crate::request::cookies::{self, Purpose};
use crate::server::auth::sessions::Device;
use crate::server::ops::demo;
use crate::server::platform::error::Result;
use crate::server::signing_key;
use crate::server::state::AppState;
use axum::Router;
use axum::extract::{Path, Request, State};
use axum::middleware::{Next, from_fn_with_state};
use axum::response::{Html, IntoResponse, Redirect, Response};
use axum::routing::get;
use http::{HeaderMap, HeaderValue, StatusCode, header};
use leptos::prelude::*;
use mail_parser::{Address, MessageParser};
use std::fs;
use std::net::IpAddr;
use std::path::{Path as FolderPath, PathBuf};

/// What a demonstration answers beside what every Gangway does.
pub fn router(app: &AppState) -> Router<AppState> {
    match &app.config.demo {
        Some(demo) => Router::new().route(&demo.path(), get(open)),
        None => Router::new(),
    }
}

/// Signs the visitor in as the owner.
async fn open(State(app): State<AppState>, headers: HeaderMap) -> Response {
    match cookies_of_owner(&app, &headers).await {
        Ok(cookies) => {
            let mut response = Redirect::to(paths::ATTENTION).into_response();
            for cookie in cookies {
                response.headers_mut().append(header::SET_COOKIE, cookie);
            }
            response
        }
        Err(failure) => AppError::from(failure).into_response(),
    }
}

async fn cookies_of_owner(app: &AppState, headers: &HeaderMap) -> Result<[HeaderValue; 2]> {
    let agent = headers.get(header::USER_AGENT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let session = demo::sign_in(app, Device { agent: agent.to_owned(), known: None }).await?;
    let browser = session.browser.sign(signing_key::get(app).await?);
    Ok([cookies::set(app, Purpose::Session, session.token.expose()), cookies::set(app, Purpose::Browser, &browser)])
}

/// Shows the emails of a demonstration.
pub fn inbox(app: &AppState, assets: Assets) -> Router {
    let built = Built::of(assets);
    let style = built.takeover("").style;
    let list = get(async move |State(app): State<AppState>| {
        ([(header::CONTENT_SECURITY_POLICY, LIST)], Html(list(&folder(&app), &style)))
    });
    Router::new()
        .route("/", list)
        .route("/email/{name}", get(show))
        .route("/pkg/{*path}", get(assets::built).with_state(built))
        // Browsers ask for one.
        .route("/favicon.ico", get(async || StatusCode::NO_CONTENT))
        .layer(from_fn_with_state(app.clone(), refuse_other_hosts))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .with_state(app.clone())
}

fn folder(app: &AppState) -> PathBuf {
    app.config.data_dir.join("outbox")
}

/// A name that someone else lets lead here would show the emails to their page (DNS rebinding); an IP address is safe.
async fn refuse_other_hosts(State(app): State<AppState>, request: Request, next: Next) -> Response {
    let host = request.headers().get(header::HOST).and_then(|host| host.to_str().ok()).unwrap_or_default();
    let name = host.strip_prefix('[').and_then(|host| host.split(']').next());
    let name = name.unwrap_or_else(|| host.split(':').next().unwrap_or_default()).to_ascii_lowercase();
    match name == "localhost" || name == app.config.host() || name.parse::<IpAddr>().is_ok() {
        true => next.run(request).await,
        false => StatusCode::MISDIRECTED_REQUEST.into_response(),
    }
}

/// An email as its line in the list shows it.
struct Line {
    name: String,
    subject: String,
    to: String,
}

/// The newest first.
fn lines(folder: &FolderPath) -> Vec<Line> {
    // Their names begin with the time they were made at.
    let mut names: Vec<String> = fs::read_dir(folder)
        .into_iter()
        .flatten()
        .filter_map(|file| file.ok()?.file_name().into_string().ok()?.strip_suffix(".eml").map(str::to_owned))
        .filter(|name| !name.starts_with('.'))
        .collect();
    names.sort_unstable_by(|a, b| b.cmp(a));
    let line = |name: String| {
        let bytes = fs::read(folder.join(&name).with_extension("eml")).ok()?;
        let email = MessageParser::default().parse(&bytes)?;
        let to = email.to().and_then(Address::first).and_then(|to| to.address()).unwrap_or_default().to_owned();
        Some(Line { name, subject: email.subject().unwrap_or_default().to_owned(), to })
    };
    names.into_iter().filter_map(line).collect()
}

fn list(folder: &FolderPath, style: &str) -> String {
    let line = |Line { name, subject, to }| {
        view! { <li><p><a href=["/email/", &name].concat() target="_blank">{subject}</a><br/>{to}</p></li> }
    };
    let lines: Vec<_> = lines(folder).into_iter().map(line).collect();
    let emails = match lines.is_empty() {
        true => view! { <p>{t!(server::demo::no_emails)}</p> }.into_any(),
        false => view! { <ul class="stack">{lines}</ul> }.into_any(),
    };
    let page = || {
        view! {
            <!DOCTYPE html>
            <html lang=crate::i18n::current().code()>
                <head>
                    <meta charset="utf-8"/>
                    <meta name="viewport" content="width=device-width, initial-scale=1"/>
                    <meta name="color-scheme" content="light dark"/>
                    <meta http-equiv="refresh" content="5"/>
                    <title>{t!(server::demo::emails)}</title>
                    <link rel="stylesheet" href=style/>
                </head>
                <body>
                    <div class="plain-frame">
                        <main class="card plain-card stack">
                            <h1>{t!(server::demo::emails)}</h1>
                            <p>{t!(server::demo::nothing_is_sent)}</p>
                            {emails}
                        </main>
                    </div>
                </body>
            </html>
        }
        .to_html()
    };
    Owner::new().with(page)
}

/// An email as its reader sees it.
async fn show(State(app): State<AppState>, Path(name): Path<String>) -> Response {
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let bytes = is_name.then(|| fs::read(folder(&app).join(&name).with_extension("eml")).ok());
    let Some(body) =
        bytes.flatten().and_then(|bytes| Some(MessageParser::default().parse(&bytes)?.body_html(0)?.into_owned()))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Into a tab of its own: the frame of an email is no place for a page.
    let body = body.replacen("<head>", "<head><base target=\"_blank\">", 1);
    ([(header::CONTENT_SECURITY_POLICY, PREVIEW_WITH_LINKS)], Html(body)).into_response()
}

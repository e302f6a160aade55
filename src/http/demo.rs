//! The mailbox of the demonstration: what would have been sent, on a listener of its own. It is read from the files that
//! are saved where there is no mail server; links in them work.

use super::assets::{self, Assets};
use super::headers::PREVIEW_WITH_LINKS;
use axum::Router;
use axum::extract::{Path, State};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use http::{StatusCode, header};
use leptos::prelude::*;
use mail_parser::{Address, MessageParser};
use std::fs;
use std::path::{Path as FolderPath, PathBuf};

/// Shows the emails in `folder`.
pub fn router(folder: PathBuf, assets: Assets) -> Router {
    let list = get(move |State(folder): State<PathBuf>| async move { Html(list(folder, assets)) });
    Router::new()
        .route("/", list)
        .route("/email/{name}", get(show))
        .route("/pkg/{name}", get(assets::built).with_state(assets))
        .with_state(folder)
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

fn list(folder: PathBuf, assets: Assets) -> String {
    let style = assets::takeover(assets).style;
    let line = |Line { name, subject, to }| {
        view! { <li><p><a href=["/email/", &name].concat() target="_blank">{subject}</a><br/>{to}</p></li> }
    };
    let lines: Vec<_> = lines(&folder).into_iter().map(line).collect();
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
async fn show(State(folder): State<PathBuf>, Path(name): Path<String>) -> Response {
    let is_name = name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let bytes = is_name.then(|| fs::read(folder.join(&name).with_extension("eml")).ok());
    let Some(body) =
        bytes.flatten().and_then(|bytes| Some(MessageParser::default().parse(&bytes)?.body_html(0)?.into_owned()))
    else {
        return StatusCode::NOT_FOUND.into_response();
    };
    // Into a tab of its own: the frame of an email is no place for a page.
    let body = body.replacen("<head>", "<head><base target=\"_blank\">", 1);
    ([(header::CONTENT_SECURITY_POLICY, PREVIEW_WITH_LINKS)], Html(body)).into_response()
}

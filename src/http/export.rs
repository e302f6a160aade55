//! Lists as files.

use super::pages;
use crate::domain::audit::AuditQuery;
use crate::domain::funnel::FunnelQuery;
use crate::domain::partners::bulk::{Selection, SelectionForm};
use crate::error::AppError;
use crate::i18n;
use crate::paths;
use crate::request::context::RequestContext;
use crate::request::error::log_error;
use crate::request::trace;
use crate::server::audit::log;
use crate::server::authz::{Confirmed, LiveSession, Owner, Staff};
use crate::server::funnel::page;
use crate::server::organisation::settings;
use crate::server::partners::export::{Export, Pieces};
use crate::server::platform::error::Error;
use crate::server::platform::{client, xlsx};
use crate::server::privacy::export as personal;
use axum::Extension;
use axum::body::Body;
use axum::extract::rejection::QueryRejection;
use axum::extract::{FromRequestParts, Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use futures_util::FutureExt;
use futures_util::stream::{self, StreamExt};
use http::request::Parts;
use http::{HeaderValue, header};
use std::future::{Future, ready};
use std::sync::Arc;
use tokio::sync::mpsc;

/// A download that a page of ours, or the person, asked for. It is work and an entry in the audit log, so that no
/// other site may start one with the cookie of its visitor. Browsers without `Sec-Fetch-Site` send none.
pub struct NotFromElsewhere;

impl<S: Sync> FromRequestParts<S> for NotFromElsewhere {
    type Rejection = AppError;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, AppError> {
        let site = parts.headers.get("sec-fetch-site").map(HeaderValue::as_bytes);
        match site {
            None | Some(b"same-origin" | b"none") => Ok(Self),
            Some(_) => Err(AppError::Forbidden),
        }
    }
}

/// The proof that staff who gave their password a moment ago asked for a download, on a page of ours; else they are led
/// to give it and back to that page.
pub struct Exporter(Confirmed<Staff>);

impl<S: Sync> FromRequestParts<S> for Exporter {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        exporter(parts, state, |session| session.staff().ok_or(AppError::SignInNeeded)).await.map(Self)
    }
}

/// The same proof for an owner.
pub struct OwnerExporter(Confirmed<Owner>);

impl<S: Sync> FromRequestParts<S> for OwnerExporter {
    type Rejection = Response;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Response> {
        exporter(parts, state, |session| session.owner().ok_or(AppError::OwnersOnly)).await.map(Self)
    }
}

async fn exporter<S: Sync, T>(
    parts: &mut Parts,
    state: &S,
    proof: fn(&LiveSession) -> Result<T, AppError>,
) -> Result<Confirmed<T>, Response> {
    NotFromElsewhere::from_request_parts(parts, state).await.map_err(IntoResponse::into_response)?;
    let context = parts.extensions.get::<Arc<RequestContext>>();
    let asked = context.and_then(|context| Some((context, context.session.as_ref()?)));
    let (context, session) = asked.ok_or_else(|| AppError::SignInNeeded.into_response())?;
    let proof = proof(session).map_err(IntoResponse::into_response)?;
    session.confirmed(proof, context.app.now()).ok_or_else(|| {
        let page = context.came_from.as_deref().unwrap_or(paths::HOME);
        Redirect::to(&pages::confirm_password_for(page)).into_response()
    })
}

/// The partners that were ticked, else all that the filters match, for other programs.
pub async fn partners(
    Exporter(staff): Exporter,
    Extension(context): Extension<Arc<RequestContext>>,
    form: Result<Query<SelectionForm>, QueryRejection>,
) -> Result<Response, AppError> {
    let export = Export::of(&context.app, staff, &selected(form)?).await?;
    let csv = streamed(|pieces| export.csv(pieces));
    Ok(attachment(&context, "partners", "csv", CSV, csv))
}

/// The same as a workbook.
pub async fn partners_workbook(
    Exporter(staff): Exporter,
    Extension(context): Extension<Arc<RequestContext>>,
    form: Result<Query<SelectionForm>, QueryRejection>,
) -> Result<Response, AppError> {
    let export = Export::of(&context.app, staff, &selected(form)?).await?;
    export.fits(xlsx::ROWS).await?;
    let workbook = streamed(|pieces| export.workbook(pieces));
    let kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    Ok(attachment(&context, "partners", "xlsx", kind, workbook))
}

/// A file that `write` makes while it is sent. What it fails with is logged and breaks the connection: else half a file
/// would pass for a whole one.
///
/// It is written in a task, like every answer: nothing is cut off in a transaction. The task ends after the piece in
/// progress where the client goes away.
fn streamed<F>(write: impl FnOnce(Pieces) -> F) -> Body
where
    F: Future<Output = Result<(), Error>> + Send + 'static,
{
    let (pieces, mut written) = mpsc::channel(1);
    let work = write(pieces).map(|ended| ended.map_err(|error| log_error("Export broke off", error)));
    let work = tokio::spawn(trace::inherit(client::scope(client::current(), i18n::speaking(i18n::current(), work))));
    let ended = work.map(|ended| ended.map_err(|panic| log_error("Export panicked", panic)).flatten());
    let failure = stream::once(ended).filter_map(|ended| ready(ended.err().map(Err)));
    Body::from_stream(stream::poll_fn(move |cx| written.poll_recv(cx)).map(Ok).chain(failure))
}

/// The partners that were ticked, else all that the filters match.
fn selected(form: Result<Query<SelectionForm>, QueryRejection>) -> Result<Selection, AppError> {
    let form = form.map_err(|_| AppError::Malformed)?.0;
    Ok(form.parse().unwrap_or_else(|| Selection::Matching(Box::new(form.filters()))))
}

/// The funnel by what it is compared by. It names no contact, so that it needs no password.
pub async fn funnel(
    _: NotFromElsewhere,
    Extension(context): Extension<Arc<RequestContext>>,
    query: Result<Query<FunnelQuery>, QueryRejection>,
) -> Result<Response, AppError> {
    let staff = context.session.as_ref().and_then(LiveSession::staff).ok_or(AppError::SignInNeeded)?;
    let query = query.map_err(|_| AppError::Malformed)?.0;
    Ok(file(&context, "funnel", page::csv(&context.app, &staff, &query).await?))
}

/// The entries of the audit log that a search finds, for spreadsheets.
pub async fn audit(
    Exporter(staff): Exporter,
    Extension(context): Extension<Arc<RequestContext>>,
    query: Result<Query<AuditQuery>, QueryRejection>,
) -> Result<Response, AppError> {
    let query = query.map_err(|_| AppError::Malformed)?.0;
    // All of them, on any page of the list.
    let query = AuditQuery { before: String::new(), ..query };
    let owner = context.session.as_ref().and_then(|session| session.owner());
    let time_zone = settings::settings(&context.app).await?.time_zone;
    let csv = log::csv(&context.app, &staff, owner.as_ref(), &query, &time_zone).await?;
    Ok(file(&context, "audit-log", csv))
}

/// All that is held about a contact.
pub async fn contact_data(
    OwnerExporter(owner): OwnerExporter,
    Extension(context): Extension<Arc<RequestContext>>,
    Path((_, contact)): Path<(String, String)>,
) -> Result<Response, AppError> {
    personal_data(&context, &owner, &contact).await
}

/// All that is held about a colleague.
pub async fn member_data(
    OwnerExporter(owner): OwnerExporter,
    Extension(context): Extension<Arc<RequestContext>>,
    Path(member): Path<String>,
) -> Result<Response, AppError> {
    personal_data(&context, &owner, &member).await
}

async fn personal_data(context: &RequestContext, owner: &Confirmed<Owner>, person: &str) -> Result<Response, AppError> {
    let person = person.parse().map_err(|_| AppError::NotFound)?;
    let json = personal::json(&context.app, owner, person).await?;
    Ok(attachment(context, "personal-data", "json", "application/json", json.into_bytes()))
}

const CSV: &str = "text/csv; charset=utf-8";

/// `csv` as a file that is called `name` and the day.
pub fn file(context: &RequestContext, name: &str, csv: String) -> Response {
    attachment(context, name, "csv", CSV, csv.into_bytes())
}

fn attachment(
    context: &RequestContext,
    name: &str,
    ending: &str,
    kind: &'static str,
    content: impl Into<Body>,
) -> Response {
    let day = &context.app.now().rfc3339()[..10];
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}-{day}.{ending}\"")),
    ];
    (headers, content.into()).into_response()
}

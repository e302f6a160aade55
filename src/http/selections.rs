//! The list's form: who is ticked is stored, so that the address of the page that follows stays short.

use super::api::form_body;
use super::uploads::refused;
use crate::domain::ids::PartnerId;
use crate::error::AppError;
use crate::paths;
use crate::request::context::RequestContext;
use crate::server::partners::selection;
use axum::Extension;
use axum::extract::Request;
use axum::response::{IntoResponse, Redirect, Response};
use std::sync::Arc;

/// As many ids as a selection may have fit, and some more, which get an answer in words.
const MAX_BODY: usize = 1024 * 1024;

/// What the address of the next page says itself.
const CARRIED: [&str; 9] = ["do", "all", "q", "status", "program", "manager", "access", "import", "cohort"];

/// What the form is sent with instead of a change, to export those who are selected.
const EXPORTS: [(&str, &str); 2] = [("export", paths::PARTNERS_CSV), ("export-workbook", paths::PARTNERS_WORKBOOK)];

/// Keeps who is ticked, and leads to where it is asked what happens to them.
pub async fn keep(Extension(context): Extension<Arc<RequestContext>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body = match form_body(&context, &parts.headers, body, MAX_BODY).await {
        Ok(body) => body,
        Err(response) => return response,
    };
    let fields: Vec<(String, String)> = form_urlencoded::parse(&body).into_owned().collect();
    match kept(&context, &fields).await {
        Ok(page) => Redirect::to(&page).into_response(),
        Err(AppError::SignInNeeded) => {
            refused(paths::PARTNERS_SELECTION, AppError::SignInNeeded, Vec::new(), &context).await
        }
        Err(error) => error.into_response(),
    }
}

async fn kept(context: &RequestContext, fields: &[(String, String)]) -> Result<String, AppError> {
    let staff = context.session.as_ref().and_then(|session| session.staff()).ok_or(AppError::SignInNeeded)?;
    let is_sent = |name: &str, text: &str| fields.iter().any(|(field, sent)| field == name && sent == text);
    let exports = EXPORTS.into_iter().find(|(word, _)| is_sent("do", word));
    let page = exports.map_or(paths::PARTNERS_BULK, |(_, page)| page);
    let ids = fields.iter().filter(|(field, _)| field == "id").flat_map(|(_, ids)| ids.split(','));
    let ticked = ids.map(str::parse).collect::<Result<Vec<PartnerId>, _>>().map_err(|_| AppError::Malformed)?;
    let selection = match ticked.is_empty() || is_sent("all", "on") {
        true => None,
        false => Some(selection::keep(&context.app, &staff, &ticked).await?.to_string()),
    };
    let carried = fields.iter().filter(|(field, text)| CARRIED.contains(&&**field) && !text.is_empty());
    let mut query = form_urlencoded::Serializer::for_suffix([page, "?"].concat(), page.len() + 1);
    query.extend_pairs(carried).extend_pairs(selection.map(|id| ("selection", id)));
    Ok(query.finish())
}

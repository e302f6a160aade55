//! The language of a request: the one that was chosen, else the person's, the browser's, the organisation's.

use super::cookies::{self, Purpose};
use super::opened_links;
use crate::domain::language::Language;
use crate::i18n::Locale;
use crate::server::auth::links;
use crate::server::authz::LiveSession;
use crate::server::organisation::settings;
use crate::server::state::AppState;
use http::{HeaderMap, header};

/// The language to answer in at `page`, an address with its query.
pub async fn of(app: &AppState, headers: &HeaderMap, page: &str, session: Option<&LiveSession>) -> Locale {
    if let Some(locale) = chosen(app, headers) {
        return locale;
    }
    let person = match session {
        Some(session) => session.language,
        None => of_link(app, headers, page).await,
    };
    match person.and_then(|language| Locale::parse(language.code())).or_else(|| of_browser(headers)) {
        Some(locale) => locale,
        None => of_organisation(app).await,
    }
}

/// What the browser says, for an answer before the database was asked.
pub fn without_database(app: &AppState, headers: &HeaderMap) -> Option<Locale> {
    chosen(app, headers).or_else(|| of_browser(headers))
}

/// The best of the languages that the browser accepts.
fn of_browser(headers: &HeaderMap) -> Option<Locale> {
    accepted(headers.get(header::ACCEPT_LANGUAGE)?.to_str().ok()?)
}

/// What the person reads whose link `page` is about, or whose link this browser opened last.
async fn of_link(app: &AppState, headers: &HeaderMap, page: &str) -> Option<Language> {
    let held = [Purpose::Activation, Purpose::Reset, Purpose::Address];
    let token = held.into_iter().find_map(|purpose| opened_links::find(app, headers, purpose, page).token())?;
    // A database that fails now fails the page as well, which says so.
    links::language(app, &token).await.ok().flatten()
}

async fn of_organisation(app: &AppState) -> Locale {
    match settings::settings(app).await {
        Ok(settings) => Locale::parse(settings.language.code()).unwrap_or_default(),
        // What asked will fail for the same reason, and says so.
        Err(_) => Locale::default(),
    }
}

/// The language that was chosen in this browser.
fn chosen(app: &AppState, headers: &HeaderMap) -> Option<Locale> {
    Locale::parse(&cookies::read(app, headers, Purpose::Language)?)
}

/// The best of the languages that a browser accepts (RFC 9110, 12.5.4): by weight, then as listed.
fn accepted(header: &str) -> Option<Locale> {
    let weighed = header.split(',').filter_map(|range| {
        let (code, weight) = range.split_once(';').unwrap_or((range, "q=1"));
        let weight: f32 = weight.trim().strip_prefix("q=")?.parse().ok()?;
        (weight > 0.0).then_some((Locale::parse(code.trim())?, weight))
    });
    let heavier = |best: Option<(Locale, f32)>, next: (Locale, f32)| match best {
        Some(best) if best.1 >= next.1 => Some(best),
        _ => Some(next),
    };
    weighed.fold(None, heavier).map(|(locale, _)| locale)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_gets_the_best_of_what_it_accepts() {
        let cases = [
            ("de", Some(Locale::De)),
            ("de-CH,en;q=0.8", Some(Locale::De)),
            ("fr, en;q=0.7, de;q=0.9", Some(Locale::De)),
            ("en-GB,de", Some(Locale::En)),
            ("de;q=0, en", Some(Locale::En)),
            ("DE ; q=0.5", Some(Locale::De)),
            ("fr, es;q=0.5, *;q=0.1", None),
            ("", None),
            ("de;q=x,,;", None),
        ];
        for (header, locale) in cases {
            assert_eq!(accepted(header), locale, "{header}");
        }
    }
}

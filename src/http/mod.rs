//! How a request is answered: the composition root of the server.
//!
//! From the outside in: security headers, one task a request ([`guard`]), the assets, who asks
//! ([`visit`]), then the link exchange, the pages and the server functions ([`api`]).

pub mod api;
pub mod export;
pub mod guard;
pub mod headers;
pub mod health;
pub mod imports;
pub mod links;
pub mod logos;
pub mod metrics;
pub mod pages;
mod places;
pub mod previews;
pub mod serve;
pub mod uploads;

use crate::app::{App as Pages, shell};
use crate::paths;
use crate::server::state::App;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, any, get, post};
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::path::Path;
use std::sync::LazyLock;
use tower::ServiceBuilder;
use tower_http::services::ServeDir;
use tower_http::set_header::SetResponseHeaderLayer;

/// The addresses of all pages. Listed once a process and before it serves anything: while leptos lists
/// them it makes every resource of the whole process wait forever (`SuppressResourceLoad`), those of
/// other routers too.
pub(crate) static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(Pages));

/// What is answered beside pages and server functions: links, files and what shows in frames.
pub(crate) fn doors() -> Vec<(String, MethodRouter<App>)> {
    let below = |page: &str, rest: &str| format!("{page}/{rest}");
    vec![
        (paths::activation_link("{token}"), get(links::activation)),
        (paths::reset_link("{token}"), get(links::reset)),
        (paths::address_link("{token}"), get(links::address)),
        (paths::NEW_PARTNER.to_owned(), get(pages::new_partner)),
        (paths::PARTNERS_CSV.to_owned(), get(export::partners)),
        (paths::PARTNERS_IMPORT_FILE.to_owned(), post(imports::upload)),
        (paths::rows_to_mend("{import}"), get(imports::to_mend)),
        (paths::MANAGE_AUDIT_CSV.to_owned(), get(export::audit)),
        (below(paths::LOGO, "{name}"), get(logos::show)),
        (paths::ORGANISATION_LOGO.to_owned(), post(logos::upload)),
        (below(paths::NEW_PARTNER, "{draft}/preview"), get(previews::wizard)),
        (
            below(paths::EMAIL_TEMPLATES, "{template}/preview"),
            get(previews::saved_template).post(previews::typed_template),
        ),
        (below(paths::MANAGE_MAIL, "{mail}/{attempt}"), get(previews::sent)),
    ]
}

/// Everything Gangway answers to.
pub fn router(app: &App, options: LeptosOptions) -> Router {
    let site = Path::new(&*options.site_root).to_path_buf();
    let immutable = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(http::header::CACHE_CONTROL, headers::IMMUTABLE))
        .service(ServeDir::new(site.join(&*options.site_pkg_dir)).precompressed_br().precompressed_gzip());
    let not_found = {
        let options = options.clone();
        render_app_async_with_context(crate::request::context::provide, move || shell(options.clone()))
    };
    let files = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::if_not_present(http::header::CACHE_CONTROL, headers::for_a_file))
        .service(
            ServeDir::new(&site)
                .append_index_html_on_directories(false)
                .precompressed_br()
                .precompressed_gzip()
                .fallback(
                    any(not_found).with_state(()).layer(from_fn_with_state(app.clone(), crate::request::visit::find)),
                ),
        );

    let document = {
        let options = options.clone();
        move || shell(options.clone())
    };
    let pages: Router<App> = Router::<LeptosOptions>::new()
        .leptos_routes_with_context(&options, PAGES.clone(), crate::request::context::provide, document)
        .with_state(options);
    doors()
        .into_iter()
        .fold(pages, |pages, (path, answer)| pages.route(&path, answer))
        .layer(from_fn(api::answer))
        .layer(from_fn(pages::lead))
        .layer(from_fn_with_state(app.clone(), crate::request::visit::find))
        .fallback_service(files)
        .nest_service("/pkg", immutable)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .layer(from_fn_with_state(app.clone(), guard::in_a_task))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .layer(from_fn_with_state(app.clone(), metrics::measure))
        .with_state(app.clone())
}

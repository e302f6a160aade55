//! How a request is answered: the composition root of the server.
//!
//! From the outside in: security headers, one task a request ([`guard`]), the assets, who asks
//! ([`visit`]), then the link exchange, the pages and the server functions ([`api`]).

pub mod api;
pub mod context;
pub mod cookies;
pub mod export;
pub mod failure;
pub mod flash;
pub mod guard;
pub mod headers;
pub mod health;
pub mod imports;
pub mod links;
pub mod logos;
pub mod metrics;
pub mod pages;
mod patient;
mod places;
pub mod previews;
pub mod serve;
pub mod uploads;
pub mod visit;

use crate::app::{App as Pages, shell};
use crate::paths;
use crate::server::state::App;
use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
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
static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| generate_route_list(Pages));

/// Everything Gangway answers to.
pub fn router(app: &App, options: LeptosOptions) -> Router {
    let site = Path::new(&*options.site_root).to_path_buf();
    let immutable = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::overriding(http::header::CACHE_CONTROL, headers::IMMUTABLE))
        .service(ServeDir::new(site.join(&*options.site_pkg_dir)).precompressed_br().precompressed_gzip());
    let not_found = {
        let options = options.clone();
        render_app_async_with_context(context::provide, move || shell(options.clone()))
    };
    let files = ServiceBuilder::new()
        .layer(SetResponseHeaderLayer::if_not_present(http::header::CACHE_CONTROL, headers::for_a_file))
        .service(
            ServeDir::new(&site)
                .append_index_html_on_directories(false)
                .precompressed_br()
                .precompressed_gzip()
                .fallback(any(not_found).with_state(()).layer(from_fn_with_state(app.clone(), visit::find))),
        );

    let document = {
        let options = options.clone();
        move || shell(options.clone())
    };
    let pages: Router<App> = Router::<LeptosOptions>::new()
        .leptos_routes_with_context(&options, PAGES.clone(), context::provide, document)
        .with_state(options);
    pages
        .route(&paths::activation_link("{token}"), get(links::activation))
        .route(&paths::reset_link("{token}"), get(links::reset))
        .route(&paths::address_link("{token}"), get(links::address))
        .route(paths::NEW_PARTNER, get(pages::new_partner))
        .route(paths::PARTNERS_CSV, get(export::partners))
        .route(paths::PARTNERS_IMPORT_FILE, post(imports::upload))
        .route(&paths::rows_to_mend("{import}"), get(imports::to_mend))
        .route(paths::MANAGE_AUDIT_CSV, get(export::audit))
        .route(&format!("{}/{{name}}", paths::LOGO), get(logos::show))
        .route(paths::ORGANISATION_LOGO, post(logos::upload))
        .route(&format!("{}/{{draft}}/preview", paths::NEW_PARTNER), get(previews::wizard))
        .route(
            &format!("{}/{{template}}/preview", paths::EMAIL_TEMPLATES),
            get(previews::saved_template).post(previews::typed_template),
        )
        .route(&format!("{}/{{mail}}/{{attempt}}", paths::MANAGE_MAIL), get(previews::sent))
        .layer(from_fn(api::answer))
        .layer(from_fn(pages::lead))
        .layer(from_fn_with_state(app.clone(), visit::find))
        .fallback_service(files)
        .nest_service("/pkg", immutable)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .layer(from_fn_with_state(app.clone(), guard::in_a_task))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .layer(from_fn_with_state(app.clone(), metrics::measure))
        .with_state(app.clone())
}

//! How a request is answered: the composition root of the server.
//!
//! From the outside in: security headers, one task a request, which is logged and counted ([`guard`]), the
//! assets, who asks ([`request::context`](crate::request::context)), then the link exchange, the pages
//! and the server functions ([`api`]).

pub mod api;
pub mod assets;
mod connection_limiter;
pub mod demo;
mod executor;
pub mod export;
pub mod guard;
pub mod headers;
pub mod health;
pub mod imports;
pub mod links;
pub mod live;
pub mod logos;
pub mod messages;
pub mod metrics;
pub mod pages;
pub mod previews;
pub mod selections;
pub mod serve;
pub mod uploads;
mod webhooks;

use crate::app::{App, shell};
use crate::server::state::AppState;
use assets::{Assets, Built};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{any, get, post};
use axum::{Extension, Router};
use http::request::Parts;
use leptos::prelude::*;
use leptos_axum::{AxumRouteListing, LeptosRoutes, generate_route_list, render_app_async_with_context};
use std::sync::LazyLock;

/// The addresses of all pages. Listed once a process and before it serves anything: while leptos lists
/// them it makes every resource of the whole process wait forever (`SuppressResourceLoad`), those of
/// other routers too.
pub(crate) static PAGES: LazyLock<Vec<AxumRouteListing>> = LazyLock::new(|| {
    executor::init();
    generate_route_list(App)
});

/// What is answered beside pages and server functions: links, files and what shows in frames.
fn resource_routes() -> Router<AppState> {
    macro_rules! router {
        ($($pattern:literal => $handler:expr, $permission:ident, $group:literal;)*) => {
            Router::new()$(.route(&axum_pattern($pattern), $handler))*
        };
    }
    resources!(router)
}

/// A pattern of [`routes`](crate::routes) as axum writes it, with `{name}` for each part that varies.
pub(crate) fn axum_pattern(pattern: &str) -> String {
    let part = |part: &str| part.strip_prefix(':').map_or(part.to_owned(), |name| format!("{{{name}}}"));
    pattern.split('/').map(part).collect::<Vec<_>>().join("/")
}

/// Everything Gangway answers to, with the files of its pages.
pub fn router(app: &AppState, assets: Assets) -> Router {
    let options = LeptosOptions::builder().output_name("gangway").build();
    let built = Built::of(assets);
    let document = {
        let (options, built) = (options.clone(), built.clone());
        move || shell(options.clone(), built.takeover(expect_context::<Parts>().uri.path()))
    };
    let not_found = render_app_async_with_context(crate::request::current::provide, document.clone());
    let files = any(not_found)
        .layer(from_fn_with_state(app.clone(), crate::request::context::load))
        .layer(from_fn_with_state(assets, assets::named))
        .layer(from_fn(links::correct))
        .with_state(());
    let pages: Router<AppState> = Router::<LeptosOptions>::new()
        .leptos_routes_with_context(&options, PAGES.clone(), crate::request::current::provide, document)
        .with_state(options);
    pages
        .merge(resource_routes())
        .layer(from_fn(api::server_fn_middleware))
        .layer(from_fn(pages::redirect_by_role))
        .layer(from_fn_with_state(app.clone(), crate::request::context::load))
        .fallback_service(files)
        .route("/pkg/{*path}", get(assets::built).with_state(built))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready).layer(Extension(health::Readiness::default())))
        .route("/webhooks/{reporter}", post(webhooks::receive))
        .merge(demo::router(app))
        .layer(from_fn_with_state(app.clone(), guard::spawn_handler))
        .layer(from_fn_with_state(app.clone(), headers::secure))
        .with_state(app.clone())
}

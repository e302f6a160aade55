//! The document, and every page in one screen.

use crate::chunks::{Chunk, Frame, Page};
use crate::features::auth::api::LoadShell;
use crate::features::shell::frame::PlainFrame;
use crate::i18n;
use crate::paths;
use crate::ui::browser;
use crate::ui::flash::{forget_flash_on_leaving, provide_flash};
use crate::ui::page::{Announcer, PageHead, PageTitle, provide_arrival};
use crate::ui::server_data::load;
use crate::ui::status::set_status;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{ParentRoute, Route, Router, Routes};
use leptos_router::{SsrMode, path};

pub use crate::features::shell::frame::ShellData;

/// The addresses of the files that take over a page, and of its style.
#[derive(Debug, Clone)]
pub struct Takeover {
    pub script: String,
    /// What all pages share first, then what the page's chunk has.
    pub modules: Vec<String>,
    pub style: String,
    /// The name of the page's chunk, if the page has one.
    pub chunk: String,
}

/// Waits until there is something to read, so that the program takes nothing from it: neither bandwidth nor the
/// processor. A page in the background is not painted.
const PAINTED: &str = "if (!document.hidden) await new Promise((done) => { setTimeout(done, 1000); \
    new PerformanceObserver(done).observe({ type: 'paint', buffered: true }); }); ";

/// Waits until the browser has nothing to do; Safari can't tell.
const IDLE: &str = "if (document.readyState !== 'complete') await new Promise((done) => addEventListener('load', done)); \
    await new Promise((done) => (window.requestIdleCallback ?? setTimeout)(done)); ";

/// Downloads `modules` at the same time. The first of them would ask for the others only once it runs.
const TOGETHER: &str = "modules.forEach((href) => document.head.append(Object.assign(document.createElement('link'), \
    { rel: 'preload', as: 'fetch', type: 'application/wasm', crossOrigin: '', href }))); ";

/// The document around the application.
pub fn shell(options: LeptosOptions, takeover: Takeover) -> impl IntoView {
    let Takeover { script, modules, style, chunk } = takeover;
    // Before sign-in, forms work without the program: it is downloaded once the browser has nothing else to do.
    let when = if chunk == "entry" { IDLE } else { "" };
    let start = format!(
        "const modules = {modules:?}; {PAINTED}{when}{TOGETHER}\
         await import({script:?}).then(({{ default: start, hydrate }}) => \
         start({{ module_or_path: modules[0] }}).then(() => hydrate({chunk:?})));"
    );
    view! {
        <!DOCTYPE html>
        <html lang=i18n::current().code()>
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="robots" content="noindex"/>
                <meta name="color-scheme" content="light dark"/>
                // Blocks painting on purpose: the chosen theme must be known before the first pixel.
                <script src="/theme.js"></script>
                // Before the scripts that take over the page, which it watches over.
                <script defer src="/page-guard.js" data-broken=t!(shell::page_broken)></script>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <link rel="stylesheet" href=style/>
                <AutoReload options/>
                // Before the scripts that take over the page, which need its texts.
                <script defer src=paths::messages(i18n::script_name())></script>
                <script type="module" nonce=use_nonce()>{start}</script>
                <MetaTags/>
            </head>
            <body>
                <App/>
            </body>
        </html>
    }
}

/// The whole application.
#[component]
pub fn App() -> impl IntoView {
    browser::announce_takeover();
    provide_flash();
    provide_meta_context();
    provide_context::<ShellData>(load(|| LoadShell {}));
    view! {
        <Router>
            <Pages/>
            <Announcer/>
        </Router>
    }
}

/// The routes of all pages, each rendered whole before it is sent.
macro_rules! page_routes {
    ($($frame:ident { $($chunk:ident { $($pattern:tt => $($page:ident)::+, $permission:ident;)* })* })*) => {
        view! {
            <Routes fallback=NotFoundPage>
                $(<ParentRoute path=path!("") view=Frame(&[$(Chunk::$chunk),*])>
                    $($(<Route path=path!($pattern) view=Page(Chunk::$chunk, $pattern) ssr=SsrMode::Async/>)*)*
                </ParentRoute>)*
            </Routes>
        }
    };
}

#[component]
fn Pages() -> impl IntoView {
    forget_flash_on_leaving();
    provide_arrival();
    Effect::new(|_| browser::restore_scroll());
    Effect::new(|_| browser::keep_focus_while_patching());
    pages!(page_routes)
}

/// For addresses that lead nowhere.
#[component]
fn NotFoundPage() -> impl IntoView {
    set_status(404);
    let shell = expect_context::<ShellData>();
    view! {
        <PlainFrame shell>
            <PageTitle title=t!(shell::page_not_found)/>
            <PageHead title=t!(shell::there_is_no_page_here) sub=t!(shell::the_address_may_be_mistyped_or)/>
            <p><a class="button primary" href=paths::HOME rel="external">{t!(shell::go_to_the_start_page)}</a></p>
        </PlainFrame>
    }
}

//! The document, and every page in one screen.

use crate::features::auth::api::LoadShell;
use crate::features::outbox::api::LoadOutboxWarning;
use crate::features::shell::frame::{OutboxWarning, PlainFrame, PortalFrame, StaffFrame};
use crate::features::{
    audit, auth, catalog, help, imports, invitations, mail_server, members, onboarding, organisation, outbox, partners,
    portal, templates,
};
use crate::i18n;
use crate::paths;
use crate::ui::browser;
use crate::ui::flash::{forget_flash_on_leaving, provide_flash};
use crate::ui::live::provide_live;
use crate::ui::page::{Announcer, PageHead, PageTitle, provide_arrival};
use crate::ui::password_prompt::PasswordPrompt;
use crate::ui::server_data::load;
use crate::ui::status::set_status;
use leptos::nonce::use_nonce;
use leptos::prelude::*;
use leptos_meta::{MetaTags, provide_meta_context};
use leptos_router::components::{A, Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

pub use crate::features::shell::frame::ShellData;

/// The addresses of the files that take over a page, and of its style.
#[derive(Debug, Clone)]
pub struct Takeover {
    pub script: String,
    pub module: String,
    pub style: String,
}

/// The document around the application.
pub fn shell(options: LeptosOptions, takeover: Takeover) -> impl IntoView {
    let Takeover { script, module, style } = takeover;
    let start = format!(
        "import start, {{ hydrate }} from {script:?}; await start({{ module_or_path: {module:?} }}); hydrate();"
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
                <link rel="modulepreload" href=script/>
                <link rel="preload" href=module r#as="fetch" r#type="application/wasm" crossorigin=""/>
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
    ($($frame:ident { $($pattern:tt => $($page:ident)::+, $permission:ident;)* })*) => {
        view! {
            <Routes fallback=NotFoundPage>
                $(<ParentRoute path=path!("") view=$frame>
                    $(<Route path=path!($pattern) view=$($page)::+ ssr=SsrMode::Async/>)*
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

#[component]
fn PlainPages() -> impl IntoView {
    let shell = expect_context::<ShellData>();
    auth::provide_typed_email();
    view! { <PlainFrame shell><Outlet/></PlainFrame> }
}

#[component]
fn StaffPages() -> impl IntoView {
    let shell = expect_context::<ShellData>();
    let outbox: OutboxWarning = load(|| LoadOutboxWarning {});
    provide_context(outbox);
    provide_live();
    partners::provide_last_list();
    let page = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = page.get();
        if before.is_some_and(|before| before != now) {
            outbox.refetch();
        }
        now
    });
    let prompt = PasswordPrompt::provide();
    view! {
        <StaffFrame shell outbox><Outlet/></StaffFrame>
        <auth::PasswordDialog prompt/>
    }
}

#[component]
fn PortalPages() -> impl IntoView {
    let shell = expect_context::<ShellData>();
    view! { <PortalFrame shell><Outlet/></PortalFrame> }
}

/// The server redirects `/` by role before this page is reached; within the application it offers the
/// same ways.
#[component]
fn HomePage() -> impl IntoView {
    view! {
        <PageTitle title=t!(shell::start)/>
        <PageHead title=t!(shell::where_to)/>
        <ul class="stack tight">
            <li><A href=paths::PARTNERS>{t!(shell::partners)}</A></li>
            <li><A href=paths::PORTAL>{t!(shell::partner_portal)}</A></li>
            <li><A href=paths::SIGN_IN>{t!(shell::sign_in)}</A></li>
        </ul>
    }
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

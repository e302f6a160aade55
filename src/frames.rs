//! What is around pages, by whom they are for, and the page that leads to each.

use crate::features::outbox::api::LoadOutboxWarning;
use crate::features::shell::frame::{OutboxWarning, PlainFrame, PortalFrame, ShellData, StaffFrame};
use crate::features::{auth, partners};
use crate::paths;
use crate::ui::live::provide_live;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::password_prompt::PasswordPrompt;
use crate::ui::server_data::load;
use leptos::prelude::*;
use leptos_router::components::{A, Outlet};
use leptos_router::hooks::use_location;

/// Around pages before sign-in.
#[component]
pub fn PlainPages() -> impl IntoView {
    let shell = expect_context::<ShellData>();
    auth::provide_typed_email();
    view! { <PlainFrame shell><Outlet/></PlainFrame> }
}

/// Around the pages of staff.
#[component]
pub fn StaffPages() -> impl IntoView {
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

/// Around the pages of partners.
#[component]
pub fn PortalPages() -> impl IntoView {
    let shell = expect_context::<ShellData>();
    view! { <PortalFrame shell><Outlet/></PortalFrame> }
}

/// The server redirects `/` by role before this page is reached; within the application it offers the
/// same ways.
#[component]
pub fn HomePage() -> impl IntoView {
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

//! The document, and every page in one screen.

use crate::features::audit::AuditPage;
use crate::features::auth::api::LoadShell;
use crate::features::auth::{AccountPage, ConfirmAddressPage, ForgotPasswordPage, ResetPasswordPage, SignInPage};
use crate::features::catalog::{EditProgramPage, EditStatusPage, ManageProgramsPage, ManageStatusesPage};
use crate::features::catalog::{NewProgramPage, NewStatusPage};
use crate::features::help::{HelpFeedbackPage, HelpIndexPage, HelpPage};
use crate::features::imports::{ImportPage, ImportReportPage};
use crate::features::invitations::ActivatePage;
use crate::features::members::{ColleaguePage, NewColleaguePage, StaffPage};
use crate::features::onboarding::{AddedPage, DetailsPage, InvitationPage};
use crate::features::organisation::{ManageTermsPage, OrganisationPage, TermsPage};
use crate::features::outbox::MailPage;
use crate::features::outbox::api::LoadMailWarning;
use crate::features::partners::{
    BulkConfirmPage, BulkPage, EditContactPage, EditPartnerPage, NewContactPage, PartnerPage, PartnersPage,
};
use crate::features::portal::{CompanyPage, ProgramsPage, TeamPage, WelcomePage};
use crate::features::shell::frame::{MailWarning, PlainFrame, PortalFrame, StaffFrame};
use crate::features::templates::{EditTemplatePage, TemplatesPage};
use crate::paths;
use crate::ui::flash::{forget_flash_on_leaving, provide_flash};
use crate::ui::load::load;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::status::set_status;
use leptos::prelude::*;
use leptos_meta::{HashedStylesheet, MetaTags, provide_meta_context};
use leptos_router::components::{A, Outlet, ParentRoute, Route, Router, Routes};
use leptos_router::hooks::use_location;
use leptos_router::{SsrMode, path};

pub use crate::features::shell::frame::LoadedShell;

/// The document around the application.
pub fn shell(options: LeptosOptions) -> impl IntoView {
    view! {
        <!DOCTYPE html>
        <html lang="en">
            <head>
                <meta charset="utf-8"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="robots" content="noindex"/>
                <meta name="color-scheme" content="light dark"/>
                // Blocks painting on purpose: the chosen theme must be known before the first pixel.
                <script src="/theme.js"></script>
                <link rel="icon" href="/favicon.svg" type="image/svg+xml"/>
                <HashedStylesheet id="gangway" options=options.clone()/>
                <AutoReload options=options.clone()/>
                <HydrationScripts options/>
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
    provide_flash();
    provide_meta_context();
    provide_context::<LoadedShell>(load(|| LoadShell {}));
    view! {
        <Router>
            <Pages/>
        </Router>
    }
}

#[component]
fn Pages() -> impl IntoView {
    forget_flash_on_leaving();
    view! {
        <Routes fallback=NotFoundPage>
            <ParentRoute path=path!("") view=Plain>
                <Route path=path!("/") view=HomePage ssr=SsrMode::Async/>
                <Route path=path!("/sign-in") view=SignInPage ssr=SsrMode::Async/>
                <Route path=path!("/forgot-password") view=ForgotPasswordPage ssr=SsrMode::Async/>
                <Route path=path!("/reset-password") view=ResetPasswordPage ssr=SsrMode::Async/>
                <Route path=path!("/confirm-address") view=ConfirmAddressPage ssr=SsrMode::Async/>
                <Route path=path!("/activate") view=ActivatePage ssr=SsrMode::Async/>
                <Route path=path!("/terms/:version") view=TermsPage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("") view=Staff>
                <Route path=path!("/account") view=AccountPage ssr=SsrMode::Async/>
                <Route path=path!("/partners") view=PartnersPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/new/:draft") view=DetailsPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/new/:draft/invitation") view=InvitationPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/new/:draft/added") view=AddedPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/access") view=BulkConfirmPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/access/:bulk") view=BulkPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/import") view=ImportPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/import/:import") view=ImportReportPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/:id") view=PartnerPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/:id/edit") view=EditPartnerPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/:id/contacts/new") view=NewContactPage ssr=SsrMode::Async/>
                <Route path=path!("/partners/:id/contacts/:contact/edit") view=EditContactPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/programs") view=ManageProgramsPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/programs/new") view=NewProgramPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/programs/:id") view=EditProgramPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/statuses") view=ManageStatusesPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/statuses/new") view=NewStatusPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/statuses/:id") view=EditStatusPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/audit") view=AuditPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/mail") view=MailPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/team") view=StaffPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/team/new") view=NewColleaguePage ssr=SsrMode::Async/>
                <Route path=path!("/manage/team/:id") view=ColleaguePage ssr=SsrMode::Async/>
                <Route path=path!("/manage/organisation") view=OrganisationPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/terms") view=ManageTermsPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/help-feedback") view=HelpFeedbackPage ssr=SsrMode::Async/>
                <Route path=path!("/help") view=HelpIndexPage ssr=SsrMode::Async/>
                <Route path=path!("/help/:page") view=HelpPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/email-templates") view=TemplatesPage ssr=SsrMode::Async/>
                <Route path=path!("/manage/email-templates/new") view=EditTemplatePage ssr=SsrMode::Async/>
                <Route path=path!("/manage/email-templates/:id/edit") view=EditTemplatePage ssr=SsrMode::Async/>
            </ParentRoute>
            <ParentRoute path=path!("/portal") view=Portal>
                <Route path=path!("") view=WelcomePage ssr=SsrMode::Async/>
                <Route path=path!("company") view=CompanyPage ssr=SsrMode::Async/>
                <Route path=path!("programs") view=ProgramsPage ssr=SsrMode::Async/>
                <Route path=path!("team") view=TeamPage ssr=SsrMode::Async/>
                <Route path=path!("account") view=AccountPage ssr=SsrMode::Async/>
            </ParentRoute>
        </Routes>
    }
}

#[component]
fn Plain() -> impl IntoView {
    let shell = expect_context::<LoadedShell>();
    view! { <PlainFrame shell><Outlet/></PlainFrame> }
}

#[component]
fn Staff() -> impl IntoView {
    let shell = expect_context::<LoadedShell>();
    let mail: MailWarning = load(|| LoadMailWarning {});
    provide_context(mail);
    let page = use_location().pathname;
    Effect::new(move |before: Option<String>| {
        let now = page.get();
        if before.is_some_and(|before| before != now) {
            mail.again();
        }
        now
    });
    view! { <StaffFrame shell mail><Outlet/></StaffFrame> }
}

#[component]
fn Portal() -> impl IntoView {
    let shell = expect_context::<LoadedShell>();
    view! { <PortalFrame shell><Outlet/></PortalFrame> }
}

/// The server redirects `/` by role before this page is reached; within the application it offers the
/// same ways.
#[component]
fn HomePage() -> impl IntoView {
    view! {
        <PageTitle title="Start"/>
        <PageHead title="Where to?"/>
        <ul class="stack tight">
            <li><A href=paths::PARTNERS>"Partners"</A></li>
            <li><A href=paths::PORTAL>"Partner portal"</A></li>
            <li><A href=paths::SIGN_IN>"Sign in"</A></li>
        </ul>
    }
}

/// For addresses that lead nowhere.
#[component]
fn NotFoundPage() -> impl IntoView {
    set_status(404);
    let shell = expect_context::<LoadedShell>();
    view! {
        <PlainFrame shell>
            <PageTitle title="Page not found"/>
            <PageHead title="There is no page here" sub="The address may be mistyped, or the page was removed."/>
            <p><a class="button primary" href=paths::HOME rel="external">"Go to the start page"</a></p>
        </PlainFrame>
    }
}

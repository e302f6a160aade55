//! The frame around every page: navigation for staff and contacts, a plain card for all others.

use super::activation_toast::ActivationToast;
use super::language_switch::LanguageSwitch;
use super::navigation::{Group, NavItem, PORTAL, STAFF};
use super::notice::NoticeBanner;
use super::palette::CommandPalette;
use super::shortcuts::Shortcuts;
use super::user_menu::{UserEntries, UserName};
use crate::domain::auth::viewer::Shell;
use crate::domain::organisation::logo::Logo;
use crate::domain::organisation::partner_manager::PartnerManager;
use crate::domain::outbox::Warning;
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::later::later;
use crate::ui::menu::Disclosure;
use crate::ui::page::title_text;
use crate::ui::server_data::{ServerData, ServerView};
use leptos::prelude::*;
use leptos_meta::{Html, Title};
use leptos_router::components::A;
use leptos_router::hooks::use_location;

/// What all frames show, loaded once a page load.
pub type ShellData = ServerData<Shell>;

/// Why emails are not being sent right now, if so; loaded again on every page.
pub type OutboxWarning = ServerData<Option<Warning>>;

/// The frame of the pages for staff.
#[component]
pub fn StaffFrame(shell: ShellData, outbox: OutboxWarning, children: Children) -> impl IntoView {
    let banner = view! { <ServerView from=outbox silent=true show=warning/> <ActivationToast/> <Shortcuts/> };
    let tools = with_shell(shell, palette).into_any();
    view! {
        <SideFrame shell home=paths::ATTENTION groups=STAFF tools banner=banner.into_any()>{children()}</SideFrame>
    }
}

/// The frame of the partner portal.
#[component]
pub fn PortalFrame(shell: ShellData, children: Children) -> impl IntoView {
    view! {
        <SideFrame shell home=paths::PORTAL groups=PORTAL>{children()} {with_shell(shell, partner_manager)}</SideFrame>
    }
}

/// Whom a contact turns to, on every page.
fn partner_manager(shell: Shell) -> AnyView {
    let line = |PartnerManager { name, email }| {
        let mailto = ["mailto:", &email].concat();
        view! {
            <footer class="portal-contact">
                <Icon name="user"/>
                <p>{t!(shell::your_contact_at, organisation = &shell.organisation)} " " <strong>{name}</strong> ", " <a href=mailto>{email}</a></p>
            </footer>
        }
    };
    shell.partner_manager.map(line).into_any()
}

/// A centred card: sign-in, activation, and all other pages for visitors who are not signed in.
#[component]
pub fn PlainFrame(shell: ShellData, children: Children) -> impl IntoView {
    view! {
        <SkipLink/>
        <div class="plain-frame">
            <header class="plain-head">
                <span class="logo"><Mark/>{with_shell(shell, organisation)}</span>
            </header>
            <main id="main" tabindex="-1" class="card plain-card">
                <NoticeBanner/>
                {children()}
            </main>
            <LanguageSwitch/>
        </div>
    }
}

/// Navigation at the side; a bar with a menu on narrow screens.
#[component]
fn SideFrame(
    shell: ShellData,
    home: &'static str,
    groups: &'static [Group],
    /// What is shown above the navigation.
    #[prop(optional)]
    tools: Option<AnyView>,
    /// What is shown above every page.
    #[prop(optional)]
    banner: Option<AnyView>,
    children: Children,
) -> impl IntoView {
    let menu = view! { <Icon name="menu"/> {t!(shell::menu)} };
    // Made here, because it waits for the shell.
    let user = with_shell(shell, user_sheet).into_any();
    view! {
        <SkipLink/>
        <div class="frame">
            <header class="side">
                <A href=home attr:class="logo"><Mark/>{with_shell(shell, organisation)}</A>
                {tools}
                <div class="side-wide">
                    {later(move || view! { <Nav groups/> }.into_any())}
                    <div>{with_shell(shell, user_menu)}</div>
                </div>
                <Disclosure class="side-narrow" summary_class="button quiet" summary=menu.into_any()>
                    <div class="side-sheet">
                        <Nav groups/>
                        {user}
                    </div>
                </Disclosure>
            </header>
            <div class="content">
                {banner}
                <main id="main" tabindex="-1">
                    <NoticeBanner/>
                    {children()}
                </main>
            </div>
        </div>
    }
}

/// A part of the frame that waits for the shell, and stays away when it cannot be had.
fn with_shell(shell: ShellData, show: fn(Shell) -> AnyView) -> impl IntoView {
    view! { <ServerView from=shell silent=true show/> }
}

fn organisation(shell: Shell) -> AnyView {
    let name = title_text(shell.organisation.clone());
    let in_tab = move |page: String| if page == name { page } else { [&page, " · ", &name].concat() };
    view! {
        <Title formatter=in_tab/>
        <Html {..} data-accent=shell.accent.as_str()/>
        {shown_as(shell.organisation, shell.logo)}
    }
    .into_any()
}

/// The organisation's logo, else its name.
fn shown_as(name: String, logo: Option<Logo>) -> AnyView {
    match logo {
        Some(Logo { href, width, height }) => {
            view! { <img class="logo-image" src=href width=width height=height alt=name/> }.into_any()
        }
        None => view! { <span class="logo-name">{name}</span> }.into_any(),
    }
}

fn palette(shell: Shell) -> AnyView {
    let may_edit = shell.may_edit();
    view! { <CommandPalette may_edit/> }.into_any()
}

fn user_menu(shell: Shell) -> AnyView {
    let menu = |person: crate::domain::auth::viewer::SignedInAs| {
        let summary = view! { <UserName person=person.clone()/> <Icon name="more"/> };
        view! {
            <Disclosure class="user-menu" summary=summary.into_any()>
                <UserEntries person/>
            </Disclosure>
        }
    };
    shell.person.map(menu).into_any()
}

fn user_sheet(shell: Shell) -> AnyView {
    let sheet = |person: crate::domain::auth::viewer::SignedInAs| {
        view! {
            <div class="side-user">
                <UserName person=person.clone()/>
                <UserEntries person/>
            </div>
        }
    };
    shell.person.map(sheet).into_any()
}

fn warning(warning: Option<Warning>) -> AnyView {
    let path = use_location().pathname;
    let banner = |Warning { words, href, link }: Warning| {
        // The page that fixes it says so itself.
        let is_said = href == paths::MANAGE_MAIL_SERVER;
        view! {
            <p class="frame-banner" role="status" hidden=move || is_said && path.get() == paths::MANAGE_MAIL_SERVER>
                <Icon name="note"/>
                <span>{words} " " <a href=href>{link}</a></span>
            </p>
        }
        .into_any()
    };
    warning.map(banner).into_any()
}

#[component]
fn Nav(groups: &'static [Group]) -> impl IntoView {
    let groups = groups.iter().map(|group| {
        view! {
            {group.name.map(|name| view! { <p class="nav-name">{name()}</p> })}
            <ul class="nav">{group.items.iter().map(link).collect_view()}</ul>
        }
    });
    view! { <nav aria-label=t!(shell::main)>{groups.collect_view()}</nav> }
}

fn link(entry: &'static NavItem) -> impl IntoView {
    view! {
        <li>
            <A href=entry.href exact=entry.exact attr:class="nav-link">
                <Icon name=entry.icon/>
                {(entry.text)()}
            </A>
        </li>
    }
}

#[component]
fn SkipLink() -> impl IntoView {
    // `rel="external"` keeps the router away: the browser itself moves the focus to the target.
    view! { <a class="skip" href="#main" rel="external">{t!(shell::skip_to_content)}</a> }
}

#[component]
fn Mark() -> impl IntoView {
    view! { <svg class="mark" aria-hidden="true" focusable="false"><use href="/icons.svg#gangway"></use></svg> }
}

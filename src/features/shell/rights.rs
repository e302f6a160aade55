//! What depends on whether the visitor may change anything. Server functions check for themselves; this
//! only spares viewers what would be refused.

use super::frame::ShellData;
use crate::domain::auth::role::Role;
use crate::domain::auth::viewer::Shell;
use crate::error::AppError;
use crate::ui::page::ErrorPage;
use crate::ui::server_data::ServerView;
use leptos::prelude::*;

type Show = Box<dyn Fn(Shell) -> AnyView + Send + Sync>;

/// Draws `show`, with whether the signed-in person may change things.
pub fn with_rights(show: impl Fn(bool) -> AnyView + Send + Sync + 'static) -> AnyView {
    with_shell(false, Box::new(move |shell: Shell| show(shell.may_edit())))
}

/// Draws `show`, with the role of the signed-in person.
pub fn with_role(show: impl Fn(Role) -> AnyView + Send + Sync + 'static) -> AnyView {
    let role = |shell: &Shell| shell.person.as_ref().map_or(Role::Viewer, |person| person.role);
    with_shell(false, Box::new(move |shell: Shell| show(role(&shell))))
}

/// Draws `show` for those who may change things, and nothing for viewers.
pub fn for_editors(show: impl Fn() -> AnyView + Send + Sync + 'static) -> AnyView {
    with_shell(true, Box::new(move |shell: Shell| shell.may_edit().then(&show).into_any()))
}

/// A page that viewers have no use for, which says so.
pub fn editors_only(show: impl Fn(Shell) -> AnyView + Send + Sync + 'static) -> AnyView {
    let read_only = || view! { <ErrorPage error=AppError::ReadOnly/> }.into_any();
    with_shell(false, Box::new(move |shell: Shell| if shell.may_edit() { show(shell) } else { read_only() }))
}

fn with_shell(silent: bool, show: Show) -> AnyView {
    let shell = expect_context::<ShellData>();
    view! { <ServerView from=shell silent show/> }.into_any()
}

use super::access_status::AccessStatus;
use crate::ui::badge::Badge;
use crate::ui::time::Time;
use leptos::prelude::*;

/// A contact's standing as icon, words and time.
#[component]
pub fn AccessBadge(status: AccessStatus) -> impl IntoView {
    view! {
        <Badge tone=status.tone icon=status.icon>
            {status.label}
            {status.at.map(|at| view! { " " <Time at day=status.tone == "success"/> }.into_any())}
            {status.reply.map(|reply| view! { ": " {reply} }.into_any())}
        </Badge>
    }
}

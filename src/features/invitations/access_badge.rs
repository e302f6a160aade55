use super::access_status::AccessStatus;
use crate::ui::badge::Badge;
use crate::ui::time::Time;
use leptos::prelude::*;

/// A contact's standing as icon, words and time: the day of what is past, the minute of what is ahead.
#[component]
pub fn AccessBadge(status: AccessStatus) -> impl IntoView {
    let (until, day) = (status.until, status.until.is_none());
    view! {
        <Badge tone=status.tone icon=status.icon>
            {status.label} {until.map(|until| [" ", until].concat())}
            {status.at.map(|at| view! { " " <Time at day/> }.into_any())}
        </Badge>
    }
}

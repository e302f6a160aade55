use super::access_status::AccessStatus;
use crate::ui::badge::Badge;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::time::Time;
use leptos::prelude::*;

/// A contact's standing as icon, words and time: the day of what is past, the minute of what is ahead.
#[component]
pub fn AccessBadge(status: AccessStatus) -> impl IntoView {
    let words = match status.at {
        Some(at) => {
            let time = view! { <Time at day=!status.is_ahead()/> }.into_any();
            rich(&status.with_time(SLOTS[0]), [time])
        }
        None => status.label.into_any(),
    };
    view! {
        <Badge tone=status.tone icon=status.icon>
            {words}
        </Badge>
    }
}

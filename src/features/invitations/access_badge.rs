use super::standing::Standing;
use crate::ui::badge::Badge;
use crate::ui::time::Time;
use leptos::prelude::*;

/// A contact's standing as icon, words and time.
#[component]
pub fn AccessBadge(standing: Standing) -> impl IntoView {
    view! {
        <Badge tone=standing.tone icon=standing.icon>
            {standing.words}
            {standing.at.map(|at| view! { " " <Time at day=standing.tone == "good"/> }.into_any())}
            {standing.reply.map(|reply| view! { ": " {reply} }.into_any())}
        </Badge>
    }
}

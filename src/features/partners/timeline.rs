use crate::domain::ids::PartnerId;
use crate::domain::partners::partner::TimelineEvent;
use crate::paths;
use crate::ui::time::Time;
use leptos::prelude::*;

/// From so many on there may be older ones.
const NEWEST: usize = 100;

/// What happened to a partner, newest first, as the server orders it.
#[component]
pub fn Timeline(partner: PartnerId, #[prop(into)] events: Signal<Vec<TimelineEvent>>) -> impl IntoView {
    let all = [paths::MANAGE_AUDIT, "?partner=", &partner.to_string()].concat();
    view! {
        <section class="partner-timeline">
            <h2>{t!(partners::timeline)}</h2>
            <ol class="timeline">
                {move || events.get().into_iter().map(|event| view! {
                    <li>
                        <Time at=event.at/>
                        <p>
                            {event.what}
                            {event.email.map(|href| view! { " " <a href=href rel="external">{t!(partners::read_it)}</a> }.into_any())}
                        </p>
                    </li>
                }.into_any()).collect_view()}
            </ol>
            {move || (events.with(Vec::len) >= NEWEST).then(|| view! {
                <p class="quiet-text">{t!(partners::these_are_newest)} " " <a href=all.clone()>{t!(partners::show_all_in_audit_log)}</a></p>
            }.into_any())}
        </section>
    }
}

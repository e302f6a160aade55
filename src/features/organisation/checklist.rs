use super::api::ShowChecklist;
use crate::domain::organisation::checklist::{Checklist, Step};
use crate::features::shell::rights::for_editors;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::form_action::FormAction;
use crate::ui::later::later;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What a new organisation does first, each with the way there.
pub fn setup_checklist(list: Checklist, hide: FormAction) -> AnyView {
    let [done, all] = [list.done(), list.steps.len()].map(|count| i64::try_from(count).unwrap_or_default());
    let (title, state) = match list.is_complete() {
        true => (t!(organisation::youre_all_set), t!(organisation::everything_on_this_list_is_done).to_owned()),
        false => (t!(organisation::set_up_your_partner_portal), t!(organisation::steps_done, done = done, count = all)),
    };
    later(move || {
        view! {
            <section class="card checklist" aria-labelledby="checklist-title" tabindex="-1">
                <div class="card-head">
                    <h2 id="checklist-title">{title}</h2>
                    <p class="quiet-text">{state}</p>
                    <form method="post" action=hide.url() on:submit=hide.on_submit()>
                        <button class="button small quiet" aria-disabled=hide.busy()>{t!(organisation::hide_this_list)}</button>
                    </form>
                </div>
                <ol class="divided" role="list">{list.steps.into_iter().map(step).collect_view()}</ol>
            </section>
        }
        .into_any()
    })
}

fn step(step: Step) -> AnyView {
    let Step { title, why, href, instead, is_done } = step;
    // The wizard starts on the server.
    let rel = (href == paths::NEW_PARTNER).then_some("external");
    let state = match is_done {
        true => view! { <Badge tone="success" icon="check">{t!(organisation::done)}</Badge> },
        false => view! { <Badge tone="neutral" icon="ring">{t!(organisation::to_do)}</Badge> },
    };
    let why = (!is_done).then(|| {
        let instead = instead.map(|(label, href)| view! { " " <a href=href>{label}</a> }.into_any());
        view! { <p class="quiet-text">{why} {instead}</p> }.into_any()
    });
    view! {
        <li class="checklist-step">
            {state}
            <div>
                <a href=href rel=rel>{title}</a>
                {why}
            </div>
        </li>
    }
    .into_any()
}

/// The way back to a checklist that was hidden.
pub fn hidden_checklist() -> AnyView {
    for_editors(|| {
        view! {
            <form class="card card-head checklist-hidden" method="post" action=ShowChecklist::url()>
                <div>
                    <h2>{t!(organisation::setup_checklist)}</h2>
                    <p class="quiet-text">{t!(organisation::the_first_steps_shown_above_the)}</p>
                </div>
                <button class="button">{t!(organisation::show_it_again)}</button>
            </form>
        }
        .into_any()
    })
}

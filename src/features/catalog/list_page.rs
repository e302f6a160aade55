use super::api::{ListManaged, MoveChoice};
use super::choice_table::{Moves, active_table, archived_table, button_id};
use super::labels::Labels;
use crate::domain::catalog::choice::{ChoiceKind, ManagedChoice};
use crate::features::shell::rights::{for_editors, with_rights};
use crate::paths;
use crate::ui::browser;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, ask, load};
use leptos::prelude::*;
use leptos::task::spawn_local;

/// *Program > Programs*.
#[component]
pub fn ManageProgramsPage() -> impl IntoView {
    view! { <ListPage kind=ChoiceKind::Program/> }
}

/// *Program > Statuses*.
#[component]
pub fn ManageStatusesPage() -> impl IntoView {
    view! { <ListPage kind=ChoiceKind::Status/> }
}

fn question(kind: ChoiceKind) -> ListManaged {
    ListManaged { kind: kind.noun().to_owned() }
}

#[component]
fn ListPage(kind: ChoiceKind) -> impl IntoView {
    let words = Labels::of(kind);
    let choices = load(move || question(kind));
    view! {
        <PageTitle title=words.title/>
        <PageHead title=words.title sub=words.about>
            {for_editors(move || view! {
                <a class="button primary" href=paths::new_choice(kind)><Icon name="plus"/>{words.add}</a>
            }.into_any())}
        </PageHead>
        {with_rights(move |may_edit| {
            let show = move |choices| view! { <Lists kind choices may_edit/> }.into_any();
            view! { <ServerView from=choices show/> }.into_any()
        })}
    }
}

/// What is offered, in its order, and what is archived. Moving an entry redraws the list and keeps the focus.
#[component]
fn Lists(kind: ChoiceKind, choices: Vec<ManagedChoice>, may_edit: bool) -> impl IntoView {
    let (archived, active): (Vec<_>, Vec<_>) = choices.into_iter().partition(|choice| choice.archived);
    let active = RwSignal::new(active);
    let moves = Moves {
        post: FormAction::to::<MoveChoice>(),
        pressed: StoredValue::new(None),
        dragged: StoredValue::new(None),
    };
    let allowed = may_edit.then_some(moves);
    let form = FormState::of(moves.post);
    let news = RwSignal::new(String::new());
    Effect::new(move |_| {
        if !matches!(moves.post.answer().get(), Some(Ok(()))) {
            return;
        }
        spawn_local(async move {
            let Ok(newer) = ask(question(kind)).await else { return };
            let newer: Vec<ManagedChoice> = newer.into_iter().filter(|choice| !choice.archived).collect();
            let pressed = moves.pressed.try_get_value().flatten();
            let moved = pressed.and_then(|(id, to)| Some((id, to, newer.iter().position(|choice| choice.id == id)?)));
            if let Some((id, to, place)) = moved {
                let count = newer.len();
                let [number, of] = [place + 1, count].map(|number| i64::try_from(number).unwrap_or_default());
                news.try_set(t!(catalog::is_now_at, name = &newer[place].name, place = number, count = of));
                // At an end of the list its button is off; the other one takes the focus.
                let to = match to {
                    "up" if place == 0 => "down",
                    "down" if place + 1 == count => "up",
                    to => to,
                };
                request_animation_frame(move || browser::focus(&button_id(id, to)));
            }
            active.try_set(newer);
        });
    });
    view! {
        <FormBanner form/>
        <p class="visually-hidden" role="status">{news}</p>
        {move || {
            let active = active.get();
            if active.is_empty() { none(kind, may_edit) } else { active_table(kind, &active, allowed) }
        }}
        {(!archived.is_empty()).then(|| view! {
            <section class="choices-archived" aria-labelledby="archived">
                <h2 id="archived">{t!(catalog::archived)}</h2>
                <p class="quiet-text">{t!(catalog::archived_hidden_from_forms_kept_on)}</p>
                {archived_table(kind, &archived, may_edit)}
            </section>
        })}
    }
}

fn none(kind: ChoiceKind, may_edit: bool) -> AnyView {
    let words = Labels::of(kind);
    view! {
        <Empty title=words.none icon="programs">
            {may_edit.then(|| view! {
                <p>{t!(catalog::none_yet_hint)}</p>
                <a class="button" href=paths::new_choice(kind)>{words.add}</a>
            }.into_any())}
        </Empty>
    }
    .into_any()
}

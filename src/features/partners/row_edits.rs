//! Status and programs, changed in the list itself: saved at once, with a way back. Without JavaScript rows only
//! show them. To keep the way through a long list short they are no stops of Tab, but have a key each.

use super::api::{SetPrograms, SetStatus};
use crate::domain::ids::{PartnerId, ProgramId};
use crate::domain::partners::partner::{Choices, PartnerPage, PartnerRow, Program};
use crate::ui::badge::Badge;
use crate::ui::browser;
use crate::ui::confirm::close_on_ground;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::server_data::{ServerData, arguments};
use leptos::ev::{Event, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use std::sync::Arc;
use std::time::Duration;

/// How long a change can be taken back.
const STAY: Duration = Duration::from_secs(10);

/// What rows need to be changed in place.
#[derive(Clone, Copy)]
pub struct RowEdits {
    /// Nothing until the page can answer.
    choices: RwSignal<Option<Arc<Choices>>>,
    set_status: FormAction,
    set_programs: FormAction,
    /// Whose programs are being chosen.
    open: RwSignal<Option<Row>>,
    /// What is on its way to the server.
    sent: StoredValue<Option<Change>>,
    /// What was changed last.
    done: RwSignal<Option<Change>>,
}

/// A row, as far as its programs can be chosen.
#[derive(Clone)]
struct Row {
    id: PartnerId,
    name: String,
    programs: Vec<String>,
}

/// A change, and how to take it back.
#[derive(Clone)]
struct Change {
    words: String,
    post: FormAction,
    /// The fields that restore what was there before.
    before: String,
}

impl RowEdits {
    /// The edits of a list, which is asked again after each.
    pub fn new(page: ServerData<PartnerPage>) -> Self {
        let edits = Self {
            choices: RwSignal::new(None),
            set_status: FormAction::to::<SetStatus>(),
            set_programs: FormAction::to::<SetPrograms>(),
            open: RwSignal::new(None),
            sent: StoredValue::new(None),
            done: RwSignal::new(None),
        };
        for post in [edits.set_status, edits.set_programs] {
            page.refetch_after(post);
            Effect::new(move |_| {
                if let Some(Ok(())) = post.answer().get() {
                    edits.finish();
                }
            });
        }
        edits
    }

    /// These can be chosen once the page can answer: its rows are taken over without them, as the server wrote them.
    pub fn offer(self, choices: Choices) {
        let choices = Arc::new(choices);
        Effect::new(move |_| {
            let choices = choices.clone();
            browser::in_turn(move || _ = self.choices.try_set(Some(choices)));
        });
    }

    fn send(self, fields: String, change: Change) {
        // One at a time, so that an answer is taken for that of its own question.
        if change.post.pending().get_untracked() {
            return;
        }
        self.sent.set_value(Some(change.clone()));
        change.post.send(fields);
    }

    fn finish(self) {
        let change = self.sent.try_update_value(Option::take).flatten();
        browser::announce(change.as_ref().map_or(t!(partners::undone), |change| &change.words));
        self.done.set(change);
    }

    fn undo(self) {
        if let Some(Change { post, before, .. }) = self.done.get_untracked() {
            self.done.set(None);
            self.sent.set_value(None);
            post.send(before);
        }
    }
}

/// The status of a row, which is a list to choose from for those who may.
pub fn status_cell(row: &PartnerRow, edits: Option<RowEdits>) -> AnyView {
    let status = row.status.clone();
    let (tone, word) = (status.tone.clone(), status.name.clone());
    let badge = view! { <Badge tone>{word}</Badge> }.into_any();
    let Some(edits) = edits else { return badge };
    let (partner, name) = (row.id.to_string(), row.name.clone());
    let label = t!(partners::status_of, name = &name);
    // Row by row, each in a turn of its own: all at once would stop the page while it becomes alive. A row that is drawn
    // again has its list at once, so that it keeps the focus.
    let has_turn = RwSignal::new(edits.choices.with_untracked(Option::is_some));
    Effect::new(move |_| {
        if edits.choices.with(Option::is_some) && !has_turn.get_untracked() {
            browser::in_turn(move || _ = has_turn.try_set(true));
        }
    });
    let select = move || {
        let choices = has_turn.get().then(|| edits.choices.get())??;
        let (partner, name, before) = (partner.clone(), name.clone(), status.id.to_string());
        let is_archived = choices.statuses.iter().all(|it| it.id != status.id);
        let all = choices.statuses.iter().chain(is_archived.then_some(&status));
        let options = all.map(|it| {
            let selected = it.id == status.id;
            view! { <option value=it.id.to_string() prop:selected=selected>{it.name.clone()}</option> }.into_any()
        });
        let options = options.collect_view();
        let choose = move |event: Event| {
            let set = |status: String| arguments(&SetStatus { partner: partner.clone(), status });
            let chosen = event_target_value(&event);
            let to = choices.statuses.iter().find(|it| it.id.to_string() == chosen);
            let words = t!(partners::status_is_now, name = &name, status = to.map_or("", |to| &to.name));
            edits.send(set(chosen), Change { words, post: edits.set_status, before: set(before.clone()) });
        };
        Some(view! { <select tabindex="-1" aria-label=label.clone() on:change=choose>{options}</select> }.into_any())
    };
    view! { <span class="row-menu">{badge} {select}</span> }.into_any()
}

/// The programs of a row, which is a button for those who may change them.
pub fn programs_cell(row: &PartnerRow, edits: Option<RowEdits>) -> AnyView {
    let words = match row.programs.as_slice() {
        [] => view! { <span class="quiet-text">{t!(partners::none)}</span> }.into_any(),
        programs => programs.join(", ").into_any(),
    };
    let Some(edits) = edits else { return words };
    let (id, name, programs) = (row.id, row.name.clone(), row.programs.clone());
    let label = t!(partners::change_programs_of, name = &name);
    let can_open = move || edits.choices.with(|choices| choices.as_ref().is_some_and(|it| !it.programs.is_empty()));
    let open = move |_| edits.open.set(Some(Row { id, name: name.clone(), programs: programs.clone() }));
    view! {
        <span class="row-menu">
            {words} <button type="button" tabindex="-1" aria-label=label hidden=move || !can_open() on:click=open></button>
        </span>
    }
    .into_any()
}

/// What is asked and said about a change in a row, beside the list.
#[component]
pub fn RowEditing(edits: RowEdits) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    let form = FormState::of(edits.set_status).follow(edits.set_programs);
    Effect::new(move |_| {
        if let (Some(_), Some(dialog)) = (edits.open.get(), dialog.get_untracked()) {
            // Once its boxes are there.
            set_timeout(move || browser::open_dialog(&dialog), Duration::ZERO);
        }
    });
    Effect::new(move |_| {
        if edits.done.with(Option::is_some)
            && let Ok(timer) = set_timeout_with_handle(move || edits.done.set(None), STAY)
        {
            on_cleanup(move || timer.clear());
        }
    });
    let toast = move || {
        let words = edits.done.with(|done| done.as_ref().map(|change| change.words.clone()))?;
        let undo = move |_| edits.undo();
        Some(view! {
            <p class="toast"><span>{words}</span> <button class="button small" type="button" on:click=undo>{t!(partners::undo)}</button></p>
        }.into_any())
    };
    view! {
        <FormBanner form/>
        <dialog class="confirm-box" node_ref=dialog aria-labelledby="row-programs" on:click=close_on_ground(dialog)>
            {move || edits.open.get().and_then(|row| programs_form(edits, row, dialog))}
        </dialog>
        {toast}
    }
}

fn programs_form(edits: RowEdits, row: Row, dialog: NodeRef<html::Dialog>) -> Option<AnyView> {
    let choices = edits.choices.get_untracked()?;
    let offered = choices.programs.iter().map(|program| (program, false));
    let archived = choices.archived_programs.iter().map(|program| (program, true));
    let all: Vec<_> = offered
        .chain(archived)
        .map(|(program, is_archived)| (program.clone(), row.programs.contains(&program.name), is_archived))
        .filter(|(_, is_in, is_archived)| *is_in || !is_archived)
        .map(|(program, is_in, _)| (program, RwSignal::new(is_in)))
        .collect();
    let before: Vec<ProgramId> = chosen(&all);
    let boxes = all.iter().map(|(program, is_in)| {
        let is_in = *is_in;
        view! {
            <label class="check">
                <input type="checkbox" prop:checked=is_in on:change=move |event| is_in.set(event_target_checked(&event))/>
                <span>{program.name.clone()}</span>
            </label>
        }
        .into_any()
    });
    let boxes = boxes.collect_view();
    let title = t!(partners::programs_of, name = &row.name);
    let close = move || {
        if let Some(dialog) = dialog.get_untracked() {
            dialog.close();
        }
    };
    let save = move |event: SubmitEvent| {
        event.prevent_default();
        close();
        let set = |programs| arguments(&SetPrograms { partner: row.id.to_string(), programs });
        let now = chosen(&all);
        if now != before {
            let words = t!(partners::programs_are_changed, name = &row.name);
            edits.send(set(now), Change { words, post: edits.set_programs, before: set(before.clone()) });
        }
    };
    Some(
        view! {
            <form class="row-programs stack" on:submit=save>
                <fieldset class="stack tight">
                    <legend id="row-programs">{title}</legend>
                    {boxes}
                </fieldset>
                <div class="cluster">
                    <button class="button primary">{t!(partners::save)}</button>
                    <button class="button quiet" type="button" on:click=move |_| close()>{t!(partners::cancel)}</button>
                </div>
            </form>
        }
        .into_any(),
    )
}

fn chosen(all: &[(Program, RwSignal<bool>)]) -> Vec<ProgramId> {
    all.iter().filter(|(_, is_in)| is_in.get_untracked()).map(|(program, _)| program.id).collect()
}

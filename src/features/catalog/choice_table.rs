use super::api::MoveChoice;
use super::labels::Labels;
use crate::domain::catalog::choice::{ChoiceKind, ManagedChoice, StatusRule};
use crate::domain::ids::ChoiceId;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::browser;
use crate::ui::form_action::FormAction;
use crate::ui::icon::Icon;
use crate::ui::server_data::arguments;
use crate::ui::table::table;
use leptos::ev::DragEvent;
use leptos::prelude::*;

/// The forms that move an entry: one a row, all the same to the server.
#[derive(Clone, Copy)]
pub struct Moves {
    pub post: FormAction,
    /// The button that was pressed last: which entry, and `up` or `down`.
    pub pressed: StoredValue<Option<(ChoiceId, &'static str)>>,
    /// The entry that is being dragged.
    pub dragged: StoredValue<Option<ChoiceId>>,
}

impl Moves {
    /// Moves the dragged entry to a place, counted from 0.
    fn drop_at(self, kind: ChoiceKind, place: usize) {
        let Some(id) = self.dragged.try_update_value(Option::take).flatten() else { return };
        self.pressed.set_value(Some((id, "up")));
        let to = (place + 1).to_string();
        self.post.send(arguments(&MoveChoice { kind: kind.noun().to_owned(), choice: id.to_string(), to }));
    }
}

/// The id of a button.
pub fn button_id(id: ChoiceId, to: &str) -> String {
    [to, "-", &id.to_string()].concat()
}

/// The entries that are offered, each with the way up and down for those who may change them.
pub fn active_table(kind: ChoiceKind, choices: &[ManagedChoice], moves: Option<Moves>) -> AnyView {
    let last = choices.len().saturating_sub(1);
    let rows = choices.iter().enumerate().map(|(place, choice)| {
        let order = moves.map(|moves| order(kind, choice, moves, place == 0, place == last));
        row(kind, choice, moves.is_some(), order, moves.map(|moves| (moves, place)))
    });
    self::choices(kind, Labels::of(kind).title, moves.is_some(), rows.collect())
}

/// The entries that are no longer offered.
pub fn archived_table(kind: ChoiceKind, choices: &[ManagedChoice], may_edit: bool) -> AnyView {
    let rows = choices.iter().map(|choice| row(kind, choice, may_edit, None, None));
    self::choices(kind, Labels::of(kind).archived, false, rows.collect())
}

fn choices(kind: ChoiceKind, caption: &str, in_order: bool, rows: Vec<AnyView>) -> AnyView {
    let [name, colour, used_by, order] =
        [t!(catalog::name), t!(catalog::colour), t!(catalog::used_by), t!(catalog::order)];
    let heads: &[&'static str] = match (kind, in_order) {
        (ChoiceKind::Status, true) => &[name, colour, used_by, order],
        (ChoiceKind::Status, false) => &[name, colour, used_by],
        (ChoiceKind::Program, true) => &[name, used_by, order],
        (ChoiceKind::Program, false) => &[name, used_by],
    };
    table("choices-table", caption, heads, rows)
}

fn row(
    kind: ChoiceKind,
    choice: &ManagedChoice,
    may_edit: bool,
    order: Option<AnyView>,
    // Where something can be dropped.
    place: Option<(Moves, usize)>,
) -> AnyView {
    let used_by = t!(catalog::used_by_partners, count = choice.partners);
    let used_by = if choice.partners > 0 {
        view! { <a href=paths::partners_with(kind, choice.id)>{used_by}</a> }.into_any()
    } else {
        view! { <span class="quiet-text">{used_by}</span> }.into_any()
    };
    let colour = choice.tone.map(|tone| {
        view! { <td data-label=t!(catalog::colour)><Badge tone=tone.as_str()>{tone.label()}</Badge></td> }
    });
    let rule = match choice.invites {
        Some(invites) if invites.managers_invite => Some(t!(catalog::who_may_invite, who = &invites.in_words())),
        _ => (choice.rule != StatusRule::Nothing).then(|| choice.rule.label().to_owned()),
    };
    let rule = rule.map(|rule| view! { <div class="sub">{rule}</div> }.into_any());
    let name = choice.name.clone();
    let name = if may_edit {
        view! { <a href=paths::edit_choice(kind, choice.id)>{name}</a> }.into_any()
    } else {
        name.into_any()
    };
    let is_dragging = move || place.is_some_and(|(moves, _)| moves.dragged.with_value(Option::is_some));
    let over = move |event: DragEvent| {
        if is_dragging() {
            event.prevent_default();
        }
    };
    let drop = move |event: DragEvent| {
        event.prevent_default();
        if let Some((moves, place)) = place {
            moves.drop_at(kind, place);
        }
    };
    view! {
        <tr on:dragover=over on:drop=drop>
            <th scope="row" class="cell-name">{name} {rule}</th>
            {colour}
            <td data-label=t!(catalog::used_by)>{used_by}</td>
            {order.map(|order| view! { <td data-label=t!(catalog::order)>{order}</td> })}
        </tr>
    }
    .into_any()
}

fn order(kind: ChoiceKind, choice: &ManagedChoice, moves: Moves, is_first: bool, is_last: bool) -> AnyView {
    let id = choice.id;
    let button = |to: &'static str, words: &'static str, at_end: bool| {
        view! {
            <button
                id=button_id(id, to)
                class="button quiet small"
                name="to"
                value=to
                disabled=at_end
                on:click=move |_| moves.pressed.set_value(Some((id, to)))
            >
                <Icon name=to/>
                {words}
                <span class="visually-hidden">{[" ", &choice.name].concat()}</span>
            </button>
        }
    };
    let drag = move |event: DragEvent| {
        moves.dragged.set_value(Some(id));
        browser::begin_drag(&event);
    };
    let end = move |_| moves.dragged.set_value(None);
    view! {
        <form class="choices-order" method="post" action=moves.post.url() on:submit=moves.post.on_submit()>
            <input type="hidden" name="kind" value=kind.noun()/>
            <input type="hidden" name="choice" value=id.to_string()/>
            {button("up", t!(catalog::move_up), is_first)}
            {button("down", t!(catalog::move_down), is_last)}
            <span class="choices-grip" draggable="true" aria-hidden="true" title=t!(catalog::drag_to_reorder) on:dragstart=drag on:dragend=end>
                <Icon name="grip"/>
            </span>
        </form>
    }
    .into_any()
}

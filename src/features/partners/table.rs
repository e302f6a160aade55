use super::list_url::to_url;
use super::row_edits::{RowEdits, programs_cell, status_cell};
use super::selection::{Selection, field_box};
use crate::domain::ids::PartnerId;
use crate::domain::invitations::invitation::{Access, EmailState};
use crate::domain::partners::list_view::ListColumn;
use crate::domain::partners::partner::{PartnerQuery, PartnerRow};
use crate::domain::time::Timestamp;
use crate::features::invitations::{AccessBadge, AccessStatus};
use crate::features::shell::shortcuts::BULK_ACTIONS;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::browser;
use crate::ui::icon::Icon;
use crate::ui::keyed::KeyedView;
use crate::ui::later::later;
use crate::ui::time::Time;
use leptos::prelude::*;
use std::sync::Arc;

/// The id of the rows.
pub const ROWS: &str = "partners";

/// One row a partner with the chosen columns; on phones each row is a card of two lines.
#[component]
pub fn PartnerTable(
    rows: Vec<PartnerRow>,
    columns: Vec<ListColumn>,
    query: PartnerQuery,
    /// The box in the head that checks those of all rows.
    select_all: AnyView,
    selection: Selection,
    /// Where the rows are.
    place: KeyedView,
    /// How rows are changed in place, by those who may.
    edits: Option<RowEdits>,
) -> impl IntoView {
    // Other partners get other rows, and other columns other cells.
    let key: String =
        rows.iter().map(|row| row.id.to_string()).chain(columns.iter().map(|it| it.label().to_owned())).collect();
    let heads: Vec<AnyView> = columns.iter().map(|column| column_head(*column, &query)).collect();
    let columns = Arc::new(columns);
    let show = |it| {
        let columns = columns.clone();
        later(move || row(it, &columns, selection, edits))
    };
    let rows: Vec<AnyView> = rows.into_iter().map(show).collect();
    view! {
        <div class="table-wrap" role="region" aria-label=t!(partners::list_of_partners)>
            <table class="table partners-table">
                <caption class="visually-hidden">{t!(partners::partners)}</caption>
                <thead>
                    <tr>
                        <td class="cell-select">{select_all}</td>
                        {sort_head(&query, "name", t!(partners::partner), false)}
                        {heads}
                    </tr>
                </thead>
                // Another page begins here, past the heads that sort.
                <tbody id=ROWS tabindex="-1" aria-label=t!(partners::rows)>{place.show(&key, rows.into_any())}</tbody>
            </table>
        </div>
    }
}

fn column_head(column: ListColumn, query: &PartnerQuery) -> AnyView {
    match column {
        // A partner may have several, of which none comes first.
        ListColumn::Programs => view! { <th scope="col" data-column=column.as_str()>{column.label()}</th> }.into_any(),
        _ => sort_head(query, column.as_str(), column.label(), column.is_time()),
    }
}

/// A column head that orders the list, the other way round when it already does. Names start at A,
/// days with the newest.
fn sort_head(query: &PartnerQuery, key: &'static str, label: &'static str, newest_first: bool) -> AnyView {
    let sort = if query.sort.is_empty() { "name" } else { &query.sort };
    let backwards = ["-", key].concat();
    let (order, icon) = match sort {
        sort if sort == key => (Some("ascending"), Some("up")),
        sort if sort == backwards => (Some("descending"), Some("down")),
        _ => (None, None),
    };
    let turn = order.map_or(newest_first, |order| order == "ascending");
    let next = if turn { backwards } else { key.to_owned() };
    let href = to_url(&PartnerQuery { sort: next, ..query.clone() }.first_page());
    view! {
        <th scope="col" class="sort" data-column=key aria-sort=order>
            <a href=href>{label} {icon.map(|name| view! { <Icon name/> }.into_any())}</a>
        </th>
    }
    .into_any()
}

fn row(row: PartnerRow, columns: &[ListColumn], selection: Selection, edits: Option<RowEdits>) -> AnyView {
    let href = paths::partner(row.id);
    let label = t!(partners::select, name = &row.name);
    let cells: Vec<AnyView> = columns.iter().map(|column| cell(*column, &row, edits)).collect();
    view! {
        <tr>
            <td class="cell-select">
                {field_box(selection, Some([row.id].into()), "id", row.id.to_string(), label)}
                {to_actions(selection, row.id)}
            </td>
            <th scope="row" class="cell-name">
                <a href=href>{row.name}</a>
                {(row.requests > 0).then(|| view! {
                    " " <Badge tone="warning" icon="users">{t!(partners::requests, count = row.requests)}</Badge>
                }.into_any())}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// The way from the box that was used last to what can be done with those that are ticked, for those without a mouse.
fn to_actions(selection: Selection, partner: PartnerId) -> AnyView {
    let button = move || {
        view! {
            <button class="button small to-actions" type="button" on:click=|_| browser::focus_first(BULK_ACTIONS)>
                {t!(partners::go_to_actions)}
            </button>
        }
        .into_any()
    };
    (move || selection.was_at(partner).then(button)).into_any()
}

fn cell(column: ListColumn, row: &PartnerRow, edits: Option<RowEdits>) -> AnyView {
    let fact = match column {
        ListColumn::Status => status_cell(row, edits),
        ListColumn::Programs => programs_cell(row, edits),
        ListColumn::Contact => row.contact_name.clone().into_any(),
        ListColumn::Email => row.contact_email.clone().into_any(),
        ListColumn::Language => row.language.map_or(t!(partners::default), |language| language.name()).into_any(),
        ListColumn::Access => access(row, edits.is_some()),
        ListColumn::Invited => day(row.invited_at),
        ListColumn::SignedUp => match row.standing.access {
            Access::Active { since } => day(Some(since)),
            Access::None | Access::Invited => day(None),
        },
        ListColumn::LastSeen => day(row.last_seen_at),
        ListColumn::Added => day(Some(row.added_at)),
    };
    view! { <td data-label=column.label() data-column=column.as_str()>{fact}</td> }.into_any()
}

fn day(at: Option<Timestamp>) -> AnyView {
    match at {
        Some(at) => view! { <Time at day=true/> }.into_any(),
        None => view! { <span class="quiet-text">{t!(partners::never)}</span> }.into_any(),
    }
}

/// The main contact's state, and the link to fix what went wrong.
pub fn access(row: &PartnerRow, may_edit: bool) -> AnyView {
    let status = AccessStatus::of_standing(&row.standing);
    let undelivered = row.standing.email_state.as_ref().and_then(EmailState::undelivered);
    let href = match row.contact.filter(|_| undelivered.is_some_and(|why| why.is_of_address)) {
        Some(contact) => paths::fix_address(row.id, contact),
        None => paths::partner(row.id),
    };
    let fix = (may_edit && status.tone == "critical").then(|| {
        view! {
            <a class="partners-fix" href=href>
                {t!(partners::fix)} <span class="visually-hidden">" " {t!(partners::fix_invitation_of, name = &row.contact_name)}</span>
            </a>
        }
    });
    view! { <div class="partners-access"><AccessBadge status/> {fix}</div> }.into_any()
}

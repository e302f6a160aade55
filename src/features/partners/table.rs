use super::list_url::to_url;
use super::selection::{Selection, field_box};
use crate::domain::partners::partner::{PartnerQuery, PartnerRow};
use crate::domain::plural::counted;
use crate::features::invitations::{AccessBadge, AccessStatus};
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::icon::Icon;
use crate::ui::keyed::KeyedView;
use crate::ui::time::Time;
use leptos::prelude::*;

/// One row a partner; on phones each row is a card with the same order of facts.
#[component]
pub fn PartnerTable(
    rows: Vec<PartnerRow>,
    query: PartnerQuery,
    /// The box in the head that checks those of all rows.
    select_all: AnyView,
    selection: Selection,
    /// Where the rows are.
    place: KeyedView,
    may_edit: bool,
) -> impl IntoView {
    // Other partners get other rows.
    let ids: String = rows.iter().map(|row| row.id.to_string()).collect();
    let rows: Vec<AnyView> = rows.into_iter().map(|it| row(it, selection, may_edit)).collect();
    view! {
        <div class="table-wrap">
            <table class="table partners-table">
                <caption class="visually-hidden">"Partners"</caption>
                <thead>
                    <tr>
                        <td class="cell-select">{select_all}</td>
                        <SortHead query=query.clone() key="name" label="Partner"/>
                        <th scope="col">"Status"</th>
                        <th scope="col">"Programs"</th>
                        <th scope="col">"Main contact"</th>
                        <th scope="col">"Access"</th>
                        <SortHead query key="added" label="Added"/>
                    </tr>
                </thead>
                <tbody>{place.show(&ids, rows.into_any())}</tbody>
            </table>
        </div>
    }
}

/// A column head that orders the list, the other way round when it already does. Names start at A,
/// days with the newest.
#[component]
fn SortHead(query: PartnerQuery, key: &'static str, label: &'static str) -> impl IntoView {
    let sort = if query.sort.is_empty() { "name" } else { &query.sort };
    let backwards = ["-", key].concat();
    let (order, icon) = match sort {
        sort if sort == key => (Some("ascending"), Some("up")),
        sort if sort == backwards => (Some("descending"), Some("down")),
        _ => (None, None),
    };
    let turn = order.map_or(key == "added", |order| order == "ascending");
    let next = if turn { backwards } else { key.to_owned() };
    let href = to_url(&PartnerQuery { sort: next, after: String::new(), ..query });
    view! {
        <th scope="col" class="sort" aria-sort=order>
            <a href=href>{label} {icon.map(|name| view! { <Icon name/> }.into_any())}</a>
        </th>
    }
}

fn row(row: PartnerRow, selection: Selection, may_edit: bool) -> AnyView {
    let href = paths::partner(row.id);
    let status = AccessStatus::of_standing(&row.standing);
    let programs = if row.programs.is_empty() { "None".to_owned() } else { row.programs.join(", ") };
    let mend = (may_edit && status.tone == "critical").then(|| {
        view! {
            <a class="partners-mend" href=href.clone()>
                "Fix" <span class="visually-hidden">" the invitation of " {row.contact_name.clone()}</span>
            </a>
        }
    });
    view! {
        <tr>
            <td class="cell-select">
                {field_box(
                    selection,
                    Some([row.id].into()),
                    "id",
                    row.id.to_string(),
                    ["Select ", &row.name].concat(),
                )}
            </td>
            <th scope="row" class="cell-name">
                <a href=href>{row.name}</a>
                {(row.requests > 0).then(|| view! {
                    " " <Badge tone="warning" icon="users">{counted(row.requests, "request", "requests")}</Badge>
                }.into_any())}
            </th>
            <td data-label="Status"><Badge tone=row.status.tone>{row.status.name}</Badge></td>
            <td data-label="Programs">{programs}</td>
            <td data-label="Main contact">
                <div>{row.contact_name} <span class="sub">{row.contact_email}</span></div>
            </td>
            <td data-label="Access"><div class="partners-access"><AccessBadge status/> {mend}</div></td>
            <td data-label="Added"><Time at=row.added_at day=true/></td>
        </tr>
    }
    .into_any()
}

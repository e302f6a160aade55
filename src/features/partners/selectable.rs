use super::bulk_words;
use super::list_url::filters;
use super::row_edits::RowEdits;
use super::selection::{FORM, Selection, field_box, page_box};
use super::table::PartnerTable;
use crate::domain::ids::PartnerId;
use crate::domain::partners::bulk::{BulkTarget, Change};
use crate::domain::partners::partner::{Choices, PartnerPage, PartnerQuery};
use crate::paths;
use crate::ui::browser;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::keyed::KeyedView;
use crate::ui::menu::Disclosure;
use crate::ui::password::hydrated;
use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use std::sync::Arc;

/// The ids of the boxes that tick a page: in the table's head, and above where rows are cards.
const IN_HEAD: &str = "select-all";
const ABOVE: &str = "select-page";

/// The table, and what can be done with the partners one chooses in it. A plain form that leads to a
/// page of its own; the style sheet shows the bar once something is chosen.
#[component]
pub fn SelectableTable(
    page: PartnerPage,
    query: PartnerQuery,
    selection: Selection,
    /// Where the table's rows are.
    rows: KeyedView,
    /// Without them the chosen ones can only be exported.
    edits: Option<RowEdits>,
    /// What can be chosen for them.
    choices: Arc<Choices>,
) -> impl IntoView {
    let hydrated = hydrated();
    let hidden = move || !hydrated.get();
    let ids: Arc<[PartnerId]> = page.rows.iter().map(|row| row.id).collect();
    selection.show(&ids);
    let page_box = |id| page_box(selection, ids.clone(), id, t!(partners::select_page));
    let (above, in_head) = (page_box(ABOVE), page_box(IN_HEAD));
    let in_head = view! { <span hidden=hidden>{in_head}</span> }.into_any();
    let clear = move |_| {
        selection.clear();
        // Only one of them is in sight and takes it.
        browser::focus(IN_HEAD);
        browser::focus(ABOVE);
    };
    let on_escape = move |event: KeyboardEvent| {
        if event.key() == "Escape" && (selection.count() > 0 || selection.is_all()) {
            selection.clear();
            browser::announce(t!(partners::selection_cleared));
        }
    };
    // All in one field: there may be thousands.
    let elsewhere = move || {
        let ids: Vec<String> = selection.without(&ids).iter().map(PartnerId::to_string).collect();
        if ids.is_empty() { Vec::new() } else { vec![("id", ids.join(","))] }
    };
    let total = page.total;
    let rest = total > i64::try_from(page.rows.len()).unwrap_or(total);
    view! {
        <form id=FORM class="partners-form" method="post" action=paths::PARTNERS_SELECTION autocomplete="off" on:keydown=on_escape>
            // Where rows are cards there is no head to hold it.
            <label class="check select-page" hidden=hidden>
                {above} <span>{t!(partners::select_page)}</span>
            </label>
            {move || hidden_fields(elsewhere()).into_any()}
            {hidden_fields(filters(&query))}
            // Before the table, so that it is one step from the filters; the style sheet puts it at the window's foot.
            <div class="bulk-bar" role="group" aria-label=t!(partners::selected_partners)>
                <p class="bulk-count" role="status">
                    {move || in_words(selection.count(), selection.is_all().then_some(total))}
                </p>
                <button class="button quiet small" type="button" hidden=hidden on:click=clear>
                    {t!(partners::clear_selection)}
                </button>
                {rest.then(|| {
                    let label = all_in_words(total, &query);
                    let everybody = field_box(selection, None, "all", "on".to_owned(), label.clone());
                    view! { <label class="check">{everybody} <span>{label}</span></label> }.into_any()
                })}
                <div class="bulk-actions">
                    {edits.is_some().then(|| view! {
                        <button class="button" name="do" value="give">{t!(partners::give_access)}</button>
                        <button class="button" name="do" value="resend">{t!(partners::send_again)}</button>
                        {more_changes(&choices)}
                    }.into_any())}
                    <Disclosure class="menu bulk-more" summary_class="button quiet" summary=t!(partners::export).into_any()>
                        <div class="menu-panel">
                            <button class="menu-item" name="do" value="export-workbook">{t!(partners::excel)}</button>
                            <button class="menu-item" name="do" value="export">{t!(partners::csv)}</button>
                        </div>
                    </Disclosure>
                </div>
            </div>
            <PartnerTable
                rows=page.rows columns=page.view.columns query=query.clone() select_all=in_head selection place=rows edits
            />
        </form>
    }
}

/// The changes that are wanted less often.
fn more_changes(choices: &Choices) -> AnyView {
    let item = |value: String, label: String| {
        view! { <button class="menu-item" name="do" value=value>{label}</button> }.into_any()
    };
    let group = |change: Change| {
        let targets = BulkTarget::of(change, choices).into_iter();
        let items: Vec<AnyView> = targets.map(|target| item(change.to(target.id), target.name)).collect();
        (!items.is_empty()).then(|| {
            view! { <fieldset class="menu-group"><legend>{bulk_words::button(change, 0)}</legend> {items}</fieldset> }
                .into_any()
        })
    };
    let groups: Vec<AnyView> = [Change::SetStatus, Change::SetManager, Change::AddProgram, Change::RemoveProgram]
        .into_iter()
        .filter_map(group)
        .collect();
    let others = [(Change::Remove, t!(partners::remove_access)), (Change::Delete, t!(partners::delete))]
        .map(|(change, label)| item(change.as_str().to_owned(), label.to_owned()))
        .collect_view();
    view! {
        <Disclosure class="menu bulk-more bulk-change" summary_class="button" summary=t!(partners::change).into_any()>
            <div class="menu-panel">{groups} <div class="menu-group">{others}</div></div>
        </Disclosure>
    }
    .into_any()
}

/// How many are chosen: `ticked`, or `all` that match. Without scripts there is no count.
fn in_words(ticked: usize, all: Option<i64>) -> String {
    match (ticked, all) {
        (_, Some(all)) => t!(partners::count_selected, count = all),
        (0, None) => t!(partners::selected_partners).to_owned(),
        (ticked, None) => t!(partners::count_selected, count = i64::try_from(ticked).unwrap_or_default()),
    }
}

fn all_in_words(total: i64, query: &PartnerQuery) -> String {
    match filters(query).is_empty() {
        true => t!(partners::select_all, count = total),
        false => t!(partners::select_all_matching, count = total),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bar_counts_what_the_form_would_send() {
        assert_eq!(in_words(0, None), "Selected partners");
        assert_eq!(in_words(2, None), "2 selected");
        assert_eq!(in_words(1, Some(1_234)), "1,234 selected");
    }
}

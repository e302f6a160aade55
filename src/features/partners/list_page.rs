use super::access_tabs::{access_tabs, parts};
use super::api::{ListPartners, LoadChoices, SaveListView};
use super::columns::Columns;
use super::filters::Filters;
use super::list_url::{LastList, export_url, from_params, is_filtered, to_url};
use super::paging::{in_words, paging};
use super::row_edits::{RowEditing, RowEdits};
use super::selectable::SelectableTable;
use super::selection::Selection;
use super::table::ROWS;
use crate::domain::funnel::Cohort;
use crate::domain::partners::partner::{Choices, PartnerPage, PartnerQuery};
use crate::features::onboarding::Unfinished;
use crate::features::organisation::api::HideChecklist;
use crate::features::organisation::setup_checklist;
use crate::features::shell::rights::{for_editors, with_rights};
use crate::paths;
use crate::ui::browser;
use crate::ui::form_action::FormAction;
use crate::ui::icon::Icon;
use crate::ui::keyed::KeyedView;
use crate::ui::live::on_any_news;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use std::sync::Arc;

/// *Partners*: who is in the program and how far each contact has come.
#[component]
pub fn PartnersPage() -> impl IntoView {
    let params = use_query_map();
    let query = Memo::new(move |_| params.with(from_params));
    Effect::new(move |_| query.with(LastList::set));
    let page = load(move || ListPartners { query: query.get() });
    let choices = load(|| LoadChoices {});
    on_any_news(move || page.refresh());
    let (pending, set_pending) = signal(false);
    let (selection, rows) = (Selection::new(), KeyedView::default());
    let save_view = FormAction::to::<SaveListView>();
    let hide = FormAction::to::<HideChecklist>();
    for post in [save_view, hide] {
        page.refetch_after(post);
    }
    let checklist = move |page: PartnerPage| page.checklist.map(|list| setup_checklist(list, hide)).into_any();
    let edits = RowEdits::new(page);
    let filtered = StoredValue::new(query.with_untracked(|query| export_url(paths::PARTNERS_CSV, query)));
    let shown = StoredValue::new(query.get_untracked());
    let show = move |page: PartnerPage, may_edit, choices| {
        let query = query.get_untracked();
        let before = shown.try_update_value(|shown| std::mem::replace(shown, query.clone())).unwrap_or_default();
        if before != query && before.first_page() == query.clone().first_page() {
            browser::focus_soon(ROWS);
            browser::announce(&in_words(query.rows_before(), page.rows.len() as i64, page.total));
        }
        let now = export_url(paths::PARTNERS_CSV, &query);
        if filtered.with_value(|before| *before != now) {
            filtered.set_value(now);
            selection.choose_all(false);
        }
        list(page, query, Place { selection, rows, save_view, edits }, may_edit, choices)
    };
    // Paler while one waits for other rows, not when these refresh themselves.
    let is_waiting = move || pending.get() && query.with(|query| shown.with_value(|shown| shown != query));
    let export = move |file| query.with(|query| export_url(file, query));
    view! {
        <PageTitle title=t!(partners::partners)/>
        <PageHead title=t!(partners::partners)>{for_editors(|| view! { <ImportLink/> <AddPartner/> }.into_any())}</PageHead>
        <ServerView from=page silent=true in_place=true show=checklist/>
        <Unfinished/>
        <div class="partners">
            <div class="partners-tools">
                <Filters query choices edits/>
                <p class="partners-total" role="status">
                    <ServerView from=page silent=true show=|page: PartnerPage| t!(partners::counted, count = page.total).into_any()/>
                </p>
                <p class="partners-export">
                    {t!(partners::export_as)} " "
                    <a href=move || export(paths::PARTNERS_WORKBOOK) rel="external">{t!(partners::excel)}</a> " "
                    <a href=move || export(paths::PARTNERS_CSV) rel="external">{t!(partners::csv)}</a>
                </p>
            </div>
            <div class="partners-list" aria-busy=move || is_waiting().then_some("true")>
                {with_rights(move |may_edit| {
                    let show = move |choices: Choices| {
                        let choices = Arc::new(choices);
                        let show = move |page| show(page, may_edit, choices.clone());
                        view! { <ServerView from=page in_place=true pending=set_pending show/> }.into_any()
                    };
                    view! { <ServerView from=choices in_place=true show/> }.into_any()
                })}
            </div>
            {for_editors(move || view! { <RowEditing edits/> }.into_any())}
        </div>
    }
}

/// The wizard starts on the server, which hands out the draft's address.
#[component]
pub fn AddPartner() -> impl IntoView {
    view! {
        <a class="button primary" href=paths::NEW_PARTNER rel="external"><Icon name="plus"/>{t!(partners::add_a_new_partner)}</a>
    }
}

#[component]
fn ImportLink() -> impl IntoView {
    view! { <a class="button quiet" href=paths::PARTNERS_IMPORT>{t!(partners::import)}</a> }
}

/// The first step, where there is no partner yet.
pub fn no_partners(may_edit: bool) -> AnyView {
    if !may_edit {
        return view! {
            <Empty title=t!(partners::no_partners_yet) icon="users"><p>{t!(partners::no_partners_yet_hint)}</p></Empty>
        }
        .into_any();
    }
    view! {
        <div class="partners-none">
            <Empty title=t!(partners::no_partners_yet) icon="users">
                <p>{t!(partners::add_the_first)}</p>
                <AddPartner/>
                <p>{t!(partners::have_a_list)} " " <a href=paths::PARTNERS_IMPORT>{t!(partners::import_a_spreadsheet)}</a></p>
            </Empty>
        </div>
    }
    .into_any()
}

/// What stays unchanged while the list is redrawn.
#[derive(Clone, Copy)]
struct Place {
    selection: Selection,
    rows: KeyedView,
    save_view: FormAction,
    edits: RowEdits,
}

fn list(page: PartnerPage, query: PartnerQuery, place: Place, may_edit: bool, choices: Arc<Choices>) -> AnyView {
    let Place { selection, rows, save_view, edits } = place;
    let edits = may_edit.then_some(edits);
    if !page.any {
        return no_partners(may_edit);
    }
    let tabs = view! {
        <div class="partners-head">{access_tabs(&page, &query)} <Columns shown=page.view.clone() save=save_view/></div>
        {parts(&page, &query)}
    }
    .into_any();
    if page.rows.is_empty() {
        return view! {
            {tabs}
            <Empty title=t!(partners::no_partner_matches) icon="search">
                {is_filtered(&query).then(|| view! { <p>{t!(partners::search_for_another_word_or_choose)}</p> }.into_any())}
                <a class="button" href=paths::PARTNERS>{t!(partners::clear_filters)}</a>
            </Empty>
        }
        .into_any();
    }
    let pages = paging(&page, &query);
    let only = |words: String, without: PartnerQuery| {
        let all = to_url(&without.first_page());
        view! {
            <p class="notice">
                <Icon name="info"/> <span>{words} " " <a href=all>{t!(partners::show_all_partners)}</a></span>
            </p>
        }
        .into_any()
    };
    let imported = (!query.import.is_empty()).then(|| {
        let without = PartnerQuery { import: String::new(), ..query.clone() };
        only(t!(partners::only_one_import).to_owned(), without)
    });
    let of_funnel = Cohort::parse(&query.cohort).map(|cohort| {
        let without = PartnerQuery { cohort: String::new(), ..query.clone() };
        only(t!(partners::only_of_funnel, step = cohort.step.label()), without)
    });
    let in_progress = page.in_progress.map(|bulk| {
        view! {
            <p class="notice">
                <Icon name="clock"/>
                <span>{t!(partners::being_changed)} " " <a href=paths::bulk(bulk)>{t!(partners::view_progress)}</a></span>
            </p>
        }
        .into_any()
    });
    view! {
        {tabs}
        {imported}
        {of_funnel}
        {in_progress}
        <SelectableTable page query=query.clone() selection rows edits choices/>
        {pages}
    }
    .into_any()
}

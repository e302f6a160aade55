use super::api::{AssignColumns, FixRow, ImportPartners, LoadImport, StopImport};
use super::assign_form::assign_form;
use super::progress::progress;
use super::row::{badge_for, row};
use crate::domain::imports::{Import, ImportRow, ImportStage, RowState};
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::keyed::KeyedView;
use crate::ui::live::on_any_news;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::{next_page, table};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What a page of a file is changed by.
#[derive(Clone, Copy)]
struct Actions {
    send: FormAction,
    stop: FormAction,
    assign: FormAction,
    fix: FormAction,
    /// Where the rows stand.
    rows: KeyedView,
}

/// What is to be said of each row of a spreadsheet, before it is imported and after.
#[component]
pub fn ImportReportPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let part = move |name| query.with(|query| query.get(name).unwrap_or_default());
    let import = load(move || LoadImport {
        import: params.with(|params| params.get("import").unwrap_or_default()),
        state: part("state"),
        after: part("after"),
    });
    let actions = Actions {
        send: FormAction::to::<ImportPartners>(),
        stop: FormAction::to::<StopImport>(),
        assign: FormAction::to::<AssignColumns>(),
        fix: FormAction::to::<FixRow>(),
        rows: KeyedView::default(),
    };
    for action in [actions.send, actions.stop, actions.assign, actions.fix] {
        import.refetch_after(action);
    }
    // What is being chosen or fixed is left alone.
    let is_busy = StoredValue::new(false);
    on_any_news(move || {
        if is_busy.get_value() {
            import.refresh();
        }
    });
    let show = move |import: Import| {
        is_busy.set_value(import.progress.stage != ImportStage::Checked);
        report(import, query.with_untracked(|query| query.get("state")), actions)
    };
    editors_only(move |_| view! { <ServerView from=import whole=true in_place=true show/> }.into_any())
}

fn report(import: Import, shown: Option<String>, actions: Actions) -> AnyView {
    let Actions { send, stop, assign, fix, rows: place } = actions;
    let (partners, ready) = (import.count(RowState::Ready), import.count_all(RowState::is_ready));
    let all = import.count_all(|_| true);
    let (added, done) = (import.count(RowState::Added), import.count_all(RowState::is_done));
    let is_known = import.missing.is_empty();
    let stage = import.progress.stage;
    let title = match (import.done, is_known, ready) {
        _ if stage == ImportStage::Checking => t!(imports::checking_rows).to_owned(),
        _ if stage == ImportStage::Importing => t!(imports::importing_rows).to_owned(),
        (true, ..) if added > 0 => t!(imports::partners_added, count = added),
        (true, ..) => t!(imports::rows_imported, count = done),
        (false, false, _) => t!(imports::which_column_is_which).to_owned(),
        (false, true, 0) => t!(imports::there_is_nothing_to_import).to_owned(),
        (false, true, ready) if ready == partners => t!(imports::import_question, count = partners),
        (false, true, ready) => t!(imports::import_rows_question, count = ready),
    };
    let sub = match (stage, is_known) {
        (ImportStage::Checked, true) => summary(&import, all),
        (ImportStage::Checked, false) => missing_in_words(&import),
        _ => String::new(),
    };
    let id = import.id.to_string();
    let verb = match ready == partners {
        true => t!(imports::import_counted, count = partners),
        false => t!(imports::import_rows_counted, count = ready),
    };
    let is_interrupted = import.progress.is_interrupted;
    let confirm = match stage {
        ImportStage::Checked if is_known && ready > 0 && !import.done => {
            Some(button(send, "button primary", verb, id.clone()))
        }
        ImportStage::Importing if is_interrupted => {
            Some(button(send, "button primary", t!(imports::continue_import).to_owned(), id.clone()))
        }
        _ => None,
    };
    let stop = (stage == ImportStage::Importing)
        .then(|| button(stop, "button", t!(imports::stop_import).to_owned(), id.clone()));
    let invite = (stage == ImportStage::Checked && added > 0).then(|| {
        let href = [paths::PARTNERS_BULK, "?do=give&all=on&import=", &id].concat();
        let class = if import.done { "button primary" } else { "button" };
        view! { <a class=class href=href>{t!(imports::invite_counted, count = added)}</a> }.into_any()
    });
    view! {
        <PageTitle title=title.clone()/>
        <p class="partner-back"><a href=paths::PARTNERS_IMPORT>{t!(imports::import_another_file)}</a></p>
        <PageHead title sub>{invite} {stop} {confirm}</PageHead>
        <FormBanner form=FormState::of(send)/>
        <FormBanner form=FormState::of(fix)/>
        {(stage != ImportStage::Checked).then(|| progress(import.progress))}
        {(!import.done && stage == ImportStage::Checked).then(|| assign_form(&import, assign))}
        {(is_known && all > 0).then(|| rows(import, &shown.unwrap_or_default(), fix, place))}
    }
    .into_any()
}

fn button(action: FormAction, class: &'static str, label: String, import: String) -> AnyView {
    view! {
        <form method="post" action=action.url() on:submit=action.on_submit()>
            {hidden_fields(vec![("import", import)])}
            <button class=class aria-disabled=action.busy()>{label}</button>
        </form>
    }
    .into_any()
}

/// What else becomes of the rows than new partners.
fn summary(import: &Import, all: i64) -> String {
    let count = |before, after| import.count(if import.done { after } else { before });
    let contacts = count(RowState::ReadyContact, RowState::ContactAdded);
    let updates = count(RowState::ReadyUpdate, RowState::Updated);
    let left_out = all - import.count_all(|state| state.is_ready() || state.is_done());
    let left_out = match left_out {
        0 if import.done => None,
        0 => Some(t!(imports::all_rows_will_be_imported).to_owned()),
        count => Some(t!(imports::rows_left_out, count = count)),
    };
    let added = import.count(RowState::Added);
    let added = (added > 0 && !import.done).then(|| t!(imports::already_added, count = added));
    let contacts = (contacts > 0).then(|| t!(imports::more_contacts, count = contacts));
    let updates = (updates > 0).then(|| t!(imports::more_updates, count = updates));
    [added, contacts, updates, left_out].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

fn missing_in_words(import: &Import) -> String {
    let fields: Vec<&str> = import.missing.iter().map(|field| field.label()).collect();
    t!(imports::choose_columns_for, fields = &fields.join(", "))
}

/// The rows, by what is to be said of them.
fn rows(import: Import, shown: &str, fix: FormAction, place: KeyedView) -> AnyView {
    let id = import.id.to_string();
    let failed = import.count(RowState::Invalid) + import.count(RowState::DuplicateInFile);
    let has_added = import.count_all(RowState::is_done) > 0;
    let next_step = if import.done || has_added {
        let all = [paths::PARTNERS, "?import=", &id].concat();
        view! { <p>{t!(imports::none_invited)} " " <a href=all>{t!(imports::show_these_partners_in_the_list)}</a></p> }
            .into_any()
    } else {
        view! { <p>{t!(imports::nothing_is_added_yet_and_importing)}</p> }.into_any()
    };
    let is_idle = import.progress.stage == ImportStage::Checked;
    let to_fix = (failed > 0 && is_idle).then(|| {
        view! {
            <p>
                <a href=paths::failed_rows(&id) rel="external">{t!(imports::download_failed, count = failed)}</a>
                ". " {t!(imports::fix_and_upload)}
            </p>
        }
        .into_any()
    });
    let other_sheets = (!import.unread_sheets.is_empty()).then(|| {
        let names = import.unread_sheets.join(", ");
        view! { <p class="notice" data-tone="info">{t!(imports::other_sheets, names = &names)}</p> }.into_any()
    });
    let page = paths::partner_import(import.id);
    let next = import.next.map(|after| [&page, "?state=", shown, "&after=", &after.to_string()].concat());
    let all = import.count_all(|_| true);
    view! {
        <div class="import-notes">{other_sheets} {next_step} {to_fix}</div>
        {states(&import.counts, all, &page, shown)}
        {if import.rows.is_empty() {
            view! { <p class="quiet-text">{t!(imports::none_of_these)}</p> }.into_any()
        } else {
            table_of(import.rows, id, is_idle.then_some(fix), place)
        }}
        {next.map(|next| next_page(next, t!(imports::next_page)))}
    }
    .into_any()
}

/// The rows as a table. What is typed into one of them must not stay where another one takes its place.
fn table_of(rows: Vec<ImportRow>, id: String, fix: Option<FormAction>, place: KeyedView) -> AnyView {
    let heads = [
        t!(imports::partner),
        t!(imports::line),
        t!(imports::contact),
        t!(imports::email),
        t!(imports::state),
        t!(imports::why),
    ];
    let lines: Vec<String> = rows.iter().map(|it| it.line.to_string()).collect();
    let rows = rows.into_iter().map(|it| row(it, &id, fix)).collect();
    place.show(&lines.join(","), table("import-table", t!(imports::rows_of_the_file), &heads, rows))
}

/// Which states there are, each a list of its own.
fn states(counts: &[(RowState, i64)], all: i64, page: &str, shown: &str) -> AnyView {
    let link = |word: &str, label: &'static str, count: i64| {
        let href = [page, "?state=", word].concat();
        let current = (shown == word).then_some("page");
        view! { <li><a href=href aria-current=current>{label} " " {t!(imports::state_count, count = count)}</a></li> }
            .into_any()
    };
    let mut links = vec![link("", t!(imports::all), all)];
    links.extend(counts.iter().map(|(state, count)| link(state.as_str(), badge_for(*state).1, *count)));
    view! { <nav aria-label=t!(imports::states)><ul class="choices">{links}</ul></nav> }.into_any()
}

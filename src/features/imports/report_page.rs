use super::api::{ImportPartners, LoadImport};
use crate::domain::imports::{Import, ImportRow, RowState};
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::{next_page, table};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

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
    let send = FormAction::to::<ImportPartners>();
    let form = FormState::of(send);
    import.refetch_after(send);
    let show = move |import| report(import, query.with_untracked(|query| query.get("state")), send, form);
    editors_only(move |_| view! { <ServerView from=import whole=true in_place=true show/> }.into_any())
}

fn report(import: Import, shown: Option<String>, send: FormAction, form: FormState) -> AnyView {
    let ready = import.count(RowState::Ready);
    let added = import.count(RowState::Added);
    let all = import.counts.iter().map(|(_, count)| count).sum();
    let failed_rows = import.count(RowState::Invalid) + import.count(RowState::DuplicateInFile);
    let left_out = match all - ready - added {
        0 => t!(imports::all_rows_will_be_imported).to_owned(),
        count => t!(imports::rows_left_out, count = count),
    };
    let title = match (import.done, ready) {
        (true, _) => t!(imports::partners_added, count = added),
        (false, 0) => t!(imports::there_is_nothing_to_import).to_owned(),
        (false, ready) => t!(imports::import_question, count = ready),
    };
    let verb = t!(imports::import_counted, count = ready);
    let id = import.id.to_string();
    let confirm = (ready > 0 && !import.done).then(|| {
        view! {
            <form method="post" action=send.url() on:submit=send.on_submit()>
                {hidden_fields(vec![("import", id.clone())])}
                <button class="button primary" aria-disabled=send.busy()>{verb}</button>
            </form>
        }
        .into_any()
    });
    let invite = (import.done && added > 0).then(|| {
        let href = [paths::PARTNERS_BULK, "?do=give&all=on&import=", &id].concat();
        view! { <a class="button primary" href=href>{t!(imports::invite_counted, count = added)}</a> }.into_any()
    });
    let next_step = if import.done {
        let all = [paths::PARTNERS, "?import=", &id].concat();
        view! { <p>{t!(imports::none_invited)} " " <a href=all>{t!(imports::show_these_partners_in_the_list)}</a></p> }
            .into_any()
    } else {
        view! { <p>{t!(imports::nothing_is_added_yet_and_importing)}</p> }.into_any()
    };
    let mend = (failed_rows > 0).then(|| {
        view! {
            <p>
                <a href=paths::failed_rows(&id) rel="external">
                    {t!(imports::download_failed, count = failed_rows)}
                </a>
                ". " {t!(imports::fix_and_upload)}
            </p>
        }
        .into_any()
    });
    let page = paths::partner_import(import.id);
    let shown = shown.unwrap_or_default();
    let next = import.next.map(|after| [&page, "?state=", &shown, "&after=", &after.to_string()].concat());
    view! {
        <PageTitle title=title.clone()/>
        <p class="partner-back"><a href=paths::PARTNERS_IMPORT>{t!(imports::import_another_file)}</a></p>
        <PageHead title sub=left_out>{confirm} {invite}</PageHead>
        <FormBanner form/>
        <div class="import-notes">
            {next_step}
            {mend}
            {(!import.ignored.is_empty()).then(|| view! {
                <p class="quiet-text">{t!(imports::ignored_columns, columns = &import.ignored)}</p>
            }.into_any())}
        </div>
        {states(&import.counts, all, &page, &shown)}
        {table(
            "import-table",
            t!(imports::rows_of_the_file),
            &[t!(imports::partner), t!(imports::line), t!(imports::email), t!(imports::state), t!(imports::why)],
            import.rows.into_iter().map(row).collect(),
        )}
        {next.map(|next| next_page(next, t!(imports::next_page)))}
    }
    .into_any()
}

/// Which states there are, each a list of its own.
fn states(counts: &[(RowState, i64)], all: i64, page: &str, shown: &str) -> AnyView {
    let link = |word: &str, label: &'static str, count: i64| {
        let href = [page, "?state=", word].concat();
        let current = (shown == word).then_some("page");
        view! { <li><a href=href aria-current=current>{label} " " {count}</a></li> }.into_any()
    };
    let mut links = vec![link("", t!(imports::all), all)];
    links.extend(counts.iter().map(|(state, count)| link(state.as_str(), badge_for(*state).1, *count)));
    view! { <nav aria-label=t!(imports::states)><ul class="choices">{links}</ul></nav> }.into_any()
}

/// Tone, word and icon of a state.
fn badge_for(state: RowState) -> (&'static str, &'static str, &'static str) {
    match state {
        RowState::Ready => ("success", t!(imports::ready), "check"),
        RowState::Added => ("success", t!(imports::added), "check"),
        RowState::Invalid => ("critical", t!(imports::needs_fixing), "alert"),
        RowState::DuplicateInFile => ("warning", t!(imports::duplicate_in_file), "minus"),
        RowState::AlreadyExists => ("neutral", t!(imports::already_exists), "minus"),
    }
}

fn row(row: ImportRow) -> AnyView {
    let (tone, word, icon) = badge_for(row.state);
    let name = if row.name.is_empty() { t!(imports::no_name).to_owned() } else { row.name };
    let name = match row.partner {
        Some(partner) => view! { <a href=paths::partner(partner)>{name}</a> }.into_any(),
        None => name.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="cell-name">{name}</th>
            <td data-label=t!(imports::line)>{row.line}</td>
            <td data-label=t!(imports::email)>{row.email}</td>
            <td data-label=t!(imports::state)><Badge tone icon>{word}</Badge></td>
            <td data-label=t!(imports::why)>{(!row.what.is_empty()).then_some(row.what)}</td>
        </tr>
    }
    .into_any()
}

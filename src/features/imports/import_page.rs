use super::api::RecentImports;
use super::progress;
use crate::domain::imports::RecentImport;
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::browser;
use crate::ui::field::{FileField, FormBanner};
use crate::ui::form_state::FormState;
use crate::ui::live::on_any_news;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::text_area::TextArea;
use crate::ui::time::Time;
use leptos::prelude::*;

/// Takes in a spreadsheet, and lists the newest. A plain form: a file travels only with a form.
#[component]
pub fn ImportPage() -> impl IntoView {
    editors_only(|_| {
        let form = FormState::new(paths::PARTNERS_IMPORT_FILE);
        let recent = load(|| RecentImports {});
        on_any_news(move || recent.refresh());
        view! {
            <PageTitle title=t!(imports::import_partners)/>
            <p class="partner-back"><a href=paths::PARTNERS>{t!(imports::all_partners)}</a></p>
            <PageHead title=t!(imports::import_partners) sub=t!(imports::youll_review_every_row_before_importing)/>
            <form
                class="form import-form" method="post" enctype="multipart/form-data"
                action=paths::PARTNERS_IMPORT_FILE novalidate on:change=|event| browser::submit_chosen_file(&event)
            >
                <FormBanner form/>
                <FileField
                    form field="file" label=t!(imports::file)
                    accept=".xlsx,.xlsm,.xls,.ods,.csv,.tsv,.txt,text/csv,text/tab-separated-values"
                    hint=t!(imports::file_hint)
                />
                <TextArea
                    form field="rows" label=t!(imports::or_rows_pasted_from_a_spreadsheet) rows=8 optional=true
                    hint=t!(imports::with_the_line_that_names_the)
                />
                <div class="form-actions">
                    <a class="button quiet" href=paths::help("import-partners")>{t!(imports::how_to_import_partners)}</a>
                    <button class="button primary">{t!(imports::check_rows)}</button>
                </div>
            </form>
            <ServerView from=recent in_place=true show=list/>
        }
        .into_any()
    })
}

/// The newest files: how many rows of each were imported, or how far the work on it has come.
fn list(recent: Vec<RecentImport>) -> AnyView {
    if recent.is_empty() {
        return ().into_any();
    }
    let item = |import: RecentImport| {
        let words = progress::in_words(import.progress, import.imported);
        let name = if import.file_name.is_empty() { t!(imports::pasted_rows).to_owned() } else { import.file_name };
        view! {
            <li>
                <a href=paths::partner_import(import.id)>{name}</a>
                <span class="quiet-text"><Time at=import.uploaded_at/></span>
                <span class="quiet-text">{words}</span>
            </li>
        }
        .into_any()
    };
    view! {
        <section class="import-recent" aria-labelledby="recent">
            <h2 id="recent">{t!(imports::your_imports)}</h2>
            <p class="quiet-text">{t!(imports::your_imports_hint)}</p>
            <ul role="list">{recent.into_iter().map(item).collect_view()}</ul>
        </section>
    }
    .into_any()
}

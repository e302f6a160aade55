use super::api::LoadTemplate;
use super::editor::Editor;
use super::languages::{SHOWN, languages};
use crate::domain::ids::TemplateId;
use crate::domain::language::Language;
use crate::domain::templates::form::TemplateEditor;
use crate::domain::templates::text::TemplateKind;
use crate::paths;
use crate::ui::browser;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The editor of a template; without an id in the address, of a new one.
#[component]
pub fn EditTemplatePage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let query = use_query_map();
    let language = move || query.with(|query| query.get("language").unwrap_or_default());
    let editor = load(move || LoadTemplate { template: id(), language: language() });
    let shown = StoredValue::new(None);
    let show = move |editor: TemplateEditor| {
        let now = (editor.template, editor.language);
        let before = shown.try_update_value(|shown| shown.replace(now)).flatten();
        // The same template in another language: editing continues in the tab of that language.
        if before.is_some_and(|before: (Option<TemplateId>, Language)| before.0 == now.0 && before.1 != now.1) {
            browser::focus_soon(SHOWN);
        }
        view! { <EditTemplate editor/> }.into_any()
    };
    view! { <ServerView from=editor whole=true show/> }
}

#[component]
fn EditTemplate(editor: TemplateEditor) -> impl IntoView {
    let title = match editor.template {
        Some(_) => t!(templates::edit_name, name = &editor.name),
        None => t!(templates::add_a_template).to_owned(),
    };
    let in_tab = t!(templates::edit_tab, title = &title, language = editor.language.name());
    let sub = match editor.kind {
        TemplateKind::Invitation if editor.is_default => t!(templates::the_default_template_it_is_used),
        TemplateKind::Invitation => t!(templates::the_words_of_an_invitation),
        kind => kind.occasion(),
    };
    let languages = editor.template.map(|id| languages(id, &editor));
    view! {
        <PageTitle title=in_tab/>
        <p class="template-back"><a href=paths::EMAIL_TEMPLATES>{t!(templates::all_email_templates)}</a></p>
        <PageHead title sub/>
        {editor.read_only.then(|| view! {
            <p class="notice"><Icon name="user"/> {t!(templates::owners_only)}</p>
        }.into_any())}
        {languages}
        <Editor editor/>
    }
}

use super::api::LoadTemplate;
use super::editor::Editor;
use super::languages::languages;
use crate::domain::templates::form::TemplateEditor;
use crate::domain::templates::text::TemplateKind;
use crate::paths;
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
    view! { <ServerView from=editor title="Email template" show=|editor| view! { <EditTemplate editor/> }.into_any()/> }
}

#[component]
fn EditTemplate(editor: TemplateEditor) -> impl IntoView {
    let title = match editor.template {
        Some(_) => ["Edit ", &editor.name].concat(),
        None => "Add a template".to_owned(),
    };
    let sub = match editor.kind {
        TemplateKind::Invitation if editor.is_default => {
            "The default template: it is used where nobody chooses another."
        }
        TemplateKind::Invitation => "The words of an invitation.",
        kind => kind.occasion(),
    };
    let languages = editor.template.map(|id| languages(id, &editor));
    view! {
        <PageTitle title=title.clone()/>
        <p class="template-back"><a href=paths::EMAIL_TEMPLATES>"All email templates"</a></p>
        <PageHead title sub/>
        {languages}
        <Editor editor/>
    }
}

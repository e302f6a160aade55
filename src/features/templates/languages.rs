use super::api::RemoveLanguage;
use crate::domain::ids::TemplateId;
use crate::domain::language::Language;
use crate::domain::templates::form::TemplateEditor;
use crate::paths;
use crate::ui::confirm::Confirm;
use crate::ui::icon::Icon;
use crate::ui::rich::{SLOTS, rich};
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The id of the language that is shown.
pub const SHOWN: &str = "language";

/// What a template is written in, and what it could be written in too.
pub fn languages(id: TemplateId, editor: &TemplateEditor) -> AnyView {
    let TemplateEditor { language: shown, written, version, read_only, .. } = editor;
    let (shown, version, read_only) = (*shown, *version, *read_only);
    let link = |language: Language| {
        let current = (language == shown).then_some("page");
        let mark = current.map(|_| SHOWN);
        let href = paths::edit_email_template_in(id, language);
        view! { <li><a id=mark href=href aria-current=current lang=language.code()>{language.name()}</a></li> }
            .into_any()
    };
    let (present, missing): (Vec<_>, Vec<_>) =
        Language::ALL.into_iter().partition(|language| written.contains(language));
    let is_new = !written.contains(&shown);
    let current = is_new.then(|| link(shown));
    let missing: Vec<_> = missing.into_iter().filter(|language| *language != shown).map(link).collect();
    let may_go = !is_new && present.len() > 1 && !read_only;
    view! {
        <div class="template-languages">
            <nav aria-label=t!(templates::languages)>
                <ul class="choices">{present.into_iter().map(link).collect_view()} {current}</ul>
            </nav>
            <div class="cluster">
                {(!missing.is_empty() && !read_only).then(|| view! {
                    <Confirm label=t!(templates::add_a_language)>
                        <p>{t!(templates::it_starts_with_the_words_that)}</p>
                        <ul class="choices">{missing}</ul>
                    </Confirm>
                }.into_any())}
                {may_go.then(|| remove(id, version, shown))}
            </div>
            {is_new.then(|| view! {
                <p class="notice" role="status">
                    <Icon name="note"/>
                    <span>
                        {rich(
                            &t!(templates::not_in_language, language = SLOTS[0]),
                            [view! { <span lang=shown.code()>{shown.name()}</span> }.into_any()],
                        )}
                    </span>
                </p>
            }.into_any())}
        </div>
    }
    .into_any()
}

fn remove(id: TemplateId, version: i64, language: Language) -> AnyView {
    let name = language.name();
    view! {
        <Confirm label=t!(templates::remove_language, language = name)>
            <p>
                <strong>{t!(templates::remove_language_question, language = name)}</strong> " "
                {t!(templates::remove_language_consequence)}
            </p>
            <form method="post" action=RemoveLanguage::url()>
                <input type="hidden" name="template" value=id.to_string()/>
                <input type="hidden" name="version" value=version.to_string()/>
                <input type="hidden" name="language" value=language.code()/>
                <button class="button danger" type="submit">{t!(templates::remove_language, language = name)}</button>
            </form>
        </Confirm>
    }
    .into_any()
}

use super::api::{SaveTemplate, SendTest};
use super::placeholders::Placeholders;
use super::toolbar::{BODY, SUBJECT, Toolbar, on_key};
use crate::domain::language::Language;
use crate::domain::templates::form::{TemplateBody, TemplateEditor, TemplateSubject};
use crate::domain::templates::text::{TemplateError, TemplateKind, has_link, problems};
use crate::domain::text::TemplateName;
use crate::domain::visible::visible;
use crate::features::outbox::{SEND, TEST_HINT, TestAnswer, TestButton, TestSend};
use crate::paths;
use crate::ui::browser;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::live_preview::{Frames, LivePreview, UpdateButtons, is_update};
use crate::ui::password::hydrated;
use crate::ui::preview::Preview;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::select::SelectField;
use crate::ui::text_area::TextArea;
use crate::ui::unsaved::Unsaved;
use leptos::ev::{Event, FocusEvent, SubmitEvent};
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// One form with three ways to send it: **Save**, the preview's buttons, which post into a frame, and
/// the test. Save comes first in the document: it is what Enter means.
#[component]
pub fn Editor(editor: TemplateEditor) -> impl IntoView {
    let TemplateEditor {
        template, kind, version, name, language, subject, body, recipients, my_email, read_only, ..
    } = editor;
    let save = FormAction::to::<SaveTemplate>();
    let form = FormState::of(save).also(SendTest::url());
    let test = TestSend::new(SendTest::url());
    let node = NodeRef::<html::Form>::new();
    // While a placeholder is half typed, the preview stays as it was.
    let live = LivePreview::new(node, move |form| {
        TemplateSubject::parse(&visible(&browser::value(form, "form[subject]")), kind).is_ok()
            && TemplateBody::parse(&browser::value(form, "form[body]"), kind).is_ok()
    });

    let message = RwSignal::new(form.typed(BODY, &body));
    let type_message = Callback::new(move |text| {
        message.set(text);
        live.soon();
    });
    let id = template.map(|id| id.to_string()).unwrap_or_default();
    let unsaved = Unsaved::new(node, ["template", &id, language.code()].join(":"), move || {
        if let Some(form) = node.get_untracked() {
            type_message.run(browser::value(&form, "form[body]"));
        }
    });
    // The recipient and the view of the preview are no words to lose.
    let type_words = move |event: Event| {
        if ["name", SUBJECT, BODY].contains(&browser::target_id(&event).as_str()) {
            unsaved.keep();
        }
    };
    // Placeholders go where one writes.
    let field = RwSignal::new(BODY);
    let enter = move |event: FocusEvent| match browser::target_id(&event).as_str() {
        SUBJECT => field.set(SUBJECT),
        BODY => field.set(BODY),
        _ => {}
    };
    Effect::new(move |_| {
        if let Some(Ok(())) = save.answer().get() {
            unsaved.forget();
        }
    });
    let discard = move |_| {
        unsaved.forget();
        browser::reload();
    };
    let submit = move |event: SubmitEvent| match browser::pressed(&event).as_deref() {
        _ if is_update(&event) => {}
        Some(SEND) => test.send(&event, Some(form)),
        _ => save.submit(&event),
    };
    let first = recipients.first().map(|(id, _)| id.clone()).unwrap_or_default();
    let contact = form.typed("contact", &first);
    let saved = ["html", "text"].map(|view| paths::email_template_preview(template, language, &contact, view));
    let to = ["html", "text"].map(|view| paths::email_template_preview(template, language, "", view));

    view! {
        <form
            class="template-editor" method="post" action=save.url() novalidate node_ref=node on:submit=submit
            on:input=type_words on:focusin=enter on:keydown=move |event| on_key(&event, type_message)
        >
            <div class="form">
                <FormBanner form/>
                {move || unsaved.is_restored().then(|| view! {
                    <p class="notice" role="status">
                        <Icon name="note"/>
                        <span>{t!(templates::these_changes_arent_saved_yet)}</span>
                        <button class="button small" type="button" on:click=discard>{t!(templates::discard_changes)}</button>
                    </p>
                }.into_any())}
                <input type="hidden" name="form[template]" value=template.map(|id| id.to_string()).unwrap_or_default()/>
                <input type="hidden" name="form[version]" value=version.to_string()/>
                {template.map(|_| view! {
                    <input type="hidden" name="form[language]" value=language.code()/>
                }.into_any())}
                <TextField
                    form field="name" label=t!(templates::name) value=name autocomplete="off" max=TemplateName::MAX
                    hint=t!(templates::only_you_and_your_colleagues_see)
                    on_leave=Callback::new(move |text: String| form.check("name", TemplateName::parse(&text)))
                />
                {template.is_none().then(|| view! {
                    <SelectField
                        form field="language" label=t!(templates::language) options=Language::options() value=language.code()
                        hint=t!(templates::languages_after_saving)
                    />
                }.into_any())}
                <TextField
                    form field="subject" label=t!(templates::subject) value=subject autocomplete="off" max=TemplateSubject::MAX
                    on_type=Callback::new(move |_| live.soon())
                    on_leave=Callback::new(move |text: String| form.check("subject", TemplateSubject::parse(&visible(&text), kind)))
                />
                <TextArea
                    form field=BODY label=t!(templates::message) value=body max=TemplateBody::MAX rows=16 on_type=type_message
                    tools=view! { <Toolbar kind field on_change=type_message/> }.into_any()
                    on_leave=Callback::new(move |text: String| form.check(BODY, TemplateBody::parse(&text, kind)))
                />
                <Faults form message kind/>
                <LinkNote message kind/>
                <Placeholders kind/>
            </div>
            <footer class="form-actions reversed sticky">
                {(!read_only).then(|| view! {
                    <button class="button primary" type="submit" aria-disabled=save.busy()>{t!(templates::save)}</button>
                }.into_any())}
                <TestButton test/>
                <a class="button quiet" href=paths::EMAIL_TEMPLATES>{t!(templates::cancel)}</a>
                <p class="template-unsaved" role="status">{move || unsaved.is_changed().then_some(t!(templates::unsaved_changes))}</p>
                <TestAnswer test/>
            </footer>
            <div class="template-trial">
                <SelectField
                    form field="contact" label=t!(templates::preview_as) options=recipients value=contact.clone()
                    on_choose=Callback::new(move |_| live.now())
                />
                <Preview title=t!(templates::preview) on_view=Callback::new(move |()| live.switched())>
                    <Frames live saved/>
                </Preview>
                <UpdateButtons to/>
                <p class="quiet-text" id=TEST_HINT>
                    {t!(templates::test_hint, address = &my_email)}
                </p>
            </div>
        </form>
    }
}

/// Leads to each fault of the message that was found.
#[component]
fn Faults(form: FormState, message: RwSignal<String>, kind: TemplateKind) -> impl IntoView {
    let (error, hydrated) = (form.error(BODY), hydrated());
    let button = |(line, from, to): (usize, u32, u32)| {
        view! {
            <li>
                <button type="button" class="button small" on:click=move |_| browser::mark(BODY, from, to)>
                    {t!(templates::show_line, line = &line.to_string())}
                </button>
            </li>
        }
        .into_any()
    };
    move || {
        let faults = if hydrated.get() && error.get().is_some() { places(&message.get(), kind) } else { Vec::new() };
        (!faults.is_empty()).then(|| view! { <ul class="choices">{faults.into_iter().map(button).collect_view()}</ul> })
    }
}

/// The line of each fault, and where it begins and ends, counted in UTF-16 as browsers do.
fn places(message: &str, kind: TemplateKind) -> Vec<(usize, u32, u32)> {
    let units = |end: usize| message[..end].encode_utf16().count() as u32;
    let place = |fault: TemplateError| {
        let end = fault.at + fault.excerpt(message).len();
        (fault.line(message), units(fault.at), units(end))
    };
    problems(message, kind).into_iter().map(place).collect()
}

/// Says where the link will be that the author left out.
#[component]
fn LinkNote(message: RwSignal<String>, kind: TemplateKind) -> impl IntoView {
    let is_missing = move || message.with(|message| !has_link(message, kind));
    view! {
        <div class="template-link" role="status">
            {move || is_missing().then(|| view! {
                <p class="notice">
                    <Icon name="note"/>
                    <span>
                        {rich(
                            &t!(templates::link_missing, code = SLOTS[0]),
                            [view! { <code>{kind.link().code()}</code> }.into_any()],
                        )}
                    </span>
                </p>
            })}
        </div>
    }
}

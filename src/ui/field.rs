//! One-line inputs: label above, hint, input, complaint.

use super::browser;
use super::form_state::FormState;
use super::icon::Icon;
use crate::error::AppError;
use crate::paths;
use leptos::prelude::*;

/// An input for one line of text. Its id is `field`, its name `form[field]` unless `id` and `name` say
/// otherwise. Children stand below, for suggestions about what was typed.
#[component]
pub fn TextField(
    form: FormState,
    field: &'static str,
    #[prop(into)] label: String,
    /// What the input holds unless the page load brought back something typed.
    #[prop(optional, into)]
    value: String,
    #[prop(optional, into)] hint: Option<String>,
    /// `text`, `email` or `tel`.
    #[prop(default = "text")]
    kind: &'static str,
    #[prop(optional)] autocomplete: Option<&'static str>,
    #[prop(optional)] inputmode: Option<&'static str>,
    /// The most characters the rule of this field allows.
    #[prop(optional)]
    max: Option<usize>,
    /// Says "(optional)" beside the label.
    #[prop(optional)]
    optional: bool,
    #[prop(optional)] readonly: bool,
    /// Has the focus as the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// Instead of `form[field]`.
    #[prop(optional)]
    name: Option<&'static str>,
    /// Instead of `field`, where a page has several such forms.
    #[prop(optional, into)]
    id: Option<String>,
    /// Called with the text as one types.
    #[prop(optional)]
    on_type: Option<Callback<String>>,
    /// Called with the text as one leaves a field that was changed.
    #[prop(optional)]
    on_leave: Option<Callback<String>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let error = form.error(field);
    let email = kind == "email";
    let name = name.map_or_else(|| form_name(field), str::to_owned);
    let id = id.unwrap_or_else(|| field.to_owned());
    view! {
        <div class="field">
            <FieldLabel field=id.clone() label optional/>
            <FieldHint field=id.clone() hint=hint.clone()/>
            <input
                id=id.clone()
                name=name
                type=kind
                value=form.typed(field, &value)
                autocomplete=autocomplete
                inputmode=if email { Some("email") } else { inputmode }
                autocapitalize=email.then_some("none")
                spellcheck=email.then_some("false")
                // One rule counts the characters and says how to fix it; the browser only stops floods, never cuts a
                // text short silently.
                maxlength=max.map(|max| 2 * max + 1)
                readonly=readonly
                autofocus=autofocus || form.is_first_wrong(field)
                aria-required=(!optional && !readonly).then_some("true")
                aria-invalid=move || invalid(error)
                aria-describedby=described_by(&id, hint.is_some())
                on:input=move |event| {
                    if let Some(on_type) = on_type {
                        on_type.run(event_target_value(&event));
                    }
                }
                on:change=move |event| {
                    if let Some(on_leave) = on_leave {
                        let text = event_target_value(&event);
                        // The click may have left the page, and then the check is not needed.
                        browser::after_the_click(move || _ = on_leave.try_run(text));
                    }
                }
            />
            <FieldError field=id error/>
            {children.map(|children| children())}
        </div>
    }
}

/// An input for one file. It travels as `field` itself, in a form with
/// `enctype="multipart/form-data"`.
#[component]
pub fn FileField(
    form: FormState,
    field: &'static str,
    #[prop(into)] label: String,
    #[prop(into)] hint: String,
    /// What the browser offers: content types, by commas.
    accept: &'static str,
) -> impl IntoView {
    let error = form.error(field);
    view! {
        <div class="field">
            <FieldLabel field label/>
            <FieldHint field hint=Some(hint)/>
            <input
                id=field
                name=field
                type="file"
                accept=accept
                autofocus=form.is_first_wrong(field)
                aria-required="true"
                aria-invalid=move || invalid(error)
                aria-describedby=described_by(field, true)
            />
            <FieldError field error/>
        </div>
    }
}

/// The name under which a field of a form struct travels.
pub(super) fn form_name(field: &str) -> String {
    ["form[", field, "]"].concat()
}

/// The ids of hint and complaint, for `aria-describedby`.
pub(super) fn described_by(field: &str, has_hint: bool) -> String {
    let hint = if has_hint { [field, "-hint "].concat() } else { String::new() };
    [&hint, field, "-error"].concat()
}

/// `aria-invalid` of an input. One that the browser takes away reports its change on the way, and what
/// shows the complaint may run when the form is gone already: hence `try`, here and below.
pub(super) fn invalid(error: Signal<Option<String>>) -> Option<&'static str> {
    error.try_with(Option::is_some)?.then_some("true")
}

/// The label above a field.
#[component]
pub(super) fn FieldLabel(
    #[prop(into)] field: String,
    label: String,
    #[prop(optional)] optional: bool,
) -> impl IntoView {
    view! {
        <label class="field-label" for=field>
            {label} {optional.then(|| view! { <span class="field-optional">" " {t!(ui::optional)}</span> }.into_any())}
        </label>
    }
}

/// The sentence between label and input.
#[component]
pub(super) fn FieldHint(#[prop(into)] field: String, hint: Option<String>) -> impl IntoView {
    hint.map(|hint| view! { <p class="field-hint" id=[&field, "-hint"].concat()>{hint}</p> }.into_any())
}

/// The complaint below the input. Its box is always there, so that screen readers hear it arrive.
#[component]
pub(super) fn FieldError(#[prop(into)] field: String, error: Signal<Option<String>>) -> impl IntoView {
    view! {
        <div class="field-error" id=[&field, "-error"].concat() aria-live="polite">
            {move || error.try_get().flatten().map(|error| view! { <p><Icon name="alert"/>{error}</p> }.into_any())}
        </div>
    }
}

/// What went wrong with the form as a whole, above its fields; several complaints link to theirs.
#[component]
pub fn FormBanner(form: FormState) -> impl IntoView {
    let banner = form.banner();
    let errors = move || form.summary();
    view! {
        <div class="form-banner" role="alert">
            {move || banner.get().map(|error| {
                // Not here: what was typed is on this page.
                let way_on = (error == AppError::SignInNeeded)
                    .then(|| view! {
                        <a href=paths::SIGN_IN target="_blank">{t!(ui::sign_in_in_a_new_tab)}</a> ". " {t!(ui::then_come_back)}
                    }.into_any());
                view! { <p><Icon name="alert"/><span>{error.to_string()} " " {way_on}</span></p> }.into_any()
            })}
            {move || (errors().len() > 1).then(|| view! {
                <p><Icon name="alert"/>{t!(ui::check_the_highlighted_fields)}</p>
                <ul>
                    {errors().into_iter().map(|(field, message)| view! {
                        <li><a href=["#", &field].concat() rel="external">{message}</a></li>
                    }.into_any()).collect_view()}
                </ul>
            }.into_any())}
        </div>
    }
}

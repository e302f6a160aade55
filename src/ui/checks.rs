//! Check boxes, alone and in groups, and choices of one of a few.

use super::field::{FieldError, FieldHint, described_by, form_name, invalid};
use super::form_state::FormState;
use leptos::prelude::*;

/// Several of several: `options` are pairs of value and text, `value` the checked ones.
#[component]
pub fn CheckGroup(
    form: FormState,
    field: &'static str,
    #[prop(into)] legend: String,
    options: Vec<(String, String)>,
    #[prop(optional)] value: Vec<String>,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let error = form.error(field);
    let checked = form.typed_all(field).unwrap_or(value);
    let name = [&form_name(field), "[]"].concat();
    let boxes = options.into_iter().map(|(value, text)| {
        let checked = checked.contains(&value);
        view! {
            <label class="check">
                <input type="checkbox" name=name.clone() value=value checked=checked/>
                <span>{text}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field" id=field aria-describedby=described_by(field, hint.is_some())>
            <legend class="field-label">{legend}</legend>
            <FieldHint field hint=hint.clone()/>
            <div class="checks">{boxes.collect_view()}</div>
            <FieldError field error/>
        </fieldset>
    }
}

/// One box; checked it sends its value, unchecked nothing. Children stand below, for more than a hint.
#[component]
pub fn Check(
    form: FormState,
    field: &'static str,
    #[prop(into)] label: String,
    /// What it sends.
    #[prop(default = "on".to_owned(), into)]
    value: String,
    #[prop(optional)] checked: bool,
    /// It has to be checked.
    #[prop(optional)]
    required: bool,
    #[prop(optional, into)] hint: Option<String>,
    /// Makes it a switch: `hint` is what On means, and this is what Off means.
    #[prop(optional, into)]
    off_hint: Option<String>,
    /// Called with the new state.
    #[prop(optional)]
    on_toggle: Option<Callback<bool>>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let error = form.error(field);
    let checked = form.typed_all(field).map_or(checked, |typed| typed.contains(&value));
    let described_by = described_by(field, hint.is_some());
    let role = off_hint.is_some().then_some("switch");
    let hint = match off_hint {
        Some(off) => view! {
            <p class="field-hint" id=[field, "-hint"].concat()>
                <span class="when-on">{hint}</span>
                <span class="when-off">{off}</span>
            </p>
        }
        .into_any(),
        None => view! { <FieldHint field hint/> }.into_any(),
    };
    view! {
        <div class="field">
            <label class="check">
                <input
                    type="checkbox"
                    role=role
                    id=field
                    name=form_name(field)
                    value=value
                    checked=checked
                    autofocus=form.is_first_wrong(field)
                    aria-required=required.then_some("true")
                    aria-invalid=move || invalid(error)
                    aria-describedby=described_by
                    on:change=move |event| {
                        form.set_error(field, None);
                        if let Some(on_toggle) = on_toggle {
                            on_toggle.run(event_target_checked(&event));
                        }
                    }
                />
                <span>{label}</span>
            </label>
            {hint}
            {children.map(|children| children())}
            <FieldError field error/>
        </div>
    }
}

/// One of a few: `options` are pairs of value and text, `value` the chosen one, if any is.
#[component]
pub fn RadioGroup(
    form: FormState,
    field: &'static str,
    #[prop(into)] legend: String,
    options: Vec<(String, String)>,
    #[prop(optional, into)] value: String,
    /// Shows the accent or tone that each value names beside its text.
    #[prop(optional)]
    swatches: bool,
) -> impl IntoView {
    let error = form.error(field);
    let chosen = form.typed(field, &value);
    let name = form_name(field);
    let buttons = options.into_iter().map(|(value, text)| {
        let checked = chosen == value;
        let swatch = swatches.then(|| {
            view! { <span class="swatch" data-accent=value.clone() data-tone=value.clone()></span> }.into_any()
        });
        view! {
            <label class="check">
                <input type="radio" name=name.clone() value=value checked=checked/>
                {swatch}
                <span>{text}</span>
            </label>
        }
    });
    view! {
        <fieldset class="field" id=field tabindex="-1" aria-describedby=described_by(field, false)>
            <legend class="field-label">{legend}</legend>
            <div class="checks">{buttons.collect_view()}</div>
            <FieldError field error/>
        </fieldset>
    }
}

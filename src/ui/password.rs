//! A password with a button that shows it and, where one is chosen, an honest meter.

use super::field::{FieldError, FieldHint, FieldLabel, described_by, form_name, invalid};
use super::form_state::FormState;
use crate::domain::password::{Password, Strength};
use leptos::prelude::*;

/// A password input. Pasting is welcome; nothing typed ever comes back from the server.
#[component]
pub fn PasswordField(
    form: FormState,
    field: &'static str,
    #[prop(into)] label: String,
    /// `new-password` or `current-password`.
    autocomplete: &'static str,
    #[prop(optional, into)] hint: Option<String>,
    /// Says "(optional)" beside the label.
    #[prop(optional)]
    optional: bool,
    /// Called with the password as one types.
    #[prop(optional)]
    on_type: Option<Callback<String>>,
    /// The judgement of what was typed; its meter appears with the first one.
    #[prop(optional, into)]
    strength: Option<Signal<Option<Strength>>>,
    /// Has the focus as the page opens.
    #[prop(optional)]
    autofocus: bool,
) -> impl IntoView {
    let error = form.error(field);
    let shown = RwSignal::new(false);
    let hydrated = hydrated();
    view! {
        <div class="field">
            <FieldLabel field label optional/>
            <FieldHint field hint=hint.clone()/>
            <div class="password">
                <input
                    id=field
                    name=form_name(field)
                    type=move || if shown.get() { "text" } else { "password" }
                    autocomplete=autocomplete
                    autocapitalize="none"
                    spellcheck="false"
                    maxlength=4 * Password::MAX
                    autofocus=autofocus || form.is_first_wrong(field)
                    aria-required=(!optional).then_some("true")
                    aria-invalid=move || invalid(error)
                    aria-describedby=described_by(field, hint.is_some())
                    on:input=move |event| {
                        form.set_error(field, None);
                        if let Some(on_type) = on_type {
                            on_type.run(event_target_value(&event));
                        }
                    }
                />
                <button
                    type="button"
                    class="password-reveal"
                    hidden=move || !hydrated.get()
                    aria-controls=field
                    on:click=move |_| shown.update(|shown| *shown = !*shown)
                >
                    {move || if shown.get() { t!(ui::hide) } else { t!(ui::show) }}
                    <span class="visually-hidden">" " {t!(ui::password)}</span>
                </button>
            </div>
            {strength.map(|strength| view! { <Meter strength/> }.into_any())}
            <FieldError field error/>
        </div>
    }
}

/// True once the page can answer: what needs JavaScript stays hidden until then.
pub fn hydrated() -> ReadSignal<bool> {
    let (hydrated, set_hydrated) = signal(false);
    Effect::new(move |_| set_hydrated.set(true));
    hydrated
}

#[component]
fn Meter(strength: Signal<Option<Strength>>) -> impl IntoView {
    let level = move || match strength.get() {
        None => "0",
        Some(Strength::TooWeak) => "1",
        Some(Strength::Fair) => "2",
        Some(Strength::Strong) => "3",
    };
    let words = move || match strength.get() {
        None => "",
        Some(Strength::TooWeak) => t!(ui::too_easy_to_guess_add_another),
        Some(Strength::Fair) => t!(ui::good_enough_longer_is_better),
        Some(Strength::Strong) => t!(ui::strong),
    };
    view! {
        <div class="meter" data-level=level>
            <div class="meter-bars" aria-hidden="true"><i></i><i></i><i></i></div>
            <p aria-live="polite">{words}</p>
        </div>
    }
}

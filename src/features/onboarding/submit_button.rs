use leptos::prelude::*;

/// The one button of a step. It submits only once while a request is in progress, and keeps the focus, which a disabled
/// button would lose.
#[component]
pub fn SubmitButton(
    pending: RwSignal<bool>,
    /// The id of the form, for a button outside of it.
    #[prop(optional)]
    form: Option<&'static str>,
    children: Children,
) -> impl IntoView {
    view! {
        <button
            class="button primary"
            type="submit"
            form=form
            aria-disabled=move || pending.get().then_some("true")
            on:click=move |click| {
                if pending.get_untracked() {
                    click.prevent_default();
                }
            }
        >
            {children()}
        </button>
    }
}

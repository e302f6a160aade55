use super::api::CheckDomain;
use crate::ui::browser;
use crate::ui::icon::Icon;
use crate::ui::server_data::ask;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is said below the field of an email address whose domain takes no email. It stops nothing.
#[derive(Clone, Copy, Default)]
pub struct DomainCheck(RwSignal<String>);

impl DomainCheck {
    /// Takes back what was said.
    pub fn forget(self) {
        self.0.set(String::new());
    }

    /// Checks the domain of `address`, which is in the field.
    pub fn look(self, address: String) {
        spawn_local(async move {
            // A look that fails costs nothing.
            if let Ok(warning) = ask(CheckDomain { address: address.clone() }).await
                && browser::text_of("email") == address
            {
                self.0.try_set(warning);
            }
        });
    }
}

/// Shows it. The box is always there, so that screen readers hear it arrive.
#[component]
pub fn DomainWarning(check: DomainCheck) -> impl IntoView {
    let warning = move || check.0.try_get().filter(|warning| !warning.is_empty());
    view! {
        <div class="field-warning" aria-live="polite">
            {move || warning().map(|warning| view! { <p><Icon name="alert"/>{warning}</p> }.into_any())}
        </div>
    }
}

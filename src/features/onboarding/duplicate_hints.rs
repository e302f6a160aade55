//! Possible duplicates, shown before a partner is added twice.

use super::api::FindDuplicates;
use crate::domain::onboarding::{PossibleDuplicate, PossibleDuplicates};
use crate::paths;
use crate::ui::form_state::FormState;
use crate::ui::server_data::ask;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// What is known already about the company and the address in the form.
#[derive(Clone, Copy)]
pub struct DuplicateChecker {
    form: FormState,
    found: RwSignal<PossibleDuplicates>,
    /// The name and the address that were asked about last; answers about others come too late.
    asked: StoredValue<(String, String)>,
}

impl DuplicateChecker {
    /// A radar that has not looked yet. It shows its complaint about the address in `form`.
    pub fn new(form: FormState) -> Self {
        Self { form, found: RwSignal::default(), asked: StoredValue::default() }
    }

    /// Looks for others of this name or this address.
    pub fn look(self, name: String, email: String) {
        let question = (name, email);
        if self.asked.with_value(|asked| *asked == question) {
            return;
        }
        self.asked.set_value(question.clone());
        spawn_local(async move {
            let (name, email) = question.clone();
            // A look that fails costs nothing: Next looks again, on the server.
            let Ok(found) = ask(FindDuplicates { name, email }).await else { return };
            if self.asked.try_with_value(|asked| *asked == question) == Some(true) {
                self.show(found);
            }
        });
    }

    fn show(self, found: PossibleDuplicates) {
        if let Some(owner) = &found.email {
            self.form.set_error("email", Some(owner.message.clone()));
        }
        self.found.set(found);
    }

    /// Takes back who has the address: the next look says it.
    pub fn forget_owner(self) {
        self.found.update(|found| found.email = None);
    }
}

/// Partners with a name like the one typed: worth a second look, no error.
#[component]
pub fn SimilarPartners(checker: DuplicateChecker) -> impl IntoView {
    let similar = move || checker.found.with(|found| found.partners.clone());
    view! {
        <div class="duplicate-hints" aria-live="polite">
            {move || similar().into_iter().map(|partner| {
                let message = partner.message.clone();
                view! { <p class="duplicate-hint">{message} " " <OpenPartner duplicate=partner/></p> }
            }).collect_view()}
        </div>
    }
}

/// The way to the partner whose contact already has this address.
#[component]
pub fn AddressOwner(checker: DuplicateChecker) -> impl IntoView {
    let owner = move || checker.found.with(|found| found.email.clone());
    view! {
        <div class="duplicate-hints">
            {move || owner().map(|duplicate| view! { <p class="duplicate-owner"><OpenPartner duplicate/></p> }.into_any())}
        </div>
    }
}

/// A link to the partner, in a new tab: the form stays as it is.
#[component]
fn OpenPartner(duplicate: PossibleDuplicate) -> impl IntoView {
    let PossibleDuplicate { partner, name, .. } = duplicate;
    partner.map(|id| {
        view! {
            <a href=paths::partner(id) target="_blank">
                {t!(onboarding::open_named, name = &name)}
                <span class="visually-hidden">" " {t!(onboarding::in_a_new_tab)}</span>
            </a>
        }
    })
}

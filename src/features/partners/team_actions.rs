use super::api::{MakeMainContact, RemoveContact};
use crate::domain::partners::partner::Contact;
use crate::ui::confirm::{Confirm, ConfirmForm};
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use leptos::prelude::*;

/// A contact's place among the others: becoming the main one, and leaving.
#[component]
pub fn TeamActions(contact: Contact, on_change: Callback<()>) -> impl IntoView {
    let person = contact.id.to_string();
    let name = contact.access.name;
    let (make_main, remove) = (FormAction::to::<MakeMainContact>(), FormAction::to::<RemoveContact>());
    let form = state(&person, make_main, remove);
    for post in [make_main, remove] {
        Effect::new(move |_| {
            if let Some(Ok(())) = post.answer().get() {
                on_change.run(());
            }
        });
    }
    let leave = if contact.is_main {
        view! {
            <p>
                <strong>{t!(partners::is_main_contact, name = &name)}</strong> " " {t!(partners::choose_main_first)}
            </p>
        }
        .into_any()
    } else {
        view! {
            <p>
                <strong>{t!(partners::remove_question, name = &name)}</strong> " " {t!(partners::remove_effect)}
            </p>
            <ConfirmForm post=remove fields=person_field(&person) button=t!(partners::remove_named, name = &name)/>
        }
        .into_any()
    };
    view! {
        <footer class="contact-team">
            <FormBanner form/>
            {(!contact.is_main).then(|| view! {
                <form method="post" action=make_main.url() on:submit=make_main.on_submit()>
                    {hidden_fields(person_field(&person))}
                    <button class="button small quiet" aria-disabled=make_main.busy()>
                        {t!(partners::make_main_contact)} <span class="visually-hidden">": " {name}</span>
                    </button>
                </form>
            }.into_any())}
            <Confirm label=t!(partners::remove_contact)>{leave}</Confirm>
        </footer>
    }
}

/// Complaints of both forms; after a page load only those about this contact.
fn state(person: &str, make_main: FormAction, remove: FormAction) -> FormState {
    let mut states = [make_main, remove].map(|post| FormState::new(post.url())).into_iter();
    let brought_back = states.find(|state| state.typed("person", "") == person);
    brought_back.unwrap_or_else(|| FormState::new("")).follow(make_main).follow(remove)
}

fn person_field(person: &str) -> Vec<(&'static str, String)> {
    vec![("form[person]", person.to_owned())]
}

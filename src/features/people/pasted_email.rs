use super::api::ReadAddress;
use super::domain_warning::DomainCheck;
use crate::domain::email::PersonInAddress;
use crate::ui::browser;
use crate::ui::form_state::FormState;
use crate::ui::server_data::ask;
use leptos::task::spawn_local;

/// Checks what was typed or pasted into the field of the email address as one leaves it, and puts it where it belongs:
/// the address alone stays there, and the name beside it fills the fields of the names, if both are empty. Then `domain`
/// is checked.
pub fn read_address(form: FormState, domain: DomainCheck, text: String) {
    form.set_error("email", None);
    domain.forget();
    spawn_local(async move {
        let answer = ask(ReadAddress { text: text.clone() }).await;
        if browser::text_of("email") != text {
            return;
        }
        match answer {
            Ok(Ok(person)) => {
                domain.look(person.address.clone());
                fill(form, person, &text);
            }
            Ok(Err(complaint)) => form.set_error("email", Some(complaint)),
            // A look that fails costs nothing: the form is checked when it is sent.
            Err(_) => {}
        }
    });
}

fn fill(form: FormState, person: PersonInAddress, text: &str) {
    let PersonInAddress { address, first_name, last_name } = person;
    if address != text {
        browser::fill("email", &address);
    }
    let is_empty = ["first_name", "last_name"].into_iter().all(|field| browser::text_of(field).is_empty());
    if is_empty && !first_name.is_empty() {
        browser::fill("first_name", &first_name);
        browser::fill("last_name", &last_name);
        form.set_error("first_name", None);
        form.set_error("last_name", None);
    }
}

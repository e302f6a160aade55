use crate::domain::email::Pasted;
use crate::ui::browser;
use crate::ui::form_state::FormState;

/// Puts what was pasted into the field of the email address where it belongs: the address alone stays there, and the
/// name beside it fills the fields of the names, if both are empty.
pub fn take_apart(form: FormState, text: &str) {
    let Ok(pasted) = Pasted::read(text) else { return };
    if !pasted.address.is_empty() && pasted.address != text {
        browser::fill("email", &pasted.address);
    }
    let typed = ["first_name", "last_name"].map(browser::text_of);
    let (first, last) = pasted.names_for(&typed[0], &typed[1]);
    if typed.iter().all(String::is_empty) && !first.is_empty() {
        browser::fill("first_name", &first);
        browser::fill("last_name", &last);
        form.set_error("first_name", None);
        form.set_error("last_name", None);
    }
}

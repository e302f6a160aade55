use super::api::DeletePartner;
use crate::ui::confirm::{Confirm, ConfirmForm};
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use leptos::prelude::*;

/// The end of a partner, behind a second look.
#[component]
pub fn DeleteSection(partner: String, name: String) -> impl IntoView {
    let delete = FormAction::to::<DeletePartner>();
    let form = FormState::of(delete);
    view! {
        <section class="partner-delete">
            <FormBanner form/>
            <Confirm label=t!(partners::delete_partner)>
                <p>
                    <strong>{t!(partners::delete_question, name = &name)}</strong> " " {t!(partners::delete_effect)}
                </p>
                <ConfirmForm post=delete fields=vec![("partner", partner)] button=t!(partners::delete_named, name = &name)/>
            </Confirm>
        </section>
    }
}

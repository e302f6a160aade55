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
                    <strong>"Delete " {name.clone()} "?"</strong>
                    " Its contacts lose access at once, links stop working, and the history goes. "
                    "It cannot be brought back."
                </p>
                <ConfirmForm post=delete fields=vec![("partner", partner)] button=["Delete ", &name].concat()/>
            </Confirm>
        </section>
    }
}

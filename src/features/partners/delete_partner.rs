use super::api::DeletePartner;
use crate::ui::confirm::Confirm;
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
            <Confirm label="Delete partner">
                <p>
                    <strong>"Delete " {name.clone()} "?"</strong>
                    " Its contacts lose access at once, links stop working, and the history goes. "
                    "It cannot be brought back."
                </p>
                <form method="post" action=delete.url() on:submit=delete.on_submit()>
                    <input type="hidden" name="partner" value=partner/>
                    <button class="button danger" disabled=delete.pending()>"Delete " {name}</button>
                </form>
            </Confirm>
        </section>
    }
}

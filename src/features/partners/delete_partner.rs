use super::api::DeletePartner;
use crate::ui::confirm::Confirm;
use crate::ui::field::FormBanner;
use crate::ui::form_state::FormState;
use leptos::form::ActionForm;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// The end of a partner, behind a second look.
#[component]
pub fn DeleteSection(partner: String, name: String) -> impl IntoView {
    let delete = ServerAction::<DeletePartner>::new();
    let form = FormState::new(DeletePartner::url()).follow(delete);
    view! {
        <section class="partner-delete">
            <FormBanner form/>
            <Confirm label="Delete partner">
                <p>
                    <strong>"Delete " {name.clone()} "?"</strong>
                    " Its contacts lose access at once, links stop working, and the history goes. "
                    "It cannot be brought back."
                </p>
                <ActionForm action=delete>
                    <input type="hidden" name="partner" value=partner/>
                    <button class="button danger" disabled=delete.pending()>"Delete " {name}</button>
                </ActionForm>
            </Confirm>
        </section>
    }
}

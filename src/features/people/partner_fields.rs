//! What a partner is called, and how far they are.

use crate::domain::partners::details::{PartnerInput, Website};
use crate::domain::text::PartnerName;
use crate::ui::checks::CheckGroup;
use crate::ui::field::TextField;
use crate::ui::form_state::FormState;
use crate::ui::select::SelectField;
use leptos::prelude::*;

/// The fields of a partner, each with its rule.
#[component]
pub fn PartnerFields(
    form: FormState,
    partner: PartnerInput,
    /// Ids and names to choose from.
    statuses: Vec<(String, String)>,
    programs: Vec<(String, String)>,
    /// The name has the focus as the page opens.
    #[prop(optional)]
    autofocus: bool,
    /// Called as one leaves the name.
    #[prop(optional)]
    on_leave_name: Option<Callback<()>>,
    /// Shown below the name.
    #[prop(optional)]
    children: Option<Children>,
) -> impl IntoView {
    let leave_name = Callback::new(move |name: String| {
        form.check("name", PartnerName::parse(&name));
        if let Some(on_leave_name) = on_leave_name {
            on_leave_name.run(());
        }
    });
    view! {
        <TextField
            form field="name" label=t!(people::partner_name) value=partner.name autocomplete="off" max=PartnerName::MAX
            autofocus on_leave=leave_name
        >
            {children.map(|children| children())}
        </TextField>
        <TextField
            form field="website" label=t!(people::website) kind="url" value=partner.website autocomplete="off" optional=true
            max=Website::MAX on_leave=Callback::new(move |text: String| form.check("website", Website::parse(&text)))
        />
        <SelectField
            form field="status" label=t!(people::status) options=statuses value=partner.status
            hint=t!(people::for_your_own_tracking_doesnt_affect)
        />
        {(!programs.is_empty()).then(|| view! {
            <CheckGroup form field="programs" legend=t!(people::partner_programs) options=programs value=partner.programs/>
        }.into_any())}
    }
}

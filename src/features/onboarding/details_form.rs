use super::api::SaveDetails;
use super::autosave::{Autosave, KeptLine};
use super::duplicate_hints::{AddressOwner, DuplicateChecker, SimilarPartners};
use super::leave::CancelButton;
use super::submit_button::SubmitButton;
use crate::domain::email::EmailAddress;
use crate::domain::onboarding::{DetailsForm as Details, Wizard};
use crate::domain::partners::contact::ContactInput;
use crate::domain::partners::details::PartnerInput;
use crate::domain::partners::partner::Choices;
use crate::domain::text::{FirstName, JobTitle, LastName, PhoneNumber};
use crate::features::people::domain_warning::{DomainCheck, DomainWarning};
use crate::features::people::language::LanguageField;
use crate::features::people::partner_fields::PartnerFields;
use crate::features::people::pasted_email::read_address;
use crate::ui::browser;
use crate::ui::checks::Check;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::more_fields::MoreFields;
use leptos::html;
use leptos::prelude::*;

/// The id that ties the buttons, which follow the form, to it.
const FORM: &str = "details";

/// The form of step 1. What is typed is kept while one types; **Next** checks it.
#[component]
pub fn DetailsForm(wizard: Wizard) -> impl IntoView {
    let Wizard { id, draft, saved, choices, .. } = wizard;
    let details = if saved { draft.details } else { fresh(&choices) };
    let gives_access = details.gives_access();

    let save = FormAction::to::<SaveDetails>();
    let form = FormState::of(save);
    let node = NodeRef::<html::Form>::new();
    let autosave = Autosave::new(node);
    let checker = DuplicateChecker::new(form);
    let look = Callback::new(move |()| {
        if let Some(form) = node.get_untracked() {
            checker.look(browser::value(&form, "form[name]"), browser::value(&form, "form[email]"));
        }
    });
    Effect::new(move |_| {
        if save.answer().with(|answer| matches!(answer, Some(Err(_)))) {
            autosave.soon();
        }
        look.run(());
    });

    view! {
        <form
            id=FORM
            class="form wizard-columns"
            method="post"
            action=save.url()
            novalidate
            node_ref=node
            on:input=move |_| autosave.soon()
            on:change=move |_| autosave.now()
            on:submit=move |event| autosave.hand_over(save, &event)
        >
            <input type="hidden" name="draft" value=id.to_string()/>
            <FormBanner form/>
            <PartnerSection form checker look choices partner=details.partner first=!saved/>
            <div class="wizard-column">
                <ContactSection form checker look contact=details.contact/>
                <section class="form-section" aria-labelledby="portal-access">
                    <h2 id="portal-access">{t!(onboarding::portal_access)}</h2>
                    <Check
                        form field="access" label=t!(onboarding::access_to_the_partner_portal) checked=gives_access
                        hint=t!(onboarding::on_you_choose_next_how_they)
                        off_hint=t!(onboarding::access_off)
                    />
                </section>
            </div>
        </form>
        <footer class="form-actions sticky">
            <KeptLine autosave/>
            <CancelButton draft=id form=node autosave/>
            // The style sheet picks the word by the switch, so that it is right without JavaScript too.
            <SubmitButton pending=save.pending() form=FORM>
                <span class="with-access">{t!(onboarding::next)}</span>
                <span class="without-access">{t!(onboarding::add)}</span>
            </SubmitButton>
        </footer>
    }
}

/// A wizard without input yet: a prospect who gets access.
fn fresh(choices: &Choices) -> Details {
    Details {
        partner: PartnerInput {
            status: choices.default_status.map(|id| id.to_string()).unwrap_or_default(),
            ..PartnerInput::default()
        },
        contact: ContactInput::default(),
        access: "on".to_owned(),
    }
}

/// *Partner details*: the company.
#[component]
fn PartnerSection(
    form: FormState,
    checker: DuplicateChecker,
    look: Callback<()>,
    choices: Choices,
    partner: PartnerInput,
    /// Nothing was typed yet.
    first: bool,
) -> impl IntoView {
    let statuses = choices.statuses.into_iter().map(|status| (status.id.to_string(), status.name)).collect();
    let programs = choices.programs.into_iter().map(|program| (program.id.to_string(), program.name)).collect();
    view! {
        <section class="form-section" aria-labelledby="partner-details">
            <h2 id="partner-details">{t!(onboarding::partner_details)}</h2>
            <PartnerFields form partner statuses programs autofocus=first on_leave_name=look>
                <SimilarPartners checker/>
            </PartnerFields>
        </section>
    }
}

/// *Main contact*: the person.
#[component]
fn ContactSection(
    form: FormState,
    checker: DuplicateChecker,
    look: Callback<()>,
    contact: ContactInput,
) -> impl IntoView {
    let more = vec![
        ("job_title", contact.job_title.clone()),
        ("phone", contact.phone.clone()),
        ("language", contact.language.clone()),
    ];
    let leave_first_name = Callback::new(move |text: String| form.check("first_name", FirstName::parse(&text)));
    let leave_last_name = Callback::new(move |text: String| form.check("last_name", LastName::parse(&text)));
    let leave_job_title = Callback::new(move |text: String| form.check("job_title", JobTitle::parse(&text)));
    let leave_phone = Callback::new(move |text: String| form.check("phone", PhoneNumber::parse(&text)));
    let domain = DomainCheck::default();
    let leave_email = Callback::new(move |text: String| {
        checker.forget_owner();
        read_address(form, domain, text);
        look.run(());
    });
    view! {
        <section class="form-section" aria-labelledby="main-contact">
            <h2 id="main-contact">{t!(onboarding::main_contact)}</h2>
            <div class="field-row">
                <TextField
                    form field="first_name" label=t!(onboarding::first_name) value=contact.first_name
                    autocomplete="off" max=FirstName::MAX on_leave=leave_first_name
                />
                <TextField
                    form field="last_name" label=t!(onboarding::last_name) value=contact.last_name optional=true
                    autocomplete="off" max=LastName::MAX on_leave=leave_last_name
                />
            </div>
            <TextField
                form field="email" label=t!(onboarding::email) value=contact.email kind="email"
                hint=t!(onboarding::they_sign_in_with_this_address)
                autocomplete="off" max=EmailAddress::MAX on_leave=leave_email
            >
                <AddressOwner checker/>
                <DomainWarning check=domain/>
            </TextField>
            <MoreFields form label=t!(onboarding::more_details) fields=more>
                <TextField
                    form field="job_title" label=t!(onboarding::job_title) value=contact.job_title optional=true
                    autocomplete="off" max=JobTitle::MAX on_leave=leave_job_title
                />
                <TextField
                    form field="phone" label=t!(onboarding::phone_number) value=contact.phone kind="tel" optional=true
                    autocomplete="off" max=PhoneNumber::MAX on_leave=leave_phone
                />
                <LanguageField form value=contact.language/>
            </MoreFields>
        </section>
    }
}

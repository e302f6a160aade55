use super::api::{AddChoice, UpdateChoice};
use super::labels::Labels;
use crate::domain::catalog::choice::{ChoiceKind, ManagedChoice, StatusRule, Tone};
use crate::domain::catalog::invite_rule::InviteRule;
use crate::domain::ids::ChoiceId;
use crate::domain::organisation::cadence::Cadence;
use crate::domain::text::{ChoiceName, ProgramText};
use crate::paths;
use crate::ui::checks::RadioGroup;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::select::SelectField;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// Name and, for a status, colour and rule; with a `choice` it is changed, without one a new one is added.
#[component]
pub fn ChoiceForm(kind: ChoiceKind, #[prop(optional)] choice: Option<ManagedChoice>) -> impl IntoView {
    let words = Labels::of(kind);
    let (save, button) = match &choice {
        Some(_) => (FormAction::to::<UpdateChoice>(), t!(catalog::save)),
        None => (FormAction::to::<AddChoice>(), t!(catalog::add)),
    };
    let form = FormState::of(save);
    let check_name = Callback::new(move |name: String| form.check("name", ChoiceName::parse(&name)));
    let id = choice.as_ref().map(|choice| choice.id.to_string()).unwrap_or_default();
    let tone = choice.as_ref().and_then(|choice| choice.tone).unwrap_or(Tone::Neutral);
    let rule = choice.as_ref().map(|choice| choice.rule).unwrap_or_default();
    let rules = StatusRule::ALL.map(|rule| (rule.as_str().to_owned(), rule.label().to_owned()));
    let invite_rule = choice.as_ref().and_then(|choice| choice.invites).unwrap_or_default();
    let description = choice.as_ref().map(|choice| choice.description.clone()).unwrap_or_default();
    let reminders = choice.as_ref().and_then(|choice| choice.reminders.clone()).map_or_else(String::new, shown_days);
    let tones = Tone::ALL.map(|tone| (tone.as_str().to_owned(), tone.label().to_owned()));
    view! {
        <form class="form" method="post" action=save.url() novalidate on:submit=save.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[kind]" value=kind.noun()/>
            <input type="hidden" name="form[choice]" value=id/>
            <TextField
                form field="name" label=words.name hint=words.name_hint autocomplete="off"
                value=choice.map(|choice| choice.name).unwrap_or_default() max=ChoiceName::MAX on_leave=check_name
            />
            {(kind == ChoiceKind::Status).then(|| view! {
                <RadioGroup
                    form field="tone" legend=t!(catalog::colour_for_reading_at_a_glance) options=tones.into() value=tone.as_str()
                    swatches=true
                />
                <SelectField
                    form field="rule" label=t!(catalog::when_a_partner_gets_this_status) options=rules.into() value=rule.as_str()
                    hint=t!(catalog::an_offer_on_the_partners_page)
                />
            })}
            {(kind == ChoiceKind::Program).then(|| program(form, invite_rule, description, reminders))}
            <div class="form-actions">
                <a class="button quiet" href=paths::manage_choices(kind)>{t!(catalog::cancel)}</a>
                <button class="button primary" aria-disabled=save.busy()>{button}</button>
            </div>
        </form>
    }
}

/// What partners read about the program, and what it allows their managers.
fn program(form: FormState, rule: InviteRule, description: String, reminders: String) -> AnyView {
    let choices = InviteRule::choices().map(|(word, text)| (word.to_owned(), text.to_owned()));
    let seats = rule.seats.map(|seats| seats.to_string()).unwrap_or_default();
    view! {
        <TextArea
            form field="description" label=t!(catalog::description) value=description optional=true max=ProgramText::MAX
            hint=t!(catalog::what_partners_read_about_it_in)
            on_leave=Callback::new(move |text: String| form.check("description", ProgramText::parse(&text)))
        />
        <SelectField
            form field="managers_invite" label=t!(catalog::who_may_invite_colleagues) options=choices.into()
            value=rule.choice() hint=t!(catalog::managers_are_contacts_with_that_role)
        />
        <TextField
            form field="seats" label=t!(catalog::seats) value=seats inputmode="numeric" autocomplete="off" optional=true max=3
            hint=t!(catalog::seats_hint)
            on_leave=Callback::new(move |text: String| form.check("seats", InviteRule::parse_seats(&text)))
        />
        <TextField
            form field="reminders" label=t!(catalog::reminders) value=reminders autocomplete="off" optional=true max=40
            hint=t!(catalog::reminders_hint)
            on_leave=Callback::new(move |days: String| form.check("reminders", Cadence::parse(&days)))
        />
    }
    .into_any()
}

/// Days as the field has them; it is empty for those of the organisation.
fn shown_days(reminders: Cadence) -> String {
    if reminders == Cadence::default() { "0".to_owned() } else { reminders.days() }
}

/// A form that names one entry; the children are its button.
#[component]
pub fn EntryForm(post: FormAction, kind: ChoiceKind, id: ChoiceId, children: Children) -> impl IntoView {
    view! {
        <form method="post" action=post.url() on:submit=post.on_submit()>
            <input type="hidden" name="kind" value=kind.noun()/>
            <input type="hidden" name="choice" value=id.to_string()/>
            {children()}
        </form>
    }
}

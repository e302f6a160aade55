use crate::domain::email::EmailAddress;
use crate::domain::language::Language;
use crate::domain::organisation::accent::Accent;
use crate::domain::organisation::cadence::Cadence;
use crate::domain::organisation::settings::{InvitationLifetime, Organisation};
use crate::domain::text::{OrganisationName, WelcomeText};
use crate::ui::checks::RadioGroup;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::select::SelectField;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// The settings as an owner changes them.
#[component]
pub fn SettingsForm(now: Organisation, save: FormAction) -> impl IntoView {
    let form = FormState::of(save);
    let check_name = Callback::new(move |name: String| form.check("name", OrganisationName::parse(&name)));
    let forget_reply_to = Callback::new(move |_| form.set_error("reply_to", None));
    let lifetimes = InvitationLifetime::ALL.map(|lifetime| (lifetime.hours().to_string(), lifetime.in_words()));
    let accents = Accent::ALL.map(|accent| (accent.as_str().to_owned(), accent.label().to_owned()));
    let zones = now.time_zones.into_iter().map(|zone| (zone.clone(), zone)).collect();
    view! {
        <form class="form" method="post" action=save.url() novalidate on:submit=save.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[version]" value=now.version.to_string()/>
            <TextField
                form field="name" label=t!(organisation::name) value=now.name autocomplete="organization"
                hint=t!(organisation::partners_see_it_on_every_page) max=OrganisationName::MAX on_leave=check_name
            />
            <TextField
                form field="reply_to" label=t!(organisation::reply_to_address) value=now.reply_to kind="email" autocomplete="off"
                hint=t!(organisation::replies_to_invitations_and_password_emails)
                optional=true max=EmailAddress::MAX on_leave=forget_reply_to
            />
            <SelectField
                form field="lifetime" label=t!(organisation::invitations_last) options=lifetimes.into()
                value=now.lifetime.hours().to_string()
                hint=t!(organisation::lifetime_hint)
            />
            <TextField
                form field="reminders" label=t!(organisation::reminders) value=now.reminders.days() autocomplete="off"
                hint=t!(organisation::reminders_hint) optional=true max=40
                on_leave=Callback::new(move |days: String| form.check("reminders", Cadence::parse(&days)))
            />
            <SelectField
                form field="language" label=t!(organisation::language) options=Language::options() value=now.language.code()
                hint=t!(organisation::language_hint)
            />
            <SelectField
                form field="time_zone" label=t!(organisation::time_zone) options=zones value=now.time_zone
                hint=t!(organisation::for_scheduled_emails_pages_show_times)
            />
            <RadioGroup
                form field="accent" legend=t!(organisation::accent_colour) options=accents.into() value=now.accent.as_str() swatches=true
            />
            <TextArea
                form field="welcome" label=t!(organisation::welcome_text) value=now.welcome optional=true max=WelcomeText::MAX
                hint=t!(organisation::what_partners_read_first_in_their)
                on_leave=Callback::new(move |text: String| form.check("welcome", WelcomeText::parse(&text)))
            />
            <dl class="card facts">
                <div>
                    <dt>{t!(organisation::public_url)}</dt>
                    <dd>
                        <p>{now.public_url}</p>
                        <p class="quiet-text">{t!(organisation::every_link_begins_with_it_the)}</p>
                    </dd>
                </div>
            </dl>
            <div class="form-actions">
                <button class="button primary" aria-disabled=save.busy()>{t!(organisation::save)}</button>
            </div>
        </form>
    }
}

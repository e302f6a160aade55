use crate::domain::email::EmailAddress;
use crate::domain::language::Language;
use crate::domain::organisation::accent::Accent;
use crate::domain::organisation::settings::{InvitationLifetime, Organisation, parse_reply_to};
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
    let check_reply_to = Callback::new(move |address: String| form.check("reply_to", parse_reply_to(&address)));
    let lifetimes = InvitationLifetime::ALL.map(|lifetime| (lifetime.hours().to_string(), lifetime.in_words()));
    let accents = Accent::ALL.map(|accent| (accent.as_str().to_owned(), accent.label().to_owned()));
    let zones = now.time_zones.into_iter().map(|zone| (zone.clone(), zone)).collect();
    view! {
        <form class="form" method="post" action=save.url() novalidate on:submit=save.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[version]" value=now.version.to_string()/>
            <TextField
                form field="name" label="Name" value=now.name autocomplete="organization"
                hint="Partners see it on every page and in every email." max=OrganisationName::MAX on_leave=check_name
            />
            <TextField
                form field="reply_to" label="Reply-to address" value=now.reply_to kind="email" autocomplete="off"
                hint="Replies to invitations and password emails go there. Left empty, replies to an invitation go to the colleague who sent it."
                optional=true max=EmailAddress::MAX on_leave=check_reply_to
            />
            <SelectField
                form field="lifetime" label="Invitations last" options=lifetimes.into()
                value=now.lifetime.hours().to_string()
                hint="For invitations that are sent or sent again from now on. Earlier links keep their time."
            />
            <SelectField
                form field="language" label="Language" options=Language::options() value=now.language.code()
                hint="For emails to contacts who have no language of their own."
            />
            <SelectField
                form field="time_zone" label="Time zone" options=zones value=now.time_zone
                hint="For scheduled emails. Pages show times in the reader's own zone."
            />
            <RadioGroup
                form field="accent" legend="Accent colour" options=accents.into() value=now.accent.as_str() swatches=true
            />
            <TextArea
                form field="welcome" label="Welcome text" value=now.welcome optional=true max=WelcomeText::MAX
                hint="What partners read first in their portal. Markdown, like the emails: [a link](https://example.com), - for a list, **bold**."
                on_leave=Callback::new(move |text: String| form.check("welcome", WelcomeText::parse(&text)))
            />
            <dl class="card facts">
                <div>
                    <dt>"Public URL"</dt>
                    <dd>
                        <p>{now.public_url}</p>
                        <p class="quiet-text">"Every link begins with it. The configuration of the server sets it: GANGWAY_PUBLIC_URL."</p>
                    </dd>
                </div>
            </dl>
            <div class="form-actions">
                <button class="button primary" aria-disabled=save.busy()>"Save"</button>
            </div>
        </form>
    }
}

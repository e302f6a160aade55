//! How a contact is invited: the same choices in every form that invites.

use super::send_time::SendTime;
use crate::domain::invitations::choice::{InvitationForm, InvitationOptions};
use crate::domain::templates::text::TemplateChoice;
use crate::domain::time::typed_in_words;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::select::SelectField;
use leptos::prelude::*;

/// By email, in which words and when, or by a link that staff pass on.
#[component]
pub fn InvitationFields(
    form: FormState,
    options: InvitationOptions,
    /// What was chosen before.
    chosen: InvitationForm,
    /// Who is invited, for example "Ana".
    #[prop(into)]
    who: String,
    /// The time as it is chosen.
    time: RwSignal<String>,
    /// Called with the template as it is chosen.
    #[prop(optional)]
    on_template: Option<Callback<String>>,
) -> impl IntoView {
    let by_link = options.is_by_link(&form.typed("delivery", &chosen.delivery));
    let template = options.template_or_default(&form.typed("template", &chosen.template));
    time.set(form.typed("send_at", &chosen.send_at));
    let choose = Callback::new(move |id: String| {
        if let Some(on_template) = on_template {
            on_template.run(id);
        }
    });
    view! {
        <fieldset class="form-section">
            <legend>"How should " {who.clone()} " get their invitation?"</legend>
            {options.email_to_files.then(|| no_mail_server(&who))}
            <label class="check">
                <input type="radio" name="form[delivery]" value="email" checked=!by_link/>
                <span>"Send an email"</span>
            </label>
            <div class="delivery-email">
                <SelectField
                    form field="template" label="Template" options=options.templates.into_iter().map(option).collect()
                    value=template on_choose=choose
                />
                <SendTime
                    form time_zone=options.time_zone when=chosen.when send_at=chosen.send_at
                    on_time=Callback::new(move |typed| time.set(typed))
                />
            </div>
            <label class="check">
                <input type="radio" name="form[delivery]" value="link" checked=by_link/>
                <span>"Don't send an email: I'll share the link myself"</span>
            </label>
        </fieldset>
    }
}

/// A template as a list offers it.
pub fn option(template: TemplateChoice) -> (String, String) {
    let TemplateChoice { id, name, is_default } = template;
    (id.to_string(), if is_default { [&name, " (default)"].concat() } else { name })
}

/// Says before it happens that no email can be sent.
fn no_mail_server(who: &str) -> AnyView {
    view! {
        <p class="notice" data-tone="warning">
            <Icon name="alert"/>
            "No mail server is configured: an email would be saved as a file on the server and would not reach "
            {who.to_owned()} ". Share the link instead."
        </p>
    }
    .into_any()
}

/// Who the email goes to, who it is from, and where answers go.
#[component]
pub fn EmailHeader(to: String, from: String, reply_to: String) -> impl IntoView {
    let reply_to = if reply_to.is_empty() { "you".to_owned() } else { reply_to };
    view! {
        <dl class="email-header">
            <div><dt>"To "</dt> <dd>{to}</dd></div>
            <div><dt>"From "</dt> <dd>{from}</dd></div>
            <div><dt>"Replies to "</dt> <dd>{reply_to}</dd></div>
        </dl>
    }
}

/// What the button of a form that invites does. The style sheet picks the words by the choices, so that they are right
/// without JavaScript too.
#[component]
pub fn InvitationVerb(
    /// What happens beside the invitation, for example "Add".
    verb: &'static str,
    /// The time as it is chosen.
    time: RwSignal<String>,
) -> impl IntoView {
    let scheduled = move || match typed_in_words(&time.get()) {
        Some(time) => [verb, ", send ", &time].concat(),
        None => [verb, " and schedule"].concat(),
    };
    view! {
        <span class="by-email-now">{[verb, " and send invitation"].concat()}</span>
        <span class="by-email-later">{scheduled}</span>
        <span class="by-link">{[verb, " and get the link"].concat()}</span>
    }
}

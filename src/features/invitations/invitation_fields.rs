//! How a contact is invited: the same choices in every form that invites.

use super::send_time::SendTime;
use crate::domain::invitations::choice::{InvitationForm, InvitationOptions};
use crate::domain::templates::text::TemplateChoice;
use crate::domain::text::PersonalNote;
use crate::domain::time::typed_in_words;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::live_preview::{Frames, LivePreview};
use crate::ui::more_fields::MoreFields;
use crate::ui::preview::Preview;
use crate::ui::select::SelectField;
use crate::ui::text_area::TextArea;
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
    /// Follows what is chosen.
    live: LivePreview,
) -> impl IntoView {
    let by_link = options.is_by_link(&form.typed("delivery", &chosen.delivery));
    let template = options.template_or_default(&form.typed("template", &chosen.template));
    time.set(form.typed("send_at", &chosen.send_at));
    view! {
        <fieldset class="form-section">
            <legend>"How should " {who.clone()} " get their invitation?"</legend>
            {options.email_to_files.then(|| no_mail_server(&who))}
            <label class="check">
                <input type="radio" name="form[delivery]" value="email" checked=!by_link/>
                <span>{t!(invitations::send_an_email)}</span>
            </label>
            <div class="delivery-email">
                <SelectField
                    form field="template" label=t!(invitations::template) options=options.templates.into_iter().map(option).collect()
                    value=template on_choose=Callback::new(move |_| live.now())
                />
                <SendTime
                    form time_zone=options.time_zone when=chosen.when send_at=chosen.send_at
                    on_time=Callback::new(move |typed| time.set(typed))
                />
                <NoteField form note=chosen.note live/>
            </div>
            <label class="check">
                <input type="radio" name="form[delivery]" value="link" checked=by_link/>
                <span>{t!(invitations::dont_send_an_email_ill_share)}</span>
            </label>
        </fieldset>
    }
}

/// Words of one's own above those of the template, folded up until they are wanted.
#[component]
pub fn NoteField(
    form: FormState,
    /// What was typed before.
    #[prop(optional)]
    note: String,
    live: LivePreview,
) -> impl IntoView {
    view! {
        <MoreFields form label=t!(invitations::add_a_personal_note) fields=vec![("note", note.clone())]>
            <TextArea
                form field="note" label=t!(invitations::personal_note) value=note optional=true rows=4 max=PersonalNote::MAX
                hint=t!(invitations::above_the_templates_text_in_this) on_type=Callback::new(move |_| live.soon())
            />
        </MoreFields>
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

/// The email as its reader would get it, or, by link, what happens instead.
#[component]
pub fn InvitationPreview(
    live: LivePreview,
    /// Where the default words can be seen, as HTML and as text.
    saved: [String; 2],
    #[prop(into)] title: String,
    /// Name and address; empty while nobody is named.
    to: String,
    from: String,
    reply_to: String,
) -> impl IntoView {
    let reply_to = if reply_to.is_empty() { "you".to_owned() } else { reply_to };
    view! {
        <Preview title on_view=Callback::new(move |()| live.switched())>
            <dl class="email-header">
                {(!to.is_empty()).then(|| view! { <div><dt>"To "</dt> <dd>{to}</dd></div> }.into_any())}
                <div><dt>"From "</dt> <dd>{from}</dd></div>
                <div><dt>"Replies to "</dt> <dd>{reply_to}</dd></div>
            </dl>
            <Frames live saved/>
        </Preview>
        <section class="card stack tight by-link" aria-labelledby="by-link">
            <h2 id="by-link">{t!(invitations::no_email_is_sent)}</h2>
            <p>{t!(invitations::you_get_a_personal_link_next)}</p>
        </section>
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

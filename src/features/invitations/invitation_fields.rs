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
            <legend>{t!(invitations::how_to_invite, name = &who)}</legend>
            {options.email_to_files.then(no_mail_server)}
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
    (id.to_string(), if is_default { t!(invitations::template_default, name = &name) } else { name })
}

/// Says before it happens that no email can be sent.
fn no_mail_server() -> AnyView {
    view! {
        <p class="notice" data-tone="warning">
            <Icon name="alert"/>
            {t!(invitations::not_reaching)}
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
    /// Name and address; empty until a person is named.
    to: String,
    from: String,
    reply_to: String,
) -> impl IntoView {
    let reply_to = if reply_to.is_empty() { t!(invitations::replies_to_you).to_owned() } else { reply_to };
    view! {
        <Preview title on_view=Callback::new(move |()| live.switched())>
            <dl class="email-header">
                {(!to.is_empty()).then(|| view! { <div><dt>{t!(invitations::header_to)} " "</dt> <dd>{to}</dd></div> }.into_any())}
                <div><dt>{t!(invitations::header_from)} " "</dt> <dd>{from}</dd></div>
                <div><dt>{t!(invitations::header_replies_to)} " "</dt> <dd>{reply_to}</dd></div>
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
    /// It adds the contact, too.
    #[prop(optional)]
    adds: bool,
    /// The time as it is chosen.
    time: RwSignal<String>,
) -> impl IntoView {
    let scheduled = move || match (typed_in_words(&time.get()), adds) {
        (Some(time), true) => t!(invitations::add_and_send_at, time = &time),
        (Some(time), false) => t!(invitations::give_and_send_at, time = &time),
        (None, true) => t!(invitations::add_and_schedule).to_owned(),
        (None, false) => t!(invitations::give_and_schedule).to_owned(),
    };
    let (now, by_link) = match adds {
        true => (t!(invitations::add_and_send), t!(invitations::add_and_get_link)),
        false => (t!(invitations::give_and_send), t!(invitations::give_and_get_link)),
    };
    view! {
        <span class="by-email-now">{now}</span>
        <span class="by-email-later">{scheduled}</span>
        <span class="by-link">{by_link}</span>
    }
}

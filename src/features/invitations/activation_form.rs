use super::api::{NoteOpened, ReportActivation};
use crate::domain::auth::role::Role;
use crate::domain::ids::InvitationId;
use crate::domain::invitations::invitation::Welcome;
use crate::domain::notice::Notice;
use crate::domain::text::ReportComment;
use crate::features::auth::NewPasswordField;
use crate::features::auth::api::SignOut;
use crate::paths;
use crate::ui::checks::Check;
use crate::ui::confirm::Confirm;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::rich::{SLOTS, rich};
use crate::ui::server_data::ask;
use crate::ui::text_area::TextArea;
use crate::ui::time::Time;
use leptos::ev::Event;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos::task::spawn_local;
use leptos_router::hooks::{use_location, use_query_map};

/// Who invites whom to what, and the one thing to do: choose a password.
#[component]
pub fn ActivationForm(welcome: Welcome, activate: FormAction) -> AnyView {
    let told = Notice::InvitationReported.code();
    if use_query_map().with_untracked(|query| query.get_str("notice") == Some(told)) {
        return reported(&welcome.invited_by);
    }
    let (title, sub) = words(&welcome);
    let Welcome {
        invitation,
        first_name,
        email,
        organisation,
        partner,
        invited_by,
        expires_at,
        terms,
        signed_in_as,
        ..
    } = welcome;
    let form = FormState::of(activate);
    let guessable = [first_name.as_str(), &email, &organisation, &partner].join(" ");
    let context = Signal::stored(guessable);
    view! {
        <PageTitle title=t!(invitations::activate_your_access)/>
        <PageHead title sub/>
        <div class="stack">
            {signed_in_as.map(|other| view! { <SomebodyElse other first_name/> }.into_any())}
            <form class="form" method="post" action=activate.url() novalidate on:submit=activate.on_submit() on:input=note_opened(invitation)>
                <FormBanner form/>
                <input type="hidden" name="form[invitation]" value=invitation.to_string()/>
                <TextField
                    form field="email" label=t!(invitations::email) kind="email" value=email
                    hint=t!(invitations::you_sign_in_with_this_address) name="username" autocomplete="username" readonly=true
                />
                <NewPasswordField form label=t!(invitations::password) context/>
                {terms.map(|version| accept_terms(form, version))}
                <button class="button primary wide" type="submit" aria-disabled=activate.busy()>{t!(invitations::activate_my_access)}</button>
            </form>
            <p class="quiet-text">{rich(
                &t!(invitations::activation_link_until, time = SLOTS[0]),
                [view! { <Time at=expires_at/> }.into_any()],
            )}</p>
            {not_me(invitation, invited_by)}
        </div>
    }
    .into_any()
}

/// Says once that the form is used, which no mail scanner does.
fn note_opened(invitation: InvitationId) -> impl Fn(Event) {
    let is_noted = StoredValue::new(false);
    move |_| {
        if is_noted.get_value() {
            return;
        }
        is_noted.set_value(true);
        spawn_local(async move {
            // It is noted again where the form is sent.
            let _ = ask(NoteOpened { invitation: invitation.to_string() }).await;
        });
    }
}

/// After *This is not me*: nothing is left to do here, but for those who pressed it by mistake.
fn reported(invited_by: &str) -> AnyView {
    let sub = t!(invitations::reported_thanks, name = invited_by);
    let page = use_location();
    let page = [page.pathname.get_untracked(), page.search.get_untracked()].join("?");
    view! {
        <PageTitle title=t!(invitations::thanks_for_telling_us)/>
        <PageHead title=t!(invitations::thanks_for_telling_us) sub/>
        <p><a href=paths::without_notice(&page) rel="external">{t!(invitations::this_invitation_is_for_me_after)}</a></p>
    }
    .into_any()
}

/// The box says which version it is about, so that a version changed in the meantime is not accepted unseen.
fn accept_terms(form: FormState, version: i64) -> AnyView {
    view! {
        <Check form field="terms" label=t!(invitations::i_accept_the_terms) value=version.to_string() required=true>
            <p class="field-hint">
                <a href=paths::terms(version) target="_blank" rel="external">{t!(invitations::read_the_terms_opens_in_a)}</a>
            </p>
        </Check>
    }
    .into_any()
}

/// Who invites whom to what.
fn words(welcome: &Welcome) -> (String, String) {
    let Welcome { first_name, organisation, partner, invited_by, role, .. } = welcome;
    if *role == Role::Contact {
        let title = t!(invitations::welcome_portal, name = first_name, organisation = organisation);
        return (title, t!(invitations::welcome_portal_sub, inviter = invited_by, partner = partner));
    }
    let title = t!(invitations::welcome_team, name = first_name, organisation = organisation);
    let role = role.as_str();
    (title, t!(invitations::welcome_team_sub, inviter = invited_by, organisation = organisation, role = role))
}

/// For people who got a link that was meant for another person.
fn not_me(invitation: InvitationId, invited_by: String) -> AnyView {
    let form = FormState::new(ReportActivation::url());
    let is_wrong = form.error("comment").get_untracked().is_some();
    view! {
        <Confirm label=t!(invitations::this_is_not_me) open=is_wrong>
            <p>{t!(invitations::not_me_hint, name = &invited_by)}</p>
            <form class="form" method="post" action=ReportActivation::url() novalidate>
                <FormBanner form/>
                <input type="hidden" name="form[invitation]" value=invitation.to_string()/>
                <TextArea form field="comment" label=t!(invitations::who_was_this_meant_for) optional=true rows=2 max=ReportComment::MAX/>
                <button class="button" type="submit">{t!(invitations::tell, name = &invited_by)}</button>
            </form>
        </Confirm>
    }
    .into_any()
}

/// Another account is signed in here: says what activating does to it, before it does.
#[component]
fn SomebodyElse(other: String, first_name: String) -> impl IntoView {
    view! {
        <div class="activation-other">
            <p>
                <Icon name="alert"/>
                {t!(invitations::signed_in_as_other, other = &other, name = &first_name)}
            </p>
            <form method="post" action=SignOut::url()>
                <button class="button" type="submit">{t!(invitations::sign_out_other, name = &other)}</button>
            </form>
        </div>
    }
}

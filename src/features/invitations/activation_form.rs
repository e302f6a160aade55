use super::api::ReportActivation;
use crate::domain::auth::role::Role;
use crate::domain::ids::InvitationId;
use crate::domain::invitations::invitation::Welcome;
use crate::domain::notice::Notice;
use crate::domain::text::Comment;
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
use crate::ui::text_area::TextArea;
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

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
            <form class="form" method="post" action=activate.url() novalidate on:submit=activate.on_submit()>
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
            <p class="quiet-text">"This link works until " <Time at=expires_at/> "."</p>
            {not_me(invitation, invited_by)}
        </div>
    }
    .into_any()
}

/// After *This is not me*: nothing is left to do here, but for those who pressed it by mistake.
fn reported(invited_by: &str) -> AnyView {
    let sub = [invited_by, " can now correct the address. You can close this page."].concat();
    view! {
        <PageTitle title=t!(invitations::thanks_for_telling_us)/>
        <PageHead title=t!(invitations::thanks_for_telling_us) sub/>
        <p><a href=paths::ACTIVATE rel="external">{t!(invitations::this_invitation_is_for_me_after)}</a></p>
    }
    .into_any()
}

/// The box says which version it is about, so that one that was changed meanwhile is not accepted unseen.
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
        let title = format!("{first_name}, welcome to {organisation}'s partner portal");
        return (title, format!("{invited_by} invited you for {partner}. Choose a password to activate your access."));
    }
    let title = format!("{first_name}, welcome to {organisation}'s partner team");
    let (role, may) = (role.in_words(), role.may());
    let sub = format!(
        "{invited_by} invited you to run {organisation}'s partner programme as {role}, who can {may}. \
         Choose a password to activate your access."
    );
    (title, sub)
}

/// For whoever got a link that was meant for somebody else.
fn not_me(invitation: InvitationId, invited_by: String) -> AnyView {
    let form = FormState::new(ReportActivation::url());
    let is_wrong = form.error("comment").get_untracked().is_some();
    view! {
        <Confirm label=t!(invitations::this_is_not_me) open=is_wrong>
            <p>"Don't set a password. Tell " {invited_by.clone()} " so they can correct the address."</p>
            <form class="form" method="post" action=ReportActivation::url() novalidate>
                <FormBanner form/>
                <input type="hidden" name="form[invitation]" value=invitation.to_string()/>
                <TextArea form field="comment" label=t!(invitations::who_was_this_meant_for) optional=true rows=2 max=Comment::MAX/>
                <button class="button" type="submit">"Tell " {invited_by}</button>
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
                {format!("You are signed in as {other}. Activating will sign you in as {first_name} instead.")}
            </p>
            <form method="post" action=SignOut::url()>
                <button class="button" type="submit">{format!("Sign out {other}")}</button>
            </form>
        </div>
    }
}

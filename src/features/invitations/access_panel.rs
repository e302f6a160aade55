use super::access_actions::{AccessActions, anchor};
use super::access_badge::AccessBadge;
use super::access_status::AccessStatus;
use super::email_line::EmailLine;
use super::link_box::{LinkBox, NewLink};
use super::live_access::LiveAccess;
use super::next_step::next_step;
use super::reminders::ReminderLine;
use crate::domain::ids::PartnerId;
use crate::domain::invitations::invitation::{Access, ContactAccess, Invitation, InvitationState, Reported};
use crate::domain::organisation::terms::AcceptedTerms;
use crate::paths;
use crate::ui::icon::Icon;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::time::Time;
use leptos::prelude::*;

/// One person's way to "active": the state, live, and everything staff can do about it.
#[component]
pub fn AccessPanel(
    initial: ContactAccess,
    /// The partner of the contact; none for a team member.
    #[prop(optional_no_strip)]
    partner: Option<PartnerId>,
    /// Where the contact's address can be corrected.
    #[prop(optional, into)]
    edit: Option<String>,
    /// Without it there is only something to see.
    #[prop(default = true)]
    may_edit: bool,
    /// A colleague, whose access has no portal at its end and goes with them.
    #[prop(optional)]
    member: bool,
    /// Made a moment ago: says what happens next.
    #[prop(optional)]
    fresh: bool,
    /// Called whenever the state changed while the page was open.
    #[prop(optional)]
    on_change: Option<Callback<()>>,
) -> impl IntoView {
    let person = initial.person.to_string();
    let name = initial.name.clone();
    let anchor = anchor(&person);
    let label = match member {
        true => t!(invitations::panel_label_member, name = &name),
        false => t!(invitations::panel_label, name = &name),
    };
    let give = partner.map(|partner| paths::give_access(partner, initial.person));
    let live = LiveAccess::new(initial, partner);
    let status = live.part(AccessStatus::of_contact);
    let invitation = live.part(told_invitation);
    let email = live.part(|access| access.invitation.clone().and_then(|invitation| invitation.email));
    let is_invited = live.part(|access| access.access == Access::Invited);
    let address = live.part(|access| access.email.clone());
    let badge = move || match (status.get(), is_invited.get()) {
        // The sentence below says when.
        (status, true) => status.without_time(),
        (status, false) => status,
    };
    let terms = live.part(|access| access.terms);
    let link = live.part(NewLink::of);
    Effect::new(move |before: Option<AccessStatus>| {
        let now = status.get();
        if let (Some(before), Some(on_change)) = (before, on_change)
            && before != now
        {
            on_change.run(());
        }
        now
    });
    view! {
        <section class="access" aria-label=label tabindex="-1">
            <div class="access-status" id=anchor tabindex="-1">{move || view! { <AccessBadge status=badge()/> }}</div>
            <p class="visually-hidden" role="status">{live.news()}</p>
            <div class="access-mail"><EmailLine email invited=is_invited address/></div>
            {move || is_invited.get().then(|| explained(&status.get()))}
            {move || invitation.get().map(invited)}
            {partner.is_some().then(|| view! { <ReminderLine live person=person.clone() may_edit/> }.into_any())}
            {move || terms.get().map(accepted)}
            {move || live.trouble().map(|error| view! { <p class="quiet-text">{error.to_string()}</p> }.into_any())}
            {may_edit.then(|| view! { <AccessActions live person name edit give member fresh/> }.into_any())}
            {fresh.then(|| next_step(live).into_any())}
            {move || link.get().map(|link| view! { <LinkBox link focus=live.has_looked()/> }.into_any())}
        </section>
    }
}

/// The invitation as far as it matters now: for a person who is active or without access it is history.
fn told_invitation(access: &ContactAccess) -> Option<Invitation> {
    access.invitation.clone().filter(|_| access.access == Access::Invited)
}

/// Leads to what the help says of this state. `rel="external"` keeps the router away: the browser itself moves to it.
fn explained(status: &AccessStatus) -> Option<AnyView> {
    let words = t!(invitations::what_this_means, status = status.label);
    status.help().map(|help| view! { <p class="quiet-text"><a href=help rel="external">{words}</a></p> }.into_any())
}

fn invited(invitation: Invitation) -> AnyView {
    // Where an email says when, once is enough.
    let invited = match invitation.email {
        Some(_) => t!(invitations::invited_by, name = &invitation.invited_by).into_any(),
        None => rich(
            &t!(invitations::invited_by_when, name = &invitation.invited_by, time = SLOTS[0]),
            [view! { <Time at=invitation.invited_at relative=true/> }.into_any()],
        ),
    };
    let until = match invitation.state {
        InvitationState::Expired => t!(invitations::link_expired_on, date = SLOTS[0]),
        _ => t!(invitations::link_works_until, time = SLOTS[0]),
    };
    let until = rich(&until, [view! { <Time at=invitation.expires_at/> }.into_any()]);
    view! {
        <p class="quiet-text">{invited} " " {until}</p>
        {invitation.reported.map(reported)}
    }
    .into_any()
}

fn accepted(terms: AcceptedTerms) -> AnyView {
    let version = t!(invitations::terms_version, number = &terms.version.to_string());
    view! {
        <p class="quiet-text">
            {rich(
                &t!(invitations::terms_accepted, version = SLOTS[0], time = SLOTS[1]),
                [
                    view! { <a href=paths::terms(terms.version)>{version}</a> }.into_any(),
                    view! { <Time at=terms.at/> }.into_any(),
                ],
            )}
        </p>
    }
    .into_any()
}

/// Says that the holder of a link is not the invited person.
fn reported(reported: Reported) -> AnyView {
    let said = (!reported.comment.is_empty())
        .then(|| [" ", &t!(invitations::reported_words, comment = &reported.comment)].concat());
    view! {
        <p class="notice" data-tone="warning">
            <Icon name="alert"/>
            <span>
                {rich(
                    &t!(invitations::reported_at, time = SLOTS[0]),
                    [view! { <Time at=reported.at/> }.into_any()],
                )}
                {said} " " {t!(invitations::reported_what_next)}
            </span>
        </p>
    }
    .into_any()
}

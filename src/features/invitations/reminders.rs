use super::api::{ChangeReminders, ExtendInvitation};
use super::live_access::LiveAccess;
use crate::domain::invitations::invitation::{Access, ContactAccess, Invitation, InvitationState};
use crate::domain::time::Timestamp;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::time::Time;
use leptos::prelude::*;

/// What is planned for a contact who was invited by email.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reminders {
    Next(Timestamp),
    Off,
}

/// When a contact is reminded next, and what staff can do about that and about a link that ends soon.
#[component]
pub fn ReminderLine(live: LiveAccess, person: String, may_edit: bool) -> impl IntoView {
    let (change, extend) = (FormAction::to::<ChangeReminders>(), FormAction::to::<ExtendInvitation>());
    for form in [change, extend] {
        Effect::new(move |_| {
            if let Some(Ok(())) = form.answer().get() {
                live.refresh();
            }
        });
    }
    let state = FormState::of(change).follow(extend);
    let (reminders, ends_soon) = (live.part(reminders), live.part(ends_soon));
    let person = StoredValue::new(person);
    let shown = move || {
        let reminders = reminders.get();
        let extend = (may_edit && ends_soon.get())
            .then(|| button(extend, person.get_value(), "", None, t!(invitations::extend_link)));
        let step = |step, at, label| may_edit.then(|| button(change, person.get_value(), step, at, label));
        let (words, steps) = match reminders {
            None => (None, [None, None]),
            Some(Reminders::Next(at)) => {
                let time = view! { <Time at/> }.into_any();
                let words = rich(&t!(invitations::next_reminder, time = SLOTS[0]), [time]);
                let skip = step("skip", Some(at), t!(invitations::skip));
                (Some(words), [skip, step("stop", None, t!(invitations::stop_reminders))])
            }
            Some(Reminders::Off) => {
                let resume = step("resume", None, t!(invitations::turn_on_reminders));
                (Some(t!(invitations::reminders_are_off).into_any()), [resume, None])
            }
        };
        (words.is_some() || extend.is_some()).then(|| {
            view! {
                <div class="access-reminder">
                    {words.map(|words| view! { <p class="quiet-text">{words}</p> }.into_any())}
                    {steps.into_iter().collect_view()} {extend}
                </div>
            }
            .into_any()
        })
    };
    view! {
        {may_edit.then(|| view! { <FormBanner form=state/> }.into_any())}
        {shown}
    }
}

/// The invitation that waits for its person, in time or not.
fn open(access: &ContactAccess) -> Option<&Invitation> {
    let invitation = access.invitation.as_ref().filter(|_| access.access == Access::Invited)?;
    matches!(invitation.state, InvitationState::Pending | InvitationState::Expired).then_some(invitation)
}

fn ends_soon(access: &ContactAccess) -> bool {
    open(access).is_some_and(|invitation| invitation.ends_soon)
}

fn reminders(access: &ContactAccess) -> Option<Reminders> {
    let invitation = open(access).filter(|invitation| invitation.email.is_some())?;
    match invitation.reminders_off {
        true => Some(Reminders::Off),
        false => invitation.next_reminder.map(Reminders::Next),
    }
}

fn button(post: FormAction, person: String, step: &'static str, at: Option<Timestamp>, label: &'static str) -> AnyView {
    view! {
        <form method="post" action=post.url() on:submit=post.on_submit()>
            <input type="hidden" name="form[person]" value=person/>
            {(!step.is_empty()).then(|| view! { <input type="hidden" name="form[step]" value=step/> }.into_any())}
            {at.map(|at| view! { <input type="hidden" name="form[at]" value=at.0.to_string()/> }.into_any())}
            <button class="button quiet small" aria-disabled=post.busy()>{label}</button>
        </form>
    }
    .into_any()
}

use super::api::{GiveAccess, MintLink, RemoveAccess, ResendInvitation, UndoSend};
use super::email_line::is_leaving;
use super::leaving::leaving;
use super::live_access::{AccessPart, LiveAccess};
use crate::domain::invitations::invitation::{Access, ContactAccess, EmailState};
use crate::ui::browser;
use crate::ui::confirm::{Confirm, ConfirmForm};
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::rich::{SLOTS, rich};
use leptos::prelude::*;

/// Which choices there are; the choices stay put while only the mail moves on.
#[derive(Clone, Copy, PartialEq)]
enum Step {
    Give { by_link_first: bool },
    Pursue,
    Keep,
}

/// The forms, and what each says about this one contact.
#[derive(Clone, Copy)]
struct Forms {
    give: FormAction,
    resend: FormAction,
    mint: FormAction,
    remove: FormAction,
    undo: FormAction,
    person: StoredValue<String>,
    name: StoredValue<String>,
    member: bool,
}

/// What staff can do from here: "active" is never more than two actions away. Access is given and
/// removed here only to contacts; a colleague who loses it leaves the team.
#[component]
pub fn AccessActions(
    live: LiveAccess,
    person: String,
    name: String,
    edit: Option<String>,
    /// Where access is given with everything there is to choose.
    give: Option<String>,
    member: bool,
    /// Asked for a moment ago: what is about to leave is not sent again.
    fresh: bool,
) -> impl IntoView {
    let forms = Forms {
        give: FormAction::to::<GiveAccess>(),
        resend: FormAction::to::<ResendInvitation>(),
        mint: FormAction::to::<MintLink>(),
        remove: FormAction::to::<RemoveAccess>(),
        undo: FormAction::to::<UndoSend>(),
        person: StoredValue::new(person),
        name: StoredValue::new(name),
        member,
    };
    let state = forms.state();
    for form in forms.all() {
        Effect::new(move |_| {
            if let Some(Ok(())) = form.answer().get() {
                live.refresh();
            }
        });
    }
    let step = live.part(step);
    forms.keep_the_place(step);
    let give = StoredValue::new(give);
    let stuck = live.part(may_be_misaddressed);
    view! {
        <FormBanner form=state/>
        {move || match step.get() {
            Step::Give { by_link_first } => forms.give_access(by_link_first, give.get_value()),
            Step::Pursue => forms.pursue(live, fresh),
            Step::Keep => forms.remove_access(),
        }}
        {edit.map(|edit| view! {
            <p class="access-mend" hidden=move || !stuck.get()>
                {rich(
                    &t!(invitations::address_wrong, link = SLOTS[0]),
                    [view! { <a href=edit>{t!(invitations::fix_the_address)}</a> }.into_any()],
                )}
            </p>
        }.into_any())}
    }
}

fn step(contact: &ContactAccess) -> Step {
    match contact.access {
        Access::None => Step::Give { by_link_first: contact.email_to_files },
        Access::Invited => Step::Pursue,
        Access::Active { .. } => Step::Keep,
    }
}

/// Whether the address may be why the email does not arrive.
fn may_be_misaddressed(contact: &ContactAccess) -> bool {
    let may_be = |state: &EmailState| match state.undelivered() {
        Some(why) => why.is_of_address,
        None => matches!(state, EmailState::Retrying { .. }),
    };
    contact.access == Access::Invited && contact.email_state().is_some_and(may_be)
}

/// Whether passing on the link is the quickest way on, because no email is going to arrive.
fn needs_link(contact: &ContactAccess) -> bool {
    let fails = |state: &EmailState| state.undelivered().is_some() || matches!(state, EmailState::Filed { .. });
    contact.link.is_none() && contact.email_state().is_none_or(fails)
}

/// Whether the email is about to leave.
fn is_about_to_leave(contact: &ContactAccess) -> bool {
    contact.email_progress().is_some_and(is_leaving)
}

/// Whether the email waits for longer, and can be taken back.
fn waits(contact: &ContactAccess) -> bool {
    let waits = |state: &EmailState| {
        matches!(state, EmailState::Queued | EmailState::Scheduled { .. } | EmailState::Retrying { .. })
    };
    contact.email_state().is_some_and(waits) && !is_about_to_leave(contact)
}

fn leaves_in(contact: &ContactAccess) -> i64 {
    contact.email_progress().map_or(0, |email| email.leaves_in)
}

/// The id of the line that shows the contact's state.
pub fn anchor(person: &str) -> String {
    ["access-", person].concat()
}

impl Forms {
    fn all(self) -> [FormAction; 5] {
        [self.give, self.resend, self.mint, self.remove, self.undo]
    }

    /// Pressing a button may remove the button. The focus then moves to the contact's state, not to the top of the
    /// page.
    fn keep_the_place(self, step: AccessPart<Step>) {
        let pressed = StoredValue::new(false);
        for form in [self.give, self.remove] {
            Effect::new(move |_| pressed.set_value(form.answer().get() == Some(Ok(()))));
        }
        Effect::new(move |before: Option<Step>| {
            let now = step.get();
            if before.is_some_and(|before| before != now) && pressed.get_value() {
                pressed.set_value(false);
                browser::focus(&anchor(&self.person.get_value()));
            }
            now
        });
    }

    /// Complaints of all forms; after a page load only those about this contact.
    fn state(self) -> FormState {
        let person = self.person.get_value();
        let mut states = self.all().into_iter().map(|form| FormState::new(form.url()));
        let brought_back = states.find(|state| state.typed("person", "") == person);
        self.all().into_iter().fold(brought_back.unwrap_or_else(|| FormState::new("")), FormState::follow)
    }

    fn give_access(self, by_link_first: bool, more: Option<String>) -> AnyView {
        let busy = self.give.busy();
        let (email_class, link_class) =
            if by_link_first { ("button", "button primary") } else { ("button primary", "button") };
        view! {
            <form method="post" action=self.give.url() on:submit=self.give.on_submit()>
                {self.person_input()}
                <div class="access-actions">
                    <button class=email_class name="form[delivery]" value="email" aria-disabled=busy>
                        {t!(invitations::give_access_and_send_an_email)}
                    </button>
                    <button class=link_class name="form[delivery]" value="link" aria-disabled=busy>
                        {t!(invitations::give_access_by_link)}
                    </button>
                    {more.map(|more| view! {
                        <a class="button quiet" href=more>{t!(invitations::choose_template_time_and_note)}</a>
                    }.into_any())}
                </div>
            </form>
            {by_link_first.then(|| view! {
                <p class="quiet-text">{t!(invitations::no_mail_server_is_configured_an)}</p>
            }.into_any())}
        }
        .into_any()
    }

    fn pursue(self, live: LiveAccess, fresh: bool) -> AnyView {
        let (link_first, waits) = (live.part(needs_link), live.part(waits));
        let is_about_to_leave = live.part(is_about_to_leave);
        let (email, leaves_in) = (live.part(|contact| contact.email.clone()), live.part(leaves_in));
        let label = RwSignal::new(t!(invitations::copy_link));
        Effect::new(move |_| {
            if !browser::has_clipboard() {
                label.set(t!(invitations::show_link));
            }
        });
        // Counts on where it begins: asked again, it would lose the focus.
        let leaving = move || {
            let (email, leaves_in) = untrack(|| (email.get(), leaves_in.get()));
            is_about_to_leave.get().then(|| leaving(self.undo, self.person.get_value(), email, leaves_in))
        };
        let cancel = move || waits.get().then(|| self.simple_form(self.undo, t!(invitations::cancel_email)));
        let resend = move || {
            (!(fresh && is_about_to_leave.get())).then(|| self.simple_form(self.resend, t!(invitations::send_again)))
        };
        view! {
            {leaving}
            <div class="access-actions">
                {cancel}
                <form method="post" action=self.mint.url() on:submit=self.mint.on_submit()>
                    {self.person_input()}
                    <button class="button" class:primary=move || link_first.get() aria-disabled=self.mint.busy()>{label}</button>
                </form>
                {resend}
                {self.remove_access()}
            </div>
        }
        .into_any()
    }

    fn simple_form(self, post: FormAction, label: &'static str) -> AnyView {
        view! {
            <form method="post" action=post.url() on:submit=post.on_submit()>
                {self.person_input()}
                <button class="button" aria-disabled=post.busy()>{label}</button>
            </form>
        }
        .into_any()
    }

    fn remove_access(self) -> AnyView {
        if self.member {
            return ().into_any();
        }
        let name = self.name.get_value();
        view! {
            <Confirm label=t!(invitations::remove_access)>
                <p>
                    <strong>{t!(invitations::remove_question, name = &name)}</strong> " "
                    {t!(invitations::remove_consequence)}
                </p>
                <ConfirmForm
                    post=self.remove fields=vec![("form[person]", self.person.get_value())]
                    button=t!(invitations::remove_access_of, name = &name)
                />
            </Confirm>
        }
        .into_any()
    }

    fn person_input(self) -> impl IntoView {
        view! { <input type="hidden" name="form[person]" value=self.person.get_value()/> }
    }
}

use super::api::{GiveAccess, MintLink, RemoveAccess, ResendInvitation, UndoSend};
use super::live_access::{AccessPart, LiveAccess};
use super::send_later::SendLater;
use crate::domain::invitations::invitation::{Access, ContactAccess, EmailState};
use crate::error::AppError;
use crate::ui::browser;
use crate::ui::confirm::{Confirm, ConfirmForm};
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use leptos::prelude::*;

/// Takes an email back that is about to leave.
const UNDO: &str = "Undo send";

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
    member: bool,
    /// An email was asked for a moment ago.
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
    let (time_zone, send_at) = (live.part(|access| access.time_zone.clone()), send_at(&forms.person.get_value()));
    forms.show_complaint(send_at.clone());
    let stuck = live.part(is_stuck);
    let link_first = live.part(needs_link);
    let undo = live.part(undo_words);
    let is_paused = live.part(is_paused);
    // What was just asked for can be taken back without looking for the button.
    let asked = RwSignal::new(fresh);
    for form in [forms.give, forms.resend] {
        Effect::new(move |_| {
            if let Some(Ok(())) = form.answer().get() {
                asked.set(true);
            }
        });
    }
    view! {
        <FormBanner form=state/>
        {move || match step.get() {
            Step::Give { by_link_first } => forms.give_access(by_link_first, state, time_zone.get(), send_at.clone()),
            Step::Pursue => forms.pursue(link_first, undo),
            Step::Keep => forms.remove_access(),
        }}
        {move || (asked.get() && undo.get() == Some(UNDO) && !is_paused.get()).then(|| forms.toast())}
        {edit.map(|edit| view! {
            <p class="access-mend" hidden=move || !stuck.get()>
                "Is the address wrong? " <a href=edit>"Fix the address"</a>
                " and a new invitation goes there."
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

fn is_stuck(contact: &ContactAccess) -> bool {
    let stuck = |state: &EmailState| matches!(state, EmailState::Failed { .. } | EmailState::Retrying { .. });
    contact.access == Access::Invited && contact.email_state().is_some_and(stuck)
}

/// Whether passing on the link is the quickest way on, because no email is going to arrive.
fn needs_link(contact: &ContactAccess) -> bool {
    contact.email_state().is_none_or(|state| matches!(state, EmailState::Failed { .. } | EmailState::Filed { .. }))
}

fn is_paused(contact: &ContactAccess) -> bool {
    contact.invitation.as_ref().and_then(|invitation| invitation.email.as_ref()).is_some_and(|email| email.paused)
}

/// What the button says that takes the email back, as long as it can be.
fn undo_words(contact: &ContactAccess) -> Option<&'static str> {
    match contact.email_state()? {
        EmailState::Queued => Some(UNDO),
        EmailState::Scheduled { .. } | EmailState::Retrying { .. } => Some("Cancel email"),
        _ => None,
    }
}

/// The id of the field for when the email leaves: a page has one for each contact.
fn send_at(person: &str) -> String {
    ["send-at-", person].concat()
}

/// The id of the line that says where the contact stands.
pub fn anchor(person: &str) -> String {
    ["access-", person].concat()
}

impl Forms {
    fn all(self) -> [FormAction; 5] {
        [self.give, self.resend, self.mint, self.remove, self.undo]
    }

    /// Pressing a button may take the button away. Whoever pressed it goes on from the contact's
    /// standing then, not from the top of the page.
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

    /// Leads to the one field that can be wrong, which is not called by its name alone.
    fn show_complaint(self, send_at: String) {
        Effect::new(move |_| {
            if let Some(Err(AppError::Invalid(_))) = self.give.answer().get() {
                browser::focus(&send_at);
            }
        });
    }

    fn give_access(self, by_link_first: bool, form: FormState, time_zone: String, send_at: String) -> AnyView {
        let busy = self.give.busy();
        let (email_class, link_class) =
            if by_link_first { ("button", "button primary") } else { ("button primary", "button") };
        view! {
            <form method="post" action=self.give.url() on:submit=self.give.on_submit()>
                {self.person_input()}
                <details class="access-later" open=!form.typed("send_at", "").is_empty()>
                    <summary>"Send the email later"</summary>
                    <SendLater form time_zone id=send_at/>
                </details>
                <div class="access-actions">
                    <button class=email_class name="form[delivery]" value="email" aria-disabled=busy>
                        "Give access and send an email"
                    </button>
                    <button class=link_class name="form[delivery]" value="link" aria-disabled=busy>
                        "Give access by link"
                    </button>
                </div>
            </form>
            {by_link_first.then(|| view! {
                <p class="quiet-text">"No mail server is configured: an email would only be saved as a file."</p>
            }.into_any())}
        }
        .into_any()
    }

    fn pursue(self, link_first: AccessPart<bool>, undo: AccessPart<Option<&'static str>>) -> AnyView {
        let label = RwSignal::new("Copy link");
        Effect::new(move |_| {
            if !browser::has_clipboard() {
                label.set("Show link");
            }
        });
        let undo = move || {
            undo.get().map(|label| {
                view! {
                    <form method="post" action=self.undo.url() on:submit=self.undo.on_submit()>
                        {self.person_input()}
                        <button class="button" aria-disabled=self.undo.busy()>{label}</button>
                    </form>
                }
                .into_any()
            })
        };
        view! {
            <div class="access-actions">
                {undo}
                <form method="post" action=self.mint.url() on:submit=self.mint.on_submit()>
                    {self.person_input()}
                    <button class="button" class:primary=move || link_first.get() aria-disabled=self.mint.busy()>{label}</button>
                </form>
                <form method="post" action=self.resend.url() on:submit=self.resend.on_submit()>
                    {self.person_input()}
                    <button class="button" aria-disabled=self.resend.busy()>"Send again"</button>
                </form>
                {self.remove_access()}
            </div>
        }
        .into_any()
    }

    /// What was asked for, over the page, with the way back.
    fn toast(self) -> AnyView {
        view! {
            <form class="toast" method="post" action=self.undo.url() on:submit=self.undo.on_submit()>
                {self.person_input()}
                <span role="status">"The email to " {self.name.get_value()} " leaves in a moment."</span>
                <button class="button small" aria-disabled=self.undo.busy()>"Undo"</button>
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
            <Confirm label="Remove access">
                <p>
                    <strong>"Remove " {name.clone()} "'s access to the portal?"</strong>
                    " Every link sent so far stops working and every session ends, at once. "
                    "The contact stays, and you can give access again at any time."
                </p>
                <ConfirmForm
                    post=self.remove fields=vec![("form[person]", self.person.get_value())]
                    button=["Remove access of ", &name].concat()
                />
            </Confirm>
        }
        .into_any()
    }

    fn person_input(self) -> impl IntoView {
        view! { <input type="hidden" name="form[person]" value=self.person.get_value()/> }
    }
}

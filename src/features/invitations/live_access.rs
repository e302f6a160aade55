//! One contact's access, kept true while the page is open.

use super::api::{LoadAccess, PersonForm};
use super::standing::Standing;
use crate::domain::invitation::{Access, ContactAccess, MailState};
use crate::error::AppError;
use leptos::prelude::*;
use std::time::Duration;

/// What the panel shows, and the asking that keeps it current.
#[derive(Clone, Copy)]
pub struct LiveAccess {
    now: RwSignal<ContactAccess>,
    look: ServerAction<LoadAccess>,
    /// How often it was asked since somebody last did something.
    looks: RwSignal<u32>,
    /// The newest change in words, for those who hear the page.
    news: RwSignal<String>,
}

impl LiveAccess {
    /// Starts from what the page was loaded with and asks on while the mail moves.
    pub fn new(initial: ContactAccess) -> Self {
        let live = Self {
            now: RwSignal::new(initial),
            look: ServerAction::new(),
            looks: RwSignal::new(0),
            news: RwSignal::new(String::new()),
        };
        Effect::new(move |_| {
            if let Some(Ok(seen)) = live.look.value().get() {
                live.take(seen);
            }
        });
        live.keep_looking();
        live
    }

    /// A part of the state, computed anew only when it may have changed.
    pub fn part<T>(self, part: impl Fn(&ContactAccess) -> T + Send + Sync + 'static) -> Memo<T>
    where
        T: PartialEq + Send + Sync + 'static,
    {
        Memo::new(move |_| self.now.with(&part))
    }

    /// The newest change in words; empty until something changes.
    pub fn news(self) -> Signal<String> {
        self.news.into()
    }

    /// Why the state shown may be out of date.
    pub fn trouble(self) -> Option<AppError> {
        self.look.value().get()?.err()
    }

    /// Asks now, and frequently again from here on: somebody just did something.
    pub fn refresh(self) {
        self.looks.set(0);
        self.ask();
    }

    /// Whether what is shown is newer than the page; not reactive.
    pub fn has_looked(self) -> bool {
        self.look.version().get_untracked() > 0
    }

    fn ask(self) {
        let person = self.now.with_untracked(|access| access.person.to_string());
        self.look.dispatch(LoadAccess { form: PersonForm { person } });
    }

    fn take(self, mut seen: ContactAccess) {
        let before = self.now.get_untracked();
        if seen.link.is_none() && same_invitation(&before, &seen) {
            // The server hands a link over once; it stays on the page while somebody is copying it.
            seen.link = before.link.clone();
        }
        if seen == before {
            return;
        }
        let words = Standing::of_contact(&seen).sentence();
        if words != Standing::of_contact(&before).sentence() {
            self.news.set(words);
        }
        self.now.set(seen);
    }

    fn keep_looking(self) {
        let moving = self.part(|access| mail(access).is_some_and(MailState::is_moving));
        Effect::new(move |_| {
            self.look.version().track();
            if !moving.get() {
                return;
            }
            let Some(wait) = wait_before(self.looks.get_untracked()) else { return };
            let ask = move || {
                self.looks.update(|looks| *looks += 1);
                self.ask();
            };
            if let Ok(timer) = set_timeout_with_handle(ask, wait) {
                on_cleanup(move || timer.clear());
            }
        });
    }
}

/// The state of the newest invitation's mail, if one was asked for.
pub fn mail(access: &ContactAccess) -> Option<&MailState> {
    access.invitation.as_ref()?.mail.as_ref().map(|mail| &mail.state)
}

fn same_invitation(before: &ContactAccess, after: &ContactAccess) -> bool {
    let id = |access: &ContactAccess| access.invitation.as_ref().map(|invitation| invitation.id);
    after.access == Access::Invited && id(before) == id(after)
}

/// Each second for two minutes, each ten seconds up to a quarter of an hour, then no more: a page
/// left open overnight asks nothing.
fn wait_before(looks: u32) -> Option<Duration> {
    match looks {
        0..120 => Some(Duration::from_secs(1)),
        120..198 => Some(Duration::from_secs(10)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_stops_asking_after_a_quarter_of_an_hour() {
        let waited: u64 = (0..).map_while(wait_before).map(|wait| wait.as_secs()).sum();
        assert_eq!(waited, 15 * 60);
    }
}

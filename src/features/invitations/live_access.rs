//! One contact's access, kept true while the page is open.

use super::access_status::AccessStatus;
use super::api::{LoadAccess, PersonForm};
use crate::domain::ids::PartnerId;
use crate::domain::invitations::invitation::{Access, ContactAccess};
use crate::error::AppError;
use crate::ui::live::on_news_of;
use crate::ui::server_data::ask;
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::sync::Arc;

/// What the panel shows, and the asking that keeps it current.
#[derive(Clone, Copy)]
pub struct LiveAccess {
    now: RwSignal<Arc<ContactAccess>>,
    /// How many questions were asked so far; only the newest one's answer counts.
    asked: StoredValue<u32>,
    /// How many of them were answered.
    answered: RwSignal<u32>,
    trouble: RwSignal<Option<AppError>>,
    /// The newest change in words, for those who hear the page.
    news: RwSignal<String>,
}

impl LiveAccess {
    /// Starts from what the page was loaded with, and asks again on news of the contact's `partner`.
    pub fn new(initial: ContactAccess, partner: Option<PartnerId>) -> Self {
        let live = Self {
            now: RwSignal::new(Arc::new(initial)),
            asked: StoredValue::new(0),
            answered: RwSignal::new(0),
            trouble: RwSignal::new(None),
            news: RwSignal::new(String::new()),
        };
        on_news_of(partner, move || live.refresh());
        live
    }

    /// A part of the state, recomputed only when it may have changed.
    pub fn part<T: PartialEq + 'static>(self, part: fn(&ContactAccess) -> T) -> AccessPart<T> {
        let seen = Memo::new(move |before: Option<&Arc<ContactAccess>>| {
            let now = self.now.get();
            before.filter(|before| part(before) == part(&now)).cloned().unwrap_or(now)
        });
        AccessPart { seen, part }
    }

    /// The newest change in words; empty until something changes.
    pub fn news(self) -> Signal<String> {
        self.news.into()
    }

    /// Why the state shown may be out of date.
    pub fn trouble(self) -> Option<AppError> {
        self.trouble.get()
    }

    /// Whether what is shown is newer than the page; not reactive.
    pub fn has_looked(self) -> bool {
        self.answered.get_untracked() > 0
    }

    /// Asks now.
    pub fn refresh(self) {
        let person = self.now.with_untracked(|access| access.person.to_string());
        self.asked.update_value(|asked| *asked += 1);
        let mine = self.asked.get_value();
        spawn_local(async move {
            let answer = ask(LoadAccess { form: PersonForm { person } }).await;
            // The visitor may be on another page by now, and then the answer is not needed.
            if self.asked.try_get_value() == Some(mine) {
                self.answer(answer);
            }
        });
    }

    fn answer(self, answer: Result<ContactAccess, AppError>) {
        self.answered.update(|answered| *answered += 1);
        match answer {
            Ok(seen) => {
                self.trouble.set(None);
                self.take(seen);
            }
            Err(error) => self.trouble.set(Some(error)),
        }
    }

    fn take(self, mut seen: ContactAccess) {
        let before = self.now.get_untracked();
        if seen.link.is_none() && same_invitation(&before, &seen) {
            // The server returns a link only once; it stays on the page while it is being copied.
            seen.link = before.link.clone();
        }
        if seen == *before {
            return;
        }
        let words = AccessStatus::of_contact(&seen).sentence();
        if words != AccessStatus::of_contact(&before).sentence() {
            self.news.set(words);
        }
        self.now.set(Arc::new(seen));
    }
}

/// A part of the state that reports only its own changes. Behind all parts is one kind of memo: each kind would be code
/// that the browser has to download.
pub struct AccessPart<T> {
    /// The state as it was when this part changed last.
    seen: Memo<Arc<ContactAccess>>,
    part: fn(&ContactAccess) -> T,
}

impl<T> Clone for AccessPart<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for AccessPart<T> {}

impl<T> AccessPart<T> {
    /// The part as it is now; reactive.
    pub fn get(self) -> T {
        (self.part)(&self.seen.get())
    }
}

fn same_invitation(before: &ContactAccess, after: &ContactAccess) -> bool {
    let id = |access: &ContactAccess| access.invitation.as_ref().map(|invitation| invitation.id);
    after.access == Access::Invited && id(before) == id(after)
}

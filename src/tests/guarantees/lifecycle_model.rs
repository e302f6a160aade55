//! What should be true of one contact, after whatever was done: the model of `lives.rs`. It knows nothing of
//! the database.

use crate::domain::ids::{InvitationId, PersonId};
use crate::domain::organisation::settings::InvitationLifetime;
use crate::domain::time::HOUR;
use crate::server::auth::email_changes;
use crate::server::platform::token::PlainToken;
use crate::tests::people::{Known, OTHER_PASSWORD, PASSWORD};

const LIFETIME: i64 = InvitationLifetime::DEFAULT.micros();

/// A link, and the promise it belongs to by the model's count.
pub struct Link {
    pub token: PlainToken,
    pub promise: usize,
    pub invitation: InvitationId,
}

/// The link of a change of address, and the change it belongs to by the model's count.
pub struct ChangeLink {
    pub token: PlainToken,
    pub change: usize,
}

/// The link of a password reset, and which of the resets it belongs to.
pub struct ResetLink {
    pub token: PlainToken,
    pub reset: usize,
}

/// A change of address that was asked for.
pub struct Ask {
    pub at: i64,
    pub email: String,
}

/// A password reset that was asked for.
pub struct Reset {
    pub asked: i64,
    /// Neither used nor ended by anything else; its time may be over.
    pub is_open: bool,
}

/// The model.
pub struct Life {
    pub person: PersonId,
    /// What they sign in with, and once did.
    pub email: String,
    pub password: &'static str,
    pub has_access: bool,
    pub is_active: bool,
    /// The promise that lives, when it ends, and whether a mail carried it.
    pub live: Option<(usize, i64, bool)>,
    promises: usize,
    pub links: Vec<Link>,
    pub edits: usize,
    /// The change of address that waits, and when its time ends.
    waiting: Option<(usize, i64)>,
    pub asked: Vec<Ask>,
    pub changes: Vec<ChangeLink>,
    pub resets: Vec<Reset>,
    pub reset_links: Vec<ResetLink>,
    /// Every session that ever began, and whether it is to be honoured.
    pub sessions: Vec<(PlainToken, bool)>,
}

impl Life {
    /// Of a contact without access.
    pub fn new(known: Known) -> Self {
        Self {
            person: known.contact,
            email: known.email,
            password: PASSWORD,
            has_access: false,
            is_active: false,
            live: None,
            promises: 0,
            links: Vec::new(),
            edits: 0,
            waiting: None,
            asked: Vec::new(),
            changes: Vec::new(),
            resets: Vec::new(),
            reset_links: Vec::new(),
            sessions: Vec::new(),
        }
    }

    pub fn may_activate(&self, promise: usize, now: i64) -> bool {
        self.live.is_some_and(|(live, until, _)| live == promise && now <= until)
    }

    pub fn may_confirm(&self, change: usize, now: i64) -> bool {
        self.is_active && self.waiting.is_some_and(|(waiting, until)| waiting == change && now <= until)
    }

    pub fn may_reset(&self, reset: usize, now: i64) -> bool {
        let Reset { asked, is_open } = self.resets[reset];
        self.is_active && is_open && now <= asked + HOUR
    }

    /// A new promise takes the place of the one before.
    pub fn promise(&mut self, now: i64, emailed: bool) {
        self.promises += 1;
        self.live = Some((self.promises, now + LIFETIME, emailed));
    }

    /// A pending invitation continues for another full lifetime; an expired one is followed by a new one.
    pub fn renew(&mut self, now: i64, emailed: bool) {
        match &mut self.live {
            Some((_, until, was_emailed)) if now <= *until => {
                (*until, *was_emailed) = (now + LIFETIME, *was_emailed || emailed);
            }
            _ => self.promise(now, emailed),
        }
    }

    /// Access ends, and with it every way in.
    pub fn remove(&mut self) {
        (self.has_access, self.is_active, self.live, self.waiting) = (false, false, None, None);
        self.end_all(None);
    }

    /// A new address is to be confirmed; one that waited makes way.
    pub fn ask(&mut self, ask: Ask) {
        let until = ask.at + email_changes::LIFETIME;
        self.asked.push(ask);
        self.waiting = Some((self.asked.len(), until));
    }

    /// The new address counts.
    pub fn confirm(&mut self, change: usize) {
        self.waiting = None;
        self.email.clone_from(&self.asked[change - 1].email);
        self.end_all(None);
    }

    pub fn another_password(&self) -> &'static str {
        if self.password == PASSWORD { OTHER_PASSWORD } else { PASSWORD }
    }

    /// A new password was chosen, in the session `here` or by a link.
    pub fn choose(&mut self, password: &'static str, here: Option<usize>) {
        self.password = password;
        self.end_all(here);
    }

    /// Every open reset ends, and every session but `here`.
    fn end_all(&mut self, here: Option<usize>) {
        self.resets.iter_mut().for_each(|reset| reset.is_open = false);
        for (index, (_, is_live)) in self.sessions.iter_mut().enumerate() {
            *is_live = *is_live && here == Some(index);
        }
    }
}

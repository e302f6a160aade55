//! What a form without JavaScript brings back to its page, in a cookie. Values too long for a cookie are kept on the
//! server, for people who are signed in, or were until just now.

use super::context::RequestContext;
use super::cookies::{self, Purpose};
use crate::domain::ids::PersonId;
use crate::server::auth::saved_forms;
use crate::ui::flash::Flash;
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::HeaderValue;
use serde::{Deserialize, Serialize};

/// Browsers keep about 4 KiB a cookie.
const MAX_COOKIE: usize = 3_800;

/// Between a server function and the middleware: what to say on the page that comes next.
pub const FLASH_HEADER: http::HeaderName = http::HeaderName::from_static("gangway-said");

/// A flash and the page it is for.
#[derive(Clone, Serialize, Deserialize)]
pub struct HeldFlash {
    page: String,
    pub flash: Flash,
    /// For whom what was typed is kept on the server.
    #[serde(default)]
    kept: Option<PersonId>,
}

impl HeldFlash {
    /// What to bring back to `page`.
    pub fn new(page: String, flash: Flash) -> Self {
        Self { page, flash, kept: None }
    }

    /// The flash this browser holds for `page`.
    pub async fn read(context: &RequestContext, page: &str) -> Option<Self> {
        let raw = cookies::read(&context.app, &context.headers, Purpose::Flash)?;
        let held: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(raw).ok()?).ok()?;
        let mut held = Some(held).filter(|held| held.page == page)?;
        let reader = context.session.as_ref().map(|session| session.person.id);
        if let Some(person) = held.kept.filter(|person| Some(*person) == reader) {
            // Where it cannot be read, the page still shows what was wrong.
            let fields = saved_forms::find(&context.app, person).await.ok().flatten();
            held.flash.typed = fields.and_then(|fields| serde_json::from_str(&fields).ok()).unwrap_or_default();
        }
        Some(held)
    }

    /// The cookie that holds it.
    pub async fn cookie(mut self, context: &RequestContext) -> HeaderValue {
        let mut value = self.encode();
        if value.len() > MAX_COOKIE {
            self.kept = self.keep(context).await;
            self.flash.typed.clear();
            value = self.encode();
        }
        cookies::set(&context.app, Purpose::Flash, &value)
    }

    /// Whose session ended is known by the browser they signed in with.
    async fn keep(&self, context: &RequestContext) -> Option<PersonId> {
        let signed_in = context.session.as_ref().map(|session| session.person.id);
        let person = signed_in.or_else(|| context.known.as_ref()?.last_person())?;
        let fields = serde_json::to_string(&self.flash.typed).unwrap_or_default();
        saved_forms::keep(&context.app, person, &fields).await.ok().map(|()| person)
    }

    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
}

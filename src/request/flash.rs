//! What a form without JavaScript brings back to its page, in a cookie. Values too long for a cookie are kept on the
//! server, for people who are signed in.

use super::context::RequestContext;
use super::cookies::{self, Purpose};
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
    /// Whether what was typed is kept on the server.
    #[serde(default)]
    kept: bool,
}

impl HeldFlash {
    /// What to bring back to `page`.
    pub fn new(page: String, flash: Flash) -> Self {
        Self { page, flash, kept: false }
    }

    /// The flash this browser holds for `page`.
    pub async fn read(context: &RequestContext, page: &str) -> Option<Self> {
        let raw = cookies::read(&context.app, &context.headers, Purpose::Flash)?;
        let held: Self = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(raw).ok()?).ok()?;
        let mut held = Some(held).filter(|held| held.page == page)?;
        if let Some(session) = context.session.as_ref().filter(|_| held.kept) {
            // Where it cannot be read, the page still shows what was wrong.
            let fields = saved_forms::find(&context.app, session).await.ok().flatten();
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

    async fn keep(&self, context: &RequestContext) -> bool {
        let fields = serde_json::to_string(&self.flash.typed).unwrap_or_default();
        match &context.session {
            Some(session) => saved_forms::keep(&context.app, session, &fields).await.is_ok(),
            None => false,
        }
    }

    fn encode(&self) -> String {
        URL_SAFE_NO_PAD.encode(serde_json::to_vec(self).unwrap_or_default())
    }
}

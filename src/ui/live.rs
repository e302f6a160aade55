//! News from the server while a page is open: one stream a tab, closed while the tab is hidden.

use super::browser;
use crate::domain::ids::PartnerId;
use crate::domain::live::News;
use crate::paths;
use crate::reply;
use leptos::prelude::*;
use std::time::Duration;

/// How often pages ask where no stream can be had, as behind a proxy that holds it back.
const POLL: Duration = Duration::from_secs(5);

/// The newest news of this tab.
#[derive(Clone, Copy)]
pub struct Live(RwSignal<News>);

/// Listens for as long as the pages around it are shown.
pub fn provide_live() -> Live {
    let news = RwSignal::new(News::default());
    Effect::new(move |_| {
        // Nothing is heard where the stream was away: then anything may have changed.
        let hear = move |heard: Option<String>| {
            let heard = heard.and_then(|heard| reply::decode(&reply::from_text(&heard)).ok());
            news.try_set(heard.unwrap_or_else(|| News { anything: true, ..News::default() }));
        };
        browser::open_news(paths::LIVE, hear);
        let poll = set_interval_with_handle(browser::look_after_news, POLL);
        on_cleanup(move || {
            browser::close_news();
            if let Ok(poll) = poll {
                poll.clear();
            }
        });
    });
    provide_context(Live(news));
    Live(news)
}

impl Live {
    /// The news, newest only; reactive.
    pub fn news(self) -> News {
        self.0.get()
    }
}

/// Calls `act` whenever something changed about `partner`, or about what is no partner's.
pub fn on_news_of(partner: Option<PartnerId>, act: impl Fn() + 'static) {
    on_news(move |news| news.concerns(partner), act);
}

/// Calls `act` whenever anything changed.
pub fn on_any_news(act: impl Fn() + 'static) {
    on_news(|news| !news.is_empty(), act);
}

fn on_news(concerns: impl Fn(&News) -> bool + 'static, act: impl Fn() + 'static) {
    let Some(Live(news)) = use_context::<Live>() else { return };
    Effect::new(move |before: Option<()>| {
        let is_meant = news.with(&concerns);
        if before.is_some() && is_meant {
            act();
        }
    });
}

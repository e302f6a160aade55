use super::api::{CancelEmail, LoadMail, PauseOutbox, ResumeOutbox, RetryEmail, RetryEmails, SendTest};
use super::health::health;
use super::queue_table::queue;
use super::test_email::TestSend;
use crate::domain::outbox::{self, EmailPause, QueueQuery};
use crate::features::shell::frame::OutboxWarning;
use crate::features::shell::rights::with_rights;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::live::on_any_news;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::rich::{SLOTS, rich};
use crate::ui::server_data::{ServerView, load};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// *Email > Mail*: the server status, and every email with its status.
#[component]
pub fn MailPage() -> impl IntoView {
    let query = use_query_map();
    let shown = Memo::new(move |_| {
        let query = query.get();
        let part = |name| query.get(name).unwrap_or_default();
        QueueQuery { pile: part("pile"), q: part("q"), before: part("before"), tried: part("tried") }
    });
    let page = load(move || LoadMail { query: shown.get() });
    let (pause, resume) = (FormAction::to::<PauseOutbox>(), FormAction::to::<ResumeOutbox>());
    // Made here and not with the list: an answer outlives the list that is reloaded in the meantime.
    let (retry, cancel) = (FormAction::to::<RetryEmail>(), FormAction::to::<CancelEmail>());
    let retry_all = FormAction::to::<RetryEmails>();
    let posts = [pause, resume, retry, cancel, retry_all];
    for post in posts {
        page.refetch_after(post);
    }
    let warning = expect_context::<OutboxWarning>();
    warning.refetch_after(pause);
    warning.refetch_after(resume);
    let test = TestSend::new(SendTest::url());
    on_any_news(move || page.refresh());
    let show = move |now: outbox::MailPage, may_edit: bool| {
        let outbox::MailPage { health: known, pause: paused, counts, retryable, rows, tried, next } = now;
        let is_paused = paused.is_some();
        let (post, label, icon) = if is_paused {
            (resume, t!(outbox::resume_sending), "send")
        } else {
            (pause, t!(outbox::pause_sending), "clock")
        };
        view! {
            <PageHead title=t!(outbox::mail) sub=t!(outbox::mail_lead)>
                {may_edit.then(|| view! {
                    <form method="post" action=post.url() on:submit=post.on_submit()>
                        <button class="button" class:primary=is_paused type="submit" aria-disabled=post.busy()>
                            <Icon name=icon/> {label}
                        </button>
                    </form>
                }.into_any())}
            </PageHead>
            <div class="stack">
                {paused.map(paused_notice)}
                {health(known, may_edit.then_some(test))}
                {queue((counts, retryable), rows, tried, next, shown.get_untracked(), may_edit.then_some([retry, cancel, retry_all]))}
            </div>
        }
        .into_any()
    };
    view! {
        <PageTitle title=t!(outbox::mail)/>
        {posts.map(|post| view! { <FormBanner form=FormState::of(post)/> })}
        {with_rights(move |may_edit| {
            view! { <ServerView from=page in_place=true show=move |now| show(now, may_edit)/> }.into_any()
        })}
    }
}

fn paused_notice(pause: EmailPause) -> AnyView {
    let until = match pause.ends_at {
        Some(at) => rich(&t!(outbox::paused_until, time = SLOTS[0]), [view! { <Time at/> }.into_any()]),
        None => t!(outbox::paused_until_resumed).into_any(),
    };
    let since = view! { <Time at=pause.at/> }.into_any();
    view! {
        <p class="notice" data-tone="warning" role="status">
            <Icon name="alert"/>
            <span>{rich(&t!(outbox::paused_since, time = SLOTS[0]), [since])} " " {pause.why} " " {until}</span>
        </p>
    }
    .into_any()
}

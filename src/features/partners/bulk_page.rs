use super::api::{CancelBulkEmails, ContinueBulk, LoadBulk, StopBulk, UndoBulk};
use super::bulk_words;
use super::list_url::LastList;
use crate::domain::partners::bulk::{Bulk, BulkItem, ItemOutcome, Reach};
use crate::features::invitations::{AccessBadge, AccessStatus};
use crate::features::shell::rights::for_editors;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::live::on_any_news;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::{next_page, table};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Which partners of the list are shown.
#[derive(Debug, Clone, PartialEq)]
struct Filter {
    outcome: String,
    after: String,
}

/// Progress of a confirmed bulk change, and the results by partner.
#[component]
pub fn BulkPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let id = move || params.with(|params| params.get("bulk").unwrap_or_default());
    let shown = Memo::new(move |_| {
        query.with(|query| {
            let part = |name| query.get(name).unwrap_or_default();
            Filter { outcome: part("outcome"), after: part("after") }
        })
    });
    let bulk = load(move || {
        let Filter { outcome, after } = shown.get();
        LoadBulk { bulk: id(), outcome, after }
    });
    let posts = Posts {
        again: FormAction::to::<ContinueBulk>(),
        stop: FormAction::to::<StopBulk>(),
        undo: FormAction::to::<UndoBulk>(),
        cancel: FormAction::to::<CancelBulkEmails>(),
    };
    let form = [posts.stop, posts.undo, posts.cancel]
        .into_iter()
        .fold(FormState::of(posts.again), |form, post| form.also(post.url()).follow(post));
    for post in [posts.again, posts.stop, posts.cancel] {
        bulk.refetch_after(post);
    }
    on_any_news(move || bulk.refresh());
    let show = move |now: Bulk| progress(now, shown.get_untracked(), posts, form);
    view! { <ServerView from=bulk whole=true in_place=true show/> }
}

/// What can be done about it while it is under way, and after.
#[derive(Clone, Copy)]
struct Posts {
    again: FormAction,
    stop: FormAction,
    undo: FormAction,
    cancel: FormAction,
}

fn progress(bulk: Bulk, shown: Filter, posts: Posts, form: FormState) -> AnyView {
    let total = bulk.total();
    let finished = total - bulk.waiting;
    let title = bulk_words::progress(&bulk);
    let summary = summary(&bulk);
    let waits = (bulk.waiting > 0).then(|| {
        let words = t!(partners::bulk_progress, done = finished, total = total);
        let more = if bulk.interrupted { t!(partners::bulk_interrupted) } else { t!(partners::bulk_continues) };
        view! {
            <div class="job-progress">
                <progress max=total.to_string() value=finished.to_string() aria-label=t!(partners::progress)></progress>
                <p>{words} " " {more}</p>
            </div>
        }
        .into_any()
    });
    let retry = match (bulk.interrupted, bulk.waiting, bulk.failed) {
        (true, ..) => Some(t!(partners::continue_word)),
        (false, 0, 1..) => Some(t!(partners::try_the_failed_ones_again)),
        _ => None,
    };
    let id = bulk.id.to_string();
    let retry = retry.map(|label| button(posts.again, "button primary", label, id.clone()));
    let stop = (bulk.waiting > 0).then(|| button(posts.stop, "button", t!(partners::stop), id.clone()));
    let undo = (bulk.waiting == 0 && bulk.done > 0 && bulk.change.inverse().is_some())
        .then(|| button(posts.undo, "button", t!(partners::undo), id.clone()));
    let cancel = (bulk.waiting == 0 && bulk.reach.waiting > 0)
        .then(|| button(posts.cancel, "button", t!(partners::cancel_emails, count = bulk.reach.waiting), id));
    view! {
        <PageTitle title=title.clone()/>
        {LastList::link()}
        <PageHead title>{undo} {cancel} {stop} {retry}</PageHead>
        <FormBanner form/>
        <p class="quiet-text">{t!(partners::started_by, name = &bulk.in_name_of)} " " <Time at=bulk.started_at/> "."</p>
        {waits}
        {bulk.send_at.map(|at| view! {
            <p>{t!(partners::emails_leave_at)} " " <Time at/> ". " {t!(partners::cancel_each)}</p>
        }.into_any())}
        <p role="status">{summary}</p>
        {bulk.change.sends().then(|| reach(bulk.reach))}
        {outcomes(&bulk, &shown)}
        {items(bulk, shown)}
    }
    .into_any()
}

/// How far those have come who were sent an email.
fn reach(reach: Reach) -> AnyView {
    let mut parts = vec![(t!(partners::waiting), reach.waiting), (t!(partners::sent), reach.sent)];
    // Where there is a mail server nothing is saved as a file.
    parts.extend((reach.filed > 0).then_some((t!(partners::saved_as_files), reach.filed)));
    parts.extend([(t!(partners::failed), reach.failed), (t!(partners::activated), reach.activated)]);
    let part = |(name, count)| view! { <div><dt>{name}</dt> <dd>{count}</dd></div> }.into_any();
    view! { <dl class="bulk-reach">{parts.into_iter().map(part).collect_view()}</dl> }.into_any()
}

fn button(post: FormAction, class: &'static str, label: impl Into<String>, bulk: String) -> AnyView {
    let label = label.into();
    for_editors(move || {
        view! {
            <form method="post" action=post.url() on:submit=post.on_submit()>
                {hidden_fields(vec![("bulk", bulk.clone())])}
                <button class=class aria-disabled=post.busy()>{label.clone()}</button>
            </form>
        }
        .into_any()
    })
}

/// The numbers, once there is nothing left to wait for.
fn summary(bulk: &Bulk) -> Option<String> {
    let mut words = vec![bulk_words::done(bulk.change, bulk.done)];
    words.extend((bulk.skipped > 0).then(|| t!(partners::were_skipped, count = bulk.skipped)));
    words.extend((bulk.failed > 0).then(|| t!(partners::have_failed, count = bulk.failed)));
    (bulk.waiting == 0).then(|| words.join(" "))
}

/// Which outcomes there are, each a list of its own.
fn outcomes(bulk: &Bulk, shown: &Filter) -> AnyView {
    let parts = [
        (None, bulk.total()),
        (Some(ItemOutcome::Failed), bulk.failed),
        (Some(ItemOutcome::Skipped), bulk.skipped),
        (Some(ItemOutcome::Done), bulk.done),
        (Some(ItemOutcome::Waiting), bulk.waiting),
    ];
    let page = paths::bulk(bulk.id);
    let links = parts.into_iter().filter(|(outcome, count)| outcome.is_none() || *count > 0).map(|(outcome, count)| {
        let word = outcome.map_or("", ItemOutcome::as_str);
        let href = if word.is_empty() { page.clone() } else { [&page, "?outcome=", word].concat() };
        let current = (shown.outcome == word).then_some("page");
        let label = outcome.map_or(t!(partners::all), |outcome| badge_for(outcome).1);
        view! { <li><a href=href aria-current=current>{label} " " {count}</a></li> }.into_any()
    });
    view! { <nav aria-label=t!(partners::outcomes)><ul class="choices">{links.collect_view()}</ul></nav> }.into_any()
}

/// Tone, word and icon of an outcome.
fn badge_for(outcome: ItemOutcome) -> (&'static str, &'static str, &'static str) {
    match outcome {
        ItemOutcome::Waiting => ("warning", t!(partners::waiting), "clock"),
        ItemOutcome::Done => ("success", t!(partners::done), "check"),
        ItemOutcome::Skipped => ("neutral", t!(partners::skipped), "minus"),
        ItemOutcome::Failed => ("critical", t!(partners::failed), "alert"),
    }
}

fn items(bulk: Bulk, shown: Filter) -> AnyView {
    let next = bulk.next.map(|after| {
        let page = paths::bulk(bulk.id);
        [&page, "?outcome=", &shown.outcome, "&after=", &after.to_string()].concat()
    });
    view! {
        {table(
            "",
            t!(partners::results_by_partner),
            &[t!(partners::partner), t!(partners::outcome), t!(partners::what_happened), t!(partners::access_now)],
            bulk.items.into_iter().map(item).collect(),
        )}
        {next.map(|next| next_page(next, t!(partners::next_page)))}
    }
    .into_any()
}

fn item(item: BulkItem) -> AnyView {
    let (tone, word, icon) = badge_for(item.outcome);
    let name = match item.partner {
        Some(partner) => view! { <a href=paths::partner(partner)>{item.name}</a> }.into_any(),
        None => item.name.into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="cell-name">{name}</th>
            <td data-label=t!(partners::outcome)><Badge tone icon>{word}</Badge></td>
            <td data-label=t!(partners::what_happened)>{(!item.what.is_empty()).then_some(item.what)}</td>
            <td data-label=t!(partners::access_now)>
                {item.standing.map(|standing| view! { <AccessBadge status=AccessStatus::of_standing(&standing)/> }.into_any())}
            </td>
        </tr>
    }
    .into_any()
}

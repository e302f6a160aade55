use crate::domain::counted::COUNTED;
use crate::domain::invitations::invitation::EmailState;
use crate::domain::outbox::{QueueFilter, QueueQuery, QueuedEmail};
use crate::features::invitations::AccessStatus;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::form_action::FormAction;
use crate::ui::icon::Icon;
use crate::ui::page::Empty;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::table::{ACTIONS, next_page, table};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::location::Url;

/// The messages, by pile; with `posts`, to try one now, to cancel one and to try all again, for those who may.
pub fn queue(
    (counts, retryable): ([i64; QueueFilter::ALL.len()], i64),
    rows: Vec<QueuedEmail>,
    tried: Option<QueuedEmail>,
    next: Option<String>,
    shown: QueueQuery,
    posts: Option<[FormAction; 3]>,
) -> AnyView {
    let next = next.map(|before| {
        let href = [paths::MANAGE_MAIL, "?pile=", &shown.pile, &search(&shown.q), "&before=", &before].concat();
        next_page(href, t!(outbox::older))
    });
    let retry_all = posts.filter(|_| retryable > 0 && shown.q.is_empty()).map(|[.., post]| all_again(post, retryable));
    let list = if rows.is_empty() && !shown.q.is_empty() {
        view! {
            <Empty title=t!(outbox::no_email_to_this_address) icon="search">
                <p>{t!(outbox::search_for_another_part_of_the)}</p>
                <a class="button" href=paths::MANAGE_MAIL>{t!(outbox::clear_search)}</a>
            </Empty>
        }
        .into_any()
    } else if rows.is_empty() {
        view! {
            <Empty title=t!(outbox::no_mail_here) icon="inbox">
                <p>{t!(outbox::every_email_appears_here_with_its)}</p>
            </Empty>
        }
        .into_any()
    } else {
        let heads = [t!(outbox::head_to), t!(outbox::about), t!(outbox::state), t!(outbox::asked_for), ACTIONS];
        let heads = if posts.is_some() { &heads[..] } else { &heads[..4] };
        table("mail-table", t!(outbox::messages), heads, rows.into_iter().map(|queued| row(queued, posts)).collect())
    };
    view! {
        <section class="stack tight" aria-labelledby="mail-queue" tabindex="-1">
            <div class="mail-head">
                <h2 id="mail-queue">{t!(outbox::messages)}</h2>
                {retry_all}
                <form class="mail-search" role="search" method="get" action=paths::MANAGE_MAIL>
                    <label class="visually-hidden" for="q">{t!(outbox::search_by_address)}</label>
                    <input type="hidden" name="pile" value=shown.pile.clone()/>
                    <input
                        id="q" name="q" type="search" placeholder=t!(outbox::search_by_address) autocomplete="off"
                        spellcheck="false" autocapitalize="none" value=shown.q.clone()
                    />
                    <button class="button">{t!(outbox::search)}</button>
                </form>
            </div>
            <div class="mail-tried" role="status">{tried.map(outcome)}</div>
            {piles(counts, &shown)}
            {list}
            {next}
        </section>
    }
    .into_any()
}

fn all_again(post: FormAction, count: i64) -> AnyView {
    let label = t!(outbox::try_again_all, count = count);
    view! {
        <form method="post" action=post.url() on:submit=post.on_submit()>
            <button class="button small" aria-disabled=post.busy()><Icon name="refresh"/> {label}</button>
        </form>
    }
    .into_any()
}

/// The result of an email that was retried.
fn outcome(tried: QueuedEmail) -> AnyView {
    let status = AccessStatus::of_email(&tried.state);
    let (tone, icon) = match &tried.state {
        EmailState::Accepted { .. } | EmailState::Delivered { .. } => ("success", "check"),
        _ => (status.tone, status.icon),
    };
    let who = t!(outbox::recipient, name = &tried.name, address = &tried.email);
    let words = match &tried.state {
        EmailState::Queued | EmailState::Sending => t!(outbox::tried_again, recipient = &who),
        EmailState::Accepted { .. } => t!(outbox::tried_accepted, recipient = &who),
        _ => t!(outbox::tried_otherwise, recipient = &who, status = &status.sentence()),
    };
    view! { <p class="notice" data-tone=tone><Icon name=icon/><span>{words}</span></p> }.into_any()
}

/// The address of a pile, searched by `q`.
fn href(pile: &str, q: &str) -> String {
    match (pile, q) {
        ("", "") => paths::MANAGE_MAIL.to_owned(),
        _ => [paths::MANAGE_MAIL, "?pile=", pile, &search(q)].concat(),
    }
}

/// The search as a part of an address.
fn search(q: &str) -> String {
    if q.is_empty() { String::new() } else { ["&q=", &Url::escape(q)].concat() }
}

fn piles(counts: [i64; QueueFilter::ALL.len()], shown: &QueueQuery) -> AnyView {
    let all = (None, counts.iter().sum::<i64>().min(COUNTED + 1));
    let piles = std::iter::once(all).chain(QueueFilter::ALL.map(Some).into_iter().zip(counts));
    // What only some ever have.
    let is_rare = |pile| matches!(pile, Some(QueueFilter::Bounced | QueueFilter::Filed));
    let piles = piles.filter(|(pile, count)| !is_rare(*pile) || *count > 0);
    let links = piles.map(|(pile, count)| {
        let word = pile.map_or("", QueueFilter::as_str);
        let href = href(word, &shown.q);
        let label = match pile {
            None => t!(outbox::all),
            Some(QueueFilter::Waiting) => t!(outbox::waiting),
            Some(QueueFilter::Planned) => t!(outbox::planned),
            Some(QueueFilter::Retrying) => t!(outbox::retrying),
            Some(QueueFilter::Sent) => t!(outbox::sent),
            Some(QueueFilter::Bounced) => t!(outbox::bounced),
            Some(QueueFilter::Filed) => t!(outbox::saved_as_a_file),
            Some(QueueFilter::Failed) => t!(outbox::failed),
            Some(QueueFilter::Cancelled) => t!(outbox::cancelled),
        };
        let current = (shown.pile == word).then_some("page");
        view! { <li><a href=href aria-current=current>{label} " " {t!(partners::tab_count, count = count)}</a></li> }
            .into_any()
    });
    view! { <nav aria-label=t!(outbox::piles)><ul class="choices">{links.collect_view()}</ul></nav> }.into_any()
}

fn row(queued: QueuedEmail, actions: Option<[FormAction; 3]>) -> AnyView {
    let id = queued.id.to_string();
    let actions = actions.map(|[retry, cancel, _]| {
        // A page load of its own, so that the field gets the focus.
        let fix = queued.refused_contact().map(|partner| {
            let href = paths::fix_address(partner, queued.person);
            let whose = t!(outbox::fix_address_of, name = &queued.name);
            view! {
                <a class="button small" href=href rel="external">
                    {t!(outbox::fix_the_address)} <span class="visually-hidden">{whose}</span>
                </a>
            }
            .into_any()
        });
        let retry = queued.can_retry().then(|| button(retry, t!(outbox::try_now), &queued.name, id.clone()));
        let cancel = queued.can_cancel().then(|| button(cancel, t!(outbox::cancel), &queued.name, id));
        view! { <td class="mail-actions"><div class="cluster">{fix} {retry} {cancel}</div></td> }.into_any()
    });
    let name = match &queued.partner {
        Some((partner, company)) => {
            let person = view! { <a href=paths::partner(*partner)>{queued.name.clone()}</a> }.into_any();
            rich(&t!(outbox::person_of_partner, name = SLOTS[0], partner = company), [person])
        }
        None => queued.name.clone().into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="cell-name">{name} <div class="sub">{queued.email}</div></th>
            <td data-label=t!(outbox::about)>{queued.about}</td>
            <td data-label=t!(outbox::state) class="mail-state">{state(&queued.state, queued.attempts)}</td>
            <td data-label=t!(outbox::asked_for)><Time at=queued.created_at/></td>
            {actions}
        </tr>
    }
    .into_any()
}

/// The state of a message as its row shows it, with how often it was tried.
pub fn state(state: &EmailState, attempts: i64) -> AnyView {
    let status = AccessStatus::of_email(state);
    let (why, at) = (status.why.clone(), status.at);
    let reply = state.reply().map(str::to_owned);
    let at = at.map(|at| match state {
        EmailState::Retrying { .. } => {
            let time = view! { <Time at/> }.into_any();
            view! { <div class="sub">{rich(&t!(outbox::next_attempt, time = SLOTS[0]), [time])}</div> }.into_any()
        }
        _ => view! { <div class="sub"><Time at/></div> }.into_any(),
    });
    let tries = (attempts > 1).then(|| t!(outbox::attempts, count = attempts));
    let sub = |words: String| view! { <div class="sub">{words}</div> }.into_any();
    let status = status.without_time();
    view! {
        <div>
            <Badge tone=status.tone icon=status.icon>{status.label}</Badge>
            {at}
            {why.map(|why| sub(why.to_owned()))}
            {tries.map(sub)}
            {reply.map(|reply| view! {
                <details class="mail-attempts"><summary>{t!(outbox::details)}</summary><p class="sub">{reply}</p></details>
            }.into_any())}
        </div>
    }
    .into_any()
}

fn button(post: FormAction, label: &'static str, name: &str, id: String) -> AnyView {
    let whose = t!(outbox::whose_email, name = name);
    view! {
        <form method="post" action=post.url() on:submit=post.on_submit()>
            <input type="hidden" name="queued_email" value=id/>
            <button class="button small" type="submit" aria-disabled=post.busy()>
                {label} <span class="visually-hidden">{whose}</span>
            </button>
        </form>
    }
    .into_any()
}

use crate::domain::invitations::invitation::EmailState;
use crate::domain::outbox::{QueueFilter, QueuedEmail};
use crate::features::invitations::AccessStatus;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::form_action::FormAction;
use crate::ui::page::Empty;
use crate::ui::table::{ACTIONS, next_page, table};
use crate::ui::time::Time;
use leptos::prelude::*;

/// The messages, by pile; with `posts`, to try one now and to cancel one, for those who may.
pub fn queue(
    counts: [i64; 7],
    rows: Vec<QueuedEmail>,
    next: Option<String>,
    shown: Filter,
    posts: Option<(FormAction, FormAction)>,
) -> AnyView {
    let next = next.map(|before| {
        let href = [paths::MANAGE_MAIL, "?pile=", &shown.pile, "&before=", &before].concat();
        next_page(href, "Older")
    });
    let list = if rows.is_empty() {
        view! {
            <Empty title="No mail here" icon="inbox">
                <p>"Every invitation and every password reset that is sent by email is listed here, with what became of it."</p>
            </Empty>
        }
        .into_any()
    } else {
        const HEADS: &[&str] = &["To", "About", "State", "Asked for", ACTIONS];
        let heads = if posts.is_some() { HEADS } else { &HEADS[..4] };
        table("mail-table", "Messages", heads, rows.into_iter().map(|queued| row(queued, posts)).collect())
    };
    view! {
        <section class="stack tight" aria-labelledby="mail-queue" tabindex="-1">
            <h2 id="mail-queue">"Messages"</h2>
            {piles(counts, &shown)}
            {list}
            {next}
        </section>
    }
    .into_any()
}

fn piles(counts: [i64; 7], shown: &Filter) -> AnyView {
    let all = (None, counts.iter().sum());
    let piles = std::iter::once(all).chain(QueueFilter::ALL.map(Some).into_iter().zip(counts));
    // Where there is a mail server nothing is saved as a file.
    let piles = piles.filter(|(pile, count)| *pile != Some(QueueFilter::Filed) || *count > 0);
    let links = piles.map(|(pile, count)| {
        let word = pile.map_or("", QueueFilter::as_str);
        let href =
            if word.is_empty() { paths::MANAGE_MAIL.to_owned() } else { [paths::MANAGE_MAIL, "?pile=", word].concat() };
        let label = match pile {
            None => "All",
            Some(QueueFilter::Waiting) => "Waiting",
            Some(QueueFilter::Planned) => "Planned",
            Some(QueueFilter::Retrying) => "Retrying",
            Some(QueueFilter::Sent) => "Sent",
            Some(QueueFilter::Filed) => "Saved as a file",
            Some(QueueFilter::Failed) => "Failed",
            Some(QueueFilter::Cancelled) => "Cancelled",
        };
        let current = (shown.pile == word).then_some("page");
        view! { <li><a href=href aria-current=current>{label} " " {count}</a></li> }.into_any()
    });
    view! { <nav aria-label="Piles"><ul class="choices">{links.collect_view()}</ul></nav> }.into_any()
}

fn row(queued: QueuedEmail, actions: Option<(FormAction, FormAction)>) -> AnyView {
    let id = queued.id.to_string();
    let actions = actions.map(|(retry, cancel)| {
        let retry = queued.can_retry().then(|| button(retry, "Try now", &queued.name, id.clone()));
        let cancel = queued.can_cancel().then(|| button(cancel, "Cancel", &queued.name, id));
        view! { <td class="mail-actions"><div class="cluster">{retry} {cancel}</div></td> }.into_any()
    });
    let name = match &queued.partner {
        Some((partner, company)) => {
            view! { <a href=paths::partner(*partner)>{queued.name.clone()}</a> " of " {company.clone()} }.into_any()
        }
        None => queued.name.clone().into_any(),
    };
    view! {
        <tr>
            <th scope="row" class="cell-name">{name} <div class="sub">{queued.email}</div></th>
            <td data-label="About">{queued.about}</td>
            <td data-label="State" class="mail-state">{state(&queued.state, queued.attempts)}</td>
            <td data-label="Asked for"><Time at=queued.created_at/></td>
            {actions}
        </tr>
    }
    .into_any()
}

/// The state of a message as its row shows it, with how often it was tried.
pub fn state(state: &EmailState, attempts: i64) -> AnyView {
    let status = AccessStatus::of_email(state);
    let (why, at) = (status.why, status.at);
    let reply = state.reply().map(str::to_owned);
    let at = at.map(|at| match state {
        EmailState::Retrying { .. } => view! { <div class="sub">"Next attempt at " <Time at/></div> }.into_any(),
        _ => view! { <div class="sub"><Time at/></div> }.into_any(),
    });
    let tries = (attempts > 1).then(|| [&attempts.to_string(), " attempts"].concat());
    let sub = |words: String| view! { <div class="sub">{words}</div> }.into_any();
    let status = status.without_time();
    view! {
        <div>
            <Badge tone=status.tone icon=status.icon>{status.label}</Badge>
            {at}
            {why.map(|why| sub(why.to_owned()))}
            {tries.map(sub)}
            {reply.map(|reply| view! {
                <details class="mail-attempts"><summary>"Details"</summary><p class="sub">{reply}</p></details>
            }.into_any())}
        </div>
    }
    .into_any()
}

fn button(post: FormAction, label: &'static str, name: &str, id: String) -> AnyView {
    let whose = [" the email to ", name].concat();
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

/// Which part of the queue is shown.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Filter {
    pub pile: String,
    pub before: String,
}

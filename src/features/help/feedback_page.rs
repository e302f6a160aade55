use super::api::LoadFeedback;
use crate::domain::help::{FeedbackCount, FeedbackReport, FeedbackRow};
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::table;
use crate::ui::time::Time;
use leptos::prelude::*;

/// *Help > Feedback*: what readers of the help pages answered.
#[component]
pub fn HelpFeedbackPage() -> impl IntoView {
    let report = load(|| LoadFeedback {});
    view! {
        <PageTitle title=t!(help::help_feedback)/>
        <PageHead title=t!(help::help_feedback) sub=t!(help::what_your_colleagues_answer_to_did)/>
        <ServerView from=report show=show/>
    }
}

fn show(report: FeedbackReport) -> AnyView {
    let FeedbackReport { counts, rows, more } = report;
    if rows.is_empty() {
        return view! {
            <Empty title=t!(help::no_feedback_yet)>
                <p>{t!(help::every_help_page_ends_with_a)}</p>
                <a class="button" href=paths::HELP>{t!(help::open_the_help)}</a>
            </Empty>
        }
        .into_any();
    }
    view! {
        <div class="stack">
            <section aria-labelledby="counts">
                <h2 id="counts">{t!(help::by_page)}</h2>
                {table(
                    "help-answers",
                    t!(help::answers_by_page),
                    &[t!(help::page), t!(help::yes), t!(help::no)],
                    counts.into_iter().map(count).collect(),
                )}
            </section>
            <section aria-labelledby="answers">
                <h2 id="answers">{t!(help::answers)}</h2>
                {table(
                    "help-answers",
                    t!(help::answers),
                    &[t!(help::page), t!(help::answer), t!(help::comment), t!(help::who), t!(help::when)],
                    rows.into_iter().map(answer).collect(),
                )}
                {more.then(|| view! { <p class="quiet-text">{t!(help::these_are_the_newest_100)}</p> })}
            </section>
        </div>
    }
    .into_any()
}

fn count(count: FeedbackCount) -> AnyView {
    view! {
        <tr>
            <th scope="row" class="cell-name"><a href=paths::help(&count.slug)>{count.title}</a></th>
            <td data-label=t!(help::yes)>{count.yes}</td>
            <td data-label=t!(help::no)>{count.no}</td>
        </tr>
    }
    .into_any()
}

fn answer(row: FeedbackRow) -> AnyView {
    let (tone, icon, word) =
        if row.helpful { ("success", "check", t!(help::yes)) } else { ("warning", "x", t!(help::no)) };
    view! {
        <tr>
            <th scope="row" class="cell-name">{row.title}</th>
            <td data-label=t!(help::answer)><Badge tone icon>{word}</Badge></td>
            <td data-label=t!(help::comment) class="help-comment">{row.comment}</td>
            <td data-label=t!(help::who)>{row.who.unwrap_or_else(|| t!(help::somebody_who_left).to_owned())}</td>
            <td data-label=t!(help::when)><Time at=row.at/></td>
        </tr>
    }
    .into_any()
}

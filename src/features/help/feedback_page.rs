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
        <PageTitle title="Help feedback"/>
        <PageHead title="Help feedback" sub="What your colleagues answer to \"Did this answer your question?\"."/>
        <ServerView from=report show=show/>
    }
}

fn show(report: FeedbackReport) -> AnyView {
    let FeedbackReport { counts, rows, more } = report;
    if rows.is_empty() {
        return view! {
            <Empty title="No feedback yet">
                <p>"Every help page ends with a question. The answers come together here."</p>
                <a class="button" href=paths::HELP>"Open the help"</a>
            </Empty>
        }
        .into_any();
    }
    view! {
        <div class="stack">
            <section aria-labelledby="counts">
                <h2 id="counts">"By page"</h2>
                {table("help-answers", "Answers by page", &["Page", "Yes", "No"], counts.into_iter().map(count).collect())}
            </section>
            <section aria-labelledby="answers">
                <h2 id="answers">"Answers"</h2>
                {table(
                    "help-answers",
                    "Answers",
                    &["Page", "Answer", "Comment", "Who", "When"],
                    rows.into_iter().map(answer).collect(),
                )}
                {more.then(|| view! { <p class="quiet-text">"These are the newest 100."</p> })}
            </section>
        </div>
    }
    .into_any()
}

fn count(count: FeedbackCount) -> AnyView {
    view! {
        <tr>
            <th scope="row" class="cell-name"><a href=paths::help(&count.slug)>{count.title}</a></th>
            <td data-label="Yes">{count.yes}</td>
            <td data-label="No">{count.no}</td>
        </tr>
    }
    .into_any()
}

fn answer(row: FeedbackRow) -> AnyView {
    let (tone, icon, word) = if row.helpful { ("success", "check", "Yes") } else { ("warning", "x", "No") };
    view! {
        <tr>
            <th scope="row" class="cell-name">{row.title}</th>
            <td data-label="Answer"><Badge tone icon>{word}</Badge></td>
            <td data-label="Comment" class="help-comment">{row.comment}</td>
            <td data-label="Who">{row.who.unwrap_or_else(|| "Somebody who left".to_owned())}</td>
            <td data-label="When"><Time at=row.at/></td>
        </tr>
    }
    .into_any()
}

use super::api::{LoadTerms, SaveTerms};
use crate::domain::organisation::terms::{ManagedTerms, TermsVersion};
use crate::domain::text::TermsText;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use crate::ui::table::table;
use crate::ui::text_area::TextArea;
use crate::ui::time::Time;
use leptos::prelude::*;

/// *Programme > Terms*: what partners accept as they activate, and every version there was.
#[component]
pub fn ManageTermsPage() -> impl IntoView {
    let terms = load(|| LoadTerms {});
    let save = FormAction::to::<SaveTerms>();
    terms.refetch_after(save);
    let show = move |now: ManagedTerms| {
        let ManagedTerms { version, text, versions, you_may_save } = now;
        view! {
            <div class="stack">
                {if you_may_save { form(save, version, text) } else { facts(&text) }}
                {(!versions.is_empty()).then(|| list(versions))}
            </div>
        }
        .into_any()
    };
    view! {
        <PageTitle title="Terms"/>
        <PageHead title="Terms" sub="What partners accept as they activate their access. Without terms nothing is asked."/>
        <ServerView from=terms show/>
    }
}

fn form(save: FormAction, version: i64, text: String) -> AnyView {
    let form = FormState::of(save);
    view! {
        <form class="form" method="post" action=save.url() novalidate on:submit=save.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[version]" value=version.to_string()/>
            <TextArea
                form field="text" label="Text of the terms" value=text rows=16 optional=true max=TermsText::MAX
                hint="Markdown, like the emails: # for a heading, - for a list, **bold**. Left empty, nothing is to be accepted."
                on_leave=Callback::new(move |text: String| form.check("text", TermsText::parse(&text)))
            />
            <p class="quiet-text">
                "Each change makes a new version, which applies to those who activate from then on. \
                 Those who are active keep the version they accepted."
            </p>
            <div class="form-actions">
                <button class="button primary" aria-disabled=save.busy()>"Save"</button>
            </div>
        </form>
    }
    .into_any()
}

fn facts(text: &str) -> AnyView {
    let none = text.is_empty().then_some("Partners accept no terms. ");
    view! { <p class="quiet-text">{none} "Only owners write the terms."</p> }.into_any()
}

fn list(versions: Vec<TermsVersion>) -> AnyView {
    let heads = ["Version", "Written", "By", "Accepted by"];
    let rows = versions.into_iter().map(row).collect();
    view! {
        <section aria-labelledby="versions-title">
            <h2 id="versions-title">"Versions"</h2>
            {table("", "Versions", &heads, rows)}
        </section>
    }
    .into_any()
}

fn row(version: TermsVersion) -> AnyView {
    let TermsVersion { number, written_at, written_by, is_empty, accepted_by } = version;
    let name = ["Version ", &number.to_string()].concat();
    let name = if is_empty {
        view! { {name} <div class="sub">"No terms"</div> }.into_any()
    } else {
        view! { <a href=paths::terms(number)>{name}</a> }.into_any()
    };
    let people = if accepted_by == 1 { " person" } else { " people" };
    let people = if is_empty { String::new() } else { [&accepted_by.to_string(), people].concat() };
    view! {
        <tr>
            <th scope="row" class="cell-name">{name}</th>
            <td data-label="Written"><Time at=written_at/></td>
            <td data-label="By">{written_by}</td>
            <td data-label="Accepted by">{people}</td>
        </tr>
    }
    .into_any()
}

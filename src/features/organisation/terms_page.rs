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

/// *Program > Terms*: what partners accept as they activate, and every version there was.
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
        <PageTitle title=t!(organisation::terms)/>
        <PageHead title=t!(organisation::terms) sub=t!(organisation::what_partners_accept_as_they_activate)/>
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
                form field="text" label=t!(organisation::text_of_the_terms) value=text rows=16 optional=true max=TermsText::MAX
                hint=t!(organisation::markdown_like_the_emails_for_a)
                on_leave=Callback::new(move |text: String| form.check("text", TermsText::parse(&text)))
            />
            <p class="quiet-text">
                {t!(organisation::each_change_makes_a_new_version)}
            </p>
            <div class="form-actions">
                <button class="button primary" aria-disabled=save.busy()>{t!(organisation::save)}</button>
            </div>
        </form>
    }
    .into_any()
}

fn facts(text: &str) -> AnyView {
    let none = text.is_empty().then(|| [t!(organisation::partners_accept_none), " "].concat());
    view! { <p class="quiet-text">{none} {t!(organisation::only_owners_write)}</p> }.into_any()
}

fn list(versions: Vec<TermsVersion>) -> AnyView {
    let heads =
        [t!(organisation::version), t!(organisation::written), t!(organisation::by), t!(organisation::accepted_by)];
    let rows = versions.into_iter().map(row).collect();
    view! {
        <section aria-labelledby="versions-title">
            <h2 id="versions-title">{t!(organisation::versions)}</h2>
            {table("", t!(organisation::versions), &heads, rows)}
        </section>
    }
    .into_any()
}

fn row(version: TermsVersion) -> AnyView {
    let TermsVersion { number, written_at, written_by, is_empty, accepted_by } = version;
    let name = t!(organisation::version_number, number = number);
    let name = if is_empty {
        view! { {name} <div class="sub">{t!(organisation::no_terms)}</div> }.into_any()
    } else {
        view! { <a href=paths::terms(number)>{name}</a> }.into_any()
    };
    let people = if is_empty { String::new() } else { t!(organisation::people, count = accepted_by) };
    view! {
        <tr>
            <th scope="row" class="cell-name">{name}</th>
            <td data-label=t!(organisation::written)><Time at=written_at/></td>
            <td data-label=t!(organisation::by)>{written_by}</td>
            <td data-label=t!(organisation::accepted_by)>{people}</td>
        </tr>
    }
    .into_any()
}

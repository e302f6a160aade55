use super::api::LoadAttention;
use super::labels;
use super::list_page::{AddPartner, no_partners};
use super::list_url::to_url;
use super::table::access;
use crate::domain::outbox::{EmailPause, QueueFilter};
use crate::domain::partners::attention::{AttentionPage as Page, Stuck};
use crate::domain::partners::bulk::Change;
use crate::domain::partners::partner::{PartnerQuery, PartnerRow};
use crate::features::organisation::api::HideChecklist;
use crate::features::organisation::setup_checklist;
use crate::features::shell::rights::{for_editors, with_rights};
use crate::paths;
use crate::ui::form_action::FormAction;
use crate::ui::icon::Icon;
use crate::ui::live::on_any_news;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;

/// *Needs attention*: who is stuck on the way to "active", and the way on.
#[component]
pub fn AttentionPage() -> impl IntoView {
    let page = load(|| LoadAttention {});
    on_any_news(move || page.refresh());
    let hide = FormAction::to::<HideChecklist>();
    page.refetch_after(hide);
    let show = move |page: Page, may_edit: bool| {
        let checklist = page.checklist.clone().map(|list| setup_checklist(list, hide));
        view! { {checklist} {everything(page, may_edit)} }.into_any()
    };
    view! {
        <PageTitle title=t!(partners::needs_attention)/>
        <PageHead title=t!(partners::needs_attention)>
            {for_editors(|| view! { <AddPartner/> }.into_any())}
        </PageHead>
        {with_rights(move |may_edit| {
            view! { <ServerView from=page in_place=true show=move |page| show(page, may_edit)/> }.into_any()
        })}
    }
}

fn everything(page: Page, may_edit: bool) -> AnyView {
    let nothing = page.stuck.is_empty() && page.pause.is_none() && page.retrying == 0;
    if !page.any {
        return no_partners(may_edit);
    }
    if nothing {
        return view! {
            <Empty title=t!(partners::nothing_needs_attention) icon="check">
                <p>{t!(partners::nothing_is_stuck)}</p>
                <a class="button" href=paths::PARTNERS>{t!(partners::all_partners)}</a>
            </Empty>
        }
        .into_any();
    }
    let retrying = (page.retrying > 0).then(|| retrying(page.retrying));
    view! {
        <div class="attention">
            {page.pause.map(paused)} {retrying}
            {page.stuck.into_iter().map(|stuck| reason(stuck, may_edit)).collect_view()}
        </div>
    }
    .into_any()
}

fn paused(pause: EmailPause) -> AnyView {
    view! {
        <p class="notice" data-tone="warning">
            <Icon name="alert"/>
            <span>{t!(partners::email_is_paused, why = &pause.why)} " " <a href=paths::MANAGE_MAIL>{t!(partners::open_mail)}</a></span>
        </p>
    }
    .into_any()
}

fn retrying(count: i64) -> AnyView {
    let href = [paths::MANAGE_MAIL, "?pile=", QueueFilter::Retrying.as_str()].concat();
    view! {
        <p class="notice" data-tone="warning">
            <Icon name="refresh"/>
            <span>{t!(partners::emails_are_retried, count = count)} " " <a href=href>{t!(partners::open_mail)}</a></span>
        </p>
    }
    .into_any()
}

fn reason(Stuck { part, count, rows }: Stuck, may_edit: bool) -> AnyView {
    let (icon, bulk) = match part.as_str() {
        "bounced" | "reported" => ("alert", None),
        "refused" => ("alert", Some((Change::Resend, t!(partners::send_all_again)))),
        "requested" => ("users", None),
        "expired" => ("clock", Some((Change::Give, t!(partners::send_new_links)))),
        "expiring" => ("clock", Some((Change::Resend, t!(partners::send_all_again)))),
        "silent" => ("mail", Some((Change::Resend, t!(partners::send_all_again)))),
        _ => ("send", None),
    };
    let list = to_url(&PartnerQuery { access: part.clone(), ..PartnerQuery::default() });
    let more =
        (count > rows.len() as i64).then(|| view! { <a href=list.clone()>{t!(partners::show_all)}</a> }.into_any());
    let bulk = bulk.filter(|_| may_edit && count > 1).map(|(change, label)| {
        let href = [paths::PARTNERS_BULK, "?do=", change.as_str(), "&all=on&access=", &part].concat();
        view! { <a class="button small" href=href>{label}</a> }.into_any()
    });
    let is_request = part == "requested";
    view! {
        <section class="card attention-reason">
            <h2><Icon name=icon/> <a href=list>{labels::part(&part, count)}</a></h2>
            <ul role="list">{rows.into_iter().map(|partner| row(partner, is_request, may_edit)).collect_view()}</ul>
            {(more.is_some() || bulk.is_some()).then(|| view! { <p class="attention-more">{more} {bulk}</p> }.into_any())}
        </section>
    }
    .into_any()
}

fn row(partner: PartnerRow, is_request: bool, may_edit: bool) -> AnyView {
    let state = match is_request {
        true => view! { <span class="quiet-text">{t!(partners::requests, count = partner.requests)}</span> }.into_any(),
        false => access(&partner, may_edit),
    };
    view! {
        <li>
            <a href=paths::partner(partner.id)>{partner.name}</a>
            <span class="quiet-text">{partner.contact_name}</span>
            {state}
        </li>
    }
    .into_any()
}

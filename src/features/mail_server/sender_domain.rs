use super::api::{CheckSignature, LoadSenderDomain};
use crate::domain::sender_domain::{DnsField, DomainCheck, SenderDomain};
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::copy::CopyButton;
use crate::ui::field::FormBanner;
use crate::ui::flash::said_by;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::password::hydrated;
use crate::ui::server_data::{ServerView, load};
use crate::ui::text_area::TextArea;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;

/// The id of the section.
const SECTION: &str = "sender-domain";

/// What the DNS says about the sender's domain. It may take seconds, so that the page comes without it; without
/// JavaScript, a link asks.
#[component]
pub fn SenderDomainSection() -> impl IntoView {
    let query = use_query_map();
    let part = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let again = Memo::new(move |_| part("check"));
    let hydrated = hydrated();
    let is_asked = Memo::new(move |_| hydrated.get() || !again.get().is_empty());
    let href = move || {
        let next = again.get().parse().unwrap_or(0_u8).wrapping_add(1).max(1);
        [&paths::mail_server_checked(&part("provider"), &next.to_string()), "#", SECTION].concat()
    };
    let label = move || if is_asked.get() { t!(mail_server::check_again) } else { t!(mail_server::check_domain) };
    let said = said_by(CheckSignature::url());
    view! {
        <section class="card sender-domain" id=SECTION aria-labelledby="sender-domain-title">
            <div class="card-head">
                <h2 id="sender-domain-title">{t!(mail_server::sender_domain)}</h2>
                <a class="button small" href=href>{label}</a>
            </div>
            {move || {
                let said = said.clone();
                is_asked.get().then(|| {
                    let domain = load(move || LoadSenderDomain { again: again.get() });
                    let show = move |domain| checks(domain, said.clone());
                    view! { <ServerView from=domain in_place=true show/> }.into_any()
                })
            }}
        </section>
    }
}

fn checks(domain: SenderDomain, said: Option<String>) -> AnyView {
    let SenderDomain { lead, checks, request, request_hint, mailto, test_hint } = domain;
    let more = (!checks.is_empty()).then(|| test_email(test_hint, said));
    let to_forward = (!request.is_empty()).then(|| {
        view! {
            <details class="link-more">
                <summary>{t!(mail_server::to_forward)}</summary>
                <p class="quiet-text">{request_hint}</p>
                <p class="link-message">{request.clone()}</p>
                <p class="cluster">
                    <CopyButton text=request/>
                    <a class="button" href=mailto>{t!(mail_server::open_in_mail)}</a>
                </p>
            </details>
        }
        .into_any()
    });
    view! {
        <p class="quiet-text">{lead}</p>
        <ul class="divided">{checks.into_iter().map(check).collect_view()}</ul>
        {to_forward}
        {more}
    }
    .into_any()
}

fn check(check: DomainCheck) -> AnyView {
    let DomainCheck { name, tone, state, text, fields } = check;
    let field = |DnsField { label, text, copy }| {
        view! { <div><dt>{label}</dt> <dd class="copy-row"><code>{text.clone()}</code> <CopyButton text label=copy/></dd></div> }
            .into_any()
    };
    let fields = fields.into_iter().map(field).collect_view();
    view! {
        <li class="stack tight">
            <h3 class="cluster">{name} " " <Badge tone>{state}</Badge></h3>
            <p>{text}</p>
            <dl class="facts dns-record">{fields}</dl>
        </li>
    }
    .into_any()
}

/// A plain form on purpose: the answer comes with a full page load, as without JavaScript.
fn test_email(hint: String, said: Option<String>) -> AnyView {
    let form = FormState::new(CheckSignature::url());
    let is_open = said.is_some() || form.is_first_wrong("source") || !form.typed("source", "").is_empty();
    let said = said.map(|said| {
        view! { <p class="notice" data-tone="success" role="status"><Icon name="check"/><span>{said}</span></p> }
            .into_any()
    });
    view! {
        <details class="link-more" open=is_open>
            <summary>{t!(mail_server::test_email)}</summary>
            <form class="form" method="post" action=CheckSignature::url() novalidate>
                <FormBanner form/>
                {said}
                <TextArea form field="source" label=t!(mail_server::test_source) hint/>
                <p><button class="button" type="submit">{t!(mail_server::check_signature)}</button></p>
            </form>
        </details>
    }
    .into_any()
}

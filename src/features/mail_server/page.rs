use super::api::{LoadMailServer, RemoveMailServer, SaveMailServer};
use super::form::form;
use super::sender_domain::SenderDomainSection;
use crate::domain::mail_server;
use crate::paths;
use crate::ui::form_action::FormAction;
use crate::ui::icon::Icon;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

/// *Email > Mail > Mail server*, which is the last step of the set-up as well.
#[component]
pub fn MailServerPage() -> impl IntoView {
    let query = use_query_map();
    let part = move |name: &str| query.with(|query| query.get(name).unwrap_or_default());
    let provider = Memo::new(move |_| part("provider"));
    let page = load(move || LoadMailServer { provider: provider.get() });
    let is_set_up = query.with_untracked(|query| query.get("setup").is_some());
    let (save, remove) = (FormAction::to::<SaveMailServer>(), FormAction::to::<RemoveMailServer>());
    let (title, sub) = match is_set_up {
        true => (t!(mail_server::set_up_email), t!(mail_server::set_up_lead)),
        false => (t!(mail_server::mail_server), t!(mail_server::lead)),
    };
    let show = move |now: mail_server::MailServerPage| {
        let mail_server::MailServerPage { server, sender, problem, fixed, fields } = now;
        let problem = (!problem.is_empty()).then(|| {
            view! { <p class="notice" data-tone="critical" role="status"><Icon name="alert"/><span>{problem}</span></p> }
                .into_any()
        });
        let page = match fields {
            Some(fields) => form(fields, save, remove, is_set_up),
            None => facts(server, sender, fixed),
        };
        view! { <div class="stack">{problem} {page}</div> }.into_any()
    };
    view! {
        <PageTitle title/>
        {(!is_set_up).then(|| view! { <p class="staff-back"><a href=paths::MANAGE_MAIL>{t!(mail_server::back)}</a></p> }.into_any())}
        <PageHead title sub>
            {is_set_up.then(|| view! { <a class="button" href=paths::PARTNERS>{t!(mail_server::later)}</a> }.into_any())}
        </PageHead>
        <div class="stack">
            <ServerView from=page show/>
            {(!is_set_up).then(|| view! { <SenderDomainSection/> }.into_any())}
        </div>
    }
}

fn facts(server: Option<String>, sender: String, fixed: String) -> AnyView {
    let server = server.unwrap_or_else(|| t!(mail_server::none).to_owned());
    view! {
        <dl class="card facts">
            <div><dt>{t!(mail_server::server)}</dt> <dd>{server}</dd></div>
            <div><dt>{t!(mail_server::sender)}</dt> <dd>{sender}</dd></div>
        </dl>
        <p class="quiet-text">{fixed}</p>
    }
    .into_any()
}

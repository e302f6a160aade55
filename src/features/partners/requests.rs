use super::api::{ApproveColleague, DeclineColleague};
use crate::domain::partners::colleague_request::RequestedColleague;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::time::Time;
use leptos::prelude::*;

/// Colleagues whom the partner's managers asked for.
pub fn requests(requests: Vec<RequestedColleague>, may_edit: bool, on_news: Callback<()>) -> AnyView {
    if requests.is_empty() {
        return ().into_any();
    }
    let rows = requests.into_iter().map(|request| view! { <Request request may_edit on_news/> }.into_any());
    view! {
        <section class="partner-requests" aria-labelledby="requests-title">
            <h2 id="requests-title">{t!(partners::colleagues_to_approve)}</h2>
            <ul class="card divided" role="list">{rows.collect_view()}</ul>
        </section>
    }
    .into_any()
}

#[component]
fn Request(request: RequestedColleague, may_edit: bool, on_news: Callback<()>) -> impl IntoView {
    let (approve, decline) = (FormAction::to::<ApproveColleague>(), FormAction::to::<DeclineColleague>());
    let id = request.id.to_string();
    let form = state(&id, approve, decline);
    for post in [approve, decline] {
        Effect::new(move |_| {
            if let Some(Ok(())) = post.answer().get() {
                on_news.run(());
            }
        });
    }
    let name = request.name.clone();
    let button = move |post: FormAction, class: &'static str, label: &'static str| {
        view! {
            <form method="post" action=post.url() on:submit=post.on_submit()>
                {hidden_fields(vec![("form[request]", id.clone())])}
                <button class=class aria-disabled=post.busy()>
                    {label} <span class="visually-hidden">" " {name.clone()}</span>
                </button>
            </form>
        }
        .into_any()
    };
    let title = if request.job_title.is_empty() { String::new() } else { [", ", &request.job_title].concat() };
    let by = if request.asked_by.is_empty() { t!(partners::a_former_contact).to_owned() } else { request.asked_by };
    view! {
        <li class="partner-request">
            <div>
                <p><strong>{request.name}</strong> {title}</p>
                <p class="quiet-text">{request.email} ". " {t!(partners::asked_at, name = &by)} " " <Time at=request.asked_at/> "."</p>
                {request.seems_invited.then(|| view! {
                    <p class="quiet-text">{t!(partners::seems_invited)}</p>
                }.into_any())}
                <FormBanner form/>
            </div>
            {may_edit.then(|| view! {
                <div class="cluster">
                    {button(approve, "button small primary", t!(partners::approve))}
                    {button(decline, "button small", t!(partners::decline))}
                </div>
            }.into_any())}
        </li>
    }
}

/// Complaints of both forms; after a page load only those about this request.
fn state(request: &str, approve: FormAction, decline: FormAction) -> FormState {
    let mut states = [approve, decline].map(|post| FormState::new(post.url())).into_iter();
    let brought_back = states.find(|state| state.typed("request", "") == request);
    brought_back.unwrap_or_else(|| FormState::new("")).follow(approve).follow(decline)
}

use super::api::LoadPartner;
use super::contact_card::ContactCard;
use super::delete_partner::DeleteSection;
use super::list_url::LastList;
use super::offer::offer;
use super::requests::requests;
use super::team_actions::TeamActions;
use super::timeline::Timeline;
use crate::domain::auth::role::Role;
use crate::domain::partners::partner::{Partner, PartnerDomain};
use crate::features::shell::rights::with_role;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::icon::Icon;
use crate::ui::keyed::KeyedView;
use crate::ui::live::on_news_of;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerData, ServerView, ask, load};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_params_map;

/// One partner: details, contacts with their access, and what happened.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let partner = load(move || LoadPartner { partner: id() });
    let cards = KeyedView::default();
    with_role(move |role| {
        let show = move |now| view! { <PartnerView partner=now page=partner cards role/> }.into_any();
        view! { <ServerView from=partner whole=true show/> }.into_any()
    })
}

#[component]
fn PartnerView(
    partner: Partner,
    page: ServerData<Partner>,
    /// Where the contacts are.
    cards: KeyedView,
    /// That of the visitor.
    role: Role,
) -> impl IntoView {
    let (may_edit, is_owner) = (role.may_edit(), role == Role::Owner);
    let id = partner.id;
    let offer = if may_edit { offer(&partner, page) } else { None };
    let timeline = RwSignal::new(partner.timeline);
    let on_change = Callback::new(move |()| {
        spawn_local(async move {
            if let Ok(partner) = ask(LoadPartner { partner: id.to_string() }).await {
                timeline.try_set(partner.timeline);
            }
        });
    });
    // Links that are made, among others, change the timeline and no contact's status.
    on_news_of(Some(id), move || on_change.run(()));
    let on_team_change = Callback::new(move |()| page.refetch());
    let has_choices = may_edit && partner.contacts.len() > 1;
    // Other contacts get other cards: a question that is open for one must not be put about another.
    let who: String = partner.contacts.iter().map(|contact| contact.id.to_string()).collect();
    let contacts = partner.contacts.into_iter().map(|contact| {
        let team =
            has_choices.then(|| view! { <TeamActions contact=contact.clone() on_change=on_team_change/> }.into_any());
        view! { <ContactCard partner=id contact may_edit is_owner on_change on_news=on_team_change>{team}</ContactCard> }
            .into_any()
    });
    let website = partner.facts.website_label();
    let programs: Vec<String> = partner.programs.into_iter().map(|program| program.name).collect();
    let programs = if programs.is_empty() { t!(partners::no_partner_program).to_owned() } else { programs.join(", ") };
    view! {
        <PageTitle title=partner.facts.name.clone()/>
        {LastList::link()}
        <PageHead title=partner.facts.name.clone()>
            {may_edit.then(|| view! { <a class="button" href=paths::edit_partner(id)>{t!(partners::edit)}</a> }.into_any())}
        </PageHead>
        <p class="partner-facts cluster">
            <Badge tone=partner.status.tone>{partner.status.name}</Badge>
            <span>{programs}</span>
            {(!website.is_empty()).then(|| view! {
                <a href=partner.facts.website rel="external noreferrer">{website}</a>
            }.into_any())}
            {partner.partner_manager.map(|person| {
                view! { <span class="quiet-text">{t!(partners::partner_manager_is, name = &person.name)}</span> }.into_any()
            })}
            <span class="quiet-text">{t!(partners::added_on)} " " <Time at=partner.added_at day=true/></span>
        </p>
        {domains(partner.domains)}
        {offer}
        <div class="partner-parts">
            <section class="partner-contacts">
                {requests(partner.requests, may_edit, on_team_change)}
                <header class="partner-contacts-head">
                    <h2>{t!(partners::contacts)}</h2>
                    {may_edit.then(|| view! {
                        <a class="button small" href=paths::new_contact(id)>{t!(partners::add_a_contact)}</a>
                    }.into_any())}
                </header>
                {cards.show(&who, contacts.collect_view().into_any())}
            </section>
            <Timeline partner=id events=timeline/>
        </div>
        {may_edit.then(|| view! { <DeleteSection partner=id.to_string() name=partner.facts.name/> }.into_any())}
    }
}

/// Where managers invite without approval.
fn domains(domains: Vec<PartnerDomain>) -> AnyView {
    let listed = |domains: &mut dyn Iterator<Item = &PartnerDomain>| {
        domains.map(|domain| domain.name.as_str()).collect::<Vec<_>>().join(", ")
    };
    let all = listed(&mut domains.iter());
    let public = listed(&mut domains.iter().filter(|domain| domain.is_public_mailbox));
    if all.is_empty() {
        return ().into_any();
    }
    view! {
        <p class="quiet-text">{t!(partners::invited_without_approval, domains = &all)}</p>
        {(!public.is_empty()).then(|| view! {
            <p class="notice" data-tone="warning"><Icon name="alert"/>{t!(partners::public_mailboxes, domains = &public)}</p>
        }.into_any())}
    }
    .into_any()
}

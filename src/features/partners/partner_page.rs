use super::api::{LoadPartner, load_partner};
use super::contact_card::ContactCard;
use super::delete_partner::DeleteSection;
use super::timeline::Timeline;
use crate::domain::partner::Partner;
use crate::paths;
use crate::ui::badge::Badge;
use crate::ui::page::{ErrorView, Loading, PageHead, PageTitle};
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// One partner: details, contacts with their access, and what happened.
#[component]
pub fn PartnerPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").unwrap_or_default()));
    let partner = Resource::new(move || id.get(), load_partner);
    view! {
        <Transition fallback=Loading>
            {move || Suspend::new(async move {
                match partner.await {
                    Ok(partner) => view! { <PartnerView partner/> }.into_any(),
                    Err(error) => view! { <PageTitle title="Partner"/> <ErrorView error/> }.into_any(),
                }
            })}
        </Transition>
    }
}

#[component]
fn PartnerView(partner: Partner) -> impl IntoView {
    let id = partner.id;
    let timeline = RwSignal::new(partner.timeline);
    let look_again = ServerAction::<LoadPartner>::new();
    Effect::new(move |_| {
        if let Some(Ok(partner)) = look_again.value().get() {
            timeline.set(partner.timeline);
        }
    });
    let on_change = Callback::new(move |()| {
        look_again.dispatch(LoadPartner { partner: id.to_string() });
    });
    let contacts = partner.contacts.into_iter().map(|contact| view! { <ContactCard partner=id contact on_change/> });
    let programs: Vec<String> = partner.programs.into_iter().map(|program| program.name).collect();
    let programs = if programs.is_empty() { "No partner program".to_owned() } else { programs.join(", ") };
    view! {
        <PageTitle title=partner.name.clone()/>
        <p class="partner-back"><a href=paths::PARTNERS>"All partners"</a></p>
        <PageHead title=partner.name.clone()>
            <a class="button" href=paths::edit_partner(id)>"Edit"</a>
        </PageHead>
        <p class="partner-facts cluster">
            <Badge tone=partner.status.tone>{partner.status.name}</Badge>
            <span>{programs}</span>
            <span class="quiet-text">"Added " <Time at=partner.added_at day=true/></span>
        </p>
        <div class="partner-parts">
            <section class="partner-contacts">
                <h2>"Contacts"</h2>
                {contacts.collect_view()}
            </section>
            <Timeline events=timeline/>
        </div>
        <DeleteSection partner=id.to_string() name=partner.name/>
    }
}

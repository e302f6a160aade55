use super::api::{EraseContact, LoadPersonalData};
use crate::domain::partners::personal_data::{Erasing, PersonalData};
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// What is held about a contact, for owners: a file of it, and the end of it.
#[component]
pub fn ContactDataPage() -> impl IntoView {
    let params = use_params_map();
    let contact = move || params.with(|params| params.get("contact").unwrap_or_default());
    let data = load(move || LoadPersonalData { person: contact() });
    let show = move |data| view! { <ContactData data/> }.into_any();
    view! { <ServerView from=data whole=true show/> }
}

#[component]
fn ContactData(data: PersonalData) -> impl IntoView {
    let back = paths::partner(data.partner);
    let title = t!(partners::personal_data_of, name = &data.name);
    let sub = [&data.email, ", ", &data.partner_name].concat();
    let file = paths::contact_data_file(data.partner, data.person);
    view! {
        <PageTitle title=title.clone()/>
        <p class="staff-back"><a href=back>{data.partner_name.clone()}</a></p>
        <PageHead title sub/>
        <section class="card personal-data">
            <h2>{t!(partners::export_data)}</h2>
            <p>{t!(partners::export_data_hint)}</p>
            <p><a class="button" href=file rel="external" download>{t!(partners::export_data_as_json)}</a></p>
        </section>
        <section class="card personal-data">
            <h2>{t!(partners::erase_person)}</h2>
            <p>{t!(partners::erase_hint)}</p>
            <h3>{t!(partners::is_erased)}</h3>
            <ul>
                <li>{t!(partners::erased_details)}</li>
                {data.deleted.iter().map(|(kind, count)| {
                    view! { <li>{t!(partners::erased_rows, kind = kind, count = *count)}</li> }.into_any()
                }).collect_view()}
            </ul>
            <h3>{t!(partners::is_kept)}</h3>
            <ul>
                <li>{t!(partners::kept_entries, count = data.entries)}</li>
                {(data.erasing != Erasing::ContactAndPartner).then(|| view! {
                    <li>{t!(partners::kept_partner, partner = &data.partner_name)}</li>
                }.into_any())}
                <li>{t!(partners::kept_backups)}</li>
            </ul>
            <Erase data/>
        </section>
    }
}

#[component]
fn Erase(data: PersonalData) -> impl IntoView {
    let erase = FormAction::to::<EraseContact>();
    let form = FormState::of(erase);
    let PersonalData { name, partner, partner_name, .. } = data;
    let with_partner = match data.erasing {
        Erasing::MainContact => {
            let words = t!(partners::is_main_contact, name = &name);
            return view! {
                <p class="notice" data-tone="warning">{words} " " {t!(partners::choose_main_first)}</p>
                <p><a class="button" href=paths::partner(partner)>{t!(partners::open_partner, name = &partner_name)}</a></p>
            }
            .into_any();
        }
        Erasing::Contact => false,
        Erasing::ContactAndPartner => true,
    };
    let fields = [("form[person]", data.person.to_string())];
    let with = with_partner.then(|| ("form[with_partner]", "on".to_owned()));
    let button = match with_partner {
        true => t!(partners::erase_with_partner, name = &name, partner = &partner_name),
        false => t!(partners::erase_named, name = &name),
    };
    view! {
        <FormBanner form/>
        {with_partner.then(|| view! {
            <p class="notice" data-tone="warning">{t!(partners::erases_partner, name = &name, partner = &partner_name)}</p>
        }.into_any())}
        <form method="post" action=erase.url() on:submit=erase.on_submit()>
            {hidden_fields(fields.into_iter().chain(with).collect())}
            <div class="form-actions">
                <a class="button quiet" href=paths::partner(partner)>{t!(partners::cancel)}</a>
                <button class="button danger" aria-disabled=erase.busy()>{button}</button>
            </div>
        </form>
    }
    .into_any()
}

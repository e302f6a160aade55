use super::api::{LoadChoices, LoadPartner, UpdatePartner};
use crate::domain::partners::invite_domains::InviteDomains;
use crate::domain::partners::partner::{Choices, Partner};
use crate::features::people::partner_fields::PartnerFields;
use crate::features::shell::rights::editors_only;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::select::SelectField;
use crate::ui::server_data::{ServerView, load};
use crate::ui::text_area::TextArea;
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

/// The form for a partner's company details.
#[component]
pub fn EditPartnerPage() -> impl IntoView {
    let params = use_params_map();
    let id = move || params.with(|params| params.get("id").unwrap_or_default());
    let partner = load(move || LoadPartner { partner: id() });
    let choices = load(|| LoadChoices {});
    let show = move |partner: Partner| {
        let show = move |choices| view! { <EditPartner partner=partner.clone() choices/> }.into_any();
        view! { <ServerView from=choices whole=true show/> }.into_any()
    };
    editors_only(move |_| view! { <ServerView from=partner whole=true show/> }.into_any())
}

#[component]
fn EditPartner(partner: Partner, choices: Choices) -> impl IntoView {
    let update = FormAction::to::<UpdatePartner>();
    let form = FormState::of(update);
    let Choices { statuses, programs, archived_statuses, archived_programs, team, .. } = choices;
    // What the partner has it may keep, archived or not.
    let kept = archived_statuses.into_iter().filter(|status| *status == partner.status);
    let statuses = statuses.into_iter().chain(kept).map(|status| (status.id.to_string(), status.name));
    let kept = archived_programs.into_iter().filter(|program| partner.programs.contains(program));
    let programs = programs.into_iter().chain(kept).map(|program| (program.id.to_string(), program.name));
    let (statuses, programs) = (statuses.collect(), programs.collect());
    let chosen = partner.programs.iter().map(|program| program.id.to_string()).collect();
    let team = team.into_iter().map(|member| (member.id.to_string(), member.name)).collect();
    let partner_manager = partner.partner_manager.map(|person| person.id.to_string()).unwrap_or_default();
    let domains = partner.domains.into_iter().map(|domain| domain.name).collect::<Vec<_>>().join("\n");
    let title = t!(partners::edit_named, name = &partner.facts.name);
    let input = partner.facts.input(partner.status.id.to_string(), chosen);
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title/>
        <form class="form" method="post" action=update.url() novalidate on:submit=update.on_submit()>
            <FormBanner form/>
            <input type="hidden" name="form[partner]" value=partner.id.to_string()/>
            <input type="hidden" name="form[version]" value=partner.version.to_string()/>
            <PartnerFields form partner=input statuses programs/>
            <SelectField
                form field="partner_manager" label=t!(partners::partner_manager) options=team value=partner_manager
                hint=t!(partners::whom_the_partner_turns_to_the)
            />
            <TextArea
                form field="domains" label=t!(partners::invite_domains) value=domains optional=true rows=3
                max=InviteDomains::MAX hint=t!(partners::invite_domains_hint)
                on_leave=Callback::new(move |text: String| form.check("domains", InviteDomains::parse(&text)))
            />
            <div class="form-actions">
                <a class="button quiet" href=paths::partner(partner.id)>{t!(partners::cancel)}</a>
                <button class="button primary" aria-disabled=update.busy()>{t!(partners::save)}</button>
            </div>
        </form>
    }
}

use super::api::DeclineOffer;
use crate::domain::catalog::choice::StatusRule;
use crate::domain::partners::bulk::Change;
use crate::domain::partners::partner::Partner;
use crate::features::invitations::api::GiveAccess;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::server_data::ServerData;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// What the status that a partner got suggests; nothing happens until a person confirms it.
pub fn offer(partner: &Partner, page: ServerData<Partner>) -> Option<AnyView> {
    let id = partner.id;
    let main = partner.contacts.iter().find(|contact| contact.is_main)?;
    let (question, answer) = match partner.offer {
        StatusRule::Nothing => return None,
        StatusRule::Invite => {
            let question = t!(partners::invite_question, name = &main.access.name);
            (question, invite(main.id.to_string(), main.access.email_to_files, page))
        }
        StatusRule::Remove => {
            let fields = vec![("do", Change::Remove.as_str().to_owned()), ("id", id.to_string())];
            let answer = view! {
                <form method="post" action=paths::PARTNERS_SELECTION>
                    {hidden_fields(fields)}
                    <button class="button primary">{t!(partners::look_at_it)}</button>
                </form>
            };
            (t!(partners::remove_access_to_the_partner_portal).to_owned(), answer.into_any())
        }
    };
    let decline = FormAction::to::<DeclineOffer>();
    page.refetch_after(decline);
    let words = t!(partners::has_status, name = &partner.facts.name, status = &partner.status.name);
    Some(
        view! {
            <section class="card offer" aria-label=t!(partners::suggestion)>
                <FormBanner form=FormState::of(decline)/>
                <p><strong>{question}</strong> " " {words}</p>
                <div class="cluster">
                    {answer}
                    <form method="post" action=DeclineOffer::url() on:submit=decline.on_submit()>
                        <input type="hidden" name="partner" value=id.to_string()/>
                        <button class="button quiet" aria-disabled=decline.busy()>{t!(partners::not_now)}</button>
                    </form>
                </div>
            </section>
        }
        .into_any(),
    )
}

fn invite(person: String, by_link_first: bool, page: ServerData<Partner>) -> AnyView {
    let give = FormAction::to::<GiveAccess>();
    page.refetch_after(give);
    let (by_email, by_link) = if by_link_first { ("button", "button primary") } else { ("button primary", "button") };
    view! {
        <form class="cluster" method="post" action=give.url() on:submit=give.on_submit()>
            <FormBanner form=FormState::of(give)/>
            <input type="hidden" name="form[person]" value=person/>
            <button class=by_email name="form[delivery]" value="email" aria-disabled=give.busy()>{t!(partners::invite_by_email)}</button>
            <button class=by_link name="form[delivery]" value="link" aria-disabled=give.busy()>{t!(partners::invite_by_link)}</button>
        </form>
    }
    .into_any()
}

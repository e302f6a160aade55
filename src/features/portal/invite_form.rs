use super::api::InviteTeammate;
use crate::domain::partners::colleague_request::{InviteOffer, RequestedColleague};
use crate::domain::text::JobTitle;
use crate::features::people::person_fields::PersonFields;
use crate::ui::badge::Badge;
use crate::ui::field::{FormBanner, TextField};
use crate::ui::form_state::FormState;
use crate::ui::table::table;
use crate::ui::time::Time;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;

/// How a manager brings in a colleague. A plain form on purpose: after it a full page load shows the team as
/// it is then.
#[component]
pub fn InviteForm(offer: InviteOffer, organisation: String, partner_manager: String) -> impl IntoView {
    let form = FormState::new(InviteTeammate::url());
    let taken = |seats: &str| t!(portal::seats_taken, taken = &offer.taken.to_string(), seats = seats);
    let seats = offer.seats.map(|seats| taken(&seats.to_string()));
    let who = if offer.domains.is_empty() {
        t!(portal::asked_first, organisation = &organisation)
    } else {
        t!(portal::domains_invited_at_once, domains = &offer.domains.join(", "), organisation = &organisation)
    };
    let body = if offer.is_full() {
        let sentence = t!(portal::ask_for_more, name = &partner_manager);
        view! { <p class="quiet-text">{seats} " " {sentence}</p> }.into_any()
    } else {
        view! {
            <p class="quiet-text">{who} {seats.map(|seats| [" ", &seats].concat())}</p>
            <form class="form" method="post" action=InviteTeammate::url() novalidate>
                <FormBanner form/>
                <PersonFields form/>
                <TextField
                    form field="job_title" label=t!(portal::job_title) autocomplete="off" optional=true max=JobTitle::MAX
                    on_leave=Callback::new(move |text: String| form.check("job_title", JobTitle::parse(&text)))
                />
                <div class="form-actions">
                    <button class="button primary" type="submit">{t!(portal::invite_colleague)}</button>
                </div>
            </form>
        }
        .into_any()
    };
    view! {
        <section class="card team-invite" aria-labelledby="invite-title">
            <h2 id="invite-title">{t!(portal::invite_a_colleague)}</h2>
            {body}
        </section>
    }
}

/// Who was asked for and is not in the team.
pub fn requests(requests: Vec<RequestedColleague>) -> AnyView {
    if requests.is_empty() {
        return ().into_any();
    }
    let row = |request: RequestedColleague| {
        let state = if request.declined {
            view! { <Badge tone="neutral" icon="x">{t!(portal::declined)}</Badge> }.into_any()
        } else {
            view! { <Badge tone="warning" icon="clock">{t!(portal::waits_for_approval)}</Badge> }.into_any()
        };
        view! {
            <tr>
                <th scope="row" class="cell-name">{request.name}</th>
                <td data-label=t!(portal::email)>{request.email}</td>
                <td data-label=t!(portal::asked)><Time at=request.asked_at day=true/></td>
                <td data-label=t!(portal::approval)>{state}</td>
            </tr>
        }
        .into_any()
    };
    let rows = requests.into_iter().map(row).collect();
    let heads = [t!(portal::name), t!(portal::email), t!(portal::asked), t!(portal::approval)];
    view! {
        <section class="team-requests" aria-labelledby="requests-title">
            <h2 id="requests-title">{t!(portal::asked_for)}</h2>
            {table("", t!(portal::asked_for), &heads, rows)}
        </section>
    }
    .into_any()
}

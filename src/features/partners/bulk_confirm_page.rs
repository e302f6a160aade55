use super::api::{ChangeAccess, LoadPlan};
use super::labels::named;
use super::list_url::{bulk_url, from_params, to_url};
use crate::domain::partners::bulk::{Change, Plan, SelectionForm, Tally};
use crate::domain::partners::partner::PartnerQuery;
use crate::domain::plural::{counted, partners, people};
use crate::domain::templates::text::TemplateChoice;
use crate::features::invitations::SendTime;
use crate::features::invitations::invitation_fields::option;
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::icon::Icon;
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::select::SelectField;
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// A second look before many partners get or lose access: counts exactly what will happen.
#[component]
pub fn BulkConfirmPage() -> impl IntoView {
    let params = use_query_map();
    let selection = Memo::new(move |_| params.with(selection));
    move || match selection.with(SelectionForm::parse) {
        Ok(_) => view! { <Confirmation selection/> }.into_any(),
        Err(errors) => {
            let mend = errors.get("selection").unwrap_or_default().to_owned();
            view! {
                <PageTitle title="Access for many partners"/>
                <PageHead title="Access for many partners"/>
                <Empty title=mend icon="users"><a class="button" href=paths::PARTNERS>"Back to the list"</a></Empty>
            }
            .into_any()
        }
    }
}

/// The selection as the list's form puts it into the URL.
fn selection(params: &ParamsMap) -> SelectionForm {
    let PartnerQuery { q, status, program, access, .. } = from_params(params);
    let ids = params.get_all("id").unwrap_or_default().join(",");
    SelectionForm { ids, all: params.get("all").unwrap_or_default(), q, status, program, access }
}

#[component]
fn Confirmation(selection: Memo<SelectionForm>) -> impl IntoView {
    let params = use_query_map();
    let change = move || params.with(|params| params.get("do").unwrap_or_default());
    let include_recent = move || params.with(|params| params.get("recent").unwrap_or_default());
    let plan =
        load(move || LoadPlan { change: change(), include_recent: include_recent(), selection: selection.get() });
    let send = FormAction::to::<ChangeAccess>();
    let form = FormState::of(send);
    let show = move |plan| confirm(plan, selection.get_untracked(), send, form);
    view! { <ServerView from=plan title="Access for many partners" show/> }
}

fn confirm(plan: Plan, selection: SelectionForm, send: FormAction, form: FormState) -> AnyView {
    let Tally { people: count, partners: all, untouched, .. } = plan.tally;
    let back = to_url(&filter(&selection));
    if count == 0 {
        let title = match plan.change {
            Change::Give => "No contacts to invite",
            Change::Resend => "No invitations to send again",
            Change::Remove => "No access to remove",
        };
        return view! {
            <PageTitle title/>
            <PageHead title sub=["You selected ", &partners(all), "."].concat()/>
            {skipped(plan.tally)}
            {recent(&plan, &selection)}
            <p><a class="button" href=back>"Back to the list"</a></p>
        }
        .into_any();
    }
    let (title, verb, kind) = match plan.change {
        Change::Give => ("Give access to ", "Give access to ", "button primary"),
        Change::Resend => ("Send the invitation again to ", "Send again to ", "button primary"),
        Change::Remove => ("Remove the access of ", "Remove the access of ", "button danger"),
    };
    let (title, verb) = ([title, &people(count), "?"].concat(), [verb, &people(count)].concat());
    let notified = match plan.change {
        Change::Give => {
            let names = named(&plan.names, count);
            let they = if count == 1 { "The main contact of " } else { "The main contacts of " };
            let gets = if count == 1 { " gets" } else { " get" };
            [they, &names, gets, " an email with a link that activates the partner portal."].concat()
        }
        Change::Resend => {
            let names = named(&plan.names, count);
            let they = if count == 1 { "The main contact of " } else { "The main contacts of " };
            let gets = if count == 1 { " gets" } else { " get" };
            [they, &names, gets, " the email with the activation link again. Earlier links keep working."].concat()
        }
        Change::Remove => {
            let names = named(&plan.names, all - untouched);
            let every = "Every contact of ";
            let what = " who has access loses it at once: links stop working, sessions end, and emails that still \
                        wait are not sent. Partners and contacts stay, and you can give access again at any time.";
            [every, &names, what].concat()
        }
    };
    let is_giving = plan.change == Change::Give;
    let reaches_nobody = plan.email_to_files && plan.change.sends();
    let expired = plan.tally.expired;
    let recent = recent(&plan, &selection);
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title sub=["You selected ", &partners(all), "."].concat()/>
        <form class="form" method="post" action=send.url() novalidate on:submit=send.on_submit()>
            <FormBanner form/>
            {hidden_fields(carried(&plan, selection))}
            <p>{notified}</p>
            {(expired > 0).then(|| {
                let one = "of them gets a new link, because theirs has expired.";
                let many = "of them get a new link, because theirs have expired.";
                view! { <p>{counted(expired, one, many)}</p> }.into_any()
            })}
            {skipped(plan.tally)}
            {recent}
            {reaches_nobody.then(|| view! {
                <p class="notice" data-tone="warning">
                    <Icon name="alert"/>
                    "No mail server is configured: the emails would be saved as files on the server and reach nobody. \
                     Copy each link on its partner's page and share it yourself."
                </p>
            }.into_any())}
            {is_giving.then(|| email_choice(form, plan.templates, plan.time_zone))}
            <div class="form-actions">
                <a class="button quiet" href=back>"Cancel"</a>
                <button class=kind aria-disabled=send.busy()>{verb}</button>
            </div>
        </form>
    }
    .into_any()
}

/// Everything the form sends that is not chosen here.
fn carried(plan: &Plan, selection: SelectionForm) -> Vec<(&'static str, String)> {
    let fields = [
        ("form[bulk]", plan.bulk.to_string()),
        ("form[change]", plan.change.as_str().to_owned()),
        ("form[include_recent]", if plan.include_recent { "on".to_owned() } else { String::new() }),
        ("form[people]", plan.tally.people.to_string()),
        ("form[selection][ids]", selection.ids),
        ("form[selection][all]", selection.all),
        ("form[selection][q]", selection.q),
        ("form[selection][status]", selection.status),
        ("form[selection][program]", selection.program),
        ("form[selection][access]", selection.access),
    ];
    fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

fn filter(selection: &SelectionForm) -> PartnerQuery {
    let SelectionForm { q, status, program, access, .. } = selection.clone();
    PartnerQuery { q, status, program, access, ..PartnerQuery::default() }
}

/// Who is left out, and why.
fn skipped(tally: Tally) -> AnyView {
    let lines = [
        (tally.active, "main contact is active already", "main contacts are active already"),
        (tally.invited, "main contact is invited already", "main contacts are invited already"),
        (
            tally.recent,
            "main contact got an email in the last 24 hours",
            "main contacts got an email in the last 24 hours",
        ),
        (tally.without_access, "main contact has no access yet", "main contacts have no access yet"),
        (tally.without_contact, "partner has no main contact", "partners have no main contact"),
        (tally.untouched, "partner has nobody with access", "partners have nobody with access"),
    ];
    let lines: Vec<_> = lines.into_iter().filter(|(count, ..)| *count > 0).collect();
    (!lines.is_empty())
        .then(|| {
            view! {
                <section class="bulk-skipped">
                    <h2>"Nothing changes for"</h2>
                    <ul>
                        {lines.into_iter().map(|(count, one, many)| view! { <li>{counted(count, one, many)}</li> }.into_any()).collect_view()}
                    </ul>
                </section>
            }
            .into_any()
        })
        .into_any()
}

/// The way to those who are left out because they got an email a short while ago, and back.
fn recent(plan: &Plan, selection: &SelectionForm) -> Option<AnyView> {
    let words = match (plan.include_recent, plan.tally.recent) {
        (true, _) => "Leave out those who got an email in the last 24 hours",
        (false, 1..) => "Include those who got an email in the last 24 hours",
        _ => return None,
    };
    let href = bulk_url(plan.change, selection, !plan.include_recent);
    Some(view! { <p><a href=href>{words}</a></p> }.into_any())
}

fn email_choice(form: FormState, templates: Vec<TemplateChoice>, time_zone: String) -> AnyView {
    let default = templates.iter().find(|template| template.is_default);
    let value = default.map(|template| template.id.to_string()).unwrap_or_default();
    let options: Vec<_> = templates.into_iter().map(option).collect();
    view! {
        <SelectField form field="template" label="Email template" options value/>
        <SendTime form time_zone/>
    }
    .into_any()
}

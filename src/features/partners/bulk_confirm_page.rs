use super::api::{LoadPlan, SendBulkTest, StartBulk};
use super::bulk_words;
use super::list_url::{bulk_url, from_params, to_url};
use crate::domain::invitations::choice::InvitationOptions;
use crate::domain::partners::bulk::{BulkTarget, Change, FirstRecipient, Plan, SelectionForm, Tally};
use crate::domain::partners::partner::PartnerQuery;
use crate::features::invitations::SendTime;
use crate::features::invitations::invitation_fields::{InvitationPreview, NoteField, option};
use crate::features::outbox::{SEND, TEST_HINT, TestAnswer, TestButton, TestSend};
use crate::paths;
use crate::ui::browser;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::hidden_fields::hidden_fields;
use crate::ui::icon::Icon;
use crate::ui::live_preview::{LivePreview, UpdateButtons, is_update};
use crate::ui::page::{Empty, PageHead, PageTitle};
use crate::ui::select::SelectField;
use crate::ui::server_data::{ServerView, load};
use leptos::ev::SubmitEvent;
use leptos::html;
use leptos::prelude::*;
use leptos::server_fn::ServerFn;
use leptos_router::hooks::use_query_map;
use leptos_router::params::ParamsMap;

/// A second look before many partners are changed: counts exactly what will happen.
#[component]
pub fn BulkConfirmPage() -> impl IntoView {
    let params = use_query_map();
    let selection = Memo::new(move |_| params.with(selection));
    move || match selection.with(SelectionForm::parse) {
        Some(_) => view! { <Confirmation selection/> }.into_any(),
        None => no_selection(),
    }
}

/// No partner is selected, or no longer.
fn no_selection() -> AnyView {
    view! {
        <PageTitle title=t!(partners::change_partners)/>
        <PageHead title=t!(partners::change_partners)/>
        <Empty title=t!(partners::no_partners_selected) icon="users">
            <p>{t!(partners::select_partners_in_the_list_first)}</p>
            <a class="button" href=paths::PARTNERS>{t!(partners::back_to_the_list)}</a>
        </Empty>
    }
    .into_any()
}

/// The selection as the list's form puts it into the URL.
fn selection(params: &ParamsMap) -> SelectionForm {
    let PartnerQuery { q, status, program, access, import, manager, cohort, .. } = from_params(params);
    let [selection, all] = ["selection", "all"].map(|name| params.get(name).unwrap_or_default());
    SelectionForm { selection, all, q, status, program, access, import, manager, cohort }
}

#[component]
fn Confirmation(selection: Memo<SelectionForm>) -> impl IntoView {
    let params = use_query_map();
    let asked = move || params.with(|params| params.get("do").unwrap_or_default());
    let change = move || Change::split(&asked()).0.to_owned();
    let include_recent = move || params.with(|params| params.get("recent").unwrap_or_default());
    let plan =
        load(move || LoadPlan { change: change(), include_recent: include_recent(), selection: selection.get() });
    let send = FormAction::to::<StartBulk>();
    let form = FormState::of(send).also(SendBulkTest::url());
    let show = move |plan| confirm(plan, selection.get_untracked(), Change::split(&untrack(asked)).1, send, form);
    view! { <ServerView from=plan whole=true show/> }
}

fn confirm(plan: Plan, selection: SelectionForm, asked_target: &str, send: FormAction, form: FormState) -> AnyView {
    let Tally { affected, partners: all, expired, .. } = plan.tally;
    if all == 0 {
        return no_selection();
    }
    let change = plan.change;
    let back = to_url(&selection.filters());
    let sub = t!(partners::you_selected, count = all);
    if affected == 0 {
        let title = bulk_words::nothing_to_do(change);
        return view! {
            <PageTitle title/>
            <PageHead title sub/>
            {skipped(plan.tally)}
            {recent(&plan, &selection)}
            <p><a class="button" href=back>{t!(partners::back_to_the_list)}</a></p>
        }
        .into_any();
    }
    let title = bulk_words::question(change, affected);
    let node = NodeRef::<html::Form>::new();
    let live = LivePreview::new(node, |_| true);
    let test = TestSend::new(SendBulkTest::url());
    let submit = move |event: SubmitEvent| match browser::pressed(&event).as_deref() {
        _ if is_update(&event) => {}
        Some(SEND) => test.send(&event, Some(form)),
        _ => send.submit(&event),
    };
    let recent = recent(&plan, &selection);
    let tests = plan.first.is_some();
    let hint = plan.first.as_ref().map(|first| test_hint(&first.name));
    let fields = carried(&plan, selection);
    let facts = view! {
        <FormBanner form/>
        <p>{bulk_words::effect(&plan)}</p>
        {(expired > 0).then(|| view! { <p>{t!(partners::new_links, count = expired)}</p> }.into_any())}
        {plan.minutes.filter(|minutes| *minutes > 1).map(|minutes| {
            view! { <p>{t!(partners::sending_takes, count = affected, minutes = minutes)}</p> }.into_any()
        })}
        {all_names(&plan)}
        {skipped(plan.tally)}
        {recent}
        {(plan.invitation.email_to_files && change.sends()).then(no_mail_server)}
    }
    .into_any();
    let kind = match change {
        Change::Remove | Change::Delete => "button danger",
        _ => "button primary",
    };
    let (class, footer, body, update) = match plan.first.filter(|_| change == Change::Give) {
        Some(first) => {
            let saved =
                ["html", "text"].map(|view| paths::invitation_preview(first.partner, &first.person.to_string(), view));
            let update = view! { <UpdateButtons to=saved.clone()/> }.into_any();
            (
                "inviting",
                "form-actions reversed sticky",
                invitation(facts, form, plan.invitation, first, saved, hint, live),
                Some(update),
            )
        }
        None => (
            "form",
            "form-actions reversed",
            view! { {facts} {target(form, change, plan.targets, asked_target)} {hint} }.into_any(),
            None,
        ),
    };
    view! {
        <PageTitle title=title.clone()/>
        <PageHead title sub/>
        <form class=class method="post" action=send.url() novalidate node_ref=node on:submit=submit>
            {hidden_fields(fields)}
            {body}
            <footer class=footer>
                <button class=kind aria-disabled=send.busy()>{bulk_words::button(change, affected)}</button>
                {tests.then(|| view! { <TestButton test/> <TestAnswer test/> }.into_any())}
                {update}
                <a class="button quiet" href=back>{t!(partners::cancel)}</a>
            </footer>
        </form>
    }
    .into_any()
}

/// The choices for the emails beside what the first recipient gets.
fn invitation(
    facts: AnyView,
    form: FormState,
    options: InvitationOptions,
    first: FirstRecipient,
    saved: [String; 2],
    hint: Option<AnyView>,
    live: LivePreview,
) -> AnyView {
    let FirstRecipient { partner, person, name, email } = first;
    let (value, to) = (options.template_or_default(""), [&name, " <", &email, ">"].concat());
    view! {
        {hidden_fields(vec![("form[person]", person.to_string()), ("form[partner]", partner.to_string())])}
        <div class="wizard-columns">
            <div class="form">
                {facts}
                <SelectField
                    form field="template" label=t!(partners::template) options=options.templates.into_iter().map(option).collect()
                    value on_choose=Callback::new(move |_| live.now())
                />
                <SendTime form time_zone=options.time_zone/>
                <NoteField form live/>
            </div>
            <div class="wizard-column">
                <InvitationPreview
                    live saved title=t!(partners::preview_as, name = &name) to from=options.from reply_to=options.reply_to
                />
                {hint}
            </div>
        </div>
    }
    .into_any()
}

/// What the button *Send a test to me* does.
fn test_hint(name: &str) -> AnyView {
    view! { <p class="quiet-text" id=TEST_HINT>{t!(partners::test_hint, name = name)}</p> }.into_any()
}

/// Which status, manager or program, for a change that is about one; `asked` where the list has chosen it.
fn target(form: FormState, change: Change, targets: Vec<BulkTarget>, asked: &str) -> Option<AnyView> {
    let label = match change {
        Change::SetStatus => t!(partners::status),
        Change::SetManager => t!(partners::partner_manager),
        Change::AddProgram | Change::RemoveProgram => t!(partners::program),
        Change::Give | Change::Resend | Change::Remove | Change::Delete => return None,
    };
    let none = (String::new(), t!(partners::choose_one).to_owned());
    let options = [none].into_iter().chain(targets.into_iter().map(|it| (it.id.to_string(), it.name))).collect();
    Some(view! { <SelectField form field="target" label options value=asked/> }.into_any())
}

/// Everyone who is meant, for those who want to be sure.
fn all_names(plan: &Plan) -> Option<AnyView> {
    let more = plan.tally.partners.min(plan.tally.affected) - i64::try_from(plan.names.len()).unwrap_or_default();
    (plan.names.len() > 1).then(|| {
        let names = plan.names.iter().map(|name| view! { <li>{name.clone()}</li> }.into_any()).collect_view();
        let more = (more > 0).then(|| view! { <li>{t!(partners::more, count = more)}</li> }.into_any());
        view! { <details class="more-fields"><summary>{t!(partners::show_their_names)}</summary> <ul class="bulk-names">{names} {more}</ul></details> }
            .into_any()
    })
}

fn no_mail_server() -> AnyView {
    view! {
        <p class="notice" data-tone="warning">
            <Icon name="alert"/>
            {t!(partners::no_mail_server_is_configured_the)}
        </p>
    }
    .into_any()
}

/// Everything the form sends that is not chosen here.
fn carried(plan: &Plan, selection: SelectionForm) -> Vec<(&'static str, String)> {
    let fields = [
        ("form[bulk]", plan.bulk.to_string()),
        ("form[change]", plan.change.as_str().to_owned()),
        ("form[include_recent]", if plan.include_recent { "on".to_owned() } else { String::new() }),
        ("form[affected]", plan.tally.affected.to_string()),
        ("form[selection][selection]", selection.selection),
        ("form[selection][all]", selection.all),
        ("form[selection][q]", selection.q),
        ("form[selection][status]", selection.status),
        ("form[selection][program]", selection.program),
        ("form[selection][access]", selection.access),
        ("form[selection][import]", selection.import),
        ("form[selection][manager]", selection.manager),
        ("form[selection][cohort]", selection.cohort),
    ];
    fields.into_iter().filter(|(_, value)| !value.is_empty()).collect()
}

/// Who is left out, and why.
fn skipped(tally: Tally) -> AnyView {
    let lines = [
        (tally.active, t!(partners::skip_active, count = tally.active)),
        (tally.invited, t!(partners::skip_invited, count = tally.invited)),
        (tally.recent, t!(partners::skip_recent, count = tally.recent)),
        (tally.unreachable, t!(partners::skip_unreachable, count = tally.unreachable)),
        (tally.without_access, t!(partners::skip_without_access, count = tally.without_access)),
        (tally.without_contact, t!(partners::skip_without_contact, count = tally.without_contact)),
        (tally.untouched, t!(partners::skip_untouched, count = tally.untouched)),
    ];
    let lines: Vec<_> = lines.into_iter().filter(|(count, _)| *count > 0).collect();
    (!lines.is_empty())
        .then(|| {
            view! {
                <section class="bulk-skipped">
                    <h2>{t!(partners::nothing_changes_for)}</h2>
                    <ul>
                        {lines.into_iter().map(|(_, words)| view! { <li>{words}</li> }.into_any()).collect_view()}
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
        (true, _) => t!(partners::leave_out_those_who_got_an),
        (false, 1..) => t!(partners::include_those_who_got_an_email),
        _ => return None,
    };
    let href = bulk_url(plan.change, selection, !plan.include_recent);
    Some(view! { <p><a href=href>{words}</a></p> }.into_any())
}

use super::api::{ChooseNotifications, LoadNotifications};
use crate::domain::notifications::{NotificationChoices, NotificationKind, Timing};
use crate::paths;
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::page::{PageHead, PageTitle};
use crate::ui::select::SelectField;
use crate::ui::server_data::{ServerView, load};
use leptos::prelude::*;

/// *My account > Notifications*: what a member of the team is notified of, and when.
#[component]
pub fn NotificationsPage() -> impl IntoView {
    let choices = load(|| LoadNotifications {});
    let choose = FormAction::to::<ChooseNotifications>();
    view! {
        <PageTitle title=t!(auth::notifications)/>
        <p class="staff-back"><a href=paths::ACCOUNT>{t!(auth::back_to_account)}</a></p>
        <PageHead title=t!(auth::notifications) sub=t!(auth::notifications_lead)/>
        <ServerView from=choices whole=true show=move |choices| form(choices, choose)/>
    }
}

fn form(choices: NotificationChoices, choose: FormAction) -> AnyView {
    let form = FormState::of(choose);
    let option = |word: &str, label: &str| (word.to_owned(), label.to_owned());
    let partners = vec![option("", t!(auth::notify_mine)), option("all", t!(auth::notify_all))];
    let of_all = if choices.of_all_partners { "all" } else { "" };
    let kinds = NotificationKind::ALL.map(|kind| {
        let timings = Timing::ALL.map(|timing| option(timing.as_str(), timing.label())).to_vec();
        let value = choices.timing(kind).as_str();
        view! { <SelectField form field=kind.as_str() label=kind.label() options=timings value/> }.into_any()
    });
    view! {
        <form class="form notification-choices" method="post" action=choose.url() novalidate on:submit=choose.on_submit()>
            <FormBanner form/>
            <SelectField form field="partners" label=t!(auth::notify_partners) options=partners value=of_all/>
            {kinds.into_iter().collect_view()}
            <p class="quiet-text">{t!(auth::notify_digest_hint)}</p>
            <div class="form-actions">
                <a class="button quiet" href=paths::ACCOUNT>{t!(auth::notify_cancel)}</a>
                <button class="button primary" aria-disabled=choose.busy()>{t!(auth::notify_save)}</button>
            </div>
        </form>
    }
    .into_any()
}

use super::api::ChooseNotifications;
use crate::domain::notifications::{NotificationChoices, NotificationKind, Timing};
use crate::ui::field::FormBanner;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::select::SelectField;
use leptos::prelude::*;

/// What a member of the team is notified of, and when.
pub fn notifications_card(choices: NotificationChoices) -> AnyView {
    let choose = FormAction::to::<ChooseNotifications>();
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
        <section class="card" aria-labelledby="notifications">
            <h2 id="notifications">{t!(auth::notifications)}</h2>
            <p>{t!(auth::notifications_lead)}</p>
            <form class="form notification-choices" method="post" action=choose.url() novalidate on:submit=choose.on_submit()>
                <FormBanner form/>
                <SelectField form field="partners" label=t!(auth::notify_partners) options=partners value=of_all/>
                {kinds.into_iter().collect_view()}
                <p class="quiet-text">{t!(auth::notify_digest_hint)}</p>
                <div class="form-actions"><button class="button" aria-disabled=choose.busy()>{t!(auth::notify_save)}</button></div>
            </form>
        </section>
    }
    .into_any()
}

use crate::domain::invitations::choice::is_scheduled;
use crate::ui::field::TextField;
use crate::ui::form_state::FormState;
use leptos::prelude::*;

/// When an invitation by email is sent: now, or at a time that the server reads in the organisation's zone. The style
/// sheet shows the time by the choice, so that it works without JavaScript too.
#[component]
pub fn SendTime(
    form: FormState,
    time_zone: String,
    /// What was chosen before.
    #[prop(optional)]
    when: String,
    #[prop(optional)] send_at: String,
    /// Called with the time as it is chosen.
    #[prop(optional)]
    on_time: Option<Callback<String>>,
) -> impl IntoView {
    let later = is_scheduled(&form.typed("when", &when), &form.typed("send_at", &send_at));
    let tell = Callback::new(move |time: String| {
        if let Some(on_time) = on_time {
            on_time.run(time);
        }
    });
    view! {
        <fieldset class="send-time field">
            <legend class="field-label">{t!(invitations::when)}</legend>
            <div class="checks">
                <label class="check">
                    <input type="radio" name="form[when]" value="now" checked=!later/>
                    <span>{t!(invitations::send_now)}</span>
                </label>
                <label class="check">
                    <input type="radio" name="form[when]" value="later" checked=later/>
                    <span>{t!(invitations::schedule)}</span>
                </label>
            </div>
            <TextField
                form field="send_at" label=t!(invitations::date_and_time) kind="datetime-local" value=send_at autocomplete="off"
                hint=t!(invitations::in_time_zone, zone = &time_zone) on_type=tell
            />
        </fieldset>
    }
}

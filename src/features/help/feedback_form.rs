use super::api::AnswerHelp;
use crate::domain::text::Comment;
use crate::ui::checks::RadioGroup;
use crate::ui::form_action::FormAction;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::text_area::TextArea;
use leptos::prelude::*;

/// *Did this answer your question?* When the answer cannot be stored, it says so and keeps it.
#[component]
pub fn FeedbackForm(
    /// The slug of the help page.
    page: String,
) -> impl IntoView {
    let answer = FormAction::to::<AnswerHelp>();
    let form = FormState::of(answer);
    let banner = form.banner();
    let thanked = move || answer.answer().with(|answer| matches!(answer, Some(Ok(()))));
    let answers =
        [("yes", t!(help::yes)), ("no", t!(help::no))].map(|(value, text)| (value.to_owned(), text.to_owned()));
    view! {
        <section class="card help-feedback" aria-label=t!(help::feedback)>
            <div role="status">
                {move || thanked().then(|| view! {
                    <p class="notice" data-tone="success"><Icon name="check"/>{t!(help::thanks_for_your_feedback)}</p>
                })}
            </div>
            <form
                class="form"
                method="post"
                action=answer.url()
                novalidate
                hidden=thanked
                on:submit=answer.on_submit()
            >
                <input type="hidden" name="form[page]" value=page/>
                <div class="form-banner" role="alert">
                    {move || banner.get().map(|error| view! {
                        <p><Icon name="alert"/>{t!(help::your_answer_could_not_be_stored)}</p>
                        <p>{error.to_string()}</p>
                    })}
                </div>
                <RadioGroup form field="helpful" legend=t!(help::did_this_answer_your_question) options=answers.into()/>
                <TextArea
                    form field="comment" label=t!(help::comment) optional=true rows=3 max=Comment::MAX
                    hint=t!(help::what_was_missing_or_what_helped)
                />
                <div class="form-actions">
                    <button class="button" aria-disabled=answer.busy()>{t!(help::send_feedback)}</button>
                </div>
            </form>
        </section>
    }
}

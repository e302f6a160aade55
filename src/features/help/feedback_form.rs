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
    let answers = [("yes", "Yes"), ("no", "No")].map(|(value, text)| (value.to_owned(), text.to_owned()));
    view! {
        <section class="card help-feedback" aria-label="Feedback">
            <div role="status">
                {move || thanked().then(|| view! {
                    <p class="notice" data-tone="success"><Icon name="check"/>"Thanks for your feedback."</p>
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
                        <p><Icon name="alert"/>"Your answer could not be stored. It is still here: try again later."</p>
                        <p>{error.to_string()}</p>
                    })}
                </div>
                <RadioGroup form field="helpful" legend="Did this answer your question?" options=answers.into()/>
                <TextArea
                    form field="comment" label="Comment" optional=true rows=3 max=Comment::MAX
                    hint="What was missing, or what helped. Your colleagues who manage Gangway read it with your name."
                />
                <div class="form-actions">
                    <button class="button" aria-disabled=answer.busy()>"Send feedback"</button>
                </div>
            </form>
        </section>
    }
}

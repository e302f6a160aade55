use crate::error::AppError;
use crate::reply;
use crate::ui::browser;
use crate::ui::flash::said_by;
use crate::ui::form_state::FormState;
use crate::ui::icon::Icon;
use crate::ui::password_prompt::PasswordPrompt;
use leptos::ev::SubmitEvent;
use leptos::prelude::*;
use leptos::task::spawn_local;

/// The id of the button.
pub const SEND: &str = "send-test";
/// The id of what says what is sent where.
pub const TEST_HINT: &str = "test-hint";

/// A test in progress, and the result of the last one.
#[derive(Clone, Copy)]
pub struct TestSend {
    url: &'static str,
    /// Asks for the password where it is needed again.
    prompt: Option<PasswordPrompt>,
    pending: RwSignal<bool>,
    answer: RwSignal<Option<Result<String, AppError>>>,
}

impl TestSend {
    /// None yet of those that `url` sends, but for what this page load brought back.
    pub fn new(url: &'static str) -> Self {
        Self { url, prompt: use_context(), pending: RwSignal::new(false), answer: RwSignal::new(said_by(url).map(Ok)) }
    }

    /// Sends it; complaints about what is typed appear in `form`.
    pub fn send(self, event: &SubmitEvent, form: Option<FormState>) {
        event.prevent_default();
        if let Some(fields) = browser::submitted(event) {
            self.post(fields, form);
        }
    }

    fn post(self, fields: String, form: Option<FormState>) {
        if self.pending.get_untracked() {
            return;
        }
        self.pending.set(true);
        self.answer.set(None);
        spawn_local(async move {
            let answer = browser::post(self.url, fields.clone()).await;
            // The visitor may be on another page by now.
            if self.pending.try_set(false).is_some() {
                return;
            }
            match answer.and_then(|answer| reply::decode(&answer)) {
                Err(AppError::PasswordNeeded) if let Some(prompt) = self.prompt => {
                    prompt.ask(Callback::new(move |()| self.post(fields.clone(), form)));
                }
                Err(invalid @ AppError::Invalid(_)) if let Some(form) = form => form.show_failure(Some(invalid)),
                answer => self.answer.set(Some(answer)),
            }
        });
    }
}

/// **Send a test to me**, and what the mail server answered.
#[component]
pub fn TestEmail(
    test: TestSend,
    /// What is sent where.
    hint: String,
) -> impl IntoView {
    view! {
        <div class="stack tight">
            <p class="cluster">
                <TestButton test/>
                <span class="quiet-text" id=TEST_HINT>
                    {hint}
                </span>
            </p>
            <TestAnswer test/>
        </div>
    }
}

/// The button alone; [`TEST_HINT`] describes it.
#[component]
pub fn TestButton(test: TestSend) -> impl IntoView {
    view! {
        <button
            id=SEND
            class="button"
            type="submit"
            formaction=test.url
            aria-disabled=move || test.pending.get().then_some("true")
            aria-describedby=TEST_HINT
        >
            <Icon name="send"/>
            {t!(outbox::send_a_test_to_me)}
        </button>
    }
}

/// What the mail server answered to the last test.
#[component]
pub fn TestAnswer(test: TestSend) -> impl IntoView {
    let answer = move || match test.answer.get()? {
        Ok(said) => Some(("success", "check", said)),
        Err(error) => Some(("critical", "alert", error.to_string())),
    };
    view! {
        <div class="test-answer" role="status">
            {move || answer().map(|(tone, icon, words)| view! {
                <p class="notice" data-tone=tone><Icon name=icon/><span>{words}</span></p>
            })}
        </div>
    }
}

//! What pages ask of the server: one kind of resource and one way to show it, however many kinds of
//! data there are. Each kind would otherwise cost the browser its own copy of the reactive machinery.

use super::browser;
use super::form_action::FormAction;
use super::keyed::KeyedView;
use super::page::{ErrorPage, ErrorView, Loading};
use super::rpc::{Query, RawResponse, ResponseFuture};
use crate::error::AppError;
use crate::reply::decode;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Serialize;
use serde::de::DeserializeOwned;
use std::marker::PhantomData;
use std::sync::Arc;

/// The answer to a question that belongs to a page: asked while the page is rendered, and again
/// whenever the question changes.
pub struct ServerData<T> {
    answer: Resource<RawResponse, FromToString>,
    ask: Ask,
    kind: PhantomData<fn() -> T>,
}

/// Sends a question's arguments.
type Ask = fn(String) -> ResponseFuture;

type FromToString = leptos::server::codee::string::FromToStringCodec;

impl<T> Clone for ServerData<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for ServerData<T> {}

impl<T> ServerData<T> {
    /// Asks the same question once more; what is shown stays until the answer is there.
    pub fn refetch(self) {
        self.answer.refetch();
    }

    /// Shows what the server says now, if it says something else. Most news change nothing on a page, and drawing it
    /// again takes longer than asking twice.
    pub fn refresh(self) {
        refresh(self.answer, self.ask);
    }
}

impl<T: 'static> ServerData<T> {
    /// Asks again whenever `post` was carried out.
    pub fn refetch_after(self, post: FormAction) {
        Effect::new(move |_| {
            if let Some(Ok(())) = post.answer().get() {
                self.refetch();
            }
        });
    }
}

/// Asks `question` for the page, and again when a signal read in it changes.
pub fn load<F: Query>(question: impl Fn() -> F + Send + Sync + 'static) -> ServerData<F::Output> {
    let arguments = Box::new(move || arguments(&question()));
    let ask = browser::ask::<F>;
    ServerData { answer: resource(arguments, ask), ask, kind: PhantomData }
}

/// Asks once, now.
pub async fn ask<F: Query>(question: F) -> Result<F::Output, AppError> {
    decode(&browser::ask::<F>(arguments(&question)).await.result?)
}

/// What a server function is sent: its arguments as the fields of a form.
pub fn arguments(question: &impl Serialize) -> String {
    serde_qs::to_string(question).unwrap_or_default()
}

fn resource(arguments: Box<dyn Fn() -> String + Send + Sync>, ask: Ask) -> Resource<RawResponse, FromToString> {
    Resource::new_str(arguments, ask)
}

fn refresh(answer: Resource<RawResponse, FromToString>, ask: Ask) {
    let Some(shown) = answer.get_untracked() else { return answer.refetch() };
    spawn_local(async move {
        if ask(shown.arguments.clone()).await != shown {
            answer.refetch();
        }
    });
}

/// Shows what was loaded, or what went wrong and the way on. The answer to another question gets elements
/// of its own, so that nothing typed or ticked stays in them; a newer answer to the same one is patched in.
#[component]
pub fn ServerView<T, Show>(
    from: ServerData<T>,
    show: Show,
    /// The page is nothing without it, and is named after what went wrong.
    #[prop(optional)]
    whole: bool,
    /// Stays away until the answer is there, and where it cannot be had.
    #[prop(optional)]
    silent: bool,
    /// Patches another question's answer in as well, for lists whose links ask it and keep the focus. What
    /// can be typed, ticked or opened in it needs keys of its own.
    #[prop(optional)]
    in_place: bool,
    /// Set to whether a newer answer is on its way.
    #[prop(optional)]
    pending: Option<WriteSignal<bool>>,
) -> impl IntoView
where
    T: DeserializeOwned + 'static,
    Show: Fn(T) -> AnyView + Send + Sync + 'static,
{
    let show = Arc::new(move |answer: &[u8]| decode(answer).map(&show));
    shown(from.answer, show, whole, silent, in_place, pending)
}

/// Draws an answer.
type Show = dyn Fn(&[u8]) -> Result<AnyView, AppError> + Send + Sync;

fn shown(
    answer: Resource<RawResponse, FromToString>,
    show: Arc<Show>,
    whole: bool,
    silent: bool,
    in_place: bool,
    pending: Option<WriteSignal<bool>>,
) -> AnyView {
    let elements = KeyedView::default();
    let wait = move || (!silent).then(|| view! { <Loading/> });
    let failed = move |error| {
        let failed =
            || if whole { view! { <ErrorPage error/> }.into_any() } else { view! { <ErrorView error/> }.into_any() };
        (!silent).then(failed).into_any()
    };
    let answered = move || {
        let show = show.clone();
        Suspend::new(async move {
            let RawResponse { arguments, result } = answer.await;
            let key = if in_place { String::new() } else { arguments };
            let view = result.and_then(|answer| show(&answer)).unwrap_or_else(failed);
            elements.show(&key, view)
        })
    };
    // On the server the setter is called by a task of its own, and reading a signal that the page is just
    // writing to panics there (reactive_graph 0.2.16 does not wait for the lock).
    if !browser::IS_HERE {
        return view! { <Transition fallback=wait>{answered}</Transition> }.into_any();
    }
    // Not `SignalSetter::map`: it runs its closure under the lock of all signals, which setting one takes
    // again. With a writer waiting between the two the server would stand still.
    let set_pending = pending.map_or_else(SignalSetter::default, SignalSetter::from);
    view! { <Transition fallback=wait set_pending>{answered}</Transition> }.into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_travels_with_its_question() {
        for result in [Ok((0..=u8::MAX).collect()), Err(AppError::NotFound)] {
            let answer = RawResponse { arguments: "q=a%0Ab".to_owned(), result };
            let there: RawResponse = answer.to_string().parse().expect("any text is an answer");
            assert_eq!((there.arguments, there.result), (answer.arguments, answer.result));
        }
    }
}

//! A mail as its reader would see it: wide, on a phone, and as plain text. The style sheet switches
//! between them by the radio buttons, so that it works without JavaScript.

use leptos::prelude::*;

/// The name of the radio buttons, and the value of the one for plain text.
pub const VIEW: &str = "view";
/// See [`VIEW`].
pub const TEXT: &str = "text";

/// The box around a [`PreviewFrame`] of class `preview-html` and one of class `preview-text`.
#[component]
pub fn Preview(
    #[prop(into)] title: String,
    /// Called when another view was chosen.
    #[prop(optional)]
    on_view: Option<Callback<()>>,
    /// The frames.
    children: Children,
) -> impl IntoView {
    let changed = move |_| {
        if let Some(on_view) = on_view {
            on_view.run(());
        }
    };
    view! {
        <section class="preview" aria-labelledby="preview-title">
            <header class="preview-head">
                <h2 class="preview-title" id="preview-title">{title}</h2>
                <fieldset class="preview-views" on:change=changed>
                    <legend class="visually-hidden">{t!(ui::show_the_email)}</legend>
                    <PreviewView value="wide" label=t!(ui::wide) checked=true/>
                    <PreviewView value="phone" label=t!(ui::phone)/>
                    <PreviewView value=TEXT label=t!(ui::text)/>
                </fieldset>
            </header>
            {children()}
        </section>
    }
}

#[component]
fn PreviewView(value: &'static str, label: &'static str, #[prop(optional)] checked: bool) -> impl IntoView {
    view! {
        <label class="preview-view">
            <input type="radio" name=VIEW value=value checked=checked/>
            <span>{label}</span>
        </label>
    }
}

/// A frame in which nothing runs, whatever the mail holds. Its class is its name too: a form may post
/// into it.
#[component]
pub fn PreviewFrame(
    class: &'static str,
    /// None for a frame that a form is about to fill.
    #[prop(into)]
    src: Option<String>,
    title: &'static str,
) -> impl IntoView {
    view! { <iframe class=class name=class sandbox="" src=src title=title></iframe> }
}

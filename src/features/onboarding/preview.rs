use crate::domain::ids::DraftId;
use crate::paths;
use leptos::prelude::*;

/// The e-mail as its recipient would get it: wide, on a phone, and as plain text. The style sheet
/// switches between them by the radio buttons, so that it works without JavaScript.
#[component]
pub fn Preview(
    draft: DraftId,
    /// The id of the template to show.
    template: Signal<String>,
    recipient: String,
) -> impl IntoView {
    view! {
        <section class="preview" aria-labelledby="preview-title">
            <header class="preview-head">
                <h2 class="preview-title" id="preview-title">{format!("Preview as {recipient}")}</h2>
                <fieldset class="preview-views">
                    <legend class="visually-hidden">"Show the email"</legend>
                    <PreviewView value="wide" label="Wide" checked=true/>
                    <PreviewView value="phone" label="Phone"/>
                    <PreviewView value="text" label="Text"/>
                </fieldset>
            </header>
            // A new frame for each template: changing the source of one would add a step to the
            // history, and Back would lead to the previous template instead of step 1.
            <For each=move || [template.get()] key=String::clone let:template>
                <Frame
                    class="preview-html"
                    src=paths::wizard_preview(draft, &template, "html")
                    title="Preview of the email"
                />
                <Frame
                    class="preview-text"
                    src=paths::wizard_preview(draft, &template, "text")
                    title="Preview of the email as plain text"
                    attr:loading="lazy"
                />
            </For>
        </section>
    }
}

#[component]
fn PreviewView(value: &'static str, label: &'static str, #[prop(optional)] checked: bool) -> impl IntoView {
    view! {
        <label class="preview-view">
            <input type="radio" name="view" value=value checked=checked/>
            <span>{label}</span>
        </label>
    }
}

/// A frame in which nothing runs, whatever the template holds.
#[component]
fn Frame(class: &'static str, src: String, title: &'static str) -> impl IntoView {
    view! { <iframe class=class sandbox="" src=src title=title></iframe> }
}

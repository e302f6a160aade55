use crate::domain::ids::DraftId;
use crate::domain::invitations::choice::InvitationOptions;
use crate::domain::partners::contact::ContactDetails;
use crate::features::invitations::invitation_fields::EmailHeader;
use crate::paths;
use crate::ui::preview::{Preview, PreviewFrame};
use leptos::prelude::*;

/// The email as its recipient would get it.
#[component]
pub fn InvitationPreview(
    draft: DraftId,
    /// The id of the template to show.
    template: Signal<String>,
    contact: ContactDetails,
    options: InvitationOptions,
) -> impl IntoView {
    let name = [contact.first_name.as_str(), " ", contact.last_name.as_str()].concat();
    let to = [&name, " <", contact.email.as_str(), ">"].concat();
    view! {
        <Preview title=["Preview as ", &name].concat()>
            <EmailHeader to from=options.from reply_to=options.reply_to/>
            // A new frame for each template: changing the source of one would add a step to the
            // history, and Back would lead to the previous template instead of step 1.
            <For each=move || [template.get()] key=String::clone let:template>
                <PreviewFrame
                    class="preview-html"
                    src=paths::wizard_preview(draft, &template, "html")
                    title="Preview of the email"
                />
                <PreviewFrame
                    class="preview-text"
                    src=paths::wizard_preview(draft, &template, "text")
                    title="Preview of the email as plain text"
                    attr:loading="lazy"
                />
            </For>
        </Preview>
    }
}

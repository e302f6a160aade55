use crate::domain::invitations::invitation::{ActivationLink, ContactAccess};
use crate::ui::copy::CopyButton;
use crate::ui::rich::{SLOTS, rich};
use crate::ui::time::Time;
use leptos::html;
use leptos::prelude::*;

/// A fresh activation link, and for whom it is.
#[derive(Clone, PartialEq)]
pub struct NewLink {
    link: ActivationLink,
    field: String,
    first_name: String,
}

impl NewLink {
    /// The link that this browser was handed for `contact`, if there is one.
    pub fn of(contact: &ContactAccess) -> Option<Self> {
        Some(Self {
            link: contact.link.clone()?,
            field: format!("link-{}", contact.person),
            first_name: contact.first_name.clone(),
        })
    }
}

/// An activation link to pass on by hand: to copy, to scan, or inside a ready-made message. `focus` copies the link and
/// moves the keyboard into the field, for a link that was just requested.
#[component]
pub fn LinkBox(link: NewLink, focus: bool) -> impl IntoView {
    let NewLink { link, field, first_name } = link;
    let input = NodeRef::<html::Input>::new();
    Effect::new(move |_| {
        // To select is to focus, in some browsers.
        if let Some(input) = input.get().filter(|_| focus) {
            input.focus().ok();
            input.select();
        }
    });
    let select = move |_| {
        if let Some(input) = input.get_untracked() {
            input.select();
        }
    };
    view! {
        <div class="link-box">
            <label class="field-label" for=field.clone()>{t!(invitations::link_for, name = &first_name)}</label>
            <div class="copy-row">
                <input
                    id=field type="text" readonly autocomplete="off" spellcheck="false"
                    value=link.url.clone() node_ref=input on:focus=select
                />
                <CopyButton text=link.url label=t!(invitations::copy) at_once=focus/>
            </div>
            <p class="quiet-text">
                {rich(
                    &t!(invitations::link_caution, time = SLOTS[0], name = &first_name),
                    [view! { <Time at=link.expires_at/> }.into_any()],
                )}
            </p>
            <details class="link-more">
                <summary>{t!(invitations::show_qr_code)}</summary>
                <div
                    class="link-qr" role="img" inner_html=link.qr_svg
                    aria-label=t!(invitations::link_qr_code, name = &first_name)
                ></div>
            </details>
            <details class="link-more">
                <summary>{t!(invitations::show_a_ready_made_message)}</summary>
                <p class="link-message">{link.message.clone()}</p>
                <CopyButton text=link.message label=t!(invitations::copy_message)/>
            </details>
        </div>
    }
}

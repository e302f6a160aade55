use leptos::prelude::*;

/// The address that was typed at the door, so that it is typed once.
#[derive(Clone, Copy)]
pub struct TypedEmail(pub RwSignal<String>);

/// Remembers it for the pages at the door.
pub fn provide_typed_email() {
    provide_context(TypedEmail(RwSignal::new(String::new())));
}

impl TypedEmail {
    /// What was typed so far.
    pub fn get() -> String {
        use_context::<Self>().map(|Self(email)| email.get_untracked()).unwrap_or_default()
    }

    /// Called as it is typed.
    pub fn on_type() -> Callback<String> {
        let typed = use_context::<Self>();
        Callback::new(move |email| {
            if let Some(Self(typed)) = typed {
                typed.set(email);
            }
        })
    }
}

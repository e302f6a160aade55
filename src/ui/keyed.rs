//! Views that get new elements once they show something else.
//!
//! A view that is drawn again is patched into the existing elements. What was typed, ticked or opened in them stays,
//! which is right as long as they show the same thing. Attributes are taken away and set again (tachys 0.2.19, erased):
//! what people open gets no `open`, not even a false one.

use leptos::prelude::*;

/// A place in a page, and the key of what it shows. To be made where it outlives the views that it shows.
#[derive(Clone, Copy)]
pub struct KeyedView {
    key: StoredValue<String>,
    /// Changes with the key.
    turn: StoredValue<bool>,
}

impl Default for KeyedView {
    fn default() -> Self {
        Self { key: StoredValue::new(String::new()), turn: StoredValue::new(false) }
    }
}

impl KeyedView {
    /// `view`, with elements of its own unless `key` is that of the view before it.
    pub fn show(self, key: &str, view: AnyView) -> AnyView {
        // Elements are patched only within one type, so two types take turns. Both are in use elsewhere:
        // one of our own would cost the browser kilobytes.
        if self.turn(key) { Some(view).into_any() } else { vec![view].into_any() }
    }

    fn turn(self, key: &str) -> bool {
        let before = self.turn.try_get_value().unwrap_or_default();
        if self.key.try_with_value(|shown| shown == key).unwrap_or(true) {
            return before;
        }
        self.key.set_value(key.to_owned());
        self.turn.set_value(!before);
        !before
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_another_key_gets_other_elements() {
        let owner = Owner::new();
        owner.with(|| {
            let place = KeyedView::default();
            let first = place.turn("a");
            assert_eq!(place.turn("a"), first);
            assert_ne!(place.turn("b"), first);
            assert_ne!(place.turn("b"), first);
            assert_eq!(place.turn("c"), first);
        });
    }
}

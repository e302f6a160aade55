//! Sentences with elements inside, such as a time or a link.

use leptos::prelude::*;

/// Values that stand for elements in a message, in their order: noncharacters of Unicode, which no text has.
pub const SLOTS: [&str; 3] = ["\u{FDD0}", "\u{FDD1}", "\u{FDD2}"];

/// Puts `elements` in the place of [`SLOTS`], wherever the language has them.
pub fn rich<const N: usize>(sentence: &str, elements: [AnyView; N]) -> AnyView {
    let mut elements = elements.map(Some);
    let is_slot = |c: char| SLOTS.iter().any(|slot| slot.starts_with(c));
    let part = |part: &str| match SLOTS.iter().position(|slot| *slot == part) {
        Some(slot) => elements.get_mut(slot).and_then(Option::take),
        None => (!part.is_empty()).then(|| part.to_owned().into_any()),
    };
    let pieces = sentence.split_inclusive(is_slot).flat_map(|piece| {
        let text = piece.trim_end_matches(is_slot);
        [text, &piece[text.len()..]]
    });
    pieces.filter_map(part).collect_view().into_any()
}

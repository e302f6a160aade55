use crate::domain::ids::PartnerId;
use crate::ui::browser;
use leptos::prelude::*;
use leptos::web_sys::Event;
use std::sync::Arc;

/// The id of the form that the list's boxes are in.
pub const FORM: &str = "partners-form";

/// The partners that are ticked, on whatever page of the list they are.
#[derive(Clone, Copy, Default)]
pub struct Selection {
    ids: RwSignal<Vec<PartnerId>>,
    /// All that match, ticked or not.
    all: RwSignal<bool>,
    /// Those in sight, in their order.
    shown: StoredValue<Vec<PartnerId>>,
    /// The one whose box was used last, from which Shift ticks on.
    last: RwSignal<Option<PartnerId>>,
    /// Whether Shift is held down.
    shift: StoredValue<bool>,
}

impl Selection {
    /// The selection of a page that opens: with the boxes that were ticked before it was hydrated, and those that were
    /// ticked when it was left.
    pub fn new() -> Self {
        let selection = Self::default();
        let ticked = browser::fields_of(FORM).unwrap_or_default();
        Effect::new(move |opened: Option<()>| {
            if opened.is_none() {
                let left = browser::kept_in_history().unwrap_or_default();
                let (ids, all) = read(&[ticked.as_str(), &left].join("&"));
                selection.choose(&ids, true);
                selection.all.set(all);
            }
            let words = selection.ids.with(|ids| write(ids, selection.all.get()));
            browser::keep_in_history(&words);
        });
        selection
    }

    /// These are in sight now.
    pub fn show(self, these: &[PartnerId]) {
        self.shown.set_value(these.to_vec());
    }

    /// Ticks one partner, or no longer; with Shift all between it and the one before.
    fn choose_one(self, one: PartnerId, ticked: bool) {
        let before = self.last.get_untracked().filter(|_| self.shift.get_value());
        let range = self.shown.with_value(|shown| between(shown, before?, one));
        self.choose(&range.unwrap_or_else(|| vec![one]), ticked);
        self.last.set(Some(one));
    }

    /// Ticks these partners, or no longer.
    pub fn choose(self, these: &[PartnerId], ticked: bool) {
        self.ids.update(|ids| {
            ids.retain(|id| !these.contains(id));
            if ticked {
                ids.extend(these);
            }
        });
    }

    /// Chooses all that match, or clears that choice.
    pub fn choose_all(self, all: bool) {
        self.all.set(all);
    }

    /// Clears the selection.
    pub fn clear(self) {
        self.ids.set(Vec::new());
        self.all.set(false);
    }

    /// Whether all of these are ticked.
    pub fn has(self, these: &[PartnerId]) -> bool {
        self.ids.with(|ids| these.iter().all(|id| ids.contains(id)))
    }

    /// Whether all that match are chosen.
    pub fn is_all(self) -> bool {
        self.all.get()
    }

    /// Whether the box of this one was used last, and some are ticked.
    pub fn was_at(self, one: PartnerId) -> bool {
        self.last.get() == Some(one) && self.count() > 0
    }

    /// How many are ticked.
    pub fn count(self) -> usize {
        self.ids.with(Vec::len)
    }

    /// Those that are ticked beside `these`.
    pub fn without(self, these: &[PartnerId]) -> Vec<PartnerId> {
        self.ids.with(|ids| ids.iter().filter(|id| !these.contains(id)).copied().collect())
    }
}

/// The partners of a box; none for all that match. Not a `StoredValue`: the list can still be used while the next one
/// is loading.
type Ticked = Option<Arc<[PartnerId]>>;

/// A box that travels with the form.
pub fn field_box(selection: Selection, these: Ticked, name: &'static str, value: String, label: String) -> AnyView {
    let (is_ticked, tick) = (is_ticked(selection, these.clone()), tick(selection, these));
    view! {
        <input
            type="checkbox" name=name value=value aria-label=label prop:checked=is_ticked on:change=tick
            on:click=move |event| selection.shift.set_value(event.shift_key())
        />
    }
    .into_any()
}

/// A box that ticks a page of the list; the form sends those of the rows instead.
pub fn page_box(selection: Selection, these: Arc<[PartnerId]>, id: &'static str, label: &'static str) -> AnyView {
    let (is_ticked, tick) = (is_ticked(selection, Some(these.clone())), tick(selection, Some(these)));
    view! {
        <input type="checkbox" id=id aria-label=label prop:checked=is_ticked on:change=tick/>
    }
    .into_any()
}

fn is_ticked(selection: Selection, these: Ticked) -> impl Fn() -> bool + Clone + Send + Sync + 'static {
    move || these.as_ref().map_or_else(|| selection.is_all(), |these| selection.has(these))
}

fn tick(selection: Selection, these: Ticked) -> impl Fn(Event) + Clone + Send + Sync + 'static {
    move |event| {
        let ticked = event_target_checked(&event);
        match &these {
            Some(these) if these.len() == 1 => selection.choose_one(these[0], ticked),
            Some(these) => selection.choose(these, ticked),
            None => selection.choose_all(ticked),
        }
    }
}

/// Those of `shown` from `one` to `other`, whichever comes first.
fn between(shown: &[PartnerId], one: PartnerId, other: PartnerId) -> Option<Vec<PartnerId>> {
    let place = |id| shown.iter().position(|shown| *shown == id);
    let (one, other) = (place(one)?, place(other)?);
    Some(shown[one.min(other)..=one.max(other)].to_vec())
}

/// The selection as [`read`] reads it.
fn write(ids: &[PartnerId], all: bool) -> String {
    let ids = ids.iter().map(|id| ["id=", &id.to_string()].concat());
    ids.chain(all.then(|| "all=on".to_owned())).collect::<Vec<_>>().join("&")
}

/// What the list's form would send: which are ticked, and whether all that match are meant.
fn read(fields: &str) -> (Vec<PartnerId>, bool) {
    let ids = fields.split('&').filter_map(|field| field.strip_prefix("id=")?.parse().ok());
    (ids.collect(), fields.split('&').any(|field| field == "all=on"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    #[test]
    fn what_was_ticked_is_read_from_the_form() {
        let (one, two) = (PartnerId(Uuid::from_u128(1)), PartnerId(Uuid::from_u128(2)));
        assert_eq!(read("q=id%3D1&status="), (Vec::new(), false));
        assert_eq!(read(&format!("id={one}&q=x&id={two}&all=on")), (vec![one, two], true));
        for all in [false, true] {
            assert_eq!(read(&write(&[one, two], all)), (vec![one, two], all));
            assert_eq!(read(&write(&[], all)), (Vec::new(), all));
        }
    }

    #[test]
    fn shift_ticks_all_between() {
        let shown: Vec<PartnerId> = (1..=5).map(|id| PartnerId(Uuid::from_u128(id))).collect();
        let owner = Owner::new();
        owner.set();
        let selection = Selection::default();
        selection.show(&shown);
        selection.shift.set_value(true);
        selection.choose_one(shown[3], true);
        assert_eq!(selection.without(&[]), [shown[3]], "nothing was ticked before");
        selection.choose_one(shown[1], true);
        assert_eq!(selection.without(&[]), shown[1..=3]);
        selection.choose_one(shown[2], false);
        assert_eq!(selection.without(&[]), [shown[3]]);
        selection.show(&shown[..2]);
        selection.choose_one(shown[0], true);
        assert_eq!(selection.count(), 2, "the one before is on another page");
    }

    #[test]
    fn each_partner_is_chosen_once() {
        let [one, two, three] = [1, 2, 3].map(|id| PartnerId(Uuid::from_u128(id)));
        let owner = Owner::new();
        owner.set();
        let selection = Selection::default();
        selection.choose(&[one], true);
        selection.choose_all(true);
        selection.choose(&[one, two], true);
        assert_eq!(selection.count(), 2);
        assert!(selection.has(&[two, one]) && !selection.has(&[two, three]));
        assert_eq!(selection.without(&[two, three]), [one]);
        selection.choose(&[one], false);
        assert_eq!(selection.without(&[]), [two]);
        selection.clear();
        assert!(selection.count() == 0 && !selection.is_all());
    }
}

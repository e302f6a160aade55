//! Views that are taken over after the rest of their page. To take over a long list at once would keep a phone from
//! answering for half a second.

use super::browser;
use leptos::prelude::*;
use leptos::tachys::html::attribute::any_attribute::AnyAttribute;
use leptos::tachys::hydration::Cursor;
use leptos::tachys::no_attrs;
use leptos::tachys::renderer::CastFrom;
use leptos::tachys::renderer::types::{Element, Node};
use leptos::tachys::view::any_view::AnyViewState;
use leptos::tachys::view::{Mountable, Position, PositionState, Render, RenderHtml};
use std::cell::RefCell;
use std::rc::Rc;

/// `view`, which is one element. Where the server wrote it, it is taken over in a turn of its own, or as soon as
/// anything is done on the page.
///
/// It makes nothing that loads or waits, such as a `ServerView`: the answers that came with the page are numbered in the
/// order in which a page asks (`hydration_context`). What elements it has must not depend on what changes in between.
pub fn later(view: impl FnOnce() -> AnyView + Send + 'static) -> AnyView {
    if !browser::IS_HERE {
        return view();
    }
    // What is taken over later belongs to the component that made it all the same.
    let owner = Owner::current().unwrap_or_default();
    Later { view: Box::new(view), owner }.into_any()
}

struct Later {
    view: Box<dyn FnOnce() -> AnyView + Send>,
    owner: Owner,
}

impl Later {
    fn make(self) -> AnyView {
        self.owner.with(self.view)
    }
}

no_attrs!(Later);

/// How far a view is.
enum Stage {
    /// As the server wrote it, and what takes it over.
    Written(Element, Option<Box<dyn FnOnce() -> AnyViewState>>),
    TakenOver(AnyViewState),
}

struct LaterState(Rc<RefCell<Stage>>);

impl LaterState {
    fn taken_over(state: AnyViewState) -> Self {
        Self(Rc::new(RefCell::new(Stage::TakenOver(state))))
    }

    fn with<R>(&self, act: impl FnOnce(&mut dyn Mountable) -> R) -> R {
        match &mut *self.0.borrow_mut() {
            Stage::Written(element, _) => act(element),
            Stage::TakenOver(state) => act(state),
        }
    }
}

fn take_over(stage: &RefCell<Stage>) {
    let take = match &mut *stage.borrow_mut() {
        Stage::Written(_, take) => take.take(),
        Stage::TakenOver(_) => None,
    };
    if let Some(take) = take {
        let state = take();
        stage.replace(Stage::TakenOver(state));
    }
}

impl Render for Later {
    type State = LaterState;

    fn build(self) -> Self::State {
        LaterState::taken_over(self.make().build())
    }

    fn rebuild(self, state: &mut Self::State) {
        take_over(&state.0);
        if let Stage::TakenOver(state) = &mut *state.0.borrow_mut() {
            self.make().rebuild(state);
        }
    }
}

impl RenderHtml for Later {
    type AsyncOutput = AnyView;
    type Owned = Self;

    const MIN_LENGTH: usize = 0;

    fn dry_resolve(&mut self) {}

    async fn resolve(self) -> Self::AsyncOutput {
        self.make().resolve().await
    }

    fn to_html_with_buf(
        self,
        buf: &mut String,
        position: &mut Position,
        escape: bool,
        mark_branches: bool,
        extra_attrs: Vec<AnyAttribute>,
    ) {
        self.make().to_html_with_buf(buf, position, escape, mark_branches, extra_attrs);
    }

    fn hydrate<const FROM_SERVER: bool>(self, cursor: &Cursor, position: &PositionState) -> Self::State {
        match position.get() {
            Position::Current => {}
            Position::FirstChild => cursor.child(),
            _ => cursor.sibling(),
        }
        let Some(element) = Element::cast_from(cursor.current()) else {
            // Hydrating says what is wrong with the page.
            position.set(Position::Current);
            return LaterState::taken_over(self.make().hydrate::<FROM_SERVER>(cursor, position));
        };
        position.set(Position::NextChild);
        let written = element.clone();
        let take = move || {
            // A browser may have translated it since.
            browser::announce_takeover();
            let position = PositionState::new(Position::Current);
            self.owner.clone().with(|| self.make().hydrate::<FROM_SERVER>(&Cursor::new(written), &position))
        };
        let stage = Rc::new(RefCell::new(Stage::Written(element, Some(Box::new(take)))));
        let waiting = Rc::downgrade(&stage);
        browser::in_turn(move || {
            if let Some(stage) = waiting.upgrade() {
                take_over(&stage);
            }
        });
        LaterState(stage)
    }

    fn into_owned(self) -> Self::Owned {
        self
    }
}

impl Mountable for LaterState {
    fn unmount(&mut self) {
        self.with(|shown| shown.unmount());
    }

    fn mount(&mut self, parent: &Element, marker: Option<&Node>) {
        self.with(|shown| shown.mount(parent, marker));
    }

    fn insert_before_this(&self, child: &mut dyn Mountable) -> bool {
        self.with(|shown| shown.insert_before_this(child))
    }

    fn elements(&self) -> Vec<Element> {
        self.with(|shown| shown.elements())
    }
}

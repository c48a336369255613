//! Moving a card with a finger: a long press picks it up, it follows the finger, and the page rolls on at its edges.
//! What a finger does is decided in the model; what becomes of the card is with all that moves cards.

use leptos::ev::{MouseEvent, PointerEvent, TouchEvent};
use leptos::prelude::*;
use wasm_bindgen::JsCast;

use super::board_view::column_of;
use super::dialogs::Acting;
use super::dragging::Dragging;
use super::finger_model::{Event, Finger, Point, STAYS, Then, offset, roll};
use super::moving_model::targets;
use super::queries::CaseCard;
use crate::graphql::enums::BoardColumn;
use crate::i18n::Locale;

/// The attribute of what stands for a column on the page.
const COLUMN: &str = "data-column";
/// What on a card is there to be tapped.
const FOR_TAPS: &str = "button, label, a:not(.bv-cover)";

/// A finger on the board. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct Touching {
    finger: StoredValue<Finger>,
    /// The card below the finger.
    card: StoredValue<Option<CaseCard>>,
    /// Where the page was when the card was picked up.
    scrolled: StoredValue<Point>,
    /// How far the card lies from its place.
    offset: RwSignal<Point>,
    /// Whether the last press was of a finger: then the browser's own dragging stays out of it.
    is_by_finger: RwSignal<bool>,
    /// Whether the finger that is lifted carried a card: then it taps nothing.
    has_carried: StoredValue<bool>,
    dragging: Dragging,
    acting: Acting,
    locale: Locale,
}

impl Touching {
    /// Follows fingers for as long as the page of the board is there.
    pub fn follow(dragging: Dragging, acting: Acting, locale: Locale) -> Self {
        let touching = Self {
            finger: StoredValue::new(Finger::default()),
            card: StoredValue::new(None),
            scrolled: StoredValue::new(Point::default()),
            offset: RwSignal::new(Point::default()),
            is_by_finger: RwSignal::new(false),
            has_carried: StoredValue::new(false),
            dragging,
            acting,
            locale,
        };
        // What is pressed anywhere is a new beginning.
        let presses = window_event_listener(leptos::ev::pointerdown, move |_| {
            touching.has_carried.try_set_value(false);
        });
        let moves = window_event_listener(leptos::ev::pointermove, move |event| {
            touching.take(Event::Moved(event.pointer_id(), point(&event)));
        });
        let lifts = window_event_listener(leptos::ev::pointerup, move |event| {
            touching.take(Event::Up(event.pointer_id()));
        });
        let taken = window_event_listener(leptos::ev::pointercancel, move |event| {
            touching.take(Event::Taken(event.pointer_id()));
        });
        on_cleanup(move || {
            presses.remove();
            moves.remove();
            lifts.remove();
            taken.remove();
        });
        touching
    }

    /// A press on a card that can move.
    pub fn press(self, event: &PointerEvent, card: &CaseCard) {
        let is_of_finger = event.pointer_type() != "mouse";
        if self.is_by_finger.get_untracked() != is_of_finger {
            self.is_by_finger.set(is_of_finger);
        }
        let target = event.target().and_then(|target| target.dyn_into::<web_sys::Element>().ok());
        let is_for_taps = target.is_some_and(|target| target.closest(FOR_TAPS).ok().flatten().is_some());
        if is_of_finger && !is_for_taps && !targets(card).is_empty() {
            if !self.finger.get_value().is_down() {
                self.card.set_value(Some(card.clone()));
            }
            self.take(Event::Down(event.pointer_id(), point(event)));
        }
    }

    /// Whether the last press was of a finger.
    pub fn is_by_finger(self) -> bool {
        self.is_by_finger.get()
    }

    /// How far the card that is carried lies from its place, as the styles want it.
    pub fn translation(self) -> String {
        let Point { x, y } = self.offset.get();
        [&x.round().to_string(), "px ", &y.round().to_string(), "px"].concat()
    }

    /// A finger that carries a card scrolls nothing.
    pub fn hold_page(self, event: &TouchEvent) {
        if self.finger.get_value().carries().is_some() && event.cancelable() {
            event.prevent_default();
        }
    }

    /// A finger that carried a card taps nothing when it is lifted.
    pub fn hold_tap(self, event: &TouchEvent) {
        if self.has_carried.get_value() && event.cancelable() {
            event.prevent_default();
        }
    }

    /// A long press on a card that can move asks for no menu.
    pub fn hold_menu(self, event: &MouseEvent) {
        if self.finger.get_value().is_down() || self.has_carried.get_value() {
            event.prevent_default();
        }
    }

    fn take(self, event: Event) {
        // The page may be left while a finger is down.
        let Some(finger) = self.finger.try_get_value() else { return };
        let (finger, then) = finger.next(event);
        self.finger.set_value(finger);
        match then {
            Then::Nothing => {}
            Then::Wait(press) => set_timeout(move || self.take(Event::Stayed(press)), STAYS),
            Then::PickUp => self.pick_up(),
            Then::Follow(at) => self.show(at),
            Then::LetGo => self.dragging.let_go(self.acting, self.locale),
            Then::PutBack => self.dragging.put_back(self.locale),
        }
    }

    fn pick_up(self) {
        let Some(card) = self.card.get_value() else { return };
        self.has_carried.set_value(true);
        self.scrolled.set_value(scrolled());
        self.offset.set(Point::default());
        self.dragging.lift(card, self.locale);
        self.roll();
    }

    /// The card is below the finger, and the column below it says whether it can go there.
    fn show(self, at: Point) {
        let Some((start, _)) = self.finger.get_value().carries() else { return };
        let (before, now) = (self.scrolled.get_value(), scrolled());
        self.offset.set(offset(start, at, Point { x: now.x - before.x, y: now.y - before.y }));
        self.dragging.lift_over(below(at).map(|below| below.column), self.locale);
    }

    /// Rolls the page on while the card is at its edge; what is below the card then changes too.
    fn roll(self) {
        request_animation_frame(move || {
            let Some(Some((_, at))) = self.finger.try_get_value().map(Finger::carries) else { return };
            let height = window().inner_height().ok().and_then(|height| height.as_f64()).unwrap_or_default();
            let by = roll(at.y, height);
            if by != 0.0 && !below(at).is_some_and(|below| below.stays) {
                window().scroll_by_with_x_and_y(0.0, by);
                self.show(at);
            }
            self.roll();
        });
    }
}

/// What is below a finger.
struct Below {
    column: BoardColumn,
    /// Whether it stays in the window while the page rolls, as the switch of a phone does.
    stays: bool,
}

fn below(at: Point) -> Option<Below> {
    #[expect(clippy::cast_possible_truncation, reason = "a place in a window is a small number")]
    let found = document().element_from_point(at.x as f32, at.y as f32)?;
    let column = found.closest("[data-column]").ok().flatten()?;
    let stays = column.closest(".bv-switch").ok().flatten().is_some();
    Some(Below { column: column_of(&column.get_attribute(COLUMN)?)?, stays })
}

fn point(event: &PointerEvent) -> Point {
    Point { x: event.client_x().into(), y: event.client_y().into() }
}

fn scrolled() -> Point {
    Point { x: window().scroll_x().unwrap_or_default(), y: window().scroll_y().unwrap_or_default() }
}

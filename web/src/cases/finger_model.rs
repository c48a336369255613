//! A card that is moved with a finger: which touch picks it up, where it then is, and when the page rolls on under it. Pure.
//!
//! A finger that moves before the card is picked up scrolls the page, as everywhere; one that stays where it is for a
//! moment picks the card up.

use std::time::Duration;

/// So long a finger stays before it picks the card up: before the browser takes it for a wish for a menu.
pub const STAYS: Duration = Duration::from_millis(400);
/// A finger that moves less than this, in pixels, stays where it is.
const STILL: f64 = 10.0;
/// So near the edge of the window the page rolls on, in pixels.
const EDGE: f64 = 88.0;
/// The page rolls on by so much at the edge itself, in pixels for each frame.
const FASTEST: f64 = 16.0;

/// A point, in pixels.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Point {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// What a finger does, each with the number of that finger.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Event {
    /// It comes down on a card that can move.
    Down(i32, Point),
    /// It stayed, since this press.
    Stayed(u32),
    /// It moves.
    Moved(i32, Point),
    /// It is lifted.
    Up(i32),
    /// The browser makes something else of it, such as scrolling.
    Taken(i32),
}

/// What follows.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Then {
    /// Nothing.
    Nothing,
    /// Look, a moment later, whether it stayed; this is the number of the press.
    Wait(u32),
    /// The card is picked up.
    PickUp,
    /// The card is below the finger, here.
    Follow(Point),
    /// The card is let go where it is.
    LetGo,
    /// The card goes back.
    PutBack,
}

/// What the finger has.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
enum Has {
    #[default]
    Nothing,
    /// It is down on a card that isn't picked up yet.
    Pressed { finger: i32, start: Point },
    /// It carries the card.
    Card { finger: i32, start: Point, at: Point },
}

/// A finger on the board.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub struct Finger {
    has: Has,
    presses: u32,
}

impl Finger {
    /// The finger after an event, and what follows.
    pub fn next(self, event: Event) -> (Self, Then) {
        let Self { has, presses } = self;
        let with = |has| Self { has, presses };
        match (has, event) {
            // A second finger means something else, such as making the page larger.
            (Has::Nothing, Event::Down(finger, start)) => {
                let presses = presses.wrapping_add(1);
                (Self { has: Has::Pressed { finger, start }, presses }, Then::Wait(presses))
            }
            (Has::Pressed { .. }, Event::Down(..)) => (with(Has::Nothing), Then::Nothing),
            (Has::Card { .. }, Event::Down(..)) => (with(Has::Nothing), Then::PutBack),
            (Has::Pressed { finger, start }, Event::Stayed(press)) if press == presses => {
                (with(Has::Card { finger, start, at: start }), Then::PickUp)
            }
            (Has::Pressed { finger, start }, Event::Moved(mover, at)) if mover == finger && is_apart(start, at) => {
                (with(Has::Nothing), Then::Nothing)
            }
            (Has::Card { finger, start, .. }, Event::Moved(mover, at)) if mover == finger => {
                (with(Has::Card { finger, start, at }), Then::Follow(at))
            }
            (Has::Pressed { finger, .. }, Event::Up(lifted) | Event::Taken(lifted)) if lifted == finger => {
                (with(Has::Nothing), Then::Nothing)
            }
            (Has::Card { finger, .. }, Event::Up(lifted)) if lifted == finger => (with(Has::Nothing), Then::LetGo),
            (Has::Card { finger, .. }, Event::Taken(taken)) if taken == finger => (with(Has::Nothing), Then::PutBack),
            _ => (self, Then::Nothing),
        }
    }

    /// Whether it is down on a card, picked up or not yet.
    pub fn is_down(self) -> bool {
        self.has != Has::Nothing
    }

    /// Where it came down and where it is, while it carries a card.
    pub fn carries(self) -> Option<(Point, Point)> {
        match self.has {
            Has::Card { start, at, .. } => Some((start, at)),
            Has::Nothing | Has::Pressed { .. } => None,
        }
    }
}

fn is_apart(one: Point, other: Point) -> bool {
    (one.x - other.x).hypot(one.y - other.y) > STILL
}

/// How far the card lies from its place on the page, when the page was scrolled by so much since it was picked up.
pub fn offset(start: Point, at: Point, scrolled: Point) -> Point {
    Point { x: at.x - start.x + scrolled.x, y: at.y - start.y + scrolled.y }
}

/// By how much the page rolls on for a card at this height, in a window so high: faster nearer to the edge, up at the top.
pub fn roll(y: f64, height: f64) -> f64 {
    // In a low window there is still a middle in which nothing rolls.
    let edge = EDGE.min(height / 4.0);
    let (above, below) = (edge - y, y - (height - edge));
    let part = |within: f64| (within / edge).min(1.0);
    if above > 0.0 {
        -(FASTEST * part(above))
    } else if below > 0.0 {
        FASTEST * part(below)
    } else {
        0.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const HERE: Point = Point { x: 100.0, y: 300.0 };
    const NEAR: Point = Point { x: 103.0, y: 304.0 };
    const FAR: Point = Point { x: 100.0, y: 330.0 };

    /// What follows each of these, one after the other.
    fn after(events: &[Event]) -> (Finger, Vec<Then>) {
        events.iter().fold((Finger::default(), Vec::new()), |(finger, mut all), event| {
            let (finger, then) = finger.next(*event);
            all.push(then);
            (finger, all)
        })
    }

    #[test]
    fn a_finger_that_stays_picks_up_and_carries() {
        let events = [Event::Down(7, HERE), Event::Moved(7, NEAR), Event::Stayed(1), Event::Moved(7, FAR)];
        let (finger, then) = after(&events);
        assert_eq!(then, [Then::Wait(1), Then::Nothing, Then::PickUp, Then::Follow(FAR)]);
        assert_eq!(finger.carries(), Some((HERE, FAR)));
        let (finger, then) = finger.next(Event::Up(7));
        assert_eq!((finger.is_down(), then), (false, Then::LetGo));
    }

    #[test]
    fn a_swipe_and_a_tap_pick_nothing_up() {
        for end in [Event::Moved(7, FAR), Event::Up(7), Event::Taken(7)] {
            let (finger, then) = after(&[Event::Down(7, HERE), end, Event::Stayed(1), Event::Up(7)]);
            assert_eq!((finger.is_down(), &then[1..]), (false, [Then::Nothing; 3].as_slice()), "{end:?}");
        }
    }

    #[test]
    fn the_wait_of_a_press_before_picks_nothing_up() {
        let (finger, then) = after(&[Event::Down(7, HERE), Event::Up(7), Event::Down(8, HERE), Event::Stayed(1)]);
        assert_eq!((then[2], then[3], finger.carries()), (Then::Wait(2), Then::Nothing, None));
        assert_eq!(finger.next(Event::Stayed(2)).1, Then::PickUp);
    }

    #[test]
    fn another_finger_or_the_browser_puts_it_back() {
        let carrying = after(&[Event::Down(7, HERE), Event::Stayed(1)]).0;
        for event in [Event::Down(8, FAR), Event::Taken(7)] {
            let (finger, then) = carrying.next(event);
            assert_eq!((finger.is_down(), then), (false, Then::PutBack), "{event:?}");
        }
        for other in [Event::Up(8), Event::Moved(8, FAR), Event::Taken(8)] {
            assert_eq!(carrying.next(other), (carrying, Then::Nothing), "{other:?}");
        }
        // Two fingers on a card that isn't picked up yet make the page larger.
        assert!(!after(&[Event::Down(7, HERE), Event::Down(8, FAR)]).0.is_down());
    }

    #[test]
    fn the_card_stays_below_the_finger_while_the_page_rolls() {
        assert_eq!(offset(HERE, FAR, Point { x: 0.0, y: 200.0 }), Point { x: 0.0, y: 230.0 });
        assert_eq!([500.0, 88.0, 912.0].map(|y| roll(y, 1000.0)), [0.0; 3]);
        assert_eq!([0.0, -20.0, 44.0].map(|y| roll(y, 1000.0)), [-16.0, -16.0, -8.0]);
        assert_eq!([1000.0, 956.0].map(|y| roll(y, 1000.0)), [16.0, 8.0]);
        assert_eq!(roll(100.0, 200.0), 0.0);
    }
}

//! A finger on the screen.

use serde_json::json;

use super::chromium::Browser;
use super::target::Target;

/// A point in the window.
pub type Point = (f64, f64);

impl Browser {
    /// Puts a finger on something, and leaves it there.
    pub async fn touch(&self, target: Target) -> Point {
        let at = self.place_of(&target).await;
        self.finger("touchStart", Some(at)).await;
        at
    }

    /// Moves the finger from one point to another in so many steps, as a finger does.
    pub async fn slide(&self, (from_x, from_y): Point, (x, y): Point, steps: u8) {
        for step in 1..=steps {
            let part = f64::from(step) / f64::from(steps);
            self.finger("touchMove", Some((from_x + (x - from_x) * part, from_y + (y - from_y) * part))).await;
        }
    }

    /// Moves the finger to something.
    pub async fn slide_to(&self, from: Point, target: Target) -> Point {
        let to = self.place_of(&target).await;
        self.slide(from, to, 8).await;
        to
    }

    /// Lifts the finger.
    pub async fn lift(&self) {
        self.finger("touchEnd", None).await;
    }

    async fn finger(&self, kind: &str, at: Option<Point>) {
        let points: Vec<_> = at.iter().map(|(x, y)| json!({ "x": x, "y": y, "id": 1 })).collect();
        self.devtools("Input.dispatchTouchEvent", json!({ "type": kind, "touchPoints": points })).await;
    }
}

//! Effects and parts of a page that follow signals.
//!
//! They do what `Effect::new` and a closure in a view do, but forget the type of the closure: what the framework does
//! around it then stands in the app once, and not once a closure. That is a third of the app's size.

use leptos::prelude::*;

/// Runs now, and again whenever a signal changes that it reads.
pub fn effect(run: impl FnMut() + 'static) {
    let mut run: Box<dyn FnMut()> = Box::new(run);
    Effect::new(move |_: Option<()>| run());
}

/// A part of a page that is drawn anew whenever a signal changes that it reads.
pub type Live = Box<dyn FnMut() -> AnyView + Send>;

/// Draws now, and again whenever a signal changes that `draw` reads.
pub fn live<V: IntoView + 'static>(mut draw: impl FnMut() -> V + Send + 'static) -> Live {
    Box::new(move || draw().into_any())
}

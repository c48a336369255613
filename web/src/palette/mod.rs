//! Going anywhere from the keyboard: a question by its code word, a specialist, a page, the start of an act.

mod palette_model;
mod queries;
#[cfg(test)]
mod sample;
mod subpages;
mod view;

pub use view::Palette;

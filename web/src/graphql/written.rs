//! Questions whose text is written down in `web/asked`, and not put together from their type: a test of each sees to it that
//! both are the same. So is what everybody asks who opens the app, and what they fetch first is smaller by what puts
//! questions together.

/// A question with its text.
pub trait Written {
    /// The text.
    const TEXT: &'static str;
}

/// Names the file in `web/asked` of each question.
macro_rules! written {
    ($($asked:ty: $file:literal),* $(,)?) => {
        $(impl $crate::graphql::Written for $asked {
            const TEXT: &'static str = include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/asked/", $file, ".graphql"));
        })*
    };
}

pub(crate) use written;

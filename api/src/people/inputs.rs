//! What comes in about people.

use async_graphql::InputObject;
use entities::Locale;

/// Choosing a language.
#[derive(InputObject)]
pub struct ChooseLocaleInput {
    /// The language.
    pub locale: Locale,
    /// The same key with the same input gives the first answer again.
    pub idempotency_key: Option<String>,
}

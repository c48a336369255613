//! What comes in about searches that found nothing.

use async_graphql::InputObject;
use entities::{NeighbourhoodId, UnmetSearchOutcome};

/// What is missing.
#[derive(Clone, Debug, InputObject)]
pub struct ReportUnmetSearchInput {
    /// What was looked for: at most 100 characters, and nothing that identifies a person.
    pub words: String,
    /// For which area.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// What is missing, in words: at most 500 characters, and nothing that identifies a person.
    pub note: Option<String>,
    /// The same key and input again are told once. Make it of chance: it is kept with the telling, without who sent it.
    pub idempotency_key: String,
}

/// What became of a search that found nothing.
#[derive(Clone, Debug, InputObject)]
pub struct SettleUnmetSearchInput {
    /// Which: the words as the list has them. All tellings of it are settled.
    pub words: String,
    /// What became of it.
    pub outcome: UnmetSearchOutcome,
    /// The same key and input again give the first answer.
    pub idempotency_key: Option<String>,
}

//! What comes in about the address of one's calendar.

use async_graphql::InputObject;

/// A new address for one's calendar.
#[derive(Clone, Debug, InputObject)]
pub struct MakeCalendarAddressInput {
    /// Makes the act safe to try again: the same key makes one address.
    pub idempotency_key: Option<String>,
}

/// The address of one's calendar, to be withdrawn.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawCalendarAddressInput {
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

//! What comes in about mail that couldn't be delivered.

use async_graphql::InputObject;
use entities::MailId;

/// Which mail is to be tried again.
#[derive(Clone, Debug, InputObject)]
pub struct RetryMailInput {
    /// Which.
    pub mail_id: MailId,
    /// The version that was seen.
    pub expected_version: i32,
    /// The same key and input again give the first answer.
    pub idempotency_key: Option<String>,
}

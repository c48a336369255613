//! What comes in about notices.

use async_graphql::InputObject;
use entities::{MailFrequency, NoticeId};

/// Which notices were seen.
#[derive(Clone, Debug, InputObject)]
pub struct MarkNoticesSeenInput {
    /// Which ones, at most 100; all of the viewer's when left out.
    pub notice_ids: Option<Vec<NoticeId>>,
    /// The same key and input again give the first answer.
    pub idempotency_key: Option<String>,
}

/// How often mail comes.
#[derive(Clone, Debug, InputObject)]
pub struct SetMailFrequencyInput {
    /// How often.
    pub frequency: MailFrequency,
    /// The same key and input again give the first answer.
    pub idempotency_key: Option<String>,
}

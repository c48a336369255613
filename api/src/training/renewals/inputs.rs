//! What comes in about who has to come again, and about topics that changed.

use async_graphql::InputObject;
use entities::{CourseId, Day, TopicChangeId, TopicId};

use crate::scalars::Typed;

/// Whom to find of those who have to come to a training: those that fit every one that is given.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TrainingDueFilter {
    /// For whom this course comes next.
    pub course_id: Option<CourseId>,
    /// For whom this meeting of it comes next, from 1.
    pub part: Option<i32>,
    /// True: only who has a place or waits for one; false: only for whom nothing is planned.
    pub has_place: Option<bool>,
}

/// A topic about which something changed.
#[derive(Clone, Debug, InputObject)]
pub struct MarkTopicChangedInput {
    /// Which topic.
    pub topic_id: Typed<TopicId>,
    /// Since which day it is different; not in the future.
    pub changed_on: Typed<Day>,
    /// What is different, in a few words, at most 500 characters.
    pub note: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// A mark that was a mistake.
#[derive(Clone, Debug, InputObject)]
pub struct WithdrawTopicChangeInput {
    /// Which.
    pub topic_change_id: TopicChangeId,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

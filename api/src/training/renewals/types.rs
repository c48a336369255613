//! Topics that changed, and the sums of who has to come to a training, as clients see them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{CourseId, Day, PersonId, TopicChangeId, TopicId, topic_change};
use sea_orm::DerivePartialModel;

use super::due::TrainingDue;
use crate::{context::Req, error::Result, payload::UserError, places::types::Topic, training::types::Course};

/// A day on which something about a topic changed, so that who learned it before has to hear of it.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "topic_change::Entity")]
pub struct TopicChange {
    /// Its id.
    pub id: TopicChangeId,
    /// Since which day it is different.
    pub changed_on: Day,
    /// What is different.
    pub note: String,
    /// The topic.
    #[graphql(skip)]
    pub topic_id: TopicId,
}

#[ComplexObject]
impl TopicChange {
    /// The topic.
    async fn topic(&self, ctx: &Context<'_>) -> Result<Option<Topic>> {
        ctx.req().load(self.topic_id).await
    }
}

/// The sums of those who have to come to a training, whatever part of the list is shown.
#[derive(SimpleObject)]
pub struct TrainingDueSums {
    /// How many they are, of those whom the viewer looks after and who fit the filter.
    pub total_count: i32,
    /// For how many of them nothing is planned.
    pub unplanned_count: i32,
    /// Those for whom nothing is planned, by the meeting that comes next. Short by nature: one a meeting of a course.
    pub groups: Vec<TrainingDueGroup>,
}

/// People for whom the same meeting comes next and nothing is planned.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct TrainingDueGroup {
    /// Which meeting of the course, from 1.
    pub part: i32,
    /// How many they are.
    pub count: i32,
    /// Who, since longest first; at most 200, as many as one meeting has places.
    pub person_ids: Vec<PersonId>,
    /// Of which course.
    #[graphql(skip)]
    pub course_id: CourseId,
}

#[ComplexObject]
impl TrainingDueGroup {
    /// Of which course.
    async fn course(&self, ctx: &Context<'_>) -> Result<Option<Course>> {
        ctx.req().load(self.course_id).await
    }
}

/// The most people of a group that are named.
const MOST: usize = 200;

impl TrainingDueSums {
    /// Of these people, who are sorted.
    pub fn of(due: &[TrainingDue]) -> Self {
        let count = |count: usize| i32::try_from(count).unwrap_or(i32::MAX);
        let unplanned: Vec<_> = due.iter().filter(|due| due.place_at.is_none()).collect();
        let mut groups: Vec<TrainingDueGroup> = Vec::new();
        for due in &unplanned {
            let (course_id, part) = (due.next_course, due.next_part);
            let known = groups.iter().position(|group| group.course_id == course_id && group.part == part);
            let at = known.unwrap_or_else(|| {
                groups.push(TrainingDueGroup { part, count: 0, person_ids: Vec::new(), course_id });
                groups.len() - 1
            });
            groups[at].count += 1;
            if groups[at].person_ids.len() < MOST {
                groups[at].person_ids.push(due.person_id);
            }
        }
        groups.sort_by_key(|group| (std::cmp::Reverse(group.count), group.course_id, group.part));
        Self { total_count: count(due.len()), unplanned_count: count(unplanned.len()), groups }
    }
}

/// What came of marking a topic as changed.
#[derive(SimpleObject)]
pub struct MarkTopicChangedPayload {
    /// The mark; null when it was refused.
    pub topic_change: Option<TopicChange>,
    /// How many people whom the viewer looks after have to come to a training now, for any reason.
    pub due_count: Option<i32>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// What came of taking a mark back.
#[derive(SimpleObject)]
pub struct WithdrawTopicChangePayload {
    /// It is gone.
    pub is_withdrawn: bool,
    /// Why it isn't; empty when it went well.
    pub user_errors: Vec<UserError>,
}

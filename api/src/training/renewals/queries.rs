//! Who has to come to a training, and which topics changed.

use async_graphql::{
    Context, Object,
    connection::{Edge, EmptyFields},
};
use entities::{Day, PersonId, TopicChangeId, topic_change};

use super::{
    due::{self, TrainingDue},
    inputs::TrainingDueFilter,
    types::{TopicChange, TrainingDueSums},
};
use crate::{
    context::Req,
    error::Fault,
    paging::{self, CountedPage, Cut, Page, PageArguments, Side, cursor},
    policy,
};

/// What the list is sorted by.
type Key = (Day, String, PersonId);
/// A page of those who have to come, with the sums.
pub type DuePage = CountedPage<TrainingDue, TrainingDueSums>;

/// Who has to come to a training, and which topics changed.
#[derive(Default)]
pub struct RenewalQueries;

#[Object]
impl RenewalQueries {
    /// Those who have to come to a training, of whom the viewer looks after: a connector themselves, a community worker
    /// their areas', the coordinator everybody. Since longest first. No ranking.
    async fn training_due(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whom.")] filter: Option<TrainingDueFilter>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<DuePage> {
        const LIST: &str = "trainingDue";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<Key>(req, LIST)?;
        let TrainingDueFilter { course_id, part, has_place } = filter.unwrap_or_default();
        let mut due = due::of(req, policy::training::looked_after(&req.viewer)).await?;
        due.retain(|due| {
            course_id.is_none_or(|course| due.next_course == course)
                && part.is_none_or(|part| due.next_part == part)
                && has_place.is_none_or(|has_place| due.place_at.is_some() == has_place)
        });
        let sums = TrainingDueSums::of(&due);
        let (rows, has_previous, has_next) = page(due, &cut);
        due::remember(req, &rows, &sums).await?;
        let mut connection: DuePage = CountedPage::with_additional_fields(has_previous, has_next, sums);
        connection
            .edges
            .extend(rows.into_iter().map(|row| Edge::<_, _, EmptyFields>::new(cursor(req, LIST, &key(&row)), row)));
        Ok(connection)
    }

    /// The topics that were marked as changed, the latest first.
    async fn topic_changes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<TopicChange>> {
        const LIST: &str = "topicChanges";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(Day, TopicChangeId)>(req, LIST)?;
        let mut select = policy::training::topic_changes(&req.viewer)
            .cursor_by((topic_change::Column::ChangedOn, topic_change::Column::Id));
        select.desc();
        let key_of = |row: &TopicChange| (row.changed_on, row.id);
        Ok(paging::read(req, LIST, cut, select, key_of).await.map_err(Fault::from)?)
    }
}

fn key(due: &TrainingDue) -> Key {
    (due.since, due.name.clone(), due.person_id)
}

/// The people of the page, who are sorted, and whether there are others before and after it.
fn page(due: Vec<TrainingDue>, cut: &Cut<Key>) -> (Vec<TrainingDue>, bool, bool) {
    let mut rows: Vec<TrainingDue> = due
        .into_iter()
        .filter(|due| cut.after.as_ref().is_none_or(|after| key(due) > *after))
        .filter(|due| cut.before.as_ref().is_none_or(|before| key(due) < *before))
        .collect();
    if cut.side == Side::Last {
        rows.reverse();
    }
    cut.page(rows)
}

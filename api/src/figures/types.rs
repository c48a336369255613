//! Figures as clients see them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{AskBarrier, Day, NeighbourhoodId, Outcome, TopicId};

use super::period::{Period, Week};
use crate::{
    context::Req,
    error::{Fault, Result},
    places::types::{Neighbourhood, Topic},
};

/// Figures about neighbourhoods, never about people who help: a coordinator's are about everything, a community
/// worker's about what they see, a connector's about the cases they hold. Whoever has no figures reads
/// zeros. Every number is the `totalCount` of a list; the field says with which filter, to which the filter of these
/// figures is added, and, for cases and involvements, `inFigures: true`.
#[derive(Clone, Debug, SimpleObject)]
pub struct Figures {
    /// The first day.
    pub from: Day,
    /// The last day.
    pub to: Day,
    /// The first day of the equally long time before.
    pub compared_from: Day,
    /// The last day of the time before.
    pub compared_to: Day,
    /// Open at the end of the period. List: `cases(filter: {openOn: to})`.
    pub open: Measure,
    /// Noted in the period. List: `cases(filter: {openedFrom: from, openedTo: to})`.
    pub opened: Measure,
    /// Closed in the period. List: `cases(filter: {closedFrom: from, closedTo: to})`.
    pub closed: Measure,
    /// Closed in the period as solved together or by a neighbour. List: as `closed`, with these `outcomes`.
    pub solved_in_neighbourhood: Measure,
    /// Cases that wait past their day, today. List: `cases(filter: {overdueReasons: [WAITING]})`.
    pub overdue_waits: i32,
    /// Cases whose specialist owes a sign of life, today. List: `cases(filter: {overdueReasons: [SIGN_OF_LIFE]})`.
    pub overdue_signs_of_life: i32,
    /// Cases in which somebody owes an answer, today. List: `cases(filter: {overdueReasons: [ANSWER]})`.
    pub overdue_answers: i32,
    /// Cases with something overdue, today. List: `cases(filter: {overdue: true})`.
    pub overdue_cases: i32,
    /// How long it takes until somebody who is asked along says yes.
    pub accept_time: AcceptTime,
    /// By neighbourhood, those with something to count, in reading order. Short by nature.
    pub by_neighbourhood: Vec<NeighbourhoodFigures>,
    /// By week of the period, oldest first. Short by nature: two years at most.
    pub by_week: Vec<WeekFigures>,
    /// By how cases ended that were closed in the period or in the time before, most first. Short by nature.
    pub by_outcome: Vec<OutcomeFigures>,
    /// By topic, those with something to count, most noted first. A case counts for each of its topics. Short by nature.
    pub by_topic: Vec<TopicFigures>,
    /// By what kept residents from asking before, most first. A case counts for each. Short by nature.
    pub by_ask_barrier: Vec<AskBarrierFigures>,
    /// Open at the end of the period, by age on that day.
    pub open_by_age: Vec<AgeFigures>,
    /// How well the directory is kept, today; about all of it, whatever the filter.
    pub directory: DirectoryFigures,
}

/// A number and the same number in the time before.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, SimpleObject)]
pub struct Measure {
    /// In the period.
    pub value: i32,
    /// In the equally long time before.
    pub before: i32,
}

/// How long it takes until somebody who is asked along says yes.
#[derive(Clone, Copy, Debug, Default, PartialEq, SimpleObject)]
pub struct AcceptTime {
    /// Answered in the period. List: `involvements(filter: {answeredFrom: from, answeredTo: to})`.
    pub answered: i32,
    /// Of those, answered with yes. List: the same with `statuses: [ACCEPTED, COMPLETED]`.
    pub accepted: i32,
    /// Of those, answered with no. List: the same with `statuses: [DECLINED]`.
    pub declined: i32,
    /// Hours from asking to yes, nights and weekends included: half of them took less. Null without a yes.
    pub median_hours: Option<f64>,
    /// Nine of ten took less, in hours. Null without a yes.
    pub p90_hours: Option<f64>,
    /// The median in the time before. Null without a yes.
    pub median_hours_before: Option<f64>,
}

/// The figures of one neighbourhood. Lists: as for the whole, with its `neighbourhoodIds`.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct NeighbourhoodFigures {
    /// Which.
    #[graphql(skip)]
    pub neighbourhood_id: NeighbourhoodId,
    /// Noted in the period.
    pub opened: i32,
    /// Open at the end of the period.
    pub open: i32,
    /// Closed in the period.
    pub closed: i32,
    /// With something overdue, today.
    pub overdue: i32,
    /// Noted in the period and asked by somebody who cares for another, for themselves. List: with
    /// `askers: [INFORMAL_CARER]`.
    pub by_informal_carers: i32,
    /// Open at the end of the period, by age on that day.
    pub open_by_age: Vec<AgeFigures>,
}

#[ComplexObject]
impl NeighbourhoodFigures {
    /// Which neighbourhood; its parts are counted by themselves.
    async fn neighbourhood(&self, ctx: &Context<'_>) -> Result<Neighbourhood> {
        let found = ctx.req().load(self.neighbourhood_id).await?;
        found.ok_or_else(|| Fault::new("a case lies in a neighbourhood that is gone"))
    }
}

/// One week.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct WeekFigures {
    /// Its Monday, which may lie before the period; days outside the period are not counted.
    pub monday: Day,
    /// Its number in the year, 1 to 53 (ISO 8601).
    pub iso_week: i32,
    /// Noted. List: `openedFrom` and `openedTo`.
    pub opened: i32,
    /// Closed. List: `closedFrom` and `closedTo`.
    pub closed: i32,
}

impl WeekFigures {
    /// A week with these numbers.
    pub fn of(week: Week, opened: i32, closed: i32) -> Self {
        Self { monday: week.monday, iso_week: week.number(), opened, closed }
    }
}

/// One way of ending.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct OutcomeFigures {
    /// How they ended.
    pub outcome: Outcome,
    /// Closed in the period. List: as `closed`, with `outcomes`.
    pub count: i32,
    /// Closed in the time before.
    pub before: i32,
}

/// One topic.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct TopicFigures {
    /// Which.
    #[graphql(skip)]
    pub topic_id: TopicId,
    /// Noted in the period. List: as `opened`, with `topicIds`.
    pub opened: i32,
    /// Open at the end of the period. List: as `open`, with `topicIds`.
    pub open: i32,
    /// Noted in the time before.
    pub before: i32,
}

#[ComplexObject]
impl TopicFigures {
    /// Which topic; its parts are counted by themselves.
    async fn topic(&self, ctx: &Context<'_>) -> Result<Topic> {
        let found = ctx.req().load(self.topic_id).await?;
        found.ok_or_else(|| Fault::new("a case is about a topic that is gone"))
    }
}

/// One reason why residents did not ask before.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct AskBarrierFigures {
    /// Which.
    pub barrier: AskBarrier,
    /// Noted in the period. List: as `opened`, with `askBarriers`.
    pub count: i32,
    /// Noted in the time before.
    pub before: i32,
}

/// Cases of an age.
#[derive(Clone, Copy, Debug, PartialEq, Eq, SimpleObject)]
pub struct AgeFigures {
    /// At least so many days old at the end of the period.
    pub min_days: i32,
    /// At most so many days old; null: no upper bound.
    pub max_days: Option<i32>,
    /// How many. List: as `open`, with `openedFrom` and `openedTo` so many days before `to`.
    pub count: i32,
}

/// How well the directory is kept. Lists: `specialists`, today.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, SimpleObject)]
pub struct DirectoryFigures {
    /// All entries.
    pub total: i32,
    /// Neither old nor marked. List: `filter: {stale: false}`.
    pub fresh: i32,
    /// Not checked for six months, and not marked twice. List: `filter: {staleReasons: [AGE]}`.
    pub stale_by_age: i32,
    /// Marked by two people or more. List: `filter: {staleReasons: [MARKS]}`.
    pub stale_by_marks: i32,
    /// Last checked in the period. List: `filter: {checkedFrom: from, checkedTo: to}`.
    pub checked_in_period: i32,
}

/// The ages that are told apart, in days.
pub const AGES: [(i32, Option<i32>); 4] = [(0, Some(7)), (8, Some(30)), (31, Some(90)), (91, None)];

/// The days on which a case was noted that is of this age on the last day of the period: not before the first, not
/// after the last.
pub fn noted_between(period: Period, (youngest, oldest): (i32, Option<i32>)) -> (Option<Day>, Day) {
    let back = |days: i32| period.to.plus_days(-i64::from(days));
    (oldest.map(back), back(youngest))
}

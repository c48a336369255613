//! The courses, the meetings, and who can give them.

use async_graphql::{Context, Object};
use entities::{
    AttendanceState, OrganisationKind, Timestamp, TrainingSessionId, attendance, course, person, training_session,
};
use sea_orm::{ColumnTrait, Condition, ExprTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{
    inputs::{TrainingPeriod, TrainingSessionFilter},
    types::{self, Course, TrainingSession},
};
use crate::{
    context::Req,
    error::{Fault, Result},
    paging::{self, Page, PageArguments},
    people::types::Person,
    policy::{self, Viewer},
};

/// The most people who are offered as trainers.
const MOST_TRAINERS: u64 = 100;

/// The courses and their meetings.
#[derive(Default)]
pub struct TrainingQueries;

#[Object]
impl TrainingQueries {
    /// The courses, for whoever follows, gives or plans training; empty for anybody else. Short by nature.
    async fn courses(&self, ctx: &Context<'_>) -> Result<Vec<Course>> {
        let req = ctx.req();
        Ok(policy::training::courses(&req.viewer)
            .order_by_asc(course::Column::Position)
            .into_partial_model()
            .all(req.db())
            .await?)
    }

    /// A meeting; null when it doesn't exist, or not for the viewer.
    async fn training_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Its id.")] id: TrainingSessionId,
    ) -> Result<Option<TrainingSession>> {
        ctx.req().load(id).await
    }

    /// The meetings that the viewer may see: those that are not over, the next one first, or those that are, the last
    /// one first.
    async fn training_sessions(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which.")] filter: Option<TrainingSessionFilter>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<TrainingSession>> {
        let req = ctx.req();
        let TrainingSessionFilter { period, course_id, mine } = filter.unwrap_or_default();
        let period = period.unwrap_or_default();
        let list = format!("training sessions {period:?}");
        let cut = PageArguments { first, after, last, before }.cut::<(Timestamp, TrainingSessionId)>(req, &list)?;
        let is_over = training_session::Column::EndsAt.lt(req.now);
        let mut select = policy::training::visible(&req.viewer).filter(match period {
            TrainingPeriod::Upcoming => is_over.not(),
            TrainingPeriod::Past => is_over,
        });
        if let Some(course) = course_id {
            select = select.filter(training_session::Column::CourseId.eq(course));
        }
        if let Some(mine) = mine {
            select = select.filter(related(&req.viewer, mine));
        }
        let mut select = select.cursor_by((training_session::Column::StartsAt, training_session::Column::Id));
        if period == TrainingPeriod::Past {
            select.desc();
        }
        let key_of = |row: &TrainingSession| (row.starts_at, row.id);
        let page = paging::read(req, &list, cut, select, key_of).await.map_err(Fault::from)?;
        types::remember(req, page.edges.iter().map(|edge| &edge.node)).await?;
        Ok(page)
    }

    /// The people who can give training for the welfare organisation or for the municipality, by name, for who plans it;
    /// empty for anybody else. Short by nature (at most 100).
    async fn trainers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "For which of the two.")] organisation_kind: OrganisationKind,
    ) -> Result<Vec<Person>> {
        let req = ctx.req();
        Ok(policy::training::trainers(&req.viewer, organisation_kind)
            .order_by_asc(person::Column::Name)
            .order_by_asc(person::Column::Id)
            .limit(MOST_TRAINERS)
            .into_partial_model()
            .all(req.db())
            .await?)
    }
}

/// Those at which the viewer has a place, waits for one or was, and those that the viewer gives; or the others.
fn related(viewer: &Viewer, mine: bool) -> Condition {
    let attended = policy::training::own_attendances(viewer)
        .filter(attendance::Column::State.ne(AttendanceState::Cancelled))
        .select_only()
        .column(attendance::Column::SessionId)
        .into_query();
    let trainers = [training_session::Column::WelfareTrainerId, training_session::Column::MunicipalityTrainerId];
    let me = viewer.person_id();
    if mine {
        let given = trainers.into_iter().filter_map(|trainer| me.map(|me| trainer.eq(me)));
        return given.fold(Condition::any().add(training_session::Column::Id.in_subquery(attended)), Condition::add);
    }
    // Of a meeting that nobody gives yet, nothing can be said of who does.
    let others = trainers.into_iter().filter_map(|trainer| me.map(|me| trainer.is_null().or(trainer.ne(me))));
    others.fold(Condition::all().add(training_session::Column::Id.not_in_subquery(attended)), Condition::add)
}

//! Courses and their meetings as clients see them.

use std::collections::{BTreeSet, HashMap};

use async_graphql::{ComplexObject, Context, Enum, SimpleObject, dataloader::Loader};
use entities::{
    AttendanceState, CourseId, CourseKind, PersonId, Timestamp, TopicId, TrainingSessionId, attendance, course,
    course_topic, training_session,
};
use sea_orm::{ColumnTrait, DerivePartialModel, QueryFilter, QueryOrder, QuerySelect};

use super::{
    attendances::{self, Attendance},
    flow::{self, Standing},
};
use crate::{
    cases::party::Party,
    context::{Loaders, Req, RequestCtx},
    error::{LoadFault, Result},
    paging::{Page, PageArguments},
    payload::UserError,
    people::types::NameOf,
    places::types::Topic,
    policy,
};

/// A course: one meeting or more in which connectors learn something.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "course::Entity")]
pub struct Course {
    /// Its id.
    pub id: CourseId,
    /// Its name. Names are data.
    pub name: String,
    /// What it is for.
    pub kind: CourseKind,
    /// What one learns, in a few sentences.
    pub description: String,
    /// Of how many meetings it consists, from 1.
    pub meetings: i32,
    /// How many minutes all meetings take together.
    pub duration_minutes: i32,
    /// After how many months it has to be renewed; null when never.
    pub validity_months: Option<i32>,
    /// Whether somebody of the welfare organisation gives it.
    pub has_welfare_trainer: bool,
    /// Whether somebody of the municipality gives it.
    pub has_municipality_trainer: bool,
    /// As stored.
    #[graphql(skip)]
    pub subjects: String,
    /// Place in lists.
    #[graphql(skip)]
    pub position: i32,
}

#[ComplexObject]
impl Course {
    /// What it is about, as questions or subjects. Short by nature.
    async fn subjects(&self) -> Vec<String> {
        self.subjects.split(';').filter(|subject| !subject.is_empty()).map(str::to_owned).collect()
    }

    /// The topics of the controlled list that it covers, in reading order. Short by nature.
    async fn topics(&self, ctx: &Context<'_>) -> Result<Vec<Topic>> {
        let req = ctx.req();
        let ids = req.load(TopicsOf(self.id)).await?.unwrap_or_default();
        let mut topics: Vec<Topic> = req.loaders.load_many(ids).await?.into_values().collect();
        topics.sort_by_key(|topic| topic.position);
        Ok(topics)
    }
}

/// One meeting of a course.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "training_session::Entity")]
pub struct TrainingSession {
    /// Its id.
    pub id: TrainingSessionId,
    /// Counts changes of the plan, from 1; an act on the meeting names the version that it saw.
    pub version: i32,
    /// Which meeting of the course, from 1.
    pub part: i32,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Where.
    pub place: String,
    /// How many places there are.
    pub capacity: i32,
    /// How many of them are taken; not by who stayed away.
    #[graphql(name = "enrolledCount")]
    pub enrolled: i32,
    /// When it was called off; null when it goes on.
    pub cancelled_at: Option<Timestamp>,
    /// Why it was called off.
    pub cancelled_because: Option<String>,
    /// Of which course.
    #[graphql(skip)]
    pub course_id: CourseId,
    /// Who gives it for the welfare organisation.
    #[graphql(skip)]
    pub welfare_trainer_id: Option<PersonId>,
    /// Who gives it for the municipality.
    #[graphql(skip)]
    pub municipality_trainer_id: Option<PersonId>,
}

#[ComplexObject]
impl TrainingSession {
    /// Of which course.
    async fn course(&self, ctx: &Context<'_>) -> Result<Option<Course>> {
        ctx.req().load(self.course_id).await
    }

    /// Who gives it for the welfare organisation.
    async fn welfare_trainer(&self, ctx: &Context<'_>) -> Result<Option<Party>> {
        trainer(ctx.req(), self.welfare_trainer_id).await
    }

    /// Who gives it for the municipality.
    async fn municipality_trainer(&self, ctx: &Context<'_>) -> Result<Option<Party>> {
        trainer(ctx.req(), self.municipality_trainer_id).await
    }

    /// How many people wait for a place.
    async fn waiting_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let waiting = ctx.req().load(WaitingAt(self.id)).await?.unwrap_or_default();
        Ok(i32::try_from(waiting.len()).unwrap_or(i32::MAX))
    }

    /// The viewer's own place or wait; null when they have none.
    async fn mine(&self, ctx: &Context<'_>) -> Result<Option<Attendance>> {
        Ok(ctx.req().load(OwnAt(self.id)).await?.flatten())
    }

    /// Who has a place or waits for one, in the order in which they came, of those whom the viewer may see.
    async fn attendances(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<Attendance>> {
        attendances::page(ctx.req(), self.id, &PageArguments { first, after, last, before }).await
    }

    /// What the viewer may do now. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Result<Vec<TrainingSessionAct>> {
        let req = ctx.req();
        let mine = req.load(OwnAt(self.id)).await?.flatten();
        Ok(self.acts(req, mine.map(|mine| mine.state)))
    }
}

/// What can be done at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum TrainingSessionAct {
    /// Take a place, or wait for one when it is full.
    Enrol,
    /// Give the own place or wait up.
    Leave,
    /// Tick off who is there.
    TickOff,
    /// Change when and where it is, for how many, and who gives it.
    Change,
    /// Call it off.
    CallOff,
    /// Give somebody else a place, also when it has begun.
    EnrolOthers,
    /// Take somebody else off the list, also when it has begun.
    LeaveForOthers,
}

impl TrainingSession {
    /// Who gives it.
    pub fn trainer_ids(&self) -> impl Iterator<Item = PersonId> {
        self.welfare_trainer_id.into_iter().chain(self.municipality_trainer_id)
    }

    /// How it stands at a moment.
    pub fn standing(&self, now: Timestamp) -> Standing {
        flow::standing(self.starts_at, self.cancelled_at.is_some(), now)
    }

    /// What the viewer may do now, with the own place in this state.
    pub fn acts(&self, req: &RequestCtx, mine: Option<AttendanceState>) -> Vec<TrainingSessionAct> {
        use TrainingSessionAct::{CallOff, Change, Enrol, EnrolOthers, Leave, LeaveForOthers, TickOff};
        let (viewer, standing) = (&req.viewer, self.standing(req.now));
        let may = |event| flow::next(mine, event, standing).is_ok();
        let enrols = policy::training::may_enrol(viewer).is_ok();
        let plans = policy::training::may_plan(viewer).is_ok();
        let ticks_off = policy::training::may_tick_off(viewer, self).is_ok();
        let room = flow::Room::Free;
        [
            (Enrol, enrols && may(flow::Event::Enrol(room))),
            // Who no longer takes part can still give a place up.
            (Leave, may(flow::Event::Leave)),
            (TickOff, ticks_off && standing == Standing::UnderWay),
            (Change, plans && standing != Standing::CalledOff),
            (CallOff, plans && standing == Standing::Ahead),
            (EnrolOthers, plans && standing != Standing::CalledOff),
            (LeaveForOthers, plans && standing != Standing::CalledOff),
        ]
        .into_iter()
        .filter_map(|(act, can)| can.then_some(act))
        .collect()
    }
}

/// The answer to what changes a meeting.
#[derive(SimpleObject)]
pub struct TrainingSessionPayload {
    /// The meeting after it, as far as the viewer sees it.
    pub training_session: Option<TrainingSession>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// Reads at once what the rows of a list are asked for. Four statements, however many they are.
///
/// # Errors
/// When the database can't be read.
pub async fn remember<'a>(req: &RequestCtx, meetings: impl Iterator<Item = &'a TrainingSession> + Clone) -> Result<()> {
    let courses: BTreeSet<CourseId> = meetings.clone().map(|meeting| meeting.course_id).collect();
    let trainers: BTreeSet<PersonId> = meetings.clone().flat_map(TrainingSession::trainer_ids).collect();
    req.read_ahead(courses).await?;
    req.read_ahead(trainers.into_iter().map(NameOf)).await?;
    req.read_ahead(meetings.clone().map(|meeting| WaitingAt(meeting.id))).await?;
    req.read_ahead(meetings.map(|meeting| OwnAt(meeting.id))).await
}

async fn trainer(req: &RequestCtx, id: Option<PersonId>) -> Result<Option<Party>> {
    let Some(id) = id else { return Ok(None) };
    let name = req.load(NameOf(id)).await?;
    Ok(Some(Party::person_named(&req.viewer, id, name.as_deref())))
}

/// Asks the loaders for the topics that a course covers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct TopicsOf(pub CourseId);

/// Asks the loaders who waits at a meeting, as places in the order of arrival.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct WaitingAt(pub TrainingSessionId);

/// Asks the loaders for the viewer's own place at a meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OwnAt(pub TrainingSessionId);

impl Loader<CourseId> for Loaders {
    type Value = Course;
    type Error = LoadFault;

    async fn load(&self, ids: &[CourseId]) -> std::result::Result<HashMap<CourseId, Course>, LoadFault> {
        let rows: Vec<Course> = policy::training::courses(&self.viewer)
            .filter(course::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<TrainingSessionId> for Loaders {
    type Value = TrainingSession;
    type Error = LoadFault;

    async fn load(
        &self,
        ids: &[TrainingSessionId],
    ) -> std::result::Result<HashMap<TrainingSessionId, TrainingSession>, LoadFault> {
        let rows: Vec<TrainingSession> = policy::training::visible(&self.viewer)
            .filter(training_session::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<TopicsOf> for Loaders {
    type Value = Vec<TopicId>;
    type Error = LoadFault;

    async fn load(&self, courses: &[TopicsOf]) -> std::result::Result<HashMap<TopicsOf, Vec<TopicId>>, LoadFault> {
        let rows = policy::training::course_topics(&self.viewer)
            .filter(course_topic::Column::CourseId.is_in(courses.iter().map(|TopicsOf(id)| *id)))
            .all(&self.app.db)
            .await?;
        let mut topics: HashMap<_, Vec<TopicId>> = courses.iter().map(|of| (*of, Vec::new())).collect();
        for row in rows {
            topics.entry(TopicsOf(row.course_id)).or_default().push(row.topic_id);
        }
        Ok(topics)
    }
}

impl Loader<WaitingAt> for Loaders {
    type Value = Vec<i32>;
    type Error = LoadFault;

    async fn load(&self, meetings: &[WaitingAt]) -> std::result::Result<HashMap<WaitingAt, Vec<i32>>, LoadFault> {
        let ids: Vec<_> = meetings.iter().map(|WaitingAt(id)| *id).collect();
        let rows: Vec<(TrainingSessionId, i32)> = policy::training::waiting(&ids)
            .select_only()
            .columns([attendance::Column::SessionId, attendance::Column::Arrival])
            .order_by_asc(attendance::Column::Arrival)
            .into_tuple()
            .all(&self.app.db)
            .await?;
        let mut waiting: HashMap<_, Vec<i32>> = meetings.iter().map(|at| (*at, Vec::new())).collect();
        for (meeting, arrival) in rows {
            waiting.entry(WaitingAt(meeting)).or_default().push(arrival);
        }
        Ok(waiting)
    }
}

/// None where the viewer has no place, so that nobody asks again.
impl Loader<OwnAt> for Loaders {
    type Value = Option<Attendance>;
    type Error = LoadFault;

    async fn load(&self, meetings: &[OwnAt]) -> std::result::Result<HashMap<OwnAt, Option<Attendance>>, LoadFault> {
        let own = policy::training::own_attendances(&self.viewer)
            .filter(attendance::Column::SessionId.is_in(meetings.iter().map(|OwnAt(id)| *id)));
        let rows: Vec<Attendance> = attendances::with_names(own).into_partial_model().all(&self.app.db).await?;
        let mut own: HashMap<_, Option<Attendance>> = meetings.iter().map(|at| (*at, None)).collect();
        own.extend(rows.into_iter().map(|row| (OwnAt(row.session_id), Some(row))));
        Ok(own)
    }
}

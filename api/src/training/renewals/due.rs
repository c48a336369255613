//! Who has to come to a training, read for many at once.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{
    CourseId, Day, PersonId, Timestamp, TopicId, TrainingSessionId, attendance, course, course_topic, person,
    topic_change, training_session,
};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select};

use super::{
    flow::{self as renewal, Attended, Change, Facts, Reason, TrainingDueWhy},
    types::TrainingDueSums,
};
use crate::{
    acts::Work,
    cases::party::Party,
    context::{Req, RequestCtx, local_day},
    error::Result,
    places::types::Topic,
    policy::{self, Viewer},
    training::{
        flow,
        types::{Course, TrainingSession},
    },
};

/// Somebody who has to come to a training.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct TrainingDue {
    /// Since when: the earliest of the reasons.
    pub since: Day,
    /// Why, the most pressing reason first. Short by nature.
    pub reasons: Vec<TrainingDueReason>,
    /// Which meeting of the course that comes next, from 1.
    pub next_part: i32,
    /// Who, by id: for keeping a place.
    #[graphql(name = "participantId")]
    pub person_id: PersonId,
    /// Their name.
    #[graphql(skip)]
    pub name: String,
    /// The course that comes next.
    #[graphql(skip)]
    pub next_course: CourseId,
    /// The next meeting at which they have a place or wait for one.
    #[graphql(skip)]
    pub place_at: Option<TrainingSessionId>,
}

#[ComplexObject]
impl TrainingDue {
    /// Who.
    async fn participant(&self, ctx: &Context<'_>) -> Party {
        Party::person_named(&ctx.req().viewer, self.person_id, Some(&self.name))
    }

    /// The course that comes next.
    async fn next_course(&self, ctx: &Context<'_>) -> Result<Option<Course>> {
        ctx.req().load(self.next_course).await
    }

    /// The next meeting of that course at which they have a place or wait for one; null while nothing is planned.
    async fn place_at(&self, ctx: &Context<'_>) -> Result<Option<TrainingSession>> {
        match self.place_at {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }
}

/// A reason why somebody has to come to a training.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct TrainingDueReason {
    /// Why.
    pub why: TrainingDueWhy,
    /// Since when.
    pub since: Day,
    /// What is different about the topic that changed.
    pub note: Option<String>,
    /// When they last learned it; null for who is new.
    pub learned_on: Option<Day>,
    /// The topic that changed.
    #[graphql(skip)]
    pub topic: Option<TopicId>,
    /// The course that settles it.
    #[graphql(skip)]
    pub course: CourseId,
}

#[ComplexObject]
impl TrainingDueReason {
    /// The topic that changed.
    async fn topic(&self, ctx: &Context<'_>) -> Result<Option<Topic>> {
        match self.topic {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// The course that settles it.
    async fn course(&self, ctx: &Context<'_>) -> Result<Option<Course>> {
        ctx.req().load(self.course).await
    }
}

/// Who of these people has to come to a training: since longest first, then by name. Six statements, however many they
/// are.
///
/// # Errors
/// When the database can't be read.
pub async fn of(req: &RequestCtx, people: Select<person::Entity>) -> Result<Vec<TrainingDue>> {
    let taught = Taught {
        courses: policy::training::courses(&req.viewer),
        topics: policy::training::course_topics(&req.viewer),
        changes: policy::training::topic_changes(&req.viewer),
    };
    found(req.db(), req.now, people, taught).await
}

/// The same for who reminds people, which has no viewer, in a transaction.
///
/// # Errors
/// When the database can't be read.
pub async fn to_remind_of(work: &Work<'_>) -> Result<Vec<TrainingDue>> {
    let taught = Taught {
        courses: policy::reminders::courses(),
        topics: policy::reminders::course_topics(),
        changes: policy::reminders::topic_changes(),
    };
    found(&work.tx, work.req.now, policy::training::participants(), taught).await
}

/// The rows from which it is derived what people should have learned.
struct Taught {
    courses: Select<course::Entity>,
    topics: Select<course_topic::Entity>,
    changes: Select<topic_change::Entity>,
}

async fn found(
    db: &impl ConnectionTrait,
    now: Timestamp,
    people: Select<person::Entity>,
    taught: Taught,
) -> Result<Vec<TrainingDue>> {
    let today = local_day(now);
    let ids = || people.clone().select_only().column(person::Column::Id).into_query();
    let rows: Vec<(PersonId, String, Timestamp)> = people
        .clone()
        .select_only()
        .columns([person::Column::Id, person::Column::Name, person::Column::CreatedAt])
        .into_tuple()
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let attended: Vec<(PersonId, CourseId, i32, Timestamp)> = policy::training::attended_meetings()
        .filter(attendance::Column::PersonId.in_subquery(ids()))
        .select_only()
        .column(attendance::Column::PersonId)
        .column(training_session::Column::CourseId)
        .column(training_session::Column::Part)
        .column(training_session::Column::StartsAt)
        .into_tuple()
        .all(db)
        .await?;
    let mut learned: HashMap<PersonId, Attended> = HashMap::new();
    for (person, course, part, starts_at) in attended {
        let meetings = learned.entry(person).or_default().entry(course).or_default();
        meetings.push((local_day(starts_at), part));
    }
    let places: Vec<(PersonId, CourseId, i32, TrainingSessionId)> = policy::training::places_ahead(now)
        .filter(attendance::Column::PersonId.in_subquery(ids()))
        .select_only()
        .column(attendance::Column::PersonId)
        .column(training_session::Column::CourseId)
        .column(training_session::Column::Part)
        .column(training_session::Column::Id)
        .order_by_asc(training_session::Column::StartsAt)
        .into_tuple()
        .all(db)
        .await?;
    let mut ahead: HashMap<(PersonId, CourseId), Vec<(i32, TrainingSessionId)>> = HashMap::new();
    for (person, course, part, meeting) in places {
        ahead.entry((person, course)).or_default().push((part, meeting));
    }
    let changes = changes(db, taught.changes, today).await?;
    let courses = courses(db, taught.courses, taught.topics).await?;
    let nothing = Attended::new();
    let mut due: Vec<TrainingDue> = rows
        .into_iter()
        .filter_map(|(person_id, name, created_at)| {
            let attended = learned.get(&person_id).unwrap_or(&nothing);
            let reasons = renewal::due(&courses, &changes, attended, local_day(created_at), today);
            let next_course = reasons.first()?.course;
            let meetings = courses.iter().find(|course| course.id == next_course)?.meetings;
            let had = attended.get(&next_course).into_iter().flatten().copied();
            let planned = ahead.get(&(person_id, next_course)).map(Vec::as_slice).unwrap_or_default();
            let missing = flow::missing(meetings, had);
            let unplanned = missing.iter().find(|part| planned.iter().all(|(planned, _)| planned != *part));
            Some(TrainingDue {
                since: reasons.iter().map(|reason| reason.since).min()?,
                next_part: unplanned.or_else(|| missing.first()).copied().unwrap_or(1),
                place_at: planned.iter().map(|(_, meeting)| *meeting).next().filter(|_| unplanned.is_none()),
                reasons: reasons.into_iter().map(TrainingDueReason::from).collect(),
                person_id,
                name,
                next_course,
            })
        })
        .collect();
    due.sort_by(|a, b| (a.since, &a.name, a.person_id).cmp(&(b.since, &b.name, b.person_id)));
    Ok(due)
}

/// Reads at once what the rows of a list are asked for. Four statements, however many they are.
///
/// # Errors
/// When the database can't be read.
pub async fn remember(req: &RequestCtx, due: &[TrainingDue], sums: &TrainingDueSums) -> Result<()> {
    let reasons = || due.iter().flat_map(|due| &due.reasons);
    let grouped = sums.groups.iter().map(|group| group.course_id);
    let courses: BTreeSet<CourseId> = reasons().map(|reason| reason.course).chain(grouped).collect();
    let topics: BTreeSet<TopicId> = reasons().filter_map(|reason| reason.topic).collect();
    let meetings: BTreeSet<TrainingSessionId> = due.iter().filter_map(|due| due.place_at).collect();
    req.read_ahead(courses).await?;
    req.read_ahead(topics).await?;
    req.read_ahead(meetings).await?;
    req.read_ahead(due.iter().map(|due| due.person_id)).await
}

impl From<Reason> for TrainingDueReason {
    fn from(Reason { why, since, course, topic, note, learned_on }: Reason) -> Self {
        Self { why, since, note, learned_on, topic, course }
    }
}

async fn courses(
    db: &impl ConnectionTrait,
    courses: Select<course::Entity>,
    topics_of: Select<course_topic::Entity>,
) -> Result<Vec<Facts>> {
    let rows = courses.order_by_asc(course::Column::Position).all(db).await?;
    let mut topics: BTreeMap<CourseId, BTreeSet<TopicId>> = BTreeMap::new();
    for row in topics_of.all(db).await? {
        topics.entry(row.course_id).or_default().insert(row.topic_id);
    }
    let facts = |row: course::Model| Facts {
        id: row.id,
        kind: row.kind,
        meetings: row.meetings,
        validity_months: row.validity_months,
        topics: topics.remove(&row.id).unwrap_or_default(),
    };
    Ok(rows.into_iter().map(facts).collect())
}

/// The last change of each topic: who learned it after that knows the earlier ones too.
async fn changes(db: &impl ConnectionTrait, changes: Select<topic_change::Entity>, today: Day) -> Result<Vec<Change>> {
    let rows = changes
        .filter(topic_change::Column::ChangedOn.lte(today))
        .order_by_desc(topic_change::Column::ChangedOn)
        .all(db)
        .await?;
    if rows.is_empty() {
        return Ok(Vec::new());
    }
    let topics = policy::places::visible_topics(&Viewer::Nobody).all(db).await?;
    let parents: HashMap<TopicId, TopicId> =
        topics.iter().filter_map(|topic| Some((topic.id, topic.parent_id?))).collect();
    let mut seen = BTreeSet::new();
    let last = rows.into_iter().filter(|row| seen.insert(row.topic_id));
    Ok(last
        .map(|row| Change {
            topic: row.topic_id,
            within: std::iter::successors(Some(row.topic_id), |topic| parents.get(topic).copied())
                .take(topics.len() + 1)
                .collect(),
            on: row.changed_on,
            note: row.note,
        })
        .collect())
}

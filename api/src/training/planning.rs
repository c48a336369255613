//! What a meeting is to be like, looked at field by field before anything is written.

use std::collections::BTreeSet;

use entities::{CourseId, OrganisationKind, PersonId, Timestamp, course, person};
use jiff::{civil::Time, tz::AmbiguousOffset};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    flow::Standing,
    inputs::TrainingPlanInput,
    types::{Course, TrainingSession},
};
use crate::{
    acts::Work,
    context::zone,
    error::{Fault, Result},
    free_text::fitting,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
    scalars::Typed,
};

/// The longest place and reason, in characters.
pub const LONGEST: usize = 200;
/// The most people at one meeting.
const MOST: i32 = 200;
/// Further ahead nobody plans; a year with a digit too many does.
const DAYS_AHEAD: i64 = 3 * 366;

/// What a meeting is to be like.
#[derive(Clone, Debug)]
pub struct Plan {
    /// Of which course.
    pub course_id: CourseId,
    /// Which meeting of it.
    pub part: i32,
    /// When it begins.
    pub starts_at: Timestamp,
    /// When it ends.
    pub ends_at: Timestamp,
    /// Where.
    pub place: String,
    /// For how many.
    pub capacity: i32,
    /// Who gives it for the welfare organisation.
    pub welfare_trainer_id: Option<PersonId>,
    /// Who gives it for the municipality.
    pub municipality_trainer_id: Option<PersonId>,
}

impl Plan {
    /// Who gives it, on either side.
    pub fn trainers(&self) -> BTreeSet<PersonId> {
        self.welfare_trainer_id.into_iter().chain(self.municipality_trainer_id).collect()
    }
}

/// Looks at every field of a new plan, or of the next one for this meeting, and tells all that is wrong at once.
///
/// # Errors
/// What is wrong, each at its field.
pub async fn checked(
    work: &Work<'_>,
    input: &TrainingPlanInput,
    meeting: Option<&TrainingSession>,
) -> Result<Plan, Stop> {
    let mut told = Told::default();
    let course = course(work, &input.course_id).await?;
    let course = told.keep(course.ok_or_else(|| {
        Refusal::new(UserErrorCode::Required, "Kies een training.", "Choose a course.").at("plan.courseId")
    }));
    if let Some(course) = &course {
        told.keep(part(course, input.part));
    }
    let times = told.keep(times(work, input, meeting));
    let place = told.keep(fitting(&input.place, "plan.place", LONGEST));
    told.keep(capacity(input.capacity));
    let welfare = trainer(work, &mut told, input.welfare_trainer_id.as_ref(), OrganisationKind::Welfare).await?;
    let municipality =
        trainer(work, &mut told, input.municipality_trainer_id.as_ref(), OrganisationKind::Municipality).await?;
    match (course, times, place, told.0) {
        (Some(course), Some((starts_at, ends_at)), Some(place), refusals) if refusals.is_empty() => Ok(Plan {
            course_id: course.id,
            part: input.part,
            starts_at,
            ends_at,
            place,
            capacity: input.capacity,
            welfare_trainer_id: welfare,
            municipality_trainer_id: municipality,
        }),
        (_, _, _, refusals) => Err(Stop::Refused(refusals)),
    }
}

/// What was found wrong so far.
#[derive(Default)]
struct Told(Vec<Refusal>);

impl Told {
    fn keep<T>(&mut self, looked_at: Result<T, Refusal>) -> Option<T> {
        looked_at.map_err(|refusal| self.0.push(refusal)).ok()
    }
}

async fn course(work: &Work<'_>, id: &Typed<CourseId>) -> Result<Option<Course>> {
    let Some(id) = id.read() else { return Ok(None) };
    let courses = policy::training::courses(&work.req.viewer).filter(course::Column::Id.eq(*id));
    courses.into_partial_model().one(&work.tx).await.map_err(Fault::from)
}

fn part(course: &Course, part: i32) -> Result<(), Refusal> {
    if (1..=course.meetings).contains(&part) {
        return Ok(());
    }
    let most = course.meetings;
    let refusal = Refusal::new(
        UserErrorCode::Invalid,
        format!("Deze training heeft {most} bijeenkomsten. Kies een nummer van 1 tot en met {most}."),
        format!("This course has {most} meetings. Choose a number from 1 to {most}."),
    );
    Err(refusal.at("plan.part"))
}

/// From when until when. A meeting that has begun stays when it is; no other is planned for a day that has passed.
fn times(
    work: &Work<'_>,
    input: &TrainingPlanInput,
    meeting: Option<&TrainingSession>,
) -> Result<(Timestamp, Timestamp), Refusal> {
    let begun = meeting.filter(|meeting| meeting.standing(work.req.now) == Standing::UnderWay);
    let day = input.on.read().ok_or_else(|| {
        let refusal = match &input.on {
            Typed::Wrong(text) if text.trim().is_empty() => {
                Refusal::new(UserErrorCode::Required, "Kies een dag.", "Choose a day.")
            }
            _ => Refusal::new(
                UserErrorCode::Invalid,
                "Deze dag bestaat niet. Kies een andere.",
                "This day doesn't exist. Choose another.",
            ),
        };
        refusal.at("plan.on")
    })?;
    if begun.is_none() && *day < work.req.today() {
        let refusal = Refusal::new(
            UserErrorCode::InThePast,
            "Deze dag is voorbij. Kies vandaag of later.",
            "This day has passed. Choose today or later.",
        );
        return Err(refusal.at("plan.on"));
    }
    if *day > work.req.today().plus_days(DAYS_AHEAD) {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Deze dag is te ver weg. Kijk of het jaar klopt.",
            "This day is too far away. Check the year.",
        );
        return Err(refusal.at("plan.on"));
    }
    let from = clock(&input.from, "plan.from")?;
    let until = clock(&input.until, "plan.until")?;
    if until <= from {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Het einde ligt voor het begin. Kies een latere tijd.",
            "The end lies before the beginning. Choose a later time.",
        );
        return Err(refusal.at("plan.until"));
    }
    let moment = |time: Time| -> Option<Timestamp> {
        let local = zone().to_ambiguous_timestamp(day.0.to_datetime(time));
        let is_skipped = matches!(local.offset(), AmbiguousOffset::Gap { .. });
        if is_skipped { None } else { local.compatible().ok().map(Timestamp::from) }
    };
    let times = moment(from).zip(moment(until)).filter(|(from, until)| from < until).ok_or_else(|| {
        // The hour that the clock skips, and the ends of the calendar.
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Deze tijd bestaat niet op deze dag. Kies een andere.",
            "This time doesn't exist on this day. Choose another.",
        );
        refusal.at("plan.from")
    })?;
    match begun {
        Some(meeting) if !is_same_minute(times.0, meeting.starts_at) || !is_same_minute(times.1, meeting.ends_at) => {
            let refusal = Refusal::new(
                UserErrorCode::TransitionNotAllowed,
                "Deze bijeenkomst is al begonnen. De dag en de tijd blijven zoals ze zijn.",
                "This meeting has begun. Its day and times stay as they are.",
            );
            Err(refusal.at("plan.on"))
        }
        _ => Ok(times),
    }
}

/// A form knows hours and minutes alone.
fn is_same_minute(one: Timestamp, other: Timestamp) -> bool {
    const MINUTE: i64 = 60_000;
    one.0.div_euclid(MINUTE) == other.0.div_euclid(MINUTE)
}

fn clock(text: &str, path: &str) -> Result<Time, Refusal> {
    let text = text.trim();
    if text.is_empty() {
        return Err(Refusal::new(UserErrorCode::Required, "Kies een tijd.", "Choose a time.").at(path));
    }
    let read = || {
        let (hour, minute) = text.split_once(':')?;
        let digits = |part: &str| (part.len() == 2).then(|| part.parse::<i8>().ok()).flatten();
        Time::new(digits(hour)?, digits(minute)?, 0, 0).ok()
    };
    read().ok_or_else(|| {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Dit is geen tijd. Schrijf het als 19:30.",
            "This is no time. Write it as 19:30.",
        );
        refusal.at(path)
    })
}

fn capacity(capacity: i32) -> Result<(), Refusal> {
    if (1..=MOST).contains(&capacity) {
        return Ok(());
    }
    let refusal = Refusal::new(
        UserErrorCode::Invalid,
        format!("Kies een aantal van 1 tot en met {MOST}."),
        format!("Choose a number from 1 to {MOST}."),
    );
    Err(refusal.at("plan.capacity"))
}

/// Somebody who can give it for this organisation. Left empty is left out.
async fn trainer(
    work: &Work<'_>,
    told: &mut Told,
    typed: Option<&Typed<PersonId>>,
    kind: OrganisationKind,
) -> Result<Option<PersonId>, Stop> {
    let path = if kind == OrganisationKind::Welfare { "plan.welfareTrainerId" } else { "plan.municipalityTrainerId" };
    let id = match typed {
        None => return Ok(None),
        Some(Typed::Wrong(text)) if text.trim().is_empty() => return Ok(None),
        Some(Typed::Wrong(_)) => None,
        Some(Typed::Read(id)) => Some(*id),
    };
    let found = match id {
        Some(id) => {
            let trainers = policy::training::trainers(&work.req.viewer, kind).filter(person::Column::Id.eq(id));
            trainers.one(&work.tx).await?.map(|person| person.id)
        }
        None => None,
    };
    Ok(told.keep(found.ok_or_else(|| Refusal::not_found(path))))
}

//! What comes in about training.

use async_graphql::{Enum, InputObject};
use entities::{CourseId, Day, PersonId, TrainingSessionId};

use crate::scalars::Typed;

/// Which meetings to list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum TrainingPeriod {
    /// Those that are not over yet, the next one first.
    #[default]
    Upcoming,
    /// Those that are over, the last one first.
    Past,
}

/// Which meetings to find: those that fit every one that is given.
#[derive(Clone, Debug, Default, InputObject)]
pub struct TrainingSessionFilter {
    /// Not over yet, or over; default: not over yet.
    pub period: Option<TrainingPeriod>,
    /// Of this course.
    pub course_id: Option<CourseId>,
    /// True: only those at which the viewer has a place, waits for one or was, and those that the viewer gives; false:
    /// only the others.
    pub mine: Option<bool>,
}

/// When and where a meeting is, for how many, and who gives it.
#[derive(Clone, Debug, InputObject)]
pub struct TrainingPlanInput {
    /// Of which course.
    pub course_id: Typed<CourseId>,
    /// Which meeting of the course, from 1.
    pub part: i32,
    /// On which day.
    pub on: Typed<Day>,
    /// When it begins, on the clock where people live: `19:30`.
    pub from: String,
    /// When it ends, on the same day: `21:30`.
    pub until: String,
    /// Where, at most 200 characters.
    pub place: String,
    /// For how many people, 1 to 200.
    pub capacity: i32,
    /// Who gives it for the welfare organisation.
    pub welfare_trainer_id: Option<Typed<PersonId>>,
    /// Who gives it for the municipality.
    pub municipality_trainer_id: Option<Typed<PersonId>>,
}

/// A meeting to plan.
#[derive(Clone, Debug, InputObject)]
pub struct PlanTrainingSessionInput {
    /// When, where, for how many, by whom.
    pub plan: TrainingPlanInput,
    /// For whom a place is kept from the start; at most as many as there are places. They can give it up.
    pub person_ids: Option<Vec<PersonId>>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: String,
}

/// A meeting to be changed.
#[derive(Clone, Debug, InputObject)]
pub struct ChangeTrainingSessionInput {
    /// Which.
    pub training_session_id: TrainingSessionId,
    /// The version that was seen.
    pub expected_version: i32,
    /// How it is from now on. Fewer places than are taken are refused; with more, who waits moves up.
    pub plan: TrainingPlanInput,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// A meeting to be called off.
#[derive(Clone, Debug, InputObject)]
pub struct CallOffTrainingSessionInput {
    /// Which.
    pub training_session_id: TrainingSessionId,
    /// The version that was seen.
    pub expected_version: i32,
    /// Why, for those who had a place; at most 200 characters.
    pub reason: String,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// A place at a meeting.
#[derive(Clone, Debug, InputObject)]
pub struct EnrolInTrainingInput {
    /// At which meeting.
    pub training_session_id: TrainingSessionId,
    /// For whom, when who runs the programme does it for somebody else; left out: for the viewer.
    pub person_id: Option<PersonId>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// A place or wait that is given up.
#[derive(Clone, Debug, InputObject)]
pub struct LeaveTrainingInput {
    /// At which meeting.
    pub training_session_id: TrainingSessionId,
    /// Whose, when who runs the programme does it for somebody else; left out: the viewer's.
    pub person_id: Option<PersonId>,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

/// Whether somebody was there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum AttendanceTick {
    /// They were.
    Present,
    /// They weren't.
    Absent,
    /// Not known yet: takes a tick away.
    Unknown,
}

/// Somebody to be ticked off.
#[derive(Clone, Debug, InputObject)]
pub struct TickOffAttendanceInput {
    /// At which meeting.
    pub training_session_id: TrainingSessionId,
    /// Who.
    pub person_id: PersonId,
    /// Whether they were there.
    pub tick: AttendanceTick,
    /// Makes the act safe to try again: the same key and input give the first answer.
    pub idempotency_key: Option<String>,
}

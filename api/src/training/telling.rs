//! Whom a change of a meeting tells what, in the words of notices.

use std::collections::BTreeSet;

use entities::{AttendanceState, NoticeKind, PersonId, TrainingSessionId, attendance, training_session};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use crate::{
    acts::Work,
    notices::{Subject, tell},
    payload::{Refusal, Stop},
    policy,
};

/// Somebody hears something of a meeting.
pub fn about(work: &Work<'_>, person: PersonId, kind: NoticeKind, meeting: TrainingSessionId) {
    tell(work, [person], kind, Subject::TrainingSession(meeting));
}

/// These people give a meeting from now on.
pub fn given(work: &Work<'_>, trainers: BTreeSet<PersonId>, meeting: TrainingSessionId) {
    tell(work, trainers, NoticeKind::TrainerOf, Subject::TrainingSession(meeting));
}

/// A meeting was changed, and was like this before: when it is at another time or place, or about something else, everybody
/// hears it who takes part, waits or gives it; and who gives it with another. Who gives it from now on hears that, and who
/// doesn't any more. Of what is over nobody hears that it is written down otherwise.
///
/// # Errors
/// When the database can't be read.
pub async fn changed(work: &Work<'_>, before: &training_session::Model) -> Result<(), Stop> {
    let now = read(work, before.id).await?;
    if before.ends_at.max(now.ends_at) <= work.req.now {
        return Ok(());
    }
    let is_other = |meeting: &training_session::Model| {
        (meeting.course_id, meeting.part, meeting.starts_at, meeting.ends_at, meeting.place.clone())
    };
    let (earlier, by_now) = (trainers_of(before), trainers_of(&now));
    let stay = earlier.intersection(&by_now).copied();
    let about = Subject::TrainingSession(before.id);
    if is_other(before) != is_other(&now) {
        let people: BTreeSet<_> = participants(work, before.id).await?.into_iter().chain(stay).collect();
        tell(work, people, NoticeKind::TrainingChanged, about);
    } else if earlier != by_now {
        tell(work, stay, NoticeKind::TrainingChanged, about);
    }
    tell(work, earlier.difference(&by_now).copied(), NoticeKind::TrainerEnded, about);
    given(work, by_now.difference(&earlier).copied().collect(), before.id);
    Ok(())
}

/// A meeting was called off: everybody hears it who takes part, waits or gives it.
///
/// # Errors
/// When the database can't be read.
pub async fn called_off(work: &Work<'_>, id: TrainingSessionId) -> Result<(), Stop> {
    let meeting = read(work, id).await?;
    let people: BTreeSet<_> = participants(work, id).await?.into_iter().chain(trainers_of(&meeting)).collect();
    tell(work, people, NoticeKind::TrainingCalledOff, Subject::TrainingSession(id));
    Ok(())
}

async fn participants(work: &Work<'_>, id: TrainingSessionId) -> Result<Vec<PersonId>, Stop> {
    let held = attendance::Column::State.is_in([AttendanceState::Enrolled, AttendanceState::Waiting]);
    let people = policy::training::kept_attendances(id).filter(held).select_only().column(attendance::Column::PersonId);
    Ok(people.into_tuple().all(&work.tx).await?)
}

async fn read(work: &Work<'_>, id: TrainingSessionId) -> Result<training_session::Model, Stop> {
    let meeting = policy::training::kept_meeting(id).one(&work.tx).await?;
    Ok(meeting.ok_or_else(|| Refusal::not_found("trainingSessionId"))?)
}

fn trainers_of(meeting: &training_session::Model) -> BTreeSet<PersonId> {
    meeting.welfare_trainer_id.into_iter().chain(meeting.municipality_trainer_id).collect()
}

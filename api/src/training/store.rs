//! What is written about meetings and places. Every change of places first takes the meeting's turn: its row is written,
//! so that the next one waits, on both databases, and what is read after it is how it stands.

use entities::{AttendanceId, AttendanceState, NoticeKind, PersonId, TrainingSessionId, attendance, training_session};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, QueryOrder, QuerySelect, Set,
    sea_query::{Expr, ExprTrait},
};

use super::{
    flow::{self, Event, Room, Standing, TransitionError},
    inputs::AttendanceTick,
    planning::Plan,
    telling,
    types::TrainingSession,
};
use crate::{
    acts::Work,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// Writes a meeting.
///
/// # Errors
/// When the database can't be written.
pub async fn add(work: &Work<'_>, planner: PersonId, plan: Plan) -> Result<TrainingSessionId, DbErr> {
    let Plan { course_id, part, starts_at, ends_at, place, capacity, welfare_trainer_id, municipality_trainer_id } =
        plan;
    let id = work.req.new_id::<TrainingSessionId>();
    let meeting = training_session::ActiveModel {
        id: Set(id),
        course_id: Set(course_id),
        part: Set(part),
        starts_at: Set(starts_at),
        ends_at: Set(ends_at),
        place: Set(place),
        capacity: Set(capacity),
        welfare_trainer_id: Set(welfare_trainer_id),
        municipality_trainer_id: Set(municipality_trainer_id),
        enrolled: Set(0),
        arrivals: Set(0),
        cancelled_at: Set(None),
        cancelled_because: Set(None),
        planned_by: Set(planner),
        version: Set(1),
    };
    meeting.insert(&work.tx).await.map(|_| id)
}

/// Changes a meeting. Whoever waits moves up when there is more room.
///
/// # Errors
/// Refused when somebody else was first, and when more places are taken than there would be.
pub async fn change(work: &Work<'_>, id: TrainingSessionId, version: i32, plan: Plan) -> Result<(), Stop> {
    let now = turn(work, id).await?;
    if now.enrolled > plan.capacity {
        let taken = now.enrolled;
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            format!("Er zijn al {taken} plekken bezet. Kies {taken} of meer."),
            format!("{taken} places are taken already. Choose {taken} or more."),
        );
        return Err(refusal.at("plan.capacity").into());
    }
    let Plan { course_id, part, starts_at, ends_at, place, capacity, welfare_trainer_id, municipality_trainer_id } =
        plan;
    let changed = training_session::ActiveModel {
        course_id: Set(course_id),
        part: Set(part),
        starts_at: Set(starts_at),
        ends_at: Set(ends_at),
        place: Set(place),
        capacity: Set(capacity),
        welfare_trainer_id: Set(welfare_trainer_id),
        municipality_trainer_id: Set(municipality_trainer_id),
        ..<training_session::ActiveModel as ActiveModelTrait>::default()
    };
    write(work, id, version, changed).await?;
    telling::changed(work, &now).await?;
    move_up(work, id).await
}

/// Calls a meeting off.
///
/// # Errors
/// Refused when somebody else was first.
pub async fn call_off(work: &Work<'_>, id: TrainingSessionId, version: i32, reason: String) -> Result<(), Stop> {
    let changed = training_session::ActiveModel {
        cancelled_at: Set(Some(work.req.now)),
        cancelled_because: Set(Some(reason)),
        ..<training_session::ActiveModel as ActiveModelTrait>::default()
    };
    write(work, id, version, changed).await?;
    telling::called_off(work, id).await
}

async fn write(
    work: &Work<'_>,
    id: TrainingSessionId,
    version: i32,
    mut changed: training_session::ActiveModel,
) -> Result<(), Stop> {
    changed.version = Set(version + 1);
    let written = training_session::Entity::update_many()
        .set(changed)
        .filter(training_session::Column::Id.eq(id))
        .filter(training_session::Column::Version.eq(version))
        .filter(training_session::Column::CancelledAt.is_null())
        .exec(&work.tx)
        .await?;
    if written.rows_affected == 1 { Ok(()) } else { Err(Refusal::stale().into()) }
}

/// Gives somebody a place, or one on the waiting list when there is none. Who runs the programme gives them to others, also
/// when the meeting has begun.
///
/// # Errors
/// Refused when the meeting has begun or was called off, for who has a place or waits already, and when it is too late to
/// wait for one.
pub async fn enrol(work: &Work<'_>, id: TrainingSessionId, person: PersonId, by: PersonId) -> Result<(), Stop> {
    let meeting = turn(work, id).await?;
    let known = place_of(work, id, person).await?;
    let runs = policy::training::may_plan(&work.req.viewer).is_ok();
    let event = if runs { Event::Add(room(&meeting)) } else { Event::Enrol(room(&meeting)) };
    let standing = standing(work, &meeting);
    let state = flow::next(known.as_ref().map(|row| row.state), event, standing).map_err(refused)?;
    let row = attendance::ActiveModel {
        id: Set(known.as_ref().map_or_else(|| work.req.new_id::<AttendanceId>(), |row| row.id)),
        session_id: Set(id),
        person_id: Set(person),
        state: Set(state),
        // Who comes back comes last.
        arrival: Set(meeting.arrivals),
        enrolled_by: Set(by),
        at: Set(work.req.now),
    };
    match known {
        Some(_) => row.update(&work.tx).await.map(|_| ())?,
        None => row.insert(&work.tx).await.map(|_| ())?,
    }
    if flow::takes_a_place(state) {
        count(work, id, 1).await?;
    }
    Ok(())
}

/// Takes somebody's place or wait away; who waits moves up.
///
/// # Errors
/// Refused when the meeting has begun or was called off, and for who has none.
pub async fn leave(work: &Work<'_>, id: TrainingSessionId, person: PersonId) -> Result<(), Stop> {
    stand(work, id, person, |_| Event::Leave).await?;
    move_up(work, id).await
}

/// Takes somebody off the list, also when the meeting has begun.
///
/// # Errors
/// Refused when the meeting was called off, and for who isn't on it.
pub async fn take_off(work: &Work<'_>, id: TrainingSessionId, person: PersonId) -> Result<(), Stop> {
    stand(work, id, person, |_| Event::TakeOff).await?;
    move_up(work, id).await
}

/// Takes every place and wait away that somebody has at meetings still to come; who waits moves up.
///
/// # Errors
/// When the database can't be read or written.
pub async fn leave_all(work: &Work<'_>, person: PersonId) -> Result<(), Stop> {
    // In one order for everybody, so that two who stop don't wait for each other.
    let ahead: Vec<TrainingSessionId> = policy::training::places_of(person, work.req.now)
        .select_only()
        .column(attendance::Column::SessionId)
        .order_by_asc(attendance::Column::SessionId)
        .into_tuple()
        .all(&work.tx)
        .await?;
    for id in ahead {
        match leave(work, id, person).await {
            Ok(()) => telling::about(work, person, NoticeKind::TrainingPlaceEnded, id),
            // It was called off, or given up, a moment ago.
            Err(Stop::Refused(_)) => {}
            Err(fault) => return Err(fault),
        }
    }
    Ok(())
}

/// Ticks somebody off.
///
/// # Errors
/// Refused before the meeting, when it was called off, for who isn't on the list, and when all places are taken by others.
pub async fn tick_off(
    work: &Work<'_>,
    id: TrainingSessionId,
    person: PersonId,
    tick: AttendanceTick,
) -> Result<(), Stop> {
    let event = |room| match tick {
        AttendanceTick::Present => Event::WasThere(room),
        AttendanceTick::Absent => Event::WasAbsent,
        AttendanceTick::Unknown => Event::Untick(room),
    };
    stand(work, id, person, event).await
}

async fn stand(
    work: &Work<'_>,
    id: TrainingSessionId,
    person: PersonId,
    event: impl FnOnce(Room) -> Event,
) -> Result<(), Stop> {
    let meeting = turn(work, id).await?;
    let known = place_of(work, id, person).await?;
    let (event, standing) = (event(room(&meeting)), standing(work, &meeting));
    let state = flow::next(known.as_ref().map(|row| row.state), event, standing).map_err(refused)?;
    if let Some(row) = known.filter(|row| row.state != state) {
        put(work, &row, state).await?;
    }
    Ok(())
}

/// As long as there is room, who came first of those who wait gets a place. The turn is taken already.
async fn move_up(work: &Work<'_>, id: TrainingSessionId) -> Result<(), Stop> {
    let meeting = read(work, id).await?;
    let standing = standing(work, &meeting);
    let free = u64::try_from(meeting.capacity - meeting.enrolled).unwrap_or(0);
    let first = policy::training::waiting(&[id]).order_by_asc(attendance::Column::Arrival).all(&work.tx).await?;
    for row in first.iter().take(usize::try_from(free).unwrap_or(usize::MAX)) {
        // A meeting that has begun or was called off leaves them where they are.
        let Ok(state) = flow::next(Some(row.state), Event::MoveUp, standing) else { return Ok(()) };
        put(work, row, state).await?;
        telling::about(work, row.person_id, NoticeKind::TrainingPlaceGiven, id);
    }
    Ok(())
}

/// Writes where somebody stands now, and counts the places that this takes or gives.
async fn put(work: &Work<'_>, row: &attendance::Model, state: AttendanceState) -> Result<(), DbErr> {
    let changed = attendance::ActiveModel {
        id: Set(row.id),
        state: Set(state),
        at: Set(work.req.now),
        ..<attendance::ActiveModel as ActiveModelTrait>::default()
    };
    changed.update(&work.tx).await?;
    let places = i32::from(flow::takes_a_place(state)) - i32::from(flow::takes_a_place(row.state));
    if places == 0 { Ok(()) } else { count(work, row.session_id, places).await }
}

async fn count(work: &Work<'_>, id: TrainingSessionId, places: i32) -> Result<(), DbErr> {
    training_session::Entity::update_many()
        .col_expr(training_session::Column::Enrolled, Expr::col(training_session::Column::Enrolled).add(places))
        .filter(training_session::Column::Id.eq(id))
        .exec(&work.tx)
        .await
        .map(|_| ())
}

/// Takes the turn of a meeting that the viewer sees, and a number for who comes; answers how it stands then.
async fn turn(work: &Work<'_>, id: TrainingSessionId) -> Result<training_session::Model, Stop> {
    training_session::Entity::update_many()
        .col_expr(training_session::Column::Arrivals, Expr::col(training_session::Column::Arrivals).add(1))
        .filter(training_session::Column::Id.eq(id))
        .exec(&work.tx)
        .await?;
    read(work, id).await
}

async fn read(work: &Work<'_>, id: TrainingSessionId) -> Result<training_session::Model, Stop> {
    let meeting = policy::training::kept_meeting(id).one(&work.tx).await?;
    Ok(meeting.ok_or_else(|| Refusal::not_found("trainingSessionId"))?)
}

async fn place_of(
    work: &Work<'_>,
    id: TrainingSessionId,
    person: PersonId,
) -> Result<Option<attendance::Model>, DbErr> {
    let place = policy::training::kept_attendances(id).filter(attendance::Column::PersonId.eq(person));
    place.one(&work.tx).await
}

fn room(meeting: &training_session::Model) -> Room {
    if meeting.enrolled < meeting.capacity { Room::Free } else { Room::Full }
}

fn standing(work: &Work<'_>, meeting: &training_session::Model) -> Standing {
    flow::standing(meeting.starts_at, meeting.cancelled_at.is_some(), work.req.now)
}

/// What is in the way, in words.
fn refused(error: TransitionError) -> Refusal {
    let (code, dutch, english) = match error {
        TransitionError::CalledOff => (
            UserErrorCode::TransitionNotAllowed,
            "Deze bijeenkomst gaat niet door. Kies een andere.",
            "This meeting was called off. Choose another.",
        ),
        TransitionError::HasBegun => (
            UserErrorCode::TransitionNotAllowed,
            "Deze bijeenkomst is al begonnen. Bel de trainer als er iets is.",
            "This meeting has begun. Call the trainer if something is the matter.",
        ),
        TransitionError::HasNotBegun => (
            UserErrorCode::TransitionNotAllowed,
            "Deze bijeenkomst is nog niet begonnen. Vink op de dag zelf af wie er is.",
            "This meeting has not begun. Tick off who is there on the day itself.",
        ),
        TransitionError::HasPlace => {
            (UserErrorCode::AlreadyExists, "Deze persoon staat al op de lijst.", "This person is on the list already.")
        }
        TransitionError::HasNoPlace => (
            UserErrorCode::TransitionNotAllowed,
            "Deze persoon heeft geen plek bij deze bijeenkomst.",
            "This person has no place at this meeting.",
        ),
        TransitionError::NoRoom => (
            UserErrorCode::TransitionNotAllowed,
            "Alle plekken zijn bezet. Vink eerst af wie er niet is, of kies meer plekken.",
            "All places are taken. Tick off first who is absent, or choose more places.",
        ),
    };
    Refusal::new(code, dutch, english).at("trainingSessionId")
}

/// The meeting as an act finds it.
///
/// # Errors
/// Not found, for who doesn't see it.
pub async fn find(work: &Work<'_>, id: TrainingSessionId) -> Result<TrainingSession, Stop> {
    let meeting = policy::training::visible(&work.req.viewer).filter(training_session::Column::Id.eq(id));
    let meeting = meeting.into_partial_model().one(&work.tx).await?;
    Ok(meeting.ok_or_else(|| Refusal::not_found("trainingSessionId"))?)
}

//! How a place at a meeting changes hands, and when somebody has followed a course. Pure: no database, no clock.

use std::collections::BTreeSet;

use entities::{AttendanceState, Day, Timestamp};

/// How a meeting stands at a moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Standing {
    /// It has yet to begin.
    Ahead,
    /// It has begun, or is over: now it is known who came.
    UnderWay,
    /// It was called off.
    CalledOff,
}

/// Whether a meeting has a free place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Room {
    /// It has.
    Free,
    /// It hasn't.
    Full,
}

/// What happens to somebody's place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// They ask for one.
    Enrol(Room),
    /// Who runs the programme puts them on the list, also of a meeting that has begun: they came without a place.
    Add(Room),
    /// They give it up.
    Leave,
    /// Who runs the programme takes them off the list, also of a meeting that has begun: they were on it by mistake.
    TakeOff,
    /// A place came free for the first who waits.
    MoveUp,
    /// They are ticked off as there; who waited as well, when a place is free by now.
    WasThere(Room),
    /// They are ticked off as missing.
    WasAbsent,
    /// The tick is taken away.
    Untick(Room),
}

/// Why a place can't change so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TransitionError {
    /// The meeting was called off.
    #[error("called off")]
    CalledOff,
    /// It has begun.
    #[error("has begun")]
    HasBegun,
    /// It has yet to begin.
    #[error("has not begun")]
    HasNotBegun,
    /// They have a place or wait already.
    #[error("has a place")]
    HasPlace,
    /// They have none.
    #[error("has no place")]
    HasNoPlace,
    /// None is free.
    #[error("no room")]
    NoRoom,
}

/// How a meeting stands: it is known who comes from a quarter of an hour before the start.
pub fn standing(starts_at: Timestamp, is_called_off: bool, now: Timestamp) -> Standing {
    const DOORS_OPEN: i64 = 15 * 60_000;
    match (is_called_off, now >= starts_at.plus_millis(-DOORS_OPEN)) {
        (true, _) => Standing::CalledOff,
        (false, true) => Standing::UnderWay,
        (false, false) => Standing::Ahead,
    }
}

/// Where somebody stands after an event.
///
/// # Errors
/// What is in the way.
pub fn next(
    state: Option<AttendanceState>,
    event: Event,
    standing: Standing,
) -> Result<AttendanceState, TransitionError> {
    use AttendanceState::{Absent, Attended, Cancelled, Enrolled, Waiting};
    use Standing::{Ahead, CalledOff, UnderWay};
    let state = state.unwrap_or(Cancelled);
    let into_place = |room, place| if room == Room::Free { Ok(place) } else { Err(TransitionError::NoRoom) };
    match (event, standing) {
        (_, CalledOff) => Err(TransitionError::CalledOff),
        (Event::Enrol(_) | Event::Leave | Event::MoveUp, UnderWay) => Err(TransitionError::HasBegun),
        (Event::WasThere(_) | Event::WasAbsent | Event::Untick(_), Ahead) => Err(TransitionError::HasNotBegun),
        (Event::Enrol(room) | Event::Add(room), Ahead) => match (state, room) {
            (Cancelled, Room::Free) => Ok(Enrolled),
            (Cancelled, Room::Full) => Ok(Waiting),
            (Enrolled | Waiting | Attended | Absent, _) => Err(TransitionError::HasPlace),
        },
        (Event::Add(room), UnderWay) => match state {
            Waiting | Cancelled => into_place(room, Enrolled),
            Enrolled | Attended | Absent => Err(TransitionError::HasPlace),
        },
        (Event::Leave | Event::TakeOff, Ahead) => match state {
            Enrolled | Waiting => Ok(Cancelled),
            Cancelled | Attended | Absent => Err(TransitionError::HasNoPlace),
        },
        (Event::MoveUp, Ahead) => match state {
            Waiting => Ok(Enrolled),
            Enrolled | Cancelled | Attended | Absent => Err(TransitionError::HasNoPlace),
        },
        (Event::TakeOff, UnderWay) => match state {
            Enrolled | Waiting | Attended | Absent => Ok(Cancelled),
            Cancelled => Err(TransitionError::HasNoPlace),
        },
        (Event::WasThere(room), UnderWay) => match state {
            Enrolled | Attended => Ok(Attended),
            Absent | Waiting => into_place(room, Attended),
            Cancelled => Err(TransitionError::HasNoPlace),
        },
        (Event::WasAbsent, UnderWay) => match state {
            Enrolled | Attended | Absent => Ok(Absent),
            Waiting | Cancelled => Err(TransitionError::HasNoPlace),
        },
        (Event::Untick(room), UnderWay) => match state {
            Enrolled | Attended => Ok(Enrolled),
            Absent => into_place(room, Enrolled),
            Waiting | Cancelled => Err(TransitionError::HasNoPlace),
        },
    }
}

/// Whether somebody in this state takes one of the places. Who stayed away leaves theirs to who came without one.
pub fn takes_a_place(state: AttendanceState) -> bool {
    match state {
        AttendanceState::Enrolled | AttendanceState::Attended => true,
        AttendanceState::Absent | AttendanceState::Waiting | AttendanceState::Cancelled => false,
    }
}

/// The meetings of a course, of so many, that somebody still has to come to; all of them for who followed it before and has
/// to follow it again.
pub fn missing(meetings: i32, attended: impl IntoIterator<Item = (Day, i32)>) -> Vec<i32> {
    let (_, parts) = walked(meetings, attended);
    (1..=meetings).filter(|part| !parts.contains(part)).collect()
}

/// The last day on which somebody had been at every meeting of a course, of so many; none when a meeting is missing.
/// Who comes again has followed it again only when they were at every meeting again.
pub fn followed_on(meetings: i32, attended: impl IntoIterator<Item = (Day, i32)>) -> Option<Day> {
    walked(meetings, attended).0
}

/// When the course was last followed, and which meetings were attended since.
fn walked(meetings: i32, attended: impl IntoIterator<Item = (Day, i32)>) -> (Option<Day>, BTreeSet<i32>) {
    let mut attended: Vec<(Day, i32)> = attended.into_iter().collect();
    attended.sort_unstable();
    let (mut parts, mut followed) = (BTreeSet::new(), None);
    for (day, part) in attended {
        if (1..=meetings).contains(&part) {
            parts.insert(part);
        }
        if i32::try_from(parts.len()).is_ok_and(|count| count == meetings) {
            parts.clear();
            followed = Some(day);
        }
    }
    (followed, parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    #[test]
    fn a_course_is_followed_when_every_meeting_was_attended_in_any_order() {
        let (first, second, third) = (day("2026-01-14"), day("2026-01-21"), day("2026-02-04"));
        assert_eq!(followed_on(3, []), None);
        assert_eq!(followed_on(3, [(first, 1), (second, 2)]), None);
        assert_eq!(followed_on(3, [(first, 1), (second, 2), (third, 2)]), None);
        assert_eq!(followed_on(3, [(third, 3), (first, 1), (second, 2)]), Some(third));
        assert_eq!(followed_on(3, [(third, 1), (first, 3), (second, 2)]), Some(third));
        assert_eq!(followed_on(1, [(first, 1)]), Some(first));
    }

    #[test]
    fn coming_again_counts_when_it_was_the_whole_course() {
        let whole = [(day("2024-01-14"), 1), (day("2024-01-21"), 2)];
        let half = (day("2026-01-14"), 1);
        assert_eq!(followed_on(2, whole.into_iter().chain([half])), Some(day("2024-01-21")));
        let again = whole.into_iter().chain([half, (day("2026-02-01"), 2)]);
        assert_eq!(followed_on(2, again), Some(day("2026-02-01")));
        assert_eq!(missing(2, whole.into_iter().chain([half])), [2]);
        assert_eq!(missing(2, whole), [1, 2]);
        // A meeting that the course no longer has counts for nothing.
        assert_eq!(followed_on(1, [(day("2026-01-14"), 2)]), None);
    }
}

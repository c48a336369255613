//! What is said of meetings, of one's own place, and of who has to come. Pure.

use std::collections::HashMap;

use super::enums::{AttendanceState, TrainingDueWhy};
use super::queries::{Attendance, CandidatesQuery, CourseName, Due, DueReason, Meeting, Mine, Person};
use crate::calendar::{Day, Instant, full_day_near};
use crate::graphql::scalars::PersonId;
use crate::i18n::{Locale, capital, words};
use crate::ui::{Glyph, Tone};

/// A mark: how it looks and what it says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its colour.
    pub tone: Tone,
    /// Its drawing.
    pub glyph: Glyph,
    /// Its words.
    pub words: String,
}

fn said(tone: Tone, glyph: Glyph, words: impl Into<String>) -> Said {
    Said { tone, glyph, words: words.into() }
}

/// "Basistraining, bijeenkomst 1 van 3"; without the number where there is one meeting.
pub fn title(locale: Locale, course: Option<&CourseName>, part: i32) -> String {
    match course {
        Some(course) if course.meetings > 1 => {
            words::training::part_of(locale, &course.name, &part.to_string(), &course.meetings.to_string())
        }
        Some(course) => course.name.clone(),
        None => words::training::meeting(locale).to_owned(),
    }
}

/// "Woensdag 2 december, van 19.30 tot 21.30 uur".
pub fn when(locale: Locale, starts_at: Instant, ends_at: Instant, today: Day) -> String {
    let (from, until) = (starts_at.here(), ends_at.here());
    let clock = |hour: u8, minute: u8| format!("{hour:02}.{minute:02}");
    let day = capital(&full_day_near(locale, from.day, today));
    words::training::from_until(locale, &day, &clock(from.hour, from.minute), &clock(until.hour, until.minute))
}

/// "woensdag 2 december".
pub fn day(locale: Locale, starts_at: Instant, today: Day) -> String {
    full_day_near(locale, starts_at.here().day, today)
}

/// Where somebody stands, for themselves.
pub fn own(locale: Locale, mine: Option<&Mine>) -> Option<Said> {
    let mine = mine?;
    Some(match mine.state {
        AttendanceState::Enrolled => said(Tone::Good, Glyph::Check, words::training::have_place(locale)),
        AttendanceState::Waiting => {
            let place = mine.waiting_place.unwrap_or(1).to_string();
            said(Tone::Soon, Glyph::Clock, words::training::you_wait(locale, &place))
        }
        AttendanceState::Attended => said(Tone::Good, Glyph::Check, words::training::you_were_there(locale)),
        AttendanceState::Absent => said(Tone::Quiet, Glyph::Close, words::training::you_were_absent(locale)),
        AttendanceState::Cancelled => return None,
    })
}

/// How much room a meeting has until it begins, or that it is off.
pub fn room(locale: Locale, meeting: &Meeting, now: Instant) -> Option<Said> {
    if meeting.cancelled_at.is_some() {
        return Some(said(Tone::Late, Glyph::Close, words::training::called_off(locale)));
    }
    (meeting.starts_at > now).then(|| room_left(locale, meeting))
}

fn room_left(locale: Locale, meeting: &Meeting) -> Said {
    match meeting.capacity - meeting.enrolled_count {
        free if free > 0 => said(Tone::Quiet, Glyph::Info, words::training::places_left(locale, free)),
        _ if meeting.waiting_count > 0 => {
            said(Tone::Soon, Glyph::Info, words::training::full_with_waiting(locale, meeting.waiting_count))
        }
        _ => said(Tone::Soon, Glyph::Info, words::training::full(locale)),
    }
}

/// Who is on the list of a meeting.
pub fn listed(attendances: &[Attendance]) -> Vec<PersonId> {
    attendances.iter().map(|attendance| attendance.participant_id.clone()).collect()
}

/// Where everybody stands who is on the list.
pub fn states(attendances: &[Attendance]) -> HashMap<PersonId, AttendanceState> {
    attendances.iter().map(|attendance| (attendance.participant_id.clone(), attendance.state)).collect()
}

/// Who comes, by name, and who waits, in their order.
pub fn coming_and_waiting(attendances: Vec<Attendance>) -> (Vec<Attendance>, Vec<Attendance>) {
    let (waiting, mut coming): (Vec<_>, Vec<_>) =
        attendances.into_iter().partition(|attendance| attendance.state == AttendanceState::Waiting);
    coming.sort_by_key(|attendance| attendance.participant.name.to_lowercase());
    (coming, waiting)
}

/// How many are ticked off, and of how many. Who waits needs no tick.
pub fn ticked(states: &HashMap<PersonId, AttendanceState>) -> (usize, usize) {
    let is_ticked = |state: &&AttendanceState| matches!(state, AttendanceState::Attended | AttendanceState::Absent);
    let waits = |state: &&AttendanceState| **state == AttendanceState::Waiting;
    (states.values().filter(is_ticked).count(), states.len() - states.values().filter(waits).count())
}

/// Who can be put on a list, by name: with an account, and not on it yet.
pub fn candidates(found: &CandidatesQuery, listed: &[PersonId]) -> Vec<Person> {
    let profiles = found.active.nodes.iter().chain(&found.in_training.nodes);
    let mut people: Vec<Person> = profiles.filter_map(|profile| profile.person.clone()).collect();
    people.retain(|person| !listed.contains(&person.id));
    people.sort_by_key(|person| person.name.to_lowercase());
    people
}

/// What is said of who was found; nothing when all of them stand below.
pub fn found_in_words(locale: Locale, found: &CandidatesQuery, offered: usize) -> &'static str {
    let (active, in_training) = (&found.active, &found.in_training);
    match active.nodes.len() + in_training.nodes.len() {
        0 => words::training::add_none(locale),
        _ if active.page_info.has_next_page || in_training.page_info.has_next_page => words::training::add_more(locale),
        _ if offered == 0 => words::training::add_listed(locale),
        _ => "",
    }
}

/// Whether all places are taken.
pub fn is_full(meeting: &Meeting) -> bool {
    meeting.enrolled_count >= meeting.capacity
}

/// Who gives it: "Met Joris Hendriks en Bas Verhoeven".
pub fn given_by(locale: Locale, meeting: &Meeting) -> Option<String> {
    let you = words::cases::you_object(locale);
    let name = |party: &super::queries::Named| if party.is_viewer { you.to_owned() } else { party.name.clone() };
    let names: Vec<String> =
        [&meeting.welfare_trainer, &meeting.municipality_trainer].into_iter().flatten().map(name).collect();
    match &names[..] {
        [] => None,
        [one] => Some(words::training::with(locale, one)),
        [first, .., last] => Some(words::training::with_both(locale, first, last)),
    }
}

/// Why somebody has to come, in a sentence.
pub fn why(locale: Locale, reason: &DueReason, today: Day) -> String {
    let since = full_day_near(locale, reason.since, today);
    let learned = || reason.learned_on.map(|day| full_day_near(locale, day, today)).unwrap_or_default();
    match reason.why {
        TrainingDueWhy::New => words::training::why_new(locale).to_owned(),
        TrainingDueWhy::Validity => words::training::why_validity(locale, &learned()),
        TrainingDueWhy::TopicChanged => {
            let topic = reason.topic.as_ref().map(|topic| topic.name.clone()).unwrap_or_default();
            words::training::why_changed(locale, &topic, &since)
        }
    }
}

/// What comes next for somebody who is due: "Basistraining, bijeenkomst 2 van 3".
pub fn next(locale: Locale, due: &Due) -> String {
    title(locale, due.next_course.as_ref(), due.next_part)
}

/// `19:30`, for a field of a form.
pub fn clock_of(at: Instant) -> String {
    let here = at.here();
    format!("{:02}:{:02}", here.hour, here.minute)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::PageInfo;
    use crate::training::queries::{AttendanceId, CourseId, Named, Profile, Profiles, TrainingSessionId};

    fn course(meetings: i32) -> CourseName {
        CourseName {
            id: CourseId("course".to_owned()),
            name: "Basistraining".to_owned(),
            meetings,
            description: String::new(),
        }
    }

    fn meeting(capacity: i32, enrolled: i32, waiting: i32) -> Meeting {
        Meeting {
            id: TrainingSessionId("training".to_owned()),
            version: 1,
            part: 1,
            starts_at: Instant::parse("2026-12-02T18:30:00Z").unwrap(),
            ends_at: Instant::parse("2026-12-02T20:30:00Z").unwrap(),
            place: "Zaal".to_owned(),
            capacity,
            enrolled_count: enrolled,
            waiting_count: waiting,
            cancelled_at: None,
            cancelled_because: None,
            course: Some(course(3)),
            welfare_trainer: Some(Named { name: "Joris".to_owned(), is_viewer: false }),
            municipality_trainer: Some(Named { name: "Bas".to_owned(), is_viewer: true }),
            mine: None,
            available_acts: Vec::new(),
        }
    }

    fn plain(text: &str) -> String {
        text.replace('\u{a0}', " ")
    }

    #[test]
    fn a_meeting_is_said_in_words() {
        let it = meeting(8, 5, 0);
        let today = Day::parse("2026-11-26").unwrap();
        assert_eq!(title(Locale::Nl, it.course.as_ref(), 2), "Basistraining, bijeenkomst 2 van 3");
        assert_eq!(title(Locale::Nl, Some(&course(1)), 1), "Basistraining");
        let said = plain(&when(Locale::Nl, it.starts_at, it.ends_at, today));
        assert_eq!(said, "Woensdag 2 december, van 19.30 tot 21.30 uur");
        assert_eq!(given_by(Locale::Nl, &it).as_deref(), Some("Met Joris en jou"));
        assert_eq!(clock_of(it.starts_at), "19:30");
    }

    #[test]
    fn who_waits_is_ticked_off_only_when_they_came() {
        let attendance = |name: &str, state, waiting_place| Attendance {
            id: AttendanceId(name.to_owned()),
            state,
            waiting_place,
            participant_id: PersonId(name.to_owned()),
            participant: Named { name: name.to_owned(), is_viewer: false },
        };
        let list = vec![
            attendance("Toos", AttendanceState::Enrolled, None),
            attendance("ahmet", AttendanceState::Absent, None),
            attendance("Wim", AttendanceState::Waiting, Some(1)),
            attendance("Bea", AttendanceState::Waiting, Some(2)),
        ];
        let mut stand = states(&list);
        assert_eq!(ticked(&stand), (1, 2));
        stand.insert(PersonId("Wim".to_owned()), AttendanceState::Attended);
        assert_eq!(ticked(&stand), (2, 3));
        let ids = listed(&list);
        let (coming, waiting) = coming_and_waiting(list);
        let names = |list: &[Attendance]| list.iter().map(|it| it.participant.name.clone()).collect::<Vec<_>>();
        assert_eq!(
            (names(&coming), names(&waiting)),
            (vec!["ahmet".into(), "Toos".into()], vec!["Wim".into(), "Bea".into()])
        );
        let profile =
            |name: &str| Profile { person: Some(Person { id: PersonId(name.to_owned()), name: name.to_owned() }) };
        let profiles =
            |nodes, has_next_page| Profiles { nodes, page_info: PageInfo { has_next_page, end_cursor: None } };
        let found = |active, in_training, more| CandidatesQuery {
            active: profiles(active, more),
            in_training: profiles(in_training, false),
        };
        let all =
            found(vec![profile("Toos"), profile("Zoë"), Profile { person: None }], vec![profile("marleen")], false);
        let offered = candidates(&all, &ids);
        assert_eq!(offered.iter().map(|person| &person.name[..]).collect::<Vec<_>>(), ["marleen", "Zoë"]);
        let said = |found: &CandidatesQuery| found_in_words(Locale::Nl, found, candidates(found, &ids).len());
        assert_eq!(said(&all), "");
        assert!(said(&found(vec![], vec![], false)).starts_with("Niemand gevonden."));
        assert_eq!(said(&found(vec![profile("Toos")], vec![], false)), "Wie zo heet, staat al op de lijst.");
        assert_eq!(said(&found(vec![profile("Toos")], vec![], true)), "Er zijn er nog meer. Typ meer van de naam.");
    }

    #[test]
    fn room_is_said_in_words_and_not_in_a_colour_alone() {
        let now = Instant::parse("2026-12-01T18:30:00Z").unwrap();
        let words = |it: &Meeting| room(Locale::Nl, it, now).expect("it is yet to come").words;
        assert_eq!(words(&meeting(8, 5, 0)), "Nog 3 plekken");
        assert_eq!(words(&meeting(8, 7, 0)), "Nog 1 plek");
        assert_eq!(words(&meeting(8, 8, 0)), "Vol");
        assert_eq!(words(&meeting(8, 8, 2)), "Vol, 2 mensen wachten");
        let mut off = meeting(8, 5, 0);
        off.cancelled_at = Some(off.starts_at);
        assert_eq!(words(&off), "Gaat niet door");
        let after = |it: &Meeting| room(Locale::Nl, it, it.starts_at).map(|said| said.words);
        assert_eq!(after(&meeting(8, 5, 0)), None, "nobody looks for a place at what has begun");
        assert_eq!(after(&off).as_deref(), Some("Gaat niet door"));
        assert!(is_full(&meeting(8, 8, 0)) && !is_full(&meeting(8, 7, 1)));
    }

    #[test]
    fn ones_own_place_is_said() {
        let mine = |state, waiting_place| Mine { state, waiting_place, enrolled_by: None };
        let words = |mine: &Mine| own(Locale::Nl, Some(mine)).map(|said| said.words);
        assert_eq!(words(&mine(AttendanceState::Enrolled, None)).as_deref(), Some("Je hebt een plek"));
        assert_eq!(
            words(&mine(AttendanceState::Waiting, Some(2))).as_deref(),
            Some("Je staat op nummer 2 van de wachtlijst")
        );
        assert_eq!(words(&mine(AttendanceState::Cancelled, None)), None);
    }
}

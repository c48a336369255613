//! Who has to come to a training, why, and to which. Pure: no database, no clock.
//!
//! New people are due for the basic course. What was learned runs out after the months that its course says; a refresher
//! renews what was learned before it, and runs out itself. A topic that changed is due for everybody whose last training on
//! it is older, and for nobody who never had one.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::Enum;
use entities::{CourseId, CourseKind, Day, TopicId};
use jiff::ToSpan;

use crate::training::flow;

/// Why somebody has to come to a training.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum TrainingDueWhy {
    /// New: never followed the basic course.
    New,
    /// Something about a topic changed since the last training on it.
    TopicChanged,
    /// What was learned is too long ago.
    Validity,
}

/// What counts of a course.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Facts {
    /// Which.
    pub id: CourseId,
    /// What it is for.
    pub kind: CourseKind,
    /// Of how many meetings it consists.
    pub meetings: i32,
    /// After how many months it runs out.
    pub validity_months: Option<i32>,
    /// The topics that it covers.
    pub topics: BTreeSet<TopicId>,
}

/// A topic that changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The topic.
    pub topic: TopicId,
    /// It and everything that it is a part of: a course about the whole is about the part too.
    pub within: BTreeSet<TopicId>,
    /// Since when.
    pub on: Day,
    /// What is different.
    pub note: String,
}

/// The meetings at which somebody was, by course: day and number.
pub type Attended = BTreeMap<CourseId, Vec<(Day, i32)>>;

/// A reason why somebody has to come to a training.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reason {
    /// Why.
    pub why: TrainingDueWhy,
    /// Since when.
    pub since: Day,
    /// The course that settles it.
    pub course: CourseId,
    /// The topic that changed.
    pub topic: Option<TopicId>,
    /// What is different about it.
    pub note: Option<String>,
    /// When they last learned it.
    pub learned_on: Option<Day>,
}

/// Why somebody has to come to a training, the most pressing reason first; empty when they don't. Courses stand in
/// reading order.
pub fn due(courses: &[Facts], changes: &[Change], attended: &Attended, joined_on: Day, today: Day) -> Vec<Reason> {
    let followed: BTreeMap<CourseId, Day> = courses
        .iter()
        .filter_map(|course| {
            let meetings = attended.get(&course.id)?.iter().copied();
            Some((course.id, flow::followed_on(course.meetings, meetings)?))
        })
        .collect();
    let of_kind = |kind| courses.iter().filter(move |course| course.kind == kind);
    let mut reasons = Vec::new();
    let has_begun = of_kind(CourseKind::Basic).any(|course| followed.contains_key(&course.id));
    if let Some(basic) = of_kind(CourseKind::Basic).next().filter(|_| !has_begun) {
        let why = TrainingDueWhy::New;
        reasons.push(Reason { why, since: joined_on, course: basic.id, topic: None, note: None, learned_on: None });
    }
    for change in changes.iter().filter(|change| change.on <= today) {
        let about = |course: &&Facts| !course.topics.is_disjoint(&change.within);
        let last = courses.iter().filter(about).filter_map(|course| followed.get(&course.id)).max().copied();
        let settles = of_kind(CourseKind::Refresher).find(about).or_else(|| courses.iter().find(about));
        if let (Some(last), Some(settles)) = (last.filter(|last| *last < change.on), settles) {
            let (topic, note) = (Some(change.topic), Some(change.note.clone()));
            let why = TrainingDueWhy::TopicChanged;
            reasons.push(Reason { why, since: change.on, course: settles.id, topic, note, learned_on: Some(last) });
        }
    }
    let refreshed = of_kind(CourseKind::Refresher).filter_map(|course| followed.get(&course.id)).max().copied();
    let expired = courses.iter().filter_map(|course| {
        let learned = *followed.get(&course.id)?;
        let renewed = refreshed.map_or(learned, |day| day.max(learned));
        let until = plus_months(renewed, course.validity_months?);
        (until <= today).then_some((until, course, learned))
    });
    // One reason is enough: whoever comes renews all of it.
    if let Some((until, course, learned)) = expired.min_by_key(|(until, _, _)| *until) {
        let settles = of_kind(CourseKind::Refresher).next().unwrap_or(course);
        let why = TrainingDueWhy::Validity;
        let learned_on = Some(refreshed.map_or(learned, |day| day.max(learned)));
        reasons.push(Reason { why, since: until, course: settles.id, topic: None, note: None, learned_on });
    }
    reasons
}

/// The day that many months later; the last of the month where it has no such day.
pub fn plus_months(day: Day, months: i32) -> Day {
    Day(day.0.saturating_add(months.months()))
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASIC: CourseId = CourseId(uuid::Uuid::from_u128(1));
    const TALK: CourseId = CourseId(uuid::Uuid::from_u128(2));
    const REFRESHER: CourseId = CourseId(uuid::Uuid::from_u128(3));
    const DEBTS: TopicId = TopicId(uuid::Uuid::from_u128(11));
    const GRIEF: TopicId = TopicId(uuid::Uuid::from_u128(12));
    const MONEY: TopicId = TopicId(uuid::Uuid::from_u128(13));

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn courses() -> Vec<Facts> {
        let course = |id, kind, meetings, months, topics: &[TopicId]| Facts {
            id,
            kind,
            meetings,
            validity_months: Some(months),
            topics: topics.iter().copied().collect(),
        };
        vec![
            course(BASIC, CourseKind::Basic, 2, 24, &[MONEY]),
            course(TALK, CourseKind::Deepening, 1, 36, &[GRIEF]),
            course(REFRESHER, CourseKind::Refresher, 1, 12, &[DEBTS]),
        ]
    }

    fn told(attended: &[(CourseId, &str, i32)], changes: &[Change], today: &str) -> Vec<String> {
        let mut by_course = Attended::new();
        for (course, on, part) in attended {
            by_course.entry(*course).or_default().push((day(on), *part));
        }
        let reasons = due(&courses(), changes, &by_course, day("2026-01-05"), day(today));
        let name = |course| match course {
            BASIC => "basic",
            TALK => "talk",
            _ => "refresher",
        };
        reasons.iter().map(|reason| format!("{:?} {} {}", reason.why, reason.since, name(reason.course))).collect()
    }

    fn changed(topic: TopicId, on: &str) -> Change {
        let within = if topic == DEBTS { [DEBTS, MONEY].into() } else { [topic].into() };
        Change { topic, within, on: day(on), note: "Anders".to_owned() }
    }

    const WHOLE: [(CourseId, &str, i32); 2] = [(BASIC, "2024-03-01", 1), (BASIC, "2024-03-08", 2)];

    #[test]
    fn new_people_are_due_for_the_basic_course_until_they_followed_all_of_it() {
        assert_eq!(told(&[], &[], "2026-02-01"), ["New 2026-01-05 basic"]);
        assert_eq!(told(&[(BASIC, "2026-01-20", 1)], &[], "2026-02-01"), ["New 2026-01-05 basic"]);
        assert!(told(&[(BASIC, "2026-01-20", 1), (BASIC, "2026-01-27", 2)], &[], "2026-02-01").is_empty());
    }

    #[test]
    fn what_was_learned_runs_out_on_the_day_and_a_refresher_renews_it() {
        assert!(told(&WHOLE, &[], "2026-03-07").is_empty());
        assert_eq!(told(&WHOLE, &[], "2026-03-08"), ["Validity 2026-03-08 refresher"]);
        let refreshed = [WHOLE[0], WHOLE[1], (REFRESHER, "2025-12-01", 1)];
        assert!(told(&refreshed, &[], "2026-11-30").is_empty());
        // The refresher itself runs out after a year.
        assert_eq!(told(&refreshed, &[], "2026-12-01"), ["Validity 2026-12-01 refresher"]);
        assert_eq!(plus_months(day("2024-08-31"), 6), day("2025-02-28"));
    }

    #[test]
    fn a_topic_that_changed_is_due_for_whom_learned_it_before() {
        let change = [changed(DEBTS, "2025-06-01")];
        // The basic course is about money, of which debts are a part.
        assert_eq!(told(&WHOLE, &change, "2025-06-01"), ["TopicChanged 2025-06-01 refresher"]);
        assert!(told(&WHOLE, &change, "2025-05-31").is_empty(), "it has yet to change");
        let since = [WHOLE[0], WHOLE[1], (REFRESHER, "2025-06-01", 1)];
        assert!(told(&since, &change, "2025-07-01").is_empty(), "on the day itself it was told");
        // Nobody told them of grief, so nothing they know is different.
        assert!(told(&WHOLE, &[changed(GRIEF, "2025-06-01")], "2025-07-01").is_empty());
        let talked = [WHOLE[0], WHOLE[1], (TALK, "2025-01-01", 1)];
        let told = told(&talked, &[changed(GRIEF, "2025-06-01")], "2025-07-01");
        assert_eq!(told, ["TopicChanged 2025-06-01 talk"], "no refresher is about it");
    }
}

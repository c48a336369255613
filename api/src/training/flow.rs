//! When somebody has followed a course. Pure: no database, no clock.

use std::collections::BTreeSet;

use entities::Day;

/// The last day on which somebody had been at every meeting of a course, of so many; none when a meeting is missing.
/// Who comes again has followed it again only when they were at every meeting again.
pub fn followed_on(meetings: i32, attended: impl IntoIterator<Item = (Day, i32)>) -> Option<Day> {
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
    followed
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
        // A meeting that the course no longer has counts for nothing.
        assert_eq!(followed_on(1, [(day("2026-01-14"), 2)]), None);
    }
}

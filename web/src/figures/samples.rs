//! Figures of a small town, for tests.

use super::queries::*;
use crate::calendar::Day;
use crate::graphql::enums::{AskBarrier, Outcome};
use crate::graphql::scalars::{NeighbourhoodId, TopicId};

/// Two areas, two weeks.
pub fn figures() -> Figures {
    let day = |text: &str| Day::parse(text).expect("a day");
    let measure = |value, before| Measure { value, before };
    let ages = |young, old| {
        vec![
            AgeFigures { min_days: 0, max_days: Some(30), count: young },
            AgeFigures { min_days: 31, max_days: None, count: old },
        ]
    };
    let area = |name: &str, tile: Option<(i32, i32)>| PlaceName {
        id: NeighbourhoodId(name.to_lowercase()),
        name: name.to_owned(),
        tile: tile.map(|(column, row)| Tile { column, row }),
    };
    let topic = |name: &str| TopicName { id: TopicId(name.to_lowercase()), name: name.to_owned() };
    Figures {
        from: day("2026-08-31"),
        to: day("2026-09-13"),
        compared_from: day("2026-08-17"),
        compared_to: day("2026-08-30"),
        open: measure(5, 3),
        opened: measure(7, 9),
        closed: measure(3, 3),
        solved_in_neighbourhood: measure(1, 0),
        overdue_waits: 1,
        overdue_signs_of_life: 0,
        overdue_answers: 0,
        overdue_cases: 1,
        accept_time: AcceptTime {
            answered: 2,
            accepted: 1,
            declined: 1,
            median_hours: Some(1.5),
            p90_hours: Some(20.0),
            median_hours_before: None,
        },
        by_neighbourhood: vec![
            NeighbourhoodFigures {
                neighbourhood: area("Centrum", Some((3, 4))),
                opened: 2,
                open: 1,
                closed: 1,
                overdue: 0,
                by_informal_carers: 0,
                open_by_age: ages(1, 0),
            },
            NeighbourhoodFigures {
                neighbourhood: area("Ruwaard", None),
                opened: 5,
                open: 4,
                closed: 2,
                overdue: 1,
                by_informal_carers: 1,
                open_by_age: ages(1, 3),
            },
        ],
        by_week: vec![
            WeekFigures { monday: day("2026-08-31"), iso_week: 36, opened: 3, closed: 0 },
            WeekFigures { monday: day("2026-09-07"), iso_week: 37, opened: 4, closed: 3 },
        ],
        by_outcome: vec![OutcomeFigures { outcome: Outcome::SolvedTogether, count: 1, before: 3 }],
        by_topic: vec![
            TopicFigures { topic: topic("Schulden"), opened: 5, open: 4, before: 2 },
            TopicFigures { topic: topic("Wonen"), opened: 2, open: 1, before: 7 },
        ],
        by_ask_barrier: vec![AskBarrierFigures { barrier: AskBarrier::Shame, count: 2, before: 2 }],
        open_by_age: ages(2, 3),
        directory: DirectoryFigures { total: 9, fresh: 6, stale_by_age: 2, stale_by_marks: 1, checked_in_period: 3 },
    }
}

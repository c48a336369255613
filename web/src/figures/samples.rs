//! Figures of a small town, for tests.

use super::queries::*;
use crate::calendar::Day;
use crate::connectors::{Area, ConnectorFigures, InArea, InStatus};
use crate::graphql::enums::{AskBarrier, ConnectorStatus, Outcome};
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

/// Two areas, in one of which somebody helps.
pub fn people() -> ConnectorFigures {
    let states = |counts: [i32; 3]| {
        let states = [ConnectorStatus::Applied, ConnectorStatus::Active, ConnectorStatus::Stopped];
        states.into_iter().zip(counts).map(|(status, count)| InStatus { status, count }).collect::<Vec<_>>()
    };
    let area = |name: &str, counts| {
        let place = Area { id: NeighbourhoodId(name.to_lowercase()), name: name.to_owned() };
        InArea { neighbourhood: Some(place), by_status: states(counts) }
    };
    ConnectorFigures {
        by_status: states([2, 5, 1]),
        by_neighbourhood: vec![area("Centrum", [0, 0, 0]), area("Ruwaard", [2, 5, 1])],
        covered_neighbourhoods: 1,
        overdue_contacts: 1,
        median_days_to_active: Some(31),
        became_active_from: Day::parse("2025-11-23").expect("a day"),
        became_active: 4,
    }
}

//! What one case adds to the tallies. Pure.

use std::collections::BTreeMap;

use entities::{
    AskBarrier, Asker, CaseStatus, Day, InvolvementKind, InvolvementStatus, NeighbourhoodId, Outcome, Timestamp,
    TopicId, tally::Measure,
};
use sea_orm::ActiveEnum;
use uuid::Uuid;

use super::spans;
use crate::{
    cases::{outlook::shared_column, vocabulary::BoardColumn},
    context::local_day,
};

/// All areas together.
pub const EVERYWHERE: NeighbourhoodId = NeighbourhoodId(Uuid::nil());

/// Which number it is. In the order in which rows are written, so that two transactions never wait for each other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    /// Of what.
    pub measure: Measure,
    /// Over which days.
    pub span: i32,
    /// Where.
    pub area: NeighbourhoodId,
    /// Which one of several.
    pub key: String,
}

/// Numbers, each in its place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tallies(BTreeMap<Place, i32>);

/// What is counted of a case.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Where.
    pub neighbourhood_id: NeighbourhoodId,
    /// Who asks.
    pub asker: Asker,
    /// How it stands.
    pub status: CaseStatus,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Until when it waits.
    pub waiting_until: Option<Day>,
    /// By when a sign of life is owed.
    pub sign_of_life_due: Option<Day>,
    /// When it was noted.
    pub opened_at: Timestamp,
    /// When it was closed.
    pub closed_at: Option<Timestamp>,
    /// What it is about.
    pub topics: Vec<TopicId>,
    /// What held the resident back.
    pub ask_barriers: Vec<AskBarrier>,
    /// Who was asked along.
    pub questions: Vec<Question>,
}

/// What is counted of an involvement.
#[derive(Clone, Copy, Debug)]
pub struct Question {
    /// In what way.
    pub kind: InvolvementKind,
    /// How it stands.
    pub status: InvolvementStatus,
    /// When it was asked.
    pub requested_at: Timestamp,
    /// When it was answered.
    pub answered_at: Option<Timestamp>,
    /// By when an answer is asked.
    pub respond_by: Day,
}

impl Counted {
    /// Where everybody sees it who does more than follow it.
    fn column(&self) -> BoardColumn {
        let is_open =
            |one: &&Question| matches!(one.status, InvolvementStatus::Requested | InvolvementStatus::Accepted);
        let open = self.questions.iter().filter(is_open);
        shared_column(self.status, open.map(|one| (one.kind, one.status)))
    }
}

impl Tallies {
    /// Adds so many times what a case counts for: 1, or -1 to take it out.
    pub fn add(&mut self, case: &Counted, times: i32) {
        let mut adding = Adding { tallies: self, area: case.neighbourhood_id, times };
        let opened = local_day(case.opened_at);
        adding.on(Measure::Opened, "", opened);
        if case.asker == Asker::InformalCarer {
            adding.on(Measure::OpenedByCarer, "", opened);
        }
        for barrier in &case.ask_barriers {
            adding.on(Measure::OpenedByBarrier, &barrier.to_value(), opened);
        }
        for topic in &case.topics {
            adding.on(Measure::OpenedByTopic, &topic.0.to_string(), opened);
        }
        if let Some(closed_at) = case.closed_at {
            let closed = local_day(closed_at);
            adding.on(Measure::Closed, "", closed);
            if let Some(outcome) = case.outcome {
                adding.on(Measure::ClosedByOutcome, &outcome.to_value(), closed);
            }
        } else {
            adding.on(Measure::Open, "", opened);
            adding.in_span(Measure::Open, "", spans::ALL);
            adding.in_span(Measure::OpenByColumn, &(case.column() as i32).to_string(), spans::ALL);
            for topic in &case.topics {
                adding.in_span(Measure::OpenByTopic, &topic.0.to_string(), spans::ALL);
            }
        }
        if case.status != CaseStatus::Closed {
            adding.due(case);
        }
        for question in &case.questions {
            adding.answer(question);
        }
    }

    /// The places where it isn't zero.
    pub fn into_changes(self) -> impl Iterator<Item = (Place, i32)> {
        self.0.into_iter().filter(|(_, number)| *number != 0)
    }

    /// Adds a number to a place.
    pub fn put(&mut self, place: Place, number: i32) {
        *self.0.entry(place).or_default() += number;
    }
}

struct Adding<'a> {
    tallies: &'a mut Tallies,
    area: NeighbourhoodId,
    times: i32,
}

impl Adding<'_> {
    fn on(&mut self, measure: Measure, key: &str, day: Day) {
        for span in spans::of(day) {
            self.in_span(measure, key, span);
        }
    }

    fn in_span(&mut self, measure: Measure, key: &str, span: i32) {
        for area in [self.area, EVERYWHERE] {
            self.tallies.put(Place { measure, span, area, key: key.to_owned() }, self.times);
        }
    }

    fn due(&mut self, case: &Counted) {
        let asked = case.questions.iter().filter(|question| question.status == InvolvementStatus::Requested);
        let answer = asked.map(|question| question.respond_by).min();
        let days = [
            (Measure::Waiting, case.waiting_until),
            (Measure::SignOfLife, case.sign_of_life_due),
            (Measure::Answer, answer),
            (Measure::Due, [case.waiting_until, case.sign_of_life_due, answer].into_iter().flatten().min()),
        ];
        for (measure, day) in days {
            if let Some(day) = day {
                self.on(measure, "", day);
            }
        }
    }

    fn answer(&mut self, question: &Question) {
        let Some(answered_at) = question.answered_at else { return };
        let day = local_day(answered_at);
        self.on(Measure::Answered, &question.status.to_value(), day);
        if matches!(question.status, InvolvementStatus::Accepted | InvolvementStatus::Completed) {
            let step = step_of(answered_at.0 - question.requested_at.0);
            self.on(Measure::TimeToYes, &step.to_string(), day);
        }
    }
}

/// How much longer a step of the scale is than the one before.
const STEP: f64 = 1.1;
/// The scale begins here, in milliseconds: what took less took this long.
const SHORTEST: f64 = 60_000.0;

/// On which step of the scale so many milliseconds are.
#[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a few hundred steps")]
fn step_of(millis: i64) -> i32 {
    ((millis as f64 / SHORTEST).max(1.0).ln() / STEP.ln()).round() as i32
}

/// How many milliseconds are on a step of the scale, or between two.
pub fn millis_of(step: f64) -> f64 {
    SHORTEST * STEP.powf(step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_keeps_its_length_on_the_scale() {
        for hours in [0.02, 0.5, 1.0, 7.3, 24.0, 168.0, 700.0] {
            let millis = hours * 3_600_000.0;
            #[expect(clippy::cast_possible_truncation, reason = "hours")]
            let back = millis_of(f64::from(step_of(millis as i64)));
            assert!((back / millis - 1.0).abs() < 0.05, "{hours}: {back}");
        }
        assert_eq!(step_of(-5), 0);
    }
}

//! The tallies that figures need, in one statement.

use std::collections::BTreeMap;

use entities::{Day, InvolvementStatus, NeighbourhoodId, TopicId, tally, tally::Measure};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, DbErr, ExprTrait, FromQueryResult, QueryFilter, QuerySelect,
    sea_query::{Expr, SimpleExpr},
};
use uuid::Uuid;

use super::{
    counted::{EVERYWHERE, millis_of},
    spans,
};
use crate::{
    context::RequestCtx,
    figures::{
        period::Period,
        sums::Sums,
        types::{AGES, noted_between},
    },
    policy::{self, figures::Whole},
};

/// What is asked: a period up to today, and the neighbourhoods.
pub struct Asked<'a> {
    /// The period.
    pub period: Period,
    /// The time before.
    pub before: Period,
    /// Where.
    pub whole: &'a Whole,
    /// Today: what waits until an earlier day is late.
    pub today: Day,
}

/// What the tallies tell.
#[derive(Debug, Default)]
pub struct Summed {
    /// Of cases.
    pub sums: Sums,
    /// Of answers in the period, and in the time before.
    pub answers: (Answers, Answers),
}

/// Answers to who was asked along.
#[derive(Debug, Default)]
pub struct Answers {
    /// All.
    pub answered: i32,
    /// With yes.
    pub accepted: i32,
    /// With no.
    pub declined: i32,
    /// How many took how long, by step.
    pub times: BTreeMap<i32, i32>,
}

impl Answers {
    /// So many hours or less took this part of them, in tenths; none without a yes.
    pub fn hours(&self, tenths: i32) -> Option<f64> {
        let all: i32 = self.times.values().sum();
        let mut seen = 0;
        let step = self.times.iter().find_map(|(step, number)| {
            seen += number;
            (i64::from(seen) * 10 >= i64::from(all) * i64::from(tenths) && seen > 0).then_some(*step)
        });
        step.map(|step| millis_of(step) / 3_600_000.0)
    }
}

const OF_CASES: [Measure; 3] = [Measure::Opened, Measure::OpenedByCarer, Measure::Closed];
const BY_WEEK: [Measure; 2] = [Measure::Opened, Measure::Closed];
const LATE: [Measure; 4] = [Measure::Waiting, Measure::SignOfLife, Measure::Answer, Measure::Due];
const BY_KEY: [Measure; 6] = [
    Measure::OpenedByBarrier,
    Measure::OpenedByTopic,
    Measure::OpenByTopic,
    Measure::ClosedByOutcome,
    Measure::Answered,
    Measure::TimeToYes,
];
const AGE: [&str; AGES.len()] = ["age_0", "age_1", "age_2", "age_3"];

/// A sum. By area where that is asked, else under no area; by week where that is asked.
#[derive(FromQueryResult)]
struct Row {
    area: Uuid,
    measure: Measure,
    key: String,
    week: i32,
    number: i64,
    recent: i64,
    before: i64,
    every: i64,
    age_0: i64,
    age_1: i64,
    age_2: i64,
    age_3: i64,
}

/// Adds up what is asked. One statement.
///
/// # Errors
/// When the database can't be read.
pub async fn read(req: &RequestCtx, asked: &Asked<'_>) -> Result<Summed, DbErr> {
    let Asked { period, before, whole, today } = asked;
    let recent = spans::between(period.from, period.to);
    let earlier = spans::between(before.from, before.to);
    let weeks = spans::weeks_between(period.from, period.to);
    let ages = AGES.map(|age| match noted_between(*period, age) {
        (Some(first), last) => spans::between(first, last),
        (None, last) => spans::until(last),
    });
    let late = spans::until(today.plus_days(-1));
    let flow: Vec<i32> = recent.iter().chain(&earlier).copied().collect();
    let open: Vec<i32> = ages.iter().flatten().copied().chain([spans::ALL]).collect();

    // By area, and all areas together where all are asked.
    let (by_area, together) = (whole.each(), whole.together());
    let of = |scope: &Condition, measures: &[Measure], spans: &[i32]| {
        Condition::all()
            .add(tally::Column::Measure.is_in(measures.iter().copied()))
            .add(tally::Column::Span.is_in(spans.iter().copied()))
            .add(scope.clone())
    };
    let is_weekly = Condition::all()
        .add(tally::Column::Measure.is_in(BY_WEEK))
        .add(tally::Column::Span.is_in(weeks.iter().copied()))
        .add(together.clone());
    let wanted = Condition::any()
        .add(of(&by_area, &OF_CASES, &flow))
        .add(of(&by_area, &[Measure::Open], &open))
        .add(of(&by_area, &LATE, &late))
        .add(of(&together, &BY_KEY, &flow))
        .add(of(&together, &[Measure::OpenByTopic], &[spans::ALL]))
        .add(of(&together, &BY_WEEK, &weeks));
    let number = || Expr::col((tally::Entity, tally::Column::Number));
    let over = |spans: &[i32]| {
        let here: SimpleExpr = Expr::case(tally::Column::Span.is_in(spans.iter().copied()), number()).finally(0).into();
        here.sum()
    };
    let area = Expr::case(tally::Column::Measure.is_in(BY_KEY), Expr::value(EVERYWHERE))
        .finally(Expr::col((tally::Entity, tally::Column::NeighbourhoodId)));
    let week = Expr::case(is_weekly, Expr::col((tally::Entity, tally::Column::Span))).finally(-1);
    let mut select = policy::figures::tallies(whole)
        .filter(wanted)
        .select_only()
        .column(tally::Column::Measure)
        .column(tally::Column::Key)
        .expr_as(area, "area")
        .expr_as(week, "week")
        .expr_as(number().sum(), "number")
        .expr_as(over(&recent), "recent")
        .expr_as(over(&earlier), "before")
        .expr_as(over(&[spans::ALL]), "every");
    for (name, spans) in AGE.into_iter().zip(&ages) {
        select = select.expr_as(over(spans), name);
    }
    QuerySelect::query(&mut select).add_group_by([
        Expr::col("area"),
        Expr::col("measure"),
        Expr::col("key"),
        Expr::col("week"),
    ]);
    let rows = select.into_model::<Row>().all(req.db()).await?;
    let mut summed = Summed::default();
    let mut by_span = BTreeMap::<(Measure, i32), i32>::new();
    for row in rows {
        if row.week >= 0 {
            *by_span.entry((row.measure, row.week)).or_default() += count(row.number);
        }
        summed.add(&row);
    }
    for (index, week) in period.weeks().iter().enumerate() {
        let spans = spans::weeks_between(week.days.from, week.days.to);
        for (name, measure) in [("opened", Measure::Opened), ("closed", Measure::Closed)] {
            let number = spans.iter().filter_map(|span| by_span.get(&(measure, *span))).sum();
            summed.sums.overall.add(format!("{name}_{index}"), number);
        }
    }
    Ok(summed)
}

impl Summed {
    fn add(&mut self, row: &Row) {
        let Row { area, measure, ref key, week: _, number, recent, before, every, age_0, age_1, age_2, age_3 } = *row;
        let (number, recent, before, every) = (count(number), count(recent), count(before), count(every));
        let area = NeighbourhoodId(area);
        match measure {
            Measure::Answered => {
                self.answers.0.answer(key, recent);
                self.answers.1.answer(key, before);
                return;
            }
            Measure::TimeToYes => {
                let step = key.parse().unwrap_or_default();
                self.answers.0.take(step, recent);
                self.answers.1.take(step, before);
                return;
            }
            Measure::ClosedByOutcome => {
                self.sums.overall.add(key.clone(), recent);
                self.sums.overall.add(format!("{key}_before"), before);
                return;
            }
            Measure::OpenedByBarrier => {
                self.sums.overall.add(format!("barrier_{key}"), recent);
                self.sums.overall.add(format!("barrier_{key}_before"), before);
                return;
            }
            Measure::OpenedByTopic | Measure::OpenByTopic => {
                let Ok(topic) = key.parse().map(TopicId) else { return };
                let topic = self.sums.by_topic.entry(topic).or_default();
                topic.add("opened", recent);
                topic.add("before", before);
                topic.add("open", every);
                return;
            }
            // All areas together are there for the weeks alone.
            _ if area == EVERYWHERE => return,
            _ => {}
        }
        let here = self.sums.by_neighbourhood.entry(area).or_default();
        match measure {
            Measure::Opened => {
                here.add("opened", recent);
                here.add("opened_before", before);
                // What was open when the period began: what is open now, without what came, with what went.
                here.add("open_before", -recent);
            }
            Measure::Closed => {
                here.add("closed", recent);
                here.add("closed_before", before);
                here.add("open_before", recent);
            }
            Measure::OpenedByCarer => here.add("carers", recent),
            Measure::Open => {
                here.add("open", every);
                here.add("open_before", every);
                for (name, number) in AGE.into_iter().zip([age_0, age_1, age_2, age_3]) {
                    here.add(name, count(number));
                }
            }
            Measure::Waiting => here.add("waits", number),
            Measure::SignOfLife => here.add("signs", number),
            Measure::Answer => here.add("answers", number),
            Measure::Due => here.add("overdue", number),
            Measure::OpenedByBarrier
            | Measure::OpenedByTopic
            | Measure::OpenByTopic
            | Measure::ClosedByOutcome
            | Measure::Answered
            | Measure::TimeToYes => {}
        }
    }
}

impl Answers {
    fn answer(&mut self, status: &str, number: i32) {
        self.answered += number;
        if status == InvolvementStatus::Declined.to_value() {
            self.declined += number;
        }
        if [InvolvementStatus::Accepted, InvolvementStatus::Completed].iter().any(|yes| status == yes.to_value()) {
            self.accepted += number;
        }
    }

    fn take(&mut self, step: i32, number: i32) {
        if number > 0 {
            *self.times.entry(step).or_default() += number;
        }
    }
}

fn count(rows: i64) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

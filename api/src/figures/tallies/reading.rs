//! The tallies that figures need, in one statement.

use std::collections::BTreeMap;

use entities::{Day, InvolvementStatus, NeighbourhoodId, TopicId, tally, tally::Measure};
use sea_orm::{
    ActiveEnum, ColumnTrait, DbErr, ExprTrait, FromQueryResult, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SelectStatement, UnionType},
};
use uuid::Uuid;

use super::{
    counted::{EVERYWHERE, millis_of},
    spans, store,
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
    /// So many hours or less took this part of them, in tenths; none without a yes. Those on one step of the scale are
    /// taken to lie evenly over it.
    pub fn hours(&self, tenths: i32) -> Option<f64> {
        let wanted = f64::from(self.times.values().sum::<i32>()) * f64::from(tenths) / 10.0;
        let mut seen = 0.0;
        for (step, number) in &self.times {
            let number = f64::from(*number);
            if seen + number >= wanted {
                return Some(millis_of(f64::from(*step) - 0.5 + (wanted - seen) / number) / 3_600_000.0);
            }
            seen += number;
        }
        None
    }
}

/// By area, when it happened.
const HAPPENED: [Measure; 3] = [Measure::Opened, Measure::OpenedByCarer, Measure::Closed];
/// By what it was, when it happened.
const HAPPENED_BY_KEY: [Measure; 5] =
    [Measure::OpenedByBarrier, Measure::OpenedByTopic, Measure::ClosedByOutcome, Measure::Answered, Measure::TimeToYes];
const BY_WEEK: [Measure; 2] = [Measure::Opened, Measure::Closed];
const LATE: [Measure; 4] = [Measure::Waiting, Measure::SignOfLife, Measure::Answer, Measure::Due];
const AGE: [&str; AGES.len()] = ["age_0", "age_1", "age_2", "age_3"];

/// Tallies that are added up together. Each part finds its rows by the key of the table, and reads nothing else.
struct Part {
    time: Time,
    by: By,
    measures: &'static [Measure],
    spans: Vec<i32>,
}

/// What the sums of a part are about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Time {
    /// The period.
    Period,
    /// The time before.
    Before,
    /// How things stand.
    Now,
    /// How things stand, of one age.
    Age(usize),
}

/// What the sums of a part are told apart by, besides the measure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Area,
    Key,
    Span,
}

/// A sum, with the number of its part.
#[derive(FromQueryResult)]
struct Row {
    part: i32,
    measure: Measure,
    area: Uuid,
    key: String,
    span: i32,
    number: i64,
}

/// Adds up what is asked. One statement.
///
/// # Errors
/// When the database can't be read.
pub async fn read(req: &RequestCtx, asked: &Asked<'_>) -> Result<Summed, DbErr> {
    let parts = parts(asked);
    let mut selects = (0..).zip(&parts).map(|(number, part)| part.select(number, asked.whole));
    let Some(mut all) = selects.next() else { return Ok(Summed::default()) };
    for select in selects {
        all.union(UnionType::All, select);
    }
    let mut summed = Summed::default();
    let mut by_span = BTreeMap::<(Measure, i32), i32>::new();
    for row in store::rows(req.db(), &all).await? {
        let Row { part, measure, area, key, span, number } = row;
        let number = i32::try_from(number).unwrap_or(i32::MAX);
        let Some(Part { time, by, .. }) = usize::try_from(part).ok().and_then(|part| parts.get(part)) else { continue };
        match by {
            By::Area => summed.add_in_area(*time, measure, NeighbourhoodId(area), number),
            By::Key => summed.add_of_key(*time, measure, &key, number),
            By::Span => *by_span.entry((measure, span)).or_default() += number,
        }
    }
    for (index, week) in asked.period.weeks().iter().enumerate() {
        let spans = spans::weeks_between(week.days.from, week.days.to);
        for (name, measure) in [("opened", Measure::Opened), ("closed", Measure::Closed)] {
            let number = spans.iter().filter_map(|span| by_span.get(&(measure, *span))).sum();
            summed.sums.overall.add(format!("{name}_{index}"), number);
        }
    }
    Ok(summed)
}

fn parts(Asked { period, before, whole: _, today }: &Asked<'_>) -> Vec<Part> {
    let recent = spans::between(period.from, period.to);
    let earlier = spans::between(before.from, before.to);
    let weeks = spans::weeks_between(period.from, period.to);
    let late = spans::until(today.plus_days(-1));
    let part = |time, by, measures, spans| Part { time, by, measures, spans };
    let mut parts = vec![
        part(Time::Period, By::Area, &HAPPENED[..], recent.clone()),
        part(Time::Period, By::Key, &HAPPENED_BY_KEY, recent),
        part(Time::Period, By::Span, &BY_WEEK, weeks),
        part(Time::Before, By::Area, &BY_WEEK, earlier.clone()),
        part(Time::Before, By::Key, &HAPPENED_BY_KEY, earlier),
        part(Time::Now, By::Area, &[Measure::Open], vec![spans::ALL]),
        part(Time::Now, By::Key, &[Measure::OpenByTopic], vec![spans::ALL]),
        part(Time::Now, By::Area, &LATE, late),
    ];
    parts.extend(AGES.into_iter().enumerate().map(|(number, age)| {
        let spans = match noted_between(*period, age) {
            (Some(first), last) => spans::between(first, last),
            (None, last) => spans::until(last),
        };
        part(Time::Age(number), By::Area, &[Measure::Open], spans)
    }));
    parts
}

impl Part {
    /// By area each by itself; else all areas together where all are asked.
    fn select(&self, number: i32, whole: &Whole) -> SelectStatement {
        let Self { time: _, by, measures, spans } = self;
        let tallies = match by {
            By::Area => policy::figures::tallies_of_each(whole),
            By::Key | By::Span => policy::figures::tallies_together(whole),
        };
        let mut select = tallies
            .filter(tally::Column::Measure.is_in(measures.iter().copied()))
            .filter(tally::Column::Span.is_in(spans.iter().copied()))
            .select_only()
            .expr_as(Expr::value(number), "part")
            .column(tally::Column::Measure)
            .expr_as(Expr::col((tally::Entity, tally::Column::Number)).sum(), "number")
            .group_by(tally::Column::Measure);
        for (own, column, none, name) in [
            (By::Area, tally::Column::NeighbourhoodId, Expr::value(EVERYWHERE), "area"),
            (By::Key, tally::Column::Key, Expr::value(""), "key"),
            (By::Span, tally::Column::Span, Expr::value(-1), "span"),
        ] {
            select =
                if own == *by { select.column_as(column, name).group_by(column) } else { select.expr_as(none, name) };
        }
        select.into_query()
    }
}

impl Summed {
    fn add_in_area(&mut self, time: Time, measure: Measure, area: NeighbourhoodId, number: i32) {
        let here = self.sums.by_neighbourhood.entry(area).or_default();
        match (time, measure) {
            // What was open when the period began: what is open now, without what came, with what went.
            (Time::Period, Measure::Opened) => {
                here.add("opened", number);
                here.add("open_before", -number);
            }
            (Time::Period, Measure::Closed) => {
                here.add("closed", number);
                here.add("open_before", number);
            }
            (Time::Now, Measure::Open) => {
                here.add("open", number);
                here.add("open_before", number);
            }
            (Time::Period, Measure::OpenedByCarer) => here.add("carers", number),
            (Time::Before, Measure::Opened) => here.add("opened_before", number),
            (Time::Before, Measure::Closed) => here.add("closed_before", number),
            (Time::Age(age), Measure::Open) => here.add(AGE[age], number),
            (Time::Now, Measure::Waiting) => here.add("waits", number),
            (Time::Now, Measure::SignOfLife) => here.add("signs", number),
            (Time::Now, Measure::Answer) => here.add("answers", number),
            (Time::Now, Measure::Due) => here.add("overdue", number),
            _ => {}
        }
    }

    fn add_of_key(&mut self, time: Time, measure: Measure, key: &str, number: i32) {
        let Self { sums, answers: (recent, earlier) } = self;
        let (answers, end, opened) =
            if time == Time::Before { (earlier, "_before", "before") } else { (recent, "", "opened") };
        let name = if measure == Measure::OpenByTopic { "open" } else { opened };
        match measure {
            Measure::Answered => answers.answer(key, number),
            Measure::TimeToYes => answers.take(key.parse().unwrap_or_default(), number),
            Measure::ClosedByOutcome => sums.overall.add(format!("{key}{end}"), number),
            Measure::OpenedByBarrier => sums.overall.add(format!("barrier_{key}{end}"), number),
            Measure::OpenedByTopic | Measure::OpenByTopic => {
                let Ok(topic) = key.parse().map(TopicId) else { return };
                sums.by_topic.entry(topic).or_default().add(name, number);
            }
            _ => {}
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

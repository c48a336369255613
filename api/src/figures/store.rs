//! Counts: eight statements, however many cases, weeks and topics there are.

use std::collections::HashMap;

use entities::{
    AskBarrier, Asker, InvolvementStatus, NeighbourhoodId, Outcome, TopicId, case, case_topic, involvement, specialist,
    stale_mark,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, ConnectionTrait, DbErr, ExprTrait, FromQueryResult, Iterable, QueryFilter, QueryResult,
    QuerySelect, QueryTrait, Select, TryGetable,
    sea_query::{Expr, Func, IntoCondition, Order, OverStatement, Query, SimpleExpr, WindowStatement},
};

use super::{
    inputs::FiguresFilter,
    period::Period,
    types::{
        AGES, AcceptTime, AgeFigures, AskBarrierFigures, DirectoryFigures, Figures, Measure, NeighbourhoodFigures,
        OutcomeFigures, TopicFigures, WeekFigures, noted_between,
    },
};
use crate::{
    cases::{
        derived::yes,
        filter::{CaseFilter, condition},
        vocabulary::DueReason,
    },
    context::RequestCtx,
    error::Result,
    policy,
    specialists::freshness::{MARKS, last_stale_day},
};

/// Counts everything.
///
/// # Errors
/// When the database can't be read.
pub async fn figures(req: &RequestCtx, period: Period, filter: &FiguresFilter) -> Result<Figures> {
    let before = period.before();
    let counting = Counting { req, period, before, filter };
    let by_neighbourhood = counting.by_neighbourhood().await?;
    let overall = counting.overall().await?;
    let by_topic = counting.by_topic().await?;
    // Each at once: what asks for them one by one may ask at more than one moment.
    req.loaders.load_many(by_neighbourhood.iter().map(|row| row.of)).await?;
    req.loaders.load_many(by_topic.iter().map(|figures| figures.topic_id)).await?;
    let total = |name: &str| by_neighbourhood.iter().map(|row| row.counts.of(name)).sum::<i32>();
    let measure = |name: &str| Measure { value: total(name), before: total(&format!("{name}_before")) };
    let weeks = period.weeks().into_iter().enumerate().map(|(number, week)| {
        WeekFigures::of(week, overall.of(&format!("opened_{number}")), overall.of(&format!("closed_{number}")))
    });
    Ok(Figures {
        from: period.from,
        to: period.to,
        compared_from: before.from,
        compared_to: before.to,
        open: measure("open"),
        opened: measure("opened"),
        closed: measure("closed"),
        solved_in_neighbourhood: measure("solved"),
        overdue_waits: total("waits"),
        overdue_signs_of_life: total("signs"),
        overdue_answers: total("answers"),
        overdue_cases: total("overdue"),
        accept_time: counting.accept_time().await?,
        by_week: weeks.collect(),
        by_outcome: by_outcome(&overall),
        by_topic,
        by_ask_barrier: by_ask_barrier(&overall),
        open_by_age: ages(total),
        directory: counting.directory().await?,
        by_neighbourhood: by_neighbourhood.iter().map(neighbourhood).collect(),
    })
}

fn neighbourhood(row: &Row<NeighbourhoodId>) -> NeighbourhoodFigures {
    let of = |name: &str| row.counts.of(name);
    NeighbourhoodFigures {
        neighbourhood_id: row.of,
        opened: of("opened"),
        open: of("open"),
        closed: of("closed"),
        overdue: of("overdue"),
        by_informal_carers: of("carers"),
        open_by_age: ages(of),
    }
}

fn ages(of: impl Fn(&str) -> i32) -> Vec<AgeFigures> {
    let of_age =
        |(number, (min_days, max_days))| AgeFigures { min_days, max_days, count: of(&format!("age_{number}")) };
    AGES.into_iter().enumerate().map(of_age).collect()
}

fn by_outcome(overall: &Counts) -> Vec<OutcomeFigures> {
    let figures = Outcome::iter().map(|outcome| {
        let name = outcome.to_value();
        OutcomeFigures { outcome, count: overall.of(&name), before: overall.of(&format!("{name}_before")) }
    });
    let mut found: Vec<_> = figures.filter(|figures| figures.count + figures.before > 0).collect();
    found.sort_by_key(|figures| std::cmp::Reverse(figures.count));
    found
}

fn by_ask_barrier(overall: &Counts) -> Vec<AskBarrierFigures> {
    let figures = AskBarrier::iter().map(|barrier| {
        let name = format!("barrier_{}", barrier.to_value());
        AskBarrierFigures { barrier, count: overall.of(&name), before: overall.of(&format!("{name}_before")) }
    });
    let mut found: Vec<_> = figures.filter(|figures| figures.count + figures.before > 0).collect();
    found.sort_by_key(|figures| std::cmp::Reverse(figures.count));
    found
}

/// What is being counted.
struct Counting<'a> {
    req: &'a RequestCtx,
    period: Period,
    before: Period,
    filter: &'a FiguresFilter,
}

impl Counting<'_> {
    /// The cases that are counted.
    fn cases(&self) -> Select<case::Entity> {
        let FiguresFilter { from: _, to: _, neighbourhood_ids, topic_ids, askers } = self.filter.clone();
        let filter = CaseFilter { neighbourhood_ids, topic_ids, askers, ..CaseFilter::default() };
        policy::figures::cases(&self.req.viewer).filter(condition(self.req, &filter))
    }

    /// How many of them a list with this filter shows.
    fn sum(&self, filter: &CaseFilter) -> SimpleExpr {
        sum_of(condition(self.req, filter))
    }

    async fn by_neighbourhood(&self) -> Result<Vec<Row<NeighbourhoodId>>> {
        let solved = || Some(vec![Outcome::SolvedTogether, Outcome::SolvedByNeighbour]);
        let overdue = |reason| CaseFilter { overdue_reasons: Some(vec![reason]), ..CaseFilter::default() };
        let mut columns = vec![
            ("carers".to_owned(), CaseFilter { askers: Some(vec![Asker::InformalCarer]), ..opened(self.period) }),
            ("overdue".to_owned(), CaseFilter { overdue: Some(true), ..CaseFilter::default() }),
            ("waits".to_owned(), overdue(DueReason::Waiting)),
            ("signs".to_owned(), overdue(DueReason::SignOfLife)),
            ("answers".to_owned(), overdue(DueReason::Answer)),
        ];
        for (end, period) in [("", self.period), ("_before", self.before)] {
            columns.push((format!("open{end}"), open(period)));
            columns.push((format!("opened{end}"), opened(period)));
            columns.push((format!("closed{end}"), closed(period)));
            columns.push((format!("solved{end}"), CaseFilter { outcomes: solved(), ..closed(period) }));
        }
        for (number, age) in AGES.into_iter().enumerate() {
            let (opened_from, opened_to) = noted_between(self.period, age);
            let of_age = CaseFilter { opened_from, opened_to: Some(opened_to), ..open(self.period) };
            columns.push((format!("age_{number}"), of_age));
        }
        let select = self.cases().select_only().column_as(case::Column::NeighbourhoodId, "of");
        let select =
            columns.iter().fold(select, |select, (name, filter)| select.expr_as(self.sum(filter), name.clone()));
        let select = select.group_by(case::Column::NeighbourhoodId);
        let rows = select.into_model::<Row<NeighbourhoodId>>().all(self.req.db()).await?;
        Ok(rows.into_iter().filter(Row::counts_something).collect())
    }

    async fn overall(&self) -> Result<Counts> {
        let mut columns = Vec::new();
        for (number, week) in self.period.weeks().into_iter().enumerate() {
            columns.push((format!("opened_{number}"), opened(week.days)));
            columns.push((format!("closed_{number}"), closed(week.days)));
        }
        for (end, period) in [("", self.period), ("_before", self.before)] {
            for outcome in Outcome::iter() {
                let ended = CaseFilter { outcomes: Some(vec![outcome]), ..closed(period) };
                columns.push((format!("{}{end}", outcome.to_value()), ended));
            }
            for barrier in AskBarrier::iter() {
                let held_back = CaseFilter { ask_barriers: Some(vec![barrier]), ..opened(period) };
                columns.push((format!("barrier_{}{end}", barrier.to_value()), held_back));
            }
        }
        let since = self.before.moments().0;
        let lately = case::Column::OpenedAt.gte(since).or(case::Column::ClosedAt.gte(since));
        let select = self.cases().filter(lately).select_only();
        let select =
            columns.iter().fold(select, |select, (name, filter)| select.expr_as(self.sum(filter), name.clone()));
        Ok(select.into_model::<Counts>().one(self.req.db()).await?.unwrap_or_default())
    }

    async fn by_topic(&self) -> Result<Vec<TopicFigures>> {
        let topic = |column| Expr::col((case_topic::Entity, column));
        let mut select = self
            .cases()
            .select_only()
            .expr_as(topic(case_topic::Column::TopicId), "of")
            .expr_as(self.sum(&opened(self.period)), "opened")
            .expr_as(self.sum(&open(self.period)), "open")
            .expr_as(self.sum(&opened(self.before)), "before");
        let of_case = topic(case_topic::Column::CaseId).equals((case::Entity, case::Column::Id));
        let query = QuerySelect::query(&mut select);
        query.inner_join(case_topic::Entity, of_case).add_group_by([topic(case_topic::Column::TopicId)]);
        // Other topics of the cases that are asked for are not what is asked for.
        if let Some(ids) = &self.filter.topic_ids {
            query.cond_where(case_topic::Column::TopicId.is_in(ids.iter().copied()));
        }
        let rows = select.into_model::<Row<TopicId>>().all(self.req.db()).await?;
        let mut found: Vec<_> = rows
            .iter()
            .filter(|row| row.counts_something())
            .map(|row| TopicFigures {
                topic_id: row.of,
                opened: row.counts.of("opened"),
                open: row.counts.of("open"),
                before: row.counts.of("before"),
            })
            .collect();
        found.sort_by_key(|figures| (std::cmp::Reverse(figures.opened), figures.topic_id));
        Ok(found)
    }

    async fn directory(&self) -> Result<DirectoryFigures> {
        let marks = Query::select()
            .expr(Expr::col((stale_mark::Entity, stale_mark::Column::PersonId)).count_distinct())
            .from(stale_mark::Entity)
            .and_where(
                Expr::col((stale_mark::Entity, stale_mark::Column::SpecialistId))
                    .equals((specialist::Entity, specialist::Column::Id)),
            )
            .and_where(Expr::col((stale_mark::Entity, stale_mark::Column::SettledAt)).is_null())
            .take();
        let is_marked = SimpleExpr::SubQuery(None, Box::new(marks.into())).gte(MARKS);
        let is_old = specialist::Column::CheckedOn.lte(last_stale_day(self.req.today()));
        let in_period = specialist::Column::CheckedOn.between(self.period.from, self.period.to);
        let counts = policy::figures::directory(&self.req.viewer)
            .select_only()
            .expr_as(Expr::col((specialist::Entity, specialist::Column::Id)).count(), "total")
            .expr_as(sum_of(is_marked.clone()), "marks")
            .expr_as(sum_of(is_old.and(is_marked.not())), "age")
            .expr_as(sum_of(in_period), "checked")
            .into_model::<Counts>()
            .one(self.req.db())
            .await?
            .unwrap_or_default();
        let (total, stale_by_marks, stale_by_age) = (counts.of("total"), counts.of("marks"), counts.of("age"));
        let fresh = total - stale_by_marks - stale_by_age;
        Ok(DirectoryFigures { total, fresh, stale_by_age, stale_by_marks, checked_in_period: counts.of("checked") })
    }

    /// Times by rank, so that the middle one is found without reading them all.
    async fn accept_time(&self) -> Result<AcceptTime> {
        let ((start, end), (earliest, _)) = (self.period.moments(), self.before.moments());
        let counted = self.cases().select_only().column(case::Column::Id).into_query();
        let answers = policy::cases::visible_involvements(&self.req.viewer)
            .filter(involvement::Column::CaseId.in_subquery(counted))
            .filter(involvement::Column::AnsweredAt.gte(earliest))
            .filter(involvement::Column::AnsweredAt.lt(end))
            .select_only()
            .expr_as(yes(involvement::Column::AnsweredAt.gte(start)), "recent")
            .expr_as(yes(involvement::Column::Status.is_in(YES)), "accepted")
            .expr_as(yes(involvement::Column::Status.eq(InvolvementStatus::Declined)), "declined")
            .expr_as(
                Expr::col((involvement::Entity, involvement::Column::AnsweredAt))
                    .sub(Expr::col((involvement::Entity, involvement::Column::RequestedAt))),
                "took",
            )
            .into_query();
        let parts = || WindowStatement::partition_by("recent").partition_by("accepted").take();
        let ranked = Query::select()
            .columns(["recent", "accepted", "declined", "took"])
            .expr_window_as(Func::cust("ROW_NUMBER"), parts().order_by("took", Order::Asc).take(), "place")
            .expr_window_as(Expr::col("took").count(), parts(), "total")
            .from_subquery(answers, "answers")
            .take();
        let place = |times: i32| Expr::col("place").mul(times);
        let middle = place(2).gte(Expr::col("total")).and(place(2).lte(Expr::col("total").add(2)));
        let most = place(10).gte(Expr::col("total").mul(9));
        let took_where = |holds: SimpleExpr| SimpleExpr::Case(Box::new(Expr::case(holds, Expr::col("took"))));
        let by_part = Query::select()
            .columns(["recent", "accepted"])
            .expr_as(Expr::col("took").count(), "answers")
            .expr_as(Expr::col("declined").sum(), "declined")
            .expr_as(took_where(middle).avg().cast_as("double precision"), "median")
            .expr_as(took_where(most).min(), "p90")
            .from_subquery(ranked, "ranked")
            .group_by_columns(["recent", "accepted"])
            .take();
        let mut time = AcceptTime::default();
        for row in self.req.db().query_all(&by_part).await? {
            let part = Part::from_query_result(&row, "")?;
            let hours = |millis: f64| millis / 3_600_000.0;
            match (part.recent == 1, part.accepted == 1) {
                (true, true) => {
                    time.accepted = count(part.answers);
                    time.median_hours = part.median.map(hours);
                    #[expect(clippy::cast_precision_loss, reason = "milliseconds of years fit in 52 bits")]
                    let p90 = part.p90.map(|millis| hours(millis as f64));
                    time.p90_hours = p90;
                }
                (true, false) => time.declined = count(part.declined),
                (false, true) => time.median_hours_before = part.median.map(hours),
                (false, false) => {}
            }
            if part.recent == 1 {
                time.answered += count(part.answers);
            }
        }
        Ok(time)
    }
}

/// How an involvement stands that was answered with yes.
const YES: [InvolvementStatus; 2] = [InvolvementStatus::Accepted, InvolvementStatus::Completed];

/// The answers of one time of one sort.
#[derive(FromQueryResult)]
struct Part {
    recent: i32,
    accepted: i32,
    answers: i64,
    declined: i64,
    median: Option<f64>,
    p90: Option<i64>,
}

fn count(rows: i64) -> i32 {
    i32::try_from(rows).unwrap_or(i32::MAX)
}

fn open(period: Period) -> CaseFilter {
    CaseFilter { open_on: Some(period.to), ..CaseFilter::default() }
}

fn opened(period: Period) -> CaseFilter {
    CaseFilter { opened_from: Some(period.from), opened_to: Some(period.to), ..CaseFilter::default() }
}

fn closed(period: Period) -> CaseFilter {
    CaseFilter { closed_from: Some(period.from), closed_to: Some(period.to), ..CaseFilter::default() }
}

fn sum_of(condition: impl IntoCondition) -> SimpleExpr {
    yes(condition).sum()
}

/// Counts by name.
#[derive(Debug, Default)]
struct Counts(HashMap<String, i32>);

impl Counts {
    fn of(&self, name: &str) -> i32 {
        self.0.get(name).copied().unwrap_or(0)
    }
}

impl FromQueryResult for Counts {
    fn from_query_result(row: &QueryResult, _prefix: &str) -> std::result::Result<Self, DbErr> {
        let names = row.column_names().into_iter().filter(|name| name != "of");
        let counts = names.map(|name| {
            let count = row.try_get::<Option<i64>>("", &name)?.unwrap_or(0);
            Ok((name, i32::try_from(count).unwrap_or(i32::MAX)))
        });
        counts.collect::<std::result::Result<_, DbErr>>().map(Self)
    }
}

/// Counts of one neighbourhood or topic.
struct Row<I> {
    of: I,
    counts: Counts,
}

impl<I> Row<I> {
    fn counts_something(&self) -> bool {
        self.counts.0.values().any(|count| *count > 0)
    }
}

impl<I: TryGetable> FromQueryResult for Row<I> {
    fn from_query_result(row: &QueryResult, prefix: &str) -> std::result::Result<Self, DbErr> {
        Ok(Self { of: row.try_get("", "of")?, counts: Counts::from_query_result(row, prefix)? })
    }
}

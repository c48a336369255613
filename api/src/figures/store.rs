//! Puts figures together: at most eight statements, however many cases, weeks and topics there are.

use std::collections::BTreeMap;

use entities::{
    AskBarrier, CaseId, InvolvementStatus, NeighbourhoodId, Outcome, TopicId, case, involvement, specialist, stale_mark,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, Condition, ConnectionTrait, ExprTrait, FromQueryResult, Iterable, QueryFilter,
    QuerySelect, QueryTrait, Select,
    sea_query::{Expr, Func, Order, OverStatement, Query, SimpleExpr, UnionType, WindowStatement},
};

use super::{
    counting::Counting,
    inputs::FiguresFilter,
    period::Period,
    sums::{Counts, Sums},
    tallies::{self, Answers, Asked},
    types::{
        AGES, AcceptTime, AgeFigures, AskBarrierFigures, DirectoryFigures, Figures, Measure, NeighbourhoodFigures,
        OutcomeFigures, TopicFigures, WeekFigures,
    },
};
use crate::{
    cases::{
        derived::yes,
        filter::{CaseFilter, condition},
    },
    context::RequestCtx,
    error::Result,
    policy::{self, figures::Whole},
    specialists::freshness::{MARKS, last_stale_day},
};

/// In these ways the neighbourhood solved it.
const SOLVED: [Outcome; 2] = [Outcome::SolvedTogether, Outcome::SolvedByNeighbour];

/// Of more answers than this, the middle time is read from tallies, to a tenth and mostly much nearer; of fewer it is found exactly.
const MANY: i32 = 2_000;
/// More cases than this are not told one by one in a statement.
const BY_ID: usize = 1_000;

/// Counts everything.
///
/// # Errors
/// When the database can't be read.
pub async fn figures(req: &RequestCtx, period: Period, filter: &FiguresFilter) -> Result<Figures> {
    let before = period.before();
    let (sums, accept_time) = counted(req, period, before, filter).await?;
    let Sums { by_neighbourhood, by_topic, overall } = sums;
    let by_neighbourhood: BTreeMap<_, _> =
        by_neighbourhood.into_iter().filter(|(_, counts)| counts.counts_something()).collect();
    let by_topic = by_topic_in_order(by_topic);
    // Each at once: what asks for them one by one may ask at more than one moment.
    req.loaders.load_many(by_neighbourhood.keys().copied()).await?;
    req.loaders.load_many(by_topic.iter().map(|figures| figures.topic_id)).await?;
    let total = |name: &str| by_neighbourhood.values().map(|counts| counts.of(name)).sum::<i32>();
    let measure = |name: &str| Measure { value: total(name), before: total(&format!("{name}_before")) };
    let solved = |end: &str| SOLVED.iter().map(|way| overall.of(&format!("{}{end}", way.to_value()))).sum();
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
        solved_in_neighbourhood: Measure { value: solved(""), before: solved("_before") },
        overdue_waits: total("waits"),
        overdue_signs_of_life: total("signs"),
        overdue_answers: total("answers"),
        overdue_cases: total("overdue"),
        accept_time,
        by_week: weeks.collect(),
        by_outcome: by_outcome(&overall),
        by_topic,
        by_ask_barrier: by_ask_barrier(&overall),
        open_by_age: ages(total),
        directory: directory(req, period).await?,
        by_neighbourhood: by_neighbourhood.iter().map(|(id, counts)| neighbourhood(*id, counts)).collect(),
    })
}

fn neighbourhood(neighbourhood_id: NeighbourhoodId, counts: &Counts) -> NeighbourhoodFigures {
    let of = |name: &str| counts.of(name);
    NeighbourhoodFigures {
        neighbourhood_id,
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

fn by_topic_in_order(by_topic: BTreeMap<TopicId, Counts>) -> Vec<TopicFigures> {
    let figures = by_topic.into_iter().filter(|(_, counts)| counts.counts_something()).map(|(topic_id, counts)| {
        let of = |name: &str| counts.of(name);
        TopicFigures { topic_id, opened: of("opened"), open: of("open"), before: of("before") }
    });
    let mut found: Vec<_> = figures.collect();
    found.sort_by_key(|figures| (std::cmp::Reverse(figures.opened), figures.topic_id));
    found
}

/// What is counted of cases and answers: of whole neighbourhoods from the tallies, of other cases one by one.
async fn counted(
    req: &RequestCtx,
    period: Period,
    before: Period,
    filter: &FiguresFilter,
) -> Result<(Sums, AcceptTime)> {
    let FiguresFilter { from: _, to: _, neighbourhood_ids, topic_ids, askers } = filter.clone();
    let is_kept = topic_ids.is_none() && askers.is_none() && period.to == req.today();
    let topics = topic_ids.clone();
    let of_cases =
        CaseFilter { neighbourhood_ids: neighbourhood_ids.clone(), topic_ids, askers, ..CaseFilter::default() };
    let cases = policy::figures::cases(&req.viewer).filter(condition(req, &of_cases));
    let counting = |cases| Counting { req, period, before, topics: topics.as_deref(), cases };
    let own = policy::figures::whole(&req.viewer);
    let whole = own.clone().within(neighbourhood_ids.clone());
    if !is_kept || whole.is_nowhere() {
        let sums = counting(cases.clone()).sums().await?;
        return Ok((sums, accept_time(req, vec![answers_of(req, cases)], period, before).await?));
    }
    let rest = match own {
        Whole::All => None,
        Whole::Areas(areas) => elsewhere(req, &areas).await?.map(|elsewhere| cases.filter(elsewhere)),
    };
    let asked = Asked { period, before, whole: &whole, today: req.today() };
    let mut summed = tallies::read(req, &asked).await?;
    if let Some(rest) = rest.clone() {
        summed.sums = summed.sums.and(counting(rest).sums().await?);
    }
    let (recent, earlier) = &summed.answers;
    let answers_elsewhere: Vec<_> = rest.map(|rest| answers_of(req, rest)).into_iter().collect();
    let time = if recent.accepted + earlier.accepted <= MANY {
        let all = std::iter::once(policy::figures::involvements_of_whole(&req.viewer, neighbourhood_ids))
            .chain(answers_elsewhere)
            .collect();
        accept_time(req, all, period, before).await?
    } else {
        of_many(recent, earlier, &accept_time(req, answers_elsewhere, period, before).await?)
    };
    Ok((summed.sums, time))
}

/// Of the viewer's cases those in no neighbourhood of theirs, of which they have a part in few: these are looked for first,
/// and mostly there are none.
async fn elsewhere(req: &RequestCtx, areas: &[NeighbourhoodId]) -> Result<Option<Condition>> {
    let is_elsewhere = case::Column::NeighbourhoodId.is_not_in(areas.iter().copied());
    let elsewhere = Condition::all().add(is_elsewhere);
    let Some(with_part) = policy::cases::with_part_outside(&req.viewer, areas) else { return Ok(Some(elsewhere)) };
    let some = { with_part.clone() }.limit(u64::try_from(BY_ID).unwrap_or(u64::MAX) + 1).take();
    let rows = req.db().query_all(&some).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    if rows.len() > BY_ID {
        return Ok(Some(elsewhere.add(case::Column::Id.in_subquery(with_part))));
    }
    let ids = rows.iter().map(|row| row.try_get("", "id")).collect::<std::result::Result<Vec<CaseId>, _>>()?;
    Ok(Some(elsewhere.add(case::Column::Id.is_in(ids))))
}

/// The few answers of cases elsewhere are counted, and move no middle of many.
fn of_many(recent: &Answers, earlier: &Answers, elsewhere: &AcceptTime) -> AcceptTime {
    AcceptTime {
        answered: recent.answered + elsewhere.answered,
        accepted: recent.accepted + elsewhere.accepted,
        declined: recent.declined + elsewhere.declined,
        median_hours: recent.hours(5),
        p90_hours: recent.hours(9),
        median_hours_before: earlier.hours(5),
    }
}

async fn directory(req: &RequestCtx, period: Period) -> Result<DirectoryFigures> {
    let marks = policy::specialists::open_marks(&req.viewer)
        .select_only()
        .column(stale_mark::Column::SpecialistId)
        .group_by(stale_mark::Column::SpecialistId)
        .having(Expr::col(stale_mark::Column::PersonId).count_distinct().gte(MARKS))
        .into_query();
    let is_marked = specialist::Column::Id.in_subquery(marks);
    let is_old = specialist::Column::CheckedOn.lte(last_stale_day(req.today()));
    let in_period = specialist::Column::CheckedOn.between(period.from, period.to);
    let counts = policy::figures::directory(&req.viewer)
        .select_only()
        .expr_as(Expr::col((specialist::Entity, specialist::Column::Id)).count(), "total")
        .expr_as(yes(is_marked.clone()).sum(), "marks")
        .expr_as(yes(is_old.and(is_marked.not())).sum(), "age")
        .expr_as(yes(in_period).sum(), "checked")
        .into_model::<Counts>()
        .one(req.db())
        .await?
        .unwrap_or_default();
    let (total, stale_by_marks, stale_by_age) = (counts.of("total"), counts.of("marks"), counts.of("age"));
    let fresh = total - stale_by_marks - stale_by_age;
    Ok(DirectoryFigures { total, fresh, stale_by_age, stale_by_marks, checked_in_period: counts.of("checked") })
}

/// What the viewer may know of the involvements of these cases.
fn answers_of(req: &RequestCtx, cases: Select<case::Entity>) -> Select<involvement::Entity> {
    let counted = cases.select_only().column(case::Column::Id).into_query();
    policy::cases::visible_involvements(&req.viewer).filter(involvement::Column::CaseId.in_subquery(counted))
}

/// Times by rank, so that the middle one is found without reading them all. The answers are those of any of the selects;
/// none is in two of them.
async fn accept_time(
    req: &RequestCtx,
    answers: Vec<Select<involvement::Entity>>,
    period: Period,
    before: Period,
) -> Result<AcceptTime> {
    let ((start, end), (earliest, _)) = (period.moments(), before.moments());
    let told = |answers: Select<involvement::Entity>| {
        answers
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
            .into_query()
    };
    let answers = answers.into_iter().map(told).reduce(|mut all, some| all.union(UnionType::All, some).take());
    let Some(answers) = answers else { return Ok(AcceptTime::default()) };
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
    for row in req.db().query_all(&by_part).await? {
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

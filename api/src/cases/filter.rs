//! Which cases a list or board shows, of those that the viewer sees.

use async_graphql::{Enum, InputObject};
use entities::{
    AskBarrier, Asker, CaseId, CaseStatus, Day, NeighbourhoodId, Outcome, PersonId, TopicId, case, case_ask_barrier,
    person,
};
use sea_orm::{ColumnTrait, Condition, ExprTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::SimpleExpr};

use super::{
    derived::{self, REASONS},
    vocabulary::{BoardColumn, DueReason},
};
use crate::{
    contained::{begins, contains},
    context::{RequestCtx, day_start},
    policy,
};

/// Which cases; several fields narrow together, several values of one field widen.
#[derive(Clone, Debug, Default, InputObject)]
pub struct CaseFilter {
    /// One of these; those that the viewer doesn't see are left out.
    pub ids: Option<Vec<CaseId>>,
    /// In one of these areas; their parts are named apart.
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// With one of these topics.
    pub topic_ids: Option<Vec<TopicId>>,
    /// With one of these statuses.
    pub statuses: Option<Vec<CaseStatus>>,
    /// In one of these columns of the viewer's board; `DONE` holds those of the last 30 days.
    pub columns: Option<Vec<BoardColumn>>,
    /// Held by one of these people, of those whom the viewer may know.
    pub holder_ids: Option<Vec<PersonId>>,
    /// True: held by the viewer, or by an entry of the directory that they work for.
    pub mine: Option<bool>,
    /// True: the viewer's figures count it; false: they don't.
    pub in_figures: Option<bool>,
    /// True: it is the viewer's move.
    pub my_turn: Option<bool>,
    /// True: something is past its day; false: nothing is.
    pub overdue: Option<bool>,
    /// Past its day for one of these reasons.
    pub overdue_reasons: Option<Vec<DueReason>>,
    /// Closed with one of these outcomes.
    pub outcomes: Option<Vec<Outcome>>,
    /// Asked by one of these; of the cases that the viewer reads, or counts in figures.
    pub askers: Option<Vec<Asker>>,
    /// Not asked before for one of these reasons; of the cases that the viewer reads, or counts in figures.
    pub ask_barriers: Option<Vec<AskBarrier>>,
    /// Noted on this day or later.
    pub opened_from: Option<Day>,
    /// Noted on this day or earlier.
    pub opened_to: Option<Day>,
    /// Closed on this day or later.
    pub closed_from: Option<Day>,
    /// Closed on this day or earlier.
    pub closed_to: Option<Day>,
    /// Open at the end of this day: noted by then, and not closed by then.
    pub open_on: Option<Day>,
    /// Open, and noted at least so many days ago.
    pub min_age_days: Option<i32>,
    /// Open, and noted at most so many days ago.
    pub max_age_days: Option<i32>,
    /// In the code word; and in the summary where the viewer may read it.
    pub search: Option<String>,
    /// The code word begins so, whatever its capitals.
    pub code_word: Option<String>,
}

/// In what order cases are listed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Enum)]
pub enum CaseOrder {
    /// What changed last comes first.
    #[default]
    Changed,
    /// What was noted last comes first.
    Opened,
    /// What is due first comes first; what nothing is due for comes last.
    Due,
    /// By code word: a word stands before those that it begins.
    CodeWord,
}

impl CaseFilter {
    /// Which areas are asked, all of them without a list, when nothing else is.
    pub fn areas_alone(&self) -> Option<Option<Vec<NeighbourhoodId>>> {
        // A forgotten field would count what isn't asked.
        let Self {
            neighbourhood_ids,
            ids: None,
            topic_ids: None,
            statuses: None,
            columns: None,
            holder_ids: None,
            mine: None,
            in_figures: None,
            my_turn: None,
            overdue: None,
            overdue_reasons: None,
            outcomes: None,
            askers: None,
            ask_barriers: None,
            opened_from: None,
            opened_to: None,
            closed_from: None,
            closed_to: None,
            open_on: None,
            min_age_days: None,
            max_age_days: None,
            search: None,
            code_word: None,
        } = self
        else {
            return None;
        };
        Some(neighbourhood_ids.clone())
    }
}

/// The filter as a condition on cases.
pub fn condition(req: &RequestCtx, filter: &CaseFilter) -> Condition {
    let viewer = &req.viewer;
    let today = req.today();
    // A forgotten field would widen what is asked.
    let CaseFilter {
        ids,
        neighbourhood_ids,
        topic_ids,
        statuses,
        columns,
        holder_ids,
        mine,
        in_figures,
        my_turn,
        overdue,
        overdue_reasons,
        outcomes,
        askers,
        ask_barriers,
        opened_from,
        opened_to,
        closed_from,
        closed_to,
        open_on,
        min_age_days,
        max_age_days,
        search,
        code_word,
    } = filter.clone();
    let from = |column: case::Column, day: Day| column.gte(day_start(day));
    let to = |column: case::Column, day: Day| column.lt(day_start(day.plus_days(1)));
    let old = |days: i32| today.plus_days(-i64::from(days));
    let age_is_asked = min_age_days.is_some() || max_age_days.is_some();
    let for_figures = askers.is_some() || ask_barriers.is_some();
    Condition::all()
        .add_option(ids.map(|ids| case::Column::Id.is_in(ids)))
        .add_option(neighbourhood_ids.map(|ids| case::Column::NeighbourhoodId.is_in(ids)))
        .add_option(topic_ids.map(|ids| case::Column::Id.in_subquery(policy::cases::about(&ids).into_query())))
        .add_option(statuses.map(|statuses| case::Column::Status.is_in(statuses)))
        .add_option(columns.map(|columns| in_columns(req, &columns)))
        .add_option(holder_ids.map(|ids| held_by(req, ids)))
        .add_option(mine.map(|wanted| is(wanted, is_mine(req))))
        .add_option(in_figures.map(|wanted| is(wanted, policy::figures::counted(viewer))))
        .add_option(my_turn.map(|wanted| is(wanted, derived::is_my_turn(viewer, today))))
        .add_option(overdue.map(|wanted| is(wanted, derived::is_overdue(&REASONS, today))))
        .add_option(overdue_reasons.map(|reasons| derived::is_overdue(&reasons, today)))
        .add_option(outcomes.map(|outcomes| case::Column::Outcome.is_in(outcomes)))
        .add_option(askers.map(|askers| case::Column::Asker.is_in(askers)))
        .add_option(ask_barriers.map(|barriers| with_barrier(&barriers)))
        .add_option(for_figures.then(|| policy::cases::may_be_counted(viewer, req.now)))
        .add_option(opened_from.map(|day| from(case::Column::OpenedAt, day)))
        .add_option(opened_to.map(|day| to(case::Column::OpenedAt, day)))
        .add_option(closed_from.map(|day| from(case::Column::ClosedAt, day)))
        .add_option(closed_to.map(|day| to(case::Column::ClosedAt, day)))
        .add_option(open_on.map(|day| to(case::Column::OpenedAt, day)))
        .add_option(open_on.map(open_after))
        .add_option(age_is_asked.then(|| case::Column::Status.ne(CaseStatus::Closed)))
        .add_option(min_age_days.map(|days| to(case::Column::OpenedAt, old(days))))
        .add_option(max_age_days.map(|days| from(case::Column::OpenedAt, old(days))))
        .add_option(search.as_deref().and_then(typed).map(|words| found(req, &words)))
        .add_option(code_word.as_deref().and_then(typed).map(|word| begins(code_word_column(), &word)))
}

/// What somebody looks for, as far as it counts; None when it is nothing.
fn typed(words: &str) -> Option<String> {
    const LONGEST: usize = 100;
    Some(words.trim().chars().take(LONGEST).collect()).filter(|words: &String| !words.is_empty())
}

fn code_word_column() -> (case::Entity, case::Column) {
    (case::Entity, case::Column::CodeWord)
}

fn is(wanted: bool, condition: Condition) -> SimpleExpr {
    derived::yes(condition).eq(i32::from(wanted))
}

/// That it was not closed by the end of this day.
fn open_after(day: Day) -> SimpleExpr {
    case::Column::ClosedAt.is_null().or(case::Column::ClosedAt.gte(day_start(day.plus_days(1))))
}

fn is_mine(req: &RequestCtx) -> Condition {
    let Some(me) = req.viewer.person() else { return Condition::any().add(policy::cases::nothing()) };
    Condition::any()
        .add(case::Column::HolderPersonId.eq(me.id))
        .add(case::Column::HolderSpecialistId.is_in(me.specialists()))
}

/// Held by one of these, of the people whom the viewer may know.
fn held_by(req: &RequestCtx, people: Vec<PersonId>) -> SimpleExpr {
    let known = policy::people::visible(&req.viewer).filter(person::Column::Id.is_in(people));
    case::Column::HolderPersonId.in_subquery(known.select_only().column(person::Column::Id).into_query())
}

fn in_columns(req: &RequestCtx, columns: &[BoardColumn]) -> Condition {
    let numbers = columns.iter().map(|column| *column as i32);
    Condition::all().add(derived::on_board(req.now)).add(derived::column(&req.viewer).is_in(numbers))
}

fn with_barrier(barriers: &[AskBarrier]) -> SimpleExpr {
    let cases = policy::cases::held_back_by(barriers).select_only().column(case_ask_barrier::Column::CaseId);
    case::Column::Id.in_subquery(cases.into_query())
}

fn found(req: &RequestCtx, words: &str) -> Condition {
    let in_summary = Condition::all()
        .add(policy::cases::reads_content(&req.viewer, req.now))
        .add(contains((case::Entity, case::Column::Summary), words));
    Condition::any().add(contains(code_word_column(), words)).add(in_summary)
}

//! How tallies are read from cases and written.

use std::{collections::HashMap, fmt};

use entities::{
    AskBarrier, Asker, CaseId, CaseStatus, Day, InvolvementKind, InvolvementStatus, NeighbourhoodId, Outcome,
    Timestamp, TopicId, case, case_ask_barrier, case_topic, involvement, tally,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DatabaseConnection, DatabaseTransaction, DbBackend, DbErr, EntityTrait, ExprTrait,
    FromQueryResult, IsolationLevel, QueryFilter, QueryOrder, QuerySelect, Set, TransactionTrait,
    sea_query::{Expr, OnConflict, SelectStatement},
};

use super::counted::{Counted, Place, Question, Tallies};
use crate::{database, policy};

/// So many cases are counted, and so many rows written, in one go: statements bind a limited number of values.
const AT_ONCE: u64 = 4_000;
const ROWS_AT_ONCE: usize = 2_000;

/// Adds so many times what these cases count for now.
///
/// # Errors
/// When the database can't be read.
pub async fn add_of(
    db: &impl ConnectionTrait,
    cases: &[CaseId],
    times: i32,
    tallies: &mut Tallies,
) -> Result<(), DbErr> {
    let select = policy::figures::counted_cases().filter(case::Column::Id.is_in(cases.iter().copied()));
    for case in counted(db, select).await?.1 {
        tallies.add(&case, times);
    }
    Ok(())
}

/// What a statement over tallies answers.
///
/// # Errors
/// When the database can't be read.
pub async fn rows<R: FromQueryResult>(db: &impl ConnectionTrait, select: &SelectStatement) -> Result<Vec<R>, DbErr> {
    db.query_all(select).await?.iter().map(|row| R::from_query_result(row, "")).collect()
}

/// Puts numbers into the database, in the order of their places.
///
/// # Errors
/// When the database can't be written.
pub async fn put_in(db: &impl ConnectionTrait, tallies: Tallies) -> Result<(), DbErr> {
    let rows: Vec<_> = tallies.into_changes().map(row).collect();
    let sum = Expr::col((tally::Entity, tally::Column::Number)).add(Expr::cust("excluded.number"));
    for rows in rows.chunks(ROWS_AT_ONCE) {
        let together = OnConflict::columns([
            tally::Column::Measure,
            tally::Column::Span,
            tally::Column::NeighbourhoodId,
            tally::Column::Key,
        ])
        .value(tally::Column::Number, sum.clone())
        .to_owned();
        tally::Entity::insert_many(rows.to_vec()).on_conflict(together).exec_without_returning(db).await?;
    }
    Ok(())
}

/// Counts all cases again. Acts that are under way wait for it.
///
/// # Errors
/// When the database can't be read or written; nothing is changed then.
pub async fn rebuild(db: &DatabaseConnection) -> Result<usize, DbErr> {
    let tx = database::begin(db).await?;
    let cases = rebuild_within(&tx).await?;
    tx.commit().await?;
    Ok(cases)
}

/// The same within this transaction, until the end of which acts wait. Answers how many cases there are.
///
/// # Errors
/// When the database can't be read or written.
pub async fn rebuild_within(tx: &DatabaseTransaction) -> Result<usize, DbErr> {
    if tx.get_database_backend() == DbBackend::Postgres {
        tx.execute_unprepared("LOCK TABLE tallies IN EXCLUSIVE MODE").await?;
    }
    tally::Entity::delete_many().exec(tx).await?;
    let (cases, tallies) = count_all(tx).await?;
    put_in(tx, tallies).await?;
    Ok(cases)
}

/// A number that isn't what counting gives.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    place: Place,
    kept: i32,
    counted: i32,
}

impl fmt::Display for Difference {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { place: Place { measure, span, area, key }, kept, counted } = self;
        write!(f, "{measure:?} {key:?} over {span} in {area}: {kept} is kept, {counted} is counted")
    }
}

/// What is kept otherwise than counting all cases gives; nothing when they are equal.
///
/// # Errors
/// When the database can't be read.
pub async fn compare(db: &DatabaseConnection) -> Result<Vec<Difference>, DbErr> {
    // Both at one moment, whatever is written meanwhile. On a file one transaction sees one moment anyway.
    let level = match db.get_database_backend() {
        DbBackend::Postgres => Some(IsolationLevel::RepeatableRead),
        _ => None,
    };
    let tx = db.begin_with_config(level, None).await?;
    let mut differences = count_all(&tx).await?.1;
    let mut kept = HashMap::new();
    for tally::Model { measure, span, neighbourhood_id: area, key, number } in
        policy::figures::kept_tallies().all(&tx).await?
    {
        let place = Place { measure, span, area, key };
        differences.put(place.clone(), -number);
        kept.insert(place, number);
    }
    tx.rollback().await?;
    let told = differences.into_changes().map(|(place, difference)| {
        let kept = kept.get(&place).copied().unwrap_or_default();
        Difference { place, kept, counted: kept + difference }
    });
    Ok(told.collect())
}

async fn count_all(db: &impl ConnectionTrait) -> Result<(usize, Tallies), DbErr> {
    let mut tallies = Tallies::default();
    let mut after = None;
    let mut number = 0;
    loop {
        let mut select = policy::figures::counted_cases().order_by_asc(case::Column::Id).limit(AT_ONCE);
        if let Some(after) = after {
            select = select.filter(case::Column::Id.gt::<CaseId>(after));
        }
        let (last, cases) = counted(db, select).await?;
        number += cases.len();
        for case in cases {
            tallies.add(&case, 1);
        }
        match last {
            Some(last) => after = Some(last),
            None => return Ok((number, tallies)),
        }
    }
}

#[derive(FromQueryResult)]
struct CaseRow {
    id: CaseId,
    neighbourhood_id: NeighbourhoodId,
    asker: Asker,
    status: CaseStatus,
    outcome: Option<Outcome>,
    waiting_until: Option<Day>,
    sign_of_life_due: Option<Day>,
    opened_at: Timestamp,
    closed_at: Option<Timestamp>,
}

#[derive(FromQueryResult)]
struct QuestionRow {
    case_id: CaseId,
    kind: InvolvementKind,
    status: InvolvementStatus,
    requested_at: Timestamp,
    answered_at: Option<Timestamp>,
    respond_by: Day,
}

/// What is counted of these cases, and the last one's id.
async fn counted(
    db: &impl ConnectionTrait,
    select: sea_orm::Select<case::Entity>,
) -> Result<(Option<CaseId>, Vec<Counted>), DbErr> {
    let rows = select
        .select_only()
        .columns([
            case::Column::Id,
            case::Column::NeighbourhoodId,
            case::Column::Asker,
            case::Column::Status,
            case::Column::Outcome,
            case::Column::WaitingUntil,
            case::Column::SignOfLifeDue,
            case::Column::OpenedAt,
            case::Column::ClosedAt,
        ])
        .into_model::<CaseRow>()
        .all(db)
        .await?;
    let ids: Vec<CaseId> = rows.iter().map(|row| row.id).collect();
    let Some(last) = ids.last().copied() else { return Ok((None, Vec::new())) };
    let mut topics = HashMap::<CaseId, Vec<TopicId>>::new();
    for case_topic::Model { case_id, topic_id, position: _ } in policy::cases::topics_of(&ids).all(db).await? {
        topics.entry(case_id).or_default().push(topic_id);
    }
    let mut barriers = HashMap::<CaseId, Vec<AskBarrier>>::new();
    for case_ask_barrier::Model { case_id, barrier } in policy::cases::ask_barriers_of(&ids).all(db).await? {
        barriers.entry(case_id).or_default().push(barrier);
    }
    let mut questions = HashMap::<CaseId, Vec<Question>>::new();
    for QuestionRow { case_id, kind, status, requested_at, answered_at, respond_by } in questions_of(db, &ids).await? {
        questions.entry(case_id).or_default().push(Question { kind, status, requested_at, answered_at, respond_by });
    }
    let cases = rows.into_iter().map(|row| Counted {
        neighbourhood_id: row.neighbourhood_id,
        asker: row.asker,
        status: row.status,
        outcome: row.outcome,
        waiting_until: row.waiting_until,
        sign_of_life_due: row.sign_of_life_due,
        opened_at: row.opened_at,
        closed_at: row.closed_at,
        topics: topics.remove(&row.id).unwrap_or_default(),
        ask_barriers: barriers.remove(&row.id).unwrap_or_default(),
        questions: questions.remove(&row.id).unwrap_or_default(),
    });
    Ok((Some(last), cases.collect()))
}

async fn questions_of(db: &impl ConnectionTrait, cases: &[CaseId]) -> Result<Vec<QuestionRow>, DbErr> {
    policy::figures::counted_involvements(cases)
        .select_only()
        .columns([
            involvement::Column::CaseId,
            involvement::Column::Kind,
            involvement::Column::Status,
            involvement::Column::RequestedAt,
            involvement::Column::AnsweredAt,
            involvement::Column::RespondBy,
        ])
        .into_model::<QuestionRow>()
        .all(db)
        .await
}

fn row((Place { measure, span, area, key }, number): (Place, i32)) -> tally::ActiveModel {
    tally::ActiveModel {
        measure: Set(measure),
        span: Set(span),
        neighbourhood_id: Set(area),
        key: Set(key),
        number: Set(number),
    }
}

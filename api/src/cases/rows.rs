//! Reading cases and involvements with what belongs to each: two statements, however many there are.

use std::collections::HashMap;

use entities::{
    CaseId, InvolvementKind, InvolvementStatus, PersonId, Timestamp, case, case_follower, case_reading, involvement,
    neighbourhood, person, resident_details, specialist,
};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DatabaseConnection, DbErr, ExprTrait, JoinType, QueryFilter, QueryOrder,
    QuerySelect, Select,
    sea_query::{Expr, Query, SelectStatement, SimpleExpr},
};
use uuid::Uuid;

use super::{involvements::types::Involvement, types::Case};
use crate::policy::{self, Viewer};

/// The names of what is joined to a case or an involvement.
pub mod joined {
    /// The person who holds.
    pub const HOLDER: &str = "holder";
    /// The entry of the directory that holds or is asked.
    pub const ENTRY: &str = "entry";
    /// The viewer as a follower.
    pub const FOLLOWING: &str = "following";
    /// The reason that the viewer gave.
    pub const READING: &str = "reading";
    /// Until when that reason holds.
    pub const UNTIL: &str = "until";
    /// The person who asks.
    pub const REQUESTER: &str = "requester";
    /// The person who is asked.
    pub const RECEIVER: &str = "receiver";
}

/// Reads the cases that the select finds, in its order, each with the involvements that matter for what is
/// derived from it. Two statements, however many there are.
///
/// # Errors
/// When the database can't be read.
pub async fn cases(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    now: Timestamp,
    select: Select<case::Entity>,
) -> Result<Vec<Case>, DbErr> {
    let rows: Vec<Case> = with_bonds(select, viewer, now).into_partial_model().all(db).await?;
    if rows.is_empty() {
        return Ok(rows);
    }
    let derived_from = involvements(db, policy::cases::involvements_of(&rows).filter(is_derived_from())).await?;
    Ok(together(rows, derived_from))
}

/// The same for cases that are known by id, in no order: the two statements run side by side.
///
/// # Errors
/// When the database can't be read.
pub async fn cases_among(
    db: &DatabaseConnection,
    viewer: &Viewer,
    now: Timestamp,
    ids: &[CaseId],
) -> Result<Vec<Case>, DbErr> {
    let select = policy::cases::visible(viewer).filter(case::Column::Id.is_in(ids.iter().copied()));
    let (rows, derived_from) = futures_util::try_join!(
        with_bonds(select, viewer, now).into_partial_model().all(db),
        involvements(db, policy::cases::all_involvements_among(viewer, ids).filter(is_derived_from())),
    )?;
    Ok(together(rows, derived_from))
}

fn together(mut cases: Vec<Case>, involvements: Vec<Involvement>) -> Vec<Case> {
    let mut of_case: HashMap<CaseId, Vec<Involvement>> = HashMap::new();
    for involvement in involvements {
        of_case.entry(involvement.case_id).or_default().push(involvement);
    }
    for case in &mut cases {
        case.involvements = of_case.remove(&case.id).unwrap_or_default();
    }
    cases
}

/// Reads one case. Two statements.
///
/// # Errors
/// When the database can't be read.
pub async fn case(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    now: Timestamp,
    id: CaseId,
) -> Result<Option<Case>, DbErr> {
    let select = policy::cases::visible(viewer).filter(case::Column::Id.eq(id));
    Ok(cases(db, viewer, now, select).await?.pop())
}

/// Reads one case with all its involvements, the open ones first, then newest first. Two statements.
///
/// # Errors
/// When the database can't be read.
pub async fn whole_case(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    now: Timestamp,
    id: CaseId,
) -> Result<Option<(Case, Vec<Involvement>)>, DbErr> {
    let select = policy::cases::visible(viewer).filter(case::Column::Id.eq(id));
    let Some(mut case) = with_bonds(select, viewer, now).into_partial_model::<Case>().one(db).await? else {
        return Ok(None);
    };
    let all = policy::cases::involvements_of(std::slice::from_ref(&case));
    let all = involvements(db, in_reading_order(all)).await?;
    case.involvements = all.iter().filter(|one| one.is_open() || one.once_made_holder()).cloned().collect();
    Ok(Some((case, all)))
}

/// Reads the involvements that the select finds, in its order. One statement.
///
/// # Errors
/// When the database can't be read.
pub async fn involvements(
    db: &impl ConnectionTrait,
    select: Select<involvement::Entity>,
) -> Result<Vec<Involvement>, DbErr> {
    with_parties(select).into_partial_model().all(db).await
}

/// The open ones first, then newest first.
pub fn in_reading_order(select: Select<involvement::Entity>) -> Select<involvement::Entity> {
    let is_over: SimpleExpr = Expr::case(involvement::Column::EndedAt.is_null(), 0).finally(1).into();
    select.order_by_asc(is_over).order_by_desc(involvement::Column::RequestedAt).order_by_desc(involvement::Column::Id)
}

/// What column, turn, due day and access are derived from: what is open, and what once made somebody holder.
fn is_derived_from() -> Condition {
    let made_holder = Condition::all()
        .add(involvement::Column::Status.eq(InvolvementStatus::Completed))
        .add(involvement::Column::Kind.is_in([InvolvementKind::Takeover, InvolvementKind::Handover]));
    let is_open = involvement::Column::Status.is_in([InvolvementStatus::Requested, InvolvementStatus::Accepted]);
    Condition::any().add(is_open).add(made_holder)
}

/// With the neighbourhood, the holder's name, and what binds the viewer.
fn with_bonds(mut select: Select<case::Entity>, viewer: &Viewer, now: Timestamp) -> Select<case::Entity> {
    // Nobody and machines see no case; for them no row is joined either.
    let me = viewer.person_id().unwrap_or(PersonId(Uuid::nil()));
    let id = || Expr::col((case::Entity, case::Column::Id));
    QuerySelect::query(&mut select)
        .inner_join(
            neighbourhood::Entity,
            Expr::col((neighbourhood::Entity, neighbourhood::Column::Id))
                .equals((case::Entity, case::Column::NeighbourhoodId)),
        )
        .join_as(
            JoinType::LeftJoin,
            person::Entity,
            joined::HOLDER,
            Expr::col((joined::HOLDER, person::Column::Id)).equals((case::Entity, case::Column::HolderPersonId)),
        )
        .join_as(
            JoinType::LeftJoin,
            specialist::Entity,
            joined::ENTRY,
            Expr::col((joined::ENTRY, specialist::Column::Id)).equals((case::Entity, case::Column::HolderSpecialistId)),
        )
        .join_as(
            JoinType::LeftJoin,
            case_follower::Entity,
            joined::FOLLOWING,
            id().equals((joined::FOLLOWING, case_follower::Column::CaseId))
                .and(Expr::col((joined::FOLLOWING, case_follower::Column::PersonId)).eq(me))
                .and(Expr::col((joined::FOLLOWING, case_follower::Column::EndedAt)).is_null()),
        )
        .join_subquery(
            JoinType::LeftJoin,
            reasons(me, now),
            joined::READING,
            id().equals((joined::READING, case_reading::Column::CaseId)),
        );
    select
}

/// What is known of the resident's details without opening them. Looked up for each case: joined, all details of the
/// municipality are read for the few of a board.
pub fn of_details(column: resident_details::Column) -> SimpleExpr {
    let details = Query::select()
        .column((resident_details::Entity, column))
        .from(resident_details::Entity)
        .and_where(
            Expr::col((resident_details::Entity, resident_details::Column::CaseId))
                .equals((case::Entity, case::Column::Id)),
        )
        .take();
    SimpleExpr::SubQuery(None, Box::new(details.into()))
}

/// Until when the reasons hold that this person gave.
fn reasons(me: PersonId, now: Timestamp) -> SelectStatement {
    Query::select()
        .column(case_reading::Column::CaseId)
        .expr_as(Expr::col(case_reading::Column::ExpiresAt).max(), joined::UNTIL)
        .from(case_reading::Entity)
        .and_where(Expr::col(case_reading::Column::PersonId).eq(me))
        .and_where(Expr::col(case_reading::Column::ExpiresAt).gt(now))
        .group_by_col(case_reading::Column::CaseId)
        .take()
}

/// With the names of who asks and who is asked.
fn with_parties(mut select: Select<involvement::Entity>) -> Select<involvement::Entity> {
    let person_in = |alias, column| Expr::col((alias, person::Column::Id)).equals((involvement::Entity, column));
    QuerySelect::query(&mut select)
        .join_as(
            JoinType::LeftJoin,
            person::Entity,
            joined::REQUESTER,
            person_in(joined::REQUESTER, involvement::Column::RequesterId),
        )
        .join_as(
            JoinType::LeftJoin,
            person::Entity,
            joined::RECEIVER,
            person_in(joined::RECEIVER, involvement::Column::ReceiverPersonId),
        )
        .join_as(
            JoinType::LeftJoin,
            specialist::Entity,
            joined::ENTRY,
            Expr::col((joined::ENTRY, specialist::Column::Id))
                .equals((involvement::Entity, involvement::Column::ReceiverSpecialistId)),
        )
        .inner_join(
            case::Entity,
            Expr::col((case::Entity, case::Column::Id)).equals((involvement::Entity, involvement::Column::CaseId)),
        )
        .inner_join(
            neighbourhood::Entity,
            Expr::col((neighbourhood::Entity, neighbourhood::Column::Id))
                .equals((case::Entity, case::Column::NeighbourhoodId)),
        );
    select
}

//! Who can still act where a case is, as expressions: an area may end, a role, an account.

use entities::{Role, case, involvement, neighbourhood, person, role_grant, specialist};
use sea_orm::{
    ExprTrait,
    sea_query::{CommonTableExpression, Expr, Query, SelectStatement, SimpleExpr, UnionType, WithClause},
};

/// Every area with itself and each one in which it lies: the same for all rows of a select, so that it is worked out once.
const AROUND: &str = "around";
const AREA: &str = "area";
const WHOLE: &str = "whole";

/// That who carries the case can act in it: a person who helps there, or an entry that somebody signs in for.
pub fn holder_can_act() -> SimpleExpr {
    let of_case = |column| Expr::col((case::Entity, column));
    let area = of_case(case::Column::NeighbourhoodId);
    helps_in(of_case(case::Column::HolderPersonId), area, &[Role::Connector, Role::CommunityWorker])
        .or(is_staffed(of_case(case::Column::HolderSpecialistId)))
}

/// That somebody who can sign in answers for the entry that is asked.
pub fn receiver_has_account() -> SimpleExpr {
    is_staffed(Expr::col((involvement::Entity, involvement::Column::ReceiverSpecialistId)))
}

/// That somebody who can sign in answers for the entry, in a select of entries.
pub fn entry_is_staffed() -> SimpleExpr {
    is_staffed(Expr::col((specialist::Entity, specialist::Column::Id)))
}

/// That who would take the case over is a community worker where it is, so that saying yes leaves it with somebody.
pub fn taker_works_there() -> SimpleExpr {
    let area = Expr::col((case::Entity, case::Column::NeighbourhoodId));
    helps_in(Expr::col((involvement::Entity, involvement::Column::TakerId)), area, &[Role::CommunityWorker])
}

/// That this person has one of these roles in this area, or in one that it lies in.
fn helps_in(who: SimpleExpr, area: SimpleExpr, roles: &[Role]) -> SimpleExpr {
    let around = Query::select().column(WHOLE).from(AROUND).and_where(Expr::col((AROUND, AREA)).eq(area)).take();
    let grants = grants_of_open_accounts()
        .and_where(grant(role_grant::Column::PersonId).eq(who))
        .and_where(grant(role_grant::Column::Role).is_in(roles.iter().copied()))
        .and_where(grant(role_grant::Column::NeighbourhoodId).in_subquery(around))
        .with_cte(WithClause::new().recursive(true).cte(with_wholes()).to_owned())
        .take();
    Expr::exists(grants)
}

/// That somebody who can sign in works for this entry: who was invited and never came answers nothing. Whoever
/// belongs to the demo signs in without a password.
fn is_staffed(entry: SimpleExpr) -> SimpleExpr {
    let account = |column| Expr::col((person::Entity, column));
    let signs_in =
        account(person::Column::PasswordHash).is_not_null().or(account(person::Column::DemoStory).is_not_null());
    let grants = grants_of_open_accounts()
        .and_where(grant(role_grant::Column::SpecialistId).eq(entry))
        .and_where(signs_in)
        .take();
    Expr::exists(grants)
}

fn grant(column: role_grant::Column) -> SimpleExpr {
    Expr::col((role_grant::Entity, column))
}

fn grants_of_open_accounts() -> SelectStatement {
    let account = |column| Expr::col((person::Entity, column));
    Query::select()
        .expr(Expr::value(1))
        .from(role_grant::Entity)
        .inner_join(person::Entity, account(person::Column::Id).eq(grant(role_grant::Column::PersonId)))
        .and_where(grant(role_grant::Column::EndedAt).is_null())
        .and_where(account(person::Column::EndedAt).is_null())
        .take()
}

fn with_wholes() -> CommonTableExpression {
    let own = |column| Expr::col((neighbourhood::Entity, column));
    let wholes = Query::select()
        .expr(Expr::col((AROUND, AREA)))
        .expr(own(neighbourhood::Column::ParentId))
        .from(neighbourhood::Entity)
        .inner_join(AROUND, own(neighbourhood::Column::Id).eq(Expr::col((AROUND, WHOLE))))
        .and_where(own(neighbourhood::Column::ParentId).is_not_null())
        .take();
    let all = Query::select()
        .expr(own(neighbourhood::Column::Id))
        .expr(own(neighbourhood::Column::Id))
        .from(neighbourhood::Entity)
        .union(UnionType::Distinct, wholes)
        .take();
    CommonTableExpression::new().table_name(AROUND).columns([AREA, WHOLE]).query(all).to_owned()
}

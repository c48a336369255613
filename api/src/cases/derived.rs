//! Column, turn and due day in SQL, for lists, counts and filters: the same as `outlook` says of one case.

use entities::{CaseStatus, Day, InvolvementKind, InvolvementStatus, Timestamp, WaitingFor, case, involvement};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait,
    sea_query::{DynIden, Expr, Func, IntoCondition, IntoIden, Query, SelectStatement, SimpleExpr},
};

use super::{
    outlook::done_since,
    vocabulary::{BoardColumn, DueReason},
};
use crate::policy::{self, PersonViewer, Viewer, cases::fixed};

/// The day of a case that nothing is due for: after every other.
pub const NEVER: &str = "9999-12-31";

/// Cases that stand on the board: open ones, which close after all others, and those closed lately. It is written as the
/// index has it, with its number in the statement itself.
pub fn on_board(now: Timestamp) -> SimpleExpr {
    let never = SimpleExpr::Constant(i64::MAX.into());
    let closes = Func::coalesce([Expr::col((case::Entity, case::Column::ClosedAt)), never]);
    SimpleExpr::from(closes).gte(done_since(now))
}

/// The number of the column in which the viewer sees a case, from the left.
pub fn column(viewer: &Viewer) -> SimpleExpr {
    column_where(policy::cases::only_follows(viewer))
}

/// The number of the column in which everybody sees a case who does more than follow it.
pub fn shared_column() -> SimpleExpr {
    column_where(policy::cases::nothing())
}

fn column_where(only_follows: impl IntoCondition) -> SimpleExpr {
    use InvolvementKind::{Consultation, Handover, JointVisit, Support};
    use InvolvementStatus::{Accepted, Requested};
    let number = |column: BoardColumn| SimpleExpr::Constant((column as i32).into());
    let waits_for_answer = exists(&[Handover], &[Requested]);
    let in_consultation = exists(&[Support, Consultation, JointVisit], &[Requested, Accepted]);
    let waits = Condition::any().add(status().eq(fixed(&CaseStatus::Waiting))).add(waits_for_answer);
    Expr::case(status().eq(fixed(&CaseStatus::Closed)), number(BoardColumn::Done))
        .case(only_follows, number(BoardColumn::HandedOver))
        .case(waits, number(BoardColumn::Waiting))
        .case(in_consultation, number(BoardColumn::InConsultation))
        .case(status().eq(fixed(&CaseStatus::New)), number(BoardColumn::New))
        .finally(number(BoardColumn::Active))
        .into()
}

/// That it is the viewer's move. What a row tells by itself stands before what is looked up for it.
pub fn is_my_turn(viewer: &Viewer, today: Day) -> Condition {
    let Some(me) = viewer.person() else { return Condition::any().add(policy::cases::nothing()) };
    let asked_me = Condition::any()
        .add(involvement_column(involvement::Column::ReceiverPersonId).eq(me.id))
        .add(involvement_column(involvement::Column::ReceiverSpecialistId).is_in(me.specialists()));
    // For all cases at once: few questions are the viewer's.
    let mut first_questions = Query::select();
    first_questions
        .expr(involvement_column(involvement::Column::CaseId))
        .from(involvement::Entity)
        .and_where(involvement_column(involvement::Column::Status).eq(fixed(&InvolvementStatus::Requested)))
        .cond_where(asked_me)
        .and_where(Expr::exists(sooner_question()).not());
    let waits_on = case::Column::WaitingUntil.is_not_null().and(case::Column::WaitingUntil.gte(today));
    let i_hold = Condition::any()
        .add(case::Column::HolderPersonId.eq(me.id))
        .add(case::Column::HolderSpecialistId.is_in(me.specialists()));
    let for_specialist = waits_on.clone().and(case::Column::WaitingFor.eq(WaitingFor::Specialist));
    let for_me = Condition::all().add(for_specialist).add(Expr::exists(first_specialist(me)));
    let nothing_else = Condition::all().add(i_hold).add(yes(waits_on).eq(0));
    let unasked =
        Condition::all().add(Condition::any().add(nothing_else).add(for_me)).add(Expr::exists(questions()).not());
    Condition::all()
        .add(is_open())
        .add(Condition::any().add(case::Column::Id.in_subquery(first_questions)).add(unasked))
}

/// That something is past its day, for any of these reasons.
pub fn is_overdue(reasons: &[DueReason], today: Day) -> Condition {
    let late = reasons.iter().map(|reason| match reason {
        DueReason::Answer => {
            let mut late = questions();
            late.and_where(involvement_column(involvement::Column::RespondBy).lt(today));
            Expr::exists(late)
        }
        DueReason::Waiting => case::Column::WaitingUntil.lt(today),
        DueReason::SignOfLife => case::Column::SignOfLifeDue.lt(today),
    });
    let any = late.fold(Condition::any().add(policy::cases::nothing()), Condition::add);
    Condition::all().add(is_open()).add(any)
}

/// All reasons for which something is due.
pub const REASONS: [DueReason; 3] = [DueReason::Waiting, DueReason::SignOfLife, DueReason::Answer];

/// The first day that something is due, [`NEVER`] without one.
pub fn due_on() -> SimpleExpr {
    let mut first_answer = questions();
    first_answer.clear_selects().expr(involvement_column(involvement::Column::RespondBy).min());
    let or_never = |day: SimpleExpr| SimpleExpr::from(Func::coalesce([day, Expr::value(NEVER)]));
    let open = Func::least([
        or_never(SimpleExpr::SubQuery(None, Box::new(first_answer.into()))),
        or_never(Expr::col((case::Entity, case::Column::WaitingUntil))),
        or_never(Expr::col((case::Entity, case::Column::SignOfLifeDue))),
    ]);
    Expr::case(status().eq(fixed(&CaseStatus::Closed)), Expr::value(NEVER)).finally(open).into()
}

/// 1 when it holds, 0 when it doesn't and when that is unknown.
pub fn yes(condition: impl IntoCondition) -> SimpleExpr {
    let number = |number: i32| SimpleExpr::Constant(number.into());
    Expr::case(condition, number(1)).finally(number(0)).into()
}

fn exists(kinds: &[InvolvementKind], statuses: &[InvolvementStatus]) -> SimpleExpr {
    let mut of_case = involvements();
    of_case
        .and_where(involvement_column(involvement::Column::Kind).is_in(kinds.iter().map(fixed)))
        .and_where(involvement_column(involvement::Column::Status).is_in(statuses.iter().map(fixed)));
    Expr::exists(of_case)
}

/// The unanswered questions of the case that is looked at.
fn questions() -> SelectStatement {
    let mut of_case = involvements();
    of_case.and_where(involvement_column(involvement::Column::Status).eq(fixed(&InvolvementStatus::Requested)));
    of_case
}

/// A question of the same case that must be answered before the one that is looked at.
fn sooner_question() -> SelectStatement {
    const SOONER: &str = "sooner";
    let of_sooner = |column| Expr::col((SOONER, column));
    let same_day = of_sooner(involvement::Column::RespondBy)
        .equals((involvement::Entity, involvement::Column::RespondBy))
        .and(of_sooner(involvement::Column::Id).lt(involvement_column(involvement::Column::Id)));
    Query::select()
        .expr(Expr::value(1))
        .from_as(involvement::Entity, SOONER)
        .and_where(of_sooner(involvement::Column::CaseId).equals((involvement::Entity, involvement::Column::CaseId)))
        .and_where(of_sooner(involvement::Column::Status).eq(fixed(&InvolvementStatus::Requested)))
        .and_where(
            of_sooner(involvement::Column::RespondBy)
                .lt(involvement_column(involvement::Column::RespondBy))
                .or(same_day),
        )
        .take()
}

/// The specialist who helped first of those who help now, when the viewer works for that entry.
fn first_specialist(me: &PersonViewer) -> SelectStatement {
    const EARLIER: &str = "earlier";
    let helps = |table: DynIden| {
        let column = |column: involvement::Column| Expr::col((table.clone(), column));
        let offered = column(involvement::Column::TakerId).equals((table.clone(), involvement::Column::RequesterId));
        Condition::all()
            .add(column(involvement::Column::Status).eq(fixed(&InvolvementStatus::Accepted)))
            .add(column(involvement::Column::ReceiverSpecialistId).is_not_null())
            .add(yes(offered).eq(0))
    };
    let of_earlier = |column| Expr::col((EARLIER, column));
    let earlier = Query::select()
        .expr(Expr::value(1))
        .from_as(involvement::Entity, EARLIER)
        .and_where(of_earlier(involvement::Column::CaseId).equals((involvement::Entity, involvement::Column::CaseId)))
        .and_where(of_earlier(involvement::Column::Id).lt(involvement_column(involvement::Column::Id)))
        .cond_where(helps(EARLIER.into_iden()))
        .take();
    let mut of_case = involvements();
    of_case
        .cond_where(helps(involvement::Entity.into_iden()))
        .and_where(involvement_column(involvement::Column::ReceiverSpecialistId).is_in(me.specialists()))
        .and_where(Expr::exists(earlier).not());
    of_case
}

fn involvements() -> SelectStatement {
    Query::select()
        .expr(Expr::value(1))
        .from(involvement::Entity)
        .and_where(involvement_column(involvement::Column::CaseId).equals((case::Entity, case::Column::Id)))
        .take()
}

/// That the case isn't closed.
pub fn is_open() -> SimpleExpr {
    status().ne(fixed(&CaseStatus::Closed))
}

fn status() -> SimpleExpr {
    Expr::col((case::Entity, case::Column::Status))
}

fn involvement_column(column: involvement::Column) -> SimpleExpr {
    Expr::col((involvement::Entity, column))
}

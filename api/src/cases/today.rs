//! What waits for the viewer today: the most urgent first.

use async_graphql::{ComplexObject, Context, Enum, SimpleObject};
use entities::{CaseStatus, Day, InvolvementStatus, Timestamp, WaitingFor, case, involvement};
use sea_orm::{ColumnTrait, Condition, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{
    derived,
    filter::CaseOrder,
    involvements::types::Involvement,
    list::{self, CasePage},
    outlook::{Holder, overdue_days},
    parties,
    party::Party,
    rows,
    types::Case,
    vocabulary::{CaseAct, DueReason, InvolvementAct},
};
use crate::{
    context::{Req, RequestCtx, local_day},
    error::Result,
    paging::PageArguments,
    policy,
};

/// The most cases that are looked at for what waits.
const MOST: u64 = 200;

/// Days ahead of which a sign of life or a visit is told.
const DAYS_AHEAD: i64 = 7;

/// Why something waits for the viewer.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum WaitingReason {
    /// The viewer is asked along and must answer.
    Answer,
    /// A new case that nobody holds.
    PickUp,
    /// The day passed until which a case of the viewer waits.
    WaitOverdue,
    /// A sign of life is due: of the viewer, or of the specialist whom the viewer follows.
    SignOfLifeDue,
    /// A visit is planned.
    VisitPlanned,
    /// Somebody whom the viewer asked didn't answer in time.
    ReplyOverdue,
}

/// One thing that waits for the viewer.
#[derive(SimpleObject)]
pub struct WaitingItem {
    /// Why.
    pub reason: WaitingReason,
    /// In which case.
    pub case: Case,
    /// The involvement that it is about.
    pub involvement: Option<Involvement>,
    /// By when; null when there is no day.
    pub due_on: Option<Day>,
    /// Whole days past that day; 0 when in time.
    pub overdue_days: i32,
    /// Whom to call about it.
    pub call: Option<Party>,
}

/// Home: what waits, my cases, and those that I follow.
#[derive(SimpleObject)]
#[graphql(complex)]
pub struct Today {
    /// What waits for the viewer, the most urgent first. Short by nature.
    pub waiting: Vec<WaitingItem>,
}

#[ComplexObject]
impl Today {
    /// The open cases that the viewer holds; what is due first comes first.
    async fn my_cases(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<CasePage> {
        let req = ctx.req();
        let select =
            policy::cases::visible(&req.viewer).filter(policy::cases::holds(&req.viewer)).filter(derived::is_open());
        let arguments = PageArguments { first, after, ..PageArguments::default() };
        let asked = parties::Asked::of_nodes(&ctx.look_ahead());
        list::page(req, select, CaseOrder::Due, &arguments, asked).await
    }

    /// The open cases that the viewer follows; what changed last comes first.
    async fn followed(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
    ) -> async_graphql::Result<CasePage> {
        let req = ctx.req();
        let select = policy::cases::visible(&req.viewer)
            .filter(policy::cases::only_follows(&req.viewer))
            .filter(derived::is_open());
        let arguments = PageArguments { first, after, ..PageArguments::default() };
        let asked = parties::Asked::of_nodes(&ctx.look_ahead());
        list::page(req, select, CaseOrder::Changed, &arguments, asked).await
    }
}

/// What waits for the viewer, the most urgent first. Two statements.
///
/// # Errors
/// When the database can't be read.
pub async fn waiting(req: &RequestCtx) -> Result<Vec<WaitingItem>> {
    let cases = rows::cases(req.db(), &req.viewer, req.now, may_wait(req)).await?;
    list::remember(req, &cases).await?;
    let mut items: Vec<WaitingItem> = cases.iter().flat_map(|case| items_of(req, case)).collect();
    let far = req.today().plus_days(36_500);
    items.sort_by_key(|item| {
        (std::cmp::Reverse(item.overdue_days), item.due_on.unwrap_or(far), item.reason, item.case.opened_at)
    });
    Ok(items)
}

/// The cases in which something may wait, the most urgent first: of very many, those are told.
fn may_wait(req: &RequestCtx) -> sea_orm::Select<case::Entity> {
    let viewer = &req.viewer;
    let asked = policy::cases::own_involvements(viewer)
        .filter(involvement::Column::Status.is_in([InvolvementStatus::Requested, InvolvementStatus::Accepted]))
        .select_only()
        .column(involvement::Column::CaseId);
    let unheld = Condition::all()
        .add(case::Column::Status.eq(CaseStatus::New))
        .add(case::Column::HolderPersonId.is_null())
        .add(case::Column::HolderSpecialistId.is_null());
    let late_sign = Condition::all()
        .add(policy::cases::only_follows(viewer))
        .add(derived::is_overdue(&[DueReason::SignOfLife], req.today()));
    policy::cases::visible(viewer)
        .filter(derived::is_open())
        .filter(
            Condition::any()
                .add(policy::cases::holds(viewer))
                .add(policy::cases::asked_any_worker_of(viewer))
                .add(case::Column::Id.in_subquery(asked.into_query()))
                .add(unheld)
                .add(late_sign),
        )
        .order_by_asc(derived::due_on())
        .order_by_desc(case::Column::ChangedAt)
        .order_by_desc(case::Column::Id)
        .limit(MOST)
}

fn items_of(req: &RequestCtx, case: &Case) -> Vec<WaitingItem> {
    let (viewer, today) = (&req.viewer, req.today());
    let standing = case.standing(viewer);
    let item = |reason, involvement: Option<&Involvement>, due_on: Option<Day>, call| WaitingItem {
        reason,
        case: case.clone(),
        involvement: involvement.cloned(),
        due_on,
        overdue_days: due_on.map_or(0, |day| overdue_days(day, today)),
        call,
    };
    let mut items = Vec::new();
    if case.status == CaseStatus::Closed {
        return items;
    }
    for involvement in case.involvements.iter().filter(|involvement| involvement.is_open()) {
        let may = |act| super::available::involvement_acts(viewer, involvement, case).contains(&act);
        let requester = Party::person_named(viewer, involvement.requester_id, involvement.requester_name.as_deref());
        let receiver = Party::receiver(
            viewer,
            req.locale,
            involvement.receiver(),
            involvement.receiver_name(),
            &involvement.neighbourhood_name,
        );
        let is_late = involvement.respond_by < today;
        if may(InvolvementAct::Accept) {
            items.push(item(WaitingReason::Answer, Some(involvement), Some(involvement.respond_by), Some(requester)));
        } else if may(InvolvementAct::Withdraw) && is_late {
            let due = Some(involvement.respond_by);
            items.push(item(WaitingReason::ReplyOverdue, Some(involvement), due, Some(receiver)));
        } else if let Some(on) = involvement.planned_at.and_then(|moment| soon(req, moment)) {
            let takes_part = standing.is_holder() || standing.is_involved();
            let other = if standing.is_holder() { receiver } else { requester };
            items.extend(
                takes_part.then(|| item(WaitingReason::VisitPlanned, Some(involvement), Some(on), Some(other))),
            );
        }
    }
    let may_pick_up = super::available::case_acts(viewer, case).contains(&CaseAct::PickUp);
    if case.holder().is_none() && may_pick_up {
        items.push(item(WaitingReason::PickUp, None, None, None));
    }
    // A specialist who owes an answer is waited for already.
    let is_told = case.waiting_for == Some(WaitingFor::Specialist)
        && items.iter().any(|item| item.reason == WaitingReason::ReplyOverdue);
    if let Some(until) = case.waiting_until.filter(|until| *until < today && standing.is_holder() && !is_told) {
        items.push(item(WaitingReason::WaitOverdue, None, Some(until), None));
    }
    if let Some(due) = case.sign_of_life_due {
        let mine = standing.holds_as_specialist && due <= today.plus_days(DAYS_AHEAD);
        let followed = standing.only_follows() && due < today;
        let holder = case.holder().filter(|_| followed).map(|holder| match holder {
            Holder::Person(id) => Party::person_named(viewer, id, case.holder_person_name.as_deref()),
            Holder::Specialist(id) => Party::specialist_named(viewer, id, case.holder_specialist_name.as_deref()),
        });
        if mine || followed {
            items.push(item(WaitingReason::SignOfLifeDue, None, Some(due), holder));
        }
    }
    items
}

/// The day of a visit that is today or in the coming days.
fn soon(req: &RequestCtx, moment: Timestamp) -> Option<Day> {
    let (day, today) = (local_day(moment), req.today());
    (day >= today && day <= today.plus_days(DAYS_AHEAD)).then_some(day)
}

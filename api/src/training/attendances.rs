//! Who has a place at a meeting or waits for one, as clients see them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{AttendanceId, AttendanceState, PersonId, Timestamp, TrainingSessionId, attendance, person};
use sea_orm::{
    ColumnTrait, DerivePartialModel, ExprTrait, JoinType, QueryFilter, QuerySelect, Select, sea_query::Expr,
};

use super::types::WaitingAt;
use crate::{
    cases::party::Party,
    context::{Req, RequestCtx},
    error::{Fault, Result},
    paging::{self, Page, PageArguments},
    policy,
};

const PARTICIPANT: &str = "participant";
const ENROLLER: &str = "enroller";

/// Somebody's place at a meeting, or their wait for one.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "attendance::Entity")]
pub struct Attendance {
    /// Its id.
    pub id: AttendanceId,
    /// Where they stand.
    pub state: AttendanceState,
    /// Since when it stands so.
    pub at: Timestamp,
    /// Which meeting.
    #[graphql(skip)]
    pub session_id: TrainingSessionId,
    /// Who came first has the lower number.
    #[graphql(skip)]
    pub arrival: i32,
    /// Who, by id: for ticking off and for giving the place up.
    #[graphql(name = "participantId")]
    pub person_id: PersonId,
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((PARTICIPANT, person::Column::Name))")]
    person_name: Option<String>,
    #[graphql(skip)]
    enrolled_by: PersonId,
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((ENROLLER, person::Column::Name))")]
    enrolled_by_name: Option<String>,
}

#[ComplexObject]
impl Attendance {
    /// Who.
    async fn participant(&self, ctx: &Context<'_>) -> Party {
        Party::person_named(&ctx.req().viewer, self.person_id, self.person_name.as_deref())
    }

    /// Who asked for the place when it was somebody else; null when they did themselves.
    async fn enrolled_by(&self, ctx: &Context<'_>) -> Option<Party> {
        let party = || Party::person_named(&ctx.req().viewer, self.enrolled_by, self.enrolled_by_name.as_deref());
        (self.enrolled_by != self.person_id).then(party)
    }

    /// Which place on the waiting list, from 1; null for who doesn't wait.
    async fn waiting_place(&self, ctx: &Context<'_>) -> Result<Option<i32>> {
        if self.state != AttendanceState::Waiting {
            return Ok(None);
        }
        let waiting = ctx.req().load(WaitingAt(self.session_id)).await?.unwrap_or_default();
        let before = waiting.iter().filter(|arrival| **arrival < self.arrival).count();
        Ok(i32::try_from(before + 1).ok())
    }
}

/// The same with the names of who it is about and of who asked, for [`Attendance`].
pub fn with_names(mut attendances: Select<attendance::Entity>) -> Select<attendance::Entity> {
    let is = |alias: &'static str, column| Expr::col((alias, person::Column::Id)).equals((attendance::Entity, column));
    QuerySelect::query(&mut attendances)
        .join_as(JoinType::LeftJoin, person::Entity, PARTICIPANT, is(PARTICIPANT, attendance::Column::PersonId))
        .join_as(JoinType::LeftJoin, person::Entity, ENROLLER, is(ENROLLER, attendance::Column::EnrolledBy));
    attendances
}

/// A page of who has a place at a meeting or waits for one, in the order in which they came. One statement.
///
/// # Errors
/// Arguments that make no page, and when the database can't be read.
pub async fn page(
    req: &RequestCtx,
    meeting: TrainingSessionId,
    arguments: &PageArguments,
) -> async_graphql::Result<Page<Attendance>> {
    let list = format!("attendances of {meeting}");
    let cut = arguments.cut::<(i32, AttendanceId)>(req, &list)?;
    let select = policy::training::visible_attendances(&req.viewer)
        .filter(attendance::Column::SessionId.eq(meeting))
        .filter(attendance::Column::State.ne(AttendanceState::Cancelled));
    let select = with_names(select).cursor_by((attendance::Column::Arrival, attendance::Column::Id));
    let key_of = |row: &Attendance| (row.arrival, row.id);
    let page = paging::read(req, &list, cut, select, key_of).await.map_err(Fault::from)?;
    // Whoever is shown is asked for at once, as far as the viewer may know more of them than the name.
    req.read_ahead(page.edges.iter().map(|edge| edge.node.person_id)).await?;
    Ok(page)
}

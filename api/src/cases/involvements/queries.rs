//! Lists of involvements, and who can be asked along.

use async_graphql::{Context, InputObject, Object, connection::Edge};
use entities::{
    Asker, Day, InvolvementId, InvolvementKind, InvolvementStatus, NeighbourhoodId, Timestamp, TopicId, case,
    involvement, person, role_grant,
};
use sea_orm::{
    ColumnTrait, Condition, ExprTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait, Select,
};

use super::types::Involvement;
use crate::{
    cases::{
        filter::{self, CaseFilter},
        rows,
    },
    context::{Req, RequestCtx, day_start},
    error::{Fault, Result},
    paging::{CountedPage, PageArguments, Side, cursor},
    people::types::Person,
    places::areas::Areas,
    policy,
};

/// The name of the list, for cursors.
const LIST: &str = "involvements";

/// The most community workers of a neighbourhood that are told at once.
const MOST_WORKERS: u64 = 100;

/// Lists of involvements, and who can be asked along.
#[derive(Default)]
pub struct InvolvementQueries;

/// Which involvements; several fields narrow together, several values of one field widen.
#[derive(Clone, Debug, Default, InputObject)]
pub struct InvolvementFilter {
    /// Of these kinds.
    pub kinds: Option<Vec<InvolvementKind>>,
    /// With one of these statuses.
    pub statuses: Option<Vec<InvolvementStatus>>,
    /// True: the viewer has to answer.
    pub waiting_for_me: Option<bool>,
    /// Of a case in one of these areas; their parts are named apart.
    pub neighbourhood_ids: Option<Vec<NeighbourhoodId>>,
    /// Of a case about one of these topics.
    pub topic_ids: Option<Vec<TopicId>>,
    /// Of a case asked by one of these; of the cases that the viewer reads, or counts in figures.
    pub askers: Option<Vec<Asker>>,
    /// True: of a case that the viewer's figures count; false: of one that they don't.
    pub in_figures: Option<bool>,
    /// Asked on this day or later.
    pub requested_from: Option<Day>,
    /// Asked on this day or earlier.
    pub requested_to: Option<Day>,
    /// Answered on this day or later.
    pub answered_from: Option<Day>,
    /// Answered on this day or earlier.
    pub answered_to: Option<Day>,
}

/// How many there are, counted when it is asked.
pub struct InvolvementCount(Box<Select<involvement::Entity>>);

/// How many there are in all.
#[Object]
impl InvolvementCount {
    /// How many there are in all, of those that the viewer may see.
    async fn total_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let count = self.0.as_ref().clone().count(ctx.req().db()).await?;
        Ok(i32::try_from(count).unwrap_or(i32::MAX))
    }
}

#[Object]
impl InvolvementQueries {
    /// The involvements of cases that the viewer sees, and those in which they were a party; newest first.
    async fn involvements(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which of them; all when left out.")] filter: Option<InvolvementFilter>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<CountedPage<Involvement, InvolvementCount>> {
        let req = ctx.req();
        let select =
            policy::cases::visible_involvements(&req.viewer).filter(condition(req, &filter.unwrap_or_default()));
        page(req, select, &PageArguments { first, after, last, before }).await
    }

    /// The community workers who can be asked for this neighbourhood, by name: those of it and of the areas that it
    /// lies in. Short by nature (at most 100).
    async fn community_workers(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Where.")] neighbourhood_id: NeighbourhoodId,
    ) -> Result<Vec<Person>> {
        let req = ctx.req();
        let around = Areas::read(req.db()).await?.with_wholes(neighbourhood_id);
        let workers = policy::cases::workers_of(&around).select_only().column(role_grant::Column::PersonId);
        Ok(policy::people::visible(&req.viewer)
            .filter(person::Column::EndedAt.is_null())
            .filter(person::Column::Id.in_subquery(workers.into_query()))
            .order_by_asc(person::Column::Name)
            .order_by_asc(person::Column::Id)
            .limit(MOST_WORKERS)
            .into_partial_model()
            .all(req.db())
            .await?)
    }
}

fn condition(req: &RequestCtx, filter: &InvolvementFilter) -> Condition {
    // A forgotten field would widen what is asked.
    let InvolvementFilter {
        kinds,
        statuses,
        waiting_for_me,
        neighbourhood_ids,
        topic_ids,
        askers,
        in_figures,
        requested_from,
        requested_to,
        answered_from,
        answered_to,
    } = filter.clone();
    let from = |column: involvement::Column, day: Day| column.gte(day_start(day));
    let to = |column: involvement::Column, day: Day| column.lt(day_start(day.plus_days(1)));
    let asks_cases = neighbourhood_ids.is_some() || topic_ids.is_some() || askers.is_some() || in_figures.is_some();
    let of_cases = || {
        let filter = CaseFilter { neighbourhood_ids, topic_ids, in_figures, askers, ..CaseFilter::default() };
        let cases = policy::cases::visible(&req.viewer).filter(filter::condition(req, &filter));
        involvement::Column::CaseId.in_subquery(cases.select_only().column(case::Column::Id).into_query())
    };
    let waits = |wanted: bool| {
        let waits = crate::cases::derived::yes(policy::cases::waits_for(&req.viewer));
        waits.eq(i32::from(wanted))
    };
    Condition::all()
        .add_option(kinds.map(|kinds| involvement::Column::Kind.is_in(kinds)))
        .add_option(statuses.map(|statuses| involvement::Column::Status.is_in(statuses)))
        .add_option(waiting_for_me.map(waits))
        .add_option(asks_cases.then(of_cases))
        .add_option(requested_from.map(|day| from(involvement::Column::RequestedAt, day)))
        .add_option(requested_to.map(|day| to(involvement::Column::RequestedAt, day)))
        .add_option(answered_from.map(|day| from(involvement::Column::AnsweredAt, day)))
        .add_option(answered_to.map(|day| to(involvement::Column::AnsweredAt, day)))
}

async fn page(
    req: &RequestCtx,
    select: Select<involvement::Entity>,
    arguments: &PageArguments,
) -> async_graphql::Result<CountedPage<Involvement, InvolvementCount>> {
    type Key = (Timestamp, InvolvementId);
    let cut = arguments.cut::<Key>(req, LIST)?;
    let count = InvolvementCount(Box::new(select.clone()));
    let at = involvement::Column::RequestedAt;
    let id = involvement::Column::Id;
    let later = |(moment, key): Key| {
        Condition::any().add(at.gt(moment)).add(Condition::all().add(at.eq(moment)).add(id.gt(key)))
    };
    let earlier = |(moment, key): Key| {
        Condition::any().add(at.lt(moment)).add(Condition::all().add(at.eq(moment)).add(id.lt(key)))
    };
    let select = select.filter(Condition::all().add_option(cut.after.map(earlier)).add_option(cut.before.map(later)));
    let select = match cut.side {
        Side::First => select.order_by_desc(at).order_by_desc(id),
        Side::Last => select.order_by_asc(at).order_by_asc(id),
    };
    let rows = rows::involvements(req.db(), select.limit(cut.limit())).await.map_err(Fault::from)?;
    let (rows, previous, next) = cut.page(rows);
    let mut page = CountedPage::with_additional_fields(previous, next, count);
    let edge = |row: Involvement| Edge::new(cursor(req, LIST, &(row.requested_at, row.id)), row);
    page.edges.extend(rows.into_iter().map(edge));
    Ok(page)
}

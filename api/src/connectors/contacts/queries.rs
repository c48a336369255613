//! Who can be a contact, who is away, and who should have spoken.

use async_graphql::{Context, Object, connection::Edge};
use entities::{ContactSide, Day, FixedContactId, absence, connector, fixed_contact, person};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect, QueryTrait};

use super::{
    mutations::{rhythm, roles_at},
    types::{Absence, ContactPerson, ContactRhythm, FixedContact, OverdueContact},
};
use crate::{
    connectors::{ahead, store::loaders::ContactPersonOf, types::Connector},
    context::{Req, RequestCtx},
    error::{Fault, Result},
    paging::{CountedPage, PageArguments, Side, TotalCount, cursor},
    policy,
};

/// The most people who can be chosen.
const MOST_PEOPLE: u64 = 200;

/// Who can be a contact, who is away, and who should have spoken.
#[derive(Default)]
pub struct ContactQueries;

#[Object]
impl ContactQueries {
    /// Who can be a fixed contact person at a side, by name: for those who can be one themselves; empty for anybody else.
    /// Short by nature.
    async fn possible_contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At which side.")] side: ContactSide,
    ) -> Result<Vec<ContactPerson>> {
        let req = ctx.req();
        let works_with_connectors =
            req.viewer.person_id().is_some_and(|me| policy::connectors::may_plan_absence(&req.viewer, me).is_ok());
        if !works_with_connectors {
            return Ok(Vec::new());
        }
        Ok(policy::connectors::possible_contacts(roles_at(side))
            .order_by_asc(person::Column::Name)
            .order_by_asc(person::Column::Id)
            .limit(MOST_PEOPLE)
            .into_partial_model()
            .all(req.db())
            .await?)
    }

    /// Absences that are not over, the soonest first: the own ones and where the viewer stands in; all of them for who runs
    /// the programme. Short by nature.
    async fn absences(&self, ctx: &Context<'_>) -> Result<Vec<Absence>> {
        let req = ctx.req();
        Ok(policy::connectors::absences(&req.viewer)
            .filter(absence::Column::UntilOn.gte(req.today()))
            .order_by_asc(absence::Column::FromOn)
            .order_by_asc(absence::Column::Id)
            .limit(MOST_PEOPLE)
            .into_partial_model()
            .all(req.db())
            .await?)
    }

    /// How often contact persons and connectors speak, at least; null for who isn't signed in.
    async fn contact_rhythm(&self, ctx: &Context<'_>) -> Result<Option<ContactRhythm>> {
        rhythm(ctx.req()).await
    }

    /// Contacts who should have spoken with their connector before today, the longest ago first: the viewer's own, by
    /// themselves or standing in; all of them for who runs the programme.
    async fn overdue_contacts(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<CountedPage<OverdueContact>> {
        const LIST: &str = "overdueContacts";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(Day, FixedContactId)>(req, LIST)?;
        let contacts = overdue(req).await?;
        let total_count = i32::try_from(contacts.len()).unwrap_or(i32::MAX);
        let key = |contact: &FixedContact| (contact.heard_on, contact.id);
        let mut rows: Vec<FixedContact> = contacts
            .into_iter()
            .filter(|row| cut.after.is_none_or(|after| key(row) > after))
            .filter(|row| cut.before.is_none_or(|before| key(row) < before))
            .collect();
        if cut.side == Side::Last {
            rows.reverse();
        }
        let (rows, has_previous, has_next) = cut.page(rows);
        let profiles: Vec<Connector> = policy::connectors::visible(&req.viewer, req.today())
            .filter(connector::Column::Id.is_in(rows.iter().map(|row| row.connector_id)))
            .into_partial_model()
            .all(req.db())
            .await
            .map_err(Fault::from)?;
        ahead::read(req, ahead::Asked::of(&ctx.look_ahead().field("nodes").field("connector")), &profiles).await?;
        req.read_ahead(rows.iter().map(|row| ContactPersonOf(row.person_id))).await?;
        let mut page = CountedPage::with_additional_fields(has_previous, has_next, TotalCount { total_count });
        page.edges.extend(rows.into_iter().filter_map(|contact| {
            let connector = profiles.iter().find(|profile| profile.id == contact.connector_id)?.clone();
            let cursor = cursor(req, LIST, &(contact.heard_on, contact.id));
            Some(Edge::new(cursor, OverdueContact { connector, contact }))
        }));
        Ok(page)
    }
}

/// The contacts that are overdue today, of connectors who help, the longest ago first. Two at most a connector, so that
/// there are never many.
async fn overdue(req: &RequestCtx) -> Result<Vec<FixedContact>> {
    let Some(me) = req.viewer.person_id() else { return Ok(Vec::new()) };
    let today = req.today();
    let Some(rhythm) = rhythm(req).await? else { return Ok(Vec::new()) };
    let helping = policy::connectors::visible(&req.viewer, today)
        .filter(connector::Column::Status.eq(entities::ConnectorStatus::Active))
        .select_only()
        .column(connector::Column::Id);
    let contacts = policy::connectors::fixed_contacts(&req.viewer, today)
        .filter(policy::connectors::holds_on(today))
        .filter(fixed_contact::Column::HeardOn.lt(today.plus_days(-i64::from(rhythm.days))))
        .filter(fixed_contact::Column::ConnectorId.in_subquery(helping.into_query()));
    let contacts = if policy::connectors::runs_the_programme(&req.viewer) {
        contacts
    } else {
        contacts.filter(policy::connectors::falls_to(me, today))
    };
    Ok(contacts
        .order_by_asc(fixed_contact::Column::HeardOn)
        .order_by_asc(fixed_contact::Column::Id)
        .into_partial_model()
        .all(req.db())
        .await?)
}

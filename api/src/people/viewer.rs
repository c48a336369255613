//! Who is signed in, as they see themselves.

use async_graphql::{Context, Object};
use entities::{CaseStatus, Locale, case, neighbourhood, person};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder, QuerySelect};

use super::types::{Person, RoleGrant, RolesOf};
use crate::{
    board_views::{self, types::BoardView},
    cases::today,
    connectors::types::Connector,
    context::Req,
    error::{Fault, Result},
    network::{self, types::NetworkMember},
    notices::{
        self,
        queries::Which,
        types::{MailSetting, Notice},
    },
    paging::{Page, PageArguments},
    places::types::Neighbourhood,
    policy::{self, PersonViewer, Viewer, ViewerArea},
    training::{
        calendar::{self, types::CalendarAddress},
        renewals::due::{self, TrainingDue},
    },
};

/// The most people whom one can call.
const MOST_PEOPLE: u64 = 100;

/// Who is signed in.
pub struct ViewerCard(PersonViewer);

impl ViewerCard {
    /// The viewer as they see themselves; none for nobody and for machines.
    pub fn of(viewer: &Viewer) -> Option<Self> {
        viewer.person().cloned().map(Self)
    }
}

/// Who is signed in: roles, places and what there is to do.
#[Object(name = "Viewer")]
impl ViewerCard {
    /// The person.
    async fn person(&self, ctx: &Context<'_>) -> Result<Person> {
        let person = ctx.req().load(self.0.id).await?.flatten();
        person.ok_or_else(|| Fault::new("the viewer doesn't see themselves"))
    }

    /// The language in which they are answered.
    async fn locale(&self) -> Locale {
        self.0.locale
    }

    /// The roles they have now, each with its scope. Short by nature: one an area.
    async fn roles(&self, ctx: &Context<'_>) -> Result<Vec<RoleGrant>> {
        Ok(ctx.req().load(RolesOf(self.0.id)).await?.unwrap_or_default())
    }

    /// Where they work: their own areas with the parts of these, in reading order; everything for a coordinator. Short
    /// by nature.
    async fn neighbourhoods(&self, ctx: &Context<'_>) -> Result<Vec<Neighbourhood>> {
        let req = ctx.req();
        Ok(policy::places::neighbourhoods_of(&self.0)
            .order_by_asc(neighbourhood::Column::Position)
            .into_partial_model()
            .all(req.db())
            .await?)
    }

    /// How many open cases they hold.
    async fn open_case_count(&self, ctx: &Context<'_>) -> Result<i32> {
        let req = ctx.req();
        let held = policy::cases::visible(&req.viewer)
            .filter(policy::cases::holds(&req.viewer))
            .filter(case::Column::Status.ne(CaseStatus::Closed));
        Ok(i32::try_from(held.count(req.db()).await?).unwrap_or(i32::MAX))
    }

    /// How many things wait for them: as many as home lists.
    async fn waiting_count(&self, ctx: &Context<'_>) -> Result<i32> {
        Ok(i32::try_from(today::waiting(ctx.req()).await?.len()).unwrap_or(i32::MAX))
    }

    /// The parts of the app that are of use to them, in the order of the menu.
    async fn areas(&self) -> Vec<ViewerArea> {
        self.0.app_areas()
    }

    /// Their profile as a connector, from the start of their training; null for who isn't one.
    async fn connector(&self, ctx: &Context<'_>) -> Result<Option<Connector>> {
        let req = ctx.req();
        Ok(policy::connectors::own(&req.viewer).into_partial_model().one(req.db()).await?)
    }

    /// What they are told (berichten), the latest first.
    async fn notices(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Only those that they didn't see yet.", default)] unseen_only: bool,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<Notice>> {
        let which = if unseen_only { Which::Unseen } else { Which::All };
        notices::queries::page(ctx.req(), which, &PageArguments { first, after, last, before }).await
    }

    /// How many notices they didn't see yet.
    async fn unseen_notice_count(&self, ctx: &Context<'_>) -> Result<i32> {
        notices::queries::unseen_count(ctx.req()).await
    }

    /// How mail about their notices comes to them.
    async fn mail_setting(&self, ctx: &Context<'_>) -> Result<MailSetting> {
        notices::queries::mail_setting(ctx.req()).await
    }

    /// Views of the board that they saved, by name. Short by nature (at most 30).
    async fn board_views(&self, ctx: &Context<'_>) -> Result<Vec<BoardView>> {
        board_views::types::own(ctx.req()).await
    }

    /// Whom they know from working together (mijn mensen), each with how and a way to reach them: whom to call today first,
    /// then the closest. Short by nature (at most 300).
    async fn network(&self, ctx: &Context<'_>) -> Result<Vec<NetworkMember>> {
        network::known::network(ctx.req(), &self.0).await
    }

    /// Whether and why they have to come to a training; null when they don't.
    async fn training_due(&self, ctx: &Context<'_>) -> Result<Option<TrainingDue>> {
        let req = ctx.req();
        let own = policy::training::looked_after(&req.viewer).filter(person::Column::Id.eq(self.0.id));
        Ok(due::of(req, own).await?.pop())
    }

    /// The address of their own calendar, when they made one. The address itself is shown only when it is made.
    async fn calendar_address(&self, ctx: &Context<'_>) -> Result<Option<CalendarAddress>> {
        calendar::types::own(ctx.req()).await
    }

    /// Fellow connectors and community workers of their own areas, whom they can call: workers first, then by name. Short
    /// by nature (at most 100).
    async fn people(&self, ctx: &Context<'_>) -> Result<Vec<Person>> {
        let req = ctx.req();
        Ok(policy::people::colleagues(&self.0)
            .order_by_desc(policy::people::is_community_worker())
            .order_by_asc(person::Column::Name)
            .order_by_asc(person::Column::Id)
            .limit(MOST_PEOPLE)
            .into_partial_model()
            .all(req.db())
            .await?)
    }
}

//! Anything by its id, under the same policy as its own path.

use async_graphql::{Context, ID, Object, Union};
use entities::{
    CaseEventId, CaseId, ConnectorId, InvolvementId, NeighbourhoodId, NoticeId, OrganisationId, PeerQuestionId,
    PersonId, SpecialistId, TopicId, notice,
};
use sea_orm::{ColumnTrait, QueryFilter};

use crate::{
    cases::{
        involvements::types::Involvement,
        timeline::{self, CaseEvent},
        types::Case,
    },
    connectors::{self, types::Connector},
    context::{Req, RequestCtx},
    error::Result,
    notices::types::Notice,
    paging::{BadPage, MOST},
    peers::{self, types::PeerQuestion},
    people::types::Person,
    places::types::{Neighbourhood, Organisation, Topic},
    policy,
    specialists::types::Specialist,
};

/// Anything by its id.
#[derive(Default)]
pub struct NodeQueries;

/// Something that has an id.
#[derive(Union)]
pub enum Node {
    /// A case.
    Case(Box<Case>),
    /// An involvement.
    Involvement(Box<Involvement>),
    /// A line of a timeline.
    CaseEvent(Box<CaseEvent>),
    /// A connector, for who may see the profile.
    Connector(Box<Connector>),
    /// Something that the viewer was told.
    Notice(Box<Notice>),
    /// What a connector asked a fellow connector or a team, for whom it concerns.
    PeerQuestion(Box<PeerQuestion>),
    /// Somebody with an account.
    Person(Person),
    /// An organisation.
    Organisation(Organisation),
    /// A working area.
    Neighbourhood(Neighbourhood),
    /// A topic.
    Topic(Topic),
    /// An entry of the directory.
    Specialist(Box<Specialist>),
}

#[Object]
impl NodeQueries {
    /// Whatever has this id; null when it doesn't exist, or not for the viewer.
    async fn node(&self, ctx: &Context<'_>, #[graphql(desc = "The id of anything.")] id: ID) -> Result<Option<Node>> {
        find(ctx.req(), &id).await
    }

    /// Whatever has these ids, in their order; null for what doesn't exist, or not for the viewer.
    async fn nodes(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Ids of anything, at most 100.")] ids: Vec<ID>,
    ) -> async_graphql::Result<Vec<Option<Node>>> {
        let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
        if count > MOST {
            return Err(BadPage::count("ids", count).into());
        }
        let found = ids.iter().map(|id| find(ctx.req(), id));
        Ok(futures_util::future::try_join_all(found).await?)
    }
}

async fn find(req: &RequestCtx, id: &str) -> Result<Option<Node>> {
    let prefix = id.split('_').next().unwrap_or_default();
    Ok(match prefix {
        CaseId::PREFIX => match id.parse::<CaseId>() {
            Ok(id) => req.load(id).await?.map(|case| Node::Case(Box::new(case.as_ref().clone()))),
            Err(_) => None,
        },
        InvolvementId::PREFIX => match id.parse::<InvolvementId>() {
            Ok(id) => req.load(id).await?.map(|found| Node::Involvement(Box::new(found))),
            Err(_) => None,
        },
        ConnectorId::PREFIX => match id.parse::<ConnectorId>() {
            Ok(id) => connectors::acting::read(req, id).await?.map(|found| Node::Connector(Box::new(found))),
            Err(_) => None,
        },
        CaseEventId::PREFIX => match id.parse::<CaseEventId>() {
            Ok(id) => event(req, id).await?.map(|found| Node::CaseEvent(Box::new(found))),
            Err(_) => None,
        },
        NoticeId::PREFIX => match id.parse::<NoticeId>() {
            Ok(id) => policy::notices::visible(&req.viewer)
                .filter(notice::Column::Id.eq(id))
                .into_partial_model::<Notice>()
                .one(req.db())
                .await?
                .map(|found| Node::Notice(Box::new(found))),
            Err(_) => None,
        },
        PeerQuestionId::PREFIX => match id.parse::<PeerQuestionId>() {
            Ok(id) => peers::queries::read(req, id).await?.map(|found| Node::PeerQuestion(Box::new(found))),
            Err(_) => None,
        },
        PersonId::PREFIX => match id.parse::<PersonId>() {
            Ok(id) => req.load(id).await?.flatten().map(Node::Person),
            Err(_) => None,
        },
        OrganisationId::PREFIX => match id.parse::<OrganisationId>() {
            Ok(id) => req.load(id).await?.map(Node::Organisation),
            Err(_) => None,
        },
        NeighbourhoodId::PREFIX => match id.parse::<NeighbourhoodId>() {
            Ok(id) => req.load(id).await?.map(Node::Neighbourhood),
            Err(_) => None,
        },
        TopicId::PREFIX => match id.parse::<TopicId>() {
            Ok(id) => req.load(id).await?.map(Node::Topic),
            Err(_) => None,
        },
        SpecialistId::PREFIX => match id.parse::<SpecialistId>() {
            Ok(id) => req.load(id).await?.flatten().map(|entry| Node::Specialist(Box::new(entry))),
            Err(_) => None,
        },
        _ => None,
    })
}

/// A line of a timeline, when the viewer sees its case and may know it.
async fn event(req: &RequestCtx, id: CaseEventId) -> Result<Option<CaseEvent>> {
    let Some(line) = timeline::line(req.db(), &req.viewer, id).await? else { return Ok(None) };
    let case = req.load(line.case_id).await?;
    Ok(case.filter(|case| policy::cases::may_know(&req.viewer, &line, case).is_ok()).map(|_| line))
}

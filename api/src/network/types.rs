//! Somebody whom the viewer knows, as the viewer sees them.

use async_graphql::{ComplexObject, Context, Enum, SimpleObject};
use entities::{ContactSide, Day, NeighbourhoodId, PersonId, SpecialistId, TrainingSessionId};

use crate::{
    context::Req,
    error::Result,
    peers::choices::MayBeAsked,
    people::types::{Person, initials},
    places::types::Neighbourhood,
    scalars::{Email, Phone},
    specialists::types::Specialist,
    training::types::TrainingSession,
};

/// How the viewer knows somebody; the closest way first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum)]
pub enum HowKnown {
    /// Stands in today for a fixed contact who is away.
    StandIn,
    /// A fixed contact.
    FixedContact,
    /// A community worker of the viewer's own areas.
    CommunityWorker,
    /// A fellow connector of the viewer's own areas.
    Team,
    /// Gave a meeting at which the viewer was.
    Trainer,
    /// Was at the same meeting.
    FellowParticipant,
    /// An entry of the directory that helped in a case when the viewer asked.
    Specialist,
}

/// One way in which the viewer knows somebody.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Acquaintance {
    /// How.
    pub how: HowKnown,
    /// The last day on which they met or worked together; null for who works in the same areas, or is a contact.
    pub on: Option<Day>,
    /// At which side, of a fixed contact and who stands in for one.
    pub side: Option<ContactSide>,
    /// For whom they stand in.
    pub stands_in_for: Option<String>,
    /// At which meeting.
    #[graphql(skip)]
    pub meeting: Option<TrainingSessionId>,
    /// In which of the viewer's areas.
    #[graphql(skip)]
    pub areas: Vec<NeighbourhoodId>,
}

#[ComplexObject]
impl Acquaintance {
    /// The last meeting at which both were.
    async fn training_session(&self, ctx: &Context<'_>) -> Result<Option<TrainingSession>> {
        match self.meeting {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// The areas of a worker or fellow connector that are the viewer's too, in reading order. Short by nature.
    async fn neighbourhoods(&self, ctx: &Context<'_>) -> Result<Vec<Neighbourhood>> {
        let found = ctx.req().loaders.load_many(self.areas.iter().copied()).await?;
        let mut areas: Vec<Neighbourhood> = found.into_values().collect();
        areas.sort_by_key(|area| area.position);
        Ok(areas)
    }
}

/// Somebody whom the viewer knows, with every way in which they do.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct NetworkMember {
    /// The name.
    pub name: String,
    /// How the viewer knows them, the closest way first. Short by nature: one of a kind.
    pub ways: Vec<Acquaintance>,
    /// Whether it is whom to call today: a fixed contact who is there, or who stands in for one.
    pub is_for_today: bool,
    /// As stored.
    #[graphql(skip)]
    pub phone: Option<String>,
    /// As stored.
    #[graphql(skip)]
    pub email: Option<String>,
    /// Which person.
    #[graphql(skip)]
    pub person_id: Option<PersonId>,
    /// Which entry of the directory.
    #[graphql(skip)]
    pub specialist_id: Option<SpecialistId>,
}

#[ComplexObject]
impl NetworkMember {
    /// First letters of the first and the last part of the name.
    async fn initials(&self) -> String {
        initials(&self.name)
    }

    /// The number to call: of work, or of the entry.
    async fn phone(&self) -> Option<Phone> {
        self.phone.clone().map(Phone::stored)
    }

    /// The address to write to, of somebody for whom this is work, or of the entry; null for volunteers.
    async fn email(&self) -> Option<Email> {
        self.email.clone().map(Email::stored)
    }

    /// As whom the viewer can ask them something (`askPeers`); null for who is no fellow connector.
    async fn peer_id(&self, ctx: &Context<'_>) -> Result<Option<PersonId>> {
        let Some(id) = self.person_id else { return Ok(None) };
        let may = ctx.req().load(MayBeAsked(id)).await?.unwrap_or_default();
        Ok(may.then_some(id))
    }

    /// The person, for whom may know more of them; null for an entry.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.person_id {
            Some(id) => Ok(ctx.req().load(id).await?.flatten()),
            None => Ok(None),
        }
    }

    /// The entry of the directory; null for a person.
    async fn specialist(&self, ctx: &Context<'_>) -> Result<Option<Specialist>> {
        match self.specialist_id {
            Some(id) => Ok(ctx.req().load(id).await?.flatten()),
            None => Ok(None),
        }
    }
}

//! Somebody or something that acts, holds or is on turn.

mod store;

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, SimpleObject, dataloader::Loader};
use entities::{Locale, PersonId, SpecialistId};

use super::{
    outlook::{Holder, Receiver, Turn},
    vocabulary::PartyKind,
};
use crate::{
    context::{Loaders, Req},
    error::{LoadFault, Result},
    people::types::Person,
    policy::{RoleScope, Viewer},
    scalars::Phone,
    specialists::types::Specialist,
};

/// Somebody or something that acts, holds or is on turn.
#[derive(Clone, Debug, SimpleObject)]
#[graphql(complex)]
pub struct Party {
    /// Who or what it is.
    pub kind: PartyKind,
    /// The name, in the viewer's language where it is not somebody's own.
    pub name: String,
    /// Whether it is the viewer, or an entry of the directory that the viewer works for.
    pub is_viewer: bool,
    /// Which person.
    #[graphql(skip)]
    pub person_id: Option<PersonId>,
    /// Which entry of the directory.
    #[graphql(skip)]
    pub specialist_id: Option<SpecialistId>,
}

/// Asks for the telephone number of a person or an entry that a party is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PhoneOf(pub Holder);

#[ComplexObject]
impl Party {
    /// Whether it is a certain person or entry of the directory, and not any of a kind.
    async fn is_named(&self) -> bool {
        self.callee().is_some()
    }

    /// The telephone number; null for whom may know no more than the name, and where there is none.
    async fn phone(&self, ctx: &Context<'_>) -> Result<Option<Phone>> {
        match self.callee() {
            Some(callee) => Ok(ctx.req().load(PhoneOf(callee)).await?.flatten().map(Phone::stored)),
            None => Ok(None),
        }
    }

    /// The entry of the directory, while it is there for the viewer.
    async fn specialist(&self, ctx: &Context<'_>) -> Result<Option<Box<Specialist>>> {
        match self.specialist_id {
            Some(id) => Ok(ctx.req().load(id).await?.flatten().map(Box::new)),
            None => Ok(None),
        }
    }

    /// The person, for whom may know more than the name.
    async fn person(&self, ctx: &Context<'_>) -> Result<Option<Person>> {
        match self.person_id {
            Some(id) => Ok(ctx.req().load(id).await?.flatten()),
            None => Ok(None),
        }
    }
}

impl Party {
    /// Who can be called, when it is somebody.
    pub fn callee(&self) -> Option<Holder> {
        self.person_id.map(Holder::Person).or(self.specialist_id.map(Holder::Specialist))
    }

    /// A person.
    pub fn person_named(viewer: &Viewer, id: PersonId, name: Option<&str>) -> Self {
        Self {
            kind: PartyKind::Person,
            name: name.unwrap_or_default().to_owned(),
            is_viewer: viewer.person_id() == Some(id),
            person_id: Some(id),
            specialist_id: None,
        }
    }

    /// An entry of the directory.
    pub fn specialist_named(viewer: &Viewer, id: SpecialistId, name: Option<&str>) -> Self {
        let works_for_it = viewer.roles().iter().any(|role| match role {
            RoleScope::Specialist(entries) => entries.contains(&id),
            RoleScope::Connector(_)
            | RoleScope::CommunityWorker(_)
            | RoleScope::Coordinator
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => false,
        });
        Self {
            kind: PartyKind::Specialist,
            name: name.unwrap_or_default().to_owned(),
            is_viewer: works_for_it,
            person_id: None,
            specialist_id: Some(id),
        }
    }

    /// The connectors of a neighbourhood.
    pub fn team(neighbourhood: &str) -> Self {
        Self::nameless(PartyKind::Team, format!("Team {neighbourhood}"))
    }

    /// Whoever was asked.
    pub fn receiver(viewer: &Viewer, locale: Locale, receiver: Receiver, name: Option<&str>, area: &str) -> Self {
        match receiver {
            Receiver::Person(id) => Self::person_named(viewer, id, name),
            Receiver::Specialist(id) => Self::specialist_named(viewer, id, name),
            Receiver::AnyWorker => {
                let workers = match locale {
                    Locale::Nl => format!("Opbouwwerkers {area}"),
                    Locale::En => format!("Community workers {area}"),
                };
                Self::nameless(PartyKind::Team, workers)
            }
        }
    }

    /// What the case waits for; `None` where the turn is a person's, an entry's or a team's.
    pub fn awaited(turn: Turn, locale: Locale) -> Option<Self> {
        let (kind, dutch, english) = match turn {
            Turn::Resident => (PartyKind::Resident, "De bewoner", "The resident"),
            Turn::SomeSpecialist => (PartyKind::Specialist, "Een specialist", "A specialist"),
            Turn::Decision => (PartyKind::Decision, "Wie erover beslist", "Whoever decides"),
            Turn::Asked(_) | Turn::Team | Turn::Holder(_) => return None,
        };
        let name = match locale {
            Locale::Nl => dutch,
            Locale::En => english,
        };
        Some(Self::nameless(kind, name.to_owned()))
    }

    fn nameless(kind: PartyKind, name: String) -> Self {
        Self { kind, name, is_viewer: false, person_id: None, specialist_id: None }
    }
}

impl Loader<PhoneOf> for Loaders {
    type Value = Option<String>;
    type Error = LoadFault;

    async fn load(&self, asked: &[PhoneOf]) -> std::result::Result<HashMap<PhoneOf, Option<String>>, Self::Error> {
        Ok(store::phones(&self.app.db, &self.viewer, asked).await?)
    }
}

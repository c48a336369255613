//! The people of the demo, as the sign-in page offers them. All of them are invented.

use async_graphql::SimpleObject;
use entities::{PersonId, Role, neighbourhood, organisation, person, role_grant, specialist};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder};

use crate::{context::RequestCtx, error::Result, policy};

/// Somebody as whom one can look around in the demo.
#[derive(Debug, SimpleObject)]
pub struct DemoPerson {
    /// Whom to sign in as.
    pub person_id: PersonId,
    /// Their name.
    pub name: String,
    /// What they are.
    pub role: Role,
    /// Where: a connector's neighbourhoods, a specialist's entries of the directory, or else the organisation; can be empty.
    pub place: String,
    /// Who it is and what there is to see, in Dutch.
    pub story: String,
}

/// Everybody with a story and a role, in the order of the story: the first of each role come first.
///
/// # Errors
/// When the database can't be read.
pub async fn people(req: &RequestCtx) -> Result<Vec<DemoPerson>> {
    let installation = &req.app.installation;
    let people = policy::accounts::demo_people(installation)
        .order_by_asc(person::Column::CreatedAt)
        .order_by_asc(person::Column::Id)
        .all(req.db())
        .await?;
    let grants = policy::accounts::demo_grants(installation).all(req.db()).await?;
    let places = Places::of(req, &people, &grants).await?;
    let offered = people.into_iter().filter_map(|person| {
        let own: Vec<_> = grants.iter().filter(|grant| grant.person_id == person.id).collect();
        Some(DemoPerson {
            person_id: person.id,
            role: own.iter().map(|grant| grant.role).min()?,
            place: places.named(&person, &own),
            name: person.name,
            story: person.demo_story.unwrap_or_default(),
        })
    });
    Ok(offered.collect())
}

/// The names of the places that roles are for.
struct Places {
    areas: Vec<neighbourhood::Model>,
    entries: Vec<specialist::Model>,
    organisations: Vec<organisation::Model>,
}

impl Places {
    async fn of(req: &RequestCtx, people: &[person::Model], grants: &[role_grant::Model]) -> Result<Self> {
        let areas = policy::places::visible_neighbourhoods(&req.viewer)
            .filter(neighbourhood::Column::Id.is_in(grants.iter().filter_map(|grant| grant.neighbourhood_id)))
            .order_by_asc(neighbourhood::Column::Position)
            .all(req.db());
        let entries = policy::accounts::staffed_entries()
            .filter(specialist::Column::Id.is_in(grants.iter().filter_map(|grant| grant.specialist_id)))
            .order_by_asc(specialist::Column::Name)
            .all(req.db());
        let organisations = policy::places::visible_organisations(&req.viewer)
            .filter(organisation::Column::Id.is_in(people.iter().filter_map(|person| person.organisation_id)))
            .all(req.db());
        Ok(Self { areas: areas.await?, entries: entries.await?, organisations: organisations.await? })
    }

    /// A connector's areas, a specialist's entries, and everybody else's organisation.
    fn named(&self, person: &person::Model, grants: &[&role_grant::Model]) -> String {
        let areas = self.areas.iter().filter(|area| {
            grants.iter().any(|grant| grant.role == Role::Connector && grant.neighbourhood_id == Some(area.id))
        });
        let entries =
            self.entries.iter().filter(|entry| grants.iter().any(|grant| grant.specialist_id == Some(entry.id)));
        let names: Vec<_> = areas.map(|area| &*area.name).chain(entries.map(|entry| &*entry.name)).collect();
        let organisation =
            || self.organisations.iter().find(|organisation| Some(organisation.id) == person.organisation_id);
        if names.is_empty() { organisation().map(|row| row.name.clone()).unwrap_or_default() } else { names.join(", ") }
    }
}

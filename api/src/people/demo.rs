//! The people of the demo, as the sign-in page offers them. All of them are invented.

use std::collections::HashMap;

use async_graphql::SimpleObject;
use entities::{NeighbourhoodId, OrganisationId, PersonId, Role, neighbourhood, organisation, person, role_grant};
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
    /// Where: their neighbourhood, or else their organisation.
    pub place: String,
    /// What there is to see, in the viewer's words.
    pub story: String,
}

/// Everybody with a story and a role, by role.
///
/// # Errors
/// When the database can't be read.
pub async fn people(req: &RequestCtx) -> Result<Vec<DemoPerson>> {
    let installation = &req.app.installation;
    let people = policy::accounts::demo_people(installation).order_by_asc(person::Column::Name).all(req.db()).await?;
    let grants = policy::accounts::demo_grants(installation).all(req.db()).await?;
    let areas: HashMap<NeighbourhoodId, String> = policy::places::visible_neighbourhoods(&req.viewer)
        .filter(neighbourhood::Column::Id.is_in(grants.iter().filter_map(|grant| grant.neighbourhood_id)))
        .all(req.db())
        .await?
        .into_iter()
        .map(|area| (area.id, area.name))
        .collect();
    let organisations: HashMap<OrganisationId, String> = policy::places::visible_organisations(&req.viewer)
        .filter(organisation::Column::Id.is_in(people.iter().filter_map(|person| person.organisation_id)))
        .all(req.db())
        .await?
        .into_iter()
        .map(|organisation| (organisation.id, organisation.name))
        .collect();
    let mut found: Vec<_> = people
        .into_iter()
        .filter_map(|person| {
            let own: Vec<_> = grants.iter().filter(|grant| grant.person_id == person.id).collect();
            let role = own.iter().map(|grant| grant.role).min()?;
            let place = match own.as_slice() {
                [role_grant::Model { neighbourhood_id: Some(area), .. }] => areas.get(area),
                _ => person.organisation_id.and_then(|id| organisations.get(&id)),
            };
            Some(DemoPerson {
                person_id: person.id,
                name: person.name,
                role,
                place: place.cloned().unwrap_or_default(),
                story: person.demo_story.unwrap_or_default(),
            })
        })
        .collect();
    found.sort_by_key(|person| person.role);
    Ok(found)
}

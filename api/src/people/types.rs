//! A person as clients see them.

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, SimpleObject, dataloader::Loader};
use entities::{
    NeighbourhoodId, OrganisationId, OrganisationKind, PersonId, Role, SpecialistId, organisation, person, role_grant,
};
use sea_orm::{ColumnTrait, DerivePartialModel, QueryFilter, QueryOrder};

use super::viewer::ViewerCard;
use crate::{
    context::{Loaders, Req, RequestCtx},
    error::{LoadFault, Result},
    payload::UserError,
    places::types::{Neighbourhood, Organisation},
    policy,
    scalars::{Email, Phone},
};

/// Somebody with an account, as colleagues see them.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "person::Entity")]
pub struct Person {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Work telephone number, as stored.
    #[graphql(skip)]
    pub phone: Option<String>,
    /// E-mail address, as stored.
    #[graphql(skip)]
    pub email: String,
    /// Where they work or volunteer.
    #[graphql(skip)]
    pub organisation_id: Option<OrganisationId>,
    /// Counts changes to their roles, from 1; a change of roles names the version that it saw.
    #[sea_orm(from_expr = "policy::people::roles_counted()")]
    pub roles_version: i32,
    /// Their roles, where these were read too.
    #[graphql(skip)]
    #[sea_orm(skip)]
    pub known_roles: Option<Vec<RoleGrant>>,
}

/// Somebody with one of their roles.
#[derive(DerivePartialModel)]
#[sea_orm(entity = "person::Entity")]
struct PersonWithRole {
    #[sea_orm(nested)]
    person: Person,
    #[sea_orm(nested)]
    role: Option<RoleGrant>,
}

#[ComplexObject]
impl Person {
    /// First letters of the first and the last part of the name.
    async fn initials(&self) -> String {
        initials(&self.name)
    }

    /// Work telephone number, for colleagues.
    async fn phone(&self) -> Option<Phone> {
        self.phone.clone().map(Phone::stored)
    }

    /// E-mail address: the own one, and for those who manage accounts.
    async fn email(&self, ctx: &Context<'_>) -> Option<Email> {
        policy::people::may_read_email(&ctx.req().viewer, self.id).ok().map(|()| Email::stored(self.email.clone()))
    }

    /// Where they work or volunteer.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Option<Organisation>> {
        match self.organisation_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// The roles they have now, each with its scope. Short by nature: one an area.
    async fn roles(&self, ctx: &Context<'_>) -> Result<Vec<RoleGrant>> {
        match &self.known_roles {
            Some(roles) => Ok(roles.clone()),
            None => Ok(ctx.req().load(RolesOf(self.id)).await?.unwrap_or_default()),
        }
    }
}

/// Whose installation this is. Names are data.
#[derive(Clone, Debug, SimpleObject)]
pub struct Installation {
    /// What the product is called here.
    pub product_name: String,
    /// The name of the municipality; empty while there is no data.
    pub municipality: String,
    /// The name of the welfare organisation that runs the programme; empty while there is no data.
    pub welfare_organisation: String,
    /// Whether everything in it is invented and everybody may look around.
    pub is_demo: bool,
    /// The version of the server.
    pub version: String,
}

impl Installation {
    /// Reads the names.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn of(req: &RequestCtx) -> Result<Self> {
        Ok(Self {
            product_name: req.app.installation.product_name.clone(),
            municipality: name_of(req, OrganisationKind::Municipality).await?,
            welfare_organisation: name_of(req, OrganisationKind::Welfare).await?,
            is_demo: req.app.installation.is_demo,
            version: env!("CARGO_PKG_VERSION").to_owned(),
        })
    }
}

async fn name_of(req: &RequestCtx, kind: OrganisationKind) -> Result<String> {
    let found: Option<Organisation> = policy::places::visible_organisations(&req.viewer)
        .filter(organisation::Column::Kind.eq(kind))
        .order_by_asc(organisation::Column::Id)
        .into_partial_model()
        .one(req.db())
        .await?;
    Ok(found.map(|organisation| organisation.name).unwrap_or_default())
}

/// The answer to what changes the viewer.
#[derive(SimpleObject)]
pub struct ViewerPayload {
    /// The viewer after it; none when nobody is signed in.
    pub viewer: Option<ViewerCard>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// The answer to an invitation.
#[derive(SimpleObject)]
pub struct InvitePersonPayload {
    /// Who was invited.
    pub person: Option<Person>,
    /// The path of the page where they choose a password, good for seven days. Shown once, to be passed on.
    pub invitation_path: Option<String>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// The answer to what changes a person.
#[derive(SimpleObject)]
pub struct PersonPayload {
    /// The person after it.
    pub person: Option<Person>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// A role that somebody has, with its scope.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "role_grant::Entity")]
pub struct RoleGrant {
    /// Who has it.
    #[graphql(skip)]
    pub person_id: PersonId,
    /// Which role.
    pub role: Role,
    /// The area, for a connector or community worker.
    #[graphql(skip)]
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// The entry of the directory, for a specialist.
    pub specialist_id: Option<SpecialistId>,
}

#[ComplexObject]
impl RoleGrant {
    /// The area, for a connector or community worker.
    async fn neighbourhood(&self, ctx: &Context<'_>) -> Result<Option<Neighbourhood>> {
        match self.neighbourhood_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }
}

/// First letters of the first and the last part of a name, in capitals: "Joris Hendriks" is "JH", "Mia" is "M".
pub fn initials(name: &str) -> String {
    let mut parts = name.split_whitespace();
    let first = parts.next().and_then(|part| part.chars().next());
    let last = parts.next_back().and_then(|part| part.chars().next());
    first.into_iter().chain(last).flat_map(char::to_uppercase).collect()
}

/// Asks the loaders for somebody's roles.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RolesOf(pub PersonId);

/// Asks the loaders for the name of somebody who stands on a visible row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct NameOf(pub PersonId);

/// A name and nothing else.
#[derive(Clone, Debug, DerivePartialModel)]
#[sea_orm(entity = "person::Entity")]
struct Named {
    id: PersonId,
    name: String,
}

/// With their roles, in one statement. None for whom the viewer may not know.
impl Loader<PersonId> for Loaders {
    type Value = Option<Person>;
    type Error = LoadFault;

    async fn load(&self, ids: &[PersonId]) -> std::result::Result<HashMap<PersonId, Option<Person>>, Self::Error> {
        let rows = policy::people::visible_with_roles(&self.viewer)
            .filter(person::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model::<PersonWithRole>()
            .all(&self.app.db)
            .await?;
        // Nobody is asked for again because they aren't there.
        let mut found: HashMap<_, Option<Person>> = ids.iter().map(|id| (*id, None)).collect();
        for PersonWithRole { person, role } in rows {
            let person = found.entry(person.id).or_default().get_or_insert(person);
            person.known_roles.get_or_insert_default().extend(role);
        }
        Ok(found)
    }
}

impl Loader<NameOf> for Loaders {
    type Value = String;
    type Error = LoadFault;

    async fn load(&self, ids: &[NameOf]) -> std::result::Result<HashMap<NameOf, String>, Self::Error> {
        let rows = policy::people::named(&self.viewer)
            .filter(person::Column::Id.is_in(ids.iter().map(|NameOf(id)| *id)))
            .into_partial_model::<Named>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (NameOf(row.id), row.name)).collect())
    }
}

impl Loader<RolesOf> for Loaders {
    type Value = Vec<RoleGrant>;
    type Error = LoadFault;

    async fn load(&self, people: &[RolesOf]) -> std::result::Result<HashMap<RolesOf, Vec<RoleGrant>>, Self::Error> {
        let rows = policy::people::visible_roles(&self.viewer)
            .filter(role_grant::Column::PersonId.is_in(people.iter().map(|RolesOf(id)| *id)))
            .into_partial_model::<RoleGrant>()
            .all(&self.app.db)
            .await?;
        // Nobody is asked for again because they have none.
        let mut roles: HashMap<_, Vec<RoleGrant>> = people.iter().map(|of| (*of, Vec::new())).collect();
        for row in rows {
            roles.entry(RolesOf(row.person_id)).or_default().push(row);
        }
        Ok(roles)
    }
}

//! The people of a world.

use std::future::{Future, IntoFuture};
use std::pin::Pin;

use entities::{Locale, NeighbourhoodId, PersonId, Role, RoleGrantId, SpecialistId, person, role_grant};
use sea_orm::{ActiveModelTrait, Set};

use super::world::World;

/// Somebody with an account.
#[derive(Clone, Debug)]
pub struct Member {
    /// Their id.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their address, with which they sign in.
    pub email: String,
}

/// Somebody about to come into the world: `.await` makes the account.
pub struct NewMember<'a> {
    world: &'a World,
    name: String,
    role: Option<Role>,
    neighbourhoods: Vec<String>,
    specialists: Vec<SpecialistId>,
}

impl World {
    /// A volunteer. Say where: `.in_neighbourhood("ruwaard")`.
    pub fn connector(&self, name: &str) -> NewMember<'_> {
        NewMember::of(self, name, Some(Role::Connector))
    }

    /// A professional of the welfare organisation. Say where: `.in_neighbourhood("ruwaard")`.
    pub fn community_worker(&self, name: &str) -> NewMember<'_> {
        NewMember::of(self, name, Some(Role::CommunityWorker))
    }

    /// Who runs the programme.
    pub fn coordinator(&self, name: &str) -> NewMember<'_> {
        NewMember::of(self, name, Some(Role::Coordinator))
    }

    /// Somebody who works for an entry of the directory.
    pub fn specialist_account(&self, name: &str, entry: SpecialistId) -> NewMember<'_> {
        let mut member = NewMember::of(self, name, Some(Role::Specialist));
        member.specialists.push(entry);
        member
    }

    /// Somebody at the municipality.
    pub fn officer(&self, name: &str) -> NewMember<'_> {
        NewMember::of(self, name, Some(Role::MunicipalityOfficer))
    }

    /// Who manages a community centre.
    pub fn centre_manager(&self, name: &str) -> NewMember<'_> {
        NewMember::of(self, name, Some(Role::CentreManager))
    }

    /// Who manages accounts and settings.
    pub fn administrator(&self, name: &str) -> NewMember<'_> {
        NewMember::of(self, name, Some(Role::Administrator))
    }

    /// Somebody with an account and no role.
    pub fn person(&self, name: &str) -> NewMember<'_> {
        NewMember::of(self, name, None)
    }

    /// Gives somebody one more role.
    pub async fn grant(
        &self,
        person: PersonId,
        role: Role,
        neighbourhood: Option<NeighbourhoodId>,
        entry: Option<SpecialistId>,
    ) -> RoleGrantId {
        let grant = role_grant::ActiveModel {
            id: Set(self.id()),
            person_id: Set(person),
            role: Set(role),
            neighbourhood_id: Set(neighbourhood),
            specialist_id: Set(entry),
            granted_at: Set(self.now()),
            granted_by: Set(None),
            ended_at: Set(None),
        };
        grant.insert(self.db()).await.expect("the role is written").id
    }

    /// Takes all roles away from somebody.
    pub async fn end_roles(&self, person: PersonId) {
        use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
        role_grant::Entity::update_many()
            .filter(role_grant::Column::PersonId.eq(person))
            .col_expr(role_grant::Column::EndedAt, self.now().0.into())
            .exec(self.db())
            .await
            .expect("the roles end");
    }
}

impl<'a> NewMember<'a> {
    fn of(world: &'a World, name: &str, role: Option<Role>) -> Self {
        Self { world, name: name.to_owned(), role, neighbourhoods: Vec::new(), specialists: Vec::new() }
    }

    /// Works there; more than one is allowed.
    #[must_use]
    pub fn in_neighbourhood(mut self, code: &str) -> Self {
        self.neighbourhoods.push(code.to_owned());
        self
    }

    async fn arrive(self) -> Member {
        let Self { world, name, role, neighbourhoods, specialists } = self;
        let email = format!("{}@example.org", name.to_lowercase().replace(' ', "."));
        let account = person::ActiveModel {
            id: Set(world.id()),
            name: Set(name.clone()),
            email: Set(email.clone()),
            phone: Set(Some("0412 00 10 13".to_owned())),
            organisation_id: Set(None),
            // Specialists answer for themselves: they accepted their invitation once. Nobody knows this password.
            password_hash: Set((role == Some(Role::Specialist)).then(|| "of nothing".to_owned())),
            locale: Set(Locale::Nl),
            demo_story: Set(None),
            created_at: Set(world.now()),
            ended_at: Set(None),
        };
        let id = account.insert(world.db()).await.expect("the account is written").id;
        if let Some(role) = role {
            for code in &neighbourhoods {
                let area = world.neighbourhood(code).await;
                world.grant(id, role, Some(area), None).await;
            }
            for entry in &specialists {
                world.grant(id, role, None, Some(*entry)).await;
            }
            if neighbourhoods.is_empty() && specialists.is_empty() {
                world.grant(id, role, None, None).await;
            }
        }
        Member { id, name, email }
    }
}

impl<'a> IntoFuture for NewMember<'a> {
    type Output = Member;
    type IntoFuture = Pin<Box<dyn Future<Output = Member> + Send + 'a>>;

    fn into_future(self) -> Self::IntoFuture {
        Box::pin(self.arrive())
    }
}

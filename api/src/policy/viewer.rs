//! Who asks, with the roles and scopes that they have at this moment. Read for each request, never from a token.
#![expect(clippy::disallowed_methods, reason = "a viewer is read before there is a viewer")]

use std::collections::BTreeSet;

use async_graphql::Enum;
use entities::{
    ConnectorStatus, Locale, MachineClientId, NeighbourhoodId, OrganisationId, PersonId, Role, SpecialistId, connector,
    neighbourhood, person, role_grant,
};
use sea_orm::{
    ColumnTrait, ConnectionTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{Expr, SimpleExpr},
};

use crate::error::Result;

/// Who asks.
#[derive(Clone, Debug)]
pub enum Viewer {
    /// Nobody signed in.
    Nobody,
    /// A person with an account.
    Person(PersonViewer),
    /// A machine with a token.
    Machine(Machine),
}

/// A person with an account.
#[derive(Clone, Debug)]
pub struct PersonViewer {
    /// Who it is.
    pub id: PersonId,
    /// Their name.
    pub name: String,
    /// Their language.
    pub locale: Locale,
    /// Where they work or volunteer.
    pub organisation_id: Option<OrganisationId>,
    /// What they may be; empty for somebody whose roles ended.
    pub roles: Vec<RoleScope>,
    /// On the way to become a connector: has an account to follow training with, and not that role yet.
    pub is_in_training: bool,
    /// The areas of a connector or community worker, with their parts and with everything in which they lie: who works
    /// there also works here.
    pub surroundings: BTreeSet<NeighbourhoodId>,
    /// The same of a connector only: the areas whose team they belong to.
    pub teams: BTreeSet<NeighbourhoodId>,
}

/// A role with its scope.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RoleScope {
    /// A volunteer, in these areas and their parts.
    Connector(BTreeSet<NeighbourhoodId>),
    /// A professional, in these areas and their parts.
    CommunityWorker(BTreeSet<NeighbourhoodId>),
    /// Runs the programme.
    Coordinator,
    /// Works for these entries of the directory.
    Specialist(BTreeSet<SpecialistId>),
    /// Works at the municipality.
    MunicipalityOfficer,
    /// Manages a community centre.
    CentreManager,
    /// Manages accounts and settings.
    Administrator,
}

/// A part of the app.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum ViewerArea {
    /// What waits for the viewer.
    Today,
    /// Questions for help, on the board.
    Cases,
    /// Connectors: who applies, is trained, helps, and whom they call.
    Connectors,
    /// The directory of specialists.
    Directory,
    /// Courses and their meetings.
    Training,
    /// Counts over questions for help.
    Figures,
    /// Accounts, roles and machines.
    Administration,
}

/// A machine with a token.
#[derive(Clone, Debug)]
pub struct Machine {
    /// Which client.
    pub id: MachineClientId,
    /// Its name.
    pub name: String,
    /// What it may read.
    pub scopes: BTreeSet<MachineScope>,
}

/// A data set that a machine may read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum MachineScope {
    /// The public part of the directory.
    Directory,
}

impl MachineScope {
    /// All of them.
    pub const ALL: [Self; 1] = [Self::Directory];

    /// As it stands in tokens and in the database.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Directory => "directory",
        }
    }

    /// From a token or the database.
    pub fn parse(text: &str) -> Option<Self> {
        match text {
            "directory" => Some(Self::Directory),
            _ => None,
        }
    }

    /// Several, divided by spaces, as they stand in tokens and in the database.
    pub fn written(scopes: &BTreeSet<Self>) -> String {
        scopes.iter().map(|scope| scope.as_str()).collect::<Vec<_>>().join(" ")
    }

    /// Several, as [`MachineScope::written`]; what is unknown is left out.
    pub fn read(text: &str) -> BTreeSet<Self> {
        text.split(' ').filter_map(Self::parse).collect()
    }
}

impl Viewer {
    /// The person, if it is one.
    pub fn person(&self) -> Option<&PersonViewer> {
        match self {
            Self::Person(person) => Some(person),
            Self::Nobody | Self::Machine(_) => None,
        }
    }

    /// The person's id, if it is one.
    pub fn person_id(&self) -> Option<PersonId> {
        self.person().map(|person| person.id)
    }

    /// The roles; none for nobody and for machines.
    pub fn roles(&self) -> &[RoleScope] {
        self.person().map_or(&[], |person| &person.roles)
    }
}

impl PersonViewer {
    /// The person with the roles that hold now, each area with its parts; `None` when the account was closed.
    /// Three statements.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn load(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<Self>> {
        let person = person::Entity::find_by_id(id)
            .filter(person::Column::EndedAt.is_null())
            .select_only()
            .columns([person::Column::Name, person::Column::Locale, person::Column::OrganisationId])
            .expr_as(is_in_training(id), "is_in_training")
            .into_tuple::<(String, Locale, Option<OrganisationId>, bool)>();
        // Side by side: every request begins with this.
        let (person, grants, areas) = futures_util::try_join!(
            person.one(db),
            role_grant::Entity::find()
                .filter(role_grant::Column::PersonId.eq(id))
                .filter(role_grant::Column::EndedAt.is_null())
                .all(db),
            neighbourhood::Entity::find().all(db),
        )?;
        let Some((name, locale, organisation_id, is_in_training)) = person else { return Ok(None) };
        let roles = role_scopes(&grants, &areas);
        let (surroundings, teams) = (BTreeSet::new(), BTreeSet::new());
        let mut viewer = Self { id, name, locale, organisation_id, roles, is_in_training, surroundings, teams };
        viewer.surroundings = with_wholes(viewer.neighbourhoods(), &areas);
        viewer.teams = with_wholes(viewer.connects_in(), &areas);
        Ok(Some(viewer))
    }

    /// The areas in which this person is a connector or community worker, with their parts.
    pub fn neighbourhoods(&self) -> BTreeSet<NeighbourhoodId> {
        self.roles
            .iter()
            .flat_map(|role| match role {
                RoleScope::Connector(areas) | RoleScope::CommunityWorker(areas) => areas.iter().copied().collect(),
                RoleScope::Coordinator
                | RoleScope::Specialist(_)
                | RoleScope::MunicipalityOfficer
                | RoleScope::CentreManager
                | RoleScope::Administrator => Vec::new(),
            })
            .collect()
    }

    /// The areas in which this person is a connector, with their parts.
    fn connects_in(&self) -> BTreeSet<NeighbourhoodId> {
        self.roles
            .iter()
            .flat_map(|role| match role {
                RoleScope::Connector(areas) => areas.iter().copied().collect(),
                RoleScope::CommunityWorker(_)
                | RoleScope::Coordinator
                | RoleScope::Specialist(_)
                | RoleScope::MunicipalityOfficer
                | RoleScope::CentreManager
                | RoleScope::Administrator => Vec::new(),
            })
            .collect()
    }

    /// The parts of the app that are of use to this person, in the order of the menu.
    pub fn app_areas(&self) -> Vec<ViewerArea> {
        use ViewerArea::{Administration, Cases, Connectors, Directory, Figures, Today, Training};
        let mut areas: BTreeSet<ViewerArea> = self
            .roles
            .iter()
            .flat_map(|role| match role {
                RoleScope::Connector(_) => [Today, Cases, Directory, Training].as_slice(),
                RoleScope::Specialist(_) => &[Today, Cases, Directory],
                RoleScope::CommunityWorker(_) => &[Today, Cases, Connectors, Directory, Training, Figures],
                RoleScope::Coordinator => &[Today, Cases, Connectors, Directory, Training, Figures, Administration],
                RoleScope::MunicipalityOfficer => &[Connectors, Directory, Training],
                RoleScope::CentreManager => &[Directory],
                RoleScope::Administrator => &[Directory, Administration],
            })
            .copied()
            .collect();
        areas.extend(self.is_in_training.then_some(Training));
        areas.into_iter().collect()
    }

    /// The entries of the directory for which this person works.
    pub fn specialists(&self) -> BTreeSet<SpecialistId> {
        self.roles
            .iter()
            .flat_map(|role| match role {
                RoleScope::Specialist(entries) => entries.iter().copied().collect(),
                RoleScope::Connector(_)
                | RoleScope::CommunityWorker(_)
                | RoleScope::Coordinator
                | RoleScope::MunicipalityOfficer
                | RoleScope::CentreManager
                | RoleScope::Administrator => Vec::new(),
            })
            .collect()
    }
}

/// Whether somebody is on the way to become a connector, whatever else they are.
fn is_in_training(id: PersonId) -> SimpleExpr {
    let on_the_way = connector::Entity::find()
        .select_only()
        .column(connector::Column::Id)
        .filter(connector::Column::PersonId.eq(id))
        .filter(connector::Column::Status.eq(ConnectorStatus::InTraining));
    Expr::exists(on_the_way.into_query())
}

fn role_scopes(grants: &[role_grant::Model], areas: &[neighbourhood::Model]) -> Vec<RoleScope> {
    let held: BTreeSet<Role> = grants.iter().map(|grant| grant.role).collect();
    held.into_iter()
        .map(|role| {
            let of_role = || grants.iter().filter(move |grant| grant.role == role);
            let neighbourhoods = || with_parts(of_role().filter_map(|grant| grant.neighbourhood_id).collect(), areas);
            match role {
                Role::Connector => RoleScope::Connector(neighbourhoods()),
                Role::CommunityWorker => RoleScope::CommunityWorker(neighbourhoods()),
                Role::Coordinator => RoleScope::Coordinator,
                Role::Specialist => RoleScope::Specialist(of_role().filter_map(|grant| grant.specialist_id).collect()),
                Role::MunicipalityOfficer => RoleScope::MunicipalityOfficer,
                Role::CentreManager => RoleScope::CentreManager,
                Role::Administrator => RoleScope::Administrator,
            }
        })
        .collect()
}

/// The areas with everything that lies within them.
fn with_parts(mut found: BTreeSet<NeighbourhoodId>, areas: &[neighbourhood::Model]) -> BTreeSet<NeighbourhoodId> {
    loop {
        let before = found.len();
        let parts: Vec<_> = areas
            .iter()
            .filter(|area| area.parent_id.is_some_and(|parent| found.contains(&parent)))
            .map(|area| area.id)
            .collect();
        found.extend(parts);
        if found.len() == before {
            return found;
        }
    }
}

/// The areas with everything in which they lie.
fn with_wholes(mut found: BTreeSet<NeighbourhoodId>, areas: &[neighbourhood::Model]) -> BTreeSet<NeighbourhoodId> {
    loop {
        let before = found.len();
        let wholes: Vec<_> =
            areas.iter().filter(|area| found.contains(&area.id)).filter_map(|area| area.parent_id).collect();
        found.extend(wholes);
        if found.len() == before {
            return found;
        }
    }
}

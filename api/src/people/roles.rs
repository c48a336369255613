//! What somebody may be: checking roles that come in, and changing from the roles they have to the roles they get.

use std::collections::{BTreeMap, BTreeSet};

use entities::{NeighbourhoodId, Role, RoleGrantId, SpecialistId, neighbourhood, role_grant, specialist};
use sea_orm::{ActiveEnum, ColumnTrait, QueryFilter};

use super::inputs::RoleGrantInput;
use crate::{
    acts::Work,
    context::RequestCtx,
    error::Result,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// A role with the one place or entry that it is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grant {
    /// A volunteer in this area.
    Connector(NeighbourhoodId),
    /// A professional in this area.
    CommunityWorker(NeighbourhoodId),
    /// Runs the programme.
    Coordinator,
    /// Works for this entry of the directory.
    Specialist(SpecialistId),
    /// Works at the municipality.
    MunicipalityOfficer,
    /// Manages a community centre.
    CentreManager,
    /// Manages accounts and settings.
    Administrator,
}

/// What changes between the roles that somebody has and the roles that they get.
#[derive(Debug, PartialEq, Eq)]
pub struct RoleChange {
    /// Roles that are given.
    pub given: BTreeSet<Grant>,
    /// Roles that are taken.
    pub taken: BTreeMap<RoleGrantId, Grant>,
}

impl Grant {
    /// Which role it is.
    pub fn role(self) -> Role {
        match self {
            Self::Connector(_) => Role::Connector,
            Self::CommunityWorker(_) => Role::CommunityWorker,
            Self::Coordinator => Role::Coordinator,
            Self::Specialist(_) => Role::Specialist,
            Self::MunicipalityOfficer => Role::MunicipalityOfficer,
            Self::CentreManager => Role::CentreManager,
            Self::Administrator => Role::Administrator,
        }
    }

    /// The area, for a connector or community worker.
    pub fn neighbourhood_id(self) -> Option<NeighbourhoodId> {
        match self {
            Self::Connector(area) | Self::CommunityWorker(area) => Some(area),
            Self::Coordinator
            | Self::Specialist(_)
            | Self::MunicipalityOfficer
            | Self::CentreManager
            | Self::Administrator => None,
        }
    }

    /// The entry of the directory, for a specialist.
    pub fn specialist_id(self) -> Option<SpecialistId> {
        match self {
            Self::Specialist(entry) => Some(entry),
            Self::Connector(_)
            | Self::CommunityWorker(_)
            | Self::Coordinator
            | Self::MunicipalityOfficer
            | Self::CentreManager
            | Self::Administrator => None,
        }
    }

    /// From a role and what it is for; `None` when the two don't fit.
    fn of(role: Role, area: Option<NeighbourhoodId>, entry: Option<SpecialistId>) -> Option<Self> {
        match (role, area, entry) {
            (Role::Connector, Some(area), None) => Some(Self::Connector(area)),
            (Role::CommunityWorker, Some(area), None) => Some(Self::CommunityWorker(area)),
            (Role::Specialist, None, Some(entry)) => Some(Self::Specialist(entry)),
            (Role::Coordinator, None, None) => Some(Self::Coordinator),
            (Role::MunicipalityOfficer, None, None) => Some(Self::MunicipalityOfficer),
            (Role::CentreManager, None, None) => Some(Self::CentreManager),
            (Role::Administrator, None, None) => Some(Self::Administrator),
            (
                Role::Connector
                | Role::CommunityWorker
                | Role::Coordinator
                | Role::Specialist
                | Role::MunicipalityOfficer
                | Role::CentreManager
                | Role::Administrator,
                _,
                _,
            ) => None,
        }
    }
}

impl RoleChange {
    /// From the roles that somebody has to the roles that they get.
    pub fn between(has: &[role_grant::Model], gets: &BTreeSet<Grant>) -> Self {
        let has: BTreeMap<RoleGrantId, Option<Grant>> = has
            .iter()
            .map(|grant| (grant.id, Grant::of(grant.role, grant.neighbourhood_id, grant.specialist_id)))
            .collect();
        let kept: BTreeSet<Grant> = has.values().flatten().copied().collect();
        Self {
            given: gets.difference(&kept).copied().collect(),
            taken: has
                .into_iter()
                .filter_map(|(id, grant)| grant.filter(|grant| !gets.contains(grant)).map(|grant| (id, grant)))
                .collect(),
        }
    }

    /// From the areas in which somebody is a connector to these; other roles stay.
    pub fn of_connector(has: &[role_grant::Model], gets: BTreeSet<Grant>) -> Self {
        let others = has
            .iter()
            .filter(|row| row.role != Role::Connector)
            .filter_map(|row| Grant::of(row.role, row.neighbourhood_id, row.specialist_id));
        Self::between(has, &others.chain(gets).collect())
    }

    /// One role more than somebody has.
    pub fn adding(has: &[role_grant::Model], grant: Grant) -> Self {
        let own = has.iter().filter_map(|row| Grant::of(row.role, row.neighbourhood_id, row.specialist_id));
        Self::between(has, &own.chain([grant]).collect())
    }

    /// Every role that is given or taken.
    pub fn roles(&self) -> impl Iterator<Item = Role> {
        self.given.iter().chain(self.taken.values()).map(|grant| grant.role())
    }
}

/// The roles that came in, when each fits what it is for and what it is for exists.
///
/// # Errors
/// Refused, with a line for each role that isn't right.
pub async fn checked(req: &RequestCtx, inputs: &[RoleGrantInput]) -> Result<BTreeSet<Grant>, Stop> {
    let areas = known_areas(req, inputs).await?;
    let entries = known_entries(req, inputs).await?;
    let mut grants = BTreeSet::new();
    let mut refusals = Vec::new();
    for (index, input) in inputs.iter().enumerate() {
        let at = |field: &str| format!("roles.{index}.{field}");
        match Grant::of(input.role, input.neighbourhood_id, input.specialist_id) {
            Some(grant) if grant.neighbourhood_id().is_some_and(|id| !areas.contains(&id)) => {
                refusals.push(Refusal::not_found(&at("neighbourhoodId")));
            }
            Some(grant) if grant.specialist_id().is_some_and(|id| !entries.contains(&id)) => {
                refusals.push(Refusal::not_found(&at("specialistId")));
            }
            Some(grant) => _ = grants.insert(grant),
            None => refusals.push(misfit(input.role).at(&at(needed(input.role).unwrap_or("role")))),
        }
    }
    if refusals.is_empty() { Ok(grants) } else { Err(Stop::Refused(refusals)) }
}

/// The roles that change in words for the processing log: `CONNECTOR Ruwaard`.
///
/// # Errors
/// When the database can't be read.
pub async fn labels(work: &Work<'_>, change: &RoleChange) -> Result<BTreeMap<Grant, String>> {
    let grants: BTreeSet<Grant> = change.given.iter().chain(change.taken.values()).copied().collect();
    let areas = policy::places::visible_neighbourhoods(&work.req.viewer)
        .filter(neighbourhood::Column::Id.is_in(grants.iter().filter_map(|grant| grant.neighbourhood_id())))
        .all(&work.tx)
        .await?;
    let entries = policy::accounts::staffed_entries()
        .filter(specialist::Column::Id.is_in(grants.iter().filter_map(|grant| grant.specialist_id())))
        .all(&work.tx)
        .await?;
    let place = |grant: Grant| {
        let area = areas.iter().find(|area| grant.neighbourhood_id() == Some(area.id)).map(|area| &area.name);
        let entry = entries.iter().find(|entry| grant.specialist_id() == Some(entry.id)).map(|entry| &entry.name);
        area.or(entry)
    };
    Ok(grants
        .into_iter()
        .map(|grant| {
            let role = grant.role().to_value();
            let label = place(grant).map_or_else(|| role.clone(), |place| format!("{role} {place}"));
            (grant, label)
        })
        .collect())
}

/// Refuses to leave nobody who manages accounts.
///
/// # Errors
/// Refused when no administrator is left after what was written in this transaction.
pub async fn keep_an_administrator(work: &Work<'_>) -> Result<(), Stop> {
    match policy::accounts::current_administrators().one(&work.tx).await? {
        Some(_) => Ok(()),
        None => Err(Refusal::new(
            UserErrorCode::TransitionNotAllowed,
            "Er moet één beheerder overblijven. Maak eerst iemand anders beheerder.",
            "One administrator must be left. Make somebody else an administrator first.",
        )
        .at("roles")
        .into()),
    }
}

/// What a role is for, by the name of the input's field.
fn needed(role: Role) -> Option<&'static str> {
    match role {
        Role::Connector | Role::CommunityWorker => Some("neighbourhoodId"),
        Role::Specialist => Some("specialistId"),
        Role::Coordinator | Role::MunicipalityOfficer | Role::CentreManager | Role::Administrator => None,
    }
}

fn misfit(role: Role) -> Refusal {
    match needed(role) {
        Some("neighbourhoodId") => Refusal::new(
            UserErrorCode::Required,
            "Kies voor deze rol een wijk of dorp, en niets anders.",
            "Choose a neighbourhood for this role, and nothing else.",
        ),
        Some(_) => Refusal::new(
            UserErrorCode::Required,
            "Kies voor deze rol een specialist uit de lijst, en niets anders.",
            "Choose an entry of the directory for this role, and nothing else.",
        ),
        None => Refusal::new(
            UserErrorCode::Invalid,
            "Deze rol geldt overal. Laat de wijk en de specialist weg.",
            "This role is for everywhere. Leave out the neighbourhood and the specialist.",
        ),
    }
}

async fn known_areas(req: &RequestCtx, inputs: &[RoleGrantInput]) -> Result<BTreeSet<NeighbourhoodId>> {
    let ids = inputs.iter().filter_map(|input| input.neighbourhood_id);
    let rows = policy::places::visible_neighbourhoods(&req.viewer)
        .filter(neighbourhood::Column::Id.is_in(ids))
        .all(req.db())
        .await?;
    Ok(rows.into_iter().map(|area| area.id).collect())
}

async fn known_entries(req: &RequestCtx, inputs: &[RoleGrantInput]) -> Result<BTreeSet<SpecialistId>> {
    let ids = inputs.iter().filter_map(|input| input.specialist_id);
    let rows = policy::accounts::staffed_entries().filter(specialist::Column::Id.is_in(ids)).all(req.db()).await?;
    Ok(rows.into_iter().map(|entry| entry.id).collect())
}

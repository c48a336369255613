//! What the policy of the people side says of one row, where it says it in SQL only: told again, of the rows of a random town.

use std::collections::BTreeSet;

use api::connectors::contacts::today::{Away, on_duty};
use api::policy::{PersonViewer, RoleScope};
use entities::{ConnectorStatus, ContactSide, Day, PersonId, Role, connector, person, role_grant};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

use crate::harness::world::World;
use crate::town_programme::Programme;

/// What stands in the database, for a saying about one row.
pub struct Rows<'a> {
    /// The programme.
    pub programme: &'a Programme,
    grants: Vec<role_grant::Model>,
    closed: BTreeSet<PersonId>,
    /// When who is away, and whether somebody stands in who can be called.
    away: Vec<Away>,
}

impl<'a> Rows<'a> {
    /// Of this town.
    pub async fn of(world: &World, programme: &'a Programme) -> Self {
        let grants = role_grant::Entity::find().filter(role_grant::Column::EndedAt.is_null());
        let closed = person::Entity::find().filter(person::Column::EndedAt.is_not_null());
        let mut rows = Self {
            programme,
            grants: grants.all(world.db()).await.expect("read"),
            closed: closed.all(world.db()).await.expect("read").into_iter().map(|row| row.id).collect(),
            away: Vec::new(),
        };
        let sides = [ContactSide::Welfare, ContactSide::Municipality];
        let is_covered = |stand_in| sides.iter().any(|side| rows.can_be(stand_in, *side));
        let away = programme.absences.iter().map(|away| Away {
            person_id: away.person_id,
            stand_in_id: away.stand_in_id,
            from_on: away.from_on,
            until_on: away.until_on,
            is_covered: is_covered(away.stand_in_id),
        });
        rows.away = away.collect();
        rows
    }

    fn has(&self, person: PersonId, role: Role) -> bool {
        !self.closed.contains(&person) && self.grants.iter().any(|own| own.person_id == person && own.role == role)
    }

    /// Whether somebody can be a contact at a side.
    pub fn can_be(&self, person: PersonId, side: ContactSide) -> bool {
        match side {
            ContactSide::Welfare => self.has(person, Role::CommunityWorker) || self.has(person, Role::Coordinator),
            ContactSide::Municipality => self.has(person, Role::MunicipalityOfficer),
        }
    }

    /// Whether somebody is the contact of a connector on this day, by themselves or standing in.
    pub fn is_contact(&self, me: PersonId, profile: &connector::Model, today: Day) -> bool {
        let of_today = self.programme.contacts.iter().filter(|contact| {
            let holds = contact.from_on <= today && contact.until_on.is_none_or(|until| today <= until);
            contact.connector_id == profile.id && holds && self.can_be(contact.person_id, contact.side)
        });
        let mut of_today = of_today.map(|contact| contact.person_id);
        of_today.any(|contact| contact == me || on_duty(contact, &self.away, today).0 == me)
    }

    /// Whether somebody sees a profile on this day.
    pub fn sees(&self, me: &PersonViewer, profile: &connector::Model, today: Day) -> bool {
        let is_of_the_team =
            matches!(profile.status, ConnectorStatus::InTraining | ConnectorStatus::Active | ConnectorStatus::Paused);
        let helps_near = self
            .programme
            .areas
            .iter()
            .any(|area| area.connector_id == profile.id && me.surroundings.contains(&area.neighbourhood_id));
        profile.person_id == Some(me.id)
            || me.roles.iter().any(|role| match role {
                RoleScope::Coordinator => true,
                RoleScope::CommunityWorker(_) => self.is_contact(me.id, profile, today) || is_of_the_team && helps_near,
                RoleScope::MunicipalityOfficer => self.is_contact(me.id, profile, today),
                RoleScope::Connector(_)
                | RoleScope::Specialist(_)
                | RoleScope::CentreManager
                | RoleScope::Administrator => false,
            })
    }

    /// Whether somebody follows training: a connector, or on the way to become one.
    pub fn follows(&self, person: PersonId) -> bool {
        let in_training = self
            .programme
            .profiles
            .iter()
            .any(|profile| profile.person_id == Some(person) && profile.status == ConnectorStatus::InTraining);
        !self.closed.contains(&person) && (in_training || self.has(person, Role::Connector))
    }

    /// Whether somebody is a connector where the viewer works, or on the way to become one there.
    pub fn is_near(&self, me: &PersonViewer, person: PersonId) -> bool {
        let connects = |own: &role_grant::Model| {
            let is_there = own.neighbourhood_id.is_some_and(|area| me.surroundings.contains(&area));
            own.person_id == person && own.role == Role::Connector && is_there
        };
        let will_connect = |profile: &connector::Model| {
            let is_theirs = profile.person_id == Some(person) && profile.status == ConnectorStatus::InTraining;
            let mut areas = self.programme.areas.iter().filter(|area| area.connector_id == profile.id);
            is_theirs && areas.any(|area| me.surroundings.contains(&area.neighbourhood_id))
        };
        let is_near = self.grants.iter().any(connects) || self.programme.profiles.iter().any(will_connect);
        self.follows(person) && is_near
    }
}

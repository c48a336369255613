//! Roles, as an invitation gives them. Pure.

use super::queries::{Grant, Person, RoleGrantInput};
use crate::graphql::enums::Role;
use crate::graphql::scalars::{NeighbourhoodId, SpecialistId};
use crate::i18n::{Locale, words};
use crate::shell::role_name;

/// The roles in the order in which they are offered.
pub const ROLES: [Role; 7] = [
    Role::Connector,
    Role::CommunityWorker,
    Role::Coordinator,
    Role::Specialist,
    Role::MunicipalityOfficer,
    Role::CentreManager,
    Role::Administrator,
];

/// What a role needs beside itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scope {
    /// One neighbourhood or more.
    Neighbourhoods,
    /// One entry of the directory.
    Specialist,
    /// Nothing.
    Nothing,
}

/// What this role needs.
pub fn scope(role: Role) -> Scope {
    match role {
        Role::Connector | Role::CommunityWorker => Scope::Neighbourhoods,
        Role::Specialist => Scope::Specialist,
        Role::Coordinator | Role::MunicipalityOfficer | Role::CentreManager | Role::Administrator => Scope::Nothing,
    }
}

/// How a role is kept in a form.
pub fn role_key(role: Role) -> &'static str {
    match role {
        Role::Connector => "connector",
        Role::CommunityWorker => "community-worker",
        Role::Coordinator => "coordinator",
        Role::Specialist => "specialist",
        Role::MunicipalityOfficer => "municipality-officer",
        Role::CentreManager => "centre-manager",
        Role::Administrator => "administrator",
    }
}

/// The role of a key.
pub fn role_of(key: &str) -> Option<Role> {
    ROLES.into_iter().find(|role| role_key(*role) == key)
}

/// What to give: one grant a neighbourhood. Without a place, the server says that one is missing.
pub fn grants(role: Role, neighbourhoods: &[String], specialist: &str) -> Vec<RoleGrantInput> {
    let bare = RoleGrantInput { role, neighbourhood_id: None, specialist_id: None };
    match scope(role) {
        Scope::Neighbourhoods if !neighbourhoods.is_empty() => {
            let place = |id: &String| Some(NeighbourhoodId(id.clone()));
            neighbourhoods.iter().map(|id| RoleGrantInput { neighbourhood_id: place(id), ..bare.clone() }).collect()
        }
        Scope::Specialist if !specialist.is_empty() => {
            vec![RoleGrantInput { specialist_id: Some(SpecialistId(specialist.to_owned())), ..bare }]
        }
        Scope::Neighbourhoods | Scope::Specialist | Scope::Nothing => vec![bare],
    }
}

/// One of the roles, as somebody has it or not.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Held {
    /// The role.
    pub role: Role,
    /// They have it.
    pub is_on: bool,
    /// In these neighbourhoods.
    pub places: Vec<String>,
    /// For these entries of the directory; the first one is shown, the others stay as they are.
    pub specialists: Vec<String>,
}

impl Held {
    /// How somebody has this role.
    pub fn of(person: &Person, role: Role) -> Self {
        let grants: Vec<&Grant> = person.roles.iter().filter(|grant| grant.role == role).collect();
        Self {
            role,
            is_on: !grants.is_empty(),
            places: grants.iter().filter_map(|grant| Some(grant.neighbourhood.as_ref()?.id.0.clone())).collect(),
            specialists: grants.iter().filter_map(|grant| Some(grant.specialist_id.as_ref()?.0.clone())).collect(),
        }
    }

    /// What to give for it.
    pub fn grants(&self) -> Vec<RoleGrantInput> {
        let first = self.specialists.first().map_or("", String::as_str);
        let others = self.specialists.iter().skip(1).filter(|id| *id != first);
        match (self.is_on, scope(self.role)) {
            (false, _) => Vec::new(),
            (true, Scope::Specialist) => std::iter::once(first)
                .chain(others.map(String::as_str))
                .flat_map(|id| grants(self.role, &[], id))
                .collect(),
            (true, Scope::Neighbourhoods | Scope::Nothing) => grants(self.role, &self.places, ""),
        }
    }
}

/// What somebody does and where, under their name.
pub fn described(locale: Locale, person: &Person) -> String {
    let mut parts: Vec<String> = Vec::new();
    for role in ROLES {
        let grants: Vec<&Grant> = person.roles.iter().filter(|grant| grant.role == role).collect();
        if grants.is_empty() {
            continue;
        }
        let places: Vec<&str> =
            grants.iter().filter_map(|grant| Some(grant.neighbourhood.as_ref()?.name.as_str())).collect();
        let name = role_name(locale, role);
        parts.push(match places.as_slice() {
            [] => name.to_owned(),
            places => words::administration::role_in(locale, name, &places.join(", ")),
        });
    }
    parts.extend(person.organisation.iter().map(|organisation| organisation.name.clone()));
    parts.join(" · ")
}

#[cfg(test)]
mod tests {
    use super::super::queries::{Named, PlaceName};
    use super::*;
    use crate::graphql::scalars::PersonId;

    fn grant(role: Role, place: Option<&str>) -> Grant {
        let named = |name: &str| PlaceName { id: NeighbourhoodId(name.to_lowercase()), name: name.to_owned() };
        Grant { role, specialist_id: None, neighbourhood: place.map(named) }
    }

    fn joris(roles: Vec<Grant>) -> Person {
        Person {
            id: PersonId("p".to_owned()),
            name: "Joris".to_owned(),
            initials: "J".to_owned(),
            email: None,
            organisation: Some(Named { name: "Ons Welzijn".to_owned() }),
            roles_version: 1,
            roles,
        }
    }

    #[test]
    fn roles_stay_as_they_are_until_somebody_changes_them() {
        let mut guide = grant(Role::Specialist, None);
        guide.specialist_id = Some(SpecialistId("s1".to_owned()));
        let other = Grant { specialist_id: Some(SpecialistId("s2".to_owned())), ..guide.clone() };
        let person = joris(vec![grant(Role::Connector, Some("Ruwaard")), guide, other]);
        let held = ROLES.map(|role| Held::of(&person, role));
        let given: Vec<_> = held.iter().flat_map(Held::grants).collect();
        assert_eq!(given.len(), 3);
        assert_eq!(given[0].neighbourhood_id, Some(NeighbourhoodId("ruwaard".to_owned())));
        assert_eq!(given[2].specialist_id, Some(SpecialistId("s2".to_owned())));
        let off = Held { is_on: false, ..held[0].clone() };
        assert_eq!(off.grants(), []);
        let bare = Held { is_on: true, ..Held::of(&joris(Vec::new()), Role::Specialist) };
        assert_eq!(bare.grants()[0].specialist_id, None);
    }

    #[test]
    fn keys_go_round() {
        for role in ROLES {
            assert_eq!(role_of(role_key(role)), Some(role));
        }
        assert_eq!(role_of(""), None);
    }

    #[test]
    fn a_role_takes_its_places_along() {
        let places = ["n1".to_owned(), "n2".to_owned()];
        let worker = grants(Role::CommunityWorker, &places, "s1");
        assert_eq!(worker.len(), 2);
        assert!(worker.iter().all(|grant| grant.specialist_id.is_none()));
        let specialist = grants(Role::Specialist, &places, "s1");
        assert_eq!(specialist[0].specialist_id, Some(SpecialistId("s1".to_owned())));
        assert_eq!(specialist[0].neighbourhood_id, None);
        assert_eq!(grants(Role::Administrator, &places, "s1")[0].neighbourhood_id, None);
        assert_eq!(grants(Role::Connector, &[], "")[0].neighbourhood_id, None);
    }

    #[test]
    fn somebody_is_described_by_roles_and_employer() {
        let person = joris(vec![
            grant(Role::Coordinator, None),
            grant(Role::CommunityWorker, Some("Ruwaard")),
            grant(Role::CommunityWorker, Some("Ussen")),
        ]);
        assert_eq!(described(Locale::Nl, &person), "opbouwwerker in Ruwaard, Ussen · coördinator · Ons Welzijn");
    }
}

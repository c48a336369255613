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
        let grant = |role, place: Option<&str>| Grant {
            role,
            neighbourhood: place.map(|name| PlaceName { name: name.to_owned() }),
        };
        let person = Person {
            id: PersonId("p".to_owned()),
            name: "Joris".to_owned(),
            initials: "J".to_owned(),
            email: None,
            organisation: Some(Named { name: "Ons Welzijn".to_owned() }),
            roles: vec![
                grant(Role::Coordinator, None),
                grant(Role::CommunityWorker, Some("Ruwaard")),
                grant(Role::CommunityWorker, Some("Ussen")),
            ],
        };
        assert_eq!(described(Locale::Nl, &person), "opbouwwerker in Ruwaard, Ussen · coördinator · Ons Welzijn");
    }
}

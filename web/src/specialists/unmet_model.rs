//! Where a search that found nothing leads: whom to call, and who tells what is missing and who reads it. Pure.

use super::directory_model::{Filter, Wanted};
use super::unmet_queries::{ToCall, UnmetSearch};
use crate::account::Viewer;
use crate::calendar::{Day, full_day_near};
use crate::graphql::enums::Role;
use crate::i18n::{Locale, words};

/// So many people are offered to call.
const MOST: usize = 4;

/// Whether somebody tells what is missing: everybody who works with the directory.
pub fn may_report(viewer: &Viewer) -> bool {
    viewer.roles.iter().any(|grant| grant.role != Role::Administrator)
}

/// Whether somebody sees what is missing, and settles it.
pub fn may_settle(viewer: &Viewer) -> bool {
    viewer.has_role(&[Role::Coordinator])
}

/// Whom to call when nothing was found: community workers first, then the team, which keeps a place however many workers
/// there are. Only who can be called.
pub fn to_call(people: &[ToCall]) -> Vec<ToCall> {
    let callable = people.iter().filter(|person| person.phone.is_some()).cloned();
    let has = |person: &ToCall, role| person.roles.iter().any(|own| own.role == role);
    let (mut workers, others): (Vec<_>, Vec<_>) = callable.partition(|person| has(person, Role::CommunityWorker));
    let (team, others): (Vec<_>, Vec<_>) = others.into_iter().partition(|person| has(person, Role::Connector));
    workers.truncate(if team.is_empty() { MOST } else { MOST - 1 });
    workers.into_iter().chain(team).chain(others).take(MOST).collect()
}

/// The area that is filled in: the one that is looked in, or the only one where somebody works.
pub fn area_of(wanted: &Wanted, viewer: &Viewer) -> String {
    let looked_in = wanted.filters.iter().find_map(|filter| match filter {
        Filter::Neighbourhood(id) => viewer.neighbourhoods.iter().find(|area| area.id == *id),
        _ => None,
    });
    let only = Some(&viewer.neighbourhoods[..]).filter(|all| all.len() == 1).and_then(<[_]>::first);
    looked_in.or(only).map_or_else(String::new, |area| area.id.0.clone())
}

/// How often it was told, and when last.
pub fn how_often(locale: Locale, search: &UnmetSearch, today: Day) -> String {
    let day = full_day_near(locale, search.last_reported_on, today);
    words::unmet::times(locale, search.times, &day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::scalars::{PersonId, Phone};
    use crate::specialists::unmet_queries::RoleOf;

    fn person(name: &str, role: Role, phone: Option<&str>) -> ToCall {
        ToCall {
            id: PersonId(name.to_owned()),
            name: name.to_owned(),
            initials: String::new(),
            phone: phone.map(|phone| Phone(phone.to_owned())),
            roles: vec![RoleOf { role }],
        }
    }

    #[test]
    fn the_community_worker_is_called_first() {
        let people = [
            person("Ahmet", Role::Connector, Some("0412 00 00 01")),
            person("Bas", Role::MunicipalityOfficer, Some("0412 00 00 02")),
            person("Joris", Role::CommunityWorker, Some("0412 00 00 03")),
            person("Karin", Role::CommunityWorker, None),
        ];
        let names: Vec<_> = to_call(&people).into_iter().map(|person| person.name).collect();
        assert_eq!(names, ["Joris", "Ahmet", "Bas"]);
    }

    #[test]
    fn the_team_keeps_a_place() {
        let phone = Some("0412 00 00 01");
        let workers = ["Joris", "Karin", "Lotte", "Murat", "Nora"];
        let mut people: Vec<_> = workers.map(|name| person(name, Role::CommunityWorker, phone)).into();
        let names = |people: &[ToCall]| to_call(people).into_iter().map(|person| person.name).collect::<Vec<_>>();
        assert_eq!(names(&people), ["Joris", "Karin", "Lotte", "Murat"]);
        people.push(person("Ahmet", Role::Connector, None));
        assert_eq!(names(&people), ["Joris", "Karin", "Lotte", "Murat"]);
        people.push(person("Bas", Role::MunicipalityOfficer, phone));
        people.push(person("Toos", Role::Connector, phone));
        assert_eq!(names(&people), ["Joris", "Karin", "Lotte", "Toos"]);
    }

    #[test]
    fn how_often_is_said_with_the_day() {
        let search = |times| UnmetSearch {
            words: "dakdekker".to_owned(),
            times,
            last_reported_on: Day::parse("2026-11-24").unwrap(),
            notes: Vec::new(),
            neighbourhoods: Vec::new(),
        };
        let today = Day::parse("2026-11-26").unwrap();
        let said = |times| how_often(Locale::Nl, &search(times), today).replace('\u{a0}', " ");
        assert_eq!(said(1), "1 keer gemeld, op dinsdag 24 november");
        assert_eq!(said(3), "3 keer gemeld, het laatst op dinsdag 24 november");
    }
}

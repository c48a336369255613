//! The people: connectors and community workers of each area, coordinators, and those who answer for an entry of the
//! directory.

use std::collections::HashMap;

use api::auth::SecretToken;
use base64::Engine;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use entities::{
    Locale, NeighbourhoodId, OrganisationId, PersonId, Role, SpecialistId, Timestamp, invitation, person, role_grant,
};

use super::dice::Dice;

const CONNECTORS: usize = 400;
const WORKERS: usize = 40;
const COORDINATORS: usize = 5;
const WITH_ENTRY: usize = 300;

const FIRST_NAMES: [&str; 30] = [
    "Mia", "Toos", "Joke", "Henk", "Fatma", "Ahmed", "Els", "Piet", "Riet", "Wim", "Sanne", "Daan", "Noor", "Yusuf",
    "Anja", "Kees", "Marloes", "Bram", "Ineke", "Sjaak", "Halina", "Marek", "Loes", "Gerrit", "Truus", "Ali", "Zeynep",
    "Bert", "Coby", "Dirk",
];

const LAST_NAMES: [&str; 30] = [
    "de Wit",
    "Jansen",
    "van den Berg",
    "Bakker",
    "Smits",
    "Peters",
    "Hendriks",
    "van Dijk",
    "Kaya",
    "Yilmaz",
    "Nowak",
    "van Erp",
    "Verhoeven",
    "Vermeulen",
    "de Groot",
    "Kuipers",
    "Maas",
    "van der Heijden",
    "Wolters",
    "Schouten",
    "Willems",
    "van Uden",
    "Ploegmakers",
    "Timmers",
    "Ruijs",
    "Dekkers",
    "van Orsouw",
    "Gloudemans",
    "Cooijmans",
    "Hoeks",
];

/// The people, by what they do and where.
pub struct People {
    /// Their rows.
    pub rows: Vec<person::Model>,
    /// Their roles.
    pub grants: Vec<role_grant::Model>,
    /// Invitations for those who will come in.
    pub invitations: Vec<invitation::Model>,
    /// The connectors of each area.
    pub connectors: HashMap<NeighbourhoodId, Vec<PersonId>>,
    /// The community workers of each area.
    pub workers: HashMap<NeighbourhoodId, Vec<PersonId>>,
    /// The entries for which somebody has an account.
    pub entries: Vec<SpecialistId>,
    /// Those who will come in.
    pub cast: Cast,
}

/// Those who will come in, each by the token of their invitation.
#[derive(Clone, Debug)]
pub struct Cast {
    /// A community worker of the three busiest areas.
    pub worker: Guest,
    /// A connector of the busiest area.
    pub connector: Guest,
    /// Sees all.
    pub coordinator: Guest,
}

/// Somebody with an invitation.
#[derive(Clone, Debug)]
pub struct Guest {
    /// Who.
    pub id: PersonId,
    /// The token of the invitation.
    pub token: String,
}

/// Makes the people for these areas, the busiest first, each with its weight.
pub fn people(
    areas: &[(usize, NeighbourhoodId)],
    entries: &[SpecialistId],
    welfare: OrganisationId,
    now: Timestamp,
    dice: &mut Dice,
) -> People {
    let mut made = Making { now, welfare, rows: Vec::new(), grants: Vec::new() };
    let mut connectors: HashMap<NeighbourhoodId, Vec<PersonId>> = HashMap::new();
    let mut workers: HashMap<NeighbourhoodId, Vec<PersonId>> = HashMap::new();
    let busiest = |count: usize| areas.iter().take(count).map(|(_, area)| *area).collect::<Vec<_>>();
    // Each area has somebody, however small it is.
    for number in 0..CONNECTORS {
        let id = made.person(dice);
        let own = match number {
            0 => busiest(1),
            _ if number <= areas.len() => vec![areas[number - 1].1],
            _ => vec![*dice.weighed(areas)],
        };
        made.roles(id, Role::Connector, &own, &mut connectors, dice);
    }
    for number in 0..WORKERS {
        let id = made.person(dice);
        let own = match number {
            0 => busiest(3),
            _ if number <= areas.len() => vec![areas[number - 1].1, dice.one(areas).1],
            _ => vec![*dice.weighed(areas), dice.one(areas).1],
        };
        made.roles(id, Role::CommunityWorker, &own, &mut workers, dice);
    }
    for _ in 0..COORDINATORS {
        let id = made.person(dice);
        made.grant(id, Role::Coordinator, None, None, dice);
    }
    let entries = dice.several(WITH_ENTRY, entries);
    for entry in &entries {
        let id = made.person(dice);
        made.grant(id, Role::Specialist, None, Some(*entry), dice);
    }

    let mut invitations = Vec::new();
    let mut guest = |number: usize| {
        let token = BASE64_URL_SAFE_NO_PAD.encode(dice.bytes(32));
        let id = made.rows[number].id;
        invitations.push(invitation::Model {
            id: dice.id(now),
            person_id: id,
            token_hash: SecretToken::parse(&token).expect("32 bytes").hash(),
            created_at: now,
            expires_at: now.plus_days(7),
            accepted_at: None,
        });
        Guest { id, token }
    };
    let cast = Cast { connector: guest(0), worker: guest(CONNECTORS), coordinator: guest(CONNECTORS + WORKERS) };
    People { rows: made.rows, grants: made.grants, invitations, connectors, workers, entries, cast }
}

struct Making {
    now: Timestamp,
    welfare: OrganisationId,
    rows: Vec<person::Model>,
    grants: Vec<role_grant::Model>,
}

impl Making {
    fn person(&mut self, dice: &mut Dice) -> PersonId {
        let since = self.now.plus_days(-dice.between(2000, 2200));
        let number = self.rows.len();
        let id = dice.id(since);
        self.rows.push(person::Model {
            id,
            name: format!("{} {}", dice.one(&FIRST_NAMES), dice.one(&LAST_NAMES)),
            email: format!("persoon{number}@example.org"),
            phone: Some(format!("06 00 {:02} {:02} {:02}", number / 10_000, number / 100 % 100, number % 100)),
            organisation_id: Some(self.welfare),
            password_hash: None,
            locale: Locale::Nl,
            demo_story: None,
            created_at: since,
            ended_at: None,
        });
        id
    }

    fn roles(
        &mut self,
        id: PersonId,
        role: Role,
        own: &[NeighbourhoodId],
        by_area: &mut HashMap<NeighbourhoodId, Vec<PersonId>>,
        dice: &mut Dice,
    ) {
        for area in own {
            let here = by_area.entry(*area).or_default();
            if !here.contains(&id) {
                here.push(id);
                self.grant(id, role, Some(*area), None, dice);
            }
        }
    }

    fn grant(
        &mut self,
        person_id: PersonId,
        role: Role,
        neighbourhood_id: Option<NeighbourhoodId>,
        specialist_id: Option<SpecialistId>,
        dice: &mut Dice,
    ) {
        let granted_at = self.now.plus_days(-1990);
        self.grants.push(role_grant::Model {
            id: dice.id(granted_at),
            person_id,
            role,
            neighbourhood_id,
            specialist_id,
            granted_at,
            granted_by: None,
            ended_at: None,
        });
    }
}

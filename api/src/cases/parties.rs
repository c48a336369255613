//! Who stands on cards and on the page of a case: read at once, when more than the names is asked.
//!
//! The loaders wait a moment for each other, and a list of a hundred cards is resolved in more than that moment: what
//! is left to them alone is read in several statements. The same goes for the page of a case.

use std::collections::BTreeSet;

use async_graphql::Lookahead;
use entities::{PersonId, SpecialistId};

use super::{
    involvements::types::Involvement,
    outlook::{Holder, Receiver, Turn},
    party::PhoneOf,
    timeline::CaseEvent,
    types::Case,
};
use crate::{context::RequestCtx, error::Result};

/// What is asked of the people and entries on each card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    people: bool,
    entries: bool,
    phones: bool,
}

impl Asked {
    /// What is asked of the nodes of these connections.
    pub fn of_nodes(connection: &Lookahead<'_>) -> Self {
        let nodes = Self::of_card(&connection.field("nodes"));
        let edges = Self::of_card(&connection.field("edges").field("node"));
        Self {
            people: nodes.people || edges.people,
            entries: nodes.entries || edges.entries,
            phones: nodes.phones || edges.phones,
        }
    }

    fn of_card(card: &Lookahead<'_>) -> Self {
        let involvement = card.field("openInvolvement");
        let parties =
            [card.field("holder"), card.field("turn"), involvement.field("requester"), involvement.field("receiver")];
        let any = |is_asked: fn(&Lookahead<'_>) -> bool| parties.iter().any(is_asked);
        Self {
            people: any(|party| party.field("person").exists()),
            entries: any(|party| party.field("specialist").exists()),
            phones: any(|party| party.field("phone").exists()),
        }
    }
}

/// The loaders then know what is asked of the people and entries on these cards.
///
/// # Errors
/// When the database can't be read.
pub async fn remember(req: &RequestCtx, cases: &[Case], asked: Asked) -> Result<()> {
    let mut known = Parties::default();
    for case in cases {
        known.add_holder(case);
        known.add_involved(case.most_pressing_involvement());
        known.add_turn(case.outlook(&req.viewer).turn(req.today()));
    }
    let phones: Vec<PhoneOf> = known.callees().filter(|_| asked.phones).map(PhoneOf).collect();
    let people = known.people.into_iter().filter(|_| asked.people);
    let entries = known.entries.into_iter().filter(|_| asked.entries);
    futures_util::try_join!(req.read_ahead(people), req.read_ahead(entries), req.read_ahead(phones)).map(drop)
}

/// The loaders then know everybody on the page of a case.
///
/// # Errors
/// When the database can't be read.
pub async fn remember_page(
    req: &RequestCtx,
    case: &Case,
    involvements: &[Involvement],
    timeline: &[CaseEvent],
) -> Result<()> {
    let mut known = Parties::default();
    known.add_holder(case);
    known.add_involved(involvements);
    for event in timeline {
        known.people.extend(event.actor_person_id);
        known.people.extend(event.party_person_id);
        known.entries.extend(event.actor_specialist_id);
        known.entries.extend(event.party_specialist_id);
    }
    let (people, entries) = (known.people.clone(), known.entries.clone());
    futures_util::try_join!(req.read_ahead(known.people), req.read_ahead(known.entries))?;
    // Their numbers came along.
    let people = req.loaders.load_many::<PersonId, _>(people).await?;
    let entries = req.loaders.load_many::<SpecialistId, _>(entries).await?;
    let of_people = people.into_iter().map(|(id, person)| (Holder::Person(id), person.and_then(|it| it.phone)));
    let of_entries = entries.into_iter().map(|(id, entry)| (Holder::Specialist(id), entry.and_then(|it| it.phone)));
    req.loaders.feed_many(of_people.chain(of_entries).map(|(callee, phone)| (PhoneOf(callee), phone))).await;
    Ok(())
}

/// Who stands somewhere, each once.
#[derive(Default)]
struct Parties {
    people: BTreeSet<PersonId>,
    entries: BTreeSet<SpecialistId>,
}

impl Parties {
    fn callees(&self) -> impl Iterator<Item = Holder> {
        let people = self.people.iter().copied().map(Holder::Person);
        people.chain(self.entries.iter().copied().map(Holder::Specialist))
    }

    fn add_holder(&mut self, case: &Case) {
        self.people.extend(case.holder_person_id);
        self.entries.extend(case.holder_specialist_id);
    }

    /// A case that waits for a specialist may wait for another than the one who was asked last.
    fn add_turn(&mut self, turn: Option<Turn>) {
        match turn {
            Some(Turn::Asked(Receiver::Person(id)) | Turn::Holder(Holder::Person(id))) => {
                self.people.insert(id);
            }
            Some(Turn::Asked(Receiver::Specialist(id)) | Turn::Holder(Holder::Specialist(id))) => {
                self.entries.insert(id);
            }
            Some(
                Turn::Asked(Receiver::AnyWorker) | Turn::Resident | Turn::SomeSpecialist | Turn::Decision | Turn::Team,
            )
            | None => {}
        }
    }

    fn add_involved<'a>(&mut self, involvements: impl IntoIterator<Item = &'a Involvement>) {
        for involvement in involvements {
            self.people.insert(involvement.requester_id);
            self.people.extend(involvement.receiver_person_id);
            self.entries.extend(involvement.receiver_specialist_id);
        }
    }
}

//! Who stands on cards: read at once for a whole list, when more than the names is asked.
//!
//! The loaders wait a moment for each other, and a list of a hundred cards is resolved in more than that moment: what
//! is left to them alone is read in several statements.

use std::collections::BTreeSet;

use async_graphql::Lookahead;
use entities::{PersonId, SpecialistId};

use super::types::Case;
use crate::{context::RequestCtx, error::Result, people::types::RolesOf};

/// What is asked of the people and entries on each card.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Asked {
    people: bool,
    roles: bool,
    entries: bool,
}

impl Asked {
    /// What is asked of the nodes of these connections.
    pub fn of_nodes(connection: &Lookahead<'_>) -> Self {
        let nodes = Self::of_card(&connection.field("nodes"));
        let edges = Self::of_card(&connection.field("edges").field("node"));
        Self {
            people: nodes.people || edges.people,
            roles: nodes.roles || edges.roles,
            entries: nodes.entries || edges.entries,
        }
    }

    fn of_card(card: &Lookahead<'_>) -> Self {
        let involvement = card.field("openInvolvement");
        let parties =
            [card.field("holder"), card.field("turn"), involvement.field("requester"), involvement.field("receiver")];
        let any = |is_asked: fn(&Lookahead<'_>) -> bool| parties.iter().any(is_asked);
        Self {
            people: any(|party| party.field("person").exists()),
            roles: any(|party| party.field("person").field("roles").exists()),
            entries: any(|party| party.field("specialist").exists()),
        }
    }
}

/// The loaders then know what is asked of the people and entries on these cards.
///
/// # Errors
/// When the database can't be read.
pub async fn remember(req: &RequestCtx, cases: &[Case], asked: Asked) -> Result<()> {
    let pressing = || cases.iter().filter_map(Case::most_pressing_involvement);
    if asked.people {
        let holders = cases.iter().filter_map(|case| case.holder_person_id);
        let parties = pressing().flat_map(|one| std::iter::once(one.requester_id).chain(one.receiver_person_id));
        let people: BTreeSet<PersonId> = holders.chain(parties).collect();
        if asked.roles {
            req.loaders.load_many(people.iter().map(|id| RolesOf(*id))).await?;
        }
        req.loaders.load_many(people).await?;
    }
    if asked.entries {
        let holders = cases.iter().filter_map(|case| case.holder_specialist_id);
        let entries: BTreeSet<SpecialistId> =
            holders.chain(pressing().filter_map(|one| one.receiver_specialist_id)).collect();
        req.loaders.load_many(entries).await?;
    }
    Ok(())
}

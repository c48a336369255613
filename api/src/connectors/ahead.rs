//! What belongs to the connectors of a list, read before anybody asks for it one by one: each sort in one statement, and
//! only what the list was asked for.

use async_graphql::Lookahead;

use super::{
    flow::needs_of,
    store::loaders::{AbsencesOf, ContactPersonOf, ContactsOf, NeighbourhoodsOf, OpenCasesOf, Programme, ReadinessOf},
    types::Connector,
};
use crate::{context::RequestCtx, error::Result};

/// What a list of connectors was asked for.
#[derive(Clone, Copy, Debug, Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is asked for or not, apart from the others")]
pub struct Asked {
    neighbourhoods: bool,
    contacts: bool,
    acts: bool,
    readiness: bool,
    open_cases: bool,
}

impl Asked {
    /// Of the connectors below this place in the question.
    pub fn of(connectors: &Lookahead<'_>) -> Self {
        let asks = |field: &str| connectors.field(field).exists();
        Self {
            neighbourhoods: asks("neighbourhoods"),
            contacts: asks("fixedContacts"),
            acts: asks("availableActs"),
            readiness: asks("missing"),
            open_cases: asks("openCaseCount"),
        }
    }

    /// The same, when the list is a connection.
    pub fn of_nodes(list: &Lookahead<'_>) -> Self {
        let (nodes, edges) = (Self::of(&list.field("nodes")), Self::of(&list.field("edges").field("node")));
        Self {
            neighbourhoods: nodes.neighbourhoods || edges.neighbourhoods,
            contacts: nodes.contacts || edges.contacts,
            acts: nodes.acts || edges.acts,
            readiness: nodes.readiness || edges.readiness,
            open_cases: nodes.open_cases || edges.open_cases,
        }
    }
}

/// Reads it.
///
/// # Errors
/// When the database can't be read.
pub async fn read(req: &RequestCtx, asked: Asked, rows: &[Connector]) -> Result<()> {
    if rows.is_empty() {
        return Ok(());
    }
    let Asked { neighbourhoods, contacts, acts, readiness, open_cases } = asked;
    if neighbourhoods {
        req.read_ahead(rows.iter().map(|row| NeighbourhoodsOf(row.id))).await?;
        let areas = req.loaders.load_many(rows.iter().map(|row| NeighbourhoodsOf(row.id))).await?;
        req.read_ahead(areas.into_values().flatten()).await?;
    }
    if contacts || acts {
        req.read_ahead(rows.iter().map(|row| ContactsOf(row.id))).await?;
        let known = req.loaders.load_many(rows.iter().map(|row| ContactsOf(row.id))).await?;
        let people: Vec<_> = known.into_values().flatten().map(|contact| contact.person_id).collect();
        if contacts {
            req.read_ahead(people.iter().map(|person| ContactPersonOf(*person))).await?;
            req.read_ahead([Programme]).await?;
        }
        if acts {
            req.read_ahead(people.iter().map(|person| AbsencesOf(*person))).await?;
        }
    }
    if readiness {
        let needs_something = |row: &&Connector| !needs_of(row.status).is_empty();
        req.read_ahead(rows.iter().filter(needs_something).map(ReadinessOf::of)).await?;
    }
    if open_cases {
        req.read_ahead(rows.iter().filter_map(|row| row.person_id).map(OpenCasesOf)).await?;
    }
    Ok(())
}

//! Whom a connector calls on a day: the fixed contact person, or who stands in while that one is away.

use async_graphql::SimpleObject;
use entities::{ConnectorId, ContactSide, Day, PersonId, absence};

use super::types::{ContactPerson, FixedContact};
use crate::{
    connectors::store::loaders::{AbsencesOf, AllContactsOf, ContactPersonOf},
    context::RequestCtx,
    error::Result,
};

/// Whom a connector calls on a day, at one side.
#[derive(Clone, Debug, SimpleObject)]
pub struct ContactToday {
    /// At which side.
    pub side: ContactSide,
    /// Whom to call.
    pub person: ContactPerson,
    /// For whom they stand in; null when it is the fixed contact person.
    pub stands_in_for: Option<ContactPerson>,
    /// Until when they stand in, that day included.
    pub stands_in_until: Option<Day>,
}

/// Who answers for somebody on a day: they themselves, or who stands in. Who stands in is there: an absence in which
/// they are away too can't be planned.
#[must_use]
pub fn on_duty(of: PersonId, absences: &[absence::Model], day: Day) -> (PersonId, Option<Day>) {
    let away = absences.iter().find(|away| away.person_id == of && away.from_on <= day && day <= away.until_on);
    away.map_or((of, None), |away| (away.stand_in_id, Some(away.until_on)))
}

/// Whom this connector calls on a day.
///
/// # Errors
/// When the database can't be read.
pub async fn contacts_on(req: &RequestCtx, connector: ConnectorId, day: Day) -> Result<Vec<ContactToday>> {
    let loaders = &req.loaders;
    let contacts = loaders.load_one(AllContactsOf(connector)).await?.unwrap_or_default();
    let mut found = Vec::new();
    for contact in contacts.iter().filter(|contact| holds_on(contact, day)) {
        let absences = loaders.load_one(AbsencesOf(contact.person_id)).await?.unwrap_or_default();
        let (on_duty, until) = on_duty(contact.person_id, &absences, day);
        let Some(person) = loaders.load_one(ContactPersonOf(on_duty)).await? else { continue };
        let stands_in_for = match until {
            Some(_) => loaders.load_one(ContactPersonOf(contact.person_id)).await?,
            None => None,
        };
        found.push(ContactToday { side: contact.side, person, stands_in_for, stands_in_until: until });
    }
    found.sort_by_key(|contact| contact.side);
    Ok(found)
}

/// Whether the viewer is one of these contacts today, by themselves or standing in.
///
/// # Errors
/// When the database can't be read.
pub async fn falls_to_viewer(req: &RequestCtx, contacts: &[FixedContact]) -> Result<bool> {
    let Some(me) = req.viewer.person_id() else { return Ok(false) };
    for contact in contacts {
        let absences = req.loaders.load_one(AbsencesOf(contact.person_id)).await?.unwrap_or_default();
        if contact.person_id == me || on_duty(contact.person_id, &absences, req.today()).0 == me {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether a contact holds on a day.
#[must_use]
pub fn holds_on(contact: &FixedContact, day: Day) -> bool {
    contact.from_on <= day && contact.until_on.is_none_or(|until| day <= until)
}

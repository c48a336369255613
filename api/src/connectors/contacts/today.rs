//! Whom a connector calls on a day: the fixed contact person, or who stands in while that one is away; and who runs the
//! programme when none of these can be called, so that nobody is alone.

use std::collections::HashMap;

use async_graphql::{SimpleObject, dataloader::Loader};
use entities::{ConnectorId, ContactSide, Day, PersonId, absence, person};
use sea_orm::{DerivePartialModel, QueryOrder};

use super::types::{ContactPerson, FixedContact};
use crate::{
    connectors::{
        flow,
        store::loaders::{AbsencesOf, AllContactsOf, ContactPersonOf},
        types::Connector,
    },
    context::{Loaders, RequestCtx},
    error::{LoadFault, Result},
    policy::{self, connectors::has_stand_in},
};

/// A time in which somebody is away.
#[derive(Clone, Copy, Debug, DerivePartialModel)]
#[sea_orm(entity = "absence::Entity")]
pub struct Away {
    /// Who.
    pub person_id: PersonId,
    /// Who stands in.
    pub stand_in_id: PersonId,
    /// From this day.
    pub from_on: Day,
    /// Up to and with this day.
    pub until_on: Day,
    /// Whether who stands in can still be called.
    #[sea_orm(from_expr = "has_stand_in()")]
    pub is_covered: bool,
}

impl Away {
    fn is_of(&self, person: PersonId, day: Day) -> bool {
        self.person_id == person && self.from_on <= day && day <= self.until_on
    }
}

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
    /// Whether they are away themselves, and nobody stands in: then they aren't to be called.
    pub is_away: bool,
}

impl ContactToday {
    fn can_be_called(&self) -> bool {
        !self.is_away && self.person.phone.is_some()
    }
}

/// Who answers for somebody on a day: they themselves, or who stands in. Who stands in is there: an absence in which
/// they are away too can't be planned. Without, it falls to themselves.
#[must_use]
pub fn on_duty(of: PersonId, absences: &[Away], day: Day) -> (PersonId, Option<Day>) {
    let away = absences.iter().find(|away| away.is_of(of, day) && away.is_covered);
    away.map_or((of, None), |away| (away.stand_in_id, Some(away.until_on)))
}

/// Whether somebody is away on a day and nobody stands in.
fn is_missed(person: PersonId, absences: &[Away], day: Day) -> bool {
    let of_day: Vec<&Away> = absences.iter().filter(|away| away.is_of(person, day)).collect();
    !of_day.is_empty() && of_day.iter().all(|away| !away.is_covered)
}

/// Whom this connector calls on a day.
///
/// # Errors
/// When the database can't be read.
pub async fn contacts_on(req: &RequestCtx, connector: ConnectorId, day: Day) -> Result<Vec<ContactToday>> {
    let contacts = req.load(AllContactsOf(connector)).await?.unwrap_or_default();
    let mut found = Vec::new();
    for contact in contacts.iter().filter(|contact| holds_on(contact, day)) {
        let absences = req.load(AbsencesOf(contact.person_id)).await?.unwrap_or_default();
        let (on_duty, until) = on_duty(contact.person_id, &absences, day);
        let Some(person) = req.load(ContactPersonOf(on_duty)).await? else { continue };
        let stands_in_for = match until {
            Some(_) => req.load(ContactPersonOf(contact.person_id)).await?,
            None => None,
        };
        let is_away = is_missed(contact.person_id, &absences, day);
        found.push(ContactToday { side: contact.side, person, stands_in_for, stands_in_until: until, is_away });
    }
    found.sort_by_key(|contact| contact.side);
    Ok(found)
}

/// Who runs the programme and is called on a day on which no contact can be; none as long as one can, and for who isn't
/// with the programme. Of those who run it somebody who is there, else who stands in for one of them, else one who has a
/// number and may answer all the same.
///
/// # Errors
/// When the database can't be read.
pub async fn coordinator_on(req: &RequestCtx, row: &Connector, day: Day) -> Result<Option<ContactPerson>> {
    if !flow::has_contacts(row.status) || contacts_on(req, row.id, day).await?.iter().any(ContactToday::can_be_called) {
        return Ok(None);
    }
    let all = req.load(Coordinators).await?.unwrap_or_default();
    let others: Vec<&ContactPerson> =
        all.iter().filter(|person| Some(person.id) != row.person_id && person.phone.is_some()).collect();
    let absences = req.loaders.load_many(others.iter().map(|person| AbsencesOf(person.id))).await?;
    let absences: Vec<Away> = absences.into_values().flatten().collect();
    if let Some(there) = others.iter().find(|person| !absences.iter().any(|away| away.is_of(person.id, day))) {
        return Ok(Some((*there).clone()));
    }
    let Some(first) = others.first() else { return Ok(None) };
    let stand_in = req.load(ContactPersonOf(on_duty(first.id, &absences, day).0)).await?;
    Ok(stand_in.filter(|person| person.phone.is_some()).or_else(|| Some((*first).clone())))
}

/// Whether the viewer is one of these contacts today, by themselves or standing in.
///
/// # Errors
/// When the database can't be read.
pub async fn falls_to_viewer(req: &RequestCtx, contacts: &[FixedContact]) -> Result<bool> {
    let Some(me) = req.viewer.person_id() else { return Ok(false) };
    for contact in contacts {
        let absences = req.load(AbsencesOf(contact.person_id)).await?.unwrap_or_default();
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

/// Asks who runs the programme, by name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Coordinators;

impl Loader<Coordinators> for Loaders {
    type Value = Vec<ContactPerson>;
    type Error = LoadFault;

    async fn load(&self, _: &[Coordinators]) -> std::result::Result<HashMap<Coordinators, Self::Value>, LoadFault> {
        let people = policy::connectors::coordinators(&self.viewer)
            .order_by_asc(person::Column::Name)
            .order_by_asc(person::Column::Id)
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        Ok(HashMap::from([(Coordinators, people)]))
    }
}

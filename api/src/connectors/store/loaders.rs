//! What belongs to connectors, read for many at once, each in one statement whatever their number.

use std::collections::{BTreeSet, HashMap};

use async_graphql::dataloader::Loader;
use entities::{
    CaseStatus, ConnectorId, ContactSide, Daypart, NeighbourhoodId, PersonId, absence, application_answer,
    application_question, case, connector, connector_host, connector_neighbourhood, connector_step, contact_moment,
    fixed_contact, organisation, person, programme,
};
use sea_orm::{ActiveEnum, ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use crate::{
    connectors::{
        contacts::{
            today::Away,
            types::{ContactMoment, ContactPerson, FixedContact},
        },
        flow::Readiness,
        readiness,
        types::{ApplicationAnswer, ApplicationQuestion, Connector, ConnectorHost, ConnectorStep},
    },
    context::{Loaders, local_day},
    error::LoadFault,
    places::types::Organisation,
    policy,
};

/// The most contact moments that are shown of one connector.
const MOMENTS: usize = 20;

macro_rules! keys {
    ($($(#[$doc:meta])* $name:ident;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub struct $name(pub ConnectorId);
    )*};
}

keys! {
    /// Asks where a connector helps.
    NeighbourhoodsOf;
    /// Asks from which organisation a connector works today.
    HostOf;
    /// Asks for the steps of a connector, the latest first.
    StepsOf;
    /// Asks for what somebody answered who applied, in the order of the form.
    AnswersOf;
    /// Asks for the fixed contacts of today.
    ContactsOf;
    /// Asks for the fixed contacts of all times who can still be called.
    AllContactsOf;
    /// Asks when a connector spoke with a contact, the latest first.
    MomentsOf;
}

/// Asks for when somebody is away, and whether another stands in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AbsencesOf(pub PersonId);

/// Asks for name and number of a contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ContactPersonOf(pub PersonId);

/// Asks how many open cases somebody holds, of those that the viewer sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct OpenCasesOf(pub PersonId);

/// Asks for how the programme is set up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Programme;

/// Asks what is met of what is needed to help: of whom, with which account, and whether they made the promise.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ReadinessOf(ConnectorId, Option<PersonId>, bool);

impl ReadinessOf {
    /// Of this profile.
    pub fn of(row: &Connector) -> Self {
        Self(row.id, row.person_id, row.pledged_at.is_some())
    }
}

/// Dayparts as they are stored.
pub fn written_dayparts(dayparts: &[Daypart]) -> String {
    let each: BTreeSet<Daypart> = dayparts.iter().copied().collect();
    each.into_iter().map(|daypart| daypart.to_value()).collect::<Vec<_>>().join(" ")
}

/// Dayparts from the database; what is unknown is left out.
pub fn read_dayparts(text: &str) -> Vec<Daypart> {
    text.split_whitespace().filter_map(|word| Daypart::try_from_value(&word.to_owned()).ok()).collect()
}

type Loaded<K, V> = Result<HashMap<K, V>, LoadFault>;

/// Every key with nothing, so that nobody is asked for again because they have none.
fn empty<K: Copy + std::hash::Hash + Eq, V: Default>(keys: &[K]) -> HashMap<K, V> {
    keys.iter().map(|key| (*key, V::default())).collect()
}

/// The rows of each key, in the order in which they came.
fn grouped<K: Copy + std::hash::Hash + Eq, V>(
    keys: &[K],
    rows: impl IntoIterator<Item = (K, V)>,
) -> HashMap<K, Vec<V>> {
    let mut found: HashMap<_, Vec<V>> = empty(keys);
    for (key, row) in rows {
        found.entry(key).or_default().push(row);
    }
    found
}

impl Loader<ConnectorId> for Loaders {
    type Value = Connector;
    type Error = LoadFault;

    async fn load(&self, ids: &[ConnectorId]) -> Loaded<ConnectorId, Connector> {
        let rows: Vec<Connector> = policy::connectors::visible(&self.viewer, local_day(self.now))
            .filter(connector::Column::Id.is_in(ids.iter().copied()))
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (row.id, row)).collect())
    }
}

impl Loader<NeighbourhoodsOf> for Loaders {
    type Value = Vec<NeighbourhoodId>;
    type Error = LoadFault;

    async fn load(&self, keys: &[NeighbourhoodsOf]) -> Loaded<NeighbourhoodsOf, Self::Value> {
        let rows = policy::connectors::neighbourhoods_of(&self.viewer, local_day(self.now))
            .filter(connector_neighbourhood::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db)
            .await?;
        Ok(grouped(keys, rows.into_iter().map(|row| (NeighbourhoodsOf(row.connector_id), row.neighbourhood_id))))
    }
}

impl Loader<HostOf> for Loaders {
    type Value = Option<ConnectorHost>;
    type Error = LoadFault;

    async fn load(&self, keys: &[HostOf]) -> Loaded<HostOf, Self::Value> {
        let today = local_day(self.now);
        let rows = policy::connectors::hosts_of(&self.viewer, today)
            .filter(connector_host::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .filter(connector_host::Column::FromOn.lte(today))
            .order_by_asc(connector_host::Column::FromOn)
            .all(&self.app.db)
            .await?;
        let organisations: Vec<Organisation> = policy::places::visible_organisations(&self.viewer)
            .filter(organisation::Column::Id.is_in(rows.iter().map(|row| row.organisation_id)))
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        let mut found: HashMap<_, Self::Value> = empty(keys);
        for row in rows {
            let organisation = organisations.iter().find(|organisation| organisation.id == row.organisation_id);
            let host = organisation.cloned().map(|organisation| ConnectorHost {
                organisation,
                from_on: row.from_on,
                until_on: row.until_on,
            });
            found.insert(HostOf(row.connector_id), host);
        }
        Ok(found)
    }
}

impl Loader<StepsOf> for Loaders {
    type Value = Vec<ConnectorStep>;
    type Error = LoadFault;

    async fn load(&self, keys: &[StepsOf]) -> Loaded<StepsOf, Self::Value> {
        let rows = policy::connectors::steps_of(&self.viewer, local_day(self.now))
            .filter(connector_step::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(connector_step::Column::At)
            .order_by_desc(connector_step::Column::Id)
            .into_partial_model::<ConnectorStep>()
            .all(&self.app.db)
            .await?;
        Ok(grouped(keys, rows.into_iter().map(|row| (StepsOf(row.connector_id), row))))
    }
}

impl Loader<AnswersOf> for Loaders {
    type Value = Vec<ApplicationAnswer>;
    type Error = LoadFault;

    async fn load(&self, keys: &[AnswersOf]) -> Loaded<AnswersOf, Self::Value> {
        let rows = policy::connectors::answers(&self.viewer)
            .filter(application_answer::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .all(&self.app.db)
            .await?;
        let mut found: HashMap<_, Self::Value> = empty(keys);
        if rows.is_empty() {
            return Ok(found);
        }
        let questions: Vec<ApplicationQuestion> = policy::connectors::questions()
            .order_by_asc(application_question::Column::Position)
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        for question in questions {
            for row in rows.iter().filter(|row| row.question_id == question.id) {
                let answer = ApplicationAnswer { question: question.clone(), answer: row.answer.clone() };
                found.entry(AnswersOf(row.connector_id)).or_default().push(answer);
            }
        }
        Ok(found)
    }
}

impl Loader<ContactsOf> for Loaders {
    type Value = Vec<FixedContact>;
    type Error = LoadFault;

    async fn load(&self, keys: &[ContactsOf]) -> Loaded<ContactsOf, Self::Value> {
        let today = local_day(self.now);
        let rows = policy::connectors::fixed_contacts(&self.viewer, today)
            .filter(fixed_contact::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .filter(policy::connectors::holds_on(today))
            .order_by_asc(fixed_contact::Column::FromOn)
            .into_partial_model::<FixedContact>()
            .all(&self.app.db)
            .await?;
        let mut found = grouped(keys, rows.into_iter().map(|row| (ContactsOf(row.connector_id), row)));
        for contacts in found.values_mut() {
            contacts.sort_by_key(|contact| contact.side);
        }
        Ok(found)
    }
}

impl Loader<AllContactsOf> for Loaders {
    type Value = Vec<FixedContact>;
    type Error = LoadFault;

    async fn load(&self, keys: &[AllContactsOf]) -> Loaded<AllContactsOf, Self::Value> {
        let rows = policy::connectors::fixed_contacts(&self.viewer, local_day(self.now))
            .filter(fixed_contact::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .filter(policy::connectors::can_be_called())
            .order_by_asc(fixed_contact::Column::FromOn)
            .into_partial_model::<FixedContact>()
            .all(&self.app.db)
            .await?;
        Ok(grouped(keys, rows.into_iter().map(|row| (AllContactsOf(row.connector_id), row))))
    }
}

impl Loader<MomentsOf> for Loaders {
    type Value = Vec<ContactMoment>;
    type Error = LoadFault;

    async fn load(&self, keys: &[MomentsOf]) -> Loaded<MomentsOf, Self::Value> {
        let rows = policy::connectors::contact_moments(&self.viewer, local_day(self.now))
            .filter(contact_moment::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(contact_moment::Column::HeldOn)
            .order_by_desc(contact_moment::Column::Id)
            .into_partial_model::<ContactMoment>()
            .all(&self.app.db)
            .await?;
        let mut found: HashMap<_, Self::Value> = empty(keys);
        for row in rows {
            let own = found.entry(MomentsOf(row.connector_id)).or_default();
            if own.len() < MOMENTS {
                own.push(row);
            }
        }
        Ok(found)
    }
}

impl Loader<AbsencesOf> for Loaders {
    type Value = Vec<Away>;
    type Error = LoadFault;

    async fn load(&self, keys: &[AbsencesOf]) -> Loaded<AbsencesOf, Self::Value> {
        let rows = policy::connectors::absences_of_contacts(&self.viewer)
            .filter(absence::Column::PersonId.is_in(keys.iter().map(|key| key.0)))
            .order_by_asc(absence::Column::FromOn)
            .into_partial_model::<Away>()
            .all(&self.app.db)
            .await?;
        Ok(grouped(keys, rows.into_iter().map(|row| (AbsencesOf(row.person_id), row))))
    }
}

impl Loader<ContactPersonOf> for Loaders {
    type Value = ContactPerson;
    type Error = LoadFault;

    async fn load(&self, keys: &[ContactPersonOf]) -> Loaded<ContactPersonOf, Self::Value> {
        let rows = policy::connectors::contact_people(&self.viewer)
            .filter(person::Column::Id.is_in(keys.iter().map(|key| key.0)))
            .into_partial_model::<ContactPerson>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (ContactPersonOf(row.id), row)).collect())
    }
}

impl Loader<OpenCasesOf> for Loaders {
    type Value = i64;
    type Error = LoadFault;

    async fn load(&self, keys: &[OpenCasesOf]) -> Loaded<OpenCasesOf, Self::Value> {
        let rows: Vec<(PersonId, i64)> = policy::cases::visible(&self.viewer)
            .filter(case::Column::HolderPersonId.is_in(keys.iter().map(|key| key.0)))
            .filter(case::Column::Status.ne(CaseStatus::Closed))
            .select_only()
            .column(case::Column::HolderPersonId)
            .column_as(case::Column::Id.count(), "cases")
            .group_by(case::Column::HolderPersonId)
            .into_tuple()
            .all(&self.app.db)
            .await?;
        let mut found: HashMap<_, Self::Value> = empty(keys);
        found.extend(rows.into_iter().map(|(person, count)| (OpenCasesOf(person), count)));
        Ok(found)
    }
}

impl Loader<Programme> for Loaders {
    type Value = programme::Model;
    type Error = LoadFault;

    async fn load(&self, _: &[Programme]) -> Loaded<Programme, Self::Value> {
        let row = policy::connectors::programme(&self.viewer).one(&self.app.db).await?;
        Ok(row.into_iter().map(|row| (Programme, row)).collect())
    }
}

impl Loader<ReadinessOf> for Loaders {
    type Value = Readiness;
    type Error = LoadFault;

    async fn load(&self, keys: &[ReadinessOf]) -> Loaded<ReadinessOf, Self::Value> {
        let today = local_day(self.now);
        let sides: Vec<(ConnectorId, ContactSide)> = policy::connectors::fixed_contacts(&self.viewer, today)
            .select_only()
            .column(fixed_contact::Column::ConnectorId)
            .column(fixed_contact::Column::Side)
            .filter(fixed_contact::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .filter(policy::connectors::holds_on(today))
            .into_tuple()
            .all(&self.app.db)
            .await?;
        let people: Vec<PersonId> = keys.iter().filter_map(|key| key.1).collect();
        let attended = readiness::who_attended_basic_course(&self.app.db, &people).await?;
        let readiness = |key: &ReadinessOf| Readiness {
            attended_basic_course: key.1.is_some_and(|person| attended.contains(&person)),
            pledged: key.2,
            has_welfare_contact: sides.contains(&(key.0, ContactSide::Welfare)),
            has_municipality_contact: sides.contains(&(key.0, ContactSide::Municipality)),
        };
        Ok(keys.iter().map(|key| (*key, readiness(key))).collect())
    }
}

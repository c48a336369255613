//! Writes the connectors of the demo with their steps, contacts and answers.

use entities::{
    AbsenceId, ApplicationQuestionId, CheckInId, ConnectorHostId, ConnectorId, ConnectorStatus, ConnectorStepId,
    ContactMeans, ContactMomentId, ContactSide, Day, FixedContactId, Locale, PersonId, Timestamp, absence,
    application_answer, check_in, connector, connector_host, connector_neighbourhood, connector_step, contact_moment,
    fixed_contact, person,
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    cast::Cast,
    connectors::{DemoAbsence, DemoConnector},
    peers::DemoCheckIn,
    people::DemoPerson,
};
use crate::{
    context::local_day,
    import::{IdSource, store::insert},
};

/// Who takes the steps, by their key.
const LEADER: &str = "ellen";
/// The slug of the organisation from which they work.
const HOST: &str = "ons-welzijn";

/// What is written with, and when.
pub struct Programme<'a> {
    /// Who and what the rows name.
    pub cast: &'a Cast,
    /// The people of people.csv.
    pub people: &'a [DemoPerson],
    /// The questions of the form, in their order.
    pub questions: &'a [ApplicationQuestionId],
    /// How connectors say they are.
    pub check_ins: &'a [DemoCheckIn],
    /// Where ids come from.
    pub ids: &'a IdSource<'a>,
    /// This moment.
    pub now: Timestamp,
}

#[derive(Default)]
struct Rows {
    accounts: Vec<person::Model>,
    connectors: Vec<connector::Model>,
    neighbourhoods: Vec<connector_neighbourhood::Model>,
    hosts: Vec<connector_host::Model>,
    steps: Vec<connector_step::Model>,
    answers: Vec<application_answer::Model>,
    contacts: Vec<fixed_contact::Model>,
    moments: Vec<contact_moment::Model>,
    check_ins: Vec<check_in::Model>,
}

impl Programme<'_> {
    /// Writes the connectors and who is away.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn write(
        &self,
        db: &impl ConnectionTrait,
        connectors: &[DemoConnector],
        absences: &[DemoAbsence],
    ) -> Result<(), DbErr> {
        let mut rows = Rows::default();
        for row in connectors {
            self.add(row, &mut rows);
        }
        insert::<person::Entity>(db, rows.accounts).await?;
        insert::<connector::Entity>(db, rows.connectors).await?;
        insert::<connector_neighbourhood::Entity>(db, rows.neighbourhoods).await?;
        insert::<connector_host::Entity>(db, rows.hosts).await?;
        insert::<connector_step::Entity>(db, rows.steps).await?;
        insert::<application_answer::Entity>(db, rows.answers).await?;
        insert::<fixed_contact::Entity>(db, rows.contacts).await?;
        insert::<contact_moment::Entity>(db, rows.moments).await?;
        insert::<check_in::Entity>(db, rows.check_ins).await?;
        let today = local_day(self.now);
        let away = absences.iter().map(|row| absence::Model {
            id: self.ids.at::<AbsenceId>(self.now),
            person_id: self.cast.people[&row.person].id,
            stand_in_id: self.cast.people[&row.stand_in].id,
            from_on: today.plus_days(i64::from(row.from_in_days)),
            until_on: today.plus_days(i64::from(row.until_in_days)),
        });
        insert::<absence::Entity>(db, away.collect()).await
    }

    fn add(&self, row: &DemoConnector, rows: &mut Rows) {
        let applied_at = self.ago(row.applied_days_ago);
        let last_step_at = self.ago(row.last_step_days_ago);
        let id: ConnectorId = self.ids.at(applied_at);
        let way = way_to(row.status);
        let known = row.person.as_ref().and_then(|key| self.people.iter().find(|person| person.key == *key));
        let name = known.map_or_else(|| row.name.clone().unwrap_or_default(), |person| person.name.clone());
        let email = known.map_or_else(|| row.email.clone().unwrap_or_default(), |person| person.email.clone());
        let phone = known.map_or_else(|| row.phone.clone().unwrap_or_default(), |person| person.phone.clone());
        let has_trained = way.contains(&ConnectorStatus::InTraining);
        let person_id = match &row.person {
            Some(key) => Some(self.cast.people[key].id),
            None if has_trained => {
                let account = self.account(&name, &email, &phone, applied_at);
                let id = account.id;
                rows.accounts.push(account);
                Some(id)
            }
            None => None,
        };
        let helped = way.contains(&ConnectorStatus::Active);
        let at = |place: usize| between(applied_at, last_step_at, place, way.len());
        let started_at = way.iter().position(|status| *status == ConnectorStatus::InTraining).map(at);
        rows.connectors.push(connector::Model {
            id,
            person_id,
            status: row.status,
            version: 1,
            name,
            email,
            phone,
            languages: row.languages.join(" "),
            skills: row.skills.clone().unwrap_or_default(),
            dayparts: row.dayparts.join(" "),
            availability: row.availability.clone().unwrap_or_default(),
            applied_at,
            last_step_at,
            pledged_at: started_at.filter(|_| helped),
            activated_at: way.iter().position(|status| *status == ConnectorStatus::Active).map(at),
            paused_until: (row.status == ConnectorStatus::Paused).then(|| self.day(-30)),
            end_reason: row.end_reason,
            forgotten_at: None,
        });
        rows.neighbourhoods.extend(row.neighbourhoods.iter().map(|code| connector_neighbourhood::Model {
            connector_id: id,
            neighbourhood_id: self.cast.lists.neighbourhoods[code],
        }));
        if let Some(started_at) = started_at {
            rows.hosts.push(connector_host::Model {
                id: self.ids.at::<ConnectorHostId>(started_at),
                connector_id: id,
                organisation_id: self.cast.lists.organisations[HOST],
                from_on: local_day(started_at),
                until_on: (row.status == ConnectorStatus::Stopped).then(|| local_day(last_step_at)),
            });
        }
        rows.steps.extend(way.iter().enumerate().map(|(place, status)| connector_step::Model {
            id: self.ids.at::<ConnectorStepId>(at(place)),
            connector_id: id,
            status: *status,
            at: at(place),
            person_id: (place > 0).then(|| self.cast.people[LEADER].id),
            note: row.note.clone().filter(|_| place + 1 == way.len()),
        }));
        rows.answers.extend(self.questions.iter().zip(&row.answers).map(|(question, answer)| {
            application_answer::Model { connector_id: id, question_id: *question, answer: answer.clone() }
        }));
        let since = started_at.map_or_else(|| self.day(0), local_day);
        let sides = [(ContactSide::Welfare, &row.welfare), (ContactSide::Municipality, &row.municipality)];
        for (side, contact) in sides.into_iter().filter_map(|(side, contact)| Some((side, contact.as_ref()?))) {
            self.add_contact(id, side, contact, (since, helped), rows);
        }
        if let Some((key, _)) = &row.welfare {
            let contact_id = self.cast.people[key].id;
            let own = self.check_ins.iter().filter(|said| row.person.as_ref() == Some(&said.person));
            rows.check_ins.extend(own.map(|said| check_in::Model {
                id: self.ids.at::<CheckInId>(self.ago(said.days_ago)),
                connector_id: id,
                contact_id,
                on_day: self.day(said.days_ago),
                answer: said.answer,
                at: self.ago(said.days_ago),
            }));
        }
    }

    fn add_contact(
        &self,
        connector_id: ConnectorId,
        side: ContactSide,
        (key, heard_days_ago): &(String, i32),
        (since, helped): (Day, bool),
        rows: &mut Rows,
    ) {
        let person_id = self.cast.people[key].id;
        let heard_on = if helped { self.day(*heard_days_ago) } else { since };
        rows.contacts.push(fixed_contact::Model {
            id: self.ids.at::<FixedContactId>(self.now),
            connector_id,
            side,
            person_id,
            from_on: since,
            until_on: None,
            heard_on,
        });
        if helped {
            let at = self.ago(*heard_days_ago);
            let (means, line) = match side {
                ContactSide::Welfare => (ContactMeans::Visit, "Koffie gedronken en bijgepraat."),
                ContactSide::Municipality => (ContactMeans::Call, "Kort gebeld. Er is niets bijzonders."),
            };
            rows.moments.push(contact_moment::Model {
                id: self.ids.at::<ContactMomentId>(at),
                connector_id,
                side,
                person_id,
                held_on: heard_on,
                means,
                line: line.to_owned(),
                recorded_at: at,
            });
        }
    }

    /// Somebody without a role, who signs in nowhere: nobody can look around as them.
    fn account(&self, name: &str, email: &str, phone: &str, since: Timestamp) -> person::Model {
        person::Model {
            id: self.ids.at::<PersonId>(since),
            name: name.to_owned(),
            email: email.to_owned(),
            phone: Some(phone.to_owned()),
            organisation_id: Some(self.cast.lists.organisations[HOST]),
            password_hash: None,
            locale: Locale::Nl,
            demo_story: None,
            created_at: since,
            ended_at: None,
        }
    }

    fn ago(&self, days: i32) -> Timestamp {
        self.now.plus_days(-i64::from(days))
    }

    fn day(&self, days_ago: i32) -> Day {
        local_day(self.now).plus_days(-i64::from(days_ago))
    }
}

/// The states through which somebody came where they stand.
fn way_to(status: ConnectorStatus) -> Vec<ConnectorStatus> {
    use ConnectorStatus::{Active, Applied, Declined, InTraining, Paused, Stopped, Talked};
    let way = [Applied, Talked, InTraining, Active];
    match status {
        Applied => way[..1].to_vec(),
        Talked => way[..2].to_vec(),
        InTraining => way[..3].to_vec(),
        Active => way.to_vec(),
        Paused | Stopped => way.into_iter().chain([status]).collect(),
        Declined => vec![Applied, Declined],
    }
}

/// The moment of a step, evenly between the first and the last.
fn between(first: Timestamp, last: Timestamp, place: usize, count: usize) -> Timestamp {
    let steps = i64::try_from(count.saturating_sub(1).max(1)).unwrap_or(1);
    let place = i64::try_from(place).unwrap_or(0);
    first.plus_millis((last.0 - first.0) / steps * place)
}

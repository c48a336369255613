//! Courses, meetings and who was there, written straight into the database of a world; and the acts on them.

use entities::{
    AttendanceState, ConnectorStatus, CourseId, CourseKind, OrganisationKind, TrainingSessionId, attendance, connector,
    course, course_topic, organisation, person, training_session,
};
use sea_orm::{ActiveEnum, ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, QueryOrder, Set};
use serde_json::{Value, json};

use super::answer::Answer;
use super::people::Member;
use super::world::{Session, World};

const HOUR: i64 = 3_600_000;

/// What the acts on meetings ask back.
const ACT: &str = "trainingSession { id version part startsAt endsAt place capacity enrolledCount waitingCount
    cancelledBecause welfareTrainer { name } municipalityTrainer { name } availableActs
    mine { state waitingPlace enrolledBy { name } } }
    userErrors { code field message }";

impl World {
    /// The course of this slug, of one meeting, that stays good; made when it isn't there yet.
    pub async fn course(&self, slug: &str, change: impl FnOnce(&mut course::Model)) -> CourseId {
        let known = course::Entity::find().filter(course::Column::Slug.eq(slug)).one(self.db()).await;
        if let Some(known) = known.expect("courses can be read") {
            return known.id;
        }
        let mut row = course::Model {
            id: self.id(),
            slug: slug.to_owned(),
            name: slug.to_owned(),
            kind: CourseKind::Deepening,
            description: "Je leert iets.".to_owned(),
            subjects: "Luisteren;Vragen".to_owned(),
            meetings: 1,
            duration_minutes: 120,
            validity_months: None,
            has_welfare_trainer: true,
            has_municipality_trainer: false,
            position: 0,
        };
        change(&mut row);
        let id = row.id;
        row.into_active_model().insert(self.db()).await.expect("the course is written");
        id
    }

    /// A course covers this topic.
    pub async fn covers(&self, course_id: CourseId, topic: &str) {
        let topic_id = self.topic(topic).await;
        let row = course_topic::Model { course_id, topic_id };
        row.into_active_model().insert(self.db()).await.expect("written");
    }

    /// A meeting of a course, so many days from now, for ten people and two hours, planned by somebody.
    pub async fn meeting(
        &self,
        course_id: CourseId,
        days: i64,
        planner: &Member,
        change: impl FnOnce(&mut training_session::Model),
    ) -> TrainingSessionId {
        let starts_at = self.now().plus_days(days);
        let mut row = training_session::Model {
            id: self.id(),
            course_id,
            part: 1,
            starts_at,
            ends_at: starts_at.plus_millis(2 * HOUR),
            place: "De Vlindertuin".to_owned(),
            capacity: 10,
            welfare_trainer_id: None,
            municipality_trainer_id: None,
            enrolled: 0,
            arrivals: 0,
            cancelled_at: None,
            cancelled_because: None,
            planned_by: planner.id,
            version: 1,
        };
        change(&mut row);
        let id = row.id;
        row.into_active_model().insert(self.db()).await.expect("the meeting is written");
        id
    }

    /// Somebody stands on the list of a meeting like this.
    pub async fn stands(&self, meeting: TrainingSessionId, who: &Member, state: AttendanceState) {
        let row = training_session::Entity::find_by_id(meeting).one(self.db()).await.expect("read").expect("there");
        let takes = matches!(state, AttendanceState::Enrolled | AttendanceState::Attended);
        let (arrivals, enrolled) = (row.arrivals + 1, row.enrolled + i32::from(takes));
        let place = attendance::Model {
            id: self.id(),
            session_id: meeting,
            person_id: who.id,
            state,
            arrival: arrivals,
            enrolled_by: who.id,
            at: self.now(),
        };
        place.into_active_model().insert(self.db()).await.expect("the place is written");
        let mut row = row.into_active_model();
        (row.arrivals, row.enrolled) = (Set(arrivals), Set(enrolled));
        row.update(self.db()).await.expect("counted");
    }

    /// Somebody was at a meeting of this course so many days ago.
    pub async fn was_at(&self, course: CourseId, days_ago: i64, who: &Member) -> TrainingSessionId {
        let meeting = self.meeting(course, -days_ago, who, |_| ()).await;
        self.stands(meeting, who, AttendanceState::Attended).await;
        meeting
    }

    /// Somebody is on the way to become a connector.
    pub async fn in_training(&self, who: &Member) {
        let row = connector::Model {
            id: self.id(),
            person_id: Some(who.id),
            status: ConnectorStatus::InTraining,
            version: 1,
            name: who.name.clone(),
            email: who.email.clone(),
            phone: "0412 00 10 13".to_owned(),
            languages: "nl".to_owned(),
            skills: String::new(),
            dayparts: String::new(),
            availability: String::new(),
            applied_at: self.now(),
            last_step_at: self.now(),
            pledged_at: None,
            activated_at: None,
            paused_until: None,
            end_reason: None,
            forgotten_at: None,
        };
        row.into_active_model().insert(self.db()).await.expect("the connector is written");
    }

    /// Somebody works for the organisation of this slug.
    pub async fn works_for(&self, who: &Member, slug: &str) {
        let organisation = self.organisation(slug).await;
        let row = person::Entity::find_by_id(who.id).one(self.db()).await.expect("read").expect("there");
        let mut row = row.into_active_model();
        row.organisation_id = Set(Some(organisation));
        row.update(self.db()).await.expect("written");
    }

    /// The organisation of this slug is of this kind.
    pub async fn is_of_kind(&self, slug: &str, kind: OrganisationKind) {
        let id = self.organisation(slug).await;
        let row = organisation::Entity::find_by_id(id).one(self.db()).await.expect("read").expect("there");
        let mut row = row.into_active_model();
        row.kind = Set(kind);
        row.update(self.db()).await.expect("written");
    }

    /// How many places a meeting counts as taken, and who stands where on its list in the order of arrival: `Mia ENROLLED`.
    pub async fn list_of(&self, meeting: TrainingSessionId) -> (i32, Vec<String>) {
        let row = training_session::Entity::find_by_id(meeting).one(self.db()).await.expect("read").expect("there");
        let places = attendance::Entity::find()
            .filter(attendance::Column::SessionId.eq(meeting))
            .order_by_asc(attendance::Column::Arrival);
        let places = places.all(self.db()).await.expect("places can be read");
        let people = person::Entity::find().all(self.db()).await.expect("people can be read");
        let name = |id| people.iter().find(|person| person.id == id).expect("an account").name.clone();
        let lines = places.iter().map(|place| format!("{} {}", name(place.person_id), place.state.to_value()));
        (row.enrolled, lines.collect())
    }
}

impl Session<'_> {
    /// Does an act on training: the name of the mutation, and its input.
    pub async fn trains(self, mutation: &str, input: Value) -> Answer {
        let capital = mutation[..1].to_uppercase() + &mutation[1..];
        let document = format!("mutation ($input: {capital}Input!) {{ {mutation}(input: $input) {{ {ACT} }} }}");
        self.execute(&document, json!({ "input": input })).await
    }

    /// Asks for a place.
    pub async fn enrols(self, meeting: TrainingSessionId) -> Answer {
        self.trains("enrolInTraining", json!({ "trainingSessionId": meeting })).await
    }

    /// Gives a place up.
    pub async fn leaves(self, meeting: TrainingSessionId) -> Answer {
        self.trains("leaveTraining", json!({ "trainingSessionId": meeting })).await
    }

    /// Ticks somebody off.
    pub async fn ticks_off(self, meeting: TrainingSessionId, who: &Member, tick: &str) -> Answer {
        let input = json!({ "trainingSessionId": meeting, "personId": who.id, "tick": tick });
        self.trains("tickOffAttendance", input).await
    }
}

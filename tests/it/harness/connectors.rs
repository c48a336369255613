//! Connectors with a profile, and the acts with them, as short as a test tells them.

use std::sync::atomic::{AtomicUsize, Ordering};

use entities::{
    AnswerKind, ApplicationQuestionId, AttendanceState, ConnectorId, ConnectorStatus, ContactSide, CourseId,
    CourseKind, Day, OrganisationKind, TrainingSessionId, application_question, attendance, connector,
    connector_neighbourhood, course, fixed_contact, organisation, training_session,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel};
use serde_json::{Value, json};

use super::answer::Answer;
use super::people::Member;
use super::world::{Session, World};

/// What a test may ask of a profile.
pub const CONNECTOR: &str = "id version status name email phone languages skills dayparts availability isViewer
    appliedAt lastStepAt pledgedAt activatedAt pausedUntil endReason missing availableActs openCaseCount
    person { id } neighbourhoods { code } host { organisation { name } fromOn untilOn }
    steps { status by { name } note } answers { question { question } answer }
    fixedContacts { side fromOn dueOn isOverdue contact { name phone } }
    contactsOn { side person { name phone } standsInFor { name } standsInUntil }
    contactMoments { side heldOn means line contact { name } }";

impl World {
    /// The questions of the form: one in the own words, one with yes or no.
    pub async fn questions(&self) -> [ApplicationQuestionId; 2] {
        let mut ids = Vec::new();
        for (position, (slug, answer_kind)) in
            [("buurt", AnswerKind::Text), ("meehelpen", AnswerKind::YesNo)].into_iter().enumerate()
        {
            let row = application_question::Model {
                id: self.id(),
                slug: slug.to_owned(),
                question_nl: format!("Vraag over {slug}?"),
                help_nl: "Kort is goed.".to_owned(),
                question_en: format!("Question about {slug}?"),
                help_en: "Short is fine.".to_owned(),
                answer_kind,
                is_required: true,
                position: i32::try_from(position).expect("few"),
            };
            ids.push(row.id);
            row.into_active_model().insert(self.db()).await.expect("written");
        }
        ids.try_into().expect("two")
    }

    /// The organisation that runs the programme.
    pub async fn welfare(&self) {
        let row = organisation::Model {
            id: self.id(),
            slug: "welzijn".to_owned(),
            name: "Welzijn".to_owned(),
            kind: OrganisationKind::Welfare,
            website: None,
        };
        row.into_active_model().insert(self.db()).await.expect("written");
    }

    /// A profile of somebody with an account, or of somebody who only applied; change what the story needs.
    pub async fn profile(
        &self,
        member: Option<&Member>,
        status: ConnectorStatus,
        areas: &[&str],
        change: impl FnOnce(&mut connector::Model),
    ) -> ConnectorId {
        let id: ConnectorId = self.id();
        let mut row = connector::Model {
            id,
            person_id: member.map(|member| member.id),
            status,
            version: 1,
            name: member.map_or_else(|| "Sanne Kuipers".to_owned(), |member| member.name.clone()),
            email: member.map_or_else(|| format!("{id}@example.org"), |member| member.email.clone()),
            phone: "0412 00 30 30".to_owned(),
            languages: "nl".to_owned(),
            skills: String::new(),
            dayparts: "EVENING".to_owned(),
            availability: String::new(),
            applied_at: self.now(),
            last_step_at: self.now(),
            pledged_at: None,
            activated_at: None,
            paused_until: None,
            end_reason: None,
            forgotten_at: None,
        };
        change(&mut row);
        row.into_active_model().insert(self.db()).await.expect("written");
        for code in areas {
            let row =
                connector_neighbourhood::Model { connector_id: id, neighbourhood_id: self.neighbourhood(code).await };
            row.into_active_model().insert(self.db()).await.expect("written");
        }
        id
    }

    /// Somebody is a fixed contact, from a day so many days ago.
    pub async fn contact(&self, connector: ConnectorId, side: ContactSide, member: &Member, days_ago: i64) {
        let from_on: Day = self.today().plus_days(-days_ago);
        let row = fixed_contact::Model {
            id: self.id(),
            connector_id: connector,
            side,
            person_id: member.id,
            from_on,
            until_on: None,
            heard_on: from_on,
        };
        row.into_active_model().insert(self.db()).await.expect("written");
    }

    /// Somebody followed the basic course, of one meeting, yesterday.
    pub async fn attended_basic_course(&self, who: &Member) {
        let course_id: CourseId = self.id();
        let course = course::Model {
            id: course_id,
            slug: format!("basis-{course_id}"),
            name: "Basistraining".to_owned(),
            kind: CourseKind::Basic,
            description: "Je leert helpen.".to_owned(),
            subjects: "Luisteren".to_owned(),
            meetings: 1,
            duration_minutes: 120,
            validity_months: None,
            has_welfare_trainer: true,
            has_municipality_trainer: true,
            position: 0,
        };
        course::Entity::insert(course.into_active_model()).exec_without_returning(self.db()).await.expect("written");
        let session_id: TrainingSessionId = self.id();
        let starts_at = self.now().plus_days(-1);
        let session = training_session::Model {
            id: session_id,
            course_id,
            part: 1,
            starts_at,
            ends_at: starts_at.plus_millis(7_200_000),
            place: "De Vlindertuin".to_owned(),
            capacity: 10,
            welfare_trainer_id: None,
            municipality_trainer_id: None,
            enrolled: 1,
            arrivals: 1,
            cancelled_at: None,
            cancelled_because: None,
            planned_by: who.id,
            version: 1,
        };
        session.into_active_model().insert(self.db()).await.expect("written");
        let place = attendance::Model {
            id: self.id(),
            session_id,
            person_id: who.id,
            state: AttendanceState::Attended,
            arrival: 1,
            enrolled_by: who.id,
            at: starts_at,
        };
        place.into_active_model().insert(self.db()).await.expect("written");
    }

    /// A form that somebody filled in: the token is a minute old.
    pub async fn filled_in(&self, questions: &[ApplicationQuestionId], area: &str, key: &str) -> Value {
        let form = self.as_nobody().execute("{ applicationForm { token } }", json!({})).await;
        let token = form.text("/applicationForm/token").to_owned();
        self.pass_minutes(1);
        let answers: Vec<Value> = questions
            .iter()
            .zip(["Ik woon hier al lang.", "YES"])
            .map(|(id, answer)| json!({ "questionId": id, "answer": answer }))
            .collect();
        json!({
            "formToken": token, "name": "Sanne Kuipers", "email": "Sanne@example.org", "phone": "0412 00 30 31",
            "neighbourhoodIds": [self.neighbourhood(area).await], "dayparts": ["EVENING", "MORNING"],
            "answers": answers, "idempotencyKey": key,
        })
    }
}

impl Session<'_> {
    /// Sends the form.
    pub async fn apply(&self, input: &Value) -> Answer {
        let document = "mutation ($input: ApplyAsConnectorInput!) { applyAsConnector(input: $input) {
            isReceived answerBy userErrors { code field message } } }";
        self.execute(document, json!({ "input": input })).await
    }

    /// A step with a connector by its mutation; version and key are filled in when the input has none. The profile is at
    /// `/<mutation>/connector`.
    pub async fn step(&self, mutation: &str, id: ConnectorId, mut input: Value) -> Answer {
        static NUMBER: AtomicUsize = AtomicUsize::new(0);
        let kind = match mutation {
            "declineApplication" => "DeclineApplicationInput",
            "correctConnector" => "CorrectConnectorInput",
            "changeConnectorNeighbourhoods" => "ChangeConnectorNeighbourhoodsInput",
            "pauseConnector" | "stopConnector" => "LeaveConnectorInput",
            "passCasesOn" => "PassCasesOnInput",
            "setFixedContact" => "SetFixedContactInput",
            "noteContactMoment" => "NoteContactMomentInput",
            "setConnectorHost" => "SetConnectorHostInput",
            _ => "ConnectorActInput",
        };
        input["connectorId"] = json!(id);
        if input.get("idempotencyKey").is_none() {
            input["idempotencyKey"] = json!(format!("step {}", NUMBER.fetch_add(1, Ordering::Relaxed)));
        }
        let takes_version = !matches!(mutation, "passCasesOn" | "noteContactMoment");
        if takes_version && input.get("expectedVersion").is_none() {
            let seen = self.connector(id).await;
            input["expectedVersion"] = seen.get("version").cloned().unwrap_or(json!(1));
        }
        let more = if mutation == "startTraining" { "invitationPath" } else { "" };
        let document = format!(
            "mutation ($input: {kind}!) {{ {mutation}(input: $input) {{
                connector {{ {CONNECTOR} }} {more} userErrors {{ code field message }} }} }}"
        );
        self.execute(&document, json!({ "input": input })).await
    }

    /// The same, done without a refusal: the profile.
    pub async fn steps(&self, mutation: &str, id: ConnectorId, input: Value) -> Value {
        let answer = self.step(mutation, id, input).await;
        assert_eq!(answer.refusals(), Vec::<String>::new(), "{mutation}");
        answer.at(&format!("/{mutation}/connector")).clone()
    }

    /// The profile as this person sees it; null when it doesn't exist for them.
    pub async fn connector(&self, id: ConnectorId) -> Value {
        let document = format!("query ($id: ConnectorId!) {{ connector(id: $id) {{ {CONNECTOR} }} }}");
        self.execute(&document, json!({ "id": id })).await.at("/connector").clone()
    }

    /// Names in the list of profiles, and the total that it tells.
    pub async fn connectors(&self, filter: &str) -> (Vec<String>, i64) {
        let document = format!("{{ connectors(first: 100{filter}) {{ totalCount nodes {{ name }} }} }}");
        let answer = self.execute(&document, json!({})).await;
        let names =
            answer.list("/connectors/nodes").iter().map(|node| node["name"].as_str().expect("a name").to_owned());
        (names.collect(), answer.number("/connectors/totalCount"))
    }
}

//! The demo is what the product's own acts would have left: everything that happened in it is done again through
//! the API, by the same people at the same moments, and must leave the same rows.

use std::collections::HashMap;

use api::cases::involvements::expiry::expire_due;
use api::demo::load;
use api::figures::tallies;
use api::import::{Operator, Source};
use api::policy::Viewer;
use entities::{
    CaseEventKind, CaseId, CaseStatus, InvolvementId, InvolvementKind, Locale, NoteVisibility, PersonId, case,
    case_ask_barrier, case_event, case_follower, case_topic, involvement, log_line, notice, outbox_event, role_grant,
};
use sea_orm::{ActiveEnum, ColumnTrait, EntityTrait, QueryFilter, QueryOrder, sea_query::Expr};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn every_step_of_the_demo_can_be_done_through_the_api(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let told = Rows::read(&world).await;
        let notices = told_of_cases(&world).await;
        let ended = forget_the_cases(&world).await;
        world.arranged();

        let end = world.now();
        let mut done = Done::default();
        for line in &told.log {
            world.pass_minutes((line.at.0 - world.now().0) / 60_000);
            assert_eq!(world.now(), line.at, "steps happen on the minute");
            done.do_again(&world, &told, line).await;
        }
        world.pass_minutes((end.0 - world.now().0) / 60_000);
        for id in ended {
            let now = role_grant::Entity::update_many().col_expr(role_grant::Column::EndedAt, Expr::value(end));
            now.filter(role_grant::Column::Id.eq(id)).exec(world.db()).await.expect("the role ends");
        }

        let played = Rows::read(&world).await;
        // And every act kept the sums of the figures.
        assert_eq!(tallies::compare(world.db()).await.expect("the cases are counted"), []);
        for (told, played) in told.in_words().iter().zip(&played.in_words()) {
            assert_eq!(told, played);
        }
        assert_eq!(told.in_words().len(), played.in_words().len());
        // What the people of the demo were told is what those acts tell.
        let played = told_of_cases(&world).await;
        let invented: Vec<_> = notices.iter().filter(|notice| !played.contains(notice)).collect();
        assert!(notices.len() >= 10 && invented.is_empty(), "{} notices, not told by any act: {invented:#?}", notices.len());
    }
}

/// Who was told what about cases, when, and of whom.
async fn told_of_cases(world: &World) -> Vec<(PersonId, String, i64, Option<PersonId>)> {
    let about_cases = notice::Entity::find().filter(notice::Column::CaseId.is_not_null());
    let rows = about_cases.all(world.db()).await.expect("notices");
    rows.into_iter().map(|row| (row.person_id, row.kind.to_value(), row.at.0, row.caused_by)).collect()
}

/// Everything that hangs on cases.
struct Rows {
    cases: Vec<case::Model>,
    topics: Vec<case_topic::Model>,
    barriers: Vec<case_ask_barrier::Model>,
    followers: Vec<case_follower::Model>,
    involvements: Vec<involvement::Model>,
    events: Vec<case_event::Model>,
    log: Vec<log_line::Model>,
}

impl Rows {
    async fn read(world: &World) -> Self {
        let db = world.db();
        Self {
            cases: case::Entity::find().order_by_asc(case::Column::CodeWord).all(db).await.expect("cases"),
            topics: case_topic::Entity::find()
                .order_by_asc(case_topic::Column::Position)
                .all(db)
                .await
                .expect("topics"),
            barriers: case_ask_barrier::Entity::find().all(db).await.expect("barriers"),
            followers: case_follower::Entity::find().all(db).await.expect("followers"),
            involvements: involvement::Entity::find()
                .order_by_asc(involvement::Column::Id)
                .all(db)
                .await
                .expect("asked"),
            events: case_event::Entity::find().order_by_asc(case_event::Column::Id).all(db).await.expect("events"),
            log: log_line::Entity::find()
                .filter(log_line::Column::CaseId.is_not_null())
                .order_by_asc(log_line::Column::At)
                .order_by_asc(log_line::Column::Id)
                .all(db)
                .await
                .expect("the log"),
        }
    }

    /// One text a case, in which new ids make no difference.
    fn in_words(&self) -> Vec<String> {
        self.cases.iter().map(|case| self.case_in_words(case)).collect()
    }

    fn case_in_words(&self, case: &case::Model) -> String {
        let nobody = CaseId(uuid::Uuid::nil());
        let none = InvolvementId(uuid::Uuid::nil());
        let mut words = vec![format!("{:?}", case::Model { id: nobody, ..case.clone() })];
        words.extend(self.topics.iter().filter(|row| row.case_id == case.id).map(|row| format!("{:?}", row.topic_id)));
        let mut barriers: Vec<_> =
            self.barriers.iter().filter(|row| row.case_id == case.id).map(|row| row.barrier).collect();
        barriers.sort();
        words.push(format!("{barriers:?}"));
        let mut followers: Vec<_> = self.followers.iter().filter(|row| row.case_id == case.id).collect();
        followers.sort_by_key(|row| row.since);
        words.extend(followers.iter().map(|row| format!("{:?} {:?} {:?}", row.person_id, row.since, row.ended_at)));
        let involvements: Vec<_> = self.involvements.iter().filter(|row| row.case_id == case.id).collect();
        words.extend(
            involvements
                .iter()
                .map(|row| format!("{:?}", involvement::Model { id: none, case_id: nobody, ..(*row).clone() })),
        );
        for row in self.events.iter().filter(|row| row.case_id == case.id) {
            let which = involvements.iter().position(|involvement| row.involvement_id == Some(involvement.id));
            let id = entities::CaseEventId(uuid::Uuid::nil());
            let row = case_event::Model { id, case_id: nobody, involvement_id: None, ..row.clone() };
            words.push(format!("{which:?} {row:?}"));
        }
        for row in self.log.iter().filter(|row| row.case_id == Some(case.id)) {
            words.push(format!("{:?} {:?} {:?} {}", row.at, row.action, row.person_id, row.subject));
        }
        words.join("\n")
    }

    fn case(&self, id: CaseId) -> &case::Model {
        self.cases.iter().find(|row| row.id == id).expect("a case of the demo")
    }

    /// The line of the timeline of this kind at this moment.
    fn event(&self, line: &log_line::Model, kind: CaseEventKind) -> &case_event::Model {
        let found =
            self.events.iter().find(|row| Some(row.case_id) == line.case_id && row.at == line.at && row.kind == kind);
        found.unwrap_or_else(|| panic!("{} left no {kind:?}", line.subject))
    }
}

/// Takes the cases away, and gives back the roles that ended since; returns which those were.
async fn forget_the_cases(world: &World) -> Vec<entities::RoleGrantId> {
    let db = world.db();
    notice::Entity::delete_many().exec(db).await.expect("notices go");
    case_event::Entity::delete_many().exec(db).await.expect("events go");
    involvement::Entity::delete_many().exec(db).await.expect("involvements go");
    case_follower::Entity::delete_many().exec(db).await.expect("followers go");
    case_topic::Entity::delete_many().exec(db).await.expect("topics go");
    case_ask_barrier::Entity::delete_many().exec(db).await.expect("barriers go");
    case::Entity::delete_many().exec(db).await.expect("cases go");
    log_line::Entity::delete_many().exec(db).await.expect("the log goes");
    outbox_event::Entity::delete_many().exec(db).await.expect("changes go");
    let grants = role_grant::Entity::find().filter(role_grant::Column::EndedAt.is_not_null());
    let ended = grants.all(db).await.expect("roles can be read").into_iter().map(|grant| grant.id).collect();
    let never = Expr::value(None::<i64>);
    role_grant::Entity::update_many().col_expr(role_grant::Column::EndedAt, never).exec(db).await.expect("roles go on");
    ended
}

/// What was done again so far: the new ids of the old ones.
#[derive(Default)]
struct Done {
    cases: HashMap<CaseId, CaseId>,
    involvements: HashMap<InvolvementId, InvolvementId>,
}

impl Done {
    async fn do_again(&mut self, world: &World, told: &Rows, line: &log_line::Model) {
        let Some(person) = line.person_id else {
            let req = world.app().request(Viewer::Nobody, Locale::Nl, "clock".to_owned());
            assert_eq!(expire_due(&req).await.ok(), Some(1), "one question expires");
            return;
        };
        let old = told.case(line.case_id.expect("every step is about a case"));
        let (mutation, input) = self.step(world, told, line, old).await;
        let (type_name, ask) = (mutation_input(mutation), "{ userErrors { code field message } }");
        let document = format!("mutation($input: {type_name}!) {{ {mutation}(input: $input) {ask} }}");
        let answer = world.as_(&member(person)).execute(&document, json!({ "input": input })).await;
        assert_eq!(answer.refusals(), Vec::<String>::new(), "{mutation} in {} at {}: {input}", old.code_word, line.at);
        self.remember(world, told, line, old).await;
    }

    /// The mutation and its input.
    async fn step(
        &self,
        world: &World,
        told: &Rows,
        line: &log_line::Model,
        old: &case::Model,
    ) -> (&'static str, Value) {
        let key = format!("{}", line.id);
        if line.subject == "openCase" {
            return ("openCase", opening(told, old, &key));
        }
        let id = self.cases[&old.id];
        let now = case::Entity::find_by_id(id).one(world.db()).await.expect("cases").expect("it was noted");
        let on = |rest: Value| {
            with(json!({ "caseId": id.to_string(), "expectedVersion": now.version, "idempotencyKey": key }), rest)
        };
        match line.subject.as_str() {
            "pickUpCase" => ("pickUpCase", on(json!({}))),
            "addNote" => {
                let event = told.event(line, CaseEventKind::Note);
                let visibility = event.note_visibility.unwrap_or(NoteVisibility::Involved).to_value();
                let input = json!({ "caseId": id.to_string(), "text": event.note, "visibility": visibility, "idempotencyKey": key });
                ("addNote", input)
            }
            "setNextStep" => ("setNextStep", on(json!({ "nextStep": old.next_step }))),
            "setCaseWaiting" => {
                let event = told.event(line, CaseEventKind::WaitingSet);
                let waiting_for = event.waiting_for.map(|what| what.to_value());
                let until = event.waiting_until.map(|day| day.to_string());
                ("setCaseWaiting", on(json!({ "waitingFor": waiting_for, "until": until, "note": event.note })))
            }
            "giveSignOfLife" => {
                ("giveSignOfLife", on(json!({ "note": told.event(line, CaseEventKind::SignOfLife).note })))
            }
            "closeCase" => {
                let event = told.event(line, CaseEventKind::Closed);
                ("closeCase", on(json!({ "outcome": event.outcome.map(|how| how.to_value()), "note": event.note })))
            }
            "requestInvolvement" => {
                let asked = asked_at(told, line);
                asking(asked, on)
            }
            _ => self.answering(world, told, line, &key, old).await,
        }
    }

    async fn answering(
        &self,
        world: &World,
        told: &Rows,
        line: &log_line::Model,
        key: &str,
        old: &case::Model,
    ) -> (&'static str, Value) {
        let kind = match line.subject.as_str() {
            "acceptInvolvement" => CaseEventKind::InvolvementAccepted,
            "declineInvolvement" => CaseEventKind::InvolvementDeclined,
            "completeInvolvement" => CaseEventKind::InvolvementCompleted,
            other => panic!("{other} is no step of the demo"),
        };
        let event = told.event(line, kind);
        let asked = told.involvements.iter().find(|row| Some(row.id) == event.involvement_id).expect("it was asked");
        let id = self.involvements[&asked.id];
        let now =
            involvement::Entity::find_by_id(id).one(world.db()).await.expect("involvements").expect("it was asked");
        let on = |rest: Value| {
            with(
                json!({ "involvementId": id.to_string(), "expectedVersion": now.version, "idempotencyKey": key }),
                rest,
            )
        };
        let handed_over = asked.kind == InvolvementKind::Handover;
        let sign = old.sign_of_life_due.filter(|_| handed_over).map(|day| day.to_string());
        match (kind, event.by_phone) {
            (CaseEventKind::InvolvementAccepted, false) => ("acceptInvolvement", on(json!({ "signOfLifeBy": sign }))),
            (CaseEventKind::InvolvementDeclined, false) => {
                ("declineInvolvement", on(json!({ "reason": asked.decline_reason })))
            }
            (CaseEventKind::InvolvementCompleted, _) => ("completeInvolvement", on(json!({ "note": event.note }))),
            (kind, _) => {
                let accepted = kind == CaseEventKind::InvolvementAccepted;
                let said = json!({ "accepted": accepted, "reason": asked.decline_reason, "signOfLifeBy": sign });
                ("recordInvolvementAnswer", on(said))
            }
        }
    }

    async fn remember(&mut self, world: &World, told: &Rows, line: &log_line::Model, old: &case::Model) {
        if line.subject == "openCase" {
            let new = case::Entity::find().filter(case::Column::CodeWord.eq(&old.code_word)).one(world.db()).await;
            self.cases.insert(old.id, new.expect("cases").expect("it was noted").id);
        }
        if line.subject == "requestInvolvement" {
            let newest = involvement::Entity::find()
                .filter(involvement::Column::CaseId.eq(self.cases[&old.id]))
                .order_by_desc(involvement::Column::Id)
                .one(world.db())
                .await;
            let newest = newest.expect("involvements").expect("it was asked");
            self.involvements.insert(asked_at(told, line).id, newest.id);
        }
    }
}

fn asked_at<'a>(told: &'a Rows, line: &log_line::Model) -> &'a involvement::Model {
    let of_case = told.involvements.iter().filter(|row| Some(row.case_id) == line.case_id);
    of_case.into_iter().find(|row| row.requested_at == line.at).expect("somebody was asked along")
}

fn opening(told: &Rows, old: &case::Model, key: &str) -> Value {
    let topics = told.topics.iter().filter(|row| row.case_id == old.id).map(|row| row.topic_id.to_string());
    let barriers = told.barriers.iter().filter(|row| row.case_id == old.id).map(|row| row.barrier.to_value());
    json!({
        "idempotencyKey": key,
        "neighbourhoodId": old.neighbourhood_id.to_string(),
        "topicIds": topics.collect::<Vec<_>>(),
        "codeWord": old.code_word,
        "summary": old.summary,
        "asker": old.asker.to_value(),
        "source": old.source.to_value(),
        "askBarriers": barriers.collect::<Vec<_>>(),
        "contactPreference": old.contact_preference.to_value(),
        "contactNote": old.contact_note,
        "keep": !(old.status == CaseStatus::New && old.holder_person_id.is_none()),
    })
}

fn asking(asked: &involvement::Model, on: impl Fn(Value) -> Value) -> (&'static str, Value) {
    let question =
        json!({ "reason": asked.reason, "nextStep": asked.next_step, "respondBy": asked.respond_by.to_string() });
    let specialist = json!({
        "specialistId": asked.receiver_specialist_id.map(|id| id.to_string()),
        "plannedAt": asked.planned_at.map(|at| at.to_string()),
    });
    // Whoever answered a question to any worker was not asked by name.
    let any = asked.reason.contains("Weet jij er een") || asked.reason.contains("te groot voor mij");
    let worker = asked.receiver_person_id.filter(|_| !any).map(|id| id.to_string());
    let worker = json!({ "communityWorkerId": worker });
    match asked.kind {
        InvolvementKind::Support => ("requestSupport", on(with(question, worker))),
        InvolvementKind::Takeover => ("requestTakeover", on(with(question, worker))),
        InvolvementKind::Consultation => ("requestConsultation", on(with(question, specialist))),
        InvolvementKind::Handover => ("requestHandover", on(with(question, specialist))),
        InvolvementKind::JointVisit => ("requestJointVisit", on(with(question, specialist))),
    }
}

fn mutation_input(mutation: &str) -> &'static str {
    match mutation {
        "openCase" => "OpenCaseInput",
        "pickUpCase" => "CaseActInput",
        "addNote" => "AddNoteInput",
        "setNextStep" => "SetNextStepInput",
        "setCaseWaiting" => "SetCaseWaitingInput",
        "giveSignOfLife" => "GiveSignOfLifeInput",
        "closeCase" => "CloseCaseInput",
        "requestSupport" | "requestTakeover" => "RequestWorkerInput",
        "requestConsultation" | "requestHandover" | "requestJointVisit" => "RequestSpecialistInput",
        "acceptInvolvement" => "AcceptInvolvementInput",
        "declineInvolvement" => "DeclineInvolvementInput",
        "completeInvolvement" => "CompleteInvolvementInput",
        "recordInvolvementAnswer" => "RecordInvolvementAnswerInput",
        other => panic!("{other} is no step of the demo"),
    }
}

fn with(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}

fn member(id: PersonId) -> Member {
    Member { id, name: String::new(), email: String::new() }
}

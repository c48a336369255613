//! Every text that anybody can send, in an act by somebody who may do it, with nothing wrong in it. Which texts there are is
//! read from the contract, so that none is forgotten.

use std::collections::BTreeMap;

use api::schema::printed;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, Type, TypeKind, TypeSystemDefinition};
use entities::{ConnectorStatus, ContactSide, CourseKind, InvolvementKind, InvolvementStatus, Outcome};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::machine::Machine;
use crate::harness::people::Member;
use crate::harness::world::World;

/// A text that somebody can send, with the act in which they do.
pub struct Text {
    /// The mutation.
    pub mutation: String,
    input: String,
    place: Place,
    who: Option<Member>,
    good: Value,
    has_key: bool,
}

impl Text {
    /// The mutation, and where in its input: `addSpecialist specialist.name`.
    pub fn name(&self) -> String {
        format!("{} {}", self.mutation, self.place.path.join("."))
    }

    /// Sends something else in its place. A second time it has the key of the first.
    pub async fn sent(&self, world: &World, text: &str) -> Answer {
        let Self { mutation, input, place, who, good, has_key } = self;
        let mut tried = good.clone();
        put(&mut tried, &place.path, if place.is_listed { json!([text]) } else { json!(text) });
        if *has_key {
            tried["idempotencyKey"] = json!(self.name());
        }
        let document = format!(
            "mutation ($input: {input}!) {{ {mutation}(input: $input) {{ userErrors {{ code field message }} }} }}"
        );
        let session = who.as_ref().map_or_else(|| world.as_nobody(), |who| world.as_(who));
        session.execute(&document, json!({ "input": tried })).await
    }

    /// The code of the one refusal, which names this text.
    ///
    /// # Panics
    /// When nothing was refused, or anything else.
    #[track_caller]
    pub fn refused(&self, answer: &Answer) -> String {
        let (name, refusals) = (self.name(), answer.refusals());
        let [refusal] = &refusals[..] else { panic!("{name} is refused once: {refusals:?}") };
        let (code, field) = refusal.split_once(' ').unwrap_or((refusal, ""));
        assert_eq!(without_places(field), self.place.path.join("."), "{name}: {code}");
        code.to_owned()
    }
}

/// Every text that anybody can send, in the order of the contract.
pub async fn every_text(world: &World) -> Vec<Text> {
    let (inputs, mutations) = Inputs::read();
    let mut acts = everything_that_takes_a_text(world).await;
    let mut texts = Vec::new();
    for (mutation, input) in mutations {
        let places = inputs.texts(&input);
        let act = acts.remove(mutation.as_str());
        let is_known = act.is_some() != places.is_empty();
        assert!(is_known, "{mutation}: a text that isn't tried, or one that is no longer there");
        let Some((who, good)) = act else { continue };
        let has_key = inputs.has_key(&input);
        texts.extend(places.into_iter().map(|place| Text {
            mutation: mutation.clone(),
            input: input.clone(),
            place,
            who: who.clone(),
            good: good.clone(),
            has_key,
        }));
    }
    assert!(acts.is_empty(), "no such mutation: {:?}", acts.keys());
    texts
}

/// Where a text is in an input: its path, and whether it is one of a list.
struct Place {
    path: Vec<String>,
    is_listed: bool,
}

/// The types of inputs, each with its fields.
struct Inputs(BTreeMap<String, Vec<(String, Type)>>);

impl Inputs {
    /// All of them, and the mutations with the types of their inputs.
    fn read() -> (Self, Vec<(String, String)>) {
        let mut inputs = BTreeMap::new();
        let mut mutations = Vec::new();
        for definition in parse_schema(printed()).expect("a schema").definitions {
            let TypeSystemDefinition::Type(definition) = definition else { continue };
            let name = definition.node.name.node.to_string();
            match definition.node.kind {
                TypeKind::InputObject(input) => {
                    let fields =
                        input.fields.into_iter().map(|field| (field.node.name.node.to_string(), field.node.ty.node));
                    inputs.insert(name, fields.collect());
                }
                TypeKind::Object(object) if name == "Mutation" => {
                    mutations = object
                        .fields
                        .into_iter()
                        .map(|field| {
                            let input = &field.node.arguments.first().expect("one input").node.ty.node;
                            (field.node.name.node.to_string(), base(&input.base).0.to_owned())
                        })
                        .collect();
                }
                _ => {}
            }
        }
        (Self(inputs), mutations)
    }

    /// The texts in an input, however deep.
    fn texts(&self, input: &str) -> Vec<Place> {
        let mut found = Vec::new();
        for (name, ty) in &self.0[input] {
            let (kind, is_listed) = base(&ty.base);
            if self.0.contains_key(kind) {
                let below = self.texts(kind).into_iter();
                found.extend(below.map(|Place { mut path, is_listed }| {
                    path.insert(0, name.clone());
                    Place { path, is_listed }
                }));
            } else if matches!(kind, "String" | "Email" | "Phone") && name != "idempotencyKey" {
                found.push(Place { path: vec![name.clone()], is_listed });
            }
        }
        found
    }

    fn has_key(&self, input: &str) -> bool {
        self.0[input].iter().any(|(name, _)| name == "idempotencyKey")
    }
}

fn base(ty: &BaseType) -> (&str, bool) {
    match ty {
        BaseType::Named(name) => (name.as_str(), false),
        BaseType::List(of) => (base(&of.base).0, true),
    }
}

/// Puts a text where the path leads; in a list, in its first.
fn put(input: &mut Value, path: &[String], text: Value) {
    match (path.split_first(), input) {
        (None, place) => *place = text,
        (Some(_), Value::Array(list)) => put(list.first_mut().expect("one in the list"), path, text),
        (Some((name, rest)), place) => put(&mut place[name.as_str()], rest, text),
    }
}

/// `input.answers.0.answer` is the field of `answers answer`.
fn without_places(field: &str) -> String {
    let parts = field.split('.').filter(|part| part.parse::<usize>().is_err());
    parts.skip(1).collect::<Vec<_>>().join(".")
}

/// By their mutation: who does it, and the input.
type Acts = BTreeMap<&'static str, (Option<Member>, Value)>;

async fn everything_that_takes_a_text(world: &World) -> Acts {
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
    let ellen = world.coordinator("Ellen").await;
    let people = People { mia, joris, ellen };
    let mut acts = on_cases(world, &people).await;
    acts.extend(on_involvements(world, &people).await);
    acts.extend(with_connectors(world, &people).await);
    acts.extend(on_training_and_the_directory(world, &people).await);
    acts.extend(on_accounts(world, &people).await);
    acts
}

struct People {
    mia: Member,
    joris: Member,
    ellen: Member,
}

async fn on_cases(world: &World, People { mia, joris, .. }: &People) -> Acts {
    let entry = world.specialist("schuldhulp").await;
    let nadia = world.specialist_account("Nadia", entry).await;
    let case = world.case("koekblik").held_by(mia).await;
    let closed = world.case("bromtol").held_by(mia).closed(Outcome::SolvedTogether).await;
    let hers = world.case("mus").held_by_specialist(entry).await;
    let consent = json!({ "form": "SPOKEN", "on": world.today() });
    let details = json!({ "name": "Iemand", "phone": "0412 00 10 20", "address": "Plein 1", "consent": consent });
    world.as_(mia).acts_on(case, "addResidentDetails", details.clone()).await;
    let with = |id: entities::CaseId, version: i32, more: Value| {
        let mut input = json!({ "caseId": id, "expectedVersion": version });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        input
    };
    let version = i32::try_from(world.as_(mia).version(case).await).expect("small");
    let on = |more: Value| (Some(mia.clone()), with(case, version, more));
    let open = json!({ "neighbourhoodId": world.neighbourhood("ruwaard").await, "topicIds": [world.topic("schulden").await],
        "codeWord": "vink", "summary": "Snapt een brief niet.", "contactPreference": "CALL", "contactNote": "Na vier uur." });
    let until = world.today().plus_days(7);
    let mut without_version = json!({ "caseId": case, "text": "Koffie gedronken." });
    let note = (Some(mia.clone()), without_version.clone());
    without_version = json!({ "caseId": case, "reason": "Een klacht" });
    Acts::from([
        ("openCase", (Some(mia.clone()), open)),
        ("addNote", note),
        ("setNextStep", on(json!({ "nextStep": "Bellen" }))),
        (
            "correctCase",
            on(json!({ "summary": "Toch anders.", "contactPreference": "CALL", "contactNote": "Na vijf uur." })),
        ),
        ("setCaseWaiting", on(json!({ "waitingFor": "DECISION", "until": until, "note": "Er is gebeld." }))),
        ("closeCase", on(json!({ "outcome": "SOLVED_TOGETHER", "note": "Klaar." }))),
        ("reopenCase", (Some(mia.clone()), with(closed, 1, json!({ "reason": "Er kwam een brief." })))),
        ("giveSignOfLife", (Some(nadia), with(hers, 1, json!({ "note": "Er is een plan." })))),
        ("readCaseWithReason", (Some(joris.clone()), without_version.clone())),
        ("addResidentDetails", on(details)),
        ("revealResidentDetails", (Some(mia.clone()), without_version)),
    ])
}

async fn on_involvements(world: &World, People { mia, joris, .. }: &People) -> Acts {
    let entry = world.specialist("taalhuis").await;
    let (free, asked, helped) = (
        world.case("merel").held_by(mia).await,
        world.case("kauw").held_by(mia).await,
        world.case("spreeuw").held_by(mia).await,
    );
    let to = |row: &mut entities::involvement::Model| row.receiver_person_id = Some(joris.id);
    let requested = world.involvement(asked, InvolvementKind::Support, mia, to).await;
    let accepted = world
        .involvement(helped, InvolvementKind::Support, mia, |row| {
            (row.receiver_person_id, row.status) = (Some(joris.id), InvolvementStatus::Accepted);
        })
        .await;
    let by_phone = world
        .involvement(helped, InvolvementKind::Consultation, mia, |row| row.receiver_specialist_id = Some(entry))
        .await;
    let ask = json!({ "caseId": free, "expectedVersion": 1, "reason": "Samen kijken.", "nextStep": "Bellen" });
    let mut of_entry = ask.clone();
    of_entry["specialistId"] = json!(entry);
    let hers = |input: &Value| (Some(mia.clone()), input.clone());
    let at = |id: entities::InvolvementId, more: Value| {
        let mut input = json!({ "involvementId": id, "expectedVersion": 1 });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        input
    };
    Acts::from([
        ("requestSupport", hers(&ask)),
        ("requestTakeover", hers(&ask)),
        ("offerTakeover", (Some(joris.clone()), ask)),
        ("requestConsultation", hers(&of_entry)),
        ("requestHandover", hers(&of_entry)),
        ("requestJointVisit", hers(&of_entry)),
        ("declineInvolvement", (Some(joris.clone()), at(requested, json!({ "reason": "Geen tijd." })))),
        ("completeInvolvement", (Some(joris.clone()), at(accepted, json!({ "note": "Het is klaar." })))),
        ("recordInvolvementAnswer", hers(&at(by_phone, json!({ "accepted": false, "reason": "Geen plek." })))),
    ])
}

async fn with_connectors(world: &World, People { mia, joris, ellen }: &People) -> Acts {
    world.welfare().await;
    let questions = world.questions().await;
    let mut form = world.filled_in(&questions, "ruwaard", "form").await;
    form["website"] = json!("");
    let new = world.person("Fatma").await;
    let at =
        async |who: Option<&Member>, status: ConnectorStatus| world.profile(who, status, &["ruwaard"], |_| ()).await;
    let (applied, talked) = (at(None, ConnectorStatus::Applied).await, at(None, ConnectorStatus::Talked).await);
    let training = at(Some(&new), ConnectorStatus::InTraining).await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let own = at(Some(&toos), ConnectorStatus::Active).await;
    let ready = async |name: &str, status: ConnectorStatus| {
        let who = world.person(name).await;
        world.attended_basic_course(&who).await;
        world.profile(Some(&who), status, &["ruwaard"], |row| row.pledged_at = Some(world.now())).await
    };
    let trained = ready("Noor", ConnectorStatus::InTraining).await;
    let paused = ready("Wim", ConnectorStatus::Paused).await;
    for id in [own, trained, paused] {
        world.contact(id, ContactSide::Welfare, joris, 5).await;
        world.contact(id, ContactSide::Municipality, &world.officer(&format!("Bas {id}")).await, 5).await;
    }
    let step = |who: &Member, id: entities::ConnectorId, more: Value| {
        let mut input = json!({ "connectorId": id, "expectedVersion": 1 });
        for (name, value) in more.as_object().expect("fields") {
            input[name] = value.clone();
        }
        (Some(who.clone()), input)
    };
    let note = || json!({ "note": "Dat ging goed." });
    let leave = || json!({ "cases": [], "note": "Even rust." });
    let profile = json!({ "phone": "0412 00 10 20", "languages": ["nl"], "skills": "Luisteren", "dayparts": [], "availability": "Vaak" });
    let moment = json!({ "connectorId": own, "heldOn": world.today(), "means": "CALL", "line": "Het gaat goed." });
    let asked = world.as_(mia).asks(&toos, "Hoe doe jij dat?").await;
    Acts::from([
        ("applyAsConnector", (None, form)),
        ("noteConversation", step(ellen, applied, note())),
        ("startTraining", step(ellen, talked, note())),
        ("activateConnector", step(ellen, trained, note())),
        ("resumeConnector", step(ellen, paused, note())),
        ("acceptPledge", step(&new, training, note())),
        ("declineApplication", step(ellen, applied, json!({ "reason": "NO_ROOM", "note": "Later weer." }))),
        ("correctConnector", step(&toos, own, profile)),
        ("pauseConnector", step(&toos, own, leave())),
        ("stopConnector", step(&toos, own, leave())),
        ("noteContactMoment", (Some(joris.clone()), moment)),
        ("askPeers", (Some(mia.clone()), json!({ "personId": toos.id, "text": "Hoe doe jij dat?" }))),
        ("answerPeerQuestion", (Some(toos.clone()), json!({ "peerQuestionId": asked["id"], "text": "Zo." }))),
    ])
}

async fn on_training_and_the_directory(world: &World, People { mia, joris, ellen }: &People) -> Acts {
    let course = world.course("basis", |row| row.kind = CourseKind::Basic).await;
    let meeting = world.meeting(course, 7, ellen, |_| ()).await;
    let plan = json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30", "place": "Zaal", "capacity": 5 });
    let entry = world.specialist("maaltijden").await;
    let written = world.written_entry().await;
    let hers = |input: Value| (Some(ellen.clone()), input);
    Acts::from([
        ("planTrainingSession", hers(json!({ "plan": plan }))),
        ("changeTrainingSession", hers(json!({ "trainingSessionId": meeting, "expectedVersion": 1, "plan": plan }))),
        (
            "callOffTrainingSession",
            hers(json!({ "trainingSessionId": meeting, "expectedVersion": 1, "reason": "Ziek" })),
        ),
        (
            "markTopicChanged",
            hers(json!({ "topicId": world.topic("schulden").await, "changedOn": world.today(), "note": "Anders." })),
        ),
        ("addSpecialist", (Some(joris.clone()), json!({ "specialist": written }))),
        (
            "changeSpecialist",
            (Some(joris.clone()), json!({ "specialistId": entry, "expectedVersion": 1, "specialist": written })),
        ),
        ("markSpecialistStale", (Some(mia.clone()), json!({ "specialistId": entry, "note": "Verhuisd." }))),
        ("addSpecialistNote", (Some(mia.clone()), json!({ "specialistId": entry, "text": "Belt terug." }))),
        ("reportUnmetSearch", (Some(mia.clone()), json!({ "words": "dakdekker", "note": "Voor een lek dak." }))),
        ("settleUnmetSearch", hers(json!({ "words": "dakdekker", "outcome": "NOT_NEEDED" }))),
        ("saveBoardView", (Some(mia.clone()), json!({ "name": "Te laat", "query": "telaat=ja" }))),
    ])
}

async fn on_accounts(world: &World, People { mia, ellen, .. }: &People) -> Acts {
    let ad = world.administrator("Ad").await;
    let invited = "mutation ($id: PersonId!) { renewInvitation(input: { personId: $id }) { invitationPath userErrors { code } } }";
    let invited = world.as_(ellen).execute(invited, json!({ "id": mia.id })).await;
    let token = invited.text("/renewInvitation/invitationPath").replace("/uitnodiging/", "");
    let person = json!({ "name": "Wim", "email": "wim@example.org", "phone": "0412 00 10 20",
        "roles": [{ "role": "CONNECTOR", "neighbourhoodId": world.neighbourhood("ruwaard").await }] });
    let machine = json!({ "name": "Kaart", "organisationId": world.organisation("welzijn").await, "scopes": ["DIRECTORY"],
        "publicKey": Machine::of_seed(9).pem() });
    Acts::from([
        ("registerMachineClient", (Some(ad), machine)),
        ("invitePerson", (Some(ellen.clone()), person)),
        ("signIn", (None, json!({ "email": "mia@example.org", "password": "dit is het niet" }))),
        ("acceptInvitation", (None, json!({ "token": token, "password": "drie losse woorden" }))),
    ])
}

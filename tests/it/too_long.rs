//! Ten thousand characters, in every text that anybody can send: refused at its field, and nothing is written. Which texts
//! there are is read from the contract, so that none is forgotten.

use std::collections::BTreeMap;
use std::fmt::Write;

use api::schema::printed;
use async_graphql::parser::parse_schema;
use async_graphql::parser::types::{BaseType, Type, TypeKind, TypeSystemDefinition};
use entities::connector;
use expect_test::expect;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::acts_with_texts::everything_that_takes_a_text;
use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// What somebody sends who leaned on a key.
const LENGTH: usize = 10_000;

/// Where a secret or an address with which one comes in is wrong, it is wrong as any other: nothing tells which of the two
/// it is, and that it was tried stands in the log. And a field that people don't see, for programs.
const AT_THE_DOOR: [&str; 3] = ["signIn email", "signIn password", "applyAsConnector website"];

/// A text in the input of a mutation: its path, and whether it is one of a list.
struct Text {
    path: Vec<String>,
    is_listed: bool,
}

/// The mutations with the types of their inputs, and the texts in these.
struct Inputs(BTreeMap<String, Vec<(String, Type)>>);

impl Inputs {
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
    fn texts(&self, input: &str) -> Vec<Text> {
        let mut found = Vec::new();
        for (name, ty) in &self.0[input] {
            let (kind, is_listed) = base(&ty.base);
            if self.0.contains_key(kind) {
                let below = self.texts(kind).into_iter();
                found.extend(below.map(|Text { mut path, is_listed }| {
                    path.insert(0, name.clone());
                    Text { path, is_listed }
                }));
            } else if matches!(kind, "String" | "Email" | "Phone") && name != "idempotencyKey" {
                found.push(Text { path: vec![name.clone()], is_listed });
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

on_both! {
    #[expect(clippy::too_many_lines, reason = "one table")]
    async fn ten_thousand_characters_are_refused_at_their_field(db: TestDatabase) {
        let world = World::on(db).await;
        let (inputs, mutations) = Inputs::read();
        let mut acts = everything_that_takes_a_text(&world).await;
        let before = world.contents().await;
        let mut table = String::new();
        for (mutation, input) in &mutations {
            let texts = inputs.texts(input);
            let act = acts.remove(mutation.as_str());
            assert_eq!(act.is_some(), !texts.is_empty(), "{mutation}: a text that isn't tried, or one that is no longer there");
            let Some((who, good)) = act else { continue };
            for (number, text) in texts.into_iter().enumerate() {
                let path = text.path.join(".");
                let name = format!("{mutation} {path}");
                if AT_THE_DOOR.contains(&name.as_str()) {
                    continue;
                }
                let mut tried = good.clone();
                put(&mut tried, &text.path, if text.is_listed { json!([much()]) } else { json!(much()) });
                if inputs.has_key(input) {
                    tried["idempotencyKey"] = json!(format!("{mutation} {number}"));
                }
                let answer = tries(&world, who.as_ref(), mutation, input, tried).await;
                let refusals = answer.refusals();
                let [refusal] = &refusals[..] else { panic!("{name} is refused once: {refusals:?}") };
                let (code, field) = refusal.split_once(' ').unwrap_or((refusal, ""));
                assert_eq!(without_places(field), path, "{name}: {code}");
                let message = answer.at(&format!("/{mutation}/userErrors/0/message")).to_string();
                assert!((10..300).contains(&message.len()), "{name}: {message}");
                writeln!(table, "{name:<52} {code}").expect("text");
            }
        }
        assert!(acts.is_empty(), "no such mutation: {:?}", acts.keys());
        for (table, rows) in world.contents().await {
            assert_eq!(rows, before[&table], "{table}");
        }
        expect![[r#"
            registerMachineClient name                           TOO_LONG
            registerMachineClient publicKey                      INVALID
            acceptInvitation token                               EXPIRED
            acceptInvitation password                            TOO_LONG
            saveBoardView name                                   TOO_LONG
            saveBoardView query                                  TOO_LONG
            openCase codeWord                                    TOO_LONG
            openCase summary                                     TOO_LONG
            openCase contactNote                                 TOO_LONG
            addNote text                                         TOO_LONG
            setNextStep nextStep                                 TOO_LONG
            correctCase summary                                  TOO_LONG
            correctCase contactNote                              TOO_LONG
            setCaseWaiting note                                  TOO_LONG
            closeCase note                                       TOO_LONG
            reopenCase reason                                    TOO_LONG
            giveSignOfLife note                                  TOO_LONG
            readCaseWithReason reason                            TOO_LONG
            addResidentDetails name                              TOO_LONG
            addResidentDetails phone                             INVALID
            addResidentDetails address                           TOO_LONG
            revealResidentDetails reason                         TOO_LONG
            applyAsConnector formToken                           EXPIRED
            applyAsConnector name                                TOO_LONG
            applyAsConnector email                               INVALID
            applyAsConnector phone                               INVALID
            applyAsConnector answers.answer                      TOO_LONG
            noteConversation note                                TOO_LONG
            startTraining note                                   TOO_LONG
            activateConnector note                               TOO_LONG
            declineApplication note                              TOO_LONG
            acceptPledge note                                    TOO_LONG
            correctConnector phone                               INVALID
            correctConnector languages                           INVALID
            correctConnector skills                              TOO_LONG
            correctConnector availability                        TOO_LONG
            pauseConnector note                                  TOO_LONG
            resumeConnector note                                 TOO_LONG
            stopConnector note                                   TOO_LONG
            noteContactMoment line                               TOO_LONG
            requestSupport reason                                TOO_LONG
            requestSupport nextStep                              TOO_LONG
            requestTakeover reason                               TOO_LONG
            requestTakeover nextStep                             TOO_LONG
            offerTakeover reason                                 TOO_LONG
            offerTakeover nextStep                               TOO_LONG
            requestConsultation reason                           TOO_LONG
            requestConsultation nextStep                         TOO_LONG
            requestHandover reason                               TOO_LONG
            requestHandover nextStep                             TOO_LONG
            requestJointVisit reason                             TOO_LONG
            requestJointVisit nextStep                           TOO_LONG
            declineInvolvement reason                            TOO_LONG
            completeInvolvement note                             TOO_LONG
            recordInvolvementAnswer reason                       TOO_LONG
            askPeers text                                        TOO_LONG
            answerPeerQuestion text                              TOO_LONG
            invitePerson name                                    TOO_LONG
            invitePerson email                                   INVALID
            invitePerson phone                                   INVALID
            markTopicChanged note                                TOO_LONG
            addSpecialist specialist.name                        TOO_LONG
            addSpecialist specialist.description                 TOO_LONG
            addSpecialist specialist.openingHours.opens          INVALID
            addSpecialist specialist.openingHours.closes         INVALID
            addSpecialist specialist.languages                   INVALID
            addSpecialist specialist.cost                        TOO_LONG
            addSpecialist specialist.forWhom                     TOO_LONG
            addSpecialist specialist.notForWhom                  TOO_LONG
            addSpecialist specialist.howToGetIn                  TOO_LONG
            addSpecialist specialist.phone                       INVALID
            addSpecialist specialist.email                       INVALID
            addSpecialist specialist.website                     INVALID
            addSpecialist specialist.address                     TOO_LONG
            changeSpecialist specialist.name                     TOO_LONG
            changeSpecialist specialist.description              TOO_LONG
            changeSpecialist specialist.openingHours.opens       INVALID
            changeSpecialist specialist.openingHours.closes      INVALID
            changeSpecialist specialist.languages                INVALID
            changeSpecialist specialist.cost                     TOO_LONG
            changeSpecialist specialist.forWhom                  TOO_LONG
            changeSpecialist specialist.notForWhom               TOO_LONG
            changeSpecialist specialist.howToGetIn               TOO_LONG
            changeSpecialist specialist.phone                    INVALID
            changeSpecialist specialist.email                    INVALID
            changeSpecialist specialist.website                  INVALID
            changeSpecialist specialist.address                  TOO_LONG
            markSpecialistStale note                             TOO_LONG
            addSpecialistNote text                               TOO_LONG
            planTrainingSession plan.from                        INVALID
            planTrainingSession plan.until                       INVALID
            planTrainingSession plan.place                       TOO_LONG
            changeTrainingSession plan.from                      INVALID
            changeTrainingSession plan.until                     INVALID
            changeTrainingSession plan.place                     TOO_LONG
            callOffTrainingSession reason                        TOO_LONG
            reportUnmetSearch words                              TOO_LONG
            reportUnmetSearch note                               TOO_LONG
            settleUnmetSearch words                              NOT_FOUND
        "#]].assert_eq(&table);
    }

    /// At the door it is wrong as any other, and a program is told nothing.
    async fn ten_thousand_characters_at_the_door(db: TestDatabase) {
        let world = World::on(db).await;
        let mut acts = everything_that_takes_a_text(&world).await;
        let known = connector::Entity::find().count(world.db()).await;
        for (name, input, refusals) in [
            ("signIn email", "SignInInput", vec!["WRONG_CREDENTIALS"]),
            ("signIn password", "SignInInput", vec!["WRONG_CREDENTIALS"]),
            ("applyAsConnector website", "ApplyAsConnectorInput", vec![]),
        ] {
            assert!(AT_THE_DOOR.contains(&name));
            let (mutation, field) = name.split_once(' ').expect("two words");
            let (who, tried) = acts.get_mut(mutation).expect("it is tried");
            let good = tried[field].clone();
            tried[field] = json!(much());
            assert_eq!(tries(&world, who.as_ref(), mutation, input, tried.clone()).await.refusals(), refusals, "{name}");
            tried[field] = good;
        }
        assert_eq!(connector::Entity::find().count(world.db()).await, known);
    }

    /// What is typed into a search isn't refused: it finds nothing.
    async fn ten_thousand_characters_are_searched_for(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        world.specialist("schuldhulp").await;
        world.case("koekblik").await;
        let document = "query ($words: String!) { specialists(search: $words) { totalCount } people(search: $words) { nodes { name } }
            connectors(search: $words) { totalCount } cases(filter: { search: $words }) { totalCount } }";
        for words in ["x".repeat(LENGTH), "hulp ".repeat(LENGTH / 5), "é%_\\".repeat(LENGTH / 4)] {
            let answer = world.as_(&ellen).execute(document, json!({ "words": words })).await;
            assert!(answer.list("/people/nodes").is_empty());
        }
    }
}

fn much() -> String {
    "x".repeat(LENGTH)
}

async fn tries(world: &World, who: Option<&Member>, mutation: &str, input: &str, tried: Value) -> Answer {
    let document = format!(
        "mutation ($input: {input}!) {{ {mutation}(input: $input) {{ userErrors {{ code field message }} }} }}"
    );
    let session = who.map_or_else(|| world.as_nobody(), |who| world.as_(who));
    session.execute(&document, json!({ "input": tried })).await
}

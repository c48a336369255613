//! Ten thousand characters, in every text that anybody can send: refused at its field, and nothing is written.

use std::fmt::Write;

use entities::connector;
use expect_test::expect;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::json;

use crate::acts_with_texts::every_text;
use crate::harness::world::World;
use crate::on_both;

/// What somebody sends who leaned on a key.
const LENGTH: usize = 10_000;

/// Where a secret or an address with which one comes in is wrong, it is wrong as any other: nothing tells which of the two
/// it is, and that it was tried stands in the log. And a field that people don't see, for programs.
const AT_THE_DOOR: [&str; 3] = ["signIn email", "signIn password", "applyAsConnector website"];

on_both! {
    #[expect(clippy::too_many_lines, reason = "one table")]
    async fn ten_thousand_characters_are_refused_at_their_field(db: TestDatabase) {
        let world = World::on(db).await;
        let texts = every_text(&world).await;
        let before = world.contents().await;
        let mut table = String::new();
        for text in texts {
            let name = text.name();
            if AT_THE_DOOR.contains(&name.as_str()) {
                continue;
            }
            let answer = text.sent(&world, &much()).await;
            let code = text.refused(&answer);
            let message = answer.at(&format!("/{}/userErrors/0/message", text.mutation)).to_string();
            assert!((10..300).contains(&message.len()), "{name}: {message}");
            writeln!(table, "{name:<52} {code}").expect("text");
        }
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
        let texts = every_text(&world).await;
        let known = connector::Entity::find().count(world.db()).await;
        for (name, refusals) in [
            ("signIn email", vec!["WRONG_CREDENTIALS"]),
            ("signIn password", vec!["WRONG_CREDENTIALS"]),
            ("applyAsConnector website", vec![]),
        ] {
            assert!(AT_THE_DOOR.contains(&name));
            let text = texts.iter().find(|text| text.name() == name).expect("it is tried");
            assert_eq!(text.sent(&world, &much()).await.refusals(), refusals, "{name}");
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

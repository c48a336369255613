//! What connectors of the demo ask each other: something waits for Mia, and nothing in it is of a resident.

use api::demo::load;
use api::import::{Operator, Source};
use entities::{check_in, peer_answer, peer_question};
use sea_orm::EntityTrait;
use serde_json::json;

use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn connectors_of_the_demo_ask_each_other(db: TestDatabase) {
        let world = World::with(db, |app| app.installation.is_demo = true).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let questions = peer_question::Entity::find().all(world.db()).await.expect("read");
        let answers = peer_answer::Entity::find().all(world.db()).await.expect("read");
        assert_eq!((questions.len(), answers.len()), (5, 8));
        let texts = questions.iter().map(|row| (&row.text, row.last_at)).chain(answers.iter().map(|row| (&row.text, row.at)));
        for (text, at) in texts {
            assert_eq!(api::free_text::find(text), None, "{text}");
            assert!(at < world.now(), "{text}");
        }
        let (people, said) = (entities::person::Entity::find().all(world.db()).await.expect("read"), check_in::Entity::find().all(world.db()).await.expect("read"));
        assert_eq!(said.len(), 7);
        let named = |name: &str| people.iter().find(|person| person.name == name).map(|person| person.id).expect("somebody");
        let as_ = async |name: &str, document: &str| world.answer(world.viewer(named(name)).await, document, json!({})).await;
        let mia = as_("Mia", "{ peerQuestions(filter: WAITS_FOR_VIEWER) { nodes { text } } checkIn { isDue seenBy { name } } }").await;
        assert_eq!(mia.list("/peerQuestions/nodes").len(), 2, "Samira asks her, and somebody answered her");
        assert_eq!(mia.at("/checkIn"), &json!({ "isDue": true, "seenBy": { "name": "Joris Hendriks" } }));
        let joris = as_("Joris Hendriks", "{ notWell { connector { name } } }").await;
        assert_eq!(joris.at("/notWell"), &json!([{ "connector": { "name": "Ahmet" } }]));
    }
}

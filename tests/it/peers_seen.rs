//! Who sees a question between connectors, as a table to read beside the one of `policy::peers`: by id, in the list, nested,
//! and what they may do. That a hidden one answers as none, and that many take no more statements than few.

use std::fmt::Write;

use entities::Role;
use expect_test::expect;
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const LIST: &str = "query ($filter: PeerQuestionFilter) { peerQuestions(filter: $filter, first: 100) { nodes {
    id text askedAt lastAt closedAt waitsForViewer answerCount asker { name isViewer } asked { name isViewer }
    neighbourhood { name } } pageInfo { hasNextPage endCursor } } peerChoices { connectors { name } teams { name } } }";
const THREAD: &str = "query ($id: PeerQuestionId!) { peerQuestion(id: $id) { id text version availableActs
    asker { name } asked { name } neighbourhood { name } answers(first: 100) { nodes {
    id text at replyToId availableActs writer { name isViewer } } } } }";

on_both! {
    async fn who_sees_what_connectors_ask_each_other(db: TestDatabase) {
        let world = World::on(db).await;
        let (everybody, to_one, to_team) = everybody_and_questions(&world).await;
        let mut table = format!("{:<24} one   team  listed nested may\n", "");
        for (who, member) in &everybody {
            let session = world.as_(member);
            let seen = [session.peer_question(&to_one["id"]).await, session.peer_question(&to_team["id"]).await];
            let listed = session.peer_questions("").await.len();
            assert_eq!(listed, seen.iter().filter(|one| !one.is_null()).count(), "{who}");
            for (id, one) in [(&to_one["id"], &seen[0]), (&to_team["id"], &seen[1])] {
                // The same by the path of everything.
                let node = session.execute("query ($id: ID!) { node(id: $id) { __typename } }", json!({ "id": id })).await;
                assert_eq!(node.at("/node").is_null(), one.is_null(), "{who}");
            }
            let nested: usize = seen.iter().filter_map(|one| one["answers"]["nodes"].as_array()).map(Vec::len).sum();
            let acts: Vec<String> = seen.iter().map(|one| match &one["availableActs"] {
                Value::Array(acts) => acts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join("+").to_lowercase(),
                _ => "-".to_owned(),
            }).collect();
            let cells = [yes(!seen[0].is_null()), yes(!seen[1].is_null())];
            writeln!(table, "{who:<24} {:<5} {:<5} {listed:<6} {nested:<6} {}", cells[0], cells[1], acts.join(" / ")).expect("text");
        }
        let nobody = world.as_nobody().execute(LIST, json!({})).await;
        assert_eq!(nobody.data(), &json!({ "peerQuestions": { "nodes": [], "pageInfo": { "hasNextPage": false, "endCursor": null } }, "peerChoices": null }));
        expect![[r#"
                                     one   team  listed nested may
            asker                    yes   yes   2      2      answer+close+withdraw / answer+close+withdraw
            asked                    yes   yes   2      2      answer / answer
            of the team              -     yes   1      1      - / answer
            connector elsewhere      -     -     0      0      - / -
            connector, worker here   -     -     0      0      - / -
            stopped                  -     -     0      0      - / -
            community worker         -     -     0      0      - / -
            coordinator              -     -     0      0      - / -
            specialist               -     -     0      0      - / -
            officer                  -     -     0      0      - / -
            centre manager           -     -     0      0      - / -
            administrator            -     -     0      0      - / -
            no role                  -     -     0      0      - / -
        "#]]
        .assert_eq(&table);
    }

    async fn a_question_of_others_answers_as_none(db: TestDatabase) {
        let world = World::on(db).await;
        let (everybody, to_one, to_team) = everybody_and_questions(&world).await;
        let nothing: entities::PeerQuestionId = world.id();
        let answer_id = world.as_(&everybody[0].1).peer_question(&to_one["id"]).await["answers"]["nodes"][0]["id"].clone();
        let no_answer: entities::PeerAnswerId = world.id();
        for (who, member) in everybody.iter().skip(3) {
            let look = async |id: Value, answer: Value| {
                let session = world.as_(member);
                let act = json!({ "peerQuestionId": id, "expectedVersion": 1 });
                let mut told = vec![session.execute(THREAD, json!({ "id": id })).await.data().clone()];
                for (mutation, input) in [
                    ("answerPeerQuestion", json!({ "peerQuestionId": id, "text": "Hoi." })),
                    ("closePeerQuestion", act.clone()),
                    ("reopenPeerQuestion", act.clone()),
                    ("withdrawPeerQuestion", act),
                    ("withdrawPeerAnswer", json!({ "peerAnswerId": answer })),
                ] {
                    told.push(session.peers(mutation, input).await.data().clone());
                }
                told
            };
            let none = look(json!(nothing), json!(no_answer)).await;
            assert!(none[1..].iter().all(|told| told.to_string().contains("NOT_FOUND")), "{who}: {none:?}");
            assert_eq!(look(to_one["id"].clone(), answer_id.clone()).await, none, "{who}");
            assert_eq!(look(to_team["id"].clone(), answer_id.clone()).await, none, "{who}");
        }
        // An answer of another question is none of this one.
        let input = json!({ "peerQuestionId": to_team["id"], "replyToId": answer_id, "text": "Hoi." });
        assert_eq!(world.as_(&everybody[0].1).peers("answerPeerQuestion", input).await.refusals(), ["NOT_FOUND input.replyToId"]);
    }

    async fn many_questions_take_as_many_statements_as_few(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        fill(&world, &mia, 0, 1).await;
        let (_, few) = world.as_(&mia).count(LIST, json!({})).await;
        fill(&world, &mia, 1, 12).await;
        let (answer, many) = world.as_(&mia).count(LIST, json!({})).await;
        assert_eq!(answer.list("/peerQuestions/nodes").len(), 26);
        assert!(many.len() <= few.len(), "{} {}: {many:#?}", few.len(), many.len());
        assert!(many.len() <= 8, "{}: {many:#?}", many.len());
        let id = answer.at("/peerQuestions/nodes/0/id").clone();
        let (_, few) = world.as_(&mia).count(THREAD, json!({ "id": id })).await;
        for number in 0..30 {
            let input = json!({ "peerQuestionId": id, "text": format!("Nog een {number}.") });
            assert_eq!(world.as_(&mia).peers("answerPeerQuestion", input).await.refusals(), Vec::<String>::new());
        }
        let (answer, many) = world.as_(&mia).count(THREAD, json!({ "id": id })).await;
        assert!(answer.list("/peerQuestion/answers/nodes").len() >= 30);
        // What is asked at the same moment is read at once, or in two goes: never once a row.
        assert!(few.len() <= 6 && many.len() <= 6, "{} {}: {many:#?}", few.len(), many.len());
    }

    async fn the_list_is_cut_in_pages(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        fill(&world, &mia, 0, 3).await;
        let page = "query ($after: String) { peerQuestions(first: 4, after: $after) { nodes { text } pageInfo { hasNextPage endCursor } } }";
        let first = world.as_(&mia).execute(page, json!({})).await;
        let after = first.at("/peerQuestions/pageInfo/endCursor").clone();
        let second = world.as_(&mia).execute(page, json!({ "after": after })).await;
        let mut texts: Vec<Value> = [&first, &second].iter().flat_map(|page| page.list("/peerQuestions/nodes").to_vec()).collect();
        assert_eq!((texts.len(), second.at("/peerQuestions/pageInfo/hasNextPage")), (6, &json!(false)));
        texts.dedup();
        assert_eq!(texts.len(), 6);
        // Another person's cursor opens nothing.
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        assert_eq!(world.as_(&toos).execute(page, json!({ "after": after })).await.error_codes(), ["BAD_USER_INPUT"]);
    }
}

/// So many connectors who ask her and the team, each with an answer.
async fn fill(world: &World, mia: &Member, from: usize, count: usize) {
    for number in from..from + count {
        let other = world.connector(&format!("Ander {number}")).in_neighbourhood("ruwaard").await;
        let asked = world.as_(&other).asks(mia, &format!("Vraag {number}?")).await;
        world.as_(mia).says(&asked, "Een antwoord.").await;
        let area = world.neighbourhood("ruwaard").await;
        world
            .as_(&other)
            .peers("askPeers", json!({ "neighbourhoodId": area, "text": format!("Aan allen {number}.") }))
            .await;
        world.pass_minutes(1);
    }
}

type Everybody = Vec<(&'static str, Member)>;

/// Everybody, with a question of the first to the second and one to their team, each answered.
async fn everybody_and_questions(world: &World) -> (Everybody, Value, Value) {
    let entry = world.specialist("schuldhulp").await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let sara = world.connector("Sara").in_neighbourhood("lith").await;
    world.grant(sara.id, Role::CommunityWorker, Some(world.neighbourhood("ruwaard").await), None).await;
    let stopped = world.connector("Gestopt").in_neighbourhood("ruwaard").await;
    world.end_roles(stopped.id).await;
    let everybody = vec![
        ("asker", mia.clone()),
        ("asked", toos.clone()),
        ("of the team", world.connector("Ahmet").in_neighbourhood("ruwaard").await),
        ("connector elsewhere", world.connector("Thijs").in_neighbourhood("lith").await),
        ("connector, worker here", sara),
        ("stopped", stopped),
        ("community worker", world.community_worker("Joris").in_neighbourhood("ruwaard").await),
        ("coordinator", world.coordinator("Ellen").await),
        ("specialist", world.specialist_account("Nadia", entry).await),
        ("officer", world.officer("Bas").await),
        ("centre manager", world.centre_manager("Riet").await),
        ("administrator", world.administrator("Ad").await),
        ("no role", world.person("Niemand").await),
    ];
    let to_one = world.as_(&mia).asks(&toos, "Aan één.").await;
    let area = world.neighbourhood("ruwaard").await;
    let to_team = world.as_(&mia).peers("askPeers", json!({ "neighbourhoodId": area, "text": "Aan allen." })).await;
    let to_team = to_team.at("/askPeers/peerQuestion").clone();
    world.as_(&toos).says(&to_one, "Ja.").await;
    world.as_(&toos).says(&to_team, "Ook ja.").await;
    (everybody, to_one, to_team)
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "-" }
}

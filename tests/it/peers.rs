//! Even sparren: a connector asks a fellow connector or a team, and they answer.

use std::time::Duration;

use entities::{ConnectorStatus, ContactSide, peer_answer, peer_question};
use futures_util::StreamExt;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const NO_REFUSAL: Vec<String> = Vec::new();

on_both! {
    async fn a_question_goes_to_and_fro_until_it_is_settled(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let asked = world.as_(&mia).asks(&toos, "  Hoe begin jij over geld?  ").await;
        assert_eq!((&asked["text"], &asked["asker"], &asked["asked"]), (&json!("Hoe begin jij over geld?"), &json!({ "name": "Mia", "isViewer": true }), &json!({ "name": "Toos" })));
        assert_eq!((&asked["waitsForViewer"], &asked["availableActs"]), (&json!(false), &json!(["ANSWER", "CLOSE", "WITHDRAW"])));
        assert_eq!((standing(&world, &mia).await, standing(&world, &toos).await), ("-o-".to_owned(), "w--".to_owned()));

        world.pass_minutes(5);
        let seen = world.as_(&toos).says(&asked, "Ik vraag of ze goed slapen.").await;
        assert_eq!((&seen["waitsForViewer"], &seen["availableActs"], &seen["answerCount"]), (&json!(false), &json!(["ANSWER"]), &json!(1)));
        assert_eq!((standing(&world, &mia).await, standing(&world, &toos).await), ("w--".to_owned(), "-o-".to_owned()));

        // A reply stands below the answer, and a reply to a reply below the same one.
        let first = seen["answers"]["nodes"][0]["id"].clone();
        let replied = reply(&world, &mia, &asked, &first, "En dan?").await;
        let reply_id = replied.at("/answerPeerQuestion/peerQuestion/answers/nodes/1/id").clone();
        let replied = reply(&world, &toos, &asked, &reply_id, "Dan wacht ik even.").await;
        let nodes = replied.list("/answerPeerQuestion/peerQuestion/answers/nodes").to_vec();
        let told: Vec<_> = nodes.iter().map(|node| (node["writer"]["name"].clone(), node["replyToId"].clone())).collect();
        assert_eq!(told, [(json!("Toos"), Value::Null), (json!("Mia"), first.clone()), (json!("Toos"), first)]);

        // Who asked had enough, and nobody says more until it is open again.
        assert_eq!(world.as_(&toos).settles("closePeerQuestion", &asked).await.refusals(), ["NOT_ALLOWED"]);
        let closed = world.as_(&mia).settles("closePeerQuestion", &asked).await;
        assert_eq!(closed.at("/closePeerQuestion/peerQuestion/availableActs"), &json!(["REOPEN", "WITHDRAW"]));
        assert_eq!((standing(&world, &mia).await, standing(&world, &toos).await), ("--c".to_owned(), "--c".to_owned()));
        let late = world.as_(&toos).peers("answerPeerQuestion", json!({ "peerQuestionId": asked["id"], "text": "Nog iets." })).await;
        assert_eq!(late.refusals(), ["TRANSITION_NOT_ALLOWED"]);
        assert_eq!(world.as_(&mia).settles("closePeerQuestion", &asked).await.refusals(), ["TRANSITION_NOT_ALLOWED"]);
        assert_eq!(world.as_(&mia).settles("reopenPeerQuestion", &asked).await.refusals(), NO_REFUSAL);
        world.as_(&toos).says(&asked, "Nog iets.").await;
        // A version that has passed writes nothing.
        let stale = json!({ "peerQuestionId": asked["id"], "expectedVersion": 1 });
        assert_eq!(world.as_(&mia).peers("closePeerQuestion", stale).await.refusals(), ["STALE_VERSION input.expectedVersion"]);
    }

    async fn a_team_is_asked_and_hears_as_long_as_somebody_is_of_it(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let area = world.neighbourhood("ruwaard").await;
        let asked = world.as_(&mia).peers("askPeers", json!({ "neighbourhoodId": area, "text": "Wie weet een fietsenmaker?" })).await;
        let asked = asked.at("/askPeers/peerQuestion").clone();
        assert_eq!((&asked["neighbourhood"], &asked["asked"]), (&json!({ "code": "ruwaard" }), &Value::Null));
        for (who, sees) in [(&toos, "w--"), (&ahmet, "w--"), (&thijs, "---")] {
            assert_eq!(standing(&world, who).await, sees, "{}", who.name);
        }
        // One of them answers: the others needn't any more, but may.
        world.as_(&toos).says(&asked, "Op het plein zit er een.").await;
        assert_eq!((standing(&world, &ahmet).await, standing(&world, &mia).await), ("-o-".to_owned(), "w--".to_owned()));
        world.as_(&ahmet).says(&asked, "Die is goed.").await;
        // Who joins the team sees it, who leaves it doesn't.
        let late = world.connector("Nieuw").in_neighbourhood("ruwaard").await;
        assert_eq!(standing(&world, &late).await, "-o-");
        world.end_roles(ahmet.id).await;
        assert_eq!((standing(&world, &ahmet).await, world.as_(&ahmet).peer_question(&asked["id"]).await), ("---".to_owned(), Value::Null));
        let read = world.as_(&mia).peer_question(&asked["id"]).await;
        assert_eq!(read["answers"]["nodes"][1]["writer"]["name"], "Ahmet", "what was said stays");
    }

    /// Who helps in the whole and who helps in a part of it are one team, as they are among my people.
    async fn a_team_has_those_of_the_parts_too(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, _] = pair(&world).await;
        let part = world.neighbourhood_within("ruwaard-noord", "ruwaard").await;
        let sara = world.connector("Sara").in_neighbourhood("ruwaard-noord").await;
        let area = world.neighbourhood("ruwaard").await;
        world.as_(&mia).peers("askPeers", json!({ "neighbourhoodId": area, "text": "Aan allen." })).await;
        assert_eq!(standing(&world, &sara).await, "w--");
        // She asks her own part: who helps in the whole hears it.
        let asked = world.as_(&sara).peers("askPeers", json!({ "neighbourhoodId": part, "text": "Aan Noord." })).await;
        assert_eq!(asked.refusals(), NO_REFUSAL);
        assert_eq!(world.as_(&mia).peer_questions("WAITS_FOR_VIEWER").await, ["Aan Noord."]);
        let not_hers = world.as_(&sara).peers("askPeers", json!({ "neighbourhoodId": area, "text": "Aan allen." })).await;
        assert_eq!(not_hers.refusals(), ["NOT_FOUND input.neighbourhoodId"]);
    }

    async fn only_whom_somebody_knows_is_asked(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let thijs = world.connector("Thijs").in_neighbourhood("lith").await;
        let (alone, here) = (world.neighbourhood("geffen").await, world.neighbourhood("ruwaard").await);
        let bea = world.connector("Bea").in_neighbourhood("geffen").await;
        let session = world.as_(&mia);
        for (whom, refusal) in [
            (json!({}), "REQUIRED input.personId"),
            (json!({ "personId": toos.id, "neighbourhoodId": here }), "INVALID input.neighbourhoodId"),
            (json!({ "personId": thijs.id }), "NOT_FOUND input.personId"),
            (json!({ "personId": joris.id }), "NOT_FOUND input.personId"),
            (json!({ "personId": mia.id }), "NOT_FOUND input.personId"),
            (json!({ "neighbourhoodId": alone }), "NOT_FOUND input.neighbourhoodId"),
        ] {
            let mut input = whom.clone();
            input["text"] = json!("Hoe doe jij dat?");
            assert_eq!(session.peers("askPeers", input).await.refusals(), [refusal], "{whom}");
        }
        // A team of one is nobody to ask.
        let empty = world.as_(&bea).peers("askPeers", json!({ "neighbourhoodId": alone, "text": "Is daar iemand?" })).await;
        assert_eq!(empty.refusals(), ["NOT_FOUND input.neighbourhoodId"]);
        assert_eq!(peer_question::Entity::find().count(world.db()).await.expect("counted"), 0);
        // What can be chosen is what is taken; who was at the same training can be asked too.
        let choices = "{ peerChoices { connectors { name } teams { code } } }";
        let offered = async |who: &Member| world.as_(who).execute(choices, json!({})).await.at("/peerChoices").clone();
        assert_eq!(offered(&mia).await, json!({ "connectors": [{ "name": "Toos" }], "teams": [{ "code": "ruwaard" }] }));
        assert_eq!(offered(&bea).await, json!({ "connectors": [], "teams": [] }));
        assert_eq!(offered(&joris).await, Value::Null);
        let course = world.course("basis", |_| ()).await;
        let meeting = world.meeting(course, -10, &joris, |_| ()).await;
        for who in [&mia, &thijs] {
            world.stands(meeting, who, entities::AttendanceState::Attended).await;
        }
        assert_eq!(offered(&mia).await["connectors"], json!([{ "name": "Thijs" }, { "name": "Toos" }]));
        world.as_(&mia).asks(&thijs, "Hoe ging het met jou na de training?").await;
        let network = world.as_(&mia).execute("{ viewer { network { name peerId } } }", json!({})).await;
        let can: Vec<_> = network.list("/viewer/network").iter().map(|member| (member["name"].clone(), member["peerId"].is_string())).collect();
        assert_eq!(can, [(json!("Joris"), false), (json!("Toos"), true), (json!("Thijs"), true)]);
    }

    /// Who is asked is told, and who is answered; nobody of what they did themselves.
    async fn who_is_asked_or_answered_is_told(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let area = world.neighbourhood("ruwaard").await;
        let asked = world.as_(&mia).peers("askPeers", json!({ "neighbourhoodId": area, "text": "Wie weet een fietsenmaker?" })).await;
        let asked = asked.at("/askPeers/peerQuestion").clone();
        assert_eq!((world.hears(&toos).await, world.hears(&ahmet).await), (vec!["PEER_QUESTION_ASKED of Mia".to_owned()], vec!["PEER_QUESTION_ASKED of Mia".to_owned()]));
        let seen = world.as_(&toos).says(&asked, "Op het plein.").await;
        assert_eq!((world.hears(&mia).await, world.hears(&ahmet).await), (vec!["PEER_QUESTION_ANSWERED of Toos".to_owned()], Vec::new()));
        reply(&world, &ahmet, &asked, &seen["answers"]["nodes"][0]["id"], "Die is dicht.").await;
        let told = vec!["PEER_QUESTION_ANSWERED of Ahmet".to_owned()];
        assert_eq!((world.hears(&mia).await, world.hears(&toos).await, world.hears(&ahmet).await), (told.clone(), told, Vec::new()));
        // What the asker adds is told to those who take part.
        world.as_(&mia).says(&asked, "Ik ga kijken.").await;
        let told = vec!["PEER_QUESTION_ANSWERED of Mia".to_owned()];
        assert_eq!((world.hears(&toos).await, world.hears(&ahmet).await), (told.clone(), told));
        // The notice leads to it while it is there, and no longer.
        let about = async |who: &Member| {
            let notices = world.as_(who).execute("{ viewer { notices(first: 1) { nodes { peerQuestion { id } } } } }", json!({})).await;
            notices.at("/viewer/notices/nodes/0/peerQuestion").clone()
        };
        assert_eq!(about(&toos).await, json!({ "id": asked["id"] }));
        world.end_roles(ahmet.id).await;
        assert_eq!(about(&ahmet).await, Value::Null);
        world.as_(&mia).settles("withdrawPeerQuestion", &asked).await;
        assert_eq!(about(&toos).await, Value::Null);
    }

    async fn a_text_holds_nothing_of_a_resident(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let asked = world.as_(&mia).asks(&toos, "Hoe begin jij over geld?").await;
        for (text, refusal) in [
            ("Zijn BSN is 111222333.", "PERSONAL_DATA"),
            ("NL91 ABNA 0417 1643 00", "PERSONAL_DATA"),
            ("Mail jan@example.org", "PERSONAL_DATA"),
            ("Bel 0412 00 99 99", "PERSONAL_DATA"),
            ("  ", "REQUIRED"),
            (&"x".repeat(10_000), "TOO_LONG"),
        ] {
            let refusal = vec![format!("{refusal} input.text")];
            assert_eq!(world.as_(&mia).peers("askPeers", json!({ "personId": toos.id, "text": text })).await.refusals(), refusal);
            let answer = json!({ "peerQuestionId": asked["id"], "text": text });
            assert_eq!(world.as_(&toos).peers("answerPeerQuestion", answer).await.refusals(), refusal);
        }
        // What is wrong is told at once, each at its field.
        let both = world.as_(&mia).peers("askPeers", json!({ "text": "" })).await;
        assert_eq!(both.refusals(), ["REQUIRED input.personId", "REQUIRED input.text"]);
        assert_eq!(peer_question::Entity::find().count(world.db()).await.expect("counted"), 1);
        assert_eq!(peer_answer::Entity::find().count(world.db()).await.expect("counted"), 0);
    }

    async fn what_was_said_can_be_taken_back(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let asked = world.as_(&mia).asks(&toos, "Een vraag met een naam erin.").await;
        let seen = world.as_(&toos).says(&asked, "Oeps, een naam.").await;
        let answer = seen["answers"]["nodes"][0]["id"].clone();
        assert_eq!(seen["answers"]["nodes"][0]["availableActs"], json!(["REPLY", "WITHDRAW"]));
        reply(&world, &mia, &asked, &answer, "Haal je dat weg?").await;
        let take_back = |id: &Value| json!({ "peerAnswerId": id });
        assert_eq!(world.as_(&mia).peers("withdrawPeerAnswer", take_back(&answer)).await.refusals(), ["NOT_ALLOWED"]);
        let gone = world.as_(&toos).peers("withdrawPeerAnswer", take_back(&answer)).await;
        let node = gone.at("/withdrawPeerAnswer/peerQuestion/answers/nodes/0");
        assert_eq!((&node["text"], node["withdrawnAt"].is_string(), &node["availableActs"]), (&json!(""), true, &json!([])));
        assert_eq!(gone.at("/withdrawPeerAnswer/peerQuestion/answerCount"), &json!(1), "the reply keeps its place");
        let kept = peer_answer::Entity::find().all(world.db()).await.expect("read");
        assert!(kept.iter().all(|row| !row.text.contains("naam")), "the text is gone, also behind the API");
        // Who asked takes everything away, for everybody.
        assert_eq!(world.as_(&toos).settles("withdrawPeerQuestion", &asked).await.refusals(), ["NOT_ALLOWED"]);
        let away = world.as_(&mia).settles("withdrawPeerQuestion", &asked).await;
        assert_eq!(away.at("/withdrawPeerQuestion/isWithdrawn"), &json!(true));
        assert_eq!(world.as_(&toos).peer_question(&asked["id"]).await, Value::Null);
        assert_eq!(peer_answer::Entity::find().count(world.db()).await.expect("counted"), 0);
    }

    /// Two who answer at the same moment both do; what is sent twice is one.
    async fn answers_at_once_all_count_and_each_counts_once(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let asked = world.as_(&mia).asks(&toos, "Hoe doe jij dat?").await;
        let say = async |who: &Member, number: usize| {
            let input = json!({ "peerQuestionId": asked["id"], "text": format!("Zo {number}."), "idempotencyKey": format!("{} {number}", who.name) });
            world.as_(who).peers("answerPeerQuestion", input).await.refusals()
        };
        let told = futures_util::future::join_all(vec![say(&mia, 1), say(&toos, 1), say(&mia, 2), say(&toos, 2), say(&toos, 2)]).await;
        assert!(told.iter().all(Vec::is_empty), "{told:?}");
        let read = world.as_(&mia).peer_question(&asked["id"]).await;
        assert_eq!((&read["answerCount"], &read["version"]), (&json!(4), &json!(5)));
        let other = json!({ "peerQuestionId": asked["id"], "text": "Anders.", "idempotencyKey": "Toos 2" });
        assert_eq!(world.as_(&toos).peers("answerPeerQuestion", other).await.refusals(), ["KEY_REUSED input.idempotencyKey"]);
    }

    async fn who_pauses_loses_it_with_the_role(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(profile, ContactSide::Welfare, &joris, 10).await;
        let asked = world.as_(&mia).asks(&toos, "Hoe doe jij dat?").await;
        world.as_(&ellen).steps("pauseConnector", profile, json!({ "cases": [] })).await;
        assert_eq!(world.as_(&mia).peer_question(&asked["id"]).await, Value::Null);
        assert_eq!(world.as_(&mia).peers("askPeers", json!({ "personId": toos.id, "text": "Nog iets." })).await.refusals(), ["NOT_ALLOWED"]);
        // Whom she asked still has it.
        world.as_(&toos).says(&asked, "Ik ga eerst naast ze zitten.").await;
    }

    async fn who_listens_hears_that_something_was_said(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let listen = async |who: &Member| {
            let request = world.as_(who).request("subscription { peerQuestionChanged { kind id version } }", json!({})).await;
            Box::pin(world.schema().execute_stream(request).map(|answer| answer.data.into_json().expect("JSON")))
        };
        let (mut hers, mut his) = (listen(&toos).await, listen(&ahmet).await);
        for stream in [&mut hers, &mut his] {
            assert!(tokio::time::timeout(Duration::from_millis(50), stream.next()).await.is_err());
        }
        let asked = world.as_(&mia).asks(&toos, "Hoe doe jij dat?").await;
        let hint = |kind: &str, version: i32| json!({ "peerQuestionChanged": { "kind": kind, "id": asked["id"], "version": version } });
        assert_eq!(hers.next().await, Some(hint("OPENED", 1)));
        world.as_(&mia).says(&asked, "Ik bedoel: over geld.").await;
        assert_eq!(hers.next().await, Some(hint("CHANGED", 2)));
        world.as_(&mia).settles("closePeerQuestion", &asked).await;
        assert_eq!(hers.next().await, Some(hint("CLOSED", 3)));
        world.as_(&mia).settles("withdrawPeerQuestion", &asked).await;
        assert_eq!(hers.next().await, Some(hint("HIDDEN", 3)));
        assert!(tokio::time::timeout(Duration::from_millis(50), his.next()).await.is_err(), "it was nothing to him");
    }

    /// A year after the last word.
    async fn it_is_forgotten_after_a_year(db: TestDatabase) {
        let world = World::on(db).await;
        let [mia, toos] = pair(&world).await;
        let old = world.as_(&mia).asks(&toos, "Een oude vraag.").await;
        let seen = world.as_(&toos).says(&old, "Een oud antwoord.").await;
        reply(&world, &mia, &old, &seen["answers"]["nodes"][0]["id"], "Dank je.").await;
        world.pass_days(2);
        let fresh = world.as_(&mia).asks(&toos, "Een vraag van later.").await;
        world.pass_days(364);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(world.as_(&mia).peer_questions("").await, ["Een vraag van later."]);
        assert_eq!(world.as_(&mia).peer_question(&old["id"]).await, Value::Null);
        assert_eq!(peer_answer::Entity::find().count(world.db()).await.expect("counted"), 0);
        world.as_(&toos).says(&fresh, "Toch nog.").await;
        world.pass_days(364);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(world.as_(&mia).peer_questions("").await, ["Een vraag van later."]);
    }
}

/// Two connectors of one team.
async fn pair(world: &World) -> [Member; 2] {
    [
        world.connector("Mia").in_neighbourhood("ruwaard").await,
        world.connector("Toos").in_neighbourhood("ruwaard").await,
    ]
}

async fn reply(world: &World, who: &Member, question: &Value, to: &Value, text: &str) -> Answer {
    let input = json!({ "peerQuestionId": question["id"], "replyToId": to, "text": text });
    let answer = world.as_(who).peers("answerPeerQuestion", input).await;
    assert_eq!(answer.refusals(), NO_REFUSAL);
    answer
}

/// In which lists somebody finds any question: waits for them, for others, closed. All lists together are the whole list.
async fn standing(world: &World, who: &Member) -> String {
    let session = world.as_(who);
    let mut told = String::new();
    let mut count = 0;
    for (filter, letter) in [("WAITS_FOR_VIEWER", 'w'), ("WAITS_FOR_OTHERS", 'o'), ("CLOSED", 'c')] {
        let found = session.peer_questions(filter).await.len();
        count += found;
        told.push(if found == 0 { '-' } else { letter });
    }
    assert_eq!(session.peer_questions("").await.len(), count);
    told
}

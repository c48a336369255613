//! What people are told: by whom, about what, once, and nobody else's.

use std::time::Duration;

use entities::{ConnectorStatus, NoticeKind, notice};
use futures_util::StreamExt;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::harness::case_acts::involvement_id;
use crate::harness::database::{Kind, TestDatabase};
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const NOTHING: Vec<String> = Vec::new();

async fn asks_joris(world: &World, mia: &Member, joris: &Member, word: &str) -> (entities::CaseId, Value) {
    let case = world.case(word).held_by(mia).await;
    let input = json!({ "communityWorkerId": joris.id, "reason": "Dit lukt me niet alleen." });
    (case, world.as_(mia).acts_on(case, "requestSupport", input).await)
}

async fn all(world: &World) -> u64 {
    notice::Entity::find().count(world.db()).await.expect("read")
}

on_both! {
    async fn whoever_is_asked_is_told_and_whoever_asks_hears_the_answer(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let (case, asked) = asks_joris(&world, &mia, &joris, "koekblik").await;

        let told = world.as_(&joris).notices().await;
        assert_eq!(told.len(), 1);
        assert_eq!(told[0]["kind"], "INVOLVEMENT_REQUESTED");
        assert_eq!(told[0]["text"], "Iemand vraagt je iets bij een hulpvraag. Zeg ja of nee.");
        assert_eq!((&told[0]["case"]["id"], &told[0]["involvement"]["id"]), (&json!(case), &asked["involvement"]["id"]));
        assert_eq!(told[0]["causedBy"]["name"], "Mia");
        assert_eq!(world.as_(&joris).in_english().notices().await[0]["text"], "Somebody asks you something about a case. Say yes or no.");
        assert_eq!(world.hears(&mia).await, NOTHING, "who asks isn't told of it");

        world.as_(&joris).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        assert_eq!(world.hears(&mia).await, ["INVOLVEMENT_ACCEPTED of Joris"]);
    }

    async fn notices_are_seen_one_by_one_or_all_at_once(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        for word in ["een", "twee", "drie"] {
            asks_joris(&world, &mia, &joris, word).await;
        }
        let session = world.as_(&joris);
        assert_eq!(session.unseen().await, 3);
        let first = session.notices().await[2]["id"].clone();
        assert_eq!(session.sees(Some(std::slice::from_ref(&first))).await, NOTHING);
        assert_eq!(session.unseen().await, 2);
        let document = "{ viewer { notices(unseenOnly: true) { nodes { id } } } }";
        let unseen = session.execute(document, json!({})).await;
        assert!(unseen.list("/viewer/notices/nodes").iter().all(|notice| notice["id"] != first), "{unseen:?}");
        let seen_at = session.notices().await[2]["seenAt"].clone();
        world.pass_minutes(5);
        assert_eq!(session.sees(None).await, NOTHING);
        assert_eq!(session.unseen().await, 0);
        assert_eq!(session.notices().await[2]["seenAt"], seen_at, "it was seen when it was seen");
    }

    async fn pages_are_cut_where_the_last_one_ended(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        for number in 0..5 {
            asks_joris(&world, &mia, &joris, &format!("woord {number}")).await;
        }
        let document = "query ($after: String) { viewer { notices(first: 2, after: $after) {
            nodes { id } pageInfo { hasNextPage endCursor } } } }";
        let (mut found, mut after) = (Vec::new(), Value::Null);
        loop {
            let page = world.as_(&joris).execute(document, json!({ "after": after })).await;
            found.extend(page.list("/viewer/notices/nodes").iter().map(|notice| notice["id"].clone()));
            after = page.at("/viewer/notices/pageInfo/endCursor").clone();
            if page.at("/viewer/notices/pageInfo/hasNextPage") == false {
                break;
            }
        }
        let all: Vec<Value> = world.as_(&joris).notices().await.iter().map(|notice| notice["id"].clone()).collect();
        assert_eq!((found.len(), &found), (5, &all));
    }

    async fn somebody_elses_notice_is_none(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let (ellen, ad) = (world.coordinator("Ellen").await, world.administrator("Ad").await);
        asks_joris(&world, &mia, &joris, "koekblik").await;
        let id = world.as_(&joris).notices().await[0]["id"].clone();
        let nothing = json!(world.id::<entities::NoticeId>());
        let node = "query ($id: ID!) { node(id: $id) { ... on Notice { kind } } }";
        let own = world.as_(&joris).execute(node, json!({ "id": id })).await;
        assert_eq!(own.text("/node/kind"), "INVOLVEMENT_REQUESTED");
        for other in [&mia, &ellen, &ad] {
            let session = world.as_(other);
            for id in [&id, &nothing] {
                assert!(session.execute(node, json!({ "id": id })).await.at("/node").is_null());
                assert_eq!(session.sees(Some(std::slice::from_ref(id))).await, ["NOT_FOUND input.noticeIds"]);
            }
            assert!(session.notices().await.is_empty());
        }
        assert_eq!(world.as_nobody().sees(None).await, ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&joris).unseen().await, 1, "nobody else saw it for him");
    }

    async fn what_one_may_no_longer_see_is_told_without_it(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        asks_joris(&world, &mia, &joris, "koekblik").await;
        world.end_roles(joris.id).await;
        let told = world.as_(&joris).notices().await;
        assert_eq!(told[0]["text"], "Iemand vraagt je iets bij een hulpvraag. Zeg ja of nee.");
        assert!(told[0]["case"].is_null() && told[0]["involvement"].is_null(), "{told:?}");
    }

    async fn what_is_refused_tells_nobody(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let case = world.case("koekblik").held_by(&mia).await;
        let input = json!({ "caseId": case, "expectedVersion": 99, "communityWorkerId": joris.id, "reason": "Samen." });
        assert!(!world.as_(&mia).act("requestSupport", input).await.refusals().is_empty());
        assert_eq!(all(&world).await, 0);
        let (case, _) = asks_joris(&world, &mia, &joris, "bromtol").await;
        // The same question again, with its key: it was told once.
        let again = json!({ "caseId": case, "expectedVersion": 1, "communityWorkerId": joris.id, "reason": "x", "idempotencyKey": "k" });
        world.as_(&mia).act("requestSupport", again.clone()).await;
        world.as_(&mia).act("requestSupport", again).await;
        assert!(all(&world).await <= 2);
    }

    async fn whoever_of_many_can_answer_is_told_with_few_statements(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ask = async |word: &str| {
            let case = world.case(word).held_by(&mia).await;
            let version = world.as_(&mia).version(case).await;
            let document = "mutation ($input: RequestWorkerInput!) { requestSupport(input: $input) { userErrors { code } } }";
            let input = json!({ "caseId": case, "expectedVersion": version, "reason": "Wie komt er?", "idempotencyKey": word });
            let (answer, statements) = world.as_(&mia).count(document, json!({ "input": input })).await;
            assert!(answer.list("/requestSupport/userErrors").is_empty());
            statements.len()
        };
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let far = world.community_worker("Ver Weg").in_neighbourhood("lith").await;
        let few = ask("een").await;
        for number in 0..40 {
            world.community_worker(&format!("Werker {number}")).in_neighbourhood("ruwaard").await;
        }
        let many = ask("twee").await;
        assert_eq!(few, many);
        assert_eq!(world.hears(&joris).await, ["INVOLVEMENT_REQUESTED of Mia", "INVOLVEMENT_REQUESTED of Mia"]);
        assert_eq!(world.hears(&far).await, NOTHING);
        assert_eq!(all(&world).await, 1 + 41);
    }

    async fn the_page_takes_as_many_statements_for_one_notice_as_for_a_hundred(db: TestDatabase) {
        const PAGE: &str = "{ viewer { unseenNoticeCount notices(first: 100) { nodes { id kind at seenAt text
            case { id codeWord } involvement { id kind } trainingSession { id startsAt course { name } }
            connector { id name } causedBy { name } } pageInfo { hasNextPage endCursor } } } }";
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let course = world.course("gesprek", |_| ()).await;
        let fill = async |from: usize, to: usize| {
            for number in from..to {
                asks_joris(&world, &mia, &joris, &format!("woord {number}")).await;
                let meeting = world.meeting(course, 3, &ellen, |row| row.welfare_trainer_id = Some(joris.id)).await;
                let input = json!({ "trainingSessionId": meeting, "expectedVersion": 1, "reason": "Ziek." });
                assert!(world.as_(&ellen).trains("callOffTrainingSession", input).await.refusals().is_empty());
                let buddy = world.connector(&format!("Buur {number}")).in_neighbourhood("ruwaard").await;
                let profile = world.profile(Some(&buddy), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
                let input = json!({ "side": "WELFARE", "personId": joris.id });
                world.as_(&ellen).steps("setFixedContact", profile, input).await;
            }
        };
        fill(0, 1).await;
        let (answer, few) = world.as_(&joris).count(PAGE, json!({})).await;
        assert_eq!(answer.number("/viewer/unseenNoticeCount"), 3);
        fill(1, 12).await;
        let (answer, many) = world.as_(&joris).count(PAGE, json!({})).await;
        assert_eq!(answer.list("/viewer/notices/nodes").len(), 36);
        assert_eq!(few.len(), many.len(), "{many:#?}");
        assert!(many.len() <= 10, "{}: {many:#?}", many.len());
    }
}

on_both! {
    async fn whoever_listens_hears_the_count_and_nobody_elses(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let vera = world.community_worker("Vera").in_neighbourhood("ruwaard").await;
        let listen = async |member: &Member| {
            let request = world.as_(member).request("subscription { noticesChanged { unseenNoticeCount } }", json!({})).await;
            Box::pin(world.schema().execute_stream(request).map(|response| response.data.into_json().expect("JSON")))
        };
        let (mut his, mut hers) = (listen(&joris).await, listen(&vera).await);
        let silence = Duration::from_millis(50);
        // A stream listens from when it is first asked.
        assert!(timeout(silence, his.next()).await.is_err() && timeout(silence, hers.next()).await.is_err());
        asks_joris(&world, &mia, &joris, "een").await;
        assert_eq!(his.next().await, Some(json!({ "noticesChanged": { "unseenNoticeCount": 1 } })));
        asks_joris(&world, &mia, &joris, "twee").await;
        assert_eq!(his.next().await, Some(json!({ "noticesChanged": { "unseenNoticeCount": 2 } })));
        world.as_(&joris).sees(None).await;
        assert_eq!(his.next().await, Some(json!({ "noticesChanged": { "unseenNoticeCount": 0 } })));
        assert!(timeout(silence, hers.next()).await.is_err(), "what is told to another is not told");
    }
}

/// What each act on a case tells whom.
#[tokio::test(flavor = "multi_thread")]
async fn acts_on_cases_tell() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
    let entry = world.specialist("schuldhulp").await;
    let nadia = world.specialist_account("Nadia", entry).await;
    let reason = json!({ "reason": "Er is meer aan de hand." });

    // Taken back, and declined.
    let (case, asked) = asks_joris(&world, &mia, &joris, "koekblik").await;
    world.as_(&mia).answers(involvement_id(&asked), 1, "withdrawInvolvement", json!({})).await;
    assert_eq!(world.hears(&joris).await, ["INVOLVEMENT_REQUESTED of Mia", "INVOLVEMENT_WITHDRAWN of Mia"]);
    let offer = world.as_(&joris).acts_on(case, "offerTakeover", reason.clone()).await;
    assert_eq!(world.hears(&mia).await, ["INVOLVEMENT_REQUESTED of Joris"]);
    world.as_(&mia).answers(involvement_id(&offer), 1, "declineInvolvement", reason.clone()).await;
    assert_eq!(world.hears(&joris).await, ["INVOLVEMENT_DECLINED of Mia"]);

    // Handed over: the connector stays informed.
    let ask = json!({ "specialistId": entry, "reason": "Schulden." });
    let handover = world.as_(&mia).acts_on(case, "requestHandover", ask).await;
    assert_eq!(world.hears(&nadia).await, ["INVOLVEMENT_REQUESTED of Mia"]);
    world.as_(&nadia).answers(involvement_id(&handover), 1, "acceptInvolvement", json!({})).await;
    assert_eq!(world.hears(&mia).await, ["INVOLVEMENT_ACCEPTED of Nadia"], "and not also that it went to somebody");
    assert_eq!(world.hears(&nadia).await, NOTHING);
    world.as_(&nadia).acts_on(case, "giveSignOfLife", json!({ "note": "Er is een plan." })).await;
    world.as_(&nadia).acts_on(case, "closeCase", json!({ "outcome": "SOLVED_BY_SPECIALIST" })).await;
    let followed = ["FOLLOWED_CASE_SIGN_OF_LIFE of Nadia", "FOLLOWED_CASE_CLOSED of Nadia"];
    assert_eq!(world.hears(&mia).await, followed);

    // A question that is open when the case is closed.
    let (case, _) = asks_joris(&world, &mia, &joris, "bromtol").await;
    world.hears(&joris).await;
    world.as_(&mia).acts_on(case, "closeCase", json!({ "outcome": "SOLVED_TOGETHER" })).await;
    assert_eq!(world.hears(&joris).await, ["INVOLVEMENT_WITHDRAWN of Mia"]);
    world.as_(&joris).acts_on(case, "reopenCase", json!({ "reason": "Nog niet klaar." })).await;
    assert_eq!(world.hears(&mia).await, ["CASE_REOPENED of Joris"]);
}

/// What each act with connectors tells whom.
#[tokio::test(flavor = "multi_thread")]
async fn acts_with_connectors_tell() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    world.welfare().await;
    let questions = world.questions().await;
    let (ellen, bas) = (world.coordinator("Ellen").await, world.officer("Bas").await);
    let form = world.filled_in(&questions, "ruwaard", "form").await;
    world.as_nobody().apply(&form).await;
    world.as_nobody().apply(&form).await;
    assert_eq!(world.hears(&ellen).await, ["APPLICATION_RECEIVED"], "twice is once");

    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
    let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
    let contact = json!({ "side": "MUNICIPALITY", "personId": bas.id });
    world.as_(&ellen).steps("setFixedContact", profile, contact.clone()).await;
    world.as_(&ellen).steps("setFixedContact", profile, contact).await;
    assert_eq!(world.hears(&mia).await, ["FIXED_CONTACT_GIVEN of Ellen"], "the same one again is no news");
    assert_eq!(world.hears(&bas).await, ["FIXED_CONTACT_OF of Ellen"]);
    let case = world.case("koekblik").held_by(&mia).await;
    let passed = json!({ "cases": [{ "caseId": case, "toPersonId": toos.id }], "until": null });
    world.as_(&ellen).steps("pauseConnector", profile, passed).await;
    assert_eq!(world.hears(&toos).await, ["CASE_GIVEN of Ellen"]);
    assert_eq!(world.hears(&mia).await, ["CONNECTOR_STEP_TAKEN of Ellen"]);
}

/// What each act on training tells whom.
#[tokio::test(flavor = "multi_thread")]
async fn acts_on_training_tell() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let ellen = world.coordinator("Ellen").await;
    let trainer = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
    let [mia, toos, noor] = [world.connector("Mia"), world.connector("Toos"), world.connector("Noor")]
        .map(|one| one.in_neighbourhood("ruwaard"));
    let (mia, toos, noor) = (mia.await, toos.await, noor.await);
    world.welfare().await;
    world.works_for(&trainer, "welzijn").await;
    let course = world.course("gesprek", |_| ()).await;
    let meeting = world
        .meeting(course, 3, &ellen, |row| {
            row.capacity = 1;
            row.welfare_trainer_id = Some(trainer.id);
        })
        .await;
    assert!(world.as_(&mia).enrols(meeting).await.refusals().is_empty());
    assert!(world.as_(&toos).enrols(meeting).await.refusals().is_empty());
    let kept = json!({ "trainingSessionId": meeting, "personId": noor.id });
    assert!(world.as_(&ellen).trains("enrolInTraining", kept.clone()).await.refusals().is_empty());
    assert_eq!(world.hears(&noor).await, ["TRAINING_PLANNED of Ellen"]);
    assert!(world.as_(&mia).leaves(meeting).await.refusals().is_empty());
    assert_eq!(world.hears(&toos).await, ["TRAINING_PLACE_GIVEN of Mia"], "who waits first moves up");
    assert!(world.as_(&ellen).trains("leaveTraining", kept).await.refusals().is_empty());
    assert_eq!(world.hears(&noor).await, ["TRAINING_PLACE_ENDED of Ellen"]);

    let plan = |capacity: i32, place: &str| {
        json!({ "courseId": course, "part": 1, "on": "2026-11-26", "from": "19:30", "until": "21:30", "place": place,
            "capacity": capacity, "welfareTrainerId": trainer.id })
    };
    let change = json!({ "trainingSessionId": meeting, "expectedVersion": 1, "plan": plan(5, "Elders") });
    assert_eq!(world.as_(&ellen).trains("changeTrainingSession", change).await.refusals(), NOTHING);
    for who in [&toos, &trainer] {
        assert_eq!(world.hears(who).await, ["TRAINING_CHANGED of Ellen"]);
    }
    let change = json!({ "trainingSessionId": meeting, "expectedVersion": 2, "plan": plan(6, "Elders") });
    assert_eq!(world.as_(&ellen).trains("changeTrainingSession", change).await.refusals(), NOTHING);
    assert_eq!(world.hears(&toos).await, NOTHING, "one place more is no news for who has one");
    let off = json!({ "trainingSessionId": meeting, "expectedVersion": 3, "reason": "De trainer is ziek." });
    assert_eq!(world.as_(&ellen).trains("callOffTrainingSession", off).await.refusals(), NOTHING);
    for who in [&toos, &trainer] {
        assert_eq!(world.hears(who).await, ["TRAINING_CALLED_OFF of Ellen"]);
    }
    assert_eq!(world.hears(&mia).await, NOTHING, "she left before");
}

#[test]
fn every_kind_has_words_in_both_languages() {
    use api::notices::words::sentence;
    use entities::Locale;
    use sea_orm::Iterable;
    let mut seen = std::collections::BTreeSet::new();
    for kind in NoticeKind::iter() {
        let (dutch, english) = (sentence(kind, Locale::Nl), sentence(kind, Locale::En));
        assert_ne!(dutch, english, "{kind:?}");
        for text in [dutch, english] {
            assert!(text.ends_with('.') && text.len() > 15, "{text}");
            assert!(seen.insert(text), "said of two kinds: {text}");
            let longest = text.split_inclusive(['.', '?']).map(|part| part.split_whitespace().count()).max();
            assert!(longest <= Some(15), "too long to read in one go: {text}");
        }
    }
}

/// What one server does another one's listeners fetch; in one process they hear it.
#[tokio::test(flavor = "multi_thread")]
async fn somebody_hears_at_once_that_there_is_something() {
    let world = World::on(TestDatabase::migrated(Kind::Sqlite).await).await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
    let mut people = world.app().feed.listen_to_people();
    asks_joris(&world, &mia, &joris, "koekblik").await;
    assert_eq!(people.recv().await, Ok(joris.id));
    world.as_(&joris).sees(None).await;
    assert_eq!(people.recv().await, Ok(joris.id), "his other screens count anew");
    let none = notice::Entity::find().filter(notice::Column::SeenAt.is_null()).count(world.db()).await;
    assert_eq!(none, Ok(0));
}

//! What people are told: by whom, about what, once, and nobody else's.

use std::time::Duration;

use entities::{NoticeKind, notice};
use futures_util::StreamExt;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};
use tokio::time::timeout;

use crate::harness::case_acts::involvement_id;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const NOTHING: Vec<String> = Vec::new();

/// Mia asks Joris along in a case with this word; the case and the involvement.
pub async fn asks_joris(world: &World, mia: &Member, joris: &Member, word: &str) -> (entities::CaseId, Value) {
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

on_both! {
    /// What one server does another one's listeners fetch; in one process they hear it.
    async fn somebody_hears_at_once_that_there_is_something(db: TestDatabase) {
        let world = World::on(db).await;
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
}

//! What search, filters, counts and everything beside the directory know of an entry: what it is now, and nothing of what
//! it was.

use std::sync::Arc;

use api::context::{App, SystemClock, SystemRandomness};
use api::keys::{Keys, Secret};
use api::policy::Viewer;
use async_graphql::Request;
use entities::{Locale, Outcome, SpecialistId};
use serde_json::{Value, json};

use crate::harness::directory::but;
use crate::harness::world::{Session, World};
use crate::on_both;

const FACETS: &str = "{ specialists { totalCount facets {
    neighbourhoods { count neighbourhood { code } } topics { count topic { slug } } capacities { capacity count }
    channels { channel count } languages { language count } kinds { kind count } openNow free stale } } }";

on_both! {
    /// Found by its new words, and no longer by the old ones.
    async fn search_follows_every_change(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let (areas, topics) = (["ruwaard", "centrum"], ["brieven", "fietsen"]);
        for code in areas { world.neighbourhood(code).await; }
        for slug in topics { world.topic(slug).await; }
        let joris = world.as_(&joris);
        let old = world.written_entry().await;
        let entry = joris.keeps("addSpecialist", json!({ "specialist": old })).await;
        for word in ["brievenhulp", "brievenh", "briefenhulp", "leest", "post", "bibliotheek", "brieven"] {
            assert_eq!(joris.finds(word, json!({})).await, ["brievenhulp"], "{word}");
        }
        let mut new = old.clone();
        for (field, value) in [
            ("name", json!("Fietsenmakers")), ("description", json!("Plakken banden.")),
            ("forWhom", json!("Voor wie een lekke band heeft.")), ("howToGetIn", json!("Kom langs met je rijwiel.")),
            ("organisationId", json!(world.organisation("werkplaats").await)),
            ("topicIds", json!([world.topic("fietsen").await])),
            ("neighbourhoodIds", json!([world.neighbourhood("centrum").await])),
            ("languages", json!(["pl"])), ("channels", json!(["ONLINE"])), ("cost", json!("€ 5")),
            ("kind", json!("PROFESSIONAL")), ("capacity", json!("FULL")), ("openingHours", json!([])),
        ] {
            new[field] = value;
        }
        let change = json!({ "specialistId": entry["id"], "expectedVersion": 1, "specialist": new });
        joris.keeps("changeSpecialist", change).await;
        for word in ["brievenhulp", "brievenh", "briefenhulp", "post", "leest", "bibliotheek", "brieven"] {
            assert!(joris.finds(word, json!({})).await.is_empty(), "{word}");
        }
        for word in ["fietsenmakers", "fietsenm", "fietsemakers", "banden", "lekke", "rijwiel", "werkplaats", "fietsen"] {
            assert_eq!(joris.finds(word, json!({})).await, ["brievenhulp"], "{word}");
        }
        for (before, after) in [
            (json!({ "topicIds": [world.topic("brieven").await] }), json!({ "topicIds": [world.topic("fietsen").await] })),
            (json!({ "neighbourhoodIds": [world.neighbourhood("ruwaard").await] }),
                json!({ "neighbourhoodIds": [world.neighbourhood("centrum").await] })),
            (json!({ "languages": ["nl"] }), json!({ "languages": ["pl"] })),
            (json!({ "channels": ["PHONE"] }), json!({ "channels": ["ONLINE"] })),
            (json!({ "kinds": ["VOLUNTEER_ORGANISATION"] }), json!({ "kinds": ["PROFESSIONAL"] })),
            (json!({ "capacities": ["OPEN"] }), json!({ "capacities": ["FULL"] })),
            (json!({ "free": true }), json!({ "free": false })),
        ] {
            assert!(joris.finds("", before.clone()).await.is_empty(), "{before}");
            assert_eq!(joris.finds("", after.clone()).await, ["brievenhulp"], "{after}");
        }
        let room = json!({ "specialistId": entry["id"], "expectedVersion": 2, "capacity": "LIMITED" });
        joris.keeps("setSpecialistCapacity", room).await;
        assert_eq!(joris.finds("banden", json!({ "capacities": ["LIMITED"] })).await, ["brievenhulp"]);
        assert!(joris.finds("banden", json!({ "capacities": ["FULL"] })).await.is_empty());
    }

    /// What one server changes, another one finds at once: neither goes by what it remembers of before.
    async fn another_server_finds_what_was_changed(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let keys = Keys::from_secret(&Secret::new([7; 32]));
        let installation = world.app().installation.clone();
        let other = App::new(world.db().clone(), Arc::new(SystemClock), Arc::new(SystemRandomness), keys, installation);
        let other = Arc::new(other);
        let found = async |search: &str| {
            let context = other.request(Viewer::Nobody, Locale::Nl, "other".to_owned());
            let document = format!("{{ specialists(search: \"{search}\") {{ totalCount facets {{ free }} nodes {{ name }} }} }}");
            let answer = world.schema().execute(Request::new(document).data(context)).await;
            answer.data.into_json().expect("data")["specialists"].clone()
        };
        assert_eq!(found("").await["totalCount"], 0);
        let entry = joris.keeps("addSpecialist", json!({ "specialist": world.written_entry().await })).await;
        for search in ["", "brievenhulp"] {
            let one = json!({ "totalCount": 1, "facets": { "free": 1 }, "nodes": [{ "name": "Brievenhulp" }] });
            assert_eq!(found(search).await, one, "{search}");
        }
        let paid = but(&world.written_entry().await, "cost", json!("€ 5"));
        joris.keeps("changeSpecialist", json!({ "specialistId": entry["id"], "expectedVersion": 1, "specialist": paid })).await;
        assert_eq!(found("").await["facets"]["free"], 0);
        let ellen = world.coordinator("Ellen").await;
        world.as_(&ellen).keeps("archiveSpecialist", json!({ "specialistId": entry["id"], "expectedVersion": 2 })).await;
        for search in ["", "brievenhulp"] {
            assert_eq!(found(search).await["totalCount"], 0, "{search}");
        }
    }

    /// What is no longer public is found by who may see it, and by nobody else.
    async fn search_follows_who_may_see(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let written = world.written_entry().await;
        let entry = joris.keeps("addSpecialist", json!({ "specialist": written })).await;
        assert_eq!(world.as_nobody().finds("brievenhulp", json!({})).await, ["brievenhulp"]);
        let hidden = but(&written, "isPublic", json!(false));
        joris.keeps("changeSpecialist", json!({ "specialistId": entry["id"], "expectedVersion": 1, "specialist": hidden })).await;
        assert!(world.as_nobody().finds("brievenhulp", json!({})).await.is_empty());
        assert!(world.as_nobody().finds("", json!({})).await.is_empty());
        assert_eq!(joris.finds("brievenhulp", json!({})).await, ["brievenhulp"]);
    }

    /// Gone from search, counts and figures; a case that it held when it was taken out goes on, and says its name. By now
    /// it is taken out only when it holds none.
    async fn what_is_taken_out_is_gone(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.specialist("taalcafe").await;
        let without = world.as_(&joris).execute(FACETS, json!({})).await.data().clone();
        let entry = world.as_(&joris).keeps("addSpecialist", json!({ "specialist": world.written_entry().await })).await;
        let id: SpecialistId = entry["id"].as_str().expect("an id").parse().expect("an id");
        let held = world.case("koekblik").held_by_specialist(id).followed_by(&mia).await;
        let closed = world.case("paraplu").held_by_specialist(id).followed_by(&mia).closed(Outcome::SolvedBySpecialist).await;
        let asked = world.case("kompas").held_by(&mia).await;
        world.as_(&mia).acts_on(asked, "requestConsultation", json!({ "specialistId": id, "reason": "Samen lezen." })).await;
        let nadia = world.specialist_account("Nadia", id).await;

        let (joris, mia) = (world.as_(&joris), world.as_(&mia));
        assert_ne!(joris.execute(FACETS, json!({})).await.data(), &without);
        let ellen = world.coordinator("Ellen").await;
        let archive = world.as_(&ellen).keep("archiveSpecialist", json!({ "specialistId": id, "expectedVersion": 1 })).await;
        assert_eq!(archive.refusals(), ["TRANSITION_NOT_ALLOWED input.specialistId"]);
        world.change_entry(id, |row| row.archived_at = sea_orm::Set(Some(world.now()))).await;
        for session in [joris, mia, world.as_(&nadia), world.as_nobody()] {
            assert_eq!(session.entry(id).await, Value::Null);
            assert_eq!(session.execute("query ($id: ID!) { node(id: $id) { __typename } }", json!({ "id": id })).await.at("/node"), &Value::Null);
            assert_eq!(session.finds("", json!({})).await, ["taalcafe"]);
            assert!(session.finds("brievenhulp", json!({})).await.is_empty());
        }
        assert_eq!(joris.execute(FACETS, json!({})).await.data(), &without);
        let figures = "{ figures { directory { total fresh staleByAge staleByMarks checkedInPeriod } } }";
        assert_eq!(joris.execute(figures, json!({})).await.number("/figures/directory/total"), 1);
        for mutation in ["confirmSpecialist", "archiveSpecialist"] {
            let again = joris.keep(mutation, json!({ "specialistId": id, "expectedVersion": 2 })).await;
            assert_eq!(again.refusals(), ["NOT_FOUND input.specialistId"], "{mutation}");
        }
        let mark = mia.keep("markSpecialistStale", json!({ "specialistId": id })).await;
        assert_eq!(mark.refusals(), ["NOT_FOUND input.specialistId"]);

        let nested = "query ($id: CaseId!) { case(id: $id) {
            holder { kind name specialist { name } } involvements { receiver { name specialist { name } } }
            timeline { nodes { party { name specialist { name } } } } } }";
        let gone = json!({ "name": "Brievenhulp", "specialist": null });
        for (case, session) in [(held, mia), (held, joris), (closed, mia)] {
            let answer = session.execute(nested, json!({ "id": case })).await;
            assert_eq!(answer.at("/case/holder"), &json!({ "kind": "SPECIALIST", "name": "Brievenhulp", "specialist": null }));
        }
        let answer = mia.execute(nested, json!({ "id": asked })).await;
        assert_eq!(answer.at("/case/involvements/0/receiver"), &gone);
        let parties = answer.list("/case/timeline/nodes").iter().map(|line| &line["party"]);
        assert!(parties.clone().any(|party| *party == gone), "{:?}", parties.collect::<Vec<_>>());
        let board = "{ board { totalCount columns { cards { nodes { codeWord holder { name } openInvolvement { receiver { name } } } } } } }";
        assert_eq!(mia.execute(board, json!({})).await.number("/board/totalCount"), 3);
        let again = mia.act("requestHandover", json!({
            "caseId": asked, "expectedVersion": mia.version(asked).await, "specialistId": id, "reason": "Neem het over.",
        })).await;
        assert_eq!(again.refusals(), ["NOT_FOUND input.specialistId"]);
    }

    /// The clock on the wall says whether it is open: to the minute, over midnight, and when the clock is changed.
    async fn open_is_what_the_clock_says(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let mut written = world.written_entry().await;
        // Friday night, the night in which the clock goes forward, and the one in which it goes back.
        written["openingHours"] = [
            ("FRIDAY", "20:00", "24:00"), ("SATURDAY", "00:00", "02:00"), ("SUNDAY", "01:00", "02:30"), ("MONDAY", "09:00", "12:30"),
        ].map(|(weekday, opens, closes)| json!({ "weekday": weekday, "opens": opens, "closes": closes })).into_iter().collect();
        joris.keeps("addSpecialist", json!({ "specialist": written })).await;
        world.specialist("op-afspraak").await;
        let id: SpecialistId = {
            let answer = joris.execute("{ specialists(search: \"brievenhulp\") { nodes { id } } }", json!({})).await;
            answer.text("/specialists/nodes/0/id").parse().expect("an id")
        };
        for (moment, is_open, changes_at) in [
            ("2026-11-23T09:00:00Z", true, "2026-11-23T11:30:00Z"),
            ("2026-11-23T11:29:59Z", true, "2026-11-23T11:30:00Z"),
            ("2026-11-23T11:30:00Z", false, "2026-11-27T19:00:00Z"),
            ("2026-11-27T18:59:59Z", false, "2026-11-27T19:00:00Z"),
            ("2026-11-27T19:00:00Z", true, "2026-11-28T01:00:00Z"),
            // Midnight is no edge where the night goes on.
            ("2026-11-27T23:00:00Z", true, "2026-11-28T01:00:00Z"),
            ("2026-11-28T00:59:59Z", true, "2026-11-28T01:00:00Z"),
            ("2026-11-28T01:00:00Z", false, "2026-11-29T00:00:00Z"),
            // 02:30 doesn't come on 28 March 2027: it closes where the clock jumps to 03:00.
            ("2027-03-28T00:00:00Z", true, "2027-03-28T01:00:00Z"),
            ("2027-03-28T00:59:59Z", true, "2027-03-28T01:00:00Z"),
            ("2027-03-28T01:00:00Z", false, "2027-03-29T07:00:00Z"),
            // 02:00 to 03:00 comes twice on 31 October 2027, and so it is open twice.
            ("2027-10-31T00:29:59Z", true, "2027-10-31T00:30:00Z"),
            ("2027-10-31T00:30:00Z", false, "2027-10-31T01:00:00Z"),
            ("2027-10-31T01:00:00Z", true, "2027-10-31T01:30:00Z"),
            ("2027-10-31T01:30:00Z", false, "2027-11-01T08:00:00Z"),
        ] {
            world.pass_until(moment);
            let state = joris.entry(id).await["openingState"].clone();
            assert_eq!(state["isOpen"], is_open, "{moment}: {state}");
            assert_eq!(state["changesAt"], changes_at, "{moment}");
            let open = joris.finds("", json!({ "openNow": true })).await;
            assert_eq!(open, if is_open { vec!["brievenhulp"] } else { vec![] }, "{moment}");
            assert_eq!(open_facet(&joris).await, i64::from(is_open), "{moment}");
            let closed = joris.finds("", json!({ "openNow": false })).await;
            assert!(closed.contains(&"op-afspraak".to_owned()), "by appointment is never open");
        }
    }

    async fn round_the_clock_never_changes(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let always: Vec<_> = ["MONDAY", "TUESDAY", "WEDNESDAY", "THURSDAY", "FRIDAY", "SATURDAY", "SUNDAY"]
            .map(|weekday| json!({ "weekday": weekday, "opens": "00:00", "closes": "24:00" }))
            .to_vec();
        let written = but(&world.written_entry().await, "openingHours", json!(always));
        let entry = world.as_(&joris).keeps("addSpecialist", json!({ "specialist": written })).await;
        let state = json!({ "isOpen": true, "byAppointment": false, "roundTheClock": true, "changesAt": null });
        assert_eq!(entry["openingState"], state);
        assert_eq!(world.as_nobody().finds("", json!({ "openNow": true })).await, ["brievenhulp"]);
    }
}

async fn open_facet(session: &Session<'_>) -> i64 {
    session.execute("{ specialists { facets { openNow } } }", json!({})).await.number("/specialists/facets/openNow")
}

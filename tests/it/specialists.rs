//! The six acts on the directory: who may do them, what makes an entry stale and fresh, and that nothing is done twice or
//! over what somebody else did.

use async_graphql::{Request, Variables};
use entities::{Locale, SpecialistId, idempotency_key, specialist, stale_mark};
use expect_test::expect;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::directory::but;
use crate::harness::machine::Machine;
use crate::harness::world::{Session, World};
use crate::on_both;

const ACTS: [(&str, &str); 5] = [
    ("markSpecialistStale", "MARK_STALE"),
    ("confirmSpecialist", "CONFIRM"),
    ("changeSpecialist", "CHANGE"),
    ("setSpecialistCapacity", "SET_CAPACITY"),
    ("archiveSpecialist", "ARCHIVE"),
];

on_both! {
    /// Told by what the acts do, and by what an entry says that may be done to it.
    async fn who_may_do_what(db: TestDatabase) {
        let world = World::on(db).await;
        let own = world.specialist("eigen").await;
        let people = [
            ("connector", world.connector("Mia").in_neighbourhood("ruwaard").await),
            ("community worker", world.community_worker("Joris").in_neighbourhood("berghem").await),
            ("coordinator", world.coordinator("Ellen").await),
            ("specialist", world.specialist_account("Nadia", own).await),
            ("officer", world.officer("Bas").await),
            ("centre manager", world.centre_manager("Riet").await),
            ("administrator", world.administrator("Thea").await),
            ("no role", world.person("Kim").await),
        ];
        let mut rows = vec!["                 mark confirm change capacity archive | add".to_owned()];
        for (number, (who, member)) in people.iter().enumerate() {
            let session = world.as_(member);
            for kind in ["public", "hidden"] {
                let mut row = format!("{who}, {kind}:");
                for (mutation, act) in ACTS {
                    let slug = format!("{kind}-{number}-{}", act.to_lowercase().replace('_', "-"));
                    let id = world.specialist(&slug).await;
                    if kind == "hidden" {
                        hide(&world, id).await;
                    }
                    row += &outcome(&world, &session, id, mutation, act).await;
                }
                let added = session.keep("addSpecialist", json!({ "specialist": but(
                    &world.written_entry().await, "name", json!(format!("Nieuw {kind} {number}")))
                })).await;
                rows.push(format!("{row} | {}", told(&added)));
            }
        }
        let nadia = world.as_(&people[3].1);
        let mut row = "specialist, own:".to_owned();
        for (mutation, act) in ACTS {
            row += &outcome(&world, &nadia, own, mutation, act).await;
        }
        rows.push(row);
        expect![[r"
                             mark confirm change capacity archive | add
            connector, public: done NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            connector, hidden: done NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            community worker, public: done done done done NOT_ALLOWED | done
            community worker, hidden: done done done done NOT_ALLOWED | done
            coordinator, public: done done done done done | done
            coordinator, hidden: done done done done done | done
            specialist, public: NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            specialist, hidden: NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND | NOT_ALLOWED
            officer, public: NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            officer, hidden: NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            centre manager, public: NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            centre manager, hidden: NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            administrator, public: NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            administrator, hidden: NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND | NOT_ALLOWED
            no role, public: NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED NOT_ALLOWED | NOT_ALLOWED
            no role, hidden: NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND NOT_FOUND | NOT_ALLOWED
            specialist, own: NOT_ALLOWED done done done NOT_ALLOWED"]].assert_eq(&rows.join("\n"));
    }

    /// A machine with the scope for it, and anybody at all, read the public part and change nothing.
    async fn machines_and_strangers_read(db: TestDatabase) {
        let world = World::on(db).await;
        let thea = world.administrator("Thea").await;
        let machine = world.machine(1, &thea).await;
        let open = world.specialist("taalcafe").await;
        let hidden = world.specialist("opvang").await;
        hide(&world, hidden).await;
        let read = "query ($open: SpecialistId!, $hidden: SpecialistId!) {
            open: specialist(id: $open) { slug availableActs } hidden: specialist(id: $hidden) { slug }
            specialists { totalCount nodes { slug } } }";
        let ids = json!({ "open": open, "hidden": hidden });
        let seen = json!({
            "open": { "slug": "taalcafe", "availableActs": [] }, "hidden": null,
            "specialists": { "totalCount": 1, "nodes": [{ "slug": "taalcafe" }] },
        });
        assert_eq!(by_machine(&world, &machine, read, ids.clone()).await.data(), &seen);
        assert_eq!(world.as_nobody().execute(read, ids).await.data(), &seen);
        let mark = "mutation ($id: SpecialistId!) { markSpecialistStale(input: { specialistId: $id }) { userErrors { code field } } }";
        for (id, refusal) in [(open, "NOT_ALLOWED"), (hidden, "NOT_FOUND input.specialistId")] {
            let answers = [
                by_machine(&world, &machine, mark, json!({ "id": id })).await,
                world.as_nobody().execute(mark, json!({ "id": id })).await,
            ];
            assert_eq!(answers.map(|answer| answer.refusals()), [[refusal], [refusal]]);
        }
        assert_eq!(marks(&world).await, 0);
    }

    /// Two people, and not one person twice.
    async fn two_people_make_an_entry_stale(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("centrum").await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.specialist("repaircafe").await;
        world.specialist("taalcafe").await;
        let (mia, toos, ellen) = (world.as_(&mia), world.as_(&toos), world.as_(&ellen));
        let to_check = json!({ "stale": true });

        let entry = mia.keeps("markSpecialistStale", json!({ "specialistId": id, "note": "Belt niet terug." })).await;
        assert_eq!(entry["freshness"], json!({ "isStale": false, "reason": null, "markCount": 1, "markedByViewer": true }));
        assert_eq!((&entry["version"], &entry["availableActs"]), (&json!(1), &json!(["ADD_NOTE"])));
        world.pass_days(1);
        let entry = mia.keeps("markSpecialistStale", json!({ "specialistId": id, "note": "Nog steeds." })).await;
        assert_eq!(entry["freshness"]["markCount"], 1, "telling it twice counts once");
        assert!(ellen.finds("", to_check.clone()).await.is_empty());

        let entry = toos.keeps("markSpecialistStale", json!({ "specialistId": id })).await;
        assert_eq!(entry["freshness"], json!({ "isStale": true, "reason": "MARKS", "markCount": 2, "markedByViewer": true }));
        assert_eq!(ellen.finds("", to_check.clone()).await, ["repaircafe"]);
        assert_eq!(ellen.finds("", json!({ "staleReasons": ["MARKS"] })).await, ["repaircafe"]);
        assert!(ellen.finds("", json!({ "staleReasons": ["AGE"] })).await.is_empty());
        assert_eq!(ellen.finds("", json!({ "stale": false })).await, ["taalcafe"]);
        assert_eq!(stale_facet(&ellen).await, 1);
        assert_eq!(ellen.entry(id).await["freshness"]["markedByViewer"], false);

        let entry = ellen.keeps("confirmSpecialist", json!({ "specialistId": id, "expectedVersion": 1 })).await;
        assert_eq!(entry["freshness"], json!({ "isStale": false, "reason": null, "markCount": 0, "markedByViewer": false }));
        assert_eq!((&entry["version"], &entry["checkedOn"], &entry["checkedBy"]["name"]),
            (&json!(2), &json!("2026-11-24"), &json!("Ellen")));
        assert!(ellen.finds("", to_check.clone()).await.is_empty());
        assert_eq!(mia.entry(id).await["availableActs"], json!(["MARK_STALE", "ADD_NOTE"]), "a new mark is about the entry as it is now");
        mia.keeps("markSpecialistStale", json!({ "specialistId": id })).await;
        let entry = ellen.keeps("changeSpecialist", json!({
            "specialistId": id, "expectedVersion": 2, "specialist": world.written_entry().await,
        })).await;
        assert_eq!((&entry["freshness"]["markCount"], &entry["version"]), (&json!(0), &json!(3)));
        assert_eq!(marks(&world).await, 3, "settled marks stay");
    }

    async fn one_person_marks_once_also_at_the_same_moment(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.specialist("repaircafe").await;
        let mia = world.as_(&mia);
        let mark = || mia.keeps("markSpecialistStale", json!({ "specialistId": id }));
        let entries = tokio::join!(mark(), mark(), mark());
        for entry in [entries.0, entries.1, entries.2] {
            assert_eq!(entry["freshness"]["markCount"], 1);
        }
        assert_eq!(marks(&world).await, 1);
    }

    /// Being checked is not being changed: only who looks at the whole entry makes it fresh.
    async fn six_months_make_an_entry_stale(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.specialist("repaircafe").await;
        let ellen = world.as_(&ellen);
        world.pass_days(180);
        assert_eq!(world.today().to_string(), "2027-05-22");
        assert!(ellen.finds("", json!({ "stale": true })).await.is_empty());
        world.pass_days(1);
        assert_eq!(ellen.finds("", json!({ "staleReasons": ["AGE"] })).await, ["repaircafe"]);
        let full = json!({ "specialistId": id, "expectedVersion": 1, "capacity": "FULL" });
        let entry = ellen.keeps("setSpecialistCapacity", full).await;
        assert_eq!((&entry["capacity"], &entry["version"], &entry["checkedOn"]), (&json!("FULL"), &json!(2), &json!("2026-11-23")));
        assert_eq!(entry["updatedAt"], "2027-05-23T09:00:00Z");
        assert_eq!(entry["freshness"]["reason"], "AGE");
        assert_eq!(ellen.finds("", json!({ "checkedTo": "2026-11-23" })).await, ["repaircafe"]);
        ellen.keeps("confirmSpecialist", json!({ "specialistId": id, "expectedVersion": 2 })).await;
        assert!(ellen.finds("", json!({ "stale": true })).await.is_empty());
        assert_eq!(ellen.finds("", json!({ "checkedFrom": "2027-05-23", "checkedTo": "2027-05-23" })).await, ["repaircafe"]);
        assert!(ellen.finds("", json!({ "checkedFrom": "2027-05-24" })).await.is_empty());
        assert!(ellen.finds("", json!({ "checkedTo": "2027-05-22" })).await.is_empty());
    }

    /// Who helps in an open case stays in the directory.
    async fn an_entry_that_helps_in_open_cases_stays(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let karin = world.community_worker("Karin").in_neighbourhood("lith").await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", id).await;
        let held = world.case("anker").held_by_specialist(id).await;
        world.case("boei").held_by_specialist(id).closed(entities::Outcome::SolvedBySpecialist).await;
        let asked_in = world.case("kompas").held_by(&mia).await;
        let ask = json!({ "specialistId": id, "reason": "Samen kijken" });
        let asked = world.as_(&mia).acts_on(asked_in, "requestConsultation", ask).await;
        let archive = json!({ "specialistId": id, "expectedVersion": 1 });
        // Whether there are cases elsewhere is nothing that a worker learns here.
        for worker in [&joris, &karin] {
            assert_eq!(world.as_(worker).keep("archiveSpecialist", archive.clone()).await.refusals(), ["NOT_ALLOWED"]);
        }
        let refused = world.as_(&ellen).keep("archiveSpecialist", archive.clone()).await;
        assert_eq!(refused.refusals(), ["TRANSITION_NOT_ALLOWED input.specialistId"]);
        let message = refused.text("/archiveSpecialist/userErrors/0/message");
        assert!(message.contains("nog bij 2 open hulpvragen."), "{message}");
        assert_eq!(refused.at("/archiveSpecialist/specialist/name"), &json!("Schuldhulp"));
        let involvement = crate::harness::case_acts::involvement_id(&asked);
        world.as_(&mia).answers(involvement, 1, "withdrawInvolvement", json!({})).await;
        let refused = world.as_(&ellen).keep("archiveSpecialist", archive.clone()).await;
        assert!(refused.text("/archiveSpecialist/userErrors/0/message").contains("nog bij 1 open hulpvraag."));
        world.as_(&nadia).acts_on(held, "closeCase", json!({ "outcome": "SOLVED_BY_SPECIALIST" })).await;
        assert_eq!(world.as_(&ellen).keeps("archiveSpecialist", archive).await, Value::Null);
    }

    /// Who saw another version is shown the entry as it stands, and has changed nothing.
    async fn a_version_that_passed_is_refused(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.specialist("repaircafe").await;
        let joris = world.as_(&joris);
        let full = json!({ "specialistId": id, "expectedVersion": 1, "capacity": "FULL" });
        joris.keeps("setSpecialistCapacity", full).await;
        let before = row(&world, id).await;
        world.pass_days(1);
        for mutation in ["confirmSpecialist", "changeSpecialist", "setSpecialistCapacity", "archiveSpecialist"] {
            for expected in [1, 3] {
                let mut input = input_of(&world, mutation, id).await;
                input["expectedVersion"] = json!(expected);
                let answer = joris.keep(mutation, input).await;
                assert_eq!(answer.refusals(), ["STALE_VERSION input.expectedVersion"], "{mutation}");
                let shown = answer.at(&format!("/{mutation}/specialist"));
                assert_eq!((&shown["version"], &shown["capacity"]), (&json!(2), &json!("FULL")), "{mutation}");
            }
        }
        assert_eq!(row(&world, id).await, before);
    }

    async fn of_two_at_the_same_moment_one_is_first(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.specialist("repaircafe").await;
        let (joris, ellen) = (world.as_(&joris), world.as_(&ellen));
        let input = |capacity: &str| json!({ "specialistId": id, "expectedVersion": 1, "capacity": capacity });
        let (one, other) = tokio::join!(
            joris.keep("setSpecialistCapacity", input("FULL")),
            ellen.keep("setSpecialistCapacity", input("LIMITED")),
        );
        let mut refusals = [one.refusals(), other.refusals()];
        refusals.sort();
        assert_eq!(refusals, [vec![], vec!["STALE_VERSION input.expectedVersion".to_owned()]]);
        assert_eq!(row(&world, id).await.version, 2);
    }

    /// The same key and input give the first answer; the same key with other input is refused.
    async fn a_key_counts_once(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.specialist("repaircafe").await;
        let ellen = world.as_(&ellen);
        let add = json!({ "specialist": world.written_entry().await, "idempotencyKey": "nieuw" });
        let (first, again) = (ellen.keeps("addSpecialist", add.clone()).await, ellen.keeps("addSpecialist", add.clone()).await);
        assert_eq!(first, again);
        assert_eq!(specialist::Entity::find().count(world.db()).await.ok(), Some(2));
        let other = but(&add, "specialist", but(&add["specialist"], "name", json!("Iets anders")));
        assert_eq!(ellen.keep("addSpecialist", other).await.refusals(), ["KEY_REUSED input.idempotencyKey"]);
        for mutation in ["markSpecialistStale", "confirmSpecialist", "changeSpecialist", "setSpecialistCapacity", "archiveSpecialist"] {
            let before = row(&world, id).await;
            let mut input = input_of(&world, mutation, id).await;
            input["idempotencyKey"] = json!(mutation);
            if mutation != "markSpecialistStale" {
                input["expectedVersion"] = json!(before.version);
            }
            let first = ellen.keeps(mutation, input.clone()).await;
            let after = row(&world, id).await;
            world.pass_minutes(1);
            assert_eq!(ellen.keeps(mutation, input.clone()).await, first, "{mutation}");
            assert_eq!(row(&world, id).await, after, "{mutation}");
            input["specialistId"] = json!(world.id::<SpecialistId>());
            assert_eq!(ellen.keep(mutation, input).await.refusals(), ["KEY_REUSED input.idempotencyKey"], "{mutation}");
        }
        assert_eq!(idempotency_key::Entity::find().count(world.db()).await.ok(), Some(6));
    }
}

async fn outcome(world: &World, session: &Session<'_>, id: SpecialistId, mutation: &str, act: &str) -> String {
    let seen = session.entry(id).await;
    let mut input = input_of(world, mutation, id).await;
    if mutation != "markSpecialistStale" {
        input["expectedVersion"] = json!(row(world, id).await.version);
    }
    let told = told(&session.keep(mutation, input).await);
    let offered = seen["availableActs"].as_array().is_some_and(|acts| acts.contains(&json!(act)));
    assert_eq!(offered, told == "done", "{mutation} of {id}: {told}");
    assert_eq!(seen.is_null(), told == "NOT_FOUND", "{mutation} of {id}: {told}");
    format!(" {told}")
}

fn told(answer: &Answer) -> String {
    let refusals = answer.refusals();
    let code = refusals.first().and_then(|refusal| refusal.split(' ').next());
    code.unwrap_or("done").to_owned()
}

/// What the act takes, with a version that is yet to be filled in.
async fn input_of(world: &World, mutation: &str, id: SpecialistId) -> Value {
    let mut input = json!({ "specialistId": id });
    match mutation {
        "markSpecialistStale" => {}
        "changeSpecialist" => {
            let name = json!(format!("Anders {id}"));
            input["specialist"] = but(&world.written_entry().await, "name", name);
        }
        "setSpecialistCapacity" => input["capacity"] = json!("LIMITED"),
        _ => input["expectedVersion"] = json!(1),
    }
    input
}

async fn by_machine(world: &World, machine: &Machine, document: &str, variables: Value) -> Answer {
    let token = world.token(machine).await;
    let viewer = world.identify_with(&format!("Bearer {token}")).await.viewer;
    let context = world.app().request(viewer, Locale::Nl, "test".to_owned());
    let request = Request::new(document).variables(Variables::from_json(variables)).data(context);
    Answer::new(world.schema().execute(request).await)
}

async fn hide(world: &World, id: SpecialistId) {
    use sea_orm::{ActiveModelTrait, IntoActiveModel, Set};
    let mut hidden = row(world, id).await.into_active_model();
    hidden.is_public = Set(false);
    hidden.update(world.db()).await.expect("the entry is written");
    api::specialists::search::index::refresh(world.db(), &[id]).await.expect("search learns of it");
}

async fn row(world: &World, id: SpecialistId) -> specialist::Model {
    specialist::Entity::find_by_id(id).one(world.db()).await.expect("entries can be read").expect("it is there")
}

async fn marks(world: &World) -> u64 {
    stale_mark::Entity::find().count(world.db()).await.expect("marks can be counted")
}

async fn stale_facet(session: &Session<'_>) -> i64 {
    session.execute("{ specialists { facets { stale } } }", json!({})).await.number("/specialists/facets/stale")
}

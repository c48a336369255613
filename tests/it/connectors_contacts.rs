//! Whom a connector calls today, who stands in, and who should have spoken.

use entities::{ConnectorStatus, ContactSide, MailFrequency, absence, contact_moment, mail};
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::{Session, World};
use crate::on_both;

/// How often it is tried at once.
const ROUNDS: u64 = 12;

on_both! {
    /// On any day it is the fixed contact person, or who stands in; both days of the absence count.
    async fn who_is_called_is_right_on_any_day(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("ruwaard").await);
        let (bas, els) = (world.officer("Bas").await, world.officer("Els").await);
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 10).await;
        world.contact(id, ContactSide::Municipality, &bas, 10).await;
        away(&world.as_(&joris), &karin, "2026-11-24", "2026-11-26").await;
        away(&world.as_(&bas), &els, "2026-11-26", "2026-11-26").await;

        let session = world.as_(&mia);
        let asked = "query ($id: ConnectorId!, $day: Date) { connector(id: $id) { contactsOn(day: $day) { side person { name phone } standsInFor { name } standsInUntil } } }";
        let names = async |day: Value| {
            let answer = session.execute(asked, json!({ "id": id, "day": day })).await;
            let contacts = answer.list("/connector/contactsOn").iter().map(|contact| (contact["person"]["name"].clone(), contact["standsInUntil"].clone()));
            contacts.collect::<Vec<_>>()
        };
        let table = [
            ("2026-11-12", json!([])),
            ("2026-11-13", json!([["Joris", null], ["Bas", null]])),
            ("2026-11-23", json!([["Joris", null], ["Bas", null]])),
            ("2026-11-24", json!([["Karin", "2026-11-26"], ["Bas", null]])),
            ("2026-11-26", json!([["Karin", "2026-11-26"], ["Els", "2026-11-26"]])),
            ("2026-11-27", json!([["Joris", null], ["Bas", null]])),
        ];
        for (day, expected) in table {
            assert_eq!(json!(names(json!(day)).await), expected, "{day}");
        }
        // By the clock of the request: tomorrow it is Karin, without anybody doing anything.
        assert_eq!(names(Value::Null).await[0].0, "Joris");
        world.pass_days(1);
        let answer = session.execute(asked, json!({ "id": id })).await;
        assert_eq!(answer.at("/connector/contactsOn/0"), &json!({
            "side": "WELFARE", "person": { "name": "Karin", "phone": "0412 00 10 13" },
            "standsInFor": { "name": "Joris" }, "standsInUntil": "2026-11-26",
        }));
        // Late in the evening it is still that day where people live.
        world.pass_until("2026-11-26T22:59:59Z");
        assert_eq!(names(Value::Null).await[1].0, "Els");
        world.pass_until("2026-11-26T23:00:00Z");
        assert_eq!(names(Value::Null).await[1].0, "Bas");
    }

    /// Who left, or has another role now, is called by nobody: not as a contact, and not as who stands in.
    async fn who_left_is_no_contact_and_another_is_needed(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("ruwaard").await);
        let (bas, ellen) = (world.officer("Bas").await, world.coordinator("Ellen").await);
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |row| row.pledged_at = Some(world.now())).await;
        world.attended_basic_course(&mia).await;
        world.contact(id, ContactSide::Welfare, &joris, 50).await;
        world.contact(id, ContactSide::Municipality, &bas, 10).await;
        away(&world.as_(&joris), &karin, "2026-11-23", "2026-11-26").await;
        let (hers, coordinators) = (world.as_(&mia), world.as_(&ellen));
        let called = async || {
            let seen = hers.connector(id).await;
            let names = seen["contactsOn"].as_array().expect("a list").iter().map(|contact| contact["person"]["name"].clone());
            json!([names.collect::<Vec<_>>(), seen["missing"], coordinators.connector(id).await["missing"]])
        };
        let late = async || coordinators.execute("{ overdueContacts { totalCount } }", json!({})).await.number("/overdueContacts/totalCount");
        assert_eq!((called().await, late().await), (json!([["Karin", "Bas"], [], []]), 1));
        world.end_roles(karin.id).await;
        assert_eq!((called().await, late().await), (json!([["Joris", "Bas"], [], []]), 1));
        world.end_roles(joris.id).await;
        assert_eq!((called().await, late().await), (json!([["Bas"], ["WELFARE_CONTACT"], ["WELFARE_CONTACT"]]), 0));
        assert_eq!(coordinators.connector(id).await["fixedContacts"].as_array().map(Vec::len), Some(1));
        // Nobody comes back to help without somebody to call.
        coordinators.steps("pauseConnector", id, json!({ "cases": [] })).await;
        assert_eq!(coordinators.step("resumeConnector", id, json!({})).await.refusals(), ["REQUIRED"]);
        coordinators.steps("setFixedContact", id, json!({ "side": "WELFARE", "personId": ellen.id })).await;
        coordinators.steps("resumeConnector", id, json!({})).await;
        assert_eq!(called().await, json!([["Ellen", "Bas"], [], []]));
        world.end_roles(bas.id).await;
        assert_eq!(called().await, json!([["Ellen"], ["MUNICIPALITY_CONTACT"], ["MUNICIPALITY_CONTACT"]]));
    }

    async fn a_new_contact_begins_where_the_former_ended(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("lith").await);
        let bas = world.officer("Bas").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let session = world.as_(&ellen);
        let set = |side: &str, who: &Member| json!({ "side": side, "personId": who.id });
        session.steps("setFixedContact", id, set("WELFARE", &joris)).await;
        world.pass_days(5);
        let seen = session.steps("setFixedContact", id, set("WELFARE", &karin)).await;
        assert_eq!(seen["fixedContacts"], json!([{ "side": "WELFARE", "fromOn": "2026-11-28", "dueOn": "2027-01-09", "isOverdue": false, "contact": { "name": "Karin", "phone": "0412 00 10 13" } }]));
        // Chosen twice on one day: the second replaces the first.
        let seen = session.steps("setFixedContact", id, set("WELFARE", &ellen)).await;
        assert_eq!(seen["fixedContacts"][0]["contact"]["name"], "Ellen");
        let on = session.execute("query ($id: ConnectorId!) { connector(id: $id) { contactsOn(day: \"2026-11-27\") { person { name } } } }", json!({ "id": id })).await;
        assert_eq!(on.at("/connector/contactsOn"), &json!([{ "person": { "name": "Joris" } }]));
        // Each side has its own people.
        assert_eq!(session.step("setFixedContact", id, set("WELFARE", &bas)).await.refusals(), ["NOT_FOUND input.personId"]);
        assert_eq!(session.step("setFixedContact", id, set("MUNICIPALITY", &joris)).await.refusals(), ["NOT_FOUND input.personId"]);
        assert_eq!(session.step("setFixedContact", id, set("WELFARE", &mia)).await.refusals(), ["NOT_FOUND input.personId"]);
        let choices = session.execute("{ welfare: possibleContacts(side: WELFARE) { name } municipality: possibleContacts(side: MUNICIPALITY) { name } }", json!({})).await;
        assert_eq!(choices.data(), &json!({ "welfare": [{ "name": "Ellen" }, { "name": "Joris" }, { "name": "Karin" }], "municipality": [{ "name": "Bas" }] }));
    }

    async fn days_of_an_absence_are_checked(db: TestDatabase) {
        let world = World::on(db).await;
        let (joris, karin, sara) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("lith").await, world.community_worker("Sara").in_neighbourhood("lith").await);
        let (bas, mia) = (world.officer("Bas").await, world.connector("Mia").in_neighbourhood("ruwaard").await);
        let session = world.as_(&joris);
        let table = [
            (&karin, "2026-02-30", "2026-12-01", "INVALID input.fromOn"),
            (&karin, "2026-12-01", "straks", "INVALID input.untilOn"),
            (&karin, "2026-12-02", "2026-12-01", "INVALID input.untilOn"),
            (&karin, "2026-11-22", "2026-12-01", "IN_THE_PAST input.fromOn"),
            (&karin, "2026-12-01", "2028-12-01", "TOO_LONG input.untilOn"),
            (&joris, "2026-12-01", "2026-12-02", "INVALID input.standInId"),
            (&bas, "2026-12-01", "2026-12-02", "INVALID input.standInId"),
            (&mia, "2026-12-01", "2026-12-02", "INVALID input.standInId"),
        ];
        for (who, from, until, refusal) in table {
            assert_eq!(plan(&session, who, from, until).await.refusals(), [refusal], "{from} {until}");
        }
        assert_eq!(absence::Entity::find().count(world.db()).await.expect("counted"), 0);
        let planned = away(&session, &karin, "2026-12-01", "2026-12-05").await;
        // Twice at once; and who stands in is there.
        assert_eq!(plan(&session, &sara, "2026-12-05", "2026-12-06").await.refusals(), ["ALREADY_EXISTS input.fromOn"]);
        assert_eq!(plan(&world.as_(&karin), &sara, "2026-12-04", "2026-12-09").await.refusals(), ["ALREADY_EXISTS input.fromOn"]);
        assert_eq!(plan(&world.as_(&sara), &joris, "2026-12-04", "2026-12-09").await.refusals(), ["INVALID input.standInId"]);
        // Nobody plans it for somebody else, but who runs the programme.
        let other = json!({ "input": { "personId": sara.id, "standInId": karin.id, "fromOn": "2027-01-01", "untilOn": "2027-01-02", "idempotencyKey": "x" } });
        assert_eq!(session.execute(PLAN, other.clone()).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&mia).execute(PLAN, json!({ "input": { "standInId": karin.id, "fromOn": "2027-01-01", "untilOn": "2027-01-02", "idempotencyKey": "x" } })).await.refusals(), ["NOT_ALLOWED"]);
        let ellen = world.coordinator("Ellen").await;
        assert_eq!(world.as_(&ellen).execute(PLAN, other).await.refusals(), Vec::<String>::new());
        // Back sooner: what is left goes.
        world.pass_days(10);
        assert_eq!(cancel(&session, &planned).await.refusals(), Vec::<String>::new());
        let rows = absence::Entity::find().all(world.db()).await.expect("read");
        assert!(rows.iter().any(|row| row.until_on.to_string() == "2026-12-02"));
        assert_eq!(cancel(&world.as_(&sara), &planned).await.refusals(), ["NOT_FOUND input.absenceId"]);
        // What is over stays as it was.
        world.pass_days(10);
        assert_eq!(cancel(&session, &planned).await.refusals(), ["IN_THE_PAST input.absenceId"]);
        let after = absence::Entity::find().all(world.db()).await.expect("read");
        assert_eq!(after, rows);
    }

    /// Two colleagues who plan at the same moment that the other stands in: one of them is there.
    async fn two_who_stand_in_for_each_other_are_never_away_at_once(db: TestDatabase) {
        let world = World::on(db).await;
        for round in 0..ROUNDS {
            let joris = world.community_worker(&format!("Joris {round}")).in_neighbourhood("ruwaard").await;
            let karin = world.community_worker(&format!("Karin {round}")).in_neighbourhood("ruwaard").await;
            let (his, hers) = (world.as_(&joris), world.as_(&karin));
            let (one, other) = tokio::join!(plan(&his, &karin, "2026-12-01", "2026-12-05"), plan(&hers, &joris, "2026-12-03", "2026-12-08"));
            let mut refusals = [one.refusals(), other.refusals()].concat();
            refusals.sort();
            assert!(refusals == ["ALREADY_EXISTS input.fromOn"] || refusals == ["INVALID input.standInId"], "{refusals:?}");
            assert_eq!(absence::Entity::find().count(world.db()).await.expect("counted"), round + 1);
        }
    }

    /// Whoever stands in hears it when it is planned and when it is no longer needed, in the app and in a mail as they chose.
    async fn who_stands_in_is_told(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("ruwaard").await);
        world.as_(&karin).wants_mail(MailFrequency::AtOnce).await;
        let mails = async || mail::Entity::find().filter(mail::Column::PersonId.eq(karin.id)).count(world.db()).await.expect("counted");
        let session = world.as_(&joris);
        let planned = away(&session, &karin, "2026-12-01", "2026-12-05").await;
        assert_eq!(plan(&session, &karin, "2026-12-05", "2026-12-06").await.refusals(), ["ALREADY_EXISTS input.fromOn"]);
        assert_eq!(world.as_(&karin).notices().await[0]["text"], "Je vervangt een collega die weg is. Kijk wanneer.");
        assert_eq!((world.hears(&karin).await, mails().await), (vec!["STANDS_IN of Joris".to_owned()], 1));
        assert_eq!(cancel(&world.as_(&ellen), &planned).await.refusals(), Vec::<String>::new());
        assert_eq!((world.hears(&karin).await, mails().await), (vec!["STAND_IN_ENDED of Ellen".to_owned()], 2));
        assert_eq!(world.hears(&joris).await, Vec::<String>::new());
        // Whoever takes it upon themselves knows it.
        let own = json!({ "personId": joris.id, "standInId": ellen.id, "fromOn": "2026-12-01", "untilOn": "2026-12-02", "idempotencyKey": "zelf" });
        assert_eq!(world.as_(&ellen).execute(PLAN, json!({ "input": own })).await.refusals(), Vec::<String>::new());
        assert_eq!(world.hears(&ellen).await, Vec::<String>::new());
    }

    /// Whoever should have spoken stands on the list of the contact person, of who stands in, and of the coordinator.
    async fn who_should_have_spoken_is_on_the_list(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("lith").await);
        let (bas, els) = (world.officer("Bas").await, world.officer("Els").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let paused = world.profile(Some(&toos), ConnectorStatus::Paused, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 50).await;
        world.contact(id, ContactSide::Municipality, &bas, 42).await;
        world.contact(paused, ContactSide::Welfare, &joris, 90).await;
        let overdue = async |who: &Member| list(&world, who).await;
        // On day 42 it isn't late yet.
        assert_eq!([overdue(&ellen).await, overdue(&joris).await, overdue(&bas).await, overdue(&karin).await, overdue(&mia).await],
            [vec!["Mia WELFARE"], vec!["Mia WELFARE"], vec![], vec![], vec![]].map(|names: Vec<&str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>()));
        world.pass_days(1);
        assert_eq!(overdue(&ellen).await, ["Mia WELFARE", "Mia MUNICIPALITY"]);
        assert_eq!(overdue(&bas).await, ["Mia MUNICIPALITY"]);
        // Who stands in sees it, and may note that they spoke.
        assert_eq!(world.as_(&els).connector(id).await, Value::Null);
        away(&world.as_(&bas), &els, "2026-11-24", "2026-11-30").await;
        assert_eq!(overdue(&els).await, ["Mia MUNICIPALITY"]);
        let spoke = json!({ "heldOn": "2026-11-24", "means": "CALL", "line": "Het gaat goed." });
        let seen = world.as_(&els).steps("noteContactMoment", id, spoke).await;
        assert_eq!(seen["contactMoments"], json!([{ "side": "MUNICIPALITY", "heldOn": "2026-11-24", "means": "CALL", "line": "Het gaat goed.", "contact": { "name": "Els" } }]));
        assert_eq!((overdue(&bas).await, overdue(&ellen).await), (vec![], vec!["Mia WELFARE".to_owned()]));
        // An earlier moment that is noted later makes nothing older.
        world.as_(&ellen).steps("noteContactMoment", id, json!({ "side": "MUNICIPALITY", "heldOn": "2026-01-05", "means": "VISIT" })).await;
        assert_eq!(overdue(&bas).await, Vec::<String>::new());
        // Another rhythm, and nothing is late.
        let slower = json!({ "input": { "expectedVersion": 1, "days": 60 } });
        let document = "mutation ($input: SetContactRhythmInput!) { setContactRhythm(input: $input) { rhythm { days version } userErrors { code field message } } }";
        assert_eq!(world.as_(&joris).execute(document, slower.clone()).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&ellen).execute(document, slower.clone()).await.at("/setContactRhythm/rhythm"), &json!({ "days": 60, "version": 2 }));
        assert_eq!(world.as_(&ellen).execute(document, slower).await.refusals(), ["STALE_VERSION input.expectedVersion"]);
        assert_eq!(world.as_(&ellen).execute(document, json!({ "input": { "expectedVersion": 2, "days": 0 } })).await.refusals(), ["INVALID input.days"]);
        assert_eq!(overdue(&ellen).await, Vec::<String>::new());
    }

    async fn only_a_contact_notes_that_they_spoke(db: TestDatabase) {
        let world = World::on(db).await;
        let (joris, karin) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.community_worker("Karin").in_neighbourhood("ruwaard").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Welfare, &joris, 50).await;
        let good = json!({ "heldOn": "2026-11-20", "means": "MEETING" });
        assert_eq!(world.as_(&karin).step("noteContactMoment", id, good.clone()).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&mia).step("noteContactMoment", id, good).await.refusals(), ["NOT_ALLOWED"]);
        for (field, value, refusal) in [
            ("heldOn", "2026-11-31", "INVALID input.heldOn"),
            ("heldOn", "2026-11-24", "INVALID input.heldOn"),
            ("line", "Bel 06-12345678 terug", "PERSONAL_DATA input.line"),
        ] {
            let mut input = json!({ "heldOn": "2026-11-20", "means": "CALL" });
            input[field] = json!(value);
            assert_eq!(world.as_(&joris).step("noteContactMoment", id, input).await.refusals(), [refusal]);
        }
        assert_eq!(contact_moment::Entity::find().count(world.db()).await.expect("counted"), 0);
        for _ in 0..2 {
            let again = json!({ "heldOn": "2026-11-20", "means": "CALL", "idempotencyKey": "same" });
            world.as_(&joris).steps("noteContactMoment", id, again).await;
        }
        assert_eq!(contact_moment::Entity::find().count(world.db()).await.expect("counted"), 1);
    }
}

const PLAN: &str = "mutation ($input: PlanAbsenceInput!) { planAbsence(input: $input) {
    absence { id fromOn untilOn standIn { name } } userErrors { code field message } } }";

async fn plan(session: &Session<'_>, stand_in: &Member, from: &str, until: &str) -> Answer {
    let key = format!("{} {from} {until}", stand_in.name);
    let input = json!({ "standInId": stand_in.id, "fromOn": from, "untilOn": until, "idempotencyKey": key });
    session.execute(PLAN, json!({ "input": input })).await
}

/// Somebody is away; the id of the absence.
async fn away(session: &Session<'_>, stand_in: &Member, from: &str, until: &str) -> String {
    let answer = plan(session, stand_in, from, until).await;
    assert_eq!(answer.refusals(), Vec::<String>::new());
    answer.text("/planAbsence/absence/id").to_owned()
}

async fn cancel(session: &Session<'_>, id: &str) -> Answer {
    let document = "mutation ($input: CancelAbsenceInput!) { cancelAbsence(input: $input) {
        absence { id } userErrors { code field message } } }";
    session.execute(document, json!({ "input": { "absenceId": id } })).await
}

/// Who is overdue for somebody, with the side.
async fn list(world: &World, who: &Member) -> Vec<String> {
    let document = "{ overdueContacts { totalCount nodes { connector { name } contact { side } } } }";
    let answer = world.as_(who).execute(document, json!({})).await;
    let nodes = answer.list("/overdueContacts/nodes");
    assert_eq!(answer.number("/overdueContacts/totalCount"), i64::try_from(nodes.len()).expect("few"));
    let told = |node: &Value| {
        format!(
            "{} {}",
            node["connector"]["name"].as_str().expect("a name"),
            node["contact"]["side"].as_str().expect("a side")
        )
    };
    nodes.iter().map(told).collect()
}

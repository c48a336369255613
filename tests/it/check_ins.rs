//! Gaat het goed met jou? Asked at a rhythm, answered with one tap, and seen by one person.

use std::fmt::Write;

use entities::{ConnectorId, ConnectorStatus, ContactSide, check_in, check_in_skip, log_line};
use expect_test::expect;
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const CHECK_IN: &str =
    "isDue answer seenBy { name } callToday { person { name phone } standsInFor { name } standsInUntil }";
const NO_REFUSAL: Vec<String> = Vec::new();

on_both! {
    async fn it_is_asked_at_a_rhythm_and_answered_with_one_tap(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, joris, .. } = story(&world).await;
        let (session, now) = (world.as_(&mia), async || asked(&world, &mia).await);
        // Who began a month ago is asked; it says beforehand who sees it.
        let today = now().await;
        assert_eq!((&today["isDue"], &today["answer"], &today["seenBy"]), (&json!(true), &Value::Null, &json!({ "name": "Joris" })));
        let said = says(&world, &mia, "GOOD").await;
        assert_eq!(said.at("/answerCheckIn/checkIn/answer"), "GOOD");
        assert_eq!(now().await["isDue"], json!(false));
        // Changed on the same day it is one answer.
        says(&world, &mia, "SO_SO").await;
        assert_eq!(now().await["answer"], "SO_SO");
        assert_eq!(check_in::Entity::find().count(world.db()).await.expect("counted"), 1);
        world.pass_days(1);
        assert_eq!((&now().await["isDue"], &now().await["answer"]), (&json!(false), &Value::Null));
        world.pass_days(26);
        assert_eq!(now().await["isDue"], json!(false));
        world.pass_days(1);
        assert_eq!(now().await["isDue"], json!(true));
        // Not now: tomorrow again.
        let skipped = session.execute(SKIP, json!({ "input": {} })).await;
        assert_eq!((skipped.refusals(), skipped.at("/skipCheckIn/checkIn/isDue")), (NO_REFUSAL, &json!(false)));
        session.execute(SKIP, json!({ "input": {} })).await;
        world.pass_days(1);
        assert_eq!(now().await["isDue"], json!(true));
        assert_eq!(check_in_skip::Entity::find().count(world.db()).await.expect("counted"), 1);
        let read = world.as_(&joris).execute(MINE, json!({})).await;
        assert_eq!(read.at("/connectors/nodes/0/checkIns"), &json!([{ "onDay": "2026-11-23", "answer": "SO_SO" }]), "that it was put off nobody sees");
        // The rhythm is the coordinator's to set.
        let ellen = world.coordinator("Ellen").await;
        let set = |days: i32, version: i32| json!({ "input": { "days": days, "expectedVersion": version } });
        for who in [&mia, &joris] {
            assert_eq!(world.as_(who).execute(RHYTHM, set(7, 1)).await.refusals(), ["NOT_ALLOWED"]);
        }
        assert_eq!(world.as_(&ellen).execute(RHYTHM, set(0, 1)).await.refusals(), ["INVALID input.days"]);
        assert_eq!(world.as_(&ellen).execute(RHYTHM, set(60, 1)).await.at("/setCheckInRhythm/rhythm"), &json!({ "days": 60, "version": 2 }));
        assert_eq!(world.as_(&ellen).execute(RHYTHM, set(7, 1)).await.refusals(), ["STALE_VERSION input.expectedVersion"]);
        assert_eq!(now().await["isDue"], json!(false));
    }

    /// The table of `policy::check_ins`: by the profile, in the list of profiles, in the list of who isn't well, and by the
    /// answer itself.
    async fn one_person_sees_the_answer(db: TestDatabase) {
        let world = World::on(db).await;
        let entry = world.specialist("schuldhulp").await;
        let Story { mia, id, joris, karin, bas } = story(&world).await;
        let els = world.officer("Els").await;
        says(&world, &mia, "NOT_GOOD").await;
        // Karin stands in from now on; she sees the profile, and nothing of this.
        away(&world, &joris, &karin).await;
        let everybody = [
            ("themselves", mia.clone()),
            ("fixed contact", joris.clone()),
            ("who stands in", karin),
            ("contact, municipality", bas),
            ("team", world.connector("Toos").in_neighbourhood("ruwaard").await),
            ("worker there", world.community_worker("Sara").in_neighbourhood("ruwaard").await),
            ("coordinator", world.coordinator("Ellen").await),
            ("specialist", world.specialist_account("Nadia", entry).await),
            ("officer", els),
            ("centre manager", world.centre_manager("Riet").await),
            ("administrator", world.administrator("Ad").await),
            ("no role", world.person("Niemand").await),
        ];
        let mut table = format!("{:<22} profile answer listed waits asked\n", "");
        for (who, member) in &everybody {
            let session = world.as_(member);
            let profile = session.execute("query ($id: ConnectorId!) { connector(id: $id) { checkIns { answer } } }", json!({ "id": id })).await;
            let profile = profile.at("/connector");
            let nested = profile["checkIns"].as_array().map_or(0, Vec::len);
            let lists = session.execute("{ connectors { nodes { checkIns { answer } } } notWell { answer connector { name } } checkIn { isDue } }", json!({})).await;
            let listed: usize = lists.list("/connectors/nodes").iter().filter_map(|node| node["checkIns"].as_array()).map(Vec::len).sum();
            writeln!(table, "{who:<22} {:<7} {nested:<6} {listed:<6} {:<5} {}", yes(!profile.is_null()), lists.list("/notWell").len(), yes(!lists.at("/checkIn").is_null())).expect("text");
        }
        let nobody = world.as_nobody().execute("{ notWell { answer } checkIn { isDue } checkInRhythm { days } }", json!({})).await;
        assert_eq!(nobody.data(), &json!({ "notWell": [], "checkIn": null, "checkInRhythm": null }));
        expect![[r#"
                                   profile answer listed waits asked
            themselves             yes     1      1      0     yes
            fixed contact          yes     1      1      1     -
            who stands in          yes     0      0      0     -
            contact, municipality  yes     0      0      0     -
            team                   -       0      0      0     -
            worker there           yes     0      0      0     -
            coordinator            yes     0      0      0     -
            specialist             -       0      0      0     -
            officer                -       0      0      0     -
            centre manager         -       0      0      0     -
            administrator          -       0      0      0     -
            no role                -       0      0      0     -
        "#]]
        .assert_eq(&table);
        // No line of the log tells of it, and nobody else is asked.
        assert_eq!(log_line::Entity::find().count(world.db()).await.expect("counted"), 0);
        for (who, member) in everybody.iter().skip(1) {
            let refused = world.as_(member).execute(ANSWER, json!({ "input": { "answer": "GOOD", "seenById": member.id, "idempotencyKey": "x" } })).await;
            assert_eq!(refused.refusals(), ["NOT_ALLOWED"], "{who}");
        }
    }

    async fn a_new_fixed_contact_sees_what_is_said_to_them(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, id, joris, karin, .. } = story(&world).await;
        let ellen = world.coordinator("Ellen").await;
        says(&world, &mia, "NOT_GOOD").await;
        let seen = async |who: &Member| {
            let answer = world.as_(who).execute(MINE, json!({})).await;
            let rows = answer.list("/connectors/nodes").iter().filter_map(|node| node["checkIns"].as_array()).flatten();
            rows.map(|row| row["answer"].as_str().expect("an answer").to_owned()).collect::<Vec<_>>()
        };
        assert_eq!((seen(&joris).await, not_well(&world, &joris).await), (vec!["NOT_GOOD".to_owned()], 1));
        world.pass_days(5);
        world.as_(&ellen).steps("setFixedContact", id, json!({ "side": "WELFARE", "personId": karin.id })).await;
        // The former one no longer sees it, and the new one never did.
        for who in [&joris, &karin] {
            assert_eq!((seen(who).await, not_well(&world, who).await), (Vec::new(), 0), "{}", who.name);
        }
        assert_eq!(asked(&world, &mia).await["seenBy"]["name"], "Karin");
        says(&world, &mia, "SO_SO").await;
        assert_eq!((seen(&karin).await, seen(&joris).await), (vec!["SO_SO".to_owned()], Vec::new()));
        assert_eq!(seen(&mia).await, ["SO_SO", "NOT_GOOD"], "what one said oneself stays");
    }

    /// The fixed contact is away: the connector is told whom to call now; the one who stands in isn't told.
    async fn who_is_away_is_told_later_and_there_is_somebody_to_call(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, joris, karin, .. } = story(&world).await;
        away(&world, &joris, &karin).await;
        world.pass_days(1);
        let said = says(&world, &mia, "NOT_GOOD").await;
        assert_eq!(said.at("/answerCheckIn/checkIn"), &json!({
            "isDue": false, "answer": "NOT_GOOD", "seenBy": { "name": "Joris" },
            "callToday": { "person": { "name": "Karin", "phone": "0412 00 10 13" }, "standsInFor": { "name": "Joris" }, "standsInUntil": "2026-11-30" },
        }));
        assert_eq!((not_well(&world, &joris).await, not_well(&world, &karin).await), (1, 0));
    }

    async fn it_waits_until_the_contact_noted_that_they_spoke(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, id, joris, bas, .. } = story(&world).await;
        let spoke = async |who: &Member, day: &str| {
            world.as_(who).steps("noteContactMoment", id, json!({ "heldOn": day, "means": "CALL" })).await;
        };
        spoke(&joris, "2026-11-23").await;
        world.pass_minutes(1);
        says(&world, &mia, "NOT_GOOD").await;
        assert_eq!(not_well(&world, &joris).await, 1, "what was noted before isn't about this");
        world.pass_days(1);
        spoke(&joris, "2026-11-22").await;
        spoke(&bas, "2026-11-24").await;
        assert_eq!(not_well(&world, &joris).await, 1, "nor what was held before, nor what another noted");
        let told = world.as_(&joris).execute("{ notWell { onDay connector { name phone } } }", json!({})).await;
        assert_eq!(told.at("/notWell"), &json!([{ "onDay": "2026-11-23", "connector": { "name": "Mia", "phone": "0412 00 30 30" } }]));
        spoke(&joris, "2026-11-24").await;
        assert_eq!(not_well(&world, &joris).await, 0);
        // Well again on the same day: then there is nothing to do.
        says(&world, &mia, "NOT_GOOD").await;
        says(&world, &mia, "GOOD").await;
        assert_eq!(not_well(&world, &joris).await, 0);
    }

    /// Told is the fixed contact and nobody else, once a day.
    async fn the_fixed_contact_is_told_when_it_is_not_good(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, joris, karin, bas, .. } = story(&world).await;
        let ellen = world.coordinator("Ellen").await;
        away(&world, &joris, &karin).await;
        for answer in ["SO_SO", "NOT_GOOD", "NOT_GOOD"] {
            says(&world, &mia, answer).await;
            world.pass_minutes(1);
        }
        assert_eq!(world.hears(&joris).await, ["NOT_WELL of Mia"]);
        assert_eq!(world.hears(&karin).await, ["STANDS_IN of Joris"]);
        for who in [&bas, &ellen, &mia] {
            assert_eq!(world.hears(who).await, Vec::<String>::new(), "{}", who.name);
        }
    }

    async fn nobody_is_asked_who_has_nobody_to_say_it_to(db: TestDatabase) {
        let world = World::on(db).await;
        let (joris, bas) = (world.community_worker("Joris").in_neighbourhood("ruwaard").await, world.officer("Bas").await);
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let id = world.profile(Some(&toos), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(id, ContactSide::Municipality, &bas, 50).await;
        let paused = world.connector("Wim").in_neighbourhood("ruwaard").await;
        let other = world.profile(Some(&paused), ConnectorStatus::Paused, &["ruwaard"], |_| ()).await;
        world.contact(other, ContactSide::Welfare, &joris, 50).await;
        for who in [&toos, &paused] {
            assert_eq!(asked(&world, who).await, Value::Null);
        }
    }

    async fn answers_are_forgotten_after_a_year(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, .. } = story(&world).await;
        says(&world, &mia, "GOOD").await;
        world.pass_days(365);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(check_in::Entity::find().count(world.db()).await.expect("counted"), 1);
        world.pass_days(1);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(check_in::Entity::find().count(world.db()).await.expect("counted"), 0);
    }
}

on_both! {
    /// It is given to the one whose name stood there, or to nobody.
    async fn an_answer_goes_to_nobody_else_than_it_says(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, id, joris, karin, .. } = story(&world).await;
        let ellen = world.coordinator("Ellen").await;
        let before = seen_by(&world, &mia).await;
        let set = "mutation ($input: SetFixedContactInput!) { setFixedContact(input: $input) { userErrors { code field message } } }";
        let read = world.as_(&ellen).execute("query ($id: ConnectorId!) { connector(id: $id) { version } }", json!({ "id": id })).await;
        let input = json!({ "connectorId": id, "expectedVersion": read.number("/connector/version"), "side": "WELFARE", "personId": karin.id });
        assert_eq!(world.as_(&ellen).execute(set, json!({ "input": input })).await.refusals(), NO_REFUSAL);
        let input = json!({ "answer": "NOT_GOOD", "seenById": before, "idempotencyKey": "before" });
        let said = world.as_(&mia).execute(ANSWER, json!({ "input": input })).await;
        assert_eq!(said.refusals(), ["STALE_VERSION input.seenById"]);
        assert_eq!(said.at("/answerCheckIn/checkIn/seenBy"), &json!({ "name": "Karin" }));
        assert_eq!(check_in::Entity::find().count(world.db()).await.expect("counted"), 0);
        assert_eq!((told_not_well(&world, &joris).await.len(), told_not_well(&world, &karin).await.len()), (0, 0));
    }

    /// A slip of the finger, and a contact who is none any more.
    async fn what_was_taken_back_is_told_to_nobody(db: TestDatabase) {
        let world = World::on(db).await;
        let Story { mia, id, joris, karin, .. } = story(&world).await;
        says(&world, &mia, "NOT_GOOD").await;
        assert_eq!(told_not_well(&world, &joris).await, [json!({ "kind": "NOT_WELL", "causedBy": { "name": "Mia" } })]);
        world.pass_minutes(1);
        says(&world, &mia, "GOOD").await;
        assert_eq!(told_not_well(&world, &joris).await.len(), 0);
        world.pass_minutes(1);
        says(&world, &mia, "NOT_GOOD").await;
        assert_eq!(told_not_well(&world, &joris).await.len(), 1);
        let ellen = world.coordinator("Ellen").await;
        let set = "mutation ($input: SetFixedContactInput!) { setFixedContact(input: $input) { userErrors { code field message } } }";
        let read = world.as_(&ellen).execute("query ($id: ConnectorId!) { connector(id: $id) { version } }", json!({ "id": id })).await;
        let input = json!({ "connectorId": id, "expectedVersion": read.number("/connector/version"), "side": "WELFARE", "personId": karin.id });
        assert_eq!(world.as_(&ellen).execute(set, json!({ "input": input })).await.refusals(), NO_REFUSAL);
        assert_eq!(told_not_well(&world, &joris).await.len(), 0, "it was said to him, and he is no contact any more");
        // Said again, it is said to the new one.
        world.pass_minutes(1);
        says(&world, &mia, "NOT_GOOD").await;
        assert_eq!((told_not_well(&world, &joris).await.len(), told_not_well(&world, &karin).await.len()), (0, 1));
    }
}

const ANSWER: &str =
    "mutation ($input: AnswerCheckInInput!) { answerCheckIn(input: $input) { checkIn { isDue answer seenBy { name }
    callToday { person { name phone } standsInFor { name } standsInUntil } } userErrors { code field message } } }";
const SKIP: &str = "mutation ($input: SkipCheckInInput!) { skipCheckIn(input: $input) { checkIn { isDue } userErrors { code field message } } }";
const RHYTHM: &str = "mutation ($input: SetCheckInRhythmInput!) { setCheckInRhythm(input: $input) { rhythm { days version } userErrors { code field message } } }";
const MINE: &str = "{ connectors { nodes { checkIns { onDay answer } } } }";

struct Story {
    mia: Member,
    id: ConnectorId,
    joris: Member,
    karin: Member,
    bas: Member,
}

/// Mia helps for a month; Joris and Bas are her fixed contacts.
async fn story(world: &World) -> Story {
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris").in_neighbourhood("berghem").await;
    let karin = world.community_worker("Karin").in_neighbourhood("lith").await;
    let bas = world.officer("Bas").await;
    let began = world.now().plus_days(-28);
    let id =
        world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |row| row.activated_at = Some(began)).await;
    world.contact(id, ContactSide::Welfare, &joris, 50).await;
    world.contact(id, ContactSide::Municipality, &bas, 50).await;
    Story { mia, id, joris, karin, bas }
}

async fn asked(world: &World, who: &Member) -> Value {
    world.as_(who).execute(&format!("{{ checkIn {{ {CHECK_IN} }} }}"), json!({})).await.at("/checkIn").clone()
}

async fn says(world: &World, who: &Member, answer: &str) -> Answer {
    let key = format!("{answer} {}", world.now().0);
    let seen_by = seen_by(world, who).await;
    let input = json!({ "answer": answer, "seenById": seen_by, "idempotencyKey": key });
    let said = world.as_(who).execute(ANSWER, json!({ "input": input })).await;
    assert_eq!(said.refusals(), NO_REFUSAL);
    said
}

/// Who stands at the question.
async fn seen_by(world: &World, who: &Member) -> Value {
    world
        .as_(who)
        .execute("{ checkIn { seenBy { personId } } }", json!({}))
        .await
        .at("/checkIn/seenBy/personId")
        .clone()
}

/// What somebody is told of who isn't well: unseen notices of that kind, and who caused them.
async fn told_not_well(world: &World, who: &Member) -> Vec<Value> {
    let document = "{ viewer { notices(first: 20) { nodes { kind causedBy { name } } } } }";
    let told = world.as_(who).execute(document, json!({})).await;
    told.list("/viewer/notices/nodes").iter().filter(|notice| notice["kind"] == "NOT_WELL").cloned().collect()
}

async fn not_well(world: &World, who: &Member) -> usize {
    world.as_(who).execute("{ notWell { id } }", json!({})).await.list("/notWell").len()
}

async fn away(world: &World, who: &Member, stand_in: &Member) {
    let document =
        "mutation ($input: PlanAbsenceInput!) { planAbsence(input: $input) { userErrors { code field message } } }";
    let input =
        json!({ "standInId": stand_in.id, "fromOn": "2026-11-23", "untilOn": "2026-11-30", "idempotencyKey": "away" });
    assert_eq!(world.as_(who).execute(document, json!({ "input": input })).await.refusals(), NO_REFUSAL);
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "-" }
}

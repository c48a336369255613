//! Who sees and does what of the people side of the programme, as tables to read beside the one of the domain: when contact
//! persons are away, and what hangs on a profile. Profiles themselves, check-ins, training and what connectors ask each
//! other have tables of their own.

use std::fmt::Write;

use entities::{
    AbsenceId, ConnectorId, ConnectorStatus, ContactMeans, ContactSide, PersonId, absence, application_answer,
    connector_host, connector_step, contact_moment,
};
use expect_test::expect;
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::{Value, json};

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;
use crate::visibility::{Table, everybody, yes};

on_both! {
    async fn who_sees_when_contact_persons_are_away(db: TestDatabase) {
        absences(&World::on(db).await).await;
    }

    async fn who_sees_what_hangs_on_a_profile(db: TestDatabase) {
        inside_a_profile(&World::on(db).await).await;
    }
}

/// Somebody is away from a day on, for a day.
async fn away(world: &World, person_id: PersonId, stand_in_id: PersonId, in_days: i64) -> AbsenceId {
    let day = world.today().plus_days(in_days);
    let row = absence::Model { id: world.id(), person_id, stand_in_id, from_on: day, until_on: day };
    row.into_active_model().insert(world.db()).await.expect("written").id
}

/// Listed, told and cancelled: of themselves, where they stand in, and of others. What is told begins yesterday, so that
/// nothing is written; what may be told is refused for that day.
async fn absences(world: &World) {
    const HEADS: [&str; 8] = [
        "own",
        "stands in",
        "another's",
        "tell own",
        "tell another's",
        "cancel own",
        "cancel where they stand in",
        "cancel another's",
    ];
    let entry = world.specialist("schuldhulp").await;
    let viewers = everybody(world, entry).await;
    let sara = world.community_worker("Sara").in_neighbourhood("ruwaard").await;
    let karin = world.community_worker("Karin").in_neighbourhood("lith").await;
    let mut table = Table::of(&HEADS);
    for (number, (who, viewer)) in (1..).zip(viewers) {
        let others = away(world, sara.id, karin.id, 3 * number).await;
        let (own, stands_in) = match viewer.person_id() {
            Some(me) => (
                Some(away(world, me, karin.id, 3 * number + 1).await),
                Some(away(world, sara.id, me, 3 * number + 2).await),
            ),
            None => (None, None),
        };
        let listed =
            world.answer(viewer.clone(), "{ absences { id person { name } standIn { name } } }", json!({})).await;
        let listed = listed.list("/absences").to_vec();
        let row = |id: AbsenceId| listed.iter().find(|row| row["id"] == json!(id));
        let sees = |id: Option<AbsenceId>| {
            let row = id.and_then(row);
            // Both names stand on it for whoever sees it.
            assert!(
                row.is_none_or(|row| row["person"]["name"].is_string() && row["standIn"]["name"].is_string()),
                "{who}"
            );
            yes(row.is_some())
        };
        let tell = async |of: Option<PersonId>| {
            let document = "mutation ($input: PlanAbsenceInput!) { planAbsence(input: $input) { absence { id } userErrors { code field } } }";
            let yesterday = world.today().plus_days(-1).to_string();
            let key = format!("tell {number} {of:?}");
            let mut input =
                json!({ "standInId": karin.id, "fromOn": yesterday, "untilOn": yesterday, "idempotencyKey": key });
            if let Some(id) = of {
                input["personId"] = json!(id);
            }
            let refusals = world.answer(viewer.clone(), document, json!({ "input": input })).await.refusals();
            assert!(refusals == ["IN_THE_PAST input.fromOn"] || refusals == ["NOT_ALLOWED"], "{who}: {refusals:?}");
            yes(refusals != ["NOT_ALLOWED"])
        };
        let cancel = async |id: Option<AbsenceId>| {
            let Some(id) = id else { return "-".to_owned() };
            let document =
                "mutation ($input: CancelAbsenceInput!) { cancelAbsence(input: $input) { userErrors { code field } } }";
            let input = json!({ "absenceId": id });
            let refusals = world.answer(viewer.clone(), document, json!({ "input": input })).await.refusals();
            match refusals.first().map(String::as_str) {
                None => "yes".to_owned(),
                Some("NOT_ALLOWED") => "sees it only".to_owned(),
                Some("NOT_FOUND input.absenceId") => "-".to_owned(),
                Some(other) => panic!("{who}: {other}"),
            }
        };
        let cells = [
            sees(own),
            sees(stands_in),
            sees(Some(others)),
            tell(None).await,
            tell(Some(sara.id)).await,
            cancel(own).await,
            cancel(stands_in).await,
            cancel(Some(others)).await,
        ];
        table.add(&HEADS, &who, &cells);
    }
    expect![[r#"
                             own  stands in  another's  tell own  tell another's  cancel own  cancel where they stand in  cancel another's
        CONNECTOR            yes  yes        -          -         -               sees it only sees it only                -
        COMMUNITY_WORKER     yes  yes        -          yes       -               yes         sees it only                -
        COORDINATOR          yes  yes        yes        yes       yes             yes         yes                         yes
        SPECIALIST           yes  yes        -          -         -               sees it only sees it only                -
        MUNICIPALITY_OFFICER yes  yes        -          yes       -               yes         sees it only                -
        CENTRE_MANAGER       yes  yes        -          -         -               sees it only sees it only                -
        ADMINISTRATOR        yes  yes        -          -         -               sees it only sees it only                -
        (no role)            yes  yes        -          -         -               sees it only sees it only                -
        (machine: directory) -    -          -          -         -               -           -                           -
        (machine: nothing)   -    -          -          -         -               -           -                           -
        (nobody)             -    -          -          -         -               -           -                           -
    "#]].assert_eq(&table.0);
}

/// What a test may ask of what hangs on a profile.
const INSIDE: &str = "query ($id: ConnectorId!) { connector(id: $id) {
    phone steps { note by { name } } answers { answer } host { organisation { name } } fixedContacts { contact { name } }
    contactsOn { person { name phone } standsInFor { name } } contactMoments { line contact { name } }
    heldCases { case { codeWord } } openCaseCount availableActs } }";

/// Of a connector who holds a case of her area and one of elsewhere. The contact at the welfare organisation is away.
async fn inside_a_profile(world: &World) {
    let entry = world.specialist("schuldhulp").await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let (joris, karin) = (worker(world, "Joris", "lith").await, worker(world, "Karin", "geffen").await);
    let bas = world.officer("Bas").await;
    let ellen = world.coordinator("Ellen").await;
    let id = a_whole_profile(world, &mia, &joris, &bas, &ellen).await;
    away(world, joris.id, karin.id, 0).await;
    let everybody = [
        ("themselves", mia),
        ("team", world.connector("Toos").in_neighbourhood("ruwaard").await),
        ("worker there", worker(world, "Sara", "ruwaard").await),
        ("worker elsewhere", worker(world, "Loes", "berghem").await),
        ("welfare contact", joris),
        ("who stands in", karin),
        ("coordinator", ellen),
        ("officer, contact", bas),
        ("officer, no contact", world.officer("Els").await),
        ("specialist", world.specialist_account("Nadia", entry).await),
        ("centre manager", world.centre_manager("Riet").await),
        ("administrator", world.administrator("Ad").await),
        ("no role", world.person("Niemand").await),
    ];
    let mut table = format!("{:<20} phone steps notes answers host contacts stand-in moments cases counted may\n", "");
    for (who, member) in &everybody {
        let session = world.as_(member);
        let seen = session.execute(INSIDE, json!({ "id": id })).await.at("/connector").clone();
        // The same where it stands in a list.
        let listed = session
            .execute(
                &INSIDE
                    .replace("query ($id: ConnectorId!)", "")
                    .replace("connector(id: $id) {", "connectors { nodes {")
                    .replace("availableActs }", "availableActs } }"),
                json!({}),
            )
            .await;
        assert_eq!(listed.list("/connectors/nodes").first().cloned().unwrap_or_default(), seen, "{who}");
        let count = |list: &str| seen[list].as_array().map_or(0, Vec::len);
        let notes = seen["steps"].as_array().into_iter().flatten().filter(|step| !step["note"].is_null()).count();
        let stand_in = seen["contactsOn"].as_array().into_iter().flatten().any(|one| !one["standsInFor"].is_null());
        let acts: Vec<_> = seen["availableActs"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
        let line = format!(
            "{who:<20} {:<5} {:<5} {notes:<5} {:<7} {:<4} {:<8} {:<8} {:<7} {:<5} {:<7} {}",
            yes(!seen["phone"].is_null()),
            count("steps"),
            count("answers"),
            yes(!seen["host"].is_null()),
            count("fixedContacts"),
            yes(stand_in),
            count("contactMoments"),
            count("heldCases"),
            seen["openCaseCount"].as_i64().unwrap_or_default(),
            acts.join("+").to_lowercase(),
        );
        writeln!(table, "{}", line.trim_end()).expect("text");
    }
    expect![[r#"
                             phone steps notes answers host contacts stand-in moments cases counted may
        themselves           yes   1     0     0       yes  2        yes      1       2     2       accept_pledge+correct_profile+pause+stop
        team                 -     0     0     0       -    0        -        0       0     0
        worker there         yes   1     0     0       yes  2        yes      1       0     1
        worker elsewhere     -     0     0     0       -    0        -        0       0     0
        welfare contact      yes   1     0     0       yes  2        yes      1       0     1       note_contact_moment
        who stands in        yes   1     0     0       yes  2        yes      1       0     0       note_contact_moment
        coordinator          yes   1     1     1       yes  2        yes      1       2     2       set_fixed_contact+set_host+note_contact_moment+correct_profile+change_neighbourhoods+pass_cases_on+pause+stop
        officer, contact     yes   1     0     0       yes  2        yes      1       0     0       note_contact_moment
        officer, no contact  -     0     0     0       -    0        -        0       0     0
        specialist           -     0     0     0       -    0        -        0       0     0
        centre manager       -     0     0     0       -    0        -        0       0     0
        administrator        -     0     0     0       -    0        -        0       0     0
        no role              -     0     0     0       -    0        -        0       0     0
    "#]].assert_eq(&table);
}

async fn worker(world: &World, name: &str, area: &str) -> Member {
    world.community_worker(name).in_neighbourhood(area).await
}

/// Active, with a step that was noted, an answer, a host, two contacts, a moment and two cases.
async fn a_whole_profile(world: &World, mia: &Member, joris: &Member, bas: &Member, ellen: &Member) -> ConnectorId {
    let id = world.profile(Some(mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
    world.contact(id, ContactSide::Welfare, joris, 5).await;
    world.contact(id, ContactSide::Municipality, bas, 5).await;
    let [question, _] = world.questions().await;
    let step = connector_step::Model {
        id: world.id(),
        connector_id: id,
        status: ConnectorStatus::Active,
        at: world.now(),
        person_id: Some(ellen.id),
        note: Some("Begint met kleine vragen.".to_owned()),
    };
    step.into_active_model().insert(world.db()).await.expect("written");
    let answer = application_answer::Model {
        connector_id: id,
        question_id: question,
        answer: "Ik woon hier al lang.".to_owned(),
    };
    answer.into_active_model().insert(world.db()).await.expect("written");
    let host = connector_host::Model {
        id: world.id(),
        connector_id: id,
        organisation_id: world.organisation("welzijn").await,
        from_on: world.today(),
        until_on: None,
    };
    host.into_active_model().insert(world.db()).await.expect("written");
    let moment = contact_moment::Model {
        id: world.id(),
        connector_id: id,
        side: ContactSide::Welfare,
        person_id: joris.id,
        held_on: world.today(),
        means: ContactMeans::Call,
        line: "Het gaat goed.".to_owned(),
        recorded_at: world.now(),
    };
    moment.into_active_model().insert(world.db()).await.expect("written");
    world.case("koekblik").held_by(mia).await;
    world.case("bromtol").in_neighbourhood("lith").held_by(mia).await;
    id
}

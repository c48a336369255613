//! What people are reminded of because time passes: once, and not in the night.

use std::sync::Arc;

use api::context::App;
use api::notices::reminders::{Reminder, remind};
use api::policy::Viewer;
use entities::{
    CaseId, CaseStatus, ConnectorStatus, ContactSide, CourseKind, Locale, MailFrequency, WaitingFor, case, connector,
    mail, notice, programme,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Set};
use serde_json::json;

use crate::harness::world::World;
use crate::on_both;

const NOTHING: Vec<String> = Vec::new();

async fn look(world: &World) -> usize {
    look_at(world.app()).await
}

async fn look_at(app: &Arc<App>) -> usize {
    let req = app.request(Viewer::Nobody, Locale::Nl, "by the clock".to_owned());
    let mut reminded = 0;
    for of in Reminder::ALL {
        reminded += remind(&req, of).await.expect("reminded");
    }
    reminded
}

async fn change(world: &World, id: CaseId, change: impl FnOnce(&mut case::ActiveModel)) {
    let row = case::Entity::find_by_id(id).one(world.db()).await.expect("read").expect("there");
    let mut row = row.into_active_model();
    change(&mut row);
    row.update(world.db()).await.expect("written");
}

on_both! {
    async fn whoever_holds_a_case_that_waits_too_long_is_reminded_once(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let until = world.today().plus_days(2);
        change(&world, id, |row| {
            row.status = Set(CaseStatus::Waiting);
            row.waiting_for = Set(Some(WaitingFor::Resident));
            row.waiting_until = Set(Some(until));
        }).await;
        world.arranged();
        world.pass_days(2);
        assert_eq!(look(&world).await, 0, "the day itself is in time");
        world.pass_until("2026-11-26T05:00:00Z");
        assert_eq!(look(&world).await, 0, "not at six in the morning");
        world.pass_until("2026-11-26T06:30:00Z");
        assert_eq!(look(&world).await, 1);
        assert_eq!(look(&world).await, 0);
        world.pass_days(1);
        assert_eq!(look(&world).await, 0, "and not every day");
        assert_eq!(world.hears(&mia).await, ["WAIT_PASSED"]);
    }

    async fn a_sign_of_life_that_is_late_is_told_to_who_owes_it_and_to_who_follows(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let id = world.case("koekblik").held_by_specialist(entry).followed_by(&mia).await;
        let due = world.today();
        change(&world, id, |row| row.sign_of_life_due = Set(Some(due))).await;
        world.pass_days(1);
        assert_eq!(look(&world).await, 2);
        assert_eq!(world.hears(&nadia).await, ["SIGN_OF_LIFE_OWED"]);
        assert_eq!(world.hears(&mia).await, ["SIGN_OF_LIFE_MISSED"]);
        // The next one that is missed is another.
        let due = world.today();
        change(&world, id, |row| row.sign_of_life_due = Set(Some(due))).await;
        world.pass_days(1);
        assert_eq!(look(&world).await, 2);
    }

    async fn whoever_should_have_spoken_with_a_connector_is_reminded_or_who_stands_in(db: TestDatabase) {
        let world = World::on(db).await;
        rhythm(&world, 30).await;
        let (ellen, bas) = (world.coordinator("Ellen").await, world.officer("Bas").await);
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let vera = world.community_worker("Vera").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.attended_basic_course(&mia).await;
        world.contact(profile, ContactSide::Welfare, &joris, 31).await;
        world.contact(profile, ContactSide::Municipality, &bas, 30).await;
        let away = json!({ "personId": joris.id, "standInId": vera.id, "fromOn": world.today(), "untilOn": world.today(),
            "idempotencyKey": "weg" });
        let document = "mutation ($input: PlanAbsenceInput!) { planAbsence(input: $input) { userErrors { code field message } } }";
        assert_eq!(world.as_(&ellen).execute(document, json!({ "input": away })).await.refusals(), NOTHING);
        assert_eq!(look(&world).await, 1);
        assert_eq!(world.hears(&vera).await, ["STANDS_IN of Ellen", "CONTACT_OVERDUE"]);
        assert_eq!((world.hears(&joris).await, world.hears(&bas).await), (NOTHING, NOTHING));
        // Somebody who paused is not called.
        let paused = world.connector("Toos").in_neighbourhood("ruwaard").await;
        world.attended_basic_course(&paused).await;
        let profile = world.profile(Some(&paused), ConnectorStatus::Paused, &["ruwaard"], |_| ()).await;
        world.contact(profile, ContactSide::Welfare, &joris, 90).await;
        assert_eq!(look(&world).await, 0);
    }

    /// Those who run the programme hear it and the one who paused, in the app and in a mail, and never again.
    async fn a_pause_that_is_over_is_said_once(db: TestDatabase) {
        let world = World::with(db, |app| app.notice_days = 1).await;
        let (ellen, karin, mia) = (world.coordinator("Ellen").await, world.coordinator("Karin").await, world.person("Mia").await);
        let until = world.today().plus_days(2);
        let id = world.profile(Some(&mia), ConnectorStatus::Paused, &["ruwaard"], |row| row.paused_until = Some(until)).await;
        let (helping, open) = (world.person("Toos").await, world.person("Ahmet").await);
        world.profile(Some(&helping), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.profile(Some(&open), ConnectorStatus::Paused, &["ruwaard"], |_| ()).await;
        world.as_(&karin).wants_mail(MailFrequency::None).await;
        world.pass_days(2);
        assert_eq!(look(&world).await, 0, "the last day of the pause");
        world.pass_days(1);
        assert_eq!(look(&world).await, 3);
        let leads = world.as_(&ellen).notices().await;
        assert_eq!(leads[0]["connector"]["id"], json!(id));
        let texts = [&leads[0]["text"], &world.as_(&mia).notices().await[0]["text"]].map(|text| text.as_str().unwrap_or_default().to_owned());
        assert_eq!(texts, ["De pauze van een buurtverbinder is voorbij. Bel om te horen hoe het verder gaat.",
            "Je pauze is voorbij. Wil je weer beginnen? Op je profiel staat wie je kunt bellen."]);
        assert_eq!(mail::Entity::find().count(world.db()).await, Ok(2), "of two, as they chose");
        for (who, kind) in [(&ellen, "CONNECTOR_PAUSE_OVER"), (&karin, "CONNECTOR_PAUSE_OVER"), (&mia, "PAUSE_OVER")] {
            assert_eq!(world.hears(who).await, [kind], "{}", who.name);
            world.as_(who).wants_mail(MailFrequency::None).await;
        }
        mail::Entity::delete_many().exec(world.db()).await.expect("they went out");
        for _ in 0..3 {
            world.pass_days(2);
            api::by_the_clock::tidy(world.app()).await.expect("tidied");
            assert_eq!(look(&world).await, 0);
        }
        assert_eq!(notice::Entity::find().count(world.db()).await, Ok(3));
        // Another pause is another; what was said of the first goes.
        let row = connector::Entity::find_by_id(id).one(world.db()).await.expect("read").expect("there");
        let mut row = row.into_active_model();
        row.paused_until = Set(Some(world.today()));
        row.update(world.db()).await.expect("written");
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(notice::Entity::find().count(world.db()).await, Ok(0));
        world.pass_days(1);
        assert_eq!(look(&world).await, 3);
    }

    /// An answer was promised within a week: who runs the programme hears that nobody gave one, once.
    async fn an_application_that_nobody_answered_is_said_once(db: TestDatabase) {
        let world = World::with(db, |app| app.notice_days = 1).await;
        let (ellen, joris) = (world.coordinator("Ellen").await, world.community_worker("Joris").in_neighbourhood("ruwaard").await);
        let id = world.profile(None, ConnectorStatus::Applied, &["ruwaard"], |_| ()).await;
        let talked = world.profile(None, ConnectorStatus::Applied, &["ruwaard"], |_| ()).await;
        world.as_(&ellen).steps("noteConversation", talked, json!({})).await;
        world.pass_days(7);
        assert_eq!(look(&world).await, 0, "the last day of the promise");
        world.pass_days(1);
        assert_eq!(look(&world).await, 1);
        let told = world.as_(&ellen).notices().await;
        assert_eq!(told[0]["connector"]["id"], json!(id));
        assert_eq!(told[0]["text"], "Iemand wil buurtverbinder worden en wacht al langer dan een week. Bel vandaag.");
        assert_eq!(mail::Entity::find().count(world.db()).await, Ok(1));
        assert_eq!((world.hears(&ellen).await, world.hears(&joris).await), (vec!["APPLICATION_UNANSWERED".to_owned()], NOTHING));
        world.as_(&ellen).wants_mail(MailFrequency::None).await;
        mail::Entity::delete_many().exec(world.db()).await.expect("it went out");
        for _ in 0..2 {
            world.pass_days(2);
            api::by_the_clock::tidy(world.app()).await.expect("tidied");
            assert_eq!((look(&world).await, notice::Entity::find().count(world.db()).await), (0, Ok(1)));
        }
        // Answered, there is nothing left to remind of.
        world.as_(&ellen).steps("noteConversation", id, json!({})).await;
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!((look(&world).await, notice::Entity::find().count(world.db()).await), (0, Ok(0)));
    }

    /// Each sort of reminder is its own transaction.
    async fn what_cannot_be_read_keeps_nobody_from_hearing_the_rest(db: TestDatabase) {
        let world = World::on(db).await;
        let (ellen, mia) = (world.coordinator("Ellen").await, world.connector("Mia").in_neighbourhood("ruwaard").await);
        let yesterday = world.today().plus_days(-1);
        world.profile(None, ConnectorStatus::Paused, &["ruwaard"], |row| row.paused_until = Some(yesterday)).await;
        let waits = world.case("koekblik").held_by(&mia).await;
        change(&world, waits, |row| {
            row.status = Set(CaseStatus::Waiting);
            (row.waiting_for, row.waiting_until) = (Set(Some(WaitingFor::Resident)), Set(Some(yesterday)));
        }).await;
        world.arranged();
        for table in ["programme", "courses"] {
            world.db().execute_unprepared(&format!("ALTER TABLE {table} RENAME TO {table}_gone")).await.expect("renamed");
        }
        assert!(api::by_the_clock::look(world.app()).await.is_err(), "it is told all the same");
        assert_eq!((world.hears(&mia).await, world.hears(&ellen).await), (vec!["WAIT_PASSED".to_owned()], vec!["CONNECTOR_PAUSE_OVER".to_owned()]));
    }

    async fn whoever_has_to_come_to_a_training_is_told_when_it_begins_to_be_so(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let basic = world.course("basis", |row| {
            row.kind = CourseKind::Basic;
            row.validity_months = Some(12);
        }).await;
        world.covers(basic, "schulden").await;
        assert_eq!(look(&world).await, 1);
        assert_eq!(world.hears(&mia).await, ["TRAINING_DUE"], "she is new");
        world.was_at(basic, 30, &mia).await;
        assert_eq!(look(&world).await, 0);

        let mark = "mutation ($input: MarkTopicChangedInput!) { markTopicChanged(input: $input) { userErrors { code field message } } }";
        let input = json!({ "topicId": world.topic("schulden").await, "changedOn": world.today(), "note": "De regels zijn anders.",
            "idempotencyKey": "anders" });
        assert_eq!(world.as_(&ellen).execute(mark, json!({ "input": input })).await.refusals(), NOTHING);
        assert_eq!(world.hears(&mia).await, ["TRAINING_DUE of Ellen"], "in the same transaction");
        assert_eq!(look(&world).await, 0, "and the clock doesn't say it again");
        // Whoever has a place needs no reminder.
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let meeting = world.meeting(basic, 3, &ellen, |_| ()).await;
        assert!(world.as_(&toos).enrols(meeting).await.refusals().is_empty());
        assert_eq!(look(&world).await, 0);
        assert_eq!(world.hears(&toos).await, NOTHING);
    }

    /// However short notices are kept: of what is still late nobody is reminded again, and what is no longer late goes.
    async fn what_is_late_is_said_once_however_short_notices_are_kept(db: TestDatabase) {
        let world = World::with(db, |app| app.notice_days = 1).await;
        rhythm(&world, 30).await;
        let (ellen, joris) = (world.coordinator("Ellen").await, world.community_worker("Joris").in_neighbourhood("ruwaard").await);
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let basic = world.course("basis", |row| row.kind = CourseKind::Basic).await;
        world.was_at(basic, 30, &mia).await;
        let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(profile, ContactSide::Welfare, &joris, 31).await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        for who in [&joris, &mia, &toos, &nadia] {
            // What a mail is still to bring stays anyhow.
            world.as_(who).wants_mail(MailFrequency::None).await;
        }
        let (waits, owed) = (world.case("koekblik").held_by(&mia).await, world.case("bromtol").held_by_specialist(entry).followed_by(&mia).await);
        let today = world.today();
        change(&world, waits, |row| {
            row.status = Set(CaseStatus::Waiting);
            (row.waiting_for, row.waiting_until) = (Set(Some(WaitingFor::Resident)), Set(Some(today)));
        }).await;
        change(&world, owed, |row| row.sign_of_life_due = Set(Some(today))).await;
        world.arranged();
        world.pass_days(1);
        assert_eq!(look(&world).await, 5);
        let heard = [(&mia, vec!["WAIT_PASSED", "SIGN_OF_LIFE_MISSED"]), (&nadia, vec!["SIGN_OF_LIFE_OWED"]), (&joris, vec!["CONTACT_OVERDUE"]), (&toos, vec!["TRAINING_DUE"])];
        for (who, kinds) in heard {
            assert_eq!(world.hears(who).await, kinds, "{}", who.name);
        }
        // A place, and another holder; then both are as they were.
        let meeting = world.meeting(basic, 20, &ellen, |_| ()).await;
        assert!(world.as_(&toos).enrols(meeting).await.refusals().is_empty());
        change(&world, waits, |row| row.holder_person_id = Set(Some(joris.id))).await;
        world.pass_days(2);
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(look(&world).await, 1);
        assert_eq!(world.hears(&joris).await, ["WAIT_PASSED"], "who holds it now");
        change(&world, waits, |row| row.holder_person_id = Set(Some(mia.id))).await;
        assert!(world.as_(&toos).leaves(meeting).await.refusals().is_empty());
        for day in 0..4 {
            world.pass_days(2);
            api::by_the_clock::tidy(world.app()).await.expect("tidied");
            assert_eq!(look(&world).await, 0, "after {day} times");
        }
        assert_eq!(notice::Entity::find().count(world.db()).await, Ok(6));
        // What was done goes with the others, and what is late anew is another.
        change(&world, owed, |row| row.sign_of_life_due = Set(None)).await;
        let until = world.today();
        change(&world, waits, |row| row.waiting_until = Set(Some(until))).await;
        api::by_the_clock::tidy(world.app()).await.expect("tidied");
        assert_eq!(notice::Entity::find().count(world.db()).await, Ok(2));
        world.pass_days(1);
        assert_eq!(look(&world).await, 1);
        assert_eq!(world.hears(&mia).await, ["WAIT_PASSED"]);
    }

    async fn two_servers_remind_once(db: TestDatabase) {
        let world = World::on(db).await;
        world.course("basis", |row| row.kind = CourseKind::Basic).await;
        for number in 0..30 {
            world.connector(&format!("Mens {number}")).in_neighbourhood("ruwaard").await;
        }
        let server = || {
            let app = Arc::clone(world.app());
            tokio::spawn(async move { look_at(&app).await })
        };
        for server in [server(), server(), server()] {
            server.await.expect("it ends");
        }
        assert_eq!(notice::Entity::find().count(world.db()).await.expect("read"), 30);
    }

    /// However many there are.
    async fn reminding_takes_few_statements(db: TestDatabase) {
        let world = World::on(db).await;
        world.course("basis", |row| row.kind = CourseKind::Basic).await;
        let arrive = async |from: usize, to: usize| {
            for number in from..to {
                world.connector(&format!("Mens {number}")).in_neighbourhood("ruwaard").await;
            }
            world.take_statements();
            let told = look(&world).await;
            (told, world.take_statements())
        };
        let (told, few) = arrive(0, 1).await;
        assert_eq!(told, 1);
        let (told, many) = arrive(1, 60).await;
        assert_eq!(told, 59);
        assert_eq!(few.len(), many.len(), "{many:#?}");
    }
}

async fn rhythm(world: &World, days: i32) {
    let row = programme::Entity::find().one(world.db()).await.expect("read").expect("there from the start");
    let mut row = row.into_active_model();
    row.contact_rhythm_days = Set(days);
    row.update(world.db()).await.expect("written");
}

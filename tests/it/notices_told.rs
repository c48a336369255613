//! What each act tells whom.

use entities::{ConnectorStatus, OrganisationKind};
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::notices::asks_joris;
use crate::on_both;

const NOTHING: Vec<String> = Vec::new();

on_both! {
    /// On both sides: planned, in the place of another, called off; never by their own hand, and no longer than they see it.
    async fn whoever_gives_a_meeting_is_told(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let karin = world.community_worker("Karin").in_neighbourhood("ruwaard").await;
        let (bas, femke) = (world.officer("Bas").await, world.officer("Femke").await);
        let municipality = OrganisationKind::Municipality;
        for (who, slug, kind) in [(&ellen, "welzijn", OrganisationKind::Welfare), (&bas, "gemeente", municipality)] {
            world.works_for(who, slug).await;
            world.is_of_kind(slug, kind).await;
        }
        world.works_for(&karin, "welzijn").await;
        world.works_for(&femke, "gemeente").await;
        let course = world.course("gesprek", |row| "Gesprekken beginnen".clone_into(&mut row.name)).await;
        let plan = |place: &str, welfare: &Member, municipality: &Member| {
            json!({ "courseId": course, "part": 1, "on": "2026-12-02", "from": "19:30", "until": "21:30", "place": place,
                "capacity": 5, "welfareTrainerId": welfare.id, "municipalityTrainerId": municipality.id })
        };
        let input = json!({ "plan": plan("Zaal", &karin, &bas), "idempotencyKey": "k" });
        let planned = world.as_(&ellen).trains("planTrainingSession", input.clone()).await;
        world.as_(&ellen).trains("planTrainingSession", input).await;
        let id = planned.at("/planTrainingSession/trainingSession/id").clone();
        assert_eq!(world.as_(&karin).notices().await[0]["text"], "Jij geeft een training. Kijk wanneer en waar het is.");
        assert_eq!(world.as_(&bas).in_english().notices().await[0]["trainingSession"]["id"], id);
        for who in [&karin, &bas] {
            assert_eq!(world.hears(who).await, ["TRAINER_OF of Ellen"], "{}, once", who.name);
        }
        assert_eq!(world.hears(&ellen).await, NOTHING);

        let change = async |version: i32, plan: Value| {
            let input = json!({ "trainingSessionId": id, "expectedVersion": version, "plan": plan });
            assert_eq!(world.as_(&ellen).trains("changeTrainingSession", input).await.refusals(), NOTHING);
        };
        change(1, plan("Elders", &karin, &bas)).await;
        for who in [&karin, &bas] {
            assert_eq!(world.hears(who).await, ["TRAINING_CHANGED of Ellen"], "{}", who.name);
        }
        // An officer who doesn't give it sees it no longer, nor who took it from them; their colleague has it, elsewhere too.
        change(2, plan("Buurthuis", &karin, &femke)).await;
        let told = world.as_(&bas).notices().await;
        assert_eq!((&told[0]["kind"], &told[0]["trainingSession"]), (&json!("TRAINER_ENDED"), &Value::Null));
        assert_eq!(told[0]["text"], "Je hoeft een training niet meer te geven.");
        assert!(told.iter().all(|notice| notice["trainingSession"].is_null()), "{told:?}");
        assert_eq!(world.hears(&bas).await, ["TRAINER_ENDED"]);
        assert_eq!(world.hears(&femke).await, ["TRAINER_OF of Ellen"], "and not also that it is elsewhere");
        assert_eq!(world.hears(&karin).await, ["TRAINING_CHANGED of Ellen"]);
        // Whoever takes it herself is told nothing.
        change(3, plan("Buurthuis", &ellen, &femke)).await;
        assert_eq!(world.hears(&ellen).await, NOTHING);
        assert_eq!(world.hears(&karin).await, ["TRAINER_ENDED of Ellen"], "a worker sees every meeting");
        assert_eq!(world.hears(&femke).await, ["TRAINING_CHANGED of Ellen"], "she gives it with somebody else");
        let off = json!({ "trainingSessionId": id, "expectedVersion": 4, "reason": "De trainer is ziek." });
        assert_eq!(world.as_(&ellen).trains("callOffTrainingSession", off).await.refusals(), NOTHING);
        assert_eq!(world.hears(&femke).await, ["TRAINING_CALLED_OFF of Ellen"]);
        assert_eq!((world.hears(&ellen).await, world.hears(&karin).await), (NOTHING, NOTHING));
    }

    /// What is over is written down otherwise, and nobody has to look when and where it is.
    async fn what_is_over_is_no_news(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let karin = world.community_worker("Karin").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        world.works_for(&karin, "welzijn").await;
        world.is_of_kind("welzijn", OrganisationKind::Welfare).await;
        let course = world.course("gesprek", |_| ()).await;
        let meeting = world.was_at(course, 3, &mia).await;
        let plan = json!({ "courseId": course, "part": 1, "on": "2026-11-20", "from": "10:00", "until": "12:00", "place": "Elders",
            "capacity": 5, "welfareTrainerId": karin.id });
        let input = json!({ "trainingSessionId": meeting, "expectedVersion": 1, "plan": plan });
        assert_eq!(world.as_(&ellen).trains("changeTrainingSession", input).await.refusals(), NOTHING);
        assert_eq!((world.hears(&karin).await, world.hears(&mia).await), (NOTHING, NOTHING));
    }

    /// By who pauses, and by who runs the programme: one case, and many.
    async fn cases_that_are_passed_on_are_told_to_who_gets_them_and_to_who_had_them(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let profile = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        let (mus, merel) = (world.case("mus").held_by(&mia).await, world.case("merel").held_by(&mia).await);
        let (vink, kauw) = (world.case("vink").held_by(&mia).await, world.case("kauw").held_by(&mia).await);
        let to = |case, who: &Member| json!({ "caseId": case, "toPersonId": who.id });

        // She goes on, and follows: she reads of which case it is, and who did it.
        world.as_(&ellen).steps("passCasesOn", profile, json!({ "cases": [to(mus, &toos)] })).await;
        let told = world.as_(&mia).notices().await;
        assert_eq!((&told[0]["case"]["id"], &told[0]["causedBy"]["name"]), (&json!(mus), &json!("Ellen")));
        assert_eq!(told[0]["text"], "Een hulpvraag van jou is overgedragen. Iemand anders helpt nu verder.");
        assert_eq!(world.hears(&mia).await, ["CASE_PASSED_ON of Ellen"]);
        assert_eq!(world.hears(&toos).await, ["CASE_GIVEN of Ellen"]);
        world.as_(&ellen).steps("passCasesOn", profile, json!({ "cases": [to(merel, &toos), to(vink, &joris)] })).await;
        assert_eq!(world.hears(&mia).await, ["CASE_PASSED_ON of Ellen", "CASE_PASSED_ON of Ellen"]);
        assert_eq!((world.hears(&toos).await, world.hears(&joris).await), (vec!["CASE_GIVEN of Ellen".to_owned()], vec!["CASE_GIVEN of Ellen".to_owned()]));
        // Who passes on what is theirs knows it.
        world.as_(&mia).steps("pauseConnector", profile, json!({ "cases": [to(kauw, &joris)], "until": null })).await;
        assert_eq!(world.as_(&joris).notices().await[0]["case"]["id"], json!(kauw));
        assert_eq!(world.hears(&joris).await, ["CASE_GIVEN of Mia"]);
        assert_eq!(world.hears(&mia).await, NOTHING);
        // Who no longer sees the case reads no name either.
        world.end_roles(joris.id).await;
        let told = world.as_(&joris).notices().await;
        assert_eq!(told.len(), 2);
        assert!(told.iter().all(|notice| notice["kind"] == "CASE_GIVEN" && notice["case"].is_null() && notice["causedBy"].is_null()), "{told:?}");
    }

    /// What stayed with somebody who doesn't help any more is taken by another, and what was handed over comes back.
    async fn whoever_a_case_is_taken_from_is_told(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let case = world.case("koekblik").held_by(&mia).await;
        world.end_roles(mia.id).await;
        world.as_(&joris).acts_on(case, "pickUpCase", json!({})).await;
        assert_eq!(world.hears(&mia).await, ["CASE_PASSED_ON"]);
        assert_eq!(world.hears(&joris).await, NOTHING);

        let entry = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let closed = world.case("bromtol").held_by_specialist(entry).followed_by(&toos).closed(entities::Outcome::SolvedBySpecialist).await;
        world.as_(&toos).acts_on(closed, "reopenCase", json!({ "reason": "Nog niet klaar." })).await;
        assert_eq!(world.hears(&nadia).await, ["CASE_PASSED_ON"]);
    }
}

on_both! {
    /// What each act on a case tells whom.
    async fn acts_on_cases_tell(db: TestDatabase) {
        let world = World::on(db).await;
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
}

on_both! {
    /// What each act with connectors tells whom.
    async fn acts_with_connectors_tell(db: TestDatabase) {
        let world = World::on(db).await;
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
        // Who pauses has no cases, and reads no longer who did something with them.
        assert_eq!(world.hears(&mia).await, ["CASE_PASSED_ON", "CONNECTOR_STEP_TAKEN of Ellen"]);
    }
}

on_both! {
    /// What each act on training tells whom.
    async fn acts_on_training_tell(db: TestDatabase) {
        let world = World::on(db).await;
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
}

//! No case is without a way out: where the holder can't act any more, somebody else goes on with it.

use entities::{CaseId, Role};
use serde_json::{Value, json};

use crate::harness::case_acts::{involvement_id, kinds};
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

async fn may(world: &World, who: &Member, id: CaseId, act: &str) -> bool {
    let case = world.as_(who).case(id).await;
    case["availableActs"].as_array().is_some_and(|acts| acts.contains(&Value::from(act)))
}

on_both! {
    async fn a_worker_picks_up_what_somebody_left(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let karin = world.community_worker("Karin").in_neighbourhood("lith").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let until = json!({ "waitingFor": "RESIDENT", "until": "2026-12-01" });
        world.as_(&mia).acts_on(id, "setCaseWaiting", until).await;
        world.as_(&mia).acts_on(id, "requestTakeover", json!({ "reason": "Ik verhuis" })).await;
        assert!(!may(&world, &joris, id, "PICK_UP").await, "Mia helps here");
        let input = json!({ "caseId": id, "expectedVersion": 3 });
        assert_eq!(world.as_(&joris).act("pickUpCase", input).await.refusals(), ["NOT_ALLOWED"]);

        // She moves to Lith: her case stays hers until somebody goes on with it.
        world.end_roles(mia.id).await;
        let lith = world.neighbourhood("lith").await;
        world.grant(mia.id, Role::Connector, Some(lith), None).await;
        assert!(may(&world, &mia, id, "CLOSE").await);
        for (who, whether) in [(&mia, false), (&ahmet, false), (&joris, true), (&karin, false)] {
            assert_eq!(may(&world, who, id, "PICK_UP").await, whether, "{}", who.name);
        }
        let taken = world.as_(&joris).acts_on(id, "pickUpCase", json!({})).await;
        let case = &taken["case"];
        assert_eq!((&case["status"], &case["holder"]["name"]), (&json!("ACTIVE"), &json!("Joris")));
        assert_eq!(world.as_(&mia).case(id).await["relations"], json!(["FOLLOWER"]), "who held it stays informed");
        assert_eq!(case["involvements"][0]["status"], "WITHDRAWN", "nobody has to take it over any more");
        assert!(kinds(case).ends_with(&["PICKED_UP", "INVOLVEMENT_WITHDRAWN", "HOLDER_CHANGED"]));
        assert!(!may(&world, &mia, id, "CLOSE").await);
    }

    /// Nobody signs in for the entry: who handed it over by phone writes down how it ends, or takes it back.
    async fn a_handover_by_phone_ends_by_phone(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let silent = world.specialist("taalmaatje").await;
        let hers = world.as_(&mia);
        let mut handed = Vec::new();
        for word in ["anker", "boei", "kompas"] {
            let id = world.case(word).held_by(&mia).await;
            let asked = hers.acts_on(id, "requestHandover", json!({ "specialistId": silent, "reason": "Taal" })).await;
            let yes = json!({ "accepted": true });
            hers.answers(involvement_id(&asked), 1, "recordInvolvementAnswer", yes).await;
            assert!(!may(&world, &joris, id, "PICK_UP").await, "it is in good hands");
            handed.push(id);
        }
        let closed = hers.acts_on(handed[0], "closeCase", json!({ "outcome": "SOLVED_BY_SPECIALIST" })).await;
        let line = closed["case"]["timeline"]["nodes"].as_array().expect("lines").last().expect("a line");
        assert_eq!((&line["kind"], &line["byPhone"], &line["party"]["name"]),
            (&json!("CLOSED"), &json!(true), &json!("Taalmaatje")));
        let back = hers.acts_on(handed[1], "pickUpCase", json!({})).await;
        assert_eq!(back["case"]["holder"]["name"], "Mia");
        assert_eq!(back["case"]["involvements"][0]["status"], "COMPLETED");
        assert_eq!((&back["case"]["followers"], &back["case"]["signOfLifeDue"]), (&json!([]), &Value::Null));

        // From the first account on, the specialist ends it.
        world.specialist_account("Sami", silent).await;
        assert!(!may(&world, &mia, handed[2], "CLOSE").await);
        assert!(!may(&world, &mia, handed[2], "PICK_UP").await);
    }

    /// Yes would leave the case with somebody who doesn't work there.
    async fn nobody_takes_over_where_they_do_not_work(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ask = json!({ "reason": "Te zwaar", "communityWorkerId": joris.id });
        let id = world.case("anker").held_by(&mia).await;
        let asked = world.as_(&mia).acts_on(id, "requestTakeover", ask).await;
        let offered_in = world.case("boei").held_by(&mia).await;
        let offered = world.as_(&joris).acts_on(offered_in, "offerTakeover", json!({ "reason": "Te zwaar" })).await;
        world.end_roles(joris.id).await;
        let lith = world.neighbourhood("lith").await;
        world.grant(joris.id, Role::CommunityWorker, Some(lith), None).await;
        for (who, question) in [(&joris, &asked), (&mia, &offered)] {
            let yes = json!({ "involvementId": involvement_id(question), "expectedVersion": 1 });
            let refused = world.as_(who).act("acceptInvolvement", yes).await;
            assert_eq!(refused.refusals(), ["NOT_ALLOWED"], "{}", who.name);
        }
        // The way out: the holder takes the question back, and says no to the offer.
        world.as_(&mia).answers(involvement_id(&asked), 1, "withdrawInvolvement", json!({})).await;
        let no = json!({ "reason": "Hij werkt hier niet meer" });
        world.as_(&mia).answers(involvement_id(&offered), 1, "declineInvolvement", no).await;
    }

    /// An invitation that nobody accepted answers nothing: the requester still writes down what was said.
    async fn an_invitation_is_no_account(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("taalmaatje").await;
        let invited = world.specialist_account("Sami", entry).await;
        world.change(&invited, |row| row.password_hash = sea_orm::Set(None)).await;
        let id = world.case("anker").held_by(&mia).await;
        let ask = json!({ "specialistId": entry, "reason": "Taal" });
        let asked = world.as_(&mia).acts_on(id, "requestConsultation", ask).await;
        let yes = json!({ "accepted": true });
        world.as_(&mia).answers(involvement_id(&asked), 1, "recordInvolvementAnswer", yes.clone()).await;

        // Who came, and who belongs to the demo and needs no password, answers here.
        for (word, with_password) in [("boei", true), ("kompas", false)] {
            world
                .change(&invited, |row| {
                    row.password_hash = sea_orm::Set(with_password.then(|| "a hash".to_owned()));
                    row.demo_story = sea_orm::Set((!with_password).then(|| "Een maatje.".to_owned()));
                })
                .await;
            let id = world.case(word).held_by(&mia).await;
            let ask = json!({ "specialistId": entry, "reason": "Taal" });
            let asked = world.as_(&mia).acts_on(id, "requestConsultation", ask).await;
            let mut input = yes.clone();
            input["involvementId"] = json!(involvement_id(&asked));
            input["expectedVersion"] = json!(1);
            assert_eq!(world.as_(&mia).act("recordInvolvementAnswer", input).await.refusals(), ["NOT_ALLOWED"]);
        }
    }
}

//! Opening a case again gives nobody what the resident didn't agree to: who may, who carries it then, and what they
//! read of it.

use entities::{Outcome, Role};
use serde_json::json;

use crate::harness::case_acts::{involvement_id, kinds};
use crate::harness::world::World;
use crate::on_both;

const REASON: &str = "Er kwam een nieuwe brief.";

on_both! {
    /// The team sees the card; opening it again would have made a colleague holder, with all that was told.
    async fn the_team_does_not_open_what_was_never_theirs(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let ahmet = world.connector("Ahmet").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let id = world.case("koekblik").held_by(&mia).await;
        let hers = world.as_(&mia);
        let consent = json!({ "form": "SPOKEN", "on": "2026-11-23" });
        hers.acts_on(id, "addResidentDetails", json!({ "name": "Iemand", "consent": consent })).await;
        let asked = hers.acts_on(id, "requestHandover", json!({ "specialistId": entry, "reason": "Te zwaar" })).await;
        world.as_(&nadia).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        let theirs = world.as_(&nadia);
        theirs.does("addNote", json!({ "caseId": id, "text": "De huur is betaald." })).await;
        theirs.acts_on(id, "closeCase", json!({ "outcome": "SOLVED_BY_SPECIALIST" })).await;

        let his = world.as_(&ahmet);
        assert_eq!(his.case(id).await["availableActs"], json!([]));
        let input = json!({ "caseId": id, "expectedVersion": his.version(id).await, "reason": REASON });
        let refused = his.act("reopenCase", input).await;
        assert_eq!(refused.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(refused.at("/reopenCase/case/content"), &json!(null));

        let again = hers.acts_on(id, "reopenCase", json!({ "reason": REASON })).await;
        assert_eq!(again["case"]["holder"]["name"], "Mia", "what she handed over comes back to her");
        assert_eq!(again["case"]["followers"], json!([]), "who holds doesn't follow");
        let details = hers.does("revealResidentDetails", json!({ "caseId": id, "reason": "Om te bellen" })).await;
        assert_eq!(details["details"]["name"], "Iemand", "she wrote them down herself");
    }

    /// A worker goes on with what somebody left behind, without the details: the resident gave them to another.
    async fn a_worker_who_opens_it_again_reads_no_details(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let consent = json!({ "form": "SPOKEN", "on": "2026-11-23" });
        let hers = world.as_(&mia);
        hers.acts_on(id, "addResidentDetails", json!({ "name": "Iemand", "consent": consent })).await;
        hers.does("addNote", json!({ "caseId": id, "text": "Alleen voor mij.", "visibility": "WRITER" })).await;
        hers.acts_on(id, "closeCase", json!({ "outcome": "SOLVED_TOGETHER" })).await;
        world.end_roles(mia.id).await;

        let his = world.as_(&joris);
        let again = his.acts_on(id, "reopenCase", json!({ "reason": REASON })).await;
        assert_eq!(again["case"]["holder"]["name"], "Joris");
        assert!(!again["case"]["availableActs"].as_array().expect("acts").contains(&json!("REVEAL_RESIDENT_DETAILS")));
        let reveal = json!({ "caseId": id, "reason": "Om te bellen" });
        let refused = his.act("revealResidentDetails", reveal.clone()).await;
        assert_eq!(refused.refusals(), ["CONSENT_MISSING input.caseId"]);
        assert!(!kinds(&again["case"]).contains(&"NOTE"), "a note for its writer stays that");

        let consent = json!({ "form": "SPOKEN", "on": "2026-11-23" });
        let asked_again = json!({ "name": "Iemand", "consent": consent, "replaceHidden": true });
        his.acts_on(id, "addResidentDetails", asked_again).await;
        assert_eq!(his.act("revealResidentDetails", reveal).await.refusals(), Vec::<String>::new());
    }

    /// Consent covers who was there when it was given: what a later holder added isn't for an earlier one.
    async fn who_held_it_with_consent_does_not_read_what_was_added_later(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let karin = world.community_worker("Karin").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let consent = json!({ "form": "SPOKEN", "on": "2026-11-23" });
        let takeover = |by: &crate::harness::people::Member, consent: Option<&serde_json::Value>| {
            json!({ "reason": "Te zwaar", "communityWorkerId": by.id, "consent": consent })
        };
        let asked = world.as_(&mia).acts_on(id, "requestTakeover", takeover(&joris, Some(&consent))).await;
        world.as_(&joris).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        let asked = world.as_(&joris).acts_on(id, "requestTakeover", takeover(&karin, None)).await;
        world.as_(&karin).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        world.pass_minutes(1);
        let hers = world.as_(&karin);
        hers.acts_on(id, "addResidentDetails", json!({ "name": "Iemand", "consent": consent })).await;
        hers.acts_on(id, "closeCase", json!({ "outcome": "SOLVED_TOGETHER" })).await;
        world.end_roles(karin.id).await;
        world.as_(&joris).acts_on(id, "reopenCase", json!({ "reason": REASON })).await;
        let refused = world.as_(&joris).act("revealResidentDetails", json!({ "caseId": id, "reason": "Bellen" })).await;
        assert_eq!(refused.refusals(), ["CONSENT_MISSING input.caseId"]);
    }

    /// A connector of another area doesn't help here any more: the case comes to who opens it, not back to them.
    async fn who_moved_to_another_area_does_not_hold_it_again(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).closed(Outcome::SolvedTogether).await;
        world.end_roles(mia.id).await;
        let lith = world.neighbourhood("lith").await;
        world.grant(mia.id, Role::Connector, Some(lith), None).await;
        let input = json!({ "caseId": id, "expectedVersion": 1, "reason": REASON });
        assert_eq!(world.as_(&mia).act("reopenCase", input).await.refusals(), ["NOT_ALLOWED"]);
        let again = world.as_(&joris).acts_on(id, "reopenCase", json!({ "reason": REASON })).await;
        assert_eq!(again["case"]["holder"]["name"], "Joris");
        assert_eq!(world.as_(&mia).case(id).await["relations"], json!(["FOLLOWER"]), "who held it stays informed");
    }

    async fn whoever_held_it_and_still_helps_holds_it_again(db: TestDatabase) {
        let world = World::on(db).await;
        world.neighbourhood_within("ruwaard", "oss").await;
        let mia = world.connector("Mia").in_neighbourhood("oss").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).closed(Outcome::SolvedTogether).await;
        let again = world.as_(&joris).acts_on(id, "reopenCase", json!({ "reason": REASON })).await;
        assert_eq!(again["case"]["holder"]["name"], "Mia", "her area holds this one");
    }
}

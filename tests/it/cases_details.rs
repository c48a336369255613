//! The resident's details, beside what `cases_acts` tells: writing over what one may not see, and keeping what one may.

use entities::{ProcessingAction, log_line, resident_details};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::world::World;
use crate::on_both;

const NOTHING: Vec<String> = Vec::new();

fn consent() -> Value {
    json!({ "form": "SPOKEN", "on": "2026-11-23" })
}

/// What lies sealed in the database.
async fn sealed(world: &World) -> Vec<Vec<u8>> {
    let rows = resident_details::Entity::find().all(world.db()).await.expect("read");
    rows.into_iter().map(|row| row.sealed).collect()
}

/// Through what details were read, as the log tells it.
async fn reads(world: &World) -> Vec<String> {
    let reads = log_line::Entity::find().filter(log_line::Column::Action.eq(ProcessingAction::DetailsRead));
    reads.all(world.db()).await.expect("read").into_iter().map(|line| line.subject).collect()
}

on_both! {
    /// Who took over without the resident's consent doesn't wipe out what they may not see by adding to it.
    async fn details_that_are_hidden_go_only_when_that_is_said(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let (hers, his) = (world.as_(&mia), world.as_(&joris));
        let details = json!({ "name": "Iemand Anders", "address": "Hoofdstraat 1", "consent": consent() });
        hers.acts_on(id, "addResidentDetails", details).await;
        let takeover = json!({ "reason": "Te zwaar", "communityWorkerId": joris.id });
        let asked = hers.acts_on(id, "requestTakeover", takeover).await;
        his.answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;

        let before = sealed(&world).await;
        let mut phone = json!({ "caseId": id, "expectedVersion": his.version(id).await, "phone": "0412 00 11 22",
            "consent": consent(), "idempotencyKey": "phone" });
        let refused = his.act("addResidentDetails", phone.clone()).await;
        assert_eq!(refused.refusals(), ["ALREADY_EXISTS input.replaceHidden"]);
        let told = refused.text("/addResidentDetails/userErrors/0/message");
        assert!(told.contains("Vraag de bewoner"), "{told}");
        // What else is wrong is told at the same time, and to say no is to say nothing.
        let mut wrong = phone.clone();
        wrong["phone"] = json!("bel maar");
        wrong["replaceHidden"] = json!(false);
        let refused = his.act("addResidentDetails", wrong).await.refusals();
        assert_eq!(refused, ["INVALID input.phone", "ALREADY_EXISTS input.replaceHidden"]);
        assert_eq!(sealed(&world).await, before, "nothing was written");

        phone["replaceHidden"] = json!(true);
        assert_eq!(his.act("addResidentDetails", phone).await.refusals(), NOTHING);
        assert_eq!(reads(&world).await, NOTHING, "they were not opened to be replaced");
        let opened = his.does("revealResidentDetails", json!({ "caseId": id, "reason": "Om te bellen" })).await;
        let told = ["name", "phone", "address"].map(|name| opened["details"][name].clone());
        assert_eq!(told, [Value::Null, json!("0412 00 11 22"), Value::Null], "nothing comes along that was hidden");
    }

    /// To keep what is left out, the server opens what is there: that is a look, and stands in the log.
    async fn what_is_kept_was_read(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let hers = world.as_(&mia);
        let add = async |mut details: Value| {
            details["consent"] = consent();
            hers.acts_on(id, "addResidentDetails", details).await
        };
        add(json!({ "name": "Iemand Anders" })).await;
        assert_eq!(reads(&world).await, NOTHING, "there was nothing to read");
        add(json!({ "phone": "0412 00 11 22" })).await;
        assert_eq!(reads(&world).await, ["addResidentDetails"]);
        add(json!({ "name": "Iemand", "phone": "", "address": "Hoofdstraat 1" })).await;
        assert_eq!(reads(&world).await, ["addResidentDetails"], "who gives everything keeps nothing");
        let opened = hers.does("revealResidentDetails", json!({ "caseId": id, "reason": "Klopt het?" })).await;
        let told = ["name", "phone", "address"].map(|name| opened["details"][name].clone());
        assert_eq!(told, [json!("Iemand"), Value::Null, json!("Hoofdstraat 1")]);
    }
}

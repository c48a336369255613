//! Who may answer, take back and end an involvement, as a table to read: what the API offers to everybody around it,
//! while it is asked and from yes.

use std::fmt::Write;

use entities::{InvolvementId, Role};
use expect_test::expect;
use sea_orm::ActiveEnum;
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const OFFERED: &str = "query ($id: ID!) { node(id: $id) { ... on Involvement { availableActs } } }";

on_both! {
    async fn who_may_do_what_to_an_involvement(db: TestDatabase) {
        what_is_offered(&World::on(db).await).await;
    }
}

/// Whoever isn't named may do nothing.
async fn what_is_offered(world: &World) {
    let (entry, silent) = (world.specialist("schuldhulp").await, world.specialist("taalmaatje").await);
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
    let nadia = world.specialist_account("Nadia", entry).await;
    let around = [
        (Role::Connector, "noted the case and held it", mia.clone()),
        (Role::Connector, "of the neighbourhood", world.connector("Ahmet").in_neighbourhood("ruwaard").await),
        (Role::CommunityWorker, "Joris, of the neighbourhood", joris.clone()),
        (
            Role::CommunityWorker,
            "another of the neighbourhood",
            world.community_worker("Karin").in_neighbourhood("ruwaard").await,
        ),
        (Role::CommunityWorker, "of elsewhere", world.community_worker("Frits").in_neighbourhood("berghem").await),
        (Role::Coordinator, "runs the programme", world.coordinator("Ellen").await),
        (Role::Specialist, "Nadia, of the entry", nadia.clone()),
        (
            Role::Specialist,
            "of another entry",
            world.specialist_account("Sami", world.specialist("taalhuis").await).await,
        ),
        (Role::Administrator, "any", world.administrator("Ad").await),
    ];
    let asks = json!({ "reason": "Kijk je mee?" });
    let named = json!({ "reason": "Kijk je mee?", "communityWorkerId": joris.id });
    let of_entry = json!({ "reason": "Kijk je mee?", "specialistId": entry });
    let of_silent = json!({ "reason": "Kijk je mee?", "specialistId": silent });
    let questions = [
        ("support, asked of Joris", "requestSupport", &mia, &named, "acceptInvolvement", &joris),
        ("support, asked of any worker", "requestSupport", &mia, &asks, "acceptInvolvement", &joris),
        ("takeover, asked of Joris", "requestTakeover", &mia, &named, "acceptInvolvement", &joris),
        ("takeover, offered by Joris", "offerTakeover", &joris, &asks, "acceptInvolvement", &mia),
        ("consultation, asked of Nadia's entry", "requestConsultation", &mia, &of_entry, "acceptInvolvement", &nadia),
        (
            "consultation, asked of an entry without an account",
            "requestConsultation",
            &mia,
            &of_silent,
            "recordInvolvementAnswer",
            &mia,
        ),
        ("joint visit, asked of Nadia's entry", "requestJointVisit", &mia, &of_entry, "acceptInvolvement", &nadia),
        ("handover, asked of Nadia's entry", "requestHandover", &mia, &of_entry, "acceptInvolvement", &nadia),
    ];
    let mut table = String::new();
    for (number, (what, mutation, by, input, answer, answered_by)) in questions.into_iter().enumerate() {
        let id = world.case(&format!("woord {number}")).held_by(&mia).await;
        let asked = world.as_(by).acts_on(id, mutation, input.clone()).await;
        let involvement = involvement_id(&asked);
        block(world, &mut table, what, &around, involvement).await;
        let more = if answer == "recordInvolvementAnswer" { json!({ "accepted": true }) } else { json!({}) };
        world.as_(answered_by).answers(involvement, 1, answer, more).await;
        block(world, &mut table, "    and from yes", &around, involvement).await;
    }
    expect![[r#"
        support, asked of Joris
            CONNECTOR            noted the case and held it   WITHDRAW
            COMMUNITY_WORKER     Joris, of the neighbourhood  ACCEPT DECLINE
            and from yes
            CONNECTOR            noted the case and held it   COMPLETE
            COMMUNITY_WORKER     Joris, of the neighbourhood  COMPLETE
        support, asked of any worker
            CONNECTOR            noted the case and held it   WITHDRAW
            COMMUNITY_WORKER     Joris, of the neighbourhood  ACCEPT DECLINE
            COMMUNITY_WORKER     another of the neighbourhood ACCEPT DECLINE
            and from yes
            CONNECTOR            noted the case and held it   COMPLETE
            COMMUNITY_WORKER     Joris, of the neighbourhood  COMPLETE
        takeover, asked of Joris
            CONNECTOR            noted the case and held it   WITHDRAW
            COMMUNITY_WORKER     Joris, of the neighbourhood  ACCEPT DECLINE
            and from yes
        takeover, offered by Joris
            CONNECTOR            noted the case and held it   ACCEPT DECLINE
            COMMUNITY_WORKER     Joris, of the neighbourhood  WITHDRAW
            and from yes
        consultation, asked of Nadia's entry
            CONNECTOR            noted the case and held it   WITHDRAW
            SPECIALIST           Nadia, of the entry          ACCEPT DECLINE
            and from yes
            CONNECTOR            noted the case and held it   COMPLETE
            SPECIALIST           Nadia, of the entry          COMPLETE
        consultation, asked of an entry without an account
            CONNECTOR            noted the case and held it   WITHDRAW RECORD_ANSWER
            and from yes
            CONNECTOR            noted the case and held it   COMPLETE
        joint visit, asked of Nadia's entry
            CONNECTOR            noted the case and held it   WITHDRAW
            SPECIALIST           Nadia, of the entry          ACCEPT DECLINE
            and from yes
            CONNECTOR            noted the case and held it   COMPLETE
            SPECIALIST           Nadia, of the entry          COMPLETE
        handover, asked of Nadia's entry
            CONNECTOR            noted the case and held it   WITHDRAW
            SPECIALIST           Nadia, of the entry          ACCEPT DECLINE
            and from yes
    "#]]
    .assert_eq(&table);
}

async fn block(world: &World, table: &mut String, what: &str, around: &[(Role, &str, Member)], id: InvolvementId) {
    writeln!(table, "{what}").expect("text");
    for (role, standing, member) in around {
        let answer = world.as_(member).execute(OFFERED, json!({ "id": id })).await;
        let acts = answer.data().pointer("/node/availableActs").and_then(Value::as_array).cloned().unwrap_or_default();
        let acts: Vec<_> = acts.iter().filter_map(Value::as_str).collect();
        if !acts.is_empty() {
            writeln!(table, "    {:<20} {standing:<28} {}", role.to_value(), acts.join(" ")).expect("text");
        }
    }
}

//! How many statements the important queries take, and that no row makes it more.

use entities::{
    CaseEventKind, CaseId, CaseStatus, InvolvementKind, InvolvementStatus, NoteVisibility, WaitingFor, case_event,
};
use sea_orm::{ActiveModelTrait, IntoActiveModel};
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

/// What the app asks; its own tests print it.
const BOARD: &str = include_str!("asked/board.graphql");
const BOARD_CHANGES: &str = include_str!("asked/board_changes.graphql");
const CASE: &str = include_str!("asked/case.graphql");
const TODAY: &str = include_str!("../../web/asked/today.graphql");

/// So many cards in each column but what is handed over and done, with everything that a card may have.
async fn fill(world: &World, mia: &Member, count: usize) {
    let entry = world.specialist(&format!("dienst-{count}")).await;
    let until = world.today().plus_days(14);
    for number in 0..count {
        let name = |kind: &str| format!("{kind} {count} {number}");
        // Of two who help it waits for the first, whose question isn't the one on the card.
        let waits = world.case(&name("bij de eerste")).held_by(mia).with(move |case| {
            case.status = CaseStatus::Waiting;
            case.waiting_for = Some(WaitingFor::Specialist);
            case.waiting_until = Some(until);
        });
        let waits = waits.await;
        for which in ["eerste", "tweede"] {
            let helps = world.specialist(&format!("{which}-{count}-{number}")).await;
            world
                .involvement(waits, InvolvementKind::Consultation, mia, |row| {
                    row.receiver_specialist_id = Some(helps);
                    row.status = InvolvementStatus::Accepted;
                })
                .await;
            world.pass_minutes(1);
        }
        world.case(&name("nieuw")).about(&["schulden", "wonen"]).await;
        world.case(&name("bezig")).held_by(mia).await;
        let asked = world.case(&name("overleg")).held_by(mia).await;
        world.involvement(asked, InvolvementKind::Support, mia, |_| ()).await;
        let handed = world.case(&name("wacht")).held_by(mia).await;
        let to = |row: &mut entities::involvement::Model| row.receiver_specialist_id = Some(entry);
        world.involvement(handed, InvolvementKind::Handover, mia, to).await;
        world.case(&name("over")).held_by_specialist(entry).followed_by(mia).await;
        world.case(&name("klaar")).held_by(mia).closed(entities::Outcome::SolvedTogether).await;
    }
}

async fn happen(world: &World, id: CaseId, mia: &Member, count: usize) {
    let entry = world.specialist(&format!("hulp-{count}")).await;
    for number in 0..count {
        let ended = world.now().plus_millis(i64::try_from(number).expect("few"));
        let involvement = world
            .involvement(id, InvolvementKind::Consultation, mia, |row| {
                row.receiver_specialist_id = Some(entry);
                row.status = InvolvementStatus::Completed;
                row.ended_at = Some(ended);
            })
            .await;
        let line = case_event::Model {
            id: world.id(),
            case_id: id,
            kind: CaseEventKind::Note,
            at: ended,
            actor_person_id: Some(mia.id),
            actor_specialist_id: None,
            party_person_id: None,
            party_specialist_id: Some(entry),
            involvement_id: Some(involvement),
            note: Some("Gebeld.".to_owned()),
            note_visibility: Some(NoteVisibility::Involved),
            waiting_for: None,
            waiting_until: None,
            outcome: None,
            by_phone: false,
        };
        line.into_active_model().reset_all().insert(world.db()).await.expect("the line is written");
    }
}

on_both! {
    async fn the_board_takes_six_statements_at_most(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let everybody = [&mia, &joris, &ellen];
        let variables = json!({ "filter": { "neighbourhoodIds": [world.neighbourhood("ruwaard").await] }, "perColumn": 20 });
        fill(&world, &mia, 1).await;
        let mut few = Vec::new();
        for member in everybody {
            let (answer, statements) = world.as_(member).count(BOARD, variables.clone()).await;
            assert_eq!(answer.number("/board/totalCount"), 7, "{}", member.name);
            few.push(statements.len());
        }
        let answer = world.as_(&mia).execute(BOARD, variables.clone()).await;
        assert!(!answer.at("/board/columns/4/cards/nodes/0/turn/phone").is_null());
        let waits = answer.list("/board/columns/3/cards/nodes").iter().find(|card| card["waitingFor"] == "SPECIALIST");
        let turn = &waits.expect("the one that waits for the first")["turn"];
        assert_eq!((&turn["name"], turn["phone"].is_null()), (&json!("Eerste-1-0"), false));
        fill(&world, &mia, 20).await;
        for (member, few) in everybody.into_iter().zip(few) {
            let (answer, many) = world.as_(member).count(BOARD, variables.clone()).await;
            assert_eq!(answer.number("/board/totalCount"), 147, "{}", member.name);
            assert_eq!(few, many.len(), "{}: {many:#?}", member.name);
            assert!(many.len() <= 6, "{}, {}: {many:#?}", member.name, many.len());
        }
    }

    /// What changed is asked by itself, with the counts of all: no first card of any column is looked for, and many cards
    /// on the board make it no more. Somebody else's case isn't there, and counts for nothing.
    async fn what_changed_on_the_board_takes_six_statements_at_most(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let elsewhere = world.case("elders").in_neighbourhood("berghem").await;
        let id = world.case("koekblik").held_by(&mia).await;
        let area = json!([world.neighbourhood("ruwaard").await]);
        let asked = json!({ "filter": { "neighbourhoodIds": area }, "first": 2, "changed": {
            "neighbourhoodIds": area, "ids": [id, elsewhere],
            "columns": ["NEW", "ACTIVE", "IN_CONSULTATION", "WAITING", "HANDED_OVER", "DONE"] } });
        let (answer, few) = world.as_(&mia).count(BOARD_CHANGES, asked.clone()).await;
        assert_eq!(answer.number("/board/totalCount"), 1);
        fill(&world, &mia, 20).await;
        let (answer, many) = world.as_(&mia).count(BOARD_CHANGES, asked).await;
        let nodes = answer.list("/cases/nodes");
        assert_eq!(nodes.iter().map(|node| node["codeWord"].as_str()).collect::<Vec<_>>(), [Some("koekblik")]);
        let board = world.as_(&mia).execute(BOARD, json!({ "filter": { "neighbourhoodIds": area }, "perColumn": 1 })).await;
        for count in ["totalCount", "overdueCount", "myTurnCount"] {
            assert_eq!(answer.at(&format!("/board/{count}")), board.at(&format!("/board/{count}")), "{count}");
        }
        for column in 0..6 {
            let count = format!("/board/columns/{column}/cards/totalCount");
            assert_eq!(answer.at(&count), board.at(&count), "{count}");
        }
        assert_eq!(few.len(), many.len(), "{many:#?}");
        assert!(many.len() <= 6, "{}: {many:#?}", many.len());
    }

    async fn a_case_page_takes_eight_statements_at_most(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let id = world.case("koekblik").held_by(&mia).followed_by(&toos).await;
        let variables = json!({ "id": id, "events": 50 });
        happen(&world, id, &mia, 1).await;
        let (answer, few) = world.as_(&mia).count(CASE, variables.clone()).await;
        assert_eq!(answer.list("/case/timeline/nodes").len(), 1);
        assert!(!answer.at("/case/involvements/0/receiver/specialist").is_null());
        happen(&world, id, &mia, 50).await;
        let (answer, many) = world.as_(&mia).count(CASE, variables).await;
        assert_eq!(answer.list("/case/timeline/nodes").len(), 50);
        assert_eq!(answer.list("/case/involvements").len(), 51);
        assert!(many.len() <= few.len(), "{many:#?}");
        assert!(many.len() <= 8, "{}: {many:#?}", many.len());
    }

    /// For who follows it, and for who isn't involved and gave a reason.
    async fn a_case_page_takes_as_few_for_others(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let ellen = world.coordinator("Ellen").await;
        let id = world.case("koekblik").held_by(&mia).followed_by(&toos).await;
        happen(&world, id, &mia, 30).await;
        let reason = json!({ "caseId": id, "reason": "Een klacht" });
        for member in [&joris, &ellen] {
            world.as_(member).does("readCaseWithReason", reason.clone()).await;
        }
        for (member, reads) in [(&toos, false), (&joris, true), (&ellen, true)] {
            let (answer, statements) = world.as_(member).count(CASE, json!({ "id": id, "events": 50 })).await;
            assert_eq!(!answer.at("/case/content").is_null(), reads, "{}", member.name);
            assert!(statements.len() <= 8, "{}, {}: {statements:#?}", member.name, statements.len());
        }
    }

    /// However much waits.
    async fn today_takes_as_many_statements_for_many_cases_as_for_few(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        fill(&world, &mia, 1).await;
        let (_, few) = world.as_(&mia).count(TODAY, json!({})).await;
        fill(&world, &mia, 20).await;
        let (_, many) = world.as_(&mia).count(TODAY, json!({})).await;
        assert!(many.len() <= few.len(), "{} {}: {many:#?}", few.len(), many.len());
    }
}

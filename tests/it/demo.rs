//! The demo: everybody can look around, and every case could have come about by the acts of the product.

use std::collections::BTreeMap;

use api::context::zone;
use api::demo::{Outcome, load};
use api::free_text;
use api::import::{Operator, Source};
use entities::{
    CaseEventKind, CaseStatus, InvolvementStatus, Role, case, case_event, case_follower, involvement, person,
    role_grant,
};
use expect_test::expect;
use sea_orm::{ColumnTrait, EntityTrait, PaginatorTrait, QueryFilter};
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn the_demo_is_loaded_once(db: TestDatabase) {
        let world = World::on(db).await;
        let outcome = load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        assert!(matches!(outcome, Outcome::Loaded { people: 24, cases: 60, .. }), "{outcome:?}");
        // Four more are on their way, pause or stopped, and nobody looks around as them.
        assert_eq!(person::Entity::find().count(world.db()).await.ok(), Some(24 + 4));
        assert_eq!(case::Entity::find().count(world.db()).await.ok(), Some(60));
        assert_eq!(load(&Operator::of(world.app()), &Source::Embedded).await.ok(), Some(Outcome::InUse));
    }

    async fn there_is_somebody_for_every_role(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let grants = role_grant::Entity::find().all(world.db()).await.expect("roles can be read");
        let mut people: BTreeMap<Role, Vec<_>> = BTreeMap::new();
        for grant in grants.iter().filter(|grant| grant.ended_at.is_none()) {
            people.entry(grant.role).or_default().push(grant.person_id);
        }
        let told: Vec<_> = people
            .iter_mut()
            .map(|(role, people)| {
                people.dedup();
                format!("{role:?} {}", people.len())
            })
            .collect();
        expect!["Connector 13, CommunityWorker 3, Coordinator 1, Specialist 3, MunicipalityOfficer 2, CentreManager 1, Administrator 1"]
            .assert_eq(&told.join(", "));
        let people = person::Entity::find().all(world.db()).await.expect("people can be read");
        assert!(people.iter().all(|person| person.password_hash.is_none()));
        assert_eq!(people.iter().filter(|person| person.demo_story.is_some()).count(), 24);
        assert!(people.iter().all(|person| person.email.ends_with("@example.org")));
        assert!(people.iter().all(|person| person.phone.as_ref().is_some_and(|phone| phone.starts_with("0412 00 "))));
    }

    async fn nothing_that_was_written_identifies_anybody(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        let cases = case::Entity::find().all(world.db()).await.expect("cases can be read");
        let events = case_event::Entity::find().all(world.db()).await.expect("events can be read");
        let involvements = involvement::Entity::find().all(world.db()).await.expect("involvements can be read");
        let texts = cases
            .into_iter()
            .flat_map(|case| [Some(case.summary), case.contact_note, case.next_step])
            .chain(events.into_iter().map(|event| event.note))
            .chain(involvements.into_iter().flat_map(|row| [Some(row.reason), row.next_step, row.decline_reason]));
        for text in texts.flatten() {
            assert_eq!(free_text::find(&text), None, "{text}");
        }
    }

    async fn what_happened_lies_in_order_in_the_past(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        expect_order(&world).await;
        let events = case_event::Entity::find().all(world.db()).await.expect("events can be read");
        for event in events {
            let time = event.at.to_jiff().to_zoned(zone()).time();
            assert!((8..20).contains(&time.hour()), "{:?} at {time}", event.kind);
        }
    }

    async fn every_column_of_two_boards_has_something(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        for name in ["Mia", "Joris Hendriks"] {
            let found = person::Entity::find().filter(person::Column::Name.eq(name)).one(world.db()).await;
            let id = found.expect("people can be read").expect("they are of the demo").id;
            let viewer = Member { id, name: name.to_owned(), email: String::new() };
            let board = "{ board { columns { column cards { totalCount } } } }";
            let answer = world.as_(&viewer).execute(board, json!({})).await;
            assert_eq!(answer.list("/board/columns").len(), 6);
            for column in 0..6 {
                let count = answer.number(&format!("/board/columns/{column}/cards/totalCount"));
                assert!(count > 0, "{name}: {} is empty", answer.text(&format!("/board/columns/{column}/column")));
            }
        }
    }

    async fn it_can_be_loaded_right_after_midnight(db: TestDatabase) {
        let world = World::on(db).await;
        // It is ten o'clock in Oss; five past midnight comes fourteen hours later.
        world.pass_minutes(14 * 60 + 5);
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the demo is right");
        expect_order(&world).await;
    }
}

/// Events of a case follow each other, ids too; the case and its parts agree with them.
async fn expect_order(world: &World) {
    let mut events = case_event::Entity::find().all(world.db()).await.expect("events can be read");
    events.sort_by_key(|event| event.id);
    let involvements = involvement::Entity::find().all(world.db()).await.expect("involvements can be read");
    let followers = case_follower::Entity::find().all(world.db()).await.expect("followers can be read");
    for case in case::Entity::find().all(world.db()).await.expect("cases can be read") {
        let word = &case.code_word;
        let own: Vec<_> = events.iter().filter(|event| event.case_id == case.id).collect();
        assert!(own.is_sorted_by_key(|event| event.at), "{word} goes back in time");
        assert!(own.iter().all(|event| event.at < world.now()), "{word} runs ahead");
        assert_eq!(own.first().map(|event| (event.kind, event.at)), Some((CaseEventKind::Opened, case.opened_at)));
        assert_eq!(own.last().map(|event| event.at), Some(case.changed_at), "{word}");
        let closed = own.iter().find(|event| event.kind == CaseEventKind::Closed).map(|event| event.at);
        assert_eq!((closed, closed.is_some()), (case.closed_at, case.status == CaseStatus::Closed), "{word}");
        for row in involvements.iter().filter(|row| row.case_id == case.id) {
            let is_open = matches!(row.status, InvolvementStatus::Requested | InvolvementStatus::Accepted);
            assert!(!is_open || case.status != CaseStatus::Closed, "{word} is closed with something open");
            let lines = own.iter().filter(|event| event.involvement_id == Some(row.id));
            let changes = lines.filter(|event| event.kind != CaseEventKind::HolderChanged).count();
            assert_eq!(i32::try_from(changes).ok(), Some(row.version), "{word}");
        }
        let changed_hands = own.iter().filter(|event| event.kind == CaseEventKind::HolderChanged).count();
        assert_eq!(followers.iter().filter(|row| row.case_id == case.id).count(), changed_hands, "{word}");
    }
}

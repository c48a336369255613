//! Somebody's meetings in a calendar: read by another library than the one that wrote them, with a secret that can be
//! withdrawn and runs out.

use axum::http::{Method, StatusCode};
use entities::{AttendanceState, CourseKind, calendar_feed};
use icalendar::{Calendar, CalendarComponent, Component, EventLike, parser::unfold};
use sea_orm::EntityTrait;
use serde_json::json;

use crate::harness::people::Member;
use crate::harness::server::Reply;
use crate::harness::world::World;
use crate::on_both;

const MAKE: &str = "mutation ($input: MakeCalendarAddressInput!) { makeCalendarAddress(input: $input) {
    path calendarAddress { createdAt expiresAt } userErrors { code field } } }";
const WITHDRAW: &str = "mutation { withdrawCalendarAddress(input: {}) { isWithdrawn userErrors { code } } }";

async fn address(world: &World, who: &Member) -> String {
    let made = world.as_(who).execute(MAKE, json!({ "input": {} })).await;
    made.text("/makeCalendarAddress/path").to_owned()
}

async fn read(world: &World, path: &str) -> Reply {
    world.serve().send(Method::GET, path, &[], "").await
}

/// Each meeting as `20261125T090000Z-20261125T110000Z Title @ Place STATUS (more)`.
fn events(text: &str) -> Vec<String> {
    let calendar: Calendar = text.parse().expect("another library reads it");
    let event = |component: &CalendarComponent| {
        let CalendarComponent::Event(event) = component else { panic!("only meetings stand in it: {component:?}") };
        let value = |name: &str| event.property_value(name).unwrap_or_default();
        assert!(event.get_uid().is_some_and(|uid| uid.starts_with("training_")), "{event:?}");
        assert!(!value("DTSTAMP").is_empty() && !value("SEQUENCE").is_empty(), "{event:?}");
        let title = event.get_summary().unwrap_or_default().to_owned();
        let place = event.get_location().unwrap_or_default().to_owned();
        let more = event.get_description().unwrap_or_default().to_owned();
        format!("{}-{} {title} @ {place} {} {more}", value("DTSTART"), value("DTEND"), value("STATUS"))
            .trim_end()
            .to_owned()
    };
    calendar.components.iter().map(event).collect()
}

on_both! {
    async fn a_calendar_holds_ones_own_meetings_and_those_that_one_gives(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let basic = world.course("Basis; voor, iedereen", |row| (row.kind, row.meetings) = (CourseKind::Basic, 3)).await;
        let talk = world.course("Een gesprek aangaan", |_| ()).await;
        let place = "Buurthuis De Vlindertuin, zaal 2 — achterom; de bel doet het niet, dus klop hard op het raam van de keuken";
        let first = world.meeting(basic, 2, &ellen, |row| place.clone_into(&mut row.place)).await;
        let full = world.meeting(talk, 3, &ellen, |row| row.capacity = 1).await;
        let off = world.meeting(talk, 4, &ellen, |_| ()).await;
        let left = world.meeting(talk, 5, &ellen, |_| ()).await;
        world.meeting(talk, 6, &ellen, |row| row.welfare_trainer_id = Some(mia.id)).await;
        world.stands(first, &mia, AttendanceState::Enrolled).await;
        world.stands(full, &mia, AttendanceState::Waiting).await;
        world.stands(off, &mia, AttendanceState::Enrolled).await;
        world.stands(left, &mia, AttendanceState::Cancelled).await;
        let reason = json!({ "trainingSessionId": off, "expectedVersion": 1, "reason": "De trainer is ziek." });
        world.as_(&ellen).trains("callOffTrainingSession", reason).await;

        let reply = read(&world, &address(&world, &mia).await).await;
        assert_eq!((reply.status, reply.header("content-type")), (StatusCode::OK, "text/calendar; charset=utf-8"));
        assert_eq!(reply.header("cache-control"), "private, no-store");
        let text = reply.text();
        assert!(text.lines().all(|line| line.len() <= 75), "no line is longer than the standard has it");
        assert!(text.split_inclusive('\n').all(|line| line.ends_with("\r\n")), "every line ends as the standard has it");
        let unfolded = unfold(&text);
        let calendar = icalendar::parser::read_calendar(&unfolded).expect("another library reads all of it");
        assert_eq!(calendar.components.len(), 4);
        assert_eq!(events(&text), [
            format!("20261125T090000Z-20261125T110000Z Basis; voor, iedereen, bijeenkomst 1 van 3 @ {place} CONFIRMED"),
            "20261126T090000Z-20261126T110000Z Een gesprek aangaan @ De Vlindertuin TENTATIVE Je staat op de wachtlijst.".to_owned(),
            "20261127T090000Z-20261127T110000Z Een gesprek aangaan @ De Vlindertuin CANCELLED Deze bijeenkomst gaat niet door. De trainer is ziek.".to_owned(),
            "20261129T090000Z-20261129T110000Z Een gesprek aangaan @ De Vlindertuin CONFIRMED".to_owned(),
        ]);
    }

    async fn an_address_works_until_it_is_replaced_withdrawn_or_too_old(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let status = async |path: &str| {
            let reply = read(&world, path).await;
            (reply.status.as_u16(), reply.text())
        };
        let first = address(&world, &mia).await;
        assert_eq!(status(&first).await.0, 200);
        let kept = calendar_feed::Entity::find().all(world.db()).await.expect("read");
        assert!(!format!("{kept:?}").contains(first.trim_start_matches("/calendar/").trim_end_matches(".ics")));
        let second = address(&world, &mia).await;
        let gone = (410, "Dit adres werkt niet meer. Maak een nieuw adres, op de pagina Training.\n".to_owned());
        assert_eq!(status(&first).await, gone);
        assert_eq!(status(&second).await.0, 200);
        let seen = world.as_(&mia).execute("{ viewer { calendarAddress { expiresAt } } }", json!({})).await;
        assert!(!seen.at("/viewer/calendarAddress").is_null());

        assert_eq!(world.as_(&mia).execute(WITHDRAW, json!({})).await.at("/withdrawCalendarAddress/isWithdrawn"), true);
        assert_eq!(status(&second).await, gone);
        assert_eq!(world.as_(&mia).execute("{ viewer { calendarAddress { expiresAt } } }", json!({})).await.at("/viewer/calendarAddress"), &json!(null));

        let third = address(&world, &mia).await;
        world.pass_days(2 * 365 - 1);
        assert_eq!(status(&third).await.0, 200);
        world.pass_days(1);
        assert_eq!(status(&third).await, gone);
        let unknown = (404, "Dit adres is er niet. Kijk of je het helemaal hebt overgenomen.\n".to_owned());
        let half = third.replace(".ics", "");
        let other = format!("/calendar/{}.ics", "A".repeat(43));
        for path in [half.as_str(), &other, "/calendar/x.ics", "/calendar/%20.ics"] {
            assert_eq!(status(path).await, unknown, "{path}");
        }
        assert_eq!(world.as_nobody().execute(MAKE, json!({ "input": {} })).await.refusals(), ["NOT_ALLOWED"]);
    }

    /// The path is shown once: who asks again with the same key gets no second address.
    async fn a_try_again_makes_one_address(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let make = async || world.as_(&mia).execute(MAKE, json!({ "input": { "idempotencyKey": "k" } })).await;
        let path = make().await.text("/makeCalendarAddress/path").to_owned();
        assert_eq!(make().await.at("/makeCalendarAddress/path"), &json!(null));
        assert_eq!(read(&world, &path).await.status, StatusCode::OK);
        assert_eq!(calendar_feed::Entity::find().all(world.db()).await.expect("read").len(), 1);
    }
}

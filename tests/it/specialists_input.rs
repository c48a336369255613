//! What is written in an entry, field by field: what is wrong is refused at its field, and then nothing is written.

use entities::{
    NeighbourhoodId, OrganisationId, SpecialistId, TopicId, opening_hours, specialist, specialist_channel,
    specialist_language, specialist_neighbourhood, specialist_search, specialist_topic, stale_mark,
};
use sea_orm::{EntityTrait, PaginatorTrait};
use serde_json::{Value, json};

use crate::harness::directory::but;
use crate::harness::world::World;
use crate::on_both;

/// A field, what is written in it, and what is said to that.
fn wrong(world: &World) -> Vec<(&'static str, Value, Vec<&'static str>)> {
    let (topic, area): (TopicId, NeighbourhoodId) = (world.id(), world.id());
    let organisation: OrganisationId = world.id();
    let hours = |opens: &str, closes: &str| json!([{ "weekday": "MONDAY", "opens": opens, "closes": closes }]);
    let long = "x".repeat(10_000);
    vec![
        ("name", json!(""), vec!["REQUIRED input.specialist.name"]),
        ("name", json!(" \n "), vec!["REQUIRED input.specialist.name"]),
        ("name", json!(long), vec!["TOO_LONG input.specialist.name"]),
        ("name", json!("x".repeat(121)), vec!["TOO_LONG input.specialist.name"]),
        ("name", json!("Brieven\u{0}hulp"), vec!["INVALID input.specialist.name"]),
        ("description", json!(" "), vec!["REQUIRED input.specialist.description"]),
        ("description", json!("x".repeat(1001)), vec!["TOO_LONG input.specialist.description"]),
        ("forWhom", json!(""), vec!["REQUIRED input.specialist.forWhom"]),
        ("forWhom", json!("x".repeat(501)), vec!["TOO_LONG input.specialist.forWhom"]),
        ("notForWhom", json!("x".repeat(501)), vec!["TOO_LONG input.specialist.notForWhom"]),
        ("howToGetIn", json!(""), vec!["REQUIRED input.specialist.howToGetIn"]),
        ("howToGetIn", json!("x".repeat(501)), vec!["TOO_LONG input.specialist.howToGetIn"]),
        ("cost", json!(""), vec!["REQUIRED input.specialist.cost"]),
        ("cost", json!("x".repeat(201)), vec!["TOO_LONG input.specialist.cost"]),
        ("address", json!("x".repeat(201)), vec!["TOO_LONG input.specialist.address"]),
        ("address", json!("Plein \u{1b}1"), vec!["INVALID input.specialist.address"]),
        ("phone", json!("bel maar"), vec!["INVALID input.specialist.phone"]),
        ("phone", json!("12"), vec!["INVALID input.specialist.phone"]),
        ("email", json!("brieven"), vec!["INVALID input.specialist.email"]),
        ("email", json!("brieven@example"), vec!["INVALID input.specialist.email"]),
        ("website", json!("example.org"), vec!["INVALID input.specialist.website"]),
        ("website", json!("https://"), vec!["INVALID input.specialist.website"]),
        ("website", json!("javascript:alert(1)"), vec!["INVALID input.specialist.website"]),
        ("website", json!(format!("https://example.org/{long}")), vec!["INVALID input.specialist.website"]),
        ("organisationId", json!(""), vec!["REQUIRED input.specialist.organisationId"]),
        ("organisationId", json!("de gemeente"), vec!["NOT_FOUND input.specialist.organisationId"]),
        ("organisationId", json!(organisation), vec!["NOT_FOUND input.specialist.organisationId"]),
        ("topicIds", json!([topic]), vec!["NOT_FOUND input.specialist.topicIds"]),
        ("topicIds", json!([]), vec!["REQUIRED input.specialist.topicIds"]),
        ("topicIds", json!(vec![topic; 11]), vec!["NOT_FOUND input.specialist.topicIds"]),
        (
            "topicIds",
            json!((0..11).map(|_| world.id()).collect::<Vec<TopicId>>()),
            vec!["TOO_LONG input.specialist.topicIds"],
        ),
        ("neighbourhoodIds", json!([area]), vec!["NOT_FOUND input.specialist.neighbourhoodIds"]),
        ("neighbourhoodIds", json!([]), vec!["REQUIRED input.specialist.neighbourhoodIds"]),
        ("channels", json!([]), vec!["REQUIRED input.specialist.channels"]),
        ("languages", json!([]), vec!["REQUIRED input.specialist.languages"]),
        ("languages", json!(["nl", "dutch"]), vec!["INVALID input.specialist.languages"]),
        ("languages", json!(["NL"]), vec!["INVALID input.specialist.languages"]),
        ("openingHours", hours("9:00", "12:00"), vec!["INVALID input.specialist.openingHours.0.opens"]),
        ("openingHours", hours("09:00", "24:01"), vec!["INVALID input.specialist.openingHours.0.closes"]),
        ("openingHours", hours("09:60", "12:00"), vec!["INVALID input.specialist.openingHours.0.opens"]),
        ("openingHours", hours("12:00", "09:00"), vec!["INVALID input.specialist.openingHours.0.closes"]),
        ("openingHours", hours("12:00", "12:00"), vec!["INVALID input.specialist.openingHours.0.closes"]),
        ("openingHours", hours("24:00", "24:00"), vec!["INVALID input.specialist.openingHours.0.closes"]),
        ("openingHours", hours("", ""), vec!["INVALID input.specialist.openingHours.0.opens"]),
        (
            "openingHours",
            json!([
                { "weekday": "MONDAY", "opens": "09:00", "closes": "12:00" },
                { "weekday": "TUESDAY", "opens": "11:00", "closes": "14:00" },
                { "weekday": "MONDAY", "opens": "11:59", "closes": "14:00" },
            ]),
            vec!["INVALID input.specialist.openingHours.2.opens"],
        ),
    ]
}

on_both! {
    async fn what_is_wrong_is_refused_at_its_field(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let good = world.written_entry().await;
        let added = world.as_(&joris).keeps("addSpecialist", json!({ "specialist": good })).await;
        let id: SpecialistId = added["id"].as_str().expect("an id").parse().expect("an id");
        world.as_(&mia).keeps("markSpecialistStale", json!({ "specialistId": id })).await;
        let before = everything(&world).await;
        let joris = world.as_(&joris);
        for (field, value, refusals) in wrong(&world) {
            let written = but(&but(&good, "name", json!("Een andere naam")), field, value.clone());
            let add = json!({ "specialist": written });
            assert_eq!(joris.keep("addSpecialist", add).await.refusals(), refusals, "{field}: {value}");
            let change = json!({ "specialistId": id, "expectedVersion": 1, "specialist": written });
            let answer = joris.keep("changeSpecialist", change).await;
            assert_eq!(answer.refusals(), refusals, "{field}: {value}");
            assert_eq!(answer.at("/changeSpecialist/specialist/name"), "Brievenhulp", "{field}: {value}");
        }
        assert_eq!(everything(&world).await, before);
        assert_eq!(joris.finds("brievenhulp", json!({})).await, ["brievenhulp"]);
        assert!(joris.finds("andere naam", json!({})).await.is_empty());
    }

    /// Everything at once, so that nobody mends a form seven times.
    async fn all_that_is_wrong_is_told_at_once(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let mut written = world.written_entry().await;
        for (field, value) in [
            ("name", json!("")), ("phone", json!("bel maar")), ("email", json!("brieven")), ("website", json!("www")),
            ("channels", json!([])), ("openingHours", json!([{ "weekday": "MONDAY", "opens": "noon", "closes": "13:00" }])),
        ] {
            written[field] = value;
        }
        let refused = world.as_(&joris).keep("addSpecialist", json!({ "specialist": written })).await;
        let mut refusals = refused.refusals();
        refusals.sort();
        assert_eq!(refusals, [
            "INVALID input.specialist.email",
            "INVALID input.specialist.openingHours.0.opens",
            "INVALID input.specialist.phone",
            "INVALID input.specialist.website",
            "REQUIRED input.specialist.channels",
            "REQUIRED input.specialist.name",
        ]);
    }

    /// A note is free text about somebody's experience: what identifies a person stays out.
    async fn a_note_identifies_nobody(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let id = world.specialist("repaircafe").await;
        for (note, refusal) in [
            ("Bel 06 12 34 56 78, daar zitten ze nu.", "PERSONAL_DATA input.note"),
            ("Mail naar jan@example.org.", "PERSONAL_DATA input.note"),
            ("Het was voor 111222333.", "PERSONAL_DATA input.note"),
            ("Betaal op NL91 ABNA 0417 1643 00.", "PERSONAL_DATA input.note"),
            (&"x".repeat(501), "TOO_LONG input.note"),
        ] {
            let answer = world.as_(&mia).keep("markSpecialistStale", json!({ "specialistId": id, "note": note })).await;
            assert_eq!(answer.refusals(), [refusal], "{note}");
            assert_eq!(answer.number("/markSpecialistStale/specialist/freshness/markCount"), 0, "{note}");
        }
        assert_eq!(stale_mark::Entity::find().count(world.db()).await.ok(), Some(0));
        world.as_(&mia).keeps("markSpecialistStale", json!({ "specialistId": id, "note": "  Op dinsdag is het dicht. " })).await;
        let mark = stale_mark::Entity::find().one(world.db()).await.expect("marks can be read").expect("it is there");
        assert_eq!(mark.note.as_deref(), Some("Op dinsdag is het dicht."));
    }

    /// What was written comes back, trimmed; the address of what isn't told is for who keeps the entry.
    async fn what_is_written_comes_back(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let mut written = world.written_entry().await;
        written["name"] = json!("  Café Zoë ");
        written["addressIsConfidential"] = json!(true);
        written["openingHours"] = json!([
            { "weekday": "SATURDAY", "opens": "00:00", "closes": "02:00" },
            { "weekday": "FRIDAY", "opens": "20:00", "closes": "24:00" },
        ]);
        let entry = world.as_(&ellen).keeps("addSpecialist", json!({ "specialist": written })).await;
        for (field, value) in [
            ("version", json!(1)), ("slug", json!("cafe-zoe")), ("name", json!("Café Zoë")),
            ("organisation", json!({ "slug": "bibliotheek" })), ("kind", json!("VOLUNTEER_ORGANISATION")),
            ("topics", json!([{ "slug": "brieven" }])), ("areasServed", json!([{ "code": "ruwaard" }])),
            ("channels", json!(["PHYSICAL", "PHONE"])), ("languages", json!(["nl", "ar"])), ("cost", json!("Gratis")),
            ("openingHours", json!([
                { "weekday": "FRIDAY", "opens": "20:00", "closes": "24:00" },
                { "weekday": "SATURDAY", "opens": "00:00", "closes": "02:00" },
            ])),
            ("phone", json!("0412 00 10 20")), ("email", json!("brieven@example.org")), ("notForWhom", json!("")),
            ("website", json!("https://example.org/brieven")), ("address", json!("Plein 1")),
            ("checkedOn", json!("2026-11-23")), ("checkedBy", json!({ "name": "Ellen" })),
        ] {
            assert_eq!(entry[field], value, "{field}");
        }
        let id: SpecialistId = entry["id"].as_str().expect("an id").parse().expect("an id");
        assert_eq!(world.as_(&mia).entry(id).await["address"], Value::Null);

        for field in ["phone", "email", "website", "address"] {
            written[field] = Value::Null;
        }
        written["wholeMunicipality"] = json!(true);
        written["openingHours"] = json!([]);
        let change = json!({ "specialistId": id, "expectedVersion": 1, "specialist": written });
        let entry = world.as_(&ellen).keeps("changeSpecialist", change).await;
        for field in ["phone", "email", "website", "address"] {
            assert_eq!(entry[field], Value::Null, "{field}");
        }
        assert_eq!((&entry["areasServed"], &entry["openingHours"]), (&json!([]), &json!([])));
        assert_eq!(entry["openingState"]["byAppointment"], true);
        assert_eq!(entry["slug"], "cafe-zoe", "the key stays");
    }

    /// A name stands in the directory once; one that was taken out stands in nobody's way.
    async fn a_name_is_given_once(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let good = world.written_entry().await;
        let named = |name: &str| json!({ "specialist": but(&good, "name", json!(name)) });
        let first = joris.keeps("addSpecialist", named("Brievenhulp")).await;
        for same in ["Brievenhulp", " brievenHULP "] {
            let answer = joris.keep("addSpecialist", named(same)).await;
            assert_eq!(answer.refusals(), ["ALREADY_EXISTS input.specialist.name"], "{same}");
        }
        assert_eq!(joris.keeps("addSpecialist", named("Brieven-hulp")).await["slug"], "brieven-hulp");
        assert_eq!(joris.keeps("addSpecialist", named("Brievenhulp!")).await["slug"], "brievenhulp-2");
        for (name, key) in [("مساعدة", "specialist"), ("پیش", "specialist-2")] {
            assert_eq!(joris.keeps("addSpecialist", named(name)).await["slug"], key, "{name}");
        }
        world.as_(&world.coordinator("Ellen").await).keeps("archiveSpecialist", json!({ "specialistId": first["id"], "expectedVersion": 1 })).await;
        assert_eq!(joris.keeps("addSpecialist", named("Brievenhulp")).await["slug"], "brievenhulp-3");
    }

    /// Free is what its words say, however they came in.
    async fn free_is_what_costs_nothing_to_anybody(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let joris = world.as_(&joris);
        let mut entry = joris.keeps("addSpecialist", json!({ "specialist": world.written_entry().await })).await;
        for (cost, is_free) in [("Gratis op het spreekuur", false), ("Gratis. Koffie kost € 1.", true), ("€ 2", false)] {
            let written = but(&world.written_entry().await, "cost", json!(cost));
            let change = json!({ "specialistId": entry["id"], "expectedVersion": entry["version"], "specialist": written });
            entry = joris.keeps("changeSpecialist", change).await;
            assert_eq!(joris.finds("", json!({ "free": true })).await.len(), usize::from(is_free), "{cost}");
            assert_eq!(joris.finds("", json!({ "free": false })).await.len(), usize::from(!is_free), "{cost}");
        }
    }
}

/// Every row of the directory, to see that nothing moved.
async fn everything(world: &World) -> String {
    let db = world.db();
    let rows = (
        specialist::Entity::find().all(db).await.expect("read"),
        specialist_topic::Entity::find().all(db).await.expect("read"),
        specialist_neighbourhood::Entity::find().all(db).await.expect("read"),
        specialist_language::Entity::find().all(db).await.expect("read"),
        specialist_channel::Entity::find().all(db).await.expect("read"),
        opening_hours::Entity::find().all(db).await.expect("read"),
        stale_mark::Entity::find().all(db).await.expect("read"),
        specialist_search::Entity::find().all(db).await.expect("read"),
    );
    format!("{rows:#?}")
}

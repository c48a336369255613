//! Lists are loaded whole or not at all, and what is wrong with them is told so that it can be mended.

use std::collections::BTreeMap;

use api::import::{ImportError, Loaded, Operator, Source, load};
use entities::{
    StaleMarkId, neighbourhood, opening_hours, organisation, specialist, specialist_channel, specialist_language,
    specialist_neighbourhood, specialist_topic, stale_mark, topic,
};
use expect_test::expect;
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, PaginatorTrait, Set};

use crate::harness::lists::{Folder, told};
use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn the_lists_of_oss_are_loaded(db: TestDatabase) {
        let world = World::on(db).await;
        let summary = load(&Operator::of(world.app()), &Source::Embedded).await.expect("the lists are right");
        expect![[r"
            neighbourhoods.csv: 34 added, 0 changed, 0 unchanged
            organisations.csv: 43 added, 0 changed, 0 unchanged
            topics.csv: 33 added, 0 changed, 0 unchanged
            application_profile.csv: 10 added, 0 changed, 0 unchanged
            specialists.csv: 90 added, 0 changed, 0 unchanged
            courses.csv: 6 added, 0 changed, 0 unchanged
            demo_cases.csv: left out, cases are loaded with the demo only
            community_centres.csv: left out, it has no table yet
            readiness_conditions.csv: left out, it has no table yet
            rule_barrier_themes.csv: left out, it has no table yet
            search_golden.csv: left out, only the tests of search read it
        "]]
        .assert_eq(&summary.to_string());
        let counts = counts(&world).await;
        let expected = "areas 231, channels 160, hours 342, languages 212, organisations 43, places 34, \
            specialists 90, topics 33, topics of specialists 172";
        assert_eq!(counts, expected);
    }

    async fn a_specialist_is_loaded_with_all_that_hangs_on_it(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the lists are right");
        let everywhere = specialist_by_slug(&world, "schuldhulpverlening").await;
        let somewhere = specialist_by_slug(&world, "formulierenhulp").await;
        assert!(everywhere.whole_municipality && everywhere.is_free && everywhere.is_public);
        assert!(!somewhere.whole_municipality);
        assert!(!specialist_by_slug(&world, "klusjesdienst").await.is_free);
        assert!(specialist_by_slug(&world, "steunpunt-mantelzorg").await.is_free);
        assert!(!specialist_by_slug(&world, "noodfonds").await.is_public);
        assert!(specialist_by_slug(&world, "veilige-opvang").await.address_confidential);
        assert_eq!((everywhere.checked_on.to_string().as_str(), everywhere.version), ("2026-10-22", 1));
        let hours = opening_hours::Entity::find().all(world.db()).await.expect("hours can be read");
        let mut hours: Vec<_> = hours
            .iter()
            .filter(|row| row.specialist_id == somewhere.id)
            .map(|row| (row.weekday, row.opens, row.closes))
            .collect();
        hours.sort();
        assert_eq!(format!("{hours:?}"), "[(Monday, 810, 960), (Wednesday, 810, 960), (Thursday, 570, 720)]");
    }

    async fn loading_again_changes_nothing(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the lists are right");
        let before = specialist::Entity::find().all(world.db()).await.expect("specialists can be read");
        world.pass_days(1);
        let again = load(&Operator::of(world.app()), &Source::Embedded).await.expect("the lists are right");
        assert!(again.loaded.iter().all(|list| list.added == 0 && list.changed == 0), "{again}");
        let after = specialist::Entity::find().all(world.db()).await.expect("specialists can be read");
        assert_eq!(before, after);
    }

    async fn what_differs_is_changed_and_nothing_is_deleted(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Source::Embedded).await.expect("the lists are right");
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let old = specialist_by_slug(&world, "repaircafe").await;
        let mark = stale_mark::Model {
            id: world.id::<StaleMarkId>(),
            specialist_id: old.id,
            person_id: mia.id,
            note: None,
            at: world.now(),
            settled_at: None,
        };
        mark.into_active_model().insert(world.db()).await.expect("the mark is written");
        let mut checked = old.clone().into_active_model();
        checked.checked_on = Set("2026-11-20".parse().expect("a day"));
        checked.update(world.db()).await.expect("the entry is checked");
        world.pass_days(1);

        let folder = Folder::with(&["specialists.csv"]);
        folder.keep("specialists.csv", "repaircafe");
        folder.replace("specialists.csv", ",nl,", ",nl;tr,");
        let summary = load(&Operator::of(world.app()), &folder.source()).await.expect("the list is right");
        let changed = Loaded { file: "specialists.csv", added: 0, changed: 1, unchanged: 0 };
        assert!(summary.loaded.contains(&changed), "{summary}");

        let new = specialist_by_slug(&world, "repaircafe").await;
        assert_eq!((new.version, new.updated_at), (2, world.now()));
        assert_eq!(new.checked_on.to_string(), "2026-11-20", "an older list doesn't make an entry staler");
        assert_eq!(specialist::Entity::find().count(world.db()).await.ok(), Some(90));
        let spoken = specialist_language::Entity::find().all(world.db()).await.expect("languages can be read");
        let mut spoken: Vec<_> =
            spoken.iter().filter(|row| row.specialist_id == new.id).map(|row| row.language.as_str()).collect();
        spoken.sort_unstable();
        assert_eq!(spoken, ["nl", "tr"]);
        let mark = stale_mark::Entity::find().one(world.db()).await.expect("marks can be read").expect("it is there");
        assert_eq!(mark.settled_at, Some(world.now()), "the entry is another now");
    }

    async fn everything_that_is_wrong_is_told_and_nothing_is_loaded(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&["neighbourhoods.csv", "organisations.csv", "topics.csv", "specialists.csv"]);
        folder.replace("neighbourhoods.csv", "ussen,Ussen,QUARTER,noordwest,4", "ussen,Ussen,BUURT,noordoost,vier");
        folder.replace("neighbourhoods.csv", "\noss,Oss,DISTRICT,,", "\noss,Oss,DISTRICT,de-geer,");
        folder.replace("organisations.csv", "slug,name,kind,website,example", "name,website,colour,example,website");
        folder.replace("topics.csv", "\nhuisdieren,Huisdieren,", "\ntuin,,");
        folder.replace("topics.csv", "\nverslaving,Verslaving,", "\nverslaving,Verslaving,lekker,");
        folder.replace("topics.csv", "uitvaart,Na een overlijden,", "uitvaart!,Na een overlijden,");
        folder.replace("specialists.csv", "mo-fr 09:00-12:30; tu 18:30-20:00", "mo-fr 09:00-12:30; di 18:30-20:00");
        folder.replace("specialists.csv", "sociaal-raadslieden@example.org,OPEN,2026-10-06,", "sociaal,RUIM,6-10-2026,");
        folder.replace("specialists.csv", "PROFESSIONAL,mantelzorg,*,AT_HOME;PHONE,", "PROFESSIONAL,zorg;;,*;oss,FAX,");
        folder.replace("specialists.csv", "mantelzorg;activiteiten,*,", "mantelzorg;dansen,oss;atlantis,");
        folder.replace("specialists.csv", "0412 00 13 45,", "bel maar,");
        folder.replace("specialists.csv", "nl,Gratis,Voor mantelzorgers die een dagdeel weg willen.", "dutch;nl,,");
        folder.replace_bytes("specialists.csv", b"Ouderenadviseur,", b"Ouderenadvis\xebur,");
        let told = told(&world, &folder).await;
        expect![[r#"
            neighbourhoods.csv, line 2, column parent: "oss" lies within itself. Name one that doesn't lie within it.
            neighbourhoods.csv, line 9, column area: "vier" is not a whole number. Write it in digits.
            neighbourhoods.csv, line 9, column kind: "BUURT" is no such word. Take one of: DISTRICT, VILLAGE, QUARTER.
            neighbourhoods.csv, line 9, column parent: "noordoost" stands nowhere. Add it to neighbourhoods.csv, or name another.
            neighbourhoods.csv, line 31, column parent: "de-geer" lies within itself. Name one that doesn't lie within it.
            organisations.csv, line 1, column colour: nobody knows this column. Take it out; known are: slug, name, kind, website, example.
            organisations.csv, line 1, column kind: the column is missing. Add it.
            organisations.csv, line 1, column slug: the column is missing. Add it.
            organisations.csv, line 1, column website: the column stands there twice. Keep one of them.
            specialists.csv, line 2, column capacity: "RUIM" is no such word. Take one of: OPEN, LIMITED, FULL, CLOSED_TEMPORARILY.
            specialists.csv, line 2, column checked_on: "6-10-2026" is not a day. Write year, month and day as 2026-11-23.
            specialists.csv, line 2, column email: "sociaal" is no e-mail address. Write it as naam@example.org.
            specialists.csv, line 2, column opening_hours: "di" is not a day. Write it as mo-fr 09:00-12:30; tu 18:30-20:00, or leave it empty.
            specialists.csv, line 5, column how: "FAX" is no such word. Take one of: PHYSICAL, PHONE, ONLINE, AT_HOME.
            specialists.csv, line 5, column neighbourhoods: * stands beside other areas. Keep * alone, or name the areas.
            specialists.csv, line 5, column topics: a part of the list is empty. Put one ; between two parts.
            specialists.csv, line 6, column neighbourhoods: "atlantis" stands nowhere. Add it to neighbourhoods.csv, or name another.
            specialists.csv, line 6, column phone: "bel maar" is no telephone number. Write it as 0412 00 10 13.
            specialists.csv, line 6, column topics: "dansen" stands nowhere. Add it to topics.csv, or name another.
            specialists.csv, line 7, column cost_nl: the cell is empty. Fill it in.
            specialists.csv, line 7, column for_whom_nl: the cell is empty. Fill it in.
            specialists.csv, line 7, column languages: "dutch" is not the code of a language. Use two small letters, as in nl (ISO 639-1).
            specialists.csv, line 9, column name: the text is not UTF-8. Save the file as UTF-8.
            specialists.csv, line 26, column topics: "uitvaart" stands nowhere. Add it to topics.csv, or name another.
            specialists.csv, line 82, column topics: "uitvaart" stands nowhere. Add it to topics.csv, or name another.
            specialists.csv, line 86, column topics: "huisdieren" stands nowhere. Add it to topics.csv, or name another.
            specialists.csv, line 90, column topics: "huisdieren" stands nowhere. Add it to topics.csv, or name another.
            topics.csv, line 23: the line has 7 fields, the header has 6. Add or take out commas; a text with a comma stands between double quotes.
            topics.csv, line 27, column slug: "uitvaart!" is not a key. Use small letters, digits and dashes.
            topics.csv, line 31, column name_nl: the cell is empty. Fill it in.
            topics.csv, line 31, column slug: "tuin" stands on line 30 already. Keep one of the lines, or give this one a key of its own.
        "#]].assert_eq(&told);
        let counts = counts(&world).await;
        let nothing = "areas 0, channels 0, hours 0, languages 0, organisations 0, places 0, specialists 0, \
            topics 0, topics of specialists 0";
        assert_eq!(counts, nothing);
    }

    async fn an_empty_file_and_a_strange_folder_are_told(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&[]);
        assert!(matches!(load(&Operator::of(world.app()), &folder.source()).await, Err(ImportError::Nothing)));
        folder.write("topics.csv", b"");
        folder.write("uitjes.csv", b"naam");
        let told = told(&world, &folder).await;
        expect![[r"
            topics.csv, line 1: the file is empty. Begin with a line of column names: slug,name_nl,question_nl,name_en,synonyms_nl,parent.
        "]].assert_eq(&told);
        folder.copy("topics.csv");
        let summary = load(&Operator::of(world.app()), &folder.source()).await.expect("one list is enough");
        assert_eq!(summary.left_out, [("uitjes.csv".to_owned(), "nobody knows this list")]);
        let gone = Source::Folder(folder.path().join("nergens"));
        assert!(matches!(load(&Operator::of(world.app()), &gone).await, Err(ImportError::Unreadable(_))));
    }

    async fn a_demo_case_must_hold_together(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&["neighbourhoods.csv", "organisations.csv", "topics.csv", "specialists.csv", "demo_cases.csv"]);
        let case = |old: &str, new: &str| folder.replace("demo_cases.csv", old, new);
        case(",1,NEW,,,,,,,,,true", ",1,NEW,RESIDENT,3,,,,,,,true");
        case(",34,WAITING,DECISION,12,,,,,,,true", ",34,WAITING,,,SOLVED_TOGETHER,,,,,,true");
        case(",52,CLOSED,,,SOLVED_TOGETHER,44,", ",52,CLOSED,,,SOLVED_TOGETHER,53,");
        case("JOINT_VISIT,ACCEPTED,4,schuldhulpverlening", "JOINT_VISIT,ACCEPTED,4,");
        case("CONSULTATION,ACCEPTED,6,taalmaatje", "CONSULTATION,ACCEPTED,-6,taalmaatje");
        case("CONSULTATION,REQUESTED,2,leergeld", "SUPPORT,REQUESTED,2,leergeld");
        case("spreekuur-verslaving", "spreekuur");
        case(",eten,RESIDENT,", ",honger,RESIDENT,");
        let told = told(&world, &folder).await;
        expect![[r#"
            demo_cases.csv, line 2, column waiting_for: the cell is filled in. Empty it, unless the case waits.
            demo_cases.csv, line 2, column waiting_until_in_days: the cell is filled in. Empty it, unless the case waits.
            demo_cases.csv, line 9, column topics: "honger" stands nowhere. Add it to topics.csv, or name another.
            demo_cases.csv, line 10, column specialist: the cell is empty. Fill it in when a specialist is asked along.
            demo_cases.csv, line 11, column involvement_days_ago: -6 days ago is yet to come. Write 0 for today, 1 for yesterday.
            demo_cases.csv, line 14, column specialist: the cell is filled in. Empty it, unless a specialist is asked along.
            demo_cases.csv, line 17, column specialist: "spreekuur" stands nowhere. Add it to specialists.csv, or name another.
            demo_cases.csv, line 28, column outcome: the cell is filled in. Empty it, unless the case is closed.
            demo_cases.csv, line 28, column waiting_for: the cell is empty. Fill it in when the case waits.
            demo_cases.csv, line 28, column waiting_until_in_days: the cell is empty. Fill it in when the case waits.
            demo_cases.csv, line 38, column closed_days_ago: 53 days ago the case was not yet noted. Make it fit opened_days_ago.
        "#]].assert_eq(&told);
    }
}

async fn specialist_by_slug(world: &World, slug: &str) -> specialist::Model {
    let all = specialist::Entity::find().all(world.db()).await.expect("specialists can be read");
    all.into_iter().find(|row| row.slug == slug).expect("it was loaded")
}

async fn counts(world: &World) -> String {
    let db = world.db();
    let counts = BTreeMap::from([
        ("places", neighbourhood::Entity::find().count(db).await),
        ("organisations", organisation::Entity::find().count(db).await),
        ("topics", topic::Entity::find().count(db).await),
        ("specialists", specialist::Entity::find().count(db).await),
        ("topics of specialists", specialist_topic::Entity::find().count(db).await),
        ("areas", specialist_neighbourhood::Entity::find().count(db).await),
        ("languages", specialist_language::Entity::find().count(db).await),
        ("channels", specialist_channel::Entity::find().count(db).await),
        ("hours", opening_hours::Entity::find().count(db).await),
    ]);
    let counts: Vec<_> =
        counts.into_iter().map(|(what, count)| format!("{what} {}", count.expect("rows can be counted"))).collect();
    counts.join(", ")
}

//! Files as they come from elsewhere: other line ends, other programs, other encodings, and what isn't a list at all. What
//! can be read is read; what can't is told with its place, and nothing is loaded.

use api::import::{Operator, load};
use entities::{neighbourhood, organisation, specialist, topic};
use expect_test::{Expect, expect};
use sea_orm::{EntityTrait, PaginatorTrait};

use crate::harness::lists::{Folder, told};
use crate::harness::world::World;
use crate::on_both;

const LISTS: [&str; 4] = ["neighbourhoods.csv", "organisations.csv", "topics.csv", "specialists.csv"];

on_both! {
    /// As a spreadsheet saves it: a mark at the beginning, and the line ends of another system.
    async fn marks_and_line_ends_make_no_difference(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&LISTS);
        for name in LISTS {
            let text = folder.read(name).replace('\n', "\r\n");
            folder.write(name, format!("\u{feff}{text}").as_bytes());
        }
        let summary = load(&Operator::of(world.app()), &folder.source()).await.expect("the lists are right");
        let added: Vec<_> = LISTS.iter().map(|name| summary.loaded.iter().find(|list| list.file == *name).map(|list| list.added)).collect();
        assert_eq!(added, [Some(34), Some(43), Some(33), Some(90)]);
        let plain = load(&Operator::of(world.app()), &Folder::with(&LISTS).source()).await.expect("the lists are right");
        assert!(plain.loaded.iter().all(|list| list.added + list.changed == 0), "{plain}");
    }

    /// Without a place on the map an area has no tile, whether the columns are there or not; a place counts from 1.
    async fn places_on_the_map_may_be_left_out(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&LISTS);
        let full = folder.read("neighbourhoods.csv");
        let short: Vec<&str> = full.lines().filter_map(|line| line.rsplitn(3, ',').nth(2)).collect();
        folder.write("neighbourhoods.csv", short.join("\n").as_bytes());
        load(&Operator::of(world.app()), &folder.source()).await.expect("the lists are right");
        let with_tile = async || {
            let areas = neighbourhood::Entity::find().all(world.db()).await.expect("areas can be read");
            areas.iter().filter(|area| area.tile_column.is_some() && area.tile_row.is_some()).count()
        };
        assert_eq!(with_tile().await, 0);
        folder.write("neighbourhoods.csv", full.as_bytes());
        let summary = load(&Operator::of(world.app()), &folder.source()).await.expect("the lists are right");
        assert_eq!((summary.loaded[0].changed, with_tile().await), (27, 27));
        folder.write("neighbourhoods.csv", full.replace("false,3,4", "false,0,4").as_bytes());
        let told = told(&world, &folder).await;
        assert_eq!(told, "neighbourhoods.csv, line 3, column tile_column: \"0\" is no place. Count from 1.\n");
    }

    /// A header alone is a list without rows, and deletes nothing.
    async fn a_list_without_rows_leaves_everything(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Folder::with(&LISTS).source()).await.expect("the lists are right");
        let folder = Folder::with(&["specialists.csv"]);
        let header = folder.read("specialists.csv").lines().next().expect("a header").to_owned();
        folder.write("specialists.csv", header.as_bytes());
        let summary = load(&Operator::of(world.app()), &folder.source()).await.expect("the list is right");
        assert!(summary.loaded.iter().all(|list| list.added + list.changed + list.unchanged == 0), "{summary}");
        assert_eq!(specialist::Entity::find().count(world.db()).await.ok(), Some(90));
    }

    /// What a row names must stand in a list or in the database: without the other lists every row says what it misses.
    async fn a_missing_list_is_missed(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&["specialists.csv"]);
        folder.keep("specialists.csv", "repaircafe");
        refused(
            &world,
            &folder,
            expect![[r#"
                specialists.csv, line 2, column neighbourhoods: "centrum" stands nowhere. Add it to neighbourhoods.csv, or name another.
                specialists.csv, line 2, column neighbourhoods: "krinkelhoek" stands nowhere. Add it to neighbourhoods.csv, or name another.
                specialists.csv, line 2, column neighbourhoods: "mettegeupel" stands nowhere. Add it to neighbourhoods.csv, or name another.
                specialists.csv, line 2, column neighbourhoods: "oss-zuid" stands nowhere. Add it to neighbourhoods.csv, or name another.
                specialists.csv, line 2, column neighbourhoods: "schadewijk" stands nowhere. Add it to neighbourhoods.csv, or name another.
                specialists.csv, line 2, column organisation: "kringloop" stands nowhere. Add it to organisations.csv, or name another.
                specialists.csv, line 2, column topics: "activiteiten" stands nowhere. Add it to topics.csv, or name another.
                specialists.csv, line 2, column topics: "klusjes" stands nowhere. Add it to topics.csv, or name another.
                specialists.csv, line 2, column topics: "spullen" stands nowhere. Add it to topics.csv, or name another.
            "#]],
        )
        .await;
    }

    async fn what_is_no_list_is_told(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&["topics.csv"]);
        let text = folder.read("topics.csv");
        let header = text.lines().next().expect("a header").to_owned();
        let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let not_utf8 = "topics.csv, line 1: the text is not UTF-8. Save the file as UTF-8.\n";
        for bytes in [[&[0xff, 0xfe], wide.as_slice()].concat(), wide, b"\xffslug,name_nl".to_vec(), vec![0; 4000]] {
            folder.write("topics.csv", &bytes);
            assert_eq!(told(&world, &folder).await, not_utf8);
        }
        for nothing in ["", "\n\n \n", " , ,"] {
            folder.write("topics.csv", nothing.as_bytes());
            let told = told(&world, &folder).await;
            assert!(told.starts_with("topics.csv, line 1: the file is empty. Begin with a line of column names: slug,"), "{told}");
        }
        folder.write("topics.csv", text.replace(',', ";").as_bytes());
        refused(&world, &folder, expect![[r"
            topics.csv, line 1: semicolons stand between the columns. Save the file with commas. Begin with a line of column names: slug,name_nl,question_nl,name_en,synonyms_nl,parent.
        "]]).await;
        folder.write("topics.csv", format!("{header}\ngeld,\"Geld,Hoe kom ik rond?,Money,,\nwerk,Werk,Waar?,Work,,\n").as_bytes());
        refused(&world, &folder, expect![[r"
            topics.csv, line 2: the line has 2 fields, the header has 6. Add or take out commas; a text with a comma stands between double quotes.
        "]]).await;
        folder.write("topics.csv", "x".repeat(1_000_000).as_bytes());
        let told = told(&world, &folder).await;
        assert!(told.len() < 2000 && told.starts_with("topics.csv, line 1, column name_en: the column is missing."), "{told}");
    }

    /// A cell that is another file, and one that would break the database that keeps it.
    async fn cells_that_hold_too_much_are_told(db: TestDatabase) {
        let world = World::on(db).await;
        let folder = Folder::with(&LISTS);
        let huge = "x".repeat(1_000_000);
        folder.replace("neighbourhoods.csv", "ussen,Ussen,QUARTER", &format!("ussen,{huge},QUARTER"));
        folder.replace("neighbourhoods.csv", "\noss,Oss,DISTRICT", &format!("\noss,Oss,{}", "y".repeat(4000)));
        folder.replace("organisations.csv", "Ons Welzijn,WELFARE", &format!("{huge},WELFARE"));
        folder.replace("topics.csv", "\nhuisdieren,Huisdieren,", "\nhuisdieren,Huis\u{0}dieren,");
        folder.replace("specialists.csv", "\nrepaircafe,", &format!("\n{huge},"));
        folder.replace("specialists.csv", "Taalcafé,", &format!("{},", "x".repeat(121)));
        folder.replace("specialists.csv", "Ouderenadviseur,", "Ouderen\u{1b}adviseur,");
        let told = told(&world, &folder).await;
        assert!(told.len() < 4000, "{} characters", told.len());
        let told = told.replace(&"y".repeat(30), "");
        expect![[r#"
            neighbourhoods.csv, line 2, column kind: "yyyyyyyyyyyyyyyyyyyyyyyyyyyyy…yyy" is no such word. Take one of: DISTRICT, VILLAGE, QUARTER.
            neighbourhoods.csv, line 9, column name: the text has 1000000 characters. Make it shorter: 5000 fit.
            organisations.csv, line 2, column name: the text has 1000000 characters. Make it shorter: 5000 fit.
            specialists.csv, line 9, column name: there is a character in it that nobody sees. Type the text again.
            specialists.csv, line 58, column slug: the text has 1000000 characters. Make it shorter: 5000 fit.
            specialists.csv, line 72, column name: the text has 121 characters. Make it shorter: 120 fit.
            topics.csv, line 31, column name_nl: there is a character in it that nobody sees. Type the text again.
        "#]]
        .assert_eq(&told);
        expect_nothing(&world).await;
    }

    /// Kinds of wrong days, numbers, hours and keys that people write.
    async fn days_hours_and_keys_have_one_form(db: TestDatabase) {
        let world = World::on(db).await;
        load(&Operator::of(world.app()), &Folder::with(&LISTS).source()).await.expect("the lists are right");
        for (column, old, new) in [
            ("checked_on", "2026-10-06", "2026-02-30"),
            ("checked_on", "2026-10-06", "2026-13-01"),
            ("checked_on", "2026-10-06", "06-10-2026"),
            ("checked_on", "2026-10-06", "2026-10-06T10:00"),
            ("checked_on", "2026-10-06", "vorige week"),
            ("opening_hours", "mo-fr 09:00-12:30; tu 18:30-20:00", "mo-fr 9:00-12:30"),
            ("opening_hours", "mo-fr 09:00-12:30; tu 18:30-20:00", "fr-mo 09:00-12:30"),
            ("opening_hours", "mo-fr 09:00-12:30; tu 18:30-20:00", "mo-fr 12:30-09:00"),
            ("opening_hours", "mo-fr 09:00-12:30; tu 18:30-20:00", "mo-fr 09:00-12:30; mo 12:00-13:00"),
            ("opening_hours", "mo-fr 09:00-12:30; tu 18:30-20:00", "altijd"),
            ("slug", "sociaal-raadslieden,", "Sociaal Raadslieden,"),
            ("address_confidential", ",2026-10-06,false,", ",2026-10-06,nee,"),
            ("how", "PHYSICAL;PHONE", ""),
        ] {
            let folder = Folder::with(&["specialists.csv"]);
            folder.keep("specialists.csv", "sociaal-raadslieden");
            folder.replace("specialists.csv", old, new);
            let told = told(&world, &folder).await;
            assert!(told.starts_with(&format!("specialists.csv, line 2, column {column}: ")), "{new}: {told}");
            assert_eq!(told.lines().count(), 1, "{new}: {told}");
        }
        let before = specialist::Entity::find().count(world.db()).await.ok();
        assert_eq!(before, Some(90));
    }
}

async fn refused(world: &World, folder: &Folder, expected: Expect) {
    expected.assert_eq(&told(world, folder).await);
    expect_nothing(world).await;
}

async fn expect_nothing(world: &World) {
    let db = world.db();
    let rows = [
        neighbourhood::Entity::find().count(db).await,
        organisation::Entity::find().count(db).await,
        topic::Entity::find().count(db).await,
        specialist::Entity::find().count(db).await,
    ];
    assert_eq!(rows.map(|count| count.expect("rows can be counted")), [0; 4], "nothing was loaded");
}

//! Figures as files: what stands in them is what the figures say, nothing in them is calculated, and who has no figures
//! gets zeros. Workbooks are read back with another library than the one that wrote them.

use std::io::Cursor;

use axum::http::Method;
use calamine::{Data, Reader, Xlsx};
use entities::{
    AskBarrier, Asker, ConnectorStatus, OrganisationKind, Outcome, case_ask_barrier, neighbourhood, organisation, topic,
};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Set};
use serde_json::{Value, json};

use crate::harness::accounts::PASSWORD;
use crate::harness::database::TestDatabase;
use crate::harness::people::Member;
use crate::harness::server::{Reply, Server};
use crate::harness::world::World;
use crate::on_both;

/// Every table, and the list of the figures that it shows.
const TABLES: [(&str, &str); 11] = [
    ("measures", ""),
    ("neighbourhoods", "byNeighbourhood"),
    ("weeks", "byWeek"),
    ("outcomes", "byOutcome"),
    ("ages", "openByAge"),
    ("topics", "byTopic"),
    ("ask-barriers", "byAskBarrier"),
    ("directory", ""),
    ("connectors", ""),
    ("connectors-by-neighbourhood", ""),
    ("training-due", ""),
];

/// The tables with a sum as last row.
const SUMMED: [&str; 2] = ["neighbourhoods", "weeks"];

const PAGE: (&str, &str) = ("x-buurtverbinders", "app; signed-in");

on_both! {
    /// The same numbers in both forms, and the same as the figures.
    async fn every_table_says_what_the_figures_say(db: TestDatabase) {
        let (world, ellen) = town(db).await;
        let server = signed_in(&world, &ellen).await;
        let (figures, _) = world.as_(&ellen).figures(&json!({})).await;
        for (table, list) in TABLES {
            let text = server.export(table, "csv", "").await;
            assert_eq!(text.header("content-type"), "text/csv; charset=utf-8", "{}", text.text());
            assert_eq!(text.header("cache-control"), "no-store");
            let lines = lines(&text);
            let book = workbook(&server.export(table, "xlsx", "").await);
            assert_eq!(book.len(), 2, "a sheet about it, and the numbers");
            let rows: Vec<Vec<String>> = book[1].iter().map(|row| row.iter().map(as_text).collect()).collect();
            assert_eq!(numbers(&lines), rows, "{table}");
            if let Some(expected) = figures[list].as_array() {
                let sums = usize::from(SUMMED.contains(&table));
                assert_eq!(rows.len() - 1 - sums, expected.len(), "{table}");
            }
            // What stands above the text stands on the first sheet.
            let told: Vec<Vec<String>> = book[0].iter().map(|row| row.iter().map(as_text).collect()).collect();
            assert_eq!(told[0][0], lines[0][0]);
            assert_eq!(told[2..], lines[1..lines.len() - rows.len() - 1], "{table}");
        }
    }

    /// A number is a number in a workbook, and a name is never a formula.
    async fn nothing_is_calculated(db: TestDatabase) {
        let (world, ellen) = town(db).await;
        let server = signed_in(&world, &ellen).await;
        for (table, name) in [("neighbourhoods", r#"=HYPERLINK("http://evil.example")"#), ("topics", "=1+1")] {
            let text = server.export(table, "csv", "").await;
            assert!(text.body.starts_with("\u{feff}".as_bytes()), "Excel takes it for UTF-8");
            let rows = numbers(&lines(&text));
            assert!(rows.iter().any(|row| row[0] == format!("'{name}")), "{rows:?}");
            for cell in rows.iter().flatten() {
                assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
            }
            let reply = server.export(table, "xlsx", "").await;
            let book = workbook(&reply);
            let row = book[1].iter().find(|row| row[0] == Data::String(name.to_owned())).expect("its row");
            assert!(row[1..].iter().all(|cell| matches!(cell, Data::Float(_))), "{row:?}");
            let mut read: Xlsx<_> = Xlsx::new(Cursor::new(reply.body)).expect("a workbook");
            for sheet in read.sheet_names() {
                let formulas = read.worksheet_formula(&sheet).expect("a sheet");
                assert!(formulas.used_cells().next().is_none(), "{sheet} calculates");
            }
        }
    }

    /// The file says what it counts: period, filters and source; and its name says which one it is.
    async fn a_file_says_what_it_counts(db: TestDatabase) {
        let (world, ellen) = town(db).await;
        let server = signed_in(&world, &ellen).await;
        let (area, topic) = (world.neighbourhood("ruwaard").await, world.topic("schulden").await);
        let asked = format!("from=2026-11-02&to=2026-11-23&buurt={area}&onderwerp={topic}&vrager=INFORMAL_CARER");
        let reply = server.export("outcomes", "csv", &asked).await;
        let lines = lines(&reply);
        let told: Vec<String> = lines.iter().take(9).map(|line| line.join(": ")).collect();
        assert_eq!(told, [
            "Hoe hulpvragen eindigden",
            "Gemaakt op: 23 november 2026",
            "Periode: 2 november 2026 tot en met 23 november 2026",
            "Periode ervoor: 11 oktober 2026 tot en met 1 november 2026",
            "Buurt: '=HYPERLINK(\"http://evil.example\")",
            "Onderwerp: '=1+1",
            "Wie vraagt: Mantelzorger",
            "Bron: Buurtverbinders, Welzijn",
            "Let op: Alleen de vragen die je in de cijfers ziet, tellen mee.",
        ]);
        let name = "attachment; filename=\"hoe-hulpvragen-eindigden-2026-11-02-2026-11-23.csv\"";
        assert_eq!(reply.header("content-disposition"), name);
        let (figures, _) = world.as_(&ellen).figures(&json!({
            "from": "2026-11-02", "to": "2026-11-23", "neighbourhoodIds": [area], "topicIds": [topic],
            "askers": ["INFORMAL_CARER"],
        })).await;
        assert_eq!(numbers(&lines).len() - 1, figures["byOutcome"].as_array().expect("rows").len());
    }

    /// The same policy as in the app: a community worker's areas, a connector's own, and zeros for the rest.
    async fn each_counts_what_they_may(db: TestDatabase) {
        let (world, _) = town(db).await;
        let worker = world.community_worker("Joris").in_neighbourhood("berghem").await;
        let (worker, officer) = (world.with_password(worker).await, world.with_password(world.officer("Bas").await).await);
        for (viewer, has_some) in [(worker, true), (officer, false)] {
            let server = signed_in(&world, &viewer).await;
            let (figures, _) = world.as_(&viewer).figures(&json!({})).await;
            let rows = numbers(&lines(&server.export("neighbourhoods", "csv", "").await));
            let sum = &figures["open"]["value"];
            assert_eq!(rows.last().expect("a sum")[2], sum.to_string(), "{}", viewer.name);
            assert_eq!(sum != &json!(0), has_some, "{}", viewer.name);
            let named = rows.iter().any(|row| row[0].contains("HYPERLINK"));
            assert!(!named, "{} sees no other area", viewer.name);
        }
    }

    /// The tables about people say what the figures of people say. They are for who reads those; for anybody else there are
    /// no such tables.
    async fn tables_about_people_are_for_who_counts_people(db: TestDatabase) {
        let (world, ellen) = town(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("berghem").await;
        let joris = world.with_password(joris).await;
        for (name, status, area) in [
            ("An", ConnectorStatus::Active, "ruwaard"),
            ("Bo", ConnectorStatus::Applied, "berghem"),
            ("Cas", ConnectorStatus::Stopped, "berghem"),
        ] {
            let member = world.connector(name).in_neighbourhood(area).await;
            let activated = (status != ConnectorStatus::Applied).then(|| world.now().plus_days(-40));
            world.profile(Some(&member), status, &[area], |row| row.activated_at = activated).await;
        }
        let document = "{ trainingDue(first: 1) { totalCount unplannedCount } connectorFigures { coveredNeighbourhoods
            overdueContacts becameActive medianDaysToActive byStatus { status count }
            byNeighbourhood { neighbourhood { name } byStatus { status count } } } }";
        for (viewer, tells_of_all) in [(&ellen, true), (&joris, false)] {
            let server = signed_in(&world, viewer).await;
            let answer = world.as_(viewer).execute(document, json!({})).await;
            let said = |name: &str| answer.at(&format!("/connectorFigures/{name}")).as_i64().map_or_else(String::new, |it| it.to_string());
            let rows = numbers(&lines(&server.export("connectors", "csv", "periode=jaar").await));
            let has_gone = rows.iter().any(|row| ["Gestopt", "Niet doorgegaan"].contains(&row[0].as_str()));
            assert_eq!(has_gone, tells_of_all, "{}", viewer.name);
            for (row, own) in rows[1..].iter().zip(answer.list("/connectorFigures/byStatus")).take(5) {
                assert_eq!(row[1], own["count"].to_string(), "{row:?}");
            }
            let told = |name: &str| rows.iter().find(|row| row[0].starts_with(name)).map(|row| row[1].clone());
            assert_eq!(told("Buurten waar"), Some(said("coveredNeighbourhoods")));
            assert_eq!(told("Vaste contacten"), Some(said("overdueContacts")));
            assert_eq!(told("Actief geworden"), Some(said("becameActive")));
            assert_eq!(told("Dagen van"), Some(said("medianDaysToActive")));
            let areas = answer.list("/connectorFigures/byNeighbourhood");
            let rows = numbers(&lines(&server.export("connectors-by-neighbourhood", "csv", "").await));
            assert_eq!(rows.len() - 1, areas.len(), "{}", viewer.name);
            for (row, area) in rows[1..].iter().zip(areas) {
                let counts = area["byStatus"].as_array().expect("counts").iter().take(row.len() - 1);
                let counts: Vec<String> = counts.map(|own| own["count"].to_string()).collect();
                assert_eq!(row[1..], counts, "{row:?}");
            }
            let rows = numbers(&lines(&server.export("training-due", "csv", "").await));
            assert_eq!(rows[1][1], answer.number("/trainingDue/totalCount").to_string());
            assert_eq!(rows[2][1], answer.number("/trainingDue/unplannedCount").to_string());
        }
        let text = lines(&signed_in(&world, &ellen).await.export("connectors", "csv", "").await);
        let told: Vec<String> = text.iter().take(4).map(|line| line.join(": ")).collect();
        assert_eq!(told, [
            "Buurtverbinders",
            "Gemaakt op: 23 november 2026",
            "Bron: Buurtverbinders, Welzijn",
            "Let op: Dit is hoe het vandaag is, in de buurten die je ziet. Periode, onderwerp en wie vraagt gelden hier niet.",
        ]);
        let officer = world.with_password(world.officer("Bas").await).await;
        let connector = world.with_password(world.connector("Dora").in_neighbourhood("ruwaard").await).await;
        for viewer in [officer, connector] {
            let server = signed_in(&world, &viewer).await;
            for table in ["connectors", "connectors-by-neighbourhood", "training-due"] {
                let reply = server.send(Method::GET, &format!("/export/figures/{table}.csv"), &[PAGE], "").await;
                assert_eq!(reply.status.as_u16(), 404, "{}, {table}: {}", viewer.name, reply.text());
                assert!(reply.text().starts_with("Deze tabel is er niet."), "{}", reply.text());
            }
        }
    }

    /// Who isn't signed in, comes from another page, or asks for what isn't there hears so in a sentence.
    async fn what_is_not_given_is_told(db: TestDatabase) {
        let (world, ellen) = town(db).await;
        let server = signed_in(&world, &ellen).await;
        let path = "/export/figures/weeks.csv";
        for (asked, status, sentence) in [
            ("/export/figures/people.csv", 404, "Deze tabel is er niet. Wel: measures, "),
            ("/export/figures/weeks.pdf", 404, "Deze tabel is er niet."),
            ("/export/figures/weeks", 404, "Deze tabel is er niet."),
            ("/export/figures/weeks.csv?from=gisteren", 400, "from: schrijf een dag als 2026-11-23."),
            ("/export/figures/weeks.csv?to=2026-02-30", 400, "to: schrijf een dag als 2026-11-23."),
            ("/export/figures/weeks.csv?from=2026-11-23&to=2026-11-22", 400, "De laatste dag ligt voor de eerste."),
            ("/export/figures/weeks.csv?from=2020-01-01", 400, "De periode heeft 2519 dagen; 731 is het meeste."),
            ("/export/figures/weeks.csv?buurt=ruwaard", 400, "buurt: dit is geen geldig kenmerk."),
            ("/export/figures/weeks.csv?vrager=iedereen", 400, "vrager: kies RESIDENT, "),
            (
                "/export/figures/weeks.csv?buurt=neighbourhood_00000000000000000000000000000001",
                400,
                "Deze buurt of dit onderwerp is er niet.",
            ),
        ] {
            let reply = server.send(Method::GET, asked, &[PAGE], "").await;
            assert_eq!(reply.status.as_u16(), status, "{asked}: {}", reply.text());
            assert!(reply.text().starts_with(sentence), "{asked}: {}", reply.text());
            assert_eq!(reply.header("content-type"), "text/plain; charset=utf-8");
        }
        let foreign = [PAGE, ("origin", "https://evil.example")];
        assert_eq!(server.send(Method::GET, path, &foreign, "").await.status.as_u16(), 403);
        assert_eq!(server.send(Method::GET, path, &[], "").await.status.as_u16(), 403, "without the header of our page");
        assert_eq!(server.send(Method::POST, path, &[PAGE], "").await.status.as_u16(), 405);
        server.forget();
        for headers in [&[][..], &[PAGE][..]] {
            let reply = server.send(Method::GET, path, headers, "").await;
            assert_eq!(reply.status.as_u16(), 401, "{}", reply.text());
        }
        let bad = [("authorization", "Bearer none")];
        assert_eq!(server.send(Method::GET, path, &bad, "").await.status.as_u16(), 401);
    }
}

impl Server {
    async fn export(&self, table: &str, form: &str, asked: &str) -> Reply {
        let path = format!("/export/figures/{table}.{form}?{asked}");
        let reply = self.send(Method::GET, &path, &[PAGE], "").await;
        assert_eq!(reply.status.as_u16(), 200, "{path}: {}", reply.text());
        reply
    }
}

async fn signed_in(world: &World, member: &Member) -> Server {
    world.count_what_was_arranged().await;
    let server = world.serve();
    let document = "mutation($email: String!, $password: String!) {
        signIn(input: { email: $email, password: $password }) { userErrors { code } } }";
    let reply = server.post(document, json!({ "email": member.email, "password": PASSWORD })).await;
    assert_eq!(reply.json().pointer("/data/signIn/userErrors"), Some(&Value::Array(Vec::new())), "{}", reply.text());
    server
}

/// A few cases, in an area and about a topic with names that a spreadsheet would calculate.
async fn town(db: TestDatabase) -> (World, Member) {
    let world = World::on(db).await;
    let ellen = world.coordinator("Ellen").await;
    let ellen = world.with_password(ellen).await;
    let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
    let welfare = organisation::Entity::find_by_id(world.organisation("welzijn").await).one(world.db()).await;
    let mut welfare = welfare.expect("read").expect("there").into_active_model();
    welfare.kind = Set(OrganisationKind::Welfare);
    welfare.update(world.db()).await.expect("written");
    let area = neighbourhood::Entity::find_by_id(world.neighbourhood("ruwaard").await).one(world.db()).await;
    let mut area = area.expect("read").expect("there").into_active_model();
    area.name = Set(r#"=HYPERLINK("http://evil.example")"#.to_owned());
    area.update(world.db()).await.expect("written");
    let named = topic::Entity::find_by_id(world.topic("schulden").await).one(world.db()).await;
    let mut named = named.expect("read").expect("there").into_active_model();
    named.name_nl = Set("=1+1".to_owned());
    named.update(world.db()).await.expect("written");
    let late = world.case("eerste").held_by(&mia).about(&["schulden"]).await;
    world.case("tweede").held_by(&mia).about(&["schulden"]).closed(Outcome::SolvedTogether).await;
    world.case("derde").in_neighbourhood("berghem").about(&["wonen"]).await;
    world
        .case("vierde")
        .held_by(&mia)
        .about(&["schulden"])
        .with(|row| row.asker = Asker::InformalCarer)
        .closed(Outcome::ReferredOn)
        .await;
    let row = case_ask_barrier::Model { case_id: late, barrier: AskBarrier::Shame };
    row.into_active_model().insert(world.db()).await.expect("written");
    (world, ellen)
}

/// The lines of a text with semicolons, without the mark in front.
fn lines(reply: &Reply) -> Vec<Vec<String>> {
    let text = reply.body.strip_prefix("\u{feff}".as_bytes()).expect("the mark of UTF-8");
    let mut reader = csv::ReaderBuilder::new().delimiter(b';').has_headers(false).flexible(true).from_reader(text);
    let records = reader.records().map(|record| record.expect("a line"));
    records.map(|record| record.iter().map(str::to_owned).collect()).collect()
}

/// Header and rows: what stands under the empty line.
fn numbers(lines: &[Vec<String>]) -> Vec<Vec<String>> {
    let empty = lines.iter().position(|line| line.iter().all(String::is_empty)).expect("an empty line");
    lines[empty + 1..].to_vec()
}

/// The cells of every sheet.
fn workbook(reply: &Reply) -> Vec<Vec<Vec<Data>>> {
    let media = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    assert_eq!(reply.header("content-type"), media, "{}", reply.text());
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(reply.body.clone())).expect("a workbook");
    let sheets = book.sheet_names();
    sheets
        .iter()
        .map(|name| book.worksheet_range(name).expect("a sheet").rows().map(<[Data]>::to_vec).collect())
        .collect()
}

/// A cell as it stands in the text: without what neutralises a formula there, and with a comma.
fn as_text(cell: &Data) -> String {
    match cell {
        Data::Float(number) if number.fract() == 0.0 => format!("{number}"),
        Data::Float(number) => format!("{number:.1}").replace('.', ","),
        Data::String(text) if text.starts_with('=') => format!("'{text}"),
        Data::String(text) => text.clone(),
        Data::Empty => String::new(),
        other => panic!("no cell of ours: {other:?}"),
    }
}

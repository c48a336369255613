//! Who sees which profile, as a table to read beside the one of the domain: by id, in lists, in totals, in what hangs on
//! it, and in the figures. And that the important questions are served by an index.

use std::fmt::Write;

use entities::{ConnectorId, ConnectorStatus, ContactSide, Day};
use expect_test::expect;
use sea_orm::{ConnectionTrait, Statement};
use serde_json::{Value, json};

use crate::harness::database::Kind;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

on_both! {
    async fn who_sees_which_profile(db: TestDatabase) {
        let world = World::on(db).await;
        let entry = world.specialist("schuldhulp").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let toos = world.connector("Toos").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let karin = world.community_worker("Karin").in_neighbourhood("lith").await;
        let (bas, els) = (world.officer("Bas").await, world.officer("Els").await);
        let everybody = [
            ("themselves", mia.clone()),
            ("team", toos),
            ("worker there", joris),
            ("worker elsewhere", world.community_worker("Loes").in_neighbourhood("geffen").await),
            ("welfare contact", karin.clone()),
            ("coordinator", world.coordinator("Ellen").await),
            ("officer, contact", bas.clone()),
            ("officer, no contact", els),
            ("specialist", world.specialist_account("Nadia", entry).await),
            ("centre manager", world.centre_manager("Riet").await),
            ("administrator", world.administrator("Ad").await),
            ("no role", world.person("Niemand").await),
        ];
        let helping = world.profile(Some(&mia), ConnectorStatus::Active, &["ruwaard"], |_| ()).await;
        world.contact(helping, ContactSide::Welfare, &karin, 50).await;
        world.contact(helping, ContactSide::Municipality, &bas, 50).await;
        let applied = world.profile(None, ConnectorStatus::Applied, &["ruwaard"], |_| ()).await;
        let trained = world.profile(None, ConnectorStatus::InTraining, &["ruwaard"], |_| ()).await;
        let stopped = world.profile(None, ConnectorStatus::Stopped, &["ruwaard"], |_| ()).await;
        let mut table = format!("{:<20} helps applied training stopped total search overdue figures\n", "");
        for (who, member) in &everybody {
            let mut row = format!("{who:<20}");
            for (id, width) in [(helping, 5), (applied, 7), (trained, 8), (stopped, 7)] {
                let is_seen = !world.as_(member).connector(id).await.is_null();
                write!(row, " {:<width$}", yes(is_seen)).expect("text");
                // The same by the path of everything.
                let node = world.as_(member).execute("query ($id: ID!) { node(id: $id) { __typename } }", json!({ "id": id })).await;
                assert_eq!(!node.at("/node").is_null(), is_seen, "{who}");
            }
            let (names, total) = world.as_(member).connectors("").await;
            assert_eq!(names.len(), usize::try_from(total).expect("few"), "{who}");
            let (found, counted) = world.as_(member).connectors(", search: \"mia\"").await;
            assert_eq!(i64::try_from(found.len()).expect("few"), counted);
            let more = world.as_(member).execute("{ overdueContacts { totalCount } connectorFigures { byStatus { count } } }", json!({})).await;
            let figures = more.data().pointer("/connectorFigures/byStatus").and_then(Value::as_array).map_or_else(|| "-".to_owned(), |all| {
                all.iter().filter_map(|status| status["count"].as_i64()).sum::<i64>().to_string()
            });
            writeln!(table, "{row} {total:<5} {counted:<6} {:<7} {figures}", more.number("/overdueContacts/totalCount")).expect("text");
        }
        let nobody = world.as_nobody().execute("query ($id: ConnectorId!) { connector(id: $id) { name } connectors { totalCount } overdueContacts { totalCount } contactRhythm { days } absences { id } }", json!({ "id": helping })).await;
        assert_eq!(nobody.data(), &json!({ "connector": null, "connectors": { "totalCount": 0 }, "overdueContacts": { "totalCount": 0 }, "contactRhythm": null, "absences": [] }));
        expect![[r#"
                                 helps applied training stopped total search overdue figures
            themselves           yes   -       -        -       1     1      0       -
            team                 -     -       -        -       0     0      0       -
            worker there         yes   -       yes      -       2     1      0       2
            worker elsewhere     -     -       -        -       0     0      0       0
            welfare contact      yes   -       -        -       1     1      1       1
            coordinator          yes   yes     yes      yes     4     1      2       4
            officer, contact     yes   -       -        -       1     1      1       -
            officer, no contact  -     -       -        -       0     0      0       -
            specialist           -     -       -        -       0     0      0       -
            centre manager       -     -       -        -       0     0      0       -
            administrator        -     -       -        -       0     0      0       -
            no role              -     -       -        -       0     0      0       -
        "#]]
        .assert_eq(&table);
        // What isn't seen answers as what doesn't exist, and nothing about it can be done.
        let nothing: ConnectorId = world.id();
        for id in [applied, nothing] {
            let refused = world.as_(&mia).step("noteConversation", id, json!({})).await;
            assert_eq!(refused.refusals(), ["NOT_FOUND input.connectorId"]);
        }
    }

    async fn figures_count_people_and_compare_nobody(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        world.neighbourhood("lith").await;
        let now = world.now();
        for (days, areas) in [(30, vec!["ruwaard"]), (40, vec!["ruwaard", "geffen"]), (90, vec!["ruwaard"])] {
            world.profile(None, ConnectorStatus::Active, &areas, |row| {
                row.applied_at = now.plus_days(-days);
                row.activated_at = Some(now);
            }).await;
        }
        // Who stopped since counts for how long it took; who became active before the year doesn't.
        for (status, active) in [(ConnectorStatus::Stopped, 100), (ConnectorStatus::Paused, 366)] {
            world.profile(None, status, &["ruwaard"], |row| {
                row.applied_at = now.plus_days(-active - 35);
                row.activated_at = Some(now.plus_days(-active));
            }).await;
        }
        world.profile(None, ConnectorStatus::Talked, &["lith"], |_| ()).await;
        let ask = "{ connectorFigures { byStatus { status count } coveredNeighbourhoods becameActive becameActiveFrom medianDaysToActive overdueContacts
            byNeighbourhood { neighbourhood { code } active onTheWay } } }";
        let all = world.as_(&ellen).execute(ask, json!({})).await;
        let figures = all.at("/connectorFigures");
        assert_eq!((&figures["coveredNeighbourhoods"], &figures["becameActive"], &figures["medianDaysToActive"]), (&json!(2), &json!(4), &json!(35)));
        let mut areas: Vec<String> = figures["byNeighbourhood"].as_array().expect("areas").iter().map(|area| format!("{} {} {}", area["neighbourhood"]["code"], area["active"], area["onTheWay"]).replace('"', "")).collect();
        areas.sort();
        assert_eq!(areas, ["geffen 1 0", "lith 0 1", "ruwaard 3 0"]);
        let counts: Vec<String> = figures["byStatus"].as_array().expect("states").iter().map(|status| format!("{} {}", status["status"], status["count"]).replace('"', "")).collect();
        assert_eq!(counts, ["APPLIED 0", "TALKED 1", "IN_TRAINING 0", "ACTIVE 3", "PAUSED 1", "STOPPED 1", "DECLINED 0"]);
        who_became_active_is_a_list(&world, &ellen).await;
        who_became_active_is_a_list(&world, &joris).await;
        every_number_is_of_its_list(&world, &ellen).await;
        every_number_is_of_its_list(&world, &joris).await;
        let own = world.as_(&joris).execute(ask, json!({})).await;
        assert_eq!(own.at("/connectorFigures/byNeighbourhood"), &json!([{ "neighbourhood": { "code": "ruwaard" }, "active": 3, "onTheWay": 0 }]));
    }

    /// The questions that every home page and board asks read no table from end to end.
    async fn an_index_serves_the_important_questions(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let today: Day = world.today();
        let person = sea_orm::Value::from(mia.id.0);
        let questions = [
            ("a state of the board", "SELECT id FROM connectors WHERE status = 'APPLIED' ORDER BY last_step_at, id LIMIT 100".to_owned(), vec![]),
            ("the own profile", "SELECT id FROM connectors WHERE person_id = $1".to_owned(), vec![person.clone()]),
            ("somebody on the way", "SELECT id FROM connectors WHERE email = 'x@example.org'".to_owned(), vec![]),
            ("whose contact", format!("SELECT connector_id FROM fixed_contacts WHERE person_id = $1 AND heard_on < '{today}'"), vec![person.clone()]),
            ("who should have spoken", format!("SELECT id FROM fixed_contacts WHERE heard_on < '{today}' ORDER BY heard_on"), vec![]),
            ("contacts of somebody", "SELECT id FROM fixed_contacts WHERE connector_id = $1".to_owned(), vec![person.clone()]),
            ("who stands in", format!("SELECT person_id FROM absences WHERE stand_in_id = $1 AND until_on >= '{today}'"), vec![person.clone()]),
            ("who is away", format!("SELECT stand_in_id FROM absences WHERE person_id = $1 AND until_on >= '{today}'"), vec![person.clone()]),
            ("who helps there", "SELECT connector_id FROM connector_neighbourhoods WHERE neighbourhood_id = $1".to_owned(), vec![person.clone()]),
            ("their moments", "SELECT id FROM contact_moments WHERE connector_id = $1 ORDER BY held_on DESC, id DESC".to_owned(), vec![person.clone()]),
            ("asked by me, of me, or of my team", "SELECT id FROM peer_questions WHERE asker_id = $1 OR asked_id = $1 OR neighbourhood_id = $1 ORDER BY last_at DESC, id DESC LIMIT 20".to_owned(), vec![person.clone()]),
            ("what was answered", "SELECT id FROM peer_answers WHERE question_id = $1 ORDER BY at, id LIMIT 20".to_owned(), vec![person.clone()]),
            ("questions to forget", "SELECT id FROM peer_questions WHERE last_at < 1".to_owned(), vec![]),
            ("who said to me that they aren't well", "SELECT id FROM check_ins WHERE contact_id = $1 AND answer = 'NOT_GOOD' ORDER BY at".to_owned(), vec![person.clone()]),
            ("how I said I am", "SELECT id FROM check_ins WHERE connector_id = $1 ORDER BY on_day DESC LIMIT 1".to_owned(), vec![person.clone()]),
            ("whom to forget", "SELECT id FROM connectors WHERE status = 'DECLINED' AND last_step_at < 1 AND forgotten_at IS NULL".to_owned(), vec![]),
            ("their steps", "SELECT id FROM connector_steps WHERE connector_id = $1 ORDER BY at".to_owned(), vec![person]),
        ];
        for (what, sql, values) in questions {
            let plan = plan(&world, &sql, values).await;
            assert!(plan.to_lowercase().contains("index"), "{what}: {plan}");
        }
    }
}

/// Behind the days to becoming active stands who did in that year, in the order of their last step.
async fn who_became_active_is_a_list(world: &World, who: &Member) {
    const LIST: &str = "query ($from: Date) { connectors(activatedFrom: $from) { totalCount nodes { activatedAt } } }";
    let figures = world.as_(who).execute("{ connectorFigures { becameActive becameActiveFrom } }", json!({})).await;
    let from = figures.at("/connectorFigures/becameActiveFrom").clone();
    assert_eq!(from, json!(world.today().plus_days(-365).to_string()));
    let list = world.as_(who).execute(LIST, json!({ "from": from })).await;
    assert_eq!(list.at("/connectors/totalCount"), figures.at("/connectorFigures/becameActive"));
    assert!(list.list("/connectors/nodes").iter().all(|row| row["activatedAt"].as_str() >= from.as_str()));
}

/// A number for a neighbourhood and a state is that of the list of both.
async fn every_number_is_of_its_list(world: &World, who: &Member) {
    const EACH: &str = "{ connectorFigures { byNeighbourhood { neighbourhood { id } byStatus { status count } } } }";
    const LIST: &str = "query ($area: NeighbourhoodId, $status: ConnectorStatus) {
        connectors(neighbourhoodId: $area, status: $status) { totalCount } }";
    let figures = world.as_(who).execute(EACH, json!({})).await;
    let mut people = 0;
    for area in figures.list("/connectorFigures/byNeighbourhood") {
        for state in area["byStatus"].as_array().expect("states") {
            let variables = json!({ "area": area["neighbourhood"]["id"], "status": state["status"] });
            let list = world.as_(who).execute(LIST, variables).await;
            assert_eq!(list.at("/connectors/totalCount"), &state["count"], "{}: {area} {state}", who.name);
            people += list.number("/connectors/totalCount");
        }
    }
    assert!(people > 0, "{}", who.name);
}

fn yes(is_so: bool) -> &'static str {
    if is_so { "yes" } else { "-" }
}

/// How the database would answer. An empty table is read faster than its index: on PostgreSQL that way is closed first.
async fn plan(world: &World, sql: &str, values: Vec<sea_orm::Value>) -> String {
    use sea_orm::TransactionTrait;
    let tx = world.db().begin().await.expect("begun");
    let backend = tx.get_database_backend();
    let (explain, column) = match world.kind() {
        Kind::Sqlite => ("EXPLAIN QUERY PLAN", "detail"),
        Kind::Postgres => {
            tx.execute_unprepared("SET LOCAL enable_seqscan = off").await.expect("set");
            ("EXPLAIN", "QUERY PLAN")
        }
    };
    let statement = Statement::from_sql_and_values(backend, format!("{explain} {sql}"), values);
    let rows = tx.query_all_raw(statement).await.expect("explained");
    rows.iter().map(|row| row.try_get::<String>("", column).expect("text")).collect::<Vec<_>>().join("\n")
}

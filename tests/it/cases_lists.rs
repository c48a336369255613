//! The board, home, and the lists of cases and involvements.

use entities::{CaseStatus, InvolvementKind, Outcome, WaitingFor, case, involvement};
use serde_json::{Value, json};

use crate::harness::case_acts::involvement_id;
use crate::harness::world::World;
use crate::on_both;

const BOARD: &str = "query ($filter: CaseFilter, $perColumn: Int) { board(filter: $filter, perColumn: $perColumn) {
    totalCount overdueCount myTurnCount
    columns { column cards { totalCount pageInfo { hasNextPage endCursor } nodes { codeWord boardColumn } } } } }";

const LIST: &str = "query ($filter: CaseFilter, $order: CaseOrder, $first: Int, $after: String) {
    cases(filter: $filter, order: $order, first: $first, after: $after) {
        totalCount pageInfo { hasNextPage endCursor } nodes { codeWord } } }";

const TODAY: &str = "{ viewer { openCaseCount waitingCount }
    today { waiting { reason dueOn overdueDays case { codeWord } involvement { kind } call { name } }
        myCases { nodes { codeWord } } followed { nodes { codeWord } } } }";

fn words(nodes: &Value) -> Vec<&str> {
    nodes.as_array().expect("nodes").iter().filter_map(|node| node["codeWord"].as_str()).collect()
}

on_both! {
    async fn the_board_puts_each_case_in_its_column(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        world.case("nieuw").await;
        world.case("bezig").held_by(&mia).await;
        let asked = world.case("overleg").held_by(&mia).await;
        world.involvement(asked, InvolvementKind::Support, &mia, |_| ()).await;
        let handed = world.case("wacht").held_by(&mia).await;
        world.involvement(handed, InvolvementKind::Handover, &mia, |row| row.receiver_specialist_id = Some(entry)).await;
        world.case("over").held_by_specialist(entry).followed_by(&mia).await;
        world.case("klaar").held_by(&mia).closed(Outcome::SolvedTogether).await;
        world.case("lang klaar").held_by(&mia).closed(Outcome::SolvedTogether).with(|case| {
            case.closed_at = case.closed_at.map(|at| at.plus_days(-31));
        }).await;
        world.case("elders").in_neighbourhood("berghem").await;

        let answer = world.as_(&mia).execute(BOARD, json!({})).await;
        let columns: Vec<_> = answer.list("/board/columns").iter()
            .map(|column| (column["column"].as_str().expect("a column"), words(&column["cards"]["nodes"])))
            .collect();
        assert_eq!(columns, [
            ("NEW", vec!["nieuw"]), ("ACTIVE", vec!["bezig"]), ("IN_CONSULTATION", vec!["overleg"]),
            ("WAITING", vec!["wacht"]), ("HANDED_OVER", vec!["over"]), ("DONE", vec!["klaar"]),
        ]);
        assert_eq!(answer.number("/board/totalCount"), 6);
        assert_eq!(answer.number("/board/overdueCount"), 0);
        assert_eq!(answer.number("/board/myTurnCount"), 1);
        world.pass_days(16);
        let later = world.as_(&mia).execute(BOARD, json!({})).await;
        assert_eq!(later.number("/board/overdueCount"), 3);
    }

    async fn a_column_goes_on_in_the_list(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        for number in 0..7 {
            world.pass_minutes(1);
            world.case(&format!("woord {number}")).await;
        }
        let board = world.as_(&mia).execute(BOARD, json!({ "perColumn": 3 })).await;
        let column = board.at("/board/columns/0/cards");
        assert_eq!(words(&column["nodes"]), ["woord 6", "woord 5", "woord 4"]);
        assert_eq!(column["totalCount"], 7);
        assert_eq!(column["pageInfo"]["hasNextPage"], true);
        let after = &column["pageInfo"]["endCursor"];
        let filter = json!({ "columns": ["NEW"] });
        let next = world.as_(&mia).execute(LIST, json!({ "filter": filter, "first": 4, "after": after })).await;
        assert_eq!(words(next.at("/cases/nodes")), ["woord 3", "woord 2", "woord 1", "woord 0"]);
        assert_eq!(next.at("/cases/pageInfo/hasNextPage"), false);
        let broken = world.as_(&mia).execute(LIST, json!({ "order": "DUE", "after": after })).await;
        assert_eq!(broken.error_codes(), ["BAD_USER_INPUT"]);
        let many = world.as_(&mia).execute(BOARD, json!({ "perColumn": 101 })).await;
        assert_eq!(many.error_codes(), ["BAD_USER_INPUT"]);
    }

    async fn every_filter_narrows(db: TestDatabase) {
        let world = World::on(db).await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").in_neighbourhood("berghem").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let now = world.now();
        let alfa = world.case("alfa").held_by(&joris).about(&["wonen"]).await;
        let elsewhere = world.case("elders").in_neighbourhood("ussen").await;
        world.case("beta").in_neighbourhood("berghem").held_by(&mia).with(|case| {
            case.status = CaseStatus::Waiting;
            case.waiting_for = Some(entities::WaitingFor::Decision);
            case.waiting_until = Some("2026-11-20".parse().expect("a day"));
        }).await;
        world.case("gamma").with(|case| {
            case.asker = entities::Asker::InformalCarer;
            case.opened_at = now.plus_days(-40);
        }).await;
        world.case("delta").held_by(&joris).closed(Outcome::ReferredOn).with(|case| "Alfabet".clone_into(&mut case.summary)).await;
        let berghem = world.neighbourhood("berghem").await;
        let wonen = world.topic("wonen").await;
        let table = [
            (json!({}), "alfa beta gamma delta"),
            (json!({ "ids": [alfa, elsewhere] }), "alfa"),
            (json!({ "ids": [alfa], "mine": false }), ""),
            (json!({ "ids": [] }), ""),
            (json!({ "neighbourhoodIds": [berghem] }), "beta"),
            (json!({ "topicIds": [wonen] }), "alfa"),
            (json!({ "statuses": ["WAITING", "CLOSED"] }), "beta delta"),
            (json!({ "columns": ["DONE"] }), "delta"),
            (json!({ "holderIds": [mia.id] }), "beta"),
            (json!({ "mine": true }), "alfa delta"),
            (json!({ "mine": false }), "beta gamma"),
            (json!({ "myTurn": true }), "alfa"),
            (json!({ "overdue": true }), "beta"),
            (json!({ "overdue": false }), "alfa gamma delta"),
            (json!({ "overdueReasons": ["SIGN_OF_LIFE"] }), ""),
            (json!({ "overdueReasons": ["WAITING"] }), "beta"),
            (json!({ "outcomes": ["REFERRED_ON"] }), "delta"),
            (json!({ "askers": ["INFORMAL_CARER"] }), "gamma"),
            (json!({ "openedTo": "2026-11-01" }), "gamma"),
            (json!({ "openedFrom": "2026-11-23" }), "alfa beta delta"),
            (json!({ "closedFrom": "2026-11-23", "closedTo": "2026-11-23" }), "delta"),
            (json!({ "minAgeDays": 40 }), "gamma"),
            (json!({ "maxAgeDays": 39 }), "alfa beta"),
            (json!({ "search": "ALFA" }), "alfa delta"),
            (json!({ "search": "%" }), ""),
        ];
        for (filter, expected) in table {
            let answer = world.as_(&joris).execute(LIST, json!({ "filter": filter })).await;
            let mut found = words(answer.at("/cases/nodes"));
            let order = ["alfa", "beta", "gamma", "delta"];
            found.sort_by_key(|word| order.iter().position(|known| known == word));
            assert_eq!(found.join(" "), expected, "{filter}");
            assert_eq!(answer.number("/cases/totalCount"), i64::try_from(found.len()).expect("few"), "{filter}");
        }
        let due = world.as_(&joris).execute(LIST, json!({ "order": "DUE", "first": 1 })).await;
        assert_eq!(words(due.at("/cases/nodes")), ["beta"]);
    }

    async fn home_tells_what_waits(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let nadia = world.specialist_account("Nadia", entry).await;
        let asked = world.case("steun").held_by(&mia).await;
        let input = json!({ "communityWorkerId": joris.id, "reason": "Kijk je mee?", "respondBy": "2026-11-24" });
        world.as_(&mia).acts_on(asked, "requestSupport", input).await;
        world.case("nieuw").await;
        world.case("over").held_by_specialist(entry).followed_by(&mia).await;

        let answer = world.as_(&joris).execute(TODAY, json!({})).await;
        let waiting: Vec<_> = answer.list("/today/waiting").iter()
            .map(|item| (item["reason"].as_str().expect("a reason"), item["case"]["codeWord"].as_str().expect("a word")))
            .collect();
        assert_eq!(waiting, [("ANSWER", "steun"), ("PICK_UP", "nieuw")]);
        assert_eq!(answer.text("/today/waiting/0/call/name"), "Mia");
        assert_eq!(answer.number("/viewer/waitingCount"), 2);
        world.pass_days(16);
        let answer = world.as_(&mia).execute(TODAY, json!({})).await;
        let waiting: Vec<_> = answer.list("/today/waiting").iter()
            .map(|item| (item["reason"].as_str().expect("a reason"), item["overdueDays"].as_i64().expect("days")))
            .collect();
        assert_eq!(waiting, [("REPLY_OVERDUE", 15), ("SIGN_OF_LIFE_DUE", 2), ("PICK_UP", 0)]);
        assert_eq!(words(answer.at("/today/myCases/nodes")), ["steun"]);
        assert_eq!(words(answer.at("/today/followed/nodes")), ["over"]);
        assert_eq!(answer.number("/viewer/openCaseCount"), 1);
        let answer = world.as_(&nadia).execute(TODAY, json!({})).await;
        assert_eq!(answer.text("/today/waiting/0/reason"), "SIGN_OF_LIFE_DUE");
    }

    /// One thing is told once: the specialist's answer, and not the waiting for it too.
    /// However much waits.
    async fn home_tells_what_is_latest_first(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (today, now) = (world.today(), world.now());
        world.case("te laat").held_by(&mia).with(|case| {
            case.status = CaseStatus::Waiting;
            case.waiting_for = Some(WaitingFor::Resident);
            case.waiting_until = Some(today.plus_days(-3));
            case.changed_at = now.plus_days(-30);
        }).await;
        for number in 0..201 {
            world.case(&format!("nieuw {number}")).await;
        }
        let answer = world.as_(&mia).execute(TODAY, json!({})).await;
        assert_eq!(answer.at("/today/waiting/0/case/codeWord"), "te laat");
    }

    async fn home_tells_a_late_answer_once(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let entry = world.specialist("schuldhulp").await;
        let until = api::context::local_day(world.now()).plus_days(-2);
        for (word, what) in [("antwoord", WaitingFor::Specialist), ("besluit", WaitingFor::Decision)] {
            let waits = move |case: &mut case::Model| {
                case.status = CaseStatus::Waiting;
                (case.waiting_for, case.waiting_until) = (Some(what), Some(until));
            };
            let id = world.case(word).held_by(&mia).with(waits).await;
            let to = |row: &mut involvement::Model| {
                row.receiver_specialist_id = Some(entry);
                row.respond_by = until;
            };
            world.involvement(id, InvolvementKind::Consultation, &mia, to).await;
        }
        let answer = world.as_(&mia).execute(TODAY, json!({})).await;
        let mut waiting: Vec<_> = answer.list("/today/waiting").iter()
            .map(|item| (item["case"]["codeWord"].as_str().expect("a word"), item["reason"].as_str().expect("a reason")))
            .collect();
        waiting.sort_unstable();
        let expected = [("antwoord", "REPLY_OVERDUE"), ("besluit", "REPLY_OVERDUE"), ("besluit", "WAIT_OVERDUE")];
        assert_eq!(waiting, expected);
    }

    /// The list says what the case itself says: whoever helped first is on turn.
    async fn it_is_the_turn_of_the_specialist_who_is_waited_for(db: TestDatabase) {
        let world = World::on(db).await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let (first, second) = (world.specialist("schuldhulp").await, world.specialist("taalhuis").await);
        let nadia = world.specialist_account("Nadia", first).await;
        let sami = world.specialist_account("Sami", second).await;
        let id = world.case("koekblik").held_by(&mia).await;
        for (entry, specialist) in [(first, &nadia), (second, &sami)] {
            let question = json!({ "specialistId": entry, "reason": "Denk je mee?" });
            let asked = world.as_(&mia).acts_on(id, "requestConsultation", question).await;
            world.as_(specialist).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        }
        let wait = json!({ "waitingFor": "SPECIALIST", "until": "2026-11-30" });
        world.as_(&mia).acts_on(id, "setCaseWaiting", wait).await;
        let turns = async |member| {
            let document = "query ($id: CaseId!) { cases(filter: { myTurn: true }) { totalCount } board { myTurnCount }
                case(id: $id) { turn { isViewer } } }";
            let answer = world.as_(member).execute(document, json!({ "id": id })).await;
            let counts = (answer.number("/cases/totalCount"), answer.number("/board/myTurnCount"));
            (counts, answer.at("/case/turn/isViewer") == &json!(true))
        };
        let (mine, not_mine) = (((1, 1), true), ((0, 0), false));
        assert_eq!((turns(&mia).await, turns(&nadia).await, turns(&sami).await), (not_mine, mine, not_mine));
        world.pass_days(8);
        assert_eq!((turns(&mia).await, turns(&nadia).await, turns(&sami).await), (mine, not_mine, not_mine));
    }

    async fn involvements_are_listed_for_who_sees_them(db: TestDatabase) {
        const DOCUMENT: &str = "query ($filter: InvolvementFilter, $area: NeighbourhoodId!) {
            involvements(filter: $filter) { totalCount nodes { kind status case { codeWord } } }
            communityWorkers(neighbourhoodId: $area) { name } }";
        let world = World::on(db).await;
        let area = world.neighbourhood_within("ussen", "noordwest").await;
        let mia = world.connector("Mia").in_neighbourhood("ussen").await;
        let joris = world.community_worker("Joris").in_neighbourhood("noordwest").await;
        let toos = world.connector("Toos").in_neighbourhood("berghem").await;
        let id = world.case("steun").in_neighbourhood("ussen").held_by(&mia).await;
        let asked = world.as_(&mia).acts_on(id, "requestSupport", json!({ "reason": "Kijk je mee?" })).await;
        let variables = json!({ "area": area, "filter": { "waitingForMe": true, "kinds": ["SUPPORT"],
            "statuses": ["REQUESTED"], "neighbourhoodIds": [area], "requestedFrom": "2026-11-23", "requestedTo": "2026-11-23" } });
        let answer = world.as_(&joris).execute(DOCUMENT, variables.clone()).await;
        assert_eq!(answer.number("/involvements/totalCount"), 1);
        assert_eq!(answer.text("/involvements/nodes/0/case/codeWord"), "steun");
        assert_eq!(answer.at("/communityWorkers"), &json!([{ "name": "Joris" }]));
        let none = world.as_(&mia).execute(DOCUMENT, variables).await;
        assert_eq!(none.number("/involvements/totalCount"), 0, "it doesn't wait for who asked");
        let hidden = world.as_(&toos).execute(DOCUMENT, json!({ "area": area })).await;
        assert_eq!(hidden.number("/involvements/totalCount"), 0);
        world.as_(&joris).answers(involvement_id(&asked), 1, "acceptInvolvement", json!({})).await;
        let done = json!({ "area": area, "filter": { "answeredFrom": "2026-11-23", "answeredTo": "2026-11-23" } });
        assert_eq!(world.as_(&joris).execute(DOCUMENT, done).await.number("/involvements/totalCount"), 1);
    }
}

//! Who has to come to a training, and why: new people, those whose training ran out, and those who learned it before it
//! changed. Who plans it does so for all of them at once.

use entities::{AttendanceState, CourseId, CourseKind};
use serde_json::{Value, json};

use crate::harness::answer::Answer;
use crate::harness::people::Member;
use crate::harness::world::World;
use crate::on_both;

const DUE: &str = "query ($filter: TrainingDueFilter, $first: Int, $after: String) {
    trainingDue(filter: $filter, first: $first, after: $after) { totalCount unplannedCount
        groups { course { name } part count personIds } pageInfo { endCursor hasNextPage }
        nodes { since nextPart participant { name } nextCourse { name } placeAt { id }
            reasons { why since note learnedOn topic { slug } course { name } } } } }";
const MARK: &str = "mutation ($input: MarkTopicChangedInput!) { markTopicChanged(input: $input) {
    topicChange { id changedOn note topic { slug } } dueCount userErrors { code field message } } }";
const WITHDRAW: &str = "mutation ($input: WithdrawTopicChangeInput!) { withdrawTopicChange(input: $input) {
    isWithdrawn userErrors { code field } } }";

/// The courses of a programme: the basic one of two meetings, good for two years, and a refresher, good for one.
async fn courses(world: &World) -> (CourseId, CourseId) {
    let basic = world
        .course("basis", |row| {
            (row.kind, row.meetings, row.validity_months) = (CourseKind::Basic, 2, Some(24));
        })
        .await;
    world.covers(basic, "schulden").await;
    let refresher = world
        .course("herhaling", |row| {
            (row.kind, row.validity_months, row.position) = (CourseKind::Refresher, Some(12), 1);
        })
        .await;
    world.covers(refresher, "schulden").await;
    (basic, refresher)
}

async fn followed(world: &World, course: CourseId, days_ago: i64, who: &Member) {
    for part in [1, 2] {
        let meeting = world.meeting(course, -days_ago - 2 + i64::from(part), who, |row| row.part = part).await;
        world.stands(meeting, who, AttendanceState::Attended).await;
    }
}

async fn due(world: &World, who: &Member, variables: Value) -> Answer {
    world.as_(who).execute(DUE, variables).await
}

/// `Mia NEW basis 1`: who, why, and which meeting comes next.
fn told(answer: &Answer) -> Vec<String> {
    let text = |value: &Value| value.as_str().expect("a text").to_owned();
    let line = |node: &Value| {
        let why: Vec<_> =
            node["reasons"].as_array().expect("reasons").iter().map(|reason| text(&reason["why"])).collect();
        let (who, course) = (text(&node["participant"]["name"]), text(&node["nextCourse"]["name"]));
        format!("{who} {} {course} {}", why.join("+"), node["nextPart"])
    };
    answer.list("/trainingDue/nodes").iter().map(line).collect()
}

on_both! {
    async fn who_is_due_and_why(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (basic, refresher) = courses(&world).await;
        let new = world.connector("Fatma").in_neighbourhood("ruwaard").await;
        let fresh = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let long_ago = world.connector("Wim").in_neighbourhood("lith").await;
        let before = world.connector("Toos").in_neighbourhood("lith").await;
        followed(&world, basic, 10, &fresh).await;
        followed(&world, basic, 800, &long_ago).await;
        followed(&world, basic, 200, &before).await;
        assert_eq!(told(&due(&world, &ellen, json!({})).await), ["Wim VALIDITY herhaling 1", "Fatma NEW basis 1"]);

        let day = world.today().plus_days(-30).to_string();
        let input = json!({ "topicId": world.topic("schulden").await, "changedOn": day, "note": " Een nieuwe regeling. ", "idempotencyKey": "1" });
        let marked = world.as_(&ellen).execute(MARK, json!({ "input": input.clone() })).await;
        assert_eq!(marked.at("/markTopicChanged/topicChange/note"), "Een nieuwe regeling.");
        assert_eq!(marked.number("/markTopicChanged/dueCount"), 3);
        let list = due(&world, &ellen, json!({})).await;
        assert_eq!(told(&list), ["Wim TOPIC_CHANGED+VALIDITY herhaling 1", "Toos TOPIC_CHANGED herhaling 1", "Fatma NEW basis 1"]);
        let reason = list.at("/trainingDue/nodes/1/reasons/0");
        assert_eq!(reason, &json!({ "why": "TOPIC_CHANGED", "since": day, "note": "Een nieuwe regeling.",
            "learnedOn": world.today().plus_days(-200).to_string(), "topic": { "slug": "schulden" }, "course": { "name": "herhaling" } }));
        let groups = list.at("/trainingDue/groups");
        assert_eq!(groups, &json!([
            { "course": { "name": "herhaling" }, "part": 1, "count": 2, "personIds": [long_ago.id, before.id] },
            { "course": { "name": "basis" }, "part": 1, "count": 1, "personIds": [new.id] } ]));

        // Each sees their own, and a worker those of their areas.
        let own = async |who: &Member| world.as_(who).execute("{ viewer { trainingDue { reasons { why } nextCourse { name } } } }", json!({})).await;
        assert_eq!(own(&fresh).await.at("/viewer/trainingDue"), &Value::Null);
        assert_eq!(own(&before).await.at("/viewer/trainingDue/reasons"), &json!([{ "why": "TOPIC_CHANGED" }]));
        assert_eq!(told(&due(&world, &new, json!({})).await), ["Fatma NEW basis 1"]);
        let joris = world.community_worker("Joris").in_neighbourhood("ruwaard").await;
        assert_eq!(told(&due(&world, &joris, json!({})).await), ["Fatma NEW basis 1"]);

        // A refresher settles both reasons.
        world.was_at(refresher, 1, &long_ago).await;
        assert_eq!(told(&due(&world, &ellen, json!({})).await), ["Toos TOPIC_CHANGED herhaling 1", "Fatma NEW basis 1"]);
        let id = marked.text("/markTopicChanged/topicChange/id");
        assert_eq!(world.as_(&joris).execute(WITHDRAW, json!({ "input": { "topicChangeId": id } })).await.refusals(), ["NOT_ALLOWED"]);
        assert_eq!(world.as_(&ellen).execute(WITHDRAW, json!({ "input": { "topicChangeId": id } })).await.refusals(), Vec::<String>::new());
        assert_eq!(told(&due(&world, &ellen, json!({})).await), ["Fatma NEW basis 1"]);
    }

    /// What the list offers is what the plan takes: nobody types a name.
    async fn a_meeting_is_planned_for_all_of_a_group(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let (basic, _) = courses(&world).await;
        for name in ["Fatma", "Wim", "Toos"] {
            world.connector(name).in_neighbourhood("ruwaard").await;
        }
        let list = due(&world, &ellen, json!({})).await;
        assert_eq!((list.number("/trainingDue/totalCount"), list.number("/trainingDue/unplannedCount")), (3, 3));
        let group = list.at("/trainingDue/groups/0").clone();
        let plan = json!({ "courseId": basic, "part": group["part"], "on": "2026-12-02", "from": "19:30", "until": "21:30",
            "place": "De Vlindertuin", "capacity": 8 });
        let input = json!({ "plan": plan, "personIds": group["personIds"], "idempotencyKey": "p" });
        let planned = world.as_(&ellen).trains("planTrainingSession", input).await;
        assert_eq!(planned.number("/planTrainingSession/trainingSession/enrolledCount"), 3);
        // The second meeting is what comes next now.
        let list = due(&world, &ellen, json!({})).await;
        assert_eq!(told(&list), ["Fatma NEW basis 2", "Toos NEW basis 2", "Wim NEW basis 2"]);
        let plan = json!({ "courseId": basic, "part": 2, "on": "2026-12-09", "from": "19:30", "until": "21:30",
            "place": "De Vlindertuin", "capacity": 8 });
        let input = json!({ "plan": plan, "personIds": group["personIds"], "idempotencyKey": "q" });
        world.as_(&ellen).trains("planTrainingSession", input).await;
        let list = due(&world, &ellen, json!({})).await;
        assert_eq!((list.number("/trainingDue/totalCount"), list.number("/trainingDue/unplannedCount")), (3, 0));
        assert_eq!(list.at("/trainingDue/nodes/0/placeAt/id"), planned.at("/planTrainingSession/trainingSession/id"));
        assert_eq!(told(&due(&world, &ellen, json!({ "filter": { "hasPlace": false } })).await), Vec::<String>::new());
        assert_eq!(due(&world, &ellen, json!({ "filter": { "hasPlace": true, "courseId": basic } })).await.number("/trainingDue/totalCount"), 3);
    }

    async fn a_wrong_mark_is_told_field_by_field(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
        let topic = world.topic("schulden").await;
        let right = json!({ "topicId": topic, "changedOn": "2026-11-01", "note": "Anders." });
        let long = "a".repeat(10_000);
        let cases = [
            ("topicId", json!(""), "REQUIRED input.topicId"),
            ("changedOn", json!("2026-02-30"), "INVALID input.changedOn"),
            ("changedOn", json!(""), "INVALID input.changedOn"),
            ("changedOn", json!("2026-11-24"), "INVALID input.changedOn"),
            ("note", json!(" "), "REQUIRED input.note"),
            ("note", json!(long), "TOO_LONG input.note"),
            ("note", json!("Bel Jan op 06-12345678"), "PERSONAL_DATA input.note"),
        ];
        for (number, (field, value, refusal)) in cases.into_iter().enumerate() {
            let mut input = right.clone();
            (input[field], input["idempotencyKey"]) = (value.clone(), json!(format!("k{number}")));
            let answer = world.as_(&ellen).execute(MARK, json!({ "input": input })).await;
            assert_eq!(answer.refusals(), [refusal], "{field}: {value}");
        }
        let mut input = right;
        input["idempotencyKey"] = json!("m");
        assert_eq!(world.as_(&mia).execute(MARK, json!({ "input": input.clone() })).await.refusals(), ["NOT_ALLOWED"]);
        // Marked twice on one day is one mark, with the last words.
        world.as_(&ellen).execute(MARK, json!({ "input": input.clone() })).await;
        (input["note"], input["idempotencyKey"]) = (json!("Toch anders."), json!("n"));
        world.as_(&ellen).execute(MARK, json!({ "input": input })).await;
        let list = world.as_(&mia).execute("{ topicChanges { nodes { note changedOn topic { slug } } } }", json!({})).await;
        assert_eq!(list.at("/topicChanges/nodes"), &json!([{ "note": "Toch anders.", "changedOn": "2026-11-01", "topic": { "slug": "schulden" } }]));
    }

    async fn the_list_comes_page_by_page(db: TestDatabase) {
        let world = World::on(db).await;
        let ellen = world.coordinator("Ellen").await;
        courses(&world).await;
        for name in ["Ahmet", "Bea", "Corrie", "Dirk", "Els"] {
            world.connector(name).in_neighbourhood("ruwaard").await;
        }
        let page = due(&world, &ellen, json!({ "first": 3 })).await;
        assert_eq!(told(&page), ["Ahmet NEW basis 1", "Bea NEW basis 1", "Corrie NEW basis 1"]);
        let after = page.text("/trainingDue/pageInfo/endCursor").to_owned();
        assert_eq!(told(&due(&world, &ellen, json!({ "first": 3, "after": after })).await), ["Dirk NEW basis 1", "Els NEW basis 1"]);
        assert_eq!(page.number("/trainingDue/totalCount"), 5, "of all, not of the page");
    }
}

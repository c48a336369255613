//! Every number of the figures with the list that it is the length of.

use serde_json::{Value, json};

use super::world::Session;

const FIGURES: &str = "query($filter: FiguresFilter) { figures(filter: $filter) {
    from to comparedFrom comparedTo
    open { value before } opened { value before } closed { value before } solvedInNeighbourhood { value before }
    overdueWaits overdueSignsOfLife overdueAnswers overdueCases
    acceptTime { answered accepted declined medianHours p90Hours medianHoursBefore }
    byNeighbourhood { neighbourhood { id name } opened open closed overdue byInformalCarers
        openByAge { minDays maxDays count } }
    byWeek { monday isoWeek opened closed }
    byOutcome { outcome count before }
    byTopic { topic { id slug } opened open before }
    byAskBarrier { barrier count before }
    openByAge { minDays maxDays count }
    directory { total fresh staleByAge staleByMarks checkedInPeriod }
} }";

/// Numbers that count nothing: ages, weeks and hours.
const NO_COUNTS: [&str; 6] = ["minDays", "maxDays", "isoWeek", "medianHours", "p90Hours", "medianHoursBefore"];

/// What a list is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Of {
    Cases,
    Involvements,
    Specialists,
}

/// A number, and the list that it is the length of.
struct Counted {
    /// Where the number stands in the figures, as a JSON pointer.
    at: String,
    of: Of,
    filter: Value,
}

impl Session<'_> {
    /// The figures with this filter, and how many statements they took.
    pub async fn figures(&self, filter: &Value) -> (Value, usize) {
        let (answer, statements) = self.count(FIGURES, json!({ "filter": filter })).await;
        (answer.at("/figures").clone(), statements.len())
    }

    /// The figures with this filter, each of which is compared with its list.
    ///
    /// # Panics
    /// When a number has no list, or a list of another length.
    pub async fn figures_with_their_lists(&self, filter: &Value) -> Value {
        let (figures, _) = self.figures(filter).await;
        let lists = lists(&figures, filter);
        let mut told: Vec<&str> = lists.iter().map(|counted| counted.at.as_str()).collect();
        let mut numbers = Vec::new();
        counts(&figures, String::new(), &mut numbers);
        told.sort_unstable();
        numbers.sort_unstable();
        assert_eq!(told, numbers, "every number has one list");
        for counted in &lists {
            let number = figures.pointer(&counted.at).and_then(Value::as_i64).expect("a number");
            let length = self.length(counted.of, &counted.filter).await;
            assert_eq!(number, length, "{} with {}, of {:?} with {}", counted.at, filter, counted.of, counted.filter);
        }
        self.compare_hours(&figures, filter).await;
        figures
    }

    async fn length(&self, of: Of, filter: &Value) -> i64 {
        let (field, input) = match of {
            Of::Cases => ("cases", "CaseFilter"),
            Of::Involvements => ("involvements", "InvolvementFilter"),
            Of::Specialists => ("specialists", "SpecialistFilter"),
        };
        let document = format!("query($filter: {input}) {{ {field}(filter: $filter) {{ totalCount }} }}");
        self.execute(&document, json!({ "filter": filter })).await.number(&format!("/{field}/totalCount"))
    }

    /// The times until a yes, worked out of the list of those who said it.
    async fn compare_hours(&self, figures: &Value, filter: &Value) {
        let of = |from: &str, to: &str| {
            let answered = json!({ "answeredFrom": figures[from], "answeredTo": figures[to], "statuses": ["ACCEPTED", "COMPLETED"] });
            with(of_cases(filter), answered)
        };
        let (now, before) = (self.hours(of("from", "to")).await, self.hours(of("comparedFrom", "comparedTo")).await);
        let time = &figures["acceptTime"];
        for (name, expected) in [
            ("medianHours", median(&now)),
            ("p90Hours", now.get((now.len() * 9).div_ceil(10).saturating_sub(1)).copied()),
            ("medianHoursBefore", median(&before)),
        ] {
            let told = time[name].as_f64();
            let is_same = match (told, expected) {
                (Some(told), Some(expected)) => (told - expected).abs() < 1e-6,
                (told, expected) => told == expected,
            };
            assert!(is_same, "{name} with {filter}: {told:?} instead of {expected:?}");
        }
    }

    /// Hours from asking to answer, the shortest first.
    async fn hours(&self, filter: Value) -> Vec<f64> {
        let document = "query($filter: InvolvementFilter) {
            involvements(filter: $filter, first: 100) { totalCount nodes { requestedAt answeredAt } } }";
        let answer = self.execute(document, json!({ "filter": filter })).await;
        let nodes = answer.list("/involvements/nodes");
        assert_eq!(i64::try_from(nodes.len()).ok(), Some(answer.number("/involvements/totalCount")), "they fit a page");
        let mut hours: Vec<f64> =
            nodes.iter().map(|node| hours_between(&node["requestedAt"], &node["answeredAt"])).collect();
        hours.sort_by(f64::total_cmp);
        hours
    }
}

/// The number of cases, involvements and entries behind each figure, with the filter that its description tells.
fn lists(figures: &Value, filter: &Value) -> Vec<Counted> {
    let (from, to) = (&figures["from"], &figures["to"]);
    let (before_from, before_to) = (&figures["comparedFrom"], &figures["comparedTo"]);
    let opened = |from: &Value, to: &Value| json!({ "openedFrom": from, "openedTo": to });
    let closed = |from: &Value, to: &Value| json!({ "closedFrom": from, "closedTo": to });
    let answered = |more: Value| with(json!({ "answeredFrom": from, "answeredTo": to }), more);
    let solved = json!({ "outcomes": ["SOLVED_TOGETHER", "SOLVED_BY_NEIGHBOUR"] });
    let open = json!({ "openOn": to });
    let base = of_cases(filter);
    let mut found = Vec::new();
    let mut add = |of: Of, at: String, own: Value| {
        let filter = if of == Of::Specialists { own } else { with(base.clone(), own) };
        found.push(Counted { at, of, filter });
    };
    let mut cases = |at: &str, own: Value| add(Of::Cases, at.to_owned(), own);
    cases("/open/value", open.clone());
    cases("/open/before", json!({ "openOn": before_to }));
    cases("/opened/value", opened(from, to));
    cases("/opened/before", opened(before_from, before_to));
    cases("/closed/value", closed(from, to));
    cases("/closed/before", closed(before_from, before_to));
    cases("/solvedInNeighbourhood/value", with(closed(from, to), solved.clone()));
    cases("/solvedInNeighbourhood/before", with(closed(before_from, before_to), solved));
    cases("/overdueWaits", json!({ "overdueReasons": ["WAITING"] }));
    cases("/overdueSignsOfLife", json!({ "overdueReasons": ["SIGN_OF_LIFE"] }));
    cases("/overdueAnswers", json!({ "overdueReasons": ["ANSWER"] }));
    cases("/overdueCases", json!({ "overdue": true }));
    for (place, age) in rows(figures, "openByAge") {
        cases(&format!("/openByAge/{place}/count"), with(open.clone(), noted_for(age, to)));
    }
    for (place, row) in rows(figures, "byNeighbourhood") {
        let here = json!({ "neighbourhoodIds": [row["neighbourhood"]["id"]] });
        let at = |name: &str| format!("/byNeighbourhood/{place}/{name}");
        cases(&at("opened"), with(opened(from, to), here.clone()));
        cases(&at("open"), with(open.clone(), here.clone()));
        cases(&at("closed"), with(closed(from, to), here.clone()));
        cases(&at("overdue"), with(json!({ "overdue": true }), here.clone()));
        let carers = with(json!({ "askers": carers(filter) }), with(opened(from, to), here.clone()));
        cases(&at("byInformalCarers"), carers);
        for (number, age) in rows(row, "openByAge") {
            let own = with(with(open.clone(), noted_for(age, to)), here.clone());
            cases(&at(&format!("openByAge/{number}/count")), own);
        }
    }
    for (place, row) in rows(figures, "byWeek") {
        // The days of a week that lie within the period.
        let monday = row["monday"].as_str().expect("a day");
        let first = json!(monday.max(from.as_str().expect("a day")));
        let last = json!(plus_days(monday, 6).min(to.as_str().expect("a day").to_owned()));
        cases(&format!("/byWeek/{place}/opened"), opened(&first, &last));
        cases(&format!("/byWeek/{place}/closed"), closed(&first, &last));
    }
    for (place, row) in rows(figures, "byOutcome") {
        let this = json!({ "outcomes": [row["outcome"]] });
        cases(&format!("/byOutcome/{place}/count"), with(closed(from, to), this.clone()));
        cases(&format!("/byOutcome/{place}/before"), with(closed(before_from, before_to), this));
    }
    for (place, row) in rows(figures, "byTopic") {
        let this = json!({ "topicIds": [row["topic"]["id"]] });
        let topics = &filter["topicIds"];
        assert!(topics.as_array().is_none_or(|ids| ids.contains(&row["topic"]["id"])), "nobody asked for {row}");
        cases(&format!("/byTopic/{place}/opened"), with(opened(from, to), this.clone()));
        cases(&format!("/byTopic/{place}/open"), with(open.clone(), this.clone()));
        cases(&format!("/byTopic/{place}/before"), with(opened(before_from, before_to), this));
    }
    for (place, row) in rows(figures, "byAskBarrier") {
        let this = json!({ "askBarriers": [row["barrier"]] });
        cases(&format!("/byAskBarrier/{place}/count"), with(opened(from, to), this.clone()));
        cases(&format!("/byAskBarrier/{place}/before"), with(opened(before_from, before_to), this));
    }
    let mut involvements = |at: &str, own: Value| add(Of::Involvements, at.to_owned(), answered(own));
    involvements("/acceptTime/answered", json!({}));
    involvements("/acceptTime/accepted", json!({ "statuses": ["ACCEPTED", "COMPLETED"] }));
    involvements("/acceptTime/declined", json!({ "statuses": ["DECLINED"] }));
    let mut entries = |at: &str, own: Value| add(Of::Specialists, at.to_owned(), own);
    entries("/directory/total", json!({}));
    entries("/directory/fresh", json!({ "stale": false }));
    entries("/directory/staleByAge", json!({ "staleReasons": ["AGE"] }));
    entries("/directory/staleByMarks", json!({ "staleReasons": ["MARKS"] }));
    entries("/directory/checkedInPeriod", json!({ "checkedFrom": from, "checkedTo": to }));
    found
}

/// The filter of the figures as it is added to a list of cases or involvements.
fn of_cases(filter: &Value) -> Value {
    let mut own = json!({ "inFigures": true });
    for name in ["neighbourhoodIds", "topicIds", "askers"] {
        if !filter[name].is_null() {
            own[name] = filter[name].clone();
        }
    }
    own
}

/// Informal carers among those who are asked for: nobody, where others are asked for.
fn carers(filter: &Value) -> Value {
    let carer = json!("INFORMAL_CARER");
    match filter["askers"].as_array() {
        Some(askers) if !askers.contains(&carer) => json!([]),
        _ => json!([carer]),
    }
}

/// Noted so many days before the last day of the period.
fn noted_for(age: &Value, to: &Value) -> Value {
    let back = |days: &Value| days.as_i64().map(|days| plus_days(to.as_str().expect("a day"), -days));
    match back(&age["maxDays"]) {
        Some(from) => json!({ "openedFrom": from, "openedTo": back(&age["minDays"]) }),
        None => json!({ "openedTo": back(&age["minDays"]) }),
    }
}

/// Every number that counts something, as a JSON pointer.
fn counts(value: &Value, at: String, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => {
            for (name, value) in fields.iter().filter(|(name, _)| !NO_COUNTS.contains(&name.as_str())) {
                counts(value, format!("{at}/{name}"), found);
            }
        }
        Value::Array(rows) => {
            for (place, row) in rows.iter().enumerate() {
                counts(row, format!("{at}/{place}"), found);
            }
        }
        Value::Number(_) => found.push(at),
        Value::Null | Value::Bool(_) | Value::String(_) => {}
    }
}

fn rows<'a>(value: &'a Value, name: &str) -> impl Iterator<Item = (usize, &'a Value)> {
    value[name].as_array().expect("rows").iter().enumerate()
}

fn with(mut one: Value, other: Value) -> Value {
    if let (Some(one), Value::Object(other)) = (one.as_object_mut(), other) {
        one.extend(other);
    }
    one
}

fn plus_days(day: &str, days: i64) -> String {
    day.parse::<entities::Day>().expect("a day").plus_days(days).to_string()
}

fn hours_between(one: &Value, other: &Value) -> f64 {
    use async_graphql::ScalarType;
    let millis = |moment: &Value| {
        let moment = moment.as_str().expect("a moment");
        entities::Timestamp::parse(moment.into()).expect("a moment").0
    };
    #[expect(clippy::cast_precision_loss, reason = "milliseconds of years fit in 52 bits")]
    let took = (millis(other) - millis(one)) as f64;
    took / 3_600_000.0
}

fn median(sorted: &[f64]) -> Option<f64> {
    let last = sorted.len().checked_sub(1)?;
    Some(f64::midpoint(sorted[last / 2], sorted[last.div_ceil(2)]))
}

//! What is measured: the questions of the app's own pages, asked by people who work with them every day.

use std::collections::HashMap;
use std::time::{Duration, Instant};

use entities::{CaseId, CaseStatus, PersonId, case, case_event};
use sea_orm::{ColumnTrait, DatabaseConnection, EntityTrait, QueryFilter, QueryOrder, QuerySelect};
use serde_json::{Value, json};
use tests::root;

use crate::Tried;
use crate::app::Browser;
use crate::client::Client;
use crate::table::Times;

/// So many answers are measured for each figure, at least.
const AT_LEAST: usize = 400;
/// So many cases are opened in turn, and so many words searched for again.
const IN_TURN: usize = 20;
/// More lines than this make a timeline long.
const LONG: usize = 60;

/// One figure: the same page, asked again and again.
pub struct Scenario {
    /// What it is called in the table.
    pub name: &'static str,
    /// Who asks.
    pub client: Client,
    /// The questions, each as the app sends it.
    pub questions: Vec<String>,
    /// How they are asked.
    pub way: Way,
    /// How fast the product promises to answer.
    pub promise: Option<Promise>,
}

/// How fast an answer is, in milliseconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Promise {
    /// Half of the answers are faster.
    pub median: u128,
    /// All but one in a hundred are.
    pub ninety_ninth: u128,
}

/// A page that somebody opens.
const OPENED: Promise = Promise { median: 20, ninety_ninth: 60 };
/// A list that follows what somebody types.
const TYPED: Promise = Promise { median: 10, ninety_ninth: 60 };

/// How questions are asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// Each once, without having been asked before.
    Once,
    /// In turn, after a round that isn't measured.
    InTurn,
}

/// How the server answered.
pub struct Measured {
    /// How long it took.
    pub times: Times,
    /// How large the answers are on the wire, in the middle.
    pub size: u64,
}

/// The people who ask.
pub struct Guests {
    /// A community worker of three busy areas.
    pub worker: (PersonId, Client),
    /// A connector of the busiest area.
    pub connector: (PersonId, Client),
    /// Sees all.
    pub coordinator: (PersonId, Client),
}

/// Takes the questions from the pages of the app, and makes the figures of them.
///
/// # Errors
/// When a page doesn't ask what it should.
pub async fn scenarios(
    browser: &Browser,
    origin: &str,
    db: &DatabaseConnection,
    guests: &Guests,
) -> Tried<Vec<Scenario>> {
    let (worker, connector, coordinator) = (&guests.worker.1, &guests.connector.1, &guests.coordinator.1);
    let mut asked = Asked { browser, origin, scenarios: Vec::new() };
    asked.page("board, community worker", worker, "/vragen", "board", Some(OPENED)).await?;
    asked.page("board, connector", connector, "/vragen", "board", Some(OPENED)).await?;
    asked.page("board, coordinator", coordinator, "/vragen", "board", Some(OPENED)).await?;

    let cases = cases_of(db, guests.worker.0).await?;
    let (long, usual): (Vec<_>, Vec<_>) = cases.into_iter().partition(|(_, lines)| *lines > LONG);
    let ids = |cases: &[(CaseId, usize)]| cases.iter().take(IN_TURN).map(|(id, _)| id.to_string()).collect::<Vec<_>>();
    let [long, usual] = [ids(&long), ids(&usual)];
    if long.is_empty() || usual.len() < 10 {
        return Err("the community worker holds too few cases".into());
    }
    let question = asked.ask(worker, &format!("/vragen/{}", usual[0]), "case").await?;
    asked.each("case page", worker, &question, "id", &usual, (Way::InTurn, OPENED));
    asked.each("case page, long timeline", worker, &question, "id", &long, (Way::InTurn, OPENED));

    let question = asked.ask(connector, "/specialisten", "specialists").await?;
    let words = words()?;
    let some: Vec<_> = words.iter().step_by(words.len().div_ceil(IN_TURN)).cloned().collect();
    asked.each("search, each word once", connector, &question, "search", &words, (Way::Once, TYPED));
    asked.each("search, letter by letter", connector, &question, "search", &as_typed(&words), (Way::Once, TYPED));
    asked.each("search, again", connector, &question, "search", &some, (Way::InTurn, TYPED));
    asked.page("directory, nothing typed", connector, "/specialisten", "specialists", Some(TYPED)).await?;
    asked.page("today, community worker", worker, "/", "today", None).await?;
    asked.scenarios.extend(figures(browser, origin, guests).await?);
    Ok(asked.scenarios)
}

/// The page of figures alone.
///
/// # Errors
/// When the page doesn't ask what it should.
pub async fn figures(browser: &Browser, origin: &str, guests: &Guests) -> Tried<Vec<Scenario>> {
    let mut asked = Asked { browser, origin, scenarios: Vec::new() };
    asked.page("figures, coordinator", &guests.coordinator.1, "/cijfers", "figures", None).await?;
    asked.page("figures, community worker", &guests.worker.1, "/cijfers", "figures", None).await?;
    Ok(asked.scenarios)
}

struct Asked<'a> {
    browser: &'a Browser,
    origin: &'a str,
    scenarios: Vec<Scenario>,
}

impl Asked<'_> {
    async fn ask(&self, client: &Client, path: &str, field: &str) -> Tried<Value> {
        self.browser.become_somebody(self.origin, Some(client)).await?;
        self.browser.visit(&format!("{}{path}", self.origin)).await?.question(field)
    }

    async fn page(
        &mut self,
        name: &'static str,
        client: &Client,
        path: &str,
        field: &str,
        promise: Option<Promise>,
    ) -> Tried<()> {
        let question = self.ask(client, path, field).await?;
        let questions = vec![question.to_string()];
        let way = Way::InTurn;
        self.scenarios.push(Scenario { name, client: client.another()?, questions, way, promise });
        Ok(())
    }

    fn each(
        &mut self,
        name: &'static str,
        client: &Client,
        question: &Value,
        variable: &str,
        values: &[String],
        (way, promise): (Way, Promise),
    ) {
        let questions = values.iter().map(|value| {
            let mut question = question.clone();
            question["variables"][variable] = json!(value);
            question.to_string()
        });
        let questions = questions.collect();
        let client = client.another().expect("the server listens");
        self.scenarios.push(Scenario { name, client, questions, way, promise: Some(promise) });
    }
}

impl Scenario {
    /// Asks and measures.
    ///
    /// # Errors
    /// When an answer is no data.
    pub fn measure(&mut self) -> Tried<Measured> {
        self.connect()?;
        let rounds = match self.way {
            Way::Once => 1,
            Way::InTurn => {
                self.round()?;
                AT_LEAST.div_ceil(self.questions.len())
            }
        };
        let mut times = Vec::new();
        let mut sizes = Vec::new();
        for _ in 0..rounds {
            for (took, size) in self.round()? {
                times.push(took);
                sizes.push(size);
            }
        }
        sizes.sort_unstable();
        Ok(Measured { times: Times::new(times), size: sizes[sizes.len() / 2] })
    }

    /// Opens a new connection: the server closes one over which nothing came for a while.
    ///
    /// # Errors
    /// When nobody listens any more.
    pub fn connect(&mut self) -> Tried<()> {
        self.client = self.client.another()?;
        Ok(())
    }

    /// How often plain SQL does the same, and how many of the first times don't count.
    pub fn repetitions(&self) -> (usize, usize) {
        // Five times a statement is planned for its values, before its plan may be kept.
        let warming = 10 * self.questions.len();
        (AT_LEAST, warming)
    }

    fn round(&mut self) -> Tried<Vec<(Duration, u64)>> {
        let mut answers = Vec::new();
        for question in &self.questions {
            let answer = self.client.ask(question)?;
            answers.push((answer.took, u64::try_from(answer.on_the_wire)?));
        }
        Ok(answers)
    }
}

/// Many at once: each client asks everything in turn for a while, beginning elsewhere. Answers how many answers there
/// were.
///
/// # Errors
/// When an answer is no data.
pub fn crowd(scenarios: &[Scenario], clients: usize, length: Duration) -> Tried<usize> {
    let start = Instant::now();
    let counts = std::thread::scope(|scope| {
        let running: Vec<_> = (0..clients)
            .map(|number| {
                scope.spawn(move || -> Result<usize, String> {
                    let mut count = 0;
                    let mut connections: Vec<Client> = scenarios
                        .iter()
                        .map(|scenario| scenario.client.another())
                        .collect::<Tried<_>>()
                        .map_err(|error| error.to_string())?;
                    while start.elapsed() < length {
                        let at = (number + count) % scenarios.len();
                        let questions = &scenarios[at].questions;
                        let question = &questions[(number + count) % questions.len()];
                        connections[at].ask(question).map_err(|error| error.to_string())?;
                        count += 1;
                    }
                    Ok(count)
                })
            })
            .collect();
        running.into_iter().map(|thread| thread.join().expect("no panic")).collect::<Result<Vec<_>, _>>()
    })?;
    Ok(counts.into_iter().sum())
}

/// The open cases of this holder with the lengths of their timelines, the newest first.
async fn cases_of(db: &DatabaseConnection, holder: PersonId) -> Tried<Vec<(CaseId, usize)>> {
    let cases: Vec<CaseId> = case::Entity::find()
        .select_only()
        .column(case::Column::Id)
        .filter(case::Column::HolderPersonId.eq(holder))
        .filter(case::Column::Status.ne(CaseStatus::Closed))
        .order_by_desc(case::Column::Id)
        .into_tuple()
        .all(db)
        .await?;
    let lines: Vec<CaseId> = case_event::Entity::find()
        .select_only()
        .column(case_event::Column::CaseId)
        .filter(case_event::Column::CaseId.is_in(cases.iter().copied()))
        .into_tuple()
        .all(db)
        .await?;
    let mut counts: HashMap<CaseId, usize> = HashMap::new();
    for id in lines {
        *counts.entry(id).or_default() += 1;
    }
    Ok(cases.into_iter().map(|id| (id, counts.get(&id).copied().unwrap_or_default())).collect())
}

/// Every beginning of these, as the app asks them while somebody types, each once.
fn as_typed(words: &[String]) -> Vec<String> {
    let mut typed = Vec::new();
    for word in words {
        for (place, letter) in word.char_indices() {
            let beginning = word[..place + letter.len_utf8()].trim().to_owned();
            if !typed.contains(&beginning) {
                typed.push(beginning);
            }
        }
    }
    typed
}

/// What people type: everyday words, beginnings, compounds, errors, words of other languages, and what nobody has.
fn words() -> Tried<Vec<String>> {
    let mut reader = csv::Reader::from_path(root().join("api/demo/oss/search_golden.csv"))?;
    let column = reader.headers()?.iter().position(|name| name == "query").ok_or("no queries")?;
    reader.records().map(|row| Ok(row?[column].to_owned())).collect()
}

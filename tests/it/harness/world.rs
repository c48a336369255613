//! A small world to tell a story in: a database of its own, a frozen clock, ids and randomness from a seed.
//!
//! ```ignore
//! let world = World::on(db).await;
//! let mia = world.connector("Mia").in_neighbourhood("ruwaard").await;
//! let answer = world.as_(&mia).execute(QUERY, json!({ "id": case })).await;
//! ```

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex};

use api::context::{App, Clock, Installation, Randomness};
use api::figures::tallies;
use api::keys::{Keys, Secret};
use api::policy::{PersonViewer, Viewer};
use api::schema::{ApiSchema, execute, schema};
use async_graphql::{Request, ScalarType, Variables};
use entities::{Locale, PersonId, Timestamp};
use sea_orm::{ConnectOptions, Database, DatabaseConnection, Statement};
use serde_json::Value;
use uuid::Uuid;

use super::answer::Answer;
use super::database::{Kind, TestDatabase};
use super::people::Member;

/// When every story begins: Monday 23 November 2026, ten in the morning in Oss.
pub const BEGINNING: Timestamp = Timestamp(1_795_424_400_000);

/// The secret of every world, from which its keys come.
pub const SECRET: [u8; 32] = [7; 32];

/// A whole server without the wire.
pub struct World {
    db: TestDatabase,
    app: Arc<App>,
    clock: Arc<FrozenClock>,
    schema: ApiSchema,
    statements: Arc<Mutex<Vec<Statement>>>,
    was_arranged: AtomicBool,
}

impl World {
    /// An empty world on this database.
    pub async fn on(db: TestDatabase) -> Self {
        Self::with(db, |_| ()).await
    }

    /// An empty world on this database, of a server that is set up like this.
    pub async fn with(db: TestDatabase, set_up: impl FnOnce(&mut App)) -> Self {
        let statements = Arc::new(Mutex::new(Vec::new()));
        let mut connection = pool(&db).await;
        let heard = Arc::clone(&statements);
        connection.set_metric_callback(move |statement| {
            heard.lock().expect("nobody panicked while counting").push(statement.statement.clone());
        });
        let clock = Arc::new(FrozenClock(AtomicI64::new(BEGINNING.0)));
        let mut app = App::new(
            connection,
            Arc::clone(&clock) as Arc<dyn Clock>,
            Arc::new(SeededRandomness(Mutex::new(0x5eed))),
            Keys::from_secret(&Secret::new(SECRET)),
            Installation { product_name: "Buurtverbinders".to_owned(), is_demo: false },
        );
        set_up(&mut app);
        Self { db, app: Arc::new(app), clock, schema: schema(), statements, was_arranged: AtomicBool::new(false) }
    }

    /// The server.
    pub fn app(&self) -> &Arc<App> {
        &self.app
    }

    /// Its database, for arranging and for looking behind the API.
    pub fn db(&self) -> &DatabaseConnection {
        &self.app.db
    }

    /// Which database it is on.
    pub fn kind(&self) -> Kind {
        self.db.kind()
    }

    /// What a server of its own needs to open it.
    pub fn url(&self) -> String {
        self.db.url()
    }

    /// This moment.
    pub fn now(&self) -> Timestamp {
        self.clock.now()
    }

    /// Lets days of 24 hours pass.
    pub fn pass_days(&self, days: i64) {
        self.pass_minutes(days * 24 * 60);
    }

    /// Lets minutes pass.
    pub fn pass_minutes(&self, minutes: i64) {
        self.clock.0.fetch_add(minutes * 60_000, Ordering::Relaxed);
    }

    /// Lets time pass until this moment, which lies ahead: `2027-03-28T00:59:59Z`.
    pub fn pass_until(&self, moment: &str) {
        let moment = Timestamp::parse(moment.into()).expect("a moment");
        assert!(moment >= self.now(), "{moment} has passed");
        self.clock.0.store(moment.0, Ordering::Relaxed);
    }

    /// Speaks to the API as this person, in Dutch.
    pub fn as_(&self, member: &Member) -> Session<'_> {
        Session { world: self, person: Some(member.id), locale: Locale::Nl }
    }

    /// Speaks to the API as nobody.
    pub fn as_nobody(&self) -> Session<'_> {
        Session { world: self, person: None, locale: Locale::Nl }
    }

    /// This person as the policy sees them now; nobody when the account is closed.
    pub async fn viewer(&self, person: PersonId) -> Viewer {
        let person = PersonViewer::load(self.db(), person).await.expect("the person can be read");
        person.map_or(Viewer::Nobody, Viewer::Person)
    }

    /// Tells that rows were put in which no act wrote: they are counted before the next answer.
    pub fn arranged(&self) {
        self.was_arranged.store(true, Ordering::Relaxed);
    }

    /// Counts it now, for who asks over the wire.
    pub async fn count_what_was_arranged(&self) {
        if self.was_arranged.swap(false, Ordering::Relaxed) {
            let heard = self.take();
            tallies::rebuild(self.db()).await.expect("the cases can be counted");
            *self.statements.lock().expect("nobody panicked while counting") = heard;
        }
    }

    /// Answers a viewer of any kind, a machine too, in Dutch.
    pub async fn answer(&self, viewer: Viewer, document: &str, variables: Value) -> Answer {
        self.count_what_was_arranged().await;
        let context = self.app.request(viewer, Locale::Nl, "test".to_owned());
        let request = Request::new(document).variables(Variables::from_json(variables)).data(context);
        Answer::new(execute(&self.schema, request).await)
    }

    /// A new id.
    pub fn id<I: From<Uuid>>(&self) -> I {
        self.app.new_id()
    }

    /// The statements since this was last asked.
    pub fn take_statements(&self) -> Vec<String> {
        self.take().into_iter().map(|statement| statement.sql).collect()
    }

    /// The same with the values in them, as one could ask them again.
    pub fn take_whole_statements(&self) -> Vec<String> {
        self.take().iter().map(ToString::to_string).collect()
    }

    fn take(&self) -> Vec<Statement> {
        std::mem::take(&mut self.statements.lock().expect("nobody panicked while counting"))
    }

    /// The schema, for subscriptions.
    pub fn schema(&self) -> &ApiSchema {
        &self.schema
    }
}

/// Somebody speaking to the API.
#[derive(Clone, Copy)]
pub struct Session<'a> {
    world: &'a World,
    person: Option<PersonId>,
    locale: Locale,
}

impl Session<'_> {
    /// The same, in English.
    #[must_use]
    pub fn in_english(self) -> Self {
        Self { locale: Locale::En, ..self }
    }

    /// Executes a document. The viewer is read anew, as for every request.
    pub async fn execute(&self, document: &str, variables: Value) -> Answer {
        let request = self.request(document, variables).await;
        Answer::new(execute(&self.world.schema, request).await)
    }

    /// Executes a document and says which statements that took, without those that find the viewer: session, person and
    /// roles, read once a request whatever is asked.
    pub async fn count(&self, document: &str, variables: Value) -> (Answer, Vec<String>) {
        let request = self.request(document, variables).await;
        self.world.take_statements();
        let answer = Answer::new(execute(&self.world.schema, request).await);
        (answer, self.world.take_statements())
    }

    /// The request as the wire would make it.
    pub async fn request(&self, document: &str, variables: Value) -> Request {
        self.world.count_what_was_arranged().await;
        let viewer = match self.person {
            Some(id) => self.world.viewer(id).await,
            None => Viewer::Nobody,
        };
        let context = self.world.app.request(viewer, self.locale, "test".to_owned());
        Request::new(document).variables(Variables::from_json(variables)).data(context)
    }
}

/// A clock that stands still until it is told to go on.
pub struct FrozenClock(AtomicI64);

impl Clock for FrozenClock {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.load(Ordering::Relaxed))
    }
}

/// The same bytes in every run (SplitMix64).
pub struct SeededRandomness(Mutex<u64>);

impl Randomness for SeededRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        let mut state = self.0.lock().expect("nobody panicked while drawing");
        for chunk in bytes.chunks_mut(8) {
            *state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
            let mut mixed = *state;
            mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
            mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
            chunk.copy_from_slice(&(mixed ^ (mixed >> 31)).to_le_bytes()[..chunk.len()]);
        }
    }
}

/// Several connections, so that tests meet real locks.
async fn pool(db: &TestDatabase) -> DatabaseConnection {
    let mut options = ConnectOptions::new(db.url());
    options.max_connections(4).min_connections(0).sqlx_logging(false);
    Database::connect(options).await.expect("the database opens")
}

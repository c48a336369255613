//! What a request knows: the database, the viewer, the time, and where ids and randomness come from.

use std::hash::Hash;
use std::sync::{Arc, Mutex, OnceLock};

use async_graphql::{
    Context,
    dataloader::{DataLoader, HashMapCache, Loader},
};
use entities::{Day, Locale, Timestamp};
use futures_util::{FutureExt, future::BoxFuture};
use jiff::tz::TimeZone;
use sea_orm::DatabaseConnection;
use tokio::sync::Notify;
use uuid::Uuid;

use crate::{
    auth, batches,
    error::{self, LoadFault},
    feed::ChangeFeed,
    keys::Keys,
    peers::feed::PeerFeed,
    policy::Viewer,
    specialists::search::Memory,
};

/// How long notices are kept unless the settings say otherwise, in days.
pub const NOTICE_DAYS: i64 = 90;

/// Tells the time. The real one reads the system's clock; tests freeze it.
pub trait Clock: Send + Sync {
    /// This moment.
    fn now(&self) -> Timestamp;
}

/// Gives random bytes fit for secrets.
pub trait Randomness: Send + Sync {
    /// Fills the bytes.
    fn fill(&self, bytes: &mut [u8]);
}

/// The system's clock.
pub struct SystemClock;

impl Clock for SystemClock {
    #[expect(clippy::disallowed_methods, reason = "the one place that reads the system's clock")]
    fn now(&self) -> Timestamp {
        jiff::Timestamp::now().into()
    }
}

/// The system's randomness.
pub struct SystemRandomness;

impl Randomness for SystemRandomness {
    fn fill(&self, bytes: &mut [u8]) {
        aws_lc_rs::rand::fill(bytes).expect("the system gives randomness");
    }
}

/// Whose installation this is. Names are data.
#[derive(Clone, Debug)]
pub struct Installation {
    /// What the product is called here.
    pub product_name: String,
    /// Whether everything in it is invented and everybody may look around.
    pub is_demo: bool,
}

/// What lives as long as the server.
pub struct App {
    /// The database.
    pub db: DatabaseConnection,
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// The randomness.
    pub randomness: Arc<dyn Randomness>,
    /// The keys.
    pub keys: Keys,
    /// Whose installation it is.
    pub installation: Installation,
    /// How signing in goes here; set it before the app is shared.
    pub auth: auth::Settings,
    pub(crate) door: auth::Door,
    /// How long notices are kept, in days; set it before the app is shared.
    pub notice_days: i64,
    /// What listeners are told.
    pub feed: ChangeFeed,
    /// Rings when a mail is to go out at once.
    pub mail_bell: Notify,
    /// What listeners are told of what connectors ask each other.
    pub peers: PeerFeed,
    pub(crate) directory: Memory,
    ids: Mutex<(i64, u16)>,
}

impl App {
    /// An app over a migrated database.
    pub fn new(
        db: DatabaseConnection,
        clock: Arc<dyn Clock>,
        randomness: Arc<dyn Randomness>,
        keys: Keys,
        installation: Installation,
    ) -> Self {
        Self {
            db,
            clock,
            randomness,
            keys,
            installation,
            auth: auth::Settings::default(),
            door: auth::Door::default(),
            notice_days: NOTICE_DAYS,
            feed: ChangeFeed::default(),
            mail_bell: Notify::new(),
            peers: PeerFeed::default(),
            directory: Memory::default(),
            ids: Mutex::new((0, 0)),
        }
    }

    /// A new id in time order (`UUIDv7`, RFC 9562), also among ids of one millisecond.
    pub fn new_id<I: From<Uuid>>(&self) -> I {
        let (millis, counter) = {
            let mut last = self.ids.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
            let now = self.clock.now().0;
            *last = match *last {
                (millis, counter) if millis >= now && counter < 0x0fff => (millis, counter + 1),
                (millis, _) if millis >= now => (millis + 1, 0),
                _ => (now, 0),
            };
            *last
        };
        let mut bytes = [0; 10];
        self.randomness.fill(&mut bytes);
        bytes[..2].copy_from_slice(&counter.to_be_bytes());
        I::from(uuid::Builder::from_unix_timestamp_millis(u64::try_from(millis).unwrap_or(0), &bytes).into_uuid())
    }

    /// What one request of this viewer knows.
    pub fn request(self: &Arc<Self>, viewer: Viewer, locale: Locale, request_id: String) -> RequestCtx {
        let now = self.clock.now();
        let viewer = Arc::new(viewer);
        let loaders = Loaders { app: Arc::clone(self), viewer: Arc::clone(&viewer), now, locale };
        let loaders = DataLoader::with_cache(loaders, batches::begin, HashMapCache::default());
        RequestCtx { app: Arc::clone(self), viewer, now, locale, request_id, loaders, successor: OnceLock::new() }
    }
}

/// What one request knows.
pub struct RequestCtx {
    /// What lives as long as the server.
    pub app: Arc<App>,
    /// Who asks.
    pub viewer: Arc<Viewer>,
    /// When it came in; the same for everything it does.
    pub now: Timestamp,
    /// In which language it is answered.
    pub locale: Locale,
    /// To find it in the logs.
    pub request_id: String,
    /// Rows by id, each read once a request, through policy.
    pub loaders: DataLoader<Loaders, HashMapCache>,
    successor: OnceLock<Box<RequestCtx>>,
}

impl RequestCtx {
    /// The database.
    pub fn db(&self) -> &DatabaseConnection {
        &self.app.db
    }

    /// The day it is where people live.
    pub fn today(&self) -> Day {
        local_day(self.now)
    }

    /// A new id.
    pub fn new_id<I: From<Uuid>>(&self) -> I {
        self.app.new_id()
    }

    /// The rest of the request is answered for this viewer: after signing in, and after what changes the viewer.
    pub fn go_on_as(&self, viewer: Viewer) {
        let locale = viewer.person().map_or(self.locale, |person| person.locale);
        let request = self.app.request(viewer, locale, self.request_id.clone());
        // The root fields of a mutation run one after the other, so nobody else is first.
        let _ = self.latest().successor.set(Box::new(request));
    }

    /// What a loader knows of a key, once for all who ask for it. It waits in a box: a field of an object takes the room
    /// of its largest one, and there are thousands on a board.
    ///
    /// # Errors
    /// When the database can't be read.
    pub fn load<K>(&self, key: K) -> BoxFuture<'_, error::Result<Option<<Loaders as Loader<K>>::Value>>>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Loaders: Loader<K, Error = LoadFault>,
    {
        async { Ok(self.loaders.load_one(key).await?) }.boxed()
    }

    /// Reads these at once and lets the loaders know them. The loaders wait a moment for others who ask for the same;
    /// whoever knows all that will be asked doesn't have to.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn read_ahead<K>(&self, keys: impl IntoIterator<Item = K>) -> error::Result<()>
    where
        K: Send + Sync + Hash + Eq + Clone + 'static,
        Loaders: Loader<K, Error = LoadFault>,
    {
        let keys: Vec<K> = keys.into_iter().collect();
        if !keys.is_empty() {
            self.loaders.feed_many(self.loaders.loader().load(&keys).await?).await;
        }
        Ok(())
    }

    fn latest(&self) -> &Self {
        self.successor.get().map_or(self, |successor| successor.latest())
    }
}

/// Loads rows by id for one viewer; each feature adds what it loads.
pub struct Loaders {
    /// What lives as long as the server.
    pub app: Arc<App>,
    /// Who asks.
    pub viewer: Arc<Viewer>,
    /// When the request came in.
    pub now: Timestamp,
    /// In which language it is answered.
    pub locale: Locale,
}

/// The zone in which people live and services open.
///
/// # Panics
/// Never: the zones travel in the binary.
pub fn zone() -> TimeZone {
    TimeZone::get("Europe/Amsterdam").expect("the zones travel in the binary")
}

/// The day that a moment falls on where people live.
///
/// # Panics
/// Outside the years that the calendar knows.
pub fn local_day(moment: Timestamp) -> Day {
    Day(moment.to_jiff().to_zoned(zone()).date())
}

/// The first moment of a day where people live. The outermost days of the calendar have no moments in every zone:
/// then it is the last moment there is, or the first.
pub fn day_start(day: Day) -> Timestamp {
    let outermost = if day.0.year() > 0 { jiff::Timestamp::MAX } else { jiff::Timestamp::MIN };
    day.0.to_zoned(zone()).map_or(outermost, |start| start.timestamp()).into()
}

/// A resolver's way to its request.
pub trait Req<'a> {
    /// What this request knows.
    fn req(&self) -> &'a RequestCtx;
}

impl<'a> Req<'a> for Context<'a> {
    fn req(&self) -> &'a RequestCtx {
        self.data_unchecked::<RequestCtx>().latest()
    }
}

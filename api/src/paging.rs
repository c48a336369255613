//! Connections: pages by keyset, with cursors that only we can make.
//!
//! A cursor is the sort key of a row and a mark, made of the key, the name of its list and the viewer: it opens the same
//! list of the same viewer only. A filter makes no other list: a place in an order stays one.

use async_graphql::{
    ErrorExtensionValues, OutputType, SimpleObject,
    connection::{Connection, Edge, EmptyFields},
};
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use sea_orm::{Cursor, DbErr, PartialModelTrait, SelectorTrait, sea_query::IntoValueTuple};
use serde::{Serialize, de::DeserializeOwned};

use crate::{context::RequestCtx, policy::Viewer};

/// The most rows of one page.
pub const MOST: i32 = 100;
/// Rows of a page when nothing is asked.
pub const USUAL: i32 = 20;

/// How many there are in all.
#[derive(SimpleObject)]
pub struct TotalCount {
    /// How many there are in all, of those that the viewer may see.
    pub total_count: i32,
}

/// A page of a list without a count.
pub type Page<T> = Connection<String, T>;
/// A page of a list with a count.
pub type CountedPage<T, C = TotalCount> = Connection<String, T, C, EmptyFields>;

/// The arguments of a connection, as they come in.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageArguments {
    /// Rows from the start.
    pub first: Option<i32>,
    /// After this cursor.
    pub after: Option<String>,
    /// Rows from the end.
    pub last: Option<i32>,
    /// Before this cursor.
    pub before: Option<String>,
}

/// From which side a page is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The first rows after the key.
    First,
    /// The last rows before the key.
    Last,
}

/// What to select: read `limit() = count + 1` rows from one side of the keys, then [`Cut::page`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cut<K> {
    /// From which side.
    pub side: Side,
    /// How many rows the page has at most.
    pub count: u64,
    /// Only rows after this key, in list order.
    pub after: Option<K>,
    /// Only rows before this key, in list order.
    pub before: Option<K>,
}

/// Arguments that make no page. Told as `BAD_USER_INPUT` with the argument's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BadPage {
    argument: &'static str,
    message: String,
}

impl BadPage {
    /// A count outside 1 to 100.
    pub fn count(argument: &'static str, wanted: i32) -> Self {
        Self { argument, message: format!("{argument} is {wanted}; it must be 1 to {MOST}") }
    }
}

impl From<BadPage> for async_graphql::Error {
    fn from(bad: BadPage) -> Self {
        let mut extensions = ErrorExtensionValues::default();
        extensions.set("code", "BAD_USER_INPUT");
        extensions.set("argument", bad.argument);
        Self { message: bad.message, source: None, extensions: Some(extensions) }
    }
}

impl PageArguments {
    /// Reads the arguments for the list of this name.
    ///
    /// # Errors
    /// A count outside 1 to 100, both sides at once, or a cursor that is not of this list.
    pub fn cut<K: DeserializeOwned>(&self, req: &RequestCtx, list: &str) -> Result<Cut<K>, BadPage> {
        let (side, wanted, argument) = match (self.first, self.last) {
            (Some(_), Some(_)) => {
                let message = "give first or last, not both".to_owned();
                return Err(BadPage { argument: "last", message });
            }
            (None, Some(rows)) => (Side::Last, rows, "last"),
            (first, None) => (Side::First, first.unwrap_or(USUAL), "first"),
        };
        let count = u64::try_from(wanted)
            .ok()
            .filter(|rows| (1..=u64::from(MOST.unsigned_abs())).contains(rows))
            .ok_or_else(|| BadPage::count(argument, wanted))?;
        Ok(Cut {
            side,
            count,
            after: key(req, list, self.after.as_deref(), "after")?,
            before: key(req, list, self.before.as_deref(), "before")?,
        })
    }
}

fn key<K: DeserializeOwned>(
    req: &RequestCtx,
    list: &str,
    cursor: Option<&str>,
    argument: &'static str,
) -> Result<Option<K>, BadPage> {
    let Some(cursor) = cursor else { return Ok(None) };
    let bad =
        || BadPage { argument, message: format!("{argument} is not a cursor of this list; ask its first page again") };
    let bytes = BASE64_URL_SAFE_NO_PAD.decode(cursor).map_err(|_| bad())?;
    let (mark, key) = bytes.split_at_checked(12).ok_or_else(bad)?;
    if mark != req.app.keys.cursor_mark(&named(req, list, key)) {
        return Err(bad());
    }
    serde_json::from_slice(key).map(Some).map_err(|_| bad())
}

fn named(req: &RequestCtx, list: &str, key: &[u8]) -> Vec<u8> {
    let viewer = match &*req.viewer {
        Viewer::Person(person) => person.id.to_string(),
        Viewer::Machine(machine) => machine.id.to_string(),
        Viewer::Nobody => String::new(),
    };
    [list.as_bytes(), &[0], viewer.as_bytes(), &[0], key].concat()
}

/// The cursor of a row with this sort key in the list of this name.
///
/// # Panics
/// When the key can't be written as JSON, which keys of ids, numbers and texts can.
pub fn cursor<K: Serialize>(req: &RequestCtx, list: &str, key: &K) -> String {
    let key = serde_json::to_vec(key).expect("a key is plain");
    let mark = req.app.keys.cursor_mark(&named(req, list, &key));
    BASE64_URL_SAFE_NO_PAD.encode([&mark[..], &key].concat())
}

impl<K> Cut<K> {
    /// How many rows to read: one more than the page, to know whether there are more.
    pub fn limit(&self) -> u64 {
        self.count + 1
    }

    /// The page's rows in list order out of what was read (in the order of the side), and whether there
    /// are rows before and after it.
    pub fn page<R>(&self, mut rows: Vec<R>) -> (Vec<R>, bool, bool) {
        let more = rows.len() as u64 > self.count;
        rows.truncate(usize::try_from(self.count).unwrap_or(usize::MAX));
        match self.side {
            Side::First => (rows, self.after.is_some(), more),
            Side::Last => {
                rows.reverse();
                (rows, more, self.before.is_some())
            }
        }
    }
}

/// Reads the page of a list that is sorted by the columns of its key.
///
/// # Errors
/// When the database can't be read.
pub async fn read<K, S, T>(
    req: &RequestCtx,
    list: &str,
    cut: Cut<K>,
    mut select: Cursor<S>,
    key_of: impl Fn(&T) -> K,
) -> Result<Page<T>, DbErr>
where
    K: Clone + Serialize + IntoValueTuple,
    S: SelectorTrait,
    T: PartialModelTrait + OutputType,
{
    if let Some(key) = cut.after.clone() {
        select.after(key);
    }
    if let Some(key) = cut.before.clone() {
        select.before(key);
    }
    match cut.side {
        Side::First => select.first(cut.limit()),
        Side::Last => select.last(cut.limit()),
    };
    let mut rows: Vec<T> = select.into_partial_model().all(req.db()).await?;
    // The library gives both sides in list order; a page is cut from its side.
    if cut.side == Side::Last {
        rows.reverse();
    }
    let (rows, previous, next) = cut.page(rows);
    let mut page = Page::new(previous, next);
    page.edges.extend(rows.into_iter().map(|row| Edge::new(cursor(req, list, &key_of(&row)), row)));
    Ok(page)
}

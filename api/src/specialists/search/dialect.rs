//! What each database does in its own way: where words stand, which look alike, and how they are written.

use sea_orm::{
    ConnectionTrait, DbBackend, DbErr,
    sea_query::{SelectStatement, SimpleExpr},
};

use super::{plan::Term, postgres, sqlite, words::fold};

/// The table of words, one row an entry, one column a field.
pub const TEXT: &str = "specialist_search_text";
/// The words of the directory, each once.
pub const WORDS: &str = "specialist_search_words";

/// Of which revision the directory is: one row.
pub const REVISIONS: &str = "specialist_search_revision";

/// Where a word stands in an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Field {
    /// In its name.
    Name,
    /// Among its topics, each of which is one word: see [`topic_word`].
    Topics,
    /// In for whom it is, or in the name of its organisation.
    About,
    /// In its description, or in how somebody gets in.
    Description,
    /// In any of these but the topics.
    Anywhere,
}

/// The columns of the table of words, in the order of [`Text::fields`].
pub const COLUMNS: [&str; 4] = ["name", "topics", "about", "description"];

/// The word under which a topic is found.
pub fn topic_word(slug: &str) -> String {
    fold(slug)
}

/// The words of an entry, folded, with their stems; each field's in order, each once.
pub struct Text {
    /// In the order of [`COLUMNS`].
    pub fields: [Vec<String>; 4],
}

/// The database that is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Dialect {
    /// FTS5.
    Sqlite,
    /// Text search vectors and trigrams.
    Postgres,
}

impl Dialect {
    /// Of this connection.
    pub fn of(db: &impl ConnectionTrait) -> Self {
        match db.get_database_backend() {
            DbBackend::Postgres => Self::Postgres,
            _ => Self::Sqlite,
        }
    }

    /// Selects `entry`: the numbers of the entries that have one of the words in the field, each once.
    pub fn entries_with(self, terms: &[Term], field: Field) -> SelectStatement {
        match self {
            Self::Sqlite => sqlite::entries_with(terms, field),
            Self::Postgres => postgres::entries_with(terms, field),
        }
    }

    /// Selects `word`: words of the directory that contain this one or look like it. Candidates: more than are
    /// near, and not every one that is, where thousands are.
    pub fn words_like(self, folded: &str) -> Vec<SelectStatement> {
        match self {
            Self::Sqlite => sqlite::words_like(folded),
            Self::Postgres => postgres::words_like(folded),
        }
    }

    /// A whole number of 64 bits out of a sum of such numbers.
    pub fn sum(self, column: &'static str) -> SimpleExpr {
        match self {
            Self::Sqlite => sqlite::sum(column),
            Self::Postgres => postgres::sum(column),
        }
    }

    /// Its number, in the table of words.
    pub fn number(self) -> &'static str {
        match self {
            Self::Sqlite => "rowid",
            Self::Postgres => "number",
        }
    }

    /// Writes the words of the entry with this number, in place of those that stood there.
    ///
    /// # Errors
    /// When the database can't be written.
    pub async fn put(self, tx: &impl ConnectionTrait, number: i64, text: &Text) -> Result<(), DbErr> {
        match self {
            Self::Sqlite => sqlite::put(tx, number, text).await,
            Self::Postgres => postgres::put(tx, number, text).await,
        }
    }
}

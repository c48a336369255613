//! The statements that the server runs for a request, as PostgreSQL itself wrote them down.

use std::fs;
use std::io::{Read, Seek, SeekFrom};
use std::path::{Path, PathBuf};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};

use uuid::Uuid;

use crate::Tried;

/// A statement with what was bound to it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Statement {
    /// With places `$1`, `$2`, …
    pub sql: String,
    /// What stood in each place; `None` for nothing.
    pub values: Vec<Option<String>>,
}

impl Statement {
    /// Whatever looks like a number is one, of as many bits as it needs; and so with the others.
    fn typed(&self) -> String {
        // From the last, and marked as seen: $1 is the beginning of $10.
        let places = self.values.iter().enumerate().rev();
        let seen = places.fold(self.sql.clone(), |sql, (index, value)| {
            let kind = value.as_deref().map_or("", kind_of);
            sql.replace(&format!("${}", index + 1), &format!("{SEEN}{}{kind}", index + 1))
        });
        seen.replace(SEEN, "$")
    }
}

fn kind_of(value: &str) -> &'static str {
    match value.parse::<i64>().map(i32::try_from) {
        Ok(Ok(_)) => "::int4",
        Ok(Err(_)) => "::int8",
        Err(_) if Uuid::try_parse(value).is_ok() => "::uuid",
        Err(_) if value.starts_with("\\x") => "::bytea",
        Err(_) if ["t", "f"].contains(&value) => "::bool",
        Err(_) => "::text",
    }
}

/// Stands in no statement.
const SEEN: char = '\u{1}';

/// The ears of the database.
pub struct Listener {
    connection: DatabaseConnection,
    log: PathBuf,
}

impl Listener {
    /// Over a database that writes its log here.
    ///
    /// # Errors
    /// When the database can't be reached.
    pub async fn new(url: &str, log: &Path) -> Tried<Self> {
        // One connection, which asks only what it is told to.
        let mut options = ConnectOptions::new(url);
        options.max_connections(1).sqlx_logging(false);
        Ok(Self { connection: Database::connect(options).await?, log: log.to_owned() })
    }

    /// What runs during the work, besides the listener's own. The work is done until the same is heard twice: a session
    /// reads a setting before its next statement once the server told it, and not all are told in the same moment.
    ///
    /// # Errors
    /// When the work fails or the log can't be read.
    pub async fn during(&self, mut work: impl FnMut() -> Tried<()>) -> Tried<Vec<Statement>> {
        self.write_down("all").await?;
        let mut log = fs::File::open(&self.log)?;
        log.seek(SeekFrom::End(0))?;
        let mut before = 0;
        let heard = loop {
            work()?;
            let mut said = String::new();
            log.read_to_string(&mut said)?;
            let heard = read(&said);
            if !heard.is_empty() && heard.len() == before {
                break heard;
            }
            before = heard.len();
        };
        self.write_down("none").await?;
        let mut statements = Vec::new();
        for statement in heard {
            statements.push(self.with_types(statement).await?);
        }
        Ok(statements)
    }

    /// With the types of the values, which the server tells beside the statement and the log doesn't.
    async fn with_types(&self, statement: Statement) -> Tried<Statement> {
        // A commit has no places, and can't be prepared.
        if statement.values.is_empty() {
            return Ok(statement);
        }
        let mut refusal = String::new();
        for sql in [statement.typed(), statement.sql.clone()] {
            match self.connection.execute_unprepared(&format!("PREPARE heard AS {sql}")).await {
                Ok(_) => {
                    self.connection.execute_unprepared("DEALLOCATE heard").await?;
                    return Ok(Statement { sql, values: statement.values });
                }
                Err(error) => refusal = error.to_string(),
            }
        }
        Err(format!("the database doesn't understand what it logged: {refusal}\n{statement:?}").into())
    }

    async fn write_down(&self, what: &str) -> Tried<()> {
        self.connection.execute_unprepared(&format!("ALTER SYSTEM SET log_statement = '{what}'")).await?;
        self.connection.execute_unprepared("SELECT pg_reload_conf()").await?;
        loop {
            let row = self.connection.query_one(&show()).await?.ok_or("no setting")?;
            if row.try_get_by_index::<String>(0)? == what {
                return Ok(());
            }
        }
    }
}

fn show() -> sea_orm::sea_query::SelectStatement {
    use sea_orm::sea_query::{Expr, Func, Query};
    let setting = Func::cust("current_setting").arg(Expr::val("log_statement"));
    Query::select().expr(setting).to_owned()
}

/// Reads the log: `LOG:  execute NAME: STATEMENT`, then `DETAIL:  parameters: $1 = 'VALUE', …`. Lines that go on begin
/// with a tab.
fn read(log: &str) -> Vec<Statement> {
    let mut statements: Vec<Statement> = Vec::new();
    for entry in log.replace("\n\t", "\n ").split("\n[").map(|entry| entry.trim_start_matches('[')) {
        let Some((_, told)) = entry.split_once("] ") else { continue };
        if let Some(told) = told.strip_prefix("LOG:  execute ") {
            let sql = told.split_once(": ").map_or(told, |(_, sql)| sql);
            statements.push(Statement { sql: sql.trim_end().to_owned(), values: Vec::new() });
        } else if let Some(told) = told.strip_prefix("LOG:  statement: ")
            && ["BEGIN", "COMMIT", "ROLLBACK"].contains(&told.trim_end())
        {
            statements.push(Statement { sql: told.trim_end().to_owned(), values: Vec::new() });
        } else if let Some(told) = told.strip_prefix("DETAIL:  parameters: ")
            && let Some(statement) = statements.last_mut()
        {
            statement.values = values(told);
        }
    }
    statements.retain(|statement| !statement.sql.contains("current_setting"));
    statements
}

/// Reads `$1 = 'it''s', $2 = NULL`.
fn values(told: &str) -> Vec<Option<String>> {
    let mut values = Vec::new();
    let mut rest = told.trim_end();
    while let Some((_, after)) = rest.split_once(" = ") {
        let Some(quoted) = after.strip_prefix('\'') else {
            values.push(None);
            rest = after.strip_prefix("NULL").unwrap_or(after);
            continue;
        };
        let mut value = String::new();
        let mut letters = quoted.char_indices().peekable();
        rest = "";
        while let Some((place, letter)) = letters.next() {
            if letter != '\'' {
                value.push(letter);
            } else if letters.next_if(|(_, next)| *next == '\'').is_some() {
                value.push('\'');
            } else {
                rest = &quoted[place + 1..];
                break;
            }
        }
        values.push(Some(value));
    }
    values
}

/// Checks how the log is read, each time before that is relied on: a benchmark has no tests of its own.
///
/// # Panics
/// When it is read wrongly.
pub fn check() {
    let log = "[7] LOG:  execute sqlx_s_1: SELECT a\n\tFROM b WHERE c = $1 AND d = $2\n\
               [7] DETAIL:  parameters: $1 = 'it''s = 1', $2 = NULL\n[8] LOG:  statement: BEGIN\n\
               [9] LOG:  execute <unnamed>: SELECT 1\n";
    let statement = |sql: &str, values: &[Option<&str>]| Statement {
        sql: sql.to_owned(),
        values: values.iter().map(|value| value.map(str::to_owned)).collect(),
    };
    let expected = [
        statement("SELECT a\n FROM b WHERE c = $1 AND d = $2", &[Some("it's = 1"), None]),
        statement("BEGIN", &[]),
        statement("SELECT 1", &[]),
    ];
    assert_eq!(read(log), expected);
}

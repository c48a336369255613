//! The same statements without the server: through `pgbench`, one client, prepared as the server prepares them.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use crate::Tried;
use crate::statements::Statement;

/// More places than pgbench fills in one statement.
const MOST_PLACES: usize = 250;

/// Where pgbench is and what it talks to.
#[derive(Clone, Debug)]
pub struct Pgbench {
    /// The program.
    pub program: PathBuf,
    /// The folder of the socket.
    pub socket: PathBuf,
    /// The database.
    pub database: String,
}

impl Pgbench {
    /// Runs one of these lists of statements after the other, by chance, so many times in all. Answers how long
    /// each took.
    ///
    /// # Errors
    /// What pgbench said.
    pub fn run(&self, lists: &[Vec<Statement>], times: usize, folder: &Path) -> Tried<Vec<Duration>> {
        let mut command = Command::new(&self.program);
        // As the server asks for its connections.
        command.env("PGOPTIONS", "-c jit=off -c plan_cache_mode=force_generic_plan");
        command.args(["--no-vacuum", "--client=1", "--protocol=prepared", "--log", "--random-seed=1"]);
        command.arg(format!("--transactions={times}"));
        for (number, list) in lists.iter().enumerate() {
            let (script, values) = script(list, number);
            let path = folder.join(format!("statements{number}.sql"));
            fs::write(&path, script)?;
            command.arg("--file").arg(path);
            for (name, value) in values {
                command.arg("--define").arg(format!("{name}={value}"));
            }
        }
        let prefix = folder.join("times");
        command.arg("--log-prefix").arg(&prefix).arg("--host").arg(&self.socket);
        command.args(["--username=postgres", &self.database]).current_dir(folder);
        let output = command.output()?;
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        if !output.status.success() || said.contains("aborted") {
            return Err(format!("pgbench: {said}").into());
        }
        times_in(folder)
    }
}

/// A script, and what stands in its places.
fn script(list: &[Statement], number: usize) -> (String, Vec<(String, String)>) {
    let mut script = String::new();
    let mut values = Vec::new();
    for (place, statement) in list.iter().enumerate() {
        let mut sql = statement.sql.clone();
        // From the last: $1 is the beginning of $10.
        for (index, value) in statement.values.iter().enumerate().rev() {
            let filled = match value {
                Some(value) if !value.is_empty() && statement.values.len() <= MOST_PLACES => {
                    let name = format!("v{number}_{place}_{index}");
                    values.push((name.clone(), value.clone()));
                    format!(":{name}")
                }
                Some(value) => format!("'{}'", value.replace('\'', "''")),
                None => "NULL".to_owned(),
            };
            sql = sql.replace(&format!("${}", index + 1), &filled);
        }
        writeln!(script, "{sql};").expect("a text takes more text");
    }
    (script, values)
}

/// The third column of pgbench's log: microseconds.
fn times_in(folder: &Path) -> Tried<Vec<Duration>> {
    let mut times = Vec::new();
    for file in fs::read_dir(folder)? {
        let path = file?.path();
        if path.file_name().is_some_and(|name| name.to_string_lossy().starts_with("times.")) {
            for line in fs::read_to_string(&path)?.lines() {
                let micros = line.split(' ').nth(2).ok_or("a line without a time")?;
                times.push(Duration::from_micros(micros.parse()?));
            }
            fs::remove_file(path)?;
        }
    }
    Ok(times)
}

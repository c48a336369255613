//! What the bench is asked to do.

use std::time::{SystemTime, UNIX_EPOCH};

use api::context::{day_start, local_day};
use entities::{Day, Timestamp};

use crate::population::Size;

/// How it is told.
pub const USAGE: &str = "\
Usage: cargo xtask bench [options]

  --sqlite            on a database file, without the comparison with plain SQL
  --cases N           how many cases; 100000 when left out
  --specialists N     how many specialists; 10000 when left out
  --day YYYY-MM-DD    the day on which the cases are looked at; today when left out
  --only WORDS        only figures with these words in their name
  --loading           only what the pages load, and how soon they can be used
  --lighthouse        only what Lighthouse says of the pages; npm brings it in the first time
  --serve             only fills and serves, until the input ends: to look at plans
  --growth            how much slower the page of figures is with 1000000 cases than with 10000
";

/// What the bench is asked to do.
pub struct Options {
    /// On a database file, without the comparison with plain SQL.
    pub on_sqlite: bool,
    /// How much there is.
    pub size: Size,
    /// Only figures with these words in their name.
    pub only: String,
    /// What is measured.
    pub part: Part,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// All but what is asked for by name.
    Usual,
    /// What the pages load, and how soon they can be used.
    Loading,
    /// What Lighthouse says of the pages.
    Lighthouse,
    /// Nothing: it only fills and serves.
    Serve,
    /// How much slower the figures are with many cases.
    Growth,
}

impl Options {
    /// Reads the words of the command.
    ///
    /// # Errors
    /// When one isn't known, or its value isn't what it should be.
    pub fn read(mut words: impl Iterator<Item = String>) -> Result<Self, String> {
        let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).expect("after 1970");
        let now = Timestamp(i64::try_from(since_1970.as_millis()).expect("within the calendar"));
        let today = day_start(local_day(now));
        let mut options = Self {
            on_sqlite: false,
            size: Size { cases: 100_000, specialists: 10_000, seed: 2026, today },
            only: String::new(),
            part: Part::Usual,
        };
        while let Some(word) = words.next() {
            let mut value = || words.next().ok_or_else(|| format!("{word} needs a value"));
            let number = |text: String| text.parse::<usize>().map_err(|_| format!("{text} is no number"));
            match word.as_str() {
                "--sqlite" => options.on_sqlite = true,
                "--cases" => options.size.cases = number(value()?)?,
                "--specialists" => options.size.specialists = number(value()?)?,
                "--only" => options.only = value()?,
                "--growth" => options.part = Part::Growth,
                "--loading" => options.part = Part::Loading,
                "--serve" => options.part = Part::Serve,
                "--lighthouse" => options.part = Part::Lighthouse,
                "--day" => {
                    let day: Day = value()?.parse().map_err(|_| "give the day as YYYY-MM-DD".to_owned())?;
                    options.size.today = day_start(day);
                }
                // What cargo adds.
                "--bench" | "--test" => {}
                other => return Err(format!("{other} is unknown")),
            }
        }
        Ok(options)
    }
}

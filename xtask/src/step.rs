//! One step of the checks: timed, and its tests counted from what they print.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};
use std::time::Instant;

use crate::described;
use crate::failure::Result;

/// How many tests ran, over all steps.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Tally {
    passed: u64,
    failed: u64,
    skipped: u64,
}

impl fmt::Display for Tally {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

impl Tally {
    /// Runs one step, says how long it took, and counts a failure that no test reported.
    ///
    /// # Errors
    /// When the step fails.
    pub fn step(&mut self, name: &str, work: impl FnOnce(&mut Self) -> Result<()>) -> Result<()> {
        println!("--- {name}");
        let start = Instant::now();
        let failed_before = self.failed;
        let outcome = work(self);
        let seconds = start.elapsed().as_secs_f64();
        match &outcome {
            Ok(()) => println!("--- {name}: {seconds:.1} s"),
            Err(failure) => {
                self.failed += u64::from(self.failed == failed_before);
                println!("--- {name}: failed after {seconds:.1} s: {failure}");
            }
        }
        outcome
    }

    /// Runs a command that runs tests, shows what it prints, and counts the results.
    ///
    /// # Errors
    /// When it can't be started or ends with anything but success.
    pub fn tests(&mut self, command: &mut Command) -> Result<()> {
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        if let Some(output) = child.stdout.take() {
            for line in BufReader::new(output).lines() {
                let line = line?;
                println!("{line}");
                self.count(&line);
            }
        }
        let status = child.wait()?;
        if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", described(command)).into()) }
    }

    /// Adds a line like `test result: ok. 3 passed; 0 failed; 1 ignored; …`.
    fn count(&mut self, line: &str) {
        let Some(result) = line.strip_prefix("test result: ") else {
            return;
        };
        let number = |word: &str| {
            result
                .split_once(word)
                .and_then(|(before, _)| before.rsplit(' ').next())
                .and_then(|digits| digits.parse::<u64>().ok())
                .unwrap_or(0)
        };
        self.passed += number(" passed;");
        self.failed += number(" failed;");
        self.skipped += number(" ignored;");
    }
}

#[cfg(test)]
mod tests {
    use super::Tally;

    #[test]
    fn results_add_up_to_the_closing_line() {
        let mut tally = Tally::default();
        tally.count("running 3 tests");
        tally.count("test result: ok. 3 passed; 0 failed; 0 ignored; 0 measured; 2 filtered out; finished in 0.01s");
        assert_eq!(tally.to_string(), "3 passed, 0 failed");
        tally.count("test result: FAILED. 10 passed; 2 failed; 1 ignored; 0 measured; 0 filtered out; finished in 1s");
        assert_eq!(tally.to_string(), "13 passed, 2 failed, 1 skipped");
    }

    #[test]
    fn a_step_without_tests_counts_when_it_fails() {
        let mut tally = Tally::default();
        assert!(tally.step("fine", |_| Ok(())).is_ok());
        assert_eq!(tally.to_string(), "0 passed, 0 failed");
        assert!(tally.step("broken", |_| Err("no".into())).is_err());
        assert_eq!(tally.to_string(), "0 passed, 1 failed");
    }
}

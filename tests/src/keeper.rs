//! Programs that end when the tests end, however the tests end.
//!
//! A shell stands between and waits for the end of its input. When the test process goes away, even
//! by a kill, the pipe closes; then the shell stops the program and clears up.

use std::io::{self, BufRead, BufReader};
use std::os::unix::process::CommandExt;
use std::path::Path;
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::{Duration, Instant};

/// How long a program may take to get ready on a busy machine.
const PATIENCE: Duration = Duration::from_mins(1);

/// Runs the program of the arguments after the first, and removes the folder of the first afterwards.
const RUN: &str = r#"
folder=$1
shift
exec 3<&0
"$@" 2>&1 3<&- &
program=$!
exec 2>/dev/null
{ cat <&3; kill "$program"; } >/dev/null &
wait "$program"
rm -rf "$folder"
# A browser that lost its driver goes on writing for a moment.
{ sleep 2; rm -rf "$folder"; } >/dev/null &
"#;

/// A running program. Dropping it stops the program and waits until that is done.
#[derive(Debug)]
pub struct Keeper {
    shell: Child,
    input: Option<ChildStdin>,
}

/// What a kept program says.
#[derive(Debug)]
pub struct Said {
    lines: Receiver<String>,
    so_far: Vec<String>,
}

/// A command that runs a script of this kind: work until the input ends, then clean up.
#[must_use]
pub fn shell<const N: usize>(script: &str, arguments: [&Path; N]) -> Command {
    let mut command = Command::new("sh");
    command.args(["-c", script, "sh"]).args(arguments);
    command
}

/// A command that runs a program and afterwards removes the folder it worked in.
#[must_use]
pub fn program(program: &Path, folder: &Path) -> Command {
    shell(RUN, [folder, program])
}

impl Keeper {
    /// Starts a command that `shell` or `program` made.
    ///
    /// # Errors
    /// When there is no shell.
    pub fn start(command: &mut Command) -> io::Result<(Self, Said)> {
        let mut shell = command
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            // Ctrl-C in a terminal is for the tests; the shell must live on to clean up.
            .process_group(0)
            .spawn()?;
        let (sender, lines) = mpsc::channel();
        if let Some(output) = shell.stdout.take() {
            // Read to the end, heard or not: a program blocks on a pipe that is full.
            thread::spawn(move || {
                for line in BufReader::new(output).lines().map_while(Result::ok) {
                    let _ = sender.send(line);
                }
            });
        }
        let input = shell.stdin.take();
        Ok((Self { shell, input }, Said { lines, so_far: Vec::new() }))
    }
}

impl Drop for Keeper {
    fn drop(&mut self) {
        drop(self.input.take());
        let _ = self.shell.wait();
    }
}

impl Said {
    /// Waits for a line in which `find` finds what it looks for.
    ///
    /// # Errors
    /// Answers all that was said when the program ends or stays silent.
    pub fn wait_for<T>(&mut self, find: impl Fn(&str) -> Option<T>) -> Result<T, String> {
        let deadline = Instant::now() + PATIENCE;
        loop {
            match self.lines.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
                Ok(line) => {
                    let found = find(&line);
                    self.so_far.push(line);
                    if let Some(found) = found {
                        return Ok(found);
                    }
                }
                Err(silence) => return Err(format!("{}\n({silence})", self.so_far.join("\n"))),
            }
        }
    }
}

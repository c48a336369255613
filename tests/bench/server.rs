//! The product as it is installed: the optimised binary, in a process of its own.

use std::fs;
use std::io::{BufRead, BufReader};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};

use crate::Tried;

/// The product with its settings.
pub struct Installed {
    /// The program.
    pub binary: PathBuf,
    /// The URL of the database.
    pub database: String,
    /// The folder of its data.
    pub folder: PathBuf,
    /// The key, as hexadecimal digits.
    pub secret: String,
}

impl Installed {
    fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(&self.binary);
        // Nothing of this machine's settings.
        command.args(arguments).env_clear().env("DATABASE_URL", &self.database).env("BV_SECRET", &self.secret);
        command.arg("--data-dir").arg(&self.folder).stdin(Stdio::null());
        command
    }
}

/// A server that runs until this is dropped.
pub struct Server {
    child: Child,
    /// Where it listens.
    pub address: SocketAddr,
}

/// How much memory the server holds, in kB.
#[derive(Clone, Copy, Debug)]
pub struct Memory {
    /// Now.
    pub resident: u64,
    /// At most since it started.
    pub highest: u64,
}

impl Server {
    /// Starts one.
    ///
    /// # Errors
    /// When it doesn't serve; it says itself why.
    pub fn start(installed: &Installed) -> Tried<Self> {
        let mut command = installed.command(&["serve", "--listen=127.0.0.1:0", "--log=warn"]);
        let mut child = command.stdout(Stdio::piped()).spawn()?;
        let mut line = String::new();
        if let Some(output) = child.stdout.take() {
            BufReader::new(output).read_line(&mut line)?;
        }
        let address = line.trim().rsplit_once("http://").and_then(|(_, address)| address.parse().ok());
        if let Some(address) = address {
            return Ok(Self { child, address });
        }
        let _ = child.kill();
        Err(format!("the server doesn't serve: {:?}", child.wait()).into())
    }

    /// How much memory it holds (Linux: `VmRSS` and `VmHWM` of its status).
    ///
    /// # Errors
    /// On a system that doesn't tell.
    pub fn memory(&self) -> Tried<Memory> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kilobytes = |name: &str| -> Tried<u64> {
            let line = status.lines().find_map(|line| line.strip_prefix(name)).ok_or("no figure of memory")?;
            Ok(line.trim_start_matches(':').trim().trim_end_matches(" kB").parse()?)
        };
        Ok(Memory { resident: kilobytes("VmRSS")?, highest: kilobytes("VmHWM")? })
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs the program to its end.
///
/// # Errors
/// When it ends with anything but success.
pub fn run(installed: &Installed, arguments: &[&str]) -> Tried<()> {
    let output = installed.command(arguments).output()?;
    if output.status.success() {
        return Ok(());
    }
    Err(format!("{arguments:?}: {}", String::from_utf8_lossy(&output.stderr)).into())
}

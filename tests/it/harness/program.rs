//! The program itself, as the one who runs it meets it: started with flags, stopped with signals.

use std::io::{BufRead, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::sync::OnceLock;
use std::{env, fs, process};

use tests::{SERVER, cargo};

/// The program, brought up to date once: cargo doesn't do that for a binary of another crate.
pub fn path() -> &'static Path {
    static PATH: OnceLock<PathBuf> = OnceLock::new();
    PATH.get_or_init(|| {
        let built = cargo(["build", "--quiet"]).args(SERVER).status();
        assert!(built.is_ok_and(|status| status.success()), "the program can't be built");
        let tests = env::current_exe().expect("the tests are somewhere");
        tests.parent().and_then(Path::parent).expect("cargo puts tests in target/debug/deps").join("buurtverbinders")
    })
}

/// A folder of a test's own, with nothing in it.
pub struct Folder(PathBuf);

impl Folder {
    /// With this in its name.
    pub fn new(name: &str) -> Self {
        let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(format!("{name}-{}", process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).expect("the folder can be made");
        Self(folder)
    }

    /// Something in it.
    pub fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }

    /// Itself as the place of the data.
    pub fn flag(&self) -> String {
        format!("--data-dir={}", self.0.display())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Runs the program to its end.
pub fn run(arguments: &[&str]) -> Output {
    // A server that should have refused to start would never end.
    let mut command = Command::new("timeout");
    command.arg("60").arg(path()).args(arguments).env_clear().stdin(Stdio::null());
    command.output().expect("the program starts")
}

/// What a program that refused to start said; it ended with 2, and spared us a backtrace.
#[track_caller]
pub fn complaint(arguments: &[&str]) -> String {
    let output = run(arguments);
    let said = String::from_utf8(output.stderr).expect("text");
    assert_eq!(output.status.code(), Some(2), "{said}");
    for inside in ["panicked", "RUST_BACKTRACE", "stack backtrace", "Err(", "DbErr", "SqlxError"] {
        assert!(!said.contains(inside), "{inside} in: {said}");
    }
    let complaint = said.find("error: ").map(|at| said[at..].to_owned());
    complaint.unwrap_or_else(|| panic!("no complaint: {said}"))
}

/// A server of its own process. It is killed when this is dropped.
pub struct Running {
    child: Child,
    output: BufReader<process::ChildStdout>,
    /// Where it listens.
    pub address: SocketAddr,
}

impl Running {
    /// Serves on a free port.
    pub fn serve(arguments: &[&str]) -> Self {
        Self::serve_with(&[], arguments)
    }

    /// The same, with these variables in the environment.
    pub fn serve_with(variables: &[(&str, &str)], arguments: &[&str]) -> Self {
        let all = [&["serve", "--listen=127.0.0.1:0"], arguments].concat();
        let mut command = Command::new(path());
        // Nothing of this machine's settings.
        command.args(all).env_clear().envs(variables.iter().copied());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut output = BufReader::new(child.stdout.take().expect("piped"));
        let mut line = String::new();
        output.read_line(&mut line).expect("it says where it listens");
        let Some((_, address)) = line.trim().rsplit_once("http://") else {
            let mut said = String::new();
            let _ = child.stderr.take().expect("piped").read_to_string(&mut said);
            panic!("it doesn't serve: {line}{said}");
        };
        Self { address: address.parse().expect("an address"), child, output }
    }

    /// Asks it to stop.
    pub fn ask_to_stop(&self) {
        let asked = Command::new("kill").args(["-TERM", &self.child.id().to_string()]).status();
        assert!(asked.is_ok_and(|status| status.success()));
    }

    /// Its end: the code, and everything it logged.
    pub fn end(mut self) -> (Option<i32>, String) {
        let mut said = String::new();
        self.output.read_to_string(&mut said).expect("text");
        self.child.stderr.take().expect("piped").read_to_string(&mut said).expect("text");
        (self.child.wait().expect("it ends").code(), said)
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

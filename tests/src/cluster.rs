//! A PostgreSQL server of the tests' own: in a folder of its own, on a socket, gone afterwards.

use std::fmt;
use std::fs;
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{self, Command};

use crate::keeper::{Keeper, shell};
use crate::{find_program, scratch};

/// Safety at a power cut is no concern of a test; speed is.
const SETTINGS: &str = "-c listen_addresses='' -c max_connections=200 -c fsync=off \
    -c synchronous_commit=off -c full_page_writes=off -c wal_level=minimal -c max_wal_senders=0 \
    -c autovacuum=off -c jit=off";

/// Takes the folder of the programs, the folder to work in, and the settings.
const SCRIPT: &str = r#"
bin=$1 folder=$2 settings=$3
trap '' PIPE
initdb() {
    "$bin/initdb" --pgdata="$folder/data" --username=postgres --auth=trust \
        --encoding=UTF8 --locale=C.UTF-8 --no-sync --no-instructions
}
start() {
    "$bin/pg_ctl" start --wait --silent --pgdata="$folder/data" --log="$folder/log" \
        --options="-k $folder $settings"
}
if initdb >"$folder/log" 2>&1 && start >>"$folder/log" 2>&1; then
    echo ready
    cat >/dev/null
    "$bin/pg_ctl" stop --mode=immediate --silent --pgdata="$folder/data"
else
    cat "$folder/log"
fi
rm -rf "$folder"
"#;

/// A running server. Dropping it stops the server and removes everything it wrote.
#[derive(Debug)]
pub struct Cluster {
    folder: PathBuf,
    url: String,
    _keeper: Keeper,
}

/// Why no server could be started.
#[derive(Debug)]
pub enum ClusterError {
    /// No server is installed on this machine.
    NotInstalled,
    /// It is installed without the extensions that the schema uses.
    WithoutExtension(&'static str),
    /// Run as root, and no other user exists to run the server as.
    NoUser,
    /// The machine refused something.
    Io(std::io::Error),
    /// What the server said instead of starting.
    DidNotStart(String),
}

impl fmt::Display for ClusterError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotInstalled => formatter.write_str("PostgreSQL is missing: install Debian's package postgresql"),
            Self::WithoutExtension(name) => {
                write!(formatter, "PostgreSQL lacks the extension {name}: install Debian's package postgresql-contrib")
            }
            Self::NoUser => formatter.write_str("PostgreSQL refuses to run as root, and there is no user nobody"),
            Self::Io(error) => write!(formatter, "PostgreSQL can't be started: {error}"),
            Self::DidNotStart(said) => write!(formatter, "PostgreSQL did not start:\n{said}"),
        }
    }
}

impl std::error::Error for ClusterError {}

impl From<std::io::Error> for ClusterError {
    fn from(error: std::io::Error) -> Self {
        Self::Io(error)
    }
}

impl Cluster {
    /// Starts a server and waits until it answers.
    ///
    /// # Errors
    /// When none is installed, or it doesn't start.
    pub fn start() -> Result<Self, ClusterError> {
        Self::start_in(scratch::folder(), SETTINGS)
    }

    /// The same on disk, where a server is measured, with other settings, written as its own flags.
    ///
    /// # Errors
    /// When none is installed, or it doesn't start.
    pub fn start_with(settings: &str) -> Result<Self, ClusterError> {
        Self::start_in(Path::new("/tmp"), settings)
    }

    fn start_in(place: &Path, settings: &str) -> Result<Self, ClusterError> {
        let programs = server_programs().ok_or(ClusterError::NotInstalled)?;
        check_extensions(&programs)?;
        let folder = new_folder(place)?;

        let mut command = shell(SCRIPT, [&programs, &folder, Path::new(settings)]);
        command.env("LC_ALL", "C").current_dir("/");
        if is_root() {
            let (user, group) = unprivileged_user().ok_or(ClusterError::NoUser)?;
            chown(&folder, Some(user), Some(group))?;
            command.uid(user).gid(group);
        }

        let (keeper, mut said) = Keeper::start(&mut command)?;
        said.wait_for(|line| (line == "ready").then_some(())).map_err(ClusterError::DidNotStart)?;
        let url = format!("postgres://postgres@localhost/postgres?host={}", folder.display());
        Ok(Self { folder, url, _keeper: keeper })
    }

    /// The folder of its socket.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The file in which it tells what happens.
    #[must_use]
    pub fn log(&self) -> PathBuf {
        self.folder.join("log")
    }

    /// The database to which a client connects that creates the others.
    #[must_use]
    pub fn url(&self) -> &str {
        &self.url
    }
}

/// The folder with the programs of the newest server on this machine.
#[must_use]
pub fn server_programs() -> Option<PathBuf> {
    debian_folders()
        .into_iter()
        .chain(configured_folder())
        .chain(find_program(&["pg_ctl"]).and_then(|program| Some(program.parent()?.to_owned())))
        .find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|name| folder.join(name).is_file()))
}

/// Whether this process runs as root, as whom PostgreSQL doesn't.
#[must_use]
pub fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|output| output.stdout == b"0\n")
}

/// Debian keeps each version apart and off the search path; the newest comes first.
fn debian_folders() -> Vec<PathBuf> {
    let mut versions: Vec<u32> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .filter_map(|entry| entry.ok()?.file_name().to_str()?.parse().ok())
        .collect();
    versions.sort_unstable();
    versions.iter().rev().map(|version| PathBuf::from(format!("/usr/lib/postgresql/{version}/bin"))).collect()
}

fn configured_folder() -> Option<PathBuf> {
    ask(Path::new("pg_config"), "--bindir")
}

fn check_extensions(programs: &Path) -> Result<(), ClusterError> {
    // Without pg_config the migration says the same, less kindly.
    let Some(share) = ask(&programs.join("pg_config"), "--sharedir") else {
        return Ok(());
    };
    for name in ["pg_trgm", "unaccent"] {
        if !share.join(format!("extension/{name}.control")).is_file() {
            return Err(ClusterError::WithoutExtension(name));
        }
    }
    Ok(())
}

fn ask(pg_config: &Path, question: &str) -> Option<PathBuf> {
    let output = Command::new(pg_config).arg(question).output().ok()?;
    let answer = String::from_utf8(output.stdout).ok()?;
    Some(PathBuf::from(answer.trim()))
}

fn new_folder(place: &Path) -> std::io::Result<PathBuf> {
    let mut number = 0;
    loop {
        let folder = place.join(format!("buurtverbinders-{}-{number}", process::id()));
        match fs::create_dir(&folder) {
            Ok(()) => return Ok(folder),
            Err(error) if error.kind() == std::io::ErrorKind::AlreadyExists => number += 1,
            Err(error) => return Err(error),
        }
    }
}

/// User and group of the server's own account, or else of nobody.
fn unprivileged_user() -> Option<(u32, u32)> {
    let accounts = fs::read_to_string("/etc/passwd").ok()?;
    ["postgres", "nobody"].iter().find_map(|name| {
        accounts.lines().find_map(|line| {
            let mut fields = line.split(':');
            let is_this = fields.next() == Some(name);
            let user = fields.nth(1)?.parse().ok()?;
            let group = fields.next()?.parse().ok()?;
            is_this.then_some((user, group))
        })
    })
}

//! The programs that the tests need beside Rust: installed where that can be done, named where not.

use std::path::Path;
use std::process::Command;

use tests::{chromium, cluster, find_program};

use crate::failure::{Result, write};
use crate::run;

/// Read by Debian's package when it is installed for the first time.
const NO_SERVER: &str = "/etc/postgresql-common/createcluster.d/no-main-cluster.conf";

/// Makes sure that a database server, a browser with its driver, npm, and what makes a certificate are there.
///
/// # Errors
/// Names the package that is missing when it can't be installed.
pub fn ensure() -> Result<()> {
    ensure_one("postgresql", || cluster::server_programs().is_some())?;
    ensure_one("chromium chromium-driver fonts-liberation", || chromium::programs().is_some())?;
    if chromium::shell().is_none()
        && let Err(failure) = install("chromium-headless-shell")
    {
        println!("without chromium-headless-shell the tests take the browser itself, and longer ({failure})");
    }
    ensure_one("npm", || find_program(&["npm"]).is_some())?;
    ensure_one("openssl", || find_program(&["openssl"]).is_some())
}

fn ensure_one(packages: &str, is_there: impl Fn() -> bool) -> Result<()> {
    if is_there() {
        return Ok(());
    }
    install(packages).map_err(|failure| format!("install Debian's {packages}, or its like elsewhere ({failure})"))?;
    if is_there() {
        return Ok(());
    }
    Err(format!("{packages} was installed but can't be found").into())
}

fn install(packages: &str) -> Result<()> {
    let apt_get = find_program(&["apt-get"]).ok_or("there is no apt-get here")?;
    if !cluster::is_root() {
        return Err("only root can install it".into());
    }
    let apt_get = || {
        let mut command = Command::new(&apt_get);
        command.env("DEBIAN_FRONTEND", "noninteractive");
        command
    };
    // The programs are wanted, not a server that runs from now on.
    if packages == "postgresql" && !Path::new("/etc/postgresql-common").exists() {
        write(Path::new(NO_SERVER), b"create_main_cluster = false\n")?;
    }
    run(apt_get().args(["update", "--quiet"]))?;
    run(apt_get().args(["install", "--yes", "--quiet", "--no-install-recommends"]).args(packages.split(' ')))
}

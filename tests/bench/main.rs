//! Load and comparison, on demand: a large municipality, the app's own questions over HTTP, and the same statements
//! without the server beside them.
//!
//! `cargo xtask bench` builds what this needs and runs it.

mod app;
mod client;
mod lighthouse;
mod loading;
mod options;
mod pgbench;
mod population;
mod server;
mod statements;
mod table;
mod workload;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::time::{Duration, Instant};
use std::{env, fs, io, process, thread};

use sea_orm::{ConnectOptions, ConnectionTrait, Database, DatabaseConnection};
use tests::cluster::{self, Cluster};
use tests::root;

use self::app::Browser;
use self::client::Client;
use self::options::{Options, Part, USAGE};
use self::pgbench::Pgbench;
use self::population::{Cast, Guest, Size};
use self::server::{Installed, Memory, Server};
use self::statements::Listener;
use self::table::{Times, kilobytes, megabytes, millis};
use self::workload::{Guests, Measured, Promise, Scenario, Way};

/// What may go wrong; the first thing that does is told and ends the run.
type Tried<T> = Result<T, Box<dyn std::error::Error>>;

/// PostgreSQL as it comes, but for these: it listens on its socket alone, writes without waiting for the disk while the
/// rows are loaded, and isn't disturbed by its own cleaning, which is done before anything is measured.
const SETTINGS: &str = "-c listen_addresses='' -c fsync=off -c synchronous_commit=off -c max_wal_size=4GB \
    -c autovacuum=off -c log_line_prefix='[%p] '";

/// The promises, in bytes; how fast pages answer stands with the workload.
const IDLE: u64 = 60_000_000;
const UNDER_LOAD: u64 = 200_000_000;

/// With a hundred times as many cases, the page of figures takes at most so many times as long.
const GROWTH: f64 = 1.5;
const FEW_AND_MANY: [usize; 2] = [10_000, 1_000_000];

const CLIENTS: usize = 8;
const CROWDED: Duration = Duration::from_secs(20);

fn main() -> ExitCode {
    let options = match Options::read(env::args().skip(1)) {
        Ok(options) => options,
        Err(wrong) => {
            eprint!("{wrong}\n{USAGE}");
            return ExitCode::from(2);
        }
    };
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime starts");
    let outcome = runtime
        .block_on(async { if options.part == Part::Growth { growth(&options).await } else { run(&options).await } });
    match outcome {
        Ok(0) => ExitCode::SUCCESS,
        Ok(_) => ExitCode::FAILURE,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Answers how many promises are not kept.
async fn run(options: &Options) -> Tried<usize> {
    statements::check();
    let binary = root().join("target/release/buurtverbinders");
    let folder = Folder::new()?;
    let place = Place::new(options, &folder)?;
    let cast = fill(options, &binary, &place, &folder).await?;

    let server = Server::start(&place.installed(&binary, options, &folder))?;
    thread::sleep(Duration::from_secs(2));
    let idle = server.memory()?;
    let origin = format!("http://{}", server.address);
    let guests = guests(&server, &cast).map_err(|error| format!("nobody comes in: {error}"))?;
    if options.part == Part::Serve {
        println!("{origin}, on {}", place.url);
        for (who, client) in [&guests.worker, &guests.connector, &guests.coordinator] {
            println!("{who}: {}", client.cookie().map_or_else(String::new, |(name, value)| format!("{name}={value}")));
        }
        io::stdin().read_line(&mut String::new())?;
        return Ok(0);
    }
    let browser = Browser::start(&folder.0).await.map_err(|error| format!("no browser: {error}"))?;
    if options.part == Part::Lighthouse {
        return Ok(told(lighthouse::look(&origin, &guests)?));
    }
    let loaded = match options.only.as_str() {
        "" => loading::load_all(&browser, &origin, &guests).await?,
        _ => Vec::new(),
    };
    if options.part == Part::Loading {
        return Ok(told(loading::print(&loaded)));
    }

    let db = connect(&place.url).await?;
    // What the server did at its start (what had expired, reminders): elsewhere the database cleans up after it by itself.
    place.clean(&db).await?;
    let mut scenarios = workload::scenarios(&browser, &origin, &db, &guests).await?;
    scenarios.retain(|scenario| scenario.name.contains(&options.only));
    drop(browser);
    let mut rows = vec![head()];
    let mut broken = 0;
    for scenario in &mut scenarios {
        let measured = scenario.measure()?;
        let plain = match (&place.cluster, scenario.way) {
            (Some(cluster), Way::InTurn) => Some(plain(scenario, cluster, &place, &folder).await?),
            _ => None,
        };
        let row = row(scenario, &measured, plain.as_ref());
        broken += usize::from(row.last().is_some_and(|verdict| verdict == OVER));
        println!("{}", row.join("  "));
        rows.push(row);
    }
    let answers = workload::crowd(&scenarios, CLIENTS, CROWDED)?;
    let under_load = server.memory()?;

    println!("\nOver HTTP, one client, {}:\n", place.described());
    table::print(&rows);
    if options.only.is_empty() {
        broken += loading::print(&loaded);
    }
    broken += print_memory(idle, under_load, answers);
    Ok(told(broken))
}

/// Tells how many promises are not kept, and answers it.
fn told(broken: usize) -> usize {
    match broken {
        0 => println!("\nEvery promise is kept."),
        count => println!("\n{count} of the promises are not kept."),
    }
    broken
}

/// The page of figures with few cases and with many. Answers how many promises are not kept.
async fn growth(options: &Options) -> Tried<usize> {
    let mut medians = Vec::new();
    for cases in FEW_AND_MANY {
        let options = Options {
            on_sqlite: options.on_sqlite,
            size: Size { cases, ..options.size },
            only: String::new(),
            part: Part::Growth,
        };
        let binary = root().join("target/release/buurtverbinders");
        let folder = Folder::new()?;
        let place = Place::new(&options, &folder)?;
        let cast = fill(&options, &binary, &place, &folder).await?;
        let server = Server::start(&place.installed(&binary, &options, &folder))?;
        let guests = guests(&server, &cast)?;
        let browser = Browser::start(&folder.0).await.map_err(|error| format!("no browser: {error}"))?;
        let mut scenarios = workload::figures(&browser, &format!("http://{}", server.address), &guests).await?;
        let mut of_each = Vec::new();
        for scenario in &mut scenarios {
            let times = scenario.measure()?.times;
            println!("{}: median {}, p99 {}", scenario.name, millis(times.within(50)), millis(times.within(99)));
            of_each.push((scenario.name, times.within(50).as_secs_f64()));
        }
        medians.push(of_each);
    }
    let mut broken = 0;
    for ((name, few), (_, many)) in medians[0].iter().zip(&medians[1]) {
        let ratio = many / few;
        let verdict = if ratio <= GROWTH { "kept" } else { OVER };
        broken += usize::from(ratio > GROWTH);
        println!(
            "{name}: {ratio:.2} times as long with {} cases as with {}  {verdict}",
            FEW_AND_MANY[1], FEW_AND_MANY[0]
        );
    }
    Ok(broken)
}

/// Where the rows are.
struct Place {
    url: String,
    cluster: Option<Cluster>,
}

impl Place {
    fn new(options: &Options, folder: &Folder) -> Tried<Self> {
        if options.on_sqlite {
            let file = folder.path("bench.sqlite");
            return Ok(Self { url: format!("sqlite://{}?mode=rwc", file.display()), cluster: None });
        }
        let cluster = Cluster::start_with(SETTINGS)?;
        Ok(Self { url: cluster.url().to_owned(), cluster: Some(cluster) })
    }

    fn installed(&self, binary: &Path, options: &Options, folder: &Folder) -> Installed {
        Installed {
            binary: binary.to_owned(),
            database: self.url.clone(),
            folder: folder.path("data"),
            secret: options.size.secret().to_hex(),
        }
    }

    /// Cleans up what was changed, and looks at how many rows there are of what.
    async fn clean(&self, db: &DatabaseConnection) -> Tried<()> {
        let cleaning = if self.cluster.is_some() { "VACUUM ANALYZE" } else { "ANALYZE" };
        db.execute_unprepared(cleaning).await?;
        Ok(())
    }

    fn described(&self) -> &'static str {
        if self.cluster.is_some() {
            "PostgreSQL that doesn't wait for the disk (fsync and autovacuum off)"
        } else {
            "SQLite"
        }
    }
}

async fn fill(options: &Options, binary: &Path, place: &Place, folder: &Folder) -> Tried<Cast> {
    let start = Instant::now();
    let lists = folder.path("lists");
    population::write_lists(&lists, &options.size)?;
    server::run(&place.installed(binary, options, folder), &["import", &lists.to_string_lossy()])?;
    println!("{} specialists imported after {:.0} s", options.size.specialists, start.elapsed().as_secs_f64());
    let db = connect(&place.url).await?;
    let (cast, written) = population::fill(&db, &options.size).await?;
    place.clean(&db).await?;
    db.close().await?;
    println!("{written} after {:.0} s", start.elapsed().as_secs_f64());
    Ok(cast)
}

async fn connect(url: &str) -> Tried<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false);
    Ok(Database::connect(options).await?)
}

fn guests(server: &Server, cast: &Cast) -> Tried<Guests> {
    let come_in = |guest: &Guest| -> Tried<_> {
        let mut client = Client::connect(server.address)?;
        client.accept_invitation(&guest.token)?;
        Ok((guest.id, client))
    };
    Ok(Guests {
        worker: come_in(&cast.worker)?,
        connector: come_in(&cast.connector)?,
        coordinator: come_in(&cast.coordinator)?,
    })
}

/// The same statements through pgbench: how long they take, and how many they are.
async fn plain(scenario: &mut Scenario, cluster: &Cluster, place: &Place, folder: &Folder) -> Tried<(Times, usize)> {
    let listener = Listener::new(&place.url, &cluster.log()).await?;
    let mut lists = Vec::new();
    scenario.connect()?;
    for question in &scenario.questions {
        let client = &mut scenario.client;
        let mut ask = || client.ask(question).map(drop);
        lists.push(listener.during(&mut ask).await?);
    }
    let most = lists.iter().map(Vec::len).max().unwrap_or_default();
    let programs = cluster::server_programs().ok_or("PostgreSQL is gone")?;
    let program = programs.join("pgbench");
    let database = "postgres".to_owned();
    let (counted, warming) = scenario.repetitions();
    let work = folder.path("pgbench");
    let _ = fs::remove_dir_all(&work);
    fs::create_dir_all(&work)?;
    let pgbench = Pgbench { program, socket: cluster.folder().to_owned(), database };
    let times = pgbench.run(&lists, counted + warming, &work)?;
    Ok((Times::new(times.into_iter().skip(warming).collect()), most))
}

const OVER: &str = "OVER";

fn head() -> Vec<String> {
    let names =
        ["", "answers", "median ms", "p95", "p99", "size", "statements", "SQL median ms", "p99", "HTTP/SQL", "promise"];
    names.map(str::to_owned).to_vec()
}

fn row(scenario: &Scenario, measured: &Measured, plain: Option<&(Times, usize)>) -> Vec<String> {
    let times = &measured.times;
    let mut row = vec![scenario.name.to_owned(), times.count().to_string()];
    row.extend([50, 95, 99].map(|percent| millis(times.within(percent))));
    row.push(kilobytes(measured.size));
    match plain {
        Some((sql, statements)) => {
            let ratio = times.within(50).as_secs_f64() / sql.within(50).as_secs_f64();
            row.push(statements.to_string());
            row.extend([50, 99].map(|percent| millis(sql.within(percent))));
            row.push(format!("{ratio:.2}"));
        }
        None => row.extend(["-"; 4].map(str::to_owned)),
    }
    let is_kept = |promise: Promise| {
        times.within(50).as_millis() < promise.median && times.within(99).as_millis() < promise.ninety_ninth
    };
    let verdict = scenario.promise.map_or("", |promise| if is_kept(promise) { "kept" } else { OVER });
    row.push(verdict.to_owned());
    row
}

fn print_memory(idle: Memory, loaded: Memory, answers: usize) -> usize {
    let mut broken = 0;
    println!("\nMemory of the server ({CLIENTS} clients had {answers} answers in {} s)\n", CROWDED.as_secs());
    let mut verdict = |kilobytes: u64, most: u64| {
        let is_kept = kilobytes * 1024 < most;
        broken += usize::from(!is_kept);
        if is_kept { "kept" } else { OVER }.to_owned()
    };
    table::print(&[
        vec!["idle, after its start".to_owned(), megabytes(idle.resident), verdict(idle.resident, IDLE)],
        vec!["after the load".to_owned(), megabytes(loaded.resident), String::new()],
        vec!["at most".to_owned(), megabytes(loaded.highest), verdict(loaded.highest, UNDER_LOAD)],
    ]);
    broken
}

/// A folder that goes with this value.
struct Folder(PathBuf);

impl Folder {
    fn new() -> Tried<Self> {
        let folder = root().join("target/bench").join(process::id().to_string());
        fs::create_dir_all(&folder)?;
        Ok(Self(folder))
    }

    fn path(&self, name: &str) -> PathBuf {
        self.0.join(name)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

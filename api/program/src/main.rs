//! The one binary: reads the settings, does one of the commands, and says what went wrong in words. It is a crate of its
//! own, so that the server's library is built beside the app that travels in it, and not again when the app changed.

use std::{io::IsTerminal, process::ExitCode, sync::Arc, time::Duration};

use api::{
    config::{
        AdministratorSettings, Arguments, Command, FiguresCommand, ImportSettings, KeyedStoreSettings, LogFormat,
        LogSettings,
    },
    context::{Installation, SystemRandomness},
    database, demo,
    figures::tallies,
    http::{Assets, assets::File},
    import::{self, Operator, Source},
    payload::Stop,
    people,
    policy::Viewer,
    schema, secret_file, server,
    trouble::Trouble,
};
use clap::Parser;
use entities::Locale;
use mimalloc::MiMalloc;
use sea_orm::DatabaseConnection;
use tracing_subscriber::EnvFilter;

/// An answer is thousands of small values, made and dropped again.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

include!(concat!(env!("OUT_DIR"), "/app_files.rs"));

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    match start(arguments) {
        Ok(()) => ExitCode::SUCCESS,
        Err(trouble) => {
            eprintln!("{trouble}");
            ExitCode::from(2)
        }
    }
}

fn start(arguments: Arguments) -> Result<(), Trouble> {
    log_to_stderr(&arguments.log)?;
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().map_err(|error| {
        Trouble::new(format!("no threads can be started: {error}"), "Look at the limits of the user and the memory.")
    })?;
    let outcome = runtime.block_on(run(arguments.command));
    runtime.shutdown_timeout(Duration::from_secs(1));
    outcome
}

async fn run(command: Command) -> Result<(), Trouble> {
    match command {
        Command::Serve(settings) => Box::pin(server::serve(*settings, Assets::of(APP_FILES))).await,
        Command::Migrate(settings) => {
            let db = database::open(&settings.url()).await?;
            match database::migrate(&db).await? {
                0 => println!("The database was up to date."),
                steps => println!("The database is up to date now, {steps} steps later."),
            }
            close(&db).await;
            Ok(())
        }
        Command::Schema => {
            print!("{}", schema::printed());
            Ok(())
        }
        Command::Import(settings) => Box::pin(import_lists(settings)).await,
        Command::Demo(settings) => Box::pin(load_demo(&settings)).await,
        Command::Administrator(settings) => make_administrator(settings).await,
        Command::Figures(command) => look_after_figures(command).await,
        Command::Key => {
            println!("{}", secret_file::new_secret(&SystemRandomness).to_hex());
            Ok(())
        }
    }
}

/// So many of the sums that differ are told.
const TOLD: usize = 20;

async fn look_after_figures(command: FiguresCommand) -> Result<(), Trouble> {
    let (FiguresCommand::Check(settings) | FiguresCommand::Rebuild(settings)) = &command;
    let db = database::open(&settings.url()).await?;
    database::migrate(&db).await?;
    let outcome = match &command {
        FiguresCommand::Check(_) => check_figures(&db).await,
        FiguresCommand::Rebuild(_) => match tallies::rebuild(&db).await {
            Ok(cases) => {
                println!("The sums of the figures are those of {cases} cases now.");
                Ok(())
            }
            Err(error) => Err(not_counted(&error)),
        },
    };
    close(&db).await;
    outcome
}

async fn check_figures(db: &DatabaseConnection) -> Result<(), Trouble> {
    let differences = tallies::compare(db).await.map_err(|error| not_counted(&error))?;
    if differences.is_empty() {
        println!("The sums of the figures are what counting gives.");
        return Ok(());
    }
    for difference in differences.iter().take(TOLD) {
        eprintln!("{difference}");
    }
    Err(Trouble::new(
        format!("{} sums of the figures are not what counting gives", differences.len()),
        "Count again with `buurtverbinders figures rebuild`, and tell the makers: this should not happen.",
    ))
}

fn not_counted(error: &sea_orm::DbErr) -> Trouble {
    Trouble::new(format!("the cases can't be counted: {error}"), "Look whether the database answers, and try again.")
}

async fn import_lists(settings: ImportSettings) -> Result<(), Trouble> {
    let folder = settings.folder.display().to_string();
    let app = server::open(&settings.store, without_server()).await?;
    let (operator, source) = (Operator::of(&app), Source::Folder(settings.folder));
    let loaded = if settings.with_demo {
        demo::load(&operator, &source).await.map(|outcome| outcome.to_string())
    } else {
        import::load(&operator, &source).await.map(|summary| summary.to_string())
    };
    close(&app.db).await;
    print!("{}", loaded.map_err(|error| error.trouble(&folder))?);
    Ok(())
}

async fn load_demo(settings: &KeyedStoreSettings) -> Result<(), Trouble> {
    let app = server::open(settings, without_server()).await?;
    let loaded = demo::load(&Operator::of(&app), &Source::Embedded).await;
    close(&app.db).await;
    print!("{}", loaded.map_err(|error| error.trouble("the demo"))?);
    Ok(())
}

/// Folds the log of an SQLite file into the file, so that the file alone is the database.
async fn close(db: &DatabaseConnection) {
    let _ = db.close_by_ref().await;
}

fn without_server() -> Installation {
    Installation { product_name: "Buurtverbinders".to_owned(), is_demo: false }
}

async fn make_administrator(settings: AdministratorSettings) -> Result<(), Trouble> {
    let app = Arc::new(server::open(&settings.store, without_server()).await?);
    let req = app.request(Viewer::Nobody, Locale::En, "command line".to_owned());
    match people::invitations::invite_administrator(&req, &settings.name, &settings.email).await {
        Ok(path) => {
            println!("{}{path}", settings.public_url);
            eprintln!("The link works once, for seven days. Pass it on over a channel that you trust.");
            Ok(())
        }
        Err(Stop::Refused(refusals)) => {
            let what: Vec<_> = refusals.into_iter().map(|refusal| refusal.told_in(Locale::En).message).collect();
            Err(Trouble::new(what.join(" "), "Nothing was changed. Try again with another name or address."))
        }
        Err(Stop::Fault(fault)) => Err(Trouble::new(
            format!("the account could not be made: {}", fault.trace()),
            "Nothing was changed. Look at the database.",
        )),
    }
}

fn log_to_stderr(settings: &LogSettings) -> Result<(), Trouble> {
    let filter = EnvFilter::try_new(&settings.log).map_err(|error| {
        Trouble::new(
            format!("the log filter {:?} can't be read: {error}", settings.log),
            "Give error, warn, info or debug, or a filter such as info,api=debug.",
        )
    })?;
    let lines = tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr);
    match settings.log_format {
        LogFormat::Human => lines.with_target(false).with_ansi(std::io::stderr().is_terminal()).init(),
        LogFormat::Json => lines.json().flatten_event(true).with_current_span(false).init(),
    }
    std::panic::set_hook(Box::new(|panic| {
        // A composed message can hold what somebody wrote; a literal can't.
        let what = panic.payload().downcast_ref::<&'static str>().copied().unwrap_or("panicked");
        let place = panic.location().map(ToString::to_string);
        tracing::error!(place, what, "a part of the server panicked");
    }));
    Ok(())
}

//! The settings: every flag and every variable of the environment is read here and nowhere else.

use std::{net::SocketAddr, path::PathBuf, time::Duration};

use axum::http::Uri;
use clap::{Args, Parser, Subcommand, ValueEnum};
use lettre::message::Mailbox;

use crate::scalars::Email;

/// Buurtverbinders: neighbours who help, and the professionals behind them.
///
/// Each setting can be given as a flag or in the environment; a flag wins.
#[derive(Debug, Parser)]
#[command(name = "buurtverbinders", version, max_term_width = 100)]
pub struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// How to log.
    #[command(flatten)]
    pub log: LogSettings,
}

/// What the program can do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Serve the app and its API; brings the database up to date first
    Serve(Box<ServeSettings>),
    /// Bring the database up to date and stop
    Migrate(StoreSettings),
    /// Print the GraphQL schema
    Schema,
    /// Load a folder of lists (CSV) into the database: everything or nothing
    Import(ImportSettings),
    /// Load the demo of Oss into a database without people: lists, people and cases, all of them invented
    Demo(KeyedStoreSettings),
    /// Make somebody an administrator: the first one, or one more when none can get in. Prints the link
    /// with which they choose a password
    Administrator(AdministratorSettings),
    /// Print a new random key, for BV_SECRET or a key file
    Key,
    /// Look after the sums from which figures and boards are read
    #[command(subcommand)]
    Figures(FiguresCommand),
}

/// What can be done with the sums from which figures and boards are read.
#[derive(Clone, Debug, Subcommand)]
pub enum FiguresCommand {
    /// Count all cases and compare: tells each sum that differs, and fails when there is one
    Check(StoreSettings),
    /// Count all cases again and keep that; changes wait until it is done
    Rebuild(StoreSettings),
}

/// Where the rows are.
#[derive(Clone, Debug, Args)]
pub struct StoreSettings {
    /// Folder for what the server writes: the database file, and the key file on first start
    #[arg(long, env = "BV_DATA_DIR", value_name = "FOLDER", default_value = "data")]
    pub data_dir: PathBuf,
    /// Database to use instead of a file in the data folder, for example
    /// postgres://buurt@localhost/buurtverbinders or sqlite:///var/lib/buurt.sqlite
    #[arg(long, env = "DATABASE_URL", value_name = "URL", hide_env_values = true)]
    pub database_url: Option<String>,
}

/// Where the rows are, and the key to what is sealed in them.
#[derive(Clone, Debug, Args)]
pub struct KeyedStoreSettings {
    /// Where the rows are.
    #[command(flatten)]
    pub store: StoreSettings,
    /// File with the key that seals residents' details [default: secret.key in the data folder, made on
    /// first start]. Keep a copy apart from the database's: without it the details stay closed
    #[arg(long, env = "BV_SECRET_FILE", value_name = "FILE")]
    pub secret_file: Option<PathBuf>,
    /// The key itself, 64 hexadecimal digits; best from the environment only, where no process list shows it
    #[arg(long, env = "BV_SECRET", value_name = "KEY", hide_env_values = true, conflicts_with = "secret_file")]
    pub secret: Option<String>,
}

/// What to load.
#[derive(Clone, Debug, Args)]
pub struct ImportSettings {
    /// Folder with the lists: neighbourhoods.csv, organisations.csv, topics.csv, specialists.csv
    #[arg(value_name = "FOLDER")]
    pub folder: PathBuf,
    /// Load the demo people and the folder's demo_cases.csv as well, into a database without people
    #[arg(long)]
    pub with_demo: bool,
    /// Where to.
    #[command(flatten)]
    pub store: KeyedStoreSettings,
}

/// Who becomes an administrator.
#[derive(Clone, Debug, Args)]
pub struct AdministratorSettings {
    /// Their name
    #[arg(long, value_name = "NAME")]
    pub name: String,
    /// Their e-mail address, with which they will sign in
    #[arg(long, value_name = "ADDRESS", value_parser = email)]
    pub email: Email,
    /// Where browsers reach the server, to print the whole link
    #[arg(long, env = "BV_PUBLIC_URL", value_name = "URL", default_value = "http://127.0.0.1:8080", value_parser = origin)]
    pub public_url: String,
    /// Where the rows are, and the key.
    #[command(flatten)]
    pub store: KeyedStoreSettings,
}

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct ServeSettings {
    /// Address and port for the app and the API; port 0 takes a free one
    #[arg(long, env = "BV_LISTEN", value_name = "ADDRESS", default_value = "127.0.0.1:8080")]
    pub listen: SocketAddr,
    /// Address and port for Prometheus metrics; none when left out. Not for the outside world
    #[arg(long, env = "BV_METRICS_LISTEN", value_name = "ADDRESS")]
    pub metrics_listen: Option<SocketAddr>,
    /// Where browsers reach the server, for example `https://buurt.example.org`: requests from any other
    /// origin are refused, and with https cookies travel over TLS only
    #[arg(long, env = "BV_PUBLIC_URL", value_name = "URL", value_parser = origin)]
    pub public_url: Option<String>,
    /// A proxy stands in front and adds who asks to X-Forwarded-For; the last address there is believed
    #[arg(long, env = "BV_BEHIND_PROXY")]
    pub behind_proxy: bool,
    /// Where the rows are, and the key.
    #[command(flatten)]
    pub store: KeyedStoreSettings,
    /// Be a demo: load the demo of Oss into a database without people, and let everybody sign in as one of them
    #[arg(long, env = "BV_DEMO")]
    pub demo: bool,
    /// What the product is called here
    #[arg(long, env = "BV_PRODUCT_NAME", value_name = "NAME", default_value = "Buurtverbinders")]
    pub product_name: String,
    /// A browser is signed out after so much time without use, for example 12h
    #[arg(long, env = "BV_SESSION_IDLE", value_name = "TIME", default_value = "12h", value_parser = duration)]
    pub session_idle: Duration,
    /// A browser is signed out so much time after signing in, however much it is used, for example 7d
    #[arg(long, env = "BV_SESSION_LENGTH", value_name = "TIME", default_value = "7d", value_parser = duration)]
    pub session_length: Duration,
    /// The longest that a request may take, for example 10s
    #[arg(long, env = "BV_REQUEST_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub request_timeout: Duration,
    /// The largest request body, for example 256KB or 1MB
    #[arg(long, env = "BV_MAX_BODY", value_name = "SIZE", default_value = "256KB", value_parser = size)]
    pub max_body: usize,
    /// Where mail goes.
    #[command(flatten)]
    pub mail: MailSettings,
    /// How long notices are kept, in days. A reminder stays longer: as long as what it reminds of is late, so that nobody is
    /// reminded of the same again
    #[arg(long, env = "BV_NOTICE_DAYS", value_name = "DAYS", default_value = "90", value_parser = clap::value_parser!(u16).range(1..))]
    pub notice_days: u16,
    /// How long requests get to finish when the server is told to stop
    #[arg(long, env = "BV_STOP_TIMEOUT", value_name = "TIME", default_value = "10s", value_parser = duration)]
    pub stop_timeout: Duration,
}

/// Where mail goes: to a mail server; without one, mails are written to the folder mail in the data folder.
#[derive(Clone, Debug, Args)]
pub struct MailSettings {
    /// Mail server, for example smtps://user@mail.example.org:465, or with STARTTLS
    /// smtp://user@mail.example.org:587?tls=required [default: mails are files in the folder mail of the data folder]
    #[arg(long, env = "BV_SMTP_URL", value_name = "URL", hide_env_values = true, requires = "mail_from")]
    pub smtp_url: Option<Hidden>,
    /// File with the password for the mail server
    #[arg(long, env = "BV_SMTP_PASSWORD_FILE", value_name = "FILE", requires = "smtp_url")]
    pub smtp_password_file: Option<PathBuf>,
    /// File with a certificate (PEM) that is believed when the mail server shows it or what it signed, besides the known ones
    #[arg(long, env = "BV_SMTP_CA_FILE", value_name = "FILE", requires = "smtp_url")]
    pub smtp_ca_file: Option<PathBuf>,
    /// From whom mail is, for example "Buurtverbinders <berichten@example.org>"; needed with a mail server
    #[arg(long, env = "BV_MAIL_FROM", value_name = "SENDER", value_parser = sender)]
    pub mail_from: Option<Mailbox>,
}

/// A mail server.
#[derive(Clone, Debug)]
pub struct SmtpSettings {
    /// Where it is, and who signs in.
    pub url: Hidden,
    /// The file with the password.
    pub password_file: Option<PathBuf>,
    /// The file with a certificate that is believed.
    pub ca_file: Option<PathBuf>,
}

/// A setting that can hold a password: it is never printed.
#[derive(Clone, PartialEq, Eq)]
pub struct Hidden(String);

impl Hidden {
    /// What it is.
    pub fn secret(&self) -> &str {
        &self.0
    }
}

impl From<String> for Hidden {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl std::fmt::Debug for Hidden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("…")
    }
}

/// How to log. Logs go to standard error and hold no personal data.
#[derive(Clone, Debug, Args)]
pub struct LogSettings {
    /// For people or for programs
    #[arg(long, env = "BV_LOG_FORMAT", value_name = "FORMAT", default_value = "human", global = true)]
    pub log_format: LogFormat,
    /// What to log: error, warn, info, debug, or a filter such as info,api=debug
    #[arg(long, env = "BV_LOG", value_name = "FILTER", default_value = "info,sea_orm_migration=warn", global = true)]
    pub log: String,
}

/// The forms of a log line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LogFormat {
    /// A line to read.
    Human,
    /// A JSON object a line.
    Json,
}

impl StoreSettings {
    /// The database to open.
    pub fn url(&self) -> String {
        match &self.database_url {
            Some(url) => url.clone(),
            None => format!("sqlite://{}?mode=rwc", self.data_dir.join("buurtverbinders.sqlite").display()),
        }
    }
}

impl MailSettings {
    /// The mail server, if there is one.
    pub fn smtp(&self) -> Option<SmtpSettings> {
        let Self { smtp_url, smtp_password_file, smtp_ca_file, mail_from: _ } = self;
        smtp_url.as_ref().map(|url| SmtpSettings {
            url: url.clone(),
            password_file: smtp_password_file.clone(),
            ca_file: smtp_ca_file.clone(),
        })
    }
}

impl KeyedStoreSettings {
    /// The key file, when the key itself isn't given.
    pub fn secret_path(&self) -> PathBuf {
        self.secret_file.clone().unwrap_or_else(|| self.store.data_dir.join("secret.key"))
    }
}

/// Reads `500ms`, `10s`, `2m`, `12h` or `7d`.
fn duration(text: &str) -> Result<Duration, String> {
    let digits = text.trim_end_matches(|letter: char| letter.is_ascii_alphabetic());
    let count: u64 = digits.parse().map_err(|_| "give a number with ms, s, m, h or d, for example 10s".to_owned())?;
    match &text[digits.len()..] {
        _ if count == 0 => Err("must be more than nothing".to_owned()),
        "ms" => Ok(Duration::from_millis(count)),
        "s" => Ok(Duration::from_secs(count)),
        "m" => Ok(Duration::from_secs(count.saturating_mul(60))),
        "h" => Ok(Duration::from_secs(count.saturating_mul(3_600))),
        "d" => Ok(Duration::from_secs(count.saturating_mul(86_400))),
        _ => Err("give the unit: ms, s, m, h or d, for example 10s".to_owned()),
    }
}

/// Reads `4096`, `256KB` or `1MB`, in thousands.
fn size(text: &str) -> Result<usize, String> {
    let (digits, unit) = match text.to_ascii_uppercase() {
        text if text.ends_with("KB") => (text[..text.len() - 2].to_owned(), 1_000),
        text if text.ends_with("MB") => (text[..text.len() - 2].to_owned(), 1_000_000),
        text => (text, 1),
    };
    let count: usize = digits.parse().map_err(|_| "give a number with KB or MB, for example 256KB".to_owned())?;
    count.checked_mul(unit).filter(|size| *size > 0).ok_or_else(|| "must be more than nothing".to_owned())
}

/// Reads an e-mail address.
fn email(text: &str) -> Result<Email, String> {
    Email::parse(text).ok_or_else(|| "give an e-mail address, for example naam@example.org".to_owned())
}

/// Reads who sends mail: an address, or a name with an address.
fn sender(text: &str) -> Result<Mailbox, String> {
    text.parse().map_err(|_| "give an address, for example Buurtverbinders <berichten@example.org>".to_owned())
}

/// Reads an origin: scheme, host and port, as browsers write it.
fn origin(text: &str) -> Result<String, String> {
    let uri: Uri = text.parse().map_err(|_| "not a URL".to_owned())?;
    let (Some(scheme @ ("http" | "https")), Some(authority)) = (uri.scheme_str(), uri.authority()) else {
        return Err("give http:// or https:// and the host, for example https://buurt.example.org".to_owned());
    };
    if uri.path().len() > 1 || uri.query().is_some() || authority.as_str().contains('@') {
        return Err("give the scheme, host and port only: the app lives at the root of its host".to_owned());
    }
    let usual = if scheme == "https" { ":443" } else { ":80" };
    let authority = authority.as_str().to_ascii_lowercase();
    Ok(format!("{scheme}://{}", authority.strip_suffix(usual).unwrap_or(&authority)))
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_flags_fit_together_and_each_is_explained() {
        Arguments::command().debug_assert();
        for command in Arguments::command().get_subcommands() {
            assert!(command.get_about().is_some(), "{}", command.get_name());
            for argument in command.get_arguments() {
                assert!(argument.get_help().is_some(), "{} {}", command.get_name(), argument.get_id());
            }
        }
    }

    #[test]
    fn durations_and_sizes() {
        assert_eq!(duration("500ms"), Ok(Duration::from_millis(500)));
        assert_eq!(duration("10s"), Ok(Duration::from_secs(10)));
        assert_eq!(duration("2m"), Ok(Duration::from_mins(2)));
        assert_eq!(duration("12h"), Ok(Duration::from_hours(12)));
        assert_eq!(duration("7d"), Ok(Duration::from_hours(7 * 24)));
        assert!(["", "10", "0s", "s", "10w", "-1s"].iter().all(|text| duration(text).is_err()));
        assert_eq!(size("4096"), Ok(4096));
        assert_eq!(size("256kb"), Ok(256_000));
        assert_eq!(size("1MB"), Ok(1_000_000));
        assert!(["", "0", "1GB", "MB", "-1"].iter().all(|text| size(text).is_err()));
    }

    #[test]
    fn origins_are_written_as_browsers_write_them() {
        assert_eq!(origin("https://Buurt.example.org/").as_deref(), Ok("https://buurt.example.org"));
        assert_eq!(origin("https://buurt.example.org:443").as_deref(), Ok("https://buurt.example.org"));
        assert_eq!(origin("http://127.0.0.1:8080").as_deref(), Ok("http://127.0.0.1:8080"));
        for bad in ["buurt.example.org", "ftp://example.org", "https://example.org/app", "https://a@example.org", ""] {
            assert!(origin(bad).is_err(), "{bad}");
        }
    }
}

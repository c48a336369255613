//! From settings to a running server, and to its end.

use std::{io::Write, net::SocketAddr, sync::Arc, time::Duration};

use axum::http::Uri;
use lettre::{Address, message::Mailbox};
use tokio::{
    net::TcpListener,
    signal::unix::{SignalKind, signal},
};

use crate::{
    by_the_clock,
    config::{KeyedStoreSettings, ServeSettings},
    context::{App, Installation, SystemClock, SystemRandomness},
    database,
    demo::{self, Outcome},
    http::{self, Assets, HttpSettings, Stop, metrics},
    import::{Operator, Source},
    mail::{Post, folder::Folder, post::Way, sender, smtp::Smtp},
    secret_file,
    trouble::Trouble,
};

/// Serves the API and this app until the process is told to stop; then finishes what is under way.
///
/// # Errors
/// When it can't start.
pub async fn serve(settings: ServeSettings, assets: Assets) -> Result<(), Trouble> {
    // The addresses first: a second server that is started by mistake leaves the first one's data alone.
    let listener = bind(settings.listen, "--listen").await?;
    let metrics_listener = match settings.metrics_listen {
        Some(address) => Some(bind(address, "--metrics-listen").await?),
        None => None,
    };

    let installation = Installation { product_name: settings.product_name.clone(), is_demo: settings.demo };
    let mut app = open(&settings.store, installation).await?;
    if settings.demo {
        load_demo(&app).await?;
    }
    let address = local(&listener)?;
    app.auth.origin = settings.public_url.clone().unwrap_or_else(|| format!("http://{address}"));
    app.auth.idle_millis = millis(settings.session_idle);
    app.auth.absolute_millis = millis(settings.session_length);
    app.notice_days = i64::from(settings.notice_days);
    let post = post(&settings, &app.auth.origin)?;
    let shown_mail = shown_mail(&settings, address, &post);
    let app = Arc::new(app);

    let stop = Stop::default();
    if let Some(listener) = metrics_listener {
        let figures = metrics::router(Arc::clone(&app), stop.clone(), metrics::install()?);
        tokio::spawn(http::listen::serve(listener, figures, stop.clone()));
    }
    let router = http::router(
        Arc::clone(&app),
        HttpSettings {
            public_origin: settings.public_url,
            is_behind_proxy: settings.behind_proxy,
            request_timeout: settings.request_timeout,
            max_body: settings.max_body,
            assets,
            shown_mail,
            stop: stop.clone(),
            ..HttpSettings::default()
        },
    );
    // A closed output is no reason not to serve.
    let _ = writeln!(std::io::stdout(), "{} is listening on http://{address}", settings.product_name);
    tracing::info!(version = env!("CARGO_PKG_VERSION"), "serving");

    let clock = tokio::spawn(by_the_clock::run(Arc::clone(&app), by_the_clock::HOURLY, stop.clone()));
    let mail = tokio::spawn(sender::run(Arc::clone(&app), post, sender::OFTEN, stop.clone()));
    let serving = tokio::spawn(http::listen::serve(listener, router, stop.clone()));
    told_to_stop()?.await;
    tracing::info!("stopping: finishing what is under way");
    stop.now();
    let finishing = async {
        let _ = serving.await;
        let _ = clock.await;
        let _ = mail.await;
        stop.sockets_closed().await;
    };
    tokio::select! {
        () = finishing => tracing::info!("stopped"),
        () = tokio::time::sleep(settings.stop_timeout) => tracing::warn!("stopped; some requests took too long"),
        () = told_to_stop()? => tracing::warn!("stopped at once"),
    }
    let _ = app.db.close_by_ref().await;
    Ok(())
}

/// Where mail goes: to the mail server of the settings, or into a folder.
fn post(settings: &ServeSettings, origin: &str) -> Result<Post, Trouble> {
    let own_host = origin.parse::<Uri>().ok().and_then(|uri| uri.host().map(str::to_owned));
    let own_host = own_host.unwrap_or_else(|| "localhost".to_owned());
    let from = settings.mail.mail_from.clone();
    Ok(match (settings.mail.smtp(), from) {
        (Some(smtp), Some(from)) => Post { from, way: Way::Smtp(Smtp::new(&smtp, &own_host)?) },
        (Some(_), None) => {
            return Err(Trouble::new("mail has no sender", "Say from whom mail is with --mail-from."));
        }
        (None, from) => {
            let nobody = || Address::new("berichten", "buurtverbinders.invalid");
            let nobody = nobody().map_err(|_| Trouble::new("mail has no sender", "Give one with --mail-from."))?;
            let from = from.unwrap_or_else(|| Mailbox::new(Some(settings.product_name.clone()), nobody));
            Post { from, way: Way::Folder(Folder::new(settings.store.store.data_dir.join("mail"))) }
        }
    })
}

/// The folder of mails, where only who runs the server can look into it. Behind a proxy anybody may come in at a door that is
/// near, and what strangers write in a demo is not invented.
fn shown_mail(settings: &ServeSettings, address: SocketAddr, post: &Post) -> Option<Folder> {
    let is_for_nobody_else = address.ip().is_loopback() && !settings.behind_proxy && settings.public_url.is_none();
    match &post.way {
        Way::Folder(folder) if is_for_nobody_else => Some(folder.clone()),
        Way::Folder(_) | Way::Smtp(_) => None,
    }
}

/// The app over its database, which is brought up to date first.
///
/// # Errors
/// When the database can't be opened, or the key is not the one that belongs to it.
pub async fn open(settings: &KeyedStoreSettings, installation: Installation) -> Result<App, Trouble> {
    let db = database::open(&settings.store.url()).await?;
    database::migrate(&db).await?;
    let randomness = Arc::new(SystemRandomness);
    let keys = secret_file::keys(settings, &db, &*randomness).await?;
    Ok(App::new(db, Arc::new(SystemClock), randomness, keys, installation))
}

/// Only the first start loads anything.
async fn load_demo(app: &App) -> Result<(), Trouble> {
    let loaded = demo::load(&Operator::of(app), &Source::Embedded).await;
    if let Outcome::Loaded { people, cases, .. } = loaded.map_err(|error| error.trouble("the demo"))? {
        tracing::info!(people, cases, "loaded the demo of Oss");
    }
    Ok(())
}

/// At most ten years, which leaves room to reckon with moments.
fn millis(duration: Duration) -> i64 {
    const LONGEST: i64 = 10 * 365 * 86_400_000;
    i64::try_from(duration.as_millis()).unwrap_or(LONGEST).min(LONGEST)
}

async fn bind(address: SocketAddr, flag: &str) -> Result<TcpListener, Trouble> {
    TcpListener::bind(address).await.map_err(|error| {
        let what = match error.kind() {
            std::io::ErrorKind::AddrInUse => format!("{address} is in use by another program"),
            std::io::ErrorKind::PermissionDenied => format!("this user may not listen on {address}"),
            std::io::ErrorKind::AddrNotAvailable => format!("this machine has no address {}", address.ip()),
            _ => format!("{address} can't be listened on: {error}"),
        };
        Trouble::new(what, format!("Stop the other program, or choose another address or port with {flag}."))
    })
}

fn local(listener: &TcpListener) -> Result<SocketAddr, Trouble> {
    listener
        .local_addr()
        .map_err(|error| Trouble::new(format!("the address is not known: {error}"), "Start the server again."))
}

/// Waits for SIGTERM or SIGINT.
fn told_to_stop() -> Result<impl Future<Output = ()>, Trouble> {
    let listen = |kind| {
        signal(kind)
            .map_err(|error| Trouble::new(format!("signals can't be received: {error}"), "Start the server again."))
    };
    let mut terminate = listen(SignalKind::terminate())?;
    let mut interrupt = listen(SignalKind::interrupt())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
        }
    })
}

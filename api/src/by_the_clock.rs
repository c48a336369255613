//! What happens because time passes: questions that nobody answered expire, people are reminded of what is late, and what is
//! over is removed. Every server on a database does it; each act is one transaction, and who is second finds it done.

use std::{sync::Arc, time::Duration};

use entities::Locale;
use tokio::time::Instant;

use crate::{
    auth,
    cases::involvements::expiry,
    check_ins,
    connectors::forgetting,
    context::{App, RequestCtx},
    error::{Fault, Result},
    figures::tallies,
    http::Stop,
    mail,
    notices::{self, reminders::Reminder},
    peers,
    policy::Viewer,
};

/// How often the server looks at the clock: a question is no more than an hour late to expire.
pub const HOURLY: Duration = Duration::from_hours(1);
/// What is over may lie for a day.
const DAILY: Duration = Duration::from_hours(24);

/// Looks at the clock at the start and every so often, until the server stops.
pub async fn run(app: Arc<App>, every: Duration, stop: Stop) {
    let mut rounds = tokio::time::interval(every);
    let mut days = tokio::time::interval(DAILY);
    // All cases are read for it: not at the start, when people wait for the server.
    let mut proofs = tokio::time::interval_at(Instant::now() + DAILY, DAILY);
    loop {
        let done = tokio::select! {
            () = stop.asked() => return,
            _ = rounds.tick() => look(&app).await,
            _ = days.tick() => tidy(&app).await,
            _ = proofs.tick() => prove(&app).await,
        };
        if let Err(fault) = done {
            tracing::error!(fault = fault.trace(), "what time brings could not be done");
        }
    }
}

/// Forgets what is over.
///
/// # Errors
/// When the database can't be written; what could be done is done.
pub async fn tidy(app: &Arc<App>) -> Result<()> {
    let req = app.request(Viewer::Nobody, Locale::Nl, "by the clock".to_owned());
    let now = app.clock.now();
    all([
        auth::sweep(app).await,
        notices::tidying::tidy(&req, app.notice_days).await,
        mail::store::sweep(&app.db, now).await.map_err(Fault::from),
        peers::store::tidy(&app.db, now.plus_days(-peers::store::DAYS_KEPT)).await.map(drop).map_err(Fault::from),
        check_ins::store::tidy(&app.db, now.plus_days(-check_ins::store::DAYS_KEPT)).await.map_err(Fault::from),
        forget(app).await,
    ])
}

/// Compares the sums with a count of all cases, and counts anew when they differ. They do when a server of an older version
/// went on beside this one: it knows nothing of the sums that came since.
///
/// # Errors
/// When the database can't be read or written.
pub async fn prove(app: &Arc<App>) -> Result<()> {
    let differences = tallies::compare(&app.db).await?;
    if let Some(first) = differences.first() {
        tracing::warn!(differences = differences.len(), %first, "sums were not what counting gives, and are counted anew");
        tallies::rebuild(&app.db).await?;
    }
    Ok(())
}

/// Ends what is over and reminds of what is late.
///
/// # Errors
/// When the database can't be read or written; what could be done is done.
pub async fn look(app: &Arc<App>) -> Result<()> {
    let req = app.request(Viewer::Nobody, Locale::Nl, "by the clock".to_owned());
    all([expire(&req).await, remind(&req).await])
}

async fn expire(req: &RequestCtx) -> Result<()> {
    let expired = expiry::expire_due(req).await?;
    if expired > 0 {
        tracing::info!(expired, "questions that nobody answered expired");
    }
    Ok(())
}

async fn remind(req: &RequestCtx) -> Result<()> {
    let mut done = Vec::new();
    for of in Reminder::ALL {
        done.push(notices::reminders::remind(req, of).await);
    }
    let reminded: usize = done.iter().filter_map(|told| told.as_ref().ok()).sum();
    if reminded > 0 {
        tracing::info!(reminded, "people were reminded of what is late or due");
    }
    all(done)
}

async fn forget(app: &Arc<App>) -> Result<()> {
    let forgotten = forgetting::forget_due(app).await?;
    if forgotten > 0 {
        tracing::info!(forgotten, "connectors who left were forgotten");
    }
    Ok(())
}

/// What came of things that don't wait for each other: the first fault, and the others in the log.
fn all<T>(done: impl IntoIterator<Item = Result<T>>) -> Result<()> {
    let mut faults = done.into_iter().filter_map(Result::err);
    let first = faults.next();
    for fault in faults {
        tracing::error!(fault = fault.trace(), "something else that time brings could not be done");
    }
    first.map_or(Ok(()), Err)
}

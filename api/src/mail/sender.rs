//! Goes round the mails that are to be sent. Every server on a database does it; each mail is claimed by one of them. Told to
//! stop, it finishes the mail in hand.

use std::{sync::Arc, time::Duration};

use entities::{Locale, MailState, mail};
use metrics::counter;
use sea_orm::{QueryOrder, QuerySelect};

use super::{
    Post,
    flow::{self, Next},
    letter, message, store,
};
use crate::{context::App, error::Result, http::Stop, policy, policy::Viewer};

/// How often it looks when nobody wakes it: for mails of a day, those to be tried again, and those that another server wrote.
pub const OFTEN: Duration = Duration::from_secs(5);
/// So many mails are looked up at once.
const AT_A_TIME: u64 = 20;
/// Mails by what became of them.
pub const MAILS: &str = "buurtverbinders_mails_total";

/// Sends what is to be sent, at the start, whenever it is woken and every so often, until the server stops.
pub async fn run(app: Arc<App>, post: Post, every: Duration, stop: Stop) {
    let mut rounds = tokio::time::interval(every);
    loop {
        tokio::select! {
            () = stop.asked() => return,
            _ = rounds.tick() => {}
            () = app.mail_bell.notified() => {}
        }
        if let Err(fault) = round(&app, &post, &stop).await {
            tracing::error!(fault = fault.trace(), "mails could not be sent");
        }
    }
}

/// Sends what is to be sent by now. Returns how many mails were sent.
///
/// # Errors
/// When the database can't be read or written.
pub async fn round(app: &Arc<App>, post: &Post, stop: &Stop) -> Result<usize> {
    let mut sent = 0;
    loop {
        let now = app.clock.now();
        let due = policy::notices::due_mails(now)
            .order_by_asc(mail::Column::DueAt)
            .order_by_asc(mail::Column::Id)
            .limit(AT_A_TIME)
            .all(&app.db)
            .await?;
        if due.is_empty() {
            return Ok(sent);
        }
        for row in due {
            if stop.is_asked() {
                return Ok(sent);
            }
            let Some(claimed) = store::claim(&app.db, &row, now).await? else { continue };
            sent += usize::from(deliver(app, post, &claimed).await?);
        }
    }
}

/// Sends one mail that was claimed, and writes what became of it. Tells whether it was sent.
async fn deliver(app: &Arc<App>, post: &Post, claimed: &mail::Model) -> Result<bool> {
    let req = app.request(Viewer::Nobody, Locale::Nl, format!("mail {}", claimed.id));
    let Some(letter) = letter::read(&req, claimed.id, claimed.person_id).await? else {
        counter!(MAILS, "outcome" => "dropped").increment(1);
        store::end(&app.db, claimed, MailState::Dropped, app.clock.now()).await?;
        return Ok(false);
    };
    let outcome = match message::of(&letter, claimed.id, &post.from, req.now) {
        Ok(message) => post.send(claimed.id, message).await,
        // Only an address that is none keeps a mail from being made.
        Err(_) => Err(entities::MailTrouble::AddressRefused),
    };
    let now = app.clock.now();
    let Err(trouble) = outcome else {
        counter!(MAILS, "outcome" => "sent").increment(1);
        store::end(&app.db, claimed, MailState::Sent, now).await?;
        return Ok(true);
    };
    match flow::after_trouble(trouble, claimed.tries, now) {
        Next::Again(at) => {
            counter!(MAILS, "outcome" => "postponed").increment(1);
            store::postpone(&app.db, claimed, trouble, at, now).await?;
        }
        Next::GiveUp => {
            counter!(MAILS, "outcome" => "failed").increment(1);
            tracing::warn!(mail = %claimed.id, ?trouble, "a mail was given up");
            store::give_up(&app.db, claimed, trouble, now).await?;
        }
    }
    Ok(false)
}

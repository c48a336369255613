//! Signed-in browsers: a cookie with a random id, of which the database knows the hash.
//!
//! The cookie is `HttpOnly`, so that no script reads it, and `SameSite=Strict`: the page itself needs no cookie,
//! it only fetches from its own site, so a link from a message still opens signed in.

use axum::http::{HeaderMap, header::COOKIE};
use entities::{PersonId, SessionId, session};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{SecretToken, Settings, store};
use crate::{
    context::App,
    error::Result,
    policy::{self, PersonViewer, Viewer},
};

/// How old the last sign of use may get before it is written again, in milliseconds.
const SEEN_EVERY: i64 = 60_000;

/// The session's id in the cookie of a request.
pub fn cookie(settings: &Settings, headers: &HeaderMap) -> Option<SecretToken> {
    let name = cookie_name(settings);
    let values = headers.get_all(COOKIE).into_iter().filter_map(|value| value.to_str().ok());
    let mut pairs = values.flat_map(|value| value.split(';')).filter_map(|pair| pair.trim().split_once('='));
    let (_, text) = pairs.find(|(key, _)| *key == name)?;
    SecretToken::parse(text)
}

/// What makes a browser keep the session, for as long as it can last.
pub fn keep_cookie(settings: &Settings, token: &SecretToken) -> String {
    set_cookie(settings, &token.reveal(), settings.absolute_millis / 1000)
}

/// What makes a browser forget the session.
pub fn drop_cookie(settings: &Settings) -> String {
    set_cookie(settings, "", 0)
}

fn set_cookie(settings: &Settings, value: &str, seconds: i64) -> String {
    let name = cookie_name(settings);
    let secure = if settings.is_secure() { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Strict{secure}")
}

/// The live session behind the cookie and whose it is; the session is marked as used now.
///
/// # Errors
/// When the database can't be read or written.
pub async fn resume(app: &App, token: &SecretToken) -> Result<Option<(SessionId, Viewer)>> {
    let now = app.clock.now();
    let found = policy::accounts::live_sessions(now, app.auth.idle_millis)
        .filter(session::Column::TokenHash.eq(token.hash()))
        .one(&app.db)
        .await?;
    let Some(found) = found else { return Ok(None) };
    if now.0 - found.last_seen_at.0 >= SEEN_EVERY {
        store::see_session(&app.db, found.id, now).await?;
    }
    Ok(Some((found.id, person(app, found.person_id).await?)))
}

/// Whose session it is, if it still lives. Being told something is no use: it doesn't lengthen the session.
///
/// # Errors
/// When the database can't be read.
pub async fn viewer(app: &App, id: SessionId) -> Result<Viewer> {
    let found = policy::accounts::live_sessions(app.clock.now(), app.auth.idle_millis)
        .filter(session::Column::Id.eq(id))
        .one(&app.db)
        .await?;
    match found {
        Some(session) => person(app, session.person_id).await,
        None => Ok(Viewer::Nobody),
    }
}

async fn person(app: &App, id: PersonId) -> Result<Viewer> {
    Ok(PersonViewer::load(&app.db, id).await?.map_or(Viewer::Nobody, Viewer::Person))
}

/// With `__Host-` a browser holds the cookie to this host, TLS and the whole site (RFC 6265bis, section 4.1.3);
/// over plain HTTP it would not store it.
fn cookie_name(settings: &Settings) -> &'static str {
    if settings.is_secure() { "__Host-buurtverbinders" } else { "buurtverbinders" }
}

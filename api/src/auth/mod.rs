//! Who asks: sessions of browsers, tokens of machines. What they may do is in `policy`.
//!
//! A credential is read at each request, and again at each delivery of a subscription: who was signed out,
//! lost a role or was revoked loses access at once.

mod assertions;
mod attempts;
pub mod inputs;
pub mod machines;
pub mod mutations;
mod passwords;
mod secret_token;
mod sessions;
mod settings;
mod sign_in;
mod signatures;
mod store;
mod tokens;
pub mod types;

use std::{collections::BTreeSet, net::IpAddr, sync::OnceLock};

use axum::http::{HeaderMap, header::AUTHORIZATION};
use entities::{MachineClientId, SessionId, Timestamp};

use crate::{
    context::{App, Req},
    error::Result,
    payload::{Refusal, UserErrorCode},
    policy::{MachineScope, Viewer},
};

pub use secret_token::SecretToken;
pub use settings::Settings;
pub use signatures::thumbprint as key_thumbprint;

/// What stands at the door of one server: the counts of attempts, and room for hashing.
#[derive(Default)]
pub(crate) struct Door {
    pub(crate) attempts: attempts::Attempts,
    pub(crate) hashing: passwords::HashingRoom,
    signer: OnceLock<tokens::Signer>,
}

/// With what somebody showed who they are. Holds no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Credential {
    /// With nothing, or with a session that is over.
    None,
    /// A browser that is signed in.
    Session(SessionId),
    /// A machine with a token.
    Machine(MachineToken),
    /// A token that is not, or no longer, good. To be answered with 401 and `WWW-Authenticate`, unexecuted.
    Refused,
}

/// What a machine's token says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MachineToken {
    /// Whose token.
    pub client_id: MachineClientId,
    /// What was asked when it was issued; what the client may do now can be less.
    pub scopes: BTreeSet<MachineScope>,
    /// Until when it is good.
    pub expires_at: Timestamp,
}

/// Who asks, and how that is known.
#[derive(Clone, Debug)]
pub struct Identified {
    /// Who asks, with the roles of this moment.
    pub viewer: Viewer,
    /// How that is known.
    pub credential: Credential,
}

/// How a request came in: the wire puts it beside the `RequestCtx` of each GraphQL request.
#[derive(Clone, Debug)]
pub struct Caller {
    /// How the viewer is known.
    pub credential: Credential,
    /// The address that it came from; `None` when there is no network between.
    pub address: Option<IpAddr>,
}

/// Finds out who asks: a token when there is an `Authorization` header, else the session of the cookie.
///
/// # Errors
/// When the database can't be read.
pub async fn identify(app: &App, headers: &HeaderMap) -> Result<Identified> {
    if headers.contains_key(AUTHORIZATION) {
        return identify_machine(app, headers).await;
    }
    let resumed = match sessions::cookie(&app.auth, headers) {
        Some(token) => sessions::resume(app, &token).await?,
        None => None,
    };
    Ok(match resumed {
        Some((id, viewer)) => Identified { viewer, credential: Credential::Session(id) },
        None => Identified { viewer: Viewer::Nobody, credential: Credential::None },
    })
}

/// Who it is at this moment: nobody when the session was ended or ran out, or the token did.
///
/// # Errors
/// When the database can't be read.
pub async fn viewer_now(app: &App, credential: &Credential) -> Result<Viewer> {
    match credential {
        Credential::Session(id) => sessions::viewer(app, *id).await,
        Credential::Machine(token) => Ok(machines::machine(app, token).await?.map_or(Viewer::Nobody, Viewer::Machine)),
        Credential::None | Credential::Refused => Ok(Viewer::Nobody),
    }
}

async fn identify_machine(app: &App, headers: &HeaderMap) -> Result<Identified> {
    let token = match bearer(headers) {
        Some(text) => tokens::read(app, text)?,
        None => None,
    };
    if let Some(token) = token
        && let Some(machine) = machines::machine(app, &token).await?
    {
        return Ok(Identified { viewer: Viewer::Machine(machine), credential: Credential::Machine(token) });
    }
    Ok(Identified { viewer: Viewer::Nobody, credential: Credential::Refused })
}

/// The one token of a request (RFC 6750, section 2.1).
fn bearer(headers: &HeaderMap) -> Option<&str> {
    let mut values = headers.get_all(AUTHORIZATION).into_iter();
    let value = values.next()?.to_str().ok()?;
    let (scheme, token) = value.split_once(' ')?;
    (values.next().is_none() && scheme.eq_ignore_ascii_case("bearer")).then(|| token.trim())
}

/// Counts a form that needs no account, by the address from which it comes.
///
/// # Errors
/// Too many: the person is told to wait.
pub fn form_attempt(ctx: &async_graphql::Context<'_>) -> std::result::Result<(), Refusal> {
    let req = ctx.req();
    let address = ctx.data_opt::<Caller>().and_then(|caller| caller.address);
    req.app.door.attempts.take_form(req.now, address).map_err(|_| {
        Refusal::new(
            UserErrorCode::TooManyAttempts,
            "Er kwamen veel formulieren van deze plek. Wacht tien minuten en probeer het opnieuw.",
            "Many forms came from this place. Wait ten minutes and try again.",
        )
    })
}

/// Removes what is over: sessions, invitations, used assertions and idempotency keys that no longer count, and old
/// changes that were told. The server does it once a day.
///
/// # Errors
/// When the database can't be written.
pub async fn sweep(app: &App) -> Result<()> {
    let now = app.clock.now();
    app.door.attempts.sweep(now);
    Ok(store::sweep(&app.db, now, app.auth.idle_millis).await?)
}

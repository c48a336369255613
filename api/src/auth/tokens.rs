//! Access tokens of machines: signed by the server, good for some minutes, and no more than a hint. Which client it is
//! and what it may read is looked up at each request (RFC 9068).

use std::collections::BTreeSet;

use aws_lc_rs::signature::KeyPair;
use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use entities::{MachineClientId, Timestamp};
use jsonwebtoken::{DecodingKey, EncodingKey};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{
    Door, MachineToken,
    signatures::{self, Label},
};
use crate::{
    context::App,
    error::{Fault, Result},
    keys::Keys,
    policy::MachineScope,
};

/// How long a token is good, in seconds.
pub const SECONDS: i64 = 300;

/// Says that a signed text is an access token and nothing else (RFC 9068, section 2.1).
const ACCESS_TOKEN: &str = "at+jwt";

/// What signs tokens and checks them.
pub struct Signer {
    private: EncodingKey,
    public: DecodingKey,
    /// The public key, base64url.
    pub x: String,
    /// Its thumbprint, by which tokens name it.
    pub kid: String,
}

#[derive(Serialize, Deserialize)]
struct Claims {
    iss: String,
    aud: String,
    sub: MachineClientId,
    client_id: MachineClientId,
    scope: String,
    iat: i64,
    exp: i64,
    jti: String,
}

impl Signer {
    fn of(keys: &Keys) -> Result<Self> {
        let pair = keys.token_pair()?;
        let x = BASE64_URL_SAFE_NO_PAD.encode(pair.public_key());
        Ok(Self {
            private: EncodingKey::from_ed_der(pair.to_pkcs8v1()?.as_ref()),
            public: DecodingKey::from_ed_components(&x)?,
            kid: signatures::thumbprint(&x),
            x,
        })
    }
}

impl Door {
    /// What signs tokens; made at the first use.
    ///
    /// # Errors
    /// When the library refuses the key.
    pub(crate) fn signer(&self, keys: &Keys) -> Result<&Signer> {
        if self.signer.get().is_none() {
            // Two requests at once make the same one.
            let _ = self.signer.set(Signer::of(keys)?);
        }
        self.signer.get().ok_or_else(|| Fault::new("there is no signer"))
    }
}

/// A token for this client.
///
/// # Errors
/// When it can't be signed.
pub fn issue(app: &App, client: MachineClientId, scopes: &BTreeSet<MachineScope>) -> Result<String> {
    let signer = app.door.signer(&app.keys)?;
    let now = app.clock.now().0.div_euclid(1000);
    let claims = Claims {
        iss: app.auth.origin.clone(),
        aud: audience(app),
        sub: client,
        client_id: client,
        scope: MachineScope::written(scopes),
        iat: now,
        exp: now + SECONDS,
        jti: app.new_id::<Uuid>().simple().to_string(),
    };
    signatures::signed(ACCESS_TOKEN, &signer.kid, &claims, &signer.private)
}

/// What a token says, if it is one of ours, for us, and still good.
///
/// # Errors
/// When our own key can't be read.
pub fn read(app: &App, token: &str) -> Result<Option<MachineToken>> {
    let signer = app.door.signer(&app.keys)?;
    let expected = Label { kid: signer.kid.clone(), typ: Some(ACCESS_TOKEN.to_owned()) };
    if Label::of(token) != Some(expected) {
        return Ok(None);
    }
    let Some(claims) = signatures::verified::<Claims>(token, &signer.public) else { return Ok(None) };
    let Claims { iss, aud, sub, client_id, scope, iat: _, exp, jti } = claims;
    let expires_at = Timestamp(exp.saturating_mul(1000));
    let is_ours = iss == app.auth.origin && aud == audience(app) && sub == client_id && !jti.is_empty();
    let is_good = is_ours && expires_at > app.clock.now();
    Ok(is_good.then(|| MachineToken { client_id, scopes: MachineScope::read(&scope), expires_at }))
}

/// For whom tokens are: the API of this installation.
fn audience(app: &App) -> String {
    format!("{}/graphql", app.auth.origin)
}

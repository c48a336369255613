//! Secrets that let somebody in: in a cookie, in a link.

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};

use crate::{context::App, keys::sha256};

/// A secret of 32 random bytes: the session in a cookie, the invitation in a link. Whoever has it is let in, so it
/// is never printed or logged.
pub struct SecretToken([u8; 32]);

impl SecretToken {
    /// A new one.
    pub fn new(app: &App) -> Self {
        let mut bytes = [0; 32];
        app.randomness.fill(&mut bytes);
        Self(bytes)
    }

    /// From the text in a cookie or a link.
    pub fn parse(text: &str) -> Option<Self> {
        BASE64_URL_SAFE_NO_PAD.decode(text).ok()?.try_into().ok().map(Self)
    }

    /// For a cookie or a link, and for nothing else.
    pub fn reveal(&self) -> String {
        BASE64_URL_SAFE_NO_PAD.encode(self.0)
    }

    /// What the database keeps of it.
    pub fn hash(&self) -> Vec<u8> {
        sha256(&self.0)
    }
}

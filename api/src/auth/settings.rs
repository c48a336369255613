//! How long somebody stays signed in, and under which address.

/// What an installation chooses about signing in.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Where browsers and machines reach the server, without a slash at the end: `https://buurt.example.org`.
    /// The issuer of tokens; cookies are `Secure` when it begins with `https:`.
    pub origin: String,
    /// A session ends when nothing was asked for this long, in milliseconds.
    ///
    /// 12 hours: a connector who used the phone in the evening signs in again the next day. A phone that is
    /// lost or lent out shows nobody's worries for a week; a working day never breaks in two.
    pub idle_millis: i64,
    /// A session ends this long after signing in, however much it is used, in milliseconds. 7 days.
    pub absolute_millis: i64,
}

const HOUR: i64 = 3_600_000;

impl Default for Settings {
    fn default() -> Self {
        Self { origin: "http://127.0.0.1:8080".to_owned(), idle_millis: 12 * HOUR, absolute_millis: 7 * 24 * HOUR }
    }
}

impl Settings {
    /// Whether browsers reach the server over TLS only.
    pub fn is_secure(&self) -> bool {
        self.origin.starts_with("https:")
    }
}

//! How a machine shows that it holds its key: an assertion that it signed itself, for this server, for some minutes,
//! once (RFC 7523, sections 2.2 and 3).

use entities::{MachineClientId, Timestamp};
use serde::Deserialize;

/// The longest that an assertion may be good, in seconds.
const LONGEST: i64 = 300;
/// How far the clocks of two machines may differ, in seconds.
const SKEW: i64 = 30;

/// What an assertion says, once its signature is known to be the client's.
#[derive(Debug, Deserialize)]
pub struct Claims {
    iss: String,
    sub: String,
    aud: Audience,
    exp: i64,
    iat: i64,
    nbf: Option<i64>,
    jti: String,
}

/// One audience: an assertion that is also for somebody else could be played by them here.
#[derive(Debug, Deserialize)]
#[serde(untagged)]
enum Audience {
    Text(String),
    List([String; 1]),
}

/// For which server and client an assertion must be.
#[derive(Debug)]
pub struct Expected<'a> {
    /// Whose key signed it.
    pub client: MachineClientId,
    /// How this server may be named: as issuer, or by its token endpoint.
    pub audiences: [&'a str; 2],
    /// This moment.
    pub now: Timestamp,
}

/// An assertion that holds, to be used once.
#[derive(Debug, PartialEq, Eq)]
pub struct Assertion {
    /// Its own name, unique for the client.
    pub jti: String,
    /// Until when the name must be remembered.
    pub expires_at: Timestamp,
}

impl Claims {
    /// Checks everything that it says.
    ///
    /// # Errors
    /// What is wrong with it, for the one who writes the client.
    pub fn check(self, expected: &Expected<'_>) -> Result<Assertion, &'static str> {
        let Self { iss, sub, aud, exp, iat, nbf, jti } = self;
        let now = expected.now.0.div_euclid(1000);
        let client = expected.client.to_string();
        let (Audience::Text(aud) | Audience::List([aud])) = aud;
        let rules = [
            (iss == client && sub == client, "iss and sub must both be the client_id"),
            (expected.audiences.contains(&aud.as_str()), "aud must be the issuer or the token endpoint"),
            (exp > now, "the assertion has expired"),
            (exp <= now + LONGEST + SKEW, "exp must be within five minutes"),
            (iat <= now + SKEW, "iat lies in the future"),
            (iat >= now - LONGEST - SKEW, "iat is more than five minutes ago"),
            (nbf.is_none_or(|nbf| nbf <= now + SKEW), "nbf lies in the future"),
            ((1..=200).contains(&jti.len()), "jti must have 1 to 200 characters"),
        ];
        match rules.into_iter().find(|(holds, _)| !holds) {
            Some((_, wrong)) => Err(wrong),
            None => Ok(Assertion { jti, expires_at: Timestamp(exp.saturating_mul(1000)) }),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::{Value, json};
    use uuid::Uuid;

    use super::*;

    const NOW: i64 = 1_795_424_400;

    fn check(change: impl FnOnce(&mut Value)) -> Result<Assertion, &'static str> {
        let client = MachineClientId(Uuid::from_u128(7));
        let mut claims = json!({
            "iss": client, "sub": client, "aud": "https://a.example.org", "exp": NOW + 60, "iat": NOW, "jti": "1",
        });
        change(&mut claims);
        let claims: Claims = serde_json::from_value(claims).map_err(|_| "unreadable")?;
        let audiences = ["https://a.example.org", "https://a.example.org/oauth/token"];
        claims.check(&Expected { client, audiences, now: Timestamp(NOW * 1000) })
    }

    #[test]
    fn what_holds() {
        let assertion = Assertion { jti: "1".to_owned(), expires_at: Timestamp((NOW + 60) * 1000) };
        assert_eq!(check(|_| ()), Ok(assertion));
        assert!(check(|claims| claims["aud"] = json!("https://a.example.org/oauth/token")).is_ok());
        assert!(check(|claims| claims["aud"] = json!(["https://a.example.org"])).is_ok());
        assert!(check(|claims| claims["exp"] = json!(NOW + 300)).is_ok());
        assert!(check(|claims| claims["iat"] = json!(NOW + 20)).is_ok());
        assert!(check(|claims| claims["nbf"] = json!(NOW)).is_ok());
    }

    #[test]
    fn what_does_not() {
        let other = json!(MachineClientId(Uuid::from_u128(8)));
        for (name, value) in [
            ("iss", other.clone()),
            ("sub", other),
            ("aud", json!("https://b.example.org")),
            ("aud", json!(["https://a.example.org", "https://b.example.org"])),
            ("aud", json!([])),
            ("aud", Value::Null),
            ("exp", json!(NOW)),
            ("exp", json!(NOW + 360)),
            ("exp", json!(i64::MAX)),
            ("exp", json!("soon")),
            ("exp", Value::Null),
            ("iat", json!(NOW + 60)),
            ("iat", json!(NOW - 360)),
            ("iat", Value::Null),
            ("nbf", json!(NOW + 60)),
            ("jti", json!("")),
            ("jti", json!("x".repeat(201))),
            ("jti", Value::Null),
        ] {
            assert!(check(|claims| claims[name] = value.clone()).is_err(), "{name} {value}");
        }
    }
}

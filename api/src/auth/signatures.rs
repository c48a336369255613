//! Signed texts (JWS, RFC 7515): one algorithm and no other, whatever the text says of itself (RFC 8725).

use base64::{Engine, prelude::BASE64_URL_SAFE_NO_PAD};
use jsonwebtoken::{Algorithm, DecodingKey, EncodingKey, Header, Validation, decode, decode_header, encode};
use serde::{Serialize, de::DeserializeOwned};

use crate::{error::Result, keys::sha256};

/// The one algorithm.
pub const ALGORITHM: Algorithm = Algorithm::EdDSA;

/// What a signed text says of itself: nothing to believe yet.
#[derive(Debug, PartialEq, Eq)]
pub struct Label {
    /// Which key is said to have signed it.
    pub kid: String,
    /// What sort of text it is said to be, in lower case.
    pub typ: Option<String>,
}

impl Label {
    /// Reads the label. `None` for another algorithm, for a text without a key's name, and for one that holds something
    /// that must be understood (RFC 7515, section 4.1.11): nothing of that kind is.
    pub fn of(text: &str) -> Option<Self> {
        let header = decode_header(text).ok()?;
        if header.alg != ALGORITHM || header.crit.is_some() {
            return None;
        }
        Some(Self { kid: header.kid?, typ: header.typ.map(|typ| typ.to_ascii_lowercase()) })
    }
}

/// What the text says, if this key signed it. Times and names are for the caller to check, with the context's clock:
/// the library reads the system's.
pub fn verified<C: DeserializeOwned>(text: &str, key: &DecodingKey) -> Option<C> {
    let mut validation = Validation::new(ALGORITHM);
    validation.validate_exp = false;
    validation.validate_nbf = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    decode(text, key, &validation).ok().map(|token| token.claims)
}

/// Signs a text of this sort with this key.
///
/// # Errors
/// When the library refuses the key.
pub fn signed(typ: &str, kid: &str, claims: &impl Serialize, key: &EncodingKey) -> Result<String> {
    let mut header = Header::new(ALGORITHM);
    header.typ = Some(typ.to_owned());
    header.kid = Some(kid.to_owned());
    Ok(encode(&header, claims, key)?)
}

/// The thumbprint of an Ed25519 public key (RFC 7638, RFC 8037): how keys are named here. `x` is base64url.
pub fn thumbprint(x: &str) -> String {
    BASE64_URL_SAFE_NO_PAD.encode(sha256(format!(r#"{{"crv":"Ed25519","kty":"OKP","x":"{x}"}}"#).as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thumbprint_of_the_standard() {
        // RFC 8037, appendix A.3.
        let x = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
        assert_eq!(thumbprint(x), "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
    }

    #[test]
    fn labels() {
        let label = |header: &str| Label::of(&format!("{}.e30.AAAA", BASE64_URL_SAFE_NO_PAD.encode(header)));
        let good = Label { kid: "k".to_owned(), typ: Some("at+jwt".to_owned()) };
        assert_eq!(label(r#"{"alg":"EdDSA","kid":"k","typ":"AT+JWT"}"#), Some(good));
        for bad in [
            r#"{"alg":"none","kid":"k"}"#,
            r#"{"alg":"HS256","kid":"k"}"#,
            r#"{"alg":"ES256","kid":"k"}"#,
            r#"{"alg":"EdDSA"}"#,
            r#"{"alg":"EdDSA","kid":"k","crit":["exp"]}"#,
            r#"{"kid":"k"}"#,
            "[]",
            "",
        ] {
            assert_eq!(label(bad), None, "{bad}");
        }
        for bad in ["", ".", "..", "a.b", "a.b.c.d"] {
            assert_eq!(Label::of(bad), None, "{bad}");
        }
    }
}

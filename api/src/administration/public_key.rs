//! The public half of a machine's Ed25519 key, as it comes in: PEM (RFC 8410) or JWK (RFC 8037).

use base64::{
    Engine,
    prelude::{BASE64_STANDARD, BASE64_URL_SAFE_NO_PAD},
};
use serde_json::Value;

use crate::{
    auth,
    payload::{Refusal, UserErrorCode},
};

/// What stands before the 32 bytes of every Ed25519 public key in DER (RFC 8410, section 4).
const DER_START: [u8; 12] = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
const PEM_START: &str = "-----BEGIN PUBLIC KEY-----";
const PEM_END: &str = "-----END PUBLIC KEY-----";

/// A public key.
#[derive(Debug, PartialEq, Eq)]
pub struct PublicKey {
    /// Its 32 bytes, base64url.
    pub x: String,
    /// How it is named in assertions (RFC 7638).
    pub thumbprint: String,
}

impl PublicKey {
    /// Reads a key.
    ///
    /// # Errors
    /// Refused for anything but one public Ed25519 key; a private one is named as such, since it is no longer secret.
    pub fn read(text: &str) -> Result<Self, Refusal> {
        let text = text.trim();
        let read = if text.starts_with('{') { from_jwk(text)? } else { from_pem(text)? };
        let bytes = read.and_then(|bytes| <[u8; 32]>::try_from(bytes).ok()).ok_or_else(|| {
            refusal(
                "Dit is geen openbare Ed25519-sleutel. Plak de sleutel als PEM of als JWK.",
                "This is not a public Ed25519 key. Paste the key as PEM or as JWK.",
            )
        })?;
        let x = BASE64_URL_SAFE_NO_PAD.encode(bytes);
        Ok(Self { thumbprint: auth::key_thumbprint(&x), x })
    }
}

fn from_pem(text: &str) -> Result<Option<Vec<u8>>, Refusal> {
    if text.contains("PRIVATE KEY") {
        return Err(private());
    }
    let inside = text.strip_prefix(PEM_START).and_then(|rest| rest.strip_suffix(PEM_END));
    let der = inside.and_then(|inside| {
        let plain: String = inside.split_whitespace().collect();
        BASE64_STANDARD.decode(plain).ok()
    });
    Ok(der.and_then(|der| der.strip_prefix(&DER_START).map(<[u8]>::to_vec)))
}

fn from_jwk(text: &str) -> Result<Option<Vec<u8>>, Refusal> {
    let Ok(key) = serde_json::from_str::<Value>(text) else { return Ok(None) };
    if key.get("d").is_some() {
        return Err(private());
    }
    let is_ed25519 = key["kty"] == "OKP" && key["crv"] == "Ed25519";
    Ok(key["x"].as_str().filter(|_| is_ed25519).and_then(|x| BASE64_URL_SAFE_NO_PAD.decode(x).ok()))
}

fn private() -> Refusal {
    refusal(
        "Dit is de geheime sleutel. Die is nu niet meer geheim: maak een nieuwe, en plak hier de openbare.",
        "This is the private key. It is no longer secret: make a new one, and paste the public one here.",
    )
}

fn refusal(dutch: &str, english: &str) -> Refusal {
    Refusal::new(UserErrorCode::Invalid, dutch, english).at("publicKey")
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 8037, appendix A.
    const X: &str = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    const THUMBPRINT: &str = "kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k";

    fn pem() -> String {
        let der = [&DER_START[..], &BASE64_URL_SAFE_NO_PAD.decode(X).expect("base64")].concat();
        format!("{PEM_START}\n{}\n{PEM_END}\n", BASE64_STANDARD.encode(der))
    }

    #[test]
    fn both_forms_are_the_same_key() {
        let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}","use":"sig"}}"#);
        let key = PublicKey { x: X.to_owned(), thumbprint: THUMBPRINT.to_owned() };
        assert_eq!(PublicKey::read(&jwk).as_ref(), Ok(&key));
        assert_eq!(PublicKey::read(&pem()).as_ref(), Ok(&key));
        assert_eq!(PublicKey::read(&pem().replace('\n', "\r\n")).as_ref(), Ok(&key));
    }

    #[test]
    fn anything_else_is_refused() {
        let jwk = |kty: &str, crv: &str, x: &str| format!(r#"{{"kty":"{kty}","crv":"{crv}","x":"{x}"}}"#);
        for bad in [
            String::new(),
            "sleutel".to_owned(),
            "{}".to_owned(),
            "{".to_owned(),
            X.to_owned(),
            jwk("OKP", "X25519", X),
            jwk("EC", "Ed25519", X),
            jwk("OKP", "Ed25519", "AAAA"),
            pem().replace("MCow", "MCox"),
            pem().replace("PUBLIC", "EC PUBLIC"),
        ] {
            assert_eq!(PublicKey::read(&bad).map_err(|refusal| refusal.code()), Err(UserErrorCode::Invalid), "{bad}");
        }
    }

    #[test]
    fn a_private_key_is_named_as_such() {
        let jwk = format!(r#"{{"kty":"OKP","crv":"Ed25519","x":"{X}","d":"nWGxne"}}"#);
        assert_eq!(PublicKey::read(&jwk), Err(private()));
        assert_eq!(PublicKey::read(&pem().replace("PUBLIC", "PRIVATE")), Err(private()));
    }
}

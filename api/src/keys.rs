//! The keys of an installation: one secret, from which every other key is derived (HKDF-SHA-256, RFC 5869).

use aws_lc_rs::{aead, hkdf, hmac, signature};

use crate::error::{Fault, Result};

/// The one secret of an installation. Whoever has it can open residents' details.
#[derive(Clone)]
pub struct Secret([u8; 32]);

impl Secret {
    /// From 32 random bytes.
    pub fn new(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// As it stands in the key file and the environment: 64 hexadecimal digits. `None` for anything else.
    pub fn from_hex(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() != 64 || !text.is_ascii() {
            return None;
        }
        let mut bytes = [0; 32];
        for (byte, digits) in bytes.iter_mut().zip(text.as_bytes().chunks(2)) {
            *byte = u8::from_str_radix(std::str::from_utf8(digits).ok()?, 16).ok()?;
        }
        Some(Self(bytes))
    }

    /// For the key file.
    pub fn to_hex(&self) -> String {
        hex(&self.0)
    }

    fn derive(&self, purpose: &str) -> [u8; 32] {
        let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"buurtverbinders");
        let mut key = [0; 32];
        salt.extract(&self.0)
            .expand(&[purpose.as_bytes()], hkdf::HKDF_SHA256)
            .and_then(|okm| okm.fill(&mut key))
            .expect("32 bytes are within what HKDF gives");
        key
    }
}

/// Everything that seals, signs and marks.
pub struct Keys {
    details: aead::LessSafeKey,
    details_id: String,
    cursors: hmac::Key,
    inputs: hmac::Key,
    signing_seed: [u8; 32],
}

impl Keys {
    /// Derived from the installation's secret.
    ///
    /// # Panics
    /// Never: the lengths are right.
    pub fn from_secret(secret: &Secret) -> Self {
        let details = secret.derive("residents' details");
        let unbound = aead::UnboundKey::new(&aead::AES_256_GCM, &details).expect("32 bytes are the key's length");
        let fingerprint = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, &details);
        Self {
            details: aead::LessSafeKey::new(unbound),
            details_id: hex(&fingerprint.as_ref()[..8]),
            cursors: hmac::Key::new(hmac::HMAC_SHA256, &secret.derive("cursors")),
            inputs: hmac::Key::new(hmac::HMAC_SHA256, &secret.derive("inputs")),
            signing_seed: secret.derive("machine tokens"),
        }
    }

    /// Names the key that seals residents' details, so that a wrong key is noticed before anything is opened.
    pub fn details_id(&self) -> &str {
        &self.details_id
    }

    /// Seals a text, bound to what it belongs to: opened with anything else, it fails. Nonce first.
    ///
    /// # Errors
    /// When the cipher fails, which it only does for texts past its limits.
    pub fn seal(&self, nonce: [u8; 12], bound_to: &[u8], text: &[u8]) -> Result<Vec<u8>> {
        let mut sealed = text.to_vec();
        self.details
            .seal_in_place_append_tag(aead::Nonce::assume_unique_for_key(nonce), aead::Aad::from(bound_to), &mut sealed)
            .map_err(|_| Fault::new("could not seal"))?;
        Ok([&nonce[..], &sealed].concat())
    }

    /// Opens what [`Keys::seal`] sealed.
    ///
    /// # Errors
    /// When it was sealed with another key, bound to something else, or changed since.
    pub fn open(&self, bound_to: &[u8], sealed: &[u8]) -> Result<Vec<u8>> {
        let (nonce, rest) = sealed.split_at_checked(12).ok_or_else(|| Fault::new("sealed text is too short"))?;
        let nonce = aead::Nonce::try_assume_unique_for_key(nonce).map_err(|_| Fault::new("bad nonce"))?;
        let mut text = rest.to_vec();
        let opened = self
            .details
            .open_in_place(nonce, aead::Aad::from(bound_to), &mut text)
            .map_err(|_| Fault::new("sealed text can't be opened with this key"))?;
        Ok(opened.to_vec())
    }

    /// The mark that shows that a cursor is ours: the first 12 bytes of an HMAC.
    pub fn cursor_mark(&self, text: &[u8]) -> [u8; 12] {
        let tag = hmac::sign(&self.cursors, text);
        let mut mark = [0; 12];
        mark.copy_from_slice(&tag.as_ref()[..12]);
        mark
    }

    /// Tells whether an input is the same as one before. It is kept with the key of an act: without the secret nobody
    /// finds out by trying which telephone number it was.
    pub fn input_mark(&self, text: &[u8]) -> Vec<u8> {
        hmac::sign(&self.inputs, text).as_ref().to_vec()
    }

    /// The key pair that signs machines' tokens.
    ///
    /// # Errors
    /// When the library refuses the seed.
    pub fn token_pair(&self) -> Result<signature::Ed25519KeyPair> {
        Ok(signature::Ed25519KeyPair::from_seed_unchecked(&self.signing_seed)?)
    }
}

/// Lower-case hexadecimal digits.
///
/// # Panics
/// Never: writing to a string can't fail.
pub fn hex(bytes: &[u8]) -> String {
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut text, byte| {
        use std::fmt::Write;
        write!(text, "{byte:02x}").expect("writing to a string");
        text
    })
}

/// SHA-256.
pub fn sha256(bytes: &[u8]) -> Vec<u8> {
    aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes).as_ref().to_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(byte: u8) -> Keys {
        Keys::from_secret(&Secret::new([byte; 32]))
    }

    #[test]
    fn sealed_text_opens_only_with_its_key_and_its_case() {
        let sealed = keys(1).seal([9; 12], b"case 1", "Jan".as_bytes()).expect("sealed");
        assert_eq!(keys(1).open(b"case 1", &sealed).expect("opened"), b"Jan");
        assert!(keys(1).open(b"case 2", &sealed).is_err());
        assert!(keys(2).open(b"case 1", &sealed).is_err());
        assert!(keys(1).open(b"case 1", &sealed[..20.min(sealed.len() - 1)]).is_err());
        assert!(keys(1).open(b"case 1", &[]).is_err());
    }

    #[test]
    fn a_secret_survives_its_text() {
        let secret = Secret::new([171; 32]);
        assert_eq!(Secret::from_hex(&secret.to_hex()).map(|s| s.0), Some([171; 32]));
        assert!(Secret::from_hex("abc").is_none());
        assert!(Secret::from_hex(&"g".repeat(64)).is_none());
    }
}

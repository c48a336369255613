//! Idempotency keys: with the same key, the server does an act once, however often it is asked.

use std::fmt::Write as _;

use serde::{Deserialize, Serialize};

/// The key of an act that may be tried again. It stays as long as what is sent stays the same: when an answer got lost on
/// its way, the next try is the same act. With other words it is another act; and after an answer everything is.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SteadyKey {
    /// What was sent with the key, as JSON.
    of: String,
    /// Empty before the first try.
    key: String,
}

impl SteadyKey {
    /// The key for a try that sends this. What is sent holds no key itself.
    pub fn of(&mut self, sent: &impl Serialize) -> String {
        // What is sent becomes JSON on its way anyway; if it could not, nothing would be sent.
        self.of_text(serde_json::to_string(sent).unwrap_or_default(), new_key)
    }

    /// There was an answer, be it a refusal: what comes next is another act.
    pub fn answered(&mut self) {
        *self = Self::default();
    }

    /// Whether there is no try that waits for an answer.
    pub fn is_unused(&self) -> bool {
        self.key.is_empty()
    }

    fn of_text(&mut self, sent: String, make: impl FnOnce() -> String) -> String {
        if self.is_unused() || self.of != sent {
            *self = Self { of: sent, key: make() };
        }
        self.key.clone()
    }
}

/// A new key, for an act that is tried once, or whose key is kept elsewhere.
pub fn new_key() -> String {
    let mut bytes = [0_u8; 16];
    let crypto = leptos::prelude::window().crypto();
    if !crypto.is_ok_and(|crypto| crypto.get_random_values_with_u8_array(&mut bytes).is_ok()) {
        // A browser without randomness: a key that is only unlikely to be made twice is better than none.
        for byte in &mut bytes {
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 255")]
            let number = (js_sys::Math::random() * 256.0) as u8;
            *byte = number;
        }
    }
    bytes.iter().fold(String::new(), |mut key, byte| {
        // Writing to a string can't fail.
        let _ = write!(key, "{byte:02x}");
        key
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_stays_until_something_else_is_sent_or_it_was_answered() {
        let mut number = 0;
        let mut key = SteadyKey::default();
        let mut of = |key: &mut SteadyKey, sent: &str| {
            key.of_text(sent.to_owned(), || {
                number += 1;
                number.to_string()
            })
        };
        assert!(key.is_unused());
        assert_eq!(of(&mut key, "a"), "1");
        assert_eq!(of(&mut key, "a"), "1");
        assert_eq!(of(&mut key, "b"), "2");
        assert_eq!(of(&mut key, "a"), "3");
        key.answered();
        assert_eq!(of(&mut key, "a"), "4");
    }
}

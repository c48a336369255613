//! Idempotency keys: with the same key, the server does an act once, however often it is asked.

use std::fmt::Write as _;

/// A new key. Make it when a form opens, so that sending the form again is the same act.
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

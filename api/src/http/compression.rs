//! Long answers are sent compressed: on a phone in the street they come several times sooner.
//!
//! Compressing beside a secret tells its letters to who can have guesses compressed with it and sees the length. Here
//! nobody can: an answer for a session needs the app's own header and origin, and a session's cookie is in no answer.

use std::io::Write;

use axum::http::{HeaderMap, HeaderValue, header};
use flate2::{Compression, write::GzEncoder};

use super::accept::encoding_quality;

/// Shorter ones fit in one packet anyway.
const LONG: usize = 1400;

/// The body, compressed when that is worth it and the client takes it, with the headers that tell so.
pub fn packed(asked: &HeaderMap, body: String) -> (HeaderMap, Vec<u8>) {
    let mut headers = HeaderMap::new();
    headers.insert(header::VARY, HeaderValue::from_static("Accept, Accept-Encoding"));
    let body = body.into_bytes();
    if body.len() < LONG || encoding_quality(asked, "gzip") == 0 {
        return (headers, body);
    }
    let mut encoder = GzEncoder::new(Vec::with_capacity(body.len() / 4), Compression::fast());
    match encoder.write_all(&body).and_then(|()| encoder.finish()) {
        Ok(packed) => {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
            (headers, packed)
        }
        Err(_) => (headers, body),
    }
}

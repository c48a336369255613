//! The app: its files travel in the binary (`program`), compressed ahead. Names with a hash may be kept for ever; the page is
//! asked again each time, which costs no more than a 304.

use std::collections::HashMap;

use axum::{
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::accept::{encoding_quality, takes_html};
use crate::keys::{hex, sha256};

/// A file of the app as it was built.
#[derive(Clone, Copy, Debug)]
pub struct File {
    /// Its path under the root of the site, without a slash in front.
    pub path: &'static str,
    /// Its bytes.
    pub plain: &'static [u8],
    /// The same, compressed with brotli.
    pub brotli: Option<&'static [u8]>,
    /// The same, compressed with gzip.
    pub gzip: Option<&'static [u8]>,
}

/// Where nothing of the app is: what isn't found here is not a page.
const NOT_THE_APP: [&str; 6] = ["assets/", "graphql", "health/", "oauth/", ".well-known/", "metrics"];

const PAGE: &str = "index.html";

/// The files by path.
#[derive(Debug, Default)]
pub struct Assets(HashMap<&'static str, (File, HeaderValue)>);

impl Assets {
    /// These files; none is a server without the app.
    ///
    /// # Panics
    /// Never: a tag is made of digits.
    pub fn of(files: &[File]) -> Self {
        let tagged = files.iter().map(|file| {
            let tag = format!("\"{}\"", &hex(&sha256(file.plain))[..20]);
            (file.path, (*file, HeaderValue::try_from(tag).expect("hexadecimal digits")))
        });
        Self(tagged.collect())
    }

    /// Answers a request for a file or for a page of the app.
    pub fn answer(&self, method: &Method, path: &str, headers: &HeaderMap) -> Response {
        if *method != Method::GET && *method != Method::HEAD {
            return (StatusCode::METHOD_NOT_ALLOWED, [(header::ALLOW, "GET, HEAD")], "ask with GET\n").into_response();
        }
        let path = path.trim_start_matches('/');
        if let Some(found) = self.0.get(path) {
            return send(found, headers);
        }
        let is_file = path.rsplit('/').next().is_some_and(|name| name.contains('.'));
        let is_elsewhere = NOT_THE_APP.iter().any(|prefix| path.starts_with(prefix));
        match self.0.get(PAGE) {
            Some(page) if !is_file && !is_elsewhere && takes_html(headers) => send(page, headers),
            None if !is_file && !is_elsewhere => (
                StatusCode::NOT_FOUND,
                "This server was built without the app. Build both with: cargo xtask run\nThe API is at /graphql.\n",
            )
                .into_response(),
            _ => (StatusCode::NOT_FOUND, [(header::CACHE_CONTROL, "no-store")], "not found\n").into_response(),
        }
    }
}

fn send((file, tag): &(File, HeaderValue), headers: &HeaderMap) -> Response {
    let keeping = if has_hash(file.path) { "public, max-age=31536000, immutable" } else { "no-cache" };
    let (encoding, bytes) = encoded(file, headers);
    let known = headers.get_all(header::IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let is_known = known
        .flat_map(|value| value.split(','))
        .any(|known| known.trim().trim_start_matches("W/").as_bytes() == tag.as_bytes() || known.trim() == "*");
    let mut response = if is_known { StatusCode::NOT_MODIFIED.into_response() } else { bytes.into_response() };
    let answer = response.headers_mut();
    answer.insert(header::CACHE_CONTROL, HeaderValue::from_static(keeping));
    answer.insert(header::ETAG, weak(tag));
    answer.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    if is_known {
        answer.remove(header::CONTENT_TYPE);
        return response;
    }
    answer.insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type(file.path)));
    if let Some(encoding) = encoding {
        answer.insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

/// One tag for a file in all its encodings, so a weak one (RFC 9110, section 8.8.3).
fn weak(tag: &HeaderValue) -> HeaderValue {
    HeaderValue::from_bytes(&[b"W/", tag.as_bytes()].concat()).unwrap_or_else(|_| tag.clone())
}

/// The smallest form that the client takes; brotli wins when it likes both as much.
fn encoded(file: &File, headers: &HeaderMap) -> (Option<&'static str>, &'static [u8]) {
    let brotli = file.brotli.map(|bytes| (encoding_quality(headers, "br"), "br", bytes));
    let gzip = file.gzip.map(|bytes| (encoding_quality(headers, "gzip"), "gzip", bytes));
    let liked = [gzip, brotli].into_iter().flatten().filter(|(quality, ..)| *quality > 0);
    match liked.max_by_key(|(quality, ..)| *quality) {
        Some((_, name, bytes)) => (Some(name), bytes),
        None => (None, file.plain),
    }
}

/// Whether the name of the file, or of a folder around it, ends in a hash of the content:
/// `app-0123456789abcdef.css`, `app-0123456789abcdef/app.js`.
fn has_hash(path: &str) -> bool {
    path.split('/').any(|name| {
        let stem = name.split('.').next().unwrap_or(name);
        stem.rsplit_once('-').is_some_and(|(_, hash)| hash.len() == 16 && hash.bytes().all(|it| it.is_ascii_hexdigit()))
    })
}

fn content_type(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "wasm" => "application/wasm",
        "json" => "application/json",
        "webmanifest" => "application/manifest+json",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "webp" => "image/webp",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "txt" => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

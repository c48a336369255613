//! Which page a request comes from. Browsers say so in `Origin`; other programs send none.

use axum::http::{
    HeaderMap,
    header::{HOST, ORIGIN},
};

use super::{ErrorCode, Refused};

/// The header that every request with a session carries: a page of another site can't send it.
pub const OWN_PAGE: &str = "x-buurtverbinders";

/// Whether our own page asks as somebody: it says `signed-in` then. Without a session that is over, and not for the
/// page to find out from an answer for nobody.
pub fn expects_session(headers: &HeaderMap) -> bool {
    let says = headers.get(OWN_PAGE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    says.split(';').any(|word| word.trim() == "signed-in")
}

/// Whether the request comes from a page of ours, or from no page at all. Ours is the public URL, or else
/// whatever host the request was sent to.
///
/// # Errors
/// When it comes from a page of another site.
pub fn check(headers: &HeaderMap, public_origin: Option<&str>) -> Result<(), Refused> {
    let Some(origin) = headers.get(ORIGIN) else { return Ok(()) };
    let origin = origin.to_str().unwrap_or_default().to_ascii_lowercase();
    let host = headers.get(HOST).and_then(|host| host.to_str().ok()).map(str::to_ascii_lowercase);
    let is_own = match public_origin {
        Some(own) => origin == own,
        None => origin.split_once("://").is_some_and(|(_, place)| host.as_deref() == Some(place)),
    };
    if is_own { Ok(()) } else { Err(foreign("this request comes from a page of another site")) }
}

/// Whether a request with a session carries the header of our own page.
///
/// # Errors
/// When it doesn't.
pub fn check_own_page(headers: &HeaderMap) -> Result<(), Refused> {
    if headers.contains_key(OWN_PAGE) {
        Ok(())
    } else {
        Err(foreign("a request with a session needs the header X-Buurtverbinders"))
    }
}

fn foreign(message: &str) -> Refused {
    Refused::new(ErrorCode::ForeignOrigin, message)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn own_and_foreign_pages() {
        for (origin, public, own) in [
            (None, None, true),
            (None, Some("https://buurt.example.org"), true),
            (Some("http://127.0.0.1:8080"), None, true),
            (Some("https://127.0.0.1:8080"), None, true),
            (Some("http://127.0.0.1:9090"), None, false),
            (Some("null"), None, false),
            (Some(""), None, false),
            (Some("https://evil.example"), None, false),
            (Some("https://buurt.example.org"), Some("https://buurt.example.org"), true),
            (Some("http://buurt.example.org"), Some("https://buurt.example.org"), false),
            (Some("http://127.0.0.1:8080"), Some("https://buurt.example.org"), false),
        ] {
            let mut headers = HeaderMap::from_iter([(HOST, HeaderValue::from_static("127.0.0.1:8080"))]);
            if let Some(origin) = origin {
                headers.insert(ORIGIN, HeaderValue::from_static(origin));
            }
            assert_eq!(check(&headers, public).is_ok(), own, "{origin:?} at {public:?}");
        }
    }
}

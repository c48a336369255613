//! Content negotiation: what a client accepts and how much it likes it (RFC 9110, section 12).

use axum::http::{HeaderMap, HeaderName, header};
use entities::Locale;

/// The forms of a GraphQL answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MediaType {
    /// `application/graphql-response+json`: the status tells whether the request was good.
    GraphqlResponse,
    /// `application/json`, for clients from before: 200 for every request that is well-formed HTTP.
    Json,
}

impl MediaType {
    /// As it stands in `content-type`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::GraphqlResponse => "application/graphql-response+json; charset=utf-8",
            Self::Json => "application/json; charset=utf-8",
        }
    }

    /// The form that the client likes best; `None` when it accepts neither. Without a wish it is JSON.
    pub fn accepted(headers: &HeaderMap) -> Option<Self> {
        let ranges = wishes(headers, &header::ACCEPT);
        if ranges.is_empty() {
            return Some(Self::Json);
        }
        let response = liking(&ranges, &["application/graphql-response+json", "application/*", "*/*"]);
        let json = liking(&ranges, &["application/json", "application/*", "*/*"]);
        match (response, json) {
            (Some(response), Some(json)) if response.quality == json.quality => {
                // Named beats implied by a wildcard; when both are named, the newer one.
                Some(if response.rank <= json.rank && response.rank == 0 { Self::GraphqlResponse } else { Self::Json })
            }
            (Some(response), Some(json)) => {
                Some(if response.quality > json.quality { Self::GraphqlResponse } else { Self::Json })
            }
            (Some(_), None) => Some(Self::GraphqlResponse),
            (None, Some(_)) => Some(Self::Json),
            (None, None) => None,
        }
    }
}

/// Whether the client takes a page of HTML.
pub fn takes_html(headers: &HeaderMap) -> bool {
    let ranges = wishes(headers, &header::ACCEPT);
    ranges.is_empty() || liking(&ranges, &["text/html", "text/*", "*/*"]).is_some()
}

/// How much the client likes an encoding, in thousandths; 0 when it doesn't accept it.
pub fn encoding_quality(headers: &HeaderMap, encoding: &str) -> u16 {
    let codings = wishes(headers, &header::ACCEPT_ENCODING);
    liking(&codings, &[encoding, "*"]).map_or(0, |liking| liking.quality)
}

/// In which language somebody is answered whose own is not known: Dutch, unless the browser likes English better.
pub fn asked_locale(headers: &HeaderMap) -> Locale {
    let languages = wishes(headers, &header::ACCEPT_LANGUAGE);
    let quality = |language: &str| {
        let of_it = |(wish, _): &&(String, u16)| wish.split('-').next() == Some(language);
        languages.iter().filter(of_it).map(|(_, quality)| *quality).max().unwrap_or(0)
    };
    if quality("en") > quality("nl") { Locale::En } else { Locale::Nl }
}

struct Liking {
    quality: u16,
    rank: usize,
}

/// The wish for the first of these names that is mentioned; `None` when it is unwanted.
fn liking(wishes: &[(String, u16)], names: &[&str]) -> Option<Liking> {
    let found = names
        .iter()
        .enumerate()
        .find_map(|(rank, name)| Some((rank, wishes.iter().find(|(wish, _)| wish.as_str() == *name)?.1)));
    found.filter(|(_, quality)| *quality > 0).map(|(rank, quality)| Liking { quality, rank })
}

/// What stands in the header: names in lower case without parameters, with their quality in thousandths.
fn wishes(headers: &HeaderMap, header: &HeaderName) -> Vec<(String, u16)> {
    let values = headers.get_all(header).iter().filter_map(|value| value.to_str().ok());
    let wishes = values.flat_map(|value| value.split(',')).filter_map(|wish| {
        let mut parts = wish.split(';').map(str::trim);
        let name = parts.next().filter(|name| !name.is_empty())?.to_ascii_lowercase();
        let quality = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
        Some((name, quality.map_or(1000, thousandths)))
    });
    wishes.collect()
}

fn thousandths(quality: &str) -> u16 {
    match quality.trim().split_once('.') {
        None => {
            if quality.trim() == "0" {
                0
            } else {
                1000
            }
        }
        Some((whole, _)) if whole != "0" => 1000,
        Some((_, decimals)) => format!("{decimals:0<3.3}").parse().unwrap_or(0),
    }
}

#[cfg(test)]
mod tests {
    use axum::http::{
        HeaderValue,
        header::{ACCEPT, ACCEPT_ENCODING},
    };

    use super::*;

    fn headers(name: HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn the_form_of_an_answer() {
        let response = Some(MediaType::GraphqlResponse);
        let json = Some(MediaType::Json);
        assert_eq!(MediaType::accepted(&HeaderMap::new()), json);
        for (accept, form) in [
            ("application/graphql-response+json", response),
            ("Application/GraphQL-Response+JSON; charset=utf-8", response),
            ("application/json", json),
            ("*/*", json),
            ("application/*", json),
            ("application/graphql-response+json, application/json", response),
            ("application/json, application/graphql-response+json", response),
            ("application/graphql-response+json;q=0.5, application/json", json),
            ("application/graphql-response+json, application/json;q=0.9", response),
            ("application/json;q=0, */*", response),
            ("application/graphql-response+json, */*;q=0.1", response),
            ("application/graphql-response+json, */*", response),
            ("text/html, */*;q=0.8", json),
            ("text/html", None),
            ("image/png, text/*", None),
            ("application/json;q=0", None),
            ("*/*;q=0.0", None),
        ] {
            assert_eq!(MediaType::accepted(&headers(ACCEPT, accept)), form, "{accept}");
        }
    }

    #[test]
    fn languages() {
        assert_eq!(asked_locale(&HeaderMap::new()), Locale::Nl);
        for (languages, locale) in [
            ("nl-NL,nl;q=0.9,en;q=0.8", Locale::Nl),
            ("en-GB,en;q=0.9,nl;q=0.8", Locale::En),
            ("de, en;q=0.1", Locale::En),
            ("de", Locale::Nl),
        ] {
            assert_eq!(asked_locale(&headers(header::ACCEPT_LANGUAGE, languages)), locale, "{languages}");
        }
    }

    #[test]
    fn pages_and_encodings() {
        assert!(takes_html(&HeaderMap::new()));
        assert!(takes_html(&headers(ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8")));
        assert!(!takes_html(&headers(ACCEPT, "application/json")));
        let encodings = headers(ACCEPT_ENCODING, "gzip, br;q=0.75, zstd;q=0");
        assert_eq!(encoding_quality(&encodings, "gzip"), 1000);
        assert_eq!(encoding_quality(&encodings, "br"), 750);
        assert_eq!(encoding_quality(&encodings, "zstd"), 0);
        assert_eq!(encoding_quality(&encodings, "deflate"), 0);
        assert_eq!(encoding_quality(&headers(ACCEPT_ENCODING, "*"), "br"), 1000);
    }
}

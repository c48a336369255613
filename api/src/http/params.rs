//! The parameters of a GraphQL request, out of a body or an address, as GraphQL over HTTP has them.

use axum::http::{HeaderMap, header::CONTENT_TYPE};
use serde_json::{Map, Value};

use super::{ErrorCode, Refused};

/// What is asked.
#[derive(Clone, Debug, PartialEq)]
pub struct Params {
    /// The document.
    pub query: String,
    /// Which of its operations.
    pub operation_name: Option<String>,
    /// The values of its variables.
    pub variables: Map<String, Value>,
}

impl Params {
    /// Whether the body is of the one kind that is read: JSON in UTF-8.
    ///
    /// # Errors
    /// For any other kind; nothing of the body may then be used.
    pub fn check_content_type(headers: &HeaderMap) -> Result<(), Refused> {
        let refused = || Refused::new(ErrorCode::UnsupportedMediaType, "send the body as application/json, in UTF-8");
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok()).ok_or_else(refused)?;
        let mut parts = content_type.split(';').map(str::trim);
        let is_json = parts.next().is_some_and(|kind| kind.eq_ignore_ascii_case("application/json"));
        let is_utf8 = parts.all(|part| match part.split_once('=') {
            Some((name, value)) if name.eq_ignore_ascii_case("charset") => {
                ["utf-8", "utf8"].iter().any(|utf8| value.trim_matches('"').eq_ignore_ascii_case(utf8))
            }
            _ => true,
        });
        if is_json && is_utf8 { Ok(()) } else { Err(refused()) }
    }

    /// Out of the body of a POST.
    ///
    /// # Errors
    /// When it is no JSON, no object, or a parameter has the wrong type.
    pub fn from_body(body: &[u8]) -> Result<Self, Refused> {
        let body = serde_json::from_slice(body)
            .map_err(|error| bad(format!("the body is not JSON: line {}, column {}", error.line(), error.column())))?;
        match body {
            Value::Object(members) => Self::from_members(members),
            Value::Array(_) => Err(bad("one request at a time: a list of requests is not read")),
            _ => Err(bad("the body must be a JSON object with a query")),
        }
    }

    /// Out of the address of a GET.
    ///
    /// # Errors
    /// When a parameter stands there twice or can't be read.
    pub fn from_address(query: &str) -> Result<Self, Refused> {
        let mut members = Map::new();
        for (name, value) in form_urlencoded::parse(query.as_bytes()) {
            let value = match &*name {
                "operationName" | "variables" | "extensions" if value.is_empty() => Value::Null,
                "query" | "operationName" => Value::String(value.into_owned()),
                "variables" | "extensions" => {
                    serde_json::from_str(&value).map_err(|_| bad(format!("{name} is not JSON")))?
                }
                _ => continue,
            };
            if members.insert(name.to_string(), value).is_some() {
                return Err(bad(format!("{name} stands in the address twice")));
            }
        }
        Self::from_members(members)
    }

    /// Out of the payload of a `subscribe` message, which has the same members.
    ///
    /// # Errors
    /// When a parameter has the wrong type.
    pub fn from_members(mut members: Map<String, Value>) -> Result<Self, Refused> {
        let query = match members.remove("query") {
            Some(Value::String(query)) => query,
            Some(_) => return Err(bad("query must be a string")),
            None => return Err(bad("query is missing")),
        };
        let operation_name = match members.remove("operationName") {
            Some(Value::String(name)) => Some(name),
            None | Some(Value::Null) => None,
            Some(_) => return Err(bad("operationName must be a string")),
        };
        let variables = object(&mut members, "variables")?;
        object(&mut members, "extensions")?;
        Ok(Self { query, operation_name, variables })
    }
}

fn object(members: &mut Map<String, Value>, name: &str) -> Result<Map<String, Value>, Refused> {
    match members.remove(name) {
        Some(Value::Object(object)) => Ok(object),
        None | Some(Value::Null) => Ok(Map::new()),
        Some(_) => Err(bad(format!("{name} must be an object"))),
    }
}

fn bad(message: impl Into<String>) -> Refused {
    Refused::new(ErrorCode::BadRequest, message)
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    fn message(outcome: Result<Params, Refused>) -> String {
        outcome.expect_err("refused").errors.remove(0).message
    }

    #[test]
    fn bodies() {
        let read =
            Params::from_body(br#"{"query":"{a}","operationName":"A","variables":{"b":1},"extensions":{"c":2}}"#);
        let read = read.expect("read");
        assert_eq!((read.query.as_str(), read.operation_name.as_deref()), ("{a}", Some("A")));
        assert_eq!(read.variables["b"], 1);
        let nulls = Params::from_body(br#"{"query":"{a}","operationName":null,"variables":null,"extensions":null}"#);
        assert!(nulls.is_ok_and(|read| read.operation_name.is_none() && read.variables.is_empty()));
        for (body, expected) in [
            ("", "the body is not JSON: line 1, column 0"),
            ("{ \"not", "the body is not JSON: line 1, column 6"),
            ("[]", "one request at a time: a list of requests is not read"),
            ("1", "the body must be a JSON object with a query"),
            ("{}", "query is missing"),
            (r#"{"query":null}"#, "query must be a string"),
            (r#"{"query":"{a}","operationName":1}"#, "operationName must be a string"),
            (r#"{"query":"{a}","variables":"{}"}"#, "variables must be an object"),
            (r#"{"query":"{a}","extensions":[]}"#, "extensions must be an object"),
        ] {
            assert_eq!(message(Params::from_body(body.as_bytes())), expected, "{body}");
        }
    }

    #[test]
    fn addresses() {
        let read = Params::from_address("query=%7Ba%7D&variables=%7B%22b%22%3A1%7D&operationName=&other=x");
        let read = read.expect("read");
        assert_eq!((read.query.as_str(), read.operation_name), ("{a}", None));
        assert_eq!(read.variables["b"], 1);
        assert_eq!(message(Params::from_address("")), "query is missing");
        assert_eq!(message(Params::from_address("query=a&query=b")), "query stands in the address twice");
        assert_eq!(message(Params::from_address("query=a&variables=%7B")), "variables is not JSON");
        assert_eq!(message(Params::from_address("query=a&variables=1")), "variables must be an object");
    }

    #[test]
    fn kinds_of_body() {
        for (kind, good) in [
            ("application/json", true),
            ("Application/JSON; Charset=\"UTF-8\"", true),
            ("application/json; charset=iso-8859-1", false),
            ("text/plain", false),
            ("application/x-www-form-urlencoded", false),
            ("multipart/form-data; boundary=x", false),
            ("application/graphql", false),
            ("application/jsonx", false),
        ] {
            let headers = HeaderMap::from_iter([(CONTENT_TYPE, HeaderValue::from_static(kind))]);
            assert_eq!(Params::check_content_type(&headers).is_ok(), good, "{kind}");
        }
        assert!(Params::check_content_type(&HeaderMap::new()).is_err());
    }
}

//! What an answer of the server means. Pure: knows no browser.

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::reading;

/// Why there is no answer. Refusals of an act aren't here: they are in the payload, as `userErrors`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Failure {
    /// Nobody is signed in, or not any more.
    Unauthenticated,
    /// The server could not be reached.
    Offline,
    /// The server took too long.
    Timeout,
    /// The server is too busy, or this device asks too often.
    Busy,
    /// The server doesn't understand what was sent: something filled in that it can't read, a wrong link, or an app that
    /// is out of date.
    BadInput,
    /// Something broke at the server.
    Server {
        /// What to name when asking for help.
        request_id: Option<String>,
    },
}

/// The data of an answer with this HTTP status.
///
/// # Errors
///
/// What went wrong, when there is no data.
pub fn data(status: u16, body: &str) -> Result<Value, Failure> {
    // Looked into as plain JSON: a type of its own for the envelope made everybody fetch a second reader of JSON.
    let Ok(mut answer) = serde_json::from_str::<Value>(body) else {
        return Err(by_status(status));
    };
    let errors = answer.get("errors").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let mut failures = errors.iter().map(|error| by_code(status, &error["extensions"]));
    let failure = failures.next();
    if failure == Some(Failure::Unauthenticated) || failures.any(|it| it == Failure::Unauthenticated) {
        return Err(Failure::Unauthenticated);
    }
    // A part that failed is null in the data; what did come is still worth showing.
    let data = answer.get_mut("data").map(Value::take).filter(|data| !data.is_null());
    match (data, failure) {
        (Some(data), None) => Ok(data),
        (Some(data), Some(_)) if is_worth_showing(&data) => Ok(data),
        (_, failure) => Err(failure.unwrap_or_else(|| by_status(status))),
    }
}

/// Whether anything came of what was asked. What the installation is called comes along with much, and answers nothing: a
/// list that failed would look like an empty one.
fn is_worth_showing(data: &Value) -> bool {
    let mut parts = data.as_object().into_iter().flatten();
    parts.any(|(name, part)| name != "installation" && !part.is_null())
}

/// The data as what was asked.
///
/// # Errors
///
/// When it isn't what was asked: the app and the server have grown apart.
pub fn typed<Q: DeserializeOwned>(data: Value) -> Result<Q, Failure> {
    reading::read(data).map_err(|_| Failure::BadInput)
}

fn by_code(status: u16, extensions: &Value) -> Failure {
    let request_id = extensions["requestId"].as_str().map(str::to_owned);
    match extensions["code"].as_str() {
        Some("UNAUTHENTICATED") => Failure::Unauthenticated,
        Some("RATE_LIMITED") => Failure::Busy,
        Some("TIMEOUT") => Failure::Timeout,
        Some("BAD_USER_INPUT" | "QUERY_TOO_COMPLEX") => Failure::BadInput,
        Some(_) => Failure::Server { request_id },
        None if request_id.is_some() => Failure::Server { request_id },
        None => by_status(status),
    }
}

/// What a status says when nothing else does.
pub fn by_status(status: u16) -> Failure {
    match status {
        401 => Failure::Unauthenticated,
        408 | 504 => Failure::Timeout,
        429 => Failure::Busy,
        400..500 => Failure::BadInput,
        _ => Failure::Server { request_id: None },
    }
}

#[cfg(test)]
mod tests {
    use serde::Deserialize;

    use super::*;

    #[derive(Deserialize, Debug, PartialEq)]
    struct Data {
        word: Option<String>,
    }

    fn meaning(status: u16, body: &str) -> Result<Data, Failure> {
        typed(data(status, body)?)
    }

    fn with_code(code: &str) -> String {
        format!(r#"{{"errors":[{{"message":"x","extensions":{{"code":"{code}","requestId":"r1"}}}}]}}"#)
    }

    #[test]
    fn data_is_data() {
        let word = Some("lantaarn".to_owned());
        assert_eq!(meaning(200, r#"{"data":{"word":"lantaarn"}}"#), Ok(Data { word }));
    }

    #[test]
    fn what_came_is_shown_though_a_part_failed() {
        let body = r#"{"data":{"word":null,"list":[]},"errors":[{"message":"x","extensions":{"code":"INTERNAL"}}]}"#;
        assert_eq!(meaning(200, body), Ok(Data { word: None }));
    }

    #[test]
    fn of_what_failed_altogether_nothing_is_shown_as_if_it_were_empty() {
        for data in [r#"{"word":null}"#, r#"{"word":null,"installation":{"name":"Oss"}}"#] {
            let failed =
                [r#"{"data":"#, data, r#","errors":[{"message":"x","extensions":{"code":"TIMEOUT"}}]}"#].concat();
            assert_eq!(meaning(200, &failed), Err(Failure::Timeout));
            // Without an error it is the answer.
            assert_eq!(meaning(200, &[r#"{"data":"#, data, "}"].concat()), Ok(Data { word: None }));
        }
    }

    #[test]
    fn a_lost_session_goes_before_everything() {
        let body = r#"{"data":{"word":null},"errors":[{"message":"x"},
            {"message":"y","extensions":{"code":"UNAUTHENTICATED"}}]}"#;
        assert_eq!(meaning(200, body), Err(Failure::Unauthenticated));
    }

    #[test]
    fn codes_have_their_failure() {
        let server = Failure::Server { request_id: Some("r1".to_owned()) };
        let expected = [
            ("UNAUTHENTICATED", Failure::Unauthenticated),
            ("BAD_USER_INPUT", Failure::BadInput),
            ("QUERY_TOO_COMPLEX", Failure::BadInput),
            ("RATE_LIMITED", Failure::Busy),
            ("TIMEOUT", Failure::Timeout),
            ("UNAVAILABLE", server.clone()),
            ("INTERNAL", server),
        ];
        for (code, failure) in expected {
            assert_eq!(meaning(200, &with_code(code)), Err(failure), "{code}");
        }
    }

    #[test]
    fn what_is_no_answer_goes_by_its_status() {
        let expected = [
            (401, Failure::Unauthenticated),
            (413, Failure::BadInput),
            (429, Failure::Busy),
            (502, Failure::Server { request_id: None }),
            (504, Failure::Timeout),
            (200, Failure::Server { request_id: None }),
        ];
        assert_eq!(meaning(200, r#"{"data":{"word":1}}"#), Err(Failure::BadInput));
        for (status, failure) in expected {
            for body in ["<html>", "[]", "{}", r#"{"data":null}"#, r#"{"errors":["x"]}"#, r#"{"errors":{"x":1}}"#] {
                assert_eq!(meaning(status, body), Err(failure.clone()), "{status} {body}");
            }
        }
    }
}

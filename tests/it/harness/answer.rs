//! What the API answered, in the words of a test.

use async_graphql::{PathSegment, Response};
use serde_json::Value;

/// An answer of the API.
#[derive(Debug, PartialEq)]
pub struct Answer {
    data: Value,
    errors: Vec<(String, String)>,
}

impl Answer {
    /// What came back.
    pub fn new(response: Response) -> Self {
        let errors = response.errors.iter().map(|error| {
            let code = error.extensions.as_ref().and_then(|extensions| extensions.get("code"));
            let code = code.map_or_else(|| "none".to_owned(), |code| code.to_string().replace('"', ""));
            let path: Vec<_> = error.path.iter().map(segment).collect();
            let cause = error.source::<api::error::Fault>().map(api::error::Fault::trace).unwrap_or_default();
            (code, format!("{} at {} {cause}", error.message, path.join(".")))
        });
        Self { errors: errors.collect(), data: response.data.into_json().expect("an answer is JSON") }
    }

    /// The data, where there is no error.
    ///
    /// # Panics
    /// When there is one.
    #[track_caller]
    pub fn data(&self) -> &Value {
        assert!(self.errors.is_empty(), "the API answered with errors: {:?}", self.errors);
        &self.data
    }

    /// A part of the data, by JSON pointer: `/case/codeWord`.
    ///
    /// # Panics
    /// When there is an error or no such part.
    #[track_caller]
    pub fn at(&self, pointer: &str) -> &Value {
        let data = self.data();
        data.pointer(pointer).unwrap_or_else(|| panic!("nothing at {pointer} in {data:#}"))
    }

    /// A text in the data.
    ///
    /// # Panics
    /// When it isn't one.
    #[track_caller]
    pub fn text(&self, pointer: &str) -> &str {
        let value = self.at(pointer);
        value.as_str().unwrap_or_else(|| panic!("no text at {pointer}: {value}"))
    }

    /// A number in the data.
    ///
    /// # Panics
    /// When it isn't one.
    #[track_caller]
    pub fn number(&self, pointer: &str) -> i64 {
        let value = self.at(pointer);
        value.as_i64().unwrap_or_else(|| panic!("no number at {pointer}: {value}"))
    }

    /// A list in the data.
    ///
    /// # Panics
    /// When it isn't one.
    #[track_caller]
    pub fn list(&self, pointer: &str) -> &[Value] {
        let value = self.at(pointer);
        value.as_array().unwrap_or_else(|| panic!("no list at {pointer}: {value}"))
    }

    /// Whether nothing came back but errors.
    pub fn is_without_data(&self) -> bool {
        self.data.is_null()
    }

    /// Codes of the top-level errors.
    pub fn error_codes(&self) -> Vec<&str> {
        self.errors.iter().map(|(code, _)| code.as_str()).collect()
    }

    /// Refusals of a mutation as `CODE field.path`, or nothing when the act was done.
    #[track_caller]
    pub fn refusals(&self) -> Vec<String> {
        let payload = self.data().as_object().and_then(|fields| fields.values().next()).expect("one mutation");
        let refused = payload["userErrors"].as_array().expect("the document asks for userErrors { code field }");
        refused.iter().map(told).collect()
    }
}

fn told(refusal: &Value) -> String {
    let path = refusal["field"].as_array().map_or(&[][..], Vec::as_slice);
    let path: Vec<_> = path.iter().filter_map(Value::as_str).collect();
    format!("{} {}", refusal["code"].as_str().unwrap_or("?"), path.join(".")).trim_end().to_owned()
}

fn segment(segment: &PathSegment) -> String {
    match segment {
        PathSegment::Field(name) => name.clone(),
        PathSegment::Index(index) => index.to_string(),
    }
}

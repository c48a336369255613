//! A request that is not executed, and why.

use async_graphql::{ErrorExtensionValues, ServerError, Value};

use super::ErrorCode;

/// Why a request was not executed: errors without data.
#[derive(Clone, Debug)]
pub struct Refused {
    /// What kind of refusal; decides the status.
    pub code: ErrorCode,
    /// The errors, each with its code.
    pub errors: Vec<ServerError>,
    /// The method that would do, when it was the method.
    pub allow: Option<&'static str>,
}

impl Refused {
    /// One error.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        Self { code, errors: vec![coded(ServerError::new(message, None), code)], allow: None }
    }

    /// A limit that was passed: the error says the limit and the value.
    pub fn past_limit(code: ErrorCode, what: &str, limit: u64, actual: u64) -> Self {
        Self::new(code, format!("{what}: {actual}; at most {limit} is allowed")).with_limit(limit, actual)
    }

    /// The same errors, which also tell the limit that was passed and the value.
    #[must_use]
    pub fn with_limit(mut self, limit: u64, actual: u64) -> Self {
        for error in &mut self.errors {
            let extensions = error.extensions.get_or_insert_default();
            extensions.set("limit", limit);
            extensions.set("actual", actual);
        }
        self
    }

    /// The library's errors about a document, under one code.
    pub fn of(code: ErrorCode, errors: Vec<ServerError>) -> Self {
        Self { code, errors: errors.into_iter().map(|error| coded(error, code)).collect(), allow: None }
    }
}

/// The error with its code.
pub fn coded(mut error: ServerError, code: ErrorCode) -> ServerError {
    error.extensions.get_or_insert_with(ErrorExtensionValues::default).set("code", Value::from(code.as_str()));
    error
}

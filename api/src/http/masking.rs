//! What leaves of an error. A refusal with a code of the closed list does; whatever a library or a fault says does
//! not: the log gets it, under the request id, and the client a sentence with that id.

use async_graphql::{ErrorExtensionValues, ServerError, Value};
use entities::Locale;

use super::{ErrorCode, refused::coded};
use crate::error::Fault;

/// The error as a client may read it. What is hidden goes to the log.
pub fn mask(error: ServerError, locale: Locale, request_id: &str) -> ServerError {
    let code = code_of(&error);
    if let Some(fault) = error.source::<Fault>() {
        let code = if fault.is_passing() { ErrorCode::Unavailable } else { ErrorCode::Internal };
        tracing::error!(request_id, code = code.as_str(), fault = fault.trace(), "a fault");
        return hidden(error, code, locale, request_id);
    }
    match code {
        Some(ErrorCode::Internal | ErrorCode::Unavailable) | None if error.source.is_some() => {
            // The message is some library's: `?` on its error made it one.
            tracing::error!(request_id, fault = error.message, "an error that is not ours to tell");
            hidden(error, ErrorCode::Internal, locale, request_id)
        }
        Some(code @ (ErrorCode::Internal | ErrorCode::Unavailable | ErrorCode::Timeout)) => {
            hidden(error, code, locale, request_id)
        }
        Some(_) => error,
        // The library's own, about a value that can't be read.
        None => coded(error, ErrorCode::BadUserInput),
    }
}

/// An error of ours that says nothing but the request id.
pub fn hidden(error: ServerError, code: ErrorCode, locale: Locale, request_id: &str) -> ServerError {
    let mut extensions = ErrorExtensionValues::default();
    extensions.set("requestId", request_id);
    let message = code.masked(locale).to_owned();
    coded(ServerError { message, source: None, extensions: Some(extensions), ..error }, code)
}

fn code_of(error: &ServerError) -> Option<ErrorCode> {
    match error.extensions.as_ref()?.get("code")? {
        Value::String(code) => ErrorCode::parse(code),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(error: async_graphql::Error) -> (String, String) {
        let error = mask(error.into_server_error(async_graphql::Pos::default()), Locale::En, "r1");
        let code = code_of(&error).map_or("none", ErrorCode::as_str);
        (code.to_owned(), error.message)
    }

    #[test]
    fn only_refusals_of_ours_are_told_in_their_own_words() {
        let database = || sea_orm::DbErr::Custom("SELECT secret".to_owned());
        let lost = sea_orm::DbErr::Conn(sea_orm::RuntimeErr::Internal("host db7".to_owned()));
        let mut refusal = async_graphql::Error::new("first is 0");
        refusal.extensions.get_or_insert_default().set("code", "BAD_USER_INPUT");
        let mut foreign = async_graphql::Error::from(database());
        foreign.extensions.get_or_insert_default().set("code", "SQL");
        for (error, code, says_why) in [
            (Fault::from(database()).into(), "INTERNAL", false),
            (Fault::from(lost).into(), "UNAVAILABLE", false),
            (async_graphql::Error::from(database()), "INTERNAL", false),
            (foreign, "INTERNAL", false),
            (refusal, "BAD_USER_INPUT", true),
            (async_graphql::Error::new("not an id"), "BAD_USER_INPUT", true),
        ] {
            let before = error.message.clone();
            let (told_code, message) = told(error);
            assert_eq!(told_code, code);
            assert_eq!(message == before, says_why, "{message}");
            assert!(!message.contains("SELECT") && !message.contains("db7"), "{message}");
        }
    }
}

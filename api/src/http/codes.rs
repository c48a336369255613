//! The closed list of `extensions.code`: what a program can do with a top-level error.

use axum::http::StatusCode;
use entities::Locale;

/// What kind of trouble a top-level error tells. Refusals of acts are no errors: those are `userErrors` in the
/// payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ErrorCode {
    /// The HTTP request is not a GraphQL request: no JSON, a list of requests, a parameter of the wrong type.
    BadRequest,
    /// The method is not for this: a mutation needs POST.
    MethodNotAllowed,
    /// The body is not `application/json` in UTF-8. Nothing was executed.
    UnsupportedMediaType,
    /// The client accepts none of the forms in which answers are given.
    NotAcceptable,
    /// The body is larger than the server reads.
    BodyTooLarge,
    /// The request comes from another site's page, or carries a session without the header that shows it doesn't.
    ForeignOrigin,
    /// Nobody is signed in, or the token is not good.
    Unauthenticated,
    /// The viewer may not ask this.
    Forbidden,
    /// The document is not GraphQL.
    GraphqlParseFailed,
    /// The document doesn't fit the schema.
    GraphqlValidationFailed,
    /// The document has no operation of this name, or several and no name was given.
    OperationNotFound,
    /// A variable, an argument or a cursor can't be read.
    BadUserInput,
    /// The document is longer than is read.
    DocumentTooLarge,
    /// The fields lie too deep in each other.
    QueryTooDeep,
    /// Too much is asked at once: fields, aliases, root fields or directives.
    QueryTooComplex,
    /// Too many requests or subscriptions; try again later.
    RateLimited,
    /// It took too long and was stopped.
    Timeout,
    /// The database can't be reached or is too busy; try again later.
    Unavailable,
    /// A mistake of ours; `requestId` finds it in the log.
    Internal,
}

impl ErrorCode {
    /// All of them.
    pub const ALL: [Self; 19] = [
        Self::BadRequest,
        Self::MethodNotAllowed,
        Self::UnsupportedMediaType,
        Self::NotAcceptable,
        Self::BodyTooLarge,
        Self::ForeignOrigin,
        Self::Unauthenticated,
        Self::Forbidden,
        Self::GraphqlParseFailed,
        Self::GraphqlValidationFailed,
        Self::OperationNotFound,
        Self::BadUserInput,
        Self::DocumentTooLarge,
        Self::QueryTooDeep,
        Self::QueryTooComplex,
        Self::RateLimited,
        Self::Timeout,
        Self::Unavailable,
        Self::Internal,
    ];

    /// As it stands in `extensions.code`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::BadRequest => "BAD_REQUEST",
            Self::MethodNotAllowed => "METHOD_NOT_ALLOWED",
            Self::UnsupportedMediaType => "UNSUPPORTED_MEDIA_TYPE",
            Self::NotAcceptable => "NOT_ACCEPTABLE",
            Self::BodyTooLarge => "BODY_TOO_LARGE",
            Self::ForeignOrigin => "FOREIGN_ORIGIN",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Forbidden => "FORBIDDEN",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::OperationNotFound => "OPERATION_NOT_FOUND",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::DocumentTooLarge => "DOCUMENT_TOO_LARGE",
            Self::QueryTooDeep => "QUERY_TOO_DEEP",
            Self::QueryTooComplex => "QUERY_TOO_COMPLEX",
            Self::RateLimited => "RATE_LIMITED",
            Self::Timeout => "TIMEOUT",
            Self::Unavailable => "UNAVAILABLE",
            Self::Internal => "INTERNAL",
        }
    }

    /// From the text, if it is of the list.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|code| code.as_str() == text)
    }

    /// The status of an answer that holds this error and no data.
    pub const fn status(self) -> StatusCode {
        match self {
            Self::BadRequest
            | Self::GraphqlParseFailed
            | Self::GraphqlValidationFailed
            | Self::OperationNotFound
            | Self::BadUserInput
            | Self::DocumentTooLarge
            | Self::QueryTooDeep
            | Self::QueryTooComplex => StatusCode::BAD_REQUEST,
            Self::MethodNotAllowed => StatusCode::METHOD_NOT_ALLOWED,
            Self::UnsupportedMediaType => StatusCode::UNSUPPORTED_MEDIA_TYPE,
            Self::NotAcceptable => StatusCode::NOT_ACCEPTABLE,
            Self::BodyTooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::ForeignOrigin | Self::Forbidden => StatusCode::FORBIDDEN,
            Self::Unauthenticated => StatusCode::UNAUTHORIZED,
            Self::RateLimited => StatusCode::TOO_MANY_REQUESTS,
            Self::Timeout | Self::Unavailable => StatusCode::SERVICE_UNAVAILABLE,
            Self::Internal => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// Whether the answer is 200 all the same for clients that only know `application/json`: the request was
    /// well-formed HTTP, and such a client trusts nothing else to come from the server.
    pub const fn is_of_the_document(self) -> bool {
        matches!(
            self,
            Self::GraphqlParseFailed
                | Self::GraphqlValidationFailed
                | Self::OperationNotFound
                | Self::BadUserInput
                | Self::DocumentTooLarge
                | Self::QueryTooDeep
                | Self::QueryTooComplex
        )
    }

    /// What is told instead of what went wrong inside.
    pub const fn masked(self, locale: Locale) -> &'static str {
        match (self, locale) {
            (Self::Timeout, Locale::Nl) => {
                "Dit duurde te lang en is gestopt. Vraag minder tegelijk, of probeer het straks opnieuw."
            }
            (Self::Timeout, Locale::En) => "This took too long and was stopped. Ask less at once, or try again later.",
            (Self::Unavailable, Locale::Nl) => "Dit lukt nu even niet. Probeer het over een minuut opnieuw.",
            (Self::Unavailable, Locale::En) => "This can't be done right now. Try again in a minute.",
            (_, Locale::Nl) => {
                "Er ging bij ons iets mis. Probeer het opnieuw. Lukt het niet, geef dan het nummer door."
            }
            (_, Locale::En) => "Something went wrong on our side. Try again. If it stays, pass on the number.",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_found_by_its_text() {
        for code in ErrorCode::ALL {
            assert_eq!(ErrorCode::parse(code.as_str()), Some(code));
            assert!(code.status().is_client_error() || code.status().is_server_error());
        }
        assert_eq!(ErrorCode::parse("SQL"), None);
    }
}

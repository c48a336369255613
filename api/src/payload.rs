//! Refusals: what a person is told, as data beside the object, when an act can't be done.

use async_graphql::{Enum, SimpleObject};
use entities::Locale;

use crate::{error::Fault, scalars::Typed};

/// Why an act was refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum UserErrorCode {
    /// Something needed was left out.
    Required,
    /// Not in the form that is asked.
    Invalid,
    /// Longer than it may be.
    TooLong,
    /// A moment or day that has passed.
    InThePast,
    /// It doesn't exist, or not for the viewer.
    NotFound,
    /// The viewer sees it, but may not do this.
    NotAllowed,
    /// Somebody changed it in the meantime; the payload carries the current state.
    StaleVersion,
    /// Its state doesn't allow this act.
    TransitionNotAllowed,
    /// The resident's consent is needed and not recorded.
    ConsentMissing,
    /// The text holds something that identifies a person; the message says of which kind.
    PersonalData,
    /// Another takeover or handover of the case is still open.
    InvolvementOpen,
    /// The idempotency key was used before with other input.
    KeyReused,
    /// There is one already.
    AlreadyExists,
    /// The e-mail address and the password don't belong together.
    WrongCredentials,
    /// Too many tries; wait a moment.
    TooManyAttempts,
    /// It was valid, but no longer is.
    Expired,
}

/// A refusal. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, SimpleObject)]
pub struct UserError {
    /// What kind of refusal, for programs.
    pub code: UserErrorCode,
    /// Path into the input, for instance `["input", "reason"]`; empty when it is about the whole.
    pub field: Vec<String>,
    /// What is wrong and what to do, in the viewer's language.
    pub message: String,
}

/// A refusal before it is told, in both languages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refusal {
    code: UserErrorCode,
    field: Vec<String>,
    dutch: String,
    english: String,
}

impl Refusal {
    /// A refusal of the whole act.
    pub fn new(code: UserErrorCode, dutch: impl Into<String>, english: impl Into<String>) -> Self {
        Self { code, field: Vec::new(), dutch: dutch.into(), english: english.into() }
    }

    /// The same, about one field of the input: `at("reason")` or `at("consent.on")`.
    #[must_use]
    pub fn at(mut self, path: &str) -> Self {
        self.field = std::iter::once("input").chain(path.split('.')).map(str::to_owned).collect();
        self
    }

    /// What kind it is.
    pub fn code(&self) -> UserErrorCode {
        self.code
    }

    /// As the viewer reads it.
    pub fn told_in(self, locale: Locale) -> UserError {
        let message = match locale {
            Locale::Nl => self.dutch,
            Locale::En => self.english,
        };
        UserError { code: self.code, field: self.field, message }
    }

    /// It doesn't exist, or not for the viewer: the same words for both.
    pub fn not_found(path: &str) -> Self {
        Self::new(
            UserErrorCode::NotFound,
            "Dit is er niet, of niet voor jou. Kijk of de link klopt.",
            "This doesn't exist, or not for you. Check the link.",
        )
        .at(path)
    }

    /// No organisation was chosen, or one that doesn't exist.
    pub fn no_such_organisation<T>(typed: &Typed<T>, path: &str) -> Self {
        match typed {
            Typed::Wrong(text) if text.trim().is_empty() => {
                Self::new(UserErrorCode::Required, "Kies een organisatie.", "Choose an organisation.").at(path)
            }
            Typed::Read(_) | Typed::Wrong(_) => Self::not_found(path),
        }
    }

    /// Not in the form of a telephone number.
    pub fn no_phone(path: &str) -> Self {
        Self::new(
            UserErrorCode::Invalid,
            "Dit is geen telefoonnummer. Schrijf het als 0412 00 10 13.",
            "This is no telephone number. Write it as 0412 00 10 13.",
        )
        .at(path)
    }

    /// Not in the form of an e-mail address.
    pub fn no_email(path: &str) -> Self {
        Self::new(
            UserErrorCode::Invalid,
            "Dit is geen e-mailadres. Schrijf het als naam@example.org.",
            "This is no e-mail address. Write it as name@example.org.",
        )
        .at(path)
    }

    /// Somebody else was first.
    pub fn stale() -> Self {
        Self::new(
            UserErrorCode::StaleVersion,
            "Iemand anders heeft dit net veranderd. Kijk wat er nu staat en probeer het opnieuw.",
            "Somebody else has just changed this. See what it says now and try again.",
        )
        .at("expectedVersion")
    }

    /// The viewer sees it, but may not do this.
    pub fn not_allowed() -> Self {
        Self::new(UserErrorCode::NotAllowed, "Dit kun jij hier niet doen.", "You can't do this here.")
    }
}

/// Why an act stopped: refused, which the person is told, or surprised, which only the log is told.
#[derive(Debug)]
pub enum Stop {
    /// Refused, with one reason or more.
    Refused(Vec<Refusal>),
    /// Surprised.
    Fault(Fault),
}

impl From<Refusal> for Stop {
    fn from(refusal: Refusal) -> Self {
        Self::Refused(vec![refusal])
    }
}

impl From<Fault> for Stop {
    fn from(fault: Fault) -> Self {
        Self::Fault(fault)
    }
}

impl From<sea_orm::DbErr> for Stop {
    fn from(error: sea_orm::DbErr) -> Self {
        Self::Fault(error.into())
    }
}

/// Divides the outcome of an act into its effect and what the person is told.
///
/// # Errors
/// Faults pass through.
pub fn told<T>(outcome: Result<T, Stop>, locale: Locale) -> Result<(Option<T>, Vec<UserError>), Fault> {
    match outcome {
        Ok(effect) => Ok((Some(effect), Vec::new())),
        Err(Stop::Refused(refusals)) => {
            Ok((None, refusals.into_iter().map(|refusal| refusal.told_in(locale)).collect()))
        }
        Err(Stop::Fault(fault)) => Err(fault),
    }
}

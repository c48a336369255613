//! What comes in for signing in and out. Nothing here can be printed: it holds passwords and secrets.

use async_graphql::InputObject;
use entities::PersonId;

/// Signing in with an account of one's own.
#[derive(InputObject)]
pub struct SignInInput {
    /// The e-mail address of the account.
    pub email: String,
    /// The password.
    pub password: String,
    /// Accepted and not used: signing in again is a new session.
    pub idempotency_key: Option<String>,
}

/// Signing in as somebody of the demo.
#[derive(InputObject)]
pub struct SignInAsDemoPersonInput {
    /// Who: one of `demoPeople`.
    pub person_id: PersonId,
    /// Accepted and not used: signing in again is a new session.
    pub idempotency_key: Option<String>,
}

/// Signing out.
#[derive(InputObject)]
pub struct SignOutInput {
    /// True: every browser. False, the default: this one.
    pub everywhere: Option<bool>,
    /// Accepted and not used: signing out again changes nothing.
    pub idempotency_key: Option<String>,
}

/// Accepting an invitation by choosing a password.
#[derive(InputObject)]
pub struct AcceptInvitationInput {
    /// The last part of the invitation's link.
    pub token: String,
    /// 12 to 128 characters, without one's name or address, and not a common one.
    pub password: String,
    /// Accepted and not used: whoever accepted and didn't hear the answer asks again, and until the link runs out comes in
    /// with the password that they chose.
    pub idempotency_key: Option<String>,
}

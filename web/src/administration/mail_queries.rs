//! What is asked about mail that doesn't arrive.

use super::queries::PageVariablesFields;
use crate::calendar::Instant;
use crate::graphql::enums::{MailKind, MailTrouble};
use crate::graphql::scalars::{Email, MailId};
use crate::graphql::{PageInfo, UserError, schema};

/// Mail that doesn't arrive.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "PageVariables")]
pub struct UndeliveredMailQuery {
    /// A page of it, what fails for longest first.
    #[arguments(first: 50, after: $after)]
    pub undelivered_mail: Mails,
}

/// A page of mails.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "UndeliveredMailConnection")]
pub struct Mails {
    /// What fails for longest first.
    pub nodes: Vec<Mail>,
    /// Whether there are more.
    pub page_info: PageInfo,
}

/// A mail that doesn't arrive.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "UndeliveredMail")]
pub struct Mail {
    /// Identifies it.
    pub id: MailId,
    /// Counts changes.
    pub version: i32,
    /// What sort of mail.
    pub kind: MailKind,
    /// How often it was tried.
    pub tries: i32,
    /// What is in the way.
    pub trouble: Option<MailTrouble>,
    /// Since when.
    pub failing_since: Option<Instant>,
    /// When it is tried again; None when it was given up.
    pub next_try_at: Option<Instant>,
    /// To whom.
    pub recipient: Recipient,
}

/// To whom a mail goes.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Recipient {
    /// As they are called.
    pub name: String,
    /// The person, with the address.
    pub person: Option<RecipientPerson>,
}

/// Somebody with an address.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct RecipientPerson {
    /// Where mail goes.
    pub email: Option<Email>,
}

/// Which mail is to be tried again.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct RetryMailInput {
    /// Which.
    pub mail_id: MailId,
    /// As it was seen.
    pub expected_version: i32,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`RetryMailMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct RetryMailVariables {
    /// Which.
    pub input: RetryMailInput,
}

/// Has it tried again.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "RetryMailVariables")]
pub struct RetryMailMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub retry_mail: RetryMailPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct RetryMailPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

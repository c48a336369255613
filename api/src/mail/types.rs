//! Mail that couldn't be delivered, as who looks after accounts sees it. What stands in it is nowhere here.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{MailId, MailKind, MailState, MailTrouble, PersonId, Timestamp, mail};
use sea_orm::DerivePartialModel;

use crate::{cases::party::Party, context::Req, error::Result, payload::UserError, people::types::NameOf};

/// A mail that couldn't be delivered so far. For coordinators and administrators.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "mail::Entity")]
pub struct UndeliveredMail {
    /// Its id.
    pub id: MailId,
    /// Counts changes, from 1; who has it tried again names the version that they saw.
    pub version: i32,
    /// What sort of mail.
    pub kind: MailKind,
    /// Whether it is tried again by itself, or was given up.
    pub state: MailState,
    /// When it was written.
    pub written_at: Timestamp,
    /// How often it was tried, since somebody last asked for that.
    pub tries: i32,
    /// What is in the way; null in the moment in which it goes out after all.
    pub trouble: Option<MailTrouble>,
    /// Since when it can't be delivered.
    pub failing_since: Option<Timestamp>,
    /// As stored.
    #[graphql(skip)]
    pub due_at: Timestamp,
    /// As stored.
    #[graphql(skip)]
    pub person_id: PersonId,
}

#[ComplexObject]
impl UndeliveredMail {
    /// To whom.
    async fn recipient(&self, ctx: &Context<'_>) -> Result<Party> {
        let req = ctx.req();
        let name = req.load(NameOf(self.person_id)).await?;
        Ok(Party::person_named(&req.viewer, self.person_id, name.as_deref()))
    }

    /// When it is tried again; null when it was given up.
    async fn next_try_at(&self) -> Option<Timestamp> {
        (self.state == MailState::Waiting).then_some(self.due_at)
    }
}

/// What came of having a mail tried again.
#[derive(SimpleObject)]
pub struct RetryMailPayload {
    /// The mail as it is now; null when there is none for the viewer, and when it was delivered already.
    pub mail: Option<UndeliveredMail>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

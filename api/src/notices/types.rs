//! Notices as clients see them.

use async_graphql::{ComplexObject, Context, SimpleObject};
use entities::{
    CaseId, ConnectorId, InvolvementId, MailFrequency, MailTrouble, NoticeId, NoticeKind, PeerQuestionId, PersonId,
    Timestamp, TrainingSessionId, notice,
};
use sea_orm::DerivePartialModel;

use super::words;
use crate::{
    cases::{involvements::types::Involvement, party::Party, types::Case},
    connectors::types::Connector,
    context::{Req, RequestCtx},
    error::Result,
    payload::UserError,
    peers::types::PeerQuestion,
    people::types::NameOf,
    training::types::TrainingSession,
};

/// Something that waits for the viewer, or happened to what is theirs. Nobody else sees it.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "notice::Entity")]
pub struct Notice {
    /// Its id.
    pub id: NoticeId,
    /// What.
    pub kind: NoticeKind,
    /// When.
    pub at: Timestamp,
    /// When the viewer saw it; null while they didn't.
    pub seen_at: Option<Timestamp>,
    /// As stored.
    #[graphql(skip)]
    pub case_id: Option<CaseId>,
    /// As stored.
    #[graphql(skip)]
    pub involvement_id: Option<InvolvementId>,
    /// As stored.
    #[graphql(skip)]
    pub training_session_id: Option<TrainingSessionId>,
    /// As stored.
    #[graphql(skip)]
    pub connector_id: Option<ConnectorId>,
    /// As stored.
    #[graphql(skip)]
    pub peer_question_id: Option<PeerQuestionId>,
    /// As stored.
    #[graphql(skip)]
    pub caused_by: Option<PersonId>,
}

#[ComplexObject]
impl Notice {
    /// What it says, in the viewer's language: nothing in it tells of whom it is.
    async fn text(&self, ctx: &Context<'_>) -> &'static str {
        words::sentence(self.kind, ctx.req().locale)
    }

    /// The case that it is about; null for another kind of notice, and when the viewer doesn't see the case any more.
    async fn case(&self, ctx: &Context<'_>) -> Result<Option<Case>> {
        match self.case_id {
            Some(id) => Ok(ctx.req().load(id).await?.map(|case| case.as_ref().clone())),
            None => Ok(None),
        }
    }

    /// The involvement that it is about; null for another kind of notice, and when the viewer doesn't see it any more.
    async fn involvement(&self, ctx: &Context<'_>) -> Result<Option<Involvement>> {
        match self.involvement_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// The meeting that it is about; null for another kind of notice, and when the viewer doesn't see it any more.
    async fn training_session(&self, ctx: &Context<'_>) -> Result<Option<TrainingSession>> {
        match self.training_session_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// The connector that it is about; null for another kind of notice, and when the viewer doesn't see the profile any
    /// more.
    async fn connector(&self, ctx: &Context<'_>) -> Result<Option<Connector>> {
        match self.connector_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// The question to a fellow connector that it is about; null for another kind of notice, and when it isn't there for the
    /// viewer any more.
    async fn peer_question(&self, ctx: &Context<'_>) -> Result<Option<PeerQuestion>> {
        match self.peer_question_id {
            Some(id) => ctx.req().load(id).await,
            None => Ok(None),
        }
    }

    /// Who did what it tells of; null when time did, somebody without an account, and when what it is about isn't there for the
    /// viewer any more.
    async fn caused_by(&self, ctx: &Context<'_>) -> Result<Option<Party>> {
        let req = ctx.req();
        let Some(id) = self.caused_by else { return Ok(None) };
        if !self.is_about_something_seen(req).await? {
            return Ok(None);
        }
        let name = req.load(NameOf(id)).await?;
        Ok(name.map(|name| Party::person_named(&req.viewer, id, Some(&name))))
    }
}

impl Notice {
    /// Whether what it is about is there for the viewer.
    async fn is_about_something_seen(&self, req: &RequestCtx) -> Result<bool> {
        Ok(if let Some(id) = self.case_id {
            req.load(id).await?.is_some()
        } else if let Some(id) = self.training_session_id {
            req.load(id).await?.is_some()
        } else if let Some(id) = self.connector_id {
            req.load(id).await?.is_some()
        } else if let Some(id) = self.peer_question_id {
            req.load(id).await?.is_some()
        } else {
            true
        })
    }
}

/// How mail about notices comes to the viewer.
#[derive(Clone, Debug, SimpleObject)]
pub struct MailSetting {
    /// How often.
    pub frequency: MailFrequency,
    /// Since when mail to them can't be delivered; null when it can.
    pub failing_since: Option<Timestamp>,
    /// What is in the way.
    pub trouble: Option<MailTrouble>,
}

/// What came of marking notices as seen.
#[derive(SimpleObject)]
pub struct MarkNoticesSeenPayload {
    /// How many notices the viewer didn't see yet, after it.
    pub unseen_notice_count: i32,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// What came of choosing how often mail comes.
#[derive(SimpleObject)]
pub struct SetMailFrequencyPayload {
    /// How mail comes to the viewer after it; null when nobody is signed in.
    pub mail_setting: Option<MailSetting>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

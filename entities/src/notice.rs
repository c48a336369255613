//! What somebody is told: something waits for them, or happened to what is theirs. It names what it is about and holds no
//! words: these are made when it is read.

use sea_orm::entity::prelude::*;

use crate::{
    CaseId, ConnectorId, InvolvementId, MailId, NoticeId, NoticeKind, PeerQuestionId, PersonId, Timestamp,
    TrainingSessionId,
};

/// What somebody is told.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "notices")]
pub struct Model {
    /// Its id, in time order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NoticeId,
    /// Who is told.
    pub person_id: PersonId,
    /// What.
    pub kind: NoticeKind,
    /// When.
    pub at: Timestamp,
    /// The case that it is about.
    pub case_id: Option<CaseId>,
    /// The involvement that it is about.
    pub involvement_id: Option<InvolvementId>,
    /// The meeting that it is about.
    pub training_session_id: Option<TrainingSessionId>,
    /// The connector that it is about.
    pub connector_id: Option<ConnectorId>,
    /// The question to a fellow connector that it is about.
    pub peer_question_id: Option<PeerQuestionId>,
    /// Who did what it tells of; nobody when time did.
    pub caused_by: Option<PersonId>,
    /// The mail with which it goes out; none when no mail is wanted. The mail may be tidied away before it.
    pub mail_id: Option<MailId>,
    /// What it reminds of, so that nobody is reminded twice; unique.
    #[sea_orm(column_type = "Text", nullable)]
    pub reminder_key: Option<String>,
    /// When it was seen.
    pub seen_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! An answer to what a connector asked, or a reply to an answer.

use sea_orm::entity::prelude::*;

use crate::{PeerAnswerId, PeerQuestionId, PersonId, Timestamp};

/// An answer to what a connector asked, or a reply to an answer.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "peer_answers")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PeerAnswerId,
    /// To which question.
    pub question_id: PeerQuestionId,
    /// Who answered.
    pub person_id: PersonId,
    /// To which answer it replies; none when to the question itself.
    pub reply_to_id: Option<PeerAnswerId>,
    /// What they answered; empty when they took it back. Nothing in it identifies a resident.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// When they took it back.
    pub withdrawn_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

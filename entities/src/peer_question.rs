//! What a connector asked a fellow connector, or a team.

use sea_orm::entity::prelude::*;

use crate::{NeighbourhoodId, PeerQuestionId, PersonId, Timestamp};

/// What a connector asked a fellow connector, or a team.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "peer_questions")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: PeerQuestionId,
    /// Who asked.
    pub asker_id: PersonId,
    /// Which connector was asked; none when it was a team.
    pub asked_id: Option<PersonId>,
    /// The team of which neighbourhood was asked; none when it was one connector.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// What they asked. Nothing in it identifies a resident.
    #[sea_orm(column_type = "Text")]
    pub text: String,
    /// When.
    pub asked_at: Timestamp,
    /// When something was last said or done about it.
    pub last_at: Timestamp,
    /// Who said the last word: the others are on turn.
    pub last_by: PersonId,
    /// When the asker had enough.
    pub closed_at: Option<Timestamp>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A change that listeners are told, written with the change.

use sea_orm::entity::prelude::*;

use crate::{CaseId, ChangeKind, InvolvementId, OutboxEventId, Timestamp};

/// A change that listeners are told, written with the change.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "outbox_events")]
pub struct Model {
    /// Its id, in time order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OutboxEventId,
    /// When.
    pub at: Timestamp,
    /// What sort of change.
    pub kind: ChangeKind,
    /// The case.
    pub case_id: Option<CaseId>,
    /// The involvement, if it is one's change.
    pub involvement_id: Option<InvolvementId>,
    /// The version after the change.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Why the resident did not ask before.

use sea_orm::entity::prelude::*;

use crate::{AskBarrier, CaseId};

/// Why the resident did not ask before.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "case_ask_barriers")]
pub struct Model {
    /// The case.
    #[sea_orm(primary_key, auto_increment = false)]
    pub case_id: CaseId,
    /// The barrier.
    #[sea_orm(primary_key, auto_increment = false)]
    pub barrier: AskBarrier,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

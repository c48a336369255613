//! One telling of a search that found nothing. Who told it is nowhere, and neither is the moment, only the day.

use sea_orm::entity::prelude::*;

use crate::{Day, NeighbourhoodId, UnmetSearchId, UnmetSearchOutcome};

/// One telling of a search that found nothing. Who told it is nowhere, and neither is the moment, only the day.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "unmet_searches")]
pub struct Model {
    /// Made of the key that came with it, so that the same telling is written once; in no order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: UnmetSearchId,
    /// What was looked for, without case, accents and signs: the same for searches that belong together.
    #[sea_orm(column_type = "Text")]
    pub folded: String,
    /// What was looked for, as typed.
    #[sea_orm(column_type = "Text")]
    pub words: String,
    /// For which area.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// What is missing, in words.
    #[sea_orm(column_type = "Text", nullable)]
    pub note: Option<String>,
    /// On which day.
    pub reported_on: Day,
    /// When the coordinator settled it.
    pub settled_on: Option<Day>,
    /// What became of it.
    pub settled_as: Option<UnmetSearchOutcome>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

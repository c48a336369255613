//! An area that a specialist serves, with all its parts.

use sea_orm::entity::prelude::*;

use crate::{NeighbourhoodId, SpecialistId};

/// An area that a specialist serves, with all its parts.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "specialist_neighbourhoods")]
pub struct Model {
    /// The specialist.
    #[sea_orm(primary_key, auto_increment = false)]
    pub specialist_id: SpecialistId,
    /// The area.
    #[sea_orm(primary_key, auto_increment = false)]
    pub neighbourhood_id: NeighbourhoodId,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A way in which a specialist can be met.

use sea_orm::entity::prelude::*;

use crate::{Channel, SpecialistId};

/// A way in which a specialist can be met.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "specialist_channels")]
pub struct Model {
    /// The specialist.
    #[sea_orm(primary_key, auto_increment = false)]
    pub specialist_id: SpecialistId,
    /// The way.
    #[sea_orm(primary_key, auto_increment = false)]
    pub channel: Channel,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A working area: a district, village or quarter.

use sea_orm::entity::prelude::*;

use crate::{NeighbourhoodId, NeighbourhoodKind};

/// A working area: a district, village or quarter.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "neighbourhoods")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: NeighbourhoodId,
    /// Stable short code, for instance `ruwaard`; unique.
    #[sea_orm(column_type = "Text")]
    pub code: String,
    /// Its name as people say it.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// District, village or quarter.
    pub kind: NeighbourhoodKind,
    /// The area it is a part of.
    pub parent_id: Option<NeighbourhoodId>,
    /// The number of the municipality's own area.
    pub area: Option<i32>,
    /// The code of Statistics Netherlands.
    #[sea_orm(column_type = "Text", nullable)]
    pub cbs_code: Option<String>,
    /// The year of that code, because the division changes.
    pub cbs_year: Option<i32>,
    /// Place in lists, ascending.
    pub position: i32,
    /// Its place on a map of tiles, from west to east, from 1; none where no tile is drawn.
    pub tile_column: Option<i32>,
    /// The same, from north to south.
    pub tile_row: Option<i32>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

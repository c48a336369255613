//! An organisation; names are data.

use sea_orm::entity::prelude::*;

use crate::{OrganisationId, OrganisationKind};

/// An organisation; names are data.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "organisations")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: OrganisationId,
    /// Stable key; unique.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Its name.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// What sort it is.
    pub kind: OrganisationKind,
    /// Its public site.
    #[sea_orm(column_type = "Text", nullable)]
    pub website: Option<String>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

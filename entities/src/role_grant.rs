//! A role that somebody has, or had, with its scope.

use sea_orm::entity::prelude::*;

use crate::{NeighbourhoodId, PersonId, Role, RoleGrantId, SpecialistId, Timestamp};

/// A role that somebody has, or had, with its scope.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "role_grants")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: RoleGrantId,
    /// Who has it.
    pub person_id: PersonId,
    /// Which role.
    pub role: Role,
    /// Scope of a connector or community worker: one grant an area.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// Scope of a specialist: the entry they work for.
    pub specialist_id: Option<SpecialistId>,
    /// Since when.
    pub granted_at: Timestamp,
    /// Who gave it.
    pub granted_by: Option<PersonId>,
    /// Until when.
    pub ended_at: Option<Timestamp>,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

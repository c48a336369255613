//! An entry of the directory: a professional service or a volunteer organisation (Open Referral HSDS 3 core).

use sea_orm::entity::prelude::*;

use crate::{Capacity, Day, OrganisationId, PersonId, SpecialistId, SpecialistKind, Timestamp};

/// An entry of the directory: a professional service or a volunteer organisation (Open Referral HSDS 3 core).
#[expect(clippy::struct_excessive_bools, reason = "a row is not a list of arguments")]
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "specialists")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: SpecialistId,
    /// Stable key; unique.
    #[sea_orm(column_type = "Text")]
    pub slug: String,
    /// Whose service it is.
    pub organisation_id: OrganisationId,
    /// What it is called.
    #[sea_orm(column_type = "Text")]
    pub name: String,
    /// Professional or voluntary.
    pub kind: SpecialistKind,
    /// What they do, in plain Dutch.
    #[sea_orm(column_type = "Text")]
    pub description: String,
    /// Serves everywhere; the areas served are then empty.
    pub whole_municipality: bool,
    /// What it costs, in words.
    #[sea_orm(column_type = "Text")]
    pub cost: String,
    /// Costs nothing.
    pub is_free: bool,
    /// For whom it is.
    #[sea_orm(column_type = "Text")]
    pub for_whom: String,
    /// For whom it is not.
    #[sea_orm(column_type = "Text")]
    pub not_for_whom: String,
    /// How somebody gets in.
    #[sea_orm(column_type = "Text")]
    pub how_to_get_in: String,
    /// Telephone number, as dialled.
    #[sea_orm(column_type = "Text", nullable)]
    pub phone: Option<String>,
    /// E-mail address.
    #[sea_orm(column_type = "Text", nullable)]
    pub email: Option<String>,
    /// Public site.
    #[sea_orm(column_type = "Text", nullable)]
    pub website: Option<String>,
    /// Where it is.
    #[sea_orm(column_type = "Text", nullable)]
    pub address: Option<String>,
    /// The address is not shown to anybody outside the entry.
    pub address_confidential: bool,
    /// Whether there is room.
    pub capacity: Capacity,
    /// Shown without signing in and to machines.
    pub is_public: bool,
    /// When somebody last made sure that it is right.
    pub checked_on: Day,
    /// Who made sure.
    pub checked_by: Option<PersonId>,
    /// When the entry last changed, which is not when it was checked.
    pub updated_at: Timestamp,
    /// Who changed it.
    pub updated_by: Option<PersonId>,
    /// When it was taken out of the directory.
    pub archived_at: Option<Timestamp>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

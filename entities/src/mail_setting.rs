//! How often somebody wants mail about their notices; who chose nothing gets one a day.

use sea_orm::entity::prelude::*;

use crate::{MailFrequency, PersonId};

/// How often somebody wants mail about their notices.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mail_settings")]
pub struct Model {
    /// Who.
    #[sea_orm(primary_key, auto_increment = false)]
    pub person_id: PersonId,
    /// How often.
    pub frequency: MailFrequency,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

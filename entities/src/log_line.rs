//! One line per person per action, reads included. Never changed or deleted.

use sea_orm::entity::prelude::*;

use crate::{CaseId, LogLineId, MachineClientId, PersonId, ProcessingAction, Timestamp};

/// One line per person per action, reads included. Never changed or deleted.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "processing_log")]
pub struct Model {
    /// Its id, in time order.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: LogLineId,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub action: ProcessingAction,
    /// Who did it.
    pub person_id: Option<PersonId>,
    /// Which machine did it.
    pub client_id: Option<MachineClientId>,
    /// On which case.
    pub case_id: Option<CaseId>,
    /// Whose account it was about.
    pub subject_person_id: Option<PersonId>,
    /// What it was about, in words without personal data.
    #[sea_orm(column_type = "Text")]
    pub subject: String,
    /// The reason that was given.
    #[sea_orm(column_type = "Text", nullable)]
    pub reason: Option<String>,
    /// The request, to find it in the logs.
    #[sea_orm(column_type = "Text")]
    pub request_id: String,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! Somebody's place at a meeting, or their wait for one.

use sea_orm::entity::prelude::*;

use crate::{AttendanceId, AttendanceState, PersonId, Timestamp, TrainingSessionId};

/// Somebody's place at a meeting, or their wait for one.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "attendances")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: AttendanceId,
    /// Which meeting.
    pub session_id: TrainingSessionId,
    /// Who; once a meeting.
    pub person_id: PersonId,
    /// Where they stand.
    pub state: AttendanceState,
    /// Who came first has the lower number; no two of a meeting are the same.
    pub arrival: i32,
    /// Who asked for the place: they themselves, or who runs the programme.
    pub enrolled_by: PersonId,
    /// Since when it stands so.
    pub at: Timestamp,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

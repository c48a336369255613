//! An act between the holder of a case and somebody else.

use sea_orm::entity::prelude::*;

use crate::{
    CaseId, ConsentId, Day, InvolvementId, InvolvementKind, InvolvementStatus, PersonId, SpecialistId, Timestamp,
};

/// An act between the holder of a case and somebody else.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "involvements")]
pub struct Model {
    /// Its id.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: InvolvementId,
    /// The case.
    pub case_id: CaseId,
    /// In what way.
    pub kind: InvolvementKind,
    /// Where it stands.
    pub status: InvolvementStatus,
    /// Who asks.
    pub requester_id: PersonId,
    /// The person who is asked; none with no specialist either: any worker of the neighbourhood.
    pub receiver_person_id: Option<PersonId>,
    /// Or the specialist who is asked.
    pub receiver_specialist_id: Option<SpecialistId>,
    /// Who holds the case after an accepted takeover; none until known.
    pub taker_id: Option<PersonId>,
    /// Why.
    #[sea_orm(column_type = "Text")]
    pub reason: String,
    /// What should happen then.
    #[sea_orm(column_type = "Text", nullable)]
    pub next_step: Option<String>,
    /// The consent; only with it personal details travel along.
    pub consent_id: Option<ConsentId>,
    /// When it was asked.
    pub requested_at: Timestamp,
    /// After this day it is overdue; it expires a fortnight later.
    pub respond_by: Day,
    /// When a joint visit is.
    pub planned_at: Option<Timestamp>,
    /// When it was accepted or declined.
    pub answered_at: Option<Timestamp>,
    /// Who answered, or recorded the answer.
    pub answered_by: Option<PersonId>,
    /// The requester recorded what a specialist without an account said.
    pub answered_by_phone: bool,
    /// Why not.
    #[sea_orm(column_type = "Text", nullable)]
    pub decline_reason: Option<String>,
    /// When it was completed, declined, withdrawn or expired.
    pub ended_at: Option<Timestamp>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A mail to somebody about their notices, written with them and sent later. What stands in it is made when it is sent.

use sea_orm::entity::prelude::*;

use crate::{MailId, MailKind, MailState, MailTrouble, PersonId, Timestamp};

/// A mail to somebody about their notices.
#[derive(Clone, Debug, PartialEq, Eq, DeriveEntityModel)]
#[sea_orm(table_name = "mails")]
pub struct Model {
    /// Its id; a day's mail has one that its person and day make.
    #[sea_orm(primary_key, auto_increment = false)]
    pub id: MailId,
    /// To whom.
    pub person_id: PersonId,
    /// What sort of mail.
    pub kind: MailKind,
    /// Where it stands.
    pub state: MailState,
    /// When it was written.
    pub written_at: Timestamp,
    /// When it is to be sent, or tried again.
    pub due_at: Timestamp,
    /// Until when one server is busy with it.
    pub leased_until: Option<Timestamp>,
    /// How often it was tried since it was written, or since somebody asked to try again.
    pub tries: i32,
    /// What was in the way at the last try.
    pub trouble: Option<MailTrouble>,
    /// Since when it can't be delivered.
    pub failing_since: Option<Timestamp>,
    /// When it was sent, given up or dropped.
    pub ended_at: Option<Timestamp>,
    /// Counts changes, from 1.
    pub version: i32,
}

/// None: rows are joined by the loaders of the api, through policy.
#[derive(Clone, Copy, Debug, EnumIter, DeriveRelation)]
pub enum Relation {}

impl ActiveModelBehavior for ActiveModel {}

//! A note on an entry as clients see it.

use async_graphql::{ComplexObject, Context, Enum, SimpleObject};
use entities::{PersonId, SpecialistId, SpecialistNoteId, Timestamp, person, specialist_note};
use sea_orm::{DerivePartialModel, ExprTrait, JoinType, QuerySelect, Select, sea_query::Expr};

use crate::{cases::party::Party, context::Req, payload::UserError, policy};

const WRITER: &str = "writer";

/// What somebody who works in the neighbourhoods noted about an entry: for connectors, community workers and the
/// coordinator, and not for who works for the entry.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "specialist_note::Entity")]
pub struct SpecialistNote {
    /// Its id.
    pub id: SpecialistNoteId,
    /// What they noted. Nothing in it identifies a resident.
    pub text: String,
    /// When.
    pub at: Timestamp,
    /// On which entry.
    #[graphql(skip)]
    pub specialist_id: SpecialistId,
    /// Who noted it.
    #[graphql(skip)]
    pub person_id: PersonId,
    #[graphql(skip)]
    #[sea_orm(from_expr = "Expr::col((WRITER, person::Column::Name))")]
    writer_name: Option<String>,
}

#[ComplexObject]
impl SpecialistNote {
    /// Who noted it.
    async fn writer(&self, ctx: &Context<'_>) -> Party {
        Party::person_named(&ctx.req().viewer, self.person_id, self.writer_name.as_deref())
    }

    /// What the viewer may do to it now. Short by nature.
    async fn available_acts(&self, ctx: &Context<'_>) -> Vec<SpecialistNoteAct> {
        let may_remove = policy::specialist_notes::may_remove(&ctx.req().viewer, self.person_id);
        may_remove.map(|()| SpecialistNoteAct::Remove).into_iter().collect()
    }
}

/// What can be done to a note on an entry.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum SpecialistNoteAct {
    /// Remove it.
    Remove,
}

/// What came of noting something about an entry.
#[derive(SimpleObject)]
pub struct AddSpecialistNotePayload {
    /// The note; null when it was refused.
    pub note: Option<SpecialistNote>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// What came of removing a note.
#[derive(SimpleObject)]
pub struct RemoveSpecialistNotePayload {
    /// It is gone, for everybody.
    pub is_removed: bool,
    /// Why it isn't; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// The same notes with the name of who wrote them, for [`SpecialistNote`].
pub fn with_writer(mut notes: Select<specialist_note::Entity>) -> Select<specialist_note::Entity> {
    let is_writer =
        Expr::col((WRITER, person::Column::Id)).equals((specialist_note::Entity, specialist_note::Column::PersonId));
    QuerySelect::query(&mut notes).join_as(JoinType::LeftJoin, person::Entity, WRITER, is_writer);
    notes
}

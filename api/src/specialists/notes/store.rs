//! What is written about notes on entries.

use entities::{PersonId, SpecialistId, SpecialistNoteId, specialist_note};
use sea_orm::{ActiveModelTrait, DbErr, EntityTrait, Set};

use crate::acts::Work;

/// Writes a note.
///
/// # Errors
/// When the database can't be written.
pub async fn add(
    work: &Work<'_>,
    entry: SpecialistId,
    writer: PersonId,
    text: String,
) -> Result<SpecialistNoteId, DbErr> {
    let id = work.req.new_id::<SpecialistNoteId>();
    let note = specialist_note::ActiveModel {
        id: Set(id),
        specialist_id: Set(entry),
        person_id: Set(writer),
        text: Set(text),
        at: Set(work.req.now),
    };
    note.insert(&work.tx).await.map(|_| id)
}

/// Forgets a note.
///
/// # Errors
/// When the database can't be written.
pub async fn remove(work: &Work<'_>, id: SpecialistNoteId) -> Result<(), DbErr> {
    specialist_note::Entity::delete_by_id(id).exec(&work.tx).await.map(|_| ())
}

//! The notes on one entry, the latest first.

use entities::{SpecialistId, SpecialistNoteId, Timestamp, specialist_note};
use sea_orm::{ColumnTrait, QueryFilter};

use super::types::{SpecialistNote, with_writer};
use crate::{
    context::RequestCtx,
    error::Fault,
    paging::{self, Page, PageArguments},
    policy,
};

/// A page of the notes on an entry that the viewer may see. One statement.
///
/// # Errors
/// Arguments that make no page, and when the database can't be read.
pub async fn page(
    req: &RequestCtx,
    entry: SpecialistId,
    arguments: &PageArguments,
) -> async_graphql::Result<Page<SpecialistNote>> {
    let list = format!("notes on {entry}");
    let cut = arguments.cut::<(Timestamp, SpecialistNoteId)>(req, &list)?;
    let notes = policy::specialist_notes::visible(&req.viewer);
    let mut select = with_writer(notes.filter(specialist_note::Column::SpecialistId.eq(entry)))
        .cursor_by((specialist_note::Column::At, specialist_note::Column::Id));
    select.desc();
    let key_of = |row: &SpecialistNote| (row.at, row.id);
    Ok(paging::read(req, &list, cut, select, key_of).await.map_err(Fault::from)?)
}

//! What is written about topics that changed.

use entities::{Day, PersonId, TopicChangeId, TopicId, topic_change};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, IntoActiveModel, QueryFilter, Set, sea_query::OnConflict};

use crate::{acts::Work, error::Fault, payload::Stop, policy};

/// Marks a topic as changed on a day; a day that was marked before gets the new words.
///
/// # Errors
/// When the database can't be written.
pub async fn mark(
    work: &Work<'_>,
    marker: PersonId,
    topic_id: TopicId,
    changed_on: Day,
    note: String,
) -> Result<TopicChangeId, Stop> {
    let row = topic_change::Model {
        id: work.req.new_id(),
        topic_id,
        changed_on,
        note: note.clone(),
        marked_by: marker,
        at: work.req.now,
    };
    let again = OnConflict::columns([topic_change::Column::TopicId, topic_change::Column::ChangedOn])
        .update_columns([topic_change::Column::Note, topic_change::Column::MarkedBy, topic_change::Column::At])
        .to_owned();
    let row = row.into_active_model().reset_all();
    topic_change::Entity::insert(row).on_conflict(again).exec_without_returning(&work.tx).await?;
    let marked = policy::training::topic_changes(&work.req.viewer)
        .filter(topic_change::Column::TopicId.eq(topic_id))
        .filter(topic_change::Column::ChangedOn.eq(changed_on))
        .one(&work.tx)
        .await?;
    Ok(marked.map(|row| row.id).ok_or_else(|| Fault::new("a mark that was just made is not there"))?)
}

/// Forgets a mark.
///
/// # Errors
/// When the database can't be written.
pub async fn withdraw(work: &Work<'_>, id: TopicChangeId) -> Result<(), Stop> {
    let gone = topic_change::ActiveModel { id: Set(id), ..<topic_change::ActiveModel as ActiveModelTrait>::default() };
    gone.delete(&work.tx).await?;
    Ok(())
}

//! What the server itself may know before anybody asks.
#![expect(clippy::disallowed_methods, reason = "there is no viewer yet when the server starts")]

use entities::resident_details;
use sea_orm::{ConnectionTrait, EntityTrait, QuerySelect};

use crate::error::Result;

/// Names of the keys that sealed residents' details; nothing of the details themselves.
///
/// # Errors
/// When the database can't be read.
pub async fn sealing_keys(db: &impl ConnectionTrait) -> Result<Vec<String>> {
    Ok(resident_details::Entity::find()
        .select_only()
        .column(resident_details::Column::KeyId)
        .distinct()
        .into_tuple()
        .all(db)
        .await?)
}

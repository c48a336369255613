//! What is written about addresses of calendars.

use entities::{CalendarFeedId, PersonId, Timestamp, calendar_feed};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, Set};

use crate::{acts::Work, auth::SecretToken};

/// Withdraws somebody's address; answers whether there was one.
///
/// # Errors
/// When the database can't be written.
pub async fn withdraw(work: &Work<'_>, person: PersonId) -> Result<bool, DbErr> {
    let withdrawn = calendar_feed::Entity::update_many()
        .set(calendar_feed::ActiveModel {
            revoked_at: Set(Some(work.req.now)),
            ..<calendar_feed::ActiveModel as ActiveModelTrait>::default()
        })
        .filter(calendar_feed::Column::PersonId.eq(person))
        .filter(calendar_feed::Column::RevokedAt.is_null())
        .exec(&work.tx)
        .await?;
    Ok(withdrawn.rows_affected > 0)
}

/// Makes an address, which replaces the one there was.
///
/// # Errors
/// When the database can't be written.
pub async fn make(
    work: &Work<'_>,
    person: PersonId,
    token: &SecretToken,
    expires_at: Timestamp,
) -> Result<CalendarFeedId, DbErr> {
    withdraw(work, person).await?;
    let id = work.req.new_id();
    let address = calendar_feed::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        token_hash: Set(token.hash()),
        created_at: Set(work.req.now),
        expires_at: Set(expires_at),
        revoked_at: Set(None),
    };
    address.insert(&work.tx).await.map(|_| id)
}

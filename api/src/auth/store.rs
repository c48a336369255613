//! What signing in writes.

use entities::{SessionId, Timestamp, session};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

/// Notes that a session was used.
///
/// # Errors
/// When the database can't be written.
pub async fn see_session(db: &impl ConnectionTrait, id: SessionId, now: Timestamp) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::LastSeenAt, Expr::value(now))
        .filter(session::Column::Id.eq(id))
        .filter(session::Column::LastSeenAt.lt(now))
        .exec(db)
        .await
        .map(|_| ())
}

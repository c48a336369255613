//! What signing in and out writes.

use entities::{
    InvitationId, MachineClientId, PersonId, SessionId, Timestamp, form_key, idempotency_key, invitation,
    machine_client, outbox_event, person, session, used_assertion,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set, sea_query::Expr,
};

use super::{SecretToken, assertions::Assertion};
use crate::acts::Work;

/// How long an idempotency key gives its first answer, in days.
const KEY_DAYS: i64 = 30;
/// The same for the key of a form that anybody can send: as long as the form itself is good. No mark of what somebody filled
/// in outlives what is kept of them.
const FORM_KEY_DAYS: i64 = 1;
/// How long an invitation that was accepted or ran out is remembered, and a change that was told, in days.
const TRACE_DAYS: i64 = 30;

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

/// A new session of this person.
///
/// # Errors
/// When the database can't be written.
pub async fn begin_session(work: &Work<'_>, person_id: PersonId, token: &SecretToken) -> Result<(), DbErr> {
    let now = work.req.now;
    let session = session::ActiveModel {
        id: Set(work.req.new_id()),
        person_id: Set(person_id),
        token_hash: Set(token.hash()),
        created_at: Set(now),
        last_seen_at: Set(now),
        expires_at: Set(now.plus_millis(work.req.app.auth.absolute_millis)),
        revoked_at: Set(None),
    };
    session.insert(&work.tx).await.map(|_| ())
}

/// Ends one session.
///
/// # Errors
/// When the database can't be written.
pub async fn revoke_session(work: &Work<'_>, id: SessionId) -> Result<(), DbErr> {
    revoke(work, session::Column::Id.eq(id)).await
}

/// Ends all sessions of a person.
///
/// # Errors
/// When the database can't be written.
pub async fn revoke_sessions_of(work: &Work<'_>, person_id: PersonId) -> Result<(), DbErr> {
    revoke(work, session::Column::PersonId.eq(person_id)).await
}

async fn revoke(work: &Work<'_>, which: sea_orm::sea_query::SimpleExpr) -> Result<(), DbErr> {
    session::Entity::update_many()
        .col_expr(session::Column::RevokedAt, Expr::value(work.req.now))
        .filter(which)
        .filter(session::Column::RevokedAt.is_null())
        .exec(&work.tx)
        .await
        .map(|_| ())
}

/// Uses up an invitation and keeps the password's hash. `false`: somebody else used it just before.
///
/// # Errors
/// When the database can't be written.
pub async fn accept_invitation(
    work: &Work<'_>,
    id: InvitationId,
    person_id: PersonId,
    password_hash: &str,
) -> Result<bool, DbErr> {
    let used = invitation::Entity::update_many()
        .col_expr(invitation::Column::AcceptedAt, Expr::value(work.req.now))
        .filter(invitation::Column::Id.eq(id))
        .filter(invitation::Column::AcceptedAt.is_null())
        .filter(invitation::Column::ExpiresAt.gt(work.req.now))
        .exec(&work.tx)
        .await?;
    if used.rows_affected == 0 {
        return Ok(false);
    }
    person::Entity::update_many()
        .col_expr(person::Column::PasswordHash, Expr::value(password_hash))
        .filter(person::Column::Id.eq(person_id))
        .exec(&work.tx)
        .await?;
    Ok(true)
}

/// Notes that an assertion was exchanged for a token. Its name is unique: a second time is refused by the database.
///
/// # Errors
/// When it was used before, and when the database can't be written.
pub async fn use_assertion(work: &Work<'_>, client_id: MachineClientId, assertion: &Assertion) -> Result<(), DbErr> {
    let used = used_assertion::ActiveModel {
        client_id: Set(client_id),
        jti: Set(assertion.jti.clone()),
        expires_at: Set(assertion.expires_at),
    };
    used.insert(&work.tx).await?;
    machine_client::Entity::update_many()
        .col_expr(machine_client::Column::LastUsedAt, Expr::value(work.req.now))
        .filter(machine_client::Column::Id.eq(client_id))
        .exec(&work.tx)
        .await
        .map(|_| ())
}

/// Removes what is over.
///
/// # Errors
/// When the database can't be written.
pub async fn sweep(db: &impl ConnectionTrait, now: Timestamp, idle_millis: i64) -> Result<(), DbErr> {
    let over = Condition::any()
        .add(session::Column::RevokedAt.is_not_null())
        .add(session::Column::ExpiresAt.lte(now))
        .add(session::Column::LastSeenAt.lte(now.plus_millis(-idle_millis)));
    session::Entity::delete_many().filter(over).exec(db).await?;
    used_assertion::Entity::delete_many().filter(used_assertion::Column::ExpiresAt.lte(now)).exec(db).await?;
    let keys = idempotency_key::Column::At.lte(now.plus_days(-KEY_DAYS));
    idempotency_key::Entity::delete_many().filter(keys).exec(db).await?;
    let form_keys = form_key::Column::At.lte(now.plus_days(-FORM_KEY_DAYS));
    form_key::Entity::delete_many().filter(form_keys).exec(db).await?;
    let trace = now.plus_days(-TRACE_DAYS);
    invitation::Entity::delete_many().filter(invitation::Column::ExpiresAt.lte(trace)).exec(db).await?;
    outbox_event::Entity::delete_many().filter(outbox_event::Column::At.lte(trace)).exec(db).await?;
    Ok(())
}

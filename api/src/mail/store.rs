//! What is written about mails on their way. A mail is claimed before it is sent and marked after it, each by a change from the
//! version that was read: of two servers one has it, and whoever was cut off in between leaves it to the next when the claim
//! runs out.

use entities::{MailState, MailTrouble, Timestamp, mail};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set};

use crate::{
    acts::Work,
    payload::{Refusal, Stop},
};

/// So long a claim holds; no sending takes as long.
pub const LEASE_MILLIS: i64 = 5 * 60_000;
/// How long mails are remembered that were sent, given up or dropped, in days.
pub const MAIL_DAYS: i64 = 30;

/// Claims a mail. None, when another server was first, or it isn't to be sent any more.
///
/// # Errors
/// When the database can't be written.
pub async fn claim(db: &impl ConnectionTrait, row: &mail::Model, now: Timestamp) -> Result<Option<mail::Model>, DbErr> {
    let claimed = mail::Model {
        leased_until: Some(now.plus_millis(LEASE_MILLIS)),
        tries: row.tries + 1,
        version: row.version + 1,
        ..row.clone()
    };
    let is_free = Condition::any().add(mail::Column::LeasedUntil.is_null()).add(mail::Column::LeasedUntil.lte(now));
    let done = mail::Entity::update_many()
        .set(mail::ActiveModel {
            leased_until: Set(claimed.leased_until),
            tries: Set(claimed.tries),
            version: Set(claimed.version),
            ..unchanged()
        })
        .filter(mail::Column::Id.eq(row.id))
        .filter(mail::Column::Version.eq(row.version))
        .filter(mail::Column::State.eq(MailState::Waiting))
        .filter(is_free)
        .exec(db)
        .await?;
    Ok((done.rows_affected == 1).then_some(claimed))
}

/// It was sent, or isn't needed any more.
///
/// # Errors
/// When the database can't be written.
pub async fn end(
    db: &impl ConnectionTrait,
    claimed: &mail::Model,
    state: MailState,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let change = mail::ActiveModel {
        state: Set(state),
        ended_at: Set(Some(now)),
        trouble: Set(None),
        failing_since: Set(None),
        ..unchanged()
    };
    mark(db, claimed, change).await
}

/// It is tried again at this moment.
///
/// # Errors
/// When the database can't be written.
pub async fn postpone(
    db: &impl ConnectionTrait,
    claimed: &mail::Model,
    trouble: MailTrouble,
    due_at: Timestamp,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let change = mail::ActiveModel {
        due_at: Set(due_at),
        trouble: Set(Some(trouble)),
        failing_since: Set(claimed.failing_since.or(Some(now))),
        ..unchanged()
    };
    mark(db, claimed, change).await
}

/// It is given up.
///
/// # Errors
/// When the database can't be written.
pub async fn give_up(
    db: &impl ConnectionTrait,
    claimed: &mail::Model,
    trouble: MailTrouble,
    now: Timestamp,
) -> Result<bool, DbErr> {
    let change = mail::ActiveModel {
        state: Set(MailState::Failed),
        ended_at: Set(Some(now)),
        trouble: Set(Some(trouble)),
        failing_since: Set(claimed.failing_since.or(Some(now))),
        ..unchanged()
    };
    mark(db, claimed, change).await
}

async fn mark(db: &impl ConnectionTrait, claimed: &mail::Model, change: mail::ActiveModel) -> Result<bool, DbErr> {
    let done = mail::Entity::update_many()
        .set(mail::ActiveModel { leased_until: Set(None), version: Set(claimed.version + 1), ..change })
        .filter(mail::Column::Id.eq(claimed.id))
        .filter(mail::Column::Version.eq(claimed.version))
        .exec(db)
        .await?;
    Ok(done.rows_affected == 1)
}

/// Has it tried again now, as often as a new one.
///
/// # Errors
/// Stale, when it changed since or a server is busy with it.
pub async fn try_again(work: &Work<'_>, row: &mail::Model, expected_version: i32) -> Result<(), Stop> {
    let now = work.req.now;
    let is_free = Condition::any().add(mail::Column::LeasedUntil.is_null()).add(mail::Column::LeasedUntil.lte(now));
    let done = mail::Entity::update_many()
        .set(mail::ActiveModel {
            state: Set(MailState::Waiting),
            due_at: Set(now),
            leased_until: Set(None),
            tries: Set(0),
            ended_at: Set(None),
            version: Set(expected_version + 1),
            ..unchanged()
        })
        .filter(mail::Column::Id.eq(row.id))
        .filter(mail::Column::Version.eq(expected_version))
        .filter(is_free)
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 1 { Ok(()) } else { Err(Refusal::stale().into()) }
}

/// Removes mails that came to their end.
///
/// # Errors
/// When the database can't be written.
pub async fn sweep(db: &impl ConnectionTrait, now: Timestamp) -> Result<(), DbErr> {
    let over = mail::Column::EndedAt.lte(now.plus_days(-MAIL_DAYS));
    mail::Entity::delete_many().filter(over).exec(db).await?;
    Ok(())
}

fn unchanged() -> mail::ActiveModel {
    <mail::ActiveModel as ActiveModelTrait>::default()
}

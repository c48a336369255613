//! What is written about how connectors are. Decides nothing, and writes no line of the processing log: that somebody
//! answered is nobody else's business.

use entities::{CheckInAnswer, CheckInId, ConnectorId, NoticeKind, Timestamp, check_in, check_in_skip};
use sea_orm::{ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set, sea_query::OnConflict};

use super::today::Asked;
use crate::{
    acts::Work,
    context::day_start,
    notices::{self, Subject, tell},
    payload::Stop,
    policy,
};

/// After so many days an answer is forgotten.
pub const DAYS_KEPT: i64 = 365;

/// Writes the answer of today, in place of an earlier one of today.
///
/// # Errors
/// When the database can't be written.
pub async fn answer(work: &Work<'_>, asked: &Asked, answer: CheckInAnswer) -> Result<(), Stop> {
    let today = work.req.today();
    let row = check_in::ActiveModel {
        id: Set(work.req.new_id::<CheckInId>()),
        connector_id: Set(asked.connector),
        contact_id: Set(asked.contact),
        on_day: Set(today),
        answer: Set(answer),
        at: Set(work.req.now),
    };
    let again = OnConflict::columns([check_in::Column::ConnectorId, check_in::Column::OnDay])
        .update_columns([check_in::Column::ContactId, check_in::Column::Answer, check_in::Column::At])
        .to_owned();
    check_in::Entity::insert(row).on_conflict(again).exec_without_returning(&work.tx).await?;
    let was_told = |row: &check_in::Model| {
        row.on_day == today && row.contact_id == asked.contact && row.answer == CheckInAnswer::NotGood
    };
    let was_told = asked.last.as_ref().is_some_and(was_told);
    match answer {
        // Who taps it twice isn't worse off: the fixed contact is told once a day.
        CheckInAnswer::NotGood if !was_told => {
            tell(work, [asked.contact], NoticeKind::NotWell, Subject::Connector(asked.connector));
        }
        CheckInAnswer::NotGood => {}
        // What was said by mistake nobody reads tomorrow.
        CheckInAnswer::Good | CheckInAnswer::SoSo => {
            notices::store::take_back(work, NoticeKind::NotWell, &[asked.connector], day_start(today)).await?;
        }
    }
    Ok(())
}

/// Puts the question off for today.
///
/// # Errors
/// When the database can't be written.
pub async fn skip(work: &Work<'_>, connector: ConnectorId) -> Result<(), Stop> {
    let row = check_in_skip::ActiveModel { connector_id: Set(connector), on_day: Set(work.req.today()) };
    let again =
        OnConflict::column(check_in_skip::Column::ConnectorId).update_column(check_in_skip::Column::OnDay).to_owned();
    check_in_skip::Entity::insert(row).on_conflict(again).exec_without_returning(&work.tx).await?;
    Ok(())
}

/// Forgets the answers from before a moment.
///
/// # Errors
/// When the database can't be written.
pub async fn tidy(db: &impl ConnectionTrait, before: Timestamp) -> Result<(), DbErr> {
    check_in::Entity::delete_many().filter(policy::check_ins::before(before)).exec(db).await?;
    Ok(())
}

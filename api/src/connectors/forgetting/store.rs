//! What is written when somebody is forgotten. Decides nothing.

use entities::{
    ConnectorId, NoticeKind, PersonId, ProcessingAction, Timestamp, application_answer, check_in, connector,
    connector_step, contact_moment, person,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter,
    sea_query::{Expr, ExprTrait},
};

use crate::{
    acts::{Actor, LogEntry, Work},
    notices,
    payload::Stop,
};

/// What somebody is called of whom the name is forgotten: where they acted, somebody did.
const NAMELESS: &str = "Oud-buurtverbinder";

/// Empties these profiles, whose turn was taken: of the person nothing stays, of the way they went the states and days.
///
/// # Errors
/// When the database can't be written.
pub async fn profiles(work: &Work<'_>, ids: &[ConnectorId]) -> Result<(), Stop> {
    use connector::Column as Of;
    let mut emptied = connector::Entity::update_many().filter(Of::Id.is_in(ids.iter().copied()));
    for column in [Of::Name, Of::Email, Of::Phone, Of::Languages, Of::Skills, Of::Dayparts, Of::Availability] {
        emptied = emptied.col_expr(column, Expr::value(""));
    }
    emptied
        .col_expr(Of::ForgottenAt, Expr::value(work.req.now))
        .col_expr(Of::Version, Expr::col(Of::Version).add(1))
        .exec(&work.tx)
        .await?;
    notices::store::take_back(work, NoticeKind::NotWell, ids, Timestamp(0)).await?;
    application_answer::Entity::delete_many()
        .filter(application_answer::Column::ConnectorId.is_in(ids.iter().copied()))
        .exec(&work.tx)
        .await?;
    check_in::Entity::delete_many()
        .filter(check_in::Column::ConnectorId.is_in(ids.iter().copied()))
        .exec(&work.tx)
        .await?;
    connector_step::Entity::update_many()
        .filter(connector_step::Column::ConnectorId.is_in(ids.iter().copied()))
        .col_expr(connector_step::Column::Note, Expr::value(None::<String>))
        .exec(&work.tx)
        .await?;
    contact_moment::Entity::update_many()
        .filter(contact_moment::Column::ConnectorId.is_in(ids.iter().copied()))
        .col_expr(contact_moment::Column::Line, Expr::value(""))
        .exec(&work.tx)
        .await?;
    Ok(())
}

/// Writes in the processing log that somebody was forgotten, and what they were. Of whom there was an account, it is known
/// which; of anybody else there is nothing left to name them by.
///
/// # Errors
/// When the database can't be written.
pub async fn log(work: &Work<'_>, account: Option<PersonId>, what: &str) -> Result<(), Stop> {
    let line = LogEntry {
        action: ProcessingAction::Forgotten,
        case_id: None,
        subject_person_id: account,
        subject: what.to_owned(),
        reason: None,
    };
    Ok(work.log_as(Actor::Clock, line).await?)
}

/// Closes an account and forgets whose it was.
///
/// # Errors
/// When the database can't be written.
pub async fn account(work: &Work<'_>, id: PersonId) -> Result<(), Stop> {
    use person::Column as Of;
    // An address stands in the database once, and nobody gets mail at this one.
    let nowhere = format!("{}@forgotten.invalid", id.0.simple());
    person::Entity::update_many()
        .filter(Of::Id.eq(id))
        .col_expr(Of::Name, Expr::value(NAMELESS))
        .col_expr(Of::Email, Expr::value(nowhere))
        .col_expr(Of::Phone, Expr::value(None::<String>))
        .col_expr(Of::PasswordHash, Expr::value(None::<String>))
        .col_expr(Of::EndedAt, Expr::value(work.req.now))
        .exec(&work.tx)
        .await?;
    Ok(())
}

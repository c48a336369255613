//! What is written when somebody is forgotten. Decides nothing.

use std::collections::BTreeSet;

use entities::{
    ConnectorId, ConnectorStatus, NoticeKind, PersonId, Timestamp, application_answer, check_in, connector,
    connector_step, contact_moment, person,
};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect,
    sea_query::{Expr, ExprTrait},
};

use crate::{acts::Work, notices, payload::Stop, policy};

/// What somebody is called of whom the name is forgotten: where they acted, somebody did.
const NAMELESS: &str = "Oud-buurtverbinder";

/// Empties profiles of this state whose last step is from before a moment: of the person nothing stays, of the way they went
/// the states and days. Returns those that were emptied.
///
/// # Errors
/// When the database can't be written.
pub async fn profiles(
    work: &Work<'_>,
    ids: impl Iterator<Item = ConnectorId> + Clone,
    status: ConnectorStatus,
    before: Timestamp,
) -> Result<BTreeSet<ConnectorId>, Stop> {
    use connector::Column as Of;
    let mut emptied = connector::Entity::update_many()
        .filter(Of::Id.is_in(ids.clone()))
        .filter(Of::Status.eq(status))
        .filter(Of::LastStepAt.lt(before))
        .filter(Of::ForgottenAt.is_null());
    for column in [Of::Name, Of::Email, Of::Phone, Of::Languages, Of::Skills, Of::Dayparts, Of::Availability] {
        emptied = emptied.col_expr(column, Expr::value(""));
    }
    emptied
        .col_expr(Of::FormKey, Expr::value(None::<Vec<u8>>))
        .col_expr(Of::ForgottenAt, Expr::value(work.req.now))
        .col_expr(Of::Version, Expr::col(Of::Version).add(1))
        .exec(&work.tx)
        .await?;
    let ids: BTreeSet<ConnectorId> = policy::connectors::forgotten_at(work.req.now)
        .filter(Of::Id.is_in(ids))
        .select_only()
        .column(Of::Id)
        .into_tuple::<ConnectorId>()
        .all(&work.tx)
        .await?
        .into_iter()
        .collect();
    let told: Vec<ConnectorId> = ids.iter().copied().collect();
    notices::store::take_back(work, NoticeKind::NotWell, &told, Timestamp(0)).await?;
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
    Ok(ids)
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

//! What is written about connectors. Decides nothing.

pub mod loaders;

use std::collections::BTreeSet;

use entities::{
    ConnectorHostId, ConnectorId, ConnectorStatus, ConnectorStepId, Day, NeighbourhoodId, OrganisationId, PersonId,
    ProcessingAction, application_answer, connector, connector_host, connector_neighbourhood, connector_step, person,
    programme,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, Condition, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, ExprTrait},
};

pub use self::loaders::written_dayparts;
use crate::{
    acts::{LogEntry, Work},
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// The profile as the viewer sees it now, in this transaction.
///
/// # Errors
/// Not found, or not visible: the same refusal for both. Another version than the one that was seen.
pub async fn find(work: &Work<'_>, id: ConnectorId, expected_version: Option<i32>) -> Result<connector::Model, Stop> {
    let found = policy::connectors::visible(&work.req.viewer, work.req.today())
        .filter(connector::Column::Id.eq(id))
        // Of who is forgotten nothing is left to do anything with.
        .filter(connector::Column::ForgottenAt.is_null())
        .one(&work.tx)
        .await?
        .ok_or_else(|| Refusal::not_found("connectorId"))?;
    match expected_version {
        Some(expected) if expected != found.version => Err(Refusal::stale().into()),
        _ => Ok(found),
    }
}

/// A new profile.
///
/// # Errors
/// When the database can't be written.
pub async fn add(
    work: &Work<'_>,
    row: connector::ActiveModel,
    neighbourhoods: &BTreeSet<NeighbourhoodId>,
) -> Result<(), Stop> {
    let id = row.id.clone().unwrap();
    connector::Entity::insert(row).exec_without_returning(&work.tx).await?;
    write_neighbourhoods(work, id, neighbourhoods).await
}

/// What somebody answered who applied.
///
/// # Errors
/// When the database can't be written.
pub async fn answer(work: &Work<'_>, rows: Vec<application_answer::Model>) -> Result<(), Stop> {
    use sea_orm::IntoActiveModel;
    if !rows.is_empty() {
        let rows = rows.into_iter().map(|row| row.into_active_model().reset_all());
        application_answer::Entity::insert_many(rows).exec_without_returning(&work.tx).await?;
    }
    Ok(())
}

/// Changes the row from the version that was read to the next.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn change(work: &Work<'_>, row: &connector::Model, change: connector::ActiveModel) -> Result<(), Stop> {
    let change = connector::ActiveModel { version: Set(row.version + 1), ..change };
    let done = connector::Entity::update_many()
        .set(change)
        .filter(connector::Column::Id.eq(row.id))
        .filter(connector::Column::Version.eq(row.version))
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 0 { Err(Refusal::stale().into()) } else { Ok(()) }
}

/// The row with nothing changed.
pub fn unchanged() -> connector::ActiveModel {
    <connector::ActiveModel as ActiveModelTrait>::default()
}

/// A step on somebody's way.
///
/// # Errors
/// When the database can't be written.
pub async fn step(work: &Work<'_>, id: ConnectorId, status: ConnectorStatus, note: Option<String>) -> Result<(), Stop> {
    let row = connector_step::ActiveModel {
        id: Set(work.req.new_id::<ConnectorStepId>()),
        connector_id: Set(id),
        status: Set(status),
        at: Set(work.req.now),
        person_id: Set(work.req.viewer.person_id()),
        note: Set(note),
    };
    row.insert(&work.tx).await?;
    Ok(())
}

/// Replaces where somebody helps, or wants to.
///
/// # Errors
/// When the database can't be written.
pub async fn replace_neighbourhoods(
    work: &Work<'_>,
    id: ConnectorId,
    neighbourhoods: &BTreeSet<NeighbourhoodId>,
) -> Result<(), Stop> {
    connector_neighbourhood::Entity::delete_many()
        .filter(connector_neighbourhood::Column::ConnectorId.eq(id))
        .exec(&work.tx)
        .await?;
    write_neighbourhoods(work, id, neighbourhoods).await
}

async fn write_neighbourhoods(
    work: &Work<'_>,
    id: ConnectorId,
    neighbourhoods: &BTreeSet<NeighbourhoodId>,
) -> Result<(), Stop> {
    let rows = neighbourhoods
        .iter()
        .map(|area| connector_neighbourhood::ActiveModel { connector_id: Set(id), neighbourhood_id: Set(*area) });
    connector_neighbourhood::Entity::insert_many(rows).exec_without_returning(&work.tx).await?;
    Ok(())
}

async fn host(work: &Work<'_>, id: ConnectorId, organisation: OrganisationId, from_on: Day) -> Result<(), Stop> {
    let row = connector_host::ActiveModel {
        id: Set(work.req.new_id::<ConnectorHostId>()),
        connector_id: Set(id),
        organisation_id: Set(organisation),
        from_on: Set(from_on),
        until_on: Set(None),
    };
    row.insert(&work.tx).await?;
    Ok(())
}

/// From this day on they work from this organisation, whatever was planned for this day or later.
///
/// # Errors
/// When the database can't be written.
pub async fn host_from(
    work: &Work<'_>,
    id: ConnectorId,
    organisation: OrganisationId,
    from_on: Day,
) -> Result<(), Stop> {
    let of_connector = connector_host::Column::ConnectorId.eq(id);
    connector_host::Entity::delete_many()
        .filter(of_connector.clone())
        .filter(connector_host::Column::FromOn.gte(from_on))
        .exec(&work.tx)
        .await?;
    let lasts_longer = Condition::any()
        .add(connector_host::Column::UntilOn.is_null())
        .add(connector_host::Column::UntilOn.gte(from_on));
    connector_host::Entity::update_many()
        .set(connector_host::ActiveModel {
            until_on: Set(Some(from_on.plus_days(-1))),
            ..<connector_host::ActiveModel as ActiveModelTrait>::default()
        })
        .filter(of_connector)
        .filter(lasts_longer)
        .exec(&work.tx)
        .await?;
    host(work, id, organisation, from_on).await
}

/// They work from no organisation any more, from the day after this one: what was planned for later goes.
///
/// # Errors
/// When the database can't be written.
pub async fn end_host(work: &Work<'_>, id: ConnectorId, until_on: Day) -> Result<(), Stop> {
    let of_connector = connector_host::Column::ConnectorId.eq(id);
    connector_host::Entity::delete_many()
        .filter(of_connector.clone())
        .filter(connector_host::Column::FromOn.gt(until_on))
        .exec(&work.tx)
        .await?;
    let lasts_longer = Condition::any()
        .add(connector_host::Column::UntilOn.is_null())
        .add(connector_host::Column::UntilOn.gt(until_on));
    connector_host::Entity::update_many()
        .set(connector_host::ActiveModel {
            until_on: Set(Some(until_on)),
            ..<connector_host::ActiveModel as ActiveModelTrait>::default()
        })
        .filter(of_connector)
        .filter(lasts_longer)
        .exec(&work.tx)
        .await?;
    Ok(())
}

/// Keeps the telephone number that colleagues see the same as the one of the profile.
///
/// # Errors
/// When the database can't be written.
pub async fn change_phone(work: &Work<'_>, account: PersonId, phone: &str) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::Phone, Expr::value(Some(phone.to_owned())))
        .filter(person::Column::Id.eq(account))
        .exec(&work.tx)
        .await
        .map(|_| ())
}

/// Writes the line of the processing log; `act` names what was done.
///
/// # Errors
/// When the database can't be written.
pub async fn log(work: &Work<'_>, row: &connector::Model, act: &str) -> Result<(), Stop> {
    let line = LogEntry {
        action: ProcessingAction::ConnectorChanged,
        case_id: None,
        subject_person_id: row.person_id,
        subject: act.to_owned(),
        reason: None,
    };
    work.log(line).await?;
    Ok(())
}

/// Writes the line of the processing log about an application that came.
///
/// # Errors
/// When the database can't be written.
pub async fn log_received(work: &Work<'_>) -> Result<(), Stop> {
    let line = LogEntry {
        action: ProcessingAction::ApplicationReceived,
        case_id: None,
        subject_person_id: None,
        subject: String::new(),
        reason: None,
    };
    work.log(line).await?;
    Ok(())
}

/// Sets one of the programme's numbers of days, from 1 to 365.
///
/// # Errors
/// Another number, and stale, when somebody else was first.
pub async fn set_days(
    work: &Work<'_>,
    setting: programme::Column,
    days: i32,
    expected_version: i32,
) -> Result<(), Stop> {
    if !(1..=365).contains(&days) {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "Kies een aantal dagen van 1 tot 365.",
            "Choose a number of days from 1 to 365.",
        );
        return Err(refusal.at("days").into());
    }
    let done = programme::Entity::update_many()
        .col_expr(setting, Expr::value(days))
        .col_expr(programme::Column::Version, Expr::col(programme::Column::Version).add(1))
        .filter(programme::Column::Version.eq(expected_version))
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 0 { Err(Refusal::stale().into()) } else { Ok(()) }
}

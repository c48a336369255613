//! Counts people: of the profiles that the viewer sees, and nobody by name.

use std::collections::BTreeMap;

use entities::{
    ConnectorId, ConnectorStatus, NeighbourhoodId, Timestamp, connector, connector_neighbourhood, neighbourhood,
};
use sea_orm::{Iterable, QueryOrder, QuerySelect};

use super::types::{ConnectorFigures, ConnectorsInNeighbourhood, ConnectorsInStatus};
use crate::{
    connectors::contacts::queries::overdue,
    context::{RequestCtx, day_start, local_day},
    error::Result,
    policy,
};

/// So many days back somebody counts who became active.
const DAYS: i64 = 365;

/// The figures of people that the viewer may have; none for whom they aren't meant.
///
/// # Errors
/// When the database can't be read.
pub async fn figures(req: &RequestCtx) -> Result<Option<ConnectorFigures>> {
    let Some(areas) = policy::connectors::counted_areas(&req.viewer) else { return Ok(None) };
    let today = req.today();
    let people: Vec<(ConnectorId, ConnectorStatus, Timestamp, Option<Timestamp>)> =
        policy::connectors::visible(&req.viewer, today)
            .select_only()
            .column(connector::Column::Id)
            .column(connector::Column::Status)
            .column(connector::Column::AppliedAt)
            .column(connector::Column::ActivatedAt)
            .into_tuple()
            .all(req.db())
            .await?;
    let places: Vec<(ConnectorId, NeighbourhoodId)> = policy::connectors::neighbourhoods_of(&req.viewer, today)
        .select_only()
        .column(connector_neighbourhood::Column::ConnectorId)
        .column(connector_neighbourhood::Column::NeighbourhoodId)
        .into_tuple()
        .all(req.db())
        .await?;
    let areas: Vec<NeighbourhoodId> = areas
        .select_only()
        .column(neighbourhood::Column::Id)
        .order_by_asc(neighbourhood::Column::Position)
        .into_tuple()
        .all(req.db())
        .await?;
    req.read_ahead(areas.iter().copied()).await?;
    let statuses: BTreeMap<ConnectorId, ConnectorStatus> =
        people.iter().map(|(id, status, ..)| (*id, *status)).collect();
    let by_neighbourhood: Vec<_> = areas
        .into_iter()
        .map(|area| {
            let there = || places.iter().filter(|place| place.1 == area).filter_map(|place| statuses.get(&place.0));
            ConnectorsInNeighbourhood {
                active: count(there().filter(|status| **status == ConnectorStatus::Active)),
                on_the_way: count(there().filter(|status| is_on_the_way(**status))),
                by_status: in_each(there),
                neighbourhood_id: area,
            }
        })
        .collect();
    let became_active_from = today.plus_days(-DAYS);
    let since = day_start(became_active_from);
    let mut took: Vec<i32> = people
        .iter()
        .filter_map(|(_, _, applied_at, activated_at)| Some((*applied_at, (*activated_at)?)))
        .filter(|(_, activated_at)| *activated_at >= since)
        .map(|(applied_at, activated_at)| local_day(activated_at).days_since(local_day(applied_at)))
        .collect();
    took.sort_unstable();
    Ok(Some(ConnectorFigures {
        by_status: in_each(|| statuses.values()),
        covered_neighbourhoods: count(by_neighbourhood.iter().filter(|area| area.active > 0)),
        by_neighbourhood,
        overdue_contacts: i32::try_from(overdue(req).await?.len()).unwrap_or(i32::MAX),
        median_days_to_active: took.get(took.len().saturating_sub(1) / 2).copied(),
        became_active_from,
        became_active: i32::try_from(took.len()).unwrap_or(i32::MAX),
    }))
}

fn in_each<'a, I: Iterator<Item = &'a ConnectorStatus>>(of: impl Fn() -> I) -> Vec<ConnectorsInStatus> {
    let in_one = |status| ConnectorsInStatus { status, count: count(of().filter(|own| **own == status)) };
    ConnectorStatus::iter().map(in_one).collect()
}

fn count(rows: impl Iterator) -> i32 {
    i32::try_from(rows.count()).unwrap_or(i32::MAX)
}

fn is_on_the_way(status: ConnectorStatus) -> bool {
    match status {
        ConnectorStatus::Applied | ConnectorStatus::Talked | ConnectorStatus::InTraining => true,
        ConnectorStatus::Active | ConnectorStatus::Paused | ConnectorStatus::Stopped | ConnectorStatus::Declined => {
            false
        }
    }
}

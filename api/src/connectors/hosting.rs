//! From which organisation a connector works, from a day on.

use async_graphql::Context;
use entities::{Day, organisation};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter};

use super::{
    acting::{On, Payload, on_connector},
    flow::ConnectorAct,
    inputs::SetConnectorHostInput,
    store,
};
use crate::{
    context::local_day,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
    scalars::Typed,
};

/// No day further away than this.
const DAYS_AHEAD: i64 = 366;

/// They work from this organisation from a day on; what was planned for later gives way.
pub async fn set_host(ctx: &Context<'_>, input: SetConnectorHostInput) -> Payload {
    let SetConnectorHostInput { connector_id, expected_version, organisation_id, from_on, idempotency_key } = input;
    let on = On {
        connector: connector_id,
        version: Some(expected_version),
        key: idempotency_key,
        act: ConnectorAct::SetHost,
    };
    on_connector(ctx, on, async |work, row, _| {
        let known =
            policy::connectors::hosts().filter(organisation::Column::Id.eq(organisation_id)).count(&work.tx).await?;
        let known = if known == 0 { Err(Refusal::not_found("organisationId")) } else { Ok(()) };
        let day = checked_day(&from_on, local_day(row.applied_at), work.req.today());
        let from_on = match (known, day) {
            (Ok(()), Ok(day)) => day,
            (known, day) => return Err(Stop::Refused([known.err(), day.err()].into_iter().flatten().collect())),
        };
        store::change(work, row, store::unchanged()).await?;
        store::host_from(work, row.id, organisation_id, from_on).await?;
        store::log(work, row, "setConnectorHost").await
    })
    .await
}

/// A day on which they were here already, and not too far ahead.
fn checked_day(typed: &Typed<Day>, applied_on: Day, today: Day) -> Result<Day, Refusal> {
    let wrong = |dutch: &str, english: &str| Refusal::new(UserErrorCode::Invalid, dutch, english).at("fromOn");
    let Some(day) = typed.read().copied() else {
        return Err(wrong("Deze dag bestaat niet. Kies een dag.", "This day doesn't exist. Choose a day."));
    };
    if day < applied_on {
        return Err(wrong(
            "Toen was deze persoon er nog niet. Kies een latere dag.",
            "This person wasn't here yet. Choose a later day.",
        ));
    }
    if day > today.plus_days(DAYS_AHEAD) {
        return Err(wrong(
            "Dat is meer dan een jaar vooruit. Kies een eerdere dag.",
            "That is more than a year ahead. Choose an earlier day.",
        ));
    }
    Ok(day)
}

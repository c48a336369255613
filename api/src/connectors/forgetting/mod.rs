//! Who left is forgotten: an application that ended after some weeks, who stopped after a year. What counts in the figures
//! stays, and nothing of it is about anybody.

mod store;

use std::sync::Arc;

use async_graphql::Context;
use entities::{ConnectorId, ConnectorStatus, Locale, PersonId, Timestamp, connector, person, programme};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{
    inputs::SetApplicationRetentionInput,
    store::set_days,
    types::{ApplicationRetention, ApplicationRetentionPayload},
};
use crate::{
    acts::{Act, Acting, once},
    context::{App, Req, RequestCtx},
    error::{Fault, Result},
    payload::{Stop, told},
    policy::{self, Viewer},
};

/// After so many days somebody who stopped is forgotten.
pub const DAYS_AFTER_STOPPING: i64 = 365;
/// So many at a time, so that nobody waits long for it.
const AT_ONCE: u64 = 100;

/// Forgets whose time has come, each with everything that hangs on them. Returns how many.
///
/// # Errors
/// When the database can't be read or written.
pub async fn forget_due(app: &Arc<App>) -> Result<usize> {
    let req = app.request(Viewer::Nobody, Locale::Nl, "by the clock".to_owned());
    let programme = policy::connectors::programme_for_the_clock().one(req.db()).await?;
    let Some(programme) = programme else { return Ok(0) };
    let ends = [
        (ConnectorStatus::Declined, i64::from(programme.application_retention_days)),
        (ConnectorStatus::Stopped, DAYS_AFTER_STOPPING),
    ];
    let mut forgotten = 0;
    for (status, days) in ends {
        loop {
            let some = forget(&req, status, req.now.plus_days(-days)).await?;
            if some == 0 {
                break;
            }
            forgotten += some;
        }
    }
    Ok(forgotten)
}

/// Forgets some of those who stand here since before a moment, each with a line in the processing log. Returns how many.
async fn forget(req: &RequestCtx, status: ConnectorStatus, before: Timestamp) -> Result<usize> {
    let outcome = once(req, &Act::outside_graphql("forgetConnectors"), async |work| {
        // Another server waits here and finds them forgotten; who came back at this very moment isn't among them.
        let due: Vec<(ConnectorId, Option<PersonId>)> = policy::connectors::to_be_forgotten(status, before)
            .select_only()
            .columns([connector::Column::Id, connector::Column::PersonId])
            .order_by_asc(connector::Column::Id)
            .limit(AT_ONCE)
            .lock_exclusive()
            .into_tuple()
            .all(&work.tx)
            .await?;
        if due.is_empty() {
            return Ok(0);
        }
        let profiles: Vec<ConnectorId> = due.iter().map(|(id, _)| *id).collect();
        store::profiles(work, &profiles).await?;
        let accounts: Vec<PersonId> = due.iter().filter_map(|(_, account)| *account).collect();
        let only_connectors: Vec<PersonId> = policy::connectors::without_role(&accounts)
            .select_only()
            .column(person::Column::Id)
            .filter(person::Column::EndedAt.is_null())
            .into_tuple()
            .all(&work.tx)
            .await?;
        for account in only_connectors {
            store::account(work, account).await?;
        }
        for (_, account) in &due {
            store::log(work, *account, what_they_were(status)).await?;
        }
        Ok(due.len())
    })
    .await;
    match outcome {
        Ok(forgotten) => Ok(forgotten),
        Err(Stop::Refused(_)) => Err(Fault::new("forgetting was refused")),
        Err(Stop::Fault(fault)) => Err(fault),
    }
}

/// How the processing log calls them.
fn what_they_were(status: ConnectorStatus) -> &'static str {
    if status == ConnectorStatus::Declined { "application" } else { "connector" }
}

/// Sets after how many days an application that ended is forgotten.
pub(super) async fn set_retention(
    ctx: &Context<'_>,
    input: SetApplicationRetentionInput,
) -> async_graphql::Result<ApplicationRetentionPayload> {
    let req = ctx.req();
    let outcome = once(req, &ctx.act(input.idempotency_key)?, async |work| {
        policy::connectors::may_lead(&req.viewer)?;
        let setting = programme::Column::ApplicationRetentionDays;
        set_days(work, setting, input.days, input.expected_version).await
    })
    .await;
    let (_, user_errors) = told(outcome, req.locale)?;
    Ok(ApplicationRetentionPayload { retention: retention(req).await?, user_errors })
}

/// What holds, for who may know it.
pub(super) async fn retention(req: &RequestCtx) -> Result<Option<ApplicationRetention>> {
    let row = policy::connectors::programme(&req.viewer).one(req.db()).await?;
    Ok(row.map(|row| ApplicationRetention { days: row.application_retention_days, version: row.version }))
}

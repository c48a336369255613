//! Removing notices that are old enough. A reminder is never old while what it reminds of is late or due.

use super::{reminders, store};
use crate::{
    acts::{Act, once},
    context::RequestCtx,
    error::{Fault, Result},
    payload::Stop,
};

/// Removes the notices of so many days ago and before.
///
/// # Errors
/// When the database can't be read or written.
pub async fn tidy(req: &RequestCtx, days: i64) -> Result<()> {
    let outcome = once(req, &Act::outside_graphql("tidyNotices"), async |work| {
        let due = reminders::still_due(work).await?;
        store::remove_old(work, req.now.plus_days(-days), |key| due.contains(reminders::cause_of(key))).await?;
        Ok(())
    })
    .await;
    match outcome {
        Ok(()) => Ok(()),
        Err(Stop::Fault(fault)) => Err(fault),
        Err(Stop::Refused(_)) => Err(Fault::new("tidying notices was refused")),
    }
}

//! What the clock ends: questions that nobody answered.

use entities::{CaseEventKind, ChangeKind, NoticeKind, ProcessingAction, involvement};
use sea_orm::{ColumnTrait, QueryFilter, Set};

use super::{acting::unchanged, store};
use crate::{
    acts::{Act, once},
    cases::{
        dates,
        flow::{self, InvolvementMove},
        rows,
        store::{self as cases, Line},
        telling,
    },
    context::RequestCtx,
    error::Fault,
    payload::Stop,
    policy,
};

/// Ends every question that nobody answered a fortnight after its day, each in a transaction of its own.
/// Returns how many.
///
/// # Errors
/// When the database can't be read or written.
pub async fn expire_due(req: &RequestCtx) -> Result<usize, Fault> {
    let last = req.today().plus_days(-dates::DAYS_TO_EXPIRE);
    let due = policy::cases::for_the_clock().filter(involvement::Column::RespondBy.lt(last));
    let due = rows::involvements(req.db(), due).await?;
    let mut ended = 0;
    for involvement in due {
        let act = Act::outside_graphql("expireInvolvement");
        let outcome = once(req, &act, async |work| {
            let version = cases::take_turn(work, policy::cases::turn_at(involvement.case_id)).await?;
            let version = version.ok_or_else(|| Fault::new("an involvement without its case"))?;
            let status = flow::next_involvement(involvement.kind, involvement.status, InvolvementMove::Expire)?;
            let change = involvement::ActiveModel { status: Set(status), ended_at: Set(Some(req.now)), ..unchanged() };
            store::change(work, &involvement, change, ChangeKind::Closed).await?;
            cases::touch(work, involvement.case_id, version).await?;
            let line = Line {
                by_nobody: true,
                involvement: Some(involvement.id),
                ..Line::of(CaseEventKind::InvolvementExpired)
            };
            cases::write(work, involvement.case_id, line.with_receiver(involvement.receiver())).await?;
            telling::answered(work, &involvement, None, NoticeKind::InvolvementExpired);
            cases::log(work, ProcessingAction::InvolvementChanged, involvement.case_id, "expireInvolvement", None).await
        })
        .await;
        match outcome {
            Ok(()) => ended += 1,
            // Somebody answered at this very moment: theirs counts.
            Err(Stop::Refused(_)) => {}
            Err(Stop::Fault(fault)) => return Err(fault),
        }
    }
    Ok(ended)
}

//! What the clock ends: questions that nobody answered.

use entities::{CaseEventKind, CaseId, ChangeKind, InvolvementId, NoticeKind, ProcessingAction, involvement};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect, Select, Set};

use super::{acting::unchanged, store};
use crate::{
    acts::{Act, Work, once},
    cases::{
        dates,
        flow::{self, InvolvementMove},
        rows,
        store::{self as cases, Line},
        telling,
    },
    context::RequestCtx,
    error::{Fault, Result},
    payload::{Refusal, Stop},
    policy,
};

/// Ends every question that nobody answered a fortnight after its day, each in a transaction of its own: what goes wrong
/// with one is logged, and the others end. Returns how many did.
///
/// # Errors
/// When the database can't be read.
pub async fn expire_due(req: &RequestCtx) -> Result<usize> {
    let due: Vec<(InvolvementId, CaseId)> = due(req)
        .select_only()
        .columns([involvement::Column::Id, involvement::Column::CaseId])
        .into_tuple()
        .all(req.db())
        .await?;
    let mut ended = 0;
    for (id, case) in due {
        let act = Act::outside_graphql("expireInvolvement");
        match once(req, &act, async |work| expire(work, id, case).await).await {
            Ok(()) => ended += 1,
            // Somebody answered at this very moment: theirs counts.
            Err(Stop::Refused(_)) => {}
            Err(Stop::Fault(fault)) => {
                tracing::error!(fault = fault.trace(), involvement = %id, "a question that nobody answered did not expire");
            }
        }
    }
    Ok(ended)
}

fn due(req: &RequestCtx) -> Select<involvement::Entity> {
    let last = req.today().plus_days(-dates::DAYS_TO_EXPIRE);
    policy::cases::for_the_clock().filter(involvement::Column::RespondBy.lt(last))
}

async fn expire(work: &mut Work<'_>, id: InvolvementId, case: CaseId) -> Result<(), Stop> {
    let version = cases::take_turn(work, policy::cases::turn_at(case)).await?;
    let version = version.ok_or_else(|| Fault::new("an involvement without its case"))?;
    let still_due = due(work.req).filter(involvement::Column::Id.eq(id));
    let involvement = rows::involvements(&work.tx, still_due).await?.pop().ok_or_else(Refusal::stale)?;
    let status = flow::next_involvement(involvement.kind, involvement.status, InvolvementMove::Expire)?;
    let ended_at = Set(Some(work.req.now));
    let change = involvement::ActiveModel { status: Set(status), ended_at, ..unchanged() };
    store::change(work, &involvement, change, ChangeKind::Closed).await?;
    cases::touch(work, case, version).await?;
    let line = Line { by_nobody: true, involvement: Some(id), ..Line::of(CaseEventKind::InvolvementExpired) };
    cases::write(work, case, line.with_receiver(involvement.receiver())).await?;
    telling::answered(work, &involvement, None, NoticeKind::InvolvementExpired);
    cases::log(work, ProcessingAction::InvolvementChanged, case, "expireInvolvement", None).await
}

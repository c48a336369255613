//! Who carries a case: starting to help, opening it again, and what goes with another holder.

use async_graphql::Context;
use entities::{
    CaseEventKind, ChangeKind, Day, InvolvementId, InvolvementKind, InvolvementStatus, NeighbourhoodId, PersonId,
    ProcessingAction, case,
};
use sea_orm::Set;

use super::{
    acting::{On, Payload, moved_to, on_case},
    dates,
    flow::{self, CaseMove, InvolvementMove, changes_holder},
    inputs::{CaseActInput, ReopenCaseInput},
    involvements::{acting::end, types::Involvement},
    opening::{word_again, word_is_taken},
    outlook::{Holder, Receiver},
    store::{self, Line},
    telling,
    texts::NoteText,
    types::Case,
    vocabulary::CaseAct,
};
use crate::{
    acts::Work,
    connectors::leaving,
    context::RequestCtx,
    payload::{Refusal, Stop},
    policy,
};

/// The row with another holder, who owes a sign of life by this day if a specialist.
#[must_use]
pub fn held_by(holder: Holder, sign_of_life_due: Option<Day>, row: case::ActiveModel) -> case::ActiveModel {
    let (person, specialist) = match holder {
        Holder::Person(id) => (Some(id), None),
        Holder::Specialist(id) => (None, Some(id)),
    };
    case::ActiveModel {
        holder_person_id: Set(person),
        holder_specialist_id: Set(specialist),
        sign_of_life_due: Set(sign_of_life_due),
        ..row
    }
}

/// Sees that a person who is going to hold a case here still helps here, and keeps it so until the transaction ends: who
/// leaves at this moment either passes this case on too, or gets it no more. Cases first, then people: so everybody takes
/// their turns, and nobody waits for each other.
///
/// # Errors
/// Refused for who doesn't help here any more.
pub async fn can_take_on(work: &Work<'_>, holder: Holder, area: NeighbourhoodId) -> Result<(), Stop> {
    let Holder::Person(id) = holder else { return Ok(()) };
    policy::accounts::roles_stay(id).into_tuple::<PersonId>().one(&work.tx).await?;
    let carriers = leaving::carriers(&work.tx, &[area].into()).await?;
    if carriers.get(&area).is_some_and(|people| people.contains(&id)) {
        return Ok(());
    }
    let is_viewer = work.req.viewer.person_id() == Some(id);
    Err(if is_viewer { Refusal::not_allowed() } else { Refusal::stale() }.into())
}

/// What goes with another holder: who held it follows from now on, what the new one makes needless ends, and the
/// timeline tells. `accepted` is what made them holder, if they were asked.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn passed_on(
    work: &mut Work<'_>,
    case: &Case,
    new_holder: Holder,
    accepted: Option<InvolvementId>,
) -> Result<(), Stop> {
    match case.holder() {
        Some(Holder::Person(id)) => store::follow(work, case.id, id).await?,
        // A specialist gives the case back to whoever takes it; people who asked them follow already.
        Some(Holder::Specialist(_)) | None => {}
    }
    if let Holder::Person(id) = new_holder {
        store::unfollow(work, case.id, id).await?;
    }
    give_way(work, accepted, case, new_holder).await?;
    // Who accepted knows it, and who offered it is told with the answer.
    if accepted.is_none() {
        telling::passed_on(work, case, new_holder).await?;
    }
    store::write(work, case.id, Line::of(CaseEventKind::HolderChanged).with_holder(Some(new_holder))).await
}

/// What the new holder makes needless: what made the old one, what the new one was asked for besides, and what they
/// offered.
async fn give_way(
    work: &mut Work<'_>,
    accepted: Option<InvolvementId>,
    case: &Case,
    new_holder: Holder,
) -> Result<(), Stop> {
    let is_needless = |other: &&Involvement| {
        let made_old = changes_holder(other.kind) && other.status == InvolvementStatus::Accepted;
        let asks_new = match other.receiver() {
            Receiver::Person(id) => new_holder == Holder::Person(id),
            Receiver::Specialist(id) => new_holder == Holder::Specialist(id),
            // Whoever came was one of those who were asked.
            Receiver::AnyWorker => accepted.is_none() && other.kind == InvolvementKind::Takeover,
        };
        let offered_by_new = other.is_offer() && new_holder == Holder::Person(other.requester_id);
        Some(other.id) != accepted && other.is_open() && (made_old || asks_new || offered_by_new)
    };
    for other in case.involvements.iter().filter(is_needless) {
        end(work, other, InvolvementMove::GiveWay).await?;
    }
    Ok(())
}

fn viewer_as_holder(req: &RequestCtx) -> Result<Holder, Refusal> {
    req.viewer.person_id().map(Holder::Person).ok_or_else(Refusal::not_allowed)
}

/// The viewer starts to help, or goes on where the holder no longer can.
pub async fn pick_up(ctx: &Context<'_>, input: CaseActInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key,
        act: CaseAct::PickUp,
    };
    on_case(ctx, on, async |work, case| {
        let me = viewer_as_holder(work.req)?;
        let is_left_behind = case.is_left_behind();
        let case_move = if is_left_behind { CaseMove::Take } else { CaseMove::PickUp };
        let state = moved_to(flow::next(case.state()?, case_move)?, work.req);
        let holder = if is_left_behind { me } else { case.holder().unwrap_or(me) };
        can_take_on(work, holder, case.neighbourhood_id).await?;
        store::change(work, case, held_by(holder, None, state), ChangeKind::Changed).await?;
        store::write(work, case.id, Line::of(CaseEventKind::PickedUp)).await?;
        if is_left_behind {
            passed_on(work, case, holder, None).await?;
        }
        store::log(work, ProcessingAction::CaseChanged, case.id, "pickUpCase", None).await
    })
    .await
}

/// The case is opened again: by who held it, else by who opens it.
pub async fn reopen(ctx: &Context<'_>, input: ReopenCaseInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key,
        act: CaseAct::Reopen,
    };
    on_case(ctx, on, async |work, case| {
        let reason = NoteText::read(&input.reason, "reason")?;
        let state = flow::next(case.state()?, CaseMove::Reopen)?;
        let holder = holder_again(work.req, case)?;
        can_take_on(work, holder, case.neighbourhood_id).await?;
        let sign_of_life =
            matches!(holder, Holder::Specialist(_)).then(|| work.req.today().plus_days(dates::DAYS_TO_SIGN_OF_LIFE));
        let change = case::ActiveModel {
            code_word: Set(word_again(work, case).await?),
            ..held_by(holder, sign_of_life, moved_to(state, work.req))
        };
        store::change(work, case, change, ChangeKind::Changed).await.map_err(|stop| word_is_taken(stop, "caseId"))?;
        store::write(work, case.id, Line::of(CaseEventKind::Reopened).noted(Some(reason))).await?;
        if Some(holder) == case.holder() {
            telling::reopened(work, case.id, holder).await?;
        } else {
            passed_on(work, case, holder, None).await?;
        }
        store::log(work, ProcessingAction::CaseChanged, case.id, "reopenCase", None).await
    })
    .await
}

/// Who held the case and still helps there; else the viewer. What was handed over comes back to who opens it again,
/// unless the specialist does.
fn holder_again(req: &RequestCtx, case: &Case) -> Result<Holder, Refusal> {
    let before = case.holder().filter(|holder| match holder {
        Holder::Person(_) => case.holder_can_act,
        Holder::Specialist(_) => case.standing(&req.viewer).holds_as_specialist,
    });
    before.map_or_else(|| viewer_as_holder(req), Ok)
}

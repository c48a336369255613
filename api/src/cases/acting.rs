//! The acts on a case, each as its sentence: find it, may the viewer, does the state allow it, write.

use async_graphql::Context;
use entities::{CaseEventKind, CaseId, ChangeKind, NoticeKind, ProcessingAction, case};
use sea_orm::Set;

use super::{
    dates,
    flow::{self, CaseMove, CaseState, InvolvementMove},
    inputs::{
        AddNoteInput, CaseActInput, CloseCaseInput, CorrectCaseInput, GiveSignOfLifeInput, ReadCaseWithReasonInput,
        SetCaseWaitingInput, SetNextStepInput,
    },
    involvements,
    opening::{existing_topics, few_topics},
    rows,
    store::{self, Line},
    telling,
    texts::{Checks, ContactNote, NextStep, NoteText, Reason, Summary},
    types::Case,
    vocabulary::CaseAct,
};
use crate::{
    acts::{Acting, Work, once},
    context::{Req, RequestCtx},
    error::Fault,
    payload::{Refusal, Stop, UserError, told},
    policy,
};

/// What an act on a case gives: its state after it, and what was refused.
#[derive(async_graphql::SimpleObject)]
pub struct CasePayload {
    /// The case as it is now; null when there is none for the viewer.
    pub case: Option<Case>,
    /// What was refused; then nothing was written. Short by nature.
    pub user_errors: Vec<UserError>,
}

pub(super) type Payload = async_graphql::Result<CasePayload>;

/// What an act is done to.
pub(super) struct On {
    /// Which case.
    pub case: CaseId,
    /// The version that was seen, when it matters.
    pub version: Option<i32>,
    /// The key of the act.
    pub key: Option<String>,
    /// Which act.
    pub act: CaseAct,
}

/// Does one act on one case. Whatever comes of it, the payload shows the case as it is now.
pub(super) async fn on_case<F>(ctx: &Context<'_>, on: On, does: F) -> Payload
where
    F: AsyncFnOnce(&mut Work<'_>, &Case) -> Result<(), Stop>,
{
    let req = ctx.req();
    let outcome = once(req, &ctx.act(on.key)?, async |work| {
        let case = store::find(work, on.case, on.version).await?;
        policy::cases::may(&req.viewer, on.act, &case)?;
        does(work, &case).await?;
        Ok(case.id)
    })
    .await;
    payload(req, Some(on.case), outcome).await
}

/// The payload of an act on this case, read after it.
pub async fn payload(req: &RequestCtx, about: Option<CaseId>, outcome: Result<CaseId, Stop>) -> Payload {
    let (done, user_errors) = told(outcome, req.locale)?;
    let case = match done.or(about) {
        Some(id) => rows::case(req.db(), &req.viewer, req.now, id).await.map_err(Fault::from)?,
        None => None,
    };
    Ok(CasePayload { case, user_errors })
}

/// The row, changed to this state and nothing else.
pub fn moved_to(state: CaseState, req: &RequestCtx) -> case::ActiveModel {
    let (waiting_for, waiting_until) = match state {
        CaseState::Waiting(waiting_for, until) => (Some(waiting_for), Some(until)),
        CaseState::New | CaseState::Active | CaseState::Closed(_) => (None, None),
    };
    let outcome = match state {
        CaseState::Closed(outcome) => Some(outcome),
        CaseState::New | CaseState::Active | CaseState::Waiting(..) => None,
    };
    case::ActiveModel {
        status: Set(state.status()),
        waiting_for: Set(waiting_for),
        waiting_until: Set(waiting_until),
        outcome: Set(outcome),
        closed_at: Set(outcome.map(|_| req.now)),
        ..unchanged()
    }
}

/// The row with nothing changed.
pub fn unchanged() -> case::ActiveModel {
    use sea_orm::ActiveModelTrait;
    <case::ActiveModel as ActiveModelTrait>::default()
}

/// For which entry the viewer acts in this case, if for one.
pub fn acting_for(req: &RequestCtx, case: &Case) -> Option<entities::SpecialistId> {
    let mine = req.viewer.person()?.specialists();
    let standing = case.standing(&req.viewer);
    if standing.holds || standing.involved {
        return None;
    }
    let holder = case.holder_specialist_id.filter(|id| mine.contains(id));
    holder.or_else(|| case.involvements.iter().filter_map(|i| i.receiver_specialist_id).find(|id| mine.contains(id)))
}

/// The viewer writes something down.
pub async fn add_note(ctx: &Context<'_>, input: AddNoteInput) -> Payload {
    let on = On { case: input.case_id, version: None, key: Some(input.idempotency_key), act: CaseAct::AddNote };
    on_case(ctx, on, async |work, case| {
        let text = NoteText::read(&input.text, "text")?;
        flow::next(case.state()?, CaseMove::Touch)?;
        let readers = input.visibility.unwrap_or(entities::NoteVisibility::Involved);
        let line = Line {
            note: Some((text, readers)),
            for_specialist: acting_for(work.req, case),
            ..Line::of(CaseEventKind::Note)
        };
        store::write(work, case.id, line).await?;
        store::touch(work, case.id, case.version).await?;
        store::log(work, ProcessingAction::CaseChanged, case.id, "addNote", None).await
    })
    .await
}

/// The holder says what happens next.
pub async fn set_next_step(ctx: &Context<'_>, input: SetNextStepInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key,
        act: CaseAct::SetNextStep,
    };
    on_case(ctx, on, async |work, case| {
        let next_step = NextStep::read(&input.next_step, "nextStep")?;
        flow::next(case.state()?, CaseMove::Touch)?;
        let change = case::ActiveModel { next_step: Set(Some(next_step.into_string())), ..unchanged() };
        store::change(work, case, change, ChangeKind::Changed).await?;
        let line = Line { for_specialist: acting_for(work.req, case), ..Line::of(CaseEventKind::NextStepSet) };
        store::write(work, case.id, line).await?;
        store::log(work, ProcessingAction::CaseChanged, case.id, "setNextStep", None).await
    })
    .await
}

/// The holder puts right what was noted wrongly.
pub async fn correct(ctx: &Context<'_>, input: CorrectCaseInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key.clone(),
        act: CaseAct::Correct,
    };
    on_case(ctx, on, async |work, case| {
        let mut checks = Checks::default();
        let summary = checks.keep(input.summary.as_deref().map(|text| Summary::read(text, "summary")).transpose());
        let note = checks.keep(ContactNote::read_optional(input.contact_note.as_deref(), "contactNote"));
        let topics = checks.keep(input.topic_ids.as_deref().map(few_topics).transpose());
        checks.done()?;
        flow::next(case.state()?, CaseMove::Touch)?;
        let mut change = unchanged();
        if let Some(summary) = summary.flatten() {
            change.summary = Set(summary.into_string());
        }
        if let Some(preference) = input.contact_preference {
            change.contact_preference = Set(preference);
        }
        if input.contact_note.is_some() {
            change.contact_note = Set(note.flatten().map(ContactNote::into_string));
        }
        store::change(work, case, change, ChangeKind::Changed).await?;
        if let Some(topics) = topics.flatten() {
            let topics = existing_topics(work, &topics).await?;
            store::replace_topics(work, case.id, &topics).await?;
        }
        if let Some(mut barriers) = input.ask_barriers.clone() {
            barriers.sort_unstable();
            barriers.dedup();
            store::replace_barriers(work, case.id, &barriers).await?;
        }
        store::write(work, case.id, Line::of(CaseEventKind::Corrected)).await?;
        store::log(work, ProcessingAction::CaseChanged, case.id, "correctCase", None).await
    })
    .await
}

/// The case waits from now on.
pub async fn set_waiting(ctx: &Context<'_>, input: SetCaseWaitingInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key,
        act: CaseAct::SetWaiting,
    };
    on_case(ctx, on, async |work, case| {
        let mut checks = Checks::default();
        let until = checks.keep(dates::ahead(input.until, work.req.today(), 366, "until"));
        let note = checks.keep(NoteText::read_optional(input.note.as_deref(), "note"));
        checks.done()?;
        let until = until.unwrap_or(input.until);
        let state = flow::next(case.state()?, CaseMove::Wait(input.waiting_for, until))?;
        store::change(work, case, moved_to(state, work.req), ChangeKind::Changed).await?;
        let line = Line {
            waiting: Some((input.waiting_for, until)),
            for_specialist: acting_for(work.req, case),
            ..Line::of(CaseEventKind::WaitingSet)
        };
        store::write(work, case.id, line.noted(note.flatten())).await?;
        store::log(work, ProcessingAction::CaseChanged, case.id, "setCaseWaiting", None).await
    })
    .await
}

/// The wait is over.
pub async fn resume(ctx: &Context<'_>, input: CaseActInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key,
        act: CaseAct::Resume,
    };
    on_case(ctx, on, async |work, case| {
        let state = flow::next(case.state()?, CaseMove::Resume)?;
        store::change(work, case, moved_to(state, work.req), ChangeKind::Changed).await?;
        let line = Line { for_specialist: acting_for(work.req, case), ..Line::of(CaseEventKind::Resumed) };
        store::write(work, case.id, line).await?;
        store::log(work, ProcessingAction::CaseChanged, case.id, "resumeCase", None).await
    })
    .await
}

/// The case is done; whatever is open in it ends with it.
pub async fn close(ctx: &Context<'_>, input: CloseCaseInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key,
        act: CaseAct::Close,
    };
    on_case(ctx, on, async |work, case| {
        let note = NoteText::read_optional(input.note.as_deref(), "note")?;
        let state = flow::next(case.state()?, CaseMove::Close(input.outcome))?;
        // A case that nobody picked up is closed by who holds it; the row then keeps that holder.
        let change = case::ActiveModel { sign_of_life_due: Set(None), ..moved_to(state, work.req) };
        store::change(work, case, change, ChangeKind::Closed).await?;
        involvements::acting::end_all(work, case, InvolvementMove::EndWithCase).await?;
        // A follower writes down what a specialist without an account said.
        let by_phone = !case.standing(&work.req.viewer).is_holder();
        let line = Line {
            outcome: Some(input.outcome),
            for_specialist: acting_for(work.req, case),
            party_specialist: case.holder_specialist_id.filter(|_| by_phone),
            by_phone,
            ..Line::of(CaseEventKind::Closed)
        };
        store::write(work, case.id, line.noted(note)).await?;
        telling::followed(work, case.id, NoticeKind::FollowedCaseClosed).await?;
        store::log(work, ProcessingAction::CaseChanged, case.id, "closeCase", None).await
    })
    .await
}

/// A specialist who holds the case tells how it goes, or a follower writes down what they said by phone.
pub async fn give_sign_of_life(ctx: &Context<'_>, input: GiveSignOfLifeInput) -> Payload {
    let on = On {
        case: input.case_id,
        version: Some(input.expected_version),
        key: input.idempotency_key,
        act: CaseAct::GiveSignOfLife,
    };
    on_case(ctx, on, async |work, case| {
        let note = NoteText::read_optional(input.note.as_deref(), "note")?;
        flow::next(case.state()?, CaseMove::Touch)?;
        let Some(holder) = case.holder_specialist_id else { return Err(Refusal::not_allowed().into()) };
        let by_phone = !case.standing(&work.req.viewer).holds_as_specialist;
        let change = case::ActiveModel {
            last_sign_of_life_at: Set(Some(work.req.now)),
            sign_of_life_due: Set(Some(work.req.today().plus_days(dates::DAYS_TO_SIGN_OF_LIFE))),
            ..unchanged()
        };
        store::change(work, case, change, ChangeKind::Changed).await?;
        let line = Line {
            for_specialist: (!by_phone).then_some(holder),
            party_specialist: by_phone.then_some(holder),
            by_phone,
            ..Line::of(CaseEventKind::SignOfLife)
        };
        store::write(work, case.id, line.noted(note)).await?;
        telling::followed(work, case.id, NoticeKind::FollowedCaseSignOfLife).await?;
        store::log(work, ProcessingAction::CaseChanged, case.id, "giveSignOfLife", None).await
    })
    .await
}

/// Somebody who is not involved reads the case for an hour, with a reason that is logged.
pub async fn read_with_reason(ctx: &Context<'_>, input: ReadCaseWithReasonInput) -> Payload {
    let on = On { case: input.case_id, version: None, key: input.idempotency_key, act: CaseAct::ReadWithReason };
    on_case(ctx, on, async |work, case| {
        let reason = Reason::read(&input.reason, "reason")?.into_string();
        let Some(me) = work.req.viewer.person_id() else { return Err(Refusal::not_allowed().into()) };
        store::read_with_reason(work, case.id, me, reason.clone()).await?;
        store::log(work, ProcessingAction::CaseReadWithReason, case.id, "readCaseWithReason", Some(reason)).await
    })
    .await
}

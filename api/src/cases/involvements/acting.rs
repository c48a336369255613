//! The acts on an involvement, each as its sentence.

use async_graphql::Context;
use entities::{
    CaseEventKind, CaseId, ChangeKind, InvolvementId, InvolvementKind, InvolvementStatus, NoticeKind, PersonId,
    ProcessingAction, involvement,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, QueryFilter, Set};

use super::{
    inputs::{
        AcceptInvolvementInput, CompleteInvolvementInput, DeclineInvolvementInput, RecordInvolvementAnswerInput,
        WithdrawInvolvementInput,
    },
    store,
    types::Involvement,
};
use crate::{
    acts::{Acting, Work, once},
    cases::{
        acting::moved_to,
        dates,
        flow::{self, CaseMove, InvolvementMove, changes_holder},
        holding::{can_take_on, held_by, passed_on},
        outlook::{Holder, Receiver},
        rows,
        store::{self as cases, Line},
        telling,
        texts::{NoteText, Reason},
        types::Case,
        vocabulary::InvolvementAct,
    },
    context::{Req, RequestCtx},
    error::Fault,
    payload::{Refusal, Stop, UserError, UserErrorCode, told},
    policy,
};

/// What an act on an involvement gives: both states after it, and what was refused.
#[derive(async_graphql::SimpleObject)]
pub struct InvolvementPayload {
    /// The involvement as it is now; null when there is none for the viewer.
    pub involvement: Option<Involvement>,
    /// The case as it is now; null when the viewer's access ended with this act.
    pub case: Option<Case>,
    /// What was refused; then nothing was written. Short by nature.
    pub user_errors: Vec<UserError>,
}

pub(super) type Payload = async_graphql::Result<InvolvementPayload>;

/// The payload of an act, read after it.
pub(super) async fn payload(
    req: &RequestCtx,
    about: (Option<InvolvementId>, Option<CaseId>),
    outcome: Result<(InvolvementId, CaseId), Stop>,
) -> Payload {
    let (done, user_errors) = told(outcome, req.locale)?;
    let (id, mut case_id) = match done {
        Some((id, case_id)) => (Some(id), Some(case_id)),
        None => about,
    };
    let involvement = match id {
        Some(id) => {
            let select = policy::cases::visible_involvements(&req.viewer).filter(involvement::Column::Id.eq(id));
            rows::involvements(req.db(), select).await.map_err(Fault::from)?.pop()
        }
        None => None,
    };
    case_id = case_id.or(involvement.as_ref().map(|involvement| involvement.case_id));
    let case = match case_id {
        Some(id) => rows::case(req.db(), &req.viewer, req.now, id).await.map_err(Fault::from)?,
        None => None,
    };
    Ok(InvolvementPayload { involvement, case, user_errors })
}

/// What an act is done to.
struct On {
    involvement: InvolvementId,
    version: i32,
    key: String,
    act: InvolvementAct,
}

async fn on_involvement<F>(ctx: &Context<'_>, on: On, does: F) -> Payload
where
    F: AsyncFnOnce(&mut Work<'_>, &Involvement, &Case) -> Result<(), Stop>,
{
    let req = ctx.req();
    let outcome = once(req, &ctx.act(Some(on.key))?, async |work| {
        let involvement = store::find(work, on.involvement, on.version).await?;
        let found = rows::case(&work.tx, &req.viewer, req.now, involvement.case_id).await?;
        let case = found.ok_or_else(|| Refusal::not_found("involvementId"))?;
        policy::cases::may_in(&req.viewer, on.act, &involvement, &case)?;
        does(work, &involvement, &case).await?;
        Ok((involvement.id, case.id))
    })
    .await;
    payload(req, (Some(on.involvement), None), outcome).await
}

pub(super) fn unchanged() -> involvement::ActiveModel {
    <involvement::ActiveModel as ActiveModelTrait>::default()
}

/// The one who was asked says yes.
pub async fn accept(ctx: &Context<'_>, input: AcceptInvolvementInput) -> Payload {
    let on = On {
        involvement: input.involvement_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act: InvolvementAct::Accept,
    };
    on_involvement(ctx, on, async |work, involvement, case| {
        say_yes(work, involvement, case, input.sign_of_life_by, Spoken::Here).await
    })
    .await
}

/// Where an answer was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Spoken {
    /// Here, by the one who was asked.
    Here,
    /// By phone; the viewer writes it down.
    ByPhone,
}

async fn say_yes(
    work: &mut Work<'_>,
    involvement: &Involvement,
    case: &Case,
    sign_of_life_by: Option<entities::Day>,
    spoken: Spoken,
) -> Result<(), Stop> {
    let req = work.req;
    let Some(me) = req.viewer.person_id() else { return Err(Refusal::not_allowed().into()) };
    let status = flow::next_involvement(involvement.kind, involvement.status, InvolvementMove::Accept)?;
    let mut change = involvement::ActiveModel {
        status: Set(status),
        answered_at: Set(Some(req.now)),
        answered_by: Set(Some(me)),
        answered_by_phone: Set(spoken == Spoken::ByPhone),
        ..unchanged()
    };
    let mut receiver = involvement.receiver();
    if receiver == Receiver::AnyWorker {
        change.receiver_person_id = Set(Some(me));
        receiver = Receiver::Person(me);
    }
    let taker = involvement.taker_id.or(match receiver {
        Receiver::Person(id) => Some(id),
        Receiver::Specialist(_) | Receiver::AnyWorker => None,
    });
    if involvement.kind == InvolvementKind::Takeover {
        change.taker_id = Set(taker);
    }
    store::change(work, involvement, change, ChangeKind::Changed).await?;
    cases::write(work, case.id, answer_line(CaseEventKind::InvolvementAccepted, involvement, spoken)).await?;
    if !involvement.is_offer() {
        telling::answered(work, involvement, case.holder_person_id, NoticeKind::InvolvementAccepted);
    }
    if changes_holder(involvement.kind) {
        // A specialist who holds says yes to an offer too; then the taker holds.
        let new_holder = match (involvement.kind, receiver) {
            (InvolvementKind::Handover, Receiver::Specialist(id)) => Some(Holder::Specialist(id)),
            _ => taker.map(Holder::Person),
        };
        let new_holder = new_holder.ok_or_else(|| Fault::new("an accepted takeover without a taker"))?;
        change_holder(work, involvement, case, new_holder, sign_of_life_by).await?;
        // Who accepted knows it; who offered learns that they carry it.
        if involvement.is_offer() {
            telling::given(work, case.id, new_holder).await?;
        }
    } else {
        cases::touch(work, case.id, case.version).await?;
    }
    cases::log(work, ProcessingAction::InvolvementChanged, case.id, "acceptInvolvement", None).await
}

/// The case goes to its new holder; who held it follows from now on.
async fn change_holder(
    work: &mut Work<'_>,
    involvement: &Involvement,
    case: &Case,
    new_holder: Holder,
    sign_of_life_by: Option<entities::Day>,
) -> Result<(), Stop> {
    let today = work.req.today();
    let state = flow::next(case.state()?, CaseMove::Take)?;
    can_take_on(work, new_holder, case.neighbourhood_id).await?;
    let sign_of_life_due = match new_holder {
        Holder::Specialist(_) => {
            let usual = today.plus_days(dates::DAYS_TO_SIGN_OF_LIFE);
            Some(dates::ahead(sign_of_life_by.unwrap_or(usual), today, 90, "signOfLifeBy")?)
        }
        Holder::Person(_) => None,
    };
    let change = held_by(new_holder, sign_of_life_due, moved_to(state, work.req));
    cases::change(work, case, change, ChangeKind::Changed).await?;
    passed_on(work, case, new_holder, Some(involvement.id)).await
}

/// Ends everything open in a case.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn end_all(work: &mut Work<'_>, case: &Case, how: InvolvementMove) -> Result<(), Stop> {
    for involvement in case.involvements.iter().filter(|involvement| involvement.is_open()) {
        end(work, involvement, how).await?;
        telling::taken_back(work, case, involvement).await?;
    }
    Ok(())
}

/// Ends one of them.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn end(work: &mut Work<'_>, involvement: &Involvement, how: InvolvementMove) -> Result<(), Stop> {
    let status = flow::next_involvement(involvement.kind, involvement.status, how)?;
    let change = involvement::ActiveModel { status: Set(status), ended_at: Set(Some(work.req.now)), ..unchanged() };
    store::change(work, involvement, change, ChangeKind::Closed).await?;
    let kind = match status {
        InvolvementStatus::Withdrawn => CaseEventKind::InvolvementWithdrawn,
        InvolvementStatus::Expired => CaseEventKind::InvolvementExpired,
        InvolvementStatus::Requested
        | InvolvementStatus::Accepted
        | InvolvementStatus::Completed
        | InvolvementStatus::Declined => CaseEventKind::InvolvementCompleted,
    };
    let line = Line { involvement: Some(involvement.id), ..Line::of(kind) };
    cases::write(work, involvement.case_id, line.with_receiver(involvement.receiver())).await
}

/// The line of an answer: by the one who was asked, or written down after a call.
fn answer_line(kind: CaseEventKind, involvement: &Involvement, spoken: Spoken) -> Line {
    let line = Line { involvement: Some(involvement.id), ..Line::of(kind) };
    match (spoken, involvement.receiver_specialist_id) {
        (Spoken::ByPhone, entry) => Line { by_phone: true, party_specialist: entry, ..line },
        (Spoken::Here, entry) => Line { for_specialist: entry, party_person: Some(involvement.requester_id), ..line },
    }
}

/// The one who was asked says no.
pub async fn decline(ctx: &Context<'_>, input: DeclineInvolvementInput) -> Payload {
    let on = On {
        involvement: input.involvement_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act: InvolvementAct::Decline,
    };
    on_involvement(ctx, on, async |work, involvement, case| {
        let reason = Reason::read(&input.reason, "reason")?;
        say_no(work, involvement, case, reason, Spoken::Here).await
    })
    .await
}

async fn say_no(
    work: &mut Work<'_>,
    involvement: &Involvement,
    case: &Case,
    reason: Reason,
    spoken: Spoken,
) -> Result<(), Stop> {
    let req = work.req;
    let status = flow::next_involvement(involvement.kind, involvement.status, InvolvementMove::Decline)?;
    let change = involvement::ActiveModel {
        status: Set(status),
        answered_at: Set(Some(req.now)),
        answered_by: Set(req.viewer.person_id()),
        answered_by_phone: Set(spoken == Spoken::ByPhone),
        decline_reason: Set(Some(reason.into_string())),
        ended_at: Set(Some(req.now)),
        ..unchanged()
    };
    store::change(work, involvement, change, ChangeKind::Closed).await?;
    cases::touch(work, case.id, case.version).await?;
    cases::write(work, case.id, answer_line(CaseEventKind::InvolvementDeclined, involvement, spoken)).await?;
    telling::answered(work, involvement, case.holder_person_id, NoticeKind::InvolvementDeclined);
    cases::log(work, ProcessingAction::InvolvementChanged, case.id, "declineInvolvement", None).await
}

/// The one who asked takes it back.
pub async fn withdraw(ctx: &Context<'_>, input: WithdrawInvolvementInput) -> Payload {
    let on = On {
        involvement: input.involvement_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act: InvolvementAct::Withdraw,
    };
    on_involvement(ctx, on, async |work, involvement, case| {
        end(work, involvement, InvolvementMove::Withdraw).await?;
        telling::taken_back(work, case, involvement).await?;
        cases::touch(work, case.id, case.version).await?;
        cases::log(work, ProcessingAction::InvolvementChanged, case.id, "withdrawInvolvement", None).await
    })
    .await
}

/// It is done.
pub async fn complete(ctx: &Context<'_>, input: CompleteInvolvementInput) -> Payload {
    let on = On {
        involvement: input.involvement_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act: InvolvementAct::Complete,
    };
    on_involvement(ctx, on, async |work, involvement, case| {
        let note = NoteText::read_optional(input.note.as_deref(), "note")?;
        let status = flow::next_involvement(involvement.kind, involvement.status, InvolvementMove::Complete)?;
        let change = involvement::ActiveModel { status: Set(status), ended_at: Set(Some(work.req.now)), ..unchanged() };
        store::change(work, involvement, change, ChangeKind::Closed).await?;
        cases::touch(work, case.id, case.version).await?;
        let for_specialist = crate::cases::acting::acting_for(work.req, case);
        let line =
            Line { involvement: Some(involvement.id), for_specialist, ..Line::of(CaseEventKind::InvolvementCompleted) };
        let line = line.noted(note);
        let line = if for_specialist.is_some() { line } else { line.with_receiver(involvement.receiver()) };
        cases::write(work, case.id, line).await?;
        cases::log(work, ProcessingAction::InvolvementChanged, case.id, "completeInvolvement", None).await
    })
    .await
}

/// The viewer writes down what a specialist without an account said by phone.
pub async fn record_answer(ctx: &Context<'_>, input: RecordInvolvementAnswerInput) -> Payload {
    let on = On {
        involvement: input.involvement_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act: InvolvementAct::RecordAnswer,
    };
    on_involvement(ctx, on, async |work, involvement, case| {
        if input.accepted {
            return say_yes(work, involvement, case, input.sign_of_life_by, Spoken::ByPhone).await;
        }
        let Some(reason) = Reason::read_optional(input.reason.as_deref(), "reason")? else {
            let refusal = Refusal::new(UserErrorCode::Required, "Schrijf op waarom niet.", "Write down why not.");
            return Err(refusal.at("reason").into());
        };
        say_no(work, involvement, case, reason, Spoken::ByPhone).await
    })
    .await
}

/// Who asks, for a question of this viewer.
pub(super) fn requester(req: &RequestCtx) -> Result<PersonId, Refusal> {
    req.viewer.person_id().ok_or_else(Refusal::not_allowed)
}

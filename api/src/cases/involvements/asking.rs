//! Asking somebody along: a community worker, a specialist, or the offer of a worker to take over.

use async_graphql::Context;
use entities::{
    CaseEventKind, CaseId, CaseStatus, ChangeKind, ConsentId, Day, InvolvementId, InvolvementKind, PersonId,
    ProcessingAction, SpecialistId, Timestamp, person, specialist,
};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QuerySelect};

use super::{
    acting::{Payload, payload, requester},
    inputs::{OfferTakeoverInput, RequestSpecialistInput, RequestWorkerInput},
    store::{self, Question},
};
use crate::{
    acts::{Acting, Work, once},
    cases::{
        acting::{acting_for, moved_to},
        available::takeover_is_open,
        dates,
        flow::{self, CaseMove, changes_holder},
        inputs::ConsentInput,
        outlook::{Holder, Receiver},
        store::{self as cases, Line},
        telling,
        texts::{Checks, NextStep, Reason},
        types::Case,
        vocabulary::CaseAct,
    },
    context::Req,
    payload::{Refusal, Stop, UserErrorCode},
    policy::{self, PersonViewer, RoleScope},
};

/// What every question says.
struct Asked {
    case: CaseId,
    version: i32,
    key: String,
    act: CaseAct,
    kind: InvolvementKind,
    reason: String,
    next_step: Option<String>,
    consent: Option<ConsentInput>,
    respond_by: Option<Day>,
    planned_at: Option<Timestamp>,
}

/// Whom it asks.
enum Whom {
    /// A worker, or any of the neighbourhood.
    Worker(Option<PersonId>),
    /// An entry of the directory.
    Specialist(SpecialistId),
    /// The holder, to give the case to the viewer.
    Holder,
}

/// Asks a community worker to support.
pub async fn support(ctx: &Context<'_>, input: RequestWorkerInput) -> Payload {
    worker(ctx, input, InvolvementKind::Support, CaseAct::RequestSupport).await
}

/// Asks a community worker to take over.
pub async fn takeover(ctx: &Context<'_>, input: RequestWorkerInput) -> Payload {
    worker(ctx, input, InvolvementKind::Takeover, CaseAct::RequestTakeover).await
}

async fn worker(ctx: &Context<'_>, input: RequestWorkerInput, kind: InvolvementKind, act: CaseAct) -> Payload {
    let whom = Whom::Worker(input.community_worker_id);
    let asked = Asked {
        case: input.case_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act,
        kind,
        reason: input.reason,
        next_step: input.next_step,
        consent: input.consent,
        respond_by: input.respond_by,
        planned_at: None,
    };
    ask(ctx, asked, whom).await
}

/// A community worker offers to take the case over.
pub async fn offer(ctx: &Context<'_>, input: OfferTakeoverInput) -> Payload {
    let asked = Asked {
        case: input.case_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act: CaseAct::OfferTakeover,
        kind: InvolvementKind::Takeover,
        reason: input.reason,
        next_step: input.next_step,
        consent: None,
        respond_by: input.respond_by,
        planned_at: None,
    };
    ask(ctx, asked, Whom::Holder).await
}

/// Asks a specialist: to discuss it, to take it over, or to come along.
pub async fn specialist(ctx: &Context<'_>, input: RequestSpecialistInput, kind: InvolvementKind) -> Payload {
    let act = match kind {
        InvolvementKind::Handover => CaseAct::RequestHandover,
        InvolvementKind::JointVisit => CaseAct::RequestJointVisit,
        InvolvementKind::Consultation | InvolvementKind::Support | InvolvementKind::Takeover => {
            CaseAct::RequestConsultation
        }
    };
    let whom = Whom::Specialist(input.specialist_id);
    let asked = Asked {
        case: input.case_id,
        version: input.expected_version,
        key: input.idempotency_key,
        act,
        kind,
        reason: input.reason,
        next_step: input.next_step,
        consent: input.consent,
        respond_by: input.respond_by,
        planned_at: input.planned_at,
    };
    ask(ctx, asked, whom).await
}

async fn ask(ctx: &Context<'_>, asked: Asked, whom: Whom) -> Payload {
    let req = ctx.req();
    let case_id = asked.case;
    let outcome = once(req, &ctx.act(Some(asked.key.clone()))?, async |work| {
        let case = cases::find(work, asked.case, Some(asked.version)).await?;
        policy::cases::may(&req.viewer, asked.act, &case)?;
        let id = ask_in(work, &case, &asked, &whom).await?;
        Ok((id, case.id))
    })
    .await;
    payload(req, (None, Some(case_id)), outcome).await
}

async fn ask_in(work: &mut Work<'_>, case: &Case, asked: &Asked, whom: &Whom) -> Result<InvolvementId, Stop> {
    let today = work.req.today();
    let requester = requester(work.req)?;
    let mut checks = Checks::default();
    let reason = checks.keep(Reason::read(&asked.reason, "reason"));
    let next_step = checks.keep(NextStep::read_optional(asked.next_step.as_deref(), "nextStep"));
    let usual = today.plus_days(dates::DAYS_TO_ANSWER);
    let respond_by = checks.keep(dates::ahead(asked.respond_by.unwrap_or(usual), today, 90, "respondBy"));
    let consent = asked.consent;
    checks.keep(consent.map_or(Ok(today), |consent| dates::given(consent.on, today, "consent.on")));
    checks.keep(asked.planned_at.map_or(Ok(work.req.now), |at| dates::to_come(at, work.req.now, "plannedAt")));
    checks.done()?;
    let is_offer = matches!(whom, Whom::Holder);
    let case_move = if is_offer { CaseMove::Touch } else { CaseMove::Ask };
    let state = flow::next(case.state()?, case_move)?;
    if changes_holder(asked.kind) && takeover_is_open(case) {
        return Err(store::already_open().into());
    }
    let receiver = receiver(work, case, whom).await?;
    let consent = match consent {
        Some(given) => Some(store::record_consent(work, case.id, requester, given).await?),
        None => None,
    };
    // Asking somebody along starts the help: a new case becomes active with it.
    let change = if case.status == CaseStatus::New && !is_offer {
        moved_to(state, work.req)
    } else {
        crate::cases::acting::unchanged()
    };
    cases::change(work, case, change, ChangeKind::Changed).await?;
    let taker = match (asked.kind, receiver) {
        (InvolvementKind::Takeover, _) if is_offer => Some(requester),
        (InvolvementKind::Takeover, Receiver::Person(id)) => Some(id),
        _ => None,
    };
    let question = Question {
        case_id: case.id,
        kind: asked.kind,
        requester,
        receiver,
        taker,
        reason: reason.map(Reason::into_string).unwrap_or_default(),
        next_step: next_step.flatten().map(NextStep::into_string),
        consent,
        respond_by: respond_by.unwrap_or(usual),
        planned_at: asked.planned_at,
    };
    write(work, case, question, consent).await
}

async fn write(
    work: &mut Work<'_>,
    case: &Case,
    question: Question,
    consent: Option<ConsentId>,
) -> Result<InvolvementId, Stop> {
    let receiver = question.receiver;
    let id = store::insert(work, question).await?;
    let line = Line {
        involvement: Some(id),
        for_specialist: acting_for(work.req, case),
        ..Line::of(CaseEventKind::InvolvementRequested)
    };
    cases::write(work, case.id, line.with_receiver(receiver)).await?;
    telling::asked(work, case, id, receiver).await?;
    let subject = if consent.is_some() { "requestInvolvement with consent" } else { "requestInvolvement" };
    cases::log(work, ProcessingAction::InvolvementChanged, case.id, subject, None).await?;
    Ok(id)
}

/// Who is asked, when they can be.
async fn receiver(work: &Work<'_>, case: &Case, whom: &Whom) -> Result<Receiver, Stop> {
    match whom {
        Whom::Worker(None) => Ok(Receiver::AnyWorker),
        Whom::Worker(Some(id)) => {
            let known = policy::people::visible(&work.req.viewer).filter(person::Column::Id.eq(*id));
            let worker = match known.count(&work.tx).await? {
                0 => None,
                _ => PersonViewer::load(&work.tx, *id).await?,
            };
            let works_here = worker.is_some_and(|worker| {
                worker.roles.iter().any(|role| match role {
                    RoleScope::CommunityWorker(areas) => areas.contains(&case.neighbourhood_id),
                    RoleScope::Connector(_)
                    | RoleScope::Coordinator
                    | RoleScope::Specialist(_)
                    | RoleScope::MunicipalityOfficer
                    | RoleScope::CentreManager
                    | RoleScope::Administrator => false,
                })
            });
            let is_holder = case.holder() == Some(Holder::Person(*id));
            if works_here && !is_holder {
                Ok(Receiver::Person(*id))
            } else {
                Err(Refusal::not_found("communityWorkerId").into())
            }
        }
        Whom::Specialist(id) => {
            let known = policy::specialists::visible(&work.req.viewer)
                .filter(specialist::Column::Id.eq(*id))
                .select_only()
                .column(specialist::Column::Id)
                .into_tuple::<SpecialistId>()
                .one(&work.tx)
                .await?;
            match known {
                Some(id) if case.holder() != Some(Holder::Specialist(id)) => Ok(Receiver::Specialist(id)),
                Some(_) => Err(Refusal::new(
                    UserErrorCode::TransitionNotAllowed,
                    "Deze specialist helpt hier al.",
                    "This specialist is helping here already.",
                )
                .at("specialistId")
                .into()),
                None => Err(Refusal::not_found("specialistId").into()),
            }
        }
        Whom::Holder => match case.holder() {
            Some(Holder::Person(id)) => Ok(Receiver::Person(id)),
            Some(Holder::Specialist(id)) => Ok(Receiver::Specialist(id)),
            None => Err(Refusal::not_allowed().into()),
        },
    }
}

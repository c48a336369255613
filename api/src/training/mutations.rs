//! Planning meetings, taking a place, and ticking off who came.

use async_graphql::{Context, Object};
use entities::{NoticeKind, PersonId, ProcessingAction, TrainingSessionId};

use super::{
    flow::{self, Standing},
    inputs::{
        CallOffTrainingSessionInput, ChangeTrainingSessionInput, EnrolInTrainingInput, LeaveTrainingInput,
        PlanTrainingSessionInput, TickOffAttendanceInput,
    },
    participants, planning, store, telling,
    types::{TrainingSession, TrainingSessionPayload},
};
use crate::{
    acts::{Acting, LogEntry, Work, once},
    context::{Req, RequestCtx},
    free_text,
    payload::{Refusal, Stop, UserErrorCode, told},
    policy,
};

type Payload = async_graphql::Result<TrainingSessionPayload>;

/// The acts on training.
#[derive(Default)]
pub struct TrainingMutations;

#[Object]
impl TrainingMutations {
    /// Plans a meeting, and keeps places for people who need it.
    async fn plan_training_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "When, where, for how many, by whom, and for whom a place is kept.")]
        input: PlanTrainingSessionInput,
    ) -> Payload {
        let req = ctx.req();
        let outcome = once(req, &ctx.act(Some(input.idempotency_key))?, async |work| {
            policy::training::may_plan(&req.viewer)?;
            let planner = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            let plan = planning::checked(work, &input.plan, None).await?;
            let people = participants::checked(work, input.person_ids.as_deref().unwrap_or_default(), &plan).await?;
            let trainers = plan.trainers();
            let is_ahead = flow::standing(plan.starts_at, false, req.now) == Standing::Ahead;
            let id = store::add(work, planner, plan).await?;
            telling::given(work, trainers, id);
            for person in people {
                store::enrol(work, id, person, planner).await?;
                if is_ahead {
                    telling::about(work, person, NoticeKind::TrainingPlanned, id);
                }
                log(work, person, "enrolInTraining").await?;
            }
            Ok(id)
        })
        .await;
        payload(req, None, outcome).await
    }

    /// Changes when and where a meeting is, for how many, or who gives it.
    async fn change_training_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which meeting, and how it is from now on.")] input: ChangeTrainingSessionInput,
    ) -> Payload {
        let (id, version) = (input.training_session_id, input.expected_version);
        on_meeting(ctx, id, input.idempotency_key, async |work, meeting| {
            policy::training::may_plan(&work.req.viewer)?;
            goes_on(work, meeting)?;
            let plan = planning::checked(work, &input.plan, Some(meeting)).await?;
            store::change(work, id, version, plan).await
        })
        .await
    }

    /// Calls a meeting off. Those who had a place read why.
    async fn call_off_training_session(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which meeting, and why.")] input: CallOffTrainingSessionInput,
    ) -> Payload {
        let (id, version) = (input.training_session_id, input.expected_version);
        on_meeting(ctx, id, input.idempotency_key, async |work, meeting| {
            policy::training::may_plan(&work.req.viewer)?;
            has_yet_to_begin(work, meeting)?;
            let reason = free_text::checked(&input.reason, "reason", planning::LONGEST)?;
            store::call_off(work, id, version, reason).await
        })
        .await
    }

    /// Takes a place at a meeting, or waits for one when it is full: whoever came first moves up first. Who runs the
    /// programme gives places to others, also when the meeting has begun: to who came without one.
    async fn enrol_in_training(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At which meeting, and for whom.")] input: EnrolInTrainingInput,
    ) -> Payload {
        let id = input.training_session_id;
        on_meeting(ctx, id, input.idempotency_key, async |work, meeting| {
            let viewer = &work.req.viewer;
            let person = match input.person_id.filter(|person| viewer.person_id() != Some(*person)) {
                None => participants::viewer(work).await?,
                Some(other) => {
                    policy::training::may_plan(viewer)?;
                    participants::known(work, other).await?
                }
            };
            let by = viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            store::enrol(work, id, person, by).await?;
            // Who is there already needn't be told.
            if meeting.standing(work.req.now) == Standing::Ahead {
                telling::about(work, person, NoticeKind::TrainingPlanned, id);
            }
            if by == person { Ok(()) } else { log(work, person, "enrolInTraining").await }
        })
        .await
    }

    /// Gives a place or a wait up; the first who waits moves up. Who runs the programme takes others off the list, also when
    /// the meeting has begun.
    async fn leave_training(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At which meeting, and whose.")] input: LeaveTrainingInput,
    ) -> Payload {
        let id = input.training_session_id;
        on_meeting(ctx, id, input.idempotency_key, async |work, meeting| {
            let me = work.req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
            let person = input.person_id.unwrap_or(me);
            if person == me {
                store::leave(work, id, person).await?;
            } else {
                policy::training::may_plan(&work.req.viewer)?;
                store::take_off(work, id, person).await?;
            }
            if meeting.standing(work.req.now) == Standing::Ahead {
                telling::about(work, person, NoticeKind::TrainingPlaceEnded, id);
            }
            if person == me { Ok(()) } else { log(work, person, "leaveTraining").await }
        })
        .await
    }

    /// Ticks off whether somebody was there, or takes the tick away. Who stayed away leaves their place to who waited for
    /// one and came all the same.
    async fn tick_off_attendance(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "At which meeting, who, and whether they were there.")] input: TickOffAttendanceInput,
    ) -> Payload {
        let id = input.training_session_id;
        on_meeting(ctx, id, input.idempotency_key, async |work, meeting| {
            policy::training::may_tick_off(&work.req.viewer, meeting)?;
            store::tick_off(work, id, input.person_id, input.tick).await?;
            log(work, input.person_id, "tickOffAttendance").await
        })
        .await
    }
}

/// Does one act on one meeting that the viewer sees.
async fn on_meeting<F>(ctx: &Context<'_>, id: TrainingSessionId, key: Option<String>, does: F) -> Payload
where
    F: AsyncFnOnce(&Work<'_>, &TrainingSession) -> Result<(), Stop>,
{
    let req = ctx.req();
    let outcome = once(req, &ctx.act(key)?, async |work| {
        let meeting = store::find(work, id).await?;
        does(work, &meeting).await?;
        Ok(id)
    })
    .await;
    payload(req, Some(id), outcome).await
}

/// The payload of an act, read after it.
async fn payload(
    req: &RequestCtx,
    about: Option<TrainingSessionId>,
    outcome: Result<TrainingSessionId, Stop>,
) -> Payload {
    let (done, user_errors) = told(outcome, req.locale)?;
    let training_session = match done.or(about) {
        Some(id) => req.load(id).await?,
        None => None,
    };
    Ok(TrainingSessionPayload { training_session, user_errors })
}

fn goes_on(work: &Work<'_>, meeting: &TrainingSession) -> Result<(), Refusal> {
    if meeting.standing(work.req.now) != Standing::CalledOff {
        return Ok(());
    }
    let refusal = Refusal::new(
        UserErrorCode::TransitionNotAllowed,
        "Deze bijeenkomst gaat niet door. Plan een nieuwe.",
        "This meeting was called off. Plan a new one.",
    );
    Err(refusal.at("trainingSessionId"))
}

fn has_yet_to_begin(work: &Work<'_>, meeting: &TrainingSession) -> Result<(), Refusal> {
    goes_on(work, meeting)?;
    if meeting.standing(work.req.now) == Standing::Ahead {
        return Ok(());
    }
    let refusal = Refusal::new(
        UserErrorCode::TransitionNotAllowed,
        "Deze bijeenkomst is al begonnen. Afzeggen kan niet meer.",
        "This meeting has begun. It can't be called off any more.",
    );
    Err(refusal.at("trainingSessionId"))
}

/// What somebody else does with a person's place stands in the processing log.
async fn log(work: &Work<'_>, person: PersonId, act: &str) -> Result<(), Stop> {
    let line = LogEntry {
        action: ProcessingAction::TrainingChanged,
        case_id: None,
        subject_person_id: Some(person),
        subject: act.to_owned(),
        reason: None,
    };
    Ok(work.log(line).await?)
}

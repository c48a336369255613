//! Where the cases go of somebody who pauses, stops, or has too many: each gets another holder, in the same transaction,
//! and nothing is left without one.

use std::collections::{BTreeMap, BTreeSet};

use async_graphql::Context;
use entities::{
    CaseId, CaseStatus, ChangeKind, ConnectorId, NeighbourhoodId, NoticeKind, PersonId, ProcessingAction, case,
    connector, fixed_contact, person, role_grant,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, QueryFilter, QueryOrder, QuerySelect, Set};

use super::{
    acting::{On, Payload, grant, moved_to, on_connector, payload, take_step},
    contacts::{self, types::ContactPerson},
    flow::{self, ConnectorAct},
    inputs::{LeaveConnectorInput, PassCasesOnInput, PassedCaseInput},
    store,
    types::HeldCase,
};
use crate::{
    acts::{Acting, Work, once},
    cases::{acting::unchanged, holding, outlook::Holder, rows, store as cases, types::Case},
    context::{Req, RequestCtx},
    error::Fault,
    notices::{self, Subject},
    payload::{Refusal, Stop, UserErrorCode},
    people::store as accounts,
    places::areas::Areas,
    policy, training,
};

/// The most cases that are passed on at once.
const MOST: usize = 100;

/// They pause: their cases go to others, and so does the role, until they help again.
pub async fn pause(ctx: &Context<'_>, input: LeaveConnectorInput) -> Payload {
    let until = input.until;
    on_connector(ctx, on(&input, ConnectorAct::Pause), async |work, row, next| {
        if until.is_some_and(|until| until < work.req.today()) {
            return Err(Refusal::new(
                UserErrorCode::InThePast,
                "Deze dag is voorbij. Kies een dag die nog komt.",
                "This day has passed. Choose a day that is yet to come.",
            )
            .at("until")
            .into());
        }
        pass_all(work, row, &input.cases).await?;
        grant(work, row.person_id, &BTreeSet::new()).await?;
        tell_of(work, row, NoticeKind::ConnectorPaused).await?;
        let change = connector::ActiveModel { paused_until: Set(until), ..moved_to(work, next) };
        take_step(work, row, change, next, input.note.as_deref(), "pauseConnector").await
    })
    .await
}

/// They stop: their cases go to others; role, places at meetings to come, host and contacts end.
pub async fn stop(ctx: &Context<'_>, input: LeaveConnectorInput) -> Payload {
    on_connector(ctx, on(&input, ConnectorAct::Stop), async |work, row, next| {
        pass_all(work, row, &input.cases).await?;
        grant(work, row.person_id, &BTreeSet::new()).await?;
        if let Some(person) = row.person_id {
            training::store::leave_all(work, person).await?;
        }
        tell_of(work, row, NoticeKind::ConnectorStopped).await?;
        store::end_host(work, row.id, work.req.today()).await?;
        contacts::store::end_all(work, row.id).await?;
        let change = connector::ActiveModel { paused_until: Set(None), ..moved_to(work, next) };
        take_step(work, row, change, next, input.note.as_deref(), "stopConnector").await
    })
    .await
}

/// Some of their cases go to others; they go on.
pub async fn pass_on(ctx: &Context<'_>, input: PassCasesOnInput) -> Payload {
    let req = ctx.req();
    let id: ConnectorId = input.connector_id;
    let outcome = once(req, &ctx.act(Some(input.idempotency_key.clone()))?, async |work| {
        let row = store::find(work, id, None).await?;
        policy::connectors::may(&req.viewer, ConnectorAct::PassCasesOn, row.person_id, false)?;
        flow::next(row.status, ConnectorAct::PassCasesOn)?;
        if input.cases.is_empty() {
            let refusal =
                Refusal::new(UserErrorCode::Required, "Kies een hulpvraag of meer.", "Choose a case or more.");
            return Err(refusal.at("cases").into());
        }
        let Some(holder) = row.person_id else { return Err(Refusal::not_found("cases").into()) };
        let passed = take_turns(work, holder, &input.cases).await?;
        pass(work, holder, passed).await?;
        store::log(work, &row, "passCasesOn").await?;
        Ok(row.id)
    })
    .await;
    payload(req, id, outcome).await
}

/// Whoever is there for them hears that they left: their fixed contacts, and who runs the programme.
async fn tell_of(work: &Work<'_>, row: &connector::Model, kind: NoticeKind) -> Result<(), Stop> {
    let contacts: Vec<PersonId> = policy::connectors::contacts_of_connector(row.id)
        .filter(policy::connectors::holds_on(work.req.today()))
        .select_only()
        .column(fixed_contact::Column::PersonId)
        .into_tuple()
        .all(&work.tx)
        .await?;
    let coordinators = notices::who::coordinators(work).await?;
    let told: BTreeSet<PersonId> = contacts.into_iter().chain(coordinators).collect();
    notices::tell(work, told, kind, Subject::Connector(row.id));
    Ok(())
}

fn on(input: &LeaveConnectorInput, act: ConnectorAct) -> On {
    On { connector: input.connector_id, version: Some(input.expected_version), key: input.idempotency_key.clone(), act }
}

/// Every open case that they hold goes to somebody, or nothing is written. What they hold is read when nobody can make them
/// hold another any more.
async fn pass_all(work: &mut Work<'_>, row: &connector::Model, passed: &[PassedCaseInput]) -> Result<(), Stop> {
    let Some(holder) = row.person_id else { return Ok(()) };
    let passed_on = take_turns(work, holder, passed).await?;
    let held: Vec<CaseId> =
        policy::connectors::held_by(holder).select_only().column(case::Column::Id).into_tuple().all(&work.tx).await?;
    let named: BTreeSet<CaseId> = passed.iter().map(|passed| passed.case_id).collect();
    let left = held.iter().filter(|id| !named.contains(id)).count();
    if left > 0 {
        return Err(Refusal::new(
            UserErrorCode::Required,
            format!("Kies voor elke open hulpvraag wie verder helpt. Er zijn er nog {left} zonder."),
            format!("Choose for every open case who goes on helping. {left} still have nobody."),
        )
        .at("cases")
        .into());
    }
    pass(work, holder, passed_on).await
}

/// A case that is passed on: at which place of the input, the case if there is one, and to whom.
type PassedCase = (usize, Option<Case>, PersonId);

/// Takes the turns of these cases, and then of who gives them and who gets them, each in one order for everybody, so that
/// two who pass cases on don't wait for each other.
async fn take_turns(
    work: &mut Work<'_>,
    holder: PersonId,
    passed: &[PassedCaseInput],
) -> Result<Vec<PassedCase>, Stop> {
    if passed.len() > MOST {
        let refusal = Refusal::new(
            UserErrorCode::TooLong,
            format!("Er passen er {MOST} tegelijk."),
            format!("{MOST} fit at once."),
        );
        return Err(refusal.at("cases").into());
    }
    let mut order: Vec<usize> = (0..passed.len()).collect();
    order.sort_unstable_by_key(|place| passed[*place].case_id);
    let mut found = Vec::new();
    for place in order {
        let PassedCaseInput { case_id, to_person_id } = passed[place];
        let case = match cases::find(work, case_id, None).await {
            Ok(case) => Some(case),
            Err(Stop::Refused(_)) => None,
            Err(fault) => return Err(fault),
        };
        found.push((place, case, to_person_id));
    }
    let people = found.iter().map(|(_, _, to)| *to).chain([holder]).collect();
    accounts::take_turns(work, &people).await?;
    Ok(found)
}

/// Each of these cases gets another holder, who can help where it is.
async fn pass(work: &mut Work<'_>, holder: PersonId, passed: Vec<PassedCase>) -> Result<(), Stop> {
    let mut refusals = Vec::new();
    let mut gone = BTreeSet::new();
    for (place, case, to_person_id) in passed {
        let at = |field: &str| format!("cases.{place}.{field}");
        let is_theirs =
            |case: &Case| case.holder() == Some(Holder::Person(holder)) && case.status != CaseStatus::Closed;
        // One that was named before went to whoever was named first.
        let Some(case) = case.filter(is_theirs).filter(|case| gone.insert(case.id)) else {
            refusals.push(Refusal::not_found(&at("caseId")));
            continue;
        };
        let can_carry = carriers(&work.tx, &[case.neighbourhood_id].into()).await?;
        let is_there = can_carry.get(&case.neighbourhood_id).is_some_and(|people| people.contains(&to_person_id));
        if to_person_id == holder || !is_there {
            refusals.push(
                Refusal::new(
                    UserErrorCode::NotFound,
                    "Kies iemand die in deze buurt helpt.",
                    "Choose somebody who helps in this neighbourhood.",
                )
                .at(&at("toPersonId")),
            );
            continue;
        }
        let to = Holder::Person(to_person_id);
        cases::change(work, &case, holding::held_by(to, None, unchanged()), ChangeKind::Changed).await?;
        holding::passed_on(work, &case, to, None).await?;
        cases::log(work, ProcessingAction::CaseChanged, case.id, "passCasesOn", None).await?;
    }
    if refusals.is_empty() { Ok(()) } else { Err(Stop::Refused(refusals)) }
}

/// The open cases that somebody holds, with who can carry each: for who may have them leave. Five statements, however many
/// there are.
///
/// # Errors
/// When the database can't be read.
pub async fn held_cases(req: &RequestCtx, holder: PersonId) -> Result<Vec<HeldCase>, Fault> {
    if policy::connectors::may_leave(&req.viewer, Some(holder)).is_err() {
        return Ok(Vec::new());
    }
    let held = policy::cases::visible(&req.viewer)
        .filter(case::Column::HolderPersonId.eq(holder))
        .filter(case::Column::Status.ne(CaseStatus::Closed))
        .order_by_asc(case::Column::ChangedAt)
        .order_by_asc(case::Column::Id)
        .limit(MOST as u64);
    let cases = rows::cases(req.db(), &req.viewer, req.now, held).await?;
    let areas = cases.iter().map(|case| case.neighbourhood_id).collect();
    let by_area = carriers(req.db(), &areas).await?;
    let everybody: BTreeSet<PersonId> =
        by_area.values().flatten().copied().filter(|person| *person != holder).collect();
    let people: Vec<ContactPerson> = policy::connectors::contact_people(&req.viewer)
        .filter(person::Column::Id.is_in(everybody))
        .order_by_asc(person::Column::Name)
        .into_partial_model()
        .all(req.db())
        .await?;
    let held = cases.into_iter().map(|case| {
        let there = by_area.get(&case.neighbourhood_id).cloned().unwrap_or_default();
        let carriers = people.iter().filter(|person| there.contains(&person.id)).cloned().collect();
        HeldCase { case, carriers }
    });
    Ok(held.collect())
}

/// Who can carry a case in each of these areas, by the area: who works there, and who works where it lies in. Two
/// statements.
///
/// # Errors
/// When the database can't be read.
pub async fn carriers(
    db: &impl ConnectionTrait,
    areas: &BTreeSet<NeighbourhoodId>,
) -> Result<BTreeMap<NeighbourhoodId, Vec<PersonId>>, DbErr> {
    let all = Areas::read(db).await?;
    let wanted: BTreeSet<NeighbourhoodId> = areas.iter().flat_map(|area| all.with_wholes(*area)).collect();
    let rows: Vec<(NeighbourhoodId, PersonId)> = policy::connectors::carriers(&wanted)
        .select_only()
        .column(role_grant::Column::NeighbourhoodId)
        .column_as(person::Column::Id, "person_id")
        .into_tuple()
        .all(db)
        .await?;
    let carriers = |area: &NeighbourhoodId| {
        let there = all.with_wholes(*area);
        let people: BTreeSet<PersonId> =
            rows.iter().filter(|(place, _)| there.contains(place)).map(|(_, person)| *person).collect();
        (*area, people.into_iter().collect())
    };
    Ok(areas.iter().map(carriers).collect())
}

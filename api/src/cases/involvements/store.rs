//! What an act on an involvement writes: the row, the consent with it, and its change. Decides nothing.

use entities::{
    CaseId, ChangeKind, ConsentId, Day, InvolvementId, InvolvementKind, InvolvementStatus, PersonId, Timestamp,
    consent, involvement,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set, SqlErr};

use super::types::Involvement;
use crate::{
    acts::Work,
    cases::{inputs::ConsentInput, outlook::Receiver, rows, store::take_turn},
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// The involvement as the viewer sees it now, in this transaction, which from now on is the only one that changes it
/// or its case.
///
/// # Errors
/// Not found, or not visible: the same refusal for both. Another version than the one that was seen.
pub async fn find(work: &mut Work<'_>, id: InvolvementId, expected_version: i32) -> Result<Involvement, Stop> {
    take_turn(work, policy::cases::turn_at_case_of(id)).await?;
    let select = policy::cases::visible_involvements(&work.req.viewer).filter(involvement::Column::Id.eq(id));
    let found = rows::involvements(&work.tx, select).await?.pop();
    let involvement = found.ok_or_else(|| Refusal::not_found("involvementId"))?;
    if involvement.version == expected_version { Ok(involvement) } else { Err(Refusal::stale().into()) }
}

/// A question that is about to be asked.
#[derive(Clone, Debug)]
pub struct Question {
    /// On which case.
    pub case_id: CaseId,
    /// In what way.
    pub kind: InvolvementKind,
    /// Who asks.
    pub requester: PersonId,
    /// Who is asked.
    pub receiver: Receiver,
    /// Who holds after an accepted takeover, where that is known.
    pub taker: Option<PersonId>,
    /// Why.
    pub reason: String,
    /// What should happen then.
    pub next_step: Option<String>,
    /// The consent with which details travel.
    pub consent: Option<ConsentId>,
    /// By when an answer is wanted.
    pub respond_by: Day,
    /// When a joint visit is.
    pub planned_at: Option<Timestamp>,
}

/// Writes a question.
///
/// # Errors
/// When another question that would change the holder is open, also one that came a moment before.
pub async fn insert(work: &mut Work<'_>, question: Question) -> Result<InvolvementId, Stop> {
    let Question { case_id, kind, requester, receiver, taker, reason, next_step, consent, respond_by, planned_at } =
        question;
    let (receiver_person_id, receiver_specialist_id) = match receiver {
        Receiver::Person(id) => (Some(id), None),
        Receiver::Specialist(id) => (None, Some(id)),
        Receiver::AnyWorker => (None, None),
    };
    let id = work.req.new_id::<InvolvementId>();
    let row = involvement::ActiveModel {
        id: Set(id),
        case_id: Set(case_id),
        kind: Set(kind),
        status: Set(InvolvementStatus::Requested),
        requester_id: Set(requester),
        receiver_person_id: Set(receiver_person_id),
        receiver_specialist_id: Set(receiver_specialist_id),
        taker_id: Set(taker),
        reason: Set(reason),
        next_step: Set(next_step),
        consent_id: Set(consent),
        requested_at: Set(work.req.now),
        respond_by: Set(respond_by),
        planned_at: Set(planned_at),
        answered_at: Set(None),
        answered_by: Set(None),
        answered_by_phone: Set(false),
        decline_reason: Set(None),
        ended_at: Set(None),
        version: Set(1),
    };
    row.insert(&work.tx).await.map_err(|error| match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => Stop::from(already_open()),
        _ => Stop::from(error),
    })?;
    work.tell(ChangeKind::Opened, case_id, Some(id), 1).await?;
    Ok(id)
}

/// Somebody was asked to take the case over already.
pub fn already_open() -> Refusal {
    Refusal::new(
        UserErrorCode::InvolvementOpen,
        "Er is al iemand gevraagd om over te nemen. Wacht op het antwoord, of trek die vraag in.",
        "Somebody was asked to take over already. Wait for the answer, or withdraw that question.",
    )
}

/// Changes the row from the version that was read to the next, and tells of it.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn change(
    work: &mut Work<'_>,
    involvement: &Involvement,
    change: involvement::ActiveModel,
    kind: ChangeKind,
) -> Result<(), Stop> {
    let version = involvement.version + 1;
    let done = involvement::Entity::update_many()
        .set(involvement::ActiveModel { version: Set(version), ..change })
        .filter(involvement::Column::Id.eq(involvement.id))
        .filter(involvement::Column::Version.eq(involvement.version))
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Refusal::stale().into());
    }
    work.tell(kind, involvement.case_id, Some(involvement.id), version).await?;
    Ok(())
}

/// Writes down a resident's consent.
///
/// # Errors
/// When the database can't be written.
pub async fn record_consent(
    work: &Work<'_>,
    case: CaseId,
    by: PersonId,
    given: ConsentInput,
) -> Result<ConsentId, Stop> {
    let id = work.req.new_id::<ConsentId>();
    let row = consent::ActiveModel {
        id: Set(id),
        case_id: Set(case),
        form: Set(given.form),
        given_on: Set(given.on),
        recorded_by: Set(by),
        recorded_at: Set(work.req.now),
        withdrawn_at: Set(None),
    };
    row.insert(&work.tx).await?;
    Ok(id)
}

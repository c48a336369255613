//! What an act on a case writes: the row, its timeline, its log line and its change. Decides nothing.

use entities::{AskBarrier, CaseReadingId, Day};
use entities::{
    CaseEventId, CaseEventKind, CaseId, ChangeKind, InvolvementId, NoteVisibility, Outcome, PersonId, ProcessingAction,
    SpecialistId, Timestamp, TopicId, WaitingFor, case, case_ask_barrier, case_event, case_follower, case_reading,
    case_topic,
};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, Select, Set,
    sea_query::{Expr, OnConflict},
};

use super::{
    outlook::{Holder, Receiver},
    rows,
    texts::NoteText,
    types::Case,
};
use crate::{
    acts::{LogEntry, Work},
    payload::{Refusal, Stop},
    policy,
};

/// For how long a reason to read a case holds.
const READING_MINUTES: i64 = 60;

/// Waits for this transaction's turn at a case, and tells the version that is found then: acts on one case are done
/// one after the other, so that none waits for another that waits for it. SQLite has one writer anyway.
///
/// # Errors
/// When the database can't be read.
pub async fn take_turn(work: &mut Work<'_>, turn: Select<case::Entity>) -> Result<Option<i32>, DbErr> {
    let found: Option<(CaseId, i32)> = turn.into_tuple().one(&work.tx).await?;
    let Some((case, version)) = found else { return Ok(None) };
    work.counts(case).await?;
    Ok(Some(version))
}

/// The case as the viewer sees it now, in this transaction, which from now on is the only one that changes it.
///
/// # Errors
/// Not found, or not visible: the same refusal for both. Another version than the one that was seen.
pub async fn find(work: &mut Work<'_>, id: CaseId, expected_version: Option<i32>) -> Result<Case, Stop> {
    take_turn(work, policy::cases::turn_at(id)).await?;
    let found = rows::case(&work.tx, &work.req.viewer, work.req.now, id).await?;
    let case = found.ok_or_else(|| Refusal::not_found("caseId"))?;
    match expected_version {
        Some(expected) if expected != case.version => Err(Refusal::stale().into()),
        _ => Ok(case),
    }
}

/// Changes the row from the version that was read to the next, and tells of it. Returns the new version.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn change(
    work: &mut Work<'_>,
    case: &Case,
    change: case::ActiveModel,
    kind: ChangeKind,
) -> Result<i32, Stop> {
    let version = case.version + 1;
    let change = case::ActiveModel { version: Set(version), changed_at: Set(work.req.now), ..change };
    let done = case::Entity::update_many()
        .set(change)
        .filter(case::Column::Id.eq(case.id))
        .filter(case::Column::Version.eq(case.version))
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Refusal::stale().into());
    }
    work.tell(kind, case.id, None, version).await?;
    Ok(version)
}

/// Moves the case up as just changed, and tells of it, without a new version: a note or an answer makes nobody's view
/// of the case stale.
///
/// # Errors
/// When the database can't be written.
pub async fn touch(work: &mut Work<'_>, case: CaseId, version: i32) -> Result<(), Stop> {
    case::Entity::update_many()
        .col_expr(case::Column::ChangedAt, Expr::value(work.req.now))
        .filter(case::Column::Id.eq(case))
        .exec(&work.tx)
        .await?;
    work.tell(ChangeKind::Changed, case, None, version).await?;
    Ok(())
}

/// A line of the timeline, besides who writes it and when.
#[derive(Clone, Debug)]
pub struct Line {
    /// What happened.
    pub kind: CaseEventKind,
    /// Somebody else than the viewer did it: nobody when a question expires.
    pub by_nobody: bool,
    /// For which entry the viewer acts.
    pub for_specialist: Option<SpecialistId>,
    /// The other person.
    pub party_person: Option<PersonId>,
    /// The other entry.
    pub party_specialist: Option<SpecialistId>,
    /// The involvement.
    pub involvement: Option<InvolvementId>,
    /// What was written, and who reads it.
    pub note: Option<(NoteText, NoteVisibility)>,
    /// What it waits for from now on.
    pub waiting: Option<(WaitingFor, Day)>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// The viewer wrote down what another said by phone.
    pub by_phone: bool,
}

impl Line {
    /// Nothing but what happened.
    pub fn of(kind: CaseEventKind) -> Self {
        Self {
            kind,
            by_nobody: false,
            for_specialist: None,
            party_person: None,
            party_specialist: None,
            involvement: None,
            note: None,
            waiting: None,
            outcome: None,
            by_phone: false,
        }
    }

    /// With a note for everybody involved, if there is one.
    #[must_use]
    pub fn noted(self, note: Option<NoteText>) -> Self {
        Self { note: note.map(|note| (note, NoteVisibility::Involved)), ..self }
    }

    /// With the other one.
    #[must_use]
    pub fn with_holder(self, holder: Option<Holder>) -> Self {
        match holder {
            Some(Holder::Person(id)) => Self { party_person: Some(id), ..self },
            Some(Holder::Specialist(id)) => Self { party_specialist: Some(id), ..self },
            None => self,
        }
    }

    /// With the one who is asked.
    #[must_use]
    pub fn with_receiver(self, receiver: Receiver) -> Self {
        match receiver {
            Receiver::Person(id) => Self { party_person: Some(id), ..self },
            Receiver::Specialist(id) => Self { party_specialist: Some(id), ..self },
            Receiver::AnyWorker => self,
        }
    }
}

/// Writes a line of the timeline.
///
/// # Errors
/// When the database can't be written.
pub async fn write(work: &Work<'_>, case: CaseId, line: Line) -> Result<(), Stop> {
    let Line {
        kind,
        by_nobody,
        for_specialist,
        party_person,
        party_specialist,
        involvement,
        note,
        waiting,
        outcome,
        by_phone,
    } = line;
    let (note, note_visibility) = note.map(|(note, readers)| (note.into_string(), readers)).unzip();
    let (waiting_for, waiting_until) = waiting.unzip();
    let event = case_event::ActiveModel {
        id: Set(work.req.new_id::<CaseEventId>()),
        case_id: Set(case),
        kind: Set(kind),
        at: Set(work.req.now),
        actor_person_id: Set(work.req.viewer.person_id().filter(|_| !by_nobody)),
        actor_specialist_id: Set(for_specialist),
        party_person_id: Set(party_person),
        party_specialist_id: Set(party_specialist),
        involvement_id: Set(involvement),
        note: Set(note),
        note_visibility: Set(note_visibility),
        waiting_for: Set(waiting_for),
        waiting_until: Set(waiting_until),
        outcome: Set(outcome),
        by_phone: Set(by_phone),
    };
    event.insert(&work.tx).await?;
    Ok(())
}

/// Writes the line of the processing log; `subject` names the act.
///
/// # Errors
/// When the database can't be written.
pub async fn log(
    work: &Work<'_>,
    action: ProcessingAction,
    case: CaseId,
    subject: &str,
    reason: Option<String>,
) -> Result<(), Stop> {
    let subject = subject.to_owned();
    work.log(LogEntry { action, case_id: Some(case), subject_person_id: None, subject, reason }).await?;
    Ok(())
}

/// Writes a new case with its topics and ask-barriers.
///
/// # Errors
/// When the database can't be written, or the code word is taken.
pub async fn insert(
    work: &mut Work<'_>,
    row: case::Model,
    topics: &[TopicId],
    barriers: &[AskBarrier],
) -> Result<(), Stop> {
    let id = row.id;
    // It counts for nothing yet.
    work.counts(id).await?;
    case::ActiveModel::from(row).reset_all().insert(&work.tx).await?;
    write_topics(work, id, topics).await?;
    write_barriers(work, id, barriers).await
}

/// Replaces the topics of a case.
///
/// # Errors
/// When the database can't be written.
pub async fn replace_topics(work: &Work<'_>, case: CaseId, topics: &[TopicId]) -> Result<(), Stop> {
    case_topic::Entity::delete_many().filter(case_topic::Column::CaseId.eq(case)).exec(&work.tx).await?;
    write_topics(work, case, topics).await
}

async fn write_topics(work: &Work<'_>, case: CaseId, topics: &[TopicId]) -> Result<(), Stop> {
    let rows = topics.iter().zip(0..).map(|(topic, position)| case_topic::ActiveModel {
        case_id: Set(case),
        topic_id: Set(*topic),
        position: Set(position),
    });
    case_topic::Entity::insert_many(rows).exec_without_returning(&work.tx).await?;
    Ok(())
}

/// Replaces the ask-barriers of a case.
///
/// # Errors
/// When the database can't be written.
pub async fn replace_barriers(work: &Work<'_>, case: CaseId, barriers: &[AskBarrier]) -> Result<(), Stop> {
    case_ask_barrier::Entity::delete_many().filter(case_ask_barrier::Column::CaseId.eq(case)).exec(&work.tx).await?;
    write_barriers(work, case, barriers).await
}

async fn write_barriers(work: &Work<'_>, case: CaseId, barriers: &[AskBarrier]) -> Result<(), Stop> {
    if barriers.is_empty() {
        return Ok(());
    }
    let rows =
        barriers.iter().map(|barrier| case_ask_barrier::ActiveModel { case_id: Set(case), barrier: Set(*barrier) });
    case_ask_barrier::Entity::insert_many(rows).exec_without_returning(&work.tx).await?;
    Ok(())
}

/// Makes somebody a follower, again if they once were.
///
/// # Errors
/// When the database can't be written.
pub async fn follow(work: &Work<'_>, case: CaseId, person: PersonId) -> Result<(), Stop> {
    let row = case_follower::ActiveModel {
        case_id: Set(case),
        person_id: Set(person),
        since: Set(work.req.now),
        ended_at: Set(None),
    };
    let again = OnConflict::columns([case_follower::Column::CaseId, case_follower::Column::PersonId])
        .update_columns([case_follower::Column::Since, case_follower::Column::EndedAt])
        .to_owned();
    case_follower::Entity::insert(row).on_conflict(again).exec_without_returning(&work.tx).await?;
    Ok(())
}

/// Ends somebody's following: who holds doesn't follow.
///
/// # Errors
/// When the database can't be written.
pub async fn unfollow(work: &Work<'_>, case: CaseId, person: PersonId) -> Result<(), Stop> {
    case_follower::Entity::update_many()
        .col_expr(case_follower::Column::EndedAt, Expr::value(Some(work.req.now)))
        .filter(case_follower::Column::CaseId.eq(case))
        .filter(case_follower::Column::PersonId.eq(person))
        .filter(case_follower::Column::EndedAt.is_null())
        .exec(&work.tx)
        .await?;
    Ok(())
}

/// Lets the viewer read the case for an hour, for this reason. Returns until when.
///
/// # Errors
/// When the database can't be written.
pub async fn read_with_reason(
    work: &Work<'_>,
    case: CaseId,
    reader: PersonId,
    reason: String,
) -> Result<Timestamp, Stop> {
    let expires_at = work.req.now.plus_millis(READING_MINUTES * 60_000);
    let row = case_reading::ActiveModel {
        id: Set(work.req.new_id::<CaseReadingId>()),
        case_id: Set(case),
        person_id: Set(reader),
        reason: Set(reason),
        at: Set(work.req.now),
        expires_at: Set(expires_at),
    };
    row.insert(&work.tx).await?;
    Ok(expires_at)
}

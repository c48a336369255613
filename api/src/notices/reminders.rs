//! What people are reminded of because time passes. Each reminder has a key: whoever was reminded of something isn't again,
//! also when two servers look at the clock. A notice with a key stays as long as what it reminds of is late or due, however
//! old it is (`still_due`): without it the clock would remind of the same again.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Display;

use entities::{
    CaseId, ConnectorId, CourseId, Day, NoticeKind, PersonId, SpecialistId, Timestamp, case, case_follower, connector,
    fixed_contact, notice, role_grant,
};
use sea_orm::{DbErr, QuerySelect, Select};

use super::{
    telling::{Subject, Told},
    who,
};
use crate::{
    acts::{Act, Work, once},
    connectors::{
        application::DAYS_TO_ANSWER,
        contacts::today::{Away, on_duty},
    },
    context::{RequestCtx, local_day, zone},
    error::{Fault, Result},
    payload::Stop,
    policy,
    training::renewals::due::{self, TrainingDue, TrainingDueReason},
};

/// Nobody is reminded in the night; from this hour on, so that it comes along with the mail of that morning.
const FROM_HOUR: i8 = 7;
/// So many keys are looked for at once.
const AT_A_TIME: usize = 500;

/// What people are reminded of. Each has a transaction of its own, so that nobody misses one because another can't be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reminder {
    /// A case waits longer than agreed.
    Waits,
    /// A specialist should have told how it goes.
    SignsOfLife,
    /// A contact should have spoken with a connector.
    Contacts,
    /// Somebody applied as a connector, and nobody answered in time.
    Applications,
    /// A connector paused until a day that has passed.
    Pauses,
    /// Somebody has to come to a training.
    Trainings,
}

impl Reminder {
    /// All of them.
    pub const ALL: [Self; 6] =
        [Self::Waits, Self::SignsOfLife, Self::Contacts, Self::Applications, Self::Pauses, Self::Trainings];
}

/// Reminds everybody of what is late or due by now, of this sort. Returns of how many things.
///
/// # Errors
/// When the database can't be read or written.
pub async fn remind(req: &RequestCtx, of: Reminder) -> Result<usize> {
    if req.now.to_jiff().to_zoned(zone()).hour() < FROM_HOUR {
        return Ok(0);
    }
    let outcome = once(req, &Act::outside_graphql("remind"), async |work| {
        let reminders = match of {
            Reminder::Waits => cases_that_wait(work).await?,
            Reminder::SignsOfLife => signs_of_life(work).await?,
            Reminder::Contacts => contacts(work).await?,
            Reminder::Applications => applications(work).await?,
            Reminder::Pauses => pauses(work).await?,
            Reminder::Trainings => trainings(&due::to_remind_of(work).await?),
        };
        Ok(tell_once(work, reminders).await?)
    })
    .await;
    match outcome {
        Ok(told) => Ok(told),
        Err(Stop::Fault(fault)) => Err(fault),
        Err(Stop::Refused(_)) => Err(Fault::new("a reminder was refused")),
    }
}

/// Reminds whoever has to come to a training by now, in the transaction that made it so.
///
/// # Errors
/// When the database can't be read.
pub async fn remind_of_training(work: &Work<'_>) -> Result<(), Stop> {
    let me = work.req.viewer.person_id();
    let reminders = trainings(&due::to_remind_of(work).await?);
    tell_once(work, reminders.into_iter().filter(|told| Some(told.to) != me).collect()).await?;
    Ok(())
}

/// Tells what wasn't told before. Returns how much that was.
async fn tell_once(work: &Work<'_>, reminders: Vec<Told>) -> Result<usize, DbErr> {
    let keys: Vec<String> = reminders.iter().filter_map(|told| told.reminder.clone()).collect();
    let mut known: BTreeSet<String> = BTreeSet::new();
    for some in keys.chunks(AT_A_TIME) {
        let told: Vec<Option<String>> = policy::notices::reminded(some)
            .select_only()
            .column(notice::Column::ReminderKey)
            .into_tuple()
            .all(&work.tx)
            .await?;
        known.extend(told.into_iter().flatten());
    }
    let fresh = reminders.into_iter().filter(|told| told.reminder.as_ref().is_none_or(|key| !known.contains(key)));
    let mut told = 0;
    for one in fresh {
        work.telling.add(one);
        told += 1;
    }
    Ok(told)
}

fn reminder(to: PersonId, kind: NoticeKind, about: Subject, of: impl Display, since: Day) -> Told {
    Told { to, kind, about, reminder: Some(format!("{} {to}", cause(kind, of, since))) }
}

/// How a key begins, whoever is reminded.
fn cause(kind: NoticeKind, of: impl Display, since: Day) -> String {
    format!("{kind:?} {of} {since}")
}

/// The cause within a key.
pub(super) fn cause_of(key: &str) -> &str {
    key.rsplit_once(' ').map_or(key, |(cause, _)| cause)
}

/// The causes for which somebody was reminded, or could be again: they last, whoever carries them by now.
///
/// # Errors
/// When the database can't be read.
pub(super) async fn still_due(work: &Work<'_>) -> Result<BTreeSet<String>> {
    let mut causes = BTreeSet::new();
    for Held { id, since, .. } in waits(work).await? {
        causes.insert(cause(NoticeKind::WaitPassed, id, since));
    }
    for Held { id, since, .. } in missed(work).await? {
        causes.extend([NoticeKind::SignOfLifeOwed, NoticeKind::SignOfLifeMissed].map(|kind| cause(kind, id, since)));
    }
    for contact in late_contacts(work).await? {
        causes.insert(cause(NoticeKind::ContactOverdue, contact.id, contact.heard_on));
    }
    for (id, answer_by) in unanswered(work).await? {
        causes.insert(cause(NoticeKind::ApplicationUnanswered, id, answer_by));
    }
    for Pause { id, until, .. } in pauses_over(work).await? {
        causes.extend([NoticeKind::ConnectorPauseOver, NoticeKind::PauseOver].map(|kind| cause(kind, id, until)));
    }
    for due in due::to_remind_of(work).await? {
        // Of several reasons another may come first tomorrow.
        let of_each = due.reasons.iter().map(|reason| training_cause(due.next_course, reason));
        causes.extend(of_each.map(|(of, since)| cause(NoticeKind::TrainingDue, of, since)));
    }
    Ok(causes)
}

/// The day passed until which a case waits: who carries it is reminded.
async fn cases_that_wait(work: &Work<'_>) -> Result<Vec<Told>, DbErr> {
    let waits = waits(work).await?;
    let staff = staff(work, &waits).await?;
    let mut reminders = Vec::new();
    for Held { id, since, person, entry } in waits {
        for to in carriers(person, entry, &staff) {
            reminders.push(reminder(to, NoticeKind::WaitPassed, Subject::Case(id), id, since));
        }
    }
    Ok(reminders)
}

/// A specialist should have told how it goes: who works there is reminded, and who follows the case.
async fn signs_of_life(work: &Work<'_>) -> Result<Vec<Told>, DbErr> {
    let missed = missed(work).await?;
    let staff = staff(work, &missed).await?;
    let cases: BTreeSet<CaseId> = missed.iter().map(|held| held.id).collect();
    let mut followers: BTreeMap<CaseId, Vec<PersonId>> = BTreeMap::new();
    if !cases.is_empty() {
        let rows: Vec<(CaseId, PersonId)> = policy::reminders::followers_of(&cases)
            .select_only()
            .columns([case_follower::Column::CaseId, case_follower::Column::PersonId])
            .into_tuple()
            .all(&work.tx)
            .await?;
        for (case, person) in rows {
            followers.entry(case).or_default().push(person);
        }
    }
    let mut reminders = Vec::new();
    for Held { id, since, entry, .. } in missed {
        for to in carriers(None, entry, &staff) {
            reminders.push(reminder(to, NoticeKind::SignOfLifeOwed, Subject::Case(id), id, since));
        }
        for to in followers.remove(&id).unwrap_or_default() {
            reminders.push(reminder(to, NoticeKind::SignOfLifeMissed, Subject::Case(id), id, since));
        }
    }
    Ok(reminders)
}

/// A contact should have spoken with a connector: who answers for them today is reminded.
async fn contacts(work: &Work<'_>) -> Result<Vec<Told>, DbErr> {
    let today = work.req.today();
    let late = late_contacts(work).await?;
    if late.is_empty() {
        return Ok(Vec::new());
    }
    let absences: Vec<Away> = policy::reminders::absences(today).into_partial_model().all(&work.tx).await?;
    let remind = |contact: fixed_contact::Model| {
        let (to, _) = on_duty(contact.person_id, &absences, today);
        let about = Subject::Connector(contact.connector_id);
        reminder(to, NoticeKind::ContactOverdue, about, contact.id, contact.heard_on)
    };
    Ok(late.into_iter().map(remind).collect())
}

/// Somebody who applied wasn't answered by the day that was promised: who runs the programme is reminded.
async fn applications(work: &Work<'_>) -> Result<Vec<Told>, DbErr> {
    let unanswered = unanswered(work).await?;
    if unanswered.is_empty() {
        return Ok(Vec::new());
    }
    let coordinators = who::coordinators(work).await?;
    let mut reminders = Vec::new();
    for (id, answer_by) in unanswered {
        for to in &coordinators {
            let about = Subject::Connector(id);
            reminders.push(reminder(*to, NoticeKind::ApplicationUnanswered, about, id, answer_by));
        }
    }
    Ok(reminders)
}

/// A connector paused until a day that has passed: who runs the programme is reminded, and so are they.
async fn pauses(work: &Work<'_>) -> Result<Vec<Told>, DbErr> {
    let over = pauses_over(work).await?;
    if over.is_empty() {
        return Ok(Vec::new());
    }
    let coordinators = who::coordinators(work).await?;
    let mut reminders = Vec::new();
    for Pause { id, person, until } in over {
        let about = Subject::Connector(id);
        for to in coordinators.iter().copied().filter(|to| Some(*to) != person) {
            reminders.push(reminder(to, NoticeKind::ConnectorPauseOver, about, id, until));
        }
        reminders.extend(person.map(|to| reminder(to, NoticeKind::PauseOver, about, id, until)));
    }
    Ok(reminders)
}

/// Somebody has to come to a training, and nothing is planned for them. Another reason is another reminder.
fn trainings(due: &[TrainingDue]) -> Vec<Told> {
    let unplanned = due.iter().filter(|due| due.place_at.is_none());
    unplanned
        .filter_map(|due| {
            let first = due.reasons.first()?;
            let (of, since) = training_cause(due.next_course, first);
            Some(reminder(due.person_id, NoticeKind::TrainingDue, Subject::Nothing, of, since))
        })
        .collect()
}

fn training_cause(next_course: CourseId, reason: &TrainingDueReason) -> (String, Day) {
    (format!("{next_course} {:?}", reason.why), reason.since)
}

/// A case that is late, with who carries it.
struct Held {
    id: CaseId,
    since: Day,
    person: Option<PersonId>,
    entry: Option<SpecialistId>,
}

/// A pause that is over: whose, with which account, and until which day it was.
struct Pause {
    id: ConnectorId,
    person: Option<PersonId>,
    until: Day,
}

/// Applications that nobody answered in time, each with the day until which an answer was promised.
async fn unanswered(work: &Work<'_>) -> Result<Vec<(ConnectorId, Day)>, DbErr> {
    let rows: Vec<(ConnectorId, Timestamp)> = policy::reminders::applications()
        .select_only()
        .columns([connector::Column::Id, connector::Column::AppliedAt])
        .into_tuple()
        .all(&work.tx)
        .await?;
    let promised = rows.into_iter().map(|(id, applied_at)| (id, local_day(applied_at).plus_days(DAYS_TO_ANSWER)));
    Ok(promised.filter(|(_, answer_by)| *answer_by < work.req.today()).collect())
}

async fn pauses_over(work: &Work<'_>) -> Result<Vec<Pause>, DbErr> {
    let rows: Vec<(ConnectorId, Option<PersonId>, Day)> = policy::reminders::pauses_over(work.req.today())
        .select_only()
        .columns([connector::Column::Id, connector::Column::PersonId, connector::Column::PausedUntil])
        .into_tuple()
        .all(&work.tx)
        .await?;
    Ok(rows.into_iter().map(|(id, person, until)| Pause { id, person, until }).collect())
}

async fn waits(work: &Work<'_>) -> Result<Vec<Held>, DbErr> {
    held(work, policy::reminders::waits_passed(work.req.today()), case::Column::WaitingUntil).await
}

async fn missed(work: &Work<'_>) -> Result<Vec<Held>, DbErr> {
    held(work, policy::reminders::signs_of_life_missed(work.req.today()), case::Column::SignOfLifeDue).await
}

async fn late_contacts(work: &Work<'_>) -> Result<Vec<fixed_contact::Model>, DbErr> {
    let today = work.req.today();
    let Some(programme) = policy::reminders::programme().one(&work.tx).await? else { return Ok(Vec::new()) };
    let heard_before = today.plus_days(-i64::from(programme.contact_rhythm_days));
    policy::reminders::contacts_overdue(today, heard_before).all(&work.tx).await
}

async fn held(work: &Work<'_>, late: Select<case::Entity>, since: case::Column) -> Result<Vec<Held>, DbErr> {
    let rows: Vec<(CaseId, Day, Option<PersonId>, Option<SpecialistId>)> = late
        .select_only()
        .columns([case::Column::Id, since, case::Column::HolderPersonId, case::Column::HolderSpecialistId])
        .into_tuple()
        .all(&work.tx)
        .await?;
    Ok(rows.into_iter().map(|(id, since, person, entry)| Held { id, since, person, entry }).collect())
}

async fn staff(work: &Work<'_>, held: &[Held]) -> Result<BTreeMap<SpecialistId, Vec<PersonId>>, DbErr> {
    let entries: BTreeSet<SpecialistId> = held.iter().filter_map(|held| held.entry).collect();
    let mut staff: BTreeMap<SpecialistId, Vec<PersonId>> = BTreeMap::new();
    if entries.is_empty() {
        return Ok(staff);
    }
    let rows: Vec<(SpecialistId, PersonId)> = policy::reminders::staff_of(&entries)
        .select_only()
        .columns([role_grant::Column::SpecialistId, role_grant::Column::PersonId])
        .into_tuple()
        .all(&work.tx)
        .await?;
    for (entry, person) in rows {
        staff.entry(entry).or_default().push(person);
    }
    Ok(staff)
}

fn carriers(
    person: Option<PersonId>,
    entry: Option<SpecialistId>,
    staff: &BTreeMap<SpecialistId, Vec<PersonId>>,
) -> Vec<PersonId> {
    let of_entry = entry.and_then(|entry| staff.get(&entry)).into_iter().flatten().copied();
    person.into_iter().chain(of_entry).collect()
}

//! What is written about notices and the mails that bring them. Decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use entities::{
    ConnectorId, Day, MailFrequency, MailId, MailKind, MailState, NoticeId, NoticeKind, PersonId, Timestamp, mail,
    mail_setting, notice, person,
};
use jiff::civil::Time;
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, Set,
    sea_query::{Expr, OnConflict},
};

use super::telling::{Subject, Told};
use crate::{
    acts::Work,
    context::{local_day, zone},
    keys::sha256,
    policy,
};

/// So many rows go into one statement: a database takes so many values and no more.
const AT_A_TIME: usize = 500;
/// The hour at which the mail of a day goes out.
const HOUR: i8 = 8;
/// What is told within this time before it goes out comes in the next one: acts that are still going on then would be late.
const MARGIN_MILLIS: i64 = 60_000;

/// What was written.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Written {
    /// Who was told something.
    pub people: BTreeSet<PersonId>,
    /// Whether a mail is to go out at once.
    pub is_urgent: bool,
}

/// Writes what an act tells, and the mails that bring it. Three statements at most, for some hundreds of people.
///
/// # Errors
/// When the database can't be read or written.
pub async fn write(work: &Work<'_>) -> Result<Written, DbErr> {
    let told = work.telling.take();
    let people: BTreeSet<PersonId> = told.iter().map(|told| told.to).collect();
    if people.is_empty() {
        return Ok(Written::default());
    }
    let chosen: BTreeMap<PersonId, MailFrequency> = chosen(work, &people).await?;
    let mut mails: BTreeMap<MailId, mail::ActiveModel> = BTreeMap::new();
    let mut at_once: BTreeMap<PersonId, MailId> = BTreeMap::new();
    let mut notices = Vec::new();
    // Who has no account any more is told nothing.
    for told in told {
        let Some(frequency) = chosen.get(&told.to) else { continue };
        let mail_id = match frequency {
            MailFrequency::AtOnce => Some(*at_once.entry(told.to).or_insert_with(|| work.req.new_id())),
            MailFrequency::Daily => Some(digest_of(told.to, digest_at(work.req.now))),
            MailFrequency::None => None,
        };
        if let Some(id) = mail_id {
            let (kind, due_at) = match frequency {
                MailFrequency::Daily => (MailKind::Digest, digest_at(work.req.now)),
                MailFrequency::AtOnce | MailFrequency::None => (MailKind::AtOnce, work.req.now),
            };
            mails.entry(id).or_insert_with(|| new_mail(id, told.to, kind, work.req.now, due_at));
        }
        notices.push(new_notice(work, told, mail_id));
    }
    let written = Written { people: chosen.into_keys().collect(), is_urgent: !at_once.is_empty() };
    // Another may be reminding of the same at this moment: who is second tells nothing. Everybody does it in one order.
    notices.sort_by(|one, other| one.reminder_key.as_ref().cmp(other.reminder_key.as_ref()));
    for some in in_parts(notices) {
        let known = OnConflict::new().do_nothing().to_owned();
        notice::Entity::insert_many(some).on_conflict(known).exec_without_returning(&work.tx).await?;
    }
    // Others add to the same mail of a day: everybody writes in the order of the ids, so that none waits for another that
    // waits for it.
    for some in in_parts(mails.into_values().collect()) {
        let known = OnConflict::column(mail::Column::Id).do_nothing().to_owned();
        mail::Entity::insert_many(some).on_conflict(known).exec_without_returning(&work.tx).await?;
    }
    Ok(written)
}

/// Marks notices of this person as seen: these, or all, as far as they were told until a moment.
///
/// # Errors
/// When the database can't be written.
pub async fn see(
    work: &Work<'_>,
    person: PersonId,
    ids: Option<&BTreeSet<NoticeId>>,
    until: Option<Timestamp>,
) -> Result<(), DbErr> {
    let mut unseen = notice::Entity::update_many()
        .col_expr(notice::Column::SeenAt, Expr::value(Some(work.req.now)))
        .filter(notice::Column::PersonId.eq(person))
        .filter(notice::Column::SeenAt.is_null());
    if let Some(ids) = ids {
        unseen = unseen.filter(notice::Column::Id.is_in(ids.iter().copied()));
    }
    if let Some(until) = until {
        unseen = unseen.filter(notice::Column::At.lte(until));
    }
    unseen.exec(&work.tx).await.map(|_| ())
}

/// Takes back what was told of these connectors since a moment.
///
/// # Errors
/// When the database can't be written.
pub async fn take_back(
    work: &Work<'_>,
    kind: NoticeKind,
    connectors: &[ConnectorId],
    since: Timestamp,
) -> Result<(), DbErr> {
    notice::Entity::delete_many()
        .filter(notice::Column::Kind.eq(kind))
        .filter(notice::Column::ConnectorId.is_in(connectors.iter().copied()))
        .filter(notice::Column::At.gte(since))
        .exec(&work.tx)
        .await
        .map(|_| ())
}

/// Removes notices of this moment and before, but not those whose reminder is still due, nor what a mail is still to bring.
///
/// # Errors
/// When the database can't be read or written.
pub async fn remove_old(work: &Work<'_>, until: Timestamp, is_due: impl Fn(&str) -> bool) -> Result<(), DbErr> {
    let old = || policy::notices::old(until);
    let is_no_reminder = notice::Column::ReminderKey.is_null();
    notice::Entity::delete_many().filter(old()).filter(is_no_reminder).exec(&work.tx).await?;
    let reminders: Vec<(NoticeId, String)> = policy::notices::old_reminders(until)
        .select_only()
        .columns([notice::Column::Id, notice::Column::ReminderKey])
        .into_tuple()
        .all(&work.tx)
        .await?;
    let over: Vec<NoticeId> = reminders.into_iter().filter(|(_, key)| !is_due(key)).map(|(id, _)| id).collect();
    for some in over.chunks(AT_A_TIME) {
        let these = notice::Column::Id.is_in(some.iter().copied());
        notice::Entity::delete_many().filter(old()).filter(these).exec(&work.tx).await?;
    }
    Ok(())
}

/// Keeps how often somebody wants mail.
///
/// # Errors
/// When the database can't be written.
pub async fn choose_frequency(work: &Work<'_>, person: PersonId, frequency: MailFrequency) -> Result<(), DbErr> {
    let row = mail_setting::ActiveModel { person_id: Set(person), frequency: Set(frequency) };
    let again =
        OnConflict::column(mail_setting::Column::PersonId).update_column(mail_setting::Column::Frequency).to_owned();
    mail_setting::Entity::insert(row).on_conflict(again).exec_without_returning(&work.tx).await?;
    Ok(())
}

async fn chosen(work: &Work<'_>, people: &BTreeSet<PersonId>) -> Result<BTreeMap<PersonId, MailFrequency>, DbErr> {
    let rows: Vec<(PersonId, Option<MailFrequency>)> = policy::notices::told(people)
        .select_only()
        .column(person::Column::Id)
        .column(mail_setting::Column::Frequency)
        .into_tuple()
        .all(&work.tx)
        .await?;
    Ok(rows.into_iter().map(|(id, frequency)| (id, frequency.unwrap_or(MailFrequency::Daily))).collect())
}

fn new_notice(work: &Work<'_>, told: Told, mail_id: Option<MailId>) -> notice::ActiveModel {
    let Told { to, kind, about, reminder } = told;
    let (mut case, mut involvement, mut meeting, mut connector, mut question) = (None, None, None, None, None);
    match about {
        Subject::Nothing => {}
        Subject::Case(id) => case = Some(id),
        Subject::Involvement(of, id) => (case, involvement) = (Some(of), Some(id)),
        Subject::TrainingSession(id) => meeting = Some(id),
        Subject::Connector(id) => connector = Some(id),
        Subject::PeerQuestion(id) => question = Some(id),
    }
    notice::ActiveModel {
        id: Set(work.req.new_id::<NoticeId>()),
        person_id: Set(to),
        kind: Set(kind),
        at: Set(work.req.now),
        case_id: Set(case),
        involvement_id: Set(involvement),
        training_session_id: Set(meeting),
        connector_id: Set(connector),
        peer_question_id: Set(question),
        caused_by: Set(work.req.viewer.person_id()),
        mail_id: Set(mail_id),
        reminder_key: Set(reminder),
        seen_at: Set(None),
    }
}

fn new_mail(
    id: MailId,
    person_id: PersonId,
    kind: MailKind,
    written_at: Timestamp,
    due_at: Timestamp,
) -> mail::ActiveModel {
    mail::ActiveModel {
        id: Set(id),
        person_id: Set(person_id),
        kind: Set(kind),
        state: Set(MailState::Waiting),
        written_at: Set(written_at),
        due_at: Set(due_at),
        leased_until: Set(None),
        tries: Set(0),
        trouble: Set(None),
        failing_since: Set(None),
        ended_at: Set(None),
        version: Set(1),
    }
}

/// When the mail goes out that brings what is told now: at eight in the morning where people live.
pub fn digest_at(now: Timestamp) -> Timestamp {
    let at_eight = |day: Day| -> Timestamp {
        let eight = day.0.to_datetime(Time::constant(HOUR, 0, 0, 0));
        // Clocks change at night, so that this hour is there every day.
        zone().to_ambiguous_timestamp(eight).compatible().map_or(now, Timestamp::from)
    };
    let today = local_day(now);
    let first = at_eight(today);
    if now.plus_millis(MARGIN_MILLIS) < first { first } else { at_eight(today.plus_days(1)) }
}

/// The mail of a day to a person: the same for everybody who adds to it.
fn digest_of(person: PersonId, at: Timestamp) -> MailId {
    let hash = sha256(format!("digest {person} {at}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    uuid::Builder::from_custom_bytes(bytes).into_uuid().into()
}

fn in_parts<A: ActiveModelTrait>(mut rows: Vec<A>) -> Vec<Vec<A>> {
    let mut parts = Vec::new();
    while rows.len() > AT_A_TIME {
        let rest = rows.split_off(AT_A_TIME);
        parts.push(std::mem::replace(&mut rows, rest));
    }
    if !rows.is_empty() {
        parts.push(rows);
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    fn moment(text: &str) -> Timestamp {
        text.parse::<jiff::Timestamp>().expect("a moment").into()
    }

    #[test]
    fn the_mail_of_a_day_goes_out_at_eight_where_people_live() {
        let goes_out = |now: &str| digest_at(moment(now)).to_string();
        assert_eq!(goes_out("2026-11-23T09:00:00Z"), "2026-11-24T07:00:00Z", "winter");
        assert_eq!(goes_out("2026-11-23T06:58:59Z"), "2026-11-23T07:00:00Z");
        assert_eq!(goes_out("2026-11-23T06:59:30Z"), "2026-11-24T07:00:00Z", "too late for today's");
        assert_eq!(goes_out("2026-07-01T21:00:00Z"), "2026-07-02T06:00:00Z", "summer");
        assert_eq!(goes_out("2027-03-27T12:00:00Z"), "2027-03-28T06:00:00Z", "the night in which the clock changes");
    }

    #[test]
    fn a_person_has_one_mail_a_day() {
        let (mia, toos) = (PersonId(uuid::Uuid::from_u128(1)), PersonId(uuid::Uuid::from_u128(2)));
        let (monday, tuesday) = (moment("2026-11-23T07:00:00Z"), moment("2026-11-24T07:00:00Z"));
        assert_eq!(digest_of(mia, monday), digest_of(mia, monday));
        assert_ne!(digest_of(mia, monday), digest_of(mia, tuesday));
        assert_ne!(digest_of(mia, monday), digest_of(toos, monday));
    }
}

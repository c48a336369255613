//! Notices, and the mail that brings them.
//!
//! | | sees | may |
//! | --- | --- | --- |
//! | the one who is told | the own notices, how often mail comes, and whether it can't be delivered | mark them as seen, choose how often |
//! | coordinator, administrator | mail that couldn't be delivered: to whom, of which sort, since when and why | have it tried again |
//! | anybody else, machine, nobody | – | – |
//!
//! A notice shows nothing of what it is about but through the policy of that: who may no longer see a case reads that there
//! was something, without it. What stands in a mail nobody reads here.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    CaseId, MailId, MailState, NeighbourhoodId, PersonId, Role, SpecialistId, Timestamp, case_follower, mail,
    mail_setting, notice, person, role_grant,
};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, Query},
};

use super::{Denied, RoleScope, Viewer};

/// The viewer's own notices.
pub fn visible(viewer: &Viewer) -> Select<notice::Entity> {
    let notices = notice::Entity::find();
    match viewer.person_id() {
        Some(me) => notices.filter(notice::Column::PersonId.eq(me)),
        None => notices.filter(notice::Column::Id.is_null()),
    }
}

/// How often the viewer wants mail; no row while they chose nothing.
pub fn own_setting(viewer: &Viewer) -> Select<mail_setting::Entity> {
    let settings = mail_setting::Entity::find();
    match viewer.person_id() {
        Some(me) => settings.filter(mail_setting::Column::PersonId.eq(me)),
        None => settings.filter(mail_setting::Column::PersonId.is_null()),
    }
}

/// Mail to the viewer that can't be delivered, as far as none came through since.
pub fn own_undelivered(viewer: &Viewer) -> Select<mail::Entity> {
    const LATER: &str = "later";
    let of_later = |column| Expr::col((LATER, column));
    let of_mail = |column| Expr::col((mail::Entity, column));
    let came_through = Query::select()
        .expr(Expr::value(1))
        .from_as(mail::Entity, LATER)
        .and_where(of_later(mail::Column::PersonId).eq(of_mail(mail::Column::PersonId)))
        .and_where(of_later(mail::Column::State).eq(MailState::Sent))
        .and_where(of_later(mail::Column::EndedAt).gt(of_mail(mail::Column::FailingSince)))
        .take();
    let mails = mail::Entity::find().filter(is_undelivered()).filter(Expr::exists(came_through).not());
    match viewer.person_id() {
        Some(me) => mails.filter(mail::Column::PersonId.eq(me)),
        None => mails.filter(mail::Column::Id.is_null()),
    }
}

/// Mail that can't be delivered, for who looks after accounts.
pub fn undelivered(viewer: &Viewer) -> Select<mail::Entity> {
    let mails = mail::Entity::find().filter(is_undelivered());
    match may_look_after_mail(viewer) {
        Ok(()) => mails,
        Err(Denied) => mails.filter(mail::Column::Id.is_null()),
    }
}

/// Whether the viewer sees mail that can't be delivered and has it tried again.
///
/// # Errors
/// [`Denied`] for who doesn't look after accounts.
pub fn may_look_after_mail(viewer: &Viewer) -> Result<(), Denied> {
    let looks_after = viewer.roles().iter().any(|role| match role {
        RoleScope::Coordinator | RoleScope::Administrator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager => false,
    });
    if looks_after { Ok(()) } else { Err(Denied) }
}

/// What was reminded of by these keys; nothing of it is shown.
pub fn reminded(keys: &[String]) -> Select<notice::Entity> {
    notice::Entity::find().filter(notice::Column::ReminderKey.is_in(keys.iter().map(String::as_str)))
}

/// Notices from before a moment that no mail is still to bring, for who tidies them away: they have no viewer.
pub fn old(until: Timestamp) -> Condition {
    let waiting = waiting_mails().select_only().column(mail::Column::Id).into_query();
    let is_brought = notice::Column::MailId.is_not_null().and(notice::Column::MailId.in_subquery(waiting));
    Condition::all().add(notice::Column::At.lte(until)).add(is_brought.not())
}

/// Those of them that remind of something.
pub fn old_reminders(until: Timestamp) -> Select<notice::Entity> {
    notice::Entity::find().filter(old(until)).filter(notice::Column::ReminderKey.is_not_null())
}

/// Those of these people who have an account, each with how often they want mail, to tell them something.
pub fn told(people: &BTreeSet<PersonId>) -> Select<person::Entity> {
    let mut told = person::Entity::find()
        .filter(person::Column::Id.is_in(people.iter().copied()))
        .filter(person::Column::EndedAt.is_null());
    let theirs =
        Expr::col((mail_setting::Entity, mail_setting::Column::PersonId)).equals((person::Entity, person::Column::Id));
    QuerySelect::query(&mut told).left_join(mail_setting::Entity, theirs);
    told
}

/// The people who work for an entry of the directory, to tell them something.
pub fn staff_of(entry: SpecialistId) -> Select<role_grant::Entity> {
    specialists().filter(role_grant::Column::SpecialistId.eq(entry))
}

/// The people who work for entries of the directory, to tell them something.
pub(super) fn specialists() -> Select<role_grant::Entity> {
    granted(Role::Specialist)
}

/// The community workers of these areas, to tell them something.
pub fn workers_of(areas: &BTreeSet<NeighbourhoodId>) -> Select<role_grant::Entity> {
    granted(Role::CommunityWorker).filter(role_grant::Column::NeighbourhoodId.is_in(areas.iter().copied()))
}

/// Who runs the programme, to tell them something.
pub fn coordinators() -> Select<role_grant::Entity> {
    granted(Role::Coordinator)
}

/// Who follows a case, to tell them something.
pub fn followers_of(case: CaseId) -> Select<case_follower::Entity> {
    case_follower::Entity::find()
        .filter(case_follower::Column::CaseId.eq(case))
        .filter(case_follower::Column::EndedAt.is_null())
}

/// Mails that are to be sent by now and that no server is busy with, for who sends them: that has no viewer.
pub fn due_mails(now: Timestamp) -> Select<mail::Entity> {
    let is_free = Condition::any().add(mail::Column::LeasedUntil.is_null()).add(mail::Column::LeasedUntil.lte(now));
    mail::Entity::find()
        .filter(mail::Column::State.eq(MailState::Waiting))
        .filter(mail::Column::DueAt.lte(now))
        .filter(is_free)
}

/// The mails that wait to be sent, to count them.
pub fn waiting_mails() -> Select<mail::Entity> {
    mail::Entity::find().filter(mail::Column::State.eq(MailState::Waiting))
}

/// What a mail brings, as far as it wasn't seen, for who sends it to the one who is told.
pub fn brought_by(id: MailId) -> Select<notice::Entity> {
    notice::Entity::find().filter(notice::Column::MailId.eq(id)).filter(notice::Column::SeenAt.is_null())
}

fn granted(role: Role) -> Select<role_grant::Entity> {
    let open = person::Entity::find()
        .select_only()
        .column(person::Column::Id)
        .filter(person::Column::EndedAt.is_null())
        .into_query();
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.eq(role))
        .filter(role_grant::Column::PersonId.in_subquery(open))
}

fn is_undelivered() -> Condition {
    Condition::all().add(mail::Column::FailingSince.is_not_null())
}

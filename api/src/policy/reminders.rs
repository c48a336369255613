//! What the clock looks at to remind people. It has no viewer and shows nobody anything: whoever is reminded reads what it is
//! about through the policy of that.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use std::collections::BTreeSet;

use entities::{
    CaseId, CaseStatus, ConnectorStatus, Day, SpecialistId, absence, case, case_follower, connector, course,
    course_topic, fixed_contact, programme, role_grant, topic_change,
};
use sea_orm::{
    ColumnTrait, EntityTrait, JoinType, QueryFilter, QuerySelect, Select,
    sea_query::{Expr, ExprTrait},
};

use super::{
    cases::fixed,
    contacts::{has_stand_in, holds_on},
    notices,
};

/// Who applied as a connector and wasn't talked with yet.
pub fn applications() -> Select<connector::Entity> {
    connector::Entity::find().filter(connector::Column::Status.eq(ConnectorStatus::Applied))
}

/// Connectors who paused until a day that has passed.
pub fn pauses_over(today: Day) -> Select<connector::Entity> {
    connector::Entity::find()
        .filter(connector::Column::Status.eq(ConnectorStatus::Paused))
        .filter(connector::Column::PausedUntil.lt(today))
}

/// Cases that wait, with a day that has passed.
pub fn waits_passed(today: Day) -> Select<case::Entity> {
    case::Entity::find()
        .filter(Expr::col((case::Entity, case::Column::Status)).eq(fixed(&CaseStatus::Waiting)))
        .filter(case::Column::WaitingUntil.lt(today))
}

/// Open cases of which a specialist should have told how it goes.
pub fn signs_of_life_missed(today: Day) -> Select<case::Entity> {
    case::Entity::find()
        .filter(Expr::col((case::Entity, case::Column::Status)).ne(fixed(&CaseStatus::Closed)))
        .filter(case::Column::SignOfLifeDue.lt(today))
}

/// Who follows these cases.
pub fn followers_of(cases: &BTreeSet<CaseId>) -> Select<case_follower::Entity> {
    case_follower::Entity::find()
        .filter(case_follower::Column::CaseId.is_in(cases.iter().copied()))
        .filter(case_follower::Column::EndedAt.is_null())
}

/// The people who work for these entries of the directory.
pub fn staff_of(entries: &BTreeSet<SpecialistId>) -> Select<role_grant::Entity> {
    notices::specialists().filter(role_grant::Column::SpecialistId.is_in(entries.iter().copied()))
}

/// How the programme is set up.
pub fn programme() -> Select<programme::Entity> {
    programme::Entity::find()
}

/// Fixed contacts of connectors who help, who last spoke with them before this day.
pub fn contacts_overdue(today: Day, heard_before: Day) -> Select<fixed_contact::Entity> {
    let mut contacts = fixed_contact::Entity::find()
        .filter(holds_on(today))
        .filter(fixed_contact::Column::HeardOn.lt(heard_before))
        .filter(Expr::col((connector::Entity, connector::Column::Status)).eq(fixed(&ConnectorStatus::Active)));
    let is_theirs = Expr::col((connector::Entity, connector::Column::Id))
        .equals((fixed_contact::Entity, fixed_contact::Column::ConnectorId));
    QuerySelect::query(&mut contacts).join(JoinType::InnerJoin, connector::Entity, is_theirs);
    contacts
}

/// Who is away today, and who stands in.
pub fn absences(today: Day) -> Select<absence::Entity> {
    absence::Entity::find()
        .filter(absence::Column::FromOn.lte(today))
        .filter(absence::Column::UntilOn.gte(today))
        .filter(has_stand_in())
}

/// All courses.
pub fn courses() -> Select<course::Entity> {
    course::Entity::find()
}

/// The topics that they cover.
pub fn course_topics() -> Select<course_topic::Entity> {
    course_topic::Entity::find()
}

/// The days on which topics changed.
pub fn topic_changes() -> Select<topic_change::Entity> {
    topic_change::Entity::find()
}

//! Which cards may be counted by sums of whole areas, and which must be looked at one by one.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{Timestamp, case, involvement};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait,
    sea_query::{SelectStatement, UnionType},
};

use super::scope::{OPEN, followed};
use crate::{
    cases::derived::on_board,
    policy::{PersonViewer, RoleScope, Viewer, figures::Whole},
};

/// The areas of which the viewer sees every card. Of these a sum tells nothing that their list would not show.
pub fn whole(viewer: &Viewer) -> Whole {
    Whole::of_roles(viewer, |role| match role {
        RoleScope::Coordinator => Whole::All,
        RoleScope::Connector(own) | RoleScope::CommunityWorker(own) => Whole::of(own),
        RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => Whole::NOWHERE,
    })
}

/// The cases that something binds the viewer to, whatever their roles, by id: held and on the board, followed, asked
/// along.
/// Every card outside [`whole`] areas is one of these, and every card that the viewer sees otherwise than others do.
pub fn bound(me: &PersonViewer, now: Timestamp) -> SelectStatement {
    let entries = me.specialists();
    // Most people work for no entry: an empty list would keep SQLite from the index of the others.
    let works = !entries.is_empty();
    let i_hold = Condition::any()
        .add(case::Column::HolderPersonId.eq(me.id))
        .add_option(works.then(|| case::Column::HolderSpecialistId.is_in(entries.clone())));
    let held = case::Entity::find().select_only().column(case::Column::Id).filter(i_hold).filter(on_board(now));
    let asks_me = Condition::any()
        .add(involvement::Column::ReceiverPersonId.eq(me.id))
        .add_option(works.then(|| involvement::Column::ReceiverSpecialistId.is_in(entries.clone())));
    let asked = involvement::Entity::find()
        .select_only()
        .column(involvement::Column::CaseId)
        .filter(involvement::Column::Status.is_in(OPEN))
        .filter(asks_me);
    let known = { followed(me.id) }.union(UnionType::Distinct, asked.into_query()).take();
    held.into_query().union(UnionType::Distinct, known).take()
}

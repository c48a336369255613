//! Which cards may be counted by sums of whole areas, and which must be looked at one by one.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{case, involvement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait};

use super::scope::{OPEN, among, followed};
use crate::policy::{PersonViewer, RoleScope, Viewer, figures::Whole};

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

/// That something binds the viewer to a case, whatever their roles: held, followed, asked along. Every card outside
/// [`whole`] areas is one of these, and every card that the viewer sees otherwise than others do.
pub fn bound(me: &PersonViewer) -> Condition {
    let asks_me = Condition::any()
        .add(involvement::Column::ReceiverPersonId.eq(me.id))
        .add(involvement::Column::ReceiverSpecialistId.is_in(me.specialists()));
    let asked = involvement::Entity::find()
        .select_only()
        .column(involvement::Column::CaseId)
        .filter(involvement::Column::Status.is_in(OPEN))
        .filter(asks_me);
    Condition::any()
        .add(case::Column::HolderPersonId.eq(me.id))
        .add(case::Column::HolderSpecialistId.is_in(me.specialists()))
        .add(among(followed(me.id)))
        .add(among(asked.into_query()))
}

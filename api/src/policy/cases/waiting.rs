//! Which cases a viewer holds, and which questions wait for their answer, as conditions.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{InvolvementStatus, case, involvement};
use sea_orm::{ColumnTrait, Condition, EntityTrait, ExprTrait, QueryFilter, QuerySelect, QueryTrait, sea_query::Expr};

use super::{
    helping::taker_works_there,
    scope::{among, any_of, asked_any_worker, fixed, none},
};
use crate::{
    cases::derived::yes,
    policy::{RoleScope, Viewer},
};

/// That the viewer holds a case, in either way.
pub fn holds(viewer: &Viewer) -> Condition {
    let mut scope = none();
    let Some(me) = viewer.person() else { return scope };
    for role in &me.roles {
        scope = match role {
            RoleScope::Connector(_) | RoleScope::CommunityWorker(_) => {
                scope.add(case::Column::HolderPersonId.eq(me.id))
            }
            RoleScope::Specialist(entries) => {
                scope.add(case::Column::HolderSpecialistId.is_in(entries.iter().copied()))
            }
            RoleScope::Coordinator
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => scope,
        };
    }
    scope
}

/// That somebody asked whoever works in the neighbourhood, and the viewer does.
pub fn asked_any_worker_of(viewer: &Viewer) -> Condition {
    viewer.roles().iter().fold(none(), |scope, role| match role {
        RoleScope::CommunityWorker(areas) => scope.add(
            Condition::all()
                .add(case::Column::NeighbourhoodId.is_in(areas.iter().copied()))
                .add(among(asked_any_worker())),
        ),
        RoleScope::Connector(_)
        | RoleScope::Coordinator
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => scope,
    })
}

/// That an involvement is a question which the viewer has to answer: by name, through an entry, as one of the
/// workers, or as the holder to whom a takeover is offered.
pub fn waits_for(viewer: &Viewer) -> Condition {
    let mut scope = none();
    let Some(me) = viewer.person() else { return scope };
    let in_cases = |condition: Condition| {
        let cases = case::Entity::find().select_only().column(case::Column::Id).filter(condition);
        involvement::Column::CaseId.in_subquery(cases.into_query())
    };
    let is_offer = || Expr::col(involvement::Column::TakerId).equals(involvement::Column::RequesterId);
    let not_offer = || any_of(involvement::Column::TakerId.is_null(), is_offer().not());
    // Whoever would take it over must still work there.
    let held_here = Condition::all().add(holds(viewer)).add(taker_works_there());
    scope = scope.add(Condition::all().add(is_offer()).add(in_cases(held_here)));
    for role in &me.roles {
        scope = match role {
            RoleScope::CommunityWorker(areas) => {
                let here = case::Column::NeighbourhoodId.is_in(areas.iter().copied());
                let held_by_me = case::Column::HolderPersonId.is_not_null().and(case::Column::HolderPersonId.eq(me.id));
                let for_any = Condition::all()
                    .add(involvement::Column::ReceiverPersonId.is_null())
                    .add(involvement::Column::ReceiverSpecialistId.is_null())
                    .add(not_offer())
                    .add(in_cases(Condition::all().add(here.clone()).add(yes(held_by_me).eq(0))));
                let by_name = Condition::all()
                    .add(involvement::Column::ReceiverPersonId.eq(me.id))
                    .add(not_offer())
                    .add(in_cases(Condition::all().add(here)));
                scope.add(by_name).add(for_any)
            }
            RoleScope::Specialist(entries) => {
                let mine = involvement::Column::ReceiverSpecialistId.is_in(entries.iter().copied());
                scope.add(Condition::all().add(mine).add(not_offer()))
            }
            RoleScope::Connector(_)
            | RoleScope::Coordinator
            | RoleScope::MunicipalityOfficer
            | RoleScope::CentreManager
            | RoleScope::Administrator => scope,
        };
    }
    Condition::all()
        .add(Expr::col((involvement::Entity, involvement::Column::Status)).eq(fixed(&InvolvementStatus::Requested)))
        .add(scope)
}

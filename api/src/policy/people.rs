//! People with an account.
//!
//! | | sees |
//! | --- | --- |
//! | connector | themselves, the team and the workers of their areas, the coordinators |
//! | community worker | the same |
//! | coordinator, administrator | everybody |
//! | specialist, officer, centre manager | themselves, the coordinators |
//! | machine, nobody | nobody |
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{PersonId, Role, person, role_grant};
use sea_orm::{
    ColumnTrait, Condition, ConnectionTrait, DbErr, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, IntoCondition, Query, SimpleExpr},
};

use super::{Denied, PersonViewer, RoleScope, Viewer};
use crate::contained::contains;

/// The people whom the viewer may know.
pub fn visible(viewer: &Viewer) -> Select<person::Entity> {
    person::Entity::find().filter(scope(viewer))
}

/// The names of people who stand on a row that the viewer sees: holder, requester, writer. Select `id` and
/// `name` from it, nothing else; who it is besides goes through [`visible`].
pub fn named(viewer: &Viewer) -> Select<person::Entity> {
    let condition = match viewer {
        Viewer::Person(_) => Condition::all(),
        Viewer::Nobody | Viewer::Machine(_) => nobody(),
    };
    person::Entity::find().filter(condition)
}

/// The roles that hold now, of people whom the viewer may know.
pub fn visible_roles(viewer: &Viewer) -> Select<role_grant::Entity> {
    let people = visible(viewer).select_only().column(person::Column::Id);
    role_grant::Entity::find()
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::PersonId.in_subquery(people.into_query()))
}

/// The people whom the viewer may know, each once for every role that holds now, and once without one.
pub fn visible_with_roles(viewer: &Viewer) -> Select<person::Entity> {
    let mut people = visible(viewer);
    let is_theirs = Expr::col((role_grant::Entity, role_grant::Column::PersonId))
        .equals((person::Entity, person::Column::Id))
        .and(Expr::col((role_grant::Entity, role_grant::Column::EndedAt)).is_null());
    QuerySelect::query(&mut people).left_join(role_grant::Entity, is_theirs);
    people
}

/// How often the roles of a person were changed, and one: every role that was given or ended counts.
pub fn roles_counted() -> SimpleExpr {
    let changes = Expr::col(role_grant::Column::Id).count().add(Expr::col(role_grant::Column::EndedAt).count());
    let counted = Query::select()
        .expr(changes.add(1).cast_as("integer"))
        .from(role_grant::Entity)
        .and_where(
            Expr::col((role_grant::Entity, role_grant::Column::PersonId)).equals((person::Entity, person::Column::Id)),
        )
        .take();
    SimpleExpr::SubQuery(None, Box::new(counted.into()))
}

/// The same of one person, for who changes their roles.
///
/// # Errors
/// When the database can't be read.
pub async fn roles_version(db: &impl ConnectionTrait, id: PersonId) -> Result<Option<i32>, DbErr> {
    let version = person::Entity::find().select_only().expr(roles_counted()).filter(person::Column::Id.eq(id));
    version.into_tuple().one(db).await
}

/// Fellow connectors and community workers of the viewer's own areas, whom they can call; all of them for who runs
/// the programme.
pub fn colleagues(viewer: &PersonViewer) -> Select<person::Entity> {
    let in_the_field = role_grant::Column::Role.is_in([Role::Connector, Role::CommunityWorker]);
    let near = viewer.roles.iter().fold(Condition::any().add(nobody()), |near, role| match role {
        RoleScope::Coordinator => near.add(granted(in_the_field.clone())),
        RoleScope::Connector(_) | RoleScope::CommunityWorker(_) => {
            let area = role_grant::Column::NeighbourhoodId.is_in(viewer.surroundings.iter().copied());
            near.add(granted(Condition::all().add(in_the_field.clone()).add(area)))
        }
        RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => near,
    });
    person::Entity::find()
        .filter(near)
        .filter(person::Column::Id.ne(viewer.id))
        .filter(person::Column::EndedAt.is_null())
}

/// Whether somebody is a community worker, to sort by.
pub fn is_community_worker() -> SimpleExpr {
    granted(role_grant::Column::Role.eq(Role::CommunityWorker))
}

/// Whether a person is meant by these words: a part of the name, and for who manages accounts of the address.
pub fn matches(viewer: &Viewer, words: &str) -> Condition {
    let name = Condition::any().add(contains((person::Entity, person::Column::Name), words));
    if manages_accounts(viewer) { name.add(contains((person::Entity, person::Column::Email), words)) } else { name }
}

/// Everybody reads their own address; those who manage accounts read every address.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_read_email(viewer: &Viewer, person: PersonId) -> Result<(), Denied> {
    if manages_accounts(viewer) || viewer.person_id() == Some(person) { Ok(()) } else { Err(Denied) }
}

fn manages_accounts(viewer: &Viewer) -> bool {
    viewer.roles().iter().any(|role| match role {
        RoleScope::Coordinator | RoleScope::Administrator => true,
        RoleScope::Connector(_)
        | RoleScope::CommunityWorker(_)
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager => false,
    })
}

fn scope(viewer: &Viewer) -> Condition {
    let Some(me) = viewer.person() else { return nobody() };
    let mut scope = Condition::any().add(person::Column::Id.eq(me.id));
    for role in &me.roles {
        scope = match role {
            RoleScope::Coordinator | RoleScope::Administrator => scope.add(person::Column::Id.is_not_null()),
            RoleScope::Connector(_) | RoleScope::CommunityWorker(_) => scope
                .add(granted(role_grant::Column::NeighbourhoodId.is_in(me.surroundings.iter().copied())))
                .add(granted(role_grant::Column::Role.eq(Role::Coordinator))),
            RoleScope::Specialist(_) | RoleScope::MunicipalityOfficer | RoleScope::CentreManager => {
                scope.add(granted(role_grant::Column::Role.eq(Role::Coordinator)))
            }
        };
    }
    scope
}

fn granted(condition: impl IntoCondition) -> SimpleExpr {
    let grants = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::PersonId)
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(condition.into_condition());
    person::Column::Id.in_subquery(grants.into_query())
}

fn nobody() -> Condition {
    Condition::all().add(person::Column::Id.is_null())
}

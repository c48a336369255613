//! Who can be a fixed contact, and whose contact somebody is on a day. A contact who left, or has another role now, is on no
//! day: what stands written of them counts as nobody.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{ContactSide, Day, PersonId, Role, absence, fixed_contact, person, role_grant};
use sea_orm::{
    ColumnTrait, Condition, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{SelectStatement, SimpleExpr},
};

use crate::connectors::contacts::mutations::roles_at;

/// The people who can be a fixed contact at a side: those of the welfare organisation who work with connectors, and
/// those of the municipality.
pub fn possible_contacts(roles: &[Role]) -> Select<person::Entity> {
    let granted = role_grant::Entity::find()
        .select_only()
        .column(role_grant::Column::PersonId)
        .filter(role_grant::Column::EndedAt.is_null())
        .filter(role_grant::Column::Role.is_in(roles.iter().copied()));
    person::Entity::find()
        .filter(person::Column::EndedAt.is_null())
        .filter(person::Column::Id.in_subquery(granted.into_query()))
}

/// Contacts who are among the people who can be one at their side.
pub fn can_be_called() -> Condition {
    let at = |side: ContactSide| {
        Condition::all()
            .add(fixed_contact::Column::Side.eq(side))
            .add(fixed_contact::Column::PersonId.in_subquery(ids_of(roles_at(side))))
    };
    Condition::any().add(at(ContactSide::Welfare)).add(at(ContactSide::Municipality))
}

/// Whether who stands in during an absence can still be called; without, it falls to the contact themselves, who is away.
pub fn has_stand_in() -> SimpleExpr {
    let roles: Vec<Role> =
        [ContactSide::Welfare, ContactSide::Municipality].into_iter().flat_map(roles_at).copied().collect();
    absence::Column::StandInId.in_subquery(ids_of(&roles))
}

/// Contacts that hold on this day, of people who can still be called as one.
pub fn holds_on(today: Day) -> Condition {
    let ends_later =
        Condition::any().add(fixed_contact::Column::UntilOn.is_null()).add(fixed_contact::Column::UntilOn.gte(today));
    Condition::all().add(fixed_contact::Column::FromOn.lte(today)).add(ends_later).add(can_be_called())
}

/// Contacts of this person on this day, by themselves or standing in for who is away.
pub fn falls_to(id: PersonId, today: Day) -> Condition {
    let away = absence::Entity::find()
        .select_only()
        .column(absence::Column::PersonId)
        .filter(absence::Column::StandInId.eq(id))
        .filter(absence::Column::FromOn.lte(today))
        .filter(absence::Column::UntilOn.gte(today))
        .filter(has_stand_in());
    let falls = Condition::any()
        .add(fixed_contact::Column::PersonId.eq(id))
        .add(fixed_contact::Column::PersonId.in_subquery(away.into_query()));
    Condition::all().add(holds_on(today)).add(falls)
}

fn ids_of(roles: &[Role]) -> SelectStatement {
    possible_contacts(roles).select_only().column(person::Column::Id).into_query()
}

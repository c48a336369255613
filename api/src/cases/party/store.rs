//! Reads the telephone numbers of people and entries in one statement: the typed builder makes no union.

use std::collections::HashMap;

use entities::{PersonId, SpecialistId, person, specialist};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, FromQueryResult, QueryFilter, QuerySelect, QueryTrait, sea_query::UnionType,
};
use uuid::Uuid;

use super::PhoneOf;
use crate::{
    cases::outlook::Holder,
    policy::{self, Viewer},
};

#[derive(FromQueryResult)]
struct Number {
    id: Uuid,
    phone: Option<String>,
}

/// The numbers that the viewer may know; for everybody who is asked for, so that nobody is asked for again.
///
/// # Errors
/// When the database can't be read.
pub async fn phones(
    db: &impl ConnectionTrait,
    viewer: &Viewer,
    asked: &[PhoneOf],
) -> Result<HashMap<PhoneOf, Option<String>>, DbErr> {
    let people = asked.iter().filter_map(|PhoneOf(callee)| match callee {
        Holder::Person(id) => Some(*id),
        Holder::Specialist(_) => None,
    });
    let entries = asked.iter().filter_map(|PhoneOf(callee)| match callee {
        Holder::Person(_) => None,
        Holder::Specialist(id) => Some(*id),
    });
    let people = policy::people::visible(viewer)
        .select_only()
        .columns([person::Column::Id, person::Column::Phone])
        .filter(person::Column::Id.is_in(people));
    let entries = policy::specialists::visible(viewer)
        .select_only()
        .columns([specialist::Column::Id, specialist::Column::Phone])
        .filter(specialist::Column::Id.is_in(entries));
    let both = people.into_query().union(UnionType::All, entries.into_query()).take();
    let mut numbers = HashMap::new();
    for row in db.query_all(&both).await? {
        let Number { id, phone } = Number::from_query_result(&row, "")?;
        numbers.insert(id, phone);
    }
    let number = |callee: Holder| match callee {
        Holder::Person(PersonId(id)) | Holder::Specialist(SpecialistId(id)) => numbers.get(&id).cloned().flatten(),
    };
    Ok(asked.iter().map(|asked| (*asked, number(asked.0))).collect())
}

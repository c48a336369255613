//! For whom somebody else asks a place.

use std::collections::BTreeSet;

use entities::{PersonId, person};
use sea_orm::{ColumnTrait, QueryFilter, QuerySelect};

use super::planning::Plan;
use crate::{
    acts::Work,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
};

/// The people for whom places are kept: they follow training, and there are places for all of them.
///
/// # Errors
/// Refused for somebody who doesn't, and for more people than places.
pub async fn checked(work: &Work<'_>, ids: &[PersonId], plan: &Plan) -> Result<Vec<PersonId>, Stop> {
    let ids: BTreeSet<PersonId> = ids.iter().copied().collect();
    let count = i32::try_from(ids.len()).unwrap_or(i32::MAX);
    if count > plan.capacity {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            format!("Er zijn te weinig plekken voor {count} mensen. Kies {count} of meer."),
            format!("There are too few places for {count} people. Choose {count} or more."),
        );
        return Err(refusal.at("plan.capacity").into());
    }
    if ids.is_empty() {
        return Ok(Vec::new());
    }
    let known: Vec<PersonId> = policy::training::looked_after(&work.req.viewer)
        .filter(person::Column::Id.is_in(ids.iter().copied()))
        .select_only()
        .column(person::Column::Id)
        .into_tuple()
        .all(&work.tx)
        .await?;
    if known.len() == ids.len() { Ok(ids.into_iter().collect()) } else { Err(Refusal::not_found("personIds").into()) }
}

/// Somebody who follows training.
///
/// # Errors
/// Not found, for anybody else.
pub async fn known(work: &Work<'_>, id: PersonId) -> Result<PersonId, Stop> {
    let known = policy::training::looked_after(&work.req.viewer).filter(person::Column::Id.eq(id));
    Ok(known.one(&work.tx).await?.map(|person| person.id).ok_or_else(|| Refusal::not_found("personId"))?)
}

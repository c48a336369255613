//! For whom a place is asked. Whoever gets one goes on following training until it is written: people first, then meetings,
//! as with who stops, so that a place is either given up with the others or isn't given.

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
    stay(work, &ids).await?;
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
    stay(work, &[id].into()).await?;
    let known = policy::training::looked_after(&work.req.viewer).filter(person::Column::Id.eq(id));
    Ok(known.one(&work.tx).await?.map(|person| person.id).ok_or_else(|| Refusal::not_found("personId"))?)
}

/// The viewer, who follows training.
///
/// # Errors
/// Refused for who doesn't, or stopped a moment ago.
pub async fn viewer(work: &Work<'_>) -> Result<PersonId, Stop> {
    let me = policy::training::may_enrol(&work.req.viewer)?;
    stay(work, &[me].into()).await?;
    let still = policy::training::participants().filter(person::Column::Id.eq(me)).one(&work.tx).await?;
    Ok(still.map(|person| person.id).ok_or_else(Refusal::not_allowed)?)
}

/// Waits for who is leaving, and keeps everybody's roles as they are until the transaction ends.
async fn stay(work: &Work<'_>, ids: &BTreeSet<PersonId>) -> Result<(), Stop> {
    policy::accounts::all_roles_stay(ids).into_tuple::<PersonId>().all(&work.tx).await?;
    Ok(())
}

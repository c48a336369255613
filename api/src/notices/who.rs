//! Whom something is told, found in the transaction of the act that tells it.

use entities::{CaseId, NeighbourhoodId, PersonId, SpecialistId, case_follower, role_grant};
use sea_orm::{DbErr, QuerySelect, Select};

use crate::{
    acts::Work,
    cases::outlook::{Holder, Receiver},
    places::areas::Areas,
    policy,
};

/// Those who can answer for a receiver of a question in a case of this neighbourhood.
///
/// # Errors
/// When the database can't be read.
pub async fn receivers(
    work: &Work<'_>,
    receiver: Receiver,
    neighbourhood: NeighbourhoodId,
) -> Result<Vec<PersonId>, DbErr> {
    match receiver {
        Receiver::Person(id) => Ok(vec![id]),
        Receiver::Specialist(id) => staff(work, id).await,
        Receiver::AnyWorker => workers(work, neighbourhood).await,
    }
}

/// Those who carry a case: the person, or who works for the entry.
///
/// # Errors
/// When the database can't be read.
pub async fn holders(work: &Work<'_>, holder: Option<Holder>) -> Result<Vec<PersonId>, DbErr> {
    match holder {
        Some(Holder::Person(id)) => Ok(vec![id]),
        Some(Holder::Specialist(id)) => staff(work, id).await,
        None => Ok(Vec::new()),
    }
}

/// Those who work for an entry of the directory.
///
/// # Errors
/// When the database can't be read.
pub async fn staff(work: &Work<'_>, entry: SpecialistId) -> Result<Vec<PersonId>, DbErr> {
    people(work, policy::notices::staff_of(entry)).await
}

/// Those who follow a case.
///
/// # Errors
/// When the database can't be read.
pub async fn followers(work: &Work<'_>, case: CaseId) -> Result<Vec<PersonId>, DbErr> {
    policy::notices::followers_of(case)
        .select_only()
        .column(case_follower::Column::PersonId)
        .into_tuple()
        .all(&work.tx)
        .await
}

/// Those who run the programme.
///
/// # Errors
/// When the database can't be read.
pub async fn coordinators(work: &Work<'_>) -> Result<Vec<PersonId>, DbErr> {
    people(work, policy::notices::coordinators()).await
}

/// The community workers of a neighbourhood, or of what it lies in.
async fn workers(work: &Work<'_>, neighbourhood: NeighbourhoodId) -> Result<Vec<PersonId>, DbErr> {
    let around = Areas::read(&work.tx).await?.with_wholes(neighbourhood);
    people(work, policy::notices::workers_of(&around)).await
}

async fn people(work: &Work<'_>, grants: Select<role_grant::Entity>) -> Result<Vec<PersonId>, DbErr> {
    grants.select_only().column(role_grant::Column::PersonId).distinct().into_tuple().all(&work.tx).await
}

//! Whom an act on a case tells what, in the words of notices.

use std::collections::BTreeSet;

use entities::{CaseId, InvolvementId, InvolvementStatus, NoticeKind, PersonId};
use sea_orm::DbErr;

use super::{
    involvements::types::Involvement,
    outlook::{Holder, Receiver},
    types::Case,
};
use crate::{
    acts::Work,
    notices::{Subject, tell, who},
};

/// Somebody is asked along.
///
/// # Errors
/// When the database can't be read.
pub async fn asked(work: &Work<'_>, case: &Case, id: InvolvementId, receiver: Receiver) -> Result<(), DbErr> {
    let asked = who::receivers(work, receiver, case.neighbourhood_id).await?;
    // Who carries the case already is not one of the workers who could come.
    let holder = case.holder().filter(|_| receiver == Receiver::AnyWorker);
    let asked = asked.into_iter().filter(|person| holder != Some(Holder::Person(*person)));
    tell(work, asked, NoticeKind::InvolvementRequested, Subject::Involvement(case.id, id));
    Ok(())
}

/// A question was answered, or not in time: who asked is told, and who carries the case by now.
pub fn answered(work: &Work<'_>, involvement: &Involvement, holder: Option<PersonId>, kind: NoticeKind) {
    let holder = holder.filter(|_| !involvement.is_offer());
    let told: BTreeSet<PersonId> = std::iter::once(involvement.requester_id).chain(holder).collect();
    tell(work, told, kind, Subject::Involvement(involvement.case_id, involvement.id));
}

/// A question that nobody answered yet is taken back.
///
/// # Errors
/// When the database can't be read.
pub async fn taken_back(work: &Work<'_>, case: &Case, involvement: &Involvement) -> Result<(), DbErr> {
    if involvement.status == InvolvementStatus::Requested {
        let asked = who::receivers(work, involvement.receiver(), case.neighbourhood_id).await?;
        let about = Subject::Involvement(case.id, involvement.id);
        tell(work, asked, NoticeKind::InvolvementWithdrawn, about);
    }
    Ok(())
}

/// Somebody carries the case from now on.
///
/// # Errors
/// When the database can't be read.
pub async fn given(work: &Work<'_>, case: CaseId, holder: Holder) -> Result<(), DbErr> {
    let holders = who::holders(work, Some(holder)).await?;
    tell(work, holders, NoticeKind::CaseGiven, Subject::Case(case));
    Ok(())
}

/// A case went to another without being asked: who carries it now is told, and who did, unless they do it themselves.
///
/// # Errors
/// When the database can't be read.
pub async fn passed_on(work: &Work<'_>, case: &Case, to: Holder) -> Result<(), DbErr> {
    let before = who::holders(work, case.holder().filter(|before| *before != to)).await?;
    tell(work, before, NoticeKind::CasePassedOn, Subject::Case(case.id));
    given(work, case.id, to).await
}

/// A case is open again, with who carried it.
///
/// # Errors
/// When the database can't be read.
pub async fn reopened(work: &Work<'_>, case: CaseId, holder: Holder) -> Result<(), DbErr> {
    let holders = who::holders(work, Some(holder)).await?;
    tell(work, holders, NoticeKind::CaseReopened, Subject::Case(case));
    Ok(())
}

/// Something happened of which followers hear.
///
/// # Errors
/// When the database can't be read.
pub async fn followed(work: &Work<'_>, case: CaseId, kind: NoticeKind) -> Result<(), DbErr> {
    let followers = who::followers(work, case).await?;
    tell(work, followers, kind, Subject::Case(case));
    Ok(())
}

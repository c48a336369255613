//! Writes and removes sealed details.

use entities::{CaseId, ConsentId, consent, resident_details};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, OnConflict, Query},
};

use crate::{
    acts::Work,
    cases::inputs::ConsentInput,
    payload::{Refusal, Stop},
};

/// Puts sealed details in the place of those before, with a consent of their own.
///
/// # Errors
/// When the database can't be written.
pub async fn replace(work: &Work<'_>, case: CaseId, sealed: Vec<u8>, given: ConsentInput) -> Result<(), Stop> {
    let req = work.req;
    let by = req.viewer.person_id().ok_or_else(Refusal::not_allowed)?;
    let consent_id = req.new_id::<ConsentId>();
    let consent = consent::ActiveModel {
        id: Set(consent_id),
        case_id: Set(case),
        form: Set(given.form),
        given_on: Set(given.on),
        recorded_by: Set(by),
        recorded_at: Set(req.now),
        withdrawn_at: Set(None),
    };
    consent.insert(&work.tx).await?;
    let row = resident_details::ActiveModel {
        case_id: Set(case),
        sealed: Set(sealed),
        key_id: Set(req.app.keys.details_id().to_owned()),
        consent_id: Set(consent_id),
        added_by: Set(by),
        added_at: Set(req.now),
    };
    let again = OnConflict::column(resident_details::Column::CaseId)
        .update_columns([
            resident_details::Column::Sealed,
            resident_details::Column::KeyId,
            resident_details::Column::ConsentId,
            resident_details::Column::AddedBy,
            resident_details::Column::AddedAt,
        ])
        .to_owned();
    resident_details::Entity::insert(row).on_conflict(again).exec_without_returning(&work.tx).await?;
    Ok(())
}

/// Removes the details; the consent with which they were kept ends.
///
/// # Errors
/// When the database can't be written.
pub async fn remove(work: &Work<'_>, case: CaseId) -> Result<(), Stop> {
    let kept_with = Query::select()
        .column(resident_details::Column::ConsentId)
        .from(resident_details::Entity)
        .and_where(resident_details::Column::CaseId.eq(case))
        .take();
    consent::Entity::update_many()
        .col_expr(consent::Column::WithdrawnAt, Expr::value(Some(work.req.now)))
        .filter(consent::Column::Id.in_subquery(kept_with))
        .exec(&work.tx)
        .await?;
    resident_details::Entity::delete_many().filter(resident_details::Column::CaseId.eq(case)).exec(&work.tx).await?;
    Ok(())
}

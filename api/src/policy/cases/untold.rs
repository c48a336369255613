//! Cases and questions that are looked at without a viewer: for the clock, for who waits for their turn, for a word that
//! is still free. Nothing of them is told.
#![expect(clippy::disallowed_methods, reason = "selects start here")]

use entities::{CaseId, CaseStatus, InvolvementId, InvolvementStatus, NeighbourhoodId, case, involvement};
use sea_orm::{
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, QueryTrait, Select,
    sea_query::{Expr, ExprTrait, SimpleExpr},
};

use super::scope::{among, fixed};

/// The questions that nobody answered in time, for the clock alone: it has no viewer and tells nobody.
pub fn for_the_clock() -> Select<involvement::Entity> {
    involvement::Entity::find()
        .filter(Expr::col((involvement::Entity, involvement::Column::Status)).eq(fixed(&InvolvementStatus::Requested)))
}

/// The version of a case, and one's turn at it until the transaction ends. For who acts on the case, or learns
/// next that it doesn't exist for them; nothing of it is told.
pub fn turn_at(id: CaseId) -> Select<case::Entity> {
    turn(case::Column::Id.eq(id))
}

/// The same for the case of an involvement.
pub fn turn_at_case_of(id: InvolvementId) -> Select<case::Entity> {
    let of_case = involvement::Entity::find()
        .select_only()
        .column(involvement::Column::CaseId)
        .filter(involvement::Column::Id.eq(id));
    turn(among(of_case.into_query()))
}

fn turn(which: SimpleExpr) -> Select<case::Entity> {
    case::Entity::find().select_only().columns([case::Column::Id, case::Column::Version]).filter(which).lock_exclusive()
}

/// The open cases of a neighbourhood, to find a word that none of them has. Nothing of them is told.
pub fn words_in_use(neighbourhood: NeighbourhoodId) -> Select<case::Entity> {
    case::Entity::find()
        .filter(case::Column::NeighbourhoodId.eq(neighbourhood))
        .filter(Expr::col((case::Entity, case::Column::Status)).ne(fixed(&CaseStatus::Closed)))
}

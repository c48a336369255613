//! What stands on the board of an area, and what somebody holds: who sees a few areas reads no other cards.

use sea_orm_migration::prelude::*;

use crate::shape::{create_index, drop_index};

/// Indexes of cases by when they close, of an area and of who holds them.
#[derive(DeriveMigrationName)]
pub struct Migration;

const OF_AREA: &str = "ix_cases_board_of_area";
const HELD: &str = "ix_cases_board_held";
/// An open case is one that closes after all others.
const CLOSES: &str = "COALESCE(closed_at, 9223372036854775807)";
/// What places a case in its column, so that the index alone answers; PostgreSQL needs `closed_at` by itself for that.
const COLUMNS: [&str; 6] = ["closed_at", "changed_at", "id", "status", "holder_person_id", "holder_specialist_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let columns = COLUMNS.join(", ");
        create_index(manager, OF_AREA, &format!("cases (neighbourhood_id, {CLOSES}, {columns})")).await?;
        create_index(manager, HELD, &format!("cases (holder_person_id, {CLOSES}, closed_at, id)")).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, HELD).await?;
        drop_index(manager, OF_AREA).await
    }
}

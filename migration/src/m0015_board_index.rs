//! What stands on the board, with all that it compares, in one index: the cases themselves are wide.

use sea_orm_migration::prelude::*;

use crate::shape::{create_index, drop_index};

/// An index of open cases and of those closed lately.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ix_cases_board";
/// An open case is one that closes after all others.
const CLOSES: &str = "COALESCE(closed_at, 9223372036854775807)";
/// What the board asks of a case, so that the index alone answers.
const COLUMNS: [&str; 10] = [
    "closed_at",
    "neighbourhood_id",
    "changed_at",
    "id",
    "status",
    "waiting_until",
    "waiting_for",
    "sign_of_life_due",
    "holder_person_id",
    "holder_specialist_id",
];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_index(manager, INDEX, &format!("cases ({CLOSES}, {})", COLUMNS.join(", "))).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, INDEX).await
    }
}

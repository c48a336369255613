//! Open cases by what changed last, with all that the board compares: who sees everything reads the first few of a column
//! from its end.

use sea_orm_migration::prelude::*;

use crate::shape::{create_index, drop_index};

/// An index of open cases.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ix_cases_open";
const COLUMNS: [&str; 6] =
    ["changed_at", "id", "neighbourhood_id", "status", "holder_person_id", "holder_specialist_id"];

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_index(manager, INDEX, &format!("cases ({}) WHERE status <> 'CLOSED'", COLUMNS.join(", "))).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, INDEX).await
    }
}

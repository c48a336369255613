//! Open involvements without reading the ended ones: the board asks for them by status and kind.

use sea_orm_migration::prelude::*;

use crate::shape::{create_index, drop_index};

/// An index of involvements by status and kind.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ix_involvements_status_kind_case_id_respond_by";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        // With the columns that the board compares, so that the index alone answers.
        create_index(manager, INDEX, "involvements (status, kind, case_id, respond_by)").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, INDEX).await
    }
}

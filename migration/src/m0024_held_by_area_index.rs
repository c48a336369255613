//! What somebody holds by neighbourhood: the few cases that a community worker holds elsewhere are found without reading all
//! that they ever held.

use sea_orm_migration::prelude::*;

use crate::shape::{create_index, drop_index};

/// An index of cases by who holds them, and where.
#[derive(DeriveMigrationName)]
pub struct Migration;

const INDEX: &str = "ix_cases_holder_person_id_neighbourhood_id";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create_index(manager, INDEX, "cases (holder_person_id, neighbourhood_id, id)").await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        drop_index(manager, INDEX).await
    }
}

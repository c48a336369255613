//! PostgreSQL looks for words that are alike in their index.
//!
//! It takes comparing two words for as cheap as comparing two numbers, and so would compare a typed word with every word of the
//! directory.

use sea_orm_migration::prelude::*;

use crate::shape::on_postgres;

/// PostgreSQL looks for words that are alike in their index.
#[derive(DeriveMigrationName)]
pub struct Migration;

const LOOK_UP: &str = "CREATE FUNCTION specialist_search_alike(typed text) RETURNS SETOF text
    LANGUAGE plpgsql STABLE STRICT ROWS 60
    SET enable_seqscan = off SET enable_indexscan = off SET enable_indexonlyscan = off
    AS $$ BEGIN
        RETURN QUERY SELECT word FROM specialist_search_words
            WHERE word % typed ORDER BY similarity(word, typed) DESC LIMIT 60;
    END $$";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        on_postgres(manager, LOOK_UP).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        on_postgres(manager, "DROP FUNCTION specialist_search_alike(text)").await
    }
}

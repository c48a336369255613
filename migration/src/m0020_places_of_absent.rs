//! Who stayed away from a meeting no longer takes a place: it is for who came without one.

use sea_orm_migration::prelude::*;

/// Who stayed away from a meeting no longer takes a place: it is for who came without one.
#[derive(DeriveMigrationName)]
pub struct Migration;

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let places = Query::select()
            .expr(Func::count(Expr::col(("attendances", "id"))))
            .from("attendances")
            .and_where(Expr::col(("attendances", "session_id")).equals(("training_sessions", "id")))
            .and_where(Expr::col(("attendances", "state")).is_in(["ENROLLED", "ATTENDED"]))
            .to_owned();
        let counted = Query::update().table("training_sessions").value("enrolled", places).to_owned();
        manager.execute(counted).await
    }

    /// The places stay free: as many are taken as there are, or fewer, and that suffices for what was before.
    async fn down(&self, _: &SchemaManager) -> Result<(), DbErr> {
        Ok(())
    }
}

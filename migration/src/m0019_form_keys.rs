//! The keys of forms that anybody can send stand in a table of their own, whatever came of the form: beside the profile
//! there was none for who was on the way already.

use sea_orm_migration::{prelude::*, schema::*};

use crate::shape::{Shape, create, drop_all};

/// The keys of forms that anybody can send.
#[derive(DeriveMigrationName)]
pub struct Migration;

const FORMER: &str = "ix_connectors_form_key";

#[async_trait::async_trait]
impl MigrationTrait for Migration {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        create(manager, form_key()).await?;
        manager.drop_index(Index::drop().name(FORMER).table("connectors").to_owned()).await?;
        manager.alter_table(Table::alter().table("connectors").drop_column("form_key").to_owned()).await
    }

    async fn down(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        let column = binary_null("form_key");
        manager.alter_table(Table::alter().table("connectors").add_column(column).to_owned()).await?;
        let index = Index::create().name(FORMER).table("connectors").col("form_key").unique().to_owned();
        manager.create_index(index).await?;
        drop_all(manager, &["form_keys"]).await
    }
}

fn form_key() -> Shape {
    Shape::new("form_keys")
        .column(binary("mark"))
        .column(binary("input_mark"))
        .column(text("answer"))
        .column(big_integer("at"))
        .key(&["mark"])
        .index(&["at"])
}

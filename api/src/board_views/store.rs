//! What is written about saved views.

use entities::{BoardViewId, PersonId, board_view, person};
use sea_orm::{ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, PaginatorTrait, QueryFilter, Set, sea_query::Expr};

use crate::{acts::Work, policy};

/// Keeps a view under its name; whether there was room for it among `most`.
///
/// # Errors
/// When the database can't be written.
pub async fn save(work: &Work<'_>, person: PersonId, name: &str, query: &str, most: u64) -> Result<bool, DbErr> {
    // Two devices of one person wait for each other here: neither saves one name twice, nor one view too many.
    person::Entity::update_many()
        .col_expr(person::Column::Name, Expr::col(person::Column::Name))
        .filter(person::Column::Id.eq(person))
        .exec(&work.tx)
        .await?;
    let name_key = name.to_lowercase();
    let replaced = board_view::Entity::update_many()
        .col_expr(board_view::Column::Name, Expr::value(name))
        .col_expr(board_view::Column::Query, Expr::value(query))
        .filter(board_view::Column::PersonId.eq(person))
        .filter(board_view::Column::NameKey.eq(&name_key))
        .exec(&work.tx)
        .await?;
    if replaced.rows_affected > 0 {
        return Ok(true);
    }
    if policy::board_views::visible(&work.req.viewer).count(&work.tx).await? >= most {
        return Ok(false);
    }
    let view = board_view::ActiveModel {
        id: Set(work.req.new_id()),
        person_id: Set(person),
        name: Set(name.to_owned()),
        name_key: Set(name_key),
        query: Set(query.to_owned()),
        created_at: Set(work.req.now),
    };
    view.insert(&work.tx).await.map(|_| true)
}

/// Forgets a view.
///
/// # Errors
/// When the database can't be written.
pub async fn remove(work: &Work<'_>, id: BoardViewId) -> Result<(), DbErr> {
    board_view::Entity::delete_many().filter(board_view::Column::Id.eq(id)).exec(&work.tx).await.map(|_| ())
}

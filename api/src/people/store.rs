//! What is written about people.

use entities::{Locale, PersonId, person};
use sea_orm::{ActiveEnum, ColumnTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use crate::acts::Work;

/// Keeps the language of a person.
///
/// # Errors
/// When the database can't be written.
pub async fn choose_locale(work: &Work<'_>, id: PersonId, locale: Locale) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::Locale, Expr::value(locale.to_value()))
        .filter(person::Column::Id.eq(id))
        .exec(&work.tx)
        .await
        .map(|_| ())
}

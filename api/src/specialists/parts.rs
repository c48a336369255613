//! What belongs to an entry in tables of its own, read with the entry in one statement: each part is one text.
//!
//! Only for rows that policy let through: the parts are correlated with them.

use entities::{
    neighbourhood, opening_hours, specialist, specialist_channel, specialist_language, specialist_neighbourhood,
    specialist_topic, stale_mark, topic,
};
use sea_orm::{
    ActiveEnum, ColumnTrait, EntityTrait, IntoSimpleExpr, Iterable,
    sea_query::{Expr, ExprTrait, Func, IntoColumnRef, Query, SelectStatement, SimpleExpr},
};

use super::opening::Stretch;

/// `0:schulden 1:geld`: place and slug of each topic.
pub fn topics() -> SimpleExpr {
    let place_and_slug = joined(&[
        (specialist_topic::Entity, specialist_topic::Column::Position).into_column_ref(),
        (topic::Entity, topic::Column::Slug).into_column_ref(),
    ]);
    let mut select = of_entry(specialist_topic::Entity, specialist_topic::Column::SpecialistId, place_and_slug);
    select.inner_join(topic::Entity, same(topic::Column::Id, specialist_topic::Column::TopicId));
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// `ruwaard ussen`: the code of each area served.
pub fn areas() -> SimpleExpr {
    let code = joined(&[(neighbourhood::Entity, neighbourhood::Column::Code).into_column_ref()]);
    let mut select = of_entry(specialist_neighbourhood::Entity, specialist_neighbourhood::Column::SpecialistId, code);
    let area = same(neighbourhood::Column::Id, specialist_neighbourhood::Column::NeighbourhoodId);
    select.inner_join(neighbourhood::Entity, area);
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// `en nl`: the code of each language.
pub fn languages() -> SimpleExpr {
    let language = joined(&[(specialist_language::Entity, specialist_language::Column::Language).into_column_ref()]);
    let select = of_entry(specialist_language::Entity, specialist_language::Column::SpecialistId, language);
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// `PHONE PHYSICAL`: each channel.
pub fn channels() -> SimpleExpr {
    let channel = joined(&[(specialist_channel::Entity, specialist_channel::Column::Channel).into_column_ref()]);
    let select = of_entry(specialist_channel::Entity, specialist_channel::Column::SpecialistId, channel);
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// `MONDAY:540:1020 …`: each stretch of opening hours.
pub fn hours() -> SimpleExpr {
    let stretch = joined(&[
        (opening_hours::Entity, opening_hours::Column::Weekday).into_column_ref(),
        (opening_hours::Entity, opening_hours::Column::Opens).into_column_ref(),
        (opening_hours::Entity, opening_hours::Column::Closes).into_column_ref(),
    ]);
    let select = of_entry(opening_hours::Entity, opening_hours::Column::SpecialistId, stretch);
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// How many marks count.
pub fn open_marks() -> SimpleExpr {
    let mut select = of_entry(stale_mark::Entity, stale_mark::Column::SpecialistId, all());
    select.and_where(stale_mark::Column::SettledAt.is_null());
    SimpleExpr::SubQuery(None, Box::new(select.into()))
}

/// The slugs or codes of a part, in their order; those without a place in the order of the text.
pub fn listed(part: Option<&str>) -> Vec<&str> {
    let mut found: Vec<(u32, &str)> = part
        .into_iter()
        .flat_map(str::split_whitespace)
        .map(|item| match item.split_once(':') {
            Some((place, slug)) => (place.parse().unwrap_or(u32::MAX), slug),
            None => (0, item),
        })
        .collect();
    found.sort_unstable();
    found.into_iter().map(|(_, item)| item).collect()
}

/// The stretches of a part, in the order of the week.
pub fn stretches(part: Option<&str>) -> Vec<Stretch> {
    let mut found: Vec<Stretch> = part.into_iter().flat_map(str::split_whitespace).filter_map(stretch).collect();
    found.sort_unstable();
    found
}

fn stretch(text: &str) -> Option<Stretch> {
    let mut pieces = text.split(':');
    let weekday = variant(pieces.next()?)?;
    Some(Stretch { weekday, opens: pieces.next()?.parse().ok()?, closes: pieces.next()?.parse().ok()? })
}

/// The value of a stored enum that is written so.
pub fn variant<E: ActiveEnum<Value = String> + Iterable>(text: &str) -> Option<E> {
    E::iter().find(|value| value.to_value() == text)
}

fn of_entry<E: EntityTrait, C: ColumnTrait>(table: E, entry: C, what: SimpleExpr) -> SelectStatement {
    let this_entry = entry.into_simple_expr().equals((specialist::Entity, specialist::Column::Id));
    Query::select().expr(what).from(table).and_where(this_entry).to_owned()
}

fn same<A: ColumnTrait, B: ColumnTrait>(one: A, other: B) -> SimpleExpr {
    one.into_simple_expr().eq(other.into_simple_expr())
}

fn all() -> SimpleExpr {
    Func::count(Expr::val(1)).into()
}

/// The columns of a row with `:` between them, the rows with a space between them: the same on both databases.
fn joined(columns: &[sea_orm::sea_query::ColumnRef]) -> SimpleExpr {
    let mut row: Vec<SimpleExpr> = Vec::new();
    for column in columns {
        if !row.is_empty() {
            row.push(Expr::val(":"));
        }
        row.push(Expr::col(column.clone()));
    }
    Func::cust("string_agg").arg(Func::cust("concat").args(row)).arg(Expr::val(" ")).into()
}

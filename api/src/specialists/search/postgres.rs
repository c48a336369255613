//! Search on PostgreSQL: text search vectors of words that are folded and stemmed already, and trigrams.

use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Expr, ExprTrait, Func, OnConflict, Order, Query, SelectStatement, SimpleExpr},
};

use super::{
    dialect::{COLUMNS, Field, TEXT, Text, WORDS},
    plan::Term,
};

pub fn entries_with(terms: &[Term], field: Field) -> SelectStatement {
    let look_up = match field {
        Field::Name => "specialist_search_name",
        Field::Topics => "specialist_search_topics",
        Field::About => "specialist_search_about",
        Field::Description => "specialist_search_description",
        Field::Anywhere => "specialist_search_anywhere",
    };
    let words: Vec<_> = terms
        .iter()
        .map(|term| match term {
            Term::Whole(word) => format!("'{word}'"),
            Term::Beginning(word) => format!("'{word}':*"),
        })
        .collect();
    let wanted = Expr::cust_with_values("CAST($1 AS tsquery)", [words.join(" | ")]);
    let found = Func::cust(look_up).arg(wanted);
    Query::select().expr_as(Expr::col("found"), "entry").from_function(found, "found").to_owned()
}

pub fn words_like(folded: &str) -> Vec<SelectStatement> {
    let letters = folded.chars().count();
    let alike = Func::cust("specialist_search_alike").arg(folded);
    let mut found = vec![Query::select().column("word").from_function(alike, "word").to_owned()];
    // An error in the middle of a short word leaves it no trigram in common: then its beginning tells.
    let beginning: String = folded.chars().take(if letters < 6 { 2 } else { 3 }).collect();
    let other_length =
        Expr::cust_with_values("abs(char_length(word) - $1)", [i32::try_from(letters).unwrap_or(i32::MAX)]);
    found.push(look_up(like(format!("{beginning}%")), other_length, Order::Asc, 60));
    if letters >= 4 {
        found.push(look_up(like(format!("%{folded}%")), Expr::cust("char_length(word)"), Order::Asc, 40));
    }
    found
}

fn look_up(which: SimpleExpr, by: SimpleExpr, order: Order, most: u64) -> SelectStatement {
    let best =
        Query::select().column("word").from(WORDS).and_where(which).order_by_expr(by, order).limit(most).to_owned();
    Query::select().column("word").from_subquery(best, "best").to_owned()
}

fn like(pattern: String) -> SimpleExpr {
    Expr::col("word").like(pattern)
}

pub fn sum(column: &'static str) -> SimpleExpr {
    Expr::cust(format!("CAST(sum({column}) AS bigint)"))
}

pub async fn put(tx: &impl ConnectionTrait, number: i64, text: &Text) -> Result<(), DbErr> {
    let columns: Vec<_> = std::iter::once("number").chain(COLUMNS).collect();
    let values = std::iter::once(Expr::val(number)).chain(text.fields.iter().map(|words| vector(words)));
    let mut insert = Query::insert().into_table(TEXT).columns(columns.clone()).values_panic(values).to_owned();
    insert.on_conflict(OnConflict::column("number").update_columns(columns[1..].to_vec()).to_owned());
    tx.execute(&insert).await.map(|_| ())
}

fn vector(words: &[String]) -> SimpleExpr {
    let words: Vec<_> = words.iter().map(|word| format!("'{word}'")).collect();
    Expr::cust_with_values("CAST($1 AS tsvector)", [words.join(" ")])
}

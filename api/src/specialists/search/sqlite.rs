//! Search on SQLite: FTS5, words by their prefixes and look-alikes by their trigrams.

use sea_orm::{
    ConnectionTrait, DbErr,
    sea_query::{Alias, Expr, Func, Order, Query, SelectStatement, SimpleExpr},
};

use super::{
    dialect::{COLUMNS, Field, TEXT, Text},
    plan::Term,
};

/// The trigrams of the words.
const NEAR: &str = "specialist_search_near";

pub fn entries_with(terms: &[Term], field: Field) -> SelectStatement {
    let columns = match field {
        Field::Name => "name",
        Field::Topics => "topics",
        Field::About => "about",
        Field::Description => "description",
        Field::Anywhere => "name about description",
    };
    let words: Vec<_> = terms
        .iter()
        .map(|term| match term {
            Term::Whole(word) => format!("\"{word}\""),
            Term::Beginning(word) => format!("\"{word}\" *"),
        })
        .collect();
    let wanted = format!("{{{columns}}} : ({})", words.join(" OR "));
    Query::select().expr_as(Expr::cust("rowid"), "entry").from(TEXT).and_where(matches(TEXT, wanted)).to_owned()
}

pub fn words_like(folded: &str) -> Vec<SelectStatement> {
    let marked: Vec<char> = format!("^{folded}$").chars().collect();
    let trigrams: Vec<String> =
        marked.windows(3).map(|letters| format!("\"{}\"", letters.iter().collect::<String>())).collect();
    let mut found = vec![look_up(trigrams.join(" OR "), Expr::cust("rank"), 60)];
    if folded.chars().count() >= 4 {
        found.push(look_up(format!("\"{folded}\""), Expr::cust("length(word)"), 40));
    }
    found
}

/// The best of those that match, without the marks at their ends.
fn look_up(wanted: String, order: SimpleExpr, most: u64) -> SelectStatement {
    let best = Query::select()
        .expr_as(Expr::cust("substr(word, 2, length(word) - 2)"), "word")
        .from(NEAR)
        .and_where(matches(NEAR, wanted))
        .order_by_expr(order, Order::Asc)
        .limit(most)
        .to_owned();
    // SQLite takes an order inside a union only from a table of its own.
    Query::select().column("word").from_subquery(best, "best").to_owned()
}

fn matches(table: &'static str, wanted: String) -> SimpleExpr {
    Expr::cust_with_values(format!("{table} MATCH ?"), [wanted])
}

pub fn sum(column: &'static str) -> SimpleExpr {
    Func::sum(Expr::col(column)).into()
}

pub async fn put(tx: &impl ConnectionTrait, number: i64, text: &Text) -> Result<(), DbErr> {
    let columns: Vec<_> = std::iter::once("rowid").chain(COLUMNS).map(Alias::new).collect();
    let values = std::iter::once(Expr::val(number)).chain(text.fields.iter().map(|words| Expr::val(words.join(" "))));
    let insert = Query::insert().replace().into_table(TEXT).columns(columns).values_panic(values).to_owned();
    tx.execute(&insert).await.map(|_| ())
}

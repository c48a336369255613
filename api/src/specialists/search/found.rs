//! The two looks into the words that search keeps: which words look like the typed ones, and which entries have them.

use std::collections::HashMap;

use entities::{specialist_search, stale_mark};
use sea_orm::{
    ColumnTrait, FromQueryResult, QuerySelect, QueryTrait,
    sea_query::{CommonTableExpression, Expr, ExprTrait, Func, JoinType, Query, SelectStatement, UnionType},
};

use super::{
    dialect::{Dialect, Field, WORDS, topic_word},
    plan::{Plan, PlannedWord, QueryWord, Term},
    rank::{Marks, Slot},
    reference::Reference,
    remembered::{Facts, Remembered},
    topics::{About, Recognised},
};
use crate::{context::RequestCtx, error::Result, policy};

/// What was found of the words as they were typed.
const TYPED: &str = "typed";

/// An entry that was found.
#[derive(Clone, Copy, Debug)]
pub struct Found<'a> {
    /// Its facts.
    pub facts: &'a Facts,
    /// How many people marked it as no longer right.
    pub open_marks: i64,
    /// What its own words have.
    pub marks: Marks,
}

#[derive(FromQueryResult)]
struct Known {
    word: String,
}

/// The words of the directory that look like the typed ones: the same, longer, near, or one half of them.
pub async fn words_like(req: &RequestCtx, typed: &[QueryWord]) -> Result<Vec<String>> {
    let dialect = Dialect::of(req.db());
    let mut selects = Vec::new();
    for word in typed.iter().filter(|word| word.may_have_errors()) {
        selects.extend(dialect.words_like(&word.folded));
        let is_half = Expr::col("word").is_in(ends(&word.folded));
        selects.push(Query::select().column("word").from(WORDS).and_where(is_half).to_owned());
    }
    let Some(all) = union(UnionType::Distinct, selects) else { return Ok(Vec::new()) };
    let statement = req.db().get_database_backend().build(&all);
    let known = Known::find_by_statement(statement).all(req.db()).await?;
    let mut words: Vec<String> = known.into_iter().map(|known| known.word).collect();
    words.sort_unstable();
    Ok(words)
}

/// The entries that the viewer may see and that have something of the plan; all of them when there is no plan.
pub async fn entries<'a>(
    req: &RequestCtx,
    plan: &Plan,
    reference: &Reference,
    remembered: &'a Remembered,
) -> Result<Vec<Found<'a>>> {
    let Some(hits) = hits(req, plan, reference) else { return everything(req, remembered).await };
    let Hits { typed, all } = hits;
    let mut select = policy::specialists::findable(&req.viewer)
        .select_only()
        .column(specialist_search::Column::Number)
        .expr_as(Func::coalesce([Expr::col(("marked", "open_marks")), Expr::val(0i64)]), "open_marks")
        .expr_as(Expr::col(("hits", "marks")), "marks");
    let this = (specialist_search::Entity, specialist_search::Column::SpecialistId);
    let is_marked = Expr::col(("marked", stale_mark::Column::SpecialistId)).equals(this);
    let is_hit = Expr::col(("hits", "entry")).equals((specialist_search::Entity, specialist_search::Column::Number));
    let typed = CommonTableExpression::new().table_name(TYPED).query(typed).materialized(true).to_owned();
    QueryTrait::query(&mut select)
        .with_cte(typed)
        .join_subquery(JoinType::LeftJoin, open_marks(), "marked", is_marked)
        .join_subquery(JoinType::InnerJoin, all, "hits", is_hit);
    let rows: Vec<(i64, i64, i64)> = select.into_tuple().all(req.db()).await?;
    let found = |(number, open_marks, marks)| {
        // What came since is found next time.
        remembered.facts(number).map(|facts| Found { facts, open_marks, marks: Marks(marks) })
    };
    Ok(rows.into_iter().filter_map(found).collect())
}

/// All entries that the viewer may see.
async fn everything<'a>(req: &RequestCtx, remembered: &'a Remembered) -> Result<Vec<Found<'a>>> {
    let mut select = policy::specialists::findable(&req.viewer)
        .select_only()
        .column(specialist_search::Column::Number)
        .expr_as(Expr::col(("marked", "open_marks")), "open_marks");
    let this = (specialist_search::Entity, specialist_search::Column::SpecialistId);
    let is_marked = Expr::col(("marked", stale_mark::Column::SpecialistId)).equals(this);
    QueryTrait::query(&mut select).join_subquery(JoinType::InnerJoin, open_marks(), "marked", is_marked);
    let marked: HashMap<i64, i64> = select.into_tuple().all(req.db()).await?.into_iter().collect();
    let sees = policy::specialists::sees(&req.viewer);
    let seen = remembered.entries.iter().filter(|facts| sees(facts.entry));
    let found = |facts: &'a Facts| {
        let open_marks = marked.get(&facts.number).copied().unwrap_or(0);
        Found { facts, open_marks, marks: Marks::default() }
    };
    Ok(seen.map(found).collect())
}

/// How many people marked each entry as no longer right.
fn open_marks() -> SelectStatement {
    Query::select()
        .column(stale_mark::Column::SpecialistId)
        .expr_as(Func::count(Expr::val(1)), "open_marks")
        .from(stale_mark::Entity)
        .and_where(stale_mark::Column::SettledAt.is_null())
        .group_by_col(stale_mark::Column::SpecialistId)
        .to_owned()
}

/// What is looked for: the words as they were typed, once, and whatever else there may be to look for.
struct Hits {
    /// Selects `word`, `entry` and `mark`: what each entry has of each word as it was typed.
    typed: SelectStatement,
    /// Selects `entry` and `marks`: everything that each entry has.
    all: SelectStatement,
}

fn hits(req: &RequestCtx, plan: &Plan, reference: &Reference) -> Option<Hits> {
    let dialect = Dialect::of(req.db());
    let mut typed = Vec::new();
    let mut all = vec![Query::select().columns(["entry", "mark"]).from(TYPED).to_owned()];
    for (place, word) in plan.words.iter().enumerate() {
        let (surely, otherwise): (Vec<_>, Vec<_>) = Marks::slots(place).partition(|(slot, _)| slot.is_as_typed());
        let (sure, unsure): (Vec<_>, Vec<_>) =
            word.topics.iter().partition(|about| about.recognised == Recognised::AsTyped);
        let surely = looks(dialect, word, surely).chain(about_topics(dialect, reference, sure));
        let number = i32::try_from(place).unwrap_or(i32::MAX);
        typed.extend(surely.map(|mut select| select.expr_as(Expr::val(number), "word").to_owned()));

        let halves = word.halves.iter().flatten().flat_map(|half| &half.topics);
        let others = about_topics(dialect, reference, unsure.into_iter().chain(halves));
        if let Some(others) = union(UnionType::All, looks(dialect, word, otherwise).chain(others).collect()) {
            let is_found = Expr::exists(shown_as_typed(req, number)).not();
            let mut select = Query::select();
            all.push(select.columns(["entry", "mark"]).from_subquery(others, "others").and_where(is_found).to_owned());
        }
    }
    let all = Query::select()
        .column("entry")
        .expr_as(dialect.sum("mark"), "marks")
        .from_subquery(union(UnionType::All, all)?, "each")
        .group_by_col("entry")
        .to_owned();
    Some(Hits { typed: union(UnionType::All, typed)?, all })
}

/// Looks for what fills these slots.
fn looks(dialect: Dialect, word: &PlannedWord, slots: Vec<(Slot, i64)>) -> impl Iterator<Item = SelectStatement> {
    let looks = slots.into_iter().map(|(slot, bit)| (looked_for(word, slot), bit));
    looks.filter(|((terms, _), _)| !terms.is_empty()).map(move |((terms, field), bit)| {
        let mut select = dialect.entries_with(terms, field);
        select.expr_as(Expr::val(bit), "mark").to_owned()
    })
}

/// An entry that the viewer may see and that has the word as it was typed. Other ways of understanding the word are
/// not looked at then; what the viewer may not see doesn't count.
fn shown_as_typed(req: &RequestCtx, word: i32) -> SelectStatement {
    let mut select = policy::specialists::findable(&req.viewer).select_only().expr(Expr::val(1));
    let same = Expr::col((TYPED, "entry")).equals((specialist_search::Entity, specialist_search::Column::Number));
    QueryTrait::query(&mut select)
        .join(JoinType::InnerJoin, TYPED, same)
        .and_where(Expr::col((TYPED, "word")).eq(word));
    select.into_query()
}

fn looked_for(word: &PlannedWord, slot: Slot) -> (&[Term], Field) {
    match slot {
        Slot::Whole(field) => (&word.whole, field),
        Slot::Part(field) => (&word.part, field),
        Slot::FirstHalf => (word.halves.as_ref().map_or(&[], |[first, _]| &first.terms), Field::Anywhere),
        Slot::SecondHalf => (word.halves.as_ref().map_or(&[], |[_, second]| &second.terms), Field::Anywhere),
        Slot::NearInName => (&word.near, Field::Name),
        Slot::NearAnywhere => (&word.near, Field::Anywhere),
    }
}

/// The entries about one of the topics, whatever their own words.
fn about_topics<'a>(
    dialect: Dialect,
    reference: &Reference,
    topics: impl IntoIterator<Item = &'a About>,
) -> Option<SelectStatement> {
    let slugs = topics.into_iter().map(|about| &reference.topics[about.topic].slug);
    let terms: Vec<Term> = slugs.map(|slug| Term::Whole(topic_word(slug))).collect();
    if terms.is_empty() {
        return None;
    }
    let mut select = dialect.entries_with(&terms, Field::Topics);
    Some(select.expr_as(Expr::val(0i64), "mark").to_owned())
}

fn union(kind: UnionType, selects: Vec<SelectStatement>) -> Option<SelectStatement> {
    let mut selects = selects.into_iter();
    let mut all = selects.next()?;
    for select in selects {
        all.union(kind, select);
    }
    Some(all)
}

/// Every beginning and every end of a word, of three letters or more.
fn ends(folded: &str) -> Vec<String> {
    let letters: Vec<char> = folded.chars().collect();
    let text = |letters: &[char]| letters.iter().collect::<String>();
    let halves = (3..letters.len()).map(|cut| text(&letters[..cut]));
    halves.chain((1..letters.len().saturating_sub(2)).map(|cut| text(&letters[cut..]))).collect()
}

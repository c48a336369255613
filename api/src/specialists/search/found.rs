//! The two looks into the words that search keeps: which words look like the typed ones, and which entries have them.

use std::collections::HashMap;

use entities::{SpecialistId, specialist_search, stale_mark};
use sea_orm::{
    ColumnTrait, ConnectionTrait, FromQueryResult, QueryResult, QuerySelect, QueryTrait,
    sea_query::{
        CommonTableExpression, Expr, ExprTrait, Func, JoinType, Query, SelectStatement, SimpleExpr, UnionType,
    },
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
/// What was found, beside all that there is.
const FOUND: &str = "found";

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

/// What was found of a directory, by the numbers of its entries. [`Hits::of`] alone tells it: what the viewer may not see
/// may still be among it.
pub struct Hits(Raw);

enum Raw {
    /// Nothing was looked for: everything is found. With how many people marked those that anybody marked.
    Everything(HashMap<i64, i64>),
    /// These, each with how many people marked it and what its own words have.
    Of(Vec<(i64, i64, i64)>),
}

/// The number of an entry, how many people marked it, and what its own words have, if anything was found of it.
type Row = (i64, Option<i64>, Option<i64>);

/// Looks for the entries that have something of the plan.
pub async fn hits(req: &RequestCtx, plan: &Plan, reference: &Reference) -> Result<Hits> {
    let (select, is_everything) = select(req, plan, reference);
    let rows = req.db().query_all(&select).await?;
    let rows = rows.iter().map(QueryResult::try_get_many_by_index).collect::<Result<Vec<Row>, _>>()?;
    Ok(Hits::new(is_everything, rows.into_iter()))
}

/// The same, with all that search knows of the directory: in one statement, for who comes first after a change.
pub async fn hits_and_directory(
    req: &RequestCtx,
    plan: &Plan,
    reference: &Reference,
) -> Result<(Hits, Vec<specialist_search::Model>)> {
    let (select, is_everything) = select(req, plan, reference);
    let this = (specialist_search::Entity, specialist_search::Column::Number);
    let is_found = Expr::col((FOUND, "entry")).equals(this);
    let mut all = policy::specialists::known_to_search()
        .select_only()
        .columns([
            specialist_search::Column::Number,
            specialist_search::Column::SpecialistId,
            specialist_search::Column::IsPublic,
            specialist_search::Column::Facts,
        ])
        .expr_as(Expr::col((FOUND, "open_marks")), "open_marks")
        .expr_as(Expr::col((FOUND, "marks")), "marks");
    QueryTrait::query(&mut all).join_subquery(JoinType::LeftJoin, select, FOUND, is_found);
    let rows: Vec<Everything> = all.into_tuple().all(req.db()).await?;
    let found = rows.iter().map(|(number, _, _, _, open_marks, marks)| (*number, *open_marks, *marks));
    let hits = Hits::new(is_everything, found);
    let known = rows.into_iter().map(|(number, specialist_id, is_public, facts, _, _)| specialist_search::Model {
        number,
        specialist_id,
        is_public,
        facts,
    });
    Ok((hits, known.collect()))
}

/// What search knows of an entry, and what was found of it.
type Everything = (i64, SpecialistId, bool, String, Option<i64>, Option<i64>);

impl Hits {
    fn new(is_everything: bool, rows: impl Iterator<Item = Row>) -> Self {
        if is_everything {
            return Self(Raw::Everything(rows.filter_map(|(number, marked, _)| Some((number, marked?))).collect()));
        }
        let found = rows.filter_map(|(number, marked, marks)| Some((number, marked.unwrap_or(0), marks?)));
        Self(Raw::Of(found.collect()))
    }

    /// The entries of this directory that were found and that the viewer may see. What came since is found next time;
    /// what went since is still counted, and read no more.
    pub fn of<'a>(self, req: &RequestCtx, remembered: &'a Remembered) -> Vec<Found<'a>> {
        let sees = policy::specialists::sees(&req.viewer);
        match self.0 {
            Raw::Of(rows) => {
                let found = |(number, open_marks, marks)| {
                    let facts = remembered.facts(number).filter(|facts| sees(facts.entry))?;
                    Some(Found { facts, open_marks, marks: Marks(marks) })
                };
                rows.into_iter().filter_map(found).collect()
            }
            Raw::Everything(marked) => {
                let found = |facts: &'a Facts| {
                    let open_marks = marked.get(&facts.number).copied().unwrap_or(0);
                    Found { facts, open_marks, marks: Marks::default() }
                };
                remembered.entries.iter().filter(|facts| sees(facts.entry)).map(found).collect()
            }
        }
    }
}

/// Selects `entry`, `open_marks` and `marks`: of what has something of the plan, and of what anybody marked; `marks` is
/// null where nothing was found. True with it when there is nothing to look for, and everything is found.
fn select(req: &RequestCtx, plan: &Plan, reference: &Reference) -> (SelectStatement, bool) {
    let marked = marked(req);
    let Some(Looks { typed, all }) = looks_of(req, plan, reference) else { return (marked, true) };
    let dialect = Dialect::of(req.db());
    let all = all.into_iter().fold(marked, |mut all, look| all.union(UnionType::All, look).take());
    let typed = CommonTableExpression::new().table_name(TYPED).query(typed).materialized(true).to_owned();
    let select = Query::select()
        .with_cte(typed)
        .column("entry")
        .expr_as(dialect.sum("open_marks"), "open_marks")
        .expr_as(dialect.sum("marks"), "marks")
        .from_subquery(all, "each")
        .group_by_col("entry")
        .to_owned();
    (select, false)
}

/// How many people marked each entry as no longer right, of those that the viewer may see: few, by the entry's number.
fn marked(req: &RequestCtx) -> SelectStatement {
    let this = (specialist_search::Entity, specialist_search::Column::SpecialistId);
    let is_marked = Expr::col(("marked", stale_mark::Column::SpecialistId)).equals(this);
    let mut marked = policy::specialists::findable(&req.viewer)
        .select_only()
        .column_as(specialist_search::Column::Number, "entry")
        .expr_as(Expr::col(("marked", "open_marks")), "open_marks")
        .expr_as(none(), "marks");
    QueryTrait::query(&mut marked).join_subquery(JoinType::InnerJoin, open_marks(), "marked", is_marked);
    marked.into_query()
}

/// Null, with the type that the columns of a union share.
fn none() -> SimpleExpr {
    Expr::cust("CAST(NULL AS bigint)")
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
struct Looks {
    /// Selects `word`, `entry` and `mark`: what each entry has of each word as it was typed.
    typed: SelectStatement,
    /// Select `entry`, `open_marks` and `marks`: everything that entries have.
    all: Vec<SelectStatement>,
}

fn looks_of(req: &RequestCtx, plan: &Plan, reference: &Reference) -> Option<Looks> {
    let dialect = Dialect::of(req.db());
    let mut typed = Vec::new();
    let found = |from: &mut SelectStatement| {
        from.column("entry").expr_as(none(), "open_marks").expr_as(Expr::col("mark"), "marks").to_owned()
    };
    let mut all = vec![found(Query::select().from(TYPED))];
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
            all.push(found(Query::select().from_subquery(others, "others").and_where(is_found)));
        }
    }
    Some(Looks { typed: union(UnionType::All, typed)?, all })
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

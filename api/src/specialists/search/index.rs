//! Keeps what search knows of an entry: written in the transaction that changes the entry.

use std::collections::BTreeSet;

use entities::{SpecialistId, specialist, specialist_search};
use sea_orm::{
    ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, Set,
    sea_query::{Expr, ExprTrait, OnConflict, Query},
};

use super::{
    dialect::{Dialect, REVISIONS, TEXT, Text, WORDS, topic_word},
    facts,
    words::{Word, stem, telling_words},
};
use crate::{
    policy,
    specialists::types::{Specialist, with_organisation},
};

/// Shorter words are looked up as they are typed.
const SHORTEST: usize = 3;
/// So many entries are read at once.
const AT_ONCE: usize = 500;

/// Makes search know these entries as they stand in this transaction.
///
/// # Errors
/// When the database can't be read or written.
pub async fn refresh(tx: &impl ConnectionTrait, ids: &[SpecialistId]) -> Result<(), DbErr> {
    let dialect = Dialect::of(tx);
    let mut known = BTreeSet::new();
    for some in ids.chunks(AT_ONCE) {
        let entries = with_organisation(policy::specialists::searchable())
            .filter(specialist::Column::Id.is_in(some.iter().copied()))
            .into_partial_model::<Specialist>()
            .all(tx)
            .await?;
        let (kept, archived): (Vec<_>, Vec<_>) = entries.iter().partition(|entry| !entry.is_archived());
        forget(tx, dialect, &archived).await?;
        for entry in kept {
            known.extend(write(tx, dialect, entry).await?);
        }
    }
    learn(tx, known).await?;
    raise_revision(tx).await
}

/// What search remembers is no longer what stands here.
async fn raise_revision(tx: &impl ConnectionTrait) -> Result<(), DbErr> {
    let next = Expr::col("revision").add(1);
    let raise = Query::update().table(REVISIONS).value("revision", next).to_owned();
    tx.execute(&raise).await.map(|_| ())
}

/// Nobody finds an archived entry.
async fn forget(tx: &impl ConnectionTrait, dialect: Dialect, entries: &[&Specialist]) -> Result<(), DbErr> {
    for entry in entries {
        let this = policy::specialists::known_to_search().filter(specialist_search::Column::SpecialistId.eq(entry.id));
        let Some(row) = this.one(tx).await? else { continue };
        let words = Query::delete().from_table(TEXT).and_where(Expr::col(dialect.number()).eq(row.number)).to_owned();
        tx.execute(&words).await?;
        specialist_search::Entity::delete_by_id(row.number).exec(tx).await?;
    }
    Ok(())
}

/// Writes one entry; its words come back.
async fn write(tx: &impl ConnectionTrait, dialect: Dialect, entry: &Specialist) -> Result<Vec<String>, DbErr> {
    let row = specialist_search::ActiveModel {
        specialist_id: Set(entry.id),
        is_public: Set(entry.is_public),
        facts: Set(facts::write(entry)),
        ..Default::default()
    };
    let again = OnConflict::column(specialist_search::Column::SpecialistId)
        .update_columns([specialist_search::Column::IsPublic, specialist_search::Column::Facts])
        .to_owned();
    let row = specialist_search::Entity::insert(row).on_conflict(again).exec_with_returning(tx).await?;
    let name = telling(&[&entry.name]);
    let about = telling(&[&entry.for_whom, &entry.organisation.name]);
    let description = telling(&[&entry.description, &entry.how_to_get_in]);
    let topics = entry.topic_slugs().into_iter().map(topic_word).collect();
    let fields = [with_stems(&name), topics, with_stems(&about), with_stems(&description)];
    dialect.put(tx, row.number, &Text { fields }).await?;
    Ok(name.into_iter().chain(about).chain(description).map(|word| word.folded).collect())
}

/// The words that are worth finding.
fn telling(texts: &[&str]) -> Vec<Word> {
    texts.iter().flat_map(|text| telling_words(text)).collect()
}

/// Each word and its stem, once.
fn with_stems(words: &[Word]) -> Vec<String> {
    let all: BTreeSet<String> = words.iter().flat_map(|word| [word.folded.clone(), stem(&word.folded)]).collect();
    all.into_iter().collect()
}

/// Adds what isn't known yet to the words of the directory, in one order, so that two writers never wait for each
/// other.
async fn learn(tx: &impl ConnectionTrait, words: BTreeSet<String>) -> Result<(), DbErr> {
    let words: Vec<String> = words.into_iter().filter(|word| word.chars().count() >= SHORTEST).collect();
    for some in words.chunks(1000) {
        let mut insert = Query::insert().into_table(WORDS).columns(["word"]).to_owned();
        for word in some {
            insert.values_panic([word.as_str().into()]);
        }
        insert.on_conflict(OnConflict::column("word").do_nothing().to_owned());
        tx.execute(&insert).await?;
    }
    Ok(())
}

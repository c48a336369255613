//! What is written and read of searches that found nothing.

use std::cmp::Reverse;

use entities::{Day, NeighbourhoodId, UnmetSearchId, UnmetSearchOutcome, neighbourhood, unmet_search};
use sea_orm::{
    ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, FromQueryResult, IntoActiveModel, QueryFilter, QueryOrder,
    QuerySelect, Set, sea_query::OnConflict,
};

use super::{inputs::ReportUnmetSearchInput, queries::Key, types::UnmetSearch};
use crate::{
    acts::Work,
    context::RequestCtx,
    free_text,
    keys::sha256,
    paging::{Cut, Side},
    payload::{Refusal, Stop, UserErrorCode},
    policy,
    specialists::search::words,
};

/// So much of what people wrote with one search is shown.
const NOTES: usize = 20;

/// What is told, looked at.
pub struct Telling {
    id: UnmetSearchId,
    folded: String,
    words: String,
    neighbourhood_id: Option<NeighbourhoodId>,
    note: Option<String>,
}

impl Telling {
    /// # Errors
    /// No words, too many, or something that identifies a person; a key that is none.
    pub fn checked(input: &ReportUnmetSearchInput) -> Result<Self, Refusal> {
        let words = free_text::checked(&input.words, "words", 100)?;
        let folded = folded(&words);
        if folded.is_empty() {
            let refusal = Refusal::new(UserErrorCode::Required, "Vul hier een woord in.", "Write a word here.");
            return Err(refusal.at("words"));
        }
        let note = input.note.as_deref().map(str::trim).filter(|note| !note.is_empty());
        let note = note.map(|note| free_text::checked(note, "note", 500)).transpose()?;
        let id = id_of(&input.idempotency_key)?;
        Ok(Self { id, folded, words, neighbourhood_id: input.neighbourhood_id, note })
    }

    /// As a row, told on this day.
    fn row(&self, day: Day) -> unmet_search::Model {
        unmet_search::Model {
            id: self.id,
            folded: self.folded.clone(),
            words: self.words.clone(),
            neighbourhood_id: self.neighbourhood_id,
            note: self.note.clone(),
            reported_on: day,
            settled_on: None,
            settled_as: None,
        }
    }

    fn is(&self, row: &unmet_search::Model) -> bool {
        self.words == row.words && self.neighbourhood_id == row.neighbourhood_id && self.note == row.note
    }
}

/// Writes what was told, once a key.
///
/// # Errors
/// An area that doesn't exist, a key that was used for something else.
pub async fn report(work: &Work<'_>, telling: &Telling) -> Result<(), Stop> {
    if let Some(id) = telling.neighbourhood_id {
        let area = policy::places::visible_neighbourhoods(&work.req.viewer).filter(neighbourhood::Column::Id.eq(id));
        if area.one(&work.tx).await?.is_none() {
            return Err(Refusal::not_found("neighbourhoodId").into());
        }
    }
    let row = telling.row(work.req.today()).into_active_model().reset_all();
    let once = OnConflict::column(unmet_search::Column::Id).do_nothing().to_owned();
    unmet_search::Entity::insert(row).on_conflict(once).exec_without_returning(&work.tx).await?;
    let kept = policy::unmet_searches::told_before(telling.id).one(&work.tx).await?;
    if kept.is_some_and(|row| telling.is(&row)) {
        return Ok(());
    }
    let refusal = Refusal::new(
        UserErrorCode::KeyReused,
        "Deze sleutel is al gebruikt voor iets anders. Neem een nieuwe.",
        "This key was used for something else. Take a new one.",
    );
    Err(refusal.at("idempotencyKey").into())
}

/// One telling of a search, as a row that nobody reported: the demo's.
///
/// # Errors
/// As [`Telling::checked`].
pub fn told_on(day: Day, input: &ReportUnmetSearchInput) -> Result<unmet_search::Model, Refusal> {
    Ok(Telling::checked(input)?.row(day))
}

/// Settles all that was told of a search.
///
/// # Errors
/// Not found, when nothing of it is open.
pub async fn settle(work: &Work<'_>, words: &str, outcome: UnmetSearchOutcome) -> Result<(), Stop> {
    let done = unmet_search::Entity::update_many()
        .set(unmet_search::ActiveModel {
            settled_on: Set(Some(work.req.today())),
            settled_as: Set(Some(outcome)),
            ..<unmet_search::ActiveModel as sea_orm::ActiveModelTrait>::default()
        })
        .filter(unmet_search::Column::SettledOn.is_null())
        .filter(unmet_search::Column::Folded.eq(folded(words)))
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 0 { Err(Refusal::not_found("words").into()) } else { Ok(()) }
}

/// All that was told of one search, counted.
#[derive(Clone, Debug, FromQueryResult)]
pub struct Group {
    folded: String,
    times: i64,
    last_on: Day,
}

impl Group {
    /// Its place in the list.
    pub fn key(&self) -> Key {
        (self.times, self.last_on, self.folded.clone())
    }
}

/// The searches that the viewer may see, in no order: one statement.
///
/// # Errors
/// When the database can't be read.
pub async fn groups(req: &RequestCtx) -> Result<Vec<Group>, DbErr> {
    policy::unmet_searches::visible(&req.viewer)
        .select_only()
        .column(unmet_search::Column::Folded)
        .column_as(unmet_search::Column::Id.count(), "times")
        .column_as(unmet_search::Column::ReportedOn.max(), "last_on")
        .group_by(unmet_search::Column::Folded)
        .into_model::<Group>()
        .all(req.db())
        .await
}

/// The groups of the page in order, and whether there are others before and after it. A coordinator settles them, so
/// that there are never many.
pub fn page(groups: Vec<Group>, cut: &Cut<Key>) -> (Vec<Group>, bool, bool) {
    let order = |(times, last_on, folded): &Key| (Reverse(*times), Reverse(*last_on), folded.clone());
    let mut rows: Vec<Group> = groups
        .into_iter()
        .filter(|group| cut.after.as_ref().is_none_or(|after| order(&group.key()) > order(after)))
        .filter(|group| cut.before.as_ref().is_none_or(|before| order(&group.key()) < order(before)))
        .collect();
    rows.sort_by_key(|group| order(&group.key()));
    if cut.side == Side::Last {
        rows.reverse();
    }
    cut.page(rows)
}

/// The searches of these groups, in their order: one statement more, and one for the areas.
///
/// # Errors
/// When the database can't be read.
pub async fn searches(req: &RequestCtx, groups: &[Group]) -> Result<Vec<UnmetSearch>, DbErr> {
    if groups.is_empty() {
        return Ok(Vec::new());
    }
    let rows = policy::unmet_searches::visible(&req.viewer)
        .filter(unmet_search::Column::Folded.is_in(groups.iter().map(|group| group.folded.as_str())))
        .order_by_desc(unmet_search::Column::ReportedOn)
        .order_by_asc(unmet_search::Column::Id)
        .all(req.db())
        .await?;
    let search = |group: &Group| {
        let own = || rows.iter().filter(|row| row.folded == group.folded);
        let mut neighbourhood_ids: Vec<_> = own().filter_map(|row| row.neighbourhood_id).collect();
        neighbourhood_ids.sort_unstable();
        neighbourhood_ids.dedup();
        UnmetSearch {
            // Settled in the meantime: then the folded words say it.
            words: own().next().map_or_else(|| group.folded.clone(), |row| row.words.clone()),
            times: i32::try_from(group.times).unwrap_or(i32::MAX),
            last_reported_on: group.last_on,
            notes: own().filter_map(|row| row.note.clone()).take(NOTES).collect(),
            neighbourhood_ids,
        }
    };
    Ok(groups.iter().map(search).collect())
}

fn folded(text: &str) -> String {
    words(text).map(|word| word.folded).collect::<Vec<_>>().join(" ")
}

/// The id of what comes with a key: the same for the same key, and telling nothing of the key or the time.
fn id_of(key: &str) -> Result<UnmetSearchId, Refusal> {
    if key.is_empty() || key.len() > 200 {
        let refusal = Refusal::new(
            UserErrorCode::Invalid,
            "De sleutel moet 1 tot 200 tekens hebben.",
            "The key must have 1 to 200 characters.",
        );
        return Err(refusal.at("idempotencyKey"));
    }
    let hash = sha256(format!("unmet search {key}").as_bytes());
    let mut bytes = [0; 16];
    bytes.copy_from_slice(&hash[..16]);
    Ok(uuid::Builder::from_custom_bytes(bytes).into_uuid().into())
}

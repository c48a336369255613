//! Writes the directory over what is there, each entry with what hangs on it.
#![expect(clippy::disallowed_methods, reason = "the operator at the machine reads whole tables, without a viewer")]

use std::collections::HashMap;

use entities::{
    SpecialistId, Timestamp, opening_hours, specialist, specialist_channel, specialist_language,
    specialist_neighbourhood, specialist_topic, stale_mark,
};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter, sea_query::Expr};

use super::Specialist;
use crate::{
    import::{
        hours::Stretch,
        lists::Lists,
        store::{Ids, Loaded, Standing, insert, put},
    },
    specialists::search,
};

/// Writes the directory. An entry that differs gets a new version, and its marks are settled.
///
/// # Errors
/// When the database can't be written.
pub async fn put_specialists(
    db: &impl ConnectionTrait,
    now: Timestamp,
    lists: &Lists,
    standing: &Standing,
    ids: &Ids,
) -> Result<Loaded, DbErr> {
    let links = Links::standing(db).await?;
    let mut rows = Vec::new();
    let mut relinked = Vec::new();
    let mut renewed = Vec::new();
    for row in &lists.specialists {
        let old = standing.specialists.get(&row.slug);
        let mut model = specialist_of(row, ids, old, now);
        let wanted = Links::of(row, ids);
        let is_relinked = links.get(&model.id) != Some(&wanted);
        if let Some(old) = old.filter(|old| is_relinked || **old != model) {
            model.version = old.version + 1;
            model.updated_at = now;
            model.updated_by = None;
            renewed.push(model.id);
        }
        if is_relinked {
            relinked.push((model.id, wanted));
        }
        rows.push(model);
    }
    let loaded =
        put::<specialist::Entity>(db, "specialists.csv", rows, |row| standing.specialists.get(&row.slug)).await?;
    settle_marks(db, renewed, now).await?;
    relink(db, relinked).await?;
    let all: Vec<_> = lists.specialists.iter().map(|row| ids.specialists[&row.slug]).collect();
    search::index::refresh(db, &all).await?;
    Ok(loaded)
}

fn specialist_of(row: &Specialist, ids: &Ids, old: Option<&specialist::Model>, now: Timestamp) -> specialist::Model {
    // Somebody may have made sure after the list was written.
    let checked_on = old.map_or(row.checked_on, |old| old.checked_on.max(row.checked_on));
    specialist::Model {
        id: ids.specialists[&row.slug],
        slug: row.slug.clone(),
        organisation_id: ids.organisations[&row.organisation],
        name: row.name.clone(),
        kind: row.kind,
        description: row.description.clone(),
        whole_municipality: row.neighbourhoods.is_empty(),
        cost: row.cost.clone(),
        is_free: row.is_free(),
        for_whom: row.for_whom.clone(),
        not_for_whom: row.not_for_whom.clone(),
        how_to_get_in: row.how_to_get_in.clone(),
        phone: row.phone.clone(),
        email: row.email.clone(),
        // The lists hold neither; what was written in the product stays.
        website: old.and_then(|old| old.website.clone()),
        address: old.and_then(|old| old.address.clone()),
        address_confidential: row.address_confidential,
        capacity: row.capacity,
        is_public: row.is_public,
        checked_on,
        checked_by: old.filter(|old| old.checked_on == checked_on).and_then(|old| old.checked_by),
        updated_at: old.map_or(now, |old| old.updated_at),
        updated_by: old.and_then(|old| old.updated_by),
        archived_at: old.and_then(|old| old.archived_at),
        version: old.map_or(1, |old| old.version),
    }
}

/// A mark says that the entry as it was is wrong; the entry is another now.
async fn settle_marks(db: &impl ConnectionTrait, renewed: Vec<SpecialistId>, now: Timestamp) -> Result<(), DbErr> {
    stale_mark::Entity::update_many()
        .col_expr(stale_mark::Column::SettledAt, Expr::value(now))
        .filter(stale_mark::Column::SpecialistId.is_in(renewed))
        .filter(stale_mark::Column::SettledAt.is_null())
        .exec(db)
        .await
        .map(|_| ())
}

/// The rows that hang on one specialist, each list in an order of its own.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Links {
    topics: Vec<specialist_topic::Model>,
    areas: Vec<specialist_neighbourhood::Model>,
    languages: Vec<specialist_language::Model>,
    channels: Vec<specialist_channel::Model>,
    hours: Vec<opening_hours::Model>,
}

impl Links {
    fn of(row: &Specialist, ids: &Ids) -> Self {
        let specialist_id = ids.specialists[&row.slug];
        let topic = |(slug, position)| specialist_topic::Model { specialist_id, topic_id: ids.topics[slug], position };
        let area = |code| specialist_neighbourhood::Model { specialist_id, neighbourhood_id: ids.neighbourhoods[code] };
        let language = |language: &String| specialist_language::Model { specialist_id, language: language.clone() };
        let hours =
            |&Stretch { weekday, opens, closes }| opening_hours::Model { specialist_id, weekday, opens, closes };
        Self {
            topics: row.topics.iter().zip(0..).map(topic).collect(),
            areas: row.neighbourhoods.iter().map(area).collect(),
            languages: row.languages.iter().map(language).collect(),
            channels: row
                .channels
                .iter()
                .map(|&channel| specialist_channel::Model { specialist_id, channel })
                .collect(),
            hours: row.hours.iter().map(hours).collect(),
        }
        .sorted()
    }

    async fn standing(db: &impl ConnectionTrait) -> Result<HashMap<SpecialistId, Self>, DbErr> {
        let mut found: HashMap<SpecialistId, Self> = HashMap::new();
        for row in specialist_topic::Entity::find().all(db).await? {
            found.entry(row.specialist_id).or_default().topics.push(row);
        }
        for row in specialist_neighbourhood::Entity::find().all(db).await? {
            found.entry(row.specialist_id).or_default().areas.push(row);
        }
        for row in specialist_language::Entity::find().all(db).await? {
            found.entry(row.specialist_id).or_default().languages.push(row);
        }
        for row in specialist_channel::Entity::find().all(db).await? {
            found.entry(row.specialist_id).or_default().channels.push(row);
        }
        for row in opening_hours::Entity::find().all(db).await? {
            found.entry(row.specialist_id).or_default().hours.push(row);
        }
        Ok(found.into_iter().map(|(id, links)| (id, links.sorted())).collect())
    }

    fn sorted(mut self) -> Self {
        self.topics.sort_by_key(|row| row.position);
        self.areas.sort_by_key(|row| row.neighbourhood_id);
        self.languages.sort_by(|a, b| a.language.cmp(&b.language));
        self.channels.sort_by_key(|row| row.channel);
        self.hours.sort_by_key(|row| (row.weekday, row.opens));
        self
    }
}

async fn relink(db: &impl ConnectionTrait, relinked: Vec<(SpecialistId, Links)>) -> Result<(), DbErr> {
    let mut all = Links::default();
    for (id, links) in relinked {
        specialist_topic::Entity::delete_many().filter(specialist_topic::Column::SpecialistId.eq(id)).exec(db).await?;
        specialist_neighbourhood::Entity::delete_many()
            .filter(specialist_neighbourhood::Column::SpecialistId.eq(id))
            .exec(db)
            .await?;
        specialist_language::Entity::delete_many()
            .filter(specialist_language::Column::SpecialistId.eq(id))
            .exec(db)
            .await?;
        specialist_channel::Entity::delete_many()
            .filter(specialist_channel::Column::SpecialistId.eq(id))
            .exec(db)
            .await?;
        opening_hours::Entity::delete_many().filter(opening_hours::Column::SpecialistId.eq(id)).exec(db).await?;
        all.topics.extend(links.topics);
        all.areas.extend(links.areas);
        all.languages.extend(links.languages);
        all.channels.extend(links.channels);
        all.hours.extend(links.hours);
    }
    insert::<specialist_topic::Entity>(db, all.topics).await?;
    insert::<specialist_neighbourhood::Entity>(db, all.areas).await?;
    insert::<specialist_language::Entity>(db, all.languages).await?;
    insert::<specialist_channel::Entity>(db, all.channels).await?;
    insert::<opening_hours::Entity>(db, all.hours).await
}

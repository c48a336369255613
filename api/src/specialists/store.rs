//! What an act on the directory writes: the entry with its parts, its marks, and what search knows of it.

use entities::{
    Day, PersonId, SpecialistId, StaleMarkId, Timestamp, opening_hours, specialist, specialist_channel,
    specialist_language, specialist_neighbourhood, specialist_topic, stale_mark,
};
use sea_orm::{
    ActiveModelTrait,
    ActiveValue::NotSet,
    ColumnTrait, EntityTrait, QueryFilter, QuerySelect, Set, SqlErr,
    sea_query::{Expr, OnConflict},
};

use super::{
    changes::{SpecialistInput, Stretch, key},
    cost,
    search::index,
    types::{Specialist, by_id},
};
use crate::{
    acts::Work,
    payload::{Refusal, Stop, UserErrorCode},
    policy,
    scalars::Typed,
};

/// The entry as the viewer sees it now, in this transaction.
///
/// # Errors
/// Not found, or not visible: the same refusal for both. Another version than the one that was seen.
pub async fn find(work: &Work<'_>, id: SpecialistId, expected_version: Option<i32>) -> Result<Specialist, Stop> {
    let found = by_id(&work.tx, &work.req.viewer, &[id]).await?.remove(&id);
    let entry = found.ok_or_else(|| Refusal::not_found("specialistId"))?;
    match expected_version {
        Some(expected) if expected != entry.version => Err(Refusal::stale().into()),
        _ => Ok(entry),
    }
}

/// Changes the row from the version that was read to the next.
///
/// # Errors
/// Stale, when somebody else was first.
pub async fn change(work: &Work<'_>, entry: &Specialist, change: specialist::ActiveModel) -> Result<(), Stop> {
    let change = specialist::ActiveModel {
        version: Set(entry.version + 1),
        updated_at: Set(work.req.now),
        updated_by: Set(work.req.viewer.person_id()),
        ..change
    };
    let done = specialist::Entity::update_many()
        .set(change)
        .filter(specialist::Column::Id.eq(entry.id))
        .filter(specialist::Column::Version.eq(entry.version))
        .exec(&work.tx)
        .await?;
    if done.rows_affected == 0 {
        return Err(Refusal::stale().into());
    }
    index::refresh(&work.tx, &[entry.id]).await?;
    Ok(())
}

/// The row of an entry as it was written, without its key, its version and what is kept by itself.
pub fn row(input: &SpecialistInput, checked_on: Day, checked_by: Option<PersonId>) -> specialist::ActiveModel {
    specialist::ActiveModel {
        // Which doesn't exist was refused before.
        organisation_id: input.organisation_id.read().copied().map_or(NotSet, Set),
        name: Set(input.name.clone()),
        kind: Set(input.kind),
        description: Set(input.description.clone()),
        whole_municipality: Set(input.whole_municipality),
        is_free: Set(cost::is_nothing(&input.cost)),
        cost: Set(input.cost.clone()),
        for_whom: Set(input.for_whom.clone()),
        not_for_whom: Set(input.not_for_whom.clone()),
        how_to_get_in: Set(input.how_to_get_in.clone()),
        phone: Set(input.phone.as_ref().and_then(Typed::read).map(|phone| phone.as_str().to_owned())),
        email: Set(input.email.as_ref().and_then(Typed::read).map(|email| email.as_str().to_owned())),
        website: Set(input.website.clone()),
        address: Set(input.address.clone()),
        address_confidential: Set(input.address_is_confidential),
        capacity: Set(input.capacity),
        is_public: Set(input.is_public),
        checked_on: Set(checked_on),
        checked_by: Set(checked_by),
        ..unchanged()
    }
}

/// The row with nothing changed.
pub fn unchanged() -> specialist::ActiveModel {
    <specialist::ActiveModel as ActiveModelTrait>::default()
}

/// Writes a new entry with its parts.
///
/// # Errors
/// When there is one with this name already, or the database can't be written.
pub async fn insert(work: &Work<'_>, input: &SpecialistInput, hours: &[Stretch]) -> Result<SpecialistId, Stop> {
    let id = work.req.new_id::<SpecialistId>();
    let me = work.req.viewer.person_id();
    let row = specialist::ActiveModel {
        id: Set(id),
        slug: Set(free_key(work, &input.name).await?),
        updated_at: Set(work.req.now),
        updated_by: Set(me),
        archived_at: Set(None),
        version: Set(1),
        ..row(input, work.req.today(), me)
    };
    row.insert(&work.tx).await.map_err(|error| match error.sql_err() {
        // Somebody else was writing the same one.
        Some(SqlErr::UniqueConstraintViolation(_)) => name_is_taken().into(),
        _ => Stop::from(error),
    })?;
    write_parts(work, id, input, hours).await?;
    index::refresh(&work.tx, &[id]).await?;
    Ok(id)
}

/// A key that no entry has or had, made of the name. What was taken out of the directory keeps its key, and stands in
/// nobody's way.
async fn free_key(work: &Work<'_>, name: &str) -> Result<String, Stop> {
    let begins = key(name);
    let taken: Vec<(String, String, Option<Timestamp>)> = policy::specialists::searchable()
        .filter(specialist::Column::Slug.starts_with(&begins))
        .select_only()
        .columns([specialist::Column::Slug, specialist::Column::Name, specialist::Column::ArchivedAt])
        .into_tuple()
        .all(&work.tx)
        .await?;
    let is_taken = |own: &str| own.to_lowercase() == name.to_lowercase();
    if taken.iter().any(|(_, own, archived_at)| archived_at.is_none() && is_taken(own)) {
        return Err(name_is_taken().into());
    }
    let keys = std::iter::once(begins.clone()).chain((2..).map(|number| format!("{begins}-{number}")));
    let mut free = keys.filter(|key| taken.iter().all(|(own, ..)| own != key));
    Ok(free.next().unwrap_or(begins))
}

fn name_is_taken() -> Refusal {
    Refusal::new(
        UserErrorCode::AlreadyExists,
        "Er is al een specialist met deze naam. Geef een andere naam.",
        "There is a specialist with this name already. Give another name.",
    )
    .at("specialist.name")
}

/// Replaces topics, areas, languages, ways to meet and hours.
///
/// # Errors
/// When the database can't be written.
pub async fn replace_parts(
    work: &Work<'_>,
    id: SpecialistId,
    input: &SpecialistInput,
    hours: &[Stretch],
) -> Result<(), Stop> {
    let tx = &work.tx;
    specialist_topic::Entity::delete_many().filter(specialist_topic::Column::SpecialistId.eq(id)).exec(tx).await?;
    let areas = specialist_neighbourhood::Column::SpecialistId.eq(id);
    specialist_neighbourhood::Entity::delete_many().filter(areas).exec(tx).await?;
    specialist_language::Entity::delete_many()
        .filter(specialist_language::Column::SpecialistId.eq(id))
        .exec(tx)
        .await?;
    specialist_channel::Entity::delete_many().filter(specialist_channel::Column::SpecialistId.eq(id)).exec(tx).await?;
    opening_hours::Entity::delete_many().filter(opening_hours::Column::SpecialistId.eq(id)).exec(tx).await?;
    write_parts(work, id, input, hours).await
}

async fn write_parts(
    work: &Work<'_>,
    id: SpecialistId,
    input: &SpecialistInput,
    hours: &[Stretch],
) -> Result<(), Stop> {
    let tx = &work.tx;
    let specialist_id = Set(id);
    let topics = input.topic_ids.iter().zip(0..).map(|(topic, position)| specialist_topic::ActiveModel {
        specialist_id: specialist_id.clone(),
        topic_id: Set(*topic),
        position: Set(position),
    });
    specialist_topic::Entity::insert_many(topics).exec_without_returning(tx).await?;
    let areas = input.neighbourhood_ids.iter().map(|area| specialist_neighbourhood::ActiveModel {
        specialist_id: specialist_id.clone(),
        neighbourhood_id: Set(*area),
    });
    if !input.neighbourhood_ids.is_empty() {
        specialist_neighbourhood::Entity::insert_many(areas).exec_without_returning(tx).await?;
    }
    let languages = input.languages.iter().map(|language| specialist_language::ActiveModel {
        specialist_id: specialist_id.clone(),
        language: Set(language.clone()),
    });
    specialist_language::Entity::insert_many(languages).exec_without_returning(tx).await?;
    let channels = input.channels.iter().map(|channel| specialist_channel::ActiveModel {
        specialist_id: specialist_id.clone(),
        channel: Set(*channel),
    });
    specialist_channel::Entity::insert_many(channels).exec_without_returning(tx).await?;
    let stretches = hours.iter().map(|(weekday, opens, closes)| opening_hours::ActiveModel {
        specialist_id: specialist_id.clone(),
        weekday: Set(*weekday),
        opens: Set(*opens),
        closes: Set(*closes),
    });
    if !hours.is_empty() {
        opening_hours::Entity::insert_many(stretches).exec_without_returning(tx).await?;
    }
    Ok(())
}

/// Writes a mark.
///
/// # Errors
/// When the database can't be written.
pub async fn mark(work: &Work<'_>, id: SpecialistId, by: PersonId, note: Option<String>) -> Result<(), Stop> {
    let row = stale_mark::ActiveModel {
        id: Set(work.req.new_id::<StaleMarkId>()),
        specialist_id: Set(id),
        person_id: Set(by),
        note: Set(note),
        at: Set(work.req.now),
        settled_at: Set(None),
    };
    // The same person may be telling it twice at the same moment.
    let once = OnConflict::new().do_nothing().to_owned();
    stale_mark::Entity::insert(row).on_conflict(once).exec_without_returning(&work.tx).await?;
    Ok(())
}

/// Settles the marks of an entry: somebody looked at it.
///
/// # Errors
/// When the database can't be written.
pub async fn settle_marks(work: &Work<'_>, id: SpecialistId) -> Result<(), Stop> {
    stale_mark::Entity::update_many()
        .col_expr(stale_mark::Column::SettledAt, Expr::value(Some(work.req.now)))
        .filter(stale_mark::Column::SpecialistId.eq(id))
        .filter(stale_mark::Column::SettledAt.is_null())
        .exec(&work.tx)
        .await?;
    Ok(())
}

//! Writes lists over what is there: a row with a known key is changed where it differs, a new one is added, and no
//! row is deleted. The operator at the machine imports, so there is no viewer here and no scope.
#![expect(clippy::disallowed_methods, reason = "the operator at the machine reads whole tables, without a viewer")]

use std::collections::HashMap;

use entities::{
    ApplicationQuestionId, CourseId, NeighbourhoodId, OrganisationId, SpecialistId, TopicId, application_question,
    course, neighbourhood, organisation, person, specialist, topic,
};
use sea_orm::{ActiveModelTrait, ConnectionTrait, DbErr, EntityTrait, IntoActiveModel, PaginatorTrait, QueryOrder};

use super::{
    courses, directory,
    lists::{self, Lists},
    operator::Operator,
    references::References,
};

/// How many rows go into one statement: SQLite binds 32 766 values at most, PostgreSQL 65 535.
const ROWS: usize = 500;

/// What stands in the database, by key.
#[derive(Debug)]
pub struct Standing {
    pub(super) neighbourhoods: HashMap<String, neighbourhood::Model>,
    pub(super) organisations: HashMap<String, organisation::Model>,
    pub(super) topics: HashMap<String, topic::Model>,
    pub(super) specialists: HashMap<String, specialist::Model>,
    pub(super) courses: HashMap<String, course::Model>,
    pub(super) application_profile: HashMap<String, application_question::Model>,
}

/// What became of a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Loaded {
    /// The file's name.
    pub file: &'static str,
    /// Rows that are new.
    pub added: usize,
    /// Rows that differed.
    pub changed: usize,
    /// Rows that stood there already.
    pub unchanged: usize,
}

/// Ids by key, after the lists were written.
#[derive(Clone, Debug, Default)]
pub struct Ids {
    /// Areas by code.
    pub neighbourhoods: HashMap<String, NeighbourhoodId>,
    /// Organisations by slug.
    pub organisations: HashMap<String, OrganisationId>,
    /// Topics by slug.
    pub topics: HashMap<String, TopicId>,
    /// Specialists by slug.
    pub specialists: HashMap<String, SpecialistId>,
    /// Courses by slug.
    pub courses: HashMap<String, CourseId>,
}

/// Reads what stands in the database.
///
/// # Errors
/// When the database can't be read.
pub async fn standing(db: &impl ConnectionTrait) -> Result<Standing, DbErr> {
    Ok(Standing {
        neighbourhoods: keyed(neighbourhood::Entity::find().all(db).await?, |row| &row.code),
        organisations: keyed(organisation::Entity::find().all(db).await?, |row| &row.slug),
        topics: keyed(topic::Entity::find().all(db).await?, |row| &row.slug),
        specialists: keyed(specialist::Entity::find().all(db).await?, |row| &row.slug),
        courses: keyed(course::Entity::find().all(db).await?, |row| &row.slug),
        application_profile: keyed(application_question::Entity::find().all(db).await?, |row| &row.slug),
    })
}

/// Whether anybody has an account.
///
/// # Errors
/// When the database can't be read.
pub async fn has_people(db: &impl ConnectionTrait) -> Result<bool, DbErr> {
    Ok(person::Entity::find().count(db).await? > 0)
}

/// The questions of the form, in their order.
///
/// # Errors
/// When the database can't be read.
pub async fn questions_in_order(db: &impl ConnectionTrait) -> Result<Vec<ApplicationQuestionId>, DbErr> {
    let rows =
        application_question::Entity::find().order_by_asc(application_question::Column::Position).all(db).await?;
    Ok(rows.into_iter().map(|row| row.id).collect())
}

impl Standing {
    /// The keys.
    pub fn keys(&self) -> References {
        References {
            neighbourhoods: self.neighbourhoods.keys().cloned().collect(),
            organisations: self.organisations.keys().cloned().collect(),
            topics: self.topics.keys().cloned().collect(),
            specialists: self.specialists.keys().cloned().collect(),
            courses: self.courses.keys().cloned().collect(),
        }
    }
}

/// Writes the lists, which name each other rightly.
///
/// # Errors
/// When the database can't be written.
pub async fn write(
    db: &impl ConnectionTrait,
    operator: &Operator<'_>,
    lists: &Lists,
    standing: &Standing,
) -> Result<(Ids, Vec<Loaded>), DbErr> {
    let source = operator.ids();
    let ids = Ids {
        neighbourhoods: ids_of(
            &standing.neighbourhoods,
            |row| row.id,
            &lists.neighbourhoods,
            || source.at(operator.now),
        ),
        organisations: ids_of(&standing.organisations, |row| row.id, &lists.organisations, || source.at(operator.now)),
        topics: ids_of(&standing.topics, |row| row.id, &lists.topics, || source.at(operator.now)),
        specialists: ids_of(&standing.specialists, |row| row.id, &lists.specialists, || source.at(operator.now)),
        courses: ids_of(&standing.courses, |row| row.id, &lists.courses, || source.at(operator.now)),
    };
    let areas = lists.neighbourhoods.iter().zip(0..).map(|(row, position)| neighbourhood::Model {
        id: ids.neighbourhoods[&row.code],
        code: row.code.clone(),
        name: row.name.clone(),
        kind: row.kind,
        parent_id: row.parent.as_ref().map(|code| ids.neighbourhoods[code]),
        area: row.area,
        cbs_code: row.cbs_code.clone(),
        cbs_year: row.cbs_year,
        position,
        tile_column: row.tile_column,
        tile_row: row.tile_row,
    });
    let organisations = lists.organisations.iter().map(|row| organisation::Model {
        id: ids.organisations[&row.slug],
        slug: row.slug.clone(),
        name: row.name.clone(),
        kind: row.kind,
        website: row.website.clone(),
    });
    let topics = lists.topics.iter().zip(0..).map(|(row, position)| topic::Model {
        id: ids.topics[&row.slug],
        slug: row.slug.clone(),
        name_nl: row.name_nl.clone(),
        question_nl: row.question_nl.clone(),
        name_en: row.name_en.clone(),
        // The lists hold none; what was written in the product stays.
        question_en: standing.topics.get(&row.slug).and_then(|old| old.question_en.clone()),
        synonyms: row.synonyms.join(";"),
        parent_id: row.parent.as_ref().map(|slug| ids.topics[slug]),
        position,
    });
    let profile_ids =
        ids_of(&standing.application_profile, |row| row.id, &lists.application_profile, || source.at(operator.now));
    let questions = lists.application_profile.iter().zip(0..).map(|(row, position)| application_question::Model {
        id: profile_ids[&row.slug],
        slug: row.slug.clone(),
        question_nl: row.question_nl.clone(),
        help_nl: row.help_nl.clone(),
        question_en: row.question_en.clone(),
        help_en: row.help_en.clone(),
        answer_kind: row.answer_kind,
        is_required: row.is_required,
        position,
    });
    let loaded = vec![
        put::<neighbourhood::Entity>(db, "neighbourhoods.csv", areas, |row| standing.neighbourhoods.get(&row.code))
            .await?,
        put::<organisation::Entity>(db, "organisations.csv", organisations, |row| {
            standing.organisations.get(&row.slug)
        })
        .await?,
        put::<topic::Entity>(db, "topics.csv", topics, |row| standing.topics.get(&row.slug)).await?,
        put::<application_question::Entity>(db, "application_profile.csv", questions, |row| {
            standing.application_profile.get(&row.slug)
        })
        .await?,
        directory::store::put_specialists(db, operator.now, lists, standing, &ids).await?,
        courses::store::put_courses(db, &lists.courses, standing, &ids).await?,
    ];
    Ok((ids, loaded))
}

fn keyed<M>(rows: Vec<M>, key: impl Fn(&M) -> &String) -> HashMap<String, M> {
    rows.into_iter().map(|row| (key(&row).clone(), row)).collect()
}

/// The ids of what stands, and new ones for what is new.
fn ids_of<M, R: lists::Keyed, I: From<uuid::Uuid> + Copy>(
    standing: &HashMap<String, M>,
    id: impl Fn(&M) -> I,
    rows: &[R],
    new: impl Fn() -> I,
) -> HashMap<String, I> {
    let mut ids: HashMap<String, I> = standing.iter().map(|(key, row)| (key.clone(), id(row))).collect();
    for row in rows {
        ids.entry(row.key().to_owned()).or_insert_with(&new);
    }
    ids
}

/// Adds the rows that are new and changes those that differ.
pub(super) async fn put<'s, E: EntityTrait>(
    db: &impl ConnectionTrait,
    file: &'static str,
    rows: impl IntoIterator<Item = E::Model>,
    standing: impl Fn(&E::Model) -> Option<&'s E::Model>,
) -> Result<Loaded, DbErr>
where
    E::Model: PartialEq + IntoActiveModel<E::ActiveModel> + 's,
    E::ActiveModel: Send,
{
    let mut loaded = Loaded { file, added: 0, changed: 0, unchanged: 0 };
    let mut new = Vec::new();
    for row in rows {
        match standing(&row) {
            None => new.push(row),
            Some(old) if *old == row => loaded.unchanged += 1,
            Some(_) => {
                E::update(row.into_active_model().reset_all()).exec(db).await?;
                loaded.changed += 1;
            }
        }
    }
    loaded.added = new.len();
    insert::<E>(db, new).await?;
    Ok(loaded)
}

/// Adds rows, many in a statement.
///
/// # Errors
/// When the database can't be written.
pub async fn insert<E: EntityTrait>(db: &impl ConnectionTrait, rows: Vec<E::Model>) -> Result<(), DbErr>
where
    E::Model: IntoActiveModel<E::ActiveModel>,
    E::ActiveModel: Send,
{
    let mut rows = rows.into_iter().map(|row| row.into_active_model().reset_all()).peekable();
    while rows.peek().is_some() {
        E::insert_many(rows.by_ref().take(ROWS)).exec_without_returning(db).await?;
    }
    Ok(())
}

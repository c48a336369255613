//! Writes the courses over what is there, each with the topics that it covers.
#![expect(clippy::disallowed_methods, reason = "the operator at the machine reads whole tables, without a viewer")]

use std::collections::{BTreeSet, HashMap};

use entities::{CourseId, OrganisationKind, TopicId, course, course_topic};
use sea_orm::{ColumnTrait, ConnectionTrait, DbErr, EntityTrait, QueryFilter};

use super::Course;
use crate::import::store::{Ids, Loaded, Standing, insert, put};

/// Writes the courses. What a list no longer names stays: people followed it.
///
/// # Errors
/// When the database can't be written.
pub async fn put_courses(
    db: &impl ConnectionTrait,
    courses: &[Course],
    standing: &Standing,
    ids: &Ids,
) -> Result<Loaded, DbErr> {
    let rows = courses.iter().zip(0..).map(|(row, position)| course::Model {
        id: ids.courses[&row.slug],
        slug: row.slug.clone(),
        name: row.name.clone(),
        kind: row.kind,
        description: row.description.clone(),
        subjects: row.subjects.join(";"),
        meetings: row.meetings,
        duration_minutes: row.duration_minutes,
        validity_months: row.validity_months,
        has_welfare_trainer: row.trainers.contains(&OrganisationKind::Welfare),
        has_municipality_trainer: row.trainers.contains(&OrganisationKind::Municipality),
        position,
    });
    let loaded = put::<course::Entity>(db, "courses.csv", rows, |row| standing.courses.get(&row.slug)).await?;
    let mut covered: HashMap<CourseId, BTreeSet<TopicId>> = HashMap::new();
    for row in course_topic::Entity::find().all(db).await? {
        covered.entry(row.course_id).or_default().insert(row.topic_id);
    }
    for row in courses {
        let id = ids.courses[&row.slug];
        let wanted: BTreeSet<TopicId> = row.topics.iter().map(|slug| ids.topics[slug]).collect();
        if covered.get(&id).is_some_and(|covered| *covered == wanted) {
            continue;
        }
        course_topic::Entity::delete_many().filter(course_topic::Column::CourseId.eq(id)).exec(db).await?;
        let topics = wanted.into_iter().map(|topic_id| course_topic::Model { course_id: id, topic_id });
        insert::<course_topic::Entity>(db, topics.collect()).await?;
    }
    Ok(loaded)
}

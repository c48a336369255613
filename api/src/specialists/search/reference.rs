//! The topics and areas that a search is read with, all of them in one statement: a municipality has tens. And of which
//! revision the directory is.

use std::collections::HashMap;

use entities::{NeighbourhoodId, NeighbourhoodKind, TopicId, neighbourhood, topic};
use sea_orm::{
    ExprTrait, FromQueryResult, QuerySelect, QueryTrait,
    sea_query::{Expr, Query, UnionType},
};
use uuid::Uuid;

use super::dialect::REVISIONS;
use crate::{
    context::RequestCtx,
    error::Result,
    places::{
        keys::{AreaCode, TopicSlug},
        types::{Neighbourhood, Topic},
    },
    policy,
};

/// Topics and areas in reading order, named by their place in it.
pub struct Reference {
    /// The topics.
    pub topics: Vec<Topic>,
    /// Everyday words of each topic, divided by `;`.
    pub synonyms: Vec<String>,
    /// The areas.
    pub areas: Vec<Neighbourhood>,
    topic_places: HashMap<String, usize>,
    /// Of what search remembers (`remembered`).
    pub revision: i64,
    area_places: HashMap<String, usize>,
    parts: Vec<Vec<usize>>,
}

const TOPIC: i32 = 0;
const AREA: i32 = 1;
const REVISION: i32 = 2;

/// A topic, an area or the revision.
#[derive(FromQueryResult)]
struct Entry {
    sort: i32,
    revision: Option<i64>,
    id: Uuid,
    key: String,
    name: String,
    name_en: Option<String>,
    question_nl: Option<String>,
    question_en: Option<String>,
    synonyms: Option<String>,
    kind: Option<NeighbourhoodKind>,
    area: Option<i32>,
    parent_id: Option<Uuid>,
    position: i32,
    tile_column: Option<i32>,
    tile_row: Option<i32>,
}

impl Reference {
    /// Reads them, and tells the loaders, so that nobody reads them again in this request.
    ///
    /// # Errors
    /// When the database can't be read.
    pub async fn load(req: &RequestCtx) -> Result<Self> {
        let mut rows =
            Entry::find_by_statement(req.db().get_database_backend().build(&statement(req))).all(req.db()).await?;
        rows.sort_by(|one, other| (one.position, &one.key).cmp(&(other.position, &other.key)));
        let mut topics = Vec::new();
        let mut synonyms = Vec::new();
        let mut areas = Vec::new();
        let mut revision = 0;
        for row in rows {
            match row.sort {
                TOPIC => {
                    synonyms.push(row.synonyms.clone().unwrap_or_default());
                    topics.push(row.into_topic());
                }
                AREA => areas.push(row.into_area()),
                _ => revision = row.revision.unwrap_or_default(),
            }
        }
        let reference = Self::new(topics, synonyms, areas, revision);
        reference.feed(req).await;
        Ok(reference)
    }

    /// Out of what was read, in reading order.
    pub fn new(topics: Vec<Topic>, synonyms: Vec<String>, areas: Vec<Neighbourhood>, revision: i64) -> Self {
        let topic_places = topics.iter().enumerate().map(|(place, topic)| (topic.slug.clone(), place)).collect();
        let area_places = areas.iter().enumerate().map(|(place, area)| (area.code.clone(), place)).collect();
        let mut reference = Self { topics, synonyms, areas, topic_places, revision, area_places, parts: Vec::new() };
        let mut parts = vec![Vec::new(); reference.areas.len()];
        for place in 0..reference.areas.len() {
            for whole in reference.with_wholes_of_area(place) {
                // A circle in the data leads to the same one again.
                if parts[whole].last() != Some(&place) {
                    parts[whole].push(place);
                }
            }
        }
        reference.parts = parts;
        reference
    }

    /// The place of the topic with this slug.
    pub fn topic(&self, slug: &str) -> Option<usize> {
        self.topic_places.get(slug).copied()
    }

    /// The place of the area with this code.
    pub fn area(&self, code: &str) -> Option<usize> {
        self.area_places.get(code).copied()
    }

    /// A topic with the topic that it is a part of: who helps with the part helps with the whole.
    pub fn with_parents_of_topic(&self, place: usize) -> impl Iterator<Item = usize> {
        self.up(place, |place| {
            let parent = self.topics[place].parent_id?;
            self.topics.iter().position(|topic| topic.id == parent)
        })
    }

    /// The areas that are served by who serves this one: itself and its parts.
    pub fn parts_of_area(&self, place: usize) -> &[usize] {
        &self.parts[place]
    }

    /// An area with everything in which it lies.
    fn with_wholes_of_area(&self, place: usize) -> impl Iterator<Item = usize> {
        self.up(place, |place| {
            let parent = self.areas[place].parent_id?;
            self.areas.iter().position(|area| area.id == parent)
        })
    }

    /// From a place upwards; a circle in the data ends nothing but the walk.
    fn up(&self, place: usize, parent: impl Fn(usize) -> Option<usize>) -> impl Iterator<Item = usize> {
        std::iter::successors(Some(place), move |&place| parent(place)).take(self.topics.len() + self.areas.len())
    }

    async fn feed(&self, req: &RequestCtx) {
        req.loaders.feed_many(self.topics.iter().map(|topic| (topic.id, topic.clone()))).await;
        req.loaders.feed_many(self.topics.iter().map(|topic| (TopicSlug(topic.slug.clone()), topic.clone()))).await;
        req.loaders.feed_many(self.areas.iter().map(|area| (area.id, area.clone()))).await;
        req.loaders.feed_many(self.areas.iter().map(|area| (AreaCode(area.code.clone()), area.clone()))).await;
    }
}

impl Entry {
    fn into_topic(self) -> Topic {
        Topic {
            id: TopicId(self.id),
            slug: self.key,
            name_nl: self.name,
            name_en: self.name_en.unwrap_or_default(),
            question_nl: self.question_nl.unwrap_or_default(),
            question_en: self.question_en,
            parent_id: self.parent_id.map(TopicId),
            position: self.position,
        }
    }

    fn into_area(self) -> Neighbourhood {
        Neighbourhood {
            id: NeighbourhoodId(self.id),
            code: self.key,
            name: self.name,
            kind: self.kind.unwrap_or(NeighbourhoodKind::District),
            area: self.area,
            parent_id: self.parent_id.map(NeighbourhoodId),
            position: self.position,
            tile_column: self.tile_column,
            tile_row: self.tile_row,
        }
    }
}

fn statement(req: &RequestCtx) -> sea_orm::sea_query::SelectStatement {
    // With their types: what stands in the other parts has them.
    let (no_text, no_number) = (|| Expr::val(None::<String>), || Expr::val(None::<i32>).cast_as("integer"));
    let no_revision = || Expr::val(None::<i64>).cast_as("bigint");
    let topics = policy::places::visible_topics(&req.viewer)
        .select_only()
        .expr_as(Expr::val(TOPIC), "sort")
        .expr_as(no_revision(), "revision")
        .column_as(topic::Column::Id, "id")
        .column_as(topic::Column::Slug, "key")
        .column_as(topic::Column::NameNl, "name")
        .column_as(topic::Column::NameEn, "name_en")
        .column_as(topic::Column::QuestionNl, "question_nl")
        .column_as(topic::Column::QuestionEn, "question_en")
        .column_as(topic::Column::Synonyms, "synonyms")
        .expr_as(no_text(), "kind")
        .expr_as(no_number(), "area")
        .column_as(topic::Column::ParentId, "parent_id")
        .column_as(topic::Column::Position, "position")
        .expr_as(no_number(), "tile_column")
        .expr_as(no_number(), "tile_row");
    let areas = policy::places::visible_neighbourhoods(&req.viewer)
        .select_only()
        .expr_as(Expr::val(AREA), "sort")
        .expr_as(no_revision(), "revision")
        .column_as(neighbourhood::Column::Id, "id")
        .column_as(neighbourhood::Column::Code, "key")
        .column_as(neighbourhood::Column::Name, "name")
        .expr_as(no_text(), "name_en")
        .expr_as(no_text(), "question_nl")
        .expr_as(no_text(), "question_en")
        .expr_as(no_text(), "synonyms")
        .column_as(neighbourhood::Column::Kind, "kind")
        .column_as(neighbourhood::Column::Area, "area")
        .column_as(neighbourhood::Column::ParentId, "parent_id")
        .column_as(neighbourhood::Column::Position, "position")
        .column_as(neighbourhood::Column::TileColumn, "tile_column")
        .column_as(neighbourhood::Column::TileRow, "tile_row");
    let revision = Query::select()
        .expr(Expr::val(REVISION))
        .column("revision")
        .expr(Expr::val(Uuid::nil()))
        .exprs([Expr::val(""), Expr::val("")])
        .exprs([no_text(), no_text(), no_text(), no_text(), no_text()])
        .expr(no_number())
        .expr(Expr::val(None::<Uuid>))
        .expr(Expr::val(0))
        .exprs([no_number(), no_number()])
        .from(REVISIONS)
        .to_owned();
    let mut statement = topics.into_query();
    statement.union(UnionType::All, areas.into_query()).union(UnionType::All, revision);
    statement
}

//! The page of a case: all that will be asked of it, read in as few statements as there are kinds of things, and side by
//! side where one doesn't need the other.

use std::sync::Arc;

use async_graphql::{Lookahead, Value};
use entities::CaseId;

use super::{
    loaders::{AskBarriersOf, FollowersOf, InvolvementsOf, MOST_INVOLVEMENTS, TopicsOf},
    parties, rows, timeline,
    types::Case,
};
use crate::{context::RequestCtx, error::Result, paging::PageArguments};

/// What is asked of the case.
#[expect(clippy::struct_excessive_bools, reason = "each field of a case is asked or not")]
#[derive(Debug, Default)]
pub struct Asked {
    topics: bool,
    followers: bool,
    content: bool,
    parties: bool,
    timeline: Option<PageArguments>,
}

impl Asked {
    /// What is asked of this field.
    pub fn of(case: &Lookahead<'_>) -> Self {
        let asks = |field| case.field(field).exists();
        Self {
            topics: asks("topics"),
            followers: asks("followers"),
            content: asks("content"),
            parties: asks("involvements") || asks("timeline"),
            timeline: timeline_of(&case.field("timeline")),
        }
    }
}

/// Reads the case, and lets the loaders know what is asked of it. Eight statements at most: the case, its
/// involvements, topics, followers, ask-barriers and timeline, the people, and the entries of the directory.
///
/// # Errors
/// When the database can't be read.
pub async fn read(req: &RequestCtx, id: CaseId, asked: Asked) -> Result<Option<Case>> {
    let Some((case, mut involvements)) = rows::whole_case(req.db(), &req.viewer, req.now, id).await? else {
        return Ok(None);
    };
    let case_id = case.id;
    req.loaders.feed_one(case_id, Arc::new(case.clone())).await;
    let reads_content = asked.content && case.standing(&req.viewer).reads_content();
    let lines = async {
        match &asked.timeline {
            Some(arguments) => timeline::rows(req, &case, arguments).await,
            None => Ok(Vec::new()),
        }
    };
    let ((), (), (), lines) = futures_util::try_join!(
        req.read_ahead(asked.topics.then_some(TopicsOf(case_id))),
        req.read_ahead(asked.followers.then_some(FollowersOf(case_id))),
        req.read_ahead(reads_content.then_some(AskBarriersOf(case_id))),
        lines,
    )?;
    if asked.parties {
        parties::remember_page(req, &case, &involvements, &lines).await?;
    }
    req.loaders.feed_many(involvements.iter().map(|one| (one.id, one.clone()))).await;
    involvements.truncate(MOST_INVOLVEMENTS);
    req.loaders.feed_one(InvolvementsOf(case_id), involvements).await;
    let timeline_read = asked.timeline.map(|arguments| Arc::new((arguments, lines)));
    Ok(Some(Case { timeline_read, ..case }))
}

/// The arguments of the timeline, when it is asked once and in a way that makes a page.
fn timeline_of(timeline: &Lookahead<'_>) -> Option<PageArguments> {
    let [field] = timeline.selection_fields()[..] else { return None };
    let mut page = PageArguments::default();
    for (name, value) in field.arguments().ok()? {
        let number = || match &value {
            Value::Number(number) => number.as_i64().and_then(|number| i32::try_from(number).ok()),
            _ => None,
        };
        let text = || match &value {
            Value::String(text) => Some(text.clone()),
            _ => None,
        };
        match name.as_str() {
            "first" => page.first = number(),
            "last" => page.last = number(),
            "after" => page.after = text(),
            "before" => page.before = text(),
            _ => return None,
        }
    }
    Some(page)
}

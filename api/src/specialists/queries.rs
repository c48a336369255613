//! One entry of the directory, and the search in it.

use async_graphql::{
    Context, Object, SimpleObject,
    connection::{Connection, Edge},
};
use entities::SpecialistId;

use super::{
    facets::SpecialistFacets,
    inputs::SpecialistFilter,
    search::{self, Key, Texts},
    suggestions::{DirectorySuggestion, suggestions},
    types::{self, Specialist},
};
use crate::{
    context::Req,
    error::Fault,
    paging::{PageArguments, cursor},
    places::types::Topic,
};

/// A page of what was found, with the counts beside it.
pub type DirectoryPage = Connection<String, Specialist, Directory, Match>;

/// The directory.
#[derive(Default)]
pub struct SpecialistQueries;

/// A list of entries with what there is to filter by.
#[derive(SimpleObject)]
pub struct Directory {
    /// How many entries there are in all, of those that the viewer may see.
    pub total_count: i32,
    /// How many there would be with each value of a filter.
    pub facets: SpecialistFacets,
    /// What somebody may be looking for, by what they have typed so far: topics first, then entries, then words; at
    /// most nine, none without a search. Entries and words are those of this page.
    pub suggestions: Vec<DirectorySuggestion>,
    /// The search as it was read, or could be, when a word of it stands nowhere: for asking "Did you mean …?". Null when
    /// every word stands somewhere, or is like no other.
    pub read_as: Option<String>,
}

/// Why an entry was found.
#[derive(SimpleObject)]
pub struct Match {
    /// The words of the entry that matched, lower case, for marking: in its name, for whom it is, its description and
    /// how somebody gets in. Short by nature.
    pub matched_words: Vec<String>,
    /// The topic through which it matched; null when it matched by its own words alone.
    pub matched_topic: Option<Topic>,
}

#[Object]
impl SpecialistQueries {
    /// One entry of the directory; null when there is none that the viewer may see.
    async fn specialist(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which one.")] id: SpecialistId,
    ) -> Result<Option<Specialist>, Fault> {
        Ok(ctx.req().load(id).await?.flatten())
    }

    /// Entries of the directory, the best first. A search takes everyday words, beginnings of words, compounds and
    /// typing errors; without one, entries near the viewer and with room come first.
    #[expect(clippy::too_many_arguments, reason = "the arguments of the field")]
    async fn specialists(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "What somebody types; the first six words that say something count.")] search: Option<String>,
        #[graphql(desc = "Only entries that fit.")] filter: Option<SpecialistFilter>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<DirectoryPage> {
        let req = ctx.req();
        let text = search.as_deref().unwrap_or_default();
        // Each search has an order of its own.
        let list = format!("specialists for {text}");
        let cut = PageArguments { first, after, last, before }.cut::<Key>(req, &list)?;
        let answer = search::find(req, text, &filter.unwrap_or_default(), &cut).await?;
        let ids: Vec<SpecialistId> = answer.page.iter().map(|place| place.id).collect();
        let mut rows = types::by_id(req.db(), &req.viewer, &ids).await.map_err(Fault::from)?;
        req.loaders.feed_many(rows.iter().map(|(id, entry)| (*id, Some(entry.clone())))).await;

        // Without what is gone in the meantime.
        let page: Vec<_> = answer.page.iter().filter_map(|place| Some((place, rows.remove(&place.id)?))).collect();

        let words: Vec<Texts> = page.iter().map(|(_, row)| answer.shown.texts(row)).collect();
        let (suggestions, read_as) = suggestions(&answer, text, page.iter().map(|(_, row)| row), &words);
        let fields = Directory {
            total_count: i32::try_from(answer.total).unwrap_or(i32::MAX),
            facets: SpecialistFacets::new(&answer),
            suggestions,
            read_as,
        };
        let mut connection = Connection::with_additional_fields(answer.others.0, answer.others.1, fields);
        for ((place, row), words) in page.into_iter().zip(&words) {
            let topic = answer.shown.matched_topic(&place.topics);
            let matched = Match {
                matched_words: answer.shown.matched_words(words, &place.topics),
                matched_topic: topic.map(|topic| answer.reference.topics[topic].clone()),
            };
            let cursor = cursor(req, &list, &(place.rank, &place.name, place.id));
            connection.edges.push(Edge::with_additional_fields(cursor, row, matched));
        }
        Ok(connection)
    }
}

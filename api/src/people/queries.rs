//! The viewer, the installation and the people.

use async_graphql::{Context, Object};
use entities::{PersonId, person};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    demo::{self, DemoPerson},
    types::{Installation, Person},
    viewer::ViewerCard,
};
use crate::{
    context::Req,
    error::{Fault, Result},
    paging::{self, Page, PageArguments},
    policy,
};

/// The viewer, the installation and the people.
#[derive(Default)]
pub struct PeopleQueries;

#[Object]
impl PeopleQueries {
    /// Who is signed in; none for nobody and for machines.
    async fn viewer(&self, ctx: &Context<'_>) -> Option<ViewerCard> {
        ViewerCard::of(&ctx.req().viewer)
    }

    /// Whose installation this is, for everybody.
    async fn installation(&self, ctx: &Context<'_>) -> Result<Installation> {
        Installation::of(ctx.req()).await
    }

    /// The people as whom one can look around in the demo; empty outside the demo. Short by nature.
    async fn demo_people(&self, ctx: &Context<'_>) -> Result<Vec<DemoPerson>> {
        demo::people(ctx.req()).await
    }

    /// The people whom the viewer may know, by name.
    async fn people(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "A part of the name; for who manages accounts of the e-mail address too.")] search: Option<
            String,
        >,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<Person>> {
        const LIST: &str = "people";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(String, PersonId)>(req, LIST)?;
        let mut select = policy::people::visible(&req.viewer).filter(person::Column::EndedAt.is_null());
        if let Some(words) = search.as_deref().map(str::trim).filter(|words| !words.is_empty()) {
            select = select.filter(policy::people::matches(&req.viewer, words));
        }
        let select = select.cursor_by((person::Column::Name, person::Column::Id));
        Ok(paging::read(req, LIST, cut, select, |row: &Person| (row.name.clone(), row.id))
            .await
            .map_err(Fault::from)?)
    }
}

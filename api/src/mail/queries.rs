//! The list of mail that couldn't be delivered.

use async_graphql::{Context, Object, connection::Edge};
use entities::{MailId, Timestamp, mail};
use sea_orm::PaginatorTrait;

use super::types::UndeliveredMail;
use crate::{
    context::Req,
    error::Fault,
    paging::{self, CountedPage, PageArguments, TotalCount},
    people::types::NameOf,
    policy,
};

/// The list of mail that couldn't be delivered.
#[derive(Default)]
pub struct MailQueries;

#[Object]
impl MailQueries {
    /// Mail that couldn't be delivered so far, what fails for longest first. For coordinators and administrators; empty for
    /// anybody else.
    async fn undelivered_mail(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<CountedPage<UndeliveredMail>> {
        const LIST: &str = "undeliveredMail";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(Timestamp, MailId)>(req, LIST)?;
        let all = policy::notices::undelivered(&req.viewer);
        let count = all.clone().count(req.db()).await.map_err(Fault::from)?;
        let select = all.cursor_by((mail::Column::FailingSince, mail::Column::Id));
        let key_of = |row: &UndeliveredMail| (row.failing_since.unwrap_or(row.written_at), row.id);
        let page = paging::read(req, LIST, cut, select, key_of).await.map_err(Fault::from)?;
        let people = || page.edges.iter().map(|edge| edge.node.person_id);
        req.read_ahead(people().map(NameOf)).await?;
        req.read_ahead(people()).await?;
        let total_count = i32::try_from(count).unwrap_or(i32::MAX);
        let (before, after) = (page.has_previous_page, page.has_next_page);
        let mut counted = CountedPage::with_additional_fields(before, after, TotalCount { total_count });
        counted.edges.extend(page.edges.into_iter().map(|edge| Edge::new(edge.cursor, edge.node)));
        Ok(counted)
    }
}

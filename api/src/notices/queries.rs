//! The viewer's own notices, as they see themselves.

use std::collections::BTreeSet;

use entities::{MailFrequency, NoticeId, Timestamp, mail, notice};
use sea_orm::{ColumnTrait, PaginatorTrait, QueryFilter, QueryOrder};

use super::types::{MailSetting, Notice};
use crate::{
    context::RequestCtx,
    error::{Fault, Result},
    paging::{self, Page, PageArguments},
    people::types::NameOf,
    policy,
};

/// Which notices are asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Which {
    /// All of them.
    All,
    /// Those that were not seen.
    Unseen,
}

/// A page of the viewer's notices, the latest first, with what they are about read at once: nine statements at most,
/// however many there are.
///
/// # Errors
/// Arguments that make no page, and when the database can't be read.
pub async fn page(req: &RequestCtx, which: Which, arguments: &PageArguments) -> async_graphql::Result<Page<Notice>> {
    const LIST: &str = "notices";
    let cut = arguments.cut::<(Timestamp, NoticeId)>(req, LIST)?;
    let own = policy::notices::visible(&req.viewer);
    let own = match which {
        Which::All => own,
        Which::Unseen => own.filter(notice::Column::SeenAt.is_null()),
    };
    let mut select = own.cursor_by((notice::Column::At, notice::Column::Id));
    select.desc();
    let page = paging::read(req, LIST, cut, select, |row: &Notice| (row.at, row.id)).await.map_err(Fault::from)?;
    let rows = || page.edges.iter().map(|edge| &edge.node);
    let meetings: BTreeSet<_> = rows().filter_map(|row| row.training_session_id).collect();
    let people: BTreeSet<_> = rows().filter_map(|row| row.caused_by).collect();
    req.read_ahead(rows().filter_map(|row| row.case_id).collect::<BTreeSet<_>>()).await?;
    req.read_ahead(rows().filter_map(|row| row.involvement_id).collect::<BTreeSet<_>>()).await?;
    req.read_ahead(rows().filter_map(|row| row.connector_id).collect::<BTreeSet<_>>()).await?;
    req.read_ahead(rows().filter_map(|row| row.peer_question_id).collect::<BTreeSet<_>>()).await?;
    req.read_ahead(people.into_iter().map(NameOf)).await?;
    req.read_ahead(meetings.iter().copied()).await?;
    let meetings = req.loaders.load_many(meetings).await.map_err(Fault::from)?;
    req.read_ahead(meetings.values().map(|meeting| meeting.course_id).collect::<BTreeSet<_>>()).await?;
    Ok(page)
}

/// How many notices the viewer didn't see yet.
///
/// # Errors
/// When the database can't be read.
pub async fn unseen_count(req: &RequestCtx) -> Result<i32> {
    let unseen = policy::notices::visible(&req.viewer).filter(notice::Column::SeenAt.is_null());
    Ok(i32::try_from(unseen.count(req.db()).await?).unwrap_or(i32::MAX))
}

/// How mail comes to the viewer. Two statements.
///
/// # Errors
/// When the database can't be read.
pub async fn mail_setting(req: &RequestCtx) -> Result<MailSetting> {
    let chosen = policy::notices::own_setting(&req.viewer).one(req.db()).await?;
    let failing = policy::notices::own_undelivered(&req.viewer)
        .order_by_asc(mail::Column::FailingSince)
        .order_by_asc(mail::Column::Id)
        .one(req.db())
        .await?;
    Ok(MailSetting {
        frequency: chosen.map_or(MailFrequency::Daily, |chosen| chosen.frequency),
        failing_since: failing.as_ref().and_then(|mail| mail.failing_since),
        trouble: failing.and_then(|mail| mail.trouble),
    })
}

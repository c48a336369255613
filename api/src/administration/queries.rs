//! Lists of machines and of the processing log, newest first.

use async_graphql::{Context, Object};
use entities::{LogLineId, MachineClientId, Timestamp, log_line, machine_client};

use super::types::{LogLine, MachineClient};
use crate::{
    context::Req,
    error::Fault,
    paging::{self, Page, PageArguments},
    policy,
};

/// Lists for an administrator.
#[derive(Default)]
pub struct AdministrationQueries;

#[Object]
impl AdministrationQueries {
    /// The machines that are or were registered, newest first; for an administrator.
    async fn machine_clients(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<MachineClient>> {
        const LIST: &str = "machineClients";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(Timestamp, MachineClientId)>(req, LIST)?;
        let mut select = policy::accounts::visible_clients(&req.viewer)
            .cursor_by((machine_client::Column::RegisteredAt, machine_client::Column::Id));
        select.desc();
        let key_of = |row: &MachineClient| (row.registered_at, row.id);
        Ok(paging::read(req, LIST, cut, select, key_of).await.map_err(Fault::from)?)
    }

    /// What was done with personal data and rights, newest first; for an administrator.
    async fn processing_log(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Rows from the start, 1 to 100; default 20.")] first: Option<i32>,
        #[graphql(desc = "Only rows after this cursor.")] after: Option<String>,
        #[graphql(desc = "Rows from the end, 1 to 100.")] last: Option<i32>,
        #[graphql(desc = "Only rows before this cursor.")] before: Option<String>,
    ) -> async_graphql::Result<Page<LogLine>> {
        const LIST: &str = "processingLog";
        let req = ctx.req();
        let cut = PageArguments { first, after, last, before }.cut::<(Timestamp, LogLineId)>(req, LIST)?;
        let mut select =
            policy::accounts::visible_log(&req.viewer).cursor_by((log_line::Column::At, log_line::Column::Id));
        select.desc();
        let key_of = |row: &LogLine| (row.at, row.id);
        Ok(paging::read(req, LIST, cut, select, key_of).await.map_err(Fault::from)?)
    }
}

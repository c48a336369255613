//! How a connector is, as they see it and the one to whom they say it.

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, SimpleObject, dataloader::Loader};
use entities::{CheckInAnswer, CheckInId, ConnectorId, Day, Timestamp, check_in};
use sea_orm::{ColumnTrait, DerivePartialModel, QueryFilter, QueryOrder};

use crate::{
    connectors::{
        contacts::{today::ContactToday, types::ContactPerson},
        types::Connector,
    },
    context::{Loaders, Req, local_day},
    error::{LoadFault, Result},
    payload::UserError,
    policy,
};

/// The most answers that are shown of one connector.
const MOST: usize = 20;

/// How a connector said they are, on a day: for themselves and for the fixed contact to whom they said it.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "check_in::Entity")]
pub struct CheckIn {
    /// Its id.
    pub id: CheckInId,
    /// On which day.
    pub on_day: Day,
    /// How they are.
    pub answer: CheckInAnswer,
    /// When they said so last.
    pub at: Timestamp,
    /// Which connector.
    #[graphql(skip)]
    pub connector_id: ConnectorId,
}

#[ComplexObject]
impl CheckIn {
    /// Who said it.
    async fn connector(&self, ctx: &Context<'_>) -> Result<Option<Connector>> {
        ctx.req().load(self.connector_id).await
    }
}

/// The question how the viewer is, as it stands today.
#[derive(Clone, Debug, SimpleObject)]
pub struct CheckInToday {
    /// Whether it is asked now.
    pub is_due: bool,
    /// The one person who sees the answer: the own fixed contact at the welfare organisation.
    pub seen_by: ContactPerson,
    /// What they answered today; it can be changed until the day is over.
    pub answer: Option<CheckInAnswer>,
    /// Whom to call today at the welfare organisation: the same person, or who stands in while they are away.
    pub call_today: ContactToday,
}

/// What came of saying how one is, or of putting it off.
#[derive(Clone, Debug, SimpleObject)]
pub struct CheckInPayload {
    /// The question as it stands now; null for who isn't asked.
    pub check_in: Option<CheckInToday>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}

/// How often connectors are asked how they are.
#[derive(Clone, Copy, Debug, SimpleObject)]
pub struct CheckInRhythm {
    /// After so many days it is asked again.
    pub days: i32,
    /// Counts changes of how the programme is set up, from 1.
    pub version: i32,
}

/// What came of setting how often it is asked.
#[derive(Clone, Debug, SimpleObject)]
pub struct CheckInRhythmPayload {
    /// The rhythm that holds now.
    pub rhythm: Option<CheckInRhythm>,
    /// Why it was refused; then nothing was written.
    pub user_errors: Vec<UserError>,
}

/// Asks the loaders for the answers of a connector, the latest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct CheckInsOf(pub ConnectorId);

impl Loader<CheckInsOf> for Loaders {
    type Value = Vec<CheckIn>;
    type Error = LoadFault;

    async fn load(&self, keys: &[CheckInsOf]) -> std::result::Result<HashMap<CheckInsOf, Vec<CheckIn>>, LoadFault> {
        let rows: Vec<CheckIn> = policy::check_ins::visible(&self.viewer, local_day(self.now))
            .filter(check_in::Column::ConnectorId.is_in(keys.iter().map(|key| key.0)))
            .order_by_desc(check_in::Column::OnDay)
            .into_partial_model()
            .all(&self.app.db)
            .await?;
        let mut found: HashMap<_, Vec<CheckIn>> = keys.iter().map(|key| (*key, Vec::new())).collect();
        for row in rows {
            let own = found.entry(CheckInsOf(row.connector_id)).or_default();
            if own.len() < MOST {
                own.push(row);
            }
        }
        Ok(found)
    }
}

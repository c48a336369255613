//! Machines and lines of the processing log as clients see them.

use std::collections::HashMap;

use async_graphql::{ComplexObject, Context, SimpleObject, dataloader::Loader};
use entities::{
    CaseId, Locale, LogLineId, MachineClientId, OrganisationId, PersonId, ProcessingAction, Timestamp, log_line,
    machine_client,
};
use sea_orm::{ColumnTrait, DerivePartialModel, QueryFilter};

use crate::{
    context::{Loaders, Req},
    error::{Fault, LoadFault, Result},
    payload::UserError,
    people::types::NameOf,
    places::types::Organisation,
    policy::{self, MachineScope},
};

/// A machine that reads through the API with a key of its own.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "machine_client::Entity")]
pub struct MachineClient {
    /// Its id, which is the OAuth `client_id`.
    pub id: MachineClientId,
    /// What it is for.
    pub name: String,
    /// Whose it is.
    #[graphql(skip)]
    pub organisation_id: OrganisationId,
    /// What it may read, as stored.
    #[graphql(skip)]
    pub scopes: String,
    /// RFC 7638 thumbprint of its key, which is the `kid` of its assertions.
    pub key_thumbprint: String,
    /// When it was registered.
    pub registered_at: Timestamp,
    /// When it lost access.
    pub revoked_at: Option<Timestamp>,
    /// When it last received a token.
    pub last_used_at: Option<Timestamp>,
}

#[ComplexObject]
impl MachineClient {
    /// Whose it is.
    async fn organisation(&self, ctx: &Context<'_>) -> Result<Organisation> {
        let found = ctx.req().load(self.organisation_id).await?;
        found.ok_or_else(|| Fault::new("a machine belongs to no organisation"))
    }

    /// What it may read.
    async fn scopes(&self) -> Vec<MachineScope> {
        MachineScope::read(&self.scopes).into_iter().collect()
    }
}

/// The answer to what changes a machine.
#[derive(SimpleObject)]
pub struct MachineClientPayload {
    /// The machine after it.
    pub machine_client: Option<MachineClient>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// A line of the processing log: one per person per action, reads included. Never changed or deleted.
#[derive(Clone, Debug, SimpleObject, DerivePartialModel)]
#[graphql(complex)]
#[sea_orm(entity = "log_line::Entity")]
pub struct LogLine {
    /// Its id.
    pub id: LogLineId,
    /// When.
    pub at: Timestamp,
    /// What was done.
    pub action: ProcessingAction,
    /// Who did it.
    #[graphql(skip)]
    pub person_id: Option<PersonId>,
    /// Which machine did it.
    #[graphql(skip)]
    pub client_id: Option<MachineClientId>,
    /// On which case.
    #[graphql(skip)]
    pub case_id: Option<CaseId>,
    /// Whose account it was about.
    #[graphql(skip)]
    pub subject_person_id: Option<PersonId>,
    /// What it was about, as stored.
    #[graphql(skip)]
    pub subject: String,
    /// The reason that was given.
    pub reason: Option<String>,
    /// The request, to find it in the logs of the server.
    pub request_id: String,
}

#[ComplexObject]
impl LogLine {
    /// Who did it: the name of a person or a machine; of what is done because it is time, the app.
    async fn actor_name(&self, ctx: &Context<'_>) -> Result<String> {
        let req = ctx.req();
        let name = match (self.person_id, self.client_id) {
            (Some(id), _) => req.load(NameOf(id)).await?,
            (None, Some(id)) => req.load(ClientNameOf(id)).await?,
            (None, None) => None,
        };
        let nobody = match (self.action, ctx.req().locale) {
            // Questions are changed by nobody when they expire.
            (ProcessingAction::Forgotten | ProcessingAction::InvolvementChanged, Locale::Nl) => "De app",
            (ProcessingAction::Forgotten | ProcessingAction::InvolvementChanged, Locale::En) => "The app",
            (_, Locale::Nl) => "Onbekend",
            (_, Locale::En) => "Unknown",
        };
        Ok(name.unwrap_or_else(|| nobody.to_owned()))
    }

    /// What or whom it was about.
    async fn subject(&self, ctx: &Context<'_>) -> Result<String> {
        let whom = match self.subject_person_id {
            Some(id) => ctx.req().load(NameOf(id)).await?,
            None => None,
        };
        let case = self.case_id.map(|id| id.to_string());
        let what = Some(self.subject.clone()).filter(|subject| !subject.is_empty());
        Ok([whom, what, case].into_iter().flatten().collect::<Vec<_>>().join(" · "))
    }
}

/// Asks the loaders for the name of a machine in the processing log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct ClientNameOf(pub MachineClientId);

impl Loader<ClientNameOf> for Loaders {
    type Value = String;
    type Error = LoadFault;

    async fn load(&self, ids: &[ClientNameOf]) -> std::result::Result<HashMap<ClientNameOf, Self::Value>, Self::Error> {
        let rows = policy::accounts::visible_clients(&self.viewer)
            .filter(machine_client::Column::Id.is_in(ids.iter().map(|ClientNameOf(id)| *id)))
            .into_partial_model::<MachineClient>()
            .all(&self.app.db)
            .await?;
        Ok(rows.into_iter().map(|row| (ClientNameOf(row.id), row.name)).collect())
    }
}

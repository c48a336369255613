//! What an administrator changes about machines.

use async_graphql::{Context, Object};
use entities::{MachineClientId, machine_client};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    inputs::{RegisterMachineClientInput, RevokeMachineClientInput},
    machine_clients,
    types::{MachineClient, MachineClientPayload},
};
use crate::{
    acts::Acting,
    context::{Req, RequestCtx},
    error::Result,
    payload::{Stop, told},
    policy,
};

/// What an administrator changes about machines.
#[derive(Default)]
pub struct AdministrationMutations;

#[Object]
impl AdministrationMutations {
    /// Registers a machine with its public key; with it the machine can get tokens.
    async fn register_machine_client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The machine and its key.")] input: RegisterMachineClientInput,
    ) -> async_graphql::Result<MachineClientPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key.clone())?;
        payload(req, machine_clients::register(req, &act, input).await).await
    }

    /// Takes a machine's access away, at once and for good.
    async fn revoke_machine_client(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Which machine.")] input: RevokeMachineClientInput,
    ) -> async_graphql::Result<MachineClientPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key.clone())?;
        payload(req, machine_clients::revoke(req, &act, &input).await).await
    }
}

async fn payload(
    req: &RequestCtx,
    outcome: Result<MachineClientId, Stop>,
) -> async_graphql::Result<MachineClientPayload> {
    let (id, user_errors) = told(outcome, req.locale)?;
    let machine_client = match id {
        Some(id) => read_back(req, id).await?,
        None => None,
    };
    Ok(MachineClientPayload { machine_client, user_errors })
}

async fn read_back(req: &RequestCtx, id: MachineClientId) -> Result<Option<MachineClient>> {
    Ok(policy::accounts::visible_clients(&req.viewer)
        .filter(machine_client::Column::Id.eq(id))
        .into_partial_model()
        .one(req.db())
        .await?)
}

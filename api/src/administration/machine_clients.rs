//! Registering machines and taking their access away.

use std::collections::BTreeSet;

use entities::{MachineClientId, machine_client, organisation};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    inputs::{RegisterMachineClientInput, RevokeMachineClientInput},
    public_key::PublicKey,
    store::{self, NewClient},
};
use crate::{
    acts::{Act, once},
    context::RequestCtx,
    error::Result,
    free_text::unseen,
    payload::{Refusal, Stop, UserErrorCode},
    policy::{self, MachineScope},
};

/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Registers a machine with its public key.
///
/// # Errors
/// Refused for who may not, and for what is wrong in the input.
pub async fn register(req: &RequestCtx, act: &Act, input: RegisterMachineClientInput) -> Result<MachineClientId, Stop> {
    policy::accounts::may_manage_clients(&req.viewer)?;
    let client = checked(req, input).await?;
    let outcome = once(req, act, async |work| Ok(store::register(work, &client).await?)).await;
    match outcome {
        Err(Stop::Fault(fault)) if fault.is_duplicate() => Err(Refusal::new(
            UserErrorCode::AlreadyExists,
            "Deze sleutel is al geregistreerd. Maak voor elke koppeling een eigen sleutel.",
            "This key is registered already. Make a key of its own for each machine.",
        )
        .at("publicKey")
        .into()),
        outcome => outcome,
    }
}

/// Takes a machine's access away, at once and for good. Once more changes nothing.
///
/// # Errors
/// Refused for a machine that the viewer doesn't see.
pub async fn revoke(req: &RequestCtx, act: &Act, input: &RevokeMachineClientInput) -> Result<MachineClientId, Stop> {
    let client = policy::accounts::visible_clients(&req.viewer)
        .filter(machine_client::Column::Id.eq(input.machine_client_id))
        .one(req.db())
        .await?
        .ok_or_else(|| Refusal::not_found("machineClientId"))?;
    policy::accounts::may_manage_clients(&req.viewer)?;
    once(req, act, async |work| {
        store::revoke(work, client.id, &client.name).await?;
        Ok(client.id)
    })
    .await
}

async fn checked(req: &RequestCtx, input: RegisterMachineClientInput) -> Result<NewClient, Stop> {
    let name = input.name.trim().to_owned();
    let scopes: BTreeSet<MachineScope> = input.scopes.into_iter().collect();
    let mut refusals = Vec::new();
    if name.is_empty() {
        refusals.push(
            Refusal::new(UserErrorCode::Required, "Vul in waar het voor is.", "Fill in what it is for.").at("name"),
        );
    }
    if name.chars().count() > LONGEST_NAME {
        refusals.push(
            Refusal::new(
                UserErrorCode::TooLong,
                "Deze naam is te lang. Neem er een van 100 tekens of minder.",
                "This name is too long. Use 100 characters or fewer.",
            )
            .at("name"),
        );
    }
    refusals.extend(unseen(&name).map(|refusal| refusal.at("name")));
    let known = policy::places::visible_organisations(&req.viewer)
        .filter(organisation::Column::Id.is_in(input.organisation_id.read().copied()))
        .one(req.db())
        .await?;
    if known.is_none() {
        refusals.push(Refusal::no_such_organisation(&input.organisation_id, "organisationId"));
    }
    if scopes.is_empty() {
        refusals.push(
            Refusal::new(
                UserErrorCode::Required,
                "Kies wat de koppeling mag lezen.",
                "Choose what the machine may read.",
            )
            .at("scopes"),
        );
    }
    match (PublicKey::read(&input.public_key), known) {
        (Ok(key), Some(known)) if refusals.is_empty() => Ok(NewClient { name, organisation_id: known.id, scopes, key }),
        (Ok(_), _) => Err(Stop::Refused(refusals)),
        (Err(refusal), _) => {
            refusals.push(refusal);
            Err(Stop::Refused(refusals))
        }
    }
}

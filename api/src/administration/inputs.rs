//! What comes in about machines.

use async_graphql::InputObject;
use entities::{MachineClientId, OrganisationId};

use crate::{policy::MachineScope, scalars::Typed};

/// Registering a machine with its key.
#[derive(InputObject)]
pub struct RegisterMachineClientInput {
    /// What it is for, 1 to 100 characters.
    pub name: String,
    /// Whose it is.
    pub organisation_id: Typed<OrganisationId>,
    /// What it may read, at least one.
    pub scopes: Vec<MachineScope>,
    /// The public half of its Ed25519 key, as PEM or JWK. The private half stays with the machine.
    pub public_key: String,
    /// The same key with the same input gives the first answer again.
    pub idempotency_key: Option<String>,
}

/// Taking a machine's access away, for good.
#[derive(InputObject)]
pub struct RevokeMachineClientInput {
    /// Which machine.
    pub machine_client_id: MachineClientId,
    /// The same key with the same input gives the first answer again.
    pub idempotency_key: Option<String>,
}

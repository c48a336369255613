//! The acts of administration.

use super::MachineScope;
use crate::graphql::enums::Role;
use crate::graphql::scalars::{Email, MachineClientId, NeighbourhoodId, OrganisationId, Phone, SpecialistId};
use crate::graphql::{UserError, schema};

/// A role to give.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RoleGrantInput {
    /// The role.
    pub role: Role,
    /// Where.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// For which entry of the directory.
    pub specialist_id: Option<SpecialistId>,
}

/// Somebody to invite.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct InvitePersonInput {
    /// As they are called.
    pub name: String,
    /// With which they sign in.
    pub email: Email,
    /// To call them.
    pub phone: Option<Phone>,
    /// Where they work.
    pub organisation_id: Option<OrganisationId>,
    /// What they will do.
    pub roles: Vec<RoleGrantInput>,
    /// The same at every try.
    pub idempotency_key: Option<String>,
}

/// Variables of [`InvitePersonMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct InvitePersonVariables {
    /// Whom.
    pub input: InvitePersonInput,
}

/// Invites somebody.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "InvitePersonVariables")]
pub struct InvitePersonMutation {
    /// The link, or why not.
    #[arguments(input: $input)]
    pub invite_person: InvitePersonPayload,
}

/// What inviting gives.
#[derive(cynic::QueryFragment, Debug)]
pub struct InvitePersonPayload {
    /// Shown once.
    pub invitation_path: Option<String>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// A machine to let in.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RegisterMachineClientInput {
    /// What it is called.
    pub name: String,
    /// Whose it is.
    pub organisation_id: OrganisationId,
    /// What it may read.
    pub scopes: Vec<MachineScope>,
    /// PEM or JWK.
    pub public_key: String,
    /// The same at every try.
    pub idempotency_key: Option<String>,
}

/// Variables of [`RegisterMachineClientMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct RegisterMachineClientVariables {
    /// Which machine.
    pub input: RegisterMachineClientInput,
}

/// Lets a machine in.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "RegisterMachineClientVariables")]
pub struct RegisterMachineClientMutation {
    /// Why not.
    #[arguments(input: $input)]
    pub register_machine_client: MachinePayload,
}

/// A machine to shut out.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RevokeMachineClientInput {
    /// Which.
    pub machine_client_id: MachineClientId,
}

/// Variables of [`RevokeMachineClientMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct RevokeMachineClientVariables {
    /// Which machine.
    pub input: RevokeMachineClientInput,
}

/// Shuts a machine out.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "RevokeMachineClientVariables")]
pub struct RevokeMachineClientMutation {
    /// Why not.
    #[arguments(input: $input)]
    pub revoke_machine_client: MachinePayload,
}

/// What an act on a machine gives.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "MachineClientPayload")]
pub struct MachinePayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

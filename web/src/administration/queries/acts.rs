//! The acts of administration.

use super::MachineScope;
use crate::graphql::enums::Role;
use crate::graphql::scalars::{Email, MachineClientId, NeighbourhoodId, OrganisationId, PersonId, Phone, SpecialistId};
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
    /// Who was invited; also when an earlier try did that, and the link was shown then.
    pub person: Option<Invited>,
    /// Shown once.
    pub invitation_path: Option<String>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Somebody who was invited.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Invited {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
}

/// Somebody who gets a new link.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct RenewInvitationInput {
    /// Who.
    pub person_id: PersonId,
    /// Of this try only: the link of an earlier one isn't shown again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`RenewInvitationMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct RenewInvitationVariables {
    /// Who.
    pub input: RenewInvitationInput,
}

/// Makes a new link for somebody.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "RenewInvitationVariables")]
pub struct RenewInvitationMutation {
    /// The link, or why not.
    #[arguments(input: $input)]
    pub renew_invitation: InvitePersonPayload,
}

/// What somebody does from now on.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ChangeRolesInput {
    /// Who.
    pub person_id: PersonId,
    /// Which state of their roles was seen, so that nobody writes over another.
    pub expected_version: Option<i32>,
    /// All their roles.
    pub roles: Vec<RoleGrantInput>,
    /// The same at every try.
    pub idempotency_key: Option<String>,
}

/// Variables of [`ChangeRolesMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ChangeRolesVariables {
    /// Whose, and which.
    pub input: ChangeRolesInput,
}

/// Changes what somebody may do.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ChangeRolesVariables")]
pub struct ChangeRolesMutation {
    /// Why not.
    #[arguments(input: $input)]
    pub change_roles: PersonPayload,
}

/// What an act on somebody gives.
#[derive(cynic::QueryFragment, Debug)]
pub struct PersonPayload {
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

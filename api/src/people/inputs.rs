//! What comes in about people.

use async_graphql::InputObject;
use entities::{Locale, NeighbourhoodId, OrganisationId, PersonId, Role, SpecialistId};

use crate::scalars::{Email, Phone, Typed};

/// Choosing a language.
#[derive(InputObject)]
pub struct ChooseLocaleInput {
    /// The language.
    pub locale: Locale,
    /// The same key with the same input gives the first answer again.
    pub idempotency_key: Option<String>,
}

/// A role with its scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, InputObject)]
pub struct RoleGrantInput {
    /// Which role.
    pub role: Role,
    /// The area: needed for a connector or community worker, and for nobody else. One entry an area.
    pub neighbourhood_id: Option<NeighbourhoodId>,
    /// The entry of the directory: needed for a specialist, and for nobody else.
    pub specialist_id: Option<SpecialistId>,
}

/// Inviting somebody, for the first time or again.
#[derive(InputObject)]
pub struct InvitePersonInput {
    /// Their name, 1 to 100 characters.
    pub name: String,
    /// Their e-mail address, with which they will sign in.
    pub email: Typed<Email>,
    /// Work telephone number, for colleagues.
    pub phone: Option<Typed<Phone>>,
    /// Where they work or volunteer.
    pub organisation_id: Option<Typed<OrganisationId>>,
    /// The roles they get, at least one.
    pub roles: Vec<RoleGrantInput>,
    /// The same key with the same input gives the first answer again, without the link.
    pub idempotency_key: Option<String>,
}

/// Giving somebody a new link to choose a password.
#[derive(InputObject)]
pub struct RenewInvitationInput {
    /// Who.
    pub person_id: PersonId,
    /// The same key with the same input gives the first answer again, without the link.
    pub idempotency_key: Option<String>,
}

/// Changing somebody's roles.
#[derive(InputObject)]
pub struct ChangeRolesInput {
    /// Whose roles.
    pub person_id: PersonId,
    /// The `rolesVersion` that was seen; with another one nothing is written. Left out, whatever stands is replaced.
    pub expected_version: Option<i32>,
    /// All roles that they have from now on; empty takes all of them away.
    pub roles: Vec<RoleGrantInput>,
    /// The same key with the same input gives the first answer again.
    pub idempotency_key: Option<String>,
}

//! Who looks at the palette in tests.

use crate::account::{RoleGrant, Viewer, ViewerPerson};
use crate::graphql::enums::{Locale, Role, ViewerArea};
use crate::graphql::scalars::PersonId;

/// Somebody with these roles and parts.
pub fn viewer(roles: &[Role], areas: &[ViewerArea]) -> Viewer {
    Viewer {
        person: ViewerPerson { id: PersonId("person_1".to_owned()), name: "Mia".to_owned(), initials: "M".to_owned() },
        locale: Locale::Nl,
        roles: roles.iter().map(|&role| RoleGrant { role, neighbourhood: None }).collect(),
        neighbourhoods: Vec::new(),
        areas: areas.to_vec(),
        open_case_count: 0,
        waiting_count: 0,
        unseen_notice_count: 0,
    }
}

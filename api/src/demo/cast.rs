//! Who and what the timelines name, as ids.

use std::collections::HashMap;

use entities::{PersonId, SpecialistId};

use crate::import::Ids;

/// Who and what the timelines name.
pub struct Cast {
    /// People by key.
    pub people: HashMap<String, Player>,
    /// Places, topics and specialists by key.
    pub lists: Ids,
}

/// Somebody who acts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Player {
    /// Their account.
    pub id: PersonId,
    /// The entry of the directory that they work for.
    pub entry: Option<SpecialistId>,
}

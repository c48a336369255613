//! Who may see and do what: the table of the domain, one file an area, in two forms.
//!
//! - `visible(viewer)` is where every select of a protected table starts: a row that the viewer may not see
//!   doesn't exist, nested, listed, searched and counted alike.
//! - `may_<act>(viewer, &row)` says whether the viewer may do it to a row that they see.
//!
//! Every `match` over roles is exhaustive, so that a new role can't slip through.

pub mod accounts;
pub mod board_views;
pub mod cases;
pub mod check_ins;
pub mod connectors;
pub mod contacts;
pub mod custody;
pub mod figures;
pub mod network;
pub mod notices;
pub mod peers;
pub mod people;
pub mod places;
pub mod reminders;
pub mod specialist_notes;
pub mod specialists;
pub mod training;
pub mod unmet_searches;
mod viewer;

pub use viewer::{Machine, MachineScope, PersonViewer, RoleScope, Viewer, ViewerArea};

/// The viewer sees the row, but may not do this to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Denied;

impl From<Denied> for crate::payload::Refusal {
    fn from(Denied: Denied) -> Self {
        Self::not_allowed()
    }
}

impl From<Denied> for crate::payload::Stop {
    fn from(denied: Denied) -> Self {
        crate::payload::Refusal::from(denied).into()
    }
}

//! The one place that talks to the server. Pages bring their own queries, typed against `schema.graphql`;
//! how they travel, what an answer means and when something changed is decided here.

mod answer;
mod api;
pub mod early;
pub mod enums;
mod key;
mod loaded;
mod page;
mod reading;
mod refusal;
pub mod scalars;
mod socket;
mod socket_model;
mod turn;
mod written;

pub use answer::Failure;
pub use api::{Api, ServerFile, provide_api, use_api};
pub use key::{SteadyKey, new_key};
pub use loaded::{Loaded, load, load_in_turn};
pub use page::PageInfo;
pub use refusal::{UserError, elsewhere, told_at};
pub use socket::listen;
pub use socket_model::{Change, Connection};
pub use written::Written;
pub(crate) use written::written;

/// What the compiler knows of `schema.graphql`.
#[cynic::schema("buurtverbinders")]
pub mod schema {}

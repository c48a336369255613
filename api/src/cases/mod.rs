//! Cases (hulpvragen), whole: the status table, who is asked along, the timeline, the board.
//!
//! `types` and `timeline` are what leaves, `inputs` and `texts` what comes in. `flow` moves states and `outlook`
//! derives column, turn and due day; both are pure. `store` reads and writes. Who may see and do what is not here:
//! that is `policy::cases`.

pub mod acting;
pub mod available;
mod board;
pub mod dates;
pub mod derived;
pub mod details;
pub mod filter;
pub mod flow;
pub mod holding;
pub mod inputs;
pub mod involvements;
pub mod list;
pub mod loaders;
pub mod mutations;
mod opening;
pub mod outlook;
pub mod page;
pub mod parties;
pub mod party;
pub mod queries;
pub mod rows;
pub mod store;
pub mod subscriptions;
pub mod telling;
pub mod texts;
pub mod timeline;
pub mod today;
pub mod types;
pub mod vocabulary;

//! The data layer: one file a table, the ids and the stored vocabulary. No logic, and no line of GraphQL but what ids and enums need.

mod ids;
mod time;
mod vocabulary;

pub mod attendance;
pub mod board_view;
pub mod calendar_feed;
pub mod case;
pub mod case_ask_barrier;
pub mod case_event;
pub mod case_follower;
pub mod case_reading;
pub mod case_topic;
pub mod consent;
pub mod course;
pub mod course_topic;
pub mod idempotency_key;
pub mod invitation;
pub mod involvement;
pub mod log_line;
pub mod machine_client;
pub mod neighbourhood;
pub mod opening_hours;
pub mod organisation;
pub mod outbox_event;
pub mod person;
pub mod resident_details;
pub mod role_grant;
pub mod session;
pub mod specialist;
pub mod specialist_channel;
pub mod specialist_language;
pub mod specialist_neighbourhood;
pub mod specialist_note;
pub mod specialist_search;
pub mod specialist_topic;
pub mod stale_mark;
pub mod tally;
pub mod topic;
pub mod topic_change;
pub mod training_session;
pub mod unmet_search;
pub mod used_assertion;

pub use ids::*;
pub use time::{Day, Timestamp};
pub use vocabulary::*;

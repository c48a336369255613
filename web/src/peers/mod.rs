//! Even sparren: asking a fellow connector or a team something, and answering.

mod ask_page;
mod card;
mod list_page;
mod peers_model;
mod queries;
mod thread;
mod thread_page;

pub use ask_page::AskPage;
pub use card::PeersCard;
pub use list_page::{PeersPage, connects};
pub use thread_page::PeerQuestionPage;

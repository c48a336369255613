//! What the viewer is told (berichten), the bell that counts it, and how often mail comes.

mod bell;
mod mail_setting;
mod notices_model;
mod page;
mod queries;

pub use bell::Bell;
pub use notices_model::trouble;
pub use page::NoticesPage;

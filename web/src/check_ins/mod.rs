//! Gaat het goed met jou? Asked on home, answered with one tap; and who isn't well, for the one to whom they said it.

mod card;
mod not_well;
mod queries;

pub use card::CheckInCard;
pub use not_well::NotWellCard;
pub use queries::{CheckInPace, set_check_in_rhythm};

//! Views of the board that somebody saved under a name, to find them on any device. What a view means is the app's to
//! know: here it is the parameters of an address. Who may see them is `policy::board_views`.

pub mod inputs;
pub mod mutations;
mod saving;
mod store;
pub mod types;

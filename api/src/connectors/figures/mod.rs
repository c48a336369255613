//! Figures of people: how many stand where, which neighbourhoods have somebody, how long it takes to become active. Counts
//! only, and no ranking: nobody is compared with anybody.

pub mod counting;
pub mod queries;
pub mod types;

//! Where and about what: neighbourhoods, organisations and the controlled list of topics. Not who may see them:
//! that is `policy::places`.

pub mod areas;
pub mod keys;
pub mod queries;
pub mod types;

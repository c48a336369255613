//! People with an account, as others see them. Signing in is `auth`; who may see whom is `policy::people`.

pub mod demo;
pub mod inputs;
pub mod invitations;
pub mod mutations;
pub mod queries;
pub mod roles;
pub(crate) mod store;
pub mod types;
pub mod viewer;

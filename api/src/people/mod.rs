//! People with an account, as others see them. Signing in is `auth`; who may see whom is `policy::people`.

pub mod types;

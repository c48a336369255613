//! Signing in and out, and who is signed in.

mod invitation;
mod language;
mod queries;
mod return_path;
mod session;
mod sign_in;

pub use invitation::AcceptInvitation;
pub use language::{provide_language, use_language};
#[cfg(test)]
pub use queries::{RoleGrant, ViewerPerson};
pub use queries::{SignOutInput, SignOutMutation, SignOutVariables, Viewer, ViewerNeighbourhood};
pub use session::{NoStart, Session, SignedInOnly, provide_session, use_session, use_viewer};
pub use sign_in::{DoorBones, SignIn};

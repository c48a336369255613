//! What signing in and out answers.

use async_graphql::SimpleObject;

use crate::{payload::UserError, people::viewer::ViewerCard};

/// The answer to signing in. The session's cookie comes with the response; no script can read it.
#[derive(SimpleObject)]
pub struct SignInPayload {
    /// Who is signed in now; none when it was refused.
    pub viewer: Option<ViewerCard>,
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

/// The answer to signing out.
#[derive(SimpleObject)]
pub struct SignOutPayload {
    /// Why it was refused; empty when it went well.
    pub user_errors: Vec<UserError>,
}

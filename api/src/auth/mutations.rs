//! Signing in and out.

use async_graphql::{Context, Object};
use axum::http::header::SET_COOKIE;

use super::{
    Caller, Credential,
    inputs::{AcceptInvitationInput, SignInAsDemoPersonInput, SignInInput, SignOutInput},
    sessions,
    sign_in::{self, Entered, Leaving},
    types::{SignInPayload, SignOutPayload},
};
use crate::{
    context::Req,
    payload::{Stop, told},
    people::viewer::ViewerCard,
    policy::Viewer,
};

/// Signing in and out.
#[derive(Default)]
pub struct AuthMutations;

#[Object]
impl AuthMutations {
    /// Signs in with an e-mail address and a password. After five wrong tries on an account it takes some minutes.
    async fn sign_in(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Address and password.")] input: SignInInput,
    ) -> async_graphql::Result<SignInPayload> {
        enter(ctx, sign_in::by_password(ctx.req(), &caller(ctx), &input.email, input.password).await)
    }

    /// Signs in as somebody of the demo. Outside the demo there is nobody to be.
    async fn sign_in_as_demo_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] input: SignInAsDemoPersonInput,
    ) -> async_graphql::Result<SignInPayload> {
        enter(ctx, sign_in::as_demo_person(ctx.req(), &caller(ctx), input.person_id).await)
    }

    /// Accepts an invitation with a password of one's own choice, and signs in.
    async fn accept_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The invitation and the password.")] input: AcceptInvitationInput,
    ) -> async_graphql::Result<SignInPayload> {
        enter(ctx, sign_in::by_invitation(ctx.req(), &caller(ctx), &input.token, input.password).await)
    }

    /// Signs out, here or in every browser. Somebody who isn't signed in may do it too.
    async fn sign_out(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "How far.")] input: SignOutInput,
    ) -> async_graphql::Result<SignOutPayload> {
        let req = ctx.req();
        let leaving = if input.everywhere.unwrap_or(false) { Leaving::Everywhere } else { Leaving::Here };
        let (left, user_errors) = told(sign_in::leave(req, &caller(ctx), leaving).await, req.locale)?;
        if left.is_some() {
            ctx.append_http_header(SET_COOKIE, sessions::drop_cookie(&req.app.auth));
            req.go_on_as(Viewer::Nobody);
        }
        Ok(SignOutPayload { user_errors })
    }
}

/// How the request came in; without a wire, as nobody from nowhere.
fn caller(ctx: &Context<'_>) -> Caller {
    ctx.data_opt::<Caller>().cloned().unwrap_or(Caller { credential: Credential::None, address: None })
}

/// Hands out the cookie and goes on as who came in.
fn enter(ctx: &Context<'_>, outcome: Result<Entered, Stop>) -> async_graphql::Result<SignInPayload> {
    let req = ctx.req();
    let (entered, user_errors) = told(outcome, req.locale)?;
    let viewer = entered.and_then(|Entered { token, viewer }| {
        ctx.append_http_header(SET_COOKIE, sessions::keep_cookie(&req.app.auth, &token));
        req.go_on_as(viewer.clone());
        ViewerCard::of(&viewer)
    });
    Ok(SignInPayload { viewer, user_errors })
}

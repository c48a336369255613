//! What people change about people.

use async_graphql::{Context, Object};
use entities::PersonId;

use super::{
    inputs::{ChangeRolesInput, ChooseLocaleInput, InvitePersonInput, RenewInvitationInput},
    invitations::{self, Invited},
    store,
    types::{InvitePersonPayload, Person, PersonPayload, ViewerPayload},
    viewer::ViewerCard,
};
use crate::{
    acts::{Acting, once},
    context::{Req, RequestCtx},
    error::Result,
    payload::{Refusal, Stop, told},
    policy::{PersonViewer, Viewer},
};

/// What people change about people.
#[derive(Default)]
pub struct PeopleMutations;

#[Object]
impl PeopleMutations {
    /// Chooses the language in which the viewer is answered, on every device.
    async fn choose_locale(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "The language.")] input: ChooseLocaleInput,
    ) -> async_graphql::Result<ViewerPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key)?;
        let Some(id) = req.viewer.person_id() else {
            let (_, user_errors) = told::<()>(Err(Stop::from(Refusal::not_allowed())), req.locale)?;
            return Ok(ViewerPayload { viewer: None, user_errors });
        };
        let outcome = once(req, &act, async |work| Ok(store::choose_locale(work, id, input.locale).await?)).await;
        let (_, user_errors) = told(outcome, req.locale)?;
        let viewer = viewer(req, id).await?;
        req.go_on_as(viewer.clone());
        Ok(ViewerPayload { viewer: ViewerCard::of(&viewer), user_errors })
    }

    /// Invites somebody, for the first time or again: makes the account and a link with which they choose a password.
    async fn invite_person(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who, and what they may do.")] input: InvitePersonInput,
    ) -> async_graphql::Result<InvitePersonPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key.clone())?;
        invited(req, invitations::invite(req, &act, input).await).await
    }

    /// Gives somebody who has an account a new link to choose a password: they forgot it, or the former link ran out.
    async fn renew_invitation(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Who.")] input: RenewInvitationInput,
    ) -> async_graphql::Result<InvitePersonPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key)?;
        invited(req, invitations::renew(req, &act, input.person_id).await).await
    }

    /// Changes what somebody may do, at once.
    async fn change_roles(
        &self,
        ctx: &Context<'_>,
        #[graphql(desc = "Whose roles, and which they have from now on.")] input: ChangeRolesInput,
    ) -> async_graphql::Result<PersonPayload> {
        let req = ctx.req();
        let act = ctx.act(input.idempotency_key.clone())?;
        let about = input.person_id;
        let (changed, user_errors) = told(invitations::change_roles(req, &act, input).await, req.locale)?;
        let Some(id) = changed else { return Ok(PersonPayload { person: person(req, about).await?, user_errors }) };
        // With the roles that the viewer has now, and without what was read of roles before.
        if let Some(own) = req.viewer.person_id() {
            req.go_on_as(viewer(req, own).await?);
        }
        Ok(PersonPayload { person: person(ctx.req(), id).await?, user_errors })
    }
}

async fn invited(req: &RequestCtx, outcome: Result<Invited, Stop>) -> async_graphql::Result<InvitePersonPayload> {
    let (invited, user_errors) = told(outcome, req.locale)?;
    Ok(match invited {
        Some(Invited { person_id, path }) => {
            InvitePersonPayload { person: person(req, person_id).await?, invitation_path: path, user_errors }
        }
        None => InvitePersonPayload { person: None, invitation_path: None, user_errors },
    })
}

async fn person(req: &RequestCtx, id: PersonId) -> Result<Option<Person>> {
    Ok(req.load(id).await?.flatten())
}

/// Who this is by now.
async fn viewer(req: &RequestCtx, id: PersonId) -> Result<Viewer> {
    Ok(PersonViewer::load(req.db(), id).await?.map_or(Viewer::Nobody, Viewer::Person))
}

//! Inviting people and changing what they may do.

use std::collections::BTreeSet;

use entities::{Locale, OrganisationId, PersonId, Role, organisation, person};
use sea_orm::{ColumnTrait, QueryFilter};

use super::{
    inputs::{ChangeRolesInput, InvitePersonInput},
    roles::{self, Grant, RoleChange},
    store::{self, NewPerson},
};
use crate::{
    acts::{Act, Work, once},
    auth::SecretToken,
    context::RequestCtx,
    error::Result,
    payload::{Refusal, Stop, UserErrorCode},
    policy::{self, PersonViewer, Viewer},
    scalars::{Email, Typed},
};

/// The longest name, in characters.
const LONGEST_NAME: usize = 100;

/// Somebody who was invited.
pub struct Invited {
    /// Who.
    pub person_id: PersonId,
    /// Where they accept: shown once. None when the act was done before, with the same key.
    pub path: Option<String>,
}

/// Makes an account without a password and an invitation to choose one. Somebody who didn't accept yet is invited
/// again: what comes in then replaces what stood there, and the former link stops working.
///
/// # Errors
/// Refused for who may not, for an address that has an account, and for what is wrong in the input.
pub async fn invite(req: &RequestCtx, act: &Act, input: InvitePersonInput) -> Result<Invited, Stop> {
    let roles = input.roles.iter().map(|input| input.role);
    policy::accounts::may_change_roles(&req.viewer, roles)?;
    let grants = roles::checked(req, &input.roles).await?;
    let person = new_person(req, input, &grants).await?;
    let token = SecretToken::new(&req.app);
    let mut path = None;
    let outcome = once(req, act, async |work| {
        let id = match policy::accounts::accounts_of(&person.email).one(&work.tx).await? {
            None => store::add_person(work, &person).await?,
            // An invitation that isn't accepted yet is corrected; who is shown in a demo needs no password.
            Some(known) if known.password_hash.is_none() && known.demo_story.is_none() && known.ended_at.is_none() => {
                store::replace_person(work, known.id, &person).await?;
                known.id
            }
            Some(_) => return Err(known_already()),
        };
        change(work, id, &grants, None).await?;
        store::invite(work, id, &token).await?;
        path = Some(path_of(&token));
        Ok(id)
    })
    .await;
    let person_id = match outcome {
        // Two invitations of one address at the same moment.
        Err(Stop::Fault(fault)) if fault.is_duplicate() => return Err(known_already()),
        outcome => outcome?,
    };
    Ok(Invited { person_id, path })
}

/// Gives somebody who has an account a new link to choose a password: they forgot it, or the former link ran out. Their
/// former links stop working now, their sessions and their password when they accept.
///
/// # Errors
/// Refused for somebody whom the viewer doesn't know, and for who may not give that person's roles.
pub async fn renew(req: &RequestCtx, act: &Act, id: PersonId) -> Result<Invited, Stop> {
    let person = known(req, id).await?;
    let roles = policy::accounts::current_roles(person.id).all(req.db()).await?;
    policy::accounts::may_change_roles(&req.viewer, roles.iter().map(|grant| grant.role))?;
    let token = SecretToken::new(&req.app);
    let mut path = None;
    let person_id = once(req, act, async |work| {
        store::expire_invitations(work, id).await?;
        store::invite(work, id, &token).await?;
        path = Some(path_of(&token));
        Ok(id)
    })
    .await?;
    Ok(Invited { person_id, path })
}

/// Makes somebody an administrator, for who runs the server: the first one, or one more when none can get in. Answers
/// the path of the page where they choose a password.
///
/// # Errors
/// Refused for an empty or long name and for a closed account.
pub async fn invite_administrator(req: &RequestCtx, name: &str, email: &Email) -> Result<String, Stop> {
    let name = checked_name(name)?;
    let (email, phone) = (email.as_str().to_owned(), None);
    let person = NewPerson { name, email, phone, organisation_id: None, locale: Locale::Nl };
    let token = SecretToken::new(&req.app);
    once(req, &Act::outside_graphql("administrator"), async |work| {
        let id = match policy::accounts::accounts_of(&person.email).one(&work.tx).await? {
            None => store::add_person(work, &person).await?,
            Some(known) if known.ended_at.is_none() => known.id,
            Some(_) => return Err(known_already()),
        };
        store::take_turn(work, id).await?;
        let has = policy::accounts::current_roles(id).all(&work.tx).await?;
        let change = RoleChange::adding(&has, Grant::Administrator);
        let labels = roles::labels(work, &change).await?;
        store::change_roles(work, id, &change, &labels).await?;
        store::expire_invitations(work, id).await?;
        Ok(store::invite(work, id, &token).await?)
    })
    .await?;
    Ok(path_of(&token))
}

/// Changes somebody's roles; what they lose they lose at once, open sockets included.
///
/// # Errors
/// Refused for who may not, for what is wrong in the input, and when no administrator would be left.
pub async fn change_roles(req: &RequestCtx, act: &Act, input: ChangeRolesInput) -> Result<PersonId, Stop> {
    let id = known(req, input.person_id).await?.id;
    policy::accounts::may_change_roles(&req.viewer, [])?;
    let grants = roles::checked(req, &input.roles).await?;
    once(req, act, async |work| {
        change(work, id, &grants, input.expected_version).await?;
        Ok(id)
    })
    .await
}

/// In turn, so that two administrators can't take each other's role; and with the roles that the viewer has then.
async fn change(
    work: &Work<'_>,
    id: PersonId,
    gets: &BTreeSet<Grant>,
    expected_version: Option<i32>,
) -> Result<(), Stop> {
    store::take_turn(work, id).await?;
    if expected_version.is_some() && expected_version != policy::people::roles_version(&work.tx, id).await? {
        return Err(Refusal::stale().into());
    }
    let viewer = match work.req.viewer.person_id() {
        Some(id) => PersonViewer::load(&work.tx, id).await?.map_or(Viewer::Nobody, Viewer::Person),
        None => Viewer::Nobody,
    };
    let has = policy::accounts::current_roles(id).all(&work.tx).await?;
    let change = RoleChange::between(&has, gets);
    policy::accounts::may_change_roles(&viewer, change.roles())?;
    let labels = roles::labels(work, &change).await?;
    store::change_roles(work, id, &change, &labels).await?;
    if change.roles().any(|role| role == Role::Administrator) {
        roles::keep_an_administrator(work).await?;
    }
    Ok(())
}

async fn known(req: &RequestCtx, id: PersonId) -> Result<person::Model, Stop> {
    let found = policy::people::visible(&req.viewer)
        .filter(person::Column::Id.eq(id))
        .filter(person::Column::EndedAt.is_null())
        .one(req.db())
        .await?;
    Ok(found.ok_or_else(|| Refusal::not_found("personId"))?)
}

/// The page where an invitation is accepted.
pub(crate) fn path_of(token: &SecretToken) -> String {
    format!("/uitnodiging/{}", token.reveal())
}

fn checked_name(name: &str) -> Result<String, Refusal> {
    let name = name.trim();
    if name.is_empty() {
        return Err(Refusal::new(UserErrorCode::Required, "Vul een naam in.", "Fill in a name.").at("name"));
    }
    if name.chars().count() > LONGEST_NAME {
        return Err(Refusal::new(
            UserErrorCode::TooLong,
            "Deze naam is te lang. Neem er een van 100 tekens of minder.",
            "This name is too long. Use 100 characters or fewer.",
        )
        .at("name"));
    }
    Ok(name.to_owned())
}

async fn new_person(req: &RequestCtx, input: InvitePersonInput, grants: &BTreeSet<Grant>) -> Result<NewPerson, Stop> {
    let mut refusals = Vec::new();
    let name = checked_name(&input.name).unwrap_or_else(|refusal| {
        refusals.push(refusal);
        String::new()
    });
    if grants.is_empty() {
        refusals.push(
            Refusal::new(UserErrorCode::Required, "Kies een of meer rollen.", "Choose one role or more.").at("roles"),
        );
    }
    let email = input.email.read();
    if email.is_none() {
        refusals.push(Refusal::no_email("email"));
    }
    // Left empty is left out.
    let phone = input.phone.filter(|phone| *phone != Typed::Wrong(String::new()));
    if phone.as_ref().is_some_and(Typed::is_wrong) {
        refusals.push(Refusal::no_phone("phone"));
    }
    let organisation_id = match input.organisation_id {
        None => None,
        Some(Typed::Read(id)) if is_known(req, id).await? => Some(id),
        Some(typed) => {
            refusals.push(Refusal::no_such_organisation(&typed, "organisationId"));
            None
        }
    };
    let Some(email) = email.filter(|_| refusals.is_empty()) else { return Err(Stop::Refused(refusals)) };
    let phone = phone.as_ref().and_then(Typed::read).map(|phone| phone.as_str().to_owned());
    Ok(NewPerson { name, email: email.as_str().to_owned(), phone, organisation_id, locale: Locale::Nl })
}

async fn is_known(req: &RequestCtx, id: OrganisationId) -> Result<bool> {
    let found = policy::places::visible_organisations(&req.viewer)
        .filter(organisation::Column::Id.eq(id))
        .one(req.db())
        .await?;
    Ok(found.is_some())
}

fn known_already() -> Stop {
    Refusal::new(
        UserErrorCode::AlreadyExists,
        "Dit e-mailadres heeft al een account. Zoek de persoon op in de lijst.",
        "This e-mail address has an account. Look the person up in the list.",
    )
    .at("email")
    .into()
}

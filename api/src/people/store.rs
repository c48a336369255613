//! What is written about people.

use std::collections::{BTreeMap, BTreeSet};

use entities::{
    InvitationId, Locale, OrganisationId, PersonId, ProcessingAction, Role, RoleGrantId, invitation, person, role_grant,
};
use sea_orm::{ActiveEnum, ActiveModelTrait, ColumnTrait, DbErr, EntityTrait, QueryFilter, Set, sea_query::Expr};

use super::roles::{Grant, RoleChange};
use crate::{
    acts::{LogEntry, Work},
    auth::SecretToken,
};

/// How long an invitation can be accepted, in days.
const INVITATION_DAYS: i64 = 7;

/// Somebody who is invited.
pub struct NewPerson {
    /// Their name.
    pub name: String,
    /// Their e-mail address, in lower case.
    pub email: String,
    /// Work telephone number.
    pub phone: Option<String>,
    /// Where they work or volunteer.
    pub organisation_id: Option<OrganisationId>,
    /// Their language, until they choose another.
    pub locale: Locale,
}

/// Keeps the language of a person.
///
/// # Errors
/// When the database can't be written.
pub async fn choose_locale(work: &Work<'_>, id: PersonId, locale: Locale) -> Result<(), DbErr> {
    person::Entity::update_many()
        .col_expr(person::Column::Locale, Expr::value(locale.to_value()))
        .filter(person::Column::Id.eq(id))
        .exec(&work.tx)
        .await
        .map(|_| ())
}

/// A new account, without a password.
///
/// # Errors
/// When the address has an account, or the database can't be written.
pub async fn add_person(work: &Work<'_>, new: &NewPerson) -> Result<PersonId, DbErr> {
    let NewPerson { name, email, phone, organisation_id, locale } = new;
    let person = person::ActiveModel {
        id: Set(work.req.new_id()),
        name: Set(name.clone()),
        email: Set(email.clone()),
        phone: Set(phone.clone()),
        organisation_id: Set(*organisation_id),
        password_hash: Set(None),
        locale: Set(*locale),
        demo_story: Set(None),
        created_at: Set(work.req.now),
        ended_at: Set(None),
    };
    Ok(person.insert(&work.tx).await?.id)
}

/// Replaces what stands in an account that nobody uses yet; its former invitations stop working.
///
/// # Errors
/// When the database can't be written.
pub async fn replace_person(work: &Work<'_>, id: PersonId, new: &NewPerson) -> Result<(), DbErr> {
    let NewPerson { name, email: _, phone, organisation_id, locale: _ } = new;
    person::Entity::update_many()
        .col_expr(person::Column::Name, Expr::value(name.clone()))
        .col_expr(person::Column::Phone, Expr::value(phone.clone()))
        .col_expr(person::Column::OrganisationId, Expr::value(*organisation_id))
        .filter(person::Column::Id.eq(id))
        .exec(&work.tx)
        .await?;
    expire_invitations(work, id).await
}

/// Ends the invitations of a person that can still be accepted.
///
/// # Errors
/// When the database can't be written.
pub async fn expire_invitations(work: &Work<'_>, id: PersonId) -> Result<(), DbErr> {
    invitation::Entity::update_many()
        .col_expr(invitation::Column::ExpiresAt, Expr::value(work.req.now))
        .filter(invitation::Column::PersonId.eq(id))
        .filter(invitation::Column::ExpiresAt.gt(work.req.now))
        .exec(&work.tx)
        .await
        .map(|_| ())
}

/// An invitation to choose a password.
///
/// # Errors
/// When the database can't be written.
pub async fn invite(work: &Work<'_>, person_id: PersonId, token: &SecretToken) -> Result<(), DbErr> {
    let invitation = invitation::ActiveModel {
        id: Set(work.req.new_id::<InvitationId>()),
        person_id: Set(person_id),
        token_hash: Set(token.hash()),
        created_at: Set(work.req.now),
        expires_at: Set(work.req.now.plus_days(INVITATION_DAYS)),
        accepted_at: Set(None),
    };
    invitation.insert(&work.tx).await?;
    work.log(line(ProcessingAction::PersonInvited, person_id, String::new())).await
}

/// Waits until nobody else changes the roles of administrators or of this person: writes to their rows what stands
/// there, which holds them until the end of the transaction.
///
/// # Errors
/// When the database can't be written.
pub async fn take_turn(work: &Work<'_>, id: PersonId) -> Result<(), DbErr> {
    take_turns(work, &BTreeSet::from([id])).await
}

/// The same for several people, in one order for everybody.
///
/// # Errors
/// When the database can't be written.
pub async fn take_turns(work: &Work<'_>, people: &BTreeSet<PersonId>) -> Result<(), DbErr> {
    role_grant::Entity::update_many()
        .col_expr(role_grant::Column::GrantedAt, Expr::col(role_grant::Column::GrantedAt))
        .filter(role_grant::Column::Role.eq(Role::Administrator))
        .filter(role_grant::Column::EndedAt.is_null())
        .exec(&work.tx)
        .await?;
    people_take_turns(work, people).await
}

/// Waits until nobody else holds these people, in one order for everybody: for what has nothing to do with roles.
///
/// # Errors
/// When the database can't be written.
pub async fn people_take_turns(work: &Work<'_>, people: &BTreeSet<PersonId>) -> Result<(), DbErr> {
    for id in people {
        person::Entity::update_many()
            .col_expr(person::Column::Name, Expr::col(person::Column::Name))
            .filter(person::Column::Id.eq(*id))
            .exec(&work.tx)
            .await?;
    }
    Ok(())
}

/// Gives and takes roles, with a line in the processing log for each, in the words of `labels`.
///
/// # Errors
/// When the database can't be written.
pub async fn change_roles(
    work: &Work<'_>,
    person_id: PersonId,
    change: &RoleChange,
    labels: &BTreeMap<Grant, String>,
) -> Result<(), DbErr> {
    let label = |grant: &Grant| labels.get(grant).cloned().unwrap_or_default();
    for grant in &change.given {
        let row = role_grant::ActiveModel {
            id: Set(work.req.new_id::<RoleGrantId>()),
            person_id: Set(person_id),
            role: Set(grant.role()),
            neighbourhood_id: Set(grant.neighbourhood_id()),
            specialist_id: Set(grant.specialist_id()),
            granted_at: Set(work.req.now),
            granted_by: Set(work.req.viewer.person_id()),
            ended_at: Set(None),
        };
        row.insert(&work.tx).await?;
        work.log(line(ProcessingAction::RoleGranted, person_id, label(grant))).await?;
    }
    role_grant::Entity::update_many()
        .col_expr(role_grant::Column::EndedAt, Expr::value(work.req.now))
        .filter(role_grant::Column::Id.is_in(change.taken.keys().copied()))
        .exec(&work.tx)
        .await?;
    for grant in change.taken.values() {
        work.log(line(ProcessingAction::RoleEnded, person_id, label(grant))).await?;
    }
    Ok(())
}

fn line(action: ProcessingAction, person_id: PersonId, subject: String) -> LogEntry {
    LogEntry { action, case_id: None, subject_person_id: Some(person_id), subject, reason: None }
}

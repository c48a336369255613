//! The question how the viewer is, as it stands today.

use entities::{ConnectorId, ContactSide, Day, check_in, connector, fixed_contact, programme};
use sea_orm::{ColumnTrait, ConnectionTrait, QueryFilter, QueryOrder, QuerySelect};

use super::{flow::Rhythm, types::CheckInToday};
use crate::{
    connectors::{contacts::today::contacts_on, store::loaders::ContactPersonOf},
    context::{RequestCtx, local_day},
    error::Result,
    policy,
};

/// Who is asked, to whom they say it, and when.
#[derive(Clone, Debug)]
pub struct Asked {
    /// The own profile.
    pub connector: ConnectorId,
    /// The fixed contact at the welfare organisation, who sees the answer.
    pub contact: entities::PersonId,
    /// When it is asked.
    pub rhythm: Rhythm,
    /// What they answered last.
    pub last: Option<check_in::Model>,
}

/// The viewer as one who is asked; none for who doesn't help, and while there is nobody to say it to. Five statements.
///
/// # Errors
/// When the database can't be read.
pub async fn asked(req: &RequestCtx, db: &impl ConnectionTrait) -> Result<Option<Asked>> {
    let today = req.today();
    let Some(profile) = policy::check_ins::asked(&req.viewer).one(db).await? else { return Ok(None) };
    let contact = policy::connectors::contacts_of_connector(profile.id)
        .filter(fixed_contact::Column::Side.eq(ContactSide::Welfare))
        .filter(policy::connectors::holds_on(today))
        .order_by_desc(fixed_contact::Column::FromOn)
        .one(db)
        .await?;
    let Some(contact) = contact else { return Ok(None) };
    let days: Option<i32> = policy::connectors::programme(&req.viewer)
        .select_only()
        .column(programme::Column::CheckInRhythmDays)
        .into_tuple()
        .one(db)
        .await?;
    let last = policy::check_ins::visible(&req.viewer, today)
        .filter(check_in::Column::ConnectorId.eq(profile.id))
        .order_by_desc(check_in::Column::OnDay)
        .one(db)
        .await?;
    let skipped = policy::check_ins::own_skips(&req.viewer).one(db).await?;
    let rhythm = Rhythm {
        days: days.unwrap_or(i32::MAX),
        since: since(&profile),
        answered_on: last.as_ref().map(|row| row.on_day),
        skipped_on: skipped.map(|row| row.on_day),
    };
    Ok(Some(Asked { connector: profile.id, contact: contact.person_id, rhythm, last }))
}

/// The question as it stands today; none for who isn't asked.
///
/// # Errors
/// When the database can't be read.
pub async fn of_viewer(req: &RequestCtx) -> Result<Option<CheckInToday>> {
    let Some(Asked { connector, contact, rhythm, last }) = asked(req, req.db()).await? else { return Ok(None) };
    let today = req.today();
    let contacts = contacts_on(req, connector, today).await?;
    let Some(call_today) = contacts.into_iter().find(|contact| contact.side == ContactSide::Welfare) else {
        return Ok(None);
    };
    let Some(seen_by) = req.load(ContactPersonOf(contact)).await? else { return Ok(None) };
    let answer = last.filter(|row| row.on_day == today).map(|row| row.answer);
    Ok(Some(CheckInToday { is_due: rhythm.is_due(today), seen_by, answer, call_today }))
}

fn since(profile: &connector::Model) -> Day {
    local_day(profile.activated_at.unwrap_or(profile.last_step_at))
}

//! What is written about contacts, absences and contact moments. Decides nothing.

use entities::{
    AbsenceId, ConnectorId, ContactMeans, ContactMomentId, ContactSide, Day, FixedContactId, NoticeKind, PersonId,
    Timestamp, absence, contact_moment, fixed_contact,
};
use sea_orm::{ActiveModelTrait, ColumnTrait, Condition, EntityTrait, QueryFilter, Set};

use crate::{acts::Work, notices, payload::Stop, policy};

/// From today on this is the contact at this side; the one before ends yesterday. Who was chosen today is replaced. Tells
/// whether it is another one than before.
///
/// # Errors
/// When the database can't be read or written.
pub async fn set(work: &Work<'_>, connector: ConnectorId, side: ContactSide, person: PersonId) -> Result<bool, Stop> {
    let today = work.req.today();
    let former = policy::connectors::contacts_of_connector(connector)
        .filter(fixed_contact::Column::Side.eq(side))
        .filter(fixed_contact::Column::UntilOn.is_null())
        .one(&work.tx)
        .await?;
    // What was said to the former one alone isn't told to them any longer.
    if side == ContactSide::Welfare && former.as_ref().is_some_and(|former| former.person_id != person) {
        notices::store::take_back(work, NoticeKind::NotWell, &[connector], Timestamp(0)).await?;
    }
    match former {
        Some(former) if former.person_id == person => return Ok(false),
        Some(former) if former.from_on >= today => {
            let replaced = fixed_contact::ActiveModel {
                id: Set(former.id),
                person_id: Set(person),
                heard_on: Set(today),
                ..<fixed_contact::ActiveModel as ActiveModelTrait>::default()
            };
            replaced.update(&work.tx).await?;
            return Ok(true);
        }
        Some(former) => end(work, former.id, today.plus_days(-1)).await?,
        None => {}
    }
    let row = fixed_contact::ActiveModel {
        id: Set(work.req.new_id::<FixedContactId>()),
        connector_id: Set(connector),
        side: Set(side),
        person_id: Set(person),
        from_on: Set(today),
        until_on: Set(None),
        heard_on: Set(today),
    };
    row.insert(&work.tx).await?;
    Ok(true)
}

async fn end(work: &Work<'_>, id: FixedContactId, until_on: Day) -> Result<(), Stop> {
    let ended = fixed_contact::ActiveModel {
        id: Set(id),
        until_on: Set(Some(until_on)),
        ..<fixed_contact::ActiveModel as ActiveModelTrait>::default()
    };
    ended.update(&work.tx).await?;
    Ok(())
}

/// Ends the contacts of somebody who stops, today.
///
/// # Errors
/// When the database can't be written.
pub async fn end_all(work: &Work<'_>, connector: ConnectorId) -> Result<(), Stop> {
    notices::store::take_back(work, NoticeKind::NotWell, &[connector], Timestamp(0)).await?;
    fixed_contact::Entity::update_many()
        .set(fixed_contact::ActiveModel {
            until_on: Set(Some(work.req.today())),
            ..<fixed_contact::ActiveModel as ActiveModelTrait>::default()
        })
        .filter(fixed_contact::Column::ConnectorId.eq(connector))
        .filter(fixed_contact::Column::UntilOn.is_null())
        .exec(&work.tx)
        .await?;
    Ok(())
}

/// A contact moment to be written.
pub struct NewMoment {
    /// With which connector.
    pub connector: ConnectorId,
    /// For which side it counts.
    pub side: ContactSide,
    /// Who spoke with them.
    pub person: PersonId,
    /// On which day.
    pub held_on: Day,
    /// By what means.
    pub means: ContactMeans,
    /// What it was about.
    pub line: String,
}

/// Writes a contact moment; the rhythm counts from its day, unless they spoke later.
///
/// # Errors
/// When the database can't be written.
pub async fn note(work: &Work<'_>, moment: NewMoment) -> Result<ContactMomentId, Stop> {
    let NewMoment { connector, side, person, held_on, means, line } = moment;
    let id = work.req.new_id::<ContactMomentId>();
    let row = contact_moment::ActiveModel {
        id: Set(id),
        connector_id: Set(connector),
        side: Set(side),
        person_id: Set(person),
        held_on: Set(held_on),
        means: Set(means),
        line: Set(line),
        recorded_at: Set(work.req.now),
    };
    row.insert(&work.tx).await?;
    let heard = fixed_contact::ActiveModel {
        heard_on: Set(held_on),
        ..<fixed_contact::ActiveModel as ActiveModelTrait>::default()
    };
    fixed_contact::Entity::update_many()
        .set(heard)
        .filter(fixed_contact::Column::ConnectorId.eq(connector))
        .filter(fixed_contact::Column::Side.eq(side))
        .filter(fixed_contact::Column::UntilOn.is_null())
        .filter(fixed_contact::Column::HeardOn.lt(held_on))
        .exec(&work.tx)
        .await?;
    Ok(id)
}

/// Writes an absence.
///
/// # Errors
/// When the database can't be written.
pub async fn plan(
    work: &Work<'_>,
    person: PersonId,
    stand_in: PersonId,
    (from_on, until_on): (Day, Day),
) -> Result<AbsenceId, Stop> {
    let id = work.req.new_id::<AbsenceId>();
    let row = absence::ActiveModel {
        id: Set(id),
        person_id: Set(person),
        stand_in_id: Set(stand_in),
        from_on: Set(from_on),
        until_on: Set(until_on),
    };
    row.insert(&work.tx).await?;
    Ok(id)
}

/// Cancels an absence; one that has begun ends yesterday.
///
/// # Errors
/// When the database can't be written.
pub async fn cancel(work: &Work<'_>, row: &absence::Model) -> Result<(), Stop> {
    let today = work.req.today();
    if row.from_on >= today {
        absence::Entity::delete_by_id(row.id).exec(&work.tx).await?;
        return Ok(());
    }
    let ended = absence::ActiveModel {
        id: Set(row.id),
        until_on: Set(today.plus_days(-1)),
        ..<absence::ActiveModel as ActiveModelTrait>::default()
    };
    ended.update(&work.tx).await?;
    Ok(())
}

/// Absences of this person, or in which they stand in, that touch these days.
pub fn touching(person: PersonId, (from_on, until_on): (Day, Day)) -> Condition {
    let involved =
        Condition::any().add(absence::Column::PersonId.eq(person)).add(absence::Column::StandInId.eq(person));
    Condition::all().add(involved).add(absence::Column::FromOn.lte(until_on)).add(absence::Column::UntilOn.gte(from_on))
}

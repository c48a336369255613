//! Somebody's meetings, read with the secret of their address and nothing else.

use std::{collections::HashMap, sync::Arc};

use entities::{
    AttendanceState, CourseId, Locale, PersonId, TrainingSessionId, attendance, course, person, training_session,
};
use sea_orm::{ColumnTrait, QueryFilter, QueryOrder, QuerySelect};

use super::written::{Event, Status, calendar};
use crate::{auth::SecretToken, context::App, error::Result, policy};

/// Meetings of longer ago stay away.
const DAYS_BACK: i64 = 400;
/// The most meetings of one calendar.
const MOST: u64 = 500;

/// What stands behind an address.
pub enum Found {
    /// A calendar.
    Calendar(String),
    /// It was withdrawn or ran out.
    Gone,
    /// Nothing.
    Nothing,
}

/// The calendar of this secret.
///
/// # Errors
/// When the database can't be read.
pub async fn read(app: &Arc<App>, secret: &str) -> Result<Found> {
    let Some(token) = SecretToken::parse(secret) else { return Ok(Found::Nothing) };
    let Some(address) = policy::training::calendar_of(token.hash()).one(&app.db).await? else {
        return Ok(Found::Nothing);
    };
    let now = app.clock.now();
    let owner = policy::accounts::open_accounts().filter(person::Column::Id.eq(address.person_id));
    let owner = owner.one(&app.db).await?;
    match owner.filter(|_| address.revoked_at.is_none() && address.expires_at > now) {
        None => Ok(Found::Gone),
        Some(owner) => Ok(Found::Calendar(written(app, owner.id, owner.locale).await?)),
    }
}

async fn written(app: &App, owner: PersonId, locale: Locale) -> Result<String> {
    let now = app.clock.now();
    let rows: Vec<training_session::Model> = policy::training::calendar_meetings(owner)
        .filter(training_session::Column::EndsAt.gt(now.plus_days(-DAYS_BACK)))
        .order_by_asc(training_session::Column::StartsAt)
        .order_by_asc(training_session::Column::Id)
        .limit(MOST)
        .all(&app.db)
        .await?;
    let names: HashMap<CourseId, (String, i32)> = policy::training::calendar_courses(owner)
        .select_only()
        .columns([course::Column::Id, course::Column::Name, course::Column::Meetings])
        .into_tuple()
        .all(&app.db)
        .await?
        .into_iter()
        .map(|(id, name, meetings)| (id, (name, meetings)))
        .collect();
    let states: HashMap<TrainingSessionId, AttendanceState> = policy::training::attendances_of(owner)
        .select_only()
        .columns([attendance::Column::SessionId, attendance::Column::State])
        .into_tuple()
        .all(&app.db)
        .await?
        .into_iter()
        .collect();
    let events: Vec<Event> = rows
        .into_iter()
        .map(|row| {
            let (name, meetings) = names.get(&row.course_id).cloned().unwrap_or_default();
            event(row, &name, meetings, &states, locale)
        })
        .collect();
    // The word is the same in both languages.
    Ok(calendar(&format!("{}: training", app.installation.product_name), now, &events))
}

fn event(
    row: training_session::Model,
    course: &str,
    meetings: i32,
    states: &HashMap<TrainingSessionId, AttendanceState>,
    locale: Locale,
) -> Event {
    let part = row.part;
    let summary = match locale {
        _ if meetings <= 1 => course.to_owned(),
        Locale::Nl => format!("{course}, bijeenkomst {part} van {meetings}"),
        Locale::En => format!("{course}, meeting {part} of {meetings}"),
    };
    let waits = states.get(&row.id) == Some(&AttendanceState::Waiting);
    let status = match &row.cancelled_because {
        Some(_) => Status::Cancelled,
        None if waits => Status::Tentative,
        None => Status::Confirmed,
    };
    let description = match (status, locale) {
        (Status::Cancelled, Locale::Nl) => {
            format!("Deze bijeenkomst gaat niet door. {}", row.cancelled_because.unwrap_or_default())
        }
        (Status::Cancelled, Locale::En) => {
            format!("This meeting was called off. {}", row.cancelled_because.unwrap_or_default())
        }
        (Status::Tentative, Locale::Nl) => "Je staat op de wachtlijst.".to_owned(),
        (Status::Tentative, Locale::En) => "You are on the waiting list.".to_owned(),
        (Status::Confirmed, _) => String::new(),
    };
    Event {
        id: row.id,
        sequence: row.version - 1,
        starts_at: row.starts_at,
        ends_at: row.ends_at,
        summary,
        place: row.place,
        description,
        status,
    }
}

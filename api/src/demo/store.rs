//! Writes the people and the cases of the demo.

use std::collections::HashMap;

use entities::{
    Day, Locale, PersonId, Role, RoleGrantId, SpecialistNoteId, StaleMarkId, Timestamp, case, case_ask_barrier,
    case_event, case_follower, case_topic, involvement, log_line, person, role_grant, specialist_note, stale_mark,
    unmet_search,
};
use sea_orm::{ConnectionTrait, DbErr};

use super::{
    cast::{Cast, Player},
    marks::DemoMark,
    missing::DemoUnmetSearch,
    notes::DemoNote,
    people::DemoPerson,
    telling::Story,
};
use crate::{
    figures::tallies::{self, Tallies},
    import::{IdSource, Ids, store::insert},
    specialists::unmet::{inputs::ReportUnmetSearchInput, store::told_on},
};

/// So many days ago everybody of the demo was there.
const BEGUN_DAYS_AGO: i64 = 200;
/// So many days ago earlier scopes ended.
const ENDED_DAYS_AGO: i64 = 13;

/// Writes the people with their roles, the first one as the first to have come.
///
/// # Errors
/// When the database can't be written.
pub async fn write_people(
    db: &impl ConnectionTrait,
    people: &[DemoPerson],
    lists: Ids,
    ids: &IdSource<'_>,
    now: Timestamp,
) -> Result<Cast, DbErr> {
    let begun = now.plus_days(-BEGUN_DAYS_AGO);
    let mut cast = Cast { people: HashMap::new(), lists };
    let (mut accounts, mut grants) = (Vec::new(), Vec::new());
    for (row, minute) in people.iter().zip(0..) {
        let since = begun.plus_millis(minute * 60_000);
        let id: PersonId = ids.at(since);
        accounts.push(account(row, id, since, &cast.lists));
        let own = grants.len();
        grants.extend(grants_of(row, id, since, now, &cast.lists, ids));
        let entry = grants[own..].iter().find_map(|grant| grant.specialist_id);
        cast.people.insert(row.key.clone(), Player { id, entry });
    }
    insert::<person::Entity>(db, accounts).await?;
    insert::<role_grant::Entity>(db, grants).await?;
    Ok(cast)
}

fn account(row: &DemoPerson, id: PersonId, since: Timestamp, lists: &Ids) -> person::Model {
    person::Model {
        id,
        name: row.name.clone(),
        email: row.email.clone(),
        phone: Some(row.phone.clone()),
        organisation_id: row.organisation.as_ref().map(|slug| lists.organisations[slug]),
        // Nobody signs in with a password here.
        password_hash: None,
        locale: Locale::Nl,
        demo_story: Some(row.story.clone()),
        created_at: since,
        ended_at: None,
    }
}

fn grants_of(
    row: &DemoPerson,
    person_id: PersonId,
    since: Timestamp,
    now: Timestamp,
    lists: &Ids,
    ids: &IdSource<'_>,
) -> Vec<role_grant::Model> {
    let grant = |key: Option<&String>, ended_at| role_grant::Model {
        id: ids.at::<RoleGrantId>(since),
        person_id,
        role: row.role,
        neighbourhood_id: key.filter(|_| row.role != Role::Specialist).map(|code| lists.neighbourhoods[code]),
        specialist_id: key.filter(|_| row.role == Role::Specialist).map(|slug| lists.specialists[slug]),
        granted_at: since,
        granted_by: None,
        ended_at,
    };
    if row.scopes.is_empty() {
        return vec![grant(None, None)];
    }
    let ended = Some(now.plus_days(-ENDED_DAYS_AGO));
    let earlier = row.earlier_scopes.iter().map(|key| grant(Some(key), ended));
    row.scopes.iter().map(|key| grant(Some(key), None)).chain(earlier).collect()
}

/// Writes what was marked as no longer right; nobody has looked at it yet.
///
/// # Errors
/// When the database can't be written.
pub async fn write_marks(
    db: &impl ConnectionTrait,
    marks: &[DemoMark],
    cast: &Cast,
    ids: &IdSource<'_>,
    today: Day,
) -> Result<(), DbErr> {
    let rows = marks.iter().map(|mark| {
        let at = mark.moment.on(today);
        stale_mark::Model {
            id: ids.at::<StaleMarkId>(at),
            specialist_id: cast.lists.specialists[&mark.specialist],
            person_id: cast.people[&mark.who].id,
            note: mark.note.clone(),
            at,
            settled_at: None,
        }
    });
    insert::<stale_mark::Entity>(db, rows.collect()).await
}

/// Writes what was noted about entries.
///
/// # Errors
/// When the database can't be written.
pub async fn write_notes(
    db: &impl ConnectionTrait,
    notes: &[DemoNote],
    cast: &Cast,
    ids: &IdSource<'_>,
    today: Day,
) -> Result<(), DbErr> {
    let rows = notes.iter().map(|note| {
        let at = note.moment.on(today);
        specialist_note::Model {
            id: ids.at::<SpecialistNoteId>(at),
            specialist_id: cast.lists.specialists[&note.specialist],
            person_id: cast.people[&note.who].id,
            text: note.text.clone(),
            at,
        }
    });
    insert::<specialist_note::Entity>(db, rows.collect()).await
}

/// Writes what was looked for and not found.
///
/// # Errors
/// When the database can't be written.
pub async fn write_unmet_searches(
    db: &impl ConnectionTrait,
    searches: &[DemoUnmetSearch],
    lists: &Ids,
    today: Day,
) -> Result<(), DbErr> {
    let rows = searches.iter().zip(1..).filter_map(|(search, number)| {
        let input = ReportUnmetSearchInput {
            words: search.words.clone(),
            neighbourhood_id: search.neighbourhood.as_ref().map(|code| lists.neighbourhoods[code]),
            note: search.note.clone(),
            idempotency_key: format!("demo {number}"),
        };
        // Looked at like what people tell; a test counts that none is left out.
        told_on(today.plus_days(i64::from(-search.days_ago)), &input).ok()
    });
    insert::<unmet_search::Entity>(db, rows.collect()).await
}

/// Writes the cases with everything that happened in them.
///
/// # Errors
/// When the database can't be written.
pub async fn write_stories(db: &impl ConnectionTrait, stories: Vec<Story>) -> Result<(), DbErr> {
    let mut all = Rows::default();
    for Story { case, topics, ask_barriers, followers, involvements, events, log } in stories {
        all.cases.push(case);
        all.topics.extend(topics);
        all.ask_barriers.extend(ask_barriers);
        all.followers.extend(followers);
        all.involvements.extend(involvements);
        all.events.extend(events);
        all.log.extend(log);
    }
    let ids: Vec<_> = all.cases.iter().map(|case| case.id).collect();
    insert::<case::Entity>(db, all.cases).await?;
    insert::<case_topic::Entity>(db, all.topics).await?;
    insert::<case_ask_barrier::Entity>(db, all.ask_barriers).await?;
    insert::<case_follower::Entity>(db, all.followers).await?;
    insert::<involvement::Entity>(db, all.involvements).await?;
    insert::<case_event::Entity>(db, all.events).await?;
    insert::<log_line::Entity>(db, all.log).await?;
    let mut counted = Tallies::default();
    tallies::add_of(db, &ids, 1, &mut counted).await?;
    tallies::put_in(db, counted).await
}

#[derive(Default)]
struct Rows {
    cases: Vec<case::Model>,
    topics: Vec<case_topic::Model>,
    ask_barriers: Vec<case_ask_barrier::Model>,
    followers: Vec<case_follower::Model>,
    involvements: Vec<involvement::Model>,
    events: Vec<case_event::Model>,
    log: Vec<log_line::Model>,
}

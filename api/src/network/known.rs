//! Whom somebody knows, gathered from what they did: in as many statements for many people as for few.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entities::{
    Day, NeighbourhoodId, PersonId, Role, SpecialistId, Timestamp, TrainingSessionId, attendance,
    connector_neighbourhood, involvement, person, role_grant, training_session,
};
use sea_orm::{ColumnTrait, QueryOrder, QuerySelect, Select};

use super::types::{Acquaintance, HowKnown, NetworkMember};
use crate::{
    context::{RequestCtx, local_day},
    error::Result,
    places::areas::Areas,
    policy::{self, PersonViewer},
};

/// The most people and entries of one network.
const MOST: usize = 300;

/// The ways in which people and entries are known, one of a kind each.
#[derive(Default)]
struct Known {
    people: HashMap<PersonId, BTreeMap<HowKnown, Acquaintance>>,
    entries: HashMap<SpecialistId, Acquaintance>,
}

/// Whom the viewer knows: whom to call today first, then the closest, then by name. Fourteen statements at most.
///
/// # Errors
/// When the database can't be read.
pub async fn network(req: &RequestCtx, me: &PersonViewer) -> Result<Vec<NetworkMember>> {
    let mut known = Known::default();
    contacts(req, me, &mut known).await?;
    near(req, me, &mut known).await?;
    trained_together(req, me, &mut known).await?;
    worked_together(req, me, &mut known).await?;
    let mut members = people(req, &mut known).await?;
    members.extend(entries(req, known).await?);
    members.sort_by_cached_key(|member| {
        let closest = member.ways.first().map(|way| way.how);
        (!member.is_for_today, closest, member.name.to_lowercase(), member.person_id, member.specialist_id)
    });
    members.truncate(MOST);
    // What each is shown with is read at once.
    let ways = || members.iter().flat_map(|member| &member.ways);
    let areas: BTreeSet<NeighbourhoodId> = ways().flat_map(|way| way.areas.iter().copied()).collect();
    let meetings: BTreeSet<TrainingSessionId> = ways().filter_map(|way| way.meeting).collect();
    req.read_ahead(areas).await?;
    req.read_ahead(meetings).await?;
    Ok(members)
}

impl Acquaintance {
    fn new(how: HowKnown) -> Self {
        Self { how, on: None, side: None, stands_in_for: None, meeting: None, areas: Vec::new() }
    }
}

impl Known {
    fn person(&mut self, id: PersonId, how: HowKnown) -> &mut Acquaintance {
        self.people.entry(id).or_default().entry(how).or_insert_with(|| Acquaintance::new(how))
    }

    fn met(&mut self, id: PersonId, how: HowKnown, day: Day, meeting: TrainingSessionId) {
        let way = self.person(id, how);
        if way.on.is_none_or(|last| last < day) {
            (way.on, way.meeting) = (Some(day), Some(meeting));
        }
    }
}

/// The fixed contacts; who is away today is known, and who stands in is called.
async fn contacts(req: &RequestCtx, me: &PersonViewer, known: &mut Known) -> Result<()> {
    let today = req.today();
    let contacts = policy::network::fixed_contacts(me, today).all(req.db()).await?;
    if contacts.is_empty() {
        return Ok(());
    }
    let ids: Vec<PersonId> = contacts.iter().map(|contact| contact.person_id).collect();
    let away = policy::network::absences(&ids, today).all(req.db()).await?;
    let names: HashMap<PersonId, String> = policy::network::people(&ids)
        .select_only()
        .columns([person::Column::Id, person::Column::Name])
        .into_tuple()
        .all(req.db())
        .await?
        .into_iter()
        .collect();
    for contact in contacts {
        known.person(contact.person_id, HowKnown::FixedContact).side = Some(contact.side);
        for absence in away.iter().filter(|absence| absence.person_id == contact.person_id) {
            let way = known.person(absence.stand_in_id, HowKnown::StandIn);
            (way.side, way.stands_in_for) = (Some(contact.side), names.get(&contact.person_id).cloned());
        }
    }
    Ok(())
}

/// Who works near, and for who is in training, where they are going to help.
async fn near(req: &RequestCtx, me: &PersonViewer, known: &mut Known) -> Result<()> {
    if !me.surroundings.is_empty() {
        working_there(req, policy::network::near(me), known).await?;
    }
    if me.is_in_training {
        let own: Vec<NeighbourhoodId> = policy::network::will_help_in(me)
            .select_only()
            .column(connector_neighbourhood::Column::NeighbourhoodId)
            .into_tuple()
            .all(req.db())
            .await?;
        let all = Areas::read(req.db()).await?;
        let there = own.into_iter().flat_map(|area| all.with_wholes(area)).collect();
        working_there(req, policy::network::workers_of(me, &there), known).await?;
    }
    Ok(())
}

async fn working_there(req: &RequestCtx, grants: Select<role_grant::Entity>, known: &mut Known) -> Result<()> {
    let rows: Vec<(PersonId, Role, Option<NeighbourhoodId>)> = grants
        .select_only()
        .columns([role_grant::Column::PersonId, role_grant::Column::Role, role_grant::Column::NeighbourhoodId])
        .into_tuple()
        .all(req.db())
        .await?;
    for (id, role, area) in rows {
        let how = if role == Role::CommunityWorker { HowKnown::CommunityWorker } else { HowKnown::Team };
        let areas = &mut known.person(id, how).areas;
        areas.extend(area.filter(|area| !areas.contains(area)));
    }
    Ok(())
}

async fn trained_together(req: &RequestCtx, me: &PersonViewer, known: &mut Known) -> Result<()> {
    let meetings: Vec<(TrainingSessionId, Timestamp, Option<PersonId>, Option<PersonId>)> =
        policy::network::attended(me)
            .select_only()
            .columns([
                training_session::Column::Id,
                training_session::Column::StartsAt,
                training_session::Column::WelfareTrainerId,
                training_session::Column::MunicipalityTrainerId,
            ])
            .into_tuple()
            .all(req.db())
            .await?;
    if meetings.is_empty() {
        return Ok(());
    }
    let days: HashMap<TrainingSessionId, Day> =
        meetings.iter().map(|(id, starts_at, _, _)| (*id, local_day(*starts_at))).collect();
    for (meeting, _, welfare, municipality) in &meetings {
        for trainer in [welfare, municipality].into_iter().flatten().filter(|trainer| **trainer != me.id) {
            known.met(*trainer, HowKnown::Trainer, days[meeting], *meeting);
        }
    }
    let fellows: Vec<(TrainingSessionId, PersonId)> = policy::network::fellow_participants(me)
        .select_only()
        .columns([attendance::Column::SessionId, attendance::Column::PersonId])
        .into_tuple()
        .all(req.db())
        .await?;
    for (meeting, fellow) in fellows {
        if let Some(day) = days.get(&meeting) {
            known.met(fellow, HowKnown::FellowParticipant, *day, meeting);
        }
    }
    Ok(())
}

async fn worked_together(req: &RequestCtx, me: &PersonViewer, known: &mut Known) -> Result<()> {
    let rows: Vec<(Option<SpecialistId>, Timestamp)> = policy::network::worked_with(me)
        .select_only()
        .column(involvement::Column::ReceiverSpecialistId)
        .column_as(involvement::Column::RequestedAt.max(), "last")
        .group_by(involvement::Column::ReceiverSpecialistId)
        .order_by_asc(involvement::Column::ReceiverSpecialistId)
        .into_tuple()
        .all(req.db())
        .await?;
    for (entry, last) in rows {
        let way = Acquaintance { on: Some(local_day(last)), ..Acquaintance::new(HowKnown::Specialist) };
        known.entries.extend(entry.map(|entry| (entry, way)));
    }
    Ok(())
}

async fn people(req: &RequestCtx, known: &mut Known) -> Result<Vec<NetworkMember>> {
    if known.people.is_empty() {
        return Ok(Vec::new());
    }
    let ids: Vec<PersonId> = known.people.keys().copied().collect();
    let rows: Vec<(PersonId, String, Option<String>, String)> = policy::network::people(&ids)
        .select_only()
        .columns([person::Column::Id, person::Column::Name, person::Column::Phone, person::Column::Email])
        .into_tuple()
        .all(req.db())
        .await?;
    let stands_in = |ways: &BTreeMap<_, Acquaintance>, side| {
        ways.get(&HowKnown::StandIn).is_some_and(|way: &Acquaintance| way.side == side)
    };
    let covered: Vec<_> = known.people.values().filter_map(|ways| ways.get(&HowKnown::StandIn)?.side).collect();
    let member = |(id, name, phone, email): (PersonId, String, Option<String>, String)| {
        let ways = known.people.remove(&id)?;
        let is_work = ways.keys().any(|how| match how {
            HowKnown::StandIn | HowKnown::FixedContact | HowKnown::CommunityWorker | HowKnown::Trainer => true,
            HowKnown::Team | HowKnown::FellowParticipant | HowKnown::Specialist => false,
        });
        let contact = ways.get(&HowKnown::FixedContact).and_then(|way| way.side);
        let is_there = contact.is_some_and(|side| !covered.contains(&side) || stands_in(&ways, Some(side)));
        Some(NetworkMember {
            name,
            is_for_today: is_there || ways.contains_key(&HowKnown::StandIn),
            ways: ways.into_values().collect(),
            phone,
            email: is_work.then_some(email),
            person_id: Some(id),
            specialist_id: None,
        })
    };
    Ok(rows.into_iter().filter_map(member).collect())
}

/// The entries, as far as the viewer still sees them.
async fn entries(req: &RequestCtx, known: Known) -> Result<Vec<NetworkMember>> {
    let mut found = req.loaders.load_many(known.entries.keys().copied()).await?;
    let member = |(id, way): (SpecialistId, Acquaintance)| {
        let entry = found.remove(&id).flatten()?;
        Some(NetworkMember {
            name: entry.name.clone(),
            ways: vec![way],
            is_for_today: false,
            phone: entry.phone.clone(),
            email: entry.email.clone(),
            person_id: None,
            specialist_id: Some(id),
        })
    };
    Ok(known.entries.into_iter().filter_map(member).collect())
}

//! The people side of a town at random: profiles with their contacts, who is away, meetings with their lists, and what
//! connectors ask each other. What is drawn obeys the rules of the database and nothing else.

use std::collections::BTreeSet;

use entities::{
    AttendanceState, CheckInAnswer, ConnectorId, ConnectorStatus, ContactSide, CourseId, NeighbourhoodId, PersonId,
    Role, TrainingSessionId, absence, attendance, check_in, connector, connector_neighbourhood, fixed_contact,
    peer_answer, peer_question, role_grant, training_session,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use sea_orm::{ColumnTrait, EntityTrait, IntoActiveModel, Iterable, QueryFilter};

use crate::harness::world::World;
use crate::town::{Seed, Town, insert};

/// What stands in the database.
#[derive(Default)]
pub struct Programme {
    /// Of people with an account, and of some without.
    pub profiles: Vec<connector::Model>,
    /// Where they help, or want to.
    pub areas: Vec<connector_neighbourhood::Model>,
    /// Their contacts, former ones and ones to come too.
    pub contacts: Vec<fixed_contact::Model>,
    /// Who is away.
    pub absences: Vec<absence::Model>,
    /// How they said they are.
    pub check_ins: Vec<check_in::Model>,
    /// The courses.
    pub courses: Vec<CourseId>,
    /// Their meetings.
    pub meetings: Vec<training_session::Model>,
    /// Who is on their lists.
    pub attendances: Vec<attendance::Model>,
    /// What connectors ask each other.
    pub questions: Vec<peer_question::Model>,
    /// And what was answered.
    pub answers: Vec<peer_answer::Model>,
}

const WITHOUT_ACCOUNT: usize = 6;
const MEETINGS: usize = 12;
const QUESTIONS: usize = 30;

/// Somebody: of those who are likely here, or anybody.
type Somebody = (bool, Index);

#[derive(Debug)]
struct DrawnProfile {
    status: ConnectorStatus,
    areas: Vec<Index>,
    contacts: Vec<(bool, Somebody, i64, Option<i64>)>,
    check_ins: Vec<(Somebody, CheckInAnswer)>,
}

#[derive(Debug)]
struct DrawnMeeting {
    days: i64,
    trainers: (Option<Index>, Option<Index>),
    list: Vec<(Somebody, AttendanceState)>,
}

#[derive(Debug)]
struct DrawnQuestion {
    asker: Somebody,
    asked: (bool, Somebody, Index),
    last_by: Option<Somebody>,
    is_closed: bool,
    answers: Vec<Somebody>,
}

fn somebody() -> impl Strategy<Value = Somebody> {
    (prop::bool::weighted(0.8), any::<Index>())
}

fn profile() -> impl Strategy<Value = DrawnProfile> {
    let contact = (any::<bool>(), somebody(), -20..3_i64, prop::option::of(0..25_i64));
    let check_in = (somebody(), select(CheckInAnswer::iter().collect::<Vec<_>>()));
    let lists = (prop::collection::vec(contact, 0..5), prop::collection::vec(check_in, 0..3));
    let areas = prop::collection::vec(any::<Index>(), 0..3);
    (select(ConnectorStatus::iter().collect::<Vec<_>>()), areas, lists)
        .prop_map(|(status, areas, (contacts, check_ins))| DrawnProfile { status, areas, contacts, check_ins })
}

fn meeting() -> impl Strategy<Value = DrawnMeeting> {
    let state = select(AttendanceState::iter().collect::<Vec<_>>());
    let list = prop::collection::vec((somebody(), state), 0..8);
    let trainer = || prop::option::weighted(0.4, any::<Index>());
    (-8..8_i64, (trainer(), trainer()), list).prop_map(|(days, trainers, list)| DrawnMeeting { days, trainers, list })
}

fn question() -> impl Strategy<Value = DrawnQuestion> {
    let asked = (any::<bool>(), somebody(), any::<Index>());
    let last_by = prop::option::of(somebody());
    let answers = prop::collection::vec(somebody(), 0..3);
    (somebody(), asked, last_by, prop::bool::weighted(0.2), answers).prop_map(
        |(asker, asked, last_by, is_closed, answers)| DrawnQuestion { asker, asked, last_by, is_closed, answers },
    )
}

impl Seed {
    /// Builds what people of a town do in the programme.
    pub async fn build_programme(self, world: &World, town: &Town) -> Programme {
        let count = town.people.len();
        let away = prop::option::weighted(0.4, (somebody(), -3..3_i64, 0..4_i64));
        let (own, others, away, meetings, questions) = self.draw(&(
            prop::collection::vec(prop::option::weighted(0.7, profile()), count..=count),
            prop::collection::vec(profile(), WITHOUT_ACCOUNT..=WITHOUT_ACCOUNT),
            prop::collection::vec(away, count..=count),
            prop::collection::vec(meeting(), MEETINGS..=MEETINGS),
            prop::collection::vec(question(), QUESTIONS..=QUESTIONS),
        ));
        let mut building = Building::of(world, town).await;
        for (place, drawn) in own.into_iter().enumerate() {
            if let Some(drawn) = drawn {
                building.profile(Some(place), drawn).await;
            }
        }
        for drawn in others {
            building.profile(None, drawn).await;
        }
        for (place, drawn) in away.into_iter().enumerate() {
            if let Some((stand_in, from, days)) = drawn {
                building.away(town.people[place].id, stand_in, from, days).await;
            }
        }
        for slug in ["begin", "gesprek"] {
            building.done.courses.push(world.course(slug, |_| ()).await);
        }
        for (number, drawn) in meetings.into_iter().enumerate() {
            building.meeting(number, drawn).await;
        }
        for drawn in questions {
            building.question(drawn).await;
        }
        building.done
    }
}

struct Building<'a> {
    world: &'a World,
    town: &'a Town,
    /// Who works with connectors, and who is one.
    staff: Vec<PersonId>,
    connectors: Vec<PersonId>,
    areas: Vec<NeighbourhoodId>,
    done: Programme,
}

impl<'a> Building<'a> {
    async fn of(world: &'a World, town: &'a Town) -> Self {
        let grants = role_grant::Entity::find().filter(role_grant::Column::EndedAt.is_null());
        let grants = grants.all(world.db()).await.expect("read");
        let with = |roles: &[Role]| {
            let people: BTreeSet<_> =
                grants.iter().filter(|grant| roles.contains(&grant.role)).map(|grant| grant.person_id).collect();
            people.into_iter().collect::<Vec<_>>()
        };
        let areas: BTreeSet<_> = grants.iter().filter_map(|grant| grant.neighbourhood_id).collect();
        Self {
            world,
            town,
            staff: with(&[Role::CommunityWorker, Role::Coordinator, Role::MunicipalityOfficer]),
            connectors: with(&[Role::Connector]),
            areas: areas.into_iter().collect(),
            done: Programme::default(),
        }
    }

    fn anybody(&self, index: Index) -> PersonId {
        index.get(&self.town.people).id
    }

    fn of_staff(&self, (is_likely, index): Somebody) -> PersonId {
        if is_likely { *index.get(&self.staff) } else { self.anybody(index) }
    }

    fn connector(&self, (is_likely, index): Somebody) -> PersonId {
        if is_likely { *index.get(&self.connectors) } else { self.anybody(index) }
    }

    async fn profile(&mut self, place: Option<usize>, drawn: DrawnProfile) {
        let member = place.map(|place| &self.town.people[place]);
        let mut kept = None;
        let id = self.world.profile(member, drawn.status, &[], |row| kept = Some(row.clone())).await;
        self.done.profiles.push(kept.expect("a profile"));
        for neighbourhood_id in drawn.areas.iter().map(|index| *index.get(&self.areas)).collect::<BTreeSet<_>>() {
            let row = connector_neighbourhood::Model { connector_id: id, neighbourhood_id };
            insert(self.world, row.clone().into_active_model()).await;
            self.done.areas.push(row);
        }
        self.contacts(id, &drawn).await;
        for (days, (contact, answer)) in (1..).zip(drawn.check_ins) {
            let row = check_in::Model {
                id: self.world.id(),
                connector_id: id,
                contact_id: self.of_staff(contact),
                on_day: self.world.today().plus_days(-days),
                answer,
                at: self.world.now().plus_days(-days),
            };
            insert(self.world, row.clone().into_active_model()).await;
            self.done.check_ins.push(row);
        }
    }

    /// One at a time at each side; the others ended.
    async fn contacts(&mut self, id: ConnectorId, drawn: &DrawnProfile) {
        let mut open = BTreeSet::new();
        for (is_welfare, person, from, lasts) in &drawn.contacts {
            let side = if *is_welfare { ContactSide::Welfare } else { ContactSide::Municipality };
            let from_on = self.world.today().plus_days(*from);
            let until_on = match lasts {
                None if open.insert(side) => None,
                lasts => Some(from_on.plus_days(lasts.unwrap_or(2))),
            };
            let row = fixed_contact::Model {
                id: self.world.id(),
                connector_id: id,
                side,
                person_id: self.of_staff(*person),
                from_on,
                until_on,
                heard_on: from_on,
            };
            insert(self.world, row.clone().into_active_model()).await;
            self.done.contacts.push(row);
        }
    }

    async fn away(&mut self, person_id: PersonId, stand_in: Somebody, from: i64, days: i64) {
        let stand_in_id = self.of_staff(stand_in);
        if stand_in_id == person_id {
            return;
        }
        let from_on = self.world.today().plus_days(from);
        let row =
            absence::Model { id: self.world.id(), person_id, stand_in_id, from_on, until_on: from_on.plus_days(days) };
        insert(self.world, row.clone().into_active_model()).await;
        self.done.absences.push(row);
    }

    async fn meeting(&mut self, number: usize, drawn: DrawnMeeting) {
        let course = self.done.courses[number % self.done.courses.len()];
        let planner = &self.town.people[0];
        let trainers = [drawn.trainers.0, drawn.trainers.1].map(|index| index.map(|index| self.anybody(index)));
        let mut kept = None;
        let change = |row: &mut training_session::Model| {
            [row.welfare_trainer_id, row.municipality_trainer_id] = trainers;
            kept = Some(row.clone());
        };
        let id: TrainingSessionId = self.world.meeting(course, drawn.days, planner, change).await;
        self.done.meetings.push(kept.expect("a meeting"));
        let mut known = BTreeSet::new();
        for (arrival, (person, state)) in (1..).zip(drawn.list) {
            let person_id = self.connector(person);
            if known.insert(person_id) {
                let row = attendance::Model {
                    id: self.world.id(),
                    session_id: id,
                    person_id,
                    state,
                    arrival,
                    enrolled_by: person_id,
                    at: self.world.now(),
                };
                insert(self.world, row.clone().into_active_model()).await;
                self.done.attendances.push(row);
            }
        }
    }

    async fn question(&mut self, drawn: DrawnQuestion) {
        let asker_id = self.connector(drawn.asker);
        let (of_team, asked, area) = drawn.asked;
        let asked_id = Some(self.connector(asked)).filter(|asked| !of_team && *asked != asker_id);
        let row = peer_question::Model {
            id: self.world.id(),
            asker_id,
            asked_id,
            neighbourhood_id: asked_id.is_none().then(|| *area.get(&self.areas)),
            text: "Hoe doe jij dat?".to_owned(),
            asked_at: self.world.now(),
            last_at: self.world.now(),
            last_by: drawn.last_by.map_or(asker_id, |last| self.connector(last)),
            closed_at: drawn.is_closed.then(|| self.world.now()),
            version: 1,
        };
        insert(self.world, row.clone().into_active_model()).await;
        for writer in drawn.answers {
            let answer = peer_answer::Model {
                id: self.world.id(),
                question_id: row.id,
                person_id: self.connector(writer),
                reply_to_id: None,
                text: "Zo.".to_owned(),
                at: self.world.now(),
                withdrawn_at: None,
            };
            insert(self.world, answer.clone().into_active_model()).await;
            self.done.answers.push(answer);
        }
        self.done.questions.push(row);
    }
}

//! A whole town at random, to hold two sayings of one rule against each other: people with any roles, cases in any
//! state, involvements of all kinds. What is drawn obeys the rules of the database and nothing else.

use std::fmt;

use entities::{
    Asker, CaseEventKind, CaseSource, CaseStatus, ContactPreference, Day, InvolvementKind, InvolvementStatus,
    NeighbourhoodId, NoteVisibility, Outcome, PersonId, Role, SpecialistId, WaitingFor, case, case_event,
    case_follower, case_reading, case_topic, involvement, role_grant, specialist, specialist_note,
};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::strategy::ValueTree;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};
use sea_orm::{ActiveModelTrait, EntityTrait, IntoActiveModel, Iterable, Set};

use crate::harness::people::Member;
use crate::harness::world::World;

/// From which number a town is drawn. Shown when something is wrong in it.
#[derive(Clone, Copy)]
pub struct Seed(pub u8);

impl fmt::Display for Seed {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "the town of Seed({})", self.0)
    }
}

/// What stands in the database.
pub struct Town {
    /// Everybody, closed accounts too.
    pub people: Vec<Member>,
    /// The cases.
    pub cases: Vec<case::Model>,
    /// The lines of their timelines.
    pub events: Vec<case_event::Model>,
    /// Entries of the directory, public ones, others and archived ones.
    pub entries: Vec<SpecialistId>,
}

const AREAS: [&str; 4] = ["noordwest", "ruwaard", "ussen", "berghem"];
const PEOPLE: usize = 22;
const ENTRIES: usize = 4;
const CASES: usize = 60;

/// A role with a place and an entry to choose from, and whether it ended.
type DrawnRole = (Role, Index, Index, bool);

#[derive(Debug)]
struct DrawnPerson {
    roles: Vec<DrawnRole>,
    is_closed: bool,
}

#[derive(Debug)]
struct DrawnCase {
    area: Index,
    status: CaseStatus,
    holder: Option<(bool, Index)>,
    waiting_for: WaitingFor,
    days: (i64, i64),
    followers: Vec<(Index, bool)>,
    readers: Vec<(Index, bool)>,
    asked: Vec<DrawnInvolvement>,
    notes: Vec<(Option<NoteVisibility>, Index)>,
}

#[derive(Debug)]
struct DrawnInvolvement {
    kind: InvolvementKind,
    status: InvolvementStatus,
    requester: Index,
    worker: Option<Index>,
    entry: Index,
    is_offer: bool,
    respond_in: i64,
}

fn role() -> impl Strategy<Value = DrawnRole> {
    // Most of a town is in the field: that is where the rules are.
    let role = prop_oneof![
        3 => Just(Role::Connector),
        3 => Just(Role::CommunityWorker),
        4 => Just(Role::Specialist),
        2 => select(Role::iter().collect::<Vec<_>>()),
    ];
    (role, any::<Index>(), any::<Index>(), prop::bool::weighted(0.15))
}

fn person() -> impl Strategy<Value = DrawnPerson> {
    (prop::collection::vec(role(), 0..5), prop::bool::weighted(0.08))
        .prop_map(|(roles, is_closed)| DrawnPerson { roles, is_closed })
}

fn asked() -> impl Strategy<Value = DrawnInvolvement> {
    let kinds = InvolvementKind::iter().collect::<Vec<_>>();
    let over = select(InvolvementStatus::iter().collect::<Vec<_>>());
    let statuses =
        prop_oneof![3 => Just(InvolvementStatus::Requested), 2 => Just(InvolvementStatus::Accepted), 2 => over];
    let who = (any::<Index>(), prop::option::weighted(0.7, any::<Index>()), any::<Index>());
    (select(kinds), statuses, who, prop::bool::weighted(0.3), -3..4_i64).prop_map(
        |(kind, status, (requester, worker, entry), is_offer, respond_in)| DrawnInvolvement {
            kind,
            status,
            requester,
            worker,
            entry,
            is_offer,
            respond_in,
        },
    )
}

fn a_case() -> impl Strategy<Value = DrawnCase> {
    let few = |most| prop::collection::vec((any::<Index>(), any::<bool>()), 0..most);
    let readers = prop::option::of(select(NoteVisibility::iter().collect::<Vec<_>>()));
    let status = prop_oneof![
        2 => Just(CaseStatus::New),
        3 => Just(CaseStatus::Active),
        3 => Just(CaseStatus::Waiting),
        2 => Just(CaseStatus::Closed),
    ];
    let states = (status, select(WaitingFor::iter().collect::<Vec<_>>()));
    let holder = prop::option::weighted(0.9, (prop::bool::weighted(0.25), any::<Index>()));
    let around = (few(3), few(3), prop::collection::vec(asked(), 0..6));
    let notes = prop::collection::vec((readers, any::<Index>()), 0..5);
    (any::<Index>(), states, holder, (-40..0_i64, -3..4_i64), around, notes).prop_map(
        |(area, (status, waiting_for), holder, days, (followers, readers, asked), notes)| DrawnCase {
            area,
            status,
            holder,
            waiting_for,
            days,
            followers,
            readers,
            asked,
            notes,
        },
    )
}

impl Seed {
    /// Draws anything.
    pub fn draw<S: Strategy>(self, strategy: &S) -> S::Value {
        let rng = TestRng::from_seed(RngAlgorithm::ChaCha, &[self.0; 32]);
        let mut runner = TestRunner::new_with_rng(Config::default(), rng);
        strategy.new_tree(&mut runner).expect("something is drawn").current()
    }

    /// Builds the town in this world.
    pub async fn build(self, world: &World) -> Town {
        for part in ["ruwaard", "ussen"] {
            world.neighbourhood_within(part, "noordwest").await;
        }
        let mut areas = Vec::new();
        for code in AREAS {
            areas.push(world.neighbourhood(code).await);
        }
        let entries = entries(world).await;
        let (people, cases) = self
            .draw(&(prop::collection::vec(person(), PEOPLE..=PEOPLE), prop::collection::vec(a_case(), CASES..=CASES)));
        let people = settle(world, people, &areas, &entries).await;
        note_down_about(world, &people[0], &entries).await;
        let mut town = Town { people, cases: Vec::new(), events: Vec::new(), entries };
        for (number, drawn) in cases.into_iter().enumerate() {
            town.note_down(world, number, drawn, &areas).await;
        }
        town
    }
}

/// Entries: public, for professionals only, and archived, in turn.
async fn entries(world: &World) -> Vec<SpecialistId> {
    let mut entries = Vec::new();
    for number in 0..ENTRIES {
        let id = world.specialist(&format!("dienst {number}")).await;
        let change = |row: &mut specialist::ActiveModel| {
            row.is_public = Set(number % 3 != 1);
            row.archived_at = Set((number % 3 == 2).then(|| world.now()));
        };
        world.change_entry(id, change).await;
        entries.push(id);
    }
    entries
}

/// A note on each entry.
async fn note_down_about(world: &World, writer: &Member, entries: &[SpecialistId]) {
    for specialist_id in entries.iter().copied() {
        let text = "Belt altijd terug.".to_owned();
        let note =
            specialist_note::Model { id: world.id(), specialist_id, person_id: writer.id, text, at: world.now() };
        note.into_active_model().reset_all().insert(world.db()).await.expect("it is noted");
    }
}

async fn settle(
    world: &World,
    drawn: Vec<DrawnPerson>,
    areas: &[NeighbourhoodId],
    entries: &[SpecialistId],
) -> Vec<Member> {
    let mut people = Vec::new();
    for (number, DrawnPerson { roles, is_closed }) in drawn.into_iter().enumerate() {
        let member = world.person(&format!("Persoon {number}")).await;
        for (role, area, entry, is_over) in roles {
            let area = Some(*area.get(areas)).filter(|_| matches!(role, Role::Connector | Role::CommunityWorker));
            let entry = Some(*entry.get(entries)).filter(|_| role == Role::Specialist);
            let id = world.grant(member.id, role, area, entry).await;
            if is_over {
                let end =
                    role_grant::ActiveModel { id: Set(id), ended_at: Set(Some(world.now())), ..Default::default() };
                end.update(world.db()).await.expect("the role ends");
            }
        }
        // Most accepted their invitation.
        if number % 4 != 0 {
            world.change(&member, |row| row.password_hash = Set(Some("of nothing".to_owned()))).await;
        }
        if is_closed {
            world.change(&member, |row| row.ended_at = Set(Some(world.now()))).await;
        }
        people.push(member);
    }
    people
}

impl Town {
    fn person(&self, index: Index) -> PersonId {
        index.get(&self.people).id
    }

    async fn note_down(&mut self, world: &World, number: usize, drawn: DrawnCase, areas: &[NeighbourhoodId]) {
        let today = world.today();
        let (opened, waits) = drawn.days;
        let is_new = drawn.status == CaseStatus::New;
        // Only a question that nobody picked up is without a holder, and none of these is a specialist's.
        let holder = drawn.holder.or((!is_new).then_some((false, drawn.area)));
        let by_specialist = |(is_specialist, _): &(bool, Index)| *is_specialist && !is_new;
        let holding_entry = holder.filter(by_specialist).map(|(_, index)| *index.get(&self.entries));
        let holding_person = holder.filter(|holder| !by_specialist(holder)).map(|(_, index)| self.person(index));
        let row = case::Model {
            id: world.id(),
            code_word: format!("woord {number}"),
            neighbourhood_id: *drawn.area.get(areas),
            summary: "Snapt een brief niet.".to_owned(),
            asker: Asker::Resident,
            source: CaseSource::Asked,
            contact_preference: ContactPreference::WalkIn,
            contact_note: None,
            status: drawn.status,
            waiting_for: (drawn.status == CaseStatus::Waiting).then_some(drawn.waiting_for),
            waiting_until: (drawn.status == CaseStatus::Waiting).then(|| today.plus_days(waits)),
            outcome: (drawn.status == CaseStatus::Closed).then_some(Outcome::SolvedTogether),
            holder_person_id: holding_person,
            holder_specialist_id: holding_entry,
            next_step: None,
            sign_of_life_due: holding_entry
                .filter(|_| drawn.status != CaseStatus::Closed)
                .map(|_| today.plus_days(waits)),
            last_sign_of_life_at: None,
            opened_by: None,
            opened_at: world.now().plus_days(opened),
            changed_at: world.now(),
            closed_at: (drawn.status == CaseStatus::Closed).then(|| world.now().plus_days(-waits.abs())),
            version: 1,
        };
        insert(world, row.clone().into_active_model()).await;
        let topic = case_topic::Model { case_id: row.id, topic_id: world.topic("schulden").await, position: 0 };
        insert(world, topic.into_active_model()).await;
        self.surround(world, &row, &drawn).await;
        self.involve(world, &row, &drawn.asked, today).await;
        self.write(world, &row, &drawn.notes).await;
        self.cases.push(row);
    }

    /// Followers, some of whom no longer follow, and reasons to read, some of which no longer hold.
    async fn surround(&self, world: &World, case: &case::Model, drawn: &DrawnCase) {
        let mut known = Vec::new();
        for (index, is_over) in &drawn.followers {
            let person_id = self.person(*index);
            if !known.contains(&person_id) {
                let ended_at = is_over.then(|| world.now());
                let row = case_follower::Model { case_id: case.id, person_id, since: world.now(), ended_at };
                insert(world, row.into_active_model()).await;
                known.push(person_id);
            }
        }
        for (index, is_over) in &drawn.readers {
            let row = case_reading::Model {
                id: world.id(),
                case_id: case.id,
                person_id: self.person(*index),
                reason: "Een klacht".to_owned(),
                at: world.now(),
                expires_at: world.now().plus_millis(i64::from(!is_over)),
            };
            insert(world, row.into_active_model()).await;
        }
    }

    /// At most one question to take it over waits for an answer, and nothing is open in a closed case.
    async fn involve(&self, world: &World, case: &case::Model, asked: &[DrawnInvolvement], today: Day) {
        use InvolvementKind::{Handover, Support, Takeover};
        use InvolvementStatus::{Accepted, Completed, Requested, Withdrawn};
        let mut takeover_is_open = false;
        for drawn in asked {
            let for_worker = matches!(drawn.kind, Support | Takeover);
            let changes_holder = matches!(drawn.kind, Takeover | Handover);
            let is_offer = drawn.kind == Takeover && drawn.is_offer && case.status != CaseStatus::New;
            let status = match (drawn.status, case.status) {
                (Requested | Accepted, CaseStatus::Closed) => Withdrawn,
                (Requested, _) if changes_holder && takeover_is_open => Completed,
                (status, _) => status,
            };
            takeover_is_open |= changes_holder && status == Requested;
            let requester_id = self.person(drawn.requester);
            let worker = drawn.worker.filter(|_| for_worker).map(|index| self.person(index));
            // Any worker who says yes is named from then on.
            let named = worker.or((status == Accepted || status == Completed).then_some(requester_id));
            let (receiver_person_id, receiver_specialist_id) = match (is_offer, for_worker) {
                // An offer may name the holder, and needn't.
                (true, _) if drawn.worker.is_none() => (None, None),
                (true, _) => (case.holder_person_id, case.holder_specialist_id),
                (false, true) => (named, None),
                (false, false) => (None, Some(*drawn.entry.get(&self.entries))),
            };
            let taker_id = match (is_offer, drawn.kind) {
                (true, _) => Some(requester_id),
                (false, Takeover) => receiver_person_id.filter(|receiver| *receiver != requester_id),
                (false, _) => None,
            };
            let is_open = matches!(status, Requested | Accepted);
            let row = involvement::Model {
                id: world.id(),
                case_id: case.id,
                kind: drawn.kind,
                status,
                requester_id,
                receiver_person_id,
                receiver_specialist_id,
                taker_id,
                reason: "Samen kijken.".to_owned(),
                next_step: None,
                consent_id: None,
                requested_at: world.now(),
                respond_by: today.plus_days(drawn.respond_in),
                planned_at: None,
                answered_at: (status == Accepted || status == Completed).then(|| world.now()),
                answered_by: None,
                answered_by_phone: false,
                decline_reason: None,
                ended_at: (!is_open).then(|| world.now()),
                version: 1,
            };
            insert(world, row.into_active_model()).await;
        }
    }

    /// Notes, and lines that are none.
    async fn write(&mut self, world: &World, case: &case::Model, notes: &[(Option<NoteVisibility>, Index)]) {
        let others = [CaseEventKind::NextStepSet, CaseEventKind::WaitingSet, CaseEventKind::DetailsAdded];
        for (place, (readers, writer)) in notes.iter().enumerate() {
            let row = case_event::Model {
                id: world.id(),
                case_id: case.id,
                kind: if readers.is_some() { CaseEventKind::Note } else { others[place % others.len()] },
                at: world.now(),
                actor_person_id: Some(self.person(*writer)),
                actor_specialist_id: None,
                party_person_id: None,
                party_specialist_id: None,
                involvement_id: None,
                note: readers.map(|_| "Iets.".to_owned()),
                note_visibility: *readers,
                waiting_for: None,
                waiting_until: None,
                outcome: None,
                by_phone: false,
            };
            insert(world, row.clone().into_active_model()).await;
            self.events.push(row);
        }
    }
}

/// Writes a row.
pub async fn insert<A>(world: &World, row: A)
where
    A: ActiveModelTrait + sea_orm::ActiveModelBehavior + Send,
    <A::Entity as EntityTrait>::Model: IntoActiveModel<A>,
{
    row.reset_all().insert(world.db()).await.expect("the row is written");
}

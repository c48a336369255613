//! The policy says everything twice: in SQL, of many rows, and of one row. Here both are asked about every row of a
//! random town, for everybody in it, and what a case derives for its viewer is asked twice in the same way.

use std::collections::{BTreeSet, HashMap};

use api::cases::derived::{self, NEVER, REASONS};
use api::cases::involvements::types::Involvement;
use api::cases::outlook::{Holder, Receiver, Turn};
use api::cases::timeline::CaseEvent;
use api::cases::types::Case;
use api::cases::vocabulary::InvolvementAct;
use api::cases::{available, rows};
use api::policy::{self, Machine, MachineScope, Viewer};
use entities::{
    CaseId, InvolvementId, MachineClientId, PersonId, SpecialistId, case, case_event, involvement, specialist,
    specialist_search,
};
use sea_orm::sea_query::SimpleExpr;
use sea_orm::{Condition, EntityTrait, QueryFilter, QuerySelect, Select, TryGetableMany};

use crate::harness::database::TestDatabase;
use crate::harness::world::World;
use crate::on_both;
use crate::town::{Seed, Town};

/// Both sayings of one rule, about one row.
#[track_caller]
pub fn agree<T: Copy + PartialEq + std::fmt::Debug>(rule: &str, in_sql: T, of_row: T, about: impl Fn() -> String) {
    assert!(in_sql == of_row, "{rule}: SQL says {in_sql:?}, the row {of_row:?}\n{}", about());
}

/// A town of its own, and everybody in it, with nobody and a machine.
async fn people(db: TestDatabase, seed: Seed) -> (World, Town, Vec<Viewer>) {
    let world = World::on(db).await;
    let town = seed.build(&world).await;
    let viewers = viewers(&world, &town).await;
    (world, town, viewers)
}

/// Everybody in a town, with nobody and a machine.
pub async fn viewers(world: &World, town: &Town) -> Vec<Viewer> {
    let machine = Machine {
        id: MachineClientId(uuid::Uuid::from_u128(1)),
        name: "Sociale kaart".to_owned(),
        scopes: MachineScope::ALL.into(),
    };
    let mut viewers = vec![Viewer::Nobody, Viewer::Machine(machine)];
    for member in &town.people {
        viewers.push(world.viewer(member.id).await);
    }
    viewers
}

/// The cases that a condition is true of, whether the viewer sees them or not.
async fn cases_where(world: &World, condition: Condition) -> BTreeSet<CaseId> {
    ids(world, case::Entity::find().filter(condition)).await
}

async fn ids(world: &World, select: Select<case::Entity>) -> BTreeSet<CaseId> {
    select
        .select_only()
        .column(case::Column::Id)
        .into_tuple()
        .all(world.db())
        .await
        .expect("read")
        .into_iter()
        .collect()
}

/// Of which town, for whom and of what.
pub fn told(viewer: &Viewer, what: &impl std::fmt::Debug, seed: Seed) -> String {
    format!("in {seed}, for {viewer:?}\nof {what:#?}")
}

on_both! {
    async fn both_forms_agree_in_a_town(db: TestDatabase) {
        agree_enough(db, Seed(1)).await;
    }

    async fn both_forms_agree_in_another_town(db: TestDatabase) {
        agree_enough(db, Seed(2)).await;
    }

    /// Another one at each run; what fails names it.
    async fn both_forms_agree_in_a_town_never_seen(db: TestDatabase) {
        let mut seed = [0];
        aws_lc_rs::rand::fill(&mut seed).expect("randomness");
        agree_on_everything(db, Seed(seed[0])).await;
    }
}

async fn agree_enough(db: TestDatabase, seed: Seed) {
    let counts = agree_on_everything(db, seed).await;
    assert!(counts.iter().all(|count| *count > 2), "{seed} leaves nothing to agree on: {counts:?}");
}

/// Answers how much there was to agree on: cases seen and hidden, lines known, questions that wait.
async fn agree_on_everything(db: TestDatabase, seed: Seed) -> [usize; 4] {
    let (world, town, viewers) = people(db, seed).await;
    let everything = rows::involvements(world.db(), involvement::Entity::find()).await.expect("read");
    let (mut seen, mut hidden, mut known, mut waits) = (0, 0, 0, 0);
    for viewer in &viewers {
        let cases = rows::cases(world.db(), viewer, world.now(), case::Entity::find()).await.expect("read");
        let sees = agree_on_cases(&world, seed, viewer, &cases).await;
        seen += sees;
        hidden += cases.len() - sees;
        known += agree_on_timelines(&world, seed, viewer, &cases, &town).await;
        waits += agree_on_involvements(&world, seed, viewer, &cases, &everything).await;
        agree_on_the_board(&world, seed, viewer, &cases).await;
        agree_on_the_directory(&world, seed, viewer).await;
    }
    [seen, hidden, known, waits]
}

/// Says how many cases the viewer sees.
async fn agree_on_cases(world: &World, seed: Seed, viewer: &Viewer, cases: &[Case]) -> usize {
    let now = world.now();
    let visible = ids(world, policy::cases::visible(viewer)).await;
    let counted = ids(world, policy::figures::cases(viewer)).await;
    assert!(counted.is_subset(&visible), "a figure counts what is hidden: {}", told(viewer, &counted, seed));
    let read = cases_where(world, policy::cases::reads_content(viewer, now)).await;
    let held = cases_where(world, policy::cases::holds(viewer)).await;
    let followed = cases_where(world, policy::cases::only_follows(viewer)).await;
    let countable = cases_where(world, policy::cases::may_be_counted(viewer, now)).await;
    for case in cases {
        let standing = case.standing(viewer);
        let about = || told(viewer, &(&standing, case), seed);
        agree("exists", visible.contains(&case.id), standing.sees(), about);
        agree("is read", read.contains(&case.id), standing.reads_content(), about);
        agree("is held", held.contains(&case.id), standing.is_holder(), about);
        agree("is only followed", followed.contains(&case.id), standing.only_follows(), about);
        let may_count = standing.reads_content() || standing.neighbourhood || standing.organisation;
        agree("may be counted", countable.contains(&case.id), may_count, about);
    }
    visible.len()
}

/// Says how many lines the viewer knows.
async fn agree_on_timelines(world: &World, seed: Seed, viewer: &Viewer, cases: &[Case], town: &Town) -> usize {
    let mut count = 0;
    for case in cases {
        let events = policy::cases::events_of(viewer, case, &case.standing(viewer));
        let known: Vec<case_event::Model> = events.all(world.db()).await.expect("read");
        for row in town.events.iter().filter(|row| row.case_id == case.id) {
            let may_know = policy::cases::may_know(viewer, &line(row), case).is_ok();
            agree("is known", known.contains(row), may_know, || told(viewer, &(case, row), seed));
        }
        count += known.len();
    }
    count
}

/// Says how many questions wait for the viewer.
async fn agree_on_involvements(
    world: &World,
    seed: Seed,
    viewer: &Viewer,
    cases: &[Case],
    everything: &[Involvement],
) -> usize {
    let visible = involvements(world, policy::cases::visible_involvements(viewer)).await;
    let own = involvements(world, policy::cases::own_involvements(viewer)).await;
    let waiting = involvement::Entity::find().filter(policy::cases::waits_for(viewer));
    let waiting = involvements(world, waiting).await;
    for row in everything {
        let case = cases.iter().find(|case| case.id == row.case_id).expect("its case");
        let about = || told(viewer, &(case, row), seed);
        agree("exists", visible.contains(&row.id), policy::cases::may_see(viewer, row, case), about);
        agree("is own", own.contains(&row.id), policy::cases::took_part(viewer, row), about);
        let acts = available::involvement_acts(viewer, row, case);
        let answers = case.standing(viewer).sees() && acts.contains(&InvolvementAct::Accept);
        agree("waits", waiting.contains(&row.id), answers, about);
    }
    waiting.len()
}

async fn agree_on_the_board(world: &World, seed: Seed, viewer: &Viewer, cases: &[Case]) {
    let today = world.today();
    let due: HashMap<CaseId, String> = derived_of(world, derived::due_on()).await;
    let columns: HashMap<CaseId, i32> = derived_of(world, derived::column(viewer)).await;
    let late = cases_where(world, derived::is_overdue(&REASONS, today)).await;
    let mine = cases_where(world, derived::is_my_turn(viewer, today)).await;
    for case in cases {
        let outlook = case.outlook(viewer);
        let about = || told(viewer, &(&outlook, case), seed);
        agree("column", columns[&case.id], outlook.column() as i32, about);
        let day = outlook.due().map_or_else(|| NEVER.to_owned(), |(day, _)| day.to_string());
        agree("due day", &due[&case.id], &day, about);
        let is_late = outlook.due().is_some_and(|(day, _)| day < today);
        agree("overdue", late.contains(&case.id), is_late, about);
        let is_mine = outlook.turn(today).is_some_and(|turn| is_of(viewer, turn));
        agree("turn", mine.contains(&case.id), is_mine, about);
    }
}

async fn agree_on_the_directory(world: &World, seed: Seed, viewer: &Viewer) {
    let entries = specialist::Entity::find().all(world.db()).await.expect("read");
    let visible = policy::specialists::visible(viewer).all(world.db()).await.expect("read");
    let notes = policy::specialist_notes::visible(viewer).all(world.db()).await.expect("read");
    let found: Vec<specialist_search::Model> =
        policy::specialists::findable(viewer).all(world.db()).await.expect("read");
    for entry in &entries {
        let may_see = policy::specialists::may_see(viewer, entry.into());
        let about = || told(viewer, entry, seed);
        agree("exists", visible.contains(entry), may_see, about);
        agree("is found", found.iter().any(|row| row.specialist_id == entry.id), may_see, about);
        let reads = policy::specialist_notes::may_add(viewer, entry.id).is_ok();
        let note = notes.iter().any(|note| note.specialist_id == entry.id);
        agree("is read", note, may_see && reads, about);
    }
}

/// What SQL derives for every case.
async fn derived_of<T>(world: &World, expression: SimpleExpr) -> HashMap<CaseId, T>
where
    (CaseId, T): TryGetableMany,
{
    let cases = case::Entity::find().select_only().column(case::Column::Id).expr(expression);
    let found: Vec<(CaseId, T)> = cases.into_tuple().all(world.db()).await.expect("read");
    found.into_iter().collect()
}

async fn involvements(world: &World, select: Select<involvement::Entity>) -> BTreeSet<InvolvementId> {
    let ids = select.select_only().column(involvement::Column::Id);
    ids.into_tuple().all(world.db()).await.expect("read").into_iter().collect()
}

fn is_of(viewer: &Viewer, turn: Turn) -> bool {
    let is_person = |id: PersonId| viewer.person_id() == Some(id);
    let works_for = |id: SpecialistId| viewer.person().is_some_and(|me| me.specialists().contains(&id));
    match turn {
        Turn::Asked(Receiver::Person(id)) | Turn::Holder(Holder::Person(id)) => is_person(id),
        Turn::Asked(Receiver::Specialist(id)) | Turn::Holder(Holder::Specialist(id)) => works_for(id),
        Turn::Asked(Receiver::AnyWorker) | Turn::Resident | Turn::SomeSpecialist | Turn::Decision | Turn::Team => false,
    }
}

/// A line as the policy knows it: without names.
fn line(row: &case_event::Model) -> CaseEvent {
    CaseEvent {
        id: row.id,
        kind: row.kind,
        at: row.at,
        waiting_for: row.waiting_for,
        waiting_until: row.waiting_until,
        outcome: row.outcome,
        by_phone: row.by_phone,
        case_id: row.case_id,
        actor_person_id: row.actor_person_id,
        actor_person_name: None,
        actor_specialist_id: row.actor_specialist_id,
        actor_specialist_name: None,
        party_person_id: row.party_person_id,
        party_person_name: None,
        party_specialist_id: row.party_specialist_id,
        party_specialist_name: None,
        involvement_id: row.involvement_id,
        note_text: row.note.clone(),
        note_readers: row.note_visibility,
    }
}

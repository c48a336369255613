//! The demo: invented people for every role, and sixty cases with a history that looks like a month of work. It is
//! told in the files of `api/demo`, where days count back from the day of loading, and loaded with the lists into a
//! database that holds no people yet. Nothing of it is for real use.

mod cast;
mod connectors;
mod marks;
mod missing;
mod notes;
mod notices;
mod peer_store;
mod peers;
mod people;
mod programme;
mod steps;
mod store;
mod telling;
mod training_store;
mod trainings;

use std::fmt;

use entities::{Day, Role, connector, notice};
use jiff::civil::{Date, date};
use sea_orm::{DatabaseTransaction, QueryOrder, TransactionTrait};

use self::{
    programme::Programme,
    steps::Known,
    telling::{Stage, tell},
};
use crate::{
    context::local_day,
    import::{self, Import, ImportError, Operator, Problem, Problems, References, Source, Summary},
    policy,
};

/// The day on which the demo was written: so old as its entries were then, they are whenever it is loaded later.
const WRITTEN: Date = date(2026, 11, 23);

/// What loading the demo did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// The lists, the people and the cases were loaded.
    Loaded {
        /// What became of the lists.
        summary: Summary,
        /// How many people.
        people: usize,
        /// How many cases.
        cases: usize,
    },
    /// There are people already; nothing was touched.
    InUse,
}

impl fmt::Display for Outcome {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Loaded { summary, people, cases } => {
                write!(f, "{summary}people: {people} added\ncases: {cases} added\n")
            }
            Self::InUse => f.write_str("There are people in the database already; nothing was loaded.\n"),
        }
    }
}

/// Loads the lists, the demo people and the demo cases in one transaction, unless anybody has an account.
///
/// # Errors
/// What is wrong with the lists or the timelines, all of it at once; or that they or the database can't be read.
/// Nothing is then written.
pub async fn load(operator: &Operator<'_>, source: &Source) -> Result<Outcome, ImportError> {
    let tx = operator.db.begin().await?;
    match load_within(&tx, operator, source).await {
        Ok(outcome) => {
            tx.commit().await?;
            Ok(outcome)
        }
        Err(error) => {
            tx.rollback().await?;
            Err(error)
        }
    }
}

async fn load_within(
    tx: &DatabaseTransaction,
    operator: &Operator<'_>,
    source: &Source,
) -> Result<Outcome, ImportError> {
    if import::store::has_people(tx).await? {
        return Ok(Outcome::InUse);
    }
    let days_later = local_day(operator.now).days_since(Day(WRITTEN)).max(0);
    let Import { lists, ids: list_ids, mut summary } = import::load_within(tx, operator, source, days_later).await?;
    summary.left_out.retain(|(file, _)| file != "demo_cases.csv");

    let mut problems = Problems::default();
    let questions = import::store::questions_in_order(tx).await?;
    let listed = References::of_ids(&list_ids);
    let people = people::people(&listed, &mut problems);
    let missing = missing::unmet_searches(&listed, &mut problems);
    let known = Known {
        cases: lists.demo_cases.iter().map(|case| case.code_word.clone()).collect(),
        people: people.iter().map(|person| person.key.clone()).collect(),
        specialists: listed.specialists.clone(),
    };
    let meetings = trainings::meetings(&listed, &known, &mut problems);
    let topic_changes = trainings::topic_changes(&listed, &known, &mut problems);
    let steps = steps::steps(&known, &mut problems);
    let marks = marks::marks(&known, &mut problems);
    let notes = notes::notes(&known, &mut problems);
    let connectors = connectors::connectors(&known, &listed, &mut problems);
    let absences = connectors::absences(&known, &mut problems);
    let peer_lines = peers::lines(&listed, &known, &mut problems);
    let check_ins = peers::check_ins(&known, &mut problems);
    if let Some(problems) = problems.into_sorted() {
        return Err(ImportError::Problems(problems));
    }

    let (now, ids) = (operator.now, operator.ids());
    let cast = store::write_people(tx, &people, list_ids, &ids, now).await?;
    let programme =
        Programme { cast: &cast, people: &people, questions: &questions, check_ins: &check_ins, ids: &ids, now };
    programme.write(tx, &connectors, &absences).await?;
    peer_store::write_peers(tx, &peer_lines, &cast, &ids, local_day(now)).await?;
    store::write_marks(tx, &marks, &cast, &ids, local_day(now)).await?;
    store::write_notes(tx, &notes, &cast, &ids, local_day(now)).await?;
    store::write_unmet_searches(tx, &missing, &cast.lists, local_day(now)).await?;
    let planner = people.iter().find(|person| person.role == Role::Coordinator);
    if let Some(planner) = planner.map(|person| cast.people[&person.key].id) {
        training_store::write_meetings(tx, &meetings, &cast, &ids, planner, (local_day(now), now)).await?;
    }
    training_store::write_topic_changes(tx, &topic_changes, &cast, &ids, (local_day(now), now)).await?;
    let stage = Stage { cast: &cast, ids, today: local_day(now), now };
    let mut stories = Vec::new();
    let mut wrong: Vec<Problem> = Vec::new();
    for row in &lists.demo_cases {
        let own: Vec<_> = steps.iter().filter(|step| step.code_word == row.code_word).collect();
        match tell(&stage, row, &own) {
            Ok(story) => stories.push(story),
            Err(problem) => wrong.push(problem),
        }
    }
    if !wrong.is_empty() {
        return Err(ImportError::Problems(wrong));
    }
    let cases = stories.len();
    let runs_it = |person: &&people::DemoPerson| person.role == Role::Coordinator;
    let coordinators: Vec<_> = people.iter().filter(runs_it).map(|person| cast.people[&person.key].id).collect();
    let applied = policy::reminders::applications().order_by_asc(connector::Column::AppliedAt).all(tx).await?;
    let notices = notices::notices(&stories, &applied, &coordinators, &cast, (&stage.ids, now));
    store::write_stories(tx, stories).await?;
    import::store::insert::<notice::Entity>(tx, notices).await?;
    Ok(Outcome::Loaded { summary, people: people.len(), cases })
}

//! A municipality in the fifth year of its work: the same for the same seed and day.
//!
//! The areas, organisations and topics are those of the demo. Who lives there, and every case, is made up by chance.

mod cases;
mod dice;
mod directory;
mod people;
mod rows;
mod story;

use std::fmt;
use std::path::Path;

use api::figures::tallies;
use api::keys::{Keys, Secret};
use entities::{
    NeighbourhoodId, OrganisationKind, SpecialistId, StaleMarkId, Timestamp, neighbourhood, organisation, specialist,
    stale_mark, topic,
};
use sea_orm::{DatabaseConnection, DatabaseTransaction, DbErr, EntityTrait, QueryOrder, TransactionTrait};
use tests::root;

use self::cases::{Batch, Telling};
use self::dice::Dice;
pub use self::people::{Cast, Guest};
use crate::Tried;

/// So many cases are written at once.
const AT_ONCE: usize = 2_000;

/// How large it is, and which one of all that could be.
#[derive(Clone, Copy, Debug)]
pub struct Size {
    /// How many cases.
    pub cases: usize,
    /// How many specialists.
    pub specialists: usize,
    /// What chance begins with.
    pub seed: u64,
    /// The day on which it is looked at, as its first moment.
    pub today: Timestamp,
}

impl Size {
    /// The key with which residents' details are sealed.
    pub fn secret(&self) -> Secret {
        let bytes = Dice::new(self.seed ^ 2).bytes(32);
        Secret::new(bytes.try_into().expect("32 bytes"))
    }
}

/// How many rows were written.
#[derive(Clone, Copy, Debug, Default)]
pub struct Written {
    /// Cases.
    pub cases: usize,
    /// Involvements.
    pub involvements: usize,
    /// Lines of timelines.
    pub events: usize,
    /// People.
    pub people: usize,
}

impl fmt::Display for Written {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { cases, involvements, events, people } = self;
        write!(f, "{cases} cases, {involvements} involvements, {events} lines of timelines, {people} people")
    }
}

/// Writes the lists of the directory into a folder, for the product to import.
///
/// # Errors
/// When the folder can't be written.
pub fn write_lists(folder: &Path, size: &Size) -> Tried<()> {
    let mut dice = Dice::new(size.seed);
    directory::write(folder, size.specialists, api::context::local_day(size.today), &mut dice)
}

/// Fills a database into which the lists were imported.
///
/// # Errors
/// When the database refuses something.
pub async fn fill(db: &DatabaseConnection, size: &Size) -> Tried<(Cast, Written)> {
    let mut dice = Dice::new(size.seed ^ 1);
    let areas = weighed(&neighbourhood::Entity::find().order_by_asc(neighbourhood::Column::Code).all(db).await?);
    let topics = topic::Entity::find().order_by_asc(topic::Column::Slug).all(db).await?;
    let topics: Vec<_> = topics.iter().map(|topic| topic.id).collect();
    let entries = specialist::Entity::find().order_by_asc(specialist::Column::Slug).all(db).await?;
    let entries: Vec<SpecialistId> = entries.iter().map(|entry| entry.id).collect();
    let organisations = organisation::Entity::find().all(db).await?;
    let welfare = organisations.iter().find(|organisation| organisation.kind == OrganisationKind::Welfare);
    let welfare = welfare.ok_or("the lists have no welfare organisation")?.id;

    let people = people::people(&areas, &entries, welfare, size.today, &mut dice);
    let tx = db.begin().await?;
    rows::insert(&tx, &people.rows).await?;
    rows::insert(&tx, &people.grants).await?;
    rows::insert(&tx, &people.invitations).await?;
    rows::insert(&tx, &marks(&entries, &people, size.today, &mut dice)).await?;

    let summaries = summaries()?;
    let keys = Keys::from_secret(&size.secret());
    let mut telling = Telling::new(size.today, &people, &areas, &topics, &summaries, &keys);
    let mut written = Written { people: people.rows.len(), ..Written::default() };
    let mut batch = Batch::default();
    for number in 0..size.cases {
        telling.tell(number, size.cases, &mut batch, &mut dice);
        if batch.cases.len() == AT_ONCE || number + 1 == size.cases {
            written.cases += batch.cases.len();
            written.involvements += batch.involvements.len();
            written.events += batch.events.len();
            write(&tx, &batch).await?;
            batch = Batch::default();
        }
    }
    tx.commit().await?;
    tallies::rebuild(db).await?;
    Ok((people.cast.clone(), written))
}

async fn write(tx: &DatabaseTransaction, batch: &Batch) -> Result<(), DbErr> {
    let Batch { cases, topics, barriers, followers, consents, details, involvements, events } = batch;
    rows::insert(tx, cases).await?;
    rows::insert(tx, topics).await?;
    rows::insert(tx, barriers).await?;
    rows::insert(tx, followers).await?;
    rows::insert(tx, consents).await?;
    rows::insert(tx, details).await?;
    rows::insert(tx, involvements).await?;
    rows::insert(tx, events).await
}

/// The areas, the busiest first. A district has more questions than a village; the town as a whole has few of its own.
fn weighed(areas: &[neighbourhood::Model]) -> Vec<(usize, NeighbourhoodId)> {
    use entities::NeighbourhoodKind::{District, Quarter, Village};
    let is_whole = |area: &neighbourhood::Model| areas.iter().any(|other| other.parent_id == Some(area.id));
    let weight = |area: &neighbourhood::Model| match area.kind {
        District if is_whole(area) && area.parent_id.is_none() => 1,
        District => 10,
        Quarter => 4,
        Village => 2,
    };
    let mut weighed: Vec<_> = areas.iter().map(|area| (weight(area), area.id)).collect();
    weighed.sort_by_key(|(weight, _)| std::cmp::Reverse(*weight));
    weighed
}

/// One entry in forty is marked as no longer right, by one person or two.
fn marks(entries: &[SpecialistId], people: &people::People, now: Timestamp, dice: &mut Dice) -> Vec<stale_mark::Model> {
    let mut marks = Vec::new();
    for entry in dice.several(entries.len() / 40, entries) {
        let count = *dice.weighed(&[(2, 1), (1, 2)]);
        for person in dice.several(count, &people.rows) {
            let at = now.plus_days(-dice.between(1, 60));
            marks.push(stale_mark::Model {
                id: dice.id::<StaleMarkId>(at),
                specialist_id: entry,
                person_id: person.id,
                note: None,
                at,
                settled_at: None,
            });
        }
    }
    marks
}

/// What the cases of the demo are about.
fn summaries() -> Tried<Vec<String>> {
    let mut reader = csv::Reader::from_path(root().join("api/demo/oss/demo_cases.csv"))?;
    let column = reader.headers()?.iter().position(|name| name == "summary_nl").ok_or("no summaries")?;
    reader.records().map(|row| Ok(row?[column].to_owned())).collect()
}

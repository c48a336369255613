//! The steps by which the database came to be: one file a step, the same set for both databases.

mod m0001_places_and_people;
mod m0002_directory;
mod m0003_cases;
mod m0004_accounts_and_trail;
mod m0005_directory_search;
mod m0006_open_involvements;
mod m0007_board_views;
mod m0008_unmet_searches;
mod m0009_tallies;
mod m0010_tiles;
mod m0011_specialist_notes;
mod m0012_directory_revision;
mod m0013_connectors;
mod m0014_training;
mod m0015_board_index;
mod m0016_notices;
mod m0017_peers;
mod m0018_absences_index;
mod m0019_form_keys;
mod m0020_places_of_absent;
mod m0021_clean_often;
mod m0022_open_cases_index;
mod m0023_words_alike;
mod m0024_held_by_area_index;
mod m0025_board_of_area_index;
mod shape;

pub use sea_orm_migration::MigratorTrait;
use sea_orm_migration::{MigrationTrait, async_trait};

/// Runs the steps, in order.
pub struct Migrator;

#[async_trait::async_trait]
impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_places_and_people::Migration),
            Box::new(m0002_directory::Migration),
            Box::new(m0003_cases::Migration),
            Box::new(m0004_accounts_and_trail::Migration),
            Box::new(m0005_directory_search::Migration),
            Box::new(m0006_open_involvements::Migration),
            Box::new(m0007_board_views::Migration),
            Box::new(m0008_unmet_searches::Migration),
            Box::new(m0009_tallies::Migration),
            Box::new(m0010_tiles::Migration),
            Box::new(m0011_specialist_notes::Migration),
            Box::new(m0012_directory_revision::Migration),
            Box::new(m0013_connectors::Migration),
            Box::new(m0014_training::Migration),
            Box::new(m0015_board_index::Migration),
            Box::new(m0016_notices::Migration),
            Box::new(m0017_peers::Migration),
            Box::new(m0018_absences_index::Migration),
            Box::new(m0019_form_keys::Migration),
            Box::new(m0020_places_of_absent::Migration),
            Box::new(m0021_clean_often::Migration),
            Box::new(m0022_open_cases_index::Migration),
            Box::new(m0023_words_alike::Migration),
            Box::new(m0024_held_by_area_index::Migration),
            Box::new(m0025_board_of_area_index::Migration),
        ]
    }
}

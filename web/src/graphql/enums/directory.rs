//! The enums about the directory.

use cynic::Enum;

use super::super::schema;

/// Sort of specialist.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpecialistKind {
    Professional,
    VolunteerOrganisation,
}

/// Room for new questions.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Capacity {
    Open,
    Limited,
    Full,
    ClosedTemporarily,
}

/// How a specialist can be met.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    Physical,
    Phone,
    Online,
    AtHome,
}

/// A day of the week.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weekday {
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    Sunday,
}

/// What became of a search that found nothing.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnmetSearchOutcome {
    EntryAdded,
    NotNeeded,
}

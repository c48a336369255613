//! What the pages about cases ask of the server. The parts that several pages share stand here.

mod acts;
mod board;
mod case;
mod choices;
mod views;

pub use acts::*;
pub use board::*;
pub use case::*;
pub use choices::*;
pub use views::*;

use crate::calendar::{Day, Instant};
use crate::graphql::enums::{
    BoardColumn, CaseAct, CaseStatus, DueReason, InvolvementAct, InvolvementKind, InvolvementStatus, Outcome,
    PartyKind, WaitingFor,
};
use crate::graphql::scalars::{CaseId, InvolvementId, NeighbourhoodId, Phone, TopicId};
use crate::graphql::schema;

/// Somebody or something that acts, holds or is on turn.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Party {
    /// What it is.
    pub kind: PartyKind,
    /// As it is called.
    pub name: String,
    /// Whether the viewer acts for it.
    pub is_viewer: bool,
}

/// A party that can be called.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Callable {
    /// Who it is.
    #[cynic(spread)]
    pub party: Party,
    /// Whether it is a certain one, and not any.
    pub is_named: bool,
    /// None when there is no number for the viewer.
    pub phone: Option<Phone>,
}

impl std::ops::Deref for Callable {
    type Target = Party;

    fn deref(&self) -> &Party {
        &self.party
    }
}

/// When something should have happened.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Due {
    /// The day.
    pub on: Day,
    /// What should have happened.
    pub reason: DueReason,
    /// How many days ago that was; 0 or less when it isn't late.
    pub overdue_days: i32,
}

/// A neighbourhood by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Neighbourhood")]
pub struct Place {
    /// Identifies it.
    pub id: NeighbourhoodId,
    /// As people say it.
    pub name: String,
}

/// A topic by name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Topic")]
pub struct TopicName {
    /// Identifies it.
    pub id: TopicId,
    /// As people say it.
    pub name: String,
}

/// A case as it stands on the board.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case")]
pub struct CaseCard {
    /// Identifies it.
    pub id: CaseId,
    /// Which state this is; an act names it, so that nobody writes over another.
    pub version: i32,
    /// What it is called instead of a name.
    pub code_word: String,
    /// Where.
    pub neighbourhood: Place,
    /// What it is about; the most important first.
    pub topics: Vec<TopicName>,
    /// Its state.
    pub status: CaseStatus,
    /// Where it stands for the viewer.
    pub board_column: BoardColumn,
    /// When it last changed.
    pub changed_at: Instant,
    /// How many days it was open, or is.
    pub age_days: i32,
    /// What it waits for.
    pub waiting_for: Option<WaitingFor>,
    /// Until when.
    pub waiting_until: Option<Day>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Who helps.
    pub holder: Option<Party>,
    /// Whose move it is.
    pub turn: Option<Callable>,
    /// What has a date.
    pub due: Option<Due>,
    /// What the viewer may do now.
    pub available_acts: Vec<CaseAct>,
    /// What is being asked of somebody else, or runs with them.
    pub open_involvement: Option<OpenInvolvement>,
}

/// An involvement that isn't over, as far as a card needs it.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Involvement")]
pub struct OpenInvolvement {
    /// Identifies it.
    pub id: InvolvementId,
    /// Which state this is.
    pub version: i32,
    /// In which way somebody is brought in.
    pub kind: InvolvementKind,
    /// How far it is.
    pub status: InvolvementStatus,
    /// Whether the one who asked wants to take over, rather than to be relieved: then who helps now is asked.
    pub is_offer: bool,
    /// Who asked.
    pub requester: Party,
    /// Who was asked.
    pub receiver: Party,
    /// Before when an answer is asked.
    pub respond_by: Day,
    /// When the visit is.
    pub planned_at: Option<Instant>,
    /// What the viewer may do now.
    pub available_acts: Vec<InvolvementAct>,
}

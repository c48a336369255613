//! What the page of one case asks.

use super::{Callable, CaseCard, OpenInvolvement, Party};
use crate::calendar::{Day, Instant};
use crate::graphql::enums::{
    AskBarrier, Asker, CaseEventKind, CaseRelation, CaseSource, ContactPreference, InvolvementAct, InvolvementKind,
    InvolvementStatus, NoteVisibility, Outcome, Role, WaitingFor,
};
use crate::graphql::scalars::{CaseEventId, CaseId, InvolvementId, PersonId, Phone, SpecialistId};
use crate::graphql::schema;

/// Variables of [`CaseQuery`] and [`TimelineQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct CaseVariables {
    /// Which case.
    pub id: CaseId,
    /// How many lines of the timeline.
    pub events: i32,
    /// Before which line; None asks for the newest.
    pub before: Option<String>,
}

/// One case.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "CaseVariables")]
pub struct CaseQuery {
    /// None when there is no such case for this viewer.
    #[arguments(id: $id)]
    pub case: Option<CaseDetail>,
}

/// All that its page shows.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case", variables = "CaseVariables")]
pub struct CaseDetail {
    /// As it stands on the board.
    #[cynic(spread)]
    pub card: CaseCard,
    /// What it is about, as somebody asks it; the most important first.
    #[cynic(alias, rename = "topics")]
    pub asked_as: Vec<TopicQuestion>,
    /// What is known of who helps.
    #[cynic(alias, rename = "holder")]
    pub helper: Option<Helper>,
    /// When it was noted.
    pub opened_at: Instant,
    /// When it ended.
    pub closed_at: Option<Instant>,
    /// When the last sign of life came.
    pub last_sign_of_life_at: Option<Instant>,
    /// Before when the next one is owed.
    pub sign_of_life_due: Option<Day>,
    /// How the viewer relates to it.
    pub relations: Vec<CaseRelation>,
    /// What is written down; None when the viewer may only see the card.
    pub content: Option<CaseContent>,
    /// Whether there are details of the resident; None when that isn't for the viewer.
    pub resident_details: Option<ResidentDetailsCard>,
    /// Who stays informed.
    pub followers: Vec<Follower>,
    /// Who was brought in; the open ones first.
    pub involvements: Vec<Involvement>,
    /// What happened; the last lines of it.
    #[arguments(last: $events, before: $before)]
    pub timeline: Timeline,
}

/// A topic as somebody asks it.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Topic")]
pub struct TopicQuestion {
    /// "Ik snap mijn brief niet".
    pub question: String,
}

/// What is known of who helps, besides the name.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct Helper {
    /// None when there is no number for the viewer.
    pub phone: Option<Phone>,
    /// The person, when it is one whom the viewer may know.
    pub person: Option<HelperPerson>,
}

/// The person who helps.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct HelperPerson {
    /// What they do here.
    pub roles: Vec<HelperRole>,
}

/// What the person who helps does.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "RoleGrant")]
pub struct HelperRole {
    /// The role.
    pub role: Role,
}

/// Who was asked.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct AskedParty {
    /// Who it is.
    #[cynic(spread)]
    pub callable: Callable,
    /// The entry of the directory, when it is one.
    pub specialist: Option<AskedEntry>,
}

impl std::ops::Deref for AskedParty {
    type Target = Callable;

    fn deref(&self) -> &Callable {
        &self.callable
    }
}

/// The entry of the directory that was asked.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Specialist")]
pub struct AskedEntry {
    /// Identifies it.
    pub id: SpecialistId,
}

/// What is written down.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct CaseContent {
    /// In a few words.
    pub summary: String,
    /// What happens next.
    pub next_step: Option<String>,
    /// Who asks.
    pub asker: Asker,
    /// How it came.
    pub source: CaseSource,
    /// Why it wasn't asked before.
    pub ask_barriers: Vec<AskBarrier>,
    /// How the resident wants to be reached.
    pub contact_preference: ContactPreference,
    /// What else to know about that.
    pub contact_note: Option<String>,
}

/// Whether there are details of the resident.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct ResidentDetailsCard {
    /// Whether there are.
    pub are_present: bool,
    /// Since when.
    pub added_at: Option<Instant>,
}

/// Somebody who stays informed.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Person")]
pub struct Follower {
    /// Identifies them.
    pub id: PersonId,
    /// As they are called.
    pub name: String,
}

/// Somebody brought in.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Involvement {
    /// Identifies it.
    pub id: InvolvementId,
    /// Which state this is.
    pub version: i32,
    /// In which way.
    pub kind: InvolvementKind,
    /// How far it is.
    pub status: InvolvementStatus,
    /// Whether the one who asked wants to take over, rather than to be relieved.
    pub is_offer: bool,
    /// Who asked.
    pub requester: Callable,
    /// Who was asked.
    pub receiver: AskedParty,
    /// Why.
    pub reason: Option<String>,
    /// What happens next.
    pub next_step: Option<String>,
    /// Whether they may know who the resident is.
    pub shares_details: bool,
    /// When it was asked.
    pub requested_at: Instant,
    /// Before when an answer is asked.
    pub respond_by: Day,
    /// When the visit is.
    pub planned_at: Option<Instant>,
    /// When the answer came.
    pub answered_at: Option<Instant>,
    /// Whether the answer was given by phone and written down by who asked.
    pub answered_by_phone: bool,
    /// Why not.
    pub decline_reason: Option<String>,
    /// When it was over.
    pub ended_at: Option<Instant>,
    /// What the viewer may do now.
    pub available_acts: Vec<InvolvementAct>,
}

/// What happened.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "CaseEventConnection")]
pub struct Timeline {
    /// The oldest first, as the server tells a story.
    pub nodes: Vec<CaseEvent>,
    /// Whether there is more.
    pub page_info: PageStart,
}

impl Timeline {
    /// Puts an older page before this one.
    pub fn precede(&mut self, older: Self) {
        let newer = std::mem::replace(&mut self.nodes, older.nodes);
        self.nodes.extend(newer);
        self.page_info = older.page_info;
    }
}

/// Where a page begins.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Default)]
#[cynic(graphql_type = "PageInfo")]
pub struct PageStart {
    /// Whether there is something before it.
    pub has_previous_page: bool,
    /// Before what to go on.
    pub start_cursor: Option<String>,
}

/// A line of the timeline.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct CaseEvent {
    /// Identifies it.
    pub id: CaseEventId,
    /// What happened.
    pub kind: CaseEventKind,
    /// When.
    pub at: Instant,
    /// Who did it.
    pub actor: Option<Party>,
    /// The other one: who was asked, who helps now.
    pub party: Option<Party>,
    /// The involvement it is about.
    pub involvement: Option<EventInvolvement>,
    /// What was written.
    pub note: Option<String>,
    /// Who may read that.
    pub note_visibility: Option<NoteVisibility>,
    /// What it waits for since.
    pub waiting_for: Option<WaitingFor>,
    /// Until when.
    pub waiting_until: Option<Day>,
    /// How it ended.
    pub outcome: Option<Outcome>,
    /// Whether it was said by phone.
    pub by_phone: bool,
}

/// The involvement that a line is about.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Involvement")]
pub struct EventInvolvement {
    /// In which way somebody was brought in.
    pub kind: InvolvementKind,
    /// Whether the one who asked wants to take over, rather than to be relieved.
    pub is_offer: bool,
    /// Who asked.
    pub requester: Party,
    /// Who was asked.
    pub receiver: Party,
    /// Why not.
    pub decline_reason: Option<String>,
}

/// Older lines of the timeline.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "CaseVariables")]
pub struct TimelineQuery {
    /// None when there is no such case any more.
    #[arguments(id: $id)]
    pub case: Option<CaseTimeline>,
}

/// Only the timeline.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case", variables = "CaseVariables")]
pub struct CaseTimeline {
    /// What happened; the last lines of it.
    #[arguments(last: $events, before: $before)]
    pub timeline: Timeline,
}

/// Variables of [`CaseActsQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct CaseActsVariables {
    /// Which case.
    pub id: CaseId,
}

/// What can be done with one case.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "CaseActsVariables")]
pub struct CaseActsQuery {
    /// None when there is no such case for this viewer.
    #[arguments(id: $id)]
    pub case: Option<CaseActs>,
}

/// What tells what can be done with a case.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case")]
pub struct CaseActs {
    /// As it stands on the board.
    #[cynic(spread)]
    pub card: CaseCard,
    /// Who was brought in; the open ones first.
    pub involvements: Vec<OpenInvolvement>,
}

#[cfg(test)]
mod tests {
    use cynic::QueryBuilder;
    use expect_test::expect_file;

    use super::*;

    /// The tests of the server count the statements of what is really asked.
    #[test]
    fn what_the_server_is_asked() {
        let asked = CaseQuery::build(CaseVariables { id: CaseId(String::new()), events: 50, before: None });
        expect_file!["../../../../tests/it/asked/case.graphql"].assert_eq(&asked.query);
    }
}

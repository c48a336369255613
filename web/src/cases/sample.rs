//! Cases and people for the tests of the models.

use super::queries::{
    AskedParty, Callable, CaseCard, CaseContent, CaseDetail, CaseEvent, Due, EventInvolvement, Involvement,
    OpenInvolvement, PageStart, Party, Place, Timeline, TopicName, TopicQuestion,
};
use crate::calendar::{Day, Instant};
use crate::graphql::enums::{
    Asker, BoardColumn, CaseEventKind, CaseSource, CaseStatus, ContactPreference, DueReason, InvolvementKind,
    InvolvementStatus, PartyKind,
};
use crate::graphql::scalars::{CaseEventId, CaseId, InvolvementId, NeighbourhoodId, TopicId};

/// The day on which all tests play: a Monday.
pub const TODAY: &str = "2026-11-23";

/// The day on which all tests play.
pub fn today() -> Day {
    day(TODAY)
}

/// The day of `YYYY-MM-DD`.
pub fn day(text: &str) -> Day {
    Day::parse(text).expect("a day")
}

/// The moment of an RFC 3339 text.
pub fn at(text: &str) -> Instant {
    Instant::parse(text).expect("a moment")
}

/// A connector or a community worker.
pub fn person(name: &str) -> Party {
    Party { kind: PartyKind::Person, name: name.to_owned(), is_viewer: false }
}

/// Somebody without a telephone number.
pub fn silent(party: Party) -> Callable {
    Callable { party, is_named: true, phone: None }
}

/// Who looks.
pub fn viewer(name: &str) -> Party {
    Party { is_viewer: true, ..person(name) }
}

/// A specialist.
pub fn specialist(name: &str) -> Party {
    Party { kind: PartyKind::Specialist, ..person(name) }
}

/// A case that somebody works on.
pub fn card(code_word: &str) -> CaseCard {
    let topic = TopicName { id: TopicId("wonen".to_owned()), name: "Wonen".to_owned() };
    CaseCard {
        id: CaseId(code_word.to_owned()),
        version: 3,
        code_word: code_word.to_owned(),
        neighbourhood: Place { id: NeighbourhoodId("ruwaard".to_owned()), name: "Ruwaard".to_owned() },
        topics: vec![topic],
        status: CaseStatus::Active,
        board_column: BoardColumn::Active,
        changed_at: at("2026-11-20T09:00:00Z"),
        age_days: 12,
        waiting_for: None,
        waiting_until: None,
        outcome: None,
        holder: Some(person("Toos")),
        turn: Some(silent(person("Toos"))),
        due: None,
        available_acts: Vec::new(),
        open_involvement: None,
    }
}

/// Something that is due so many days from [`today`].
pub fn due(reason: DueReason, in_days: i32) -> Due {
    Due { on: today().plus(in_days), reason, overdue_days: (-in_days).max(0) }
}

/// An involvement that was asked for and not answered.
pub fn requested(kind: InvolvementKind, requester: Party, receiver: Party) -> OpenInvolvement {
    OpenInvolvement {
        id: InvolvementId("i1".to_owned()),
        version: 0,
        kind,
        status: InvolvementStatus::Requested,
        is_offer: false,
        requester,
        receiver,
        respond_by: day("2026-11-27"),
        planned_at: None,
        available_acts: Vec::new(),
    }
}

/// A line of a timeline.
pub fn event(kind: CaseEventKind, actor: Party) -> CaseEvent {
    CaseEvent {
        id: CaseEventId("e1".to_owned()),
        kind,
        at: at("2026-11-19T13:10:00Z"),
        actor: Some(actor),
        party: None,
        involvement: None,
        note: None,
        note_visibility: None,
        waiting_for: None,
        waiting_until: None,
        outcome: None,
        by_phone: false,
    }
}

/// The involvement of a line.
pub fn about(kind: InvolvementKind, requester: Party, receiver: Party) -> EventInvolvement {
    EventInvolvement { kind, is_offer: false, requester, receiver, decline_reason: None }
}

/// An involvement on the page of a case, asked for and not answered.
pub fn involvement(kind: InvolvementKind, requester: Party, receiver: Party) -> Involvement {
    let asked = requested(kind, requester, receiver);
    let OpenInvolvement { id, version, status, is_offer, respond_by, planned_at, available_acts, .. } = asked;
    Involvement {
        id,
        version,
        kind,
        status,
        is_offer,
        requester: silent(asked.requester),
        receiver: AskedParty { callable: silent(asked.receiver), specialist: None },
        reason: None,
        next_step: None,
        shares_details: false,
        requested_at: at("2026-11-12T10:00:00Z"),
        respond_by,
        planned_at,
        answered_at: None,
        answered_by_phone: false,
        decline_reason: None,
        ended_at: None,
        available_acts,
    }
}

/// A case as its page shows it, to who may only see the card.
pub fn detail(code_word: &str) -> CaseDetail {
    CaseDetail {
        card: card(code_word),
        asked_as: vec![TopicQuestion { question: "Ik heb een vraag over mijn huis".to_owned() }],
        helper: None,
        opened_at: at("2026-11-11T09:00:00Z"),
        closed_at: None,
        last_sign_of_life_at: None,
        sign_of_life_due: None,
        relations: Vec::new(),
        content: None,
        resident_details: None,
        followers: Vec::new(),
        involvements: Vec::new(),
        timeline: Timeline { nodes: Vec::new(), page_info: PageStart::default() },
    }
}

/// What is written down about a case.
pub fn content(summary: &str) -> CaseContent {
    CaseContent {
        summary: summary.to_owned(),
        next_step: None,
        asker: Asker::Resident,
        source: CaseSource::Asked,
        ask_barriers: Vec::new(),
        contact_preference: ContactPreference::Call,
        contact_note: None,
    }
}

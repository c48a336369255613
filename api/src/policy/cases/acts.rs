//! What a viewer may do to a case or an involvement that they see. Whether its state allows the act, `flow` says.

use entities::{CaseEventKind, InvolvementStatus, NoteVisibility};

use super::{Reader, Standing};
use crate::{
    cases::{
        flow::changes_holder,
        involvements::types::Involvement,
        outlook::{Holder, Receiver},
        timeline::CaseEvent,
        types::Case,
        vocabulary::{CaseAct, InvolvementAct},
    },
    policy::{Denied, RoleScope, Viewer},
};

/// Whether the viewer may do this to the case.
///
/// # Errors
/// [`Denied`] when they see it but may not.
pub fn may(viewer: &Viewer, act: CaseAct, case: &Case) -> Result<(), Denied> {
    may_as(viewer, &case.standing(viewer), act, case)
}

/// The same, for who knows already what binds the viewer to the case.
///
/// # Errors
/// [`Denied`] when they see it but may not.
pub fn may_as(viewer: &Viewer, standing: &Standing, act: CaseAct, case: &Case) -> Result<(), Denied> {
    let helps_here = standing.team || standing.neighbourhood;
    let nobody_holds = case.holder().is_none();
    allowed(match act {
        CaseAct::PickUp if case.is_left_behind() => takes_up(standing, case),
        CaseAct::PickUp => standing.is_holder() || (nobody_holds && helps_here),
        CaseAct::AddNote => standing.is_holder() || standing.involved || standing.involved_as_specialist,
        CaseAct::SetNextStep
        | CaseAct::Correct
        | CaseAct::SetWaiting
        | CaseAct::Resume
        | CaseAct::RequestSupport
        | CaseAct::RequestTakeover
        | CaseAct::RequestConsultation
        | CaseAct::RequestHandover
        | CaseAct::RequestJointVisit
        | CaseAct::AddResidentDetails
        | CaseAct::RemoveResidentDetails => standing.is_holder(),
        CaseAct::Close => standing.is_holder() || speaks_for_holder(standing, case),
        CaseAct::Reopen => reopens(standing),
        CaseAct::OfferTakeover => standing.neighbourhood && !standing.is_holder() && !nobody_holds,
        CaseAct::GiveSignOfLife => standing.holds_as_specialist || speaks_for_holder(standing, case),
        CaseAct::RevealResidentDetails => reads_details(standing, viewer, case),
        CaseAct::ReadWithReason => {
            (standing.neighbourhood || standing.organisation) && standing.reads_notes().is_none()
        }
    })
}

/// Whether the viewer may do this to the involvement of this case.
///
/// # Errors
/// [`Denied`] when they see it but may not.
pub fn may_in(viewer: &Viewer, act: InvolvementAct, involvement: &Involvement, case: &Case) -> Result<(), Denied> {
    let standing = case.standing(viewer);
    let is_receiver = is_receiver(viewer, involvement, case, &standing);
    // Who holds the case now answers for what an earlier holder asked; an offer belongs to who made it.
    let answers_for_it = if involvement.is_offer() {
        standing.neighbourhood && viewer.person_id() == Some(involvement.requester_id)
    } else {
        standing.is_holder()
    };
    allowed(match act {
        InvolvementAct::Accept => is_receiver && works_there(involvement, &standing),
        InvolvementAct::Decline => is_receiver,
        InvolvementAct::Withdraw => answers_for_it,
        InvolvementAct::Complete => is_receiver || answers_for_it,
        InvolvementAct::RecordAnswer => answers_for_it && involvement.receiver_lacks_account(),
    })
}

/// Whether an involvement exists for the viewer: because they see its case, or took part in it themselves.
pub fn may_see(viewer: &Viewer, involvement: &Involvement, case: &Case) -> bool {
    let standing = case.standing(viewer);
    standing.knows_who_was_there() || (standing.sees() && involvement.is_open()) || took_part(viewer, involvement)
}

/// Whether the viewer asked, or was asked by name or through an entry they work for, in a role that still holds.
pub fn took_part(viewer: &Viewer, involvement: &Involvement) -> bool {
    let Some(me) = viewer.person() else { return false };
    let asked_it = involvement.requester_id == me.id;
    me.roles.iter().any(|role| match role {
        RoleScope::Connector(_) => asked_it,
        RoleScope::CommunityWorker(_) => asked_it || involvement.receiver_person_id == Some(me.id),
        RoleScope::Specialist(entries) => {
            asked_it || involvement.receiver_specialist_id.is_some_and(|entry| entries.contains(&entry))
        }
        RoleScope::Coordinator
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    })
}

/// Whether the viewer reads the words of an involvement: reason, next step, and why not. Parties read them while
/// it is open; afterwards, who reads the case.
///
/// # Errors
/// [`Denied`] for anybody else.
pub fn may_read_words(viewer: &Viewer, involvement: &Involvement, case: Option<&Case>) -> Result<(), Denied> {
    let Some(case) = case else { return Err(Denied) };
    let standing = case.standing(viewer);
    let is_open = matches!(involvement.status, InvolvementStatus::Requested | InvolvementStatus::Accepted);
    let offered_it = involvement.is_offer() && viewer.person_id() == Some(involvement.requester_id);
    let is_party = offered_it || is_receiver(viewer, involvement, case, &standing);
    allowed(standing.reads_content() || (is_open && is_party))
}

/// What followers learn of a case.
pub const KNOWN_TO_FOLLOWERS: [CaseEventKind; 14] = [
    CaseEventKind::Opened,
    CaseEventKind::PickedUp,
    CaseEventKind::WaitingSet,
    CaseEventKind::Resumed,
    CaseEventKind::InvolvementRequested,
    CaseEventKind::InvolvementAccepted,
    CaseEventKind::InvolvementDeclined,
    CaseEventKind::InvolvementWithdrawn,
    CaseEventKind::InvolvementExpired,
    CaseEventKind::InvolvementCompleted,
    CaseEventKind::HolderChanged,
    CaseEventKind::SignOfLife,
    CaseEventKind::Closed,
    CaseEventKind::Reopened,
];

/// Whether the viewer may know this line of a timeline.
///
/// # Errors
/// [`Denied`] when they may not: then the line doesn't exist for them.
pub fn may_know(viewer: &Viewer, event: &CaseEvent, case: &Case) -> Result<(), Denied> {
    let standing = case.standing(viewer);
    let is_note = event.kind == CaseEventKind::Note;
    allowed(match standing.reads_notes() {
        Some(_) => !is_note || may_read_note(viewer, event, case).is_ok(),
        None if standing.asked => !is_note,
        None if standing.follows => KNOWN_TO_FOLLOWERS.contains(&event.kind),
        None => false,
    })
}

/// Whether the viewer reads what was written on this line.
///
/// # Errors
/// [`Denied`] when they may not.
pub fn may_read_note(viewer: &Viewer, event: &CaseEvent, case: &Case) -> Result<(), Denied> {
    let standing = case.standing(viewer);
    // How it goes is told to who follows; that is what a sign of life is for.
    if standing.follows && event.kind == CaseEventKind::SignOfLife {
        return Ok(());
    }
    let Some(reader) = standing.reads_notes() else { return Err(Denied) };
    let wrote_it = event.actor_person_id.is_some() && event.actor_person_id == viewer.person_id();
    allowed(match event.note_readers {
        Some(NoteVisibility::Involved) => true,
        Some(NoteVisibility::WithoutSpecialist) => wrote_it || reader == Reader::Colleague,
        Some(NoteVisibility::Writer) => wrote_it,
        None => false,
    })
}

/// Whether the viewer may open a case in this neighbourhood.
///
/// # Errors
/// [`Denied`] for who doesn't work there.
pub fn may_open(viewer: &Viewer, neighbourhood: entities::NeighbourhoodId) -> Result<(), Denied> {
    let works_there = viewer.roles().iter().any(|role| match role {
        RoleScope::Connector(areas) | RoleScope::CommunityWorker(areas) => areas.contains(&neighbourhood),
        RoleScope::Coordinator
        | RoleScope::Specialist(_)
        | RoleScope::MunicipalityOfficer
        | RoleScope::CentreManager
        | RoleScope::Administrator => false,
    });
    allowed(works_there)
}

/// Who may open a closed case again: who held it last and who held it before and follows, as far as they still help
/// there, and the community workers of the neighbourhood, who may take over in it. Not the rest of the team: whoever
/// opens it again may become its holder and then reads it.
fn reopens(standing: &Standing) -> bool {
    standing.holds_as_specialist || standing.neighbourhood || (standing.team && (standing.holds || standing.follows))
}

/// Who goes on with a case whose holder can't act in it any more: a community worker, where a person held it; who
/// handed it over and stays informed, where nobody signs in for the entry that holds it.
fn takes_up(standing: &Standing, case: &Case) -> bool {
    match case.holder() {
        Some(Holder::Person(_)) => standing.neighbourhood && !standing.holds,
        Some(Holder::Specialist(_)) => speaks_for_holder(standing, case),
        None => false,
    }
}

/// Whether the viewer writes down what the holder says by phone: a follower who helps there, for an entry that nobody
/// signs in for.
fn speaks_for_holder(standing: &Standing, case: &Case) -> bool {
    let is_silent_entry = matches!(case.holder(), Some(Holder::Specialist(_))) && case.is_left_behind();
    is_silent_entry && standing.follows && (standing.team || standing.neighbourhood)
}

/// Whether saying yes leaves the case with somebody who works there. A specialist works everywhere.
fn works_there(involvement: &Involvement, standing: &Standing) -> bool {
    match involvement.receiver() {
        _ if involvement.is_offer() => involvement.taker_works_there,
        Receiver::Person(_) | Receiver::AnyWorker => standing.neighbourhood,
        Receiver::Specialist(_) => true,
    }
}

/// Details travel with consent only. Whoever wrote them down reads them while they hold the case, and so does a holder
/// to whom the case came by a takeover or handover with consent, as far as they were there then. For a case that came
/// in any other way – opened again, taken up from somebody who left – consent covered nobody but those before. What
/// one colleague of an entry adds while it holds, the others read. Who is involved reads them when their own part has
/// consent.
fn reads_details(standing: &Standing, viewer: &Viewer, case: &Case) -> bool {
    let Some(added_at) = case.details_added_at else { return false };
    if standing.is_holder() {
        let came_by = case.involvements.iter().filter(|i| changes_holder(i.kind) && i.was_accepted());
        let last = came_by.filter(|i| i.made_holder() == case.holder()).max_by_key(|i| i.answered_at);
        let came_along = |i: &Involvement| i.consent_id.is_some() && i.answered_at >= Some(added_at);
        let by_colleague = |i: &Involvement| standing.holds_as_specialist && i.answered_at < Some(added_at);
        return case.details_added_by == viewer.person_id() || last.is_some_and(|i| came_along(i) || by_colleague(i));
    }
    case.involvements.iter().any(|involvement| {
        involvement.status == InvolvementStatus::Accepted
            && involvement.consent_id.is_some()
            && is_receiver(viewer, involvement, case, standing)
    })
}

/// Whether it is the viewer who was asked: by name, through an entry they work for, or as one of the workers.
fn is_receiver(viewer: &Viewer, involvement: &Involvement, case: &Case, standing: &Standing) -> bool {
    let Some(me) = viewer.person() else { return false };
    match involvement.receiver() {
        // An offer is answered by whoever holds the case.
        _ if involvement.is_offer() => standing.is_holder(),
        Receiver::AnyWorker => standing.neighbourhood && case.holder() != Some(Holder::Person(me.id)),
        Receiver::Person(id) => {
            id == me.id && me.roles.iter().any(|role| matches!(role, RoleScope::CommunityWorker(_)))
        }
        Receiver::Specialist(id) => me.specialists().contains(&id),
    }
}

fn allowed(allowed: bool) -> Result<(), Denied> {
    if allowed { Ok(()) } else { Err(Denied) }
}

//! What a viewer may do now: what the policy allows and the state of the case allows too.

use entities::{InvolvementStatus, Outcome, WaitingFor};

use super::{
    flow::{self, CaseMove, InvolvementMove, changes_holder},
    involvements::types::Involvement,
    outlook::Holder,
    types::Case,
    vocabulary::{CaseAct, InvolvementAct},
};
use crate::{
    context::local_day,
    policy::{self, Viewer},
};

/// All acts on a case, in the order in which they are offered.
pub const CASE_ACTS: [CaseAct; 19] = [
    CaseAct::PickUp,
    CaseAct::AddNote,
    CaseAct::SetNextStep,
    CaseAct::Correct,
    CaseAct::SetWaiting,
    CaseAct::Resume,
    CaseAct::Close,
    CaseAct::Reopen,
    CaseAct::RequestSupport,
    CaseAct::RequestTakeover,
    CaseAct::OfferTakeover,
    CaseAct::RequestConsultation,
    CaseAct::RequestHandover,
    CaseAct::RequestJointVisit,
    CaseAct::GiveSignOfLife,
    CaseAct::AddResidentDetails,
    CaseAct::RevealResidentDetails,
    CaseAct::RemoveResidentDetails,
    CaseAct::ReadWithReason,
];

/// All acts on an involvement, in the order in which they are offered.
pub const INVOLVEMENT_ACTS: [InvolvementAct; 5] = [
    InvolvementAct::Accept,
    InvolvementAct::Decline,
    InvolvementAct::Withdraw,
    InvolvementAct::Complete,
    InvolvementAct::RecordAnswer,
];

/// What the viewer may do to the case now.
pub fn case_acts(viewer: &Viewer, case: &Case) -> Vec<CaseAct> {
    let standing = case.standing(viewer);
    let may = |act: &CaseAct| state_allows(*act, case) && policy::cases::may_as(viewer, &standing, *act, case).is_ok();
    CASE_ACTS.into_iter().filter(may).collect()
}

/// What the viewer may do to the involvement of this case now.
pub fn involvement_acts(viewer: &Viewer, involvement: &Involvement, case: &Case) -> Vec<InvolvementAct> {
    let may = |act: &InvolvementAct| {
        flow::next_involvement(involvement.kind, involvement.status, involvement_move(*act)).is_ok()
            && policy::cases::may_in(viewer, *act, involvement, case).is_ok()
    };
    INVOLVEMENT_ACTS.into_iter().filter(may).collect()
}

/// Whether somebody was asked to take the case over and has not answered.
pub fn takeover_is_open(case: &Case) -> bool {
    let requested = |i: &Involvement| i.status == InvolvementStatus::Requested && changes_holder(i.kind);
    case.involvements.iter().any(requested)
}

fn state_allows(act: CaseAct, case: &Case) -> bool {
    let Ok(state) = case.state() else { return false };
    // What a wait or an outcome says makes no difference to whether there may be one.
    let moves = |case_move| flow::next(state, case_move).is_ok();
    match act {
        CaseAct::PickUp if case.is_left_behind() => moves(CaseMove::Take),
        CaseAct::PickUp => moves(CaseMove::PickUp),
        CaseAct::AddNote | CaseAct::SetNextStep | CaseAct::Correct | CaseAct::AddResidentDetails => {
            moves(CaseMove::Touch)
        }
        CaseAct::SetWaiting => moves(CaseMove::Wait(WaitingFor::Resident, local_day(case.opened_at))),
        CaseAct::Resume => moves(CaseMove::Resume),
        CaseAct::Close => moves(CaseMove::Close(Outcome::SolvedTogether)),
        CaseAct::Reopen => moves(CaseMove::Reopen),
        CaseAct::RequestSupport | CaseAct::RequestConsultation | CaseAct::RequestJointVisit => moves(CaseMove::Ask),
        CaseAct::RequestTakeover | CaseAct::RequestHandover => moves(CaseMove::Ask) && !takeover_is_open(case),
        CaseAct::OfferTakeover => moves(CaseMove::Touch) && !takeover_is_open(case),
        CaseAct::GiveSignOfLife => moves(CaseMove::Touch) && matches!(case.holder(), Some(Holder::Specialist(_))),
        CaseAct::RevealResidentDetails | CaseAct::RemoveResidentDetails => case.details_added_at.is_some(),
        CaseAct::ReadWithReason => true,
    }
}

fn involvement_move(act: InvolvementAct) -> InvolvementMove {
    match act {
        InvolvementAct::Accept | InvolvementAct::RecordAnswer => InvolvementMove::Accept,
        InvolvementAct::Decline => InvolvementMove::Decline,
        InvolvementAct::Withdraw => InvolvementMove::Withdraw,
        InvolvementAct::Complete => InvolvementMove::Complete,
    }
}

//! How somebody becomes a connector, pauses and stops, and what is needed to help. Pure: no database, no clock, no
//! viewer. Who takes which step is in `policy::connectors`.
//!
//! ```text
//! APPLIED ─> TALKED ─> IN_TRAINING ─> ACTIVE <─> PAUSED
//!    │          │           │            │          │
//!    └──────────┴───────────┤            └────┬─────┘
//!                           v                 v
//!                        DECLINED          STOPPED
//! ```
//!
//! Who declined or stopped and comes back talks first: then it goes on from TALKED.

use async_graphql::Enum;
use entities::ConnectorStatus::{self, Active, Applied, Declined, InTraining, Paused, Stopped, Talked};

use crate::payload::{Refusal, Stop, UserErrorCode};

/// A step that somebody takes with a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Enum)]
pub enum ConnectorAct {
    /// Note that there was a conversation.
    NoteConversation,
    /// Start the training, with an account.
    StartTraining,
    /// Make active: from now on they help.
    Activate,
    /// End the application.
    Decline,
    /// Pause: the cases that they hold go to others.
    Pause,
    /// Help again after a pause.
    Resume,
    /// Stop: the cases that they hold go to others.
    Stop,
    /// Pass cases that they hold on to others.
    PassCasesOn,
    /// Set who is their fixed contact person.
    SetFixedContact,
    /// Set from which organisation they work, from a day on.
    SetHost,
    /// Note that a contact person spoke with them.
    NoteContactMoment,
    /// Correct the profile.
    CorrectProfile,
    /// Change where they help.
    ChangeNeighbourhoods,
    /// Promise to keep to oneself what one hears.
    AcceptPledge,
}

/// What is needed to help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Enum)]
pub enum ActivationNeed {
    /// The basic course, attended.
    BasicCourse,
    /// The promise to keep to themselves what they hear.
    Pledge,
    /// A fixed contact person at the welfare organisation.
    WelfareContact,
    /// A fixed contact person at the municipality.
    MunicipalityContact,
}

/// What the needs are read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a need of its own, and any of them may be met alone")]
pub struct Readiness {
    /// The basic course was attended.
    pub attended_basic_course: bool,
    /// The promise was made.
    pub pledged: bool,
    /// There is a fixed contact person at the welfare organisation.
    pub has_welfare_contact: bool,
    /// There is a fixed contact person at the municipality.
    pub has_municipality_contact: bool,
}

/// What somebody needs in a state: who is on the way or comes back everything, who helps somebody to call at both sides.
pub fn needs_of(status: ConnectorStatus) -> &'static [ActivationNeed] {
    use ActivationNeed::{BasicCourse, MunicipalityContact, Pledge, WelfareContact};
    match status {
        Applied | Talked | InTraining | Paused => &[BasicCourse, Pledge, WelfareContact, MunicipalityContact],
        Active => &[WelfareContact, MunicipalityContact],
        Stopped | Declined => &[],
    }
}

/// Whether somebody in this state has contact persons whom they call, and who call them.
pub fn has_contacts(status: ConnectorStatus) -> bool {
    match status {
        InTraining | Active | Paused => true,
        Applied | Talked | Stopped | Declined => false,
    }
}

impl Readiness {
    /// What is still missing, in the order in which it usually comes.
    pub fn missing(self) -> Vec<ActivationNeed> {
        let Self { attended_basic_course, pledged, has_welfare_contact, has_municipality_contact } = self;
        [
            (attended_basic_course, ActivationNeed::BasicCourse),
            (pledged, ActivationNeed::Pledge),
            (has_welfare_contact, ActivationNeed::WelfareContact),
            (has_municipality_contact, ActivationNeed::MunicipalityContact),
        ]
        .into_iter()
        .filter_map(|(is_met, need)| (!is_met).then_some(need))
        .collect()
    }

    /// Refuses to let somebody help for whom something is missing, naming each.
    ///
    /// # Errors
    /// A line for each need that isn't met.
    pub fn complete(self) -> Result<(), Stop> {
        let refusals: Vec<Refusal> = self.missing().into_iter().map(refusal).collect();
        if refusals.is_empty() { Ok(()) } else { Err(Stop::Refused(refusals)) }
    }
}

fn refusal(need: ActivationNeed) -> Refusal {
    let (dutch, english) = match need {
        ActivationNeed::BasicCourse => (
            "De basistraining is nog niet gevolgd. Vink de aanwezigheid af bij de bijeenkomst.",
            "The basic course was not attended yet. Tick the attendance at the session.",
        ),
        ActivationNeed::Pledge => (
            "De belofte om te zwijgen is nog niet gedaan. Dat doet de buurtverbinder zelf, op de pagina Mijn profiel.",
            "The promise of silence was not made yet. The connector does that on the page My profile.",
        ),
        ActivationNeed::WelfareContact => (
            "Er is nog geen vaste contactpersoon bij de welzijnsorganisatie. Kies er een.",
            "There is no fixed contact person at the welfare organisation yet. Choose one.",
        ),
        ActivationNeed::MunicipalityContact => (
            "Er is nog geen vaste contactpersoon bij de gemeente. Kies er een.",
            "There is no fixed contact person at the municipality yet. Choose one.",
        ),
    };
    Refusal::new(UserErrorCode::Required, dutch, english)
}

/// Where somebody stands after a step. Acts that take no step leave it as it is, where they are possible.
///
/// # Errors
/// The step doesn't go from here.
pub fn next(from: ConnectorStatus, act: ConnectorAct) -> Result<ConnectorStatus, Refusal> {
    use ConnectorAct as Act;
    match (from, act) {
        (Applied | Talked | Declined | Stopped, Act::NoteConversation) => Ok(Talked),
        (Talked, Act::StartTraining) => Ok(InTraining),
        (InTraining, Act::Activate) | (Paused, Act::Resume) => Ok(Active),
        (Applied | Talked | InTraining, Act::Decline) => Ok(Declined),
        (Active, Act::Pause) => Ok(Paused),
        (Active | Paused, Act::Stop) => Ok(Stopped),
        (Active, Act::PassCasesOn)
        | (
            InTraining | Active | Paused,
            Act::SetFixedContact | Act::SetHost | Act::NoteContactMoment | Act::AcceptPledge | Act::CorrectProfile,
        )
        | (Applied | Talked | InTraining | Active | Paused, Act::ChangeNeighbourhoods) => Ok(from),
        (Applied | Talked | InTraining | Active | Paused | Stopped | Declined, _) => Err(Refusal::new(
            UserErrorCode::TransitionNotAllowed,
            "Dit kan nu niet. Kijk wat er nu staat.",
            "This can't be done now. See what it says now.",
        )),
    }
}

/// Every act, in the order in which they are offered.
pub const ACTS: [ConnectorAct; 14] = [
    ConnectorAct::NoteConversation,
    ConnectorAct::StartTraining,
    ConnectorAct::Activate,
    ConnectorAct::Resume,
    ConnectorAct::AcceptPledge,
    ConnectorAct::SetFixedContact,
    ConnectorAct::SetHost,
    ConnectorAct::NoteContactMoment,
    ConnectorAct::CorrectProfile,
    ConnectorAct::ChangeNeighbourhoods,
    ConnectorAct::PassCasesOn,
    ConnectorAct::Pause,
    ConnectorAct::Stop,
    ConnectorAct::Decline,
];

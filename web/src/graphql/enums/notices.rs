//! The enums of notices and mail.

use cynic::Enum;

use super::schema;

/// What somebody is told.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoticeKind {
    InvolvementRequested,
    InvolvementAccepted,
    InvolvementDeclined,
    InvolvementExpired,
    InvolvementWithdrawn,
    CaseGiven,
    CasePassedOn,
    CaseReopened,
    FollowedCaseClosed,
    FollowedCaseSignOfLife,
    WaitPassed,
    SignOfLifeOwed,
    SignOfLifeMissed,
    ApplicationReceived,
    ApplicationUnanswered,
    ConnectorStepTaken,
    ConnectorPaused,
    ConnectorStopped,
    ConnectorPauseOver,
    PauseOver,
    FixedContactGiven,
    FixedContactOf,
    ContactOverdue,
    StandsIn,
    StandInEnded,
    TrainingPlaceGiven,
    TrainingPlanned,
    TrainingPlaceEnded,
    TrainingChanged,
    TrainingCalledOff,
    TrainerOf,
    TrainerEnded,
    TrainingDue,
    PeerQuestionAsked,
    PeerQuestionAnswered,
    NotWell,
}

/// How often mail comes.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailFrequency {
    AtOnce,
    Daily,
    None,
}

/// Sort of mail.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailKind {
    AtOnce,
    Digest,
}

/// Where a mail stands.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailState {
    Waiting,
    Sent,
    Failed,
    Dropped,
}

/// Why a mail could not be delivered.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailTrouble {
    AddressRefused,
    Refused,
    TryLater,
    Unreachable,
    SignInRefused,
    NotMade,
}

//! The enums about connectors.

use cynic::Enum;

use super::super::schema;

/// Where somebody stands on the way from applying to helping as a connector.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConnectorStatus {
    Applied,
    Talked,
    InTraining,
    Active,
    Paused,
    Stopped,
    Declined,
}

/// A step with a connector.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConnectorAct {
    NoteConversation,
    StartTraining,
    Activate,
    Decline,
    Pause,
    Resume,
    Stop,
    PassCasesOn,
    SetFixedContact,
    SetHost,
    NoteContactMoment,
    CorrectProfile,
    ChangeNeighbourhoods,
    AcceptPledge,
}

/// What is needed to help as a connector.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ActivationNeed {
    BasicCourse,
    Pledge,
    WelfareContact,
    MunicipalityContact,
}

/// Why an application ended.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ApplicationEnd {
    Withdrew,
    NoFit,
    NoRoom,
    NotReached,
}

/// How a question of the form is answered.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AnswerKind {
    Text,
    YesNo,
}

/// When somebody usually has time.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Daypart {
    Morning,
    Afternoon,
    Evening,
    Weekend,
}

/// At which side of the programme a fixed contact person works.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactSide {
    Welfare,
    Municipality,
}

/// By what means a connector and a contact person spoke.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactMeans {
    Call,
    Message,
    Visit,
    Meeting,
}

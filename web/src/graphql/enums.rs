//! The enums of `schema.graphql`, value for value. Their words stand with the feature that shows them.

use cynic::Enum;

use super::schema;

mod connectors;
mod directory;
mod notices;
pub use connectors::*;
pub use directory::*;
pub use notices::*;

/// A language of the interface.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Locale {
    Nl,
    En,
}

/// What somebody does here.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Role {
    Connector,
    CommunityWorker,
    Coordinator,
    Specialist,
    MunicipalityOfficer,
    CentreManager,
    Administrator,
}

/// Sort of working area.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NeighbourhoodKind {
    District,
    Village,
    Quarter,
}

/// Sort of organisation.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum OrganisationKind {
    Welfare,
    Municipality,
    Professional,
    Volunteer,
    Housing,
    Health,
    Police,
    Education,
}

/// State of a case.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseStatus {
    New,
    Active,
    Waiting,
    Closed,
}

/// Where a case stands on the board.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BoardColumn {
    New,
    Active,
    InConsultation,
    Waiting,
    HandedOver,
    Done,
}

/// What a waiting case waits for.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitingFor {
    Resident,
    Specialist,
    Decision,
}

/// How a case ended.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Outcome {
    SolvedTogether,
    SolvedByNeighbour,
    SolvedBySpecialist,
    ReferredOn,
    NoFittingRule,
    NoCapacity,
    NoLongerWanted,
    NotReached,
}

/// Who asks.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Asker {
    Resident,
    InformalCarer,
    OnBehalf,
}

/// How a case came.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseSource {
    Asked,
    Noticed,
    PublicForm,
    Referred,
}

/// Why somebody did not ask before.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AskBarrier {
    Distrust,
    Shame,
    FearOfRepayment,
    DidNotKnow,
    Language,
    Other,
}

/// How the resident wants to be reached.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ContactPreference {
    Call,
    Message,
    Visit,
    WalkIn,
    DoNotContact,
}

/// How somebody else is brought in.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvolvementKind {
    Support,
    Takeover,
    Consultation,
    Handover,
    JointVisit,
}

/// State of an involvement.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvolvementStatus {
    Requested,
    Accepted,
    Completed,
    Declined,
    Withdrawn,
    Expired,
}

/// Who may read a note.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum NoteVisibility {
    Involved,
    WithoutSpecialist,
    Writer,
}

/// How consent was given.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ConsentForm {
    Spoken,
    Written,
}

/// Sort of line on the timeline.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseEventKind {
    Opened,
    PickedUp,
    Note,
    NextStepSet,
    Corrected,
    WaitingSet,
    Resumed,
    InvolvementRequested,
    InvolvementAccepted,
    InvolvementDeclined,
    InvolvementWithdrawn,
    InvolvementExpired,
    InvolvementCompleted,
    HolderChanged,
    SignOfLife,
    DetailsAdded,
    DetailsRemoved,
    Closed,
    Reopened,
}

/// An act on a case that the viewer may do now.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseAct {
    PickUp,
    AddNote,
    SetNextStep,
    Correct,
    SetWaiting,
    Resume,
    Close,
    Reopen,
    RequestSupport,
    RequestTakeover,
    OfferTakeover,
    RequestConsultation,
    RequestHandover,
    RequestJointVisit,
    GiveSignOfLife,
    AddResidentDetails,
    RevealResidentDetails,
    RemoveResidentDetails,
    ReadWithReason,
}

/// An act on an involvement that the viewer may do now.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum InvolvementAct {
    Accept,
    Decline,
    Withdraw,
    Complete,
    RecordAnswer,
}

/// How the viewer relates to a case.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseRelation {
    Holder,
    Involved,
    Follower,
    Team,
    Neighbourhood,
    Organisation,
}

/// Who or what a party is.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PartyKind {
    Person,
    Specialist,
    Team,
    Resident,
    Decision,
}

/// Why a case has a date.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum DueReason {
    Answer,
    Waiting,
    SignOfLife,
}

/// An act on a specialist that the viewer may do now.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpecialistAct {
    MarkStale,
    AddNote,
    Confirm,
    Change,
    SetCapacity,
    Archive,
}

/// Why an entry may be wrong.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum StaleReason {
    Age,
    Marks,
}

/// A part of the app that the viewer may enter.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ViewerArea {
    Today,
    Cases,
    Connectors,
    Directory,
    Training,
    Figures,
    Administration,
}

/// Why an act was refused.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UserErrorCode {
    Required,
    Invalid,
    TooLong,
    InThePast,
    NotFound,
    NotAllowed,
    StaleVersion,
    TransitionNotAllowed,
    ConsentMissing,
    PersonalData,
    InvolvementOpen,
    KeyReused,
    AlreadyExists,
    WrongCredentials,
    TooManyAttempts,
    Expired,
}

/// Why something waits for the viewer.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum WaitingReason {
    Answer,
    PickUp,
    WaitOverdue,
    SignOfLifeDue,
    VisitPlanned,
    ReplyOverdue,
}

/// Order of a list of cases.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum CaseOrder {
    Changed,
    Opened,
    Due,
    CodeWord,
}

/// What was done with personal data.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ProcessingAction {
    CaseReadWithReason,
    DetailsAdded,
    DetailsRead,
    DetailsRemoved,
    CaseOpened,
    CaseChanged,
    InvolvementChanged,
    SignedIn,
    SignInRefused,
    SignedOut,
    RoleGranted,
    RoleEnded,
    PersonInvited,
    ApplicationReceived,
    ConnectorChanged,
    ClientRegistered,
    ClientRevoked,
    TokenIssued,
    FiguresRead,
    TrainingChanged,
    Forgotten,
}

/// What a machine may read.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MachineScope {
    Directory,
}

/// What happened to something.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ChangeKind {
    Opened,
    Changed,
    Closed,
    Hidden,
}

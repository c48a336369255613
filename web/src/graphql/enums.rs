//! The enums of `schema.graphql`, value for value. Their words stand with the feature that shows them.

use cynic::Enum;

use super::schema;

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

/// What became of a search that found nothing.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum UnmetSearchOutcome {
    EntryAdded,
    NotNeeded,
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

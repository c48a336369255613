//! The stored enums: the shared vocabulary of the database, the API and the code. Their names are the glossary's.

mod connectors;
mod directory;
mod notices;
mod training;

use async_graphql::Enum;
use sea_orm::{DeriveActiveEnum, EnumIter, sea_query::StringLen};

pub use connectors::*;
pub use directory::*;
pub use notices::*;
pub use training::{AttendanceState, CourseKind};

/// The language a person reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Locale {
    /// Dutch, plain (B1).
    Nl,
    /// English.
    En,
}

/// What somebody may be in the programme; each role comes with a scope.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Role {
    /// A volunteer who helps in the own neighbourhoods (buurtverbinder).
    Connector,
    /// A professional of the welfare organisation with a set of neighbourhoods (opbouwwerker).
    CommunityWorker,
    /// Runs the programme at the welfare organisation.
    Coordinator,
    /// Works for an entry of the directory.
    Specialist,
    /// Contact person at the municipality.
    MunicipalityOfficer,
    /// Manages a community centre.
    CentreManager,
    /// Manages accounts and settings; sees no case.
    Administrator,
}

/// What sort of area it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NeighbourhoodKind {
    /// A district of the city (wijk).
    District,
    /// A village or small town (dorp).
    Village,
    /// A part of a district (buurt).
    Quarter,
}

/// What sort of organisation it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum OrganisationKind {
    /// The welfare organisation that runs the programme.
    Welfare,
    /// The municipality.
    Municipality,
    /// A professional service.
    Professional,
    /// A volunteer organisation.
    Volunteer,
    /// A housing association.
    Housing,
    /// A health service.
    Health,
    /// The police.
    Police,
    /// A school or library.
    Education,
}

/// Where a case stands. Who carries it is the holder, apart from this.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseStatus {
    /// Noted; nobody has started yet.
    New,
    /// Somebody is helping.
    Active,
    /// Waits for something until a date.
    Waiting,
    /// Done, with an outcome.
    Closed,
}

/// What a waiting case waits for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum WaitingFor {
    /// For the one who asked.
    Resident,
    /// For a specialist.
    Specialist,
    /// For a decision, for instance of the municipality.
    Decision,
}

/// How a case ended; all on equal footing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Outcome {
    /// Solved with the resident.
    SolvedTogether,
    /// A neighbour solved it.
    SolvedByNeighbour,
    /// A specialist or professional solved it.
    SolvedBySpecialist,
    /// The resident was shown the way to somebody else.
    ReferredOn,
    /// No scheme or rule fits.
    NoFittingRule,
    /// Nobody had room.
    NoCapacity,
    /// The resident no longer wants it.
    NoLongerWanted,
    /// There was no contact.
    NotReached,
}

/// Who asks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Asker {
    /// The resident.
    Resident,
    /// Somebody who cares for another (mantelzorger), for themselves.
    InformalCarer,
    /// Somebody who asks for another.
    OnBehalf,
}

/// How the case came.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseSource {
    /// The resident asked.
    Asked,
    /// A connector noticed it.
    Noticed,
    /// By the public form.
    PublicForm,
    /// Another service referred it.
    Referred,
}

/// Why somebody did not ask before (drempel).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AskBarrier {
    /// Distrust.
    Distrust,
    /// Shame.
    Shame,
    /// Fear of having to pay back.
    FearOfRepayment,
    /// Did not know that help exists.
    DidNotKnow,
    /// Language.
    Language,
    /// Something else.
    Other,
}

/// How the resident wants contact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContactPreference {
    /// By telephone.
    Call,
    /// By a message.
    Message,
    /// At home.
    Visit,
    /// The resident walks in.
    WalkIn,
    /// Not at all: the resident comes back.
    DoNotContact,
}

/// In what way somebody is asked along.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvolvementKind {
    /// A community worker supports; the holder stays.
    Support,
    /// A community worker takes over and becomes holder on accept.
    Takeover,
    /// A specialist discusses the case; the holder stays.
    Consultation,
    /// A specialist takes over and becomes holder on accept.
    Handover,
    /// Somebody goes along on a visit; the holder stays.
    JointVisit,
}

/// Where an involvement stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum InvolvementStatus {
    /// Asked, not yet answered.
    Requested,
    /// Under way.
    Accepted,
    /// Done.
    Completed,
    /// The receiver said no, with a reason.
    Declined,
    /// The requester took it back.
    Withdrawn,
    /// Not answered in time.
    Expired,
}

/// Who reads a note.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NoteVisibility {
    /// The holder and everybody involved.
    Involved,
    /// The same, but no specialist.
    WithoutSpecialist,
    /// Only the writer.
    Writer,
}

/// How consent was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConsentForm {
    /// Said aloud to the one who records it.
    Spoken,
    /// In writing.
    Written,
}

/// What happened, on the timeline of a case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CaseEventKind {
    /// The case was noted.
    Opened,
    /// Somebody started to help.
    PickedUp,
    /// A note was written.
    Note,
    /// The next step was agreed.
    NextStepSet,
    /// Summary, topics or contact wishes were corrected.
    Corrected,
    /// The case waits for something.
    WaitingSet,
    /// The wait ended.
    Resumed,
    /// Somebody was asked along.
    InvolvementRequested,
    /// The one asked said yes.
    InvolvementAccepted,
    /// The one asked said no.
    InvolvementDeclined,
    /// The question was taken back.
    InvolvementWithdrawn,
    /// The question was not answered in time.
    InvolvementExpired,
    /// The involvement was done.
    InvolvementCompleted,
    /// Somebody else carries the case.
    HolderChanged,
    /// The specialist told how it goes.
    SignOfLife,
    /// The resident's details were added, with consent.
    DetailsAdded,
    /// The resident's details were removed.
    DetailsRemoved,
    /// The case was closed with an outcome.
    Closed,
    /// The case was opened again.
    Reopened,
}

/// What sort of change a listener is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ChangeKind {
    /// Something new.
    Opened,
    /// It changed.
    Changed,
    /// It ended.
    Closed,
    /// The viewer may no longer see it.
    Hidden,
}

/// What was done with personal data or rights, for the processing log.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ProcessingAction {
    /// A case was read by somebody not involved, with a reason.
    CaseReadWithReason,
    /// A resident's details were added.
    DetailsAdded,
    /// A resident's details were read.
    DetailsRead,
    /// A resident's details were removed.
    DetailsRemoved,
    /// A case was opened.
    CaseOpened,
    /// A case was changed.
    CaseChanged,
    /// An involvement was changed.
    InvolvementChanged,
    /// Somebody signed in.
    SignedIn,
    /// A sign-in was refused.
    SignInRefused,
    /// Somebody signed out.
    SignedOut,
    /// A role was given.
    RoleGranted,
    /// A role was taken away.
    RoleEnded,
    /// Somebody was invited.
    PersonInvited,
    /// Somebody applied as a connector.
    ApplicationReceived,
    /// A step was taken with a connector, or the profile was changed.
    ConnectorChanged,
    /// A machine client was registered.
    ClientRegistered,
    /// A machine client was revoked.
    ClientRevoked,
    /// A machine client received a token.
    TokenIssued,
    /// Figures were read by a machine.
    FiguresRead,
    /// Somebody's place at a meeting was changed by another.
    TrainingChanged,
    /// Somebody who left was forgotten, because it was time.
    Forgotten,
}

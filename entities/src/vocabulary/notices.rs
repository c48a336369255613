//! The stored enums of notices and of the mail that brings them.

use async_graphql::Enum;
use sea_orm::{DeriveActiveEnum, EnumIter, sea_query::StringLen};

/// What waits for somebody, or happened to what is theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum NoticeKind {
    /// They were asked along in a case, and answer.
    InvolvementRequested,
    /// Whom they asked said yes.
    InvolvementAccepted,
    /// Whom they asked said no.
    InvolvementDeclined,
    /// Whom they asked didn't answer in time.
    InvolvementExpired,
    /// What they were asked was taken back.
    InvolvementWithdrawn,
    /// A case came to them.
    CaseGiven,
    /// Somebody else gave a case of theirs to another.
    CasePassedOn,
    /// A case that they hold was opened again by another.
    CaseReopened,
    /// A case that they follow was closed.
    FollowedCaseClosed,
    /// The specialist told how it goes in a case that they follow.
    FollowedCaseSignOfLife,
    /// The day passed until which a case of theirs waits.
    WaitPassed,
    /// They should have told how it goes in a case that they hold as a specialist.
    SignOfLifeOwed,
    /// The specialist didn't tell in time how it goes in a case that they follow.
    SignOfLifeMissed,
    /// Somebody applied as a connector.
    ApplicationReceived,
    /// Somebody applied as a connector, and wasn't answered in the days that were promised.
    ApplicationUnanswered,
    /// A step was taken with their own application or profile.
    ConnectorStepTaken,
    /// A connector paused by themselves; their cases went to others.
    ConnectorPaused,
    /// A connector stopped by themselves; their cases went to others.
    ConnectorStopped,
    /// The day passed until which a connector paused.
    ConnectorPauseOver,
    /// The day passed until which they paused themselves.
    PauseOver,
    /// They have another fixed contact person.
    FixedContactGiven,
    /// They became somebody's fixed contact person.
    FixedContactOf,
    /// They should have spoken with a connector whose fixed contact person they are.
    ContactOverdue,
    /// A colleague is away, and they stand in.
    StandsIn,
    /// They don't stand in for a colleague any more.
    StandInEnded,
    /// They moved up from the waiting list.
    TrainingPlaceGiven,
    /// A place at a meeting was kept for them.
    TrainingPlanned,
    /// Their place at a meeting was taken away.
    TrainingPlaceEnded,
    /// A meeting of theirs is at another time or place.
    TrainingChanged,
    /// A meeting of theirs was called off.
    TrainingCalledOff,
    /// They give a meeting from now on.
    TrainerOf,
    /// They don't give a meeting any more.
    TrainerEnded,
    /// They have to come to a training.
    TrainingDue,
    /// A fellow connector asks them something.
    PeerQuestionAsked,
    /// A fellow connector answered them.
    PeerQuestionAnswered,
    /// A connector whose fixed contact person they are isn't doing well.
    NotWell,
}

/// How often somebody gets mail about their notices.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MailFrequency {
    /// A mail for each, at once.
    AtOnce,
    /// One mail a day, in the morning, when there is something.
    Daily,
    /// No mail.
    None,
}

/// What sort of mail it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MailKind {
    /// What one act told somebody, sent at once.
    AtOnce,
    /// What was told somebody in a day.
    Digest,
}

/// Where a mail stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MailState {
    /// To be sent, or to be tried again.
    Waiting,
    /// Taken by the mail server.
    Sent,
    /// Not tried again by itself.
    Failed,
    /// Not needed any more: all was seen, or no mail is wanted.
    Dropped,
}

/// Why a mail could not be delivered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum MailTrouble {
    /// The mail server doesn't know the address, or doesn't deliver to it.
    AddressRefused,
    /// The mail server refused the mail for another reason.
    Refused,
    /// The mail server asked to try again later.
    TryLater,
    /// The mail server can't be reached.
    Unreachable,
    /// The mail server doesn't let this server in.
    SignInRefused,
    /// The mail could not be made or kept.
    NotMade,
}

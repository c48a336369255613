//! The stored enums about connectors.

use async_graphql::Enum;
use sea_orm::{DeriveActiveEnum, EnumIter, sea_query::StringLen};

/// Where somebody stands on the way from applying to helping as a connector.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ConnectorStatus {
    /// Applied; nobody talked with them yet.
    Applied,
    /// Talked with the coordinator.
    Talked,
    /// Follows the basic course; has an account, and no case.
    InTraining,
    /// Helps in the own neighbourhoods.
    Active,
    /// Stopped for a while; comes back.
    Paused,
    /// Stopped.
    Stopped,
    /// Didn't become one: not taken, or withdrew.
    Declined,
}

/// Why an application ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ApplicationEnd {
    /// The one who applied no longer wants to.
    Withdrew,
    /// It doesn't fit; both know why.
    NoFit,
    /// There is no room in this neighbourhood now.
    NoRoom,
    /// There was no contact.
    NotReached,
}

/// How a question of the form is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum AnswerKind {
    /// In the own words.
    Text,
    /// With yes or no.
    YesNo,
}

/// When somebody usually has time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Daypart {
    /// In the morning.
    Morning,
    /// In the afternoon.
    Afternoon,
    /// In the evening.
    Evening,
    /// At the weekend.
    Weekend,
}

/// At which side of the programme a fixed contact person works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContactSide {
    /// At the welfare organisation.
    Welfare,
    /// At the municipality.
    Municipality,
}

/// By what means a connector and a contact person spoke.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ContactMeans {
    /// By telephone.
    Call,
    /// By a message.
    Message,
    /// Face to face.
    Visit,
    /// In a meeting with others.
    Meeting,
}

/// How a connector says they are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Enum, EnumIter, DeriveActiveEnum)]
#[sea_orm(rs_type = "String", db_type = "String(StringLen::N(32))", rename_all = "SCREAMING_SNAKE_CASE")]
pub enum CheckInAnswer {
    /// Well.
    Good,
    /// Could be better.
    SoSo,
    /// Not well: the own fixed contact is told.
    NotGood,
}

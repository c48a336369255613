//! Ids: one newtype a table over time-ordered UUIDs, each a scalar of its own, so that two can't be swapped.
//!
//! Their text is a prefix and 32 hexadecimal digits, `case_0193…`: opaque to clients, and a log or an address says what it names.

use std::{fmt, str::FromStr};

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use sea_orm::{DbErr, DeriveValueType, TryFromU64};
use serde::{Deserialize, Deserializer, Serialize, Serializer, de::Error};
use uuid::Uuid;

/// A text that is not an id of the wanted kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct InvalidId {
    /// What the text should have begun with.
    pub prefix: &'static str,
}

impl fmt::Display for InvalidId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "not an id: expected {}_ and 32 hexadecimal digits", self.prefix)
    }
}

impl std::error::Error for InvalidId {}

fn parse(text: &str, prefix: &'static str) -> Result<Uuid, InvalidId> {
    text.strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('_'))
        .filter(|hex| hex.len() == 32)
        .and_then(|hex| Uuid::try_parse(hex).ok())
        .ok_or(InvalidId { prefix })
}

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident = $prefix:literal;)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, DeriveValueType)]
        pub struct $name(pub Uuid);

        impl $name {
            /// What its text begins with.
            pub const PREFIX: &'static str = $prefix;
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, "{}_{}", $prefix, self.0.simple())
            }
        }

        impl From<Uuid> for $name {
            fn from(uuid: Uuid) -> Self {
                Self(uuid)
            }
        }

        impl Serialize for $name {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.collect_str(self)
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
                String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
            }
        }

        impl TryFromU64 for $name {
            fn try_from_u64(_: u64) -> Result<Self, DbErr> {
                Err(DbErr::ConvertFromU64(stringify!($name)))
            }
        }

        impl FromStr for $name {
            type Err = InvalidId;

            fn from_str(text: &str) -> Result<Self, InvalidId> {
                parse(text, $prefix).map(Self)
            }
        }

        $(#[$doc])*
        #[Scalar]
        impl ScalarType for $name {
            fn parse(value: Value) -> InputValueResult<Self> {
                match &value {
                    Value::String(text) => Ok(text.parse()?),
                    _ => Err(InputValueError::expected_type(value)),
                }
            }

            fn to_value(&self) -> Value {
                Value::String(self.to_string())
            }
        }
    )*};
}

ids! {
    /// Names a case.
    CaseId = "case";
    /// Names one line of a case's timeline.
    CaseEventId = "event";
    /// Names an involvement.
    InvolvementId = "involvement";
    /// Names somebody with an account.
    PersonId = "person";
    /// Names an entry of the directory.
    SpecialistId = "specialist";
    /// Names an organisation.
    OrganisationId = "organisation";
    /// Names a working area.
    NeighbourhoodId = "neighbourhood";
    /// Names a topic of the controlled list.
    TopicId = "topic";
    /// Names a machine that reads through the API.
    MachineClientId = "client";
    /// Names a line of the processing log.
    LogLineId = "log";
    /// Names a role given to a person.
    RoleGrantId = "grant";
    /// Names an invitation to make an account.
    InvitationId = "invitation";
    /// Names a signed-in browser.
    SessionId = "session";
    /// Names a resident's consent.
    ConsentId = "consent";
    /// Names a reasoned look into a case.
    CaseReadingId = "reading";
    /// Names one "klopt niet meer".
    StaleMarkId = "mark";
    /// Names what somebody noted about an entry of the directory.
    SpecialistNoteId = "note";
    /// Names a saved view of the board.
    BoardViewId = "view";
    /// Names one telling of a search that found nothing.
    UnmetSearchId = "unmet";
    /// Names a change that is told to listeners.
    OutboxEventId = "change";
    /// Names a course.
    CourseId = "course";
    /// Names one meeting of a course.
    TrainingSessionId = "training";
    /// Names somebody's place at a meeting.
    AttendanceId = "attendance";
    /// Names a day on which a topic changed.
    TopicChangeId = "topicchange";
    /// Names the secret address of a calendar.
    CalendarFeedId = "calendar";
    /// Names a connector: somebody who applied, is trained, helps or stopped.
    ConnectorId = "connector";
    /// Names a step on the way of a connector.
    ConnectorStepId = "step";
    /// Names a time in which a connector works from an organisation.
    ConnectorHostId = "host";
    /// Names a question of the form with which one applies.
    ApplicationQuestionId = "question";
    /// Names a fixed contact person of a connector.
    FixedContactId = "contact";
    /// Names a time in which somebody is away.
    AbsenceId = "absence";
    /// Names a moment at which a connector and a contact person spoke.
    ContactMomentId = "moment";
    /// Names a notice: something that waits for somebody.
    NoticeId = "notice";
    /// Names a mail to somebody.
    MailId = "mail";
    /// Names what a connector asked a fellow connector, or a team.
    PeerQuestionId = "peerquestion";
    /// Names an answer to it.
    PeerAnswerId = "peeranswer";
    /// Names how a connector said they are, on a day.
    CheckInId = "checkin";
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_and_back() {
        let id = CaseId(Uuid::from_u128(7));
        assert_eq!(id.to_string(), "case_00000000000000000000000000000007");
        assert_eq!(id.to_string().parse(), Ok(id));
    }

    #[test]
    fn another_kind_of_id_is_refused() {
        let person = PersonId(Uuid::from_u128(7)).to_string();
        assert_eq!(person.parse::<CaseId>(), Err(InvalidId { prefix: "case" }));
        assert!("case_7".parse::<CaseId>().is_err());
        assert!("case_0000000000000000000000000000000g".parse::<CaseId>().is_err());
        assert!("case_00000000-0000-0000-0000-000000000007".parse::<CaseId>().is_err());
    }
}

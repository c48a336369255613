//! The scalars of `schema.graphql`. Ids are opaque and each a type of its own, so two can't be swapped.

use cynic::Scalar;

use super::schema;
use crate::calendar::{Day, Instant};

cynic::impl_scalar!(Day, schema::Date);
cynic::impl_scalar!(Instant, schema::DateTime);

/// Identifies a case.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseId(pub String);

/// Identifies a line on a timeline.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CaseEventId(pub String);

/// Identifies an involvement.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct InvolvementId(pub String);

/// Identifies a person.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PersonId(pub String);

/// Identifies a specialist.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpecialistId(pub String);

/// Identifies what somebody noted about a specialist.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SpecialistNoteId(pub String);

/// Identifies what a connector asked a fellow connector or a team.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PeerQuestionId(pub String);

/// Identifies an answer to it.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PeerAnswerId(pub String);

/// Identifies how a connector said they are.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CheckInId(pub String);

/// Identifies an organisation.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct OrganisationId(pub String);

/// Identifies a neighbourhood.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NeighbourhoodId(pub String);

/// Identifies a topic.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TopicId(pub String);

/// Identifies a machine client.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MachineClientId(pub String);

/// Identifies a saved view of the board.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct BoardViewId(pub String);

/// Identifies a line of the processing log.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogLineId(pub String);

/// Identifies a connector.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ConnectorId(pub String);

/// Identifies a question of the form with which one applies.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ApplicationQuestionId(pub String);

/// Identifies a time in which a contact person is away.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct AbsenceId(pub String);

/// Identifies a meeting of a course.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TrainingSessionId(pub String);

/// Identifies a notice.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct NoticeId(pub String);

/// Identifies a mail.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MailId(pub String);

/// An e-mail address, checked by the server.
#[derive(Scalar, Debug, Clone, PartialEq, Eq)]
pub struct Email(pub String);

/// A telephone number as it is dialled.
#[derive(Scalar, Debug, Clone, PartialEq, Eq)]
pub struct Phone(pub String);

/// Ids as they stand in an address, which anybody may have typed.
macro_rules! in_an_address {
    ($($name:ident = $kind:literal;)*) => {$(
        impl $name {
            /// None for what can't be one: the server would refuse all that is asked along with it.
            pub fn of_address(text: &str) -> Option<Self> {
                is_id(text, $kind).then(|| Self(text.to_owned()))
            }
        }
    )*};
}

in_an_address! {
    ConnectorId = "connector";
    PersonId = "person";
    PeerQuestionId = "peerquestion";
    NeighbourhoodId = "neighbourhood";
    TopicId = "topic";
}

fn is_id(text: &str, kind: &str) -> bool {
    let digits = text.strip_prefix(kind).and_then(|rest| rest.strip_prefix('_'));
    digits.is_some_and(|digits| digits.len() == 32 && digits.bytes().all(|sign| sign.is_ascii_hexdigit()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_can_be_an_id_is_taken_from_an_address() {
        let area = "neighbourhood_0190b3f4c0de7abc8def0123456789ab";
        assert_eq!(NeighbourhoodId::of_address(area), Some(NeighbourhoodId(area.to_owned())));
        assert_eq!(TopicId::of_address(area), None);
        for text in ["", "onzin", "neighbourhood_", "neighbourhood_12", &[area, "0"].concat()] {
            assert_eq!(NeighbourhoodId::of_address(text), None, "{text}");
        }
    }
}

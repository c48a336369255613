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

/// Identifies a line of the processing log.
#[derive(Scalar, Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LogLineId(pub String);

/// An e-mail address, checked by the server.
#[derive(Scalar, Debug, Clone, PartialEq, Eq)]
pub struct Email(pub String);

/// A telephone number as it is dialled.
#[derive(Scalar, Debug, Clone, PartialEq, Eq)]
pub struct Phone(pub String);

//! The enums of training in `schema.graphql`, value for value.

use cynic::Enum;

use crate::graphql::schema;

/// Where somebody stands with a meeting.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttendanceState {
    Enrolled,
    Waiting,
    Cancelled,
    Attended,
    Absent,
}

/// What can be done at a meeting.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrainingSessionAct {
    Enrol,
    Leave,
    TickOff,
    Change,
    CallOff,
    EnrolOthers,
    LeaveForOthers,
}

/// Which meetings to list.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrainingPeriod {
    Upcoming,
    Past,
}

/// Whether somebody was there.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum AttendanceTick {
    Present,
    Absent,
    Unknown,
}

/// Why somebody has to come to a training.
#[derive(Enum, Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TrainingDueWhy {
    New,
    TopicChanged,
    Validity,
}

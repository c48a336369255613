//! The acts on meetings, on topics that changed, and on the address of the calendar.

use super::enums::AttendanceTick;
use super::queries::{CourseId, Meeting, TopicChangeId, TrainingSessionId};
use crate::graphql::scalars::{PersonId, TopicId};
use crate::graphql::{UserError, schema};

/// When and where a meeting is, and who gives it.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct TrainingPlanInput {
    /// Of which course.
    pub course_id: CourseId,
    /// Which meeting.
    pub part: i32,
    /// On which day, as typed.
    pub on: TypedDay,
    /// From when.
    pub from: String,
    /// Until when.
    pub until: String,
    /// Where.
    pub place: String,
    /// For how many.
    pub capacity: i32,
    /// Who gives it for the welfare organisation.
    pub welfare_trainer_id: Option<PersonId>,
    /// Who gives it for the municipality.
    pub municipality_trainer_id: Option<PersonId>,
}

/// A day as somebody typed it: the server says what is wrong with it.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TypedDay(pub String);

cynic::impl_scalar!(TypedDay, schema::Date);

/// A meeting to plan.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct PlanTrainingSessionInput {
    /// How it is to be.
    pub plan: TrainingPlanInput,
    /// For whom a place is kept.
    pub person_ids: Option<Vec<PersonId>>,
    /// The same at every try.
    pub idempotency_key: String,
}

/// A meeting to change.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct ChangeTrainingSessionInput {
    /// Which.
    pub training_session_id: TrainingSessionId,
    /// As it was seen.
    pub expected_version: i32,
    /// How it is to be.
    pub plan: TrainingPlanInput,
    /// The same at every try.
    pub idempotency_key: Option<String>,
}

/// A meeting to call off.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct CallOffTrainingSessionInput {
    /// Which.
    pub training_session_id: TrainingSessionId,
    /// As it was seen.
    pub expected_version: i32,
    /// Why.
    pub reason: String,
    /// The same at every try.
    pub idempotency_key: Option<String>,
}

/// A place to take.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct EnrolInTrainingInput {
    /// Where.
    pub training_session_id: TrainingSessionId,
    /// Whom, when it is somebody else.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub person_id: Option<PersonId>,
    /// Of this try.
    pub idempotency_key: Option<String>,
}

/// A place to give up.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct LeaveTrainingInput {
    /// Where.
    pub training_session_id: TrainingSessionId,
    /// Whom, when it is somebody else.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub person_id: Option<PersonId>,
    /// Of this try.
    pub idempotency_key: Option<String>,
}

/// Somebody to tick off.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct TickOffAttendanceInput {
    /// Where.
    pub training_session_id: TrainingSessionId,
    /// Who.
    pub person_id: PersonId,
    /// Whether they were there.
    pub tick: AttendanceTick,
    /// Of this try.
    pub idempotency_key: Option<String>,
}

/// What an act on a meeting gives.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct TrainingSessionPayload {
    /// The meeting after it.
    pub training_session: Option<Meeting>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// Variables of [`PlanMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct PlanVariables {
    /// What is asked.
    pub input: PlanTrainingSessionInput,
}

/// Plans a meeting.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "PlanVariables")]
pub struct PlanMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub plan_training_session: TrainingSessionPayload,
}

/// Variables of [`ChangeMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct ChangeVariables {
    /// What is asked.
    pub input: ChangeTrainingSessionInput,
}

/// Changes a meeting.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "ChangeVariables")]
pub struct ChangeMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub change_training_session: TrainingSessionPayload,
}

/// Variables of [`CallOffMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct CallOffVariables {
    /// What is asked.
    pub input: CallOffTrainingSessionInput,
}

/// Calls a meeting off.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "CallOffVariables")]
pub struct CallOffMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub call_off_training_session: TrainingSessionPayload,
}

/// Variables of [`EnrolMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct EnrolVariables {
    /// What is asked.
    pub input: EnrolInTrainingInput,
}

/// Takes a place, or waits for one.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "EnrolVariables")]
pub struct EnrolMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub enrol_in_training: TrainingSessionPayload,
}

/// Variables of [`LeaveMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct LeaveVariables {
    /// What is asked.
    pub input: LeaveTrainingInput,
}

/// Gives a place up.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "LeaveVariables")]
pub struct LeaveMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub leave_training: TrainingSessionPayload,
}

/// Variables of [`TickOffMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct TickOffVariables {
    /// What is asked.
    pub input: TickOffAttendanceInput,
}

/// Ticks somebody off.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "TickOffVariables")]
pub struct TickOffMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub tick_off_attendance: TrainingSessionPayload,
}

/// A topic that changed.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct MarkTopicChangedInput {
    /// Which.
    pub topic_id: TopicId,
    /// Since when, as typed.
    pub changed_on: TypedDay,
    /// What is different.
    pub note: String,
    /// The same at every try.
    pub idempotency_key: String,
}

/// Variables of [`MarkChangedMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MarkChangedVariables {
    /// What is asked.
    pub input: MarkTopicChangedInput,
}

/// Marks a topic as changed.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "MarkChangedVariables")]
pub struct MarkChangedMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub mark_topic_changed: MarkTopicChangedPayload,
}

/// What marking gives.
#[derive(cynic::QueryFragment, Debug)]
pub struct MarkTopicChangedPayload {
    /// How many people have to come now.
    pub due_count: Option<i32>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// A mark to take back.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct WithdrawTopicChangeInput {
    /// Which.
    pub topic_change_id: TopicChangeId,
    /// Of this try.
    pub idempotency_key: Option<String>,
}

/// Variables of [`WithdrawChangeMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct WithdrawChangeVariables {
    /// What is asked.
    pub input: WithdrawTopicChangeInput,
}

/// Takes a mark back.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "WithdrawChangeVariables")]
pub struct WithdrawChangeMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub withdraw_topic_change: WithdrawTopicChangePayload,
}

/// What taking back gives.
#[derive(cynic::QueryFragment, Debug)]
pub struct WithdrawTopicChangePayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// An address to make.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct MakeCalendarAddressInput {
    /// Of this try: an address is shown once.
    pub idempotency_key: Option<String>,
}

/// Variables of [`MakeAddressMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MakeAddressVariables {
    /// What is asked.
    pub input: MakeCalendarAddressInput,
}

/// Makes an address for the calendar.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "MakeAddressVariables")]
pub struct MakeAddressMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub make_calendar_address: MakeCalendarAddressPayload,
}

/// What making gives.
#[derive(cynic::QueryFragment, Debug)]
pub struct MakeCalendarAddressPayload {
    /// Shown once.
    pub path: Option<String>,
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// An address to withdraw.
#[derive(cynic::InputObject, Debug, Clone, PartialEq)]
pub struct WithdrawCalendarAddressInput {
    /// Of this try.
    pub idempotency_key: Option<String>,
}

/// Variables of [`WithdrawAddressMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct WithdrawAddressVariables {
    /// What is asked.
    pub input: WithdrawCalendarAddressInput,
}

/// Withdraws it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "WithdrawAddressVariables")]
pub struct WithdrawAddressMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub withdraw_calendar_address: WithdrawCalendarAddressPayload,
}

/// What withdrawing gives.
#[derive(cynic::QueryFragment, Debug)]
pub struct WithdrawCalendarAddressPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

//! What the page of notices asks of the server.

use crate::calendar::Instant;
use crate::graphql::enums::{MailFrequency, MailTrouble, NoticeKind};
use crate::graphql::scalars::{CaseId, ConnectorId, NoticeId, PeerQuestionId, TrainingSessionId};
use crate::graphql::{PageInfo, UserError, schema};

/// Variables of [`NoticesQuery`].
#[derive(cynic::QueryVariables, Debug)]
pub struct NoticesVariables {
    /// Where the last page ended.
    pub after: Option<String>,
}

/// What the viewer is told, and how mail comes.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Query", variables = "NoticesVariables")]
pub struct NoticesQuery {
    /// None when nobody is signed in.
    pub viewer: Option<Told>,
}

/// What the viewer is told, and how mail comes.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Viewer", variables = "NoticesVariables")]
pub struct Told {
    /// A page of it, the latest first.
    #[arguments(first: 30, after: $after)]
    pub notices: Notices,
    /// How many were not seen.
    pub unseen_notice_count: i32,
    /// How mail comes.
    pub mail_setting: MailSetting,
}

/// A page of notices.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "NoticeConnection")]
pub struct Notices {
    /// The latest first.
    pub nodes: Vec<Notice>,
    /// Whether there are more.
    pub page_info: PageInfo,
}

/// One notice.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct Notice {
    /// Identifies it.
    pub id: NoticeId,
    /// What.
    pub kind: NoticeKind,
    /// When.
    pub at: Instant,
    /// When it was seen.
    pub seen_at: Option<Instant>,
    /// What it says.
    pub text: String,
    /// The case, unless it is hidden.
    pub case: Option<NoticeCase>,
    /// The meeting, unless it is hidden.
    pub training_session: Option<NoticeMeeting>,
    /// The connector, unless hidden.
    pub connector: Option<NoticeConnector>,
    /// The question between connectors that it is about.
    pub peer_question: Option<NoticePeerQuestion>,
    /// Who did it.
    pub caused_by: Option<NoticeParty>,
}

/// The case of a notice.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Case")]
pub struct NoticeCase {
    /// Identifies it.
    pub id: CaseId,
    /// What it is called.
    pub code_word: String,
}

/// The meeting of a notice.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "TrainingSession")]
pub struct NoticeMeeting {
    /// Identifies it.
    pub id: TrainingSessionId,
    /// When it begins.
    pub starts_at: Instant,
    /// Of which course.
    pub course: Option<NoticeCourse>,
}

/// The course of a meeting.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Course")]
pub struct NoticeCourse {
    /// What it is called.
    pub name: String,
}

/// The connector of a notice.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Connector")]
pub struct NoticeConnector {
    /// Identifies them.
    pub id: ConnectorId,
    /// As they are called.
    pub name: String,
    /// Whether it is the viewer.
    pub is_viewer: bool,
}

/// Who did it.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
#[cynic(graphql_type = "Party")]
pub struct NoticeParty {
    /// As they are called.
    pub name: String,
}

/// How mail comes.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq)]
pub struct MailSetting {
    /// How often.
    pub frequency: MailFrequency,
    /// Since when it can't be delivered.
    pub failing_since: Option<Instant>,
    /// What is in the way.
    pub trouble: Option<MailTrouble>,
}

/// Which notices were seen; all when left out.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct MarkNoticesSeenInput {
    /// Which.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub notice_ids: Option<Vec<NoticeId>>,
    /// Until which moment they were told; None for all.
    #[cynic(skip_serializing_if = "Option::is_none")]
    pub told_until: Option<Instant>,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`MarkNoticesSeenMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct MarkNoticesSeenVariables {
    /// Which.
    pub input: MarkNoticesSeenInput,
}

/// Marks them as seen.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "MarkNoticesSeenVariables")]
pub struct MarkNoticesSeenMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub mark_notices_seen: MarkNoticesSeenPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct MarkNoticesSeenPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// How often mail is to come.
#[derive(cynic::InputObject, Debug, Clone)]
pub struct SetMailFrequencyInput {
    /// How often.
    pub frequency: MailFrequency,
    /// For trying again.
    pub idempotency_key: Option<String>,
}

/// Variables of [`SetMailFrequencyMutation`].
#[derive(cynic::QueryVariables, Debug)]
pub struct SetMailFrequencyVariables {
    /// How often.
    pub input: SetMailFrequencyInput,
}

/// Chooses it.
#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Mutation", variables = "SetMailFrequencyVariables")]
pub struct SetMailFrequencyMutation {
    /// What came of it.
    #[arguments(input: $input)]
    pub set_mail_frequency: SetMailFrequencyPayload,
}

/// What came of it.
#[derive(cynic::QueryFragment, Debug)]
pub struct SetMailFrequencyPayload {
    /// Why not.
    pub user_errors: Vec<UserError>,
}

/// A question between connectors, by id.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
#[cynic(graphql_type = "PeerQuestion")]
pub struct NoticePeerQuestion {
    /// Identifies it.
    pub id: PeerQuestionId,
}

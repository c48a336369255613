//! How the live connection behaves: what its messages mean, when to try again. Pure: knows no browser.

use serde_json::{Value, json};

use super::enums::ChangeKind;
use super::scalars::{CaseId, InvolvementId, PeerQuestionId};
use super::{Written, reading, schema, written};

/// The subprotocol of GraphQL over a socket.
pub const PROTOCOL: &str = "graphql-transport-ws";

/// Something changed. Only a hint: who wants to know asks with their own rights.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// A case.
    Case(CaseChange),
    /// An involvement.
    Involvement(InvolvementChange),
    /// What the viewer is told.
    Notices(NoticesChange),
    /// A question between connectors.
    PeerQuestion(PeerQuestionChange),
    /// The connection was lost for a while: anything may have changed.
    Missed,
}

impl Change {
    /// Whether pages about cases may show something else now.
    pub fn is_of_cases(&self) -> bool {
        match self {
            Self::Case(_) | Self::Involvement(_) | Self::Missed => true,
            Self::Notices(_) | Self::PeerQuestion(_) => false,
        }
    }
}

/// A case changed.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
pub struct CaseChange {
    /// What happened; hidden means that the viewer may not see it any more.
    pub kind: ChangeKind,
    /// Which case.
    pub id: CaseId,
    /// Its version now.
    pub version: i32,
}

/// An involvement changed.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
pub struct InvolvementChange {
    /// What happened.
    pub kind: ChangeKind,
    /// Which involvement.
    pub id: InvolvementId,
    /// Its case, unless that is hidden.
    pub case_id: Option<CaseId>,
    /// Its version now.
    pub version: i32,
}

/// Something was said or done about a question between connectors.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
pub struct PeerQuestionChange {
    /// What happened; hidden means that it is gone, or not the viewer's any more.
    pub kind: ChangeKind,
    /// Which question.
    pub id: PeerQuestionId,
    /// Its version now.
    pub version: i32,
}

/// The viewer was told something, or saw it elsewhere.
#[derive(cynic::QueryFragment, Debug, Clone, PartialEq, Eq)]
pub struct NoticesChange {
    /// How many they didn't see yet.
    pub unseen_notice_count: i32,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Subscription")]
struct NoticesChanges {
    notices_changed: NoticesChange,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Subscription")]
struct CaseChanges {
    case_changed: CaseChange,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Subscription")]
struct InvolvementChanges {
    involvement_changed: InvolvementChange,
}

#[derive(cynic::QueryFragment, Debug)]
#[cynic(graphql_type = "Subscription")]
struct PeerChanges {
    peer_question_changed: PeerQuestionChange,
}

written! {
    CaseChanges: "case_changes",
    InvolvementChanges: "involvement_changes",
    NoticesChanges: "notices_changes",
    PeerChanges: "peer_changes",
}

/// How the live connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Connection {
    /// Changes of others arrive by themselves.
    Online,
    /// Lost a moment ago; coming back.
    Reconnecting,
    /// No internet, or no server.
    Offline,
}

/// What the server said on the socket.
#[derive(Debug, PartialEq)]
pub enum Heard {
    /// The connection is accepted: subscribe now.
    Accepted,
    /// Answer with a pong.
    Ping,
    /// Something changed.
    Change(Change),
    /// The server tells nothing more: too much happened at once. Begin anew.
    Ended,
    /// Nothing to do with it.
    Nothing,
}

/// The first message on a new socket.
pub fn hello() -> String {
    r#"{"type":"connection_init"}"#.to_owned()
}

/// The answer to a ping.
pub fn pong() -> String {
    r#"{"type":"pong"}"#.to_owned()
}

/// Asks whether the other side is still there.
pub fn ping() -> String {
    r#"{"type":"ping"}"#.to_owned()
}

/// The messages that ask for changes, to send once accepted.
pub fn subscriptions() -> [String; 4] {
    let message = |id: &str, query: &str| {
        json!({ "type": "subscribe", "id": id, "payload": { "query": query, "variables": null } }).to_string()
    };
    [
        message("cases", CaseChanges::TEXT),
        message("involvements", InvolvementChanges::TEXT),
        message("notices", NoticesChanges::TEXT),
        message("peers", PeerChanges::TEXT),
    ]
}

/// What a message of the server means.
pub fn hear(message: &str) -> Heard {
    let Ok(mut message) = serde_json::from_str::<Value>(message) else {
        return Heard::Nothing;
    };
    let mut data = message.pointer_mut("/payload/data").map(Value::take).unwrap_or_default();
    match (message["type"].as_str().unwrap_or_default(), message["id"].as_str().unwrap_or_default()) {
        ("connection_ack", _) => Heard::Accepted,
        ("ping", _) => Heard::Ping,
        ("complete", _) => Heard::Ended,
        ("next", "cases") => reading::read(data.take())
            .map_or(Heard::Nothing, |it: CaseChanges| Heard::Change(Change::Case(it.case_changed))),
        ("next", "involvements") => reading::read(data.take()).map_or(Heard::Nothing, |it: InvolvementChanges| {
            Heard::Change(Change::Involvement(it.involvement_changed))
        }),
        ("next", "notices") => reading::read(data.take())
            .map_or(Heard::Nothing, |it: NoticesChanges| Heard::Change(Change::Notices(it.notices_changed))),
        ("next", "peers") => reading::read(data.take())
            .map_or(Heard::Nothing, |it: PeerChanges| Heard::Change(Change::PeerQuestion(it.peer_question_changed))),
        _ => Heard::Nothing,
    }
}

/// How long to wait before the next attempt, in milliseconds: longer each time, at most half a minute, and
/// spread by `chance` (0 to 1), so that not all come back in the same second.
pub fn pause(attempts: u32, chance: f64) -> u32 {
    let longest = 1000_u32.saturating_mul(2_u32.saturating_pow(attempts)).min(30_000);
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 15000")]
    let spread = (f64::from(longest) / 2.0 * chance.clamp(0.0, 1.0)) as u32;
    longest / 2 + spread
}

/// What to tell the person after so many attempts in vain.
pub fn state(attempts: u32, has_network: bool) -> Connection {
    if !has_network || attempts > 2 { Connection::Offline } else { Connection::Reconnecting }
}

#[cfg(test)]
mod tests {
    use cynic::SubscriptionBuilder;
    use expect_test::expect_file;

    use super::*;

    #[test]
    fn the_server_is_understood() {
        assert_eq!(hear(r#"{"type":"connection_ack"}"#), Heard::Accepted);
        assert_eq!(hear(r#"{"type":"ping","payload":{"a":1}}"#), Heard::Ping);
        let case = r#"{"type":"next","id":"cases","payload":{"data":{"caseChanged":{"kind":"CHANGED","id":"c1","version":3}}}}"#;
        let id = CaseId("c1".to_owned());
        let change = CaseChange { kind: ChangeKind::Changed, id, version: 3 };
        assert_eq!(hear(case), Heard::Change(Change::Case(change)));
        let other = r#"{"type":"next","id":"involvements","payload":{"data":{"involvementChanged":{"kind":"OPENED","id":"i1","caseId":null,"version":0}}}}"#;
        assert!(matches!(hear(other), Heard::Change(Change::Involvement(_))));
        let told = r#"{"type":"next","id":"notices","payload":{"data":{"noticesChanged":{"unseenNoticeCount":3}}}}"#;
        let notices = Change::Notices(NoticesChange { unseen_notice_count: 3 });
        assert!(!notices.is_of_cases());
        assert_eq!(hear(told), Heard::Change(notices));
        let peer = r#"{"type":"next","id":"peers","payload":{"data":{"peerQuestionChanged":{"kind":"HIDDEN","id":"p1","version":2}}}}"#;
        assert!(matches!(hear(peer), Heard::Change(Change::PeerQuestion(change)) if change.version == 2));
        assert_eq!(hear(r#"{"type":"complete","id":"cases"}"#), Heard::Ended);
        for odd in ["", "null", r#"{"type":"next","id":"cases"}"#, r#"{"type":"error","id":"cases","payload":[]}"#] {
            assert_eq!(hear(odd), Heard::Nothing, "{odd}");
        }
    }

    #[test]
    fn what_the_server_is_asked_to_tell() {
        expect_file!["../../asked/case_changes.graphql"].assert_eq(CaseChanges::build(()).query());
        expect_file!["../../asked/involvement_changes.graphql"].assert_eq(InvolvementChanges::build(()).query());
        expect_file!["../../asked/peer_changes.graphql"].assert_eq(PeerChanges::build(()).query());
        expect_file!["../../asked/notices_changes.graphql"].assert_eq(NoticesChanges::build(()).query());
        let [cases, involvements, notices, peers] = subscriptions();
        assert!(notices.contains("noticesChanged") && peers.contains("peerQuestionChanged"));
        assert!(cases.contains("subscription CaseChanges") && cases.contains(r#""id":"cases""#));
        assert!(involvements.contains("involvementChanged"));
    }

    #[test]
    fn pauses_grow_and_are_spread() {
        let shortest: Vec<u32> = (0..8).map(|attempts| pause(attempts, 0.0)).collect();
        assert_eq!(shortest, [500, 1000, 2000, 4000, 8000, 15_000, 15_000, 15_000]);
        assert_eq!(pause(0, 1.0), 1000);
        assert_eq!(pause(40, 1.0), 30_000);
    }

    #[test]
    fn a_short_gap_is_no_alarm() {
        assert_eq!(state(0, true), Connection::Reconnecting);
        assert_eq!(state(2, true), Connection::Reconnecting);
        assert_eq!(state(3, true), Connection::Offline);
        assert_eq!(state(0, false), Connection::Offline);
    }
}

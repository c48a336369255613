//! What connectors ask each other, as short as a test tells it.

use std::sync::atomic::{AtomicUsize, Ordering};

use serde_json::{Value, json};

use super::answer::Answer;
use super::people::Member;
use super::world::Session;

/// What a test may ask of a question.
pub const PEER_QUESTION: &str = "id text askedAt lastAt closedAt version waitsForViewer answerCount availableActs
    asker { name isViewer } asked { name } neighbourhood { code }
    answers(first: 100) { nodes { id text replyToId withdrawnAt availableActs writer { name } } }";

fn key() -> String {
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    format!("peers {}", NUMBER.fetch_add(1, Ordering::Relaxed))
}

impl Session<'_> {
    /// An act with questions to fellow connectors; the key is filled in when the input has none.
    pub async fn peers(&self, mutation: &str, mut input: Value) -> Answer {
        let (kind, asked) = match mutation {
            "askPeers" => ("AskPeersInput", format!("peerQuestion {{ {PEER_QUESTION} }}")),
            "answerPeerQuestion" => ("AnswerPeerQuestionInput", format!("peerQuestion {{ {PEER_QUESTION} }}")),
            "withdrawPeerQuestion" => ("PeerQuestionActInput", "isWithdrawn".to_owned()),
            "withdrawPeerAnswer" => ("WithdrawPeerAnswerInput", format!("peerQuestion {{ {PEER_QUESTION} }}")),
            _ => ("PeerQuestionActInput", format!("peerQuestion {{ {PEER_QUESTION} }}")),
        };
        if input.get("idempotencyKey").is_none() {
            input["idempotencyKey"] = json!(key());
        }
        let document = format!(
            "mutation ($input: {kind}!) {{ {mutation}(input: $input) {{ {asked} userErrors {{ code field message }} }} }}"
        );
        self.execute(&document, json!({ "input": input })).await
    }

    /// Asks a fellow connector; the question.
    pub async fn asks(&self, who: &Member, text: &str) -> Value {
        let answer = self.peers("askPeers", json!({ "personId": who.id, "text": text })).await;
        assert_eq!(answer.refusals(), Vec::<String>::new());
        answer.at("/askPeers/peerQuestion").clone()
    }

    /// Answers a question; the question as it is then.
    pub async fn says(&self, question: &Value, text: &str) -> Value {
        let answer = self.peers("answerPeerQuestion", json!({ "peerQuestionId": question["id"], "text": text })).await;
        assert_eq!(answer.refusals(), Vec::<String>::new());
        answer.at("/answerPeerQuestion/peerQuestion").clone()
    }

    /// Closes a question, opens it again, or takes it away, as it was seen last.
    pub async fn settles(&self, mutation: &str, question: &Value) -> Answer {
        let seen = self.peer_question(&question["id"]).await;
        let version = seen.get("version").cloned().unwrap_or(json!(1));
        self.peers(mutation, json!({ "peerQuestionId": question["id"], "expectedVersion": version })).await
    }

    /// The question as this person sees it; null when it doesn't exist for them.
    pub async fn peer_question(&self, id: &Value) -> Value {
        let document = format!("query ($id: PeerQuestionId!) {{ peerQuestion(id: $id) {{ {PEER_QUESTION} }} }}");
        self.execute(&document, json!({ "id": id })).await.at("/peerQuestion").clone()
    }

    /// The texts in the list of questions.
    pub async fn peer_questions(&self, filter: &str) -> Vec<String> {
        let filter = if filter.is_empty() { String::new() } else { format!(", filter: {filter}") };
        let document = format!("{{ peerQuestions(first: 100{filter}) {{ nodes {{ text }} }} }}");
        let answer = self.execute(&document, json!({})).await;
        answer.list("/peerQuestions/nodes").iter().map(|row| row["text"].as_str().expect("a text").to_owned()).collect()
    }
}

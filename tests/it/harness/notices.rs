//! What people are told, as short as a test tells it.

use entities::MailFrequency;
use sea_orm::ActiveEnum;
use serde_json::{Value, json};

use super::people::Member;
use super::world::{Session, World};

/// What a test may ask of a notice.
pub const NOTICE: &str = "id kind at seenAt text case { id } involvement { id } trainingSession { id } connector { id }
    causedBy { name }";

impl Session<'_> {
    /// The notices of this person, the latest first.
    pub async fn notices(&self) -> Vec<Value> {
        let document = format!("{{ viewer {{ notices(first: 100) {{ nodes {{ {NOTICE} }} }} }} }}");
        self.execute(&document, json!({})).await.list("/viewer/notices/nodes").to_vec()
    }

    /// How many of them were not seen.
    pub async fn unseen(&self) -> i64 {
        self.execute("{ viewer { unseenNoticeCount } }", json!({})).await.number("/viewer/unseenNoticeCount")
    }

    /// Sees these, or all; the refusals.
    pub async fn sees(&self, ids: Option<&[Value]>) -> Vec<String> {
        let document = "mutation ($input: MarkNoticesSeenInput!) { markNoticesSeen(input: $input) {
            unseenNoticeCount userErrors { code field message } } }";
        self.execute(document, json!({ "input": { "noticeIds": ids } })).await.refusals()
    }

    /// Chooses how often mail comes.
    pub async fn wants_mail(&self, frequency: MailFrequency) {
        let document = "mutation ($input: SetMailFrequencyInput!) { setMailFrequency(input: $input) {
            mailSetting { frequency } userErrors { code field message } } }";
        let answer = self.execute(document, json!({ "input": { "frequency": frequency.to_value() } })).await;
        assert_eq!(answer.refusals(), Vec::<String>::new());
        assert_eq!(answer.text("/setMailFrequency/mailSetting/frequency"), frequency.to_value());
    }
}

impl World {
    /// What this person was told and didn't see yet, the first first, as `KIND`, or `KIND of Joris` when somebody did it; then
    /// they see it.
    pub async fn hears(&self, who: &Member) -> Vec<String> {
        let session = self.as_(who);
        let notices = session.notices().await;
        let unseen = notices.iter().rev().filter(|notice| notice["seenAt"].is_null());
        let lines = unseen.map(|notice| {
            let kind = notice["kind"].as_str().expect("a kind");
            notice["causedBy"]["name"].as_str().map_or_else(|| kind.to_owned(), |name| format!("{kind} of {name}"))
        });
        let lines = lines.collect();
        assert_eq!(session.sees(None).await, Vec::<String>::new());
        lines
    }
}

//! A meeting that isn't planned yet. Pure; it is kept on the device so that closing the tab loses nothing.

use serde::{Deserialize, Serialize};

use crate::graphql::SteadyKey;

/// What was chosen and typed so far.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct PlanDraft {
    /// Which course.
    pub course: String,
    /// Which meeting of it.
    pub part: String,
    /// On which day.
    pub on: String,
    /// From what time.
    pub from: String,
    /// Until what time.
    pub until: String,
    /// Where.
    pub place: String,
    /// For how many.
    pub capacity: String,
    /// Who gives it for the welfare organisation.
    pub welfare: String,
    /// Who gives it for the municipality.
    pub municipality: String,
    /// The key of the last try.
    pub key: SteadyKey,
}

impl PlanDraft {
    /// What was kept on the device; None when it can't be read or says nothing.
    pub fn kept(json: Option<&str>) -> Option<Self> {
        let draft: Self = serde_json::from_str(json?).ok()?;
        (!draft.is_empty()).then_some(draft)
    }

    /// The text to keep.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether nothing was typed: what the page fills in by itself is nothing.
    pub fn is_empty(&self) -> bool {
        [&self.on, &self.place, &self.welfare, &self.municipality].iter().all(|text| text.trim().is_empty())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_draft_survives() {
        let draft = PlanDraft { place: "De Vlindertuin".to_owned(), ..PlanDraft::default() };
        assert_eq!(PlanDraft::kept(Some(&draft.json())), Some(draft));
        let filled_in = PlanDraft { from: "19:30".to_owned(), course: "c1".to_owned(), ..PlanDraft::default() };
        assert_eq!(PlanDraft::kept(Some(&filled_in.json())), None);
        assert_eq!((PlanDraft::kept(None), PlanDraft::kept(Some("{"))), (None, None));
        assert!(PlanDraft::kept(Some(r#"{"place":"Hier","gone":1}"#)).is_some());
    }
}

//! What was typed in the dialogs of acts and isn't sent yet, with the key of the try that wasn't answered.
//!
//! It is kept in this tab, for each person apart, so that a session that ends while somebody writes takes nothing away:
//! after signing in again, the same dialog has the same text. It is gone once it was sent, when somebody signs out, when
//! another person signs in, and when the tab is closed.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::key_of;
use crate::cases::act_model::Act;
use crate::cases::queries::CaseCard;
use crate::graphql::SteadyKey;
use crate::graphql::scalars::PersonId;
use crate::storage::{self, tab};

/// All that one person typed, by act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Drafts {
    acts: BTreeMap<String, ActDraft>,
}

/// What was typed for one act.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
struct ActDraft {
    key: SteadyKey,
    /// Only the fields that somebody touched: the others follow the case.
    typed: BTreeMap<String, String>,
}

impl Drafts {
    /// What was kept as JSON; nothing when it can't be read.
    pub fn kept(json: Option<&str>) -> Self {
        json.and_then(|json| serde_json::from_str(json).ok()).unwrap_or_default()
    }

    /// The text to keep; None when there is nothing.
    fn json(&self) -> Option<String> {
        let is_something = !self.acts.is_empty();
        is_something.then(|| serde_json::to_string(self).ok()).flatten()
    }

    fn text(&self, act: &str, field: &str) -> Option<&String> {
        self.acts.get(act)?.typed.get(field)
    }

    fn typed(&mut self, act: &str, field: &str, initial: &str, text: String) {
        let draft = self.acts.entry(act.to_owned()).or_default();
        if text == initial {
            draft.typed.remove(field);
        } else {
            draft.typed.insert(field.to_owned(), text);
        }
        self.tidy(act);
    }

    fn key(&mut self, act: &str) -> String {
        // Not of what is typed: when an earlier try did arrive, other words are told so instead of written beside it.
        self.acts.entry(act.to_owned()).or_default().key.of(&act)
    }

    fn answered(&mut self, act: &str) {
        if let Some(draft) = self.acts.get_mut(act) {
            draft.key.answered();
        }
        self.tidy(act);
    }

    fn forget(&mut self, act: &str) {
        self.acts.remove(act);
    }

    fn tidy(&mut self, act: &str) {
        if self.acts.get(act).is_some_and(|draft| draft.typed.is_empty() && draft.key.is_unused()) {
            self.acts.remove(act);
        }
    }
}

/// The drafts of a page. Cheap to copy into handlers.
#[derive(Clone, Copy)]
pub struct DraftStore {
    drafts: StoredValue<Drafts>,
    place: StoredValue<String>,
}

impl DraftStore {
    /// What this person typed in this tab.
    pub fn of(person: &PersonId) -> Self {
        let place = storage::draft_place(&person.0, "cases");
        let drafts = StoredValue::new(Drafts::kept(tab::read(&place).as_deref()));
        Self { drafts, place: StoredValue::new(place) }
    }

    /// The draft of one act on one case.
    pub fn draft(self, card: &CaseCard, act: &Act) -> Draft {
        Draft { drafts: self.drafts, place: self.place.try_get_value().unwrap_or_default(), act: act_key(card, act) }
    }
}

/// The draft of one act. It outlives its page, since the answer may come when the page was left.
#[derive(Debug, Clone)]
pub struct Draft {
    drafts: StoredValue<Drafts>,
    place: String,
    act: String,
}

impl Draft {
    /// What was typed in a field; None when nobody touched it.
    pub fn text(&self, field: &str) -> Option<String> {
        self.drafts.try_with_value(|drafts| drafts.text(&self.act, field).cloned()).flatten()
    }

    /// Keeps what is typed in a field.
    pub fn keep(&self, field: &str, initial: &str, text: String) {
        let known = self.text(field);
        if known.as_deref().unwrap_or(initial) != text || known.as_deref() == Some(initial) {
            self.change(|drafts| drafts.typed(&self.act, field, initial, text));
        }
    }

    /// The key for the next try: the same until there was an answer, also when the dialog was closed in between.
    pub fn key(&self) -> String {
        self.change(|drafts| drafts.key(&self.act))
    }

    /// There was an answer.
    pub fn answered(&self) {
        self.change(|drafts| drafts.answered(&self.act));
    }

    /// It is done, or not wanted any more.
    pub fn forget(&self) {
        self.change(|drafts| drafts.forget(&self.act));
    }

    fn change<T>(&self, change: impl FnOnce(&mut Drafts) -> T) -> T {
        let kept = || Drafts::kept(tab::read(&self.place).as_deref());
        let mut drafts = self.drafts.try_get_value().unwrap_or_else(kept);
        let made = change(&mut drafts);
        match drafts.json() {
            Some(json) => tab::write(&self.place, &json),
            None => tab::forget(&self.place),
        }
        self.drafts.set_value(drafts);
        made
    }
}

/// Names an act on a case.
fn act_key(card: &CaseCard, act: &Act) -> String {
    let act = match act {
        Act::Case(act) => key_of(*act),
        Act::Involvement(act, it) => [&key_of(*act), " ", &it.id.0].concat(),
    };
    [&card.id.0, " ", &act].concat()
}

#[cfg(test)]
mod tests {
    use super::super::super::sample::{card, person, requested, viewer};
    use super::*;
    use crate::graphql::enums::{CaseAct, InvolvementAct, InvolvementKind};

    #[test]
    fn each_act_keeps_what_is_typed_for_itself() {
        let card = card("koekblik");
        let one = requested(InvolvementKind::Support, person("Toos"), viewer("Joris"));
        let other = super::super::super::queries::OpenInvolvement {
            id: crate::graphql::scalars::InvolvementId("i2".to_owned()),
            ..one.clone()
        };
        let keys = [
            act_key(&card, &Act::Case(CaseAct::AddNote)),
            act_key(&card, &Act::Case(CaseAct::Close)),
            act_key(&card, &Act::Involvement(InvolvementAct::Decline, Box::new(one))),
            act_key(&card, &Act::Involvement(InvolvementAct::Decline, Box::new(other))),
        ];
        for (index, key) in keys.iter().enumerate() {
            assert!(!keys[index + 1..].contains(key), "{key}");
        }
    }

    #[test]
    fn what_was_typed_survives_and_what_nobody_touched_follows_the_case() {
        let mut drafts = Drafts::default();
        drafts.typed("a", "note", "", "Belt morgen".to_owned());
        drafts.typed("a", "next", "Bellen", "Bellen".to_owned());
        let again = Drafts::kept(drafts.json().as_deref());
        assert_eq!(again, drafts);
        assert_eq!(again.text("a", "note").map(String::as_str), Some("Belt morgen"));
        assert_eq!(again.text("a", "next"), None);
        assert_eq!(again.text("b", "note"), None);
    }

    #[test]
    fn nothing_is_kept_of_what_was_sent_or_wiped() {
        let mut drafts = Drafts::default();
        drafts.typed("a", "note", "", "Belt morgen".to_owned());
        drafts.typed("a", "note", "", String::new());
        assert_eq!(drafts.json(), None);
        drafts.typed("a", "note", "", "Belt morgen".to_owned());
        drafts.forget("a");
        assert_eq!(drafts.json(), None);
        assert_eq!(Drafts::kept(Some("{")), Drafts::default());
    }
}

//! What others change while somebody looks at a case: marked beside the heading, and said each time.

use leptos::prelude::*;

use super::board_model::{Stamp, stamp};
use super::queries::CaseDetail;
use crate::graphql::scalars::CaseId;
use crate::graphql::{Api, Change, Loaded};
use crate::i18n::{Locale, words};
use crate::ui::{Said, effect};

/// Whether a change is about this case.
pub fn concerns(change: &Change, id: &CaseId) -> bool {
    match change {
        Change::Case(change) => change.id == *id,
        Change::Involvement(change) => change.case_id.as_ref().is_none_or(|case| case == id),
        Change::Notices(_) | Change::PeerQuestion(_) => false,
        Change::Missed => true,
    }
}

/// Whether somebody else changed the case while it is looked at.
#[derive(Clone, Copy)]
pub struct Changed {
    /// Whether it is marked now.
    pub is_marked: RwSignal<bool>,
    /// What is said to who can't see the mark.
    pub said: Said,
    was_told: StoredValue<bool>,
    seen: StoredValue<Option<Stamp>>,
}

impl Changed {
    /// Follows what the server tells, and what the page then shows.
    pub fn follow(api: Api, loaded: Loaded<Option<CaseDetail>>, id: CaseId, locale: Locale) -> Self {
        let changed = Self {
            is_marked: RwSignal::new(false),
            said: Said::new(),
            was_told: StoredValue::new(false),
            seen: StoredValue::new(None),
        };
        api.on_change(move |change| {
            if concerns(change, &id) {
                changed.was_told.set_value(true);
            }
        });
        effect(move || {
            let Some(now) = loaded.answer().and_then(|case| Some(stamp(&case.as_ref().as_ref()?.card))) else {
                return;
            };
            if changed.was_told.get_value() && changed.seen.get_value().is_some_and(|seen| seen < now) {
                changed.is_marked.set(true);
                changed.said.say(words::case::changed(locale).to_owned());
            }
            changed.seen.set_value(Some(now));
            changed.was_told.set_value(false);
        });
        changed
    }

    /// The viewer's own act made it as new as this, which is no news; and who acts has seen what was marked.
    pub fn expect(self, now: Option<Stamp>) {
        if now.is_some() {
            self.seen.set_value(now);
        }
        self.is_marked.set(false);
        self.said.say(String::new());
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::enums::ChangeKind;

    #[test]
    fn only_changes_of_this_case_matter() {
        let id = |text: &str| CaseId(text.to_owned());
        let of = |case: &str| {
            Change::Case(
                serde_json::from_value(serde_json::json!({ "kind": "CHANGED", "id": case, "version": 2 })).unwrap(),
            )
        };
        let within = |case: Option<&str>| {
            let json = serde_json::json!({ "kind": "OPENED", "id": "i", "caseId": case, "version": 0 });
            Change::Involvement(serde_json::from_value(json).unwrap())
        };
        assert!(matches!(of("a"), Change::Case(change) if change.kind == ChangeKind::Changed));
        let matters = [of("a"), of("b"), within(Some("a")), within(Some("b")), within(None), Change::Missed];
        let matters = matters.map(|change| concerns(&change, &id("a")));
        assert_eq!(matters, [true, false, true, false, true, true]);
    }
}

//! A question that isn't sent yet. Pure; it is kept on the device so that closing the app loses nothing.

use serde::{Deserialize, Serialize};

use super::queries::OpenCaseInput;
use crate::account::{Viewer, ViewerNeighbourhood};
use crate::cases::asking::{ASKERS, CONTACT_PREFERENCES, SOURCES};
use crate::cases::dialogs::key_of;
use crate::graphql::enums::{AskBarrier, Asker, ContactPreference, Role};
use crate::graphql::scalars::{NeighbourhoodId, TopicId};

/// What is chosen until somebody chooses something else: it asks nothing of the resident.
const FIRST_CONTACT: ContactPreference = ContactPreference::WalkIn;

/// What was chosen and typed so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct Draft {
    /// Made before the first try, and the same at every next one.
    pub key: String,
    /// Empty when none is chosen.
    pub topic: String,
    /// Empty when none is chosen.
    pub neighbourhood: String,
    /// A few words.
    pub summary: String,
    /// Empty: the server proposes one.
    pub code_word: String,
    /// One of [`asker_key`]; empty when not said.
    pub asker: String,
    /// One of [`contact_key`]. There always is one, so that what is kept is what was seen.
    pub contact: String,
    /// When, or by which door.
    pub contact_note: String,
    /// One of [`key_of`] of a source; empty when not said.
    pub source: String,
    /// Why the resident did not ask before.
    pub barriers: Vec<AskBarrier>,
    /// The team may pick it up.
    pub for_team: bool,
}

impl Default for Draft {
    fn default() -> Self {
        let nothing = String::new;
        Self {
            key: nothing(),
            topic: nothing(),
            neighbourhood: nothing(),
            summary: nothing(),
            code_word: nothing(),
            asker: nothing(),
            contact: contact_key(FIRST_CONTACT).to_owned(),
            contact_note: nothing(),
            source: nothing(),
            barriers: Vec::new(),
            for_team: false,
        }
    }
}

impl Draft {
    /// What was kept on the device; None when it can't be read or says nothing.
    pub fn kept(json: Option<&str>) -> Option<Self> {
        let mut draft: Self = serde_json::from_str(json?).ok()?;
        // One that was kept when nothing could still be chosen here.
        if draft.contact().is_none() {
            draft.contact = Self::default().contact;
        }
        (!draft.is_empty()).then_some(draft)
    }

    /// The text to keep.
    pub fn json(&self) -> String {
        serde_json::to_string(self).unwrap_or_default()
    }

    /// Whether nothing was chosen or typed. A place alone is nothing: it fills itself in.
    pub fn is_empty(&self) -> bool {
        let Self { topic, summary, code_word, .. } = self;
        [topic, summary, code_word].iter().all(|text| text.trim().is_empty()) && self.is_brief()
    }

    /// Whether nothing was told beyond topic, place and words.
    pub fn is_brief(&self) -> bool {
        let texts = [&self.asker, &self.contact_note, &self.source];
        let is_untold = texts.iter().all(|text| text.trim().is_empty()) && self.barriers.is_empty() && !self.for_team;
        is_untold && self.contact().is_none_or(|contact| contact == FIRST_CONTACT)
    }

    /// How the resident wants contact.
    pub fn contact(&self) -> Option<ContactPreference> {
        contact_of(&self.contact)
    }

    /// What to send, once there is a topic and a place.
    pub fn input(&self) -> Option<OpenCaseInput> {
        let chosen = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        let typed = |text: &str| chosen(text.trim());
        Some(OpenCaseInput {
            idempotency_key: self.key.clone(),
            neighbourhood_id: NeighbourhoodId(chosen(&self.neighbourhood)?),
            topic_ids: vec![TopicId(chosen(&self.topic)?)],
            code_word: typed(&self.code_word),
            summary: typed(&self.summary),
            asker: ASKERS.into_iter().find(|asker| asker_key(*asker) == self.asker),
            source: SOURCES.into_iter().find(|source| key_of(*source) == self.source),
            ask_barriers: (!self.barriers.is_empty()).then(|| self.barriers.clone()),
            contact_preference: self.contact(),
            contact_note: typed(&self.contact_note),
            keep: Some(!self.for_team),
        })
    }
}

/// The place that fills itself in: the one area in which the viewer works. Its parts are places too, so the number of
/// places says nothing.
pub fn own_place(viewer: &Viewer) -> Option<&ViewerNeighbourhood> {
    let works = |role: Role| matches!(role, Role::Connector | Role::CommunityWorker);
    let mut areas =
        viewer.roles.iter().filter(|grant| works(grant.role)).filter_map(|grant| grant.neighbourhood.as_ref());
    let first = areas.next().or(if let [only] = viewer.neighbourhoods.as_slice() { Some(only) } else { None })?;
    areas.all(|area| area.id == first.id).then_some(first)
}

/// How who asks is kept.
pub fn asker_key(asker: Asker) -> &'static str {
    match asker {
        Asker::Resident => "resident",
        Asker::InformalCarer => "informal-carer",
        Asker::OnBehalf => "on-behalf",
    }
}

/// The way of contact that is kept so.
pub fn contact_of(key: &str) -> Option<ContactPreference> {
    CONTACT_PREFERENCES.into_iter().find(|it| contact_key(*it) == key)
}

/// How the way of contact is kept.
pub fn contact_key(contact: ContactPreference) -> &'static str {
    match contact {
        ContactPreference::Call => "call",
        ContactPreference::Message => "message",
        ContactPreference::Visit => "visit",
        ContactPreference::WalkIn => "walk-in",
        ContactPreference::DoNotContact => "do-not-contact",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graphql::enums::CaseSource;

    fn draft() -> Draft {
        let [key, topic, neighbourhood] = ["k1", "t1", "n1"].map(str::to_owned);
        Draft { key, topic, neighbourhood, summary: " Een tas vol brieven. ".to_owned(), ..Draft::default() }
    }

    #[test]
    fn a_draft_survives() {
        assert_eq!(Draft::kept(Some(&draft().json())), Some(draft()));
        assert_eq!(Draft::kept(None), None);
        assert_eq!(Draft::kept(Some("{")), None);
        let place_only = Draft { topic: String::new(), summary: String::new(), ..draft() };
        assert_eq!(Draft::kept(Some(&place_only.json())), None);
        assert!(Draft::kept(Some(r#"{"topic":"t1","gone":1}"#)).is_some());
    }

    #[test]
    fn only_what_was_said_is_sent() {
        let input = draft().input().unwrap();
        assert_eq!(input.idempotency_key, "k1");
        assert_eq!(input.summary.as_deref(), Some("Een tas vol brieven."));
        assert_eq!((input.code_word, input.asker, input.source), (None, None, None));
        assert_eq!(input.keep, Some(true));
        assert_eq!(Draft { topic: String::new(), ..draft() }.input(), None);
        assert_eq!(Draft { neighbourhood: String::new(), ..draft() }.input(), None);
    }

    #[test]
    fn the_way_of_contact_is_sent_as_it_is_seen() {
        let untouched = Draft::default();
        assert!(untouched.is_empty() && untouched.is_brief());
        assert_eq!(untouched.contact(), Some(ContactPreference::WalkIn));
        assert_eq!(draft().input().unwrap().contact_preference, Some(ContactPreference::WalkIn));
        let call = Draft { contact: contact_key(ContactPreference::Call).to_owned(), ..draft() };
        assert!(!call.is_brief());
        assert_eq!(call.input().unwrap().contact_preference, Some(ContactPreference::Call));
        let earlier = Draft { contact: String::new(), ..draft() };
        assert!(earlier.is_brief());
        assert_eq!(Draft::kept(Some(&earlier.json())), Some(draft()));
    }

    #[test]
    fn choices_have_their_value() {
        let said = Draft { asker: "on-behalf".into(), contact: "walk-in".into(), for_team: true, ..draft() };
        let said = Draft { source: key_of(CaseSource::Noticed), barriers: vec![AskBarrier::Shame], ..said };
        assert_eq!(Draft::kept(Some(&said.json())), Some(said.clone()));
        let input = said.input().unwrap();
        assert_eq!((input.source, input.ask_barriers), (Some(CaseSource::Noticed), Some(vec![AskBarrier::Shame])));
        assert_eq!(input.asker, Some(Asker::OnBehalf));
        assert_eq!(input.contact_preference, Some(ContactPreference::WalkIn));
        assert_eq!(input.keep, Some(false));
    }
}

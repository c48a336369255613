//! The dialog that corrects what was written down. What isn't touched isn't sent, so that it can't undo another's work.

use std::sync::Arc;

use leptos::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;

use super::acting::{Acting, Doing, use_acting};
use super::form_model::{Reading, key_of, optional, value_of};
use super::frame::{ActDialog, Refused, Wording};
use crate::cases::asking::{CONTACT_PREFERENCES, contact_name};
use crate::cases::case_words::{ASK_BARRIERS, barrier_name};
use crate::cases::queries::{CaseCard, CaseContent, CaseDetail, CorrectCaseInput, Order, TopicName, TopicsQuery};
use crate::cases::ticked::Ticked;
use crate::graphql::enums::AskBarrier;
use crate::graphql::scalars::TopicId;
use crate::graphql::{load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, ChoiceField, Emphasis, Entry, Glyph, SelectField, TextField, effect};

/// What stands in the fields.
#[derive(Debug, Clone, PartialEq)]
struct Typed {
    summary: String,
    topics: Vec<TopicId>,
    barriers: Vec<AskBarrier>,
    contact: String,
    contact_note: String,
}

impl Typed {
    fn of(card: &CaseCard, content: &CaseContent) -> Self {
        Self {
            summary: content.summary.clone(),
            topics: card.topics.iter().map(|topic| topic.id.clone()).collect(),
            barriers: content.ask_barriers.clone(),
            contact: key_of(content.contact_preference),
            contact_note: content.contact_note.clone().unwrap_or_default(),
        }
    }

    /// The same, but for the summary: of two, the other's was chosen. What else was corrected stays.
    fn without_summary(self, before: &Self) -> Self {
        Self { summary: before.summary.clone(), ..self }
    }

    /// What was changed, as the server is told.
    fn changes(&self, before: &Self, card: &CaseCard, attempt: &super::Attempt) -> CorrectCaseInput {
        let text = |now: &String, before: &String| (now.trim() != before.trim()).then(|| now.trim().to_owned());
        CorrectCaseInput {
            case_id: card.id.clone(),
            expected_version: attempt.version,
            summary: text(&self.summary, &before.summary),
            topic_ids: (self.topics != before.topics).then(|| self.topics.clone()),
            ask_barriers: (self.barriers != before.barriers).then(|| self.barriers.clone()),
            contact_preference: if self.contact == before.contact { None } else { value_of(&self.contact) },
            contact_note: text(&self.contact_note, &before.contact_note),
            idempotency_key: attempt.key.clone(),
        }
    }
}

/// Corrects what was written down.
#[component]
pub fn CorrectDialog(doing: Doing, content: CaseContent) -> impl IntoView {
    const FIELDS: &[&str] = &["summary", "topicIds", "askBarriers", "contactPreference", "contactNote"];
    let locale = use_locale();
    let acting = use_acting();
    let refused = Refused::of(&doing);
    let card = doing.subject.card.clone();
    let before = Typed::of(&card, &content);
    let summary = acting.draft(&doing, "summary", &before.summary);
    let contact = acting.draft(&doing, "contactPreference", &before.contact);
    let contact_note = acting.draft(&doing, "contactNote", &before.contact_note);
    let topics = ticked(acting, &doing, "topicIds", &before.topics);
    let barriers = ticked(acting, &doing, "askBarriers", &before.barriers);
    let wording = Wording {
        title: words::dialogs::correct_title(locale, &card.code_word),
        sub: None,
        submit: words::dialogs::save(locale).to_owned(),
    };
    let known_topics = card.topics.clone();
    let typed = move || Typed {
        summary: summary.get_untracked(),
        topics: topics.get_untracked(),
        barriers: barriers.get_untracked(),
        contact: contact.get_untracked(),
        contact_note: optional(&contact_note.get_untracked()).unwrap_or_default(),
    };
    let seen = before.clone();
    let rest = Arc::new(move || typed().without_summary(&seen) != seen);
    let fill = Arc::new(move |attempt: &super::Attempt| {
        let mut reading = Reading::new(locale);
        let typed = if attempt.takes_theirs { typed().without_summary(&before) } else { typed() };
        if typed.topics.is_empty() {
            reading.tell("topicIds", words::dialogs::choose(locale));
        }
        reading.done(Some(Order::Correct(typed.changes(&before, &card, attempt))))
    });
    let contacts = CONTACT_PREFERENCES.map(|it| (key_of(it), contact_name(locale, it).to_owned()));
    let contacts = Signal::stored(contacts.to_vec());
    let barrier_boxes = move || {
        ASK_BARRIERS.map(|barrier| view! { <Ticked all=barriers value=barrier label=barrier_name(locale, barrier) /> })
    };
    let theirs = |now: &CaseDetail| Some(now.content.as_ref()?.summary.clone());
    view! {
        <ActDialog doing wording refused fields=FIELDS fill choosing=Some((summary, theirs as super::Theirs)) rest>
            <TextField
                id="samenvatting"
                label=words::dialogs::summary(locale)
                hint=words::dialogs::no_names(locale)
                entry=Entry::Lines(3)
                error=refused.at("summary")
                value=summary
            />
            <TopicBoxes chosen=topics known=known_topics.clone() error=refused.at("topicIds") />
            <SelectField
                id="hoe-contact"
                label=words::dialogs::contact(locale)
                options=contacts
                error=refused.at("contactPreference")
                value=contact
            />
            <TextField
                id="contact-erbij"
                label=words::dialogs::contact_note(locale)
                hint=words::dialogs::optional(locale)
                error=refused.at("contactNote")
                value=contact_note
            />
            <ChoiceField id="drempels" label=words::dialogs::barriers(locale) error=refused.at("askBarriers")>
                {barrier_boxes()}
            </ChoiceField>
        </ActDialog>
    }
}

/// What is ticked in a list. It is kept as text beside what is typed, and only ever written there.
fn ticked<T>(acting: Acting, doing: &Doing, field: &str, before: &Vec<T>) -> RwSignal<Vec<T>>
where
    T: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
{
    let text = |all: &Vec<T>| serde_json::to_string(all).unwrap_or_default();
    let kept = acting.draft(doing, field, &text(before));
    let now = kept.with_untracked(|kept| serde_json::from_str(kept).ok());
    let all = RwSignal::new(now.unwrap_or_else(|| before.clone()));
    effect(move || kept.set(all.with(text)));
    all
}

/// All topics, with those of the case ticked.
#[component]
fn TopicBoxes(
    chosen: RwSignal<Vec<TopicId>>,
    /// Shown until all are there.
    known: Vec<TopicName>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let all = load(move || api.query::<TopicsQuery, _>(()));
    let boxes = move || {
        let topics = all.answer().map_or_else(|| known.clone(), |answer| answer.topics.clone());
        let tick = |topic: TopicName| view! { <Ticked all=chosen value=topic.id label=topic.name /> };
        topics.into_iter().map(tick).collect_view()
    };
    let failed = move || {
        all.failure().map(|_| {
            view! {
                <p role="alert">{words::dialogs::topics_failed(locale)}</p>
                <Button emphasis=Emphasis::Plain icon=Glyph::Sync press=move || all.reload()>
                    {words::ui::try_again(locale)}
                </Button>
            }
        })
    };
    view! {
        <ChoiceField id="onderwerpen" label=words::dialogs::topics(locale) error>
            {boxes}
        </ChoiceField>
        {failed}
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::cases::sample::{card, content};

    #[test]
    fn only_what_was_changed_is_sent() {
        let (card, content) = (card("lantaarn"), content("Een brief van de verhuurder"));
        let before = Typed::of(&card, &content);
        let attempt = super::super::Attempt { key: "k".to_owned(), version: 3, takes_theirs: false };
        let sent = |typed: &Typed| serde_json::to_value(typed.changes(&before, &card, &attempt)).unwrap();
        let nothing = serde_json::json!({ "caseId": "lantaarn", "expectedVersion": 3, "idempotencyKey": "k" });
        assert_eq!(sent(&before), nothing);
        let mut typed = before.clone();
        typed.contact_note = "Liefst na 16.00 uur".to_owned();
        typed.barriers = vec![AskBarrier::Shame];
        let sent = sent(&typed);
        assert_eq!(sent["contactNote"], "Liefst na 16.00 uur");
        assert_eq!(sent["askBarriers"], serde_json::json!(["SHAME"]));
        assert!(sent.get("summary").is_none() && sent.get("topicIds").is_none());
    }

    #[test]
    fn choosing_the_others_summary_keeps_the_other_corrections() {
        let (card, content) = (card("lantaarn"), content("Een brief van de verhuurder"));
        let before = Typed::of(&card, &content);
        let typed =
            Typed { summary: "Een brief".to_owned(), contact_note: "Na 16.00 uur".to_owned(), ..before.clone() };
        let kept = typed.without_summary(&before);
        let attempt = super::super::Attempt { key: "k".to_owned(), version: 4, takes_theirs: true };
        let sent = serde_json::to_value(kept.changes(&before, &card, &attempt)).unwrap();
        assert_eq!(sent["contactNote"], "Na 16.00 uur");
        assert!(sent.get("summary").is_none());
        let only_summary = Typed { summary: "Een brief".to_owned(), ..before.clone() };
        assert_eq!(only_summary.without_summary(&before), before);
    }
}

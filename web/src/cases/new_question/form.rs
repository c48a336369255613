//! The second and third tap: where, and a few words.

use leptos::html;
use leptos::prelude::*;

use super::draft::{Draft, asker_key, contact_key, contact_of, own_place};
use crate::account::use_viewer;
use crate::cases::asking::{ASKERS, CONTACT_PREFERENCES, SOURCES, asker_name, contact_name};
use crate::cases::case_words::{ASK_BARRIERS, barrier_name, source_name};
use crate::cases::dialogs::key_of;
use crate::cases::ticked::Ticked;
use crate::graphql::enums::AskBarrier;
use crate::i18n::{use_locale, words};
use crate::ui::{Choice, ChoiceField, Entry, Glyph, Icon, SelectField, TextField, focus_soon};

/// What is chosen and typed, each in a signal of its own.
#[derive(Clone, Copy)]
pub struct Fields {
    key: RwSignal<String>,
    /// The topic.
    pub topic: RwSignal<String>,
    neighbourhood: RwSignal<String>,
    summary: RwSignal<String>,
    code_word: RwSignal<String>,
    asker: RwSignal<String>,
    contact: RwSignal<String>,
    contact_note: RwSignal<String>,
    source: RwSignal<String>,
    barriers: RwSignal<Vec<AskBarrier>>,
    who: RwSignal<String>,
}

const TEAM: &str = "team";
const ME: &str = "me";

impl Fields {
    /// The fields, filled with a draft.
    pub fn of(draft: Draft) -> Self {
        let Draft { key, topic, neighbourhood, summary, code_word, asker, contact, contact_note, .. } = draft;
        let Draft { source, barriers, for_team, .. } = draft;
        Self {
            key: RwSignal::new(key),
            topic: RwSignal::new(topic),
            neighbourhood: RwSignal::new(neighbourhood),
            summary: RwSignal::new(summary),
            code_word: RwSignal::new(code_word),
            asker: RwSignal::new(asker),
            contact: RwSignal::new(contact),
            contact_note: RwSignal::new(contact_note),
            source: RwSignal::new(source),
            barriers: RwSignal::new(barriers),
            who: RwSignal::new(if for_team { TEAM } else { ME }.to_owned()),
        }
    }

    /// The draft in the fields now.
    pub fn draft(self) -> Draft {
        Draft {
            key: self.key.get(),
            topic: self.topic.get(),
            neighbourhood: self.neighbourhood.get(),
            summary: self.summary.get(),
            code_word: self.code_word.get(),
            asker: self.asker.get(),
            contact: self.contact.get(),
            contact_note: self.contact_note.get(),
            source: self.source.get(),
            barriers: self.barriers.get(),
            for_team: self.who.with(|who| who == TEAM),
        }
    }

    /// Makes the next try another question than the last one.
    pub fn renew(self, key: String) {
        self.key.set(key);
    }

    /// Begins anew.
    pub fn clear(self, key: String) {
        for text in [self.topic, self.summary, self.code_word, self.asker, self.contact_note, self.source] {
            text.set(String::new());
        }
        self.contact.set(Draft::default().contact);
        self.barriers.set(Vec::new());
        self.who.set(ME.to_owned());
        self.renew(key);
    }
}

/// Where: the own neighbourhood is filled in; who works in more chooses.
#[component]
pub fn PlaceChoice(
    fields: Fields,
    heading: NodeRef<html::H2>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer().get_untracked();
    let places = viewer.neighbourhoods.clone();
    let neighbourhood = fields.neighbourhood;
    let own = own_place(&viewer).cloned();
    let is_known = |id: &str| places.iter().any(|place| place.id.0 == id);
    if !neighbourhood.with_untracked(|id| is_known(id)) {
        neighbourhood.set(own.as_ref().map_or_else(String::new, |own| own.id.0.clone()));
    }
    let has_others = places.len() > 1;
    let is_own = own.as_ref().is_some_and(|own| neighbourhood.with_untracked(|id| *id == own.id.0));
    let is_choosing = RwSignal::new(!is_own);
    let own_name = own.map_or_else(String::new, |own| own.name);
    let first = (String::new(), words::new_question::choose_place(locale).to_owned());
    let others = places.into_iter().map(|place| (place.id.0, place.name));
    let options: Vec<_> = std::iter::once(first).chain(others).collect();
    let options = Signal::stored(options);
    let choice = move || {
        if is_choosing.get() {
            let label = words::new_question::neighbourhood(locale);
            view! { <SelectField id="waar" label options error value=neighbourhood /> }.into_any()
        } else {
            view! {
                <p class="bv-choice">
                    <Icon glyph=Glyph::Route />
                    <span class="bv-choice__text">
                        {own_name.clone()} <small>{words::new_question::your_place(locale)}</small>
                    </span>
                </p>
            }
            .into_any()
        }
    };
    let choose_other = move |_| {
        is_choosing.set(true);
        focus_soon("waar");
    };
    view! {
        <section class="bv-section" aria-labelledby="waar-kop">
            <div class="bv-section__head">
                <h2 id="waar-kop" tabindex="-1" node_ref=heading>
                    {words::new_question::place(locale)}
                </h2>
                <Show when=move || has_others && !is_choosing.get()>
                    <button class="bv-back" type="button" on:click=choose_other>
                        {words::new_question::other_place(locale)}
                    </button>
                </Show>
            </div>
            {choice}
        </section>
    }
}

/// A few words, the code word, and what else may be told.
#[component]
pub fn WordsFields(
    fields: Fields,
    /// Whether the rest is in sight from the start.
    unfolded: bool,
    error: Callback<&'static str, Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let at = move |field: &'static str| Signal::derive(move || error.run(field));
    // In sight also while the rest is folded: it is kept with the question.
    let contact = move || fields.contact.with(|contact| contact_of(contact)).map(|it| contact_name(locale, it));
    view! {
        <div class="bv-section">
            <TextField
                id="woorden"
                label=words::new_question::words(locale)
                hint=words::new_question::words_hint(locale)
                entry=Entry::Lines(3)
                error=at("summary")
                value=fields.summary
            />
        </div>
        <div class="bv-section">
            <TextField
                id="codewoord"
                label=words::new_question::code_word(locale)
                hint=words::new_question::code_word_hint(locale)
                error=at("codeWord")
                value=fields.code_word
            />
        </div>
        <p class="bv-section">
            {words::new_question::contact(locale)} " " <span class="bv-strong">{contact}</span>
        </p>
        <details class="bv-section bv-fold" open=unfolded>
            <summary class="bv-back">
                <Icon glyph=Glyph::Go />
                {words::new_question::more(locale)}
            </summary>
            <div class="bv-stack bv-after">
                <MoreFields fields at_contact_note=at("contactNote") />
            </div>
        </details>
    }
}

#[component]
fn MoreFields(fields: Fields, at_contact_note: Signal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let asker = move |asker| {
        let (value, label) = (asker_key(asker), asker_name(locale, asker));
        view! { <Choice name="asker" value chosen=fields.asker label /> }
    };
    let unsaid = (String::new(), words::new_question::not_said(locale).to_owned());
    let contact = |it| (contact_key(it).to_owned(), contact_name(locale, it).to_owned());
    let source = |it| (key_of(it), source_name(locale, it).to_owned());
    let sources: Vec<_> = std::iter::once(unsaid).chain(SOURCES.map(source)).collect();
    let barriers = ASK_BARRIERS
        .map(|barrier| view! { <Ticked all=fields.barriers value=barrier label=barrier_name(locale, barrier) /> });
    view! {
        <ChoiceField id="asker" label=words::new_question::asker(locale)>
            {ASKERS.map(asker)}
        </ChoiceField>
        <SelectField
            id="source"
            label=words::new_question::source(locale)
            options=Signal::stored(sources)
            value=fields.source
        />
        <ChoiceField id="barriers" label=words::dialogs::barriers(locale)>
            {barriers}
        </ChoiceField>
        <SelectField
            id="contact"
            label=words::new_question::contact(locale)
            options=Signal::stored(CONTACT_PREFERENCES.map(contact).to_vec())
            value=fields.contact
        />
        <TextField
            id="contact-note"
            label=words::new_question::contact_note(locale)
            hint=words::new_question::contact_note_hint(locale)
            error=at_contact_note
            value=fields.contact_note
        />
        <ChoiceField id="who" label=words::new_question::who(locale)>
            <Choice name="who" value=ME chosen=fields.who label=words::new_question::who_me(locale) />
            <Choice name="who" value=TEAM chosen=fields.who label=words::new_question::who_team(locale) />
        </ChoiceField>
    }
}

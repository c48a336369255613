//! Fields that more than one form has: neighbourhoods, dayparts, languages.

use leptos::prelude::*;

use super::connector_words::{DAYPARTS, LANGUAGES, daypart_name, language_name};
use super::queries::Area;
use crate::graphql::enums::Daypart;
use crate::i18n::{use_locale, words};
use crate::storage::tab;
use crate::ui::{Check, ChoiceField, SelectField, effect};

/// Two neighbourhoods to choose: the first is needed, the second is not.
#[component]
pub fn AreaFields(
    areas: Vec<Area>,
    first: RwSignal<String>,
    second: RwSignal<String>,
    #[prop(into)] label: String,
    #[prop(into)] more: String,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let options = |none: &str| {
        let named = areas.iter().map(|area| (area.id.0.clone(), area.name.clone()));
        std::iter::once((String::new(), none.to_owned())).chain(named).collect::<Vec<_>>()
    };
    view! {
        <SelectField
            id="buurt"
            label
            required=true
            options=Signal::stored(options(words::connectors::area_choose(locale)))
            error
            value=first
        />
        <SelectField
            id="buurt-2"
            label=more
            options=Signal::stored(options(words::connectors::area_none(locale)))
            value=second
        />
    }
}

/// The dayparts that were ticked.
#[derive(Clone, Copy)]
pub struct Ticked<const N: usize>([RwSignal<bool>; N]);

impl Ticked<4> {
    /// These dayparts.
    pub fn dayparts(ticked: &[Daypart]) -> Self {
        Self(DAYPARTS.map(|daypart| RwSignal::new(ticked.contains(&daypart))))
    }

    /// Those that were ticked in this tab under this name, which keeps them until none is.
    pub fn kept_dayparts(place: String) -> Self {
        const KEYS: [&str; 4] = ["morning", "afternoon", "evening", "weekend"];
        let kept = tab::written(place);
        let was_ticked = |key: &str| kept.with_untracked(|kept| kept.split(' ').any(|own| own == key));
        let ticked = Self(KEYS.map(|key| RwSignal::new(was_ticked(key))));
        effect(move || {
            let keys = KEYS.into_iter().zip(ticked.0).filter(|(_, is)| is.get()).map(|(key, _)| key);
            kept.set(keys.collect::<Vec<_>>().join(" "));
        });
        ticked
    }

    /// Ticks none.
    pub fn clear(self) {
        for is_ticked in self.0 {
            is_ticked.set(false);
        }
    }

    /// What is ticked now.
    pub fn chosen(self) -> Vec<Daypart> {
        DAYPARTS.into_iter().zip(self.0).filter(|(_, is)| is.get_untracked()).map(|(daypart, _)| daypart).collect()
    }
}

impl Ticked<7> {
    /// These languages.
    pub fn languages(ticked: &[String]) -> Self {
        Self(LANGUAGES.map(|code| RwSignal::new(ticked.iter().any(|own| own == code))))
    }

    /// What is ticked now.
    pub fn codes(self) -> Vec<String> {
        LANGUAGES
            .into_iter()
            .zip(self.0)
            .filter(|(_, is)| is.get_untracked())
            .map(|(code, _)| code.to_owned())
            .collect()
    }
}

/// Boxes for the dayparts.
#[component]
pub fn DaypartField(
    ticked: Ticked<4>,
    #[prop(into)] label: String,
    #[prop(optional, into)] hint: Option<String>,
) -> impl IntoView {
    let locale = use_locale();
    let boxes = move || {
        DAYPARTS.into_iter().zip(ticked.0).map(move |(daypart, value)| {
            view! { <Check value label=daypart_name(locale, daypart) /> }
        })
    };
    let boxes = boxes().collect_view();
    match hint {
        Some(hint) => view! { <ChoiceField id="dagdelen" label hint>{boxes}</ChoiceField> }.into_any(),
        None => view! { <ChoiceField id="dagdelen" label>{boxes}</ChoiceField> }.into_any(),
    }
}

/// Boxes for the languages.
#[component]
pub fn LanguageField(ticked: Ticked<7>, error: Signal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let boxes = LANGUAGES.into_iter().zip(ticked.0).map(move |(code, value)| {
        view! { <Check value label=language_name(locale, code) /> }
    });
    view! {
        <ChoiceField id="talen" label=words::connectors::fact_languages(locale) error>
            {boxes.collect_view()}
        </ChoiceField>
    }
}

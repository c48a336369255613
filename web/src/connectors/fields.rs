//! Fields that more than one form has: neighbourhoods, dayparts, languages.

use leptos::prelude::*;

use super::connector_words::{DAYPARTS, LANGUAGES, daypart_name, language_name};
use super::queries::Area;
use crate::graphql::enums::Daypart;
use crate::i18n::{use_locale, words};
use crate::storage::tab;
use crate::ui::{Check, ChoiceField, SelectField};

/// In so many neighbourhoods somebody can help, as the server has it.
const MOST_AREAS: usize = 10;

/// The neighbourhoods that are chosen, each in its field.
#[derive(Clone, Copy)]
pub struct ChosenAreas(StoredValue<[RwSignal<String>; MOST_AREAS]>);

impl ChosenAreas {
    /// These neighbourhoods, by id.
    pub fn of(ids: &[String]) -> Self {
        let field = |place: usize| RwSignal::new(ids.get(place).cloned().unwrap_or_default());
        Self(StoredValue::new(std::array::from_fn(field)))
    }

    /// Those that were chosen in this tab under this name, which keeps them until none is.
    pub fn kept(place: String) -> Self {
        let kept = tab::read(&place).unwrap_or_default();
        let chosen = Self::of(&kept.split_whitespace().map(str::to_owned).collect::<Vec<_>>());
        tab::keep(place, move || chosen.ids().join(" "));
        chosen
    }

    /// Chooses none.
    pub fn clear(self) {
        for area in self.0.get_value() {
            area.set(String::new());
        }
    }

    /// The ids of what is chosen now.
    pub fn ids(self) -> Vec<String> {
        self.0.get_value().into_iter().map(|area| area.get()).filter(|area| !area.is_empty()).collect()
    }

    /// Whether there is a field with this number: two to begin with, and one more than is chosen.
    fn has_room(self, place: usize) -> bool {
        let is_chosen = |place: usize| self.0.with_value(|fields| fields[place]).with(|area| !area.is_empty());
        place < 2 || is_chosen(place - 1) || is_chosen(place)
    }
}

/// Neighbourhoods to choose: one is needed, and with each there is room for another.
#[component]
pub fn AreaFields(
    areas: Vec<Area>,
    chosen: ChosenAreas,
    #[prop(into)] label: String,
    #[prop(into)] more: String,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let options = |none: &str| {
        let named = areas.iter().map(|area| (area.id.0.clone(), area.name.clone()));
        Signal::stored(std::iter::once((String::new(), none.to_owned())).chain(named).collect::<Vec<_>>())
    };
    let others = options(words::connectors::area_none(locale));
    let [first, rest @ ..] = chosen.0.get_value();
    let rest = rest.into_iter().enumerate().map(move |(before, value)| {
        let (place, label) = (before + 1, more.clone());
        let id = format!("buurt-{}", place + 1);
        view! {
            <Show when=move || chosen.has_room(place)>
                <SelectField id=id.clone() label=label.clone() options=others value />
            </Show>
        }
    });
    view! {
        <SelectField
            id="buurt"
            label
            required=true
            options=options(words::connectors::area_choose(locale))
            error
            value=first
        />
        {rest.collect_view()}
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
        let kept = tab::read(&place).unwrap_or_default();
        let was_ticked = |key: &str| kept.split(' ').any(|own| own == key);
        let ticked = Self(KEYS.map(|key| RwSignal::new(was_ticked(key))));
        tab::keep(place, move || {
            let keys = KEYS.into_iter().zip(ticked.0).filter(|(_, is)| is.get()).map(|(key, _)| key);
            keys.collect::<Vec<_>>().join(" ")
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

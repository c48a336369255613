//! The fields of the form in which an entry is written.

use std::sync::Arc;

use leptos::prelude::*;

use super::changes::ChoicesQuery;
use super::editor_model::{CAPACITIES, CHANNELS, Draft, LANGUAGES};
use super::words_of::{capacity_name, channel_name, language_name};
use crate::graphql::enums::{Capacity, SpecialistKind};
use crate::graphql::{UserError, told_at};
use crate::i18n::{use_locale, words};
use crate::ui::{Entry, SelectField, TextField, effect};

/// The fields that have a place for a refusal.
pub const FIELDS: &[&str] = &[
    "name",
    "organisationId",
    "kind",
    "description",
    "topicIds",
    "forWhom",
    "notForWhom",
    "howToGetIn",
    "cost",
    "capacity",
    "channels",
    "openingHours",
    "languages",
    "neighbourhoodIds",
    "phone",
    "email",
    "website",
    "address",
];

/// The texts that have to be there.
const REQUIRED: [&str; 5] = ["name", "description", "forWhom", "howToGetIn", "cost"];

/// A field of the draft as a signal of its own, both ways.
fn lens<T: Clone + PartialEq + Send + Sync + 'static>(
    draft: RwSignal<Draft>,
    get: fn(&Draft) -> T,
    set: fn(&mut Draft, T),
) -> RwSignal<T> {
    let part = RwSignal::new(draft.with_untracked(get));
    effect(move || {
        let value = part.get();
        if draft.with_untracked(get) != value {
            draft.update(|draft| set(draft, value));
        }
    });
    part
}

/// A list of the draft with boxes to tick; what is ticked comes last.
#[component]
fn Ticks<T: Clone + PartialEq + Send + Sync + 'static>(
    legend: &'static str,
    choices: Vec<(T, String)>,
    ticked: RwSignal<Vec<T>>,
    #[prop(into)] error: Signal<Option<String>>,
) -> impl IntoView {
    let boxes = choices.into_iter().map(|(value, words)| {
        let own = value.clone();
        let toggle = move |_| {
            ticked.update(|ticked| match ticked.iter().position(|it| *it == value) {
                Some(place) => drop(ticked.remove(place)),
                None => ticked.push(value.clone()),
            });
        };
        view! {
            <label class="bv-check">
                <input type="checkbox" prop:checked=move || ticked.with(|it| it.contains(&own)) on:change=toggle />
                <span>{words}</span>
            </label>
        }
    });
    view! {
        <fieldset class="bv-facet" class:bv-field--wrong=move || error.get().is_some()>
            <legend class="bv-field__label">{legend}</legend>
            {move || error.get().map(|error| view! { <p class="bv-field__error" role="alert">{error}</p> })}
            <div class="bv-ticks">{boxes.collect_view()}</div>
        </fieldset>
    }
}

/// One box to tick.
#[component]
fn Tick(label: &'static str, value: RwSignal<bool>) -> impl IntoView {
    view! {
        <label class="bv-check">
            <input type="checkbox" prop:checked=value on:change=move |event| value.set(event_target_checked(&event)) />
            <span>{label}</span>
        </label>
    }
}

/// All fields.
#[component]
pub fn Fields(
    draft: RwSignal<Draft>,
    choices: Signal<Arc<ChoicesQuery>>,
    errors: RwSignal<Vec<UserError>>,
) -> impl IntoView {
    let locale = use_locale();
    let wrong = move |field: &'static str| Signal::derive(move || errors.with(|errors| told_at(errors, field)));
    let first = choices.get_untracked();
    let organisations = Signal::derive(move || {
        let some =
            choices.get().organisations.nodes.iter().map(|it| (it.id.0.clone(), it.name.clone())).collect::<Vec<_>>();
        std::iter::once((String::new(), words::specialists::choose(locale).to_owned())).chain(some).collect::<Vec<_>>()
    });
    let topics = first.topics.iter().map(|topic| (topic.id.clone(), topic.name.clone())).collect();
    let areas: Vec<_> = first.neighbourhoods.iter().map(|area| (area.id.clone(), area.name.clone())).collect();
    let areas = StoredValue::new(areas);
    let everywhere = lens(draft, |it| it.everywhere, |it, value| it.everywhere = value);
    let chosen_areas = lens(draft, |it| it.areas.clone(), |it, value| it.areas = value);
    let channels = CHANNELS.map(|channel| (channel, channel_name(locale, channel).to_owned())).to_vec();
    let languages = LANGUAGES.map(|code| (code.to_owned(), language_name(locale, code))).to_vec();
    let capacity = lens(draft, |it| place(it.capacity), |it, value| it.capacity = at_place(&value));
    let capacities: Vec<_> = CAPACITIES.iter().map(|it| (place(*it), capacity_name(locale, *it).to_owned())).collect();
    let kind = lens(
        draft,
        |it| if it.kind == SpecialistKind::Professional { "p".to_owned() } else { "v".to_owned() },
        |it, value| {
            it.kind = if value == "p" { SpecialistKind::Professional } else { SpecialistKind::VolunteerOrganisation };
        },
    );
    let kinds = vec![
        ("p".to_owned(), words::specialists::kind_professional(locale).to_owned()),
        ("v".to_owned(), words::specialists::kind_volunteer(locale).to_owned()),
    ];
    view! {
        {text(draft, errors, "naam", words::specialists::name(locale), Entry::Line, "name", (|it| it.name.clone(), |it, text| it.name = text))}
        <SelectField
            id="organisatie"
            label=words::specialists::organisation(locale)
            required=true
            options=organisations
            error=wrong("organisationId")
            value=lens(draft, |it| it.organisation.clone(), |it, text| it.organisation = text)
        />
        <SelectField id="soort" label=words::specialists::kind(locale) options=kinds error=wrong("kind") value=kind />
        {text(draft, errors, "wat", words::specialists::description(locale), Entry::Lines(3), "description", (|it| it.description.clone(), |it, text| it.description = text))}
        <Ticks
            legend=words::specialists::about(locale)
            choices=topics
            ticked=lens(draft, |it| it.topics.clone(), |it, value| it.topics = value)
            error=wrong("topicIds")
        />
        {text(draft, errors, "voor-wie", words::specialists::for_whom(locale), Entry::Lines(2), "forWhom", (|it| it.for_whom.clone(), |it, text| it.for_whom = text))}
        {text(draft, errors, "niet-voor-wie", words::specialists::not_for_whom(locale), Entry::Lines(2), "notForWhom", (|it| it.not_for_whom.clone(), |it, text| it.not_for_whom = text))}
        {text(draft, errors, "binnen", words::specialists::how_to_get_in(locale), Entry::Lines(2), "howToGetIn", (|it| it.how_to_get_in.clone(), |it, text| it.how_to_get_in = text))}
        {text(draft, errors, "kosten", words::specialists::cost(locale), Entry::Line, "cost", (|it| it.cost.clone(), |it, text| it.cost = text))}
        <SelectField
            id="plek"
            label=words::specialists::facet_room(locale)
            options=capacities
            error=wrong("capacity")
            value=capacity
        />
        <Ticks
            legend=words::specialists::where_(locale)
            choices=channels
            ticked=lens(draft, |it| it.channels.clone(), |it, value| it.channels = value)
            error=wrong("channels")
        />
        <TextField
            id="open"
            label=words::specialists::open(locale)
            hint=words::specialists::hours_hint(locale).to_owned()
            error=wrong("openingHours")
            value=lens(draft, |it| it.hours.clone(), |it, text| it.hours = text)
        />
        <Ticks
            legend=words::specialists::languages(locale)
            choices=languages
            ticked=lens(draft, |it| it.languages.clone(), |it, value| it.languages = value)
            error=wrong("languages")
        />
        <Tick label=words::specialists::serves_everywhere(locale) value=everywhere />
        <Show when=move || !everywhere.get()>
            <Ticks
                legend=words::specialists::area(locale)
                choices=areas.get_value()
                ticked=chosen_areas
                error=wrong("neighbourhoodIds")
            />
        </Show>
        <ContactFields draft errors />
    }
}

/// How a text of the draft is read and written.
type Part = (fn(&Draft) -> String, fn(&mut Draft, String));

/// A field to type in, at the draft's own part of it.
fn text(
    draft: RwSignal<Draft>,
    errors: RwSignal<Vec<UserError>>,
    id: &'static str,
    label: &'static str,
    entry: Entry,
    field: &'static str,
    (get, set): Part,
) -> impl IntoView {
    let error = Signal::derive(move || errors.with(|errors| told_at(errors, field)));
    let value = lens(draft, get, set);
    if REQUIRED.contains(&field) {
        view! { <TextField id label entry required=true error value /> }.into_any()
    } else {
        view! { <TextField id label hint=words::dialogs::optional(use_locale()) entry error value /> }.into_any()
    }
}

/// How to reach it, and who may see it.
#[component]
fn ContactFields(draft: RwSignal<Draft>, errors: RwSignal<Vec<UserError>>) -> impl IntoView {
    let locale = use_locale();
    view! {
        {text(draft, errors, "telefoon", words::specialists::phone(locale), Entry::Phone, "phone", (|it| it.phone.clone(), |it, text| it.phone = text))}
        {text(draft, errors, "mail", words::specialists::email(locale), Entry::Line, "email", (|it| it.email.clone(), |it, text| it.email = text))}
        {text(draft, errors, "site", words::specialists::website(locale), Entry::Line, "website", (|it| it.website.clone(), |it, text| it.website = text))}
        {text(draft, errors, "adres", words::specialists::address(locale), Entry::Line, "address", (|it| it.address.clone(), |it, text| it.address = text))}
        <Tick
            label=words::specialists::address_secret(locale)
            value=lens(draft, |it| it.is_confidential, |it, value| it.is_confidential = value)
        />
        <Tick
            label=words::specialists::is_public(locale)
            value=lens(draft, |it| it.is_public, |it, value| it.is_public = value)
        />
    }
}

fn place(capacity: Capacity) -> String {
    CAPACITIES.iter().position(|it| *it == capacity).unwrap_or_default().to_string()
}

fn at_place(text: &str) -> Capacity {
    text.parse().ok().and_then(|place: usize| CAPACITIES.get(place)).copied().unwrap_or(Capacity::Open)
}

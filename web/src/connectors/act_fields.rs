//! The fields of the dialog for a step with a connector.

use std::sync::Arc;

use leptos::prelude::*;

use super::act_dialog::{ENDS, MEANS, SIDES, Typed};
use super::connector_words::{end_name, means_name, side_name};
use super::fields::{AreaFields, DaypartField, LanguageField};
use super::left_cases::LeftCases;
use super::queries::{Area, ChoicesQuery, Connector, ContactPerson};
use crate::account::use_session;
use crate::graphql::enums::{ConnectorAct, ContactSide};
use crate::graphql::{UserError, load, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Entry, SelectField, SkeletonRows, TextField, effect, show_loaded};

/// The fields that a step needs.
#[component]
pub(super) fn ActFields(
    act: ConnectorAct,
    typed: Typed,
    refusals: RwSignal<Vec<UserError>>,
    connector: StoredValue<Connector>,
    /// Passes cases on first.
    pass: Callback<Vec<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let at = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    let note = move || {
        view! {
            <TextField
                id="notitie"
                label=words::connectors::note(locale)
                hint=words::connectors::note_hint(locale)
                entry=Entry::Lines(3)
                error=at("note")
                value=typed.note
            />
        }
    };
    let choice = move |label: &'static str, names: Vec<&'static str>| {
        let options = names.into_iter().enumerate().map(|(place, name)| (place.to_string(), name.to_owned()));
        let options = Signal::stored(options.collect::<Vec<_>>());
        view! { <SelectField id="keuze" label options value=typed.choice /> }
    };
    match act {
        ConnectorAct::NoteConversation
        | ConnectorAct::StartTraining
        | ConnectorAct::Activate
        | ConnectorAct::Resume => note().into_any(),
        ConnectorAct::Decline => {
            let ends = ENDS.map(|end| end_name(locale, end)).to_vec();
            view! { {choice(words::connectors::why(locale), ends)} {note()} }.into_any()
        }
        ConnectorAct::AcceptPledge => view! {
            <p>{words::connectors::pledge_text(locale)}</p>
            <p class="bv-muted">{words::connectors::pledge_help(locale)}</p>
        }
        .into_any(),
        ConnectorAct::NoteContactMoment => {
            let means = MEANS.map(|means| means_name(locale, means)).to_vec();
            view! {
                <TextField
                    id="dag"
                    label=words::connectors::held_on(locale)
                    entry=Entry::Day
                    required=true
                    error=at("heldOn")
                    value=typed.day
                />
                {choice(words::connectors::means(locale), means)}
                <TextField
                    id="regel"
                    label=words::connectors::line(locale)
                    hint=words::connectors::line_hint(locale)
                    error=at("line")
                    value=typed.line
                />
            }
            .into_any()
        }
        ConnectorAct::CorrectProfile => view! {
            <TextField
                id="telefoon"
                label=words::connectors::fact_phone(locale)
                entry=Entry::Phone
                required=true
                error=at("phone")
                value=typed.phone
            />
            <LanguageField ticked=typed.languages error=at("languages") />
            <TextField
                id="goed-in"
                label=words::connectors::fact_skills(locale)
                hint=words::connectors::skills_hint(locale)
                entry=Entry::Lines(2)
                error=at("skills")
                value=typed.skills
            />
            <DaypartField ticked=typed.dayparts label=words::connectors::fact_dayparts(locale) />
            <TextField
                id="tijd"
                label=words::connectors::fact_availability(locale)
                entry=Entry::Lines(2)
                error=at("availability")
                value=typed.availability
            />
        }
        .into_any(),
        ConnectorAct::SetFixedContact | ConnectorAct::SetHost | ConnectorAct::ChangeNeighbourhoods => {
            view! { <Choosing act typed refusals connector pass /> }.into_any()
        }
        ConnectorAct::Pause | ConnectorAct::Stop | ConnectorAct::PassCasesOn => ().into_any(),
    }
}

/// Fields whose choices the server knows.
#[component]
fn Choosing(
    act: ConnectorAct,
    typed: Typed,
    refusals: RwSignal<Vec<UserError>>,
    connector: StoredValue<Connector>,
    pass: Callback<Vec<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<ChoicesQuery, _>(()));
    let at = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    show_loaded(
        loaded,
        words::connectors::failed(locale),
        || view! { <SkeletonRows rows=2 /> },
        move |answer| {
            let choices = answer.get_untracked();
            if act == ConnectorAct::ChangeNeighbourhoods {
                let areas = choices.neighbourhoods.clone();
                view! {
                    <AreaFields
                        areas=areas.iter().map(|area| Area { id: area.id.clone(), name: area.name.clone() }).collect()
                        chosen=typed.areas
                        label=words::connectors::area_first(locale)
                        more=words::connectors::area_more(locale)
                        error=at("neighbourhoodIds")
                    />
                    <LeftCases areas typed connector pass />
                }
                .into_any()
            } else if act == ConnectorAct::SetHost {
                let none = (String::new(), words::connectors::host_choose(locale).to_owned());
                let hosts = choices.possible_hosts.iter().map(|host| (host.id.0.clone(), host.name.clone()));
                let options = Signal::stored(std::iter::once(none).chain(hosts).collect::<Vec<_>>());
                view! {
                    <SelectField
                        id="organisatie"
                        label=words::connectors::host_which(locale)
                        required=true
                        options
                        error=at("organisationId")
                        value=typed.person
                    />
                    <TextField
                        id="dag"
                        label=words::connectors::host_from(locale)
                        entry=Entry::Day
                        required=true
                        error=at("fromOn")
                        value=typed.day
                    />
                }
                .into_any()
            } else {
                view! { <ContactFields choices typed error=at("personId") /> }.into_any()
            }
        },
    )
}

#[component]
fn ContactFields(choices: Arc<ChoicesQuery>, typed: Typed, error: Signal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let session = use_session();
    let welfare = session.installation().map(|it| it.welfare_organisation.clone()).unwrap_or_default();
    let sides = SIDES.into_iter().enumerate();
    let sides = sides.map(|(place, side)| (place.to_string(), side_name(locale, side, &welfare))).collect::<Vec<_>>();
    let people = Signal::derive(move || {
        typed.choice.track();
        let people = match typed.chosen(&SIDES) {
            ContactSide::Welfare => &choices.welfare,
            ContactSide::Municipality => &choices.municipality,
        };
        named(people, words::connectors::choose(locale))
    });
    // Who was chosen at the other side is no choice here.
    effect(move || {
        let people = people.get();
        typed.person.update(|person| {
            if people.iter().all(|(id, _)| id != person) {
                person.clear();
            }
        });
    });
    view! {
        <SelectField id="kant" label=words::connectors::side(locale) options=Signal::stored(sides) value=typed.choice />
        <SelectField
            id="wie"
            label=words::connectors::who(locale)
            required=true
            options=people
            error
            value=typed.person
        />
    }
}

/// People to choose from, with what stands there before somebody is chosen.
pub fn named(people: &[ContactPerson], none: &str) -> Vec<(String, String)> {
    let people = people.iter().map(|person| (person.person_id.0.clone(), person.name.clone()));
    std::iter::once((String::new(), none.to_owned())).chain(people).collect()
}

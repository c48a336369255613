//! A step with a connector: a dialog that asks what the step needs, and nothing else.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::connector_words::{act_name, end_name, means_name, side_name};
use super::fields::{AreaFields, DaypartField, LanguageField, Ticked};
use super::queries::{
    ChangeConnectorNeighbourhoodsInput, ChoicesQuery, Connector, ConnectorActInput, ContactPerson,
    CorrectConnectorInput, DeclineApplicationInput, NoteContactMomentInput, SetFixedContactInput,
};
use super::sending::{Outcome, Sent, send};
use crate::account::use_session;
use crate::calendar::{Day, now};
use crate::graphql::enums::{ApplicationEnd, ConnectorAct, ContactMeans, ContactSide};
use crate::graphql::scalars::{NeighbourhoodId, PersonId, Phone};
use crate::graphql::{Failure, SteadyKey, UserError, elsewhere, load, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Entry, SelectField, SkeletonRows, TextField, effect, explain, focus_wrong,
    show_loaded, use_toasts,
};

const ENDS: [ApplicationEnd; 4] =
    [ApplicationEnd::Withdrew, ApplicationEnd::NoFit, ApplicationEnd::NoRoom, ApplicationEnd::NotReached];
const MEANS: [ContactMeans; 4] =
    [ContactMeans::Call, ContactMeans::Message, ContactMeans::Visit, ContactMeans::Meeting];
const SIDES: [ContactSide; 2] = [ContactSide::Welfare, ContactSide::Municipality];
const FIELDS: [&str; 12] = [
    "note",
    "reason",
    "personId",
    "side",
    "heldOn",
    "means",
    "line",
    "phone",
    "languages",
    "skills",
    "availability",
    "neighbourhoodIds",
];

/// What is typed and chosen. A choice is the place in its list.
#[derive(Clone, Copy)]
struct Typed {
    note: RwSignal<String>,
    choice: RwSignal<String>,
    person: RwSignal<String>,
    day: RwSignal<String>,
    line: RwSignal<String>,
    phone: RwSignal<String>,
    skills: RwSignal<String>,
    availability: RwSignal<String>,
    area: RwSignal<String>,
    other_area: RwSignal<String>,
    dayparts: Ticked<4>,
    languages: Ticked<7>,
}

impl Typed {
    fn of(connector: &Connector) -> Self {
        let text = |text: &str| RwSignal::new(text.to_owned());
        let area = |place: usize| connector.neighbourhoods.get(place).map_or("", |area| &area.id.0);
        Self {
            note: text(""),
            choice: text("0"),
            person: text(""),
            day: text(&now().here().day.iso()),
            line: text(""),
            phone: text(&connector.phone.0),
            skills: text(&connector.skills),
            availability: text(&connector.availability),
            area: text(area(0)),
            other_area: text(area(1)),
            dayparts: Ticked::dayparts(&connector.dayparts),
            languages: Ticked::languages(&connector.languages),
        }
    }

    fn chosen<T: Copy>(self, from: &[T]) -> T {
        let place: usize = self.choice.with_untracked(|choice| choice.parse().unwrap_or_default());
        from[place.min(from.len() - 1)]
    }

    /// What is sent; None when a day can't be read.
    fn sent(self, act: ConnectorAct, connector: &Connector, key: &str) -> Option<Sent> {
        let (connector_id, expected_version) = (connector.id.clone(), connector.version);
        let note = Some(self.note.get_untracked()).filter(|note| !note.trim().is_empty());
        let idempotency_key = Some(key.to_owned());
        let plain = ConnectorActInput {
            connector_id: connector_id.clone(),
            expected_version,
            note: note.clone(),
            idempotency_key: idempotency_key.clone(),
        };
        Some(match act {
            ConnectorAct::NoteConversation => Sent::Conversation(plain),
            ConnectorAct::StartTraining => Sent::Training(plain),
            ConnectorAct::Activate => Sent::Activate(plain),
            ConnectorAct::Resume => Sent::Resume(plain),
            ConnectorAct::AcceptPledge => Sent::Pledge(plain),
            ConnectorAct::Decline => Sent::Decline(DeclineApplicationInput {
                connector_id,
                expected_version,
                reason: self.chosen(&ENDS),
                note,
                idempotency_key,
            }),
            ConnectorAct::CorrectProfile => Sent::Correct(CorrectConnectorInput {
                connector_id,
                expected_version,
                phone: Phone(self.phone.get_untracked()),
                languages: self.languages.codes(),
                skills: self.skills.get_untracked(),
                dayparts: self.dayparts.chosen(),
                availability: self.availability.get_untracked(),
                idempotency_key,
            }),
            ConnectorAct::ChangeNeighbourhoods => {
                let mut chosen = vec![self.area.get_untracked(), self.other_area.get_untracked()];
                // A form has room for two; what there was besides stays.
                chosen.extend(connector.neighbourhoods.iter().skip(2).map(|area| area.id.0.clone()));
                chosen.retain(|area| !area.is_empty());
                Sent::Areas(ChangeConnectorNeighbourhoodsInput {
                    connector_id,
                    expected_version,
                    neighbourhood_ids: chosen.into_iter().map(NeighbourhoodId).collect(),
                    idempotency_key,
                })
            }
            ConnectorAct::SetFixedContact => Sent::Contact(SetFixedContactInput {
                connector_id,
                expected_version,
                side: self.chosen(&SIDES),
                person_id: PersonId(self.person.get_untracked()),
                idempotency_key,
            }),
            ConnectorAct::NoteContactMoment => Sent::Moment(NoteContactMomentInput {
                connector_id,
                side: None,
                held_on: Day::parse(&self.day.get_untracked())?,
                means: self.chosen(&MEANS),
                line: Some(self.line.get_untracked()).filter(|line| !line.trim().is_empty()),
                idempotency_key: key.to_owned(),
            }),
            // These have a dialog of their own.
            ConnectorAct::Pause | ConnectorAct::Stop | ConnectorAct::PassCasesOn => return None,
        })
    }

    /// What is plainly missing.
    fn missing(self, act: ConnectorAct) -> Option<&'static str> {
        let is_empty = |text: RwSignal<String>| text.with_untracked(|text| text.trim().is_empty());
        match act {
            ConnectorAct::SetFixedContact if is_empty(self.person) => Some("personId"),
            ConnectorAct::NoteContactMoment if Day::parse(&self.day.get_untracked()).is_none() => Some("heldOn"),
            ConnectorAct::ChangeNeighbourhoods if is_empty(self.area) => Some("neighbourhoodIds"),
            _ => None,
        }
    }
}

/// The dialog of one step; it is gone when it was done or closed.
#[component]
pub fn ActDialog(
    act: ConnectorAct,
    connector: Connector,
    /// No step is asked any more.
    closed: Callback<()>,
    /// The profile as it is now, and the link of an invitation.
    changed: Callback<(Option<Connector>, Option<String>)>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let open = RwSignal::new(true);
    effect(move || {
        if !open.get() {
            closed.run(());
        }
    });
    let typed = Typed::of(&connector);
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let steady = StoredValue::new(SteadyKey::default());
    let name = connector.name.clone();
    let connector = StoredValue::new(connector);
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        if let Some(field) = typed.missing(act) {
            refusals.set(vec![UserError::missing(field, words::dialogs::required(locale))]);
            return focus_wrong();
        }
        let with = |key: &str| connector.with_value(|connector| typed.sent(act, connector, key));
        // The same words once more are the same act.
        let own = steady.try_update_value(|steady| steady.of(&format!("{:?}", with(""))));
        let Some(sent) = with(&own.unwrap_or_default()) else { return };
        busy.set(true);
        let name = connector.with_value(|connector| connector.name.clone());
        spawn_local(async move {
            let answer = send(api, sent).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(Outcome { connector: now, path, user_errors }) = answer else { return };
            steady.try_update_value(SteadyKey::answered);
            if user_errors.is_empty() {
                toasts.tell(done(locale, act, &name));
                open.try_set(false);
                changed.try_run((now, path));
                return;
            }
            refusals.try_set(user_errors);
            focus_wrong();
        });
    });
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| about_all(all)))
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {if act == ConnectorAct::AcceptPledge {
                    words::connectors::pledge_do(locale)
                } else {
                    words::connectors::save(locale)
                }}
            </Button>
            <Button press=move || open.set(false)>{words::connectors::not_now(locale)}</Button>
        }
    };
    view! {
        <Dialog
            id="stap"
            open
            title=act_name(locale, act)
            sub=Signal::stored(Some(name))
            on_submit=submit
            foot=foot
        >
            <Alert text=wrong />
            <Fields act typed refusals />
        </Dialog>
    }
}

/// Everything that is told about no field of the dialog, in one text: what is missing to become active is several lines.
fn about_all(refusals: &[UserError]) -> Option<String> {
    let bare: Vec<&str> = refusals.iter().filter(|it| it.field.is_empty()).map(|it| it.message.as_str()).collect();
    if bare.is_empty() { elsewhere(refusals, &FIELDS) } else { Some(bare.join(" ")) }
}

fn done(locale: crate::i18n::Locale, act: ConnectorAct, name: &str) -> String {
    match act {
        ConnectorAct::NoteConversation => words::connectors::done_note_conversation(locale).to_owned(),
        ConnectorAct::StartTraining => words::connectors::done_start_training(locale).to_owned(),
        ConnectorAct::Activate => words::connectors::done_activate(locale, name),
        ConnectorAct::AcceptPledge => words::connectors::pledge_done(locale).to_owned(),
        _ => words::connectors::done(locale).to_owned(),
    }
}

#[component]
fn Fields(act: ConnectorAct, typed: Typed, refusals: RwSignal<Vec<UserError>>) -> impl IntoView {
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
        ConnectorAct::SetFixedContact | ConnectorAct::ChangeNeighbourhoods => {
            view! { <Choosing act typed refusals /> }.into_any()
        }
        ConnectorAct::Pause | ConnectorAct::Stop | ConnectorAct::PassCasesOn => ().into_any(),
    }
}

/// Fields whose choices the server knows.
#[component]
fn Choosing(act: ConnectorAct, typed: Typed, refusals: RwSignal<Vec<UserError>>) -> impl IntoView {
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
                view! {
                    <AreaFields
                        areas=choices.neighbourhoods.clone()
                        first=typed.area
                        second=typed.other_area
                        label=words::connectors::area_one(locale)
                        more=words::connectors::area_two(locale)
                        error=at("neighbourhoodIds")
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

//! Pausing, stopping, or passing cases on: first it is asked where each open case goes.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::act_fields::named;
use super::connector_words::act_name;
use super::queries::{
    Connector, ConnectorVariables, HeldCase, HeldCasesQuery, LeaveConnectorInput, PassCasesOnInput, PassedCaseInput,
};
use super::sending::{Outcome, Sent, send};
use crate::calendar::Day;
use crate::graphql::enums::ConnectorAct;
use crate::graphql::scalars::PersonId;
use crate::graphql::{Failure, SteadyKey, UserError, elsewhere, load, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Entry, NO_DAY, SelectField, SkeletonRows, TextField, effect, explain, focus_wrong,
    show_loaded, use_toasts,
};

/// Where each case goes: the case with the person who was chosen.
type Chosen = RwSignal<Vec<(HeldCase, RwSignal<String>)>>;

/// The dialog; it is gone when it was done or closed.
#[component]
pub fn LeaveDialog(
    act: ConnectorAct,
    connector: Connector,
    /// No step is asked any more.
    closed: Callback<()>,
    /// The profile as it is now.
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
    let (until, note) = (RwSignal::new(String::new()), RwSignal::new(String::new()));
    let chosen: Chosen = RwSignal::new(Vec::new());
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let steady = StoredValue::new(SteadyKey::default());
    let (name, own) = (connector.name.clone(), connector.is_viewer);
    let connector = StoredValue::new(connector);
    let submit = Callback::new(move |()| {
        if busy.get_untracked() {
            return;
        }
        // A day that can't be read is no pause without an end.
        if until.with_untracked(|until| until == NO_DAY) {
            refusals.set(vec![UserError::missing("until", words::ui::no_day(locale))]);
            return focus_wrong();
        }
        let passed = passed(chosen);
        let with =
            |key: String| connector.with_value(|connector| sent(act, connector, passed.clone(), until, note, key));
        // The same words once more are the same act.
        let own = steady.try_update_value(|steady| steady.of(&format!("{:?}", with(String::new()))));
        let sent = with(own.unwrap_or_default());
        busy.set(true);
        spawn_local(async move {
            let answer = send(api, sent).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(Outcome { connector: now, path: _, user_errors }) = answer else { return };
            steady.try_update_value(SteadyKey::answered);
            if user_errors.is_empty() {
                toasts.tell(words::connectors::done(locale).to_owned());
                open.try_set(false);
                changed.try_run((now, None));
                return;
            }
            refusals.try_set(user_errors);
            focus_wrong();
        });
    });
    let at = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| elsewhere(all, &["until", "note"])))
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {act_name(locale, act)}
            </Button>
            <Button press=move || open.set(false)>{words::connectors::not_now(locale)}</Button>
        }
    };
    view! {
        <Dialog
            id="weg"
            open
            title=act_name(locale, act)
            sub=Signal::stored(Some(name))
            on_submit=submit
            foot=foot
        >
            <Alert text=wrong />
            {own.then(|| view! { <p>{words::connectors::leave_own(locale)}</p> })}
            <HeldCases act id=connector.with_value(|connector| connector.id.clone()) chosen />
            {(act == ConnectorAct::Pause)
                .then(|| {
                    view! {
                        <TextField
                            id="tot"
                            label=words::connectors::until(locale)
                            hint=words::connectors::until_hint(locale)
                            entry=Entry::Day
                            error=at("until")
                            value=until
                        />
                    }
                })}
            {(act != ConnectorAct::PassCasesOn)
                .then(|| {
                    view! {
                        <TextField
                            id="notitie"
                            label=words::connectors::note(locale)
                            hint=words::connectors::note_hint(locale)
                            entry=Entry::Lines(3)
                            error=at("note")
                            value=note
                        />
                    }
                })}
        </Dialog>
    }
}

/// The cases for which somebody was chosen.
fn passed(chosen: Chosen) -> Vec<PassedCaseInput> {
    chosen.with_untracked(|all| {
        let gone = all.iter().filter(|(_, person)| person.with_untracked(|person| !person.is_empty()));
        gone.map(|(held, person)| PassedCaseInput {
            case_id: held.case.id.clone(),
            to_person_id: PersonId(person.get_untracked()),
        })
        .collect()
    })
}

fn sent(
    act: ConnectorAct,
    connector: &Connector,
    cases: Vec<PassedCaseInput>,
    until: RwSignal<String>,
    note: RwSignal<String>,
    key: String,
) -> Sent {
    let connector_id = connector.id.clone();
    if act == ConnectorAct::PassCasesOn {
        return Sent::Pass(PassCasesOnInput { connector_id, cases, idempotency_key: key });
    }
    let input = LeaveConnectorInput {
        connector_id,
        expected_version: connector.version,
        cases,
        until: Day::parse(&until.get_untracked()).filter(|_| act == ConnectorAct::Pause),
        note: Some(note.get_untracked()).filter(|note| !note.trim().is_empty()),
        idempotency_key: Some(key),
    };
    if act == ConnectorAct::Pause { Sent::Pause(input) } else { Sent::Stop(input) }
}

#[component]
fn HeldCases(act: ConnectorAct, id: crate::graphql::scalars::ConnectorId, chosen: Chosen) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<HeldCasesQuery, _>(ConnectorVariables { id: id.clone() }));
    show_loaded(
        loaded,
        words::connectors::cases_failed(locale),
        || view! { <SkeletonRows rows=2 /> },
        move |answer: Signal<Arc<HeldCasesQuery>>| {
            let held = answer.get_untracked().connector.clone().map(|it| it.held_cases).unwrap_or_default();
            chosen.set(held.into_iter().map(|held| (held, RwSignal::new(String::new()))).collect());
            let none = if act == ConnectorAct::PassCasesOn {
                words::connectors::case_keep(locale)
            } else {
                words::connectors::choose(locale)
            };
            let row = move |(place, (held, person)): (usize, (HeldCase, RwSignal<String>))| {
                let label = words::connectors::case_at(locale, &held.case.code_word, &held.case.neighbourhood.name);
                view! {
                    <SelectField
                        id=["vraag-", &place.to_string()].concat()
                        label
                        options=Signal::stored(named(&held.carriers, none))
                        value=person
                    />
                }
            };
            let rows: Vec<_> = chosen.get_untracked().into_iter().enumerate().map(row).collect();
            if rows.is_empty() {
                view! { <p class="bv-muted">{words::connectors::cases_none(locale)}</p> }.into_any()
            } else {
                view! {
                    <p>{words::connectors::cases_text(locale)}</p>
                    {rows}
                }
                .into_any()
            }
        },
    )
}

//! The dialog that does one thing with several questions, one after the other, and tells what came of each.

use std::time::Duration;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::board::{BoardPlace, use_board};
use super::board_model::place as put;
use super::dialogs::{DayField, Reading, key_of};
use super::queries::{Board, Colleague, WorkersQuery, WorkersVariables};
use super::selecting::{Together, chosen_cards};
use super::selecting_model::{Colleagues, Fate, Line, Task, order, summary};
use crate::account::use_viewer;
use crate::graphql::enums::WaitingFor;
use crate::graphql::scalars::PersonId;
use crate::graphql::{Api, Loaded, UserError, elsewhere, load, new_key, told_at, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{
    Button, Choice, ChoiceField, Dialog, Emphasis, Entry, Glyph, Icon, TextField, effect, explain, focus_wrong, live,
    use_toasts,
};

/// The dialog of what somebody set out to do with all that are chosen. Once on the board.
#[component]
pub fn TogetherDialogs() -> impl IntoView {
    let BoardPlace { selecting, .. } = use_board();
    live(move || selecting.asked.get().map(|task| view! { <TogetherDialog task /> }))
}

/// What is filled in.
#[derive(Clone, Copy)]
struct Filled {
    worker: RwSignal<String>,
    reason: RwSignal<String>,
    waiting_for: RwSignal<String>,
    until: RwSignal<String>,
    refused: RwSignal<Vec<UserError>>,
}

impl Filled {
    fn new() -> Self {
        let empty = || RwSignal::new(String::new());
        Self {
            worker: empty(),
            reason: empty(),
            waiting_for: empty(),
            until: empty(),
            refused: RwSignal::new(Vec::new()),
        }
    }

    fn read(self, locale: Locale, task: Together) -> Result<Task, Vec<UserError>> {
        let mut reading = Reading::new(locale);
        let task = match task {
            Together::HandOver => {
                let worker = self.worker.get_untracked();
                let worker = (!worker.is_empty()).then_some(PersonId(worker));
                Some(Task::HandOver { worker, reason: reading.text("reason", &self.reason.get_untracked()) })
            }
            Together::Wait => {
                let waiting_for = reading.choice("waitingFor", &self.waiting_for.get_untracked());
                let until = reading.day("until", &self.until.get_untracked());
                waiting_for.zip(until).map(|(waiting_for, until)| Task::Wait { waiting_for, until })
            }
        };
        reading.done(task)
    }

    fn at(self, field: &'static str) -> Signal<Option<String>> {
        Signal::derive(move || self.refused.with(|errors| told_at(errors, field)))
    }
}

type Near = Vec<WorkersQuery>;

#[component]
fn TogetherDialog(task: Together) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let place = use_board();
    let toasts = use_toasts();
    let filled = Filled::new();
    let (open, busy) = (RwSignal::new(true), RwSignal::new(false));
    let lines = RwSignal::new(Vec::<Line>::new());
    let is_form = RwSignal::new(true);
    let number = i32::try_from(untrack(|| chosen_cards(&place)).len()).unwrap_or(i32::MAX);
    let places = {
        let mut places: Vec<_> =
            untrack(|| chosen_cards(&place)).into_iter().map(|card| card.neighbourhood.id).collect();
        places.sort_by(|one, other| one.0.cmp(&other.0));
        places.dedup();
        StoredValue::new(if task == Together::HandOver { places } else { Vec::new() })
    };
    let workers = load(move || workers_of(api, places.get_value()));
    effect(move || {
        if !open.get() {
            let close = move || {
                place.selecting.asked.try_set(None);
            };
            set_timeout(close, Duration::ZERO);
        }
    });
    let near = move || -> Colleagues {
        let answer = workers.answer_untracked();
        let found = answer.iter().flat_map(|answer| answer.iter());
        let ids = found.map(|found| found.community_workers.iter().map(|worker| worker.id.clone()).collect());
        places.get_value().into_iter().zip(ids).collect()
    };
    let submit = move || {
        if busy.get_untracked() {
            return;
        }
        let task = match filled.read(locale, task) {
            Ok(task) => task,
            Err(missing) => {
                filled.refused.set(missing);
                focus_wrong();
                return;
            }
        };
        let mut begun = lines.get_untracked();
        if begun.is_empty() {
            let line = |card| Line { card, key: new_key(), fate: Fate::Coming };
            begun = untrack(|| chosen_cards(&place)).into_iter().map(line).collect();
        }
        busy.set(true);
        is_form.set(false);
        let near = near();
        spawn_local(async move {
            let (ended, refused) = run(api, locale, task, begun, &near, &place, lines).await;
            let failed = ended.iter().filter(|line| line.fate != Fate::Done).map(|line| line.card.id.clone());
            place.selecting.keep(failed.collect());
            if busy.try_set(false).is_some() {
                toasts.tell(summary(locale, &ended));
            } else if !refused.is_empty() {
                // What was filled in can be put right, and the others are still to come.
                is_form.set(true);
                filled.refused.set(refused);
                focus_wrong();
            }
        });
    };
    let has_failed = Memo::new(move |_| {
        !busy.get() && !is_form.get() && lines.with(|lines| lines.iter().any(|line| line.fate != Fate::Done))
    });
    let (title, act) = match task {
        Together::HandOver => (words::together::hand_over_title(locale, number), words::together::ask(locale)),
        Together::Wait => (words::together::wait_title(locale, number), words::together::wait(locale)),
    };
    let label = move || if is_form.get() { act } else { words::together::again(locale) };
    let close =
        move || if is_form.get() { words::dialogs::cancel(locale) } else { words::dialogs::close_dialog(locale) };
    let foot = move || {
        view! {
            <Show when=move || is_form.get() || has_failed.get()>
                <Button emphasis=Emphasis::Primary submits=true busy>
                    {label}
                </Button>
            </Show>
            <Button press=move || open.set(false)>{close}</Button>
        }
    };
    let sub = Some(words::together::each_apart(locale).to_owned());
    view! {
        <Dialog
            id="samen"
            open
            title=Signal::stored(title)
            sub=Signal::stored(sub)
            on_submit=Callback::new(move |()| submit())
            foot
        >
            <Show when=move || is_form.get() fallback=move || view! { <Ended lines busy /> }>
                {match task {
                    Together::HandOver => view! { <HandOverFields filled workers /> }.into_any(),
                    Together::Wait => view! { <WaitFields filled /> }.into_any(),
                }}
            </Show>
        </Dialog>
    }
}

/// The workers of each of these neighbourhoods.
async fn workers_of(
    api: Api,
    places: Vec<crate::graphql::scalars::NeighbourhoodId>,
) -> Result<Near, crate::graphql::Failure> {
    let mut near = Near::new();
    for neighbourhood_id in places {
        near.push(api.query::<WorkersQuery, _>(WorkersVariables { neighbourhood_id }).await?);
    }
    Ok(near)
}

/// Does it with each that isn't done yet, one after the other. What was filled in is the same for all: when that is refused,
/// the rest isn't tried, and why is the second part of the answer.
async fn run(
    api: Api,
    locale: Locale,
    task: Task,
    mut lines: Vec<Line>,
    near: &Colleagues,
    place: &BoardPlace,
    shown: RwSignal<Vec<Line>>,
) -> (Vec<Line>, Vec<UserError>) {
    for line in &mut lines {
        if line.fate != Fate::Done {
            line.fate = Fate::Coming;
        }
    }
    for index in 0..lines.len() {
        shown.try_set(lines.clone());
        let line = &mut lines[index];
        if line.fate == Fate::Done {
            continue;
        }
        line.fate = match order(locale, &task, line, near) {
            Err(why) => Fate::Not(why),
            Ok(order) => match order.send(api).await {
                // Without an answer it may be done all the same: the next try has the same key.
                Err(failure) => Fate::Not(explain(locale, &failure)),
                Ok(answer) => {
                    if let (Some(card), Some(board)) = (answer.case, place.loaded.answer_untracked()) {
                        line.card = card.clone();
                        place.fresh.own(&card);
                        let mut board = Board::clone(&board);
                        put(&mut board, card);
                        place.loaded.put(board);
                    }
                    place.refresh.case(&line.card.id);
                    let wrong = task.filled_in_wrong(&answer.refusals);
                    if !wrong.is_empty() {
                        line.key = new_key();
                        shown.try_set(lines.clone());
                        return (lines, wrong);
                    }
                    match elsewhere(&answer.refusals, &[]) {
                        None => Fate::Done,
                        Some(why) => {
                            line.key = new_key();
                            Fate::Not(why)
                        }
                    }
                }
            },
        };
    }
    shown.try_set(lines.clone());
    (lines, Vec::new())
}

#[component]
fn HandOverFields(filled: Filled, workers: Loaded<Near>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let choices = move || {
        let own = viewer.get().person.id.clone();
        let answer = workers.answer();
        let mut found: Vec<Colleague> =
            answer.iter().flat_map(|answer| answer.iter()).flat_map(|near| near.community_workers.clone()).collect();
        found.retain(|worker| worker.id != own);
        found.sort_by(|one, other| one.name.cmp(&other.name));
        found.dedup_by(|one, other| one.id == other.id);
        let choice = |worker: Colleague| {
            view! { <Choice name="aan-wie" value=worker.id.0 chosen=filled.worker label=worker.name /> }
        };
        found.into_iter().map(choice).collect_view()
    };
    view! {
        <ChoiceField
            id="aan-wie"
            label=words::dialogs::which_worker(locale)
            error=filled.at("communityWorkerId")
        >
            <Choice
                name="aan-wie"
                value=""
                chosen=filled.worker
                label=words::dialogs::any_worker(locale)
                hint=words::dialogs::any_worker_hint(locale)
            />
            {choices}
        </ChoiceField>
        <TextField
            id="reden"
            label=words::dialogs::why(locale)
            hint=words::dialogs::no_names(locale)
            entry=Entry::Lines(2)
            required=true
            error=filled.at("reason")
            value=filled.reason
        />
    }
}

#[component]
fn WaitFields(filled: Filled) -> impl IntoView {
    let locale = use_locale();
    let choice = move |value: WaitingFor, label: &'static str| {
        view! { <Choice name="wacht-op" value=key_of(value) chosen=filled.waiting_for label /> }
    };
    view! {
        <ChoiceField id="wacht-op" label=words::dialogs::wait_for(locale) error=filled.at("waitingFor")>
            {choice(WaitingFor::Resident, words::dialogs::wait_resident(locale))}
            {choice(WaitingFor::Specialist, words::dialogs::wait_specialist(locale))}
            {choice(WaitingFor::Decision, words::dialogs::wait_decision(locale))}
        </ChoiceField>
        <DayField
            id="tot-wanneer"
            label=words::dialogs::until(locale)
            hint=words::dialogs::until_hint(locale)
            weeks=&[1, 2, 4]
            value=filled.until
            error=filled.at("until")
        />
    }
}

/// What came of each.
#[component]
fn Ended(lines: RwSignal<Vec<Line>>, busy: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let said = move || if busy.get() { String::new() } else { lines.with(|lines| summary(locale, lines)) };
    let row = move |line: Line| {
        let (glyph, words) = match line.fate {
            Fate::Coming => (Glyph::Sync, words::together::coming(locale).to_owned()),
            Fate::Done => (Glyph::Check, words::together::done(locale).to_owned()),
            Fate::Not(why) => (Glyph::Late, why),
        };
        view! {
            <li class="bv-ended">
                <Icon glyph />
                <span>
                    <b>{line.card.code_word}</b>
                    <br />
                    {words}
                </span>
            </li>
        }
    };
    view! {
        <p role="status" class="bv-strong">
            {said}
        </p>
        <ul class="bv-stack bv-stack--close">
            {move || lines.get().into_iter().map(row).collect_view()}
        </ul>
    }
}

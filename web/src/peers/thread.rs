//! The answers to a question with the replies below them, and the field to say something.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::peers_model as model;
use super::queries::{
    AnswerPeerQuestionInput, AnswerPeerQuestionMutation, AnswerPeerQuestionVariables, PeerAnswer, PeerAnswerAct,
    PeerQuestionAct, PeerThread, WithdrawPeerAnswerInput, WithdrawPeerAnswerMutation, WithdrawPeerAnswerVariables,
};
use crate::account::use_viewer;
use crate::calendar::{now, when};
use crate::graphql::{SteadyKey, elsewhere, new_key, told_at, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::storage::{self, tab};
use crate::ui::{
    Alert, Button, Dialog, Emphasis, Entry, TextField, effect, explain, focus_soon, focus_wrong, use_toasts,
};

/// The answers and the field.
#[component]
pub fn Thread(thread: Signal<Option<PeerThread>>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let replies_to = RwSignal::new(None::<PeerAnswer>);
    let leaving = RwSignal::new(None::<PeerAnswer>);
    let answers = move || {
        let answers = thread.with(|it| it.as_ref().map(|it| model::threads(&it.answers.nodes))).unwrap_or_default();
        if answers.is_empty() {
            return view! { <p class="bv-muted">{words::peers::nothing(locale)}</p> }.into_any();
        }
        let row = |(answer, below): (PeerAnswer, Vec<PeerAnswer>)| {
            let below = below.into_iter().map(|reply| view! { <li><Said answer=reply replies_to leaving /></li> });
            let below = below.collect::<Vec<_>>();
            let replies =
                (!below.is_empty()).then(|| view! { <ul class="bv-notes__list bv-peer__replies">{below}</ul> });
            view! {
                <li>
                    <Said answer replies_to leaving />
                    {replies}
                </li>
            }
        };
        view! { <ul class="bv-notes__list">{answers.into_iter().map(row).collect_view()}</ul> }.into_any()
    };
    let may_answer = Memo::new(move |_| {
        thread.with(|it| it.as_ref().is_some_and(|it| it.available_acts.contains(&PeerQuestionAct::Answer)))
    });
    view! {
        <section class="bv-section" aria-labelledby="antwoorden">
            <h2 id="antwoorden" tabindex="-1">
                {words::peers::answers_title(locale)}
            </h2>
            {answers}
        </section>
        <Show when=move || may_answer.get()>
            <Say thread replies_to changed />
        </Show>
        <TakeBack leaving changed />
    }
}

fn name(locale: Locale, answer: &PeerAnswer) -> String {
    if answer.writer.is_viewer { words::peers::you(locale).to_owned() } else { answer.writer.name.clone() }
}

#[component]
fn Said(
    answer: PeerAnswer,
    replies_to: RwSignal<Option<PeerAnswer>>,
    leaving: RwSignal<Option<PeerAnswer>>,
) -> impl IntoView {
    let locale = use_locale();
    let said = words::peers::by(locale, &name(locale, &answer), &when(locale, answer.at, now().here().day));
    let text = if answer.withdrawn_at.is_some() {
        view! { <p class="bv-muted">{words::peers::taken_back(locale)}</p> }.into_any()
    } else {
        view! { <p>{answer.text.clone()}</p> }.into_any()
    };
    let hidden = [" ", &answer.text].concat();
    let button = |act: PeerAnswerAct, label: &'static str, into: RwSignal<Option<PeerAnswer>>| {
        let (kept, hidden) = (answer.clone(), hidden.clone());
        answer.available_acts.contains(&act).then(|| {
            let press = move |_| {
                into.set(Some(kept.clone()));
                if act == PeerAnswerAct::Reply {
                    focus_soon("antwoord");
                }
            };
            view! {
                <button class="bv-back" type="button" on:click=press>
                    {label}
                    <span class="bv-hidden">{hidden}</span>
                </button>
            }
        })
    };
    view! {
        <div class="bv-notes__note">
            {text}
            <p class="bv-notes__foot">
                <span class="bv-muted bv-small">{said}</span>
                <span class="bv-buttons">
                    {button(PeerAnswerAct::Reply, words::peers::reply(locale), replies_to)}
                    {button(PeerAnswerAct::Withdraw, words::peers::take_back(locale), leaving)}
                </span>
            </p>
        </div>
    }
}

/// The field to answer, or to reply to an answer.
#[component]
fn Say(
    thread: Signal<Option<PeerThread>>,
    replies_to: RwSignal<Option<PeerAnswer>>,
    changed: Callback<()>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let Some(id) = thread.get_untracked().map(|thread| thread.row.id) else { return ().into_any() };
    let place = storage::draft_place(&use_viewer().get_untracked().person.id.0, &["peer.", &id.0].concat());
    let text = tab::written(place);
    let busy = RwSignal::new(false);
    let (error, trouble) = (RwSignal::new(None::<String>), RwSignal::new(None::<String>));
    let key = StoredValue::new(SteadyKey::default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let mut input = AnswerPeerQuestionInput {
            peer_question_id: id.clone(),
            reply_to_id: replies_to.get_untracked().map(|answer| answer.id),
            text: text.get_untracked().trim().to_owned(),
            idempotency_key: String::new(),
        };
        input.idempotency_key = key.try_update_value(|key| key.of(&input)).unwrap_or_default();
        error.set(None);
        trouble.set(None);
        spawn_local(async move {
            let answer = api.mutate::<AnswerPeerQuestionMutation, _>(AnswerPeerQuestionVariables { input }).await;
            // The page may be left in the meantime.
            busy.try_set(false);
            match answer.map(|answer| answer.answer_peer_question.user_errors) {
                Ok(user_errors) => {
                    key.try_update_value(SteadyKey::answered);
                    error.try_set(told_at(&user_errors, "text"));
                    trouble.try_set(elsewhere(&user_errors, &["text"]));
                    if user_errors.is_empty() {
                        text.try_set(String::new());
                        replies_to.try_set(None);
                        toasts.tell(words::peers::said(locale));
                    } else {
                        focus_wrong();
                    }
                    changed.try_run(());
                }
                Err(failure) => {
                    trouble.try_set(Some(explain(locale, &failure)));
                }
            }
        });
    };
    let field = move || {
        let label = replies_to.with(|answer| match answer {
            Some(answer) => words::peers::reply_to(locale, &answer.writer.name),
            None => words::peers::answer(locale).to_owned(),
        });
        view! {
            <TextField
                id="antwoord"
                label
                hint=words::peers::text_hint(locale)
                entry=Entry::Lines(3)
                required=true
                error
                value=text
            />
        }
    };
    let is_reply = Memo::new(move |_| replies_to.with(Option::is_some));
    view! {
        <form class="bv-section bv-stack" novalidate on:submit=submit>
            <Alert text=trouble />
            {field}
            <div class="bv-buttons">
                <Button emphasis=Emphasis::Primary submits=true busy>
                    {words::peers::say(locale)}
                </Button>
                <Show when=move || is_reply.get()>
                    <Button emphasis=Emphasis::Plain press=move || replies_to.set(None)>
                        {words::peers::reply_not(locale)}
                    </Button>
                </Show>
            </div>
        </form>
    }
    .into_any()
}

/// Asks whether an answer goes; its text stands in the question.
#[component]
fn TakeBack(leaving: RwSignal<Option<PeerAnswer>>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let (open, busy) = (RwSignal::new(false), RwSignal::new(false));
    let trouble = RwSignal::new(None::<String>);
    let key = StoredValue::new(String::new());
    effect(move || {
        if leaving.with(Option::is_some) {
            key.set_value(new_key());
            trouble.set(None);
            open.set(true);
        }
    });
    let send = Callback::new(move |()| {
        let Some(answer) = leaving.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let input = WithdrawPeerAnswerInput { peer_answer_id: answer.id, idempotency_key: Some(key.get_value()) };
        spawn_local(async move {
            let answer = api.mutate::<WithdrawPeerAnswerMutation, _>(WithdrawPeerAnswerVariables { input }).await;
            busy.try_set(false);
            match answer.map(|answer| elsewhere(&answer.withdraw_peer_answer.user_errors, &[])) {
                Ok(None) => {
                    open.try_set(false);
                    changed.try_run(());
                    toasts.tell(words::peers::take_back_done(locale));
                    // Its button is gone.
                    focus_soon("antwoorden");
                }
                Ok(refused) => {
                    trouble.try_set(refused);
                }
                Err(failure) => {
                    trouble.try_set(Some(explain(locale, &failure)));
                }
            }
        });
    });
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::peers::take_back(locale)}
            </Button>
            <Button press=move || open.set(false)>{words::peers::not_now(locale)}</Button>
        }
    };
    view! {
        <Dialog id="antwoord-weg" open title=words::peers::take_back_title(locale) on_submit=send foot>
            <Alert text=trouble />
            <blockquote class="bv-notes__note">
                {move || leaving.with(|answer| answer.as_ref().map(|answer| answer.text.clone()))}
            </blockquote>
            <p>{words::peers::take_back_text(locale)}</p>
        </Dialog>
    }
}

//! A question between connectors, with what was answered.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::peers_model as model;
use super::queries::{
    ClosePeerQuestionMutation, ClosePeerQuestionVariables, PeerQuestionAct, PeerQuestionActInput, PeerThread,
    ReopenPeerQuestionMutation, ReopenPeerQuestionVariables, ThreadQuery, ThreadVariables,
    WithdrawPeerQuestionMutation, WithdrawPeerQuestionVariables,
};
use super::thread::Thread;
use crate::calendar::{now, when};
use crate::graphql::scalars::PeerQuestionId;
use crate::graphql::{Api, Change, Failure, UserError, elsewhere, load, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Banner, Button, Dialog, Emphasis, Empty, Glyph, Heading, PageBones, PageHead, Top, explain, show_page,
    use_toasts,
};

/// More answers than anybody gives; then the page stops asking for more.
const MOST_PAGES: usize = 10;

/// The page.
#[component]
pub fn PeerQuestionPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id").as_deref().and_then(PeerQuestionId::of_address)));
    let loaded = load(move || whole(api, id.get()));
    loaded.follow(api, move |change| match change {
        Change::PeerQuestion(change) => id.with_untracked(|id| id.as_ref() == Some(&change.id)),
        Change::Missed => true,
        _ => false,
    });
    let changed = Callback::new(move |()| loaded.reload());
    view! {
        <div class="bv-main--narrow">
            <Top href="/sparren" label=words::peers::back(locale) />
            {show_page(
                loaded,
                words::peers::title(locale),
                words::peers::failed_thread(locale),
                move || view! { <PageBones title=words::peers::title(locale) rows=4 /> },
                move |answer: Signal<Arc<Option<PeerThread>>>| {
                    let is_there = Memo::new(move |_| answer.with(|answer| answer.is_some()));
                    let thread = Signal::derive(move || answer.get().as_ref().clone());
                    let gone = move || {
                        view! {
                            <Heading title=words::peers::gone(locale) />
                            <Empty title=words::peers::gone_text(locale) />
                        }
                    };
                    view! {
                        <Show when=move || is_there.get() fallback=gone>
                            <Question thread changed />
                        </Show>
                    }
                },
            )}
        </div>
    }
}

/// The question with all of its answers, however many pages they are.
async fn whole(api: Api, id: Option<PeerQuestionId>) -> Result<Option<PeerThread>, Failure> {
    let Some(id) = id else { return Ok(None) };
    let mut found = None::<PeerThread>;
    let mut after = None;
    for _ in 0..MOST_PAGES {
        let answer = api.query::<ThreadQuery, _>(ThreadVariables { id: id.clone(), after }).await?;
        let Some(page) = answer.peer_question else { return Ok(None) };
        let next = page.answers.page_info.clone();
        match &mut found {
            Some(thread) => thread.answers.nodes.extend(page.answers.nodes),
            None => found = Some(page),
        }
        after = next.next();
        if after.is_none() {
            break;
        }
    }
    Ok(found)
}

#[component]
fn Question(thread: Signal<Option<PeerThread>>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let title = Signal::derive(move || {
        thread.with(|it| it.as_ref().map(|it| model::whom(locale, &it.row))).unwrap_or_default()
    });
    let sub =
        Signal::derive(move || thread.with(|it| it.as_ref().map(|it| when(locale, it.asked_at, now().here().day))));
    let text = move || thread.with(|it| it.as_ref().map(|it| it.row.text.clone()));
    let settled = move || {
        let thread = thread.get()?;
        thread.closed_at?;
        let told = if thread.row.asker.is_viewer {
            words::peers::is_closed_own(locale).to_owned()
        } else {
            words::peers::is_closed(locale, &thread.row.asker.name)
        };
        Some(view! { <Banner glyph=Glyph::Check><p>{told}</p></Banner> })
    };
    view! {
        <PageHead title sub />
        <blockquote class="bv-card bv-peer">{text}</blockquote>
        {settled}
        <Acts thread changed />
        <Thread thread changed />
    }
}

/// What who asked can do.
#[component]
fn Acts(thread: Signal<Option<PeerThread>>, changed: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let (busy, leaving) = (RwSignal::new(false), RwSignal::new(false));
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let send = move |act: PeerQuestionAct| {
        let Some(thread) = thread.get_untracked().filter(|_| !busy.get_untracked()) else { return };
        busy.set(true);
        let input = PeerQuestionActInput {
            peer_question_id: thread.row.id.clone(),
            expected_version: thread.version,
            idempotency_key: Some(new_key()),
        };
        let navigate = navigate.clone();
        spawn_local(async move {
            let answer = settle(api, act, input).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(user_errors) = answer else { return };
            let is_done = user_errors.is_empty();
            refusals.try_set(user_errors);
            if !is_done {
                // Somebody said something in the meantime: that is shown, and then it goes.
                changed.try_run(());
                return;
            }
            leaving.try_set(false);
            match act {
                PeerQuestionAct::Withdraw => {
                    toasts.tell(words::peers::withdraw_done(locale));
                    navigate("/sparren", NavigateOptions { replace: true, ..NavigateOptions::default() });
                }
                PeerQuestionAct::Close => toasts.tell(words::peers::close_done(locale)),
                PeerQuestionAct::Reopen | PeerQuestionAct::Answer => toasts.tell(words::peers::reopen_done(locale)),
            }
            changed.try_run(());
        });
    };
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| elsewhere(all, &[])))
    });
    let may = move |act: PeerQuestionAct| {
        Memo::new(move |_| thread.with(|it| it.as_ref().is_some_and(|it| it.available_acts.contains(&act))))
    };
    let (closes, reopens, withdraws) =
        (may(PeerQuestionAct::Close), may(PeerQuestionAct::Reopen), may(PeerQuestionAct::Withdraw));
    let send = StoredValue::new(send);
    let press = move |act: PeerQuestionAct| move || send.with_value(|send| send(act));
    let foot = move || {
        view! {
            <Button emphasis=Emphasis::Primary submits=true busy>
                {words::peers::withdraw(locale)}
            </Button>
            <Button press=move || leaving.set(false)>{words::peers::not_now(locale)}</Button>
        }
    };
    let leave = Callback::new(move |()| send.with_value(|send| send(PeerQuestionAct::Withdraw)));
    view! {
        <Show when=move || withdraws.get()>
            <div class="bv-buttons bv-after">
                <Show when=move || closes.get()>
                    <Button icon=Glyph::Check busy press=press(PeerQuestionAct::Close)>
                        {words::peers::close(locale)}
                    </Button>
                </Show>
                <Show when=move || reopens.get()>
                    <Button busy press=press(PeerQuestionAct::Reopen)>
                        {words::peers::reopen(locale)}
                    </Button>
                </Show>
                <Button emphasis=Emphasis::Plain press=move || leaving.set(true)>
                    {words::peers::withdraw(locale)}
                </Button>
            </div>
            <Show when=move || !leaving.get()>
                <Alert text=wrong />
            </Show>
        </Show>
        <Dialog id="vraag-weg" open=leaving title=words::peers::withdraw_title(locale) on_submit=leave foot>
            <Alert text=wrong />
            <p>{words::peers::withdraw_text(locale)}</p>
        </Dialog>
    }
}

async fn settle(api: Api, act: PeerQuestionAct, input: PeerQuestionActInput) -> Result<Vec<UserError>, Failure> {
    Ok(match act {
        PeerQuestionAct::Close => {
            let answer = api.mutate::<ClosePeerQuestionMutation, _>(ClosePeerQuestionVariables { input }).await?;
            answer.close_peer_question.user_errors
        }
        PeerQuestionAct::Reopen | PeerQuestionAct::Answer => {
            let answer = api.mutate::<ReopenPeerQuestionMutation, _>(ReopenPeerQuestionVariables { input }).await?;
            answer.reopen_peer_question.user_errors
        }
        PeerQuestionAct::Withdraw => {
            let answer = api.mutate::<WithdrawPeerQuestionMutation, _>(WithdrawPeerQuestionVariables { input }).await?;
            answer.withdraw_peer_question.user_errors
        }
    })
}

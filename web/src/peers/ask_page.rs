//! Asking a fellow connector or a team something. What is typed is kept on the device until the server has it.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};

use super::peers_model::Draft;
use super::queries::{AskPeersMutation, AskPeersVariables, PeerChoices, PeerChoicesQuery};
use crate::account::use_viewer;
use crate::graphql::{Failure, SteadyKey, UserError, elsewhere, load, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::storage;
use crate::ui::{
    Alert, Button, Emphasis, Empty, Entry, PageHead, SelectField, SkeletonRows, TextField, Top, effect, explain,
    focus_wrong, show_loaded, use_toasts,
};

/// The fields that show their own error.
const FIELDS: [&str; 3] = ["personId", "neighbourhoodId", "text"];

/// The page. The address may say whom.
#[component]
pub fn AskPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<PeerChoicesQuery, _>(()));
    view! {
        <div class="bv-main--narrow">
            <Top href="/sparren" label=words::peers::back(locale) />
            <PageHead title=words::peers::ask_title(locale) />
            {show_loaded(
                loaded,
                words::peers::failed(locale),
                || view! { <SkeletonRows rows=3 /> },
                // Shown once: what somebody types is not replaced by what arrives later.
                move |answer: Signal<Arc<PeerChoicesQuery>>| {
                    match answer.get_untracked().peer_choices.clone() {
                        None => view! { <Empty title=words::peers::only_connectors(locale) /> }.into_any(),
                        Some(choices) if choices.connectors.is_empty() && choices.teams.is_empty() => {
                            view! { <Empty title=words::peers::nobody(locale) text=words::peers::nobody_text(locale) /> }
                                .into_any()
                        }
                        Some(choices) => view! { <Form choices /> }.into_any(),
                    }
                },
            )}
        </div>
    }
}

#[component]
fn Form(choices: PeerChoices) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let options = options(locale, &choices);
    let can_be_asked = |id: &String| options.iter().any(|(known, _)| known == id);
    let place = storage::draft_place(&use_viewer().get_untracked().person.id.0, "peers");
    let kept = Draft::kept(storage::read(&place).as_deref());
    let was_kept = RwSignal::new(kept.is_some());
    let draft = kept.unwrap_or_default();
    let asked = use_query_map().with_untracked(|query| query.get("aan")).unwrap_or_default();
    let chosen = [asked, draft.whom].into_iter().find(|id| !id.is_empty() && can_be_asked(id)).unwrap_or_default();
    let (whom, text) = (RwSignal::new(chosen), RwSignal::new(draft.text));
    let key = RwSignal::new(draft.key);
    let (is_sent, busy) = (RwSignal::new(false), RwSignal::new(false));
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    effect(move || {
        let draft = Draft { whom: whom.get(), text: text.get(), key: key.get() };
        if is_sent.get() || draft.text.trim().is_empty() {
            storage::forget(&place);
        } else {
            storage::write(&place, &draft.json());
        }
    });
    let begin_anew = move |_| {
        text.set(String::new());
        key.set(SteadyKey::default());
        was_kept.set(false);
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let draft = Draft { whom: whom.get_untracked(), text: text.get_untracked(), key: SteadyKey::default() };
        let mut input = draft.input();
        // The same words once more are the same act.
        input.idempotency_key = key.try_update(|key| key.of(&input)).unwrap_or_default();
        let navigate = navigate.clone();
        spawn_local(async move {
            let answer = api.mutate::<AskPeersMutation, _>(AskPeersVariables { input }).await;
            // The page may be left in the meantime.
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(answer) = answer.map(|answer| answer.ask_peers) else { return };
            key.try_update(SteadyKey::answered);
            if let Some(question) = answer.peer_question.filter(|_| answer.user_errors.is_empty()) {
                is_sent.try_set(true);
                toasts.tell(words::peers::sent(locale));
                navigate(&["/sparren/", &question.id.0].concat(), NavigateOptions::default());
            } else {
                refusals.try_set(answer.user_errors);
                focus_wrong();
            }
        });
    };
    let at = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    let at_whom = Signal::derive(move || {
        refusals.with(|all| told_at(all, "personId").or_else(|| told_at(all, "neighbourhoodId")))
    });
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| refusals.with(|all| elsewhere(all, &FIELDS)))
    });
    view! {
        <form class="bv-stack" novalidate on:submit=submit>
            <Show when=move || was_kept.get()>
                <p class="bv-buttons">
                    {words::peers::kept(locale)}
                    <button class="bv-back" type="button" on:click=begin_anew>
                        {words::peers::begin_anew(locale)}
                    </button>
                </p>
            </Show>
            <Alert text=wrong />
            <SelectField
                id="aan"
                label=words::peers::whom(locale)
                required=true
                options=Signal::stored(options.clone())
                error=at_whom
                value=whom
            />
            <TextField
                id="vraag"
                label=words::peers::text(locale)
                hint=words::peers::text_hint(locale)
                entry=Entry::Lines(5)
                required=true
                error=at("text")
                value=text
            />
            <div class="bv-buttons">
                <Button emphasis=Emphasis::Primary submits=true busy>
                    {words::peers::send(locale)}
                </Button>
            </div>
        </form>
    }
}

/// Whom one can choose: nobody yet, the own teams, fellow connectors.
fn options(locale: crate::i18n::Locale, choices: &PeerChoices) -> Vec<(String, String)> {
    let none = (String::new(), words::peers::choose(locale).to_owned());
    let teams = choices.teams.iter().map(|team| (team.id.0.clone(), words::peers::team(locale, &team.name)));
    let connectors = choices.connectors.iter().map(|choice| (choice.person_id.0.clone(), choice.name.clone()));
    std::iter::once(none).chain(teams).chain(connectors).collect()
}

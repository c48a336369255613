//! Writing an entry: a new one, or one that is there.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::changes::{
    AddMutation, AddSpecialistInput, AddVariables, ChangeMutation, ChangeSpecialistInput, ChangeVariables,
    ChoicesQuery, ChoicesVariables, SpecialistPayload,
};
use super::editor_fields::Fields;
use super::editor_model::Draft;
use super::entry_page::Gone;
use super::queries::{Specialist, SpecialistQuery, SpecialistVariables};
use crate::account::Viewer;
use crate::graphql::enums::{Role, SpecialistAct, UserErrorCode};
use crate::graphql::scalars::SpecialistId;
use crate::graphql::{UserError, load, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Banner, Button, Emphasis, Glyph, PageHead, SkeletonRows, Top, explain, show_loaded, use_toasts};

/// Whether somebody may add an entry: community workers and coordinators.
pub fn may_add(viewer: &Viewer) -> bool {
    viewer.roles.iter().any(|grant| matches!(grant.role, Role::CommunityWorker | Role::Coordinator))
}

/// The page for a new entry.
#[component]
pub fn AddPage() -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="bv-main--narrow">
            <Top href="/specialisten" label=words::specialists::title(locale) />
            <Editor known=None />
        </div>
    }
}

/// The page that changes an entry.
#[component]
pub fn ChangePage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get("id")).unwrap_or_default());
    let loaded = load(move || api.query::<SpecialistQuery, _>(SpecialistVariables { id: SpecialistId(id.get()) }));
    let back = move || ["/specialisten/", &id.get()].concat();
    view! {
        <div class="bv-main--narrow">
            {move || view! { <Top href=back() label=words::specialists::title(locale) /> }}
            {show_loaded(
                loaded,
                words::specialists::failed(locale),
                || view! { <SkeletonRows rows=8 /> },
                // Shown once: what somebody types is not replaced by what arrives later.
                |answer| match answer.get_untracked().specialist.clone() {
                    Some(entry) if entry.available_acts.contains(&SpecialistAct::Change) => {
                        view! { <Editor known=Some(entry) /> }.into_any()
                    }
                    _ => view! { <Gone /> }.into_any(),
                },
            )}
        </div>
    }
}

#[component]
fn Editor(known: Option<Specialist>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let navigate = use_navigate();
    let title = match &known {
        Some(entry) => words::specialists::change_title(locale, &entry.name),
        None => words::specialists::add_title(locale).to_owned(),
    };
    let draft = RwSignal::new(known.as_ref().map(|entry| Draft::of(locale, entry)).unwrap_or_default());
    let version = RwSignal::new(known.as_ref().map_or(0, |entry| entry.version));
    let id = StoredValue::new(known.map(|entry| entry.id));
    let key = StoredValue::new(new_key());
    let errors = RwSignal::new(Vec::<UserError>::new());
    let trouble = RwSignal::new(None::<String>);
    let busy = RwSignal::new(false);
    let choices = load(move || api.query::<ChoicesQuery, _>(ChoicesVariables { first: Some(100), after: None }));
    let take = move |payload: SpecialistPayload| {
        let is_stale = payload.user_errors.iter().any(|error| error.code == UserErrorCode::StaleVersion);
        if is_stale {
            // Somebody else was first: their version is the one to change now, and nothing typed is lost.
            version.set(payload.specialist.map_or(0, |entry| entry.version));
            key.set_value(new_key());
            trouble.set(Some(words::specialists::stale_conflict(locale).to_owned()));
        } else if payload.user_errors.is_empty() {
            let name = draft.with_untracked(|draft| draft.name.clone());
            let is_new = id.with_value(Option::is_none);
            let said = if is_new { words::specialists::add_done } else { words::specialists::change_done };
            toasts.tell(said(locale, &name));
            let path = payload.specialist.map(|entry| ["/specialisten/", &entry.id.0].concat());
            navigate(&path.unwrap_or_else(|| "/specialisten".to_owned()), NavigateOptions::default());
        } else {
            key.set_value(new_key());
            trouble.set(Some(payload.user_errors[0].message.clone()));
            errors.set(payload.user_errors);
        }
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        trouble.set(None);
        errors.set(Vec::new());
        let Some(specialist) = draft.with_untracked(Draft::input) else {
            trouble.set(Some(words::specialists::hours_wrong(locale).to_owned()));
            return;
        };
        busy.set(true);
        let idempotency_key = Some(key.get_value());
        let take = take.clone();
        spawn_local(async move {
            let answer = match id.get_value() {
                None => {
                    let input = AddSpecialistInput { specialist, idempotency_key };
                    api.mutate::<AddMutation, _>(AddVariables { input }).await.map(|it| it.add_specialist)
                }
                Some(specialist_id) => {
                    let expected_version = version.get_untracked();
                    let input = ChangeSpecialistInput { specialist_id, expected_version, specialist, idempotency_key };
                    api.mutate::<ChangeMutation, _>(ChangeVariables { input }).await.map(|it| it.change_specialist)
                }
            };
            busy.set(false);
            match answer {
                Ok(payload) => take(payload),
                Err(failure) => trouble.set(Some(explain(locale, &failure))),
            }
        });
    };
    view! {
        <PageHead title />
        {show_loaded(
            choices,
            words::specialists::failed(locale),
            || view! { <SkeletonRows rows=8 /> },
            move |choices| {
                let send = send.clone();
                view! {
                    <form class="bv-stack" novalidate on:submit=send>
                        <Fields draft choices errors />
                        {move || {
                            trouble
                                .get()
                                .map(|trouble| {
                                    view! {
                                        <Banner glyph=Glyph::Late>
                                            <p role="alert">{trouble}</p>
                                        </Banner>
                                    }
                                })
                        }}
                        <div class="bv-buttons">
                            <Button emphasis=Emphasis::Primary submits=true busy>
                                {words::specialists::save(locale)}
                            </Button>
                        </div>
                    </form>
                }
            },
        )}
    }
}

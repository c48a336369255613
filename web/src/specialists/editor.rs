//! Writing an entry: a new one, or one that is there.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_params_map};

use super::changes::{
    AddMutation, AddSpecialistInput, AddVariables, ChangeMutation, ChangeSpecialistInput, ChangeVariables,
    ChoicesQuery, ChoicesVariables, SpecialistInput, SpecialistPayload,
};
use super::editor_conflict::ConflictCard;
use super::editor_conflict_model::Conflict;
use super::editor_fields::{FIELDS, Fields};
use super::editor_model::{Draft, Unsaved};
use super::entry_page::Gone;
use super::queries::{Specialist, SpecialistQuery, SpecialistVariables};
use crate::account::{Viewer, use_viewer};
use crate::graphql::enums::{Role, SpecialistAct, UserErrorCode};
use crate::graphql::scalars::SpecialistId;
use crate::graphql::{Api, Failure, SteadyKey, UserError, elsewhere, load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::storage::{self, tab};
use crate::ui::{
    Banner, Button, Emphasis, Glyph, PageBones, PageHead, SkeletonRows, Top, effect, explain, focus_wrong, show_loaded,
    show_page, use_toasts,
};

/// Whether somebody may add an entry: community workers and coordinators.
pub fn may_add(viewer: &Viewer) -> bool {
    viewer.has_role(&[Role::CommunityWorker, Role::Coordinator])
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
            {show_page(
                loaded,
                words::specialists::title(locale),
                words::specialists::failed(locale),
                move || view! { <PageBones title=words::specialists::title(locale) rows=8 /> },
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

/// The form at work: what was typed, and how the last try went.
#[derive(Clone, Copy)]
struct Writing {
    draft: RwSignal<Draft>,
    /// The entry as it was when it was last seen, and its version.
    seen: StoredValue<(Draft, i32)>,
    /// The entry as it was when the writing began. A choice between two versions is not kept, so it is made anew then.
    begun: StoredValue<(Draft, i32)>,
    /// Where this tab keeps what isn't saved.
    place: StoredValue<String>,
    /// None for a new entry.
    id: StoredValue<Option<SpecialistId>>,
    key: StoredValue<SteadyKey>,
    errors: RwSignal<Vec<UserError>>,
    trouble: RwSignal<Option<String>>,
    failure: RwSignal<Option<Failure>>,
    conflict: RwSignal<Option<Conflict>>,
    busy: RwSignal<bool>,
    /// Whether it was begun earlier.
    is_kept: RwSignal<bool>,
    /// The fields read the draft once; they are drawn anew when something else than typing changed it.
    redraw: Trigger,
    locale: Locale,
}

impl Writing {
    fn of(locale: Locale, known: Option<Specialist>, fresh: (Draft, i32), place: String) -> Self {
        let kept = Unsaved::kept(tab::read(&place).as_deref(), &fresh.0);
        let nothing = || Unsaved { draft: fresh.0.clone(), begun: fresh.clone(), key: SteadyKey::default() };
        let is_kept = RwSignal::new(kept.is_some());
        let Unsaved { draft, begun, key } = kept.unwrap_or_else(nothing);
        Self {
            seen: StoredValue::new(begun.clone()),
            begun: StoredValue::new(begun),
            place: StoredValue::new(place),
            draft: RwSignal::new(draft),
            id: StoredValue::new(known.map(|entry| entry.id)),
            key: StoredValue::new(key),
            errors: RwSignal::new(Vec::new()),
            trouble: RwSignal::new(None),
            failure: RwSignal::new(None),
            conflict: RwSignal::new(None),
            busy: RwSignal::new(false),
            is_kept,
            redraw: Trigger::new(),
            locale,
        }
    }

    /// Keeps what isn't saved, in this tab.
    fn keep(self) {
        let Some(begun) = self.begun.try_get_value() else { return };
        let unsaved = Unsaved { draft: self.draft.get_untracked(), begun, key: self.key.get_value() };
        self.place.with_value(|place| match unsaved.json() {
            Some(json) => tab::write(place, &json),
            None => tab::forget(place),
        });
    }

    /// Leaves what was written earlier, for the entry as it is.
    fn begin_anew(self, fresh: (Draft, i32)) {
        self.draft.set(fresh.0.clone());
        self.seen.set_value(fresh.clone());
        self.begun.set_value(fresh);
        self.key.set_value(SteadyKey::default());
        self.errors.set(Vec::new());
        self.trouble.set(None);
        self.failure.set(None);
        self.conflict.set(None);
        self.is_kept.set(false);
        self.redraw.notify();
    }

    /// What to send; None when something is to be done first, and that is told.
    fn filled_in(self) -> Option<SpecialistInput> {
        self.trouble.set(None);
        self.failure.set(None);
        self.errors.set(Vec::new());
        let typed = self.draft.get_untracked();
        let settled = self.conflict.with_untracked(|conflict| match conflict {
            Some(conflict) => conflict.settled(&typed),
            None => Some(typed),
        });
        let Some(settled) = settled else {
            self.trouble.set(Some(words::specialists::conflict_choose(self.locale).to_owned()));
            return None;
        };
        let missing = settled.missing(self.locale);
        if !missing.is_empty() {
            self.errors.set(missing);
            focus_wrong();
            return None;
        }
        settled.input()
    }

    async fn send(self, api: Api, specialist: SpecialistInput) -> Result<SpecialistPayload, Failure> {
        match self.id.get_value() {
            None => {
                let mut input = AddSpecialistInput { specialist, idempotency_key: None };
                input.idempotency_key = self.key.try_update_value(|key| key.of(&input));
                self.keep();
                api.mutate::<AddMutation, _>(AddVariables { input }).await.map(|it| it.add_specialist)
            }
            Some(specialist_id) => {
                let expected_version = self.seen.with_value(|(_, version)| *version);
                let mut input =
                    ChangeSpecialistInput { specialist_id, expected_version, specialist, idempotency_key: None };
                input.idempotency_key = self.key.try_update_value(|key| key.of(&input));
                self.keep();
                api.mutate::<ChangeMutation, _>(ChangeVariables { input }).await.map(|it| it.change_specialist)
            }
        }
    }

    /// Somebody else was first: shows what they changed. Nothing typed is lost, and nothing of theirs unseen.
    fn meet(self, entry: Option<&Specialist>) {
        let Some(entry) = entry else {
            self.trouble.set(Some(words::specialists::gone(self.locale).to_owned()));
            return;
        };
        let theirs = Draft::of(self.locale, entry);
        let Some((before, _)) = self.seen.try_get_value() else { return };
        let typed = self.draft.get_untracked();
        // What was chosen in a conflict before this one stays chosen.
        let settled = self.conflict.with_untracked(|conflict| conflict.as_ref()?.settled(&typed));
        let mut mine = settled.unwrap_or(typed);
        let conflict = Conflict::between(&before, &mut mine, theirs.clone());
        self.draft.set(mine);
        self.seen.set_value((theirs, entry.version));
        self.redraw.notify();
        self.conflict.set(Some(conflict));
    }

    /// What was refused, at its field; above the button what has no field.
    fn refuse(self, errors: Vec<UserError>) {
        self.trouble.set(elsewhere(&errors, FIELDS));
        self.errors.set(errors);
        focus_wrong();
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
    let fresh = known.as_ref().map(|entry| (Draft::of(locale, entry), entry.version)).unwrap_or_default();
    let which = known.as_ref().map_or("new", |entry| entry.id.0.as_str());
    let place = storage::draft_place(&use_viewer().get_untracked().person.id.0, &["specialist.", which].concat());
    let writing = Writing::of(locale, known, fresh.clone(), place.clone());
    effect(move || {
        writing.draft.track();
        writing.keep();
    });
    let begin_anew = Callback::new(move |()| writing.begin_anew(fresh.clone()));
    let Writing { draft, errors, trouble, failure, conflict, busy, redraw, .. } = writing;
    let told = Signal::derive(move || failure.get().map(|failed| explain(locale, &failed)).or_else(|| trouble.get()));
    let choices = load(move || api.query::<ChoicesQuery, _>(ChoicesVariables { first: Some(100), after: None }));
    let done = move |name: &str, is_new: bool, entry: Option<SpecialistId>| {
        let said = if is_new { words::specialists::add_done } else { words::specialists::change_done };
        toasts.tell(said(locale, name));
        let path = entry.map(|id| ["/specialisten/", &id.0].concat());
        navigate(&path.unwrap_or_else(|| "/specialisten".to_owned()), NavigateOptions::default());
    };
    let send = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        let Some(specialist) = writing.filled_in() else { return };
        busy.set(true);
        let (done, place) = (done.clone(), place.clone());
        spawn_local(async move {
            let name = specialist.name.clone();
            let is_new = writing.id.with_value(Option::is_none);
            let answer = writing.send(api, specialist).await;
            if answer.as_ref().is_ok_and(|answer| answer.user_errors.is_empty()) {
                tab::forget(&place);
            }
            if busy.try_set(false).is_some() {
                // The page was left before the answer came.
                return;
            }
            match answer {
                Err(failed) => failure.set(Some(failed)),
                Ok(SpecialistPayload { specialist, user_errors }) => {
                    writing.key.update_value(SteadyKey::answered);
                    if user_errors.iter().any(|error| error.code == UserErrorCode::StaleVersion) {
                        writing.meet(specialist.as_ref());
                    } else if user_errors.is_empty() {
                        done(&name, is_new, specialist.map(|entry| entry.id));
                    } else {
                        writing.refuse(user_errors);
                    }
                }
            }
        });
    };
    view! {
        <PageHead title />
        <Earlier is_kept=writing.is_kept begin_anew />
        {show_loaded(
            choices,
            words::specialists::failed(locale),
            || view! { <SkeletonRows rows=8 /> },
            move |choices| {
                let send = send.clone();
                view! {
                    <form class="bv-stack" novalidate on:submit=send>
                        {move || {
                            redraw.track();
                            view! { <Fields draft choices errors /> }
                        }}
                        <ConflictCard conflict draft choices />
                        {move || {
                            told.get()
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

/// Says that what stands in the form was begun earlier.
#[component]
fn Earlier(is_kept: RwSignal<bool>, begin_anew: Callback<()>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <Show when=move || is_kept.get()>
            <p class="bv-section bv-buttons">
                {words::specialists::unsaved(locale)}
                <button class="bv-back" type="button" on:click=move |_| begin_anew.run(())>
                    {words::new_question::begin_anew(locale)}
                </button>
            </p>
        </Show>
    }
}

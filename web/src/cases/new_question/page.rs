//! The page. What is typed is kept on the device until the server has it.

use leptos::html;
use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::NavigateOptions;
use leptos_router::hooks::use_navigate;

use super::draft::Draft;
use super::form::{Fields, PlaceChoice, WordsFields};
use super::queries::{NewQuestionQuery, OpenCaseMutation, OpenCasePayload, OpenCaseVariables};
use super::topics::TopicChoice;
use crate::account::use_viewer;
use crate::graphql::enums::UserErrorCode;
use crate::graphql::{Failure, UserError, elsewhere, load, new_key, told_at, use_api};
use crate::i18n::{use_locale, words};
use crate::storage;
use crate::ui::{
    Alert, Button, Emphasis, Glyph, Heading, Room, SkeletonRows, SkipLink, Top, effect, explain, focus_wrong,
    show_loaded, use_toasts,
};

/// The fields that show their own error.
const OWN_ERRORS: [&str; 4] = ["neighbourhoodId", "summary", "codeWord", "contactNote"];

/// A new question.
#[component]
pub fn NewQuestionPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<NewQuestionQuery, _>(()));
    view! {
        <SkipLink />
        <main class="bv-main bv-main--narrow bv-main--foot" id="inhoud">
            <Top href="/" label=words::ui::stop(locale) glyph=Glyph::Close />
            <Heading title=words::new_question::title(locale) />
            <p class="bv-muted">{words::new_question::no_names(locale)}</p>
            {show_loaded(
                loaded,
                words::new_question::failed(locale),
                || view! { <SkeletonRows rows=8 /> },
                |answer| {
                    let topics = Signal::derive(move || answer.get().topics.clone());
                    view! { <QuestionForm topics /> }
                },
            )}
        </main>
    }
}

#[component]
fn QuestionForm(topics: Signal<Vec<super::queries::Topic>>) -> impl IntoView {
    let locale = use_locale();
    let place = storage::draft_place(&use_viewer().get_untracked().person.id.0, "question");
    let kept = Draft::kept(storage::read(&place).as_deref());
    let was_kept = RwSignal::new(kept.is_some());
    let fields = Fields::of(kept.unwrap_or_else(|| Draft { key: new_key(), ..Draft::default() }));
    let sending = Sending::new();
    let is_sent = sending.is_sent;
    let draft = Memo::new(move |_| fields.draft());
    let send = sender(sending, fields, draft, place.clone());
    effect(move || {
        let draft = draft.get();
        if is_sent.get() || draft.is_empty() {
            storage::forget(&place);
        } else {
            storage::write(&place, &draft.json());
        }
    });
    let has_topic = Memo::new(move |_| {
        let topic = fields.topic.get();
        topics.with(|topics| topics.iter().any(|it| it.id.0 == topic))
    });
    let place_heading = NodeRef::<html::H2>::new();
    let on_chosen = Callback::new(move |()| {
        request_animation_frame(move || {
            if let Some(heading) = place_heading.get_untracked() {
                let _ = heading.focus();
            }
        });
    });
    let at_place = Signal::derive(move || sending.told_at("neighbourhoodId"));
    let error = Callback::new(move |field| sending.told_at(field));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        send(locale);
    };
    let begin_anew = move |_| {
        fields.clear(new_key());
        was_kept.set(false);
    };
    view! {
        <form novalidate on:submit=submit>
            <Show when=move || was_kept.get()>
                <p class="bv-section bv-buttons">
                    {words::new_question::kept(locale)}
                    <button class="bv-back" type="button" on:click=begin_anew>
                        {words::new_question::begin_anew(locale)}
                    </button>
                </p>
            </Show>
            <TopicChoice topics chosen=fields.topic on_chosen />
            <Show when=move || has_topic.get()>
                <div class="bv-steps__next">
                    <PlaceChoice fields heading=place_heading error=at_place />
                    <WordsFields fields unfolded=!draft.get_untracked().is_brief() error />
                    <div class="bv-section bv-foot">
                        <Alert text=Signal::derive(move || sending.alert(locale)) />
                        <Button emphasis=Emphasis::Primary room=Room::Foot submits=true busy=sending.is_busy>
                            {words::new_question::save(locale)}
                        </Button>
                    </div>
                </div>
            </Show>
        </form>
    }
}

/// How the last try went.
#[derive(Clone, Copy)]
struct Sending {
    is_busy: RwSignal<bool>,
    is_sent: RwSignal<bool>,
    refusals: RwSignal<Vec<UserError>>,
    failure: RwSignal<Option<Failure>>,
}

impl Sending {
    fn new() -> Self {
        Self {
            is_busy: RwSignal::new(false),
            is_sent: RwSignal::new(false),
            refusals: RwSignal::new(Vec::new()),
            failure: RwSignal::new(None),
        }
    }

    fn told_at(self, field: &str) -> Option<String> {
        self.refusals.with(|refusals| told_at(refusals, field))
    }

    fn alert(self, locale: crate::i18n::Locale) -> Option<String> {
        let failed = self.failure.get().map(|failure| explain(locale, &failure));
        failed.or_else(|| self.refusals.with(|refusals| elsewhere(refusals, &OWN_ERRORS)))
    }
}

/// What sends the question, and forgets the draft that is kept at this place. Nothing is sent while a try is under way, and
/// a try after a failure is the same try.
fn sender(sending: Sending, fields: Fields, draft: Memo<Draft>, place: String) -> impl Fn(crate::i18n::Locale) + Clone {
    let api = use_api();
    let toasts = use_toasts();
    let navigate = use_navigate();
    move |locale| {
        if sending.is_busy.get_untracked() {
            return;
        }
        let Some(input) = draft.get_untracked().input() else {
            let missing = words::new_question::choose_place(locale);
            sending.refusals.set(vec![UserError::missing("neighbourhoodId", missing)]);
            focus_wrong();
            return;
        };
        sending.is_busy.set(true);
        let navigate = navigate.clone();
        let place = place.clone();
        spawn_local(async move {
            let answer = api.mutate::<OpenCaseMutation, _>(OpenCaseVariables { input }).await;
            // Who went on to another page meanwhile is told, and stays there.
            let is_here = sending.is_busy.try_set(false).is_none();
            match answer {
                Ok(OpenCaseMutation { open_case: OpenCasePayload { case: Some(case), .. } }) => {
                    storage::forget(&place);
                    toasts.tell(words::new_question::saved(locale, &case.code_word));
                    if !is_here {
                        return;
                    }
                    sending.is_sent.set(true);
                    let replace = NavigateOptions { replace: true, ..NavigateOptions::default() };
                    navigate(&["/vragen/", &case.id.0].concat(), replace);
                }
                // The draft is still kept, for when they come back.
                _ if !is_here => {}
                Ok(OpenCaseMutation { open_case: OpenCasePayload { user_errors, .. } }) => {
                    // An earlier try did arrive, with other words; the next one is a question of its own.
                    if user_errors.iter().any(|error| error.code == UserErrorCode::KeyReused) {
                        fields.renew(new_key());
                    }
                    sending.failure.set(None);
                    sending.refusals.set(user_errors);
                    focus_wrong();
                }
                Err(failure) => {
                    sending.refusals.set(Vec::new());
                    sending.failure.set(Some(failure));
                }
            }
        });
    }
}

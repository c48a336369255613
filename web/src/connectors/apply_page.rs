//! Becoming a connector: a form for everybody, without an account, and what happens next.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::apply_model::{Filled, is_worn, told_at_answer};
use super::fields::{AreaFields, ChosenAreas, DaypartField, Ticked};
use super::queries::{ApplicationQuestion, ApplyAsConnectorMutation, ApplyAsConnectorVariables, ApplyQuery};
use crate::account::use_session;
use crate::calendar::{Day, full_day};
use crate::graphql::enums::AnswerKind;
use crate::graphql::{Failure, Loaded, SteadyKey, UserError, elsewhere, load, told_at, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::shell::{DemoBanner, LanguageButton};
use crate::storage::tab;
use crate::ui::{
    Alert, Button, ButtonLink, Choice, ChoiceField, Emphasis, Entry, Heading, Room, SkeletonRows, SkipLink, TextField,
    explain, focus_soon, focus_wrong, show_loaded,
};

/// Begins the names of what is kept while somebody fills in the form: in this tab only.
const DRAFT: &str = "apply.";

/// The page.
#[component]
pub fn ApplyPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<ApplyQuery, _>(()));
    let sent = RwSignal::new(None::<(String, Day)>);
    view! {
        <SkipLink />
        <DemoBanner session=use_session() />
        <main class="bv-main" id="inhoud">
            <header class="bv-hero bv-street">
                <div class="bv-main--narrow">
                    <Heading title=words::apply::title(locale) />
                    <p>{words::apply::intro(locale)}</p>
                </div>
            </header>
            <div class="bv-main--narrow">
                {move || match sent.get() {
                    Some((name, day)) => view! { <Thanks name day /> }.into_any(),
                    None => {
                        show_loaded(
                            loaded,
                            words::apply::failed(locale),
                            || view! { <SkeletonRows rows=6 /> },
                            move |answer| view! { <Form first=answer.get_untracked() answer loaded sent /> },
                        )
                            .into_any()
                    }
                }}
                <p class="bv-section">
                    <LanguageButton />
                </p>
            </div>
        </main>
    }
}

#[derive(Clone, Copy)]
struct Typed {
    name: RwSignal<String>,
    phone: RwSignal<String>,
    email: RwSignal<String>,
    areas: ChosenAreas,
    dayparts: Ticked<4>,
    answers: StoredValue<Vec<RwSignal<String>>>,
    bait: RwSignal<String>,
}

impl Typed {
    /// As it was before the language was changed, or the page was left by mistake.
    fn kept(questions: &[ApplicationQuestion]) -> Self {
        let kept = |what: &str| tab::written([DRAFT, what].concat());
        Self {
            name: kept("name"),
            phone: kept("phone"),
            email: kept("email"),
            areas: ChosenAreas::kept([DRAFT, "areas"].concat()),
            dayparts: Ticked::kept_dayparts([DRAFT, "dayparts"].concat()),
            answers: StoredValue::new(questions.iter().map(|question| kept(&question.id.0)).collect()),
            bait: RwSignal::new(String::new()),
        }
    }

    fn filled(self) -> Filled {
        Filled {
            name: self.name.get_untracked(),
            phone: self.phone.get_untracked(),
            email: self.email.get_untracked(),
            areas: untrack(|| self.areas.ids()),
            dayparts: self.dayparts.chosen(),
            answers: self.answers.with_value(|all| all.iter().map(RwSignal::get_untracked).collect()),
            bait: self.bait.get_untracked(),
        }
    }

    /// It was sent: on a device that people share nothing of it is left.
    fn wipe(self) {
        for text in [self.name, self.phone, self.email] {
            text.set(String::new());
        }
        self.areas.clear();
        self.dayparts.clear();
        self.answers.with_value(|all| all.iter().for_each(|answer| answer.set(String::new())));
    }
}

#[component]
fn Form(
    first: Arc<ApplyQuery>,
    answer: Signal<Arc<ApplyQuery>>,
    loaded: Loaded<ApplyQuery>,
    sent: RwSignal<Option<(String, Day)>>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let typed = Typed::kept(&first.application_form.questions);
    let refusals = RwSignal::new(Vec::<UserError>::new());
    let failure = RwSignal::new(None::<Failure>);
    let busy = RwSignal::new(false);
    let key = StoredValue::new(SteadyKey::default());
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let mut input = typed.filled().input(&answer.get_untracked().application_form);
        input.idempotency_key = key.try_update_value(|key| key.of(&input)).unwrap_or_default();
        let name = input.name.clone();
        spawn_local(async move {
            let answer = api.mutate::<ApplyAsConnectorMutation, _>(ApplyAsConnectorVariables { input }).await;
            busy.try_set(false);
            failure.try_set(answer.as_ref().err().cloned());
            let Ok(answer) = answer.map(|answer| answer.apply_as_connector) else { return };
            key.try_update_value(SteadyKey::answered);
            if is_worn(&answer.user_errors) {
                loaded.reload();
            }
            refusals.try_set(answer.user_errors);
            focus_wrong();
            if let Some(day) = answer.answer_by {
                typed.wipe();
                sent.try_set(Some((name, day)));
            }
        });
    };
    let at = move |field: &'static str| Signal::derive(move || refusals.with(|all| told_at(all, field)));
    let wrong = Signal::derive(move || {
        let failed = failure.get().map(|failure| explain(locale, &failure));
        let about_all = refusals.with(|all| elsewhere(all, &["name", "phone", "email", "neighbourhoodIds", "answers"]));
        let fields = refusals.with(|all| (!all.is_empty()).then(|| words::apply::mend(locale).to_owned()));
        failed.or(about_all).or(fields)
    });
    let ApplyQuery { application_form, neighbourhoods } = (*first).clone();
    let days = application_form.days_to_answer;
    let question = move |(place, question): (usize, ApplicationQuestion)| {
        let value = typed.answers.with_value(|all| all[place]);
        let error = Signal::derive(move || refusals.with(|all| told_at_answer(all, place)));
        view! { <Question place question value error /> }
    };
    view! {
        <Next days />
        <form class="bv-stack" novalidate on:submit=submit>
            <Alert text=wrong />
            <h2>{words::apply::about_you(locale)}</h2>
            <TextField id="naam" label=words::apply::name(locale) required=true error=at("name") value=typed.name />
            <TextField
                id="telefoon"
                label=words::apply::phone(locale)
                entry=Entry::Phone
                required=true
                error=at("phone")
                value=typed.phone
            />
            <TextField
                id="mail"
                label=words::apply::email(locale)
                entry=Entry::Email
                required=true
                error=at("email")
                value=typed.email
            />
            <AreaFields
                areas=neighbourhoods
                chosen=typed.areas
                label=words::apply::where_(locale)
                more=words::apply::where_more(locale)
                error=at("neighbourhoodIds")
            />
            <DaypartField
                ticked=typed.dayparts
                label=words::apply::when_(locale)
                hint=words::apply::when_hint(locale)
            />
            <h2>{words::apply::questions(locale)}</h2>
            <p class="bv-muted">{words::apply::questions_text(locale)}</p>
            {application_form.questions.into_iter().enumerate().map(question).collect_view()}
            <Bait value=typed.bait />
            <p class="bv-muted">{words::apply::privacy(locale)}</p>
            <Button emphasis=Emphasis::Primary room=Room::Foot submits=true busy>
                {words::apply::send(locale)}
            </Button>
        </form>
    }
}

/// What happens next, and when.
#[component]
fn Next(days: i32) -> impl IntoView {
    let locale = use_locale();
    view! {
        <section class="bv-after" aria-labelledby="verder">
            <h2 id="verder">{words::apply::next_title(locale)}</h2>
            <ol class="bv-numbered bv-after">
                <li>{words::apply::next_call(locale, &days.to_string())}</li>
                <li>{words::apply::next_talk(locale)}</li>
                <li>{words::apply::next_train(locale)}</li>
            </ol>
        </section>
    }
}

#[component]
fn Question(
    place: usize,
    question: ApplicationQuestion,
    value: RwSignal<String>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let id = ["vraag-", &place.to_string()].concat();
    let ApplicationQuestion { question, help, answer_kind, is_required, .. } = question;
    let label = if is_required { question } else { words::apply::optional(locale, &question) };
    match answer_kind {
        AnswerKind::Text => view! {
            <TextField id label hint=help entry=Entry::Lines(3) required=is_required error value />
        }
        .into_any(),
        AnswerKind::YesNo => {
            let name = id.clone();
            let choices = [("YES", words::connectors::yes(locale)), ("NO", words::connectors::no(locale))];
            let choices =
                choices.map(|(key, label)| view! { <Choice name=name.clone() value=key chosen=value label /> });
            view! {
                <ChoiceField id label hint=help error>
                    {choices}
                </ChoiceField>
            }
            .into_any()
        }
    }
}

/// A field that no person sees or reaches: only a program fills it in.
#[component]
fn Bait(value: RwSignal<String>) -> impl IntoView {
    let locale = use_locale();
    view! {
        <div class="bv-hidden" aria-hidden="true">
            <label for="website">{words::apply::bait(locale)}</label>
            <input
                id="website"
                name="website"
                type="text"
                tabindex="-1"
                autocomplete="off"
                prop:value=value
                on:input=move |event| value.set(event_target_value(&event))
            />
        </div>
    }
}

/// It was received.
#[component]
fn Thanks(name: String, day: Day) -> impl IntoView {
    let locale: Locale = use_locale();
    // The button that had the focus is gone.
    focus_soon("dank");
    view! {
        <div class="bv-stack">
            <h2 id="dank" tabindex="-1">
                {words::apply::thanks(locale, &name)}
            </h2>
            <p>{words::apply::thanks_text(locale, &full_day(locale, day))}</p>
            <ol class="bv-numbered bv-after">
                <li>{words::apply::next_talk(locale)}</li>
                <li>{words::apply::next_train(locale)}</li>
            </ol>
            <div class="bv-buttons">
                <ButtonLink href="/inloggen">{words::apply::to_sign_in(locale)}</ButtonLink>
            </div>
        </div>
    }
}

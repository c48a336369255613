//! The question on home, for a connector: asked when it is time, and to be changed until the day is over.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::queries::{
    AnswerCheckInInput, AnswerCheckInMutation, AnswerCheckInVariables, CheckInAnswer, CheckInPayload, CheckInQuery,
    CheckInToday, SkipCheckInInput, SkipCheckInMutation, SkipCheckInVariables,
};
use crate::account::use_viewer;
use crate::calendar::{full_day_near, now};
use crate::graphql::enums::Role;
use crate::graphql::{Failure, Loaded, elsewhere, load, new_key, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Alert, Button, CallButton, Emphasis, Glyph, explain, focus_soon, use_toasts};

/// The card; nothing while it isn't asked, and for who is no connector.
#[component]
pub fn CheckInCard() -> impl IntoView {
    let connects = use_viewer().with_untracked(|viewer| viewer.has_role(&[Role::Connector]));
    connects.then(|| view! { <Asked /> })
}

#[component]
fn Asked() -> impl IntoView {
    let api = use_api();
    let loaded = load(move || api.ask_written::<CheckInQuery, _>(()));
    let changing = RwSignal::new(false);
    move || {
        let today = loaded.answer().and_then(|answer| answer.check_in.clone())?;
        match today.answer {
            Some(answer) if !changing.get() => Some(view! { <Said today answer changing /> }.into_any()),
            None if !today.is_due => None,
            _ => Some(view! { <Question today changing loaded /> }.into_any()),
        }
    }
}

#[component]
fn Question(today: CheckInToday, changing: RwSignal<bool>, loaded: Loaded<CheckInQuery>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let trouble = RwSignal::new(None::<String>);
    let seen_by = StoredValue::new(today.seen_by.person_id.clone());
    let take = move |answer: Result<CheckInPayload, Failure>| {
        // The page may be left in the meantime.
        busy.try_set(false);
        match answer {
            Ok(CheckInPayload { check_in, user_errors }) if user_errors.is_empty() => {
                changing.try_set(false);
                loaded.put(CheckInQuery { check_in });
                true
            }
            Ok(answer) => {
                // The name at the question may be another by now.
                trouble.try_set(elsewhere(&answer.user_errors, &[]));
                loaded.reload();
                false
            }
            Err(failure) => {
                trouble.try_set(Some(explain(locale, &failure)));
                false
            }
        }
    };
    let say = move |answer: CheckInAnswer| {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let seen_by_id = seen_by.get_value();
        let input = AnswerCheckInInput { answer, seen_by_id, idempotency_key: new_key() };
        spawn_local(async move {
            let answer = api.ask_written::<AnswerCheckInMutation, _>(AnswerCheckInVariables { input }).await;
            if take(answer.map(|answer| answer.answer_check_in)) {
                // The button that was pressed is gone.
                focus_soon("goed-met-jou");
            }
        });
    };
    let skip = move || {
        if busy.get_untracked() {
            return;
        }
        busy.set(true);
        let input = SkipCheckInInput { idempotency_key: Some(new_key()) };
        spawn_local(async move {
            let answer = api.ask_written::<SkipCheckInMutation, _>(SkipCheckInVariables { input }).await;
            if take(answer.map(|answer| answer.skip_check_in)) {
                toasts.tell(words::check_ins::skipped(locale));
            }
        });
    };
    let choice = move |answer: CheckInAnswer| {
        view! {
            <Button emphasis=Emphasis::Tint busy press=move || say(answer)>
                {label(locale, answer)}
            </Button>
        }
    };
    let is_answered = today.answer.is_some();
    view! {
        <section class="bv-next" aria-labelledby="goed-met-jou">
            <div>
                <h2 class="bv-next__what" id="goed-met-jou" tabindex="-1">
                    {words::check_ins::title(locale)}
                </h2>
                <p>{words::check_ins::only(locale, &today.seen_by.name)}</p>
            </div>
            <Alert text=trouble />
            <div class="bv-buttons">
                {choice(CheckInAnswer::Good)} {choice(CheckInAnswer::SoSo)} {choice(CheckInAnswer::NotGood)}
                {(!is_answered)
                    .then(|| {
                        view! {
                            <Button emphasis=Emphasis::Plain busy press=skip>
                                {words::check_ins::skip(locale)}
                            </Button>
                        }
                    })}
            </div>
        </section>
    }
}

/// What was answered today, and whom to call when it isn't well.
#[component]
fn Said(today: CheckInToday, answer: CheckInAnswer, changing: RwSignal<bool>) -> impl IntoView {
    let locale = use_locale();
    let said = match answer {
        CheckInAnswer::Good => words::check_ins::answered_good(locale),
        CheckInAnswer::SoSo => words::check_ins::answered_so_so(locale),
        CheckInAnswer::NotGood => words::check_ins::answered_not_good(locale),
    };
    let change = move || {
        changing.set(true);
        focus_soon("goed-met-jou");
    };
    let help = (answer == CheckInAnswer::NotGood).then(|| view! { <Help today=today.clone() /> });
    view! {
        <section class="bv-next" aria-labelledby="goed-met-jou">
            <div>
                <h2 class="bv-next__what" id="goed-met-jou" tabindex="-1">
                    {said}
                </h2>
                <p>{words::check_ins::saw(locale, &today.seen_by.name)}</p>
            </div>
            {help}
            <div class="bv-buttons">
                <Button icon=Glyph::Pen press=change>
                    {words::check_ins::change(locale)}
                </Button>
            </div>
        </section>
    }
}

/// Who is told; or while they are away, whom to call.
#[component]
fn Help(today: CheckInToday) -> impl IntoView {
    let locale = use_locale();
    let contact = today.call_today;
    let told = match (&contact.stands_in_for, contact.stands_in_until) {
        (Some(other), Some(until)) => {
            let day = full_day_near(locale, until, now().here().day);
            words::check_ins::away(locale, &other.name, &day, &contact.person.name)
        }
        _ => words::check_ins::told(locale, &today.seen_by.name),
    };
    let name = contact.person.name.clone();
    let call = contact.person.phone.map(|phone| {
        view! {
            <div class="bv-buttons">
                <CallButton phone name emphasis=Emphasis::Tint names=true />
            </div>
        }
    });
    view! {
        <p>{told}</p>
        {call}
    }
}

fn label(locale: Locale, answer: CheckInAnswer) -> &'static str {
    match answer {
        CheckInAnswer::Good => words::check_ins::good(locale),
        CheckInAnswer::SoSo => words::check_ins::so_so(locale),
        CheckInAnswer::NotGood => words::check_ins::not_good(locale),
    }
}

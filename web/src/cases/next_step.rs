//! What happens next, the likely act as the one solid button, and the other acts below it.

use leptos::prelude::*;

use super::act_model::{Act, Plan, Row, act_key, plan, row_key};
use super::act_words::{glyph, label};
use super::card_model::lateness;
use super::case_model::{Next, Sight, callee, next, sight};
use super::case_words::Said;
use super::dialogs::{ActRow, Subject, use_acting};
use super::involvement_model::open_ones;
use super::queries::CaseDetail;
use crate::calendar::now;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, CallButton, Emphasis, Mark, focus_soon};

const HEADING: &str = "stap";

/// The box and the list.
#[component]
pub fn NextStep(case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let plan = Memo::new(move |_| {
        case.with(|case| plan(locale, &case.card, &open_ones(case), sight(case) == Sight::Everything))
    });
    let next = Memo::new(move |_| case.with(|case| next(locale, case, now().here().day)));
    let late = Memo::new(move |_| case.with(|case| lateness(locale, &case.card, now().here().day)));
    let is_late = move || late.with(|late| late.as_ref().is_some_and(|said| said.tone == crate::ui::Tone::Late));
    let told = move || {
        let Next { label, what, sub } = next.get();
        let sub = sub.map(|sub| view! { <p class="bv-row__sub">{sub}</p> });
        let mark = late.get().map(|Said { tone, glyph, words }| {
            view! {
                <p class="bv-row__mark">
                    <Mark tone glyph>
                        {words}
                    </Mark>
                </p>
            }
        });
        view! {
            <div>
                <h2 class="bv-next__label" id=HEADING tabindex="-1">
                    {label}
                </h2>
                <p class="bv-next__what">{what}</p>
                {sub}
                {mark}
            </div>
        }
    };
    view! {
        <section class="bv-next" class:bv-next--late=is_late aria-labelledby=HEADING>
            {told}
            <Buttons case plan />
        </section>
        <Rows case plan />
    }
}

/// The likely act, the other answer to it, and calling.
#[component]
fn Buttons(case: Signal<CaseDetail>, plan: Memo<Plan>) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let call = Memo::new(move |_| case.with(callee));
    let buttons =
        Memo::new(move |_| plan.with(|plan| plan.likely.iter().chain(&plan.beside).cloned().collect::<Vec<_>>()));
    let is_likely = move |act: &Act| plan.with_untracked(|plan| plan.likely.as_ref() == Some(act));
    // What one button begins is looked up when it is pressed: the version of what it is about changes meanwhile. Each act
    // has a button of its own: one that turned into another act would keep the focus, and the next press would begin
    // what nobody meant.
    let button = move |(act, key): (Act, String)| {
        let emphasis = if is_likely(&act) { Emphasis::Primary } else { Emphasis::Outline };
        let glyph = glyph(&act);
        let press = move || {
            let now = buttons.with_untracked(|acts| acts.iter().find(|act| act_key(act) == key).cloned());
            if let Some(now) = now {
                acting.begin(subject(case), now);
            }
        };
        view! {
            <Button emphasis icon=glyph busy=acting.is_busy press>
                {move || case.with(|case| label(locale, &act, &case.card))}
            </Button>
        }
    };
    let keyed_buttons = move || {
        keep_focus();
        buttons.with(|acts| acts.iter().map(|act| (act.clone(), act_key(act))).collect::<Vec<_>>())
    };
    let has_buttons = move || {
        keep_focus();
        buttons.with(|acts| !acts.is_empty()) || call.with(Option::is_some)
    };
    view! {
        <Show when=has_buttons>
            <div class="bv-buttons bv-buttons--even">
                <For
                    each=keyed_buttons
                    key=move |(act, key)| (key.clone(), is_likely(act))
                    children=button
                /> {move || call.get().map(|(phone, name)| view! { <CallButton phone name names=true /> })}
            </div>
        </Show>
    }
}

/// The other acts.
#[component]
fn Rows(case: Signal<CaseDetail>, plan: Memo<Plan>) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let row = move |Row { glyph, label, hint, acts }: Row| {
        let (title, key) = (label.clone(), row_key(&acts));
        let begin = Callback::new(move |()| {
            let row = plan.with_untracked(|plan| plan.rows.iter().find(|row| row_key(&row.acts) == key).cloned());
            if let Some(Row { acts, .. }) = row {
                acting.choose(subject(case), title.clone(), acts, None);
            }
        });
        view! { <ActRow glyph label hint begin /> }
    };
    let rows = move || {
        keep_focus();
        plan.with(|plan| plan.rows.clone())
    };
    let has_rows = move || {
        keep_focus();
        plan.with(|plan| !plan.rows.is_empty())
    };
    view! {
        <Show when=has_rows>
            <section aria-labelledby="anders">
                <h2 class="bv-hidden" id="anders">
                    {words::case::what_else(locale)}
                </h2>
                <ul class="bv-list">
                    <For
                        each=rows
                        key=|row| (row_key(&row.acts), row.label.clone(), row.hint.clone())
                        children=row
                    />
                </ul>
            </section>
        </Show>
    }
}

/// The case as it is now.
fn subject(case: Signal<CaseDetail>) -> Subject {
    let case = case.get_untracked();
    Subject { card: case.card, content: case.content }
}

/// When the button with the focus is taken away by what is drawn next, the heading takes the focus.
fn keep_focus() {
    let Some(focused) = document().active_element() else { return };
    request_animation_frame(move || {
        let is_nowhere = document().active_element().is_none_or(|now| now.tag_name() == "BODY");
        if is_nowhere && !focused.is_connected() {
            focus_soon(HEADING);
        }
    });
}

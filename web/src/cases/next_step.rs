//! What happens next, the likely act as the one solid button, and the other acts below it.

use leptos::prelude::*;

use super::act_model::{Plan, Row, plan};
use super::act_words::{glyph, label};
use super::card_model::lateness;
use super::case_model::{Next, Sight, callee, next, offers_nothing, sight};
use super::case_words::Said;
use super::dialogs::{ActRow, Subject, use_acting};
use super::involvement_model::{brief, is_open};
use super::queries::CaseDetail;
use crate::calendar::now;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, CallButton, Emphasis, Mark};

/// The box and the list.
#[component]
pub fn NextStep(case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let plan = Memo::new(move |_| {
        case.with(|case| {
            let open: Vec<_> = case.involvements.iter().filter(|it| is_open(it)).map(brief).collect();
            plan(locale, &case.card, &open, sight(case) == Sight::Everything)
        })
    });
    let subject = move || {
        let case = case.get_untracked();
        Subject { card: case.card, content: case.content }
    };
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
                <h2 class="bv-next__label" id="stap">
                    {label}
                </h2>
                <p class="bv-next__what">{what}</p>
                {sub}
                {mark}
            </div>
        }
    };
    let buttons = move || {
        let Plan { likely, beside, .. } = plan.get();
        let button = |act: super::act_model::Act, emphasis| {
            let begin = act.clone();
            view! {
                <Button
                    emphasis
                    icon=glyph(&act)
                    busy=acting.is_busy
                    press=move || acting.begin(subject(), begin.clone())
                >
                    {case.with_untracked(|case| label(locale, &act, &case.card))}
                </Button>
            }
        };
        let likely = likely.map(|act| button(act, Emphasis::Primary));
        let beside = beside.map(|act| button(act, Emphasis::Outline));
        let call = case.with(callee).map(|(phone, name)| view! { <CallButton phone name names=true /> });
        let is_any = likely.is_some() || call.is_some();
        is_any.then(|| view! { <div class="bv-buttons bv-buttons--even">{likely} {beside} {call}</div> })
    };
    let rows = move || {
        let rows = plan.with(|plan| plan.rows.clone());
        let row = |Row { glyph, label, hint, acts }: Row| {
            let title = label.clone();
            let begin = Callback::new(move |()| acting.choose(subject(), title.clone(), acts.clone(), None));
            view! { <ActRow glyph label hint begin /> }
        };
        (!rows.is_empty()).then(|| {
            view! {
                <section aria-labelledby="anders">
                    <h2 class="bv-hidden" id="anders">
                        {words::case::what_else(locale)}
                    </h2>
                    <ul class="bv-list">{rows.into_iter().map(row).collect_view()}</ul>
                </section>
            }
        })
    };
    let follows = move || {
        let only_follows = case.with(|case| sight(case) == Sight::Following) && plan.with(offers_nothing);
        only_follows.then(|| view! { <p class="bv-muted">{words::case::you_follow(locale)}</p> })
    };
    view! {
        <section class="bv-next" class:bv-next--late=is_late aria-labelledby="stap">
            {told}
            {buttons}
        </section>
        {follows}
        {rows}
    }
}

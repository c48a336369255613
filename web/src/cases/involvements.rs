//! Who was brought in: in which way, how far it is, and what the viewer can do about it.

use leptos::prelude::*;

use super::act_model::Act;
use super::act_words::label;
use super::case_model::{Sight, sight};
use super::case_words::Said;
use super::dialogs::{Subject, use_acting};
use super::involvement_model::{brief, history, is_open, mark, title};
use super::queries::{CaseDetail, Involvement};
use crate::calendar::now;
use crate::graphql::enums::PartyKind;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Mark};

/// All of them; nothing where nobody was brought in. Who only follows sees what they can do something about.
#[component]
pub fn Involvements(case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let all = Memo::new(move |_| {
        case.with(|case| {
            let follows = sight(case) == Sight::Following;
            let concerns = |it: &&Involvement| !follows || !it.available_acts.is_empty();
            case.involvements.iter().filter(concerns).cloned().collect::<Vec<_>>()
        })
    });
    let rows = move || {
        let row = |involvement: Involvement| view! { <Row involvement case /> };
        all.get().into_iter().map(row).collect_view()
    };
    view! {
        <Show when=move || all.with(|all| !all.is_empty())>
            <section aria-labelledby="erbij">
                <div class="bv-section__head">
                    <h2 id="erbij">{words::involvements::title(locale)}</h2>
                </div>
                <ul class="bv-list">{rows}</ul>
            </section>
        </Show>
    }
}

#[component]
fn Row(involvement: Involvement, case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let acting = use_acting();
    let today = now().here().day;
    let Said { tone, glyph, words } = mark(locale, &involvement, today);
    let title = title(locale, &involvement);
    let specialist =
        involvement.receiver.specialist.as_ref().filter(|_| involvement.receiver.kind == PartyKind::Specialist);
    let title = match specialist {
        Some(specialist) => {
            let href = ["/specialisten/", &specialist.id.0].concat();
            view! { <a href=href>{title}</a> }.into_any()
        }
        None => title.into_any(),
    };
    let told = [
        (words::involvements::reason(locale), involvement.reason.clone()),
        (words::involvements::next_step(locale), involvement.next_step.clone()),
    ];
    let told = told.into_iter().filter(|_| is_open(&involvement)).filter_map(|(term, text)| {
        let text = text.filter(|text| !text.trim().is_empty())?;
        Some(view! { <p class="bv-row__sub">{[term, ": ", text.trim()].concat()}</p> })
    });
    let told = told.collect_view();
    let shares = (is_open(&involvement) && involvement.shares_details)
        .then(|| view! { <p class="bv-row__sub">{words::involvements::shares(locale)}</p> });
    let subject = move || {
        let case = case.get_untracked();
        Subject { card: case.card, content: case.content }
    };
    let buttons = involvement.available_acts.iter().map(|act| {
        let act = Act::Involvement(*act, Box::new(brief(&involvement)));
        let begin = act.clone();
        view! {
            <Button busy=acting.is_busy press=move || acting.begin(subject(), begin.clone())>
                {case.with_untracked(|case| label(locale, &act, &case.card))}
            </Button>
        }
    });
    let buttons = buttons.collect_view();
    let buttons = (!involvement.available_acts.is_empty())
        .then(|| view! { <div class="bv-buttons bv-row__buttons">{buttons}</div> });
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">{title}</h3>
                <p class="bv-row__sub">{history(locale, &involvement, today)}</p>
                {told}
                {shares}
                <p class="bv-row__mark">
                    <Mark tone glyph>
                        {words}
                    </Mark>
                </p>
                {buttons}
            </div>
        </li>
    }
}

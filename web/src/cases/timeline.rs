//! What happened, the newest first; what was long ago on demand.

use leptos::prelude::*;

use super::case_page::{CasePlace, use_case};
use super::queries::{CaseDetail, CaseEvent};
use super::timeline_model::{Line, line};
use crate::calendar::now;
use crate::graphql::scalars::CaseEventId;
use crate::i18n::{use_locale, words};
use crate::ui::{Button, Emphasis, Icon, rich};

/// So many more lines each time.
const STEP: usize = 40;

/// The timeline; nothing where the viewer may not see it.
#[component]
pub fn TimelineSection(case: Signal<CaseDetail>) -> impl IntoView {
    let locale = use_locale();
    let CasePlace { loaded, events, .. } = use_case();
    let lines = Memo::new(move |_| case.with(|case| case.timeline.nodes.clone()));
    // A story is told from its beginning; who comes to help wants to know what was last.
    let ids = move || lines.with(|lines| lines.iter().rev().map(|event| event.id.clone()).collect::<Vec<_>>());
    let has_more = Memo::new(move |_| case.with(|case| case.timeline.page_info.has_previous_page));
    let busy = Signal::derive(move || loaded.is_waiting());
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <section aria-labelledby="verhaal">
                <div class="bv-section__head">
                    <h2 id="verhaal">{words::timeline::title(locale)}</h2>
                </div>
                <ol class="bv-timeline">
                    <For each=ids key=CaseEventId::clone let:id>
                        <Event id lines />
                    </For>
                </ol>
                <Show when=move || has_more.get()>
                    <Button
                        emphasis=Emphasis::Plain
                        busy
                        press=move || events.update(|events| *events += STEP)
                    >
                        {words::timeline::more(locale)}
                    </Button>
                </Show>
            </section>
        </Show>
    }
}

#[component]
fn Event(id: CaseEventId, lines: Memo<Vec<CaseEvent>>) -> impl IntoView {
    let locale = use_locale();
    let event = Memo::new(move |_| lines.with(|lines| lines.iter().find(|event| event.id == id).cloned()));
    move || {
        let Line { glyph, what, when, more, note, kept } = line(locale, &event.get()?, now().here().day);
        let more = more.map(|more| [". ", &more].concat());
        let note = note.map(|note| view! { <p class="bv-timeline__note">{note}</p> });
        let kept = kept.map(|kept| view! { <p class="bv-row__sub">{kept}</p> });
        Some(view! {
            <li class="bv-timeline__item">
                <span class="bv-timeline__dot">
                    <Icon glyph />
                </span>
                <p class="bv-timeline__what">{rich(&what)}</p>
                <p class="bv-timeline__when">{when} {more}</p>
                {note}
                {kept}
            </li>
        })
    }
}

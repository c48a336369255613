//! What happened, the newest first; what was long ago on demand, and for who follows what was before.

use leptos::prelude::*;

use super::case_model::{Sight, sight};
use super::case_page::{CasePlace, use_case};
use super::queries::{CaseDetail, CaseEvent};
use super::timeline_model::{Line, first_since_handed_over, line};
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
    let only_follows = Memo::new(move |_| case.with(|case| sight(case) == Sight::Following));
    let sees_all = RwSignal::new(false);
    // Who follows is told what happened since.
    let first = Memo::new(move |_| {
        let is_cut = only_follows.get() && !sees_all.get();
        if is_cut { lines.with(|lines| first_since_handed_over(lines)) } else { 0 }
    });
    // A story is told from its beginning; who comes to help wants to know what was last.
    let ids = move || {
        let first = first.get();
        lines.with(|lines| lines.iter().skip(first).rev().map(|event| event.id.clone()).collect::<Vec<_>>())
    };
    let has_more = Memo::new(move |_| first.get() > 0 || case.with(|case| case.timeline.page_info.has_previous_page));
    let more = move || {
        if first.get_untracked() > 0 {
            sees_all.set(true);
        } else {
            events.update(|events| *events += STEP);
        }
    };
    let title = move || {
        if only_follows.get() { words::timeline::title_since(locale) } else { words::timeline::title(locale) }
    };
    let busy = Signal::derive(move || loaded.is_waiting());
    view! {
        <Show when=move || lines.with(|lines| !lines.is_empty())>
            <section aria-labelledby="verhaal">
                <div class="bv-section__head">
                    <h2 id="verhaal">{title}</h2>
                </div>
                <ol class="bv-timeline">
                    <For each=ids key=CaseEventId::clone let:id>
                        <Event id lines />
                    </For>
                </ol>
                <Show when=move || has_more.get()>
                    <Button emphasis=Emphasis::Plain busy press=more>
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

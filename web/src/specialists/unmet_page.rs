//! What people miss in the directory, for the coordinator: how often, where, and what became of it.

use leptos::prelude::*;
use leptos::task::spawn_local;

use super::entry_page::Gone;
use super::unmet_model::{how_often, may_settle};
use super::unmet_queries::{
    SettleUnmetSearchInput, SettleUnmetSearchMutation, SettleUnmetSearchVariables, UnmetSearch, UnmetSearchesQuery,
    UnmetSearchesVariables,
};
use crate::account::use_viewer;
use crate::calendar::now;
use crate::graphql::enums::UnmetSearchOutcome;
use crate::graphql::{elsewhere, load, new_key, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    Alert, Button, ButtonLink, Emphasis, Empty, Further, Glyph, PageHead, SkeletonRows, Top, explain, more_button,
    show_loaded, use_toasts,
};

/// So many come at once.
const ROWS: i32 = 20;

/// The page.
#[component]
pub fn UnmetPage() -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let is_theirs = Memo::new(move |_| may_settle(&viewer.get()));
    view! {
        <Top href="/specialisten" label=words::specialists::title(locale) />
        <Show when=move || is_theirs.get() fallback=Gone>
            <List />
        </Show>
    }
}

#[component]
fn List() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let ask = move |after: Option<String>| {
        api.query::<UnmetSearchesQuery, _>(UnmetSearchesVariables { first: Some(ROWS), after })
    };
    let loaded = load(move || ask(None));
    let ask_more = move |cursor: String| async move {
        let page = ask(Some(cursor)).await?.unmet_searches;
        Ok((page.nodes, page.page_info.next()))
    };
    let trouble = RwSignal::new(None::<String>);
    view! {
        <PageHead title=words::unmet::title(locale) sub=Signal::stored(Some(words::unmet::sub(locale).to_owned())) />
        <Alert text=trouble />
        {show_loaded(
            loaded,
            words::unmet::failed(locale),
            || view! { <SkeletonRows rows=5 /> },
            move |answer| {
                move || {
                    let page = answer.get().unmet_searches.clone();
                    if page.nodes.is_empty() {
                        return view! {
                            <Empty title=words::unmet::nothing(locale) text=words::unmet::nothing_text(locale) street=true />
                        }
                            .into_any();
                    }
                    let searches = Further::of(page.nodes, page.page_info.next());
                    // What is settled leaves the list; the rest stays where it was.
                    let settled = Callback::new(move |words: String| {
                        searches.rows.update(|rows| rows.retain(|row| row.words != words));
                        if searches.rows.with_untracked(Vec::is_empty) {
                            loaded.reload();
                        }
                    });
                    view! {
                        <ul class="bv-list">
                            <For
                                each=move || searches.rows.get()
                                key=|search| search.words.clone()
                                let:search
                            >
                                <Row search settled trouble />
                            </For>
                        </ul>
                        {more_button(words::unmet::more(locale), searches, ask_more)}
                    }
                        .into_any()
                }
            },
        )}
    }
}

#[component]
fn Row(search: UnmetSearch, settled: Callback<String>, trouble: RwSignal<Option<String>>) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let toasts = use_toasts();
    let busy = RwSignal::new(false);
    let said = how_often(locale, &search, now().here().day);
    let UnmetSearch { words: text, notes, neighbourhoods, .. } = search;
    let areas = neighbourhoods.into_iter().map(|area| area.name).collect::<Vec<_>>().join(", ");
    let settle = {
        let text = text.clone();
        move |outcome: UnmetSearchOutcome| {
            if busy.get_untracked() {
                return;
            }
            busy.set(true);
            trouble.set(None);
            let input = SettleUnmetSearchInput { words: text.clone(), outcome, idempotency_key: Some(new_key()) };
            let text = text.clone();
            spawn_local(async move {
                let answer = api.mutate::<SettleUnmetSearchMutation, _>(SettleUnmetSearchVariables { input }).await;
                busy.try_set(false);
                match answer.map(|answer| elsewhere(&answer.settle_unmet_search.user_errors, &[])) {
                    Ok(None) => {
                        toasts.tell(words::unmet::settled(locale, &text));
                        settled.try_run(text);
                    }
                    Ok(refused) => {
                        trouble.try_set(refused);
                    }
                    Err(failure) => {
                        trouble.try_set(Some(explain(locale, &failure)));
                    }
                }
            });
        }
    };
    let added = settle.clone();
    let hidden = [" ", &text].concat();
    let (first, second) = (hidden.clone(), hidden);
    let look = ["/specialisten?zoek=", &js_sys::encode_uri_component(&text).as_string().unwrap_or_default()].concat();
    let note = |note: String| view! { <p class="bv-row__sub">"‘" {note} "’"</p> };
    view! {
        <li class="bv-row bv-unmet">
            <div>
                <h2 class="bv-row__title">{text.clone()}</h2>
                <p class="bv-row__sub">{said}</p>
                {(!areas.is_empty()).then(|| view! { <p class="bv-row__sub">{words::unmet::in_areas(locale, &areas)}</p> })}
                {notes.into_iter().map(note).collect_view()}
            </div>
            <div class="bv-buttons">
                <Button
                    emphasis=Emphasis::Tint
                    icon=Glyph::Check
                    busy
                    press=move || added(UnmetSearchOutcome::EntryAdded)
                >
                    {words::unmet::entry_added(locale)}
                    <span class="bv-hidden">{first}</span>
                </Button>
                <Button busy press=move || settle(UnmetSearchOutcome::NotNeeded)>
                    {words::unmet::not_needed(locale)}
                    <span class="bv-hidden">{second}</span>
                </Button>
                <ButtonLink href=look emphasis=Emphasis::Plain icon=Glyph::Search>
                    {words::unmet::look(locale)}
                    <span class="bv-hidden">{[" ", &text].concat()}</span>
                </ButtonLink>
            </div>
        </li>
    }
}

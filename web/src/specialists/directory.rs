//! The directory: results as one types, filters beside them, and on a desk the chosen entry.

use std::sync::Arc;

use leptos::prelude::*;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_navigate, use_query_map};
use leptos_router::params::ParamsMap;
use wasm_bindgen::JsCast;

use super::directory_model::{Filter, Wanted, facet_groups};
use super::editor::may_add;
use super::found_model::{FoundPage, more_rows};
use super::kept::{KeptFound, keep, kept_list};
use super::missing::MissedLink;
use super::nothing::{Meant, Nothing};
use super::panel::Panel;
use super::queries::{DirectoryQuery, SpecialistConnection};
use super::result::ResultRow;
use super::search_box::SearchBox;
use crate::account::{use_session, use_viewer};
use crate::graphql::scalars::SpecialistId;
use crate::graphql::{Failure, load_in_turn, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{Button, ButtonLink, Chip, Glyph, Icon, PageHead, Room, SkeletonRows, effect, live, show_loaded};

/// The page.
#[component]
pub fn DirectoryPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let wanted = use_wanted();
    // Where the list goes on, and of what it is the list: another one begins at its start.
    let goes_on = RwSignal::new(None::<(Wanted, String)>);
    effect(move || {
        wanted.track();
        goes_on.set(None);
    });
    let asked = Memo::new(move |_| {
        let wanted = wanted.get();
        let after = goes_on.get().filter(|(of, _)| *of == wanted).map(|(_, after)| after);
        (wanted, after)
    });
    let found = load_in_turn(move || {
        let (wanted, after) = asked.get();
        let variables = wanted.variables_after(after.clone());
        async move {
            let answer = api.query::<DirectoryQuery, _>(variables).await?;
            Ok(FoundPage { wanted, after, connection: Arc::new(answer.specialists) })
        }
    });
    let sub = Signal::derive(move || {
        let count = Some(found.answer()?.connection.total_count).filter(|count| *count > 0);
        count.map(|count| words::specialists::places(locale, count))
    });
    let so_far = Memo::new(move |before: Option<&FoundPage>| {
        found.answer().map_or_else(FoundPage::default, |page| page.joined_to(before))
    });
    let connection = Signal::derive(move || so_far.with(|found| found.connection.clone()));
    let more = Callback::new(move |()| {
        let next = so_far.with_untracked(|found| found.connection.page_info.clone().next());
        let next = next.map(|after| (wanted.get_untracked(), after));
        // What didn't come is asked again.
        if next == goes_on.get_untracked() { found.reload() } else { goes_on.set(next) }
    });
    let is_busy = Signal::derive(move || found.is_waiting() && asked.with(|(_, after)| after.is_some()));
    let chosen = RwSignal::new(None::<SpecialistId>);
    let viewer = use_viewer();
    let session = use_session();
    let add = move || {
        may_add(&viewer.get()).then(|| {
            view! {
                <ButtonLink href="/specialisten/nieuw" icon=Glyph::Plus>
                    {words::specialists::add(locale)}
                </ButtonLink>
            }
        })
    };
    let is_there = Memo::new(move |_| found.answer().is_some());
    effect(move || {
        if is_there.get() {
            keep(api, session, locale, &viewer.get_untracked());
        }
    });
    // Where nothing comes for want of a connection, the list that this device has is searched.
    let without = Memo::new(move |_| {
        let failed = matches!(found.failure(), Some(Failure::Offline | Failure::Timeout));
        failed.then(kept_list).flatten()
    });
    let list = live(move || match without.get() {
        Some(list) => view! { <KeptFound list wanted /> }.into_any(),
        None => show_loaded(
            found,
            words::specialists::failed(locale),
            || view! { <SkeletonRows rows=6 /> },
            move |_| view! { <Found wanted connection more is_busy chosen /> },
        )
        .into_any(),
    });
    view! {
        <PageHead title=words::specialists::title(locale) sub>
            <MissedLink /> {add}
        </PageHead>
        <div class="bv-directory">
            <SearchBox wanted connection />
            <Filters wanted connection />
            <div class="bv-directory__found">{list}</div>
            <Panel connection is_coming=move || found.is_waiting() chosen />
        </div>
    }
}

/// What the address asks for.
pub fn use_wanted() -> Memo<Wanted> {
    let query = use_query_map();
    Memo::new(move |_| {
        query.with(|map| Wanted::of_address(map.pairs().iter().map(|(name, value)| (name.as_str(), value.as_str()))))
    })
}

/// All pairs of the address.
trait Pairs {
    fn pairs(&self) -> Vec<(String, String)>;
}

impl Pairs for ParamsMap {
    fn pairs(&self) -> Vec<(String, String)> {
        self.clone().into_iter().map(|(name, value)| (name.into_owned(), value)).collect()
    }
}

/// Goes to a view of the directory; `replaces` the one in the history or comes after it.
pub fn go(navigate: &impl Fn(&str, NavigateOptions), wanted: &Wanted, replace: bool) {
    let pairs: ParamsMap = wanted.address().into_iter().collect();
    let options = NavigateOptions { replace, scroll: false, ..NavigateOptions::default() };
    navigate(&["/specialisten", &pairs.to_query_string()].concat(), options);
}

/// The filters: boxes beside the list on a desk; on a phone they fold into a row that opens.
#[component]
fn Filters(wanted: Memo<Wanted>, connection: Signal<Arc<SpecialistConnection>>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let is_open = RwSignal::new(false);
    let navigate = use_navigate();
    let toggle =
        StoredValue::new_local(move |filter: &Filter| go(&navigate, &wanted.get_untracked().toggled(filter), false));
    let groups = Memo::new(move |_| {
        let nearby: Vec<_> = viewer.get().neighbourhoods.iter().map(|area| area.id.clone()).collect();
        let connection = connection.get();
        facet_groups(locale, (&connection.facets, connection.total_count), &wanted.get(), &nearby)
    });
    let quick = move || {
        let chosen = groups.get().into_iter().flat_map(|group| group.choices).filter(|choice| {
            matches!(choice.filter, Filter::OpenNow | Filter::Free) || wanted.get().has(&choice.filter)
        });
        let chips = chosen.map(|choice| {
            let filter = choice.filter.clone();
            let own = choice.filter;
            let pressed = Signal::derive(move || wanted.get().has(&own));
            view! {
                <Chip
                    pressed
                    label=choice.words
                    count=Some(choice.count)
                    press=move || toggle.with_value(|toggle| toggle(&filter))
                />
            }
        });
        chips.collect_view()
    };
    let facets = move || {
        let group = |group: super::directory_model::FacetGroup| {
            let boxes = group.choices.into_iter().map(|choice| {
                let own = choice.filter.clone();
                let filter = choice.filter;
                view! {
                    <label class="bv-check">
                        <input
                            type="checkbox"
                            prop:checked=move || wanted.get().has(&own)
                            on:change=move |_| toggle.with_value(|toggle| toggle(&filter))
                        />
                        <span>{choice.words}</span>
                        <span class="bv-count">{choice.count}</span>
                    </label>
                }
            });
            view! {
                <fieldset class="bv-facet">
                    <legend>{group.legend}</legend>
                    {boxes.collect_view()}
                </fieldset>
            }
        };
        groups.get().into_iter().map(group).collect_view()
    };
    view! {
        <form
            class="bv-directory__filters"
            aria-label=words::specialists::filters(locale)
            on:submit=|event| event.prevent_default()
        >
            <div class="bv-switch bv-directory__quick" role="group" aria-label=words::specialists::filters(locale)>
                {quick}
                <button
                    class="bv-chip"
                    type="button"
                    aria-expanded=move || is_open.get().to_string()
                    aria-controls="facetten"
                    on:click=move |_| is_open.update(|open| *open = !*open)
                >
                    <Icon glyph=Glyph::Filter />
                    {words::specialists::more_filters(locale)}
                </button>
            </div>
            <div id="facetten" class="bv-directory__facets" class:bv-directory__facets--open=move || is_open.get()>
                {facets}
            </div>
        </form>
    }
}

#[component]
fn Found(
    wanted: Memo<Wanted>,
    connection: Signal<Arc<SpecialistConnection>>,
    /// Asks for the rows that come next.
    more: Callback<()>,
    is_busy: Signal<bool>,
    chosen: RwSignal<Option<SpecialistId>>,
) -> impl IntoView {
    let locale = use_locale();
    let count = Memo::new(move |_| connection.get().total_count);
    let shown = Memo::new(move |_| connection.with(|found| found.edges.len()));
    let next = Memo::new(move |_| connection.with(|found| more_rows(found)));
    let is_more = Memo::new(move |_| next.get().is_some());
    // The button that has the focus goes with the last rows: then the first of those has it.
    Effect::new(move |before: Option<(usize, bool)>| {
        let now = (shown.get(), is_more.get());
        if let Some((rows, true)) = before.filter(|(rows, _)| *rows < now.0 && !now.1) {
            request_animation_frame(move || focus_row(rows));
        }
        now
    });
    let rest = live(move || {
        is_more.get().then(|| {
            view! {
                <p class="bv-section">
                    <Button room=Room::Line busy=is_busy press=move || more.run(())>
                        {move || words::specialists::show_more(locale, &next.get().unwrap_or_default().to_string())}
                    </Button>
                </p>
            }
        })
    });
    view! {
        <div>
            <div class="bv-section__head">
                <p role="status">
                    <strong>{move || words::specialists::found(locale, count.get())}</strong>
                </p>
                <Show when=move || count.get() != 0>
                    <a class="bv-back" href=move || wanted.get().path("/specialisten/afdrukken")>
                        <Icon glyph=Glyph::Print />
                        {words::print::print(locale)}
                    </a>
                </Show>
            </div>
            <Meant wanted connection />
            <Show when=move || count.get() != 0 fallback=move || view! { <Nothing wanted /> }>
                <ul class="bv-list">
                    <For
                        each=move || connection.get().edges.clone()
                        key=|edge| (edge.node.id.clone(), edge.matched_words.clone(), edge.node.capacity, edge.node.freshness.mark_count)
                        let:edge
                    >
                        <ResultRow edge chosen />
                    </For>
                </ul>
            </Show>
            {rest}
        </div>
    }
}

/// Gives the focus to a row of the list, when nothing else has it.
fn focus_row(row: usize) {
    if document().active_element().is_some_and(|active| active.tag_name() != "BODY") {
        return;
    }
    let links = document().get_elements_by_class_name("bv-result__name");
    let heading = u32::try_from(row).ok().and_then(|row| links.item(row));
    if let Some(link) = heading.and_then(|heading| heading.first_element_child()) {
        // Refused only when the row is gone.
        let _ = link.unchecked_into::<web_sys::HtmlElement>().focus();
    }
}

//! The directory without a connection: the last list that this device has, searched in the browser.

use std::sync::Arc;

use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen_futures::JsFuture;

use super::directory::use_wanted;
use super::directory_model::{Filter, Wanted};
use super::entry::Ways;
use super::kept_model::{KeptEntry, KeptList};
use super::print_page::all;
use super::search_box::SearchBox;
use crate::account::{NoStart, Session, Viewer, use_session};
use crate::calendar::{Day, full_day_near, now};
use crate::graphql::Api;
use crate::graphql::scalars::Phone;
use crate::i18n::{Locale, use_locale, words};
use crate::storage::{self, KEPT_LIST};
use crate::ui::{Banner, Button, Empty, Glyph, PageHead};

/// The list that this device has, if it has one.
pub fn kept_list() -> Option<Arc<KeptList>> {
    serde_json::from_str(&storage::read(KEPT_LIST)?).ok().map(Arc::new)
}

/// Keeps the list of the viewer's areas, once a day, and the app to read it with. What fails is tried the next time.
pub fn keep(api: Api, session: Session, locale: Locale, viewer: &Viewer) {
    keep_app();
    let today = now().here().day;
    let areas: Vec<_> = viewer.neighbourhoods.iter().map(|area| area.id.clone()).collect();
    let names: Vec<String> = areas.iter().map(|id| id.0.clone()).collect();
    if kept_list().is_some_and(|list| list.is_of(today, &names)) {
        return;
    }
    let filters = areas.into_iter().map(Filter::Neighbourhood).collect();
    spawn_local(async move {
        let Ok(found) = all(api, Wanted { search: String::new(), filters }).await else { return };
        // Who signed out in the meantime leaves nothing behind.
        if session.viewer_untracked().is_none() {
            return;
        }
        if let Ok(text) = serde_json::to_string(&KeptList::of(locale, today, names, found.nodes)) {
            storage::write(KEPT_LIST, &text);
        }
    });
}

fn keep_app() {
    let workers = window().navigator().service_worker();
    // Browsers have none for a page that came over a connection that others can read.
    if workers.is_undefined() {
        return;
    }
    let registered = workers.register("/worker.js");
    spawn_local(async move {
        let _ = JsFuture::from(registered).await;
    });
}

/// The directory for who can't be asked who they are, for want of a connection.
#[component]
pub fn KeptPage() -> impl IntoView {
    let locale = use_locale();
    let wanted = use_wanted();
    let session = use_session();
    let title = words::specialists::title(locale);
    let Some(list) = kept_list() else {
        // Kept by an app that wrote it in another way.
        return view! {
            <PageHead title />
            <NoStart session />
        }
        .into_any();
    };
    view! {
        <PageHead title>
            <Button icon=Glyph::Sync press=move || session.refresh()>
                {words::ui::try_again(locale)}
            </Button>
        </PageHead>
        <SearchBox wanted connection=Signal::derive(Arc::default) />
        <div>
            <KeptFound list wanted />
        </div>
    }
    .into_any()
}

/// What the kept list has for a search.
#[component]
pub fn KeptFound(list: Arc<KeptList>, wanted: Memo<Wanted>) -> impl IntoView {
    let locale = use_locale();
    let today = now().here().day;
    let day = Day::parse(&list.on).unwrap_or(today);
    let said = words::specialists::kept(locale, &full_day_near(locale, day, today));
    let found = move || list.with_words(&wanted.get().search).into_iter().cloned().collect::<Vec<_>>();
    let rows = move || {
        let found = found();
        let count = i32::try_from(found.len()).unwrap_or(i32::MAX);
        let nothing = found.is_empty().then(|| {
            let title = words::specialists::nothing(locale, &wanted.get().search);
            view! { <Empty title text=words::specialists::kept_nothing(locale) /> }
        });
        view! {
            <p class="bv-after" role="status">
                <strong>{words::specialists::found(locale, count)}</strong>
            </p>
            {nothing}
            <ul class="bv-list">{found.into_iter().map(|entry| view! { <KeptRow entry /> }).collect_view()}</ul>
        }
    };
    view! {
        <Banner glyph=Glyph::Offline>
            <p>{said}</p>
        </Banner>
        {rows}
    }
}

#[component]
fn KeptRow(entry: KeptEntry) -> impl IntoView {
    let locale = use_locale();
    let line = |name: &'static str, text: String| {
        (!text.is_empty()).then(|| view! { <p class="bv-small"><strong>{name} ": "</strong> {text}</p> })
    };
    view! {
        <li class="bv-result">
            <div class="bv-result__head">
                <h2 class="bv-result__name">{entry.name.clone()}</h2>
                <span class="bv-muted bv-small">{entry.organisation}</span>
            </div>
            <p class="bv-result__who">{entry.for_whom}</p>
            {line(words::specialists::not_for_whom(locale), entry.not_for_whom)}
            {line(words::specialists::open(locale), entry.open)}
            {line(words::specialists::where_(locale), entry.address.unwrap_or_default())}
            <div class="bv-result__acts">
                <Ways name=entry.name phone=entry.phone.map(Phone) email=None shows_number=true />
            </div>
        </li>
    }
}

//! Everything that connectors ask each other and that concerns me: what waits for me first.

use std::sync::Arc;

use leptos::prelude::*;

use super::peers_model as model;
use super::queries::{MorePeersQuery, MorePeersVariables, PeerQuestionFilter, PeerQuestions, PeerRow, PeersQuery};
use crate::account::use_viewer;
use crate::calendar::now;
use crate::graphql::enums::Role;
use crate::graphql::{Change, load, use_api};
use crate::i18n::{use_locale, words};
use crate::ui::{
    ButtonLink, Emphasis, Empty, Further, Glyph, Icon, PageHead, SkeletonRows, Top, more_button, show_loaded,
};

/// The page.
#[component]
pub fn PeersPage() -> impl IntoView {
    let locale = use_locale();
    let connects = connects();
    let sub = Signal::stored(Some(words::peers::sub(locale).to_owned()));
    view! {
        <Top href="/mensen" label=words::peers::to_people(locale) />
        <PageHead title=words::peers::title(locale) sub>
            {connects.then(|| view! { <Ask /> })}
        </PageHead>
        <Show when=move || connects fallback=move || view! { <Empty title=words::peers::only_connectors(locale) /> }>
            <Lists />
        </Show>
    }
}

/// Whether the viewer is a connector: for anybody else this is empty.
pub fn connects() -> bool {
    use_viewer().with_untracked(|viewer| viewer.has_role(&[Role::Connector]))
}

#[component]
fn Ask() -> impl IntoView {
    let locale = use_locale();
    view! {
        <ButtonLink href="/sparren/nieuw" emphasis=Emphasis::Primary icon=Glyph::Plus>
            {words::peers::ask(locale)}
        </ButtonLink>
    }
}

#[component]
fn Lists() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.query::<PeersQuery, _>(()));
    loaded.follow(api, |change| matches!(change, Change::PeerQuestion(_) | Change::Missed));
    show_loaded(
        loaded,
        words::peers::failed(locale),
        || view! { <SkeletonRows rows=5 /> },
        move |answer: Signal<Arc<PeersQuery>>| {
            move || {
                let answer = answer.get();
                let parts = [
                    (words::peers::waiting(locale), PeerQuestionFilter::WaitsForViewer, &answer.waiting),
                    (words::peers::open(locale), PeerQuestionFilter::WaitsForOthers, &answer.open),
                    (words::peers::closed(locale), PeerQuestionFilter::Closed, &answer.closed),
                ];
                if parts.iter().all(|(_, _, part)| part.nodes.is_empty()) {
                    return view! {
                        <Empty title=words::peers::empty(locale) text=words::peers::empty_text(locale) street=true />
                    }
                    .into_any();
                }
                parts
                    .into_iter()
                    .filter(|(_, _, part)| !part.nodes.is_empty())
                    .map(|(title, filter, part)| view! { <Part title filter first=part.clone() /> })
                    .collect_view()
                    .into_any()
            }
        },
    )
}

#[component]
fn Part(title: &'static str, filter: PeerQuestionFilter, first: PeerQuestions) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let (rows, next) = first.rows();
    let questions = Further::of(rows, next);
    let ask_more = move |cursor: String| async move {
        let variables = MorePeersVariables { filter: Some(filter), after: Some(cursor) };
        let answer = api.query::<MorePeersQuery, _>(variables).await?;
        Ok(answer.peer_questions.rows())
    };
    view! {
        <section class="bv-section">
            <h2>{title}</h2>
            <ul class="bv-list">
                <For each=move || questions.rows.get() key=|row| row.id.clone() let:row>
                    <Row row />
                </For>
            </ul>
            {more_button(words::peers::more(locale), questions, ask_more)}
        </section>
    }
}

/// A question that leads to its page.
#[component]
fn Row(row: PeerRow) -> impl IntoView {
    let locale = use_locale();
    let line = model::line(locale, &row, now().here().day);
    view! {
        <li class="bv-row">
            <div>
                <h3 class="bv-row__title">
                    <a class="bv-cover" href=["/sparren/", &row.id.0].concat()>
                        {row.text}
                    </a>
                </h3>
                <p class="bv-row__sub">{line}</p>
            </div>
            <span class="bv-row__go">
                <Icon glyph=Glyph::Go />
            </span>
        </li>
    }
}

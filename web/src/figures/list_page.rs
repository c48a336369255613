//! The lists behind the figures: cases, and answers to questions.

use std::future::Future;

use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

use super::list_model::{AnswerList, CaseList, Counted};
use super::list_queries::{AnswerListQuery, AnswerListVariables, AnswerRow, CaseListQuery, CaseListVariables, CaseRow};
use crate::calendar::{Day, day_month_year};
use crate::cases::outcome_name;
use crate::graphql::enums::InvolvementStatus;
use crate::graphql::{Failure, PageInfo, load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Empty, Further, Glyph, Icon, Mark, PageHead, SkeletonRows, Tone, Top, more_button, show_loaded};

/// The rows of a list with the button for more. Made anew for each first page, so that no rows of another list stay.
fn rows<R, K, V, F>(
    locale: Locale,
    (first, page): (Vec<R>, PageInfo),
    ask: impl Fn(String) -> F + Copy + Send + Sync + 'static,
    key: fn(&R) -> K,
    draw: fn(Locale, R) -> V,
) -> AnyView
where
    R: Clone + Send + Sync + 'static,
    K: Eq + std::hash::Hash + Send + 'static,
    V: IntoView + 'static,
    F: Future<Output = Result<(Vec<R>, Option<String>), Failure>> + 'static,
{
    if first.is_empty() {
        return view! { <Empty title=words::figures::list_empty(locale) /> }.into_any();
    }
    let further = Further::of(first, page.next());
    view! {
        <ul class="bv-list">
            <For each=move || further.rows.get() key let:row>
                <li class="bv-row">{draw(locale, row)}</li>
            </For>
        </ul>
        {more_button(words::figures::more(locale), further, ask)}
    }
    .into_any()
}

/// The cases behind a figure.
#[component]
pub fn CaseListPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let query = use_query_map();
    let list = Memo::new(move |_| query.with(|map| CaseList::of_address(|name| map.get(name))));
    let ask = move |after: Option<String>| {
        let filter = Some(list.get_untracked().filter());
        api.query::<CaseListQuery, _>(CaseListVariables { filter, after })
    };
    let loaded = load(move || {
        list.track();
        ask(None)
    });
    let ask_more = move |cursor: String| async move {
        let page = ask(Some(cursor)).await?.cases;
        Ok((page.nodes, page.page_info.next()))
    };
    let sub = Signal::derive(move || {
        let count = loaded.answer()?.cases.total_count;
        Some(match list.get().counted {
            Counted::Open => words::figures::list_open(locale, count),
            Counted::Opened => words::figures::list_opened(locale, count),
            Counted::Closed => words::figures::list_closed(locale, count),
        })
    });
    view! {
        <div class="bv-main--narrow">
            <Top href="/cijfers" label=words::figures::title(locale) />
            <PageHead title=words::figures::list_title(locale) sub />
            {show_loaded(
                loaded,
                words::figures::list_failed(locale),
                || view! { <SkeletonRows rows=6 /> },
                move |answer| {
                    move || {
                        let page = answer.get().cases.clone();
                        rows(locale, (page.nodes, page.page_info), ask_more, |row| row.id.clone(), case_row)
                    }
                },
            )}
        </div>
    }
}

fn case_row(locale: Locale, row: CaseRow) -> impl IntoView {
    let topic = row.topics.into_iter().next().map(|topic| topic.name).unwrap_or_default();
    let opened = words::figures::opened_on(locale, &day_month_year(locale, row.opened_at.here().day));
    let place = [topic, row.neighbourhood.name, opened].join(" · ");
    let late = row.due.map_or(0, |due| due.overdue_days);
    let late = (late > 0).then(|| {
        view! {
            <Mark tone=Tone::Late glyph=Glyph::Late>
                {words::figures::days_late(locale, late)}
            </Mark>
        }
    });
    let outcome = row.outcome.map(|outcome| {
        view! {
            <Mark glyph=Glyph::StatusDone>{outcome_name(locale, outcome)}</Mark>
        }
    });
    view! {
        <div class="bv-row__text">
            <a class="bv-cover" href=["/vragen/", &row.id.0].concat()>
                {row.code_word}
            </a>
            <p class="bv-row__sub">{place}</p>
            {late}
            {outcome}
        </div>
        <Icon glyph=Glyph::Go />
    }
}

/// The answers behind the time to an answer.
#[component]
pub fn AnswerListPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let query = use_query_map();
    let list = Memo::new(move |_| query.with(|map| AnswerList::of_address(|name| map.get(name))));
    let ask = move |after: Option<String>| {
        let filter = Some(list.get_untracked().filter());
        api.query::<AnswerListQuery, _>(AnswerListVariables { filter, after })
    };
    let loaded = load(move || {
        list.track();
        ask(None)
    });
    let ask_more = move |cursor: String| async move {
        let page = ask(Some(cursor)).await?.involvements;
        Ok((page.nodes, page.page_info.next()))
    };
    let sub =
        Signal::derive(move || Some(words::figures::list_answers(locale, loaded.answer()?.involvements.total_count)));
    view! {
        <div class="bv-main--narrow">
            <Top href="/cijfers" label=words::figures::title(locale) />
            <PageHead title=words::figures::list_answers_title(locale) sub />
            {show_loaded(
                loaded,
                words::figures::list_failed(locale),
                || view! { <SkeletonRows rows=6 /> },
                move |answer| {
                    move || {
                        let page = answer.get().involvements.clone();
                        rows(locale, (page.nodes, page.page_info), ask_more, |row| row.id.clone(), answer_row)
                    }
                },
            )}
        </div>
    }
}

fn answer_row(locale: Locale, row: AnswerRow) -> impl IntoView {
    let day = |at: crate::calendar::Instant| -> Day { at.here().day };
    let took = row.answered_at.map(|at| match day(at).0 - day(row.requested_at).0 {
        days if days <= 0 => words::figures::answered_same_day(locale).to_owned(),
        days => words::figures::answered_in_days(locale, days),
    });
    let (tone, glyph, said) = if row.status == InvolvementStatus::Declined {
        (Tone::Quiet, Glyph::Close, words::figures::said_no(locale))
    } else {
        (Tone::Good, Glyph::Check, words::figures::said_yes(locale))
    };
    let name = match row.case {
        Some(case) => view! {
            <a class="bv-cover" href=["/vragen/", &case.id.0].concat()>
                {case.code_word}
            </a>
        }
        .into_any(),
        None => ().into_any(),
    };
    let sub = std::iter::once(row.receiver.name).chain(took).collect::<Vec<_>>().join(" · ");
    view! {
        <div class="bv-row__text">
            {name}
            <p class="bv-row__sub">{sub}</p>
            <Mark tone glyph>
                {said}
            </Mark>
        </div>
        <Icon glyph=Glyph::Go />
    }
}

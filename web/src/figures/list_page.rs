//! The lists behind the figures: cases, and answers to questions.

use leptos::prelude::*;
use leptos::task::spawn_local;
use leptos_router::hooks::use_query_map;

use super::list_model::{AnswerList, CaseList, Counted};
use super::list_queries::{
    AnswerListQuery, AnswerListVariables, AnswerRow, CaseListQuery, CaseListVariables, CaseRow, PageInfo,
};
use crate::calendar::{Day, day_month_year};
use crate::cases::outcome_name;
use crate::graphql::enums::InvolvementStatus;
use crate::graphql::{Failure, load, use_api};
use crate::i18n::{Locale, use_locale, words};
use crate::ui::{Button, Empty, Glyph, Icon, Mark, PageHead, Room, SkeletonRows, Tone, Top, show_loaded};

/// Rows that came after the first page, and where they go on.
struct Further<R: Send + Sync + 'static> {
    rows: RwSignal<Vec<R>>,
    next: RwSignal<Option<PageInfo>>,
    failure: RwSignal<Option<Failure>>,
}

impl<R: Send + Sync> Clone for Further<R> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Send + Sync> Copy for Further<R> {}

impl<R: Send + Sync> Further<R> {
    fn new() -> Self {
        Self { rows: RwSignal::new(Vec::new()), next: RwSignal::new(None), failure: RwSignal::new(None) }
    }

    fn take(self, answer: Result<(Vec<R>, PageInfo), Failure>) {
        match answer {
            Ok((rows, next)) => {
                self.failure.set(None);
                self.rows.update(|own| own.extend(rows));
                self.next.set(Some(next));
            }
            Err(failure) => self.failure.set(Some(failure)),
        }
    }

    /// Where the list goes on, after the first page's own end.
    fn cursor(self, first: &PageInfo) -> Option<String> {
        let page = self.next.get().unwrap_or_else(|| first.clone());
        page.end_cursor.filter(|_| page.has_next_page)
    }
}

/// The button that brings more, and what went wrong with it.
fn more<R: Send + Sync + 'static>(
    locale: Locale,
    further: Further<R>,
    first: PageInfo,
    ask: impl Fn(String) + Copy + Send + Sync + 'static,
) -> impl IntoView {
    move || {
        let failed = further.failure.get().map(|failure| {
            view! { <p role="alert">{crate::ui::explain(locale, &failure)}</p> }
        });
        further.cursor(&first).map(|cursor| {
            view! {
                <div class="bv-section">
                    {failed}
                    <Button room=Room::Line press=move || ask(cursor.clone())>
                        {words::figures::more(locale)}
                    </Button>
                </div>
            }
        })
    }
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
    let further = Further::<CaseRow>::new();
    let ask_more = move |cursor: String| {
        spawn_local(async move {
            let answer = ask(Some(cursor)).await;
            further.take(answer.map(|answer| (answer.cases.nodes, answer.cases.page_info)));
        });
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
                    let first = answer.get_untracked().cases.page_info.clone();
                    view! {
                        <Show
                            when=move || !answer.get().cases.nodes.is_empty()
                            fallback=move || view! { <Empty title=words::figures::list_empty(locale) /> }
                        >
                            <ul class="bv-list">
                                <For
                                    each=move || {
                                        let mut rows = answer.get().cases.nodes.clone();
                                        rows.extend(further.rows.get());
                                        rows
                                    }
                                    key=|row| row.id.clone()
                                    let:row
                                >
                                    <li class="bv-row">{case_row(locale, row)}</li>
                                </For>
                            </ul>
                        </Show>
                        {more(locale, further, first, ask_more)}
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
    let further = Further::<AnswerRow>::new();
    let ask_more = move |cursor: String| {
        spawn_local(async move {
            let answer = ask(Some(cursor)).await;
            further.take(answer.map(|answer| (answer.involvements.nodes, answer.involvements.page_info)));
        });
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
                    let first = answer.get_untracked().involvements.page_info.clone();
                    view! {
                        <Show
                            when=move || !answer.get().involvements.nodes.is_empty()
                            fallback=move || view! { <Empty title=words::figures::list_empty(locale) /> }
                        >
                            <ul class="bv-list">
                                <For
                                    each=move || {
                                        let mut rows = answer.get().involvements.nodes.clone();
                                        rows.extend(further.rows.get());
                                        rows
                                    }
                                    key=|row| row.id.clone()
                                    let:row
                                >
                                    <li class="bv-row">{answer_row(locale, row)}</li>
                                </For>
                            </ul>
                        </Show>
                        {more(locale, further, first, ask_more)}
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

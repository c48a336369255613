//! The page: what waits for me, my people, my cases.

use std::sync::Arc;

use leptos::prelude::*;

use super::home::{Hero, Rows};
use super::queries::{Contact, TodayCase, TodayCases, TodayConnector, TodayQuery, WaitingItem};
use super::today_model::{self as model, FIRST_PEOPLE, Said};
use super::training::TrainingCard;
use crate::account::use_viewer;
use crate::calendar::now;
use crate::cases::column_glyph;
use crate::check_ins::{CheckInCard, NotWellCard};
use crate::connectors::ContactsToday;
use crate::graphql::enums::ViewerArea;
use crate::graphql::{Change, early, load, use_api};
use crate::i18n::{use_locale, words};
use crate::peers::PeersCard;
use crate::shell::{has_page, may_open_case};
use crate::ui::{Button, ButtonLink, CallButton, Emphasis, Empty, Face, Glyph, Icon, Mark, show_loaded};

/// The page.
#[component]
pub fn TodayPage() -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let loaded = load(move || api.ask_written::<TodayQuery, _>(()));
    early::expect_today();
    loaded.follow(api, Change::is_of_cases);
    let count = Signal::derive(move || loaded.answer().map(|answer| answer.today.waiting.len()));
    view! {
        <Hero count />
        {show_loaded(
            loaded,
            words::today::failed(locale),
            || view! { <Rows /> },
            |answer| {
                view! {
                    <div class="bv-today">
                        <Waiting answer />
                        <div class="bv-today__cards">
                            <NotWellCard />
                            <CheckInCard />
                            <PeersCard />
                            <TrainingCard />
                        </div>
                        <div class="bv-today__people">
                            <Contacts answer />
                            <People answer />
                        </div>
                        <MyCases answer />
                    </div>
                }
            },
        )}
    }
}

#[component]
fn Waiting(answer: Signal<Arc<TodayQuery>>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let rows = move || {
        let waiting = &answer.get().today.waiting;
        if waiting.is_empty() {
            return view! { <NothingWaits may_open=may_open_case(&viewer.get()) /> }.into_any();
        }
        let rows = waiting.iter().map(|item| view! { <WaitingRow item=item.clone() /> });
        view! { <ul class="bv-list bv-list--card">{rows.collect_view()}</ul> }.into_any()
    };
    view! {
        <section class="bv-today__waiting" aria-labelledby="wacht">
            <div class="bv-section__head">
                <h2 id="wacht">{words::today::waiting(locale)}</h2>
            </div>
            {rows}
        </section>
    }
}

#[component]
fn NothingWaits(may_open: bool) -> impl IntoView {
    let locale = use_locale();
    let new = may_open.then(|| {
        view! {
            <ButtonLink href="/vragen/nieuw" emphasis=Emphasis::Primary icon=Glyph::Plus>
                {words::today::new_question(locale)}
            </ButtonLink>
        }
    });
    view! {
        <Empty title=words::today::empty(locale) text=words::today::empty_text(locale) street=true>
            {new}
        </Empty>
    }
}

#[component]
fn WaitingRow(item: WaitingItem) -> impl IntoView {
    let locale = use_locale();
    let mark = model::urgency(locale, &item, now().here().day).map(|Said { tone, glyph, words }| {
        view! {
            <p class="bv-row__mark">
                <Mark tone glyph>
                    {words}
                </Mark>
            </p>
        }
    });
    let emphasis = if item.overdue_days > 0 { Emphasis::Tint } else { Emphasis::Outline };
    let call = item.call.as_ref().and_then(|callee| Some((model::number(callee)?, callee.name.clone())));
    let act = match call {
        Some((phone, name)) => view! { <CallButton phone name emphasis /> }.into_any(),
        None => view! { <Onward /> }.into_any(),
    };
    view! {
        <li class="bv-row">
            <div>
                <CaseTitle case=item.case.clone() />
                <p class="bv-row__sub">{model::reason(locale, &item)}</p>
                {mark}
            </div>
            {act}
        </li>
    }
}

#[component]
fn MyCases(answer: Signal<Arc<TodayQuery>>) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let has_board = Signal::derive(move || has_page(&viewer.get(), ViewerArea::Cases));
    let mine = move || {
        let cases = answer.get().today.my_cases.clone();
        let all = (has_board.get() && cases.total_count > 0).then(|| {
            let words = words::today::all_cases(locale, cases.total_count);
            view! {
                <a class="bv-more" href="/vragen?mijn=ja">
                    {words}
                </a>
            }
        });
        (cases.total_count > 0).then(|| {
            view! {
                <section aria-labelledby="vragen">
                    <div class="bv-section__head">
                        <h2 id="vragen">{words::today::my_cases(locale)}</h2>
                        {all}
                    </div>
                    <CaseRows cases told=model::progress />
                </section>
            }
        })
    };
    let followed = move || {
        let cases = answer.get().today.followed.clone();
        (cases.total_count > 0).then(|| {
            view! {
                <section aria-labelledby="volgt">
                    <div class="bv-section__head">
                        <h2 id="volgt">{words::today::followed(locale)}</h2>
                    </div>
                    <CaseRows cases told=model::helped_by />
                </section>
            }
        })
    };
    view! { <div class="bv-today__cases">{mine} {followed}</div> }
}

#[component]
fn CaseRows(cases: TodayCases, told: fn(crate::i18n::Locale, &TodayCase) -> String) -> impl IntoView {
    let locale = use_locale();
    let row = |case: TodayCase| {
        view! {
            <li class="bv-row bv-row--lead">
                <span class="bv-muted">
                    <Icon glyph=column_glyph(case.board_column) />
                </span>
                <div>
                    <CaseTitle case=case.clone() />
                    <p class="bv-row__sub">{told(locale, &case)}</p>
                </div>
                <Onward />
            </li>
        }
    };
    view! { <ul class="bv-list">{cases.nodes.into_iter().map(row).collect_view()}</ul> }
}

#[component]
fn CaseTitle(case: TodayCase) -> impl IntoView {
    view! {
        <h3 class="bv-row__title">
            <a class="bv-cover" href=["/vragen/", &case.id.0].concat()>
                {case.code_word}
            </a>
        </h3>
    }
}

/// The arrow of a row that leads further.
#[component]
fn Onward() -> impl IntoView {
    view! {
        <span class="bv-row__go">
            <Icon glyph=Glyph::Go />
        </span>
    }
}

/// A connector's fixed contact persons, before everybody else.
#[component]
fn Contacts(answer: Signal<Arc<TodayQuery>>) -> impl IntoView {
    move || {
        let connector = answer.get().viewer.as_ref()?.connector.clone()?;
        let TodayConnector { contacts_on, coordinator_on } = connector;
        Some(view! { <ContactsToday contacts=contacts_on coordinator=coordinator_on own=true /> })
    }
}

#[component]
fn People(answer: Signal<Arc<TodayQuery>>) -> impl IntoView {
    let locale = use_locale();
    let shows_all = RwSignal::new(false);
    let people = Memo::new(move |_| answer.get().viewer.as_ref().map_or_else(Vec::new, |it| it.people.clone()));
    let number = move || people.with(Vec::len);
    let shown = move || {
        let first = if shows_all.get() { usize::MAX } else { FIRST_PEOPLE };
        people.get().into_iter().take(first).collect::<Vec<_>>()
    };
    let more = move || {
        let all = words::today::all_people(locale, &number().to_string());
        view! {
            <Button emphasis=Emphasis::Plain press=move || shows_all.set(true)>
                {all}
            </Button>
        }
    };
    view! {
        <Show when=move || number() != 0>
            <section aria-labelledby="mensen">
                <div class="bv-section__head">
                    <h2 id="mensen">{words::today::people(locale)}</h2>
                    <Show when=move || { FIRST_PEOPLE < number() && !shows_all.get() }>{more}</Show>
                    <a class="bv-more" href="/mensen">
                        {words::today::how_known(locale)}
                    </a>
                </div>
                <ul class="bv-list">
                    <For each=shown key=|contact| contact.id.clone() let:contact>
                        <ContactRow contact />
                    </For>
                </ul>
            </section>
        </Show>
    }
}

#[component]
fn ContactRow(contact: Contact) -> impl IntoView {
    let locale = use_locale();
    let described = model::described(locale, &contact);
    let call = contact.phone.clone().map(|phone| view! { <CallButton phone name=contact.name.clone() /> });
    view! {
        <li class="bv-row bv-row--lead">
            <Face initials=contact.initials.clone() />
            <div>
                <h3 class="bv-row__title">{contact.name.clone()}</h3>
                <p class="bv-row__sub">{described}</p>
            </div>
            {call}
        </li>
    }
}

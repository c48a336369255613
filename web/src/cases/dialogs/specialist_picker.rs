//! Finding a specialist inside a dialog: as one types, first those who fit the case.

use std::time::Duration;

use leptos::html;
use leptos::leptos_dom::helpers::debounce;
use leptos::prelude::*;

use super::finding_model::{how_many, who_knows};
use crate::account::use_viewer;
use crate::cases::queries::{
    CaseCard, FindSpecialistsQuery, FindSpecialistsVariables, FoundSpecialist, SpecialistFilter,
};
use crate::graphql::{Loaded, load_in_turn, use_api};
use crate::i18n::{use_locale, words};
use crate::specialists::{OpeningSaid, RoomMark};
use crate::ui::{Button, CallButton, Check, Emphasis, Glyph, Icon};

/// So many are shown; more words find better than a longer list.
const SHOWN: i32 = 6;
/// Long enough to finish a word, too short to notice.
const PAUSE: Duration = Duration::from_millis(120);

/// The field, and what it finds.
#[component]
pub fn SpecialistPicker(
    label: &'static str,
    card: CaseCard,
    chosen: RwSignal<Option<FoundSpecialist>>,
    error: Signal<Option<String>>,
) -> impl IntoView {
    let locale = use_locale();
    let api = use_api();
    let input = NodeRef::<html::Input>::new();
    let name = chosen.with_untracked(|chosen| chosen.as_ref().map_or_else(String::new, |it| it.name.clone()));
    let typed = RwSignal::new(name);
    let asked = RwSignal::new(String::new());
    let only_fitting = RwSignal::new(true);
    let topic_ids: Vec<_> = card.topics.iter().map(|topic| topic.id.clone()).collect();
    let place = card.neighbourhood.id.clone();
    let found = load_in_turn(move || {
        let search = asked.get();
        let fitting = only_fitting.get();
        let filter = SpecialistFilter {
            topic_ids: fitting.then(|| topic_ids.clone()),
            neighbourhood_ids: fitting.then(|| vec![place.clone()]),
        };
        let search = (!search.is_empty()).then_some(search);
        api.query::<FindSpecialistsQuery, _>(FindSpecialistsVariables { search, filter, first: SHOWN })
    });
    let mut ask = debounce(PAUSE, move |text: String| {
        asked.try_set(text.trim().to_owned());
    });
    let on_input = move |event| {
        let text = event_target_value(&event);
        typed.set(text.clone());
        chosen.set(None);
        ask(text);
    };
    let focus_input = move || {
        if let Some(input) = input.get_untracked() {
            let _ = input.focus();
        }
    };
    let clear = move |_| {
        typed.set(String::new());
        asked.set(String::new());
        chosen.set(None);
        focus_input();
    };
    let choose = Callback::new(move |specialist: FoundSpecialist| {
        typed.set(specialist.name.clone());
        chosen.set(Some(specialist));
        focus_input();
    });
    let fits = words::dialogs::only_fitting(
        locale,
        card.topics.first().map_or("", |topic| topic.name.as_str()),
        &card.neighbourhood.name,
    );
    let is_chosen = Memo::new(move |_| chosen.with(Option::is_some));
    // Who has no account answers on the telephone.
    let call = move || {
        let FoundSpecialist { name, phone, .. } = chosen.get().filter(|chosen| !chosen.has_account)?;
        let phone = phone?;
        Some(view! { <CallButton phone name emphasis=Emphasis::Tint names=true /> })
    };
    view! {
        <div class="bv-field" class:bv-field--wrong=move || error.get().is_some()>
            <label for="specialist">{label}</label>
            <p class="bv-field__error" id="specialist-error">
                {move || error.get().map(|error| view! { <Icon glyph=Glyph::Late /> {error} })}
            </p>
            <div class="bv-search">
                <Icon glyph=Glyph::Search />
                <input
                    class="bv-input"
                    id="specialist"
                    type="text"
                    autocomplete="off"
                    node_ref=input
                    aria-invalid=move || error.get().is_some().then_some("true")
                    aria-describedby="specialist-error specialist-hint"
                    prop:value=typed
                    on:input=on_input
                />
                <Show when=move || typed.with(|typed| !typed.is_empty())>
                    <button class="bv-back bv-search__clear" type="button" on:click=clear>
                        {words::dialogs::clear(locale)}
                    </button>
                </Show>
            </div>
            <div id="specialist-hint">
                {move || match chosen.get() {
                    Some(chosen) => view! { <Chosen chosen /> }.into_any(),
                    None => {
                        view! { <p class="bv-field__hint">{words::dialogs::whom_hint(locale)}</p> }.into_any()
                    }
                }}
            </div>
            {call}
            <Show when=move || !is_chosen.get()>
                <Check value=only_fitting label=fits.clone() />
                <Findings found choose only_fitting />
            </Show>
        </div>
    }
}

/// Who was chosen: what helps to know of them, and how they answer.
#[component]
fn Chosen(chosen: FoundSpecialist) -> impl IntoView {
    let locale = use_locale();
    let by_phone = (!chosen.has_account).then(|| [" ", words::dialogs::answers_by_phone(locale)].concat());
    let organisation = chosen.organisation.name.clone();
    view! {
        <p class="bv-field__hint">{organisation} "." {by_phone}</p>
        <Particulars specialist=chosen />
    }
}

/// Whether there is room, whether they are open, and who of the viewer's people to ask about them.
#[component]
fn Particulars(specialist: FoundSpecialist) -> impl IntoView {
    let locale = use_locale();
    let viewer = use_viewer();
    let known = who_knows(locale, &specialist.known_by, &viewer.get_untracked().person.id);
    let known = known.map(|known| {
        view! {
            <span class="bv-known"><Icon glyph=Glyph::With />{known}</span>
        }
    });
    view! {
        <span class="bv-cluster bv-found">
            <RoomMark capacity=specialist.capacity />
            <OpeningSaid state=specialist.opening_state />
            {known}
        </span>
    }
}

#[component]
fn Findings(
    found: Loaded<FindSpecialistsQuery>,
    choose: Callback<FoundSpecialist>,
    only_fitting: RwSignal<bool>,
) -> impl IntoView {
    let locale = use_locale();
    let row = move |specialist: FoundSpecialist| {
        let particulars = specialist.clone();
        let (name, organisation) = (specialist.name.clone(), specialist.organisation.name.clone());
        view! {
            <li>
                <button
                    class="bv-choice bv-choice--button"
                    type="button"
                    on:click=move |_| choose.run(specialist.clone())
                >
                    <span class="bv-choice__text">
                        <b>{name}</b>
                        <small>{organisation}</small>
                        <Particulars specialist=particulars />
                    </span>
                </button>
            </li>
        }
    };
    let list = move || {
        let answer = found.answer()?;
        let specialists = answer.specialists.clone();
        if specialists.nodes.is_empty() {
            let all = only_fitting.get().then(|| {
                view! {
                    <Button emphasis=Emphasis::Tint press=move || only_fitting.set(false)>
                        {words::dialogs::search_all(locale)}
                    </Button>
                }
            });
            return Some(view! { <div class="bv-buttons">{all}</div> }.into_any());
        }
        Some(view! { <ul class="bv-choices">{specialists.nodes.into_iter().map(row).collect_view()}</ul> }.into_any())
    };
    let failed = move || {
        found.failure().map(|_| {
            view! {
                <p>{words::dialogs::search_failed(locale)}</p>
                <Button icon=Glyph::Sync press=move || found.reload()>
                    {words::ui::try_again(locale)}
                </Button>
            }
        })
    };
    let said = move || match found.answer() {
        Some(answer) => how_many(locale, &answer.specialists),
        None if found.failure().is_some() => String::new(),
        None => words::dialogs::searching(locale).to_owned(),
    };
    view! {
        <p class="bv-field__hint" role="status">
            {said}
        </p>
        <div role="alert">{failed}</div>
        {list}
    }
}
